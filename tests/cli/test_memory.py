"""Reports that need more memory than a run may use: the same bytes, within the limit."""
import os
import random
import subprocess
import unittest

from program import PROGRAM, ProgramTest, collection, square

ROWS, TIMES = 600_000, 9
JOB = """[study]
crs = "EPSG:31370"
[reports]
source = "reports.csv"
crs = "EPSG:31370"
[neighbourhoods]
source = "zones.geojson"
[grid]
cell_size = "200m"
[hotspots]
"""


class Memory(ProgramTest):
    def setUp(self):
        super().setUp()
        dice = random.Random(5)
        rows = "".join(f"{150000 + dice.random() * 20000:.2f},{170000 + dice.random() * 20000:.2f},"
                       f"2024-{1 + i % 12:02}-{1 + i % 28:02}T{i % 24:02}:00:00Z,{'ABCDE'[i % 5]}\n"
                       for i in range(ROWS))
        with open(self.folder / "reports.csv", "w", encoding="ascii") as file:
            file.write("x,y,time,category\n")
            for _ in range(TIMES):
                file.write(rows)
        zones = [square(150000 + i * 5000, 170000 + j * 5000, 5000, {"id": f"z{i}{j}"}) for i in range(4) for j in range(4)]
        self.write("zones.geojson", collection(zones))
        self.write("job.toml", JOB)

    def run_within(self, memory, **options):
        """The output's bytes and the most memory that was resident, in MiB."""
        child = subprocess.Popen([PROGRAM, "run", "job.toml", "-o", "out.gpkg", "--force", "--progress", "none",
                                  "--memory", memory], cwd=self.folder, stdout=subprocess.DEVNULL, **options)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(child.returncode, 0)
        return (self.folder / "out.gpkg").read_bytes(), used.ru_maxrss / 1024

    def test_more_rows_than_memory_give_the_same_bytes(self):
        plain, much = self.run_within("4G")
        spilled, little = self.run_within("256M")
        self.assertEqual(spilled, plain)
        self.assertGreater(much, 350, "a job that needs no more than the limit shows nothing")
        self.assertLess(little, 300)
        self.assertEqual(self.value("out.gpkg", 'select value from data_quality where "check" = ?', "exact_duplicates"),
                         ROWS * (TIMES - 1))

    def test_without_room_on_the_disk_they_stay_in_memory(self):
        """A folder that holds no file as large as that: here by a limit on the size of files."""
        import resource
        size = 16 << 20
        plain, _ = self.run_within("4G")
        limited = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # noqa: E731
        self.assertEqual(self.run_within("256M", preexec_fn=limited)[0], plain)


if __name__ == "__main__":
    unittest.main()
