"""Bad input: one clear line that says who, what and how to mend; the right exit code; the old output stays."""
import os
import resource
import unittest

from program import ProgramTest, SAMPLES, collection, square

ZONES = collection([square(150000, 170000, 300, {"id": "a"}), square(150300, 170000, 300, {"id": "b"})])
REPORTS = "id,time,x,y\n" + "".join(f"{i},2024-01-{i % 28 + 1:02},{150010 + 17 * i % 580},{170010 + 31 * i % 280}\n" for i in range(200))


class BadInput(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("zones.geojson", ZONES)
        self.write("reports.csv", REPORTS)
        self.write("out.gpkg", "the old output")

    def refused(self, code, *words, reports="reports.csv", zones="zones.geojson", job=None):
        command = ("run", "job.toml", "-o", "out.gpkg") if job is not None else ("run", reports, zones, "-o", "out.gpkg")
        if job is not None:
            self.write("job.toml", job)
        done = self.vigie(*command, code=code)
        line = done.stderr.strip().splitlines()[-1]
        for word in words:
            self.assertIn(word, line)
        self.assertEqual((self.folder / "out.gpkg").read_text(), "the old output")
        left = {p.name for p in self.folder.iterdir()} - {"zones.geojson", "reports.csv", "out.gpkg", "out.gpkg.lock", "job.toml", "other"}
        self.assertEqual(left, set())
        return line

    def job(self, text):
        return '[reports]\nsource = "reports.csv"\n[neighbourhoods]\nsource = "zones.geojson"\n' + text

    def test_missing_file(self):
        self.refused(66, "report.csv", reports="report.csv")

    def test_missing_column(self):
        self.refused(65, "reports.csv", "no column 'kategorie'", "its columns are",
                     job='[reports]\nsource = "reports.csv"\ncategory = "kategorie"\n[neighbourhoods]\nsource = "zones.geojson"\n')

    def test_empty_file(self):
        self.write("reports.csv", "")
        self.refused(65, "reports.csv")

    def test_header_without_rows(self):
        self.write("reports.csv", "id,time,x,y\n")
        self.refused(65, "reports.csv")

    def test_latitude_512(self):
        self.write("reports.csv", "lon,lat\n" + "3.7,512\n" * 60 + "3.7,51\n" * 10)
        self.refused(65, "reports.csv", "%", "out_of_range", job='[reports]\nsource = "reports.csv"\ncrs = "EPSG:4326"\n'
                     '[neighbourhoods]\nsource = "zones.geojson"\n')

    def test_wrong_crs(self):
        self.refused(65, "reports.csv", job='[reports]\nsource = "reports.csv"\ncrs = "EPSG:27700"\n[neighbourhoods]\nsource = "zones.geojson"\n')

    # With the time zone given, reports are read while the boundaries are; what is told is the same.
    def test_boundaries_are_told_first(self):
        zone = '[study]\ntime_zone = "Europe/Brussels"\n'
        for reports in ("reports.csv", "report.csv"):
            sources = f'[reports]\nsource = "{reports}"\n[neighbourhoods]\nsource = "zone.geojson"\n'
            self.refused(66, "zone.geojson", job=sources)
            self.refused(66, "zone.geojson", job=zone + sources)
        self.refused(66, "report.csv", job=zone + '[reports]\nsource = "report.csv"\n[neighbourhoods]\nsource = "zones.geojson"\n')
        self.refused(64, "EPSG:99999", job=zone + 'crs = "EPSG:99999"\n' + self.job(""))
        self.refused(65, "no column 'kategorie'", job=zone + '[reports]\nsource = "reports.csv"\ncategory = "kategorie"\n'
                     '[neighbourhoods]\nsource = "zones.geojson"\n')
        self.write("reports.csv", "id,time,x,y\n" + "1,some day,150010,170010\n" * 200)
        self.refused(65, "bad_date", job=zone + '[reports]\nsource = "reports.csv"\ntime = "time"\n[neighbourhoods]\nsource = "zones.geojson"\n')

    def test_unknown_crs(self):
        self.refused(64, "EPSG:99999", job='[study]\ncrs = "EPSG:99999"\n' + self.job(""))

    def test_crs_in_degrees(self):
        self.refused(64, "WGS 84", "study.crs", job='[study]\ncrs = "EPSG:4326"\n' + self.job(""))

    def test_unreadable_polygon(self):
        self.write("zones.geojson", ZONES[: len(ZONES) // 2])
        self.refused(65, "zones.geojson")

    def test_points_instead_of_polygons(self):
        self.write("zones.geojson", '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},'
                                    '"geometry":{"type":"Point","coordinates":[4,51]}}]}')
        self.refused(65, "zones.geojson")

    def test_repeated_ids(self):
        self.write("zones.geojson", collection([square(150000, 170000, 300, {"id": "a"}), square(150300, 170000, 300, {"id": "a"})]))
        self.refused(65, "zones.geojson", "'a'", job='[reports]\nsource = "reports.csv"\n[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\n')

    def test_no_name_for_a_section(self):
        self.refused(64, "job.toml line 5", "[reports]", job=self.job("[$study]\n"))
        self.refused(64, "job.toml line 5", job=self.job("\ufefb = 3\n"))

    def test_unknown_key(self):
        self.refused(64, "job.toml line 6", "distance_bend", "distance_band", job=self.job('[hotspots]\ndistance_bend = "400m"\n'))

    def test_unknown_section(self):
        self.refused(64, "hotspot", "[hotspots]", job=self.job("[hotspot]\n"))

    def test_later_section(self):
        self.refused(64, "[scan]", "not available in this version", job=self.job("[scan]\n"))

    def test_broken_toml(self):
        self.refused(64, "job.toml line", job=self.job("[hotspots\n"))

    def test_value_out_of_range(self):
        self.refused(64, "hot_from", "9", job=self.job("[coverage]\nhot_from = 9\n"))

    def test_remote_and_virtual_paths(self):
        for path in ("/vsicurl/http://127.0.0.1/x.csv", "http://127.0.0.1/x.csv"):
            self.refused(66, reports=path)

        self.refused(64, "allow_database", reports="PG:dbname=x")

    def test_output_is_an_input(self):
        done = self.vigie("run", "reports.csv", "zones.geojson", "-o", "reports.csv", code=73)
        self.assertIn("reports.csv", done.stderr)
        self.assertEqual((self.folder / "reports.csv").read_text(), REPORTS)

    def test_output_is_a_directory(self):
        (self.folder / "other").mkdir()
        self.vigie("run", "reports.csv", "zones.geojson", "-o", "other", code=73)
        self.vigie("run", "reports.csv", "zones.geojson", "-o", "nowhere/out.gpkg", code=73)

    def test_too_many_bad_rows(self):
        self.write("reports.csv", REPORTS + "x,2024-01-01,abc,def\n" * 30)
        self.refused(65, "reports.csv", "max_bad", "30 bad_number")

    def test_full_disk(self):
        for kilobytes in (4, 16, 64, 100, 140):
            limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))
            done = self.vigie("run", "reports.csv", "zones.geojson", "-o", "out.gpkg", code=74, preexec_fn=limit)
            self.assertNotIn("internal error", done.stderr)
            self.assertEqual((self.folder / "out.gpkg").read_text(), "the old output")
            self.assertEqual([p.name for p in self.folder.glob("out.gpkg.*")], ["out.gpkg.lock"])

    def test_standard_output_is_full(self):
        with open("/dev/full", "w") as full:
            import subprocess
            from program import PROGRAM
            done = subprocess.run([PROGRAM, "help"], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 74)


if __name__ == "__main__":
    unittest.main()
