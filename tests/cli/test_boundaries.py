"""Neighbourhoods as they come: Statbel's files, codes as text, names in three languages, Lambert systems, seams, faults."""
import json
import shutil
import sqlite3
import unittest

from program import ProgramTest, collection, square

SECTORS = ["21004A00-", "21004A01-", "21004A1MJ", "01004B10-", "01004B11-", "21004C2MN"]
SOUTH = 170000


def sectors(codes=SECTORS, west=150000, south=SOUTH, crs="urn:ogc:def:crs:EPSG::31370", **columns):
    """A row of squares of 300 m with the columns of the sector files."""
    return collection([square(west + 300 * i, south, 300, {
        "cd_sector": code, "tx_sector_descr_nl": f"WIJK {i}", "tx_sector_descr_fr": f"QUARTIER {i}", "tx_sector_descr_de": f"VIERTEL {i}",
        "cd_munty_refnis": code[:5], "ms_area_ha": 9.0, **{k: v[i] for k, v in columns.items()}}) for i, code in enumerate(codes)], crs)


def reports(width, west=150000, south=SOUTH, rows=300):
    return "time,x,y\n" + "".join(f"2024-{i % 12 + 1:02}-03,{west + 7 + 37 * i % (width - 10)},{south + 5 + 61 * i % 290}\n" for i in range(rows))


# As the statistical office publishes it: bars, byte-order mark, more columns than its description names, people without place.
STATBEL = ("\ufeffCD_REFNIS|CD_SECTOR|TOTAL|DT_STRT_SECTOR|DT_STOP_SECTOR|OPPERVLAKKTE IN HM²|TX_DESCR_SECTOR_NL|TX_DESCR_SECTOR_FR|TX_DESCR_NL|TX_DESCR_FR\r\n"
           + "".join(f"{code[:5]}|{code}|{1000 + 10 * i}|2011-01-01|9999-12-31|9,00|WIJK {i}|QUARTIER {i}|Stad|Ville\r\n" for i, code in enumerate(SECTORS))
           + "21004|21004ZZZZ|78|2011-01-01|9999-12-31||NIET TE LOKALISEREN|NON LOCALISABLE|Stad|Ville\r\n")


class Boundaries(ProgramTest):
    def job(self, study="", neighbourhoods="", more="", zones="sectors.geojson"):
        return self.write("job.toml", f'[study]\ntime_zone = "Europe/Brussels"\n{study}\n[reports]\nsource = "reports.csv"\n'
                                      f'[neighbourhoods]\nsource = "{zones}"\n{neighbourhoods}\n{more}\n[output]\ngeopackage = "out.gpkg"\n')

    def quality(self, source=None):
        return {row["check"]: row["value"] for row in self.rows("out.gpkg", "select * from data_quality") if source in (None, row["source"])}

    def told(self, done):
        return " ".join(done["warnings"] + [str(f) for f in done["findings"]])


