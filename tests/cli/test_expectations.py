"""Mixes of categories and reports beside those expected: by hand, on the sample city, and kept out of public files."""
import unittest

from program import SAMPLES, ProgramTest, collection, square


class Town(ProgramTest):
    MIX = {"z0": {"noise": 30, "dogs": 10}, "z1": {"noise": 20, "dogs": 60}, "z2": {"noise": 10, "dogs": 70}, "z3": {}}
    HOMES = {"z0": 100, "z1": 100, "z2": 200, "z3": 10}

    def write_town(self, mix=None):
        self.write("zones.geojson", collection([square(150000 + 300 * c, 170000, 300, {"id": f"z{c}", "homes": self.HOMES[f"z{c}"], "flats": c % 2, "same": 7})
                                                for c in range(4)]))
        rows = [(150000 + 300 * int(zone[1]) + 7 * i % 290 + 1, 170010 + i, kind)
                for zone, kinds in (mix or self.MIX).items() for kind, n in kinds.items() for i in range(n)]
        self.write("reports.csv", "x,y,kind\n" + "".join(f"{x},{y},{kind}\n" for x, y, kind in rows))
        return rows

    def run_town(self, analysis, source='[reports]\nsource = "reports.csv"\ncategory = "kind"', code=0):
        self.write("job.toml", f'{source}\n[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\ndwellings = "homes"\n{analysis}\n')
        return self.vigie("run", "job.toml", "-o", "out.gpkg", "--force", code=code)

    def quotients(self):
        return {(r["zone_id"], r["category"]): r for r in self.rows("out.gpkg", "select * from location_quotient")}

    def test_quotients_by_hand(self):
        self.write_town()
        self.run_town("[location_quotient]")
        found = self.quotients()
        for (zone, kind), row in found.items():
            here, kinds = self.MIX[zone], sum(mix.get(kind, 0) for mix in self.MIX.values())
            self.assertAlmostEqual(row["lq"], here[kind] / sum(here.values()) / (kinds / 200), delta=1e-12)
            self.assertLess(row["lq_lo"], row["lq"])
            self.assertGreater(row["lq_hi"], row["lq"])
        self.assertEqual(len(found), 6)
        # The worked example of the page.
        noise = found["z0", "noise"]
        self.assertEqual((noise["n_inc"], round(noise["expected"], 9), round(noise["lq"], 9)), (30, 12, 2.5))
        self.assertEqual((round(noise["lq_lo"], 2), round(noise["lq_hi"], 2)), (2.04, 2.95))
        out = [tuple(r) for r in self.rows("out.gpkg", "select lq_cat, lq from neighbourhoods order by zone_id")]
        self.assertEqual([r[0] for r in out], ["noise", None, "dogs", None])
        self.assertEqual(out[3][1], None)

    def test_twice_the_reports_are_the_same_mix_known_better(self):
        self.write_town()
        self.run_town("[location_quotient]")
        once = self.quotients()
        self.write_town({zone: {kind: 2 * n for kind, n in kinds.items()} for zone, kinds in self.MIX.items()})
        self.run_town("[location_quotient]")
        for key, row in self.quotients().items():
            self.assertAlmostEqual(row["lq"], once[key]["lq"], delta=1e-12)
            self.assertGreater(row["lq_lo"], once[key]["lq_lo"])
            self.assertLess(row["lq_hi"], once[key]["lq_hi"])

    def test_area_counts_give_what_points_give(self):
        self.write_town()
        self.run_town("[location_quotient]")
        points = [tuple(r) for r in self.rows("out.gpkg", "select * from location_quotient")]
        self.write("counts.csv", "area,kind,count\n" + "".join(f"{z},{k},{n}\n" for z, kinds in self.MIX.items() for k, n in kinds.items()))
        self.run_town("[location_quotient]", '[area_counts]\nsource = "counts.csv"\narea = "area"\ncategory = "kind"\ncount = "count"')
        self.assertEqual([tuple(r) for r in self.rows("out.gpkg", "select * from location_quotient")], points)

    def test_a_category_that_is_absent_has_a_row_where_it_was_to_be_expected(self):
        self.write_town({"z0": {"noise": 40}, "z1": {"noise": 20, "dogs": 60}, "z2": {"dogs": 2}, "z3": {}})
        self.run_town('[location_quotient]\ncategories = ["dogs"]')
        found = self.quotients()
        self.assertEqual(set(found), {("z0", "dogs"), ("z1", "dogs"), ("z2", "dogs")})
        self.assertEqual((found["z0", "dogs"]["n_inc"], found["z0", "dogs"]["lq"], found["z0", "dogs"]["note"]), (0, 0, "few_reports"))
        self.assertLess(found["z0", "dogs"]["lq_hi"], 1)
        done = self.run_town('[location_quotient]\ncategories = ["dog"]', code=64)
        self.assertIn("did you mean 'dogs'", done.stderr)

    def test_expected_reports_by_hand(self):
        self.write_town()
        self.run_town("[expected_reports]")
        rate, homes = 200 / 410, list(self.HOMES.values())
        counts = [40, 80, 80, 0]
        phi = sum((y - rate * h) ** 2 / (rate * h) for y, h in zip(counts, homes)) / 3
        rows = self.rows("out.gpkg", "select * from neighbourhoods order by zone_id")
        for row, y, h in zip(rows, counts, homes):
            self.assertAlmostEqual(row["exp_n"], rate * h, delta=1e-9)
            if rate * h >= 5:
                self.assertAlmostEqual(row["exp_z"], (y - rate * h) / (phi * rate * h) ** 0.5, delta=1e-9)
                self.assertAlmostEqual(row["exp_ratio"], y / (rate * h), delta=1e-9)
        self.assertEqual((rows[3]["exp_z"], rows[3]["exp_class"], rows[3]["exp_reason"]), (None, "insufficient_data", "insufficient_data"))
        model = self.rows("out.gpkg", "select * from expected_reports")
        self.assertEqual([r["term"] for r in model], ["constant"])
        self.assertAlmostEqual(model[0]["ratio"], rate, delta=1e-9)
        self.assertAlmostEqual(model[0]["phi"], phi, delta=1e-9)

    def test_a_covariate_is_fitted_and_a_constant_one_refused_in_words(self):
        self.write_town()
        self.run_town('[expected_reports]\ncovariates = ["flats"]')
        model = {r["term"]: r for r in self.rows("out.gpkg", "select * from expected_reports")}
        # A column of two values splits the town: each half has its own rate.
        self.assertAlmostEqual(model["constant"]["ratio"], 120 / 300, delta=1e-9)
        self.assertAlmostEqual(model["flats"]["ratio"], (80 / 110) / (120 / 300), delta=1e-9)
        done = self.run_town('[expected_reports]\ncovariates = ["same"]')
        self.assertIn("no model for 4 neighbourhoods and 1 covariates", done.stderr)
        self.assertEqual({r[0] for r in self.rows("out.gpkg", "select exp_class from neighbourhoods")}, {"insufficient_data"})
        done = self.run_town('[expected_reports]\ncovariates = ["flat"]', code=64)
        self.assertIn("did you mean 'flats'", done.stderr)

    def test_only_citizens_count_where_reports_say_who_found_it(self):
        rows = self.write_town()
        self.write("reports.csv", "x,y,kind,who\n" + "".join(f"{x},{y},{kind},{'citizen' if i % 2 else 'discovered'}\n" for i, (x, y, kind) in enumerate(rows)))
        self.run_town("[expected_reports]", '[reports]\nsource = "reports.csv"\ncategory = "kind"\norigin = "who"')
        self.assertAlmostEqual(self.value("out.gpkg", "select sum(exp_n) from neighbourhoods"), 100, delta=1e-9)
        self.assertEqual(self.value("out.gpkg", "select value from run_manifest where key = 'counted'"), "reports by citizens")


