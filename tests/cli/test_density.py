"""Density as a section of a job and as a command: bandwidths, engines, edges, and what the manifest says of them."""
import csv
import math
import random
import unittest

from program import ProgramTest, collection, square


class Density(ProgramTest):
    SIDE = 4000

    def setUp(self):
        super().setUp()
        dice = random.Random(8)
        with open(self.folder / "reports.csv", "w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(["id", "x", "y"])
            for i in range(600):
                east, north = (dice.gauss(1500, 200), dice.gauss(2600, 300)) if i % 3 else (dice.uniform(0, self.SIDE), dice.uniform(0, self.SIDE))
                rows.writerow([i, 150_000 + min(max(east, 1), self.SIDE - 1), 170_000 + min(max(north, 1), self.SIDE - 1)])
        self.write("zones.geojson", collection([square(150_000, 170_000, self.SIDE, {"id": "1", "name": "one"})]))

    def density(self, *settings, code=0):
        self.write("job.toml", '[study]\ncrs = "EPSG:31370"\n[reports]\nsource = "reports.csv"\ncrs = "EPSG:31370"\nx = "x"\ny = "y"\n'
                               '[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\nname = "name"\n[density]\n' + "\n".join(settings) +
                               '\n[output]\ngeopackage = "out.gpkg"\n')
        return self.vigie("run", "job.toml", code=code)

    def manifest(self, key, of="value"):
        return self.value("out.gpkg", f"select {of} from run_manifest where section = 'density' and key = ?", key)

    def quality(self, check):
        return self.value("out.gpkg", "select value from data_quality where \"check\" = ?", check)

    def test_the_surface_integrates_to_the_number_of_reports(self):
        for engine in ("exact", "binned"):
            self.density('bandwidth = "800m"', f'engine = "{engine}"')
            self.assertAlmostEqual(self.quality("integral") / 600, 1, delta=1e-9)
            self.assertEqual(self.manifest("engine"), engine)

    def test_auto_says_which_engine_and_why(self):
        self.density('bandwidth = "800m"')
        self.assertEqual((self.manifest("engine"), self.manifest("engine", "origin")), ("exact", "data"))

    def test_binned_sums_say_how_far_they_may_be_off(self):
        self.density('bandwidth = "800m"', 'cell_size = "20m"', 'engine = "binned"')
        self.assertLess(self.quality("binning_error"), 0.005)
        done = self.density('bandwidth = "800m"', 'kernel = "uniform"', 'cell_size = "20m"', 'engine = "binned"')
        self.assertGreater(self.quality("binning_error"), 0.01)
        self.assertIn("binned sums may differ", done.stderr)

    def test_both_engines_draw_the_same_map(self):
        from osgeo import gdal
        def raster(engine):
            self.density('bandwidth = "800m"', 'cell_size = "40m"', f'engine = "{engine}"')
            return gdal.OpenEx(f"GPKG:{self.folder / 'out.gpkg'}:density").ReadAsArray()
        exact, binned = raster("exact"), raster("binned")
        peak = max(v for row in exact for v in row if not math.isnan(v))
        worst = max(abs(a - b) for row, other in zip(exact, binned) for a, b in zip(row, other) if not math.isnan(a))
        self.assertLess(worst, 0.002 * peak)
        self.assertGreater(worst, 0)

    def test_bandwidths_by_leaving_one_out(self):
        found = {}
        for rule in ("oversmoothed", "scott", "lscv", "likelihood"):
            self.density(f'bandwidth = "{rule}"')
            found[rule] = float(self.manifest("bandwidth_m"))
            self.assertAlmostEqual(self.quality("integral") / 600, 1, delta=1e-9)
        self.assertEqual(self.manifest("bandwidth_places"), "600 of 600")
        self.assertLess(found["lscv"], found["scott"])
        self.assertLess(found["scott"], found["oversmoothed"])

    def test_adaptive_bandwidths(self):
        self.density('bandwidth = "600m"', 'smoothing = "adaptive"')
        smallest, median, largest = (float(self.manifest(f"bandwidth_{name}_m")) for name in ("smallest", "median", "largest"))
        self.assertLess(smallest, 600)
        self.assertGreater(largest, 600)
        self.assertLessEqual(largest, 5 * median * (1 + 1e-9))
        self.assertAlmostEqual(self.quality("integral") / 600, 1, delta=1e-9)

    def test_as_a_command(self):
        self.vigie("density", "reports.csv", "zones.geojson", "--kernel", "epanechnikov", "--bandwidth", "700m", "--smoothing", "adaptive",
                   "--cell-size", "50m", "-o", "out.gpkg")
        self.assertEqual((self.manifest("smoothing"), self.manifest("smoothing", "origin")), ("adaptive", "flag"))
        self.assertEqual(self.value("out.gpkg", "select count(*) from gpkg_contents where table_name = 'density'"), 1)

    def test_what_cannot_be(self):
        self.assertIn("neither a length", self.density('bandwidth = "best"', code=64).stderr)
        self.assertIn("half the bandwidth", self.density('bandwidth = "100m"', 'cell_size = "80m"', 'smoothing = "adaptive"', code=64).stderr)
        self.assertIn("exact sums only", self.density('smoothing = "adaptive"', 'engine = "binned"', code=64).stderr)


class TrueBorders(ProgramTest):
    """On the precincts of Memphis the surface holds every robbery, by both engines."""

    def test_integral(self):
        reports, zones = self.needs("memphis_robberies/memphis_robberies.csv"), self.needs("memphis_robberies/memphis_precincts.gpkg")
        for settings in (("--engine", "exact"), ("--engine", "binned"), ("--smoothing", "adaptive", "--bandwidth", "1500m")):
            summary = self.summary("density", reports, zones, *settings, "--cell-size", "200m", "-o", "out.gpkg")
            used = summary["rows"]["reports"]["used"]
            integral = self.value("out.gpkg", "select value from data_quality where \"check\" = 'integral'")
            self.assertAlmostEqual(integral / used, 1, delta=1e-9, msg=settings)


if __name__ == "__main__":
    unittest.main()
