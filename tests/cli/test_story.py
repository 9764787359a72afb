"""The story in docs/planners.md: the output of the invented city finds the four places that it tells of, and draws them."""
import re
import subprocess
import unittest

from program import ProgramTest, SAMPLES, SOURCE

PLANNERS = (SOURCE / "docs" / "planners.md").read_text(encoding="utf-8")


class Story(ProgramTest):
    def setUp(self):
        super().setUp()
        self.vigie("run", SAMPLES / "invented-city" / "job.toml", "-o", "city.gpkg", "--set", f"output.report={self.folder}/city.html")

    def test_numbers_of_the_page_stand_in_the_output(self):
        rows = self.rows("city.gpkg", "select n.smr, n.rrr, r.delay_d, r.delay_lo, r.delay_hi from neighbourhoods n "
                                      "join reporting_rate r using (zone_id) where depriv_rank = 1")
        self.assertEqual([tuple(round(v, 2) if v < 1 else round(v) for v in row) for row in rows],
                         [(0.59, 0.33, 65, 42, 104)])
        for words in ("`smr` 0.59", "`rrr` 0.33", "65 days", "42 to 104"):
            self.assertIn(words, PLANNERS)
        voices = self.rows("city.gpkg", "select n, round(n_eff, 1) from hotspot_areas where one_voice = 1")
        self.assertEqual([tuple(row) for row in voices], [(405, 1.9)])
        ended = self.rows("city.gpkg", "select n_in, round(homes), substr(valid_to, 1, 10) from watch_areas "
                                       "where active = 0 and valid_to is not null")
        self.assertEqual([tuple(row) for row in ended], [(425, 1653, "2023-12-31")], "midnight in Brussels")
        first = self.rows("city.gpkg", "select zone_id, tier, rank_lo, rank_hi, round(demand), round(access_m / 1000) "
                                       "from mediation_priority where rank_med = 1")
        self.assertEqual([tuple(row) for row in first], [("0307", "A", 1, 1, 115, 2)])

    def test_pictures_are_drawn(self):
        if subprocess.run(["/usr/bin/python3", "-c", "from qgis import core"], capture_output=True).returncode != 0:
            self.skipTest("QGIS is not installed for /usr/bin/python3: nobody has drawn the pictures")
        done = subprocess.run(["/usr/bin/python3", SOURCE / "tests" / "qgis" / "story.py", self.folder / "city.gpkg", self.folder],
                              capture_output=True, text=True, timeout=300)
        self.assertEqual((done.returncode, done.stdout.strip()), (0, "drawn"), done.stdout + done.stderr)
        for name in re.findall(r"pictures/(story_[a-z_]+[.]png)", PLANNERS):
            self.assertTrue((self.folder / name).exists(), name)


if __name__ == "__main__":
    unittest.main()
