#!/usr/bin/python3
"""Opens a GeoPackage the way an analyst's QGIS does and says what is not ready.

usage: check_qgis.py FILE.gpkg [PICTURE.png]

Without display and without anybody's profile. Prints one line per fault, or "ready". Exit code 1 if there is a fault.
With PICTURE, the styled layers are drawn over one another, to be looked at.
"""
import contextlib
import hashlib
import os
import sqlite3
import sys
import tempfile
import urllib.parse

SCRATCH = tempfile.TemporaryDirectory()
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["HOME"] = os.environ["XDG_RUNTIME_DIR"] = SCRATCH.name

from qgis.core import (  # noqa: E402  (the environment must be set before Qt loads)
    QgsApplication,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRasterLayer,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def expression_context(layer):
    return QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))


def features_without_symbol(layer):
    """A feature that no class, rule or symbol draws is a white hole in the map."""
    context = QgsRenderContext()
    context.setExpressionContext(expression_context(layer))
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    missed = []
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        if not renderer.willRenderFeature(feature, context):
            missed.append(feature.id())
    renderer.stopRender(context)
    return missed


def vector_faults(layer, name):
    message, found = layer.loadDefaultStyle()
    if not found:
        yield f"{name}: its default style is not found ({message})"
        return
    if not layer.readOnly():
        yield f"{name}: can be edited by accident"
    for position, field in enumerate(layer.fields()):
        if field.name() != "fid" and not layer.attributeAlias(position):
            yield f"{name}: column {field.name()} has no title"
    if not layer.isSpatial():
        return
    if not layer.crs().isValid():
        yield f"{name}: has no CRS"
    missed = features_without_symbol(layer)
    if missed:
        yield f"{name}: {len(missed)} features are not drawn, the first has fid {missed[0]}"


def tables_of(path):
    probe = QgsVectorLayer(path, "tables", "ogr")
    names = [entry.split("!!::!!")[1] for entry in probe.dataProvider().subLayers()]
    return [name for name in names if name != "layer_styles"]


def rasters_of(path):
    """Asked without QGIS, which would try to open a file of several rasters as one."""
    with contextlib.closing(sqlite3.connect(f"file:{urllib.parse.quote(path)}?immutable=1", uri=True)) as file:
        rows = file.execute("SELECT table_name FROM gpkg_contents WHERE data_type = '2d-gridded-coverage'")
        return [f"GPKG:{path}:{name}" for (name,) in rows]


def draw(layers):
    """The picture of all layers, the first on top, and what the renderer complained of."""
    extent = QgsRectangle()
    for layer in layers:
        extent.combineExtentWith(layer.extent())
    extent.scale(1.05)
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(QSize(900, 800))
    settings.setBackgroundColor(QColor("white"))
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(extent)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage(), [error.message for error in job.errors()]


def is_blank(image):
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    return len(colours) < 2


def faults(path, picture):
    drawn = []
    for name in tables_of(path):
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        if not layer.isValid():
            yield f"{name}: does not open"
            continue
        yield from vector_faults(layer, name)
        if layer.isSpatial() and layer.featureCount() > 0:
            drawn.append(layer)
    for source in rasters_of(path):
        layer = QgsRasterLayer(source, source.rpartition(":")[2], "gdal")
        if not layer.isValid() or not layer.crs().isValid():
            yield f"raster {source}: does not open, or has no CRS"
    for layer in drawn:
        image, complaints = draw([layer])
        yield from (f"{layer.name()}: {complaint}" for complaint in complaints)
        if is_blank(image):
            yield f"{layer.name()}: the map stays blank"
    if picture and drawn:
        draw(list(reversed(drawn)))[0].save(picture)


def main(path, picture=None):
    application = QgsApplication([], False)
    application.initQgis()
    before = digest(path)
    found = list(faults(path, picture))
    if digest(path) != before or any(os.path.exists(path + end) for end in ("-wal", "-shm", "-journal")):
        found.append("reading changed the file or left something beside it")
    print("\n".join(found) or "ready", flush=True)
    SCRATCH.cleanup()
    os._exit(1 if found else 0)  # QGIS takes its time to end, and sometimes crashes over it


if __name__ == "__main__":
    main(*sys.argv[1:])
