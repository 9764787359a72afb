"""A PostgreSQL database as an input: only where the job allows it, and no word of its credentials anywhere."""
import glob
import os
import pathlib
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from program import PROGRAM, ProgramTest, collection, square

PASSWORD = "hunter2's secret"
USER = "anna_reader"
ZONES = collection([square(150000 + 300 * i, 170000, 300, {"id": f"z{i}", "people": 100 + i}) for i in range(4)])
REPORTS = [(i, f"2024-01-{i % 28 + 1:02}", 150010 + 17 * i % 1180, 170010 + 31 * i % 280) for i in range(200)]


def server_programs():
    for folder in sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True):
        if os.path.exists(f"{folder}/initdb"):
            return pathlib.Path(folder)
    return None


class NotAllowed(ProgramTest):
    """What holds on every machine, with or without a database."""

    def setUp(self):
        super().setUp()
        self.write("zones.geojson", ZONES)
        self.write("reports.csv", "x,y\n150010,170010\n")

    def refused(self, source, code, *words, allow=False, layer="public.reports"):
        allowed = "allow_database = true\n" if allow else ""
        self.write("job.toml", f'[reports]\nsource = "{source}"\n{allowed}layer = "{layer}"\n[neighbourhoods]\nsource = "zones.geojson"\n')
        for command in ("run", "check", "init"):
            words_of_command = (command, "job.toml") if command != "init" else ("init", source, "zones.geojson")
            if command == "init" and allow:
                continue
            done = self.vigie(*words_of_command, code=64 if command == "init" else code)
            self.assertNotIn("hunter2", done.stdout + done.stderr)
            self.assertNotIn("anna", done.stdout + done.stderr)
            for word in words:
                if command != "init":
                    self.assertIn(word, done.stderr)

    def test_a_database_is_refused_with_how_to_allow_it(self):
        for source in ("PG:host=localhost dbname=city user=anna password=hunter2", "pg:dbname=city user=anna password=hunter2"):
            self.refused(source, 64, "allow_database = true", "PG:city")

    def test_from_the_command_line_too(self):
        done = self.vigie("run", "PG:dbname=city user=anna password=hunter2", "zones.geojson", code=64)
        self.assertIn("allow_database", done.stderr)
        self.assertNotIn("hunter2", done.stderr)

    def test_only_plain_keywords_and_tables(self):  # R111
        self.refused("PG:dbname=city options='-c x=y' password=hunter2", 64, "options", allow=True)
        self.refused("PG:dbname=city active_schema=x password=hunter2", 64, "active_schema", allow=True)
        self.refused("PG:city", 64, "keyword=value", allow=True)
        self.refused("PG:password='hunter2", 64, "quote", allow=True)
        for layer in ("reports; drop table x", "(select 1)", "a.b.c", "a,b", "x y", ""):
            self.refused("PG:dbname=city user=anna password=hunter2", 64, allow=True, layer=layer)

    def test_out_of_reach_means_try_later(self):
        self.refused(f"PG:host={self.folder} dbname=city user=anna password=hunter2", 75, "PG:city/public.reports", allow=True)


