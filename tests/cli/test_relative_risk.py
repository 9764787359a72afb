"""Relative risk: the raster against sums made here, its contours, its settings and its messages."""
import math
import random
import unittest

from program import ProgramTest, SAMPLES, collection, square

CITY = SAMPLES / "invented-city"
WEST, SOUTH, SIDE = 150000, 170000, 6000


def town():
    """60 cases, most of them in the south-west, among 240 controls all over a square of 6 km."""
    dice = random.Random(4)
    clustered = lambda: (WEST + 1500 + dice.gauss(0, 500), SOUTH + 1500 + dice.gauss(0, 500))
    anywhere = lambda: (WEST + dice.uniform(1, SIDE - 1), SOUTH + dice.uniform(1, SIDE - 1))
    cases = [clustered() if i % 3 else anywhere() for i in range(60)]
    return [("noise", *p) for p in cases] + [("litter" if i % 2 else "dogs", *anywhere()) for i in range(240)]


class Town(ProgramTest):
    def setUp(self):
        super().setUp()
        self.points = [(category, round(x, 2), round(y, 2)) for category, x, y in town()]
        rows = "".join(f"{i},{category},{x},{y}\n" for i, (category, x, y) in enumerate(self.points))
        self.write("reports.csv", "id,category,x,y\n" + rows)
        self.write("zones.geojson", collection([square(WEST, SOUTH, SIDE, {"id": "1", "name": "Town"})]))

    def job(self, section):
        return self.write("job.toml", '[study]\ncrs = "EPSG:31370"\n[reports]\nsource = "reports.csv"\ncrs = "EPSG:31370"\nx = "x"\ny = "y"\n'
                                      'category = "category"\n[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\nname = "name"\n'
                                      f'{section}\n[output]\ngeopackage = "out.gpkg"\n')

    def manifest(self, file="out.gpkg"):
        return {r[0]: (r[1], r[2]) for r in self.rows(file, "select key, value, origin from run_manifest where section = 'relative_risk'")}

    def expected(self, x, y, h):
        """ln of the ratio of both kernel sums, each over its number of points."""
        sums, count = {True: 0, False: 0}, {True: 0, False: 0}
        for category, px, py in self.points:
            u = min(1, ((x - px) ** 2 + (y - py) ** 2) / h ** 2)
            sums[category == "noise"] += (1 - u) ** 2
            count[category == "noise"] += 1
        return math.log(sums[True] / count[True] / (sums[False] / count[False]))

    def test_raster_holds_the_log_ratio_of_both_sums(self):
        self.job('[relative_risk]\ncases = ["noise"]\nbandwidth = "1500m"\ncell_size = "250m"\nedge_correction = "none"\npermutations = 0')
        self.vigie("run", "job.toml")
        from osgeo import gdal
        raster = gdal.OpenEx(f"GPKG:{self.folder / 'out.gpkg'}:relative_risk")
        west, size, _, north, _, _ = raster.GetGeoTransform()
        values, compared = raster.ReadAsArray(), 0
        self.assertEqual((west, size), (WEST, 250))
        for line in range(1, len(values), 3):
            for column in range(0, 24, 3):
                value = values[line][column]
                if abs(value) > 100:
                    continue  # no value
                expected = self.expected(west + (column + 0.5) * size, north - (line + 0.5) * size, 1500)
                self.assertTrue(math.isclose(value, expected, rel_tol=1e-5, abs_tol=1e-5), (line, column))
                compared += 1
        self.assertGreater(compared, 40)
        self.assertEqual(self.manifest()["p_value_method"][0], "normal")

    def test_contours_show_where_cases_are_denser(self):
        self.job('[relative_risk]\ncases = ["noise"]\nbandwidth = "1500m"\npermutations = 499\nseed = 3')
        summary = self.summary("run", "job.toml")
        raised = self.rows("out.gpkg", "select * from risk_areas where kind = 'raised'")
        self.assertEqual(len(raised), 1)
        inside = raised[0]
        self.assertGreater(inside["n_cases"], 30)
        self.assertLess(inside["n_ctrl"], 60)
        self.assertGreater(inside["log_risk"], math.log(2))
        self.assertAlmostEqual(inside["p_min"], 2 / 500)
        self.assertAlmostEqual(inside["q_min"], 1 / 500)
        self.assertLess(inside["area_ha"], SIDE * SIDE / 1e4 / 2)
        self.assertTrue(inside["area_id"].startswith("raised_s"))
        manifest = self.manifest()
        self.assertEqual(manifest["controls"], ("dogs, litter", "data"))
        self.assertEqual(manifest["p_value_method"][0], "monte_carlo")
        self.assertEqual(manifest["p_overall"][0], "0.002")
        self.assertEqual(manifest["bandwidth"], ("1500m", "file"))
        for name in ("relative_risk", "risk_z"):
            self.assertGreater(summary["layers"][name], 100)
            self.assertEqual(self.value("out.gpkg", "select data_type from gpkg_contents where table_name = ?", name), "2d-gridded-coverage")
        self.assertIn("cases are denser", " ".join(f.get("text", "") for f in summary["findings"]))

    def test_areas_lie_over_the_neighbourhoods(self):
        self.job('[relative_risk]\ncases = ["noise"]\npermutations = 99')
        self.vigie("run", "job.toml")
        drawn = [r[0] for r in self.rows("out.gpkg", "select table_name from gpkg_contents where data_type = 'features' order by rowid")]
        self.assertEqual(drawn, ["risk_areas", "cells", "neighbourhoods"])

    def test_command_and_job_give_the_same(self):
        self.job('[relative_risk]\ncases = ["noise"]\ncontrols = ["litter", "dogs"]\nkernel = "gaussian"\nbandwidth = "scott"\n'
                 'edge_correction = "diggle"\npermutations = 99')
        self.vigie("run", "job.toml")
        self.vigie("relative-risk", "reports.csv", "zones.geojson", "--cases", "noise", "--controls", "litter,dogs", "--kernel", "gaussian",
                   "--bandwidth", "scott", "--edge-correction", "diggle", "--permutations", "99", "-o", "command.gpkg", "--set", "study.crs=EPSG:31370",
                   "--set", "reports.crs=EPSG:31370")
        query = "select area_id, kind, n_cases, area_ha, log_risk, p_min, q_min from risk_areas"
        self.assertEqual([tuple(r) for r in self.rows("out.gpkg", query)], [tuple(r) for r in self.rows("command.gpkg", query)])
        self.assertEqual(self.manifest()["bandwidth_m"], self.manifest("command.gpkg")["bandwidth_m"])

    def test_same_bytes_for_any_number_of_threads_and_order_of_rows(self):
        self.job('[relative_risk]\ncases = ["noise"]\npermutations = 99')
        self.vigie("run", "job.toml", "--threads", "1")
        first = (self.folder / "out.gpkg").read_bytes()
        self.vigie("run", "job.toml", "--threads", "7", "--force")
        self.assertEqual((self.folder / "out.gpkg").read_bytes(), first)
        query = "select area_id, n_cases, log_risk, p_min, q_min from risk_areas"
        before = [tuple(r) for r in self.rows("out.gpkg", query)]
        lines = (self.folder / "reports.csv").read_text().splitlines()
        self.write("reports.csv", "\n".join([lines[0]] + lines[:0:-1]) + "\n")
        self.vigie("run", "job.toml", "--force")
        self.assertEqual([tuple(r) for r in self.rows("out.gpkg", query)], before)

    def test_messages_name_what_is_there(self):
        for section, words in (('cases = ["nois"]', ["'nois'", "did you mean 'noise'", "dogs, litter and noise"]),
                               ('cases = ["noise"]\ncontrols = ["noise", "dogs"]', ["'noise'", "among the cases and among the controls"]),
                               ('cases = ["noise"]\nbandwidth = "lscv"', ["oversmoothed"]),
                               ('cases = ["noise"]\nbandwidth = "0m"', ["above 0"])):
            self.job("[relative_risk]\n" + section)
            error = self.vigie("run", "job.toml", code=64).stderr
            for word in words:
                self.assertIn(word, error)
        self.job('[relative_risk]\ncases = ["noise", "litter", "dogs"]')
        self.assertIn("nothing to compare with", self.vigie("run", "job.toml", code=65).stderr)
        self.write("reports.csv", "id,x,y\n1,151000,171000\n2,152000,172000\n")
        self.job("[relative_risk]")
        job = (self.folder / "job.toml").read_text().replace('category = "category"\n', "")
        self.write("job.toml", job)
        self.assertIn("[reports] category", self.vigie("run", "job.toml", code=64).stderr)

    def test_too_few_cases_give_no_value_and_a_warning(self):
        rows = [r for i, r in enumerate(self.points) if r[0] != "noise" or i < 19]
        self.write("reports.csv", "id,category,x,y\n" + "".join(f"{i},{c},{x},{y}\n" for i, (c, x, y) in enumerate(rows)))
        self.job('[relative_risk]\ncases = ["noise"]')
        summary = self.summary("run", "job.toml")
        self.assertEqual(summary["layers"]["relative_risk"], 0)
        self.assertIn("19 cases", " ".join(summary["warnings"]))
        self.assertEqual(self.value("out.gpkg", "select count(*) from risk_areas"), 0)


class City(ProgramTest):
    def test_two_files_are_enough(self):
        self.vigie("run", CITY / "reports.csv", CITY / "neighbourhoods.geojson", "-o", "out.gpkg")
        chosen = dict(self.rows("out.gpkg", "select key, value from run_manifest where section = 'relative_risk' and origin = 'data'"))
        self.assertEqual(chosen["cases"], "noise")
        self.assertEqual(chosen["permutations"], "999")
        self.assertGreater(self.value("out.gpkg", "select count(*) from risk_areas where kind = 'raised'"), 0)
        self.assertEqual(self.value("out.gpkg", "select count(*) from risk_areas where q_min > 0.05"), 0)


if __name__ == "__main__":
    unittest.main()
