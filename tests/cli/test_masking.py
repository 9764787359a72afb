"""Moved points of public files, and the attacker: who averages over nights, counts, and knows every home."""
import collections
import json
import math
import random
import statistics
import unittest

from program import ProgramTest, SAMPLES, collection, square

CITY = SAMPLES / "invented-city"
LIMIT, WEST, SOUTH, ZONE, SIDE = 5, 150_000, 170_000, 600, 2
HOMES = 720  # of a neighbourhood of 36 ha: 2000 per square kilometre
INNER, OUTER = math.sqrt(3 * 5 / (math.pi * HOMES / ZONE ** 2)), math.sqrt(50 / (math.pi * HOMES / ZONE ** 2))
SECRET = "5b1f0c7a9e3d42868b1d7c0f6a2e94d3"


class Town(ProgramTest):
    """Four neighbourhoods of 600 m, cells of 100 m, reports from homes that lie on streets of their own."""

    def setUp(self):
        super().setUp()
        self.chance = random.Random(11)
        zones = [square(WEST + column * ZONE, SOUTH + row * ZONE, ZONE, {"id": f"z{row}{column}", "dwellings": HOMES, "population": 1500})
                 for row in range(SIDE) for column in range(SIDE)]
        self.write("zones.geojson", collection(zones))
        self.write("mask.key", SECRET)
        self.points = [self.home() for _ in range(900)]

    def home(self):
        """Most of them around four places."""
        while True:
            x, y = (self.chance.uniform(0, 1200), self.chance.uniform(0, 1200)) if self.chance.random() < 0.4 else \
                (self.chance.gauss(300 + 600 * self.chance.randrange(2), 110), self.chance.gauss(300 + 600 * self.chance.randrange(2), 110))
            if 0 < x < 1200 and 0 < y < 1200:
                return WEST + round(x) + 0.37, SOUTH + round(y) + 0.61

    def release(self, points, code=0, **output):
        self.write("reports.csv", "id,x,y,time,category,who\n" + "".join(
            f"R{i:05d},{x},{y},2024-05-{1 + i % 28:02d}T{i % 24:02d}:13:57Z,noise,citizen{i % 400:03d}\n" for i, (x, y) in enumerate(points)))
        settings = {"profile": "public", "geopackage": "out.gpkg", "first_release": "true", "reports": "include", "mask": "donut", "secret": "mask.key", **output}
        self.write("job.toml", "\n".join(
            ['[study]', 'crs = "EPSG:31370"', 'from = 2024-05-01', 'to = 2024-06-01', '[reports]', 'source = "reports.csv"', 'crs = "EPSG:31370"', 'x = "x"', 'y = "y"',
             'id = "id"', 'time = "time"', 'category = "category"', 'reporter = "who"', '[neighbourhoods]', 'source = "zones.geojson"', 'id = "id"',
             'dwellings = "dwellings"', 'population = "population"', '[grid]', 'cell_size = "100m"', '[hotspots]', '[output]', *(f"{key} = {json.dumps(value)}" for key, value in settings.items()), '']))
        done = self.vigie("run", "job.toml", "--json", code=code)
        return done.stderr if code else self.shown()

    def shown(self):
        """Points as [(zone, x, y, hidden among)], by what any reader of the file sees."""
        from osgeo import ogr
        ogr.UseExceptions()
        file = ogr.Open(str(self.folder / "out.gpkg"))
        return [(feature["zone_id"], feature.GetGeometryRef().GetX(), feature.GetGeometryRef().GetY(), feature["hidden_in"]) for feature in file.GetLayer("masked_reports")]

    def counts(self):
        cells = {row[0]: row[1] for row in self.rows("out.gpkg", "select cell_id, n from cells")}
        return cells, {row[0]: row[1] for row in self.rows("out.gpkg", "select zone_id, n from neighbourhoods")}


def zone_of(x, y):
    return f"z{int((y - SOUTH) // ZONE)}{int((x - WEST) // ZONE)}"


def cell_of(x, y):
    return f"s100_{int(x // 100)}_{int(y // 100)}"


