#!/usr/bin/python3
"""Opens the project inside a GeoPackage the way an analyst's QGIS does, prints it, and says what is not ready.

usage: check_project.py FILE.gpkg [--pictures FOLDER] [--approved FOLDER] [--pages FIRST_PAGES]

Without display and without anybody's profile. Prints one line per fault, or "ready". Exit code 1 if there is a fault.
FOLDER gets one picture per theme, per printed sheet, and of the first atlas pages (one, unless --pages says more).
With --approved, every picture there must be met by ours: at most 2 % of its pixels may differ by more than 40 of 255
in a channel, which a moved label does and a lost layer or another colour does not.
"""
import argparse
import os
import shutil
import tempfile

from offscreen import SCRATCH, draw, expression_context, is_blank, report, vector_faults
from qgis.core import QgsExpression, QgsLayoutExporter, QgsLayoutItemMap, QgsMapLayer, QgsProject
from qgis.PyQt.QtGui import QImage

LARGEST_SHARE, LARGEST_STEP = 0.02, 40


def file_name(title):
    return "".join(letter if letter.isalnum() else "-" for letter in title.lower()).strip("-")


def tip_faults(layer):
    """The map tip of the first feature, as the window would show it."""
    context = expression_context(layer)
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
    if layer.type() != QgsMapLayer.VectorLayer:
        if not layer.crs().isValid():
            yield f"{layer.name()}: has no CRS"
        return
    yield from vector_faults(layer)
    if layer.isSpatial():
        yield from tip_faults(layer)


def theme_faults(project, folder):
    themes = project.mapThemeCollection()
    if not themes.mapThemes():
        yield "there is no theme"
    for theme in themes.mapThemes():
        layers = themes.mapThemeVisibleLayers(theme)
        if not layers:
            yield f"theme {theme}: holds no layer"
            continue
        image, complaints = draw(layers, project.crs(), project.viewSettings().defaultViewExtent())
        yield from (f"theme {theme}: {complaint}" for complaint in complaints)
        if is_blank(image, colours=4):
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
    report(path, lambda: faults(path, arguments))


if __name__ == "__main__":
    main()
