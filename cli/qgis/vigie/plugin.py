"""Adds the provider to QGIS and takes it away again."""
from qgis.core import QgsApplication

from .provider import VigieProvider


class VigiePlugin:
    def __init__(self, iface):
        self.provider = None

    def initProcessing(self):  # all that qgis_process calls
        self.provider = VigieProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self):
        self.initProcessing()

    def unload(self):
        QgsApplication.processingRegistry().removeProvider(self.provider)
