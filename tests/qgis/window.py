"""Shows the project inside a GeoPackage in a real QGIS window and saves a picture of it. Run on a virtual screen:

    VIGIE_FILE=$PWD/out.gpkg VIGIE_PICTURE=out.png VIGIE_THEME="What is watched?" \
        xvfb-run -a -s "-screen 0 1400x900x24" qgis --nologo --noversioncheck --code tests/qgis/window.py
"""
import os

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QDockWidget
from qgis.utils import iface

FILE, PICTURE, THEME = os.environ["VIGIE_FILE"], os.environ["VIGIE_PICTURE"], os.environ.get("VIGIE_THEME")


def load():
    project = QgsProject.instance()
    project.read(f"geopackage:{FILE}?projectName=vigie")
    if THEME:
        project.mapThemeCollection().applyTheme(THEME, project.layerTreeRoot(), iface.layerTreeView().layerTreeModel())
    iface.mapCanvas().setExtent(project.viewSettings().defaultViewExtent())
    iface.mapCanvas().refresh()
    QTimer.singleShot(5000, save)


def save():
    iface.mainWindow().grab().save(PICTURE)
    os._exit(0)


def tidy():
    window = iface.mainWindow()
    window.resize(1360, 860)
    for dock in window.findChildren(QDockWidget):
        dock.setVisible(dock.objectName() == "Layers")
    load()


QTimer.singleShot(3000, tidy)
