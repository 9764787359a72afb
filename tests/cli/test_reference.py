"""The main job on real data, against the results of other programs."""
import math
import unittest

from program import REFERENCE, ProgramTest, collection, square, table


class Joins(ProgramTest):
    """Two files, no job file: counts per neighbourhood equal the joins made with sf 1.0-9 / GEOS 3.11.1."""

    def check(self, reports, zones, joins, crs, key="zone_id", shared=0):
        reports, zones, joins = self.needs(reports), self.needs(zones), self.needs(joins)
        summary = self.summary("run", reports, zones, "-o", "out.gpkg")
        rows = summary["rows"]["reports"]
        self.assertEqual(rows["read"], rows["used"] + sum(rows["rejected"].values()))
        self.assertEqual(self.value("out.gpkg", "select count(*) from rejects"), sum(rows["rejected"].values()))
        self.assertEqual(self.value("out.gpkg", "select value from run_manifest where section = 'study' and key = 'crs'"), crs)
        ours = {row[0]: row[1] for row in self.rows("out.gpkg", f"select {key}, n from neighbourhoods")}
        theirs = {row["id"]: int(row["n_intersects"]) for row in table(joins)}
        self.assertEqual(set(ours), set(theirs))
        # A point on a shared border, or under two polygons, is in both there and in one here.
        self.assertEqual(sum(theirs.values()) - sum(ours.values()), shared)
        self.assertLessEqual(sum(abs(ours[i] - theirs[i]) for i in ours), shared)
        self.assertEqual(self.value("out.gpkg", "select sum(n) from cells"), rows["used"])

    def test_memphis(self):
        self.check("memphis_robberies/memphis_robberies.csv", "memphis_robberies/memphis_precincts.gpkg",
                   "memphis_robberies/reference/points_in_precincts.csv", "EPSG:32616")

    def test_vancouver(self):
        self.check("vancouver_thefts/vancouver_thefts.csv", "vancouver_thefts/vancouver_neighbourhoods.geojson",
                   "vancouver_thefts/reference/points_in_neighbourhoods_utm.csv", "EPSG:32610", key="name", shared=2)

    def test_northumbria(self):
        self.check("northumbria_asb/northumbria_asb.tab", "northumbria_asb/northumbria_wards.gpkg",
                   "northumbria_asb/reference/points_in_wards_epsg27700.csv", "EPSG:27700")

    def test_houston(self):
        self.check("houston_crime_2010/houston_crime_2010.csv", "houston_crime_2010/houston_super_neighborhoods.geojson",
                   "houston_crime_2010/reference/points_in_super_neighborhoods_lonlat.csv", "EPSG:32615", key="name")

    def test_groningen(self):
        self.check("groningen_buurten/groningen_street_lamps.csv", "groningen_buurten/groningen_buurt2017_epsg28992.gpkg",
                   "groningen_buurten/reference/lamps_in_buurten_epsg28992.csv", "EPSG:28992")


