"""Where the program is, and what it says about itself."""
import json
import os
import shutil
import subprocess

from processing.core.ProcessingConfig import ProcessingConfig

SETTING = "VIGIE_EXECUTABLE"
PACKED = os.path.join(os.path.dirname(__file__), "catalog.json")


def program():
    """Path of the program: the setting, else what PATH finds, else its bare name."""
    return ProcessingConfig.getSetting(SETTING) or shutil.which("vigie") or "vigie"


def analyses():
    """Declarations of the analyses as `vigie help --json` prints them; where the program does not answer, those that
    the plugin was packed with. An empty list where there is neither."""
    try:
        answer = subprocess.run([program(), "help", "--json"], capture_output=True, timeout=20, check=True).stdout
        catalog = json.loads(answer)
    except (OSError, ValueError, subprocess.SubprocessError):
        if not os.path.exists(PACKED):
            return []
        with open(PACKED, encoding="utf-8") as file:
            catalog = json.load(file)
    return [section for section in catalog["sections"] if section["kind"] == "analysis"]
