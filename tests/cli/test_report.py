"""The report for the browser as an output: whole or not at all, the same bytes again, and only what the results hold.
What it looks like is tested in a browser."""
import hashlib
import json
import os
import re
import signal
import subprocess
import unittest

from program import PROGRAM, SAMPLES, ProgramTest, collection, square

CITY = SAMPLES / "invented-city" / "job.toml"


class Reported(ProgramTest):
    def city(self, *words, **options):
        return self.vigie("run", CITY, "-o", "city.gpkg", "--set", f"output.report={self.folder / 'city.html'}", *words,
                          **options)

    def page(self, name="city.html"):
        return (self.folder / name).read_text(encoding="utf-8")

    def data(self, name="city.html"):
        return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', self.page(name)).group(1))

    def small(self, extra="", report="small.html", zones=3):
        """A town of squares in a row; its job writes a report."""
        features = [square(150000 + 400 * i, 170000, 400, {"code": f"z{i}", "name": f"Zone {i}"}) for i in range(zones)]
        self.write("zones.geojson", collection(features))
        rows = "".join(f"{150003 + i * 41 % (400 * zones - 6)},{170003 + i * 67 % 394},2024-0{1 + i % 9}-05\n" for i in range(300))
        self.write("reports.csv", "x,y,time\n" + rows)
        return self.write("job.toml", f'[reports]\nsource = "reports.csv"\ncrs = "EPSG:31370"\n[neighbourhoods]\n'
                                      f'source = "zones.geojson"\nid = "code"\nname = "name"\n{extra}'
                                      f'[output]\ngeopackage = "small.gpkg"\nreport = "{report}"\n')


class Bytes(Reported):
    def test_same_again_for_any_number_of_threads(self):
        def digest(threads):
            self.city("--threads", threads)
            return hashlib.sha256((self.folder / "city.html").read_bytes()).hexdigest()

        self.assertEqual(digest(1), digest(2))
        self.assertLess((self.folder / "city.html").stat().st_size, 2e6)
        self.assertEqual(oct((self.folder / "city.html").stat().st_mode & 0o777), "0o644")

    def test_no_path_and_no_drafts(self):
        self.city()
        self.assertNotIn(str(self.folder), self.page())
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["city.gpkg", "city.gpkg.lock", "city.html"])

    def test_fetches_nothing(self):
        self.city()
        markup = re.sub(r"<script>.*?</script>|<pre.*?</pre>", "", self.page(), flags=re.S)
        self.assertEqual(re.findall(r"""(?:src|href)=["'](?!#)[^"']*""", markup), [])
        self.assertNotIn("url(", markup)
        self.assertNotIn("http:", markup)
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', markup).group(1)
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)


