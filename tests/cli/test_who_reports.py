"""Who reports, how readily, and for whom: the planted truths of the sample city are found, and no key is ever written."""
import re
import unittest

from program import SAMPLES, ProgramTest, collection, square

CITY = SAMPLES / "invented-city"


class SampleCity(ProgramTest):
    """One run for all; each question is a test of its own name."""

    def run_city(self, *more):
        return self.vigie("run", CITY / "job.toml", "-o", "city.gpkg", *more)

    def truth(self):
        return (CITY / "TRUTH.md").read_text(encoding="utf-8")

    def test_the_planted_truths_are_found(self):
        done = self.run_city()
        with self.subTest("the neglected neighbourhood under-reports"):
            rows = {r["zone_id"]: r for r in self.rows("city.gpkg", "select * from reporting_rate where lambda is not null and incidents >= 30")}
            true = {m[0]: float(m[1]) for m in re.findall(r"\| (\d{4}) \| [^|]*\|[^|]*\|[^|]*\|[^|]*\| (0\.\d+) \|", self.truth())}
            self.assertEqual(min(rows.values(), key=lambda r: r["lambda"])["zone_id"], "0211")
            self.assertLess(rows["0211"]["rrr"], 0.5)
            self.assertLess(rows["0211"]["lambda_lo"], true["0211"])
            self.assertGreater(rows["0211"]["lambda_hi"], true["0211"])
            held = sum(r["lambda_lo"] <= true[z] <= r["lambda_hi"] for z, r in rows.items())
            self.assertGreater(len(rows), 40)
            self.assertGreaterEqual(held / len(rows), 0.88)
        with self.subTest("one person made a hot spot, and its map says so"):
            areas = self.rows("city.gpkg", "select h.* from hotspot_areas h join rtree_hotspot_areas_geom r on r.id = h.fid "
                                           "where kind = 'hot' and r.minx < 120683 and r.maxx > 120683 and r.miny < 166048 and r.maxy > 166048")
            self.assertEqual([r["one_voice"] for r in areas], [1])
            self.assertLess(areas[0]["n_eff"], 3)
            largest = self.rows("city.gpkg", "select * from hotspot_areas where kind = 'hot' order by n desc limit 1")[0]
            self.assertEqual(largest["one_voice"], 0)
            self.assertIn("rest on few voices", done.stderr)
        with self.subTest("the key of the reporter is written nowhere"):
            key = re.search(r"carry the key `(\w+)`", self.truth()).group(1)
            self.assertNotIn(key.encode(), (self.folder / "city.gpkg").read_bytes())
            self.assertNotIn(key, done.stdout + done.stderr)
        with self.subTest("a watch area ended, another is stale, one suspended"):
            watch = {r["watch_id"]: r for r in self.rows("city.gpkg", "select * from watch_areas")}
            self.assertEqual({z: watch[z]["vitality"] for z in ("W01", "W02", "W08", "W09")},
                             {"W01": "verified", "W02": "stale", "W08": "ended", "W09": "suspended"})
            before = int(re.search(r"W08 .*?used reports: (\d+) from before", self.truth(), re.S).group(1))
            self.assertEqual(watch["W08"]["n_in"], before)
            zone = self.rows("city.gpkg", "select cov_area, cov_inc from neighbourhoods where zone_id = '0204'")[0]
            self.assertLess(zone["cov_area"], 0.01)
            self.assertGreater(zone["cov_inc"], 0.3)
            self.assertIsNone(watch["W01"]["in_hours"])
            self.assertGreater(watch["W07"]["in_hours"], watch["W06"]["in_hours"])
        with self.subTest("hot spots are those of citizens, and the others are shown beside"):
            origins = self.rows("city.gpkg", "select sum(n) as n, sum(n_tested) as tested from hotspot_origins")[0]
            self.assertLess(origins["tested"], origins["n"])
            shares = self.rows("city.gpkg", "select * from who_reports where zone_id = 'all'")[0]
            counted = [int(n) for n in re.search(r"used rows (\d+) were made by citizens, (\d+) were discovered by staff and (\d+) came", self.truth()).groups()]
            for share, count in zip(("citizen", "discovered", "sensor"), counted):
                self.assertAlmostEqual(shares[share] * shares["n"], count, delta=1e-6)
        with self.subTest("reporting leans to the less deprived"):
            equity = {(r["measure"], r["form"]): r for r in self.rows("city.gpkg", "select * from equity")}
            self.assertGreater(equity["lambda", "all"]["ci"], 2 * equity["lambda", "all"]["ci_se"])
            self.assertGreater(equity["digital", "all"]["sii"], 0)
            self.assertTrue({"plp", "peace_warden"} <= {form for measure, form in equity if measure == "cov_dw"})

        with self.subTest("the place where mediation would help most comes first, and says why"):
            planted = re.search(r"Where mediation could start\s+(\d{4}) ", self.truth()).group(1)
            ranked = self.rows("city.gpkg", "select * from mediation_priority order by p_top desc")
            self.assertEqual((ranked[0]["zone_id"], ranked[0]["tier"]), (planted, "A"))
            self.assertGreater(ranked[0]["p_top"] - ranked[1]["p_top"], 0.05)
            self.assertAlmostEqual(sum(row["p_top"] or 0 for row in ranked), 5, delta=1e-9)
            self.assertRegex(ranked[0]["why"], "per 1000 dwellings")
            steps = self.rows("city.gpkg", "select * from siting where step > 0 order by step")
            self.assertEqual([row["step"] for row in steps], [1, 2, 3])
            self.assertEqual(steps[-1]["gap"], 0)
            self.assertTrue(all(a["gain"] >= b["gain"] for a, b in zip(steps, steps[1:])))

    def test_the_scenario_is_asked_for_and_says_what_it_is(self):
        self.run_city("--set", "reporting_rate.lifetime=40d")
        row = self.rows("city.gpkg", "select s.*, r.lambda from reporting_scenario s join reporting_rate r using (zone_id) where zone_id = '0211'")[0]
        self.assertAlmostEqual(row["factor"], min(5, 1 / (1 - 2.718281828459045 ** (-row["lambda"] * 40))), delta=1e-9)
        self.assertAlmostEqual(row["n_adj"], row["factor"] * row["n_followed"], delta=1e-9)
        self.assertIn("scenario", self.value("city.gpkg", "select description from gpkg_contents where table_name = 'reporting_scenario'").lower())


