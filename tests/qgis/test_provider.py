"""The Processing provider without a window: dialogs from the declarations, every algorithm on the first sample map,
layers in memory, styles, messages, cancel; and once through qgis_process, from the zip that users install."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HOME = tempfile.mkdtemp(prefix="vigie-qgis-")
os.environ.update(HOME=HOME, XDG_RUNTIME_DIR=HOME, XDG_CONFIG_HOME=HOME)
sys.path[:0] = ["/usr/share/qgis/python", "/usr/share/qgis/python/plugins"]

from qgis import core  # noqa: E402
from qgis.PyQt.QtCore import QTimer  # noqa: E402

PROGRAM, ZIP = os.environ["VIGIE"], os.environ["VIGIE_PLUGIN"]
SAMPLES = os.path.join(os.path.dirname(__file__), "..", "..", "sample-maps")
with zipfile.ZipFile(ZIP) as packed:
    packed.extractall(os.path.join(HOME, "plugins"))
sys.path.insert(0, os.path.join(HOME, "plugins"))

core.QgsApplication.setPrefixPath("/usr", True)
application = core.QgsApplication([], False)
application.initQgis()
import processing  # noqa: E402
from processing.core.Processing import Processing  # noqa: E402
from processing.core.ProcessingConfig import ProcessingConfig  # noqa: E402

Processing.initialize()
from vigie.provider import VigieProvider  # noqa: E402

os.environ["PATH"] = os.path.dirname(PROGRAM) + os.pathsep + os.environ["PATH"]
provider = VigieProvider()
registry = core.QgsApplication.processingRegistry()
registry.addProvider(provider)
DECLARED = [section for section in json.loads(subprocess.run([PROGRAM, "help", "--json"], capture_output=True,
                                                             check=True).stdout)["sections"]
            if section["kind"] == "analysis"]


def sample(name):
    return os.path.abspath(os.path.join(SAMPLES, "invented-city", name))


def reports():
    """The reports of the sample city as a layer in memory, as an analyst would have them after a join or a filter."""
    uri = f"file://{sample('reports.csv')}?type=csv&xField=lon&yField=lat&crs=EPSG:4326&detectTypes=yes"
    read = core.QgsVectorLayer(uri, "reports", "delimitedtext")
    names = ("categorie", "tijdstip", "kanaal", "herkomst", "incident", "afgesloten", "melder")
    layer = core.QgsVectorLayer("Point?crs=EPSG:4326" + "".join(f"&field={name}:string" for name in names), "reports", "memory")
    made = []
    for feature in read.getFeatures():
        if feature.hasGeometry() and 3 < feature.geometry().asPoint().x() < 6 and 49 < feature.geometry().asPoint().y() < 52:
            copy = core.QgsFeature(layer.fields())
            copy.setGeometry(feature.geometry())
            values = [feature[name] for name in names]
            copy.setAttributes([value.toString("yyyy-MM-ddTHH:mm:ss") if hasattr(value, "toString") else
                                None if value == core.NULL else str(value) for value in values])
            made.append(copy)
    layer.dataProvider().addFeatures(made)
    return layer


REPORTS = reports()
INPUTS = {"REPORTS": REPORTS, "NEIGHBOURHOODS": sample("neighbourhoods.geojson"),
          "WATCH_AREAS": sample("watch_areas.geojson")}
# What an analysis cannot guess from these inputs.
NEEDED = {"relative_risk": {"CASES": "noise", "CONTROLS": "dogs, fly-tipping", "PERMUTATIONS": 9}}
# Of an input that the sample city has not.
ASKS_FOR = {"survey": "source", "presence": "source"}
QUICK = {"PERMUTATIONS": 99, "DRAWS": 199, "SIMULATIONS": 19}


class Heard(core.QgsProcessingFeedback):
    def __init__(self):
        super().__init__(False)
        self.infos, self.warnings, self.progress_seen = [], [], []
        self.progressChanged.connect(self.progress_seen.append)

    def pushInfo(self, text):
        self.infos.append(text)

    def pushWarning(self, text):
        self.warnings.append(text)


class ProviderTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.output = os.path.join(self.folder, "out.gpkg")
        self.feedback, self.context = Heard(), core.QgsProcessingContext()

    def run_analysis(self, name, **values):
        values = {"OUTPUT": self.output, **values}
        return processing.run(f"vigie:{name}", values, feedback=self.feedback, context=self.context)


class Dialogs(ProviderTest):
    def test_one_algorithm_for_each_analysis(self):
        self.assertEqual({a.name() for a in provider.algorithms()}, {d["name"] for d in DECLARED})

    def test_parameters_are_those_declared(self):
        for declared in DECLARED:
            algorithm = registry.algorithmById(f"vigie:{declared['name']}")
            names = [p.name() for p in algorithm.parameterDefinitions()]
            keys = [p["name"].upper() for p in declared["parameters"] if p.get("unavailable") != "all"]
            self.assertEqual(names, ["REPORTS", "NEIGHBOURHOODS", "WATCH_AREAS", *keys, "OUTPUT"])
            for parameter in declared["parameters"]:
                definition = algorithm.parameterDefinition(parameter["name"].upper())
                if definition is not None:
                    self.assertIn(parameter["help"], definition.help())
                    if parameter["kind"] == "choice":
                        self.assertEqual(definition.options(), parameter["choices"])

    def test_the_zip_is_a_plugin(self):
        with zipfile.ZipFile(ZIP) as packed:
            names, metadata = packed.namelist(), packed.read("vigie/metadata.txt").decode()
        self.assertEqual({name.split("/")[0] for name in names}, {"vigie"})
        version = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
        self.assertIn(f"\nversion={version}\n", metadata)
        self.assertLessEqual({"vigie/metadata.txt", "vigie/__init__.py", "vigie/catalog.json", "vigie/icon.svg"}, set(names))
        self.assertFalse([name for name in names if "__pycache__" in name])


class Runs(ProviderTest):
    def test_every_algorithm(self):
        for declared in DECLARED:
            with self.subTest(declared["name"]):
                keys = {p["name"].upper() for p in declared["parameters"]}
                values = {**{k: v for k, v in QUICK.items() if k in keys}, **NEEDED.get(declared["name"], {})}
                self.feedback = Heard()
                output = os.path.join(self.folder, declared["name"] + ".gpkg")
                if declared["name"] in ASKS_FOR:
                    with self.assertRaisesRegex(core.QgsProcessingException, ASKS_FOR[declared["name"]]):
                        self.run_analysis(declared["name"], **{**INPUTS, **values}, OUTPUT=output)
                    continue
                result = self.run_analysis(declared["name"], **{**INPUTS, **values}, OUTPUT=output)
                self.assertEqual(result["OUTPUT"], output)
                application.processEvents()
                self.assertEqual(max(self.feedback.progress_seen), 100)
                self.assertTrue(os.path.getsize(output) > 0)

    def test_results_come_with_styles_and_messages(self):
        self.run_analysis("hotspots", **INPUTS, DISTANCE_BAND="250m", ON="cells")
        uri = self.output + "|layername=cells"
        details = self.context.layersToLoadOnCompletion()
        self.assertIn(uri, details)
        self.assertEqual(details[uri].name, "Hot spots on cells")
        layer = core.QgsProcessingUtils.mapLayerFromString(uri, self.context)
        details[uri].postProcessor().postProcessLayer(layer, self.context, self.feedback)
        self.assertEqual(layer.renderer().type(), "categorizedSymbol")
        self.assertTrue(any("hot" in text for text in self.feedback.infos), self.feedback.infos)
        import sqlite3
        with sqlite3.connect(self.output) as database:
            kept = database.execute("select value from run_manifest where section='hotspots' and key='distance_band'").fetchone()
        self.assertEqual(kept, ("250m",))

    def test_a_mistake_is_told_in_the_program_s_words(self):
        with self.assertRaisesRegex(core.QgsProcessingException, "distance_band"):
            self.run_analysis("hotspots", **INPUTS, DISTANCE_BAND="far")
        self.assertEqual(os.listdir(self.folder), [f for f in os.listdir(self.folder) if f.endswith(".lock")])
        with self.assertRaisesRegex(core.QgsProcessingException, "inputs"):
            self.run_analysis("hotspots")

    def test_the_setting_comes_before_path(self):
        named = os.path.join(self.folder, "vigie")
        open(named, "w", encoding="utf-8").close()  # no program
        ProcessingConfig.setSettingValue("VIGIE_EXECUTABLE", named)
        self.addCleanup(ProcessingConfig.setSettingValue, "VIGIE_EXECUTABLE", "")
        with self.assertRaisesRegex(core.QgsProcessingException, f"{named}.*Options"):
            self.run_analysis("hotspots", **INPUTS)


class Cancel(ProviderTest):
    def test_ends_the_program_within_a_second_and_leaves_nothing(self):
        slow = os.path.join(self.folder, "bin", "vigie")  # the program itself, with so much to do that it is still at it
        os.mkdir(os.path.dirname(slow))
        with open(slow, "w", encoding="utf-8") as script:
            script.write(f'#!/bin/sh\n[ "$1" = help ] && exec {PROGRAM} "$@"\necho $$ > {self.folder}/bin/pid\n'
                         f'exec {PROGRAM} "$@"\n')
        os.chmod(slow, 0o755)
        ProcessingConfig.setSettingValue("VIGIE_EXECUTABLE", slow)
        self.addCleanup(ProcessingConfig.setSettingValue, "VIGIE_EXECUTABLE", "")
        before = set(os.listdir(tempfile.gettempdir()))
        algorithm = registry.createAlgorithmById("vigie:point_pattern")
        done, canceled = [], []
        values = {**INPUTS, "STATISTIC": "k", "SIMULATIONS": 9999, "OUTPUT": self.output}
        task = core.QgsProcessingAlgRunnerTask(algorithm, values, self.context, self.feedback)
        task.executed.connect(lambda ok, results: done.append(time.time()))

        def cancel():
            if not os.path.exists(self.folder + "/bin/pid"):
                QTimer.singleShot(100, cancel)
                return
            time.sleep(0.3)
            canceled.append(time.time())
            task.cancel()

        core.QgsApplication.taskManager().addTask(task)
        QTimer.singleShot(100, cancel)
        start = time.time()
        while not done and time.time() - start < 60:
            application.processEvents()
            time.sleep(0.01)
        self.assertTrue(done and canceled)
        with open(self.folder + "/bin/pid", encoding="utf-8") as file:
            process = int(file.read())
        self.assertFalse(os.path.exists(f"/proc/{process}"))
        self.assertLess(done[0] - canceled[0], 1.5)  # a second for the program, and a breath for QGIS itself
        self.assertEqual(os.listdir(self.folder), ["bin"])
        left = [n for n in set(os.listdir(tempfile.gettempdir())) - before if n.startswith("vigie-")]
        self.assertEqual(left, [])


class Command(ProviderTest):
    def test_qgis_process_enables_and_runs_it(self):
        process = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
        self.assertIsNotNone(process, "qgis_process is not installed")
        home = os.path.join(self.folder, "home")
        plugins = os.path.join(home, ".local/share/QGIS/QGIS3/profiles/default/python/plugins")
        os.makedirs(plugins)
        with zipfile.ZipFile(ZIP) as packed:
            packed.extractall(plugins)
        env = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_RUNTIME_DIR": home}

        def qgis(*words):
            done = subprocess.run([process, *words], env=env, capture_output=True, text=True, timeout=120)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            return done.stdout

        qgis("plugins", "enable", "vigie")
        self.assertIn("DISTANCE_BAND", qgis("help", "vigie:hotspots"))
        qgis("run", "vigie:coverage", "--", f"NEIGHBOURHOODS={INPUTS['NEIGHBOURHOODS']}",
             f"WATCH_AREAS={INPUTS['WATCH_AREAS']}", f"OUTPUT={self.output}")
        self.assertGreater(os.path.getsize(self.output), 0)


if __name__ == "__main__":
    try:
        outcome = unittest.main(exit=False, verbosity=2).result
    finally:
        shutil.rmtree(HOME, ignore_errors=True)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0 if outcome.wasSuccessful() else 1)  # QGIS's own teardown may crash