class Statbel(Boundaries):
    def setUp(self):
        super().setUp()
        self.write("sectors.geojson", sectors())
        self.write("reports.csv", reports(1800))
        self.write("OPENDATA_SECTOREN_2024.txt", STATBEL)

    def run_it(self, study="", more="", table="OPENDATA_SECTOREN_2024.txt"):
        return self.summary("run", self.job(study, f'table = "{table}"', more))

    def population(self):
        return {row["zone_id"]: row["population"] for row in self.rows("out.gpkg", "select zone_id, population from neighbourhoods")}

    def test_population_from_the_published_file(self):
        done = self.run_it(more="[rates]")
        self.assertEqual(self.population(), {code: 1000 + 10 * i for i, code in enumerate(SECTORS)})
        self.assertEqual(done["rows"]["neighbourhoods_table"], {"source": "OPENDATA_SECTOREN_2024.txt", "read": 7, "used": 6, "rejected": {"unknown_area": 1}})
        quality = self.quality("OPENDATA_SECTOREN_2024.txt")
        self.assertEqual((quality["unlocated_population"], quality["unlocated_rows"], quality["codes_without_area"], quality["areas_without_row"]), (78, 1, 0, 0))
        reject = self.rows("out.gpkg", "select row, reason, raw from rejects where source = 'OPENDATA_SECTOREN_2024.txt'")
        self.assertEqual([tuple(r) for r in reject], [(7, "unknown_area", "21004ZZZZ")])
        manifest = {(r["section"], r["key"]): r["value"] for r in self.rows("out.gpkg", "select * from run_manifest")}
        self.assertEqual(manifest["neighbourhoods", "table_id"], "CD_SECTOR")
        self.assertEqual(manifest["neighbourhoods", "population"], "TOTAL")
        self.assertEqual(len(manifest["input.neighbourhoods_table", "sha256"]), 64)
        rate = self.rows("out.gpkg", "select n, population, rate from neighbourhoods where zone_id = '01004B10-'")[0]
        self.assertGreater(rate["rate"], 0)

    def test_as_latin_1(self):
        (self.folder / "latin.txt").write_bytes(STATBEL[1:].encode("latin-1"))
        self.run_it(table="latin.txt")
        self.assertEqual(self.population()["21004C2MN"], 1050)

    def test_codes_without_partner_are_listed_on_both_sides(self):
        """Sectors of one year beside people of another."""
        self.write("OPENDATA_SECTOREN_2024.txt", STATBEL.replace("21004A1MJ", "21004A9XX").replace("01004B11-", "01004B99-"))
        done = self.run_it(more="[rates]")
        told = self.told(done)
        for words in ("2 codes belong to no neighbourhood: 21004A9XX and 01004B99-", "2 neighbourhoods have no row, so their numbers are unknown: 01004B11- and 21004A1MJ",
                      "same year"):
            self.assertIn(words, told)
        quality = self.quality("OPENDATA_SECTOREN_2024.txt")
        self.assertEqual((quality["codes_without_area"], quality["areas_without_row"]), (2, 2))
        self.assertIsNone(self.population()["21004A1MJ"])
        self.assertIsNone(self.value("out.gpkg", "select rate from neighbourhoods where zone_id = '21004A1MJ'"))
        self.assertEqual({r["raw"] for r in self.rows("out.gpkg", "select raw from rejects where reason = 'unknown_area'")}, {"21004A9XX", "01004B99-", "21004ZZZZ"})

    def test_files_that_do_not_belong_together_stop_the_run(self):
        self.write("OPENDATA_SECTOREN_2024.txt", STATBEL.replace("|21004", "|44021").replace("|01004", "|44021"))
        done = self.vigie("run", self.job("", 'table = "OPENDATA_SECTOREN_2024.txt"'), code=65)
        self.assertIn("6 of 6 neighbourhoods have no row", done.stderr)

    def test_zeros_that_a_spreadsheet_lost(self):
        self.write("OPENDATA_SECTOREN_2024.txt", STATBEL.replace("|01004B", "|1004B"))
        self.assertIn("leading zeros", self.told(self.run_it()))

    def test_a_code_that_stands_twice_is_refused(self):
        self.write("OPENDATA_SECTOREN_2024.txt", STATBEL + "21004|21004A00-|5|||||||\r\n")
        done = self.vigie("run", self.job("", 'table = "OPENDATA_SECTOREN_2024.txt"'), code=65)
        self.assertIn("'21004A00-' stands in rows 1 and 8", done.stderr)
        self.vigie("run", self.job("", 'table = "OPENDATA_SECTOREN_2024.txt"\ntable_where = "TOTAL > 10"'))

    def test_names_follow_the_language_of_the_study(self):
        for language, name in (("fr", "QUARTIER 0"), ("nl", "WIJK 0"), ("de", "VIERTEL 0"), ("en", "WIJK 0")):
            self.run_it(study=f'language = "{language}"')
            self.assertEqual(self.value("out.gpkg", "select name from neighbourhoods where zone_id = '21004A00-'"), name, language)
        self.vigie("run", self.job('language = "fr"', 'name = "tx_sector_descr_de"'))
        self.assertEqual(self.value("out.gpkg", "select name from neighbourhoods where zone_id = '21004A00-'"), "VIERTEL 0")

    def test_nis_codes_keep_their_zeros(self):
        self.write("sectors.geojson", collection([square(150000 + 300 * i, SOUTH, 300, {"cd_munty_refnis": f"0{1000 + i}"}) for i in range(6)]))
        self.vigie("run", self.job())
        self.assertEqual([r[0] for r in self.rows("out.gpkg", "select zone_id from neighbourhoods order by 1")], [f"0{1000 + i}" for i in range(6)])

    def test_capitals_of_a_column_name_do_not_matter(self):
        self.write("sectors.geojson", sectors(People=[5, 6, 7, 8, 9, 10]))
        self.vigie("run", self.job("", 'id = "CD_SECTOR"\npopulation = "PEOPLE"\nname = "Tx_Sector_Descr_FR"', "[rates]"))
        self.assertEqual(self.population()["21004A00-"], 5)

    def test_the_table_may_not_be_the_output(self):
        self.vigie("run", self.job("", 'table = "OPENDATA_SECTOREN_2024.txt"'), "-o", "OPENDATA_SECTOREN_2024.txt", code=73)

    def test_init_keeps_the_table(self):
        done = self.vigie("run", self.job("", 'table = "nowhere.txt"'), code=66)
        self.assertIn("nowhere.txt", done.stderr)


