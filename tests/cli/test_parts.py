"""A job in parts: whatever happens to a part, the merge gives the file of the plain run or refuses."""
import json
import os
import random
import shutil
import signal
import subprocess
import time
import unittest

from program import PROGRAM, SAMPLES, SOURCE, ProgramTest, collection, square


class PartsOfACity(ProgramTest):
    """The sample city, with every analysis that it asks for."""

    def setUp(self):
        super().setUp()
        for file in (SAMPLES / "invented-city").iterdir():
            if file.is_file():
                shutil.copy(file, self.folder)
        for folder in ("plain", "merged", "parts", "out"):
            (self.folder / folder).mkdir()

    def parts_of(self, number, *words):
        """Plans, runs all parts in any order, and names their files."""
        self.vigie("plan", "job.toml", "--parts", number, *words)
        files = []
        for part in random.Random(number).sample(range(1, number + 1), number):
            files.append(f"parts/{number}-{part}")
            self.vigie("run", "job.toml", "--part", f"{part}/{number}", "-o", files[-1], *words)
        return files

    def merged(self, files, *words):
        self.vigie("merge", "job.toml", *files, "-o", "merged/city.gpkg", "--force", *words)
        return (self.folder / "merged/city.gpkg").read_bytes()

    def plain(self, *words):
        self.vigie("run", "job.toml", "-o", "plain/city.gpkg", "--force", *words)
        return (self.folder / "plain/city.gpkg").read_bytes()

    def test_parts_merged_are_the_file_of_the_plain_run(self):
        plain = self.plain()
        for number in (1, 2, 4, 7):
            self.assertEqual(self.merged(self.parts_of(number)), plain, f"{number} parts")
        self.assertGreater(self.value("merged/city.gpkg", "select count(*) from rejects"), 0)
        self.assertEqual(sorted(path.name for path in (self.folder / "parts").iterdir()),
                         sorted(f"{n}-{i}" for n in (1, 2, 4, 7) for i in range(1, n + 1)),
                         "nothing lies beside the parts, so that parts/* names them all")

    def test_settings_of_the_command_line_belong_to_the_plan(self):
        extra = ("--set", "hotspots.distance_band=300m", "--set", "reports.where=kanaal = 'app'")
        plain = self.plain(*extra)
        files = self.parts_of(3, *extra)
        self.assertEqual(self.merged(files, *extra), plain)
        self.assertIn("other settings", self.vigie("merge", "job.toml", *files, "-o", "x.gpkg", code=64).stderr)
        self.assertIn("other settings", self.vigie("run", "job.toml", "--part", "1/3", "-o", "x", code=64).stderr)

    def test_what_is_no_whole_set_of_parts_is_refused(self):
        first, second, third = sorted(self.parts_of(3))
        whole = (self.folder / third).read_bytes()

        def refused(words, code, *files):
            told = self.vigie("merge", "job.toml", *files, "-o", "merged/city.gpkg", code=code)
            self.assertIn(words, told.stderr)
            self.assertFalse((self.folder / "merged/city.gpkg").exists())

        refused("part 3 of 3 is missing", 64, first, second)
        refused("given twice", 64, first, second, third, second)
        refused("no such file", 66, first, second, "parts/none")
        refused("is no part", 65, first, second, "reports.csv")
        for name, harmed in {"cut": whole[:-1], "empty": b"", "longer": whole + b"\0",
                             "flipped": whole[:2000] + bytes([whole[2000] ^ 4]) + whole[2001:]}.items():
            (self.folder / name).write_bytes(harmed)
            refused(name, 65, first, second, name)
        self.parts_of(2)
        refused("another plan", 65, first, second, third)
        refused("another plan", 65, "parts/2-1", second)
        (self.folder / "job.plan.json").write_text("{")
        refused("is damaged", 65, first, second, third)
        (self.folder / "job.plan.json").unlink()
        refused("there is no plan", 66, first, second, third)

    def test_an_input_that_changed_is_refused(self):
        files = self.parts_of(2)
        for name in ("reports.csv", "neighbourhoods.geojson", "watch_areas.geojson"):
            path = self.folder / name
            before = path.read_bytes()
            path.write_bytes(before + b"\n")
            for words in (["merge", "job.toml", *files, "-o", "x.gpkg"], ["run", "job.toml", "--part", "1/2", "-o", "p"]):
                self.assertIn(f"{name} changed since the plan", self.vigie(*words, code=65).stderr)
            path.write_bytes(before)
        self.vigie("merge", "job.toml", *files, "-o", "x.gpkg")

    def test_a_part_may_be_killed_and_repeated(self):
        files = sorted(self.parts_of(2))
        before = (self.folder / files[0]).read_bytes()
        for delay in (0.002, 0.02, 0.05):
            process = subprocess.Popen([PROGRAM, "run", "job.toml", "--part", "1/2", "-o", files[0]], cwd=self.folder,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.assertEqual((self.folder / files[0]).read_bytes(), before, "the part that stands is whole")
        self.vigie("run", "job.toml", "--part", "1/2", "-o", files[0])
        self.assertEqual((self.folder / files[0]).read_bytes(), before)
        self.assertEqual(len(list((self.folder / "parts").iterdir())), 2, "nothing is left of the killed ones")

    def test_the_lines_of_the_docs_for_one_machine(self):
        page = (SOURCE / "docs/parts.md").read_text(encoding="utf-8")
        lines = [line.strip() for line in page.splitlines() if line.startswith("    ")]
        begin = lines.index("mkdir -p parts")
        script = self.write("lines.sh", 'vigie() { "$VIGIE" "$@"; }\n' + "\n".join(lines[begin:begin + 4])
                            .replace("{} vigie run", '{} "$VIGIE" run'))
        self.assertIn("xargs", script.read_text())
        done = subprocess.run(["sh", "-e", script], cwd=self.folder, capture_output=True, text=True, timeout=300,
                              env={**os.environ, "VIGIE": PROGRAM})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.value("city.gpkg", "select sum(n) from neighbourhoods"), 20707)

    def test_wrong_words(self):
        self.vigie("plan", "job.toml", code=64)
        self.vigie("plan", "job.toml", "--parts", "0", code=64)
        self.vigie("plan", "reports.csv", "--parts", "2", code=64)
        self.assertIn("there is no plan", self.vigie("run", "job.toml", "--part", "1/2", "-o", "p", code=66).stderr)
        told = json.loads(self.vigie("plan", "job.toml", "--parts", "2", "--json").stdout)
        self.assertEqual((told["parts"], told["rows"]["reports"]["read"]), (2, 20964))
        for part in ("3/2", "0/2", "1", "1/2x", "a/b", "-1/2"):
            self.assertIn("write i/N", self.vigie("run", "job.toml", f"--part={part}", "-o", "p", code=64).stderr)
        self.assertIn("has 2 parts", self.vigie("run", "job.toml", "--part", "1/3", "-o", "p", code=64).stderr)
        self.assertIn("-o PART", self.vigie("run", "job.toml", "--part", "1/2", code=64).stderr)
        self.vigie("run", "job.toml", "job.toml", "--part", "1/2", "-o", "p", code=64)
        self.vigie("run", "job.toml", "--part", "1/2", "-o", "reports.csv", code=73)
        self.vigie("run", "job.toml", "--part", "1/2", "-o", "job.plan.json", code=73)
        one = json.loads(self.vigie("run", "job.toml", "--part", "1/2", "-o", "p", "--json").stdout)
        self.assertEqual((one["part"], one["parts"], one["output"]), (1, 2, "p"))
        self.vigie("merge", "job.toml", code=64)
        self.vigie("run", "job.toml", "--part", "2/2", "-o", "q")
        self.vigie("merge", "job.toml", "p", "q", "-o", "p", code=73)


