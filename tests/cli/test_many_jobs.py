"""Several job files in one command."""
import json
import pathlib
import shutil
import signal
import subprocess
import time
import unittest

from program import PROGRAM, ProgramTest, SAMPLES

FIRST_MAP = SAMPLES / "first-map"


class ManyJobs(ProgramTest):
    def setUp(self):
        super().setUp()
        for name in ("reports.csv", "neighbourhoods.geojson"):
            shutil.copy(FIRST_MAP / name, self.folder / name)
        (self.folder / "jobs").mkdir()

    def job(self, name, output, reports="reports.csv", extra=""):
        return self.write(f"jobs/{name}.toml", f'[reports]\nsource = "../{reports}"\n[neighbourhoods]\n'
                                               f'source = "../neighbourhoods.geojson"\n[rates]\n{extra}[output]\ngeopackage = "../{output}"\n')

    def test_one_failure_stops_no_other(self):
        self.job("a", "a.gpkg")
        self.job("b", "b.gpkg", reports="nowhere.csv")
        self.job("c", "c.gpkg", extra="frobnicate = 1\n")
        self.job("d", "d.gpkg")
        done = self.vigie("run", *(f"jobs/{name}.toml" for name in "abcd"), code=66)
        lines = done.stderr.splitlines()[-4:]
        self.assertRegex(lines[0], r"^a\.toml: done, \d+ reports used, 0 alerts, [\d.]+ s: .*a\.gpkg$")
        self.assertRegex(lines[1], r"^b\.toml: failed \(66\): .*nowhere\.csv")
        self.assertRegex(lines[2], r"^c\.toml: failed \(64\): .*frobnicate")
        self.assertRegex(lines[3], r"^d\.toml: done")
        self.assertEqual([pathlib.Path(line).name for line in done.stdout.split()], ["a.gpkg", "d.gpkg"])
        self.assertEqual(self.bytes_under_one_name("a.gpkg"), self.bytes_under_one_name("d.gpkg"))
        self.vigie("run", "jobs/c.toml", "jobs/b.toml", "jobs/a.toml", code=64)

    def test_a_folder_of_jobs(self):
        for name in "ba":
            self.job(name, f"{name}.gpkg")
        self.write("jobs/readme.txt", "no job")
        done = self.vigie("run", "jobs", "--json")
        answer = json.loads(done.stdout)
        self.assertEqual([job["job"] for job in answer["jobs"]], ["a.toml", "b.toml"])
        self.assertEqual([job["exit_code"] for job in answer["jobs"]] + [answer["exit_code"]], [0, 0, 0])
        self.assertEqual(answer["jobs"][0]["rows"]["reports"]["used"], 72)
        again = json.loads(self.vigie("run", "jobs", "--json").stdout)
        self.assertEqual([job["unchanged"] for job in again["jobs"]], [True, True])
        forced = json.loads(self.vigie("run", "jobs", "--json", "--force", "--jobs", "1").stdout)
        self.assertEqual([job["unchanged"] for job in forced["jobs"]], [False, False])
        (self.folder / "empty").mkdir()
        self.vigie("run", "empty", code=66)

    def test_what_cannot_go_together(self):
        self.job("a", "same.gpkg")
        self.job("b", "./same.gpkg")
        refused = self.vigie("run", "jobs", code=64)
        self.assertIn("a.toml and b.toml write the same output", refused.stderr)
        self.assertFalse((self.folder / "same.gpkg").exists())
        self.vigie("run", "jobs", "-o", "out.gpkg", code=64)
        self.vigie("run", "jobs", "--memory", "much", code=64)
        self.vigie("run", "jobs/a.toml", "reports.csv", code=64)

    def test_settings_are_for_all(self):
        for name in "ab":
            self.job(name, f"{name}.gpkg")
        self.vigie("run", "jobs", "--set", "rates.per=100", "--threads", "2", "--progress", "json")
        for name in "ab":
            self.assertEqual(self.value(f"{name}.gpkg", "select value from run_manifest where section = 'rates' and key = 'per'"), "100")

    def test_within_a_memory_limit_one_runs_after_the_other(self):
        for name in "abc":
            self.job(name, f"{name}.gpkg")
        done = self.vigie("run", "jobs", "--memory", "130M", "--jobs", "3", "--progress", "json")
        steps = [json.loads(line) for line in done.stderr.splitlines()]
        order = [line["job"] for line in steps if "job" in line]
        self.assertEqual(order, sorted(order), "no job spoke while another ran")
        self.assertTrue(all((self.folder / f"{name}.gpkg").exists() for name in "abc"))

    def test_an_interrupted_queue_leaves_nothing_behind(self):
        for name in "abcdef":
            self.job(name, f"{name}.gpkg")
        process = subprocess.Popen([PROGRAM, "run", "jobs", "--jobs", "1"], cwd=self.folder, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        while not (self.folder / "a.gpkg.lock").exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, said)
        self.assertIn("f.toml: failed (130): not run: interrupted", said)
        self.assertEqual([path for path in self.folder.iterdir() if ".tmp-" in path.name], [])


if __name__ == "__main__":
    unittest.main()
