"""QGIS without display and without anybody's profile; what the checks of layers and of projects both ask."""
import hashlib
import os
import tempfile

SCRATCH = tempfile.TemporaryDirectory()
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["HOME"] = os.environ["XDG_RUNTIME_DIR"] = SCRATCH.name

from qgis.core import (  # noqa: E402  (the environment must be set before Qt loads)
    QgsApplication,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRenderContext,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402


def expression_context(layer):
    return QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))


def undrawn(layer):
    """Features that no class, rule or symbol draws: white holes in the map."""
    context = QgsRenderContext()
    context.setExpressionContext(expression_context(layer))
    renderer, missed = layer.renderer().clone(), []
    renderer.startRender(context, layer.fields())
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        if not renderer.willRenderFeature(feature, context):
            missed.append(feature.id())
    renderer.stopRender(context)
    return missed


def vector_faults(layer):
    """What an analyst would trip over in a layer of features or a table."""
    name = layer.name()
    if not layer.readOnly():
        yield f"{name}: can be edited by accident"
    for position, field in enumerate(layer.fields()):
        if field.name() != "fid" and not layer.attributeAlias(position):
            yield f"{name}: column {field.name()} has no title"
    if not layer.isSpatial():
        return
    if not layer.crs().isValid():
        yield f"{name}: has no CRS"
    missed = undrawn(layer)
    if missed:
        yield f"{name}: {len(missed)} features are not drawn, the first has fid {missed[0]}"


def draw(layers, crs, extent, width=700, height=600):
    """The picture of all layers, the first on top, and what the renderer complained of."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(QSize(width, height))
    settings.setBackgroundColor(QColor("white"))
    settings.setDestinationCrs(crs)
    settings.setExtent(extent)
    settings.setExpressionContext(expression_context(layers[0]))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage(), [error.message for error in job.errors()]


def is_blank(image, colours=2):
    """Whether there are fewer colors than a map has at least."""
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}) < colours


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def report(path, faults):
    """Prints what `faults()` yields, or "ready", and ends: code 1 if there is a fault. Reading must leave no trace."""
    application = QgsApplication([], False)
    application.initQgis()
    before = digest(path)
    found = list(faults())
    if digest(path) != before or any(os.path.exists(path + end) for end in ("-wal", "-shm", "-journal")):
        found.append("reading changed the file or left something beside it")
    print("\n".join(found) or "ready", flush=True)
    SCRATCH.cleanup()
    os._exit(1 if found else 0)  # QGIS takes its time to end, and sometimes crashes over it
