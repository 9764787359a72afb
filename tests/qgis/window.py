"""Shows a GeoPackage in a real QGIS window and saves a picture of it. Run inside QGIS, on a virtual screen:

    VIGIE_FILE=out.gpkg VIGIE_PICTURE=out.png xvfb-run -a -s "-screen 0 1400x900x24" \
        qgis --nologo --noversioncheck --code tests/qgis/window.py
"""
import os

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface

FILE, PICTURE = os.environ["VIGIE_FILE"], os.environ["VIGIE_PICTURE"]
# Top first: what an analyst would put over what.
TABLES = [("coverage_gaps", True), ("watch_areas", True), ("hotspot_areas", False), ("cells", True), ("neighbourhoods", False),
          ("coverage_summary", True), ("rejects", True), ("data_quality", True), ("run_manifest", True)]


def titles():
    import sqlite3
    with sqlite3.connect(f"file:{FILE}?mode=ro", uri=True) as database:
        return dict(database.execute("select table_name, identifier from gpkg_contents"))


def load():
    named = titles()
    for table, shown in reversed(TABLES):
        if table not in named:
            continue
        layer = QgsVectorLayer(f"{FILE}|layername={table}", named[table], "ogr")
        layer.loadDefaultStyle()
        QgsProject.instance().addMapLayer(layer)
        node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
        node.setItemVisibilityChecked(shown)
        node.setExpanded(shown and layer.isSpatial())
        if table == "cells":
            QgsProject.instance().setCrs(layer.crs())
            iface.mapCanvas().setExtent(layer.extent().buffered(layer.extent().width() / 30))
    iface.mapCanvas().refresh()
    QTimer.singleShot(4000, save)


def save():
    iface.mainWindow().grab().save(PICTURE)
    os._exit(0)


def tidy():
    window = iface.mainWindow()
    window.resize(1360, 860)
    for dock in window.findChildren(__import__("qgis.PyQt.QtWidgets", fromlist=["QDockWidget"]).QDockWidget):
        dock.setVisible(dock.objectName() == "Layers")
    load()


QTimer.singleShot(3000, tidy)
