"""Every command does what its help says."""
import json
import os
import re
import signal
import subprocess
import unittest

from program import PROGRAM, ProgramTest, SAMPLES, SOURCE, truth

CITY = SAMPLES / "invented-city"
FILES = (CITY / "reports.csv", CITY / "neighbourhoods.geojson", CITY / "watch_areas.geojson")


class Commands(ProgramTest):
    def test_version_and_help(self):
        self.assertRegex(self.vigie("--version").stdout, r"^vigie \d+\.\d+\.\d+\n$")
        overview = self.vigie("help").stdout
        for name in ("hotspots", "rates", "density", "coverage", "reports", "study"):
            self.assertIn(name, overview)
            self.assertIn("Default", self.vigie("help", name).stdout)
        self.vigie("help", "hotspot", code=64)
        self.vigie("frobnicate", code=64)

    def test_catalog_is_json(self):
        catalog = json.loads(self.vigie("help", "--json").stdout)
        hotspots = next(s for s in catalog["sections"] if s["name"] == "hotspots")
        self.assertIn("distance_band", [p["name"] for p in hotspots["parameters"]])

    def test_reference_pages_are_what_the_program_says(self):
        catalog = json.loads(self.vigie("help", "--json").stdout)
        for section in catalog["sections"]:
            page = SOURCE / "docs" / "reference" / f"{section['name']}.md"
            self.assertTrue(page.exists(), f"write it with: vigie help {section['name']} --markdown > {page}")
            self.assertEqual(page.read_text(encoding="utf-8"), self.vigie("help", section["name"], "--markdown").stdout, page)

    def test_init_writes_a_job_that_runs_and_gives_the_same_map(self):
        text = self.vigie("init", *FILES).stdout
        self.assertIn("guessed", text)
        self.write("job.toml", text)
        self.vigie("run", "job.toml", "-o", "from_job.gpkg")
        self.vigie("run", *FILES, "-o", "from_files.gpkg")
        query = "select cell_id, n, gi_z, gi_q from cells order by cell_id"
        self.assertEqual([tuple(r) for r in self.rows("from_job.gpkg", query)], [tuple(r) for r in self.rows("from_files.gpkg", query)])

    def test_init_from_reports_alone_names_their_columns(self):
        text = self.vigie("init", FILES[0]).stdout
        self.assertIn('x = "lon"', text)
        self.assertIn("# [neighbourhoods]", text)

    def test_the_study_names_its_layers(self):
        self.vigie("run", SAMPLES / "first-map" / "job.toml", "-o", "out.gpkg")
        for row in self.rows("out.gpkg", "select description from gpkg_contents where table_name <> 'layer_styles'"):
            self.assertTrue(row[0].startswith("First map. "), row[0])

    def test_layers_are_listed_top_first(self):
        self.vigie("run", SAMPLES / "first-map" / "job.toml", "-o", "out.gpkg", "--force")
        drawn = [r[0] for r in self.rows("out.gpkg", "select table_name from gpkg_contents where data_type = 'features' order by rowid")]
        self.assertEqual(drawn, ["coverage_gaps", "watch_areas", "coverage_overlap", "hotspot_areas", "cells", "neighbourhoods"])

    def test_check_reads_everything_and_writes_nothing(self):
        before = sorted(p.name for p in self.folder.iterdir())
        summary = self.summary("check", CITY / "job.toml")
        self.assertEqual(summary["rows"]["reports"]["read"], truth("read"))
        self.assertIsNone(summary["output"])
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), before)

    def test_show_tells_settings_with_their_origin(self):
        self.vigie("run", SAMPLES / "first-map" / "job.toml", "-o", "out.gpkg", "--set", "hotspots.correction=none")
        shown = json.loads(self.vigie("show", "out.gpkg", "--json").stdout)
        origin = {(r["section"], r["key"]): (r["value"], r["origin"]) for r in shown["manifest"]}
        self.assertEqual(origin["hotspots", "correction"], ("none", "flag"))
        self.assertEqual(origin["hotspots", "weights"], ("queen", "file"))
        self.assertEqual(origin["hotspots", "inference"], ("exact", "default"))
        self.assertEqual(origin["hotspots", "null"], ("total", "data"))
        self.assertEqual(origin["hotspots", "p_value_method.cells"][0], "exact")
        self.assertIn("cells", self.vigie("show", "out.gpkg").stdout)
        self.vigie("show", SAMPLES / "first-map" / "reports.csv", code=65)

    def test_single_analysis_with_flags(self):
        self.vigie("hotspots", FILES[0], "--zones", FILES[1], "--distance-band", "300m", "--correction", "fdr_by", "-o", "out.gpkg")
        shown = dict(self.rows("out.gpkg", "select key, value from run_manifest where section = 'hotspots' and origin = 'flag'"))
        self.assertEqual(shown, {"distance_band": "300m", "correction": "fdr_by"})
        self.assertNotIn("rate", self.columns("out.gpkg", "neighbourhoods"))

    def test_json_summary(self):
        summary = self.summary("run", CITY / "job.toml", "-o", "out.gpkg")
        self.assertEqual(set(summary), {"rows", "layers", "findings", "alerts", "warnings", "seconds", "output", "unchanged"})
        rows = summary["rows"]["reports"]
        self.assertEqual(rows["read"], rows["used"] + sum(rows["rejected"].values()))
        for layer, count in summary["layers"].items():
            if layer != "density":
                self.assertEqual(self.value("out.gpkg", f"select count(*) from {layer}"), count)
        self.assertTrue({"read", "hotspots", "rates", "density", "coverage", "write", "total"} <= set(summary["seconds"]))

    def test_progress_as_json_lines(self):
        done = self.vigie("run", SAMPLES / "first-map" / "job.toml", "-o", "out.gpkg", "--progress", "json")
        events = [json.loads(line) for line in done.stderr.splitlines()]
        percents = [e["progress"] for e in events if "progress" in e]
        self.assertEqual(percents, sorted(percents))
        self.assertEqual(percents[-1], 100)

    def test_silence_in_a_pipe(self):
        done = self.vigie("run", SAMPLES / "first-map" / "job.toml", "-o", "out.gpkg")
        self.assertNotIn("\r", done.stderr)
        self.assertEqual(done.stdout.strip(), str(self.folder / "out.gpkg"))

    def test_interrupt_leaves_nothing(self):
        words = [PROGRAM, "run", *map(str, FILES), "-o", "out.gpkg", "--progress", "json"]
        process = subprocess.Popen(words, cwd=self.folder, stderr=subprocess.PIPE, text=True)
        process.stderr.readline()  # it is at work
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        self.assertIn(process.returncode, (130, 0))
        self.assertEqual([p.name for p in self.folder.glob("*.tmp-*")], [])

    def test_language_of_titles(self):
        titles = set()
        for language in ("en", "fr", "nl", "de"):
            self.vigie("run", SAMPLES / "first-map" / "job.toml", "-o", "out.gpkg", "--set", f"study.language={language}")
            titles.add(self.value("out.gpkg", "select identifier from gpkg_contents where table_name = 'neighbourhoods'"))
        self.assertEqual(len(titles), 4)


class Tutorial(ProgramTest):
    def test_every_command_of_the_tutorial_runs(self):
        text = (SOURCE / "docs" / "tutorial.md").read_text(encoding="utf-8")
        commands = [line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines() if line]
        self.assertGreaterEqual(len(commands), 8)
        os.symlink(SAMPLES, self.folder / "sample-maps")
        os.symlink(PROGRAM, self.folder / "vigie")
        for command in commands:
            done = subprocess.run(command, shell=True, cwd=self.folder, capture_output=True, text=True, timeout=300,
                                  env={**os.environ, "PATH": f"{self.folder}:{os.environ['PATH']}"})
            self.assertEqual(done.returncode, 0, f"{command}\n{done.stderr}")


if __name__ == "__main__":
    unittest.main()
