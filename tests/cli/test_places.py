"""How well the places of reports are known: exchanged coordinates, stand-in points, precision, hit rate, distances, incidents."""
import unittest

from program import ProgramTest, collection, square

WEST, SOUTH = 150000, 170000


def spread(rows, start=0):
    """Places all over the sixteen squares, no two alike."""
    return [(WEST + 3 + (371 * (i + start)) % 1193, SOUTH + 3 + (613 * (i + start)) % 1187) for i in range(rows)]


class Places(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("zones.geojson", collection([square(WEST + 300 * (i % 4), SOUTH + 300 * (i // 4), 300, {"id": f"{i + 1:02}"}) for i in range(16)]))

    def run_it(self, rows, header="time,category,x,y", more=""):
        self.write("reports.csv", header + "\n" + "".join(",".join(map(str, row)) + "\n" for row in rows))
        self.write("job.toml", f'[study]\ntime_zone = "Europe/Brussels"\n[reports]\nsource = "reports.csv"\ncrs = "EPSG:31370"\n{more}\n'
                               '[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\n[grid]\ncell_size = "100m"\n[hotspots]\n[output]\ngeopackage = "out.gpkg"\n')
        done = self.summary("run", "job.toml")
        self.quality = {row["check"]: row["value"] for row in self.rows("out.gpkg", "select * from data_quality where source = 'reports.csv'")}
        self.told = " ".join(done["warnings"])
        return done

    @staticmethod
    def report(place, day="2024-03-05", category="noise"):
        return (day, category, *place)

    def test_exchanged_coordinates_are_mended_and_told(self):
        rows = [self.report(p) for p in spread(95)] + [self.report((y, x)) for x, y in spread(5, 95)]
        done = self.run_it(rows)
        self.assertEqual((done["rows"]["reports"]["used"], self.quality["swapped_xy_mended"]), (100, 5))
        self.assertIn("5 rows had x and y exchanged", self.told)

    def test_null_island(self):
        done = self.run_it([self.report(p) for p in spread(97)] + [self.report((0, 0))] * 3)
        self.assertEqual(done["rows"]["reports"]["rejected"], {"null_island": 3})
        self.assertAlmostEqual(self.quality["located_share"], 0.97)

    def test_stacks_on_a_centre_are_stand_ins_and_on_a_square_are_not(self):
        """30 reports on the middle of a neighbourhood, 40 on a busy corner, 25 on a police station that a file names."""
        rows = [self.report(p) for p in spread(105)] + [self.report((WEST + 150, SOUTH + 150))] * 30 + [self.report((WEST + 777, SOUTH + 333))] * 40
        rows += [self.report((WEST + 1003, SOUTH + 905))] * 25
        self.run_it(rows)
        self.assertAlmostEqual(self.quality["stacked_share"], 95 / 200)
        self.assertAlmostEqual(self.quality["default_point_share"], 30 / 200)
        self.assertIn("30 reports (15.0 %) lie on 1 default points", self.told)
        self.write("stations.csv", f"name,x,y\nstation,{WEST + 1003},{SOUTH + 905}\n")
        self.run_it(rows, more='default_points = "stations.csv"')
        self.assertAlmostEqual(self.quality["default_point_share"], 55 / 200)
        # They count in their cell and are left out of its test.
        self.assertGreaterEqual(self.value("out.gpkg", f"select n from cells where cell_id = 's100_{(WEST + 150) // 100}_{(SOUTH + 150) // 100}'"), 30)
        self.assertEqual(self.value("out.gpkg", "select value from run_manifest where section = 'reports' and key = 'default_points'"), "stations.csv")

    def test_classes_of_precision(self):
        words = ["address"] * 50 + ["street"] * 20 + ["area"] * 15 + ["snap"] * 10 + ["somewhere"] * 5
        self.run_it([(*self.report(p), w) for p, w in zip(spread(100), words)], header="time,category,x,y,precision")
        shares = {name: round(self.quality[f"precision_{name}"], 9) for name in ("address", "street", "area", "snap", "unknown")}
        self.assertEqual(shares, {"address": 0.5, "street": 0.2, "area": 0.15, "snap": 0.1, "unknown": 0.05})
        self.assertIn("only known as an area", self.told)
        self.assertIn("snap points", self.told)

    def test_hit_rate_below_85_percent_is_a_warning(self):
        located, lost = [self.report(p) for p in spread(170)], [("2024-03-05", "litter", "", "")] * 30
        self.run_it(located + lost, more="max_bad = 50")
        self.assertAlmostEqual(self.quality["located_share"], 0.85)
        self.assertNotIn("85 %", self.told)
        self.assertEqual(self.quality["located_share_lowest"], 0)
        self.run_it(located + lost + lost[:1], more="max_bad = 50")
        self.assertLess(self.quality["located_share"], 0.85)
        self.assertIn("below 85 %", self.told)

    def test_reports_outside_by_their_distance(self):
        outside = [(WEST - 50, SOUTH + 100), (WEST - 500, SOUTH + 100), (WEST - 5_000, SOUTH + 100), (WEST - 50_000, SOUTH + 100)]
        done = self.run_it([self.report(p) for p in spread(96)] + [self.report(p) for p in outside])
        self.assertEqual(done["rows"]["reports"]["rejected"], {"outside_study_area": 4})
        self.assertEqual([self.quality[f"outside_{band}"] for band in ("to_100m", "to_1km", "to_10km", "beyond_10km")], [0.25] * 4)
        self.assertAlmostEqual(self.quality["outside_share"], 0.04)
        self.assertIn("4.0 % of the located reports lie outside", self.told)

    def test_reports_of_one_incident_and_what_hangs_on_the_distance(self):
        """Pairs 10, 20 and 40 m apart, far from each other: with 30 m two repeat, with 15 m one, with 60 m three."""
        rows = []
        for i, apart in enumerate((10, 20, 40)):
            place = (WEST + 100 + 400 * i, SOUTH + 1000)
            rows += [self.report(place, "2024-03-05"), self.report((place[0] + apart, place[1]), "2024-03-07")]
        rows += [self.report((WEST + 105, SOUTH + 1000), "2024-03-05", "litter"),  # another kind
                 self.report((WEST + 105, SOUTH + 1001), "2024-09-05", "noise")]   # another time
        self.run_it(rows, more='link = "auto"')
        self.assertEqual(self.quality["incidents"], 6)
        for check, repeats in (("duplicate_share", 2), ("duplicate_share_half_distance", 1), ("duplicate_share_double_distance", 3)):
            self.assertAlmostEqual(self.quality[check], repeats / 8, msg=check)
        self.assertEqual(self.value("out.gpkg", "select sum(n) from neighbourhoods"), 8)
        self.assertEqual(self.value("out.gpkg", "select sum(n_inc) from neighbourhoods"), 6)
        self.run_it(rows, more='link = "off"')
        self.assertEqual(self.quality["incidents"], 8)


if __name__ == "__main__":
    unittest.main()
