"""Clusters and outliers: the numbers of the first map by hand, and those of other programs on real data."""
import math
import unittest

from program import ProgramTest, SAMPLES, table

FILES = (SAMPLES / "first-map" / "reports.csv", SAMPLES / "first-map" / "neighbourhoods.geojson")


class FirstMapClusters(ProgramTest):
    def job(self, section, name="job.toml"):
        text = (SAMPLES / "first-map" / "job.toml").read_text(encoding="utf-8")
        base = text[:text.index("[hotspots]")].replace('source = "', f'source = "{SAMPLES / "first-map"}/')
        return self.write(name, f'{base}\n[clusters]\n{section}\n[output]\ngeopackage = "out.gpkg"\n')

    def cell(self, column, row, of):
        return self.value("out.gpkg", f"select {of} from cells where cell_id = ?", f"s100_{1500 + column}_{1700 + row}")

    def test_local_moran_of_three_cells(self):
        self.vigie("run", self.job(""))
        m2 = 446 / 36 - 2 ** 2
        for column, row, own, lag in ((0, 0, 7, 5), (1, 1, 5, 39 / 8 - 2), (4, 4, 10, 5 / 8 - 2)):
            self.assertAlmostEqual(self.cell(column, row, "moran_i"), own * lag / m2, delta=1e-12)
        expected = -49 / (35 * m2)
        variance = (7 / m2) ** 2 * 36 / 34 * (1 / 3 - 1 / 35) * (m2 - 49 / 35)
        self.assertAlmostEqual(self.cell(0, 0, "moran_z"), (35 / m2 - expected) / math.sqrt(variance), delta=1e-12)
        self.assertAlmostEqual(self.cell(0, 0, "moran_p"), 2 * 19 / 6545, delta=1e-12)
        self.assertEqual(self.cell(1, 1, "moran_lbl"), "high_high")
        self.assertEqual(self.cell(4, 4, "moran_lbl"), "none")
        # A count of 2 is exactly the mean: its I is 0 and has no z.
        self.assertEqual(self.cell(1, 3, "moran_i"), 0)
        self.assertIsNone(self.cell(1, 3, "moran_z"))

    def test_global_statistics(self):
        self.vigie("run", self.job(""))
        rows = {row["statistic"]: row for row in self.rows("out.gpkg", "select * from global_statistics")}
        self.assertEqual(list(rows), ["moran_i", "geary_c", "general_g"])
        mean = self.value("out.gpkg", "select avg(moran_i) from cells")
        self.assertAlmostEqual(rows["moran_i"]["value"], mean, delta=1e-12)
        self.assertAlmostEqual(rows["moran_i"]["expected"], -1 / 35, delta=1e-12)
        self.assertAlmostEqual(rows["general_g"]["expected"], 220 / (36 * 35), delta=1e-12)
        for row in rows.values():
            self.assertEqual((row["on"], row["n"], row["n_islands"], row["draws"]), ("cells", 36, 0, 999))
            self.assertAlmostEqual(row["z"], (row["value"] - row["expected"]) / math.sqrt(row["variance"]), delta=1e-12)
            self.assertAlmostEqual(row["p"], math.erfc(abs(row["z"]) / math.sqrt(2)), delta=1e-12)
            self.assertLess(row["p_perm"], 0.05)

    def test_the_command_gives_the_map_of_the_job(self):
        self.vigie("run", self.job('weights = "rook"\ncorrection = "none"'))
        columns = "select cell_id, n, moran_i, moran_z, moran_p, moran_q, moran_lbl from cells order by cell_id"
        job = [tuple(row) for row in self.rows("out.gpkg", columns)]
        self.vigie("clusters", FILES[0], "--zones", FILES[1], "--weights", "rook", "--correction", "none", "-o", "command.gpkg",
                   "--set", "grid.cell_size=100m")
        self.assertEqual([tuple(row) for row in self.rows("command.gpkg", columns)], job)
        self.assertTrue(any(row[-1] not in ("none", None) for row in job))

    def test_threads_do_not_matter(self):
        job = self.job('inference = "monte_carlo"\npermutations = 199\nseed = 9')
        self.vigie("run", job, "--threads", "1")
        one = (self.folder / "out.gpkg").read_bytes()
        self.vigie("run", job, "--threads", "3", "--force")
        self.assertEqual((self.folder / "out.gpkg").read_bytes(), one)
        methods = dict(self.rows("out.gpkg", "select key, value from run_manifest where section = 'clusters'"))
        self.assertEqual(methods["p_value_method.cells"], "monte_carlo")
        self.vigie("run", job, "--set", "clusters.permutations=0", "--force", code=64)

    def test_legend_and_code_list(self):
        self.vigie("run", self.job(""))
        style = self.value("out.gpkg", "select styleQML from layer_styles where f_table_name = 'cells'")
        for word in ("moran_lbl", "High among high", "Low among high (outlier)", "178,24,43", "33,102,172"):
            self.assertIn(word, style)
        codes = {row[0] for row in self.rows("out.gpkg", "select value from gpkg_data_column_constraints where constraint_name = 'cells_moran_lbl_codes'")}
        self.assertEqual(codes, {"high_high", "low_low", "high_low", "low_high", "none", "island"})

    def test_on_both_kinds_of_place(self):
        summary = self.summary("run", self.job('on = ["cells", "neighbourhoods"]'))
        self.assertEqual(summary["layers"]["global_statistics"], 6)
        # Each of the four neighbourhoods touches all others: nothing is left to vary.
        self.assertEqual({row[0] for row in self.rows("out.gpkg", "select note from global_statistics where \"on\" = 'neighbourhoods'")}, {"no_variance"})
        self.assertEqual({row[0] for row in self.rows("out.gpkg", "select moran_lbl from neighbourhoods")}, {None})


