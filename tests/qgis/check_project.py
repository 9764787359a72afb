#!/usr/bin/python3
"""Opens the project inside a GeoPackage the way an analyst's QGIS does, prints it, and says what is not ready.

usage: check_project.py FILE.gpkg [--pictures FOLDER] [--approved FOLDER] [--pages FIRST_PAGES]

Without display and without anybody's profile. Prints one line per fault, or "ready". Exit code 1 if there is a fault.
FOLDER gets one picture per theme, per printed sheet, and of the first atlas pages (one, unless --pages says more).
With --approved, every picture there must be met by ours: at most 2 % of its pixels may differ by more than 40 of 255
in a channel, which a moved label does and a lost layer or another colour does not.
"""
import argparse
import hashlib
import os
import shutil
import sys
import tempfile

SCRATCH = tempfile.TemporaryDirectory()
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["HOME"] = os.environ["XDG_RUNTIME_DIR"] = SCRATCH.name

from qgis.core import (  # noqa: E402  (the environment must be set before Qt loads)
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayoutExporter,
    QgsLayoutItemMap,
    QgsMapLayer,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRenderContext,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor, QImage  # noqa: E402

LARGEST_SHARE, LARGEST_STEP = 0.02, 40


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def file_name(title):
    return "".join(letter if letter.isalnum() else "-" for letter in title.lower()).strip("-")


def undrawn(layer):
    """Features that no class, rule or symbol draws: white holes in the map."""
    context = QgsRenderContext()
    context.setExpressionContext(QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer)))
    renderer, missed = layer.renderer().clone(), []
    renderer.startRender(context, layer.fields())
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        if not renderer.willRenderFeature(feature, context):
            missed.append(feature.id())
    renderer.stopRender(context)
    return missed


def tip_faults(layer):
    """The map tip of the first feature, as the window would show it."""
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    for feature in layer.getFeatures():
        context.setFeature(feature)
        text = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
        if not text or "[%" in text:
            yield f"{layer.name()}: its map tip says {text!r}"
        return


def layer_faults(layer):
    if not layer.isValid():
        yield f"{layer.name()}: does not open ({layer.source()})"
        return
    if layer.isSpatial() and not layer.crs().isValid():
        yield f"{layer.name()}: has no CRS"
    if layer.type() != QgsMapLayer.VectorLayer:
        return
    if not layer.readOnly():
        yield f"{layer.name()}: can be edited by accident"
    for position, field in enumerate(layer.fields()):
        if field.name() != "fid" and not layer.attributeAlias(position):
            yield f"{layer.name()}: column {field.name()} has no title"
    if layer.isSpatial():
        missed = undrawn(layer)
        if missed:
            yield f"{layer.name()}: {len(missed)} features are not drawn, the first has fid {missed[0]}"
        yield from tip_faults(layer)


def draw(project, layers, width=700, height=600):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(QSize(width, height))
    settings.setBackgroundColor(QColor("white"))
    settings.setDestinationCrs(project.crs())
    settings.setExtent(project.viewSettings().defaultViewExtent())
    settings.setExpressionContext(QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layers[0])))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage(), [error.message for error in job.errors()]


def is_blank(image):
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    return len(colours) < 4


def theme_faults(project, folder):
    themes = project.mapThemeCollection()
    if not themes.mapThemes():
        yield "there is no theme"
    for theme in themes.mapThemes():
        layers = themes.mapThemeVisibleLayers(theme)
        if not layers:
            yield f"theme {theme}: holds no layer"
            continue
        image, complaints = draw(project, layers)
        yield from (f"theme {theme}: {complaint}" for complaint in complaints)
        if is_blank(image):
            yield f"theme {theme}: the map stays blank"
        if folder:
            image.save(os.path.join(folder, f"theme-{file_name(theme)}.png"))


def pdf_settings():
    """Coarse, to be quick: what is asked is whether it prints."""
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = 72
    return settings


def save_page(layout, path):
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 96
    settings.generateWorldFile = False
    return QgsLayoutExporter(layout).exportToImage(path, settings) == QgsLayoutExporter.Success


def atlas_faults(project, layout, folder, pages):
    atlas, pdf = layout.atlas(), os.path.join(SCRATCH.name, "atlas.pdf")
    done, why = QgsLayoutExporter.exportToPdf(atlas, pdf, pdf_settings())
    if done != QgsLayoutExporter.Success or os.path.getsize(pdf) < 20000:
        yield f"atlas {layout.name()}: does not print ({why})"
    if not atlas.coverageLayer() or atlas.updateFeatures() != atlas.coverageLayer().featureCount():
        yield f"atlas {layout.name()}: not one page per feature"
    atlas.beginRender()
    atlas.first()
    for page in range(min(pages, atlas.count())):
        if folder and not save_page(layout, os.path.join(folder, f"place-{page + 1}.png")):
            yield f"atlas {layout.name()}: page {page + 1} gives no picture"
        atlas.next()
    atlas.endRender()


