"""Counts by area as an input of equal rank: the account, the periods, the codes, and the analyses that need no points."""
import unittest

from program import ProgramTest, SAMPLES, collection, square

FIRST = SAMPLES / "first-map"


def zones(side=4, population=1000):
    """Squares of 300 m with the codes 01, 02, ..."""
    places = [(column, row) for row in range(side) for column in range(side)]
    return collection([square(150000 + 300 * column, 170000 + 300 * row, 300, {"id": f"{i + 1:02}", "people": population})
                       for i, (column, row) in enumerate(places)])


class Counts(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("zones.geojson", zones())

    def job(self, counts, more="", study=""):
        self.write("counts.csv", counts)
        return self.write("job.toml", f'[study]\n{study}\n[area_counts]\nsource = "counts.csv"\n'
                                      f'[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\npopulation = "people"\n{more}\n'
                                      '[output]\ngeopackage = "out.gpkg"\n')

    def n(self, column="n"):
        return {row[0]: row[1] for row in self.rows("out.gpkg", f"select zone_id, {column} from neighbourhoods")}

    def rejects(self):
        return [(row["row"], row["reason"]) for row in self.rows("out.gpkg", "select * from rejects where source = 'counts.csv' order by row")]

    def quality(self):
        return {row["check"]: row["value"] for row in self.rows("out.gpkg", "select * from data_quality where source = 'counts.csv'")}

    def test_counts_alone_are_a_map(self):
        lines = [f"{i:02},2024-01-01,2025-01-01,noise,{3 * i}" for i in range(1, 17)]
        summary = self.summary("run", self.job("area,period_start,period_end,category,count\n" + "\n".join(lines) + "\n"))
        self.assertEqual(summary["rows"]["area_counts"], {"source": "counts.csv", "read": 16, "used": 16, "rejected": {}})
        self.assertEqual(self.n(), {f"{i:02}": 3 * i for i in range(1, 17)})
        self.assertEqual(self.n("n_inc"), self.n())
        # Every analysis that needs no points: per 1000 people and year, and on neighbourhoods without being told.
        self.assertTrue({"hotspots", "clusters", "rates"} <= set(summary["seconds"]))
        self.assertNotIn("cells", summary["layers"])
        self.assertNotIn("density", summary["layers"])
        for zone, rate in self.n("rate").items():
            self.assertAlmostEqual(rate, 3 * int(zone), delta=1e-9)
        self.assertTrue(all(z is not None for z in self.n("gi_z").values()))
        manifest = {(r["section"], r["key"]): (r["value"], r["origin"]) for r in self.rows("out.gpkg", "select * from run_manifest")}
        self.assertEqual(manifest["hotspots", "on"], ("neighbourhoods", "data"))
        self.assertEqual(manifest["study", "from"], ("2024-01-01", "data"))
        self.assertEqual(manifest["study", "to"], ("2025-01-01", "data"))
        self.assertEqual(manifest["input.area_counts", "rows_used"], ("16", "data"))
        self.assertEqual(len(manifest["input.area_counts", "sha256"][0]), 64)

    def test_the_same_numbers_as_from_points(self):
        """The reports of the first map, counted per neighbourhood and month, give what its points give."""
        self.vigie("run", FIRST / "job.toml", "-o", "points.gpkg")
        n = dict(self.rows("points.gpkg", "select zone_id, n from neighbourhoods"))
        lines = []
        for zone, count in n.items():
            for month in range(1, 13):
                share = count // 12 + (1 if month <= count % 12 else 0)
                lines.append(f"{zone};2024-{month:02};{share}")
        self.write("counts.csv", "area;month;count\n" + "\n".join(lines) + "\n")
        self.write("job.toml", f'[study]\ntime_zone = "Europe/Brussels"\n[area_counts]\nsource = "counts.csv"\n'
                               f'[neighbourhoods]\nsource = "{FIRST / "neighbourhoods.geojson"}"\nid = "id"\npopulation = "population"\n'
                               '[rates]\n[output]\ngeopackage = "out.gpkg"\n')
        self.vigie("run", "job.toml")
        columns = "select zone_id, n, rate, rate_lo, rate_hi, smr, eb_rate, eb_local, exceed_p, reliab from neighbourhoods order by zone_id"
        self.assertEqual([tuple(r) for r in self.rows("out.gpkg", columns)], [tuple(r) for r in self.rows("points.gpkg", columns)])

    def test_every_row_is_used_or_rejected_with_its_reason(self):
        good = "".join(f"{i:02},2024-01-01,2024-02-01,noise,{i}\n" for i in range(1, 17))
        bad = ("1,2024-01-01,2024-02-01,noise,5\n"             # 17: the zero is part of the code
               "ZZZZ,2024-01-01,2024-02-01,noise,7\n"          # 18
               "01,2024-01-01,2024-02-01,litter,-1\n"          # 19
               "01,2024-01-01,2024-02-01,litter,1.5\n"         # 20
               "01,2024-01-01,2024-02-01,litter,\n"            # 21: unknown is not 0
               "01,2024-01-01,2024-02-01,litter,many\n"        # 22
               "02,2024-02-30,2024-03-01,noise,1\n"            # 23
               "02,2024-03-01,2024-03-01,noise,1\n"            # 24
               "02,,2024-03-01,noise,1\n"                      # 25
               "03,2024-01-01,2024-02-01,noise,3\n"            # 26: again
               "04,2024-01-01,2024-02-01,noise,9\n"            # 27: again, with another count
               "05,2024-01-15,2024-03-01,noise,2\n"            # 28: overlaps
               "06,2024-02-01,2024-03-01,noise,4.0\n")         # 29: good, the next period
        summary = self.summary("run", self.job("area,period_start,period_end,category,count\n" + good + bad))
        self.assertEqual(self.rejects(), [(17, "unknown_area"), (18, "unknown_area"), (19, "bad_number"), (20, "bad_number"), (21, "bad_number"),
                                          (22, "bad_number"), (23, "bad_date"), (24, "bad_date"), (25, "missing_time"), (26, "duplicate"),
                                          (27, "duplicate"), (28, "duplicate")])
        rows = summary["rows"]["area_counts"]
        self.assertEqual((rows["read"], rows["used"]), (29, 17))
        self.assertEqual(rows["read"], rows["used"] + sum(rows["rejected"].values()))
        self.assertEqual(self.n(), {f"{i:02}": i + (4 if i == 6 else 0) for i in range(1, 17)})
        details = {row["row"]: row["detail"] for row in self.rows("out.gpkg", "select row, detail from rejects")}
        self.assertNotIn("another count", details[26])
        self.assertIn("row 4", details[27])
        self.assertIn("another count", details[27])
        quality = self.quality()
        self.assertEqual((quality["unknown_area_codes"], quality["incomplete_areas"], quality["repeated_counts"], quality["overlapping_periods"]), (2, 2, 2, 1))
        self.assertAlmostEqual(quality["unknown_area_share"], 12 / (12 + 136 + 4 + 3 + 9 + 2), delta=1e-12)
        told = " ".join(summary["warnings"])
        for word in ("ZZZZ", "leading zeros", "too low: 01 and 02"):
            self.assertIn(word, told)

    def test_codes_without_partner_on_either_side(self):
        summary = self.summary("run", self.job("code,n\n" + "".join(f"{i:02},{i}\n" for i in range(3, 19))))
        told = " ".join(summary["warnings"])
        self.assertIn("2 codes belong to no neighbourhood: 17 and 18", told)
        self.assertIn("2 neighbourhoods have no row and count as 0: 01 and 02", told)
        self.assertEqual(self.quality()["areas_without_counts"], 2)
        self.assertEqual(self.n()["01"], 0)

    def test_months_win_over_the_year_that_holds_them(self):
        months = "".join(f"01,2024-{m:02}-01,{'2025-01' if m == 12 else f'2024-{m + 1:02}'}-01,{m}\n" for m in range(1, 13))
        year = "01,2024-01-01,2025-01-01,78\n"
        rest = "".join(f"{i:02},2024-01-01,2025-01-01,5\n" for i in range(2, 17))
        for text in (year + months + rest, rest + months + year):
            self.vigie("run", self.job("area,start,end,count\n" + text))
            self.assertEqual(self.n()["01"], 78)
            self.assertEqual([reason for _, reason in self.rejects()], ["duplicate"])

    def test_a_period_that_the_study_period_cuts_is_left_out_whole(self):
        lines = "".join(f"{i:02},{year},{10 * i}\n" for i in range(1, 17) for year in (2021, 2022, 2023, 2024))
        summary = self.summary("run", self.job("area,year,count\n" + lines, study='from = 2022-01-01\nto = 2024-07-01'))
        rows = summary["rows"]["area_counts"]
        self.assertEqual((rows["used"], rows["rejected"]), (32, {"outside_period": 32}))
        self.assertEqual(self.quality()["periods_cut"], 16)
        self.assertIn("left out whole", " ".join(summary["warnings"]))
        # The rate is over the two whole years that are counted, not over the two and a half of the study.
        self.assertEqual(self.n()["03"], 60)
        self.assertAlmostEqual(self.n("rate")["03"], 30, delta=1e-9)

    def test_years_between_periods_do_not_count(self):
        lines = "".join(f"{i:02},{year},{i}\n" for i in range(1, 17) for year in (2020, 2024))
        self.vigie("run", self.job("area,year,count\n" + lines))
        self.assertAlmostEqual(self.n("rate")["07"], 7, delta=1e-9)

    def test_an_end_that_is_the_last_day_is_noticed(self):
        ends = {1: 31, 2: 29, 3: 31, 4: 30}
        lines = "".join(f"{i:02},2024-{m:02}-01,2024-{m:02}-{ends[m]},1\n" for i in range(1, 17) for m in ends)
        summary = self.summary("run", self.job("area,start,end,count\n" + lines))
        self.assertIn("one day before the next begins", " ".join(summary["warnings"]))

    def test_days_without_an_end_are_refused(self):
        lines = "".join(f"{i:02},2024-01-01,1\n" for i in range(1, 17))
        done = self.vigie("run", self.job("area,date,count\n" + lines), code=65)
        self.assertIn("no row can be used", done.stderr)

    def test_totals_beside_their_parts(self):
        lines = "".join(f"{i:02},noise,1\n{i:02},litter,2\n{i:02},Totaal,3\n" for i in range(1, 17))
        self.assertIn("'Totaal' looks like the sum", " ".join(self.summary("run", self.job("area,category,count\n" + lines))["warnings"]))
        summary = self.summary("run", "job.toml", "--set", "area_counts.where=category != 'Totaal'")
        self.assertEqual(summary["rows"]["area_counts"]["rejected"], {"not_kept": 16})
        self.assertEqual(set(self.n().values()), {3})
        summary = self.summary("run", "job.toml", "--set", "area_counts.keep=litter")
        self.assertEqual(summary["rows"]["area_counts"]["rejected"], {"not_kept": 32})
        self.assertEqual(set(self.n().values()), {2})

    def test_columns_that_are_not_there(self):
        lines = "".join(f"{i:02},1\n" for i in range(1, 17))
        done = self.vigie("run", self.job("area,value\n" + lines), code=65)
        self.assertIn("set [area_counts] count", done.stderr)
        self.vigie("run", "job.toml", "--set", "area_counts.count=value")
        done = self.vigie("run", "job.toml", "--set", "area_counts.count=values", code=65)
        self.assertIn("did you mean 'value'", done.stderr)
        done = self.vigie("run", "job.toml", "--set", "area_counts.area=value", "--set", "area_counts.count=area", code=65)
        self.assertIn("does [area_counts] area hold the codes", done.stderr)

    def test_beside_reports(self):
        """n stays the reports; the counts have a column of their own and can be analysed by name."""
        lines = "".join(f"{i:02},2024,{i}\n" for i in range(1, 17))
        job = self.job("area,year,count\n" + lines, more="[rates]\nevents = \"area_counts\"\n[hotspots]\non = \"neighbourhoods\"\nvalue = \"area_counts\"")
        self.write("reports.csv", "time,x,y\n" + "".join(f"2024-{i % 12 + 1:02}-03,{150010 + 37 * i % 1180},{170010 + 61 * i % 1180}\n" for i in range(100)))
        text = job.read_text()
        job.write_text('[reports]\nsource = "reports.csv"\n' + text)
        summary = self.summary("run", job)
        self.assertEqual(sum(self.n().values()), summary["rows"]["reports"]["used"])
        self.assertEqual(self.n("n_counts"), {f"{i:02}": i for i in range(1, 17)})
        self.assertAlmostEqual(self.n("rate")["05"], 5, delta=1e-9)
        alone = self.n("gi_z")
        job.write_text(text)
        self.vigie("run", job)
        self.assertEqual(self.n("gi_z"), alone)
        self.assertNotIn("n_counts", self.columns("out.gpkg", "neighbourhoods"))

    def test_as_a_command(self):
        self.write("counts.csv", "area,year,count\n" + "".join(f"{i:02},2024,{i}\n" for i in range(1, 17)))
        self.vigie("rates", "--zones", "zones.geojson", "--set", "neighbourhoods.population=people", "--set", "area_counts.source=counts.csv", "-o", "out.gpkg")
        self.assertAlmostEqual(self.n("rate")["09"], 9, delta=1e-9)
        summary = self.summary("check", self.job("area,year,count\n" + "".join(f"{i:02},2024,1\n" for i in range(1, 9)) + "09,2024,x\n"))
        self.assertEqual(summary["rows"]["area_counts"]["rejected"], {"bad_number": 1})
        self.vigie("hotspots", "--zones", "zones.geojson", "--set", "area_counts.source=counts.csv", "--on", "cells", "-o", "out.gpkg", code=64)

    def test_every_analysis_that_needs_no_points(self):
        """Counts, people, homes and a watch area: all that looks at neighbourhoods runs, and the cover is by area and people."""
        self.write("watch.geojson", collection([square(150000, 170000, 300, {"id": "w", "form": "plp", "status": "active"})]))
        lines = "".join(f"{i:02},2024,{i * i}\n" for i in range(1, 17))
        summary = self.summary("run", self.job("area,year,count\n" + lines, more='[watch_areas]\nsource = "watch.geojson"\n'))
        self.assertTrue({"hotspots", "clusters", "rates", "concentration", "coverage"} <= set(summary["seconds"]), summary["seconds"])
        self.assertEqual({row["on"] for row in self.rows("out.gpkg", "select \"on\" from global_statistics")}, {"neighbourhoods"})
        self.assertLessEqual({"moran_i", "geary_c", "general_g"}, {row["statistic"] for row in self.rows("out.gpkg", "select statistic from global_statistics")})
        cover = {row["measure"]: row["value"] for row in self.rows("out.gpkg", "select measure, value from coverage_summary where form = 'all'")}
        self.assertAlmostEqual(cover["cov_area"], 1 / 16, delta=1e-9)
        self.assertAlmostEqual(cover["cov_pop"], 1 / 16, delta=1e-9)
        self.assertIsNone(cover.get("cov_inc"))
        self.assertEqual((self.n("cov_area")["01"], self.n("cov_area")["02"]), (1, 0))
        self.assertGreater(self.value("out.gpkg", "select count(*) from concentration"), 0)

    def test_a_table_in_a_geopackage(self):
        from osgeo import ogr
        file = ogr.GetDriverByName("GPKG").CreateDataSource(str(self.folder / "counts.gpkg"))
        layer = file.CreateLayer("counts", geom_type=ogr.wkbNone)
        for name, kind in (("area", ogr.OFTString), ("period_start", ogr.OFTDate), ("period_end", ogr.OFTDate), ("count", ogr.OFTInteger)):
            layer.CreateField(ogr.FieldDefn(name, kind))
        for i in range(1, 17):
            feature = ogr.Feature(layer.GetLayerDefn())
            feature["area"], feature["period_start"], feature["period_end"], feature["count"] = f"{i:02}", "2024/01/01", "2025/01/01", i
            layer.CreateFeature(feature)
        del layer, file
        self.job("")
        self.vigie("run", "job.toml", "--set", "area_counts.source=counts.gpkg")
        self.assertEqual(self.n(), {f"{i:02}": i for i in range(1, 17)})


if __name__ == "__main__":
    unittest.main()
