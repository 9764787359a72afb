"""The attacker: takes every number of one public file, or of two that follow each other, and solves for what is hidden."""
import hashlib
import json
import random
import unittest

import numpy
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from program import ProgramTest, SAMPLES, collection, square

CITY = SAMPLES / "invented-city"
LIMIT = 5
WEST, SOUTH, ZONE, CELL = 150_050, 170_050, 300, 100  # zones end in the middle of cells
SIDE = 3


def job(**output):
    lines = [f'{key} = {json.dumps(value)}' for key, value in {"profile": "public", "geopackage": "out.gpkg", **output}.items()]
    return "\n".join(['[study]', 'crs = "EPSG:31370"', 'name = "Test"', '[reports]', 'source = "reports.csv"', 'crs = "EPSG:31370"', 'x = "x"', 'y = "y"', 'id = "id"',
                      '[neighbourhoods]', 'source = "zones.geojson"', 'id = "id"', 'name = "name"', 'population = "pop"', '[grid]', f'cell_size = "{CELL}m"',
                      '[output]', *lines, ''])


class Study(ProgramTest):
    """Neighbourhoods of 300 m in a square, cells of 100 m that their borders cut."""

    def zone_boxes(self):
        return {f"z{row}{column}": (WEST + column * ZONE, SOUTH + row * ZONE) for row in range(SIDE) for column in range(SIDE)}

    def write_zones(self, **other):
        features = [square(x, y, ZONE, {"id": name, "name": name, "pop": other.get(name, 900), "secret": 7}) for name, (x, y) in self.zone_boxes().items()]
        self.write("zones.geojson", collection(features))

    def write_reports(self, points):
        self.write("reports.csv", "id,x,y\n" + "".join(f"{i},{x:.2f},{y:.2f}\n" for i, (x, y) in enumerate(points)))

    def some_points(self, chance, count):
        """Clustered: half of them around five places."""
        seats = [(chance.uniform(0, SIDE * ZONE), chance.uniform(0, SIDE * ZONE)) for _ in range(5)]
        points = []
        while len(points) < count:
            x, y = (chance.uniform(0, SIDE * ZONE), chance.uniform(0, SIDE * ZONE)) if chance.random() < 0.5 else \
                tuple(chance.gauss(seat, 60) for seat in chance.choice(seats))
            if 0 < x < SIDE * ZONE and 0 < y < SIDE * ZONE:
                points.append((WEST + x, SOUTH + y))
        return points

    def truth(self, points):
        cells, zones = {}, {}
        for x, y in points:
            cell = f"s{CELL}_{int(x // CELL)}_{int(y // CELL)}"
            zone = f"z{int((y - SOUTH) // ZONE)}{int((x - WEST) // ZONE)}"
            cells[cell] = cells.get(cell, 0) + 1
            zones[zone] = zones.get(zone, 0) + 1
        return cells, zones

    def release(self, **output):
        self.write("job.toml", job(**output))
        done = self.vigie("run", "job.toml", "--json")
        return json.loads(done.stdout), done.stderr

    def shown(self):
        cells = {row[0]: row[1] for row in self.rows("out.gpkg", "select cell_id, n from cells")}
        zones = {row[0]: row[1] for row in self.rows("out.gpkg", "select zone_id, n from neighbourhoods")}
        total = self.rows("out.gpkg", "select value from run_manifest where section = 'disclosure' and key = 'total'")
        return cells, zones, float(total[0][0]) if total else None


def overlap(cell, corner):
    column, row = map(int, cell.split("_")[1:])
    return column * CELL < corner[0] + ZONE and corner[0] < (column + 1) * CELL and row * CELL < corner[1] + ZONE and corner[1] < (row + 1) * CELL


class Attack:
    """Counts of all pairs of cell and zone that overlap, as the unknowns of linear programs over several files."""

    def __init__(self, pairs):
        self.pairs, self.files, self.equal, self.least = pairs, [], [], []

    def parts(self, unit, file):
        return [file * len(self.pairs) + i for i, pair in enumerate(self.pairs) if unit is None or unit in pair]

    def add(self, shown, held=()):
        file = len(self.files)
        self.files.append(shown)
        cells, zones, total = shown
        for units in (cells, zones):
            for unit, n in units.items():
                if unit in held:
                    continue
                (self.least if n is None else self.equal).append((self.parts(unit, file), 1 if n is None else n))
        if total is not None and None not in held:
            self.equal.append((self.parts(None, file), total))

    def only_grows(self):
        return [([i + len(self.pairs) * (file + 1)], [i + len(self.pairs) * file]) for file in range(len(self.files) - 1) for i in range(len(self.pairs))]

    def solve(self, objective, grows):
        size = len(self.pairs) * len(self.files)
        rows = [self.row(parts, 1, size) for parts, _ in self.equal]
        below, limits = [self.row(parts, -1, size) for parts, _ in self.least], [-n for _, n in self.least]
        if grows:
            for later, sooner in self.only_grows():
                row = self.row(later, -1, size)
                row[sooner] = 1
                below.append(row)
                limits.append(0)
        return linprog(objective, A_ub=numpy.array(below) if below else None, b_ub=limits or None, A_eq=numpy.array(rows) if rows else None,
                       b_eq=[n for _, n in self.equal] if rows else None, bounds=(0, 10_000), method="highs")

    @staticmethod
    def row(parts, sign, size):
        row = numpy.zeros(size)
        row[parts] = sign
        return row

    def bounds(self, unit, file=0, grows=False):
        size = len(self.pairs) * len(self.files)
        objective = self.row(self.parts(unit, file), 1, size)
        low, high = self.solve(objective, grows), self.solve(-objective, grows)
        return (low.fun, -high.fun) if low.status == 0 and high.status == 0 else None