class Places(ProgramTest):
    """Rows and coordinates of real files, one by one."""

    def test_rows_of_st_louis(self):
        """1,554 rows, of which 13 say again what another says and 48 have no coordinates, in feet of Missouri."""
        rows = table(self.needs("st_louis_csb_2018_01/january_2018.csv"))
        truth = {row["quantity"]: int(row["value"]) for row in table(self.needs("st_louis_csb_2018_01/reference/ingest_counts.csv"))}
        x, y = ([float(row[name]) for row in rows if row[name] not in ("", "NA")] for name in ("srx", "sry"))
        size = max(max(x) - min(x), max(y) - min(y)) + 2000
        self.write("zones.geojson", collection([square(min(x) - 1000, min(y) - 1000, size, {"id": "city"})], "urn:ogc:def:crs:ESRI::102696"))
        summary = self.summary("run", REFERENCE / "st_louis_csb_2018_01/january_2018.csv", "zones.geojson", "-o", "out.gpkg")
        reports = summary["rows"]["reports"]
        self.assertEqual((reports["read"], reports["rejected"]), (truth["rows"], {"missing_xy": truth["missing_srx_or_sry"]}))
        self.assertEqual(reports["used"], truth["rows"] - truth["missing_srx_or_sry"])
        copies = self.value("out.gpkg", "select value from data_quality where \"check\" = 'exact_duplicates'")
        self.assertEqual(copies, truth["rows"] - truth["distinct_rows"])
        self.assertEqual(self.value("out.gpkg", "select value from data_quality where \"check\" = 'repeated_ids'"), truth["rows"] - truth["distinct_requestid"])
        missing = {i + 1 for i, row in enumerate(rows) if "NA" in (row["srx"], row["sry"]) or "" in (row["srx"], row["sry"])}
        self.assertEqual({row[0] for row in self.rows("out.gpkg", "select row from rejects")}, missing)

    def test_control_points_of_ghent_and_antwerp(self):
        """200 points to a centimetre in both Lambert systems, and the operation with its accuracy in the manifest."""
        points = table(self.needs("ghent_antwerp_wijken/reference/proj_control_points.csv"))
        self.write("points.csv", "id,lon,lat\n" + "".join(f"p{i},{row['lon']},{row['lat']}\n" for i, row in enumerate(points)))
        west, south = (min(float(row[name]) for row in points) - 0.01 for name in ("lon", "lat"))
        size = max(max(float(row["lon"]) for row in points) - west, max(float(row["lat"]) for row in points) - south) + 0.01
        self.write("zones.geojson", collection([square(west, south, size, {"id": "all"})], "urn:ogc:def:crs:OGC:1.3:CRS84"))
        from osgeo import ogr
        for code in ("31370", "3812"):
            self.write("job.toml", f'[study]\ncrs = "EPSG:{code}"\n[reports]\nsource = "points.csv"\nid = "id"\n[neighbourhoods]\nsource = "zones.geojson"\n'
                                   '[grid]\ncell_size = "5km"\n[hotspots]\n[output]\ngeopackage = "out.gpkg"\nreports = "include"\n')
            self.vigie("run", "job.toml")
            file = ogr.Open(str(self.folder / "out.gpkg"))
            layer = file.GetLayerByName("reports")
            ours = {f.GetField("id"): f.GetGeometryRef().GetPoint_2D() for f in layer}
            del layer, file
            self.assertEqual(len(ours), len(points))
            for i, row in enumerate(points):
                x, y = ours[f"p{i}"]
                self.assertLess(math.hypot(x - float(row[f"x_{code}"]), y - float(row[f"y_{code}"])), 0.01, row)
            operation = self.value("out.gpkg", "select value from run_manifest where section = 'input.reports' and key = 'operation'")
            self.assertRegex(operation, r"accuracy [0-9.]+ m|exact")

    def test_areas_of_ghent_and_antwerp(self):
        """Degrees in, Lambert 72 out. In three polygons of Antwerp a hole lies outside the shell: the reference counts it as land,
        vigie drops it."""
        from osgeo import ogr
        for city, repaired in (("ghent", 0), ("antwerp", 3)):
            zones = self.needs(f"ghent_antwerp_wijken/{city}.geojson")
            self.write("job.toml", f'[study]\ncrs = "EPSG:31370"\n[reports]\nsource = "reports.csv"\n[neighbourhoods]\nsource = "{zones}"\nname = "name"\n'
                                   '[hotspots]\non = "neighbourhoods"\n[output]\ngeopackage = "out.gpkg"\n')
            self.write("reports.csv", "lon,lat\n" + {"ghent": "3.725,51.05\n", "antwerp": "4.40,51.21\n"}[city] * 30)
            self.vigie("run", "job.toml")
            file = ogr.Open(str(self.folder / "out.gpkg"))
            ours = {f["name"]: f.GetGeometryRef().GetArea() for f in file.GetLayerByName("neighbourhoods")}
            del file
            theirs = {row["name"]: float(row["area_m2_lambert72"]) for row in table(REFERENCE / f"ghent_antwerp_wijken/reference/{city}_areas_centroids_epsg31370.csv")}
            self.assertEqual(set(ours), set(theirs))
            others = {name for name, area in theirs.items() if not math.isclose(ours[name], area, rel_tol=1e-6)}
            self.assertEqual(len(others), repaired)
            self.assertTrue(all(0.95 * theirs[name] < ours[name] < theirs[name] for name in others))
            self.assertEqual(self.value("out.gpkg", "select value from data_quality where \"check\" = 'repaired'"), repaired)