class OtherPrograms(ProgramTest):
    """Values of given polygons against spdep 1.2-7."""

    def run_on(self, zones, value, identifier, more=""):
        names = f'id = "{identifier}"\n' if identifier else ""
        self.write("job.toml", f'[neighbourhoods]\nsource = "{zones}"\n{names}{more}\n'
                               f'[clusters]\non = "neighbourhoods"\nvalue = "{value}"\nweights = "queen"\npermutations = 99\n'
                               '[output]\ngeopackage = "out.gpkg"\n')
        self.vigie("run", "job.toml")

    def check(self, zones, column, reference, identifier):
        self.run_on(self.needs(zones), column, identifier)
        ours = {row["zone_id"]: row for row in self.rows("out.gpkg", "select zone_id, moran_i, moran_z from neighbourhoods")}
        for row in table(self.needs(f"{reference}_local.csv")):
            self.assertAlmostEqual(ours[row["id"]]["moran_i"], float(row["moran_rowstd_Ii"]), delta=1e-10, msg=row["id"])
            self.assertAlmostEqual(ours[row["id"]]["moran_z"], float(row["moran_rowstd_Z_cond"]), delta=1e-10, msg=row["id"])
        whole = {row["statistic"]: row for row in self.rows("out.gpkg", "select * from global_statistics")}
        theirs = {row["statistic"]: row for row in table(self.needs(f"{reference}_global.csv"))}
        for name, other in (("moran_i", "moran_I_rowstd_randomisation"), ("geary_c", "geary_C_rowstd_randomisation"),
                            ("general_g", "getis_ord_G_binary")):
            if other not in theirs:
                continue
            for field, their_field in (("value", "estimate"), ("expected", "expectation"), ("variance", "variance")):
                expected = float(theirs[other][their_field])
                self.assertTrue(math.isclose(whole[name][field], expected, rel_tol=1e-10), (name, field))

    def test_columbus(self):
        self.check("columbus/columbus.gpkg", "CRIME", "columbus/reference/crime_queen", "POLYID")

    def test_memphis_cells(self):
        self.check("memphis_robberies/memphis_grid_500m_epsg32136.gpkg", "n", "memphis_robberies/reference/grid500m_queen", "cell")

    def test_groningen_lamps(self):
        lamps, zones = self.needs("groningen_buurten/groningen_street_lamps.csv"), self.needs("groningen_buurten/groningen_buurt2017_epsg28992.gpkg")
        self.vigie("clusters", lamps, "--zones", zones, "--on", "neighbourhoods", "--weights", "queen", "-o", "out.gpkg")
        ours = {row["zone_id"]: row for row in self.rows("out.gpkg", "select zone_id, moran_i, moran_z from neighbourhoods")}
        for row in table(self.needs("groningen_buurten/reference/lamps_queen_local.csv")):
            self.assertAlmostEqual(ours[row["id"]]["moran_i"], float(row["moran_rowstd_Ii"]), delta=1e-10)


