"""Draws the four places that docs/planners.md tells of, from the output of the invented city; ends with 1 where the
output does not find one of them.

    sample-maps/run
    /usr/bin/python3 tests/qgis/story.py sample-maps/invented-city/out/elzemonde.gpkg docs/pictures
"""
import os
import sys

from offscreen import draw, is_blank  # sets the environment: before QGIS is loaded
from qgis.core import (
    QgsApplication,
    QgsClassificationQuantile,
    QgsFillSymbol,
    QgsGradientColorRamp,
    QgsGraduatedSymbolRenderer,
    QgsPalLayerSettings,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

# Picture; the place in the output (layer, filter that the finding must meet); its label; the layer below and a column
# to shade it by (none: the layer's own style); how many times its own size the map shows, 0 for the whole city.
PLACES = [
    ("story_quiet", "neighbourhoods", "depriv_rank = 1 AND smr < 1 AND rrr < 0.5", "name", "neighbourhoods", "lambda", 0),
    ("story_one_voice", "hotspot_areas", "one_voice = 1", "'effective number of reporters: ' || round(n_eff, 1)", "cells",
     None, 4),
    ("story_ended", "watch_areas", "active = 0 AND valid_to IS NOT NULL", "name", "watch_areas", None, 3),
    ("story_mediation", "mediation_priority", "rank_hi = 1 AND tier = 'A'", "name", "mediation_priority", None, 0),
]


def layer_of(path, name, where=""):
    layer = QgsVectorLayer(f"{path}|layername={name}" + (f"|subset={where}" if where else ""), name, "ogr")
    if not layer.isValid():
        sys.exit(f"{path} has no layer {name}")
    return layer


def outlined(layer, label, colour, width):
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, QgsSimpleLineSymbolLayer(QColor(colour), width))
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    text, settings, halo = QgsTextFormat(), QgsPalLayerSettings(), QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(1)
    text.setSize(11)
    text.setBuffer(halo)
    settings.setFormat(text)
    settings.fieldName, settings.isExpression = label, True
    settings.placement = QgsPalLayerSettings.OutsidePolygons
    settings.displayAll = True
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
    return layer


def shaded(layer, column):
    renderer = QgsGraduatedSymbolRenderer(column)
    renderer.setSourceSymbol(QgsFillSymbol.createSimple({"outline_color": "#8a8a8a", "outline_width": "0.2"}))
    renderer.setClassificationMethod(QgsClassificationQuantile())
    renderer.updateClasses(layer, 5)
    renderer.updateColorRamp(QgsGradientColorRamp(QColor("#d7e6f4"), QColor("#08306b")))
    layer.setRenderer(renderer)
    return layer


def ground(path):
    layer = layer_of(path, "neighbourhoods")
    layer.setRenderer(QgsSingleSymbolRenderer(
        QgsFillSymbol.createSimple({"color": "#e9e6e0", "outline_color": "#b8b2a8", "outline_width": "0.2"})))
    layer.setLabelsEnabled(False)
    return layer


def picture(path, folder, name, found_in, where, label, below, column, times):
    lines = below == "watch_areas"  # lines that a thick one over them would hide
    place = outlined(layer_of(path, found_in, where), label, *(("#ffd54a", 2.6) if lines else ("#111111", 1.1)))
    if place.featureCount() != 1:
        return f"{name}: {place.featureCount()} places meet {where} in {found_in}"
    base = layer_of(path, below)
    base.setLabelsEnabled(False)
    if column:
        shaded(base, column)
    bottom = ground(path)
    extent = place.extent() if times else bottom.extent()
    extent.scale(times or 1.03)
    image, errors = draw([base, place, bottom] if lines else [place, base, bottom], base.crs(), extent, 640, 480)
    if errors or is_blank(image):
        return f"{name}: {errors or 'nothing is drawn'}"
    image.save(os.path.join(folder, f"{name}.png"))
    return None


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    faults = [fault for entry in PLACES if (fault := picture(sys.argv[1], sys.argv[2], *entry))]
    print("\n".join(faults) or "drawn", flush=True)
    os._exit(1 if faults else 0)  # QGIS sometimes crashes at its end