class Lambert(Boundaries):
    """Without a declared system the ranges of the coordinates decide; both Lambert systems, and degrees."""

    def plain(self, west, south):
        text = json.loads(sectors(west=west, south=south))
        del text["crs"]
        from osgeo import ogr, gdal
        gdal.UseExceptions()
        (self.folder / "plain.shp").unlink(missing_ok=True)
        file = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(self.folder / "plain.shp"))
        layer = file.CreateLayer("plain", geom_type=ogr.wkbPolygon)
        layer.CreateField(ogr.FieldDefn("cd_sector", ogr.OFTString))
        for item in text["features"]:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature["cd_sector"] = item["properties"]["cd_sector"]
            feature.SetGeometry(ogr.CreateGeometryFromJson(json.dumps(item["geometry"])))
            layer.CreateFeature(feature)
        del layer, file

    def test_both_are_recognized(self):
        for west, south, crs in ((150000, 170000, "EPSG:31370"), (650000, 670000, "EPSG:3812")):
            self.plain(west, south)
            self.write("reports.csv", reports(1800, west, south))
            done = self.summary("run", self.job(zones="plain.shp"))
            self.assertEqual(self.value("out.gpkg", "select value from run_manifest where section = 'study' and key = 'crs'"), crs)
            self.assertIn(f"{crs} was taken by the range of its coordinates", self.told(done))
            self.assertEqual(done["rows"]["reports"]["used"], 300)

    def test_coordinates_of_no_known_range_ask_for_a_system(self):  # R84, R102
        self.plain(3_000_000, 170000)
        self.write("reports.csv", reports(1800))
        self.assertIn("crs", self.vigie("run", self.job(zones="plain.shp"), code=65).stderr)

    def test_reports_in_the_other_lambert_system(self):
        """Points of Lambert 2008 beside boundaries of Lambert 72: recognized and brought together."""
        from osgeo import osr
        old, new = osr.SpatialReference(), osr.SpatialReference()
        old.ImportFromEPSG(31370)
        new.ImportFromEPSG(3812)
        there = osr.CoordinateTransformation(old, new)
        lines = []
        for i in range(200):
            x, y, _ = there.TransformPoint(150010 + 37 * i % 1780, 170010 + 61 * i % 280)
            lines.append(f"2024-01-03,{x:.3f},{y:.3f}\n")
        self.write("reports.csv", "time,x,y\n" + "".join(lines))
        self.write("sectors.geojson", sectors())
        done = self.summary("run", self.job())
        self.assertEqual(done["rows"]["reports"]["used"], 200)
        manifest = {(r["section"], r["key"]): r["value"] for r in self.rows("out.gpkg", "select * from run_manifest")}
        self.assertEqual(manifest["input.reports", "crs"], "EPSG:3812")
        self.assertIn("accuracy", manifest["input.reports", "operation"])


