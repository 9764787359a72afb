"""What changed since the last release, or between two periods, and who is told."""
import datetime
import json
import random
import sys
import unittest
import zoneinfo

from program import ProgramTest, SOURCE, collection, square

sys.path.insert(0, str(SOURCE / "tests" / "simulations"))
import night_town as town  # noqa: E402  (found by the line before)

TELL = '#!/bin/sh\ncat > told.json\nprintf "%s|" "$@" > words.txt\n'


class NightTest(ProgramTest):
    def setUp(self):
        super().setUp()
        town.write_neighbourhoods(self.folder / "zones.geojson")

    def night(self, seed, plan=town.QUIET, **options):
        town.write_reports(self.folder / "reports.csv", seed, plan)
        return self.again(**options)

    def again(self, *words, **options):
        return json.loads(self.vigie("run", "job.toml", "--json", *words, **options).stdout)

    def bytes(self):
        return (self.folder / "out.gpkg").read_bytes()

    def count(self, query):
        return self.value("out.gpkg", f"select count(*) from {query}")


class Releases(NightTest):
    def setUp(self):
        super().setUp()
        self.write("job.toml", town.job())

    def test_the_first_night_warns_and_writes_the_layers(self):
        summary = self.night("first")
        self.assertTrue(any("no release stands" in warning for warning in summary["warnings"]))
        self.assertEqual(summary["alerts"], [])
        self.assertEqual(self.count("change where class = 'insufficient_data' and y0 is null and y1 > 0"), 36)
        self.assertEqual(self.count("hotspot_change where class is null and bin_was is null"), 900)

    def test_finds_what_was_planted_and_nothing_else(self):
        self.night("first")
        summary = self.night("second", town.PLANTED)
        zones = {alert["place"]: alert["class"] for alert in summary["alerts"] if alert["layer"] == "change"}
        self.assertEqual(zones.get("z15"), "up")
        self.assertLessEqual(set(zones), town.planted_zones())
        cells = [alert for alert in summary["alerts"] if alert["layer"] == "hotspot_change"]
        found = {cell: alert["class"] for alert in cells for cell in alert["cells"]}
        self.assertLessEqual(set(found), town.planted_cells())
        self.assertEqual(found[town.cell_id(14, 5)], "new")
        self.assertEqual(found[town.cell_id(5, 5)], "cleared")
        self.assertEqual(found[town.cell_id(21, 23)], "cleared")
        self.assertIn("newly hot", " ".join(alert["text"] for alert in cells))
        for row in self.rows("out.gpkg", "select c.n_was, c.n_now, c.bin_was, c.bin_now, c.class, d.gi_bin from hotspot_change c "
                                         "join cells d using (cell_id)"):
            self.assertEqual(row["bin_now"], row["gi_bin"])
            was, now = row["bin_was"], row["bin_now"]
            expected = "new" if was < 1 <= now else "cleared" if now < 1 <= was else "up" if now > was else "down" if now < was else "same"
            self.assertEqual(row["class"], expected)

    def test_counts_stand_beside_each_other(self):
        self.night("first")
        before = {row[0]: row[1] for row in self.rows("out.gpkg", "select zone_id, n from neighbourhoods")}
        self.night("second")
        for row in self.rows("out.gpkg", "select c.zone_id, c.y0, c.y1, c.rr, n.n from change c join neighbourhoods n using (zone_id)"):
            self.assertEqual((row["y0"], row["y1"]), (before[row["zone_id"]], row["n"]))
            self.assertAlmostEqual(row["rr"], row["y1"] / row["y0"])

    def test_force_repeats_the_comparison_with_the_release_before(self):
        self.night("first")
        once = self.bytes()
        self.again("--force")
        self.assertEqual(self.bytes(), once)
        self.night("second", town.PLANTED)
        twice = self.bytes()
        alerts = self.again("--force")["alerts"]
        self.assertEqual(self.bytes(), twice)
        self.assertTrue(alerts)
        self.assertEqual(self.value("out.gpkg", "select count(distinct run) from history"), 2)
        self.again("--force", "--threads", "1")
        self.assertEqual(self.bytes(), twice)

    def test_other_settings_are_refused_and_named(self):
        self.night("first")
        before = self.bytes()
        refused = self.vigie("run", "job.toml", "--set", "hotspots.distance_band=250m", "--set", "grid.cell_size=200m", code=64)
        self.assertIn("hotspots.distance_band (150m then, 250m now)", refused.stderr)
        self.assertIn("grid.cell_size (100m then, 200m now)", refused.stderr)
        self.assertEqual(self.bytes(), before)
        self.vigie("run", "job.toml", "--set", "change.alert_from=3", "--set", "output.keep=9")
        self.vigie("check", "job.toml", "--set", "hotspots.distance_band=250m", code=64)

    def test_what_the_release_chose_is_held(self):
        self.write("job.toml", town.job().replace('[grid]\ncell_size = "100m"\n', "").replace('distance_band = "150m"\n', ""))
        self.night("first")
        chosen = self.value("out.gpkg", "select value from run_manifest where section = 'grid' and key = 'cell_size'")
        # Half as many reports alone would give larger cells.
        lines = (self.folder / "reports.csv").read_text(encoding="utf-8").splitlines()
        self.write("reports.csv", "\n".join(lines[:1] + lines[1::4]) + "\n")
        self.again()
        row = self.rows("out.gpkg", "select value, origin from run_manifest where section = 'grid' and key = 'cell_size'")[0]
        self.assertEqual(tuple(row), (chosen, "data"))
        self.assertEqual(self.count("hotspot_change where bin_was is null"), 0)
        (self.folder / "out.gpkg").unlink()
        self.again()
        self.assertNotEqual(self.value("out.gpkg", "select value from run_manifest where section = 'grid' and key = 'cell_size'"), chosen)

    def test_against_another_file(self):
        self.night("first")
        (self.folder / "out.gpkg").rename(self.folder / "january.gpkg")
        town.write_reports(self.folder / "reports.csv", "second", town.PLANTED)
        summary = self.again("--set", "change.against=january.gpkg")
        self.assertIn("z15", {alert["place"] for alert in summary["alerts"]})
        self.vigie("run", "job.toml", "--force", "--set", "change.against=february.gpkg", code=66)
        self.vigie("run", "job.toml", "--force", "--set", "change.against=reports.csv", code=65)
        self.vigie("run", "job.toml", "--set", "change.against=january.gpkg", "--set", "change.versus=previous", code=64)

    def test_a_damaged_output_is_replaced_and_that_is_said(self):
        self.night("first")
        self.write("out.gpkg", "no database at all")
        summary = self.again()
        self.assertTrue(any("nothing is compared" in warning for warning in summary["warnings"]), summary["warnings"])
        self.assertEqual(self.count("change"), 36)

    def test_history_goes_on_and_is_bounded(self):
        self.write("job.toml", town.job(out_keys="keep = 3"))
        runs = []
        for night in range(5):
            self.night(f"night {night}")
            runs.append(self.value("out.gpkg", "select run from history order by rowid desc limit 1"))
        kept = [row[0] for row in self.rows("out.gpkg", "select run from history group by run order by min(rowid)")]
        self.assertEqual(kept, runs[-3:])
        for run in kept:
            self.assertEqual(self.value("out.gpkg", "select count(*) from history where run = ? and zone_id is not null", run), 36)
            self.assertGreaterEqual(self.value("out.gpkg", "select count(*) from history where run = ? and hs_id is not null and hot = 1", run), 2)
        self.assertEqual(self.value("out.gpkg", "select sum(n) from history where run = ? and zone_id is not null", runs[-1]),
                         self.value("out.gpkg", "select sum(n) from neighbourhoods"))
        self.assertEqual(self.value("out.gpkg", "select distinct time from history"), "2026-12-31T23:00:00.000Z")
        self.write("job.toml", town.job(out_keys="keep = 0"))
        self.night("night 9")
        self.assertEqual(self.value("out.gpkg", "select count(*) from gpkg_contents where table_name = 'history'"), 0)

    def test_without_change_history_needs_keep(self):
        self.write("job.toml", town.job(out_keys="keep = 2").replace("[change]\n", ""))
        self.night("first")
        self.night("second")
        self.assertEqual(self.value("out.gpkg", "select count(distinct run) from history"), 2)
        self.assertEqual(self.value("out.gpkg", "select count(*) from gpkg_contents where table_name = 'change'"), 0)


