"""Runs that nobody watches: unchanged inputs, metrics, logs, the service, the tutorial for operators."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

from program import PROGRAM, ProgramTest, SAMPLES, SOURCE

sys.path.insert(0, str(SOURCE / "tests" / "simulations"))
import night_town as town  # noqa: E402  (found by the line before)

FIRST_MAP = SAMPLES / "first-map"
SYSTEMD = SOURCE / "docs" / "systemd"


class Unchanged(ProgramTest):
    def setUp(self):
        super().setUp()
        for name in ("job.toml", "reports.csv", "neighbourhoods.geojson", "watch_areas.geojson"):
            shutil.copy(FIRST_MAP / name, self.folder / name)
        self.run_job()
        self.before = self.state()

    def run_job(self, *words, **options):
        return self.vigie("run", "job.toml", "-o", "out.gpkg", *words, **options)

    def state(self):
        status = (self.folder / "out.gpkg").stat()
        return status.st_ino, status.st_mtime_ns, (self.folder / "out.gpkg").read_bytes()

    def test_the_file_is_left_as_it_is_in_one_line(self):
        done = self.run_job()
        self.assertEqual(self.state(), self.before)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertIn("left as it is", done.stderr)
        summary = json.loads(self.run_job("--json").stdout)
        self.assertTrue(summary["unchanged"])
        self.assertTrue(summary["output"].endswith("out.gpkg"))

    def test_force_writes_the_same_bytes(self):
        summary = json.loads(self.run_job("--force", "--json").stdout)
        self.assertFalse(summary["unchanged"])
        self.assertNotEqual(self.state()[0], self.before[0])
        self.assertEqual(self.state()[2], self.before[2])

    def test_anything_that_changes_the_map_writes_it_again(self):
        for change in (lambda: self.add("reports.csv", "\n"), lambda: self.add("neighbourhoods.geojson", "\n"),
                       lambda: self.add("watch_areas.geojson", "\n")):
            before = self.state()
            change()
            self.assertFalse(json.loads(self.run_job("--json").stdout)["unchanged"])
            self.assertNotEqual(self.state()[0], before[0])
        for words in (("--set", "hotspots.correction=none"), ("--set", "output.reports=include")):
            self.assertFalse(json.loads(self.run_job("--json", *words).stdout)["unchanged"])
        self.assertFalse(json.loads(self.run_job("--json", env={"SOURCE_DATE_EPOCH": "1700000000"}).stdout)["unchanged"])

    def add(self, name, text):
        with open(self.folder / name, "a", encoding="utf-8") as file:
            file.write(text)

    def test_touching_a_file_changes_nothing(self):
        os.utime(self.folder / "reports.csv")
        self.assertTrue(json.loads(self.run_job("--json", "--threads", "1").stdout)["unchanged"])

    def test_a_damaged_output_is_written_again(self):
        path = self.folder / "out.gpkg"
        path.write_bytes(self.before[2][:40_000])
        self.assertFalse(json.loads(self.run_job("--json").stdout)["unchanged"])
        self.assertEqual(self.state()[2], self.before[2])

    def test_comments_in_the_job_change_nothing(self):
        self.add("job.toml", "\n# a remark\n")
        self.assertTrue(json.loads(self.run_job("--json").stdout)["unchanged"])


class Metrics(ProgramTest):
    def setUp(self):
        super().setUp()
        town.write_neighbourhoods(self.folder / "zones.geojson")
        town.write_reports(self.folder / "reports.csv", "first")
        self.write("city.toml", town.job(out_keys='metrics = "vigie.prom"'))

    def gauges(self):
        text = (self.folder / "vigie.prom").read_text(encoding="utf-8")
        for line in text.splitlines():
            self.assertRegex(line, r'^(# (HELP|TYPE) vigie_\w+ .+|vigie_\w+\{job="city"(,\w+="\w+")*\} -?[\d.]+)$')
        return dict(re.match(r"(vigie_\w+\{.*\}) (.*)", line).groups() for line in text.splitlines() if line[0] != "#")

    def test_gauges_of_a_good_run_and_of_a_bad_one(self):
        self.vigie("run", "city.toml")
        good = self.gauges()
        self.assertEqual(good['vigie_exit_code{job="city"}'], "0")
        self.assertEqual(good['vigie_rows{job="city",source="reports",state="read"}'],
                         good['vigie_rows{job="city",source="reports",state="used"}'])
        self.vigie("run", "city.toml")
        same = self.gauges()
        self.assertEqual(same['vigie_unchanged{job="city"}'], "1")
        self.assertEqual({k: v for k, v in same.items() if "rows" in k}, {k: v for k, v in good.items() if "rows" in k})
        (self.folder / "reports.csv").unlink()
        self.vigie("run", "city.toml", code=66)
        bad = self.gauges()
        self.assertEqual(bad['vigie_exit_code{job="city"}'], "66")
        success = 'vigie_last_success_timestamp_seconds{job="city"}'
        self.assertEqual(bad[success], same[success])
        self.assertGreaterEqual(float(bad['vigie_last_run_timestamp_seconds{job="city"}']), float(same[success]))

    def test_rejected_rows_by_reason(self):
        with open(self.folder / "reports.csv", "a", encoding="utf-8") as file:
            file.write("x1,,,2026-01-01T10:00:00\n")
        self.vigie("run", "city.toml")
        self.assertEqual(self.gauges()['vigie_rows_rejected{job="city",source="reports",reason="missing_xy"}'], "1")

    def test_leftovers_are_swept_and_strangers_stay(self):
        for name in ("vigie.prom.999999999", "vigie.prom.bak", "other.prom.999999999"):
            self.write(name, "x")
        self.vigie("run", "city.toml")
        self.assertEqual(sorted(path.name for path in self.folder.glob("*.prom*")),
                         ["other.prom.999999999", "vigie.prom", "vigie.prom.bak"])

    def test_a_folder_that_is_not_there(self):
        self.vigie("run", "city.toml", "--set", "output.metrics=no/such/vigie.prom", code=73)
        self.vigie("check", "city.toml", "--set", "output.metrics=no/such/vigie.prom", code=73)

    def test_metrics_that_cannot_be_written_are_a_warning(self):
        (self.folder / "vigie.prom").mkdir()
        done = self.vigie("run", "city.toml")
        self.assertIn("warning: metrics:", done.stderr)
        self.assertTrue((self.folder / "out.gpkg").exists())


class Logs(ProgramTest):
    def test_every_line_is_an_object(self):
        town.write_neighbourhoods(self.folder / "zones.geojson")
        self.write("job.toml", town.job())
        for seed, plan in (("first", town.QUIET), ("second", town.PLANTED)):
            town.write_reports(self.folder / "reports.csv", seed, plan)
            done = self.vigie("run", "job.toml", "--progress", "json")
        lines = [json.loads(line) for line in done.stderr.splitlines()]
        alerts = [line["alert"] for line in lines if "alert" in line]
        self.assertIn("z15", {alert["place"] for alert in alerts})


class Service(ProgramTest):
    def setUp(self):
        super().setUp()
        if not shutil.which("systemd-analyze"):
            self.skipTest("systemd-analyze is not installed: the service file was not scored")

    def test_the_service_is_shut_in(self):
        done = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--no-pager", SYSTEMD / "vigie.service"],
                              capture_output=True, text=True, check=True)
        exposure = float(re.search(r"Overall exposure level for vigie.service: ([\d.]+)", done.stdout).group(1))
        self.assertLess(exposure, 2)
        self.assertIn(f"is {exposure} of 10", (SOURCE / "docs" / "operators.md").read_text(encoding="utf-8"))

    def test_the_units_are_sound(self):
        """As systemd reads them, with a program that is there."""
        for name in ("vigie.service", "vigie.timer"):
            text = (SYSTEMD / name).read_text(encoding="utf-8")
            self.write(name, text.replace("/usr/bin/vigie", PROGRAM))
        done = subprocess.run(["systemd-analyze", "verify", "--man=no", self.folder / "vigie.timer", self.folder / "vigie.service"],
                              capture_output=True, text=True, check=False)
        faults = [line for line in done.stderr.splitlines() if "vigie." in line]
        self.assertEqual(faults, [])

    def test_no_night_is_skipped_when_clocks_change(self):
        text = (SYSTEMD / "vigie.timer").read_text(encoding="utf-8")
        hour = int(re.search(r"^OnCalendar=\*-\*-\* (\d\d):", text, re.M).group(1))
        self.assertNotIn(hour, (1, 2, 3))
        for day in ("2027-03-27", "2027-10-30"):
            done = subprocess.run(["systemd-analyze", "calendar", "--iterations=3", f"--base-time={day} 12:00:00", "*-*-* 04:15:00"],
                                  capture_output=True, text=True, check=True, env={**os.environ, "TZ": "Europe/Brussels"})
            elapses = re.findall(r"(?:Next elapse|Iter. #\d+|Iteration #\d+): \w+ (\d{4}-\d\d-\d\d)", done.stdout)
            self.assertEqual(len(set(elapses)), 3, done.stdout)


class ShutIn(ProgramTest):
    """The job as the service runs it, in spirit: no network, nothing writable but its folder, a memory limit."""

    SHELL = """