class Seams(Boundaries):
    def setUp(self):
        super().setUp()
        self.write("reports.csv", "time,x,y\n" + "".join(f"2024-01-03,{150010 + 37 * i % 280},{170010 + 61 * i % 280}\n" for i in range(100)))

    def zones(self, *squares):
        self.write("zones.geojson", collection([square(*s[:3], {"id": s[3]}) for s in squares]))

    def counts(self):
        return {r[0]: r[1] for r in self.rows("out.gpkg", "select zone_id, n from neighbourhoods")}

    def test_points_on_shared_borders_belong_to_the_smaller_id(self):  # R94
        self.zones((150000, 170000, 300, "b"), (150300, 170000, 300, "a"), (150000, 170300, 300, "c"), (150300, 170300, 300, "d"))
        self.write("reports.csv", "x,y\n" + "150300,170100\n" * 3 + "150100,170300\n" * 5 + "150300,170300\n" * 7 + "150600,170100\n" * 2 + "150010,170010\n")
        done = self.summary("run", self.job(zones="zones.geojson"))
        self.assertEqual(done["rows"]["reports"]["used"], 18)
        self.assertEqual(self.counts(), {"a": 3 + 7 + 2, "b": 5 + 1, "c": 0, "d": 0})

    def test_overlaps_are_told_with_their_area(self):  # R77
        self.zones((150000, 170000, 300, "a"), (150290, 170000, 300, "b"))
        done = self.summary("run", self.job(zones="zones.geojson"))
        self.assertAlmostEqual(self.quality()["overlap_m2"], 10 * 300, delta=1e-6)
        self.assertIn("overlap, 3000 m2", self.told(done))

    def test_strict_coverage_stops_at_overlaps_and_gaps(self):  # R77
        for east, code, words in ((150290, 65, "overlap, 3000 m2"), (150302, 65, "1 gaps between neighbourhoods"), (150300, 0, "")):
            with self.subTest(words):
                self.zones((150000, 170000, 300, "a"), (east, 170000, 300, "b"))
                done = self.vigie("run", self.job(neighbourhoods='strict_coverage = "true"', zones="zones.geojson"), code=code)
                self.assertIn(words, done.stderr)

    def test_too_many_vertices_are_refused(self):  # R93
        self.zones((150000, 170000, 300, "a"), (150300, 170000, 300, "b"))
        self.vigie("check", self.job(neighbourhoods="max_vertices = 10", zones="zones.geojson"))
        refused = self.vigie("check", self.job(neighbourhoods="max_vertices = 9", zones="zones.geojson"), code=65)
        self.assertIn("zones.geojson has more than 9 vertices", refused.stderr)

    def test_gaps_are_told_with_their_area(self):  # R78
        self.zones((150000, 170000, 300, "a"), (150302, 170000, 300, "b"))
        done = self.summary("run", self.job(zones="zones.geojson"))
        self.assertAlmostEqual(self.quality()["gaps_m2"], 2 * 300, delta=1e-6)
        self.assertIn("1 gaps between neighbourhoods, 600 m2", self.told(done))
        # A hole, and the ground of a wider study area.
        self.zones((150000, 170000, 300, "a"), (150300, 170000, 300, "b"), (150600, 170000, 300, "c"), (150000, 170300, 300, "d"), (150600, 170300, 300, "e"),
                   (150000, 170600, 300, "f"), (150300, 170600, 300, "g"), (150600, 170600, 300, "h"))
        self.write("area.geojson", collection([square(149900, 169900, 1100, {})]))
        self.vigie("run", self.job('area = "area.geojson"', zones="zones.geojson"))
        self.assertAlmostEqual(self.quality()["gaps_m2"], 90000, delta=1e-6)
        self.assertAlmostEqual(self.quality()["area_without_neighbourhood_m2"], 1100**2 - 8 * 90000, delta=1e-6)

    def test_the_same_polygon_twice_is_refused(self):  # R79
        self.zones((150000, 170000, 300, "a"), (150300, 170000, 300, "b"), (150000, 170000, 300, "c"))
        done = self.vigie("run", self.job(zones="zones.geojson"), code=65)
        self.assertIn("('a')", done.stderr)
        self.assertIn("('c')", done.stderr)


