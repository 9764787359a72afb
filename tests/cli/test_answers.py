"""Do reporters hear back: the worked example, a slow estimator beside ours, and everything that cannot be followed."""
import datetime
import random
import unittest
import zoneinfo

from program import SOURCE, ProgramTest, collection, square

BRUSSELS = zoneinfo.ZoneInfo("Europe/Brussels")
EXAMPLE = [("2024-01-01", "2024-01-04"), ("2024-01-02", "2024-01-12"), ("2024-01-05", "2024-01-15"), ("2024-01-10", "2024-02-09"),
           ("2024-01-15", ""), ("2024-01-20", "2024-02-24"), ("2024-02-10", ""), ("2024-02-20", "")]


def product_limit(waits, day):
    """Share that ended within `day`, one day's factor after the other; None where nobody was followed so long."""
    waiting = 1.0
    for t in sorted({days for days, ended in waits if ended and days <= day}):
        at_risk = sum(days >= t for days, _ in waits)
        waiting *= 1 - sum(ended and days == t for days, ended in waits) / at_risk
    return 1 - waiting if waiting < 1e-12 or max(days for days, _ in waits) >= day else None


def median(waits):
    return next((t for t in sorted({days for days, ended in waits if ended}) if product_limit(waits, t) >= 0.5 - 1e-9), None)


