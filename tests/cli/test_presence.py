"""Presence of wardens and patrols on streets: closed forms, a slow reference, refusals, and what must never be public."""
import datetime
import json
import math
import random
import unittest
import zoneinfo

from program import ProgramTest, collection, square

WEST, SOUTH = 150000, 170000  # Belgian Lambert 72


def line(points, **properties):
    return {"type": "Feature", "properties": properties,
            "geometry": {"type": "LineString", "coordinates": [[WEST + x, SOUTH + y] for x, y in points]}}


def hour(day, at):
    return f"2024-03-{day:02}T{at:02}:00"


class Presence(ProgramTest):
    """Two neighbourhoods of 300 m side by side, four weeks in March 2024 (winter time until the 31st)."""

    STREETS = [line([(50, 50), (250, 50)], id="a", kind="residential"), line([(250, 150), (350, 150)], id="b", kind="main"),
               line([(300, 0), (300, 300)], id="c", kind="main"), line([(500, 100), (800, 100)], id="d", kind="path")]

    def place(self, streets=None, presence="", more="", zones=None, crs="EPSG:31370", keys="", reports=None):
        self.write("zones.geojson", collection(zones or [square(WEST, SOUTH, 300, {"id": "z1"}), square(WEST + 300, SOUTH, 300, {"id": "z2"})]))
        self.write("streets.geojson", collection(self.STREETS if streets is None else streets))
        self.write("presence.csv", presence)
        reports = reports or [(10, 10, "2024-03-02T12:00"), (20, 20, "2024-03-20T12:00"), (400, 200, "2024-03-28T23:00")]
        self.write("reports.csv", "x,y,time\n" + "".join(f"{WEST + x},{SOUTH + y},{t}\n" for x, y, t in reports))
        return self.write("job.toml", f'[study]\ncrs = "{crs}"\ntime_zone = "Europe/Brussels"\nfrom = 2024-03-01\nto = 2024-03-29\n'
                                      '[reports]\nsource = "reports.csv"\ncrs = "EPSG:31370"\n[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\n'
                                      '[streets]\nsource = "streets.geojson"\nid = "id"\nclass = "kind"\n'
                                      f'[presence]\nsource = "presence.csv"\n{keys}\n{more}')

    def run_job(self, *words, code=0, **inputs):
        job = self.place(**inputs)
        return self.vigie("run", job, "-o", "out.gpkg", "--force", *words, code=code)

    def dosage(self, place="all", form="all", kind=None):
        return dict(self.rows("out.gpkg", "select * from presence_dosage where place = ? and form = ? and kind = coalesce(?, kind)", place, form, kind)[0])

    def share(self, zone="all", street="all", form="all"):
        return dict(self.rows("out.gpkg", "select * from street_coverage where zone_id = ? and class = ? and form = ?", zone, street, form)[0])

    HEAD = "segment,hour_start,minutes,form,interval_s\n"

    def test_worked_example(self):
        """The example of docs/methods/presence.md."""
        rows = [("a", 4, 10, 12), ("a", 4, 14, 30), ("a", 4, 15, 20), ("a", 6, 9, 6), ("b", 4, 10, 8)]
        self.run_job(presence=self.HEAD + "".join(f"{s},{hour(d, h)},{m},peace_warden,60\n" for s, d, h, m in rows))
        z1, z2 = self.dosage("z1"), self.dosage("z2")
        self.assertEqual(z1["length_m"], 200 + 50 + 150)  # half of b, and half of c, which is the border
        self.assertEqual(z1["minutes"], 12 + 30 + 20 + 6 + 4)
        self.assertEqual(z1["min_week"], 72 / 4)
        self.assertEqual((z1["inc"], z1["min_inc"]), (2, 36))
        # 16 minutes on the 4th at ten; 50 in two hours that follow each other; 6 on the 6th.
        self.assertEqual((z1["visits"], z1["gap_max"]), (3, 41))
        self.assertEqual(z1["gap_mean"], (3 + 41) / 2)
        self.assertEqual([round(z1[c], 9) for c in ("under_10", "of_10_16", "over_16")], [round(1 / 3, 9)] * 3)
        self.assertEqual((z2["minutes"], z2["visits"], z2["gap_mean"]), (4, 1, None))
        self.assertEqual(z2["note"], "gaps: insufficient_data")
        # a is visited three times in four weeks, b once, c and d never; d lies half outside.
        self.assertEqual(self.share()["length_m"], 200 + 100 + 300 + 100)
        self.assertEqual(self.share()["share"], 0)
        streets = {r["segment"]: r for r in self.rows("out.gpkg", "select * from streets")}
        self.assertEqual([streets[s]["visits"] for s in "abcd"], [3, 1, 0, 0])
        self.assertEqual([streets[s]["weeks_in"] for s in "abcd"], [1, 1, 0, 0])
        self.assertEqual([streets[s]["vis_class"] for s in "abcd"], ["rare", "rare", "never", "never"])
        self.run_job("--set", "presence.visits_per_week=0.5", presence=(self.folder / "presence.csv").read_text())
        self.assertEqual(self.share()["share"], 200 / 700)
        self.assertEqual(self.share("z1")["share"], 200 / 400)
        self.assertEqual((self.share(street="residential")["share"], self.share(street="main")["share"]), (1, 0))

    def test_rejects_tell_row_and_reason(self):
        rows = ["a,2024-03-04T10:00,10,peace_warden,60", "x,2024-03-04T10:00,10,peace_warden,60", "a,2024-03-04T11:00,10,plp,60",
                "a,2024-03-04T12:00,10,PLP-I,60", "a,2024-03-04T10:30,10,peace_warden,60", "a,never,10,peace_warden,60",
                "a,,10,peace_warden,60", "a,2024-03-04T13:00,-1,peace_warden,60", "a,2024-03-04T13:00,601,peace_warden,60",
                "a,2024-03-04T13:00,some,peace_warden,60", "a,2024-03-04T10:00,11,peace_warden,60", "a,2024-04-04T10:00,10,peace_warden,60",
                "a,2024-03-04T14:00,10,,60", "a,2024-03-04T15:00,10,peace_warden,fast", "a,2024-03-04T10:00,9,police_patrol,60",
                "a,2024-03-04T16:00,10,BIN,60", "far,2024-03-04T16:00,10,peace_warden,60"]
        streets = self.STREETS + [line([(900, 900), (950, 900)], id="far", kind="main"), line([(250, 50), (50, 50)], id="a2", kind="main"),
                                  line([(60, 60), (60, 60)], id="dot", kind="main")]
        self.run_job(streets=streets, presence=self.HEAD + "\n".join(rows) + "\n")
        found = [(r["row"], r["reason"]) for r in self.rows("out.gpkg", "select row, reason from rejects where source = 'presence.csv' order by row")]
        self.assertEqual(found, [(2, "unknown_segment"), (3, "refused_form"), (4, "refused_form"), (5, "bad_date"), (6, "bad_date"), (7, "missing_time"),
                                 (8, "out_of_range"), (9, "out_of_range"), (10, "bad_number"), (11, "duplicate"), (12, "outside_period"),
                                 (13, "refused_form"), (14, "bad_number"), (16, "refused_form"), (17, "outside_study_area")])
        self.assertEqual([r["reason"] for r in self.rows("out.gpkg", "select reason from rejects where source = 'streets.geojson' order by row")],
                         ["outside_study_area", "duplicate", "bad_geometry"])
        self.assertEqual((self.dosage()["minutes"], self.dosage(form="peace_warden")["minutes"], self.dosage(form="police_patrol")["minutes"]), (19, 10, 9))
        self.assertEqual(self.rows("out.gpkg", "select count(*) from presence_dosage where form like 'plp%' or form like 'bin%'")[0][0], 0)

    def test_partnerships_that_do_not_patrol_are_refused(self):
        rows = "segment,hour_start,minutes\na,2024-03-04T10:00,10\n"
        for form in ("plp", "PLP_I", "bin-z"):
            self.assertIn("do not patrol", self.run_job(presence=rows, keys=f'form = "{form}"', code=64).stderr)
        self.assertIn("no row can be used: 1 refused_form", self.run_job(presence=self.HEAD + "a,2024-03-04T10:00,10,plp,60\n", code=65).stderr)
        bare = '[reports]\nsource = "reports.csv"\ncrs = "EPSG:31370"\n[neighbourhoods]\nsource = "zones.geojson"\n[presence]\nsource = "presence.csv"\n'
        self.assertIn("needs [streets]", self.vigie("run", self.write("bare.toml", bare), "-o", "out.gpkg", code=64).stderr)

    def test_times_follow_the_rules_of_reports(self):
        """The hour that the clocks skip is no hour; the one that comes twice needs an offset."""
        rows = ["2024-03-31T02:00", "2024-10-27T02:00", "2024-10-27T02:00", "2024-10-27T02:00+01:00", "2024-07-01T08:00Z"]
        self.run_job("--set", "study.to=2025-01-01", "--set", "study.from=2024-01-01", presence=self.HEAD + "".join(f"a,{r},10,peace_warden,60\n" for r in rows))
        self.assertEqual([(r["row"], r["reason"]) for r in self.rows("out.gpkg", "select * from rejects where source = 'presence.csv' order by row")],
                         [(1, "bad_date"), (3, "duplicate")])
        self.assertEqual((self.dosage()["visits"], self.dosage()["minutes"]), (2, 30))

    def test_intervals_decide_what_can_be_said(self):
        rows = [(4, 10), (4, 12), (4, 15)]
        def run(interval, minutes=12):
            self.run_job(presence="segment,hour_start,minutes,form,interval_s\n" + "".join(f"a,{hour(d, h)},{minutes},peace_warden,{interval}\n" for d, h in rows))
            return self.dosage()
        one = run(60)
        self.assertEqual((one["visits"], one["gap_mean"], one["gap_max"], one["of_10_16"]), (3, 1.5, 2, 1))
        unknown = run("")
        self.assertEqual([unknown[c] for c in ("visits", "gap_mean", "gap_max", "of_10_16", "interval_s")], [None] * 5)
        self.assertEqual((unknown["note"], unknown["minutes"]), ("visits: interval_unknown", 36))
        # Twice 50 minutes is longer than the empty hour from 11 to 12, and shorter than the two from 13 to 15.
        coarse = run(3000)
        self.assertEqual((coarse["visits"], coarse["gap_max"], coarse["of_10_16"]), (2, 2, None))
        self.assertEqual(coarse["note"], "lengths: interval_too_long")
        self.assertEqual(run(181)["of_10_16"], None)
        added = run(60, 61)
        self.assertEqual((added["visits"], added["of_10_16"], added["note"]), (3, None, "lengths: persons_added"))
        self.run_job(presence="segment,hour_start,minutes\na,2024-03-04T10:00,12\n", keys='form = "peace_warden"\ninterval_s = 30')
        self.assertEqual((self.dosage()["interval_s"], self.dosage()["visits"]), (30, 1))
        self.assertEqual(self.dosage(form="peace_warden")["minutes"], 12)

    def town(self, seed=5, count=400):
        """Streets at random over both neighbourhoods, with presence by hour."""
        draw = random.Random(seed)
        streets = [(f"s{i:02}", draw.choice(["main", "lane"]), [(draw.uniform(5, 595), draw.uniform(5, 295)), (draw.uniform(5, 595), draw.uniform(5, 295))]) for i in range(30)]
        seen = {}
        for _ in range(count):
            key = (draw.choice(streets)[0], draw.randrange(1, 29), draw.randrange(24), draw.choice(["peace_warden", "police_patrol"]))
            seen[key] = draw.choice([0, 3, 8, 12, 15, 25, 55])
        return streets, seen

    @staticmethod
    def presence_of(seen, factor=1):
        return Presence.HEAD + "".join(f"{s},{hour(d, h)},{m * factor!r},{f},60\n" for (s, d, h, f), m in seen.items())

    def test_agrees_with_a_slow_reference(self):
        """Every number again, street by street and hour by hour, by clipping lines at x = 300."""
        streets, seen = self.town()
        reports = [(random.Random(i).uniform(1, 599), random.Random(-i).uniform(1, 299), hour(i % 28 + 1, i % 24)) for i in range(1, 60)]
        self.run_job("--set", "presence.visits_per_week=1.5", streets=[line(p, id=i, kind=k) for i, k, p in streets], presence=self.presence_of(seen), reports=reports)
        length = {i: math.dist(*p) for i, _, p in streets}
        west = {i: length[i] * max(0, min(1, (300 - min(p[0][0], p[1][0])) / abs(p[0][0] - p[1][0]))) for i, _, p in streets}
        inside = {"z1": west, "z2": {i: length[i] - west[i] for i in length}, "all": length}
        for form in ("all", "peace_warden", "police_patrol"):
            of_form = {k: m for k, m in seen.items() if form in ("all", k[3])}
            visits = {i: self.visits({(d, h) for (s, d, h, _), m in of_form.items() if s == i and m > 0}) for i in length}
            for place, share in inside.items():
                hours = {}
                for (s, d, h, _), m in of_form.items():
                    hours[d, h] = hours.get((d, h), 0) + m * share[s] / length[s]
                row, total = self.dosage(place, form), sum(hours.values())
                stays = self.stays({k: m for k, m in hours.items() if m >= 1})
                n = sum(1 for x, _, _ in reports if place == "all" or (x < 300) == (place == "z1"))
                gaps = [b[0][0] - a[0][-1] - 1 for a, b in zip(stays, stays[1:])]
                crowded = any(m > 60 for m in hours.values() if m >= 1)
                expected = {"length_m": sum(share.values()), "minutes": total, "min_week": total / 4, "inc": n, "min_inc": total / n, "visits": len(stays),
                            "gap_mean": sum(gaps) / len(gaps), "gap_max": max(gaps),
                            "under_10": None if crowded else sum(m < 10 for _, m in stays) / len(stays),
                            "of_10_16": None if crowded else sum(10 <= m <= 16 for _, m in stays) / len(stays),
                            "over_16": None if crowded else sum(m > 16 for _, m in stays) / len(stays)}
                for column, value in expected.items():
                    if value is None:
                        self.assertIsNone(row[column], (place, form, column))
                    else:
                        self.assertAlmostEqual(row[column], value, delta=1e-6 * max(1, abs(value)), msg=f"{place} {form} {column}")
                good = sum(share[i] for i in length if len(visits[i]) >= 6)
                self.assertAlmostEqual(self.share(place, form=form)["share"], good / sum(share.values()), places=9)
            for kind in ("main", "lane"):
                of_kind = [i for i, k, _ in streets if k == kind]
                self.assertAlmostEqual(self.share(street=kind, form=form)["share"], sum(length[i] for i in of_kind if len(visits[i]) >= 6) / sum(length[i] for i in of_kind), places=9)
        zones = {r["zone_id"]: r for r in self.rows("out.gpkg", "select * from neighbourhoods")}
        self.assertEqual((zones["z1"]["pr_week"], zones["z1"]["st_cov"]), (self.dosage("z1")["min_week"], self.share("z1")["share"]))

    @staticmethod
    def visits(hours):
        runs = []
        for at in sorted(d * 24 + h for d, h in hours):
            if runs and at - runs[-1][-1] == 1:
                runs[-1].append(at)
            else:
                runs.append([at])
        return runs

    @staticmethod
    def stays(hours):
        minutes = {d * 24 + h: m for (d, h), m in hours.items()}
        return [(run, sum(minutes[at] for at in run)) for run in Presence.visits(hours)]

    def everything(self):
        return [[tuple(r) for r in self.rows("out.gpkg", f"select * from {t}")] for t in ("presence_dosage", "street_coverage")]

    def assert_near(self, first, second, factor=1.0, scaled=()):
        for a, b in zip(first, second, strict=True):
            for x, y in zip(a, b, strict=True):
                for i, (v, w) in enumerate(zip(x, y, strict=True)):
                    if isinstance(v, float) and w is not None:
                        v *= factor if i in scaled else 1
                        self.assertAlmostEqual(v, w, delta=1e-6 * max(1, abs(v)))
                    else:
                        self.assertEqual(v, w)

    def test_halves_of_streets_change_nothing(self):
        """Every street cut in two, each with its minutes by length, and rows in another order."""
        streets, seen = self.town()
        self.run_job(streets=[line(p, id=i, kind=k) for i, k, p in streets], presence=self.presence_of(seen))
        before = self.everything()
        halves, rows = [], {}
        for i, kind, (a, b) in streets:
            share = random.Random(i).uniform(0.2, 0.8)
            middle = (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]))
            halves += [line([a, middle], id=i + "x", kind=kind), line([middle, b], id=i + "y", kind=kind)]
            for (s, d, h, f), m in seen.items():
                if s == i:
                    rows[i + "y", d, h, f], rows[i + "x", d, h, f] = m * (1 - share), m * share
        self.run_job(streets=halves[::-1], presence=self.presence_of(dict(reversed(rows.items()))))
        self.assert_near(before, self.everything())

    def test_doubled_minutes_are_twice_as_many(self):
        streets, seen = self.town(count=40)
        lines = [line(p, id=i, kind=k) for i, k, p in streets]
        self.run_job(streets=lines, presence=self.presence_of(seen))
        before = self.dosage("z1")
        self.run_job(streets=lines, presence=self.presence_of(seen, 2))
        for column in ("minutes", "min_week", "min_inc"):
            self.assertAlmostEqual(self.dosage("z1")[column], 2 * before[column], places=6)
        self.assertEqual(self.dosage("z1")["length_m"], before["length_m"])

    def test_another_coordinate_system_changes_nothing(self):
        """Lambert 2008 has the same metres to 1 in 100,000."""
        streets, seen = self.town()
        lines = [line(p, id=i, kind=k) for i, k, p in streets]
        self.run_job(streets=lines, presence=self.presence_of(seen))
        before = [self.dosage(p) for p in ("all", "z1", "z2")]
        self.run_job(streets=lines, presence=self.presence_of(seen), crs="EPSG:3812")
        for place, row in zip(("all", "z1", "z2"), before):
            for column, value in self.dosage(place).items():
                if isinstance(value, float):
                    self.assertAlmostEqual(value, row[column], delta=2e-5 * max(1, abs(value)), msg=column)
                else:
                    self.assertEqual(value, row[column], column)

    def test_same_bytes_for_any_number_of_threads_and_order(self):
        streets, seen = self.town()
        lines = [line(p, id=i, kind=k) for i, k, p in streets]
        self.run_job("--threads", "1", streets=lines, presence=self.presence_of(seen))
        first, one = self.everything(), (self.folder / "out.gpkg").read_bytes()
        self.run_job("--threads", "7", streets=lines, presence=self.presence_of(seen))
        self.assertEqual(one, (self.folder / "out.gpkg").read_bytes())
        self.run_job(streets=lines[::-1], presence=self.presence_of(dict(reversed(seen.items()))))
        self.assertEqual(first, self.everything())

    def test_hot_areas_of_the_period_before(self):
        """Those of another result, of which the cold ones are left out; else those of this run, which is said."""
        hot = [square(WEST + 40, SOUTH + 40, 110, {"hs_id": "hot_x", "kind": "hot"}), square(WEST + 400, SOUTH, 50, {"hs_id": "cold_x", "kind": "cold"})]
        self.write("before.geojson", collection(hot))
        done = self.run_job(presence=self.HEAD + "a,2024-03-04T10:00,20,peace_warden,60\n", keys='hot_areas = "before.geojson"')
        rows = self.rows("out.gpkg", "select * from presence_areas")
        self.assertEqual([(r["hs_id"], r["length_m"], r["minutes"], r["hot_in"]) for r in rows], [("hot_x", 100, 10, "before")])
        self.assertNotIn("period before", done.stderr)
        self.assertEqual(self.value("out.gpkg", "select count(*) from run_manifest where key = 'hot_areas' and value = 'before.geojson'"), 1)
        reports = [(30 + i % 3 * 60, 30 + i // 3 % 3 * 60, "2024-03-05T10:00") for i in range(135)] + [(100 * i + 50, 250, "2024-03-01T10:00") for i in range(6)]
        done = self.run_job(presence=self.HEAD + "a,2024-03-04T10:00,20,peace_warden,60\n", reports=reports, more='[grid]\ncell_size = "60m"\n')
        self.assertIn("hot areas of the same days", done.stderr)
        self.assertEqual({r["hot_in"] for r in self.rows("out.gpkg", "select * from presence_areas")}, {"same"})

    def test_what_nobody_knows_is_missing(self):
        """No street in a neighbourhood, days beside the study, no incident, silence at an end."""
        rows = self.HEAD + "a,2024-03-04T10:00,20,peace_warden,60\n"
        done = self.run_job(presence=rows, streets=self.STREETS[:1])
        self.assertEqual([self.dosage("z2")[c] for c in ("length_m", "minutes", "min_week", "visits", "note")], [0, None, None, None, "no_streets"])
        self.assertEqual((self.share("z2")["share"], self.share("z2")["note"]), (None, "zero_denominator"))
        self.assertIn("set [presence] from and to", done.stderr)
        done = self.run_job(presence=rows, keys="from = 2024-03-04\nto = 2024-03-11\nbasis = 'planned'")
        self.assertNotIn("from and to", done.stderr)
        self.assertEqual((self.dosage()["min_week"], self.dosage()["inc"], self.dosage()["min_inc"], self.dosage()["basis"]), (20, 0, None, "planned"))
        self.assertEqual((self.share()["share"], self.share()["basis"], self.share()["weeks"]), (200 / 700, "planned", 1))
        self.run_job(presence=rows, keys="from = 2024-02-26\nto = 2024-03-11")
        self.assertEqual((self.dosage()["inc"], self.dosage()["note"].split(";")[0]), (None, "min_inc: insufficient_data"))

    def test_staff_finds_do_not_count_as_incidents(self):
        job = self.place(presence=self.HEAD + "a,2024-03-04T10:00,20,peace_warden,60\n")
        self.write("reports.csv", "x,y,time,origin\n" + "".join(f"{WEST + 10 + i},{SOUTH + 10},2024-03-0{i + 1}T12:00,{o}\n" for i, o in enumerate(["citizen", "discovered", "discovered", "unknown"])))
        self.vigie("run", job, "-o", "out.gpkg", "--force")
        self.assertEqual((self.dosage()["inc"], self.dosage()["min_inc"]), (2, 10))

    def test_nothing_of_it_is_public(self):
        """Workers' data: no layer, table or column of it, and no name of a street, in a public file."""
        streets = [line([(50, 50), (250, 50)], id="quay_of_secrets", kind="residential")]
        job = self.place(streets=streets, presence=self.HEAD + "quay_of_secrets,2024-03-04T10:00,20,warden_of_secrets,60\nno_such_street,2024-03-04T10:00,20,plp,60\n",
                         more='[output]\nprofile = "public"\nfirst_release = true\n')
        self.vigie("run", job, "-o", "public.gpkg")
        tables = {r[0] for r in self.rows("public.gpkg", "select table_name from gpkg_contents")}
        self.assertTrue(tables.isdisjoint({"streets", "presence_areas", "presence_dosage", "street_coverage"}))
        self.assertFalse({"pr_week", "pr_visits", "st_cov", "st_len"} & set(self.columns("public.gpkg", "neighbourhoods")))
        content = (self.folder / "public.gpkg").read_bytes()
        for word in (b"quay_of_secrets", b"warden_of_secrets", b"no_such_street"):
            self.assertNotIn(word, content)

    def test_a_layer_of_lines_in_degrees(self):
        """What QGIS gets: lines, in the study's system, with an index; columns may bear other names."""
        features = [{"type": "Feature", "properties": {"osm_id": 7, "fclass": "living"}, "geometry":
                     {"type": "MultiLineString", "coordinates": [[[4.4, 50.83], [4.401, 50.83]], [[4.401, 50.83], [4.401, 50.831]]]}}]
        self.write("zones.geojson", json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"id": "z"}, "geometry": {"type": "Polygon", "coordinates": [[[4.39, 50.82], [4.41, 50.82], [4.41, 50.84], [4.39, 50.84], [4.39, 50.82]]]}}]}))
        self.write("streets.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
        self.write("presence.csv", "wegvak;uur;minuten;vorm\n7;2024-03-04 10:00;12,5;peace_warden\n")
        self.write("reports.csv", "lon,lat,time\n4.4,50.83,2024-03-04T10:00\n4.4,50.83,2024-03-09T10:00\n")
        self.write("job.toml", '[reports]\nsource = "reports.csv"\n[neighbourhoods]\nsource = "zones.geojson"\n[streets]\nsource = "streets.geojson"\n[presence]\nsource = "presence.csv"\ninterval_s = 60\n')
        self.vigie("run", "job.toml", "-o", "out.gpkg")
        row = dict(self.rows("out.gpkg", "select * from streets")[0])
        self.assertEqual((row["segment"], row["class"], row["minutes"]), ("7", "living", 12.5))
        self.assertAlmostEqual(row["length_m"], 181.7, delta=0.5)  # 70.47 m and 111.24 m on the ellipsoid
        kind = self.rows("out.gpkg", "select geometry_type_name, srs_id from gpkg_geometry_columns where table_name = 'streets'")[0]
        self.assertEqual(tuple(kind), ("MULTILINESTRING", 31370))
        self.assertEqual(self.value("out.gpkg", "select count(*) from rtree_streets_geom"), 1)
        style = self.value("out.gpkg", "select styleQML from layer_styles where f_table_name = 'streets'")
        self.assertIn("<layerGeometryType>1</layerGeometryType>", style)
        self.assertEqual((style.count('type="line"'), style.count('type="fill"')), (5, 0))


if __name__ == "__main__":
    unittest.main()
