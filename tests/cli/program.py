"""Runs the vigie program in a folder of its own and reads what it wrote."""
import csv
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["VIGIE"]
SOURCE = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = SOURCE / "sample-maps"
REFERENCE = pathlib.Path(os.environ.get("VIGIE_REFERENCE_DATA", SOURCE.parent / "shared" / "data"))


class ProgramTest(unittest.TestCase):
    """Each test works in an empty folder that goes when it ends."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def vigie(self, *words, code=0, env=None, **options):
        """Runs the program; fails the test if it ends with another code."""
        done = subprocess.run([PROGRAM, *map(str, words)], cwd=self.folder, capture_output=True, text=True, timeout=300,
                              env={**os.environ, **(env or {})}, **options)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def bytes_under_one_name(self, name):
        """The file's bytes as a run under a common name gives them: the project inside names its file."""
        common = self.folder / "under one name" / "file.gpkg"
        common.parent.mkdir(exist_ok=True)
        shutil.copyfile(self.folder / name, common)
        self.vigie("relink", common)
        return common.read_bytes()

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def rows(self, file, query, *values):
        with sqlite3.connect(f"file:{self.folder / file}?mode=ro", uri=True) as database:
            database.row_factory = sqlite3.Row
            return database.execute(query, values).fetchall()

    def value(self, file, query, *values):
        return self.rows(file, query, *values)[0][0]

    def columns(self, file, table):
        return [row["name"] for row in self.rows(file, f"pragma table_info({table})")]

    def needs(self, name):
        """Real data with reference results: skips the test, loudly, where they are not there."""
        path = REFERENCE / name
        if not path.exists():
            self.skipTest(f"reference data not found: {path}")
        return path

    def summary(self, *words):
        return json.loads(self.vigie(*words, "--json").stdout)


def table(path):
    """A CSV as a list of dictionaries."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def truth(of):
    """What the generator of the sample city counted: rows read and used, incidents."""
    text = (SAMPLES / "invented-city" / "TRUTH.md").read_text(encoding="utf-8")
    pattern = {"incidents": r"(\d+)\s+incidents"}.get(of, rf"\| {of} \| (\d+)")
    return int(re.search(pattern, text).group(1))


def square(west, south, size, properties):
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def collection(features, crs="urn:ogc:def:crs:EPSG::31370"):
    return json.dumps({"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": crs}}, "features": features})