class RandomStudies(Study):
    def attack_one(self, shown, small, pairs):
        attack = Attack(pairs)
        attack.add(shown)
        cells, zones, _ = shown
        for unit, n in [*cells.items(), *zones.items()]:
            if n is not None:
                self.assertTrue(n == 0 or n >= LIMIT, unit)
                continue
            bounds = attack.bounds(unit)
            self.assertIsNotNone(bounds, "the published numbers contradict each other")
            self.assertGreaterEqual(bounds[1] - bounds[0], LIMIT - 1e-6, (unit, bounds, small.get(unit)))

    def attack_both(self, first, second, small, pairs):
        """Somebody who knows that counts only grow, and who takes what did not move as not known."""
        held = {unit for before, after in zip(first[:2], second[:2]) for unit, n in after.items() if n is not None and n == before[unit]}
        for ignored in ((), held | ({None} if first[2] == second[2] else set())):
            attack = Attack(pairs)
            attack.add(first)
            attack.add(second, ignored)
            for file, truth in enumerate(small):
                for unit, n in [*attack.files[file][0].items(), *attack.files[file][1].items()]:
                    if n is not None or not 0 < truth.get(unit, 0) < LIMIT:
                        continue
                    bounds = attack.bounds(unit, file, grows=True)
                    if bounds is None:
                        break  # no table agrees with both files: nothing follows
                    self.assertGreater(bounds[1] - bounds[0], 2 - 1e-6, (unit, file, bounds, truth[unit]))

    def test_two_files_give_no_hidden_count_back(self):
        for seed in range(4):
            with self.subTest(seed=seed):
                chance = random.Random(seed)
                (self.folder / "out.gpkg").unlink(missing_ok=True)
                points = self.some_points(chance, 60 + 120 * seed)
                self.write_zones()
                files, truths = [], []
                for night in range(2):
                    points += self.some_points(chance, 12) if night else []
                    self.write_reports(points)
                    summary, stderr = self.release(first_release=True)
                    files.append(self.shown())
                    cells, zones = self.truth(points)
                    truths.append({**cells, **zones})
                    pairs = [(cell, zone) for cell in files[0][0] for zone, corner in self.zone_boxes().items() if overlap(cell, corner)]
                    self.attack_one(files[-1], truths[-1], pairs)
                    self.search_everything(files[-1], len(points), summary, stderr)
                self.compare(*files)
                self.attack_both(*files, truths, pairs)

    def compare(self, first, second):
        for before, after in zip(first[:2], second[:2]):
            for unit, n in after.items():
                if n is None or before[unit] is None:
                    self.assertTrue(n in (None, 0), unit)
                else:
                    self.assertTrue(n == before[unit] or abs(n - before[unit]) >= LIMIT, (unit, before[unit], n))

    def search_everything(self, shown, count, summary, stderr):
        """No other table, column or text tells what is hidden."""
        cells, zones, total = shown
        hidden = {"cells": {unit for unit, n in cells.items() if n is None}, "neighbourhoods": {unit for unit, n in zones.items() if n is None}}
        for layer, key, harmless in (("cells", "cell_id", {"inside", "gi_links", "covered"}),
                                     ("neighbourhoods", "zone_id", {"population", "gi_links", "cov_area", "cov_pop"})):
            for row in self.rows("out.gpkg", f"select * from {layer}"):
                values = {name: row[name] for name in row.keys() if isinstance(row[name], (int, float)) and name not in {"fid", *harmless}}
                if row[key] in hidden[layer]:
                    self.assertEqual(values, {}, row[key])
                    self.assertEqual(row["n_reason"], "suppressed")
                    self.assertEqual({row[name] for name in row.keys() if name in ("gi_label", "moran_lbl")} - {None}, set(), "a class of what is withheld")
                self.assertNotIn("gi_z", values)
                self.assertNotIn("moran_z", values)
                self.assertNotIn("n_inc", values)
        self.assertEqual(self.rows("out.gpkg", "select 1 from data_quality"), [])
        self.assertEqual(self.rows("out.gpkg", "select 1 from rejects where raw is not null or row is not null"), [])
        self.assertEqual(self.rows("out.gpkg", "select 1 from run_manifest where key like 'rows%' or key = 'bytes' or value like '%/%' and key = 'source'"), [])
        self.assertEqual([summary["rows"]["reports"][key] for key in ("read", "rejected")], [None, {}])
        self.assertEqual(summary["rows"]["reports"]["used"], total)
        self.assertEqual(summary["findings"], [])
        if total != count:
            self.assertNotRegex(stderr + json.dumps([summary["rows"], summary["warnings"]]), rf"\b{count}\b")
        for table in ("global_statistics", "concentration", "point_pattern", "reports"):
            self.assertEqual(self.rows("out.gpkg", "select 1 from gpkg_contents where table_name = ?", table), [])


