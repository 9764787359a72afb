#!/usr/bin/python3
"""Opens a GeoPackage the way an analyst's QGIS does and says what is not ready.

usage: check_qgis.py FILE.gpkg [PICTURE.png]

Without display and without anybody's profile. Prints one line per fault, or "ready". Exit code 1 if there is a fault.
With PICTURE, the styled layers are drawn over one another, to be looked at.
"""
import contextlib
import sqlite3
import sys
import urllib.parse

from offscreen import draw, is_blank, report, vector_faults
from qgis.core import QgsRasterLayer, QgsRectangle, QgsVectorLayer


def styled_faults(layer):
    message, found = layer.loadDefaultStyle()
    if not found:
        yield f"{layer.name()}: its default style is not found ({message})"
        return
    yield from vector_faults(layer)


def tables_of(path):
    probe = QgsVectorLayer(path, "tables", "ogr")
    names = [entry.split("!!::!!")[1] for entry in probe.dataProvider().subLayers()]
    return [name for name in names if name != "layer_styles"]


def rasters_of(path):
    """Asked without QGIS, which would try to open a file of several rasters as one."""
    with contextlib.closing(sqlite3.connect(f"file:{urllib.parse.quote(path)}?immutable=1", uri=True)) as file:
        rows = file.execute("SELECT table_name FROM gpkg_contents WHERE data_type = '2d-gridded-coverage'")
        return [f"GPKG:{path}:{name}" for (name,) in rows]


def draw_all(layers):
    extent = QgsRectangle()
    for layer in layers:
        extent.combineExtentWith(layer.extent())
    extent.scale(1.05)
    return draw(layers, layers[0].crs(), extent, 900, 800)


def faults(path, picture):
    drawn = []
    for name in tables_of(path):
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        if not layer.isValid():
            yield f"{name}: does not open"
            continue
        yield from styled_faults(layer)
        if layer.isSpatial() and layer.featureCount() > 0:
            drawn.append(layer)
    for source in rasters_of(path):
        layer = QgsRasterLayer(source, source.rpartition(":")[2], "gdal")
        if not layer.isValid() or not layer.crs().isValid():
            yield f"raster {source}: does not open, or has no CRS"
    for layer in drawn:
        image, complaints = draw_all([layer])
        yield from (f"{layer.name()}: {complaint}" for complaint in complaints)
        if is_blank(image):
            yield f"{layer.name()}: the map stays blank"
    if picture and drawn:
        draw_all(list(reversed(drawn)))[0].save(picture)


def main(path, picture=None):
    report(path, lambda: faults(path, picture))


if __name__ == "__main__":
    main(*sys.argv[1:])
