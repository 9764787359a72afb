"""The project inside: opens whole, looks as approved, prints, speaks one language, survives renames and replacement."""
import io
import json
import os
import re
import subprocess
import unittest
import zipfile

from program import PROGRAM, ProgramTest, SAMPLES, SOURCE

CITY = SAMPLES / "invented-city" / "job.toml"
FIRST = SAMPLES / "first-map" / "job.toml"
QGIS = SOURCE / "tests" / "qgis"


def texts_of(qgs):
    """What people read of a project: groups, entries, themes, sheets and their words."""
    seen = set()
    for pattern in (r'<layer-tree-group name="([^"]+)"', r'<layer-tree-layer id="[^"]*" name="([^"]+)"',
                    r'<visibility-preset name="([^"]+)"', r'<Layout name="([^"]+)"', r' title="([^"]+)" titleAlignment',
                    r'<(?:range|rule|category) [^>]*label="([^"]+)"', r'<alias [^>]*name="([^"]+)"', r'labelText="([^"]+)"'):
        seen.update(re.findall(pattern, qgs))
    return seen


class Project(ProgramTest):
    def qgs(self, file):
        content = self.value(file, "select content from qgis_projects where name = 'vigie'")
        with zipfile.ZipFile(io.BytesIO(bytes.fromhex(content))) as archive:
            return archive.read(archive.namelist()[0]).decode("utf-8")

    def needs_qgis(self):
        if subprocess.run(["/usr/bin/python3", "-c", "from qgis import core"], capture_output=True).returncode != 0:
            self.skipTest("QGIS is not installed for /usr/bin/python3: nobody has opened the project as an analyst would")

    def in_qgis(self, script, *words, wanted):
        done = subprocess.run(["/usr/bin/python3", QGIS / script, *map(str, words)], capture_output=True, text=True, timeout=300,
                              cwd=self.folder)
        self.assertEqual((done.returncode, done.stdout.strip().splitlines()[-1:]), (0, [wanted]), done.stdout + done.stderr)

    def test_sample_city_looks_as_approved(self):
        self.needs_qgis()
        self.vigie("run", CITY, "-o", "elzemonde.gpkg", "--set", "output.qgz=true")
        self.in_qgis("check_project.py", "elzemonde.gpkg", "--approved", QGIS / "approved", wanted="ready")

    def test_prints_through_processing(self):
        self.needs_qgis()
        if subprocess.run(["which", "qgis_process.bin"], capture_output=True).returncode != 0:
            self.skipTest("qgis_process.bin is not installed: nobody has printed through Processing")
        self.vigie("run", FIRST, "-o", "first.gpkg")
        project = f"geopackage:{self.folder / 'first.gpkg'}?projectName=vigie"
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(self.folder), "HOME": str(self.folder)}
        for algorithm, layout in (("printlayouttopdf", "Where is it hot?"), ("atlaslayouttopdf", "One sheet per neighbourhood")):
            done = subprocess.run(["qgis_process.bin", "run", f"native:{algorithm}", f"--PROJECT_PATH={project}", "--",
                                   f"LAYOUT={layout}", f"OUTPUT={self.folder / algorithm}.pdf"],
                                  capture_output=True, text=True, env=env, timeout=300)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertGreater((self.folder / f"{algorithm}.pdf").stat().st_size, 20000)

    def test_speaks_one_language(self):
        spoken = {}
        for language in ("en", "fr", "nl", "de"):
            self.vigie("run", FIRST, "-o", "first.gpkg", "--force", "--set", f"study.language={language}")
            spoken[language] = texts_of(self.qgs("first.gpkg"))
        names = {row[0] for row in self.rows("first.gpkg", "select distinct name from gpkg_data_columns where name = column_name")}
        for language in ("fr", "nl", "de"):
            self.assertGreater(len(spoken[language]), 100)  # two English texts may be one word in another language
            same = {text for text in spoken["en"] & spoken[language] if len(text.split()) > 1 and "[%" not in text and not text.startswith("First map")}
            self.assertEqual(same - names, set(), language)

    def test_same_name_same_bytes_wherever_it_lies(self):
        (self.folder / "elsewhere").mkdir()
        for name in ("first.gpkg", "elsewhere/first.gpkg", "other.gpkg"):
            self.vigie("run", FIRST, "-o", name)
        one, two, other = ((self.folder / name).read_bytes() for name in ("first.gpkg", "elsewhere/first.gpkg", "other.gpkg"))
        self.assertEqual(one, two)
        self.assertNotIn(str(self.folder), self.qgs("first.gpkg"))
        (self.folder / "first.gpkg").rename(self.folder / "elsewhere" / "other.gpkg")
        self.vigie("relink", "elsewhere/other.gpkg")
        self.assertEqual((self.folder / "elsewhere" / "other.gpkg").read_bytes(), other)

    def test_relink_says_what_it_did_and_what_it_cannot(self):
        self.vigie("run", FIRST, "-o", "old.gpkg")
        (self.folder / "old.gpkg").rename(self.folder / "new.gpkg")
        told = json.loads(self.vigie("relink", "new.gpkg", "--json").stdout)
        self.assertEqual(told, {"file": "new.gpkg", "was": "old.gpkg", "projects": ["vigie"]})
        self.assertIn("nothing to mend", self.vigie("relink", "new.gpkg").stderr)
        self.vigie("relink", "old.gpkg", code=66)
        self.write("no.gpkg", "text")
        self.vigie("relink", "no.gpkg", code=65)
        self.needs_qgis()
        self.in_qgis("check_project.py", "new.gpkg", wanted="ready")

    def test_valid_with_everything_in_it(self):
        tif = self.folder / "tif"
        self.vigie("run", CITY, "-o", "out.gpkg", "--set", "output.reports=include", "--set", "output.qgz=true", "--set",
                   f"output.geotiff={tif}")
        done = subprocess.run(["/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", "--extra", "--warning-as-error",
                               self.folder / "out.gpkg"], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))
        self.assertEqual(self.rows("out.gpkg", "select column_name from gpkg_data_columns where coalesce(description, '') = ''"), [])
        self.assertEqual([entry.name for entry in tif.iterdir()], ["density.tif"])

    def test_replacing_it_under_an_open_qgis_is_safe(self):
        self.needs_qgis()
        self.vigie("run", FIRST, "-o", "first.gpkg")
        self.in_qgis("open_while_replaced.py", "first.gpkg", "cells", PROGRAM, "run", FIRST, "-o", "first.gpkg", "--force",
                     wanted="safe")


if __name__ == "__main__":
    unittest.main()