class Periods(ProgramTest):
    """Counts by hand: three neighbourhoods, reports on chosen days."""

    ZONE = zoneinfo.ZoneInfo("Europe/Brussels")

    def days(self, per_zone, registered=False):
        """per_zone: for each neighbourhood (first day, last day, reports a day)."""
        features = [square(1000 * i + 150_000, 170_000, 1000, {"id": f"z{i}"}) for i in range(len(per_zone))]
        self.write("zones.geojson", collection(features))
        lines = ["x,y,time,registered" if registered else "x,y,time"]
        dice = random.Random(1)
        for i, spans in enumerate(per_zone):
            for first, last, count in spans:
                day = datetime.date.fromisoformat(first)
                while day <= datetime.date.fromisoformat(last):
                    for _ in range(count):
                        line = f"{150_000 + 1000 * i + dice.random() * 900 + 50:.2f},{170_000 + dice.random() * 900 + 50:.2f},{day}T12:00:00"
                        lines.append(line + (f",{day + datetime.timedelta(days=registered)}T12:00:00" if registered else ""))
                    day += datetime.timedelta(days=1)
        self.write("reports.csv", "\n".join(lines) + "\n")

    def run_job(self, change, to="2026-04-01", code=0):
        self.write("job.toml", '[study]\ncrs = "EPSG:31370"\ntime_zone = "Europe/Brussels"\nfrom = 2025-01-01\n'
                               f'to = {to}\n[reports]\nsource = "reports.csv"\ncrs = "EPSG:31370"\n[neighbourhoods]\n'
                               f'source = "zones.geojson"\nid = "id"\n[change]\n{change}\n[output]\ngeopackage = "out.gpkg"\n')
        return self.vigie("run", "job.toml", "--force", code=code)

    def counts(self):
        return {row["zone_id"]: (row["y0"], row["y1"]) for row in self.rows("out.gpkg", "select zone_id, y0, y1 from change")}

    def record(self, key):
        return self.value("out.gpkg", "select value from run_manifest where section = 'change' and key = ?", key)

    def test_calendar_months_have_their_own_length(self):
        self.days([[("2025-01-01", "2026-03-31", 2)], [("2026-02-01", "2026-02-28", 1), ("2026-03-01", "2026-03-31", 4)]])
        self.run_job('versus = "previous"\nperiod = "1 month"')
        self.assertEqual(self.counts(), {"z0": (56, 62), "z1": (28, 124)})
        self.assertEqual((self.record("before"), self.record("now")), ("2026-02-01 to 2026-03-01", "2026-03-01 to 2026-04-01"))
        rows = {row["zone_id"]: row for row in self.rows("out.gpkg", "select zone_id, rr, class from change")}
        self.assertAlmostEqual(rows["z0"]["rr"], 1.0, places=12)  # two a day in both
        self.assertAlmostEqual(rows["z1"]["rr"], 4.0, places=12)
        self.assertEqual((rows["z0"]["class"], rows["z1"]["class"]), ("same", "up"))

    def test_four_weeks_across_the_clock_change(self):
        self.days([[("2025-01-01", "2026-03-31", 1)]])
        self.run_job('versus = "previous"\nperiod = "28d"')  # the clocks went forward on 29 March 2026
        self.assertEqual(self.counts(), {"z0": (28, 28)})
        self.assertEqual(self.record("now"), "2026-03-04 to 2026-04-01")

    def test_the_year_before(self):
        self.days([[("2025-03-01", "2025-03-31", 3), ("2026-03-01", "2026-03-31", 1)]])
        self.run_job('versus = "year_before"\nperiod = "1 month"')
        self.assertEqual(self.counts(), {"z0": (93, 31)})
        self.assertEqual(self.value("out.gpkg", "select class from change"), "down")

    def test_days_that_are_not_complete_are_left_out(self):
        self.days([[("2025-01-01", "2026-03-31", 1)]], registered=9)
        done = self.run_job('versus = "previous"\nperiod = "4 weeks"')
        self.assertEqual(self.record("lag_days"), "9")
        # The last report was registered on 9 April: the time of the run is 10 April, days from 1 April on are missing.
        self.assertEqual(self.record("complete_to"), "2026-04-01")
        self.write("reports.csv", "\n".join(line for line in (self.folder / "reports.csv").read_text().splitlines()
                                            if line.split(",")[-1] < "2026-04-01" or line.startswith("x")) + "\n")
        done = self.run_job('versus = "previous"\nperiod = "4 weeks"')
        self.assertEqual(self.record("complete_to"), "2026-03-23")
        self.assertEqual(self.counts(), {"z0": (28, 28)})
        self.assertIn("are not complete yet and are left out", done.stderr)

    def test_too_few_old_reports_leave_four_weeks_out(self):
        self.days([[("2026-02-01", "2026-03-31", 1)]], registered=1)
        self.run_job('versus = "previous"\nperiod = "7d"')
        self.assertEqual(self.record("lag_days"), "28")

    def test_a_period_that_the_data_cut_is_not_compared(self):
        self.days([[("2025-01-01", "2026-03-31", 1)]])
        done = self.run_job('versus = "year_before"\nperiod = "6 months"')
        self.assertIn("nothing is compared", done.stderr)
        row = self.rows("out.gpkg", "select y0, y1, class, n_reason from change")[0]
        self.assertEqual(tuple(row), (None, 182, "insufficient_data", "insufficient_data"))

    def test_what_cannot_be_a_period(self):
        self.days([[("2025-01-01", "2025-02-01", 1)]])
        for period in ("28", "a month", "0d", "-3d", "5m", "9999 years"):
            refused = self.run_job(f'versus = "previous"\nperiod = "{period}"', code=64)
            self.assertIn("is no length of time", refused.stderr)


