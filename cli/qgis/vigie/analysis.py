"""One analysis of the program as an algorithm of the Processing toolbox."""
import html
import os
import shutil
import sqlite3
import tempfile

from qgis import core

from .job import SOURCES, job_text, make_parameter, usable
from .program import program
from .run import Ended, run


class DefaultStyle(core.QgsProcessingLayerPostProcessorInterface):
    """Processing by itself loads results without the styles that the file holds."""
    alive = []  # the context owns the C++ half; Python must keep its own

    def postProcessLayer(self, layer, context, feedback):
        layer.loadDefaultStyle()


def layers_of(path):
    """(table, title) of the vector layers and tables of a result, as the file lists them."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        return database.execute("select table_name, identifier from gpkg_contents where data_type in ('features', "
                                "'attributes') and table_name not in ('layer_styles', 'qgis_projects')").fetchall()


def rasters_of(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        return database.execute("select table_name, identifier from gpkg_contents where data_type like "
                                "'2d-gridded%' or data_type = 'tiles'").fetchall()


class Analysis(core.QgsProcessingAlgorithm):
    def __init__(self, declared):
        super().__init__()
        self.declared = declared

    def createInstance(self):
        return Analysis(self.declared)

    def name(self):
        return self.declared["name"]

    def displayName(self):
        return self.declared["title"]

    def group(self):
        return "Analyses"

    def groupId(self):
        return "analyses"

    def shortDescription(self):
        return self.declared["summary"]

    def shortHelpString(self):
        keys = "".join(f"<h3>{p['name'].upper()}</h3>{html.escape(p.get('help', ''))}"
                       for p in filter(usable, self.declared["parameters"]))
        return f"<p>{html.escape(self.declared['summary'])}</p><p>Needs {html.escape(self.declared['needs'])}.</p>{keys}"

    def initAlgorithm(self, config=None):
        for key, title, kind in SOURCES:
            self.addParameter(core.QgsProcessingParameterFeatureSource(key, title, [kind], optional=True))
        for declared in filter(usable, self.declared["parameters"]):
            self.addParameter(make_parameter(declared))
        self.addParameter(core.QgsProcessingParameterFileDestination("OUTPUT", "Result", "GeoPackage (*.gpkg)"))
        self.addOutput(core.QgsProcessingOutputString("PROJECT", "Project inside the result"))

    def checkParameterValues(self, parameters, context):
        if not any(parameters.get(key) for key, _, _ in SOURCES):
            return False, f"Choose the inputs: this analysis needs {self.declared['needs']}."
        return super().checkParameterValues(parameters, context)

    def processAlgorithm(self, parameters, context, feedback):
        output = self.parameterAsFileOutput(parameters, "OUTPUT", context)
        text = job_text(self, self.declared, parameters, context, feedback, os.path.abspath(output))
        folder, lock = tempfile.mkdtemp(prefix="vigie-"), output + ".lock"
        lock_is_new = not os.path.exists(lock)
        try:
            path = os.path.join(folder, "job.toml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            feedback.pushCommandInfo(f"{program()} run job.toml\n\n{text}")
            if not run(program(), ["run", path, "--progress", "json"], feedback):
                if lock_is_new and os.path.exists(lock):  # nobody else knew this output
                    os.unlink(lock)
                return {}
        except Ended as error:
            raise core.QgsProcessingException(str(error)) from error
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        self.load_results(output, context)
        return {"OUTPUT": output, "PROJECT": f"geopackage:{output}?projectName=vigie"}

    def load_results(self, output, context):
        """What this analysis wrote, with the styles of the file; records of the run stay in the file."""
        declared = {layer["name"] for layer in self.declared["layers"]}
        found = [(f"{output}|layername={name}", name, title) for name, title in layers_of(output)]
        found += [(f"GPKG:{output}:{name}", name, title) for name, title in rasters_of(output)]
        for uri, name, title in found:
            if name not in declared:
                continue
            details = core.QgsProcessingContext.LayerDetails(title, context.project(), name)
            DefaultStyle.alive.append(DefaultStyle())
            details.setPostProcessor(DefaultStyle.alive[-1])
            context.addLayerToLoadOnCompletion(uri, details)