set -e
mount --make-rprivate /
mount -t tmpfs tmpfs /mnt
mkdir /mnt/state && mount --bind "$1" /mnt/state
mount -o remount,ro,bind / / 2>/dev/null || mount -o remount,ro /
if touch /var/written-by-test 2>/dev/null; then echo "the root can be written" >&2; exit 99; fi
if [ "$(ls /sys/class/net 2>/dev/null | grep -vc '^lo$')" != 0 ] && ip link 2>/dev/null | grep -q 'state UP'; then exit 98; fi
ulimit -v 4194304 -c 0
cd /mnt/state
exec "$2" run jobs --progress json
"""

    def test_runs_without_network_on_a_root_that_cannot_be_written(self):
        probe = subprocess.run(["unshare", "--mount", "--net", "sh", "-c", "mount --make-rprivate / && mount -t tmpfs tmpfs /mnt"],
                               capture_output=True, check=False) if shutil.which("unshare") else None
        if probe is None or probe.returncode != 0:
            self.skipTest("namespaces are not allowed here: the job was not run shut in")
        (self.folder / "jobs").mkdir()
        town.write_neighbourhoods(self.folder / "zones.geojson")
        town.write_reports(self.folder / "reports.csv", "first")
        job = town.job("../out.gpkg", out_keys='metrics = "../vigie.prom"')
        self.write("jobs/city.toml", job.replace('"reports.csv"', '"../reports.csv"').replace('"zones.geojson"', '"../zones.geojson"'))
        done = subprocess.run(["unshare", "--mount", "--net", "sh", "-c", self.SHELL, "sh", self.folder, PROGRAM],
                              capture_output=True, text=True, check=False, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.value("out.gpkg", "select count(*) from change"), 36)
        self.assertTrue((self.folder / "vigie.prom").exists())


class Tutorial(ProgramTest):
    def test_every_command_of_the_operators_page_runs(self):
        text = (SOURCE / "docs" / "operators.md").read_text(encoding="utf-8")
        blocks = re.findall(r"^```sh\n(.*?)^```", text, re.S | re.M)
        self.assertGreaterEqual(len(blocks), 8)
        (self.folder / "sample-maps").symlink_to(SAMPLES)
        (self.folder / "bin").mkdir()
        (self.folder / "bin" / "vigie").symlink_to(PROGRAM)
        for block in blocks:
            done = subprocess.run(["bash", "-e", "-c", block], cwd=self.folder, capture_output=True, text=True, timeout=300, check=False,
                                  env={**os.environ, "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}"})
            self.assertEqual(done.returncode, 0, f"{block}\n{done.stderr}")
        summary = json.loads((self.folder / "nightly/out/summary.json").read_text(encoding="utf-8"))
        self.assertTrue(summary["alerts"])
        told = json.loads((self.folder / "nightly/out/alert.json").read_text(encoding="utf-8"))
        self.assertEqual(told["alerts"], summary["alerts"])
        self.assertEqual(self.value("nightly/out/city.gpkg", "select count(distinct run) from history"), 2)
        self.assertGreater(self.value("nightly/out/city.gpkg", "select count(*) from hotspot_change where class = 'new'"), 0)


if __name__ == "__main__":
    unittest.main()