class Alerts(NightTest):
    def setUp(self):
        super().setUp()
        self.write("tell.sh", TELL).chmod(0o755)

    def planted(self, command, **options):
        self.write("job.toml", town.job(out_keys=f"on_alert = {json.dumps(command)}\nalert_timeout = 1"))
        self.night("first")
        return self.night("second", town.PLANTED, **options)

    def test_the_command_gets_the_alerts_as_json(self):
        summary = self.planted("./tell.sh plain 'two words' \"it's $HOME\" a\"b c\"d")
        told = json.loads((self.folder / "told.json").read_text(encoding="utf-8"))
        self.assertEqual(told["alerts"], summary["alerts"])
        self.assertEqual((told["job"], told["output"]), ("job.toml", "out.gpkg"))
        self.assertEqual((self.folder / "words.txt").read_text(), "plain|two words|it's $HOME|ab cd|")

    def test_a_quiet_night_calls_nobody(self):
        self.write("job.toml", town.job(out_keys='on_alert = "./tell.sh"'))
        self.night("first")
        self.assertEqual(self.night("first again")["alerts"], [])
        self.assertFalse((self.folder / "told.json").exists())

    def test_a_failing_command_is_a_warning(self):
        for command, text in (("/bin/false", "ended with code 1"), ("./nowhere", "could not be started"),
                              ("/bin/sleep 100", "took longer than 1 s")):
            for name in ("out.gpkg", "out.gpkg.lock"):
                (self.folder / name).unlink(missing_ok=True)
            summary = self.planted(command)
            self.assertTrue(any(text in warning for warning in summary["warnings"]), summary["warnings"])
            self.assertEqual(self.count("change where class = 'up'") > 0, True)

    def test_a_command_that_is_none(self):
        for command in ("", "   "):
            self.write("job.toml", town.job(out_keys=f"on_alert = {json.dumps(command)}"))
            town.write_reports(self.folder / "reports.csv", "first")
            self.vigie("run", "job.toml", code=64 if command else 0)
        self.write("job.toml", town.job(out_keys="on_alert = \"mail 'me\""))
        self.assertIn("is not closed", self.vigie("check", "job.toml", code=64).stderr)

    def test_a_higher_threshold_raises_fewer(self):
        many = self.planted("./tell.sh")["alerts"]
        self.write("job.toml", town.job(change="alert_from = 3"))
        few = self.again("--force")["alerts"]
        self.assertLess(len(few), len(many))
        self.assertTrue(all(alert["level"] >= 3 for alert in few))

    def test_alerts_stand_in_the_words_for_people(self):
        self.write("job.toml", town.job())
        self.night("first")
        town.write_reports(self.folder / "reports.csv", "second", town.PLANTED)
        done = self.vigie("run", "job.toml")
        self.assertRegex(done.stderr, r"alert: neighbourhood Quarter 1-5 \(z15\): \d+ reports, \d+ before; rate ratio")
        self.vigie("run", "job.toml", "--force", "--progress", "json")


if __name__ == "__main__":
    unittest.main()
