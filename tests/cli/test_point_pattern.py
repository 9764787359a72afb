"""Point pattern: four corners by hand, textbook patterns against spatstat, random parts, settings and messages."""
import math
import random
import unittest

from program import ProgramTest, SAMPLES, collection, square, table

FIRST = SAMPLES / "first-map"
WEST, SOUTH = 150000, 170000


class PointPattern(ProgramTest):
    def job(self, points, size, *lines, zones=None):
        """A square of `size` metres with these points in it, and the lines of [point_pattern]."""
        self.write("zones.geojson", zones or collection([square(WEST, SOUTH, size, {"id": "a"})]))
        self.write("points.csv", "x,y\n" + "".join(f"{WEST + x!r},{SOUTH + y!r}\n" for x, y in points))
        self.write("job.toml", '[study]\ncrs = "EPSG:31370"\ntime_zone = "Europe/Brussels"\n'
                               '[reports]\nsource = "points.csv"\ncrs = "EPSG:31370"\nx = "x"\ny = "y"\nlink = "off"\n'
                               '[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\n'
                               + "\n".join(["[point_pattern]", *lines]) + '\n[output]\ngeopackage = "out.gpkg"\n')
        return self.summary("run", "job.toml")

    def found(self, statistic, file="out.gpkg"):
        return self.rows(file, "select * from point_pattern where statistic = ? order by radius", statistic)

    def manifest(self, file="out.gpkg"):
        return dict(self.rows(file, "select key, value from run_manifest where section = 'point_pattern'"))

    def test_four_corners_by_hand(self):
        """Every number of the worked example of docs/methods/point_pattern.md."""
        corners = [(100, 100), (200, 100), (100, 200), (200, 200)]
        given = 'radii = ["40m", "75m"]', "simulations = 0"
        self.job(corners, 300, *given)
        plain, edge = self.found("nearest_neighbor")[0], self.found("nearest_neighbor_donnelly")[0]
        self.assertAlmostEqual(plain["value"], 100 / 75, delta=1e-9)
        self.assertAlmostEqual(plain["z"], (100 - 75) / (0.26136 / math.sqrt(16 / 90000)), delta=1e-9)
        self.assertAlmostEqual(edge["value"], 100 / (75 + (0.0514 + 0.0205) * 300), delta=1e-9)
        self.assertEqual([row["value"] for row in self.found("k_translation")], [0, 0])
        wide = [(0, 0), (100, 0), (0, 100), (100, 100)]  # corners of the square around them, 500 m wide
        for correction, k in (("none", 500 ** 2 * 8 / 12), ("translation", 500 ** 2 * 8 / 12 * 5 / 4),
                              ("border", 500 ** 2 * 8 / 16), ("isotropic", 500 ** 2 * 8 / 12)):
            self.job([(x + 200, y + 200) for x, y in wide], 500, 'radii = ["110m"]', "simulations = 0", f'edge_correction = "{correction}"')
            row = self.found(f"k_{correction}")[0]
            self.assertAlmostEqual(row["value"], k, delta=1e-6)
            self.assertAlmostEqual(row["expected"], math.pi * 110 ** 2, delta=1e-6)
            self.assertAlmostEqual(self.found(f"l_{correction}")[0]["value"], math.sqrt(k / math.pi), delta=1e-9)
            self.assertIsNone(row["p"])

    def spatstat(self, name):
        """A pattern of a square of side 1, 1000 times as large, and spatstat's plain index."""
        folder = self.needs("spatstat_patterns")
        south = -1 if name == "redwood" else 0
        points = [(1000 * float(r["x"]), 1000 * (float(r["y"]) - south)) for r in table(folder / f"{name}_points.csv")]
        summary = {r["statistic"]: float(r["value"]) for r in table(folder / "reference" / f"{name}_summary.csv")}
        return points, summary["clark_evans_naive"]

    def test_textbook_patterns_equal_spatstat(self):
        corrections = ("none", "border", "translation", "isotropic")
        free = {"redwood": (97.3, (60814.384, 65113.501, 65425.405, 60836.746)), "cells": (147.9, (41811.847, 44642.857, 49746.957, 47949.503))}
        for name, (radius, ks) in free.items():
            points, naive = self.spatstat(name)
            for correction, k in zip(corrections, ks):
                self.job(points, 1000, f'radii = ["{radius}m"]', "simulations = 19", f'edge_correction = "{correction}"')
                self.assertAlmostEqual(self.found(f"k_{correction}")[0]["value"], k, delta=0.002)
            self.assertAlmostEqual(self.found("nearest_neighbor")[0]["value"], naive, delta=1e-6)

    def test_the_verdicts_on_textbook_patterns(self):
        for name, clustered, rejected in (("redwood", True, True), ("cells", False, True), ("japanesepines", None, False)):
            points = self.spatstat(name)[0]
            summary = self.job(points, 1000, 'statistic = ["k"]')
            rows = self.found("l_translation")
            self.assertEqual(len(rows), 10)
            self.assertEqual({row["draws"] for row in rows}, {999})
            outside = [row for row in rows if not row["lo"] <= row["value"] <= row["hi"]]
            self.assertEqual(bool(outside), rejected)
            self.assertEqual(rows[0]["p"] <= 0.05, rejected)
            self.assertEqual(len({row["p"] for row in rows}), 1)
            for row in outside:
                self.assertEqual(row["value"] > row["hi"], clustered)
            text = " ".join(f.get("text", "") for f in summary["findings"])
            self.assertIn({True: "are clustered at", False: "are evenly spread at", None: "neither clustered nor"}[clustered], text)
            self.assertEqual(self.found("nearest_neighbor"), [])

    def test_many_reports_are_measured_on_a_random_part_unless_simulations_are_given(self):
        dice = random.Random(3)
        points = [(dice.uniform(0, 5000), dice.uniform(0, 5000)) for _ in range(6000)]
        summary = self.job(points, 5000)
        self.assertEqual({row["n"] for row in self.found("k_translation")}, {4000})
        self.assertEqual(self.found("nearest_neighbor")[0]["n"], 6000)
        self.assertIn("4000 of the 6000 reports", " ".join(summary["warnings"]))
        self.assertEqual(self.manifest()["points"], "4000")
        summary = self.job(points, 5000, "simulations = 9")
        self.assertEqual({(row["n"], row["draws"]) for row in self.found("k_translation")}, {(6000, 9)})
        self.assertNotIn("of the 6000 reports", " ".join(summary["warnings"]))

    def crossed(self, points, *lines, width=1000, height=1000):
        """Points of two categories, (x, y, category), in a rectangle."""
        ring = [[WEST, SOUTH], [WEST + width, SOUTH], [WEST + width, SOUTH + height], [WEST, SOUTH + height], [WEST, SOUTH]]
        shape = {"type": "Feature", "properties": {"id": "a"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        self.write("zones.geojson", collection([shape]))
        self.write("points.csv", "x,y,what\n" + "".join(f"{WEST + x!r},{SOUTH + y!r},{what}\n" for x, y, what in points))
        self.write("job.toml", '[study]\ncrs = "EPSG:31370"\ntime_zone = "Europe/Brussels"\n'
                               '[reports]\nsource = "points.csv"\ncrs = "EPSG:31370"\nx = "x"\ny = "y"\ncategory = "what"\nlink = "off"\n'
                               '[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\n'
                               + "\n".join(["[point_pattern]", *lines]) + '\n[output]\ngeopackage = "out.gpkg"\n')
        return self.summary("run", "job.toml")

    def test_cross_k_by_hand(self):
        """Two of one category, three of the other: pairs within 60 m counted by eye."""
        points = [(400, 400, "a"), (600, 600, "a"), (400, 450, "b"), (430, 400, "b"), (900, 900, "b")]
        self.crossed(points, 'statistic = "k"', 'radii = ["60m"]', 'cross = ["a", "b"]', 'edge_correction = "none"', "simulations = 0")
        row = self.found("cross_k_none")[0]
        self.assertAlmostEqual(row["value"], 1000 ** 2 * 2 / (2 * 3), delta=1e-6)
        # All five together: a-b twice and b-b once (58.3 m apart) are six ordered pairs.
        self.assertAlmostEqual(row["expected"], 1000 ** 2 * 6 / (5 * 4), delta=1e-6)
        self.assertEqual(row["n"], 5)
        self.assertEqual(self.found("k_none"), [])

    def test_cross_k_equals_spatstat_and_finds_the_layers_of_the_retina_independent(self):
        """Displaced amacrine cells: on and off cells keep no distance from each other, but from their own kind."""
        folder = self.needs("spatstat_patterns")
        points = [(1000 * float(r["x"]), 1000 * float(r["y"]), r["mark"]) for r in table(folder / "amacrine_points.csv")]
        reference = table(folder / "reference" / "amacrine_on_off_Kcross.csv")
        wanted = [r for r in reference if round(float(r["r"]), 6) in (0.053125, 0.103125, 0.190625)]  # no pair of rounded coordinates lies exactly so far apart
        self.assertEqual(len(wanted), 3)
        radii = ", ".join(f'"{1000 * float(r["r"])}m"' for r in wanted)
        for correction, column in (("none", "un"), ("translation", "trans"), ("isotropic", "iso")):
            summary = self.crossed(points, 'statistic = "k"', f"radii = [{radii}]", 'cross = ["on", "off"]', "simulations = 199",
                                   f'edge_correction = "{correction}"', width=1601.208459214502)
            for row, r in zip(self.found(f"cross_k_{correction}"), wanted, strict=True):
                self.assertAlmostEqual(row["value"], 1e6 * float(r[column]), delta=0.01)
        # Within their own kind the cells keep apart, so the other kind is closer than dealt categories would be.
        near = self.found("cross_l_isotropic")[0]
        self.assertGreater(near["value"], near["hi"])
        self.assertIn("closer together than chance", " ".join(f.get("text", "") for f in summary["findings"]))

    def test_dealt_categories_leave_no_trace(self):
        dice = random.Random(8)
        points = [(dice.gauss(500, 120), dice.gauss(500, 120), dice.choice("ab")) for _ in range(400)]
        self.crossed(points, 'statistic = "k"', 'cross = ["b", "a"]', "simulations = 199")
        rows = self.found("cross_l_translation")
        self.assertGreater(rows[0]["p"], 0.05)
        for row in rows:
            self.assertLess(row["lo"], row["expected"])
            self.assertGreater(row["hi"], row["expected"])

    def test_coincident_reports(self):
        points = [(100.0, 100.0)] * 3 + [(200.0, 100.0), (100.0, 220.0)]
        summary = self.job(points, 1000, 'radii = ["110m"]', "simulations = 0")
        self.assertAlmostEqual(self.found("nearest_neighbor")[0]["value"], (100 + 120) / 5 / (0.5 * math.sqrt(1e6 / 5)), delta=1e-9)
        self.assertIn("60 % of the reports lie exactly where another lies", " ".join(f.get("text", "") for f in summary["findings"]))
        self.job(points, 1000, 'radii = ["110m"]', "simulations = 0", 'coincident = "collapse"')
        row = self.found("nearest_neighbor")[0]
        self.assertAlmostEqual(row["value"], (100 + 100 + 120) / 3 / (0.5 * math.sqrt(1e6 / 3)), delta=1e-9)
        self.assertEqual({r["n"] for r in self.found("k_translation")} | {row["n"]}, {3})

    def test_one_report_has_no_pattern(self):
        self.job([(100.0, 100.0)], 1000)
        for row in self.rows("out.gpkg", "select * from point_pattern"):
            self.assertIsNone(row["value"])
            self.assertEqual(row["note"], "insufficient_data")

    def test_command_threads_and_row_order_give_the_same(self):
        zones = FIRST / "neighbourhoods.geojson"
        lines = (FIRST / "reports.csv").read_text(encoding="utf-8").splitlines()
        self.write("turned.csv", "\n".join([lines[0], *reversed(lines[1:])]) + "\n")
        results = []
        for reports, threads in ((FIRST / "reports.csv", 1), (FIRST / "reports.csv", 2), ("turned.csv", 7)):
            self.vigie("point-pattern", reports, zones, "--statistic", "nearest_neighbor,k", "--seed", "4", "--threads", threads, "-o", f"{threads}.gpkg")
            results.append([tuple(row) for row in self.rows(f"{threads}.gpkg", "select * from point_pattern")])
        self.assertEqual(results[0], results[1])
        self.assertEqual(results[0], results[2])
        self.vigie("point-pattern", FIRST / "reports.csv", zones, "--seed", "5", "-o", "other.gpkg")
        self.assertNotEqual([row["lo"] for row in self.found("l_translation", "1.gpkg")], [row["lo"] for row in self.found("l_translation", "other.gpkg")])

    def test_messages(self):
        def refused(*settings):
            words = [w for s in settings for w in ("--set", s)]
            return self.vigie("run", FIRST / "job.toml", "-o", "out.gpkg", *words, code=64).stderr
        self.assertIn("a quarter of the shorter side", refused("point_pattern.radii=400m"))
        self.assertIn("'near' is no length", refused("point_pattern.radii=near"))
        self.assertIn("did you mean 'translation'", refused("point_pattern.edge_correction=translaton"))
        self.assertIn("not one of nearest_neighbor and k", refused("point_pattern.statistic=ripley"))
        self.assertIn("did you mean 'simulations'", refused("point_pattern.simulation=9"))
        self.assertIn("no used report has the category 'noize'", refused("point_pattern.cross=noize,litter"))
        self.assertIn("two different categories", refused("point_pattern.cross=noise"))


if __name__ == "__main__":
    unittest.main()
