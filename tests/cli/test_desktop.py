"""QGIS opens the file ready: every layer valid, styled, with titles; the picture is not blank."""
import os
import subprocess
import unittest

from program import ProgramTest, SAMPLES, SOURCE


class Desktop(ProgramTest):
    def setUp(self):
        super().setUp()
        found = subprocess.run(["/usr/bin/python3", "-c", "from qgis import core"], capture_output=True)
        if found.returncode != 0:
            self.skipTest("QGIS is not installed for /usr/bin/python3: nobody has looked at the file as an analyst would")

    def ready(self, *words):
        self.vigie("run", *words, "-o", "out.gpkg")
        done = subprocess.run(["/usr/bin/python3", SOURCE / "tests" / "qgis" / "check_qgis.py", self.folder / "out.gpkg"],
                              capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_sample_city(self):
        self.ready(SAMPLES / "invented-city" / "job.toml", "--set", "output.reports=include")

    def test_first_map_in_french(self):
        self.ready(SAMPLES / "first-map" / "job.toml", "--set", "study.language=fr")

    def test_hexagons_and_neighbourhood_tests(self):
        self.ready(SAMPLES / "invented-city" / "job.toml", "--set", "grid.shape=hexagon", "--set", "hotspots.on=cells,neighbourhoods")


if __name__ == "__main__":
    unittest.main()
