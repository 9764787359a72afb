"""Concentration: the first map by hand, real counts against formulas, settings and messages."""
import unittest

from program import ProgramTest, SAMPLES, collection, square

FIRST = SAMPLES / "first-map"


class FirstMap(ProgramTest):
    """Every number of the worked example of docs/methods/concentration.md."""

    def row(self, category="all", on="cells", file="out.gpkg"):
        return self.rows(file, 'select * from concentration where category = ? and "on" = ?', category, on)[0]

    def run_it(self, *more):
        return self.summary("run", FIRST / "job.toml", "-o", "out.gpkg", *[w for m in more for w in ("--set", m)])

    def test_all_reports_on_cells(self):
        summary = self.run_it("concentration.on=cells")
        row = self.row()
        self.assertEqual((row["n"], row["places"]), (72, 36))
        self.assertAlmostEqual(row["gini"], 1732 / 2592, delta=1e-12)
        self.assertAlmostEqual(row["gini_g"], 1732 / 2592, delta=1e-12)
        self.assertAlmostEqual(row["gini_gs"], 1732 / 2592 * 36 / 35, delta=1e-12)
        for column, held in (("top5", 19.2), ("top10", 32.2), ("top20", 50.8)):
            self.assertAlmostEqual(row[column], held / 72, delta=1e-12)
        self.assertEqual((row["n25"], row["n50"], row["n80"]), (2, 5, 10))
        self.assertAlmostEqual(row["null_mean"], 0.376, delta=0.01)
        self.assertLess(row["null_lo"], row["null_mean"])
        self.assertLess(row["null_mean"], row["null_hi"])
        self.assertAlmostEqual(row["excess"], row["gini_g"] - row["null_mean"], delta=1e-12)
        self.assertAlmostEqual(row["p"], 2 / 1000)
        self.assertIsNone(row["note"])
        text = " ".join(f.get("text", "") for f in summary["findings"])
        self.assertIn("half of all reports lie in 13.9 % of the cells; random placement would need", text)

    def test_one_row_for_each_category_with_fewer_events_than_places(self):
        self.run_it("concentration.on=cells")
        rows = self.rows("out.gpkg", "select category, n from concentration")
        self.assertEqual(rows[0][0], "all")
        self.assertEqual(sum(r[1] for r in rows[1:]), 72)
        self.assertEqual([r[1] for r in rows[1:]], sorted((r[1] for r in rows[1:]), reverse=True))
        for row in self.rows("out.gpkg", "select * from concentration where n < places"):
            self.assertAlmostEqual(row["gini_g"], 36 / row["n"] * (row["gini"] - 1) + 1, delta=1e-12)

    def test_neighbourhoods_by_dwellings(self):
        self.run_it("concentration.on=neighbourhoods", "concentration.draws=199", "concentration.seed=7")
        row = self.row(on="neighbourhoods")
        self.assertAlmostEqual(row["gini"], (3 * 46 + 17 - 5 - 3 * 4) / (4 * 72), delta=1e-12)
        self.assertAlmostEqual(row["p"], 2 / 200)
        manifest = dict(self.rows("out.gpkg", "select key, value from run_manifest where section = 'concentration'"))
        self.assertEqual((manifest["baseline.neighbourhoods"], manifest["draws"], manifest["seed"]), ("dwellings", "199", "7"))

    def test_without_dwellings_the_population_and_without_it_the_area(self):
        zones = FIRST / "neighbourhoods.geojson"
        for role, baseline in (("population", "population"), ("", "area")):
            given = f'{role} = "population"\n' if role else ""
            source = zones
            if not role:
                source = self.write("bare.geojson", collection([square(150000, 170000, 300, {"id": "a"}), square(150300, 170000, 300, {"id": "b"})]))
            self.write("job.toml", f'[study]\ncrs = "EPSG:31370"\ntime_zone = "Europe/Brussels"\n[reports]\nsource = "{FIRST / "reports.csv"}"\ncrs = "EPSG:31370"\nx = "x"\ny = "y"\n'
                                   f'[neighbourhoods]\nsource = "{source}"\nid = "id"\n{given}[concentration]\non = "neighbourhoods"\n'
                                   '[output]\ngeopackage = "out.gpkg"\n')
            text = (self.folder / "job.toml").read_text()
            if role:  # a guessed column of dwellings would come first
                import json
                made = json.loads(zones.read_text(encoding="utf-8"))
                for feature in made["features"]:
                    feature["properties"].pop("dwellings")
                self.write("no_dwellings.geojson", json.dumps(made))
                self.write("job.toml", text.replace(str(zones), "no_dwellings.geojson"))
            self.vigie("run", "job.toml")
            self.assertEqual(self.value("out.gpkg", "select value from run_manifest where key = 'baseline.neighbourhoods'"), baseline)

    def test_a_column_of_counts(self):
        self.run_it("concentration.on=neighbourhoods", "concentration.value=population")
        row = self.row(on="neighbourhoods")
        self.assertEqual((row["n"], row["places"]), (3000, 4))
        self.assertAlmostEqual(row["gini"], (3 * 1150 + 850 - 500 - 3 * 500) / (4 * 3000), delta=1e-12)
        self.assertEqual(self.value("out.gpkg", "select count(*) from concentration"), 1)

    def test_command_and_threads_give_the_same(self):
        query = "select * from concentration"
        self.vigie("concentration", FIRST / "reports.csv", FIRST / "neighbourhoods.geojson", "--on", "cells,neighbourhoods", "--threads", "1", "-o", "one.gpkg")
        self.vigie("concentration", FIRST / "reports.csv", FIRST / "neighbourhoods.geojson", "--on", "cells,neighbourhoods", "--threads", "7", "-o", "seven.gpkg")
        one, seven = ([tuple(r) for r in self.rows(f, query)] for f in ("one.gpkg", "seven.gpkg"))
        self.assertEqual(one, seven)
        self.assertEqual({r[1] for r in one}, {"cells", "neighbourhoods"})

    def test_without_draws_there_is_no_chance(self):
        self.run_it("concentration.draws=0")
        self.assertIsNone(self.row()["null_mean"])
        self.assertIsNone(self.row()["excess"])
        self.assertIsNotNone(self.row()["gini_g"])

    def test_messages(self):
        def refused(*settings):
            words = [w for s in settings for w in ("--set", s)]
            return self.vigie("run", FIRST / "job.toml", "-o", "out.gpkg", *words, code=64).stderr
        self.assertIn("cannot be added up", refused("concentration.on=neighbourhoods", "concentration.value=rate"))
        self.assertIn('on = "neighbourhoods"', refused("concentration.value=population"))
        self.assertIn("did you mean 'population'", refused("concentration.on=neighbourhoods", "concentration.value=populaton"))
        self.assertIn("not one of cells and neighbourhoods", refused("concentration.on=streets"))


if __name__ == "__main__":
    unittest.main()