class Rates(ProgramTest):
    """value = "rate" is the version of Assuncao & Reis."""

    def test_infant_deaths_in_north_carolina(self):
        """One report per death, at a point inside its county; births are the population. Against spdep 1.2-7."""
        from osgeo import ogr
        zones = self.needs("nc_sids/nc_sids.gpkg")
        source, lines = ogr.Open(str(zones)), ["lon,lat"]
        for county in source.GetLayer(0):
            point = county.GetGeometryRef().PointOnSurface()
            lines += [f"{point.GetX()!r},{point.GetY()!r}"] * int(county.GetField("SID74"))
        self.assertEqual(len(lines), 1 + 667)
        self.write("reports.csv", "\n".join(lines) + "\n")
        self.write("job.toml", '[reports]\nsource = "reports.csv"\ncrs = "EPSG:4267"\n'
                               f'[neighbourhoods]\nsource = "{zones}"\nid = "FIPSNO"\npopulation = "BIR74"\n'
                               '[clusters]\non = "neighbourhoods"\nvalue = "rate"\npermutations = 99\n[output]\ngeopackage = "out.gpkg"\n')
        self.vigie("run", "job.toml")
        whole = {row["statistic"]: row["value"] for row in self.rows("out.gpkg", "select * from global_statistics")}
        self.assertEqual(list(whole), ["moran_i", "geary_c"])  # standardized rates lie below 0, too: no general G
        self.assertAlmostEqual(whole["moran_i"], 0.24874621426351115, delta=1e-10)
        ours = {row["zone_id"]: row for row in self.rows("out.gpkg", "select zone_id, moran_i, moran_z from neighbourhoods")}
        for row in table(self.needs("nc_sids/reference/sid74_queen_rates.csv")):
            self.assertAlmostEqual(ours[row["id"]]["moran_i"], float(row["EB_local_moran_Ii"]), delta=1e-10)
            self.assertAlmostEqual(ours[row["id"]]["moran_z"], float(row["EB_local_moran_Z_cond"]), delta=1e-10)

    def test_rate_standardizes_for_population(self):
        """Anti-social behaviour per inhabitant of 177 wards, four of them without population."""
        reports, zones = self.needs("northumbria_asb/northumbria_asb.tab"), self.needs("northumbria_asb/northumbria_wards.gpkg")
        population = {row["gss_code"]: float(row["population"]) for row in table(self.needs("northumbria_asb/northumbria_ward_population.csv"))}
        from osgeo import ogr
        source = ogr.Open(str(zones))
        features = []
        for feature in source.GetLayer(0):
            people = population.get(feature.GetField("ward_code"))
            features.append('{"type": "Feature", "properties": {"id": "%s", "people": %s}, "geometry": %s}'
                            % (feature.GetField("ward_code"), "null" if people is None else people, feature.GetGeometryRef().ExportToJson()))
        joined = self.write("zones.geojson", '{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}, "features": ['
                            + ",".join(features) + "]}")
        self.write("job.toml", f'[reports]\nsource = "{reports}"\n[neighbourhoods]\nsource = "{joined}"\nid = "id"\npopulation = "people"\n'
                               '[clusters]\non = "neighbourhoods"\nvalue = "rate"\npermutations = 999\n[output]\ngeopackage = "out.gpkg"\n')
        self.vigie("run", "job.toml")
        rows = self.rows("out.gpkg", "select n, population, moran_i from neighbourhoods")
        self.assertEqual(sum(row["population"] is not None for row in rows), 173)
        self.assertEqual([row["moran_i"] for row in rows if row["population"] is None], [None] * 4)
        # A high place among high ones lies above the overall rate, a low one among low ones below it.
        overall = sum(row["n"] for row in rows if row["population"]) / sum(row["population"] for row in rows if row["population"])
        for row in self.rows("out.gpkg", "select n, population, moran_lbl from neighbourhoods where moran_lbl in ('high_high', 'low_low')"):
            self.assertEqual(row["n"] / row["population"] > overall, row["moran_lbl"] == "high_high")
        self.assertEqual(self.value("out.gpkg", "select count(*) from global_statistics where statistic = 'general_g'"), 0)
        self.assertEqual(self.value("out.gpkg", "select n from global_statistics where statistic = 'moran_i'"), 173)
        self.assertEqual(self.value("out.gpkg", "select value from run_manifest where key = 'p_value_method.neighbourhoods'"), "monte_carlo")


if __name__ == "__main__":
    unittest.main()