class OneFile(Town):
    def test_points_tell_no_more_than_the_numbers(self):
        shown = self.release(self.points)
        cells, zones = self.counts()
        self.assertGreater(len(shown), 300)
        by_zone = collections.Counter(zone for zone, *_ in shown)
        may = {zone: sum(n for cell, n in cells.items() if n and zone_of(*(100 * int(part) + 50 for part in cell.split("_")[1:])) == zone) for zone in zones}
        for zone, points in by_zone.items():
            self.assertIsNotNone(zones[zone])
            self.assertLessEqual(points, may[zone], "more points than the shown cells of the neighbourhood have reports")
            self.assertGreaterEqual(points, LIMIT)
        for zone, x, y, _ in shown:
            self.assertEqual(zone_of(x, y), zone)

    def test_nothing_of_a_report_is_in_the_file(self):
        shown = self.release(self.points)
        self.assertEqual(self.columns("out.gpkg", "masked_reports"), ["fid", "geom", "zone_id", "place_id", "hidden_in"])
        content = (self.folder / "out.gpkg").read_bytes()
        for secret in (SECRET, "citizen0", "R000", ":13:57", str(self.folder)):
            self.assertNotIn(secret.encode(), content)
        true = set(self.points)
        self.assertEqual([point for point in shown if (round(point[1], 2), round(point[2], 2)) in true], [])
        self.assertEqual(self.rows("out.gpkg", "select 1 from run_manifest where key = 'secret' and section = 'output'"), [])
        self.assertEqual(shown, sorted(shown, key=lambda point: zone_of(point[1], point[2])), "the order of the rows tells nothing of that of the reports")

    def test_the_order_of_the_reports_does_not_matter(self):
        before = self.release(self.points)
        (self.folder / "out.gpkg").unlink()
        self.chance.shuffle(self.points)
        self.assertEqual(before, self.release(self.points))

    def test_linking_with_cells_leaves_enough_homes(self):
        """Homes lie evenly; what can a reader rule out who has the counts, the borders and the formula?"""
        self.release(self.points)
        cells, _ = self.counts()
        step, per_spot = 5, HOMES / ZONE ** 2 * 25
        fewest = math.inf
        for zone, x, y, hidden in self.shown():
            homes = 0
            for i in range(-int(OUTER // step), int(OUTER // step) + 1):
                for j in range(-int(OUTER // step), int(OUTER // step) + 1):
                    u, v = x + i * step, y + j * step
                    if INNER <= math.hypot(u - x, v - y) <= OUTER and zone_of(u, v) == zone and (cells.get(cell_of(u, v)) or 0) > 0:
                        homes += per_spot
            self.assertGreaterEqual(homes, LIMIT, (x, y))
            self.assertLessEqual(hidden, homes + 2, "hidden among fewer than the file says")
            fewest = min(fewest, hidden)
        self.assertGreaterEqual(fewest, LIMIT)
        facts = dict(self.rows("out.gpkg", "select key, value from run_manifest where section = 'disclosure' and key like 'mask%'"))
        self.assertEqual(int(facts["mask_hidden_among_least"]), fewest)
        self.assertGreaterEqual(int(facts["mask_homes_nearer_least"]), LIMIT)

    def test_a_place_in_a_hidden_cell_has_no_point(self):
        alone = [(WEST + 1150, SOUTH + 50)] * 3
        with_it = self.release([point for point in self.points if not (point[0] > WEST + 1000 and point[1] < SOUTH + 250)] + alone)
        self.assertEqual([point for point in with_it if math.hypot(point[1] - WEST - 1150, point[2] - SOUTH - 50) < INNER], [])
        self.assertIsNone(self.counts()[0]["s100_1511_1700"])

    def test_what_must_be_said_is_asked_for(self):
        self.assertIn("mask", self.release(self.points, code=64, mask="none"))
        self.assertIn("output.secret", self.release(self.points, code=64, secret=""))
        self.assertIn("mask_anchors", self.release(self.points, code=64, mask="snap"))
        self.assertIn("mask_k_max", self.release(self.points, code=64, mask_k_max=30))
        self.assertIn("mask.key", self.release(self.points, code=66, secret="none/mask.key"))
        self.write("weak.key", "secret")
        self.assertIn("guess", self.release(self.points, code=64, secret="weak.key"))
        self.write("zones.geojson", collection([square(WEST, SOUTH, 2 * ZONE, {"id": "all", "inhabitants": 1500})]))
        job = (self.folder / "job.toml").read_text().replace("weak.key", "mask.key")
        self.write("job.toml", "\n".join(line for line in job.splitlines() if not line.startswith(("dwellings", "population"))))
        self.assertIn("dwellings", self.vigie("run", "job.toml", code=64).stderr)


class Nights(Town):
    def test_few_points_never_come_or_go(self):
        before = self.release(self.points)
        moved = 0
        for night in range(6):
            self.points += [self.home() for _ in range(1 + 300 * (night % 2))]
            if night % 3 == 0:
                del self.points[self.chance.randrange(len(self.points))]
            after = self.release(self.points)
            old, new = (collections.Counter(point[:3] for point in shown) for shown in (before, after))
            for zone in {point[0] for point in [*before, *after]}:
                come = sum(n for point, n in (new - old).items() if point[0] == zone)
                gone = sum(n for point, n in (old - new).items() if point[0] == zone)
                self.assertTrue(come == 0 or come >= LIMIT, (night, zone, come))
                self.assertTrue(gone == 0 or gone >= LIMIT, (night, zone, gone))
                moved += come + gone
            before = after
        self.assertGreater(moved, 0, "nothing ever changes")

    def test_a_place_stays_where_it_went_in_every_series(self):
        """A caller who reports in every period shows one point, however many files are put together."""
        seen = collections.defaultdict(set)
        for night in range(5):
            (self.folder / "out.gpkg").unlink(missing_ok=True)
            crowd = self.points[100 * night:500 + 100 * night]
            for x, y in {point[1:3] for point in self.release(crowd + [(WEST + 310, SOUTH + 310)] * 40)}:
                seen[(x, y)].add(night)
        heaviest = max(seen.items(), key=lambda place: len(place[1]))
        self.assertEqual(len(heaviest[1]), 5)
        stacks = [place for place, _ in collections.Counter(point[1:3] for point in self.shown()).most_common(1)]
        self.assertEqual(len(seen[stacks[0]]), 5, "the place of forty calls stands at one point in all files")

    def test_averaging_finds_no_caller(self):
        """Callers whose position is read anew by a phone at each call: the mean of their points is far from home."""
        homes = [(WEST + 150 + 300 * i + self.chance.uniform(-30, 30), SOUTH + 150 + 300 * j + self.chance.uniform(-30, 30)) for i in range(4) for j in range(4)]
        calls = [(round(home[0] + self.chance.gauss(0, 5)), round(home[1] + self.chance.gauss(0, 5))) for home in homes for _ in range(30)]
        (self.folder / "quiet").mkdir()
        crowd = self.release(self.points)
        (self.folder / "out.gpkg").unlink()
        callers = collections.Counter(point[:3] for point in self.release(self.points + calls)) - collections.Counter(point[:3] for point in crowd)
        found = 0
        for home in homes:
            near = [point for point, n in callers.items() for _ in range(n) if math.hypot(point[1] - home[0], point[2] - home[1]) <= OUTER]
            guess = (statistics.fmean(p[1] for p in near), statistics.fmean(p[2] for p in near)) if near else (0, 0)
            nearer = HOMES / ZONE ** 2 * math.pi * math.hypot(guess[0] - home[0], guess[1] - home[1]) ** 2
            found += nearer < 1
        self.assertLessEqual(found, len(homes) / LIMIT)

    def test_another_secret_is_refused(self):
        self.release(self.points)
        self.write("other.key", SECRET[::-1])
        self.assertIn("moved its points otherwise", self.release(self.points, code=64, secret="other.key"))
        self.assertIn("moved its points otherwise", self.release(self.points, code=64, mask_k_max=80))
        self.release(self.points)


class Anchors(Town):
    def anchors(self, *more):
        places = [(WEST + 100 + 200 * i, SOUTH + 100 + 200 * j) for i in range(6) for j in range(6)]
        self.write("anchors.csv", "id,x,y\n" + "".join(f"{i},{x},{y}\n" for i, (x, y) in enumerate([*places, *more])))
        return places

    def test_points_stand_on_anchors_of_their_neighbourhood(self):
        places = self.anchors((WEST + 300, SOUTH + 302))
        shown = self.release(self.points, mask="snap", mask_anchors="anchors.csv")
        self.assertGreater(len(shown), 300)
        self.assertEqual({point[1:3] for point in shown} - {*places, (WEST + 300, SOUTH + 302)}, set())
        for zone, x, y, hidden in shown:
            self.assertEqual(zone_of(x, y), zone)
            self.assertGreaterEqual(hidden, 8)

    def test_addresses_say_around_which_anchor_people_live(self):
        self.anchors()
        homes = [(WEST + x, SOUTH + y) for x in range(5, 1200, 22) for y in range(5, 1200, 22) if not (200 < x < 400 and 200 < y < 400)]
        self.write("homes.csv", "x,y\n" + "".join(f"{x},{y}\n" for x, y in homes))
        shown = self.release(self.points, mask="snap", mask_anchors="anchors.csv", mask_dwellings="homes.csv")
        square_without = [point for point in shown if point[1:3] == (WEST + 300, SOUTH + 300)]
        self.assertGreater(len(square_without), LIMIT)
        self.assertEqual({point[3] for point in square_without}, {None})


class City(ProgramTest):
    def test_the_layer_opens_ready_in_every_language(self):
        for language, words, caveat in (("en", "at random", "Do not join"), ("fr", "au hasard", "Ne reliez pas"), ("nl", "willekeurig", "Koppel punten niet"), ("de", "zufällig", "nicht mit Adressen")):
            self.write("mask.key", SECRET)
            self.vigie("run", CITY / "job.toml", "-o", "out.gpkg", *(word for setting in (
                "output.profile=public", "output.first_release=true", "output.reports=include", "output.mask=donut", f"output.secret={self.folder / 'mask.key'}",
                f"study.language={language}") for word in ("--set", setting)))
            description = self.value("out.gpkg", "select description from gpkg_contents where table_name = 'masked_reports'")
            self.assertIn(words, description)
            self.assertIn(caveat, description)
            (self.folder / "out.gpkg").rename(self.folder / f"{language}.gpkg")
        self.assertGreater(self.value("en.gpkg", "select count(*) from masked_reports"), 50)
        self.assertEqual(self.value("en.gpkg", "select count(*) from layer_styles where f_table_name = 'masked_reports'"), 1)


if __name__ == "__main__":
    unittest.main()