class Faults(Boundaries):
    """Rows R70 to R95 of a file of boundaries, as the program answers them."""

    def setUp(self):
        super().setUp()
        self.write("reports.csv", reports(600))

    def zones(self, *shapes, crs="urn:ogc:def:crs:EPSG::31370"):
        features = [{"type": "Feature", "properties": {"id": f"z{i}"}, "geometry": shape} for i, shape in enumerate(shapes)]
        self.write("zones.geojson", json.dumps({"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": crs}}, "features": features}))

    @staticmethod
    def box(west, south, size, *holes):
        return {"type": "Polygon", "coordinates": [Faults.ring(west, south, size), *holes]}

    @staticmethod
    def ring(west, south, size):
        return [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]

    def good(self, study=""):
        return self.summary("run", self.job(study, zones="zones.geojson"))

    def refused(self, *words, study="", code=65):
        line = self.vigie("run", self.job(study, zones="zones.geojson"), code=code).stderr.strip().splitlines()[-1]
        for word in words:
            self.assertIn(word, line)

    def repaired(self, shape, area=None):
        self.zones(shape, self.box(150300, SOUTH, 300))
        done = self.good()
        self.assertEqual(self.value("out.gpkg", "select value from data_quality where \"check\" = 'repaired'"), 1)
        from osgeo import ogr
        file = ogr.Open(str(self.folder / "out.gpkg"))
        for feature in file.GetLayerByName("neighbourhoods"):
            self.assertTrue(feature.GetGeometryRef().IsValid())
            if area is not None and feature["zone_id"] == "z0":
                self.assertAlmostEqual(feature.GetGeometryRef().GetArea(), area, delta=1)
        return done

    def test_R70_bow_tie(self):
        small = [[150000, SOUTH], [150300, SOUTH], [150300, SOUTH + 300], [150001, SOUTH + 300], [150000, SOUTH + 301], [150000, SOUTH + 300], [150001, SOUTH + 301],
                 [150000, SOUTH + 299], [150000, SOUTH]]
        self.repaired({"type": "Polygon", "coordinates": [small]})
        half = [[150000, SOUTH], [150300, SOUTH + 300], [150300, SOUTH], [150000, SOUTH + 300], [150000, SOUTH]]
        self.zones({"type": "Polygon", "coordinates": [half]}, self.box(150300, SOUTH, 300))
        self.refused("zones.geojson feature", "Self-intersection at", "area")

    def test_R72_polygons_without_area(self):
        line = [[150000, SOUTH], [150300, SOUTH], [150000, SOUTH], [150000, SOUTH]]
        self.zones({"type": "Polygon", "coordinates": [line]}, self.box(150300, SOUTH, 300))
        self.refused("zones.geojson feature")

    def test_R73_empty_geometries(self):
        self.zones(None, self.box(150000, SOUTH, 300), {"type": "Polygon", "coordinates": []}, self.box(150300, SOUTH, 300))
        done = self.good()
        self.assertEqual(done["rows"]["neighbourhoods"]["rejected"], {"bad_geometry": 2})
        self.zones(None, None)
        self.refused("zones.geojson", "missing or empty")

    def test_R74_spikes_and_doubled_vertices(self):
        ring = self.ring(150000, SOUTH, 300)
        self.repaired({"type": "Polygon", "coordinates": [ring[:2] + [ring[1], [150350, SOUTH], ring[1]] + ring[2:]]}, 90000)

    def test_R75_holes(self):
        self.repaired(self.box(150000, SOUTH, 300, self.ring(150400, SOUTH + 400, 10)), 90000)

    def test_R76_overlapping_parts(self):
        self.repaired({"type": "MultiPolygon", "coordinates": [[self.ring(150000, SOUTH, 200)], [self.ring(150100, SOUTH + 100, 200)]]}, 70000)

    def test_R79_repeated_ids(self):
        self.write("zones.geojson", collection([square(150000, SOUTH, 300, {"id": "a"}), square(150300, SOUTH, 300, {"id": "a"})]))
        self.vigie("run", self.job("", 'id = "id"', zones="zones.geojson"), code=65)

    def test_R81_heights(self):
        self.zones({"type": "Polygon", "coordinates": [[p + [7.5] for p in self.ring(150000, SOUTH, 300)]]}, self.box(150300, SOUTH, 300))
        self.good()
        self.assertNotIn("Z", self.value("out.gpkg", "select z from gpkg_geometry_columns where table_name = 'neighbourhoods'").__str__())

    def test_R82_other_geometries(self):
        self.zones({"type": "LineString", "coordinates": [[150000, SOUTH], [150300, SOUTH]]})
        self.refused("polygons")
        self.zones({"type": "GeometryCollection", "geometries": [self.box(150000, SOUTH, 300), {"type": "Point", "coordinates": [150000, SOUTH]}]},
                   self.box(150300, SOUTH, 300))
        self.good()

    def test_R83_vertices_that_are_no_place(self):
        ring = self.ring(150000, SOUTH, 300)
        for number in ("1e267", "1e400", "-1e308"):
            self.zones({"type": "Polygon", "coordinates": [ring[:2] + [["far", SOUTH]] + ring[2:]]}, self.box(150300, SOUTH, 300))
            path = self.folder / "zones.geojson"
            path.write_text(path.read_text().replace('"far"', number))
            self.refused("zones.geojson")

    def test_R85_declared_system_does_not_fit(self):
        self.zones(self.box(4.35, 50.85, 0.01), self.box(4.36, 50.85, 0.01))  # degrees, called Lambert 72
        self.refused("zones.geojson", "degrees")
        self.zones(self.box(650000, 670000, 300))  # Lambert 2008, called Lambert 72
        self.refused("zones.geojson")
        self.zones(self.box(150000, SOUTH, 300), crs="urn:ogc:def:crs:EPSG::3812")
        self.refused("zones.geojson")
        self.zones(self.box(150000, SOUTH, 300), crs="urn:ogc:def:crs:OGC:1.3:CRS84")
        self.refused("zones.geojson", "no degrees", 'by their range "EPSG:31370"')

    def test_R86_R87_systems_in_which_distances_are_wrong(self):
        self.zones(self.box(150000, SOUTH, 300), self.box(150300, SOUTH, 300))
        self.refused("degrees", "study.crs", study='crs = "EPSG:4326"', code=64)
        self.refused("latitude", "study.crs", study='crs = "EPSG:3857"', code=64)

    def test_R90_across_the_antimeridian(self):
        ring = [[179, -40], [-179, -40], [-179, -39], [179, -39], [179, -40]]
        self.zones({"type": "Polygon", "coordinates": [ring]}, crs="urn:ogc:def:crs:OGC:1.3:CRS84")
        self.refused("study.crs", code=64)
        self.refused("antimeridian", study='crs = "EPSG:2193"')

    def test_R91_vertical_systems(self):
        self.zones(self.box(150000, SOUTH, 300), self.box(150300, SOUTH, 300))
        self.refused("vertical", study='crs = "EPSG:5710"', code=64)

    def test_R92_grids_that_cannot_be(self):
        self.zones(self.box(150000, SOUTH, 300), self.box(150300, SOUTH, 300))
        self.write("job.toml", "")
        for size in ("0.1m", "0.01m"):
            done = self.vigie("run", "reports.csv", "zones.geojson", "--set", f"grid.cell_size={size}", "-o", "out.gpkg", code=64 if size == "0.01m" else 65)
            self.assertIn("cell_size", done.stderr)
        self.vigie("run", "reports.csv", "zones.geojson", "--set", "grid.cell_size=5km", "-o", "out.gpkg")

    def test_R95_most_reports_outside(self):
        self.zones(self.box(160000, 180000, 300))
        self.refused("crs")
        done = self.vigie("run", "job.toml", "--set", "reports.crs=EPSG:31370", code=65)
        self.assertIn("300 of 300 located reports lie outside the study area", done.stderr)


