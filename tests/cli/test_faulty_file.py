"""Fifty thousand rows, one in a hundred spoiled in turn by each known fault: each is rejected for its reason, no other is."""
import csv
import json
import os
import subprocess
import unittest
from collections import Counter

from program import ProgramTest

ROWS = 50_000
AT_A_LINE = ("bad_quote", "wrong_field_count", "too_long", "bad_encoding", "bad_number", "missing_xy", "missing_time", "bad_date")
GENERATOR = os.environ["VIGIE_CITY_REPORTS"]
JOB = """[study]
crs = "EPSG:31370"
time_zone = "Europe/Brussels"
from = "2023-01-01"
to = "2025-01-01"
[reports]
source = "{reports}"
crs = "EPSG:4326"
x = "lon"
y = "lat"
time = "time"
category = "category"
[neighbourhoods]
source = "square.geojson"
[grid]
cell_size = "1km"
[rates]
"""


class FaultyFile(ProgramTest):
    def setUp(self):
        super().setUp()
        subprocess.run([GENERATOR, str(ROWS), "clean.csv", "faulty.csv", "expected.csv"], cwd=self.folder, check=True)
        # A little more than the city: its border is bent by the projection, and all reports should lie inside.
        ring = [[3.49, 50.89], [3.94, 50.89], [3.94, 51.18], [3.49, 51.18], [3.49, 50.89]]
        self.write("square.geojson", json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"id": "a", "population": 1000}, "geometry": {"type": "Polygon", "coordinates": [ring]}}]}))
        for name in ("clean", "faulty"):
            self.write(f"{name}.toml", JOB.format(reports=f"{name}.csv"))
        with open(self.folder / "expected.csv", newline="") as file:
            self.planted = {int(row["row"]): row for row in csv.DictReader(file)}

    def test_every_faulty_row_has_its_reason_and_every_other_is_used(self):
        self.assertEqual(len(self.planted), ROWS // 100)
        self.assertGreaterEqual(len({row["kind"] for row in self.planted.values()}), 40)
        summary = self.summary("run", "faulty.toml", "-o", "faulty.gpkg")
        found = {row["row"]: row for row in self.rows("faulty.gpkg", "select row, reason, detail from rejects where source = 'faulty.csv'")}
        for number, planted in self.planted.items():
            with self.subTest(kind=planted["kind"], row=number):
                self.assertIn(number, found)
                self.assertEqual(found[number]["reason"], planted["reason"])
                if planted["reason"] in AT_A_LINE:
                    self.assertRegex(found[number]["detail"], r"^line \d+")
        self.assertEqual(set(found), set(self.planted))
        rows = summary["rows"]["reports"]
        self.assertEqual((rows["read"], rows["used"]), (ROWS, ROWS - len(self.planted)))
        self.assertEqual(rows["rejected"], dict(Counter(row["reason"] for row in self.planted.values())))

    def test_oddities_are_counted(self):
        summary = self.summary("check", "faulty.toml")
        finding = {f["check"]: f["value"] for f in summary["findings"] if f["source"] == "faulty.csv"}
        for check in ("swapped_xy_mended", "blank_lines", "times_in_clock_change", "literal_quotes"):
            with self.subTest(check):
                self.assertGreater(finding[check], 0)

    def test_the_clean_file_loses_nothing(self):
        rows = self.summary("check", "clean.toml")["rows"]["reports"]
        self.assertEqual((rows["read"], rows["used"]), (ROWS, ROWS))

    def test_threads_change_nothing(self):
        outputs = set()
        for threads in (1, 3):
            self.vigie("run", "faulty.toml", "-o", "faulty.gpkg", "--threads", threads)
            outputs.add((self.folder / "faulty.gpkg").read_bytes())
            (self.folder / "faulty.gpkg").unlink()
        self.assertEqual(len(outputs), 1)


if __name__ == "__main__":
    unittest.main()