class Database(ProgramTest):
    """A server of the test's own, without a network address, gone when the test ends."""

    @classmethod
    def setUpClass(cls):
        programs = server_programs()
        if programs is None:
            raise unittest.SkipTest("PostgreSQL is not installed: reading from a database is not checked")
        try:
            owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        except KeyError:
            raise unittest.SkipTest("there is no user postgres to run a server as")
        cls.home = pathlib.Path(tempfile.mkdtemp(prefix="vigie-pg-"))
        cls.addClassCleanup(shutil.rmtree, cls.home, ignore_errors=True)
        os.chown(cls.home, owner.pw_uid, owner.pw_gid)
        os.chmod(cls.home, 0o755)
        cls.as_owner = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"] if os.geteuid() == 0 else []
        cls.programs = programs
        data = cls.home / "data"
        cls.command("initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        (data / "pg_hba.conf").write_text("local all postgres trust\nlocal all all scram-sha-256\n")
        cls.command("pg_ctl", "-D", data, "-w", "-l", cls.home / "log", "-o", f"-k {cls.home} -c listen_addresses= -c fsync=off", "start")
        cls.addClassCleanup(cls.command, "pg_ctl", "-D", data, "-m", "immediate", "stop")
        if "postgis" not in cls.sql("select name from pg_available_extensions where name = 'postgis'"):
            raise unittest.SkipTest("PostGIS is not installed: reading from a database is not checked")
        cls.fill()

    @classmethod
    def command(cls, program, *words):
        done = subprocess.run([*cls.as_owner, str(cls.programs / program), *map(str, words)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, cwd=cls.home, timeout=120)
        if done.returncode != 0:
            raise AssertionError(done.stdout)
        return done.stdout

    @classmethod
    def sql(cls, text):
        return cls.command("psql", "-h", cls.home, "-U", "postgres", "-qAt", "-v", "ON_ERROR_STOP=1", "-c", text)

    @classmethod
    def fill(cls):
        cls.sql("create extension postgis; create schema city")
        cls.sql("create table city.zones (fid serial primary key, id text, people int, geom geometry(polygon, 31370))")
        for i in range(4):
            west = 150000 + 300 * i
            cls.sql(f"insert into city.zones (id, people, geom) values ('z{i}', {100 + i}, st_makeenvelope({west}, 170000, {west + 300}, 170300, 31370))")
        rows = ",".join(f"({i}, '{day}', st_setsrid(st_makepoint({x}, {y}), 31370))" for i, day, x, y in REPORTS)
        cls.sql(f"create table reports (key int primary key, time timestamp, geom geometry(point, 31370)); insert into reports values {rows}")
        cls.sql("create table counts (id int primary key, area text, year int, count int); insert into counts values (1,'z0',2024,5),(2,'z1',2024,6),(3,'z2',2024,7),(4,'z3',2024,8)")
        secret = PASSWORD.replace("'", "''")
        cls.sql(f"create role {USER} login password '{secret}'; grant usage on schema city to {USER}; grant select on city.zones, reports, counts to {USER}")
        cls.sql("create table hidden (key int primary key, geom geometry(point, 31370))")
        cls.sql("create view city.endless as with recursive t(i) as (select 1 union all select i + 1 from t) select i from t")
        cls.sql(f"grant select on city.endless to {USER}")

    def connection(self, password=PASSWORD):
        quoted = password.replace("\\", "\\\\").replace("'", "\\'")
        return f"PG:host={self.home} dbname=postgres user={USER} password='{quoted}'"

    def job(self, reports="public.reports", zones="city.zones", password=PASSWORD):
        source = self.connection(password).replace("\\", "\\\\")
        return self.write("job.toml", f'[reports]\nsource = "{source}"\nallow_database = true\nlayer = "{reports}"\n'
                                      f'[neighbourhoods]\nsource = "{source}"\nallow_database = true\nlayer = "{zones}"\nid = "id"\npopulation = "people"\n'
                                      '[hotspots]\n[rates]\n[output]\ngeopackage = "out.gpkg"\n')

    def nothing_told(self, text):
        for secret in (PASSWORD, "hunter2", USER):
            self.assertNotIn(secret, text)

    def test_the_same_map_as_from_files(self):
        done = self.vigie("run", self.job(), "--json")
        self.nothing_told(done.stdout + done.stderr)
        self.assertIn("holds a password", done.stderr)
        self.write("zones.geojson", ZONES)
        self.write("reports.csv", "key,time,x,y\n" + "".join(f"{i},{day},{x},{y}\n" for i, day, x, y in REPORTS))
        self.write("files.toml", '[reports]\nsource = "reports.csv"\n[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\npopulation = "people"\n'
                                 '[hotspots]\n[rates]\n[output]\ngeopackage = "files.gpkg"\n')
        self.vigie("run", "files.toml")
        for query in ("select zone_id, n, population, rate from neighbourhoods order by zone_id", "select cell_id, n, gi_z from cells order by cell_id"):
            self.assertEqual([tuple(r) for r in self.rows("out.gpkg", query)], [tuple(r) for r in self.rows("files.gpkg", query)])
        manifest = {(r["section"], r["key"]): r["value"] for r in self.rows("out.gpkg", "select * from run_manifest")}
        self.assertEqual(manifest["input.reports", "file"], "PG:postgres/public.reports")
        self.assertEqual(manifest["reports", "source"], "PG:postgres")
        self.assertEqual(len(manifest["input.reports", "sha256"]), 64)

    def test_no_credential_in_any_byte_of_the_output(self):
        self.vigie("run", self.job())
        self.nothing_told((self.folder / "out.gpkg").read_bytes().decode("latin-1"))
        shown = self.vigie("show", "out.gpkg")
        self.nothing_told(shown.stdout + shown.stderr)
        begun = self.vigie("init", "--help", code=0)
        self.nothing_told(begun.stdout)

    def test_equal_tables_give_equal_bytes_and_a_change_is_seen(self):
        self.vigie("run", self.job())
        first = (self.folder / "out.gpkg").read_bytes()
        sha = "select value from run_manifest where section = 'input.reports' and key = 'sha256'"
        before = self.value("out.gpkg", sha)
        self.sql("update reports set time = time where key = 3")  # moves the row within the table
        self.vigie("run", "job.toml", "--force") if "--force" in self.vigie("run", "--help").stdout else self.vigie("run", "job.toml")
        self.assertEqual((self.folder / "out.gpkg").read_bytes(), first)
        self.sql("update reports set time = time + interval '1 day' where key = 3")
        self.addCleanup(self.sql, "update reports set time = time - interval '1 day' where key = 3")
        self.vigie("run", "job.toml")
        self.assertNotEqual(self.value("out.gpkg", sha), before)

    def test_errors_name_the_table_and_no_credential(self):
        for words, code in ((dict(password="wrong hunter2"), 65), (dict(reports="public.nowhere"), 65), (dict(reports="public.hidden"), 65)):
            done = self.vigie("run", self.job(**words), code=code)
            self.assertIn("PG:postgres/", done.stderr)
            self.nothing_told(done.stdout + done.stderr)

    def test_counts_by_area(self):
        source = self.connection().replace("\\", "\\\\")
        self.write("zones.geojson", ZONES)
        self.write("counts.toml", f'[area_counts]\nsource = "{source}"\nallow_database = true\nlayer = "public.counts"\narea = "area"\nperiod_start = "year"\ncount = "count"\n'
                                  '[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\npopulation = "people"\n[rates]\n[output]\ngeopackage = "counts.gpkg"\n')
        self.vigie("run", "counts.toml")
        self.assertEqual([tuple(r) for r in self.rows("counts.gpkg", "select zone_id, n from neighbourhoods order by 1")],
                         [("z0", 5), ("z1", 6), ("z2", 7), ("z3", 8)])

    def test_the_session_cannot_write(self):
        done = subprocess.run([str(self.programs / "psql"), "-h", str(self.home), "-U", "postgres", "-qAt", "-c",
                               "select count(*) from pg_stat_user_tables where n_tup_ins + n_tup_upd + n_tup_del > 0 and relname = 'zones' and n_tup_upd > 0"],
                              capture_output=True, text=True)
        self.assertEqual(done.stdout.strip(), "0")


if __name__ == "__main__":
    unittest.main()
