#!/usr/bin/python3
"""Holds a GeoPackage open in QGIS while another program replaces it, and says what went wrong.

usage: open_while_replaced.py FILE.gpkg LAYER COMMAND...

COMMAND writes FILE anew: it must be replaced under an open cursor that still ends whole, and be readable after a reload.
Prints "safe" or one line per fault.
"""
import os
import subprocess
import sys
import tempfile

SCRATCH = tempfile.TemporaryDirectory()
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["HOME"] = os.environ["XDG_RUNTIME_DIR"] = SCRATCH.name

from qgis.core import QgsApplication, QgsProject  # noqa: E402

def faults(path, name, command):
    project = QgsProject.instance()
    if not project.read(f"geopackage:{path}?projectName=vigie"):
        yield "the project does not open"
    layer = next(one for one in project.mapLayers().values() if one.source().endswith(f"layername={name}"))
    expected, features = layer.featureCount(), layer.getFeatures()
    read = [next(features).id() for _ in range(min(3, expected))]
    before = os.stat(path).st_ino
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0 or os.stat(path).st_ino == before:
        yield f"not replaced while QGIS reads it: code {done.returncode}, {done.stderr}"
    read += [feature.id() for feature in features]
    if len(read) != expected:
        yield f"{len(read)} of {expected} features were read across the replacement"
    layer.reload()
    if not layer.isValid() or not any(True for _ in layer.getFeatures()):
        yield "after a reload the layer is empty"
    project.clear()


def main(path, name, *command):
    application = QgsApplication([], False)
    application.initQgis()
    found = list(faults(os.path.abspath(path), name, list(command)))
    print("\n".join(found) or "safe", flush=True)
    SCRATCH.cleanup()
    os._exit(1 if found else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