class Series(Study):
    def setUp(self):
        super().setUp()
        self.chance = random.Random(1)
        self.points = self.some_points(self.chance, 400)
        self.write_zones()
        self.write_reports(self.points)

    def test_the_first_file_must_be_called_the_first(self):
        self.write("job.toml", job())
        done = self.vigie("run", "job.toml", code=64)
        self.assertIn("first_release", done.stderr)
        self.assertFalse((self.folder / "out.gpkg").exists())
        self.release(first_release=True)
        self.release()

    def test_an_internal_file_is_no_last_release(self):
        self.release(profile="internal")
        self.write("job.toml", job())
        self.assertIn("no public file", self.vigie("run", "job.toml", code=64).stderr)
        self.release(first_release=True)

    def test_points_that_nothing_moves_are_refused(self):
        self.write("job.toml", job(first_release=True, reports="include"))
        self.assertIn("no single reports", self.vigie("run", "job.toml", code=64).stderr)

    def test_equal_inputs_give_equal_bytes(self):
        digests = set()
        for first in (True, False, False):
            self.release(first_release=first)
            self.value("out.gpkg", "select count(*) from suppression_log where share between 0 and 1")
            digests.add(hashlib.sha256((self.folder / "out.gpkg").read_bytes()).hexdigest())
            if first:
                digests.clear()  # its manifest says that it is the first
        self.assertEqual(len(digests), 1)

    def test_one_report_more_changes_no_number(self):
        self.release(first_release=True)
        before = self.shown()
        for _ in range(3):
            self.points.append((WEST + 450, SOUTH + 450))
            self.write_reports(self.points)
            self.release()
            after = self.shown()
            for old, new in zip(before[:2], after[:2]):
                self.assertEqual({unit: n for unit, n in new.items() if n is not None and n != old[unit]}, {})

    def test_hidden_places_stay_hidden_and_remember(self):
        self.release(first_release=True)
        before = self.shown()
        self.write_reports(self.points + self.points)
        self.release()
        after = self.shown()
        for unit, n in before[0].items():
            if n is None:
                self.assertIsNone(after[0][unit])
        memory = {row[0]: row[1] for row in self.rows("out.gpkg", "select unit, n from release_memory where layer = 'cells'")}
        for unit, n in memory.items():
            self.assertIsNone(after[0][unit])
            self.assertEqual(before[0][unit], n)

    def test_a_zone_that_changes_its_outline_is_hidden(self):
        self.release(first_release=True)
        features = [square(x, y, ZONE - (20 if name == "z11" else 0), {"id": name, "name": name, "pop": 900}) for name, (x, y) in self.zone_boxes().items()]
        self.write("zones.geojson", collection(features))
        _, stderr = self.release()
        self.assertIsNone(self.shown()[1]["z11"])
        self.assertIn("changed their outline", stderr)

    def test_nearly_empty_neighbourhoods_show_nothing(self):
        self.write_zones(z11=4)
        self.release(first_release=True)
        self.assertIsNone(self.shown()[1]["z11"])

    def test_another_grid_hides_all_cells(self):
        self.release(first_release=True)
        self.vigie("run", "job.toml", "--set", "grid.cell_size=150m")
        self.assertEqual(self.value("out.gpkg", "select count(n) from cells"), 0)

    def test_own_columns_of_neighbourhoods_stay_behind(self):
        self.release(first_release=True)
        self.assertNotIn("secret", self.columns("out.gpkg", "neighbourhoods"))