class Answers(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("zones.geojson", collection([square(150000 + 400 * c, 170000, 400, {"id": f"z{c}"}) for c in range(3)]))

    def job(self, more="", reports="", study=""):
        self.write("job.toml", f'[study]\ncrs = "EPSG:31370"\ntime_zone = "Europe/Brussels"\n{study}\n[reports]\nsource = "reports.csv"\n{reports}\n'
                               f'[neighbourhoods]\nsource = "zones.geojson"\n[answers]\n{more}\n[output]\ngeopackage = "out.gpkg"\n')
        return "job.toml"

    def reports(self, rows, columns="time,closed"):
        lines = [f"{150010 + 7 * (i % 50)},{170010 + i % 300}," + ",".join(row) for i, row in enumerate(rows)]
        self.write("reports.csv", "x,y," + columns + "\n" + "\n".join(lines) + "\n")

    def run_job(self, *job, **more):
        done = self.vigie("run", self.job(*job, **more), "--force")
        return done, {(r["zone_id"], r["channel"]): r for r in self.rows("out.gpkg", "select * from answers")}

    def check(self, name):
        return self.value("out.gpkg", "select value from data_quality where \"check\" = ?", name)

    def test_the_worked_example(self):
        """Every number of docs/methods/answers.md; limits by R 4.2.2, survival 3.5-3, and binom.test."""
        self.reports(EXAMPLE)
        done, rows = self.run_job(study="to = 2024-03-01")
        row = rows["all", "all"]
        self.assertEqual((row["n"], row["n_answer"], row["answer_d"], row["answer_lo"], row["answer_hi"]), (8, 5, 30, 3, None))
        for column, value in (("answered", 0.625), ("answ_lo", 0.2448632), ("answ_hi", 0.9147666), ("in_30d", 1 - 0.41666667),
                              ("in_30d_lo", 1 - 0.74732619), ("in_30d_hi", 1 - 0.071967498), ("followed_d", 46)):
            self.assertAlmostEqual(row[column], value, delta=5e-8, msg=column)
        self.assertEqual((row["in_90d"], row["in_90d_lo"], row["note"], row["note_days"]), (None, None, None, "not_followed_90d"))
        self.assertIn("5 of 8 reports followed were closed by 2024-02-29T23:00:00Z (62 %); half within 30.0 days", done.stderr)
        page = (SOURCE / "docs" / "methods" / "answers.md").read_text(encoding="utf-8")
        for words in ("0.625 (0.245 to 0.915)", "0.583 (0.253 to", "0.928)", "(3 to no limit)"):
            self.assertIn(words, page)
        self.assertEqual([c for c in self.columns("out.gpkg", "neighbourhoods") if c in ("answered", "answer_d", "in_30d")],
                         ["answered", "answer_d", "in_30d"])
        self.assertEqual([tuple(r) for r in self.rows("out.gpkg", "select answered, answer_d from neighbourhoods order by zone_id")],
                         [(0.625, 30), (None, None), (None, None)])
        self.assertEqual((rows["z1", "all"]["note"], rows["z1", "all"]["note_days"]), ("zero_denominator", "zero_denominator"))

    def test_a_slow_estimator_says_the_same(self):
        """600 reports by place, channel and origin; some of no channel, some answered after the end, ties by day."""
        dice = random.Random(5)
        rows, told = [], []
        for i in range(600):
            made = datetime.datetime(2024, 3, 1 + i % 30, dice.randrange(24), 30) + datetime.timedelta(days=30 * dice.randrange(4))
            made = min(made, datetime.datetime(2024, 6, 29, 12))
            closed = made + datetime.timedelta(days=int(dice.expovariate(1 / 25))) if dice.random() < 0.8 else None
            channel, origin = dice.choice(["app", "App", "phone", "letter", ""]), dice.choice(["citizen", "citizen", "discovered", ""])
            rows.append((made.isoformat(), closed.isoformat() if closed else "", channel, origin, dice.choice("ab")))
            told.append((made, closed, channel.lower(), origin))
        x = [150010.5 + 13 * i % 1180 for i in range(600)]
        self.write("reports.csv", "x,y,time,closed,channel,origin,category\n" + "".join(f"{x[i]},170100,{','.join(row)}\n" for i, row in enumerate(rows)))
        _, found = self.run_job(study="from = 2024-03-01\nto = 2024-07-01")
        waits = {}
        for i, (made, closed, channel, origin) in enumerate(told):
            if origin == "discovered":
                continue
            limit = datetime.datetime(2024, 7, 1)
            ended = closed is not None and closed < limit
            wait = (((closed if ended else limit) - made).total_seconds() / 86400, ended)
            for place in ("all", f"z{int(x[i] - 150000) // 400}"):
                waits.setdefault((place, "all"), []).append(wait)
                if channel:
                    waits.setdefault((place, channel), []).append(wait)
        self.assertEqual(set(found), set(waits))
        for key, row in found.items():
            with self.subTest(key):
                self.assertEqual((row["n"], row["n_answer"]), (len(waits[key]), sum(ended for _, ended in waits[key])))
                for column, day in (("in_30d", 30), ("in_90d", 90)):
                    self.assertAlmostEqual(row[column], product_limit(waits[key], day), delta=1e-9)
                self.assertAlmostEqual(row["answer_d"], median(waits[key]), delta=1e-9)
                self.assertLessEqual(row["answer_lo"], row["answer_d"])
                self.assertLess(row["in_30d_lo"], row["in_30d"])
                self.assertGreater(row["in_30d_hi"], row["in_30d"])
        self.assertEqual(self.check("answers_by_staff"), sum(origin == "discovered" for *_, origin in told))
        self.assertGreater(self.check("answered_after_end"), 0)
        before = (self.folder / "out.gpkg").read_bytes()
        self.vigie("run", "job.toml", "--force", "--threads", "3")
        self.assertEqual((self.folder / "out.gpkg").read_bytes(), before)
        by_one = self.run_job('categories = ["a"]', study="from = 2024-03-01\nto = 2024-07-01")[1]["all", "all"]
        self.assertEqual(by_one["n"], sum(row[4] == "a" and row[3] != "discovered" for row in rows))
        self.assertIn("did you mean", self.vigie("run", self.job('categories = ["bb"]', study="from = 2024-03-01\nto = 2024-07-01"), "--force", code=64).stderr)

    def test_what_cannot_be_followed_is_counted(self):
        plain = [("2024-01-02T08:00:00", f"2024-01-{3 + i:02}T08:00:00") for i in range(5)]
        strange = [("2024-01-10T14:00:00", "2024-01-10"),           # answered that day: 0 days
                   ("2024-01-10T14:00:00", "2024-01-09T10:00:00"),  # before it was made
                   ("2024-01-10T14:00:00", "2024-01-10T13:59:00"),
                   ("2024-01-10T14:00:00", "9999-12-31"),           # no date
                   ("2024-01-10T14:00:00", "1900-01-01"),
                   ("2024-01-10T14:00:00", "2024-03-05T00:00:00")]  # after the end
        self.reports(plain + strange)
        done, rows = self.run_job(study="to = 2024-02-01")
        row = rows["all", "all"]
        self.assertEqual((row["n"], row["n_answer"]), (9, 6))
        self.assertEqual([self.check(name) for name in ("answered_before_report", "answered_on_no_day", "answered_after_end")], [2, 2, 1])
        self.assertIn("2 reports are answered before they are made; they are not followed", done.stderr)
        self.assertIn("1 reports are answered after 2024-01-31T23:00:00Z", done.stderr)
        self.assertIn("[reports] as_of", done.stderr)
        # With the day of the export the late one counts, and what is open waits longer.
        done, rows = self.run_job(study="to = 2024-02-01", reports="as_of = 2024-03-10")
        self.assertEqual(rows["all", "all"]["n_answer"], 7)
        self.assertAlmostEqual(rows["all", "all"]["followed_d"], 60 + 10 / 24, delta=1e-9)  # 10 January, 14:00, to 11 March, 0:00
        self.assertEqual(self.value("out.gpkg", "select value from run_manifest where section = 'answers' and key = 'followed_until_from'"), "reports.as_of")
        # Neither is given: until the last answer, days that stand for no date apart.
        self.run_job()
        self.assertEqual(self.value("out.gpkg", "select value from run_manifest where section = 'answers' and key = 'followed_until'"), "2024-03-04T23:00:00Z")

    def test_nobody_is_answered(self):
        self.reports([("2024-01-02", ""), ("2024-01-20", ""), ("2024-01-28", "")])
        done, rows = self.run_job(study="to = 2024-03-01")
        row = rows["all", "all"]
        self.assertEqual((row["answered"], row["answer_d"], row["in_30d"], row["note"]), (0, None, 0, "median_not_reached"))
        self.assertAlmostEqual(row["in_30d_hi"], 1 - 0.025 ** (1 / 3), delta=1e-12)
        self.assertIn("no report has a time of answer", done.stderr)
        self.assertEqual({channel for _, channel in rows}, {"all"})

    def test_an_answer_is_not_a_closing_where_both_are_known(self):
        self.reports([("2024-01-02", "2024-01-05", "2024-02-20"), ("2024-01-03", "", "2024-01-04"), ("2024-01-04", "2024-01-08", "")],
                     "time,answered,closed")
        done, rows = self.run_job(study="to = 2024-03-01")
        self.assertEqual((rows["all", "all"]["n_answer"], rows["all", "all"]["answer_d"]), (2, 4))
        self.assertIn("were answered by", done.stderr)
        self.assertEqual(self.value("out.gpkg", "select value from run_manifest where section = 'reports' and key = 'answered'"), "answered")

    def test_days_are_those_of_the_calendar(self):
        """From 1 to 31 October are 30 days, though the clocks give an hour back; a summer and a winter date alike."""
        self.reports([("2024-10-01", "2024-10-31"), ("2024-03-10", "2024-04-09")])
        row = self.run_job(study="to = 2025-01-01")[1]["all", "all"]
        self.assertEqual((row["answer_d"], row["in_30d"]), (30, 1))

    def test_a_report_waits_from_its_entry_where_the_job_says_so(self):
        self.reports([("2024-01-01", "2024-01-11", "2024-01-20"), ("2024-01-02", "", "2024-01-22")], "time,registered,closed")
        self.assertEqual(self.run_job(study="to = 2024-03-01")[1]["all", "all"]["answer_d"], 19)
        self.assertEqual(self.run_job('since = "registered"', study="to = 2024-03-01")[1]["all", "all"]["answer_d"], 9)
        self.reports(EXAMPLE)
        self.assertIn("[reports] registered", self.vigie("run", self.job('since = "registered"'), "--force", code=64).stderr)

    def test_answers_at_once_are_doubted(self):
        self.reports([(f"2024-01-{i:02}T10:00:00",) * 2 for i in range(1, 9)] + [("2024-01-09T10:00:00", "2024-01-12T10:00:00")])
        done, _ = self.run_job(study="to = 2024-03-01")
        self.assertIn("8 of 9 answers carry the very time of their report", done.stderr)

    def test_many_channels_are_cut(self):
        self.reports([("2024-01-01", "2024-01-03", f"line {i % 24:02}") for i in range(240)] + [("2024-01-01", "2024-01-03", "line 05")], "time,closed,channel")
        done, rows = self.run_job(study="to = 2024-03-01")
        self.assertEqual(len([key for key in rows if key[0] == "all"]), 21)
        self.assertEqual((rows["all", "line 05"]["n"], rows["all", "all"]["n"]), (11, 241))
        self.assertIn("4 more channels", done.stderr)

    def test_it_needs_a_time_of_answer(self):
        self.reports([("2024-01-01",), ("2024-01-02",)], "time")
        self.assertIn("[answers] needs [reports] with times", self.vigie("run", self.job(), code=64).stderr)

    def test_parts_of_a_job_give_the_same_bytes(self):
        self.reports([(f"2024-01-{1 + i % 28:02}", f"2024-02-{1 + i % 20:02}" if i % 3 else "", ["app", "web", ""][i % 3]) for i in range(300)], "time,answered,channel")
        self.vigie("run", self.job(study="from = 2024-01-01\nto = 2024-03-01"))
        whole = (self.folder / "out.gpkg").read_bytes()
        self.vigie("plan", "job.toml", "--parts", "2")
        for i in (1, 2):
            self.vigie("run", "job.toml", "--part", f"{i}/2", "-o", f"part{i}")
        (self.folder / "out.gpkg").unlink()
        self.vigie("merge", "job.toml", "part1", "part2", "-o", "out.gpkg")
        self.assertEqual((self.folder / "out.gpkg").read_bytes(), whole)

    def test_a_public_file_holds_none_of_it(self):
        self.reports([(f"2024-01-{1 + i % 28:02}", f"2024-02-{1 + i % 20:02}" if i % 3 else "", "app") for i in range(300)], "time,closed,channel")
        job = self.job(study="from = 2024-01-01\nto = 2024-03-01")
        text = (self.folder / job).read_text() + 'profile = "public"\nfirst_release = true\nreport = "out.html"\n'
        self.write("job.toml", text.replace("[answers]", "[rates]\n[answers]"))
        done = self.vigie("run", "job.toml")
        self.assertNotIn("answers", [r[0] for r in self.rows("out.gpkg", "select table_name from gpkg_contents")])
        self.assertEqual([c for c in self.columns("out.gpkg", "neighbourhoods") if c.startswith(("answer", "in_"))], [])
        told = done.stderr + (self.folder / "out.html").read_text(encoding="utf-8") + str([tuple(r) for r in self.rows("out.gpkg", "select * from run_manifest")])
        for word in ("followed_until", "half within", "n_answer"):
            self.assertNotIn(word, told)
        self.assertIn("answers", done.stderr)  # says that it is left out


if __name__ == "__main__":
    unittest.main()
