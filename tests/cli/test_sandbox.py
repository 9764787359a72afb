"""Files made to do harm: one clear line, no network, bounded memory and time, nothing written."""
import os
import pathlib
import resource
import shutil
import socket
import sqlite3
import subprocess
import threading
import time
import unittest
import zipfile

from program import PROGRAM, ProgramTest, collection, square

ZONES = collection([square(150000, 170000, 300, {"id": "a"}), square(150300, 170000, 300, {"id": "b"})])
REPORTS = "id,time,x,y\n" + "".join(f"{i},2024-01-{i % 28 + 1:02},{150010 + 17 * i % 580},{170010 + 31 * i % 280}\n" for i in range(200))
MEMORY = 2 << 30  # bytes of address space
SECONDS = 10      # of processor time


class Harm(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("zones.geojson", ZONES)
        self.write("reports.csv", REPORTS)
        self.write("out.gpkg", "the old output")
        self.before = self.listing()

    def listing(self):
        return {p.name for p in self.folder.rglob("*")} - {"out.gpkg.lock", "job.toml", "trace"}

    def limits(self):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    def refused(self, *words, reports="reports.csv", zones="zones.geojson", job=None, codes=(64, 65, 66)):
        """One line, an exit code for bad input, the old output untouched, all of it under limits."""
        self.before |= self.listing()
        command = [PROGRAM, "run", reports, zones, "-o", "out.gpkg"]
        if job is not None:
            self.write("job.toml", job)
            command = [PROGRAM, "run", "job.toml", "-o", "out.gpkg"]
        done = subprocess.run(list(map(str, command)), cwd=self.folder, capture_output=True, text=True, timeout=60, preexec_fn=self.limits)
        self.assertIn(done.returncode, codes, done.stderr)
        errors = [line for line in done.stderr.splitlines() if line.startswith("vigie: error") or line.startswith("error")]
        self.assertLessEqual(len(errors), 1, done.stderr)
        line = done.stderr.strip().splitlines()[-1]
        for word in words:
            self.assertIn(word, line)
        self.assertNotIn("internal error", done.stderr)
        self.assertEqual((self.folder / "out.gpkg").read_text(), "the old output")
        self.assertEqual(self.listing(), self.before)
        return line


class GeoPackages(Harm):
    def setUp(self):
        super().setUp()
        from osgeo import gdal
        gdal.UseExceptions()
        gdal.VectorTranslate(str(self.folder / "zones.gpkg"), str(self.folder / "zones.geojson"), format="GPKG", layerName="zones")

    def sql(self, text):
        with sqlite3.connect(self.folder / "zones.gpkg") as database:
            for (name,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
                database.execute(f'drop trigger "{name}"')
            database.executescript(text)
        database.close()

    def test_the_plain_file_is_read(self):
        self.vigie("hotspots", "reports.csv", "zones.gpkg", "-o", "good.gpkg")

    def view(self, select):
        self.sql(f"alter table zones rename to ground; create view zones as {select}; "
                 "delete from gpkg_extensions; ")

    def test_endless_recursive_view(self):  # R105
        self.view("with recursive t(fid, geom) as (select fid, geom from ground union all select fid + 1, geom from t) select * from t")
        self.refused("zones.gpkg", "view", zones="zones.gpkg")

    def test_view_that_makes_a_blob_of_900_megabytes(self):  # R106
        self.view("select fid, randomblob(900000000) as geom from ground")
        self.refused("zones.gpkg", "view", zones="zones.gpkg")

    def test_view_that_loads_an_extension(self):  # R107
        self.view("select fid, geom, load_extension('/tmp/x.so') from ground")
        self.refused("zones.gpkg", "view", zones="zones.gpkg")

    def test_view_that_opens_other_files(self):  # R108
        self.view("select fid, geom, ogr_datasource_load_layers('/etc/passwd') from ground")
        self.refused("zones.gpkg", "view", zones="zones.gpkg")

    def test_view_in_place_of_the_table_of_contents(self):
        self.sql("alter table gpkg_contents rename to c; create view gpkg_contents as select * from c")
        self.refused("zones.gpkg", zones="zones.gpkg")

    def test_endless_generated_column(self):
        self.sql("alter table zones add column big generated always as (zeroblob(900000000)) virtual")
        self.refused("zones.gpkg", "generated", zones="zones.gpkg")

    def test_a_stored_blob_over_the_limit(self):
        """A shape of 150 MB in the file itself: over the limit of a value, refused before it is in memory."""
        self.sql("update zones set geom = zeroblob(150000000) where fid = 1")
        self.refused("zones.gpkg", zones="zones.gpkg")

    def test_triggers_do_not_fire_and_the_input_stays_as_it_is(self):  # R109
        self.sql("create trigger trap after insert on zones begin delete from zones; end;"
                 "create trigger trap2 after update on zones begin delete from zones; end;")
        before = (self.folder / "zones.gpkg").read_bytes()
        self.vigie("hotspots", "reports.csv", "zones.gpkg", "-o", "good.gpkg")
        self.assertEqual((self.folder / "zones.gpkg").read_bytes(), before)
        self.assertEqual(self.value("good.gpkg", "select count(*) from neighbourhoods"), 2)
        self.assertNotIn("trap", [row[0] for row in self.rows("good.gpkg", "select name from sqlite_master")])

    def test_coordinate_system_that_names_a_grid_file(self):
        """The file's own CRS, as a grid that lies elsewhere or on another machine: refused, and never opened."""
        grid = ('BOUNDCRS[SOURCECRS[PROJCRS["x",BASEGEOGCRS["g",DATUM["d",ELLIPSOID["GRS 1980",6378137,298.257222101]]],CONVERSION["c",METHOD["Transverse Mercator"]],'
                'CS[Cartesian,2],AXIS["e",east],AXIS["n",north],LENGTHUNIT["metre",1]]],TARGETCRS[GEOGCRS["WGS 84",DATUM["World Geodetic System 1984",'
                'ELLIPSOID["WGS 84",6378137,298.257223563]],CS[ellipsoidal,2],AXIS["latitude",north],AXIS["longitude",east],ANGLEUNIT["degree",0.0174532925199433]]],'
                'ABRIDGEDTRANSFORMATION["t",METHOD["NTv2"],PARAMETERFILE["Latitude and longitude difference file","GRID"]]]')
        old = ('PROJCS["x",GEOGCS["g",DATUM["d",SPHEROID["s",6378137,298]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
               'UNIT["metre",1],EXTENSION["PROJ4","+proj=tmerc +nadgrids=GRID +units=m"]]')
        for text in (grid, old):
            for place in ("/etc/passwd", "/vsicurl/http://127.0.0.1:9/x.gsb", "http://127.0.0.1:9/x.gsb"):
                definition = text.replace("GRID", place)
                self.sql("insert or replace into gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition) values "
                         f"('x', 99999, 'NONE', 99999, '{definition}'); update gpkg_contents set srs_id = 99999; update gpkg_geometry_columns set srs_id = 99999")
                self.refused("zones.gpkg", zones="zones.gpkg", codes=(65,))

    def test_layer_whose_name_is_a_command(self):  # R110
        name = 'x"; drop table gpkg_contents; --'
        from osgeo import gdal
        gdal.VectorTranslate(str(self.folder / "named.gpkg"), str(self.folder / "zones.geojson"), format="GPKG", layerName=name)
        before = (self.folder / "named.gpkg").read_bytes()
        self.vigie("hotspots", "reports.csv", "named.gpkg", "-o", "good.gpkg")
        self.assertEqual((self.folder / "named.gpkg").read_bytes(), before)

    def test_expression_of_a_deep_check(self):
        deep = "(" * 500 + "1" + ")" * 500
        with sqlite3.connect(self.folder / "deep.gpkg") as database:
            try:
                database.execute(f"create table t (x check ({deep}))")
            except sqlite3.Error:
                pass
        database.close()
        self.refused("deep.gpkg", zones="deep.gpkg")


class Disguises(Harm):
    def test_virtual_file_in_a_csv(self):  # R115
        text = '<OGRVRTDataSource><OGRVRTLayer name="passwd"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
        for name in ("a.csv", "a.geojson", "a.gpkg", "a.shp", "a.fgb", "a.txt", "a.vrt"):
            self.write(name, text)
            self.refused(name, "VRT", reports=name, codes=(65,))
            self.refused(name, "VRT", zones=name, codes=(65,))

    def test_text_given_as_a_file_name(self):  # R116
        for name in ("<OGRVRTDataSource></OGRVRTDataSource>", '{"type":"FeatureCollection","features":[]}'):
            self.refused(reports=name, codes=(66,))
            self.refused(zones=name, codes=(66,))

    def test_zip_bomb(self):  # R64, R112
        with zipfile.ZipFile(self.folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open("reports.csv", "w", force_zip64=True) as member:
                for _ in range(200):
                    member.write(b"0" * 1_000_000)
        for name in ("bomb.zip", "bomb.csv", "bomb.gpkg", "bomb.geojson", "bomb.shp"):
            if name != "bomb.zip":
                shutil.copy(self.folder / "bomb.zip", self.folder / name)
            self.refused(name, "ZIP", reports=name, codes=(65,))
        self.refused("virtual file systems", reports=f"/vsizip/{self.folder}/bomb.zip/reports.csv", codes=(66,))

    def test_links(self):
        """A link is followed to a regular file and is read as what that file is; nothing else stands behind one."""
        os.symlink("/etc/passwd", self.folder / "a.csv")
        self.refused("a.csv", reports="a.csv")
        os.symlink("/dev/zero", self.folder / "zero.csv")
        self.refused("device", reports="zero.csv", codes=(66,))
        os.symlink("loop.csv", self.folder / "loop.csv")
        self.refused(reports="loop.csv", codes=(66,))
        os.symlink(self.folder, self.folder / "self")
        self.refused("folder", reports="self", codes=(66,))
        os.symlink("reports.csv", self.folder / "good.csv")
        self.vigie("check", "good.csv", "zones.geojson")

    def test_pipes_do_not_hang(self):
        os.mkfifo(self.folder / "pipe.csv")
        self.refused("pipe", reports="pipe.csv", codes=(66,))
        self.refused("pipe", zones="pipe.csv", codes=(66,))

    def test_geojson_nested_without_end(self):  # R104
        self.write("deep.geojson", '{"type":"FeatureCollection","features":' + "[" * 100_000 + "]" * 100_000 + "}")
        self.refused("deep.geojson", zones="deep.geojson", codes=(65,))


class Remote(Harm):
    """Whatever names another machine is refused, and no socket is opened: watched by strace, and by a server."""

    def setUp(self):
        super().setUp()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.settimeout(0.05)
        self.addCleanup(self.server.close)
        self.url = f"http://127.0.0.1:{self.server.getsockname()[1]}/zones.geojson"

    def tearDown(self):
        try:
            caller, _ = self.server.accept()
            caller.close()
            self.fail("somebody called the server")
        except TimeoutError:
            pass

    @staticmethod
    def with_key(text):
        for section in ('[reports]\nsource = "reports.csv"\n', '[neighbourhoods]\nsource = "zones.geojson"\n'):
            text += "" if section.splitlines()[0] in text else section
        return text

    def test_paths(self):  # R113, R114
        url = self.url
        for path in (f"/vsicurl/{url}", f"/vsicurl?url={url}", f"/vsicurl_streaming/{url}", f"/vsizip//vsicurl/{url}", f"/vsigzip//vsicurl/{url}",
                     f"/vsisubfile/0_10,/vsicurl/{url}", f"/vsitar//vsicurl?url={url}", "/vsis3/bucket/key", "/vsigs/bucket/key", "/vsiaz/a/b",
                     "/vsistdin/", "/VSICURL/" + url, url, url.replace("http", "https"), url.replace("http", "ftp"), "WFS:" + url, "MYSQL:db,user=x,password=y",
                     "CSV:/etc/passwd", "GPKG:zones.gpkg:zones", "file:///etc/passwd"):
            self.refused(reports=path, codes=(66,))
            self.refused(zones=path, codes=(66,))
        for key in ('[reports]\nsource = "reports.csv"\ndefault_points', '[study]\narea', '[neighbourhoods]\nsource = "zones.geojson"\ntable'):
            self.refused(job=self.with_key(f'{key} = "/vsicurl/{url}"\n'), codes=(66,))

    def test_a_password_in_a_url_is_not_repeated(self):
        for path in ("https://anna:hunter2@host.invalid/x.csv", "MYSQL:db,user=anna,password=hunter2", "postgresql://anna:hunter2@localhost/db",
                     "ODBC:user=anna;password=hunter2"):
            line = self.refused(reports=path)
            self.assertNotIn("hunter2", line)

    def crs(self, text, codes=(64, 65)):
        text = text.replace("\\", "\\\\").replace('"', '\\"')
        self.refused(job=f'[study]\ncrs = "{text}"\n[reports]\nsource = "reports.csv"\n[neighbourhoods]\nsource = "zones.geojson"\n', codes=codes)
        self.refused(job=f'[reports]\nsource = "reports.csv"\ncrs = "{text}"\n[neighbourhoods]\nsource = "zones.geojson"\n', codes=codes)

    def test_coordinate_systems(self):  # R117, R118
        wkt_with_grid = ('BOUNDCRS[SOURCECRS[GEOGCRS["x",DATUM["d",ELLIPSOID["GRS 1980",6378137,298.257222101]],CS[ellipsoidal,2],AXIS["latitude",north],'
                         'AXIS["longitude",east],ANGLEUNIT["degree",0.0174532925199433]]],TARGETCRS[GEOGCRS["WGS 84",DATUM["World Geodetic System 1984",'
                         'ELLIPSOID["WGS 84",6378137,298.257223563]],CS[ellipsoidal,2],AXIS["latitude",north],AXIS["longitude",east],'
                         'ANGLEUNIT["degree",0.0174532925199433]]],ABRIDGEDTRANSFORMATION["t",METHOD["NTv2"],PARAMETERFILE["Latitude and longitude difference file","GRID"]]]')
        for text in (self.url, "/vsicurl/" + self.url, "file:///etc/passwd", "/etc/passwd", "+proj=longlat +nadgrids=/etc/passwd", "+init=epsg:31370",
                     "+init=/tmp/evil:1", "+proj=pipeline +step +proj=hgridshift +grids=/etc/passwd", f"+proj=longlat +nadgrids={self.url}",
                     "proj=longlat nadgrids=@x.gsb", "urn:ogc:def:crs:EPSG::31370", "http://www.opengis.net/def/crs/EPSG/0/31370",
                     wkt_with_grid.replace("GRID", self.url), wkt_with_grid.replace("GRID", "/etc/passwd"),
                     'PROJCS["x",GEOGCS["g",DATUM["d",SPHEROID["s",6378137,298]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
                     'UNIT["metre",1],EXTENSION["PROJ4","+proj=tmerc +nadgrids=/etc/passwd"]]'):
            self.crs(text)

    def test_coordinate_systems_named_by_a_file(self):
        link = {"type": "link", "properties": {"href": self.url, "type": "proj4"}}
        import json
        text = json.loads(ZONES)
        for crs in (link, {"type": "name", "properties": {"name": self.url}}, {"type": "link", "properties": {"href": "/etc/passwd", "type": "esriwkt"}}):
            text["crs"] = crs
            self.write("linked.geojson", json.dumps(text))
            done = subprocess.run([PROGRAM, "check", "reports.csv", "linked.geojson"], cwd=self.folder, capture_output=True, text=True, timeout=60)
            self.assertIn(done.returncode, (0, 64, 65), done.stderr)

    def test_no_system_call_reaches_for_the_network(self):
        strace = shutil.which("strace")
        if strace is None:
            self.skipTest("strace is not installed: system calls are not watched")
        if subprocess.run([strace, "-o", "/dev/null", "/bin/true"], capture_output=True).returncode != 0:
            self.skipTest("strace may not watch here")
        self.write("job.toml", f'[study]\ncrs = "{self.url}"\n[reports]\nsource = "reports.csv"\n[neighbourhoods]\nsource = "zones.geojson"\n')
        for words in (["run", "reports.csv", "zones.geojson", "-o", "good.gpkg"], ["run", f"/vsicurl/{self.url}", "zones.geojson"],
                      ["run", self.url, "zones.geojson"], ["run", "job.toml"]):
            subprocess.run([strace, "-f", "-e", "trace=socket,connect,sendto,sendmsg", "-o", "trace", PROGRAM, *words], cwd=self.folder, capture_output=True)
            trace = (self.folder / "trace").read_text()
            self.assertIn("exited with", trace)
            calls = [line for line in trace.splitlines() if "AF_INET" in line or "connect(" in line]
            self.assertEqual(calls, [], words)

    def test_in_a_network_namespace_of_its_own_all_is_the_same(self):
        unshare = shutil.which("unshare")
        if unshare is None or subprocess.run([unshare, "-rn", "/bin/true"], capture_output=True).returncode != 0:
            self.skipTest("network namespaces may not be made here")
        done = subprocess.run([unshare, "-rn", PROGRAM, "hotspots", "reports.csv", "zones.geojson", "-o", "inside.gpkg"], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.vigie("hotspots", "reports.csv", "zones.geojson", "-o", "outside.gpkg")
        self.assertEqual(self.bytes_under_one_name("inside.gpkg"), self.bytes_under_one_name("outside.gpkg"))


class Surroundings(Harm):
    def test_the_environment_opens_no_door(self):
        self.write("gdalrc", "[configoptions]\nGDAL_DRIVER_PATH=/tmp\nOGR_SQLITE_LOAD_EXTENSIONS=/tmp/x.so\n")
        env = {"OGR_SQLITE_LOAD_EXTENSIONS": "/tmp/x.so", "GDAL_CONFIG_FILE": str(self.folder / "gdalrc"), "PROJ_NETWORK": "ON", "GDAL_DRIVER_PATH": str(self.folder),
               "CPL_DEBUG": "ON", "CPL_LOG": str(self.folder / "log"), "OGR_ENABLE_PARTIAL_REPROJECTION": "YES", "SHAPE_RESTORE_SHX": "YES"}
        self.vigie("hotspots", "reports.csv", "zones.geojson", "-o", "strange.gpkg", env=env)
        self.vigie("hotspots", "reports.csv", "zones.geojson", "-o", "plain.gpkg")
        self.assertEqual(self.bytes_under_one_name("strange.gpkg"), self.bytes_under_one_name("plain.gpkg"))
        self.assertFalse((self.folder / "log").exists())

    def test_a_locale_with_decimal_comma_changes_nothing(self):  # R127
        self.vigie("hotspots", "reports.csv", "zones.geojson", "-o", "german.gpkg", env={"LC_ALL": "de_DE.UTF-8"})
        self.vigie("hotspots", "reports.csv", "zones.geojson", "-o", "plain.gpkg", env={"LC_ALL": "C"})
        self.assertEqual(self.bytes_under_one_name("german.gpkg"), self.bytes_under_one_name("plain.gpkg"))

    def test_strange_file_names(self):  # R128
        for name in ("a b.csv", "100%s%n.csv", "new\nline.csv", "-rf.csv", "\x1b[31mred.csv"):
            shutil.copy(self.folder / "reports.csv", self.folder / name)
            given = f"./{name}" if name.startswith("-") else name
            done = self.vigie("check", given, "zones.geojson")
            self.assertNotIn("\x1b", done.stderr)
            self.assertNotIn("new\nline", done.stderr)


if __name__ == "__main__":
    unittest.main()