class City(ProgramTest):
    def test_the_public_file_of_the_sample_city(self):
        summary = self.summary("run", CITY / "job.toml", "-o", "out.gpkg", "--set", "output.profile=public", "--set", "output.first_release=true", "--set", f"output.report={self.folder}/out.html")
        self.assertEqual(self.value("out.gpkg", "select count(*) from cells where n between 1 and 4"), 0)
        shown, hidden = self.rows("out.gpkg", "select count(n), count(*) - count(n) from cells")[0]
        self.assertGreater(shown, 0)
        self.assertGreater(hidden, 0)
        self.assertGreater(self.value("out.gpkg", "select count(n) from neighbourhoods"), 15)
        self.assertGreater(self.value("out.gpkg", "select count(*) from cells where gi_bin > 0"), 0)
        self.assertEqual(self.value("out.gpkg", "select count(members) from watch_areas where members < 5"), 0)
        for row in self.rows("out.gpkg", "select description from gpkg_contents where table_name <> 'layer_styles'"):
            self.assertIn("Public file", row[0])
        self.attack_heat_map(summary)
        self.attack_by_zone()
        self.reads_as_withheld()

    def reads_as_withheld(self):
        for layer in ("cells", "neighbourhoods"):
            style = self.value("out.gpkg", f"select styleQML from layer_styles where f_table_name = '{layer}' order by id limit 1")
            self.assertIn("Withheld or no result", style, layer)
            self.assertNotIn('"No result"', style, layer)
        page = (self.folder / "out.html").read_text(encoding="utf-8")
        self.assertIn("Withheld or no result", page)
        self.assertIsNone(self.value("out.gpkg", "select max(n) from coverage_gaps"))
        self.assertNotIn("with 0 reports", page)
        self.assertNotIn("come from there", page)

    def attack_heat_map(self, summary):
        from osgeo import gdal
        gdal.UseExceptions()
        raster = gdal.Open(f"GPKG:{self.folder / 'out.gpkg'}:density")
        values = raster.ReadAsArray()
        coloured = values[numpy.isfinite(values) & (values > -1e30)] if raster.GetRasterBand(1).GetNoDataValue() is None else \
            values[(values != raster.GetRasterBand(1).GetNoDataValue()) & numpy.isfinite(values)]
        self.assertGreater(coloured.size, 0)
        self.assertLessEqual(numpy.unique(coloured).size, 5)

    def attack_by_zone(self):
        """Linear programs over every cell and neighbourhood of the city, for hidden cells all over it."""
        from osgeo import ogr
        ogr.UseExceptions()
        file = ogr.Open(str(self.folder / "out.gpkg"))
        zones = [(feature["n"], feature.GetGeometryRef().Clone()) for feature in file.GetLayer("neighbourhoods")]
        cells = [(feature["n"], feature.GetGeometryRef().Clone()) for feature in file.GetLayer("cells")]
        parts, columns = [[] for _ in [*cells, *zones]], 0
        for c, (_, cell) in enumerate(cells):
            for z, (_, zone) in enumerate(zones):
                if cell.Intersects(zone) and cell.Intersection(zone).Area() > 1e-3:
                    parts[c].append(columns)
                    parts[len(cells) + z].append(columns)
                    columns += 1
        shown = [n for n, _ in [*cells, *zones]]
        total = float(self.value("out.gpkg", "select value from run_manifest where section = 'disclosure' and key = 'total'"))

        def matrix(chosen, sign):
            places = [(row, column) for row, columns_of in enumerate(chosen) for column in columns_of]
            return csr_matrix(([sign] * len(places), tuple(zip(*places))), shape=(len(chosen), columns))

        known = [i for i, n in enumerate(shown) if n is not None]
        hidden = [i for i, n in enumerate(shown) if n is None and parts[i]]
        equal, equals = matrix([*(parts[i] for i in known), range(columns)], 1.0), [*(shown[i] for i in known), total]
        least, limits = matrix([parts[i] for i in hidden], -1.0), [-1] * len(hidden)
        for i in [*hidden[::max(1, len(hidden) // 6)], *(i for i in hidden if i >= len(cells))]:
            objective = numpy.zeros(columns)
            objective[parts[i]] = 1
            ends = [linprog(way * objective, A_ub=least, b_ub=limits, A_eq=equal, b_eq=equals, method="highs") for way in (1, -1)]
            self.assertEqual([end.status for end in ends], [0, 0], ends[0].message)
            self.assertGreaterEqual(-ends[1].fun - ends[0].fun, LIMIT - 1e-6, i)

    def test_the_internal_file_says_so_in_every_language(self):
        for language, words in (("en", "internal use"), ("fr", "usage interne"), ("nl", "intern gebruik"), ("de", "internen Gebrauch")):
            self.vigie("run", CITY / "job.toml", "-o", "in.gpkg", "--set", f"study.language={language}")
            for row in self.rows("in.gpkg", "select table_name, description from gpkg_contents where table_name <> 'layer_styles'"):
                self.assertIn(words, row[1], row[0])


if __name__ == "__main__":
    unittest.main()
