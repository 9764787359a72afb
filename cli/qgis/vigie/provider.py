"""The provider: one algorithm for each analysis that the program knows."""
import os

from processing.core.ProcessingConfig import ProcessingConfig, Setting
from qgis.core import QgsMessageLog, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .analysis import Analysis
from .program import SETTING, analyses

HERE = os.path.dirname(__file__)


class VigieProvider(QgsProcessingProvider):
    def id(self):
        return "vigie"

    def name(self):
        return "vigie"

    def longName(self):
        return "vigie: hot spots and coverage"

    def icon(self):
        return QIcon(os.path.join(HERE, "icon.svg"))

    def supportsNonFileBasedOutput(self):
        return False

    def load(self):
        ProcessingConfig.settingIcons["vigie"] = self.icon()
        ProcessingConfig.addSetting(Setting("vigie", SETTING, "The vigie program (empty: found on PATH)", "",
                                            valuetype=Setting.FILE))
        ProcessingConfig.readSettings()
        self.refreshAlgorithms()
        return True

    def unload(self):
        ProcessingConfig.removeSetting(SETTING)

    def loadAlgorithms(self):
        found = analyses()
        if not found:
            QgsMessageLog.logMessage("The vigie program was not found: put it on PATH, or name it in Settings > Options "
                                     "> Processing > Providers > vigie.", "vigie")
        for declared in found:
            self.addAlgorithm(Analysis(declared))
