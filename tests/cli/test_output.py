"""The file: same bytes, valid, whole after any fault, and every planted truth of the sample city in it."""
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest

from program import PROGRAM, ProgramTest, SAMPLES, collection, square, table, truth

CITY = SAMPLES / "invented-city"


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Bytes(ProgramTest):
    def test_equal_for_runs_threads_places_and_locales(self):
        # The project inside names its file, so the file name is part of the bytes; its folder is not.
        for folder in ("elsewhere", "b", "c"):
            (self.folder / folder).mkdir()
        seen = set()
        for name, words, env in (("a.gpkg", (), {}), ("elsewhere/a.gpkg", ("--threads", "1"), {}),
                                 ("b/a.gpkg", ("--threads", "2"), {"LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo"}),
                                 ("c/a.gpkg", ("--threads", "7"), {"GDAL_NUM_THREADS": "3"})):
            self.vigie("run", CITY / "job.toml", "-o", name, *words, env=env)
            seen.add(digest(self.folder / name))
        self.assertEqual(len(seen), 1)

    def test_source_date_epoch_is_honoured(self):
        self.vigie("run", SAMPLES / "first-map" / "job.toml", "-o", "a.gpkg", env={"SOURCE_DATE_EPOCH": "1700000000"})
        self.assertEqual(self.value("a.gpkg", "select last_change from gpkg_contents where table_name = 'cells'"), "2023-11-14T22:13:20.000Z")


class Validity(ProgramTest):
    def test_validators_find_nothing(self):
        self.vigie("run", CITY / "job.toml", "-o", "out.gpkg", "--set", "output.reports=include")
        file = self.folder / "out.gpkg"
        done = subprocess.run(["/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", "--extra", "--warning-as-error", file],
                              capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))
        for pragma, wanted in (("integrity_check", "ok"), ("journal_mode", "delete")):
            self.assertEqual(self.value("out.gpkg", f"pragma {pragma}"), wanted)
        listed = subprocess.run(["ogrinfo", "-q", file], capture_output=True, text=True)
        self.assertEqual(listed.stderr, "")
        for layer in ("cells", "neighbourhoods", "hotspot_areas", "watch_areas", "coverage_gaps", "coverage_overlap", "coverage_summary",
                      "rejects", "data_quality", "run_manifest", "reports"):
            self.assertIn(layer, listed.stdout)

    def test_hexagons(self):
        self.vigie("run", CITY / "job.toml", "-o", "out.gpkg", "--set", "grid.shape=hexagon", "--set", "grid.cell_size=150m")
        self.assertEqual(self.value("out.gpkg", "select sum(n) from cells"), truth("used"))
        # The job's distance band of 250 m reaches the six neighbors at 150 m, not the next ring at 260 m.
        self.assertEqual(self.value("out.gpkg", "select max(gi_links) from cells"), 6)

    def test_every_format_gives_the_same_map(self):
        boundaries = CITY / "neighbourhoods.geojson"
        for name, driver in (("zones.gpkg", "GPKG"), ("zones.shp", "ESRI Shapefile"), ("zones.fgb", "FlatGeobuf")):
            subprocess.run(["ogr2ogr", "-f", driver, self.folder / name, boundaries, "-nlt", "PROMOTE_TO_MULTI", "-lco", "ENCODING=UTF-8"]
                           if driver == "ESRI Shapefile" else
                           ["ogr2ogr", "-f", driver, self.folder / name, boundaries, "-nlt", "PROMOTE_TO_MULTI"], check=True, capture_output=True)
            self.vigie("hotspots", CITY / "reports.csv", name, "-o", "out.gpkg", "--set", "neighbourhoods.id=wijk_id",
                       "--set", "study.time_zone=Europe/Brussels", "--set", "grid.cell_size=100m")
            counts = {tuple(r) for r in self.rows("out.gpkg", "select zone_id, n from neighbourhoods")}
            if name == "zones.gpkg":
                first = counts
            self.assertEqual(counts, first, name)

    def test_own_columns_are_carried_and_renamed_where_they_are_ours(self):
        self.write("zones.geojson", collection([square(150000, 170000, 300, {"id": "a", "N": 7, "Rate": 1.5, "colour": "red"}),
                                                square(150300, 170000, 300, {"id": "b", "N": 8, "Rate": None, "colour": None})]))
        places = [(150005 + 13 * i % 590, 170005 + 29 * i % 290) for i in range(100)]
        self.write("reports.csv", "x,y\n" + "".join(f"{x},{y}\n" for x, y in places))
        self.vigie("run", "reports.csv", "zones.geojson", "-o", "out.gpkg", "--set", "reports.crs=EPSG:31370")
        row = self.rows("out.gpkg", "select * from neighbourhoods where zone_id = 'a'")[0]
        self.assertEqual((row["N_in"], row["colour"], row["n"]), (7, "red", sum(x < 150300 for x, _ in places)))


class Faults(ProgramTest):
    def start(self):
        return subprocess.Popen([PROGRAM, "run", str(CITY / "job.toml"), "--force", "-o", "out.gpkg"], cwd=self.folder,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def test_kill_at_random_moments(self):
        begun = time.time()
        self.vigie("run", CITY / "job.toml", "-o", "out.gpkg")
        took, wanted = time.time() - begun, digest(self.folder / "out.gpkg")
        dice, killed = random.Random(7), 0
        for _ in range(25):
            process = self.start()
            time.sleep(dice.uniform(0, took * 1.1))
            process.kill()
            killed += process.wait() == -signal.SIGKILL
            self.assertEqual(digest(self.folder / "out.gpkg"), wanted)
        self.assertGreater(killed, 5)
        self.vigie("run", CITY / "job.toml", "-o", "out.gpkg")
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["out.gpkg", "out.gpkg.lock"])

    def test_a_held_lock_is_busy(self):
        import fcntl
        with open(self.folder / "out.gpkg.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.vigie("run", SAMPLES / "first-map" / "job.toml", "-o", "out.gpkg", code=75)
        self.vigie("run", SAMPLES / "first-map" / "job.toml", "-o", "out.gpkg")


class Truths(ProgramTest):
    def setUp(self):
        super().setUp()
        self.vigie("run", CITY / "job.toml", "-o", "out.gpkg")

    def test_every_dirty_row_has_its_reason(self):
        ours = {(r[0], r[1]) for r in self.rows("out.gpkg", "select row, reason from rejects where source = 'reports.csv'")}
        planted = {(int(r["row"]), r["reason"]) for r in table(CITY / "expected-rejects.csv")}
        self.assertEqual(ours, planted)

    def test_counts_and_incidents(self):
        self.assertEqual(self.value("out.gpkg", "select sum(n) from cells"), truth("used"))
        self.assertEqual(self.value("out.gpkg", "select sum(n_inc) from cells"), truth("incidents"))
        self.assertEqual(self.value("out.gpkg", "select sum(n) from neighbourhoods"), truth("used"))

    def test_exact_copies_are_counted_and_kept(self):
        self.assertEqual(self.value("out.gpkg", "select value from data_quality where \"check\" = 'exact_duplicates'"), 60)

    def test_ended_and_stale_watch_areas_are_shown_not_counted(self):
        states = self.rows("out.gpkg", "select active, stale from watch_areas")
        self.assertEqual(len(states), 10)
        self.assertEqual(sum(1 - r["active"] for r in states), 2)
        self.assertEqual(sum(r["stale"] for r in states), 2)


if __name__ == "__main__":
    unittest.main()