class PartsOfOtherSources(ProgramTest):
    """Files that have no head to stream from, or no records to cut between."""

    def setUp(self):
        super().setUp()
        self.write("zones.geojson", collection([square(150000, 170000, 1000, {"id": "a"}),
                                                square(151000, 170000, 1000, {"id": "b"})]))

    def same(self, source, number=3, more=""):
        self.write("job.toml", f'[reports]\nsource = "{source}"\n{more}\n[neighbourhoods]\nsource = "zones.geojson"\n'
                               '[study]\ncrs = "EPSG:31370"\n[hotspots]\n')
        for folder in ("plain", "merged"):
            (self.folder / folder).mkdir(exist_ok=True)
        self.vigie("run", "job.toml", "-o", "plain/o.gpkg", "--force")
        self.vigie("plan", "job.toml", "--parts", number)
        files = [f"{source}-{part}" for part in range(1, number + 1)]
        for part, file in enumerate(files, 1):
            self.vigie("run", "job.toml", "--part", f"{part}/{number}", "-o", file)
        self.vigie("merge", "job.toml", *files, "-o", "merged/o.gpkg", "--force")
        self.assertEqual((self.folder / "plain/o.gpkg").read_bytes(), (self.folder / "merged/o.gpkg").read_bytes(), source)

    def rows_of(self, count, line):
        dice = random.Random(5)
        return "".join(line.format(x=150000 + dice.randrange(2000), y=170000 + dice.randrange(1000), row=row) for row in range(count))

    def test_encodings_quotes_and_layers(self):
        lines = self.rows_of(300, '{x};{y};"caf\u00e9\n{row}"\n')
        (self.folder / "latin.csv").write_bytes(("x;y;category\n" + lines).encode("cp1252"))
        self.same("latin.csv", more='crs = "EPSG:31370"')
        (self.folder / "wide.csv").write_bytes(("x;y;category\n" + lines).encode("utf-16"))
        self.same("wide.csv", more='crs = "EPSG:31370"')
        self.write("few.csv", "x,y\n" + self.rows_of(3, "{x},{y}\n"))
        self.same("few.csv", number=7, more='crs = "EPSG:31370"')
        features = [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [150000 + 7 * i % 2000, 170000 + i]}}
                    for i in range(200)]
        self.write("layer.geojson", collection(features))
        self.same("layer.geojson")

    def test_a_file_larger_than_its_head(self):
        """Six megabytes, so that a part reads no more than its own stretch of the disk."""
        filler = "f" * 100
        self.write("large.csv", "x,y,category,note\n" + self.rows_of(50000, '{x},{y},noise,"' + filler + '\n{row}"\n'))
        self.same("large.csv", number=4, more='crs = "EPSG:31370"')
        path = self.folder / "large.csv"
        text = bytearray(path.read_bytes())
        text[len(text) // 8] ^= 1
        path.write_bytes(text)
        self.vigie("run", "job.toml", "--part", "1/4", "-o", "p", code=65)

    def test_a_job_without_reports(self):
        self.write("counts.csv", "area,count\na,5\nb,9\n")
        self.write("job.toml", '[area_counts]\nsource = "counts.csv"\narea = "area"\ncount = "count"\n'
                               '[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\n[study]\ncrs = "EPSG:31370"\n')
        self.vigie("plan", "job.toml", "--parts", "2")
        for part in (1, 2):
            self.vigie("run", "job.toml", "--part", f"{part}/2", "-o", f"p{part}")
        self.vigie("merge", "job.toml", "p1", "p2", "-o", "a.gpkg")
        self.assertEqual(self.value("a.gpkg", "select sum(n) from neighbourhoods"), 14)


if __name__ == "__main__":
    unittest.main()