class SampleCity(ProgramTest):
    def test_planted_truths_stand_out_and_nothing_of_it_is_public(self):
        job = (SAMPLES / "invented-city" / "job.toml").read_text(encoding="utf-8")
        job = job[:job.index("[hotspots]")].replace('source = "', f'source = "{SAMPLES}/invented-city/')
        self.write("job.toml", job + '[location_quotient]\n[expected_reports]\ndispersion = "robust"\n')
        self.vigie("run", "job.toml", "-o", "city.gpkg")
        zones = {r["zone_id"]: r for r in self.rows("city.gpkg", "select * from neighbourhoods")}
        self.assertEqual(zones["0307"]["lq_cat"], "neighbour dispute")  # where mediation could start
        fewest = min((r for r in zones.values() if r["exp_z"] is not None), key=lambda r: r["exp_z"])
        self.assertEqual((fewest["zone_id"], fewest["exp_class"]), ("0211", "fewer"))  # the one that under-reports
        self.vigie("run", "job.toml", "-o", "public.gpkg", "--set", "output.profile=public", "--set", "output.first_release=true")
        tables = {r[0] for r in self.rows("public.gpkg", "select table_name from gpkg_contents")}
        self.assertFalse(tables & {"location_quotient", "expected_reports"})
        self.assertFalse({"lq_cat", "lq", "lq_lo", "exp_n", "exp_ratio", "exp_z", "exp_class"} & set(self.columns("public.gpkg", "neighbourhoods")))


if __name__ == "__main__":
    unittest.main()