class Statistics(ProgramTest):
    """Values of given polygons against spdep 1.2-7."""

    def local(self, zones, column, reference, id_column, crs="", gi="GiStar_binary_z", statistic="gi_star"):
        zones, reference = self.needs(zones), self.needs(reference)
        given = f'crs = "{crs}"\n' if crs else ""
        names = f'id = "{id_column}"\n' if id_column else ""
        self.write("job.toml", f'[neighbourhoods]\nsource = "{zones}"\n{names}{given}'
                               f'[hotspots]\non = "neighbourhoods"\nvalue = "{column}"\nweights = "queen"\n'
                               f'statistic = "{statistic}"\npermutations = 99\n[output]\ngeopackage = "out.gpkg"\n')
        self.vigie("run", "job.toml")
        key = "zone_id" if id_column else "row_number() over (order by dept)"  # spdep numbers the rows of the file
        ours = {str(row[0]): row for row in self.rows("out.gpkg", f"select {key}, gi_z, gi_links from neighbourhoods")}
        theirs = table(reference)
        self.assertEqual(len(ours), len(theirs))
        for row in theirs:
            mine = ours[row["id"]]
            self.assertEqual(mine["gi_links"], int(row["n_neighbours"]), row["id"])
            self.assertAlmostEqual(mine["gi_z"], float(row[gi]), delta=1e-10, msg=row["id"])

    def test_memphis_grid(self):
        self.local("memphis_robberies/memphis_grid_500m_epsg32136.gpkg", "n",
                   "memphis_robberies/reference/grid500m_queen_local.csv", "cell")

    def test_columbus(self):
        self.local("columbus/columbus.gpkg", "CRIME", "columbus/reference/crime_queen_local.csv", "POLYID")

    def test_guerry_gi(self):
        self.local("guerry/guerry.gpkg", "Donatns", "guerry/reference/Donatns_queen_local.csv", "",
                   gi="Gi_binary_z", statistic="gi")

    def test_northumbria_wards(self):
        reports, zones = self.needs("northumbria_asb/northumbria_asb.tab"), self.needs("northumbria_asb/northumbria_wards.gpkg")
        self.vigie("hotspots", reports, zones, "--on", "neighbourhoods", "-o", "out.gpkg")
        ours = {row[0]: row[1] for row in self.rows("out.gpkg", "select zone_id, gi_z from neighbourhoods")}
        for row in table(self.needs("northumbria_asb/reference/asb_count_queen_local.csv")):
            self.assertAlmostEqual(ours[row["id"]], float(row["GiStar_binary_z"]), delta=1e-10)

    def test_density_at_cell_centres(self):
        reports, zones = self.needs("memphis_robberies/memphis_robberies.csv"), self.needs("memphis_robberies/memphis_grid_500m_epsg32136.gpkg")
        # The reference kernel sums use all 2245 points, so the study area is the whole grid.
        self.write("job.toml", f'[study]\ncrs = "EPSG:32136"\n[reports]\nsource = "{reports}"\n[neighbourhoods]\nsource = "{zones}"\n'
                               '[density]\nkernel = "quartic"\nbandwidth = "1000m"\ncell_size = "500m"\nedge_correction = "none"\n'
                               '[output]\ngeopackage = "out.gpkg"\n')
        self.vigie("run", "job.toml")
        from osgeo import gdal
        raster = gdal.OpenEx(f"GPKG:{self.folder / 'out.gpkg'}:density")
        west, size, _, north, _, _ = raster.GetGeoTransform()
        values = raster.ReadAsArray()
        for row in table(self.needs("memphis_robberies/reference/kde_h1000m_at_grid_centres.csv")):
            column, line = int((float(row["x"]) - west) // size), int((north - float(row["y"])) // size)
            expected = float(row["quartic_radius_1000m_per_km2"])
            self.assertTrue(math.isclose(values[line][column], expected, rel_tol=2e-6, abs_tol=2e-6), row)

    def test_rates_of_north_carolina(self):
        zones, reference = self.needs("nc_sids/nc_sids.gpkg"), self.needs("nc_sids/reference/sid74_queen_rates.csv")
        self.write("job.toml", f'[neighbourhoods]\nsource = "{zones}"\nid = "FIPSNO"\npopulation = "BIR74"\n'
                               '[rates]\nevents = "SID74"\nyears = 1\nper = 1\n[output]\ngeopackage = "out.gpkg"\n')
        self.vigie("run", "job.toml")
        ours = {row["zone_id"]: row for row in self.rows("out.gpkg", "select zone_id, rate, eb_rate from neighbourhoods")}
        for row in table(reference):
            self.assertAlmostEqual(ours[row["id"]]["eb_rate"], float(row["EB_global_marshall"]), delta=1e-12)
            self.assertAlmostEqual(ours[row["id"]]["rate"], float(row["raw_rate"]), delta=1e-12)


class Coverage(ProgramTest):
    def test_robberies_in_ranked_precincts(self):
        """Hit rate of the first k precincts of the second half of the year, and their share of the area."""
        reports, zones = self.needs("memphis_robberies/memphis_robberies.csv"), self.needs("memphis_robberies/memphis_precincts.gpkg")
        reference = table(self.needs("memphis_robberies/reference/watch_area_coverage_precincts.csv"))
        from osgeo import ogr
        layer = ogr.Open(str(zones))
        shapes = {f.GetField("precinct"): f.ExportToJson() for f in layer.GetLayer(0)}
        for k in (1, 2, 5):
            names = [row["precinct"] for row in reference[:k]]
            self.write("watch.geojson", '{"type": "FeatureCollection", "features": [' + ",".join(shapes[n] for n in names) + "]}")
            self.write("job.toml", f'[study]\ncrs = "EPSG:32136"\nfrom = 2019-07-01\nto = 2020-01-01\ntime_zone = "America/Chicago"\n'
                                   f'[reports]\nsource = "{reports}"\n[neighbourhoods]\nsource = "{zones}"\n'
                                   '[watch_areas]\nsource = "watch.geojson"\nid = "precinct"\n[coverage]\n[output]\ngeopackage = "out.gpkg"\n')
            self.vigie("run", "job.toml")
            share = lambda m: self.value("out.gpkg", "select value from coverage_summary where measure = ? and form = 'all'", m)
            self.assertAlmostEqual(share("cov_inc"), float(reference[k - 1]["cum_hit_rate"]), delta=1e-3)
            self.assertAlmostEqual(share("cov_area"), float(reference[k - 1]["cum_area_share"]), delta=1e-3)


if __name__ == "__main__":
    unittest.main()