def layout_faults(project, folder, pages):
    layouts = project.layoutManager().printLayouts()
    themes = set(project.mapThemeCollection().mapThemes())
    if not layouts:
        yield "there is no printed sheet"
    for layout in layouts:
        shown = {item.followVisibilityPresetName() for item in layout.items() if isinstance(item, QgsLayoutItemMap)}
        if not shown or not shown <= themes:
            yield f"sheet {layout.name()}: follows {shown - themes}, which is no theme"
        if layout.atlas().enabled():
            yield from atlas_faults(project, layout, folder, pages)
            continue
        pdf = os.path.join(SCRATCH.name, "sheet.pdf")
        done = QgsLayoutExporter(layout).exportToPdf(pdf, pdf_settings())
        if done != QgsLayoutExporter.Success or os.path.getsize(pdf) < 20000:
            yield f"sheet {layout.name()}: does not print"
        if folder and not save_page(layout, os.path.join(folder, f"sheet-{file_name(layout.name())}.png")):
            yield f"sheet {layout.name()}: gives no picture"


def project_faults(source, folder=None, pages=1):
    project = QgsProject.instance()
    if not project.read(source):
        yield f"the project does not open: {project.error()}"
        return
    if not project.crs().isValid():
        yield "the project has no CRS"
    nodes = project.layerTreeRoot().findLayers()
    if not nodes or not all(node.layer() for node in nodes):
        yield "an entry of the legend has lost its layer"
    for node in nodes:
        if node.layer():
            yield from layer_faults(node.layer())
    yield from theme_faults(project, folder)
    yield from layout_faults(project, folder, pages)
    project.clear()


def opens(source):
    """A project that lies elsewhere: its layers must be found there, too."""
    project = QgsProject.instance()
    if not project.read(source):
        yield f"{source} does not open"
    for layer in project.mapLayers().values():
        if not layer.isValid():
            yield f"{source}: {layer.name()} is not found"
    project.clear()


def differing_share(ours, approved):
    """Share of pixels of which a channel is more than LARGEST_STEP apart."""
    ours, approved = (image.convertToFormat(QImage.Format_RGB888) for image in (ours, approved))
    apart = 0
    for y in range(approved.height()):
        first, second = (bytes(image.constScanLine(y).asarray(3 * approved.width())) for image in (ours, approved))
        steps = [abs(a - b) > LARGEST_STEP for a, b in zip(first, second)]
        apart += sum(any(steps[i:i + 3]) for i in range(0, len(steps), 3))
    return apart / (approved.width() * approved.height())


def picture_faults(folder, approved):
    for name in sorted(os.listdir(approved)):
        if not name.endswith(".png"):
            continue
        wanted, ours = QImage(os.path.join(approved, name)), QImage(os.path.join(folder, name))
        if ours.isNull():
            yield f"{name}: there is no such picture any more"
            continue
        share = differing_share(ours.scaled(wanted.size(), transformMode=1), wanted)
        if share > LARGEST_SHARE:
            yield f"{name}: {100 * share:.1f} % of its pixels differ from the approved picture"


def faults(path, arguments):
    folder = arguments.pictures or (tempfile.mkdtemp(dir=SCRATCH.name) if arguments.approved else None)
    if folder:
        os.makedirs(folder, exist_ok=True)
    yield from project_faults(f"geopackage:{path}?projectName=vigie", folder, arguments.pages)
    moved = shutil.copy(path, os.path.join(SCRATCH.name, os.path.basename(path)))
    yield from opens(f"geopackage:{moved}?projectName=vigie")
    beside = os.path.splitext(path)[0] + ".qgz"
    if os.path.exists(beside):
        yield from opens(beside)
    if arguments.approved:
        yield from picture_faults(folder, arguments.approved)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--pictures")
    parser.add_argument("--approved")
    parser.add_argument("--pages", type=int, default=1)
    arguments = parser.parse_args()
    path = os.path.abspath(arguments.file)
    application = QgsApplication([], False)
    application.initQgis()
    before = digest(path)
    found = list(faults(path, arguments))
    if digest(path) != before or any(os.path.exists(path + end) for end in ("-wal", "-shm", "-journal")):
        found.append("reading changed the file or left something beside it")
    print("\n".join(found) or "ready", flush=True)
    SCRATCH.cleanup()
    os._exit(1 if found else 0)  # QGIS takes its time to end, and sometimes crashes over it


if __name__ == "__main__":
    main()