class Atomic(Reported):
    def setUp(self):
        super().setUp()
        self.job = self.small()
        self.old = self.write("small.html", "the old report")

    def test_a_failing_run_leaves_the_old_report(self):
        self.write("reports.csv", "x,y,time\na,b,c\n")
        self.vigie("run", self.job, code=65)
        self.assertEqual(self.old.read_text(), "the old report")

    def test_an_output_that_cannot_be_written_leaves_both(self):
        self.vigie("run", self.job)
        report, package = self.old.read_bytes(), (self.folder / "small.gpkg").read_bytes()
        os.replace(self.folder / "small.gpkg", self.folder / "kept.gpkg")
        (self.folder / "small.gpkg").mkdir()
        self.vigie("run", self.job, code=73)
        self.assertEqual(self.old.read_bytes(), report)
        self.assertEqual((self.folder / "kept.gpkg").read_bytes(), package)

    def test_refuses_places_that_are_taken(self):
        (self.folder / "folder.html").mkdir()
        os.symlink(self.old, self.folder / "link.html")
        for place in ("folder.html", "link.html", "small.gpkg", "reports.csv", "nowhere/small.html"):
            before = (self.folder / "reports.csv").read_bytes()
            self.vigie("run", self.job, "--set", f"output.report={place}", code=73)
            self.assertEqual((self.folder / "reports.csv").read_bytes(), before)
        self.assertFalse((self.folder / "small.gpkg").exists())

    def test_a_killed_run_leaves_the_old_report_and_the_next_sweeps(self):
        (self.folder / "small.html.tmp-999999999").write_text("draft of a run that died")
        child = subprocess.Popen([PROGRAM, "run", CITY, "-o", self.folder / "city.gpkg", "--set",
                                  f"output.report={self.old}"], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        child.send_signal(signal.SIGKILL)
        child.wait()
        self.assertEqual(self.old.read_text(), "the old report")
        self.vigie("run", self.job)
        self.assertEqual([p.name for p in self.folder.iterdir() if ".tmp-" in p.name and "html" in p.name], [])
        self.assertTrue(self.old.read_text().startswith("<!DOCTYPE html>"))


class Content(Reported):
    def test_holds_what_the_results_hold_and_no_more(self):
        self.small("[hotspots]\n")
        self.vigie("run", "job.toml")
        page = self.page("small.html")
        self.assertIn('id="hot-spots"', page)
        for absent in ("coverage", "rates", "start"):
            self.assertNotIn(f'<section id="{absent}"', page)
        layers = {layer["id"] for layer in self.data("small.html")["map"]["layers"]}
        self.assertEqual(layers, {"cells", "neighbourhoods", "hotspot_areas"} & layers)

    def test_never_draws_single_reports(self):
        self.city("--set", "output.reports=include")
        self.assertNotIn("reports", {layer["id"] for layer in self.data()["map"]["layers"]})
        self.assertNotIn("E2023", self.page())

    def test_numbers_are_those_of_the_geopackage(self):
        self.city()
        data, page = self.data(), self.page()
        gaps = self.rows("city.gpkg", "select gap_id, n from coverage_gaps")
        layer = next(layer for layer in data["map"]["layers"] if layer["id"] == "coverage_gaps")
        ids = next(field for field in layer["fields"] if field["title"] == "Gap")
        self.assertEqual([ids["words"][i] for i in ids["values"]], [row["gap_id"] for row in gaps])
        chart = next(chart for chart in data["charts"] if chart["id"] == "timeline")
        self.assertEqual(sum(chart["series"][0]["values"]), self.value("city.gpkg", "select sum(n) from neighbourhoods"))
        share = self.value("city.gpkg", "select value from coverage_summary where measure = 'cov_pop' and form = 'all'")
        self.assertIn(f"{100 * share:.1f}\u00a0%", page)

    def test_counts_over_time_add_up(self):
        self.city()
        used = self.value("city.gpkg", "select sum(n) from neighbourhoods")
        self.assertEqual(self.value("city.gpkg", "select sum(n) from timeline"), used)
        self.assertEqual(self.value("city.gpkg", "select count(*) from timeline"), 24)
        self.assertEqual(self.value("city.gpkg", "select min(from_day) || max(to_day) from timeline"),
                         "2023-01-012025-01-01")
        self.assertEqual(self.value("city.gpkg", "select sum(n_inc) from timeline"),
                         self.value("city.gpkg", "select value from data_quality where \"check\" = 'incidents'"))

    def test_says_what_a_large_map_leaves_out(self):
        """14,400 cells are more than a page shows; all of them stay in the GeoPackage."""
        zones = [square(150000 + 1000 * (i % 6), 170000 + 1000 * (i // 6), 1000, {"code": str(i)}) for i in range(36)]
        self.write("zones.geojson", collection(zones))
        rows = "".join(f"{150001 + i * 7919 % 5998},{170001 + i * 104729 % 5998}\n" for i in range(3000))
        self.write("reports.csv", "x,y\n" + rows)
        self.write("job.toml", '[reports]\nsource = "reports.csv"\ncrs = "EPSG:31370"\n[neighbourhoods]\n'
                               'source = "zones.geojson"\nid = "code"\n[grid]\ncell_size = "50m"\n[hotspots]\n'
                               '[output]\ngeopackage = "large.gpkg"\nreport = "large.html"\n')
        self.vigie("run", "job.toml")
        page = self.page("large.html")
        self.assertEqual(self.value("large.gpkg", "select count(*) from cells"), 14400)
        self.assertIn("the map shows 12,000 of 14,400 places", page)
        cells = next(layer for layer in self.data("large.html")["map"]["layers"] if layer["id"] == "cells")
        self.assertEqual(len(cells["rows"]), 12000)
        self.assertLess(len(page), 2e6)


if __name__ == "__main__":
    unittest.main()