class SmallTown(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("zones.geojson", collection([square(150000 + 300 * c, 170000, 300, {"id": f"z{c}", "people": 1000, "old": 800, "zone": "P1" if c < 2 else "P2"})
                                                for c in range(4)]))

    def job(self, more, columns=""):
        return self.write("job.toml", f'[study]\nfrom = 2024-01-01\nto = 2025-01-01\ntime_zone = "UTC"\n[reports]\nsource = "reports.csv"\n{columns}\n'
                                      f'[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\npopulation = "people"\n{more}\n[output]\ngeopackage = "out.gpkg"\n')

    def reports(self, rows, header="x,y,time"):
        self.write("reports.csv", header + "\n" + "".join(",".join(map(str, r)) + "\n" for r in rows))

    def test_reporting_rate_by_hand(self):
        """Ends are closing, horizon and end of the data; copies, staff and later reports do not count."""
        at = lambda zone: (150000 + 300 * zone + 50, 170050)
        self.reports([
            (*at(0), "2024-03-01T12:00:00", "a", "2024-03-11T12:00:00", "citizen", "k1"),
            (*at(0), "2024-03-04T12:00:00", "a", "2024-03-11T12:00:00", "citizen", "k2"),
            (*at(0), "2024-03-04T12:00:00", "a", "2024-03-11T12:00:00", "citizen", "k2"),    # the same row again
            (*at(0), "2024-03-05T12:00:00", "a", "2024-03-11T12:00:00", "discovered", ""),   # staff
            (*at(0), "2024-03-15T12:00:00", "a", "2024-03-11T12:00:00", "citizen", "k3"),    # after closing
            (*at(1), "2024-05-01T12:00:00", "b", "", "citizen", "k4"),                       # horizon: 20 days
            (*at(1), "2024-05-19T12:00:00", "b", "", "citizen", "k5"),
            (*at(2), "2024-12-27T00:00:00", "c", "", "citizen", "k6"),                       # end of the data: 5 days
        ], "x,y,time,incident,closed,origin,reporter")
        self.vigie("run", self.job('[reporting_rate]\nhorizon = "20d"', 'reporter = "reporter"'))
        rows = {r["zone_id"]: r for r in self.rows("out.gpkg", "select * from reporting_rate")}
        self.assertEqual([(rows[z]["incidents"], rows[z]["repeats"], rows[z]["exposure_d"]) for z in ("z0", "z1", "z2", "z3")],
                         [(1, 1, 10), (1, 1, 20), (1, 0, 5), (0, 0, 0)])
        self.assertAlmostEqual(rows["z0"]["lambda"], 0.1, delta=1e-12)
        self.assertAlmostEqual(rows["z0"]["rrr"], 0.1 / (2 / 35), delta=1e-12)
        self.assertAlmostEqual(rows["z0"]["delay_d"], 10, delta=1e-12)
        self.assertAlmostEqual(rows["z2"]["lambda_hi"], 3.688879454 / 5, delta=1e-8)
        self.assertEqual((rows["z3"]["lambda"], rows["z3"]["note"]), (None, "zero_denominator"))

    def test_a_closing_that_is_the_last_report_is_warned_of(self):
        rows = []
        for i in range(20):
            first, last = f"2024-02-{i + 1:02}T08:00:00", f"2024-02-{i + 5:02}T09:00:00"
            rows += [(150010 + i, 170010, t, f"i{i}", last) for t in (first, last)]
        self.reports(rows, "x,y,time,incident,closed")
        done = self.vigie("run", self.job("[reporting_rate]"))
        self.assertIn("close at the time of their last report", done.stderr)

    def test_hot_spots_look_at_all_with_a_warning_where_nobody_says_who_found_it(self):
        self.reports([(150010 + 7 * i, 170010 + i, f"2024-02-{i % 28 + 1:02}T08:00:00") for i in range(80)])
        done = self.vigie("run", self.job('[hotspots]\n[grid]\ncell_size = "50m"'))
        self.assertIn("no report says who found it", done.stderr)
        self.assertNotIn("hotspot_origins", [r[0] for r in self.rows("out.gpkg", "select table_name from gpkg_contents")])

    def test_hot_spots_of_citizens_equal_those_of_a_file_of_citizens_alone(self):
        rows = [(150010 + 13 * i % 1180, 170010 + 7 * i % 280, f"2024-02-{i % 28 + 1:02}T08:00:00", "citizen") for i in range(150)]
        rows += [(150950 + 17 * i % 150, 170060 + 23 * i % 150, f"2024-02-{i % 28 + 1:02}T09:00:00", "discovered") for i in range(90)]
        query = "select cell_id, gi_z, gi_p from cells order by cell_id"
        self.reports(rows, "x,y,time,origin")
        self.vigie("run", self.job('[hotspots]\n[grid]\ncell_size = "50m"'))
        both, n = self.rows("out.gpkg", query), self.value("out.gpkg", "select sum(n) from cells")
        self.assertEqual(n, 240)
        self.assertTrue(self.value("out.gpkg", "select count(*) from hotspot_origins where class = 'all_only'"))
        self.reports(rows[:150], "x,y,time,origin")
        self.vigie("run", self.job('[hotspots]\n[grid]\ncell_size = "50m"'), "--force")
        self.assertEqual([tuple(r) for r in both], [tuple(r) for r in self.rows("out.gpkg", query)])
        self.reports(rows, "x,y,time,origin")
        self.vigie("run", self.job('[hotspots]\norigin = "all"\n[grid]\ncell_size = "50m"'), "--force")
        self.assertNotEqual([tuple(r) for r in both], [tuple(r) for r in self.rows("out.gpkg", query)])

    def survey(self, level, units="neighbourhood", more=""):
        self.reports([(150010 + i, 170010, f"2024-02-{i % 28 + 1:02}T08:00:00") for i in range(100)])
        self.write("survey.csv", f"geo_code,indicator,wave,value,ci_low,ci_high,n,design_level\nP1,hit,2024,0.25,0.20,0.30,350,{level}\n"
                                 f"P2,hit,2024,0.10,,,400,{level}\nP2,hit,2024,many,,,400,{level}\nP2,fear,2024,0.3,,,,{level}\nP9,hit,2024,0.1,,,300,{level}\n")
        self.vigie("run", self.job(f'[survey]\nsource = "survey.csv"\nunits = "{units}"\ncode = "zone"\npeople = "old"\nratio_of = "hit"\n{more}'), "--force")
        return {(r["area"], r["indicator"]): r for r in self.rows("out.gpkg", "select * from survey")}

    def test_a_survey_stays_at_its_design_level(self):
        rows = self.survey("zone")
        self.assertEqual((rows["P1", "hit"]["joined"], rows["P1", "hit"]["note"]), (0, "below_design_level"))
        self.assertNotIn("svy_rate", self.columns("out.gpkg", "neighbourhoods"))
        # 100 reports, two neighbourhoods of 800, a year: psi = 100 / (1600 * 0.25), variance from the interval.
        self.assertAlmostEqual(rows["P1", "hit"]["psi"], 100 / 400, delta=1e-12)
        spread = 1 / 100 + (0.05 / 1.959963984540054) ** 2 / 0.0625
        self.assertAlmostEqual(rows["P1", "hit"]["psi_hi"], 0.25 * 2.718281828459045 ** (1.959963984540054 * spread ** 0.5), delta=1e-9)
        self.assertAlmostEqual(rows["P2", "hit"]["variance"], 0.1 * 0.9 / 400, delta=1e-12)
        self.assertEqual((rows["P2", "hit"]["psi"], rows["P2", "fear"]["note"]), (None, "no_interval"))
        self.assertEqual(self.rows("out.gpkg", "select row, reason from rejects where source = 'survey.csv'")[0][:2], (3, "bad_number"))

    def test_a_survey_is_joined_where_the_map_stands_at_its_level(self):
        rows = self.survey("zone", "zone")
        self.assertEqual((rows["P1", "hit"]["joined"], rows["P9", "hit"]["note"]), (1, "unknown_area"))
        joined = {r[0]: tuple(r)[1:] for r in self.rows("out.gpkg", "select zone_id, svy_rate, svy_lo, svy_hi from neighbourhoods")}
        self.assertEqual(joined["z0"], (0.25, 0.20, 0.30))
        self.assertEqual(joined["z3"][0], 0.10)


if __name__ == "__main__":
    unittest.main()