class Damaged(Boundaries):
    """R98 to R103 through the program: refused, and the old output stays."""

    def test_cut_files_are_refused(self):
        from osgeo import gdal
        gdal.UseExceptions()
        self.write("sectors.geojson", sectors())
        self.write("reports.csv", reports(1800))
        for driver, name in (("GPKG", "z.gpkg"), ("FlatGeobuf", "z.fgb"), ("ESRI Shapefile", "z.shp")):
            gdal.VectorTranslate(str(self.folder / name), str(self.folder / "sectors.geojson"), format=driver)
        shutil.copy(self.folder / "sectors.geojson", self.folder / "z.geojson")
        self.write("out.gpkg", "the old output")
        for name in ("z.gpkg", "z.fgb", "z.shp", "z.geojson"):
            whole = (self.folder / name).read_bytes()
            for share in (0.3, 0.7, 0.95):
                (self.folder / name).write_bytes(whole[: int(share * len(whole))])
                done = self.vigie("run", self.job(zones=name), code=65)
                self.assertIn(name, done.stderr.strip().splitlines()[-1])
            (self.folder / name).write_bytes(whole)
        self.assertEqual((self.folder / "out.gpkg").read_text(), "the old output")
        for part in ("z.shx", "z.dbf"):
            (self.folder / part).rename(self.folder / "kept")
            self.assertIn("missing", self.vigie("run", self.job(zones="z.shp"), code=65).stderr)
            (self.folder / "kept").rename(self.folder / part)

    def test_a_locked_file_means_try_later(self):  # R96
        from osgeo import gdal
        gdal.UseExceptions()
        self.write("sectors.geojson", sectors())
        self.write("reports.csv", reports(1800))
        gdal.VectorTranslate(str(self.folder / "z.gpkg"), str(self.folder / "sectors.geojson"), format="GPKG")
        with sqlite3.connect(self.folder / "z.gpkg", isolation_level=None) as writer:
            writer.execute("begin exclusive")
            self.assertIn("z.gpkg", self.vigie("run", self.job(zones="z.gpkg"), code=75).stderr)
        writer.close()


if __name__ == "__main__":
    unittest.main()
