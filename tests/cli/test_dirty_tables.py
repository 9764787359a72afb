"""Every fault that tables of reports are known to have: refused, rejected with row and reason, mended and counted, or warned of."""
import json
import os
import subprocess
import unittest
from dataclasses import dataclass, field

from program import ProgramTest

HEADER = "id,time,category,lon,lat"
SQUARE = [[4.3, 50.8], [4.4, 50.8], [4.4, 50.9], [4.3, 50.9], [4.3, 50.8]]
GOOD = [f"{i},2024-05-{i % 28 + 1:02}T10:00:00,noise,{4.3101 + 0.0013 * i:.4f},{50.8103 + 0.0012 * i:.4f}" for i in range(60)]


def put(*lines, at=10):
    """The good rows with others among them: the first of these is record `at` + 1."""
    return [*GOOD[:at], *lines, *GOOD[at:]]


def table(rows=GOOD, header=HEADER, end="\n", encoding="utf-8"):
    return (end.join([header, *rows]) + end).encode(encoding)


def place(lon, lat):
    return f"x,2024-05-01T10:00:00,noise,{lon},{lat}"


def when(time):
    return f"x,{time},noise,4.35,50.85"


def category(text):
    return f"x,2024-05-01T10:00:00,{text},4.35,50.85"


@dataclass
class Case:
    """What a file must give: its rejects by row, findings by check (a level, or a number), words on standard error."""
    fault: str
    content: bytes
    rejects: dict = field(default_factory=dict)
    findings: dict = field(default_factory=dict)
    says: tuple = ()
    job: dict = field(default_factory=dict)
    code: int = 0
    used: int = 60


def each(fault, reason, *lines, **more):
    """Bad rows one after the other."""
    return Case(fault, table(put(*lines)), {11 + i: reason for i in range(len(lines))}, **more)


def fine(fault, content, used=60, **more):
    return Case(fault, content, used=used, **more)


def refused(fault, content, *says, code=65, **more):
    return Case(fault, content, says=says, code=code, **more)


def with_columns(rows, change):
    return [",".join(change(row.split(","))) for row in rows]


BYTES = [
    fine("R1 byte order mark", b"\xef\xbb\xbf" + table()),
    fine("R2 UTF-16 with mark", table(encoding="utf-16"), says=("UTF-16",), findings={"encoding_converted": 1}),
    refused("R3 UTF-16 without mark", table(encoding="utf-16-le"), "looks like UTF-16"),
    fine("R4 windows-1252 found", table([row.replace("noise", "café €") for row in GOOD], encoding="cp1252"), says=("windows-1252",), findings={"encoding_converted": 1}),
    fine("R4 encoding of the job", table(put(category("caf\xe9")), encoding="latin1"), used=61, job={"encoding": "latin1"}),
    fine("R4 no more than max_bad may be invalid", table(put(*[category("caf\xe9")] * 3), encoding="latin1"), used=63, job={"max_bad": 3}, says=("windows-1252",)),
    Case("R4 as many as max_bad are rows of their own", table(put(*[category("caf\xe9")] * 6), encoding="latin1"), {i: "bad_encoding" for i in range(11, 17)}, job={"max_bad": 10}),
    Case("R5 one invalid row", table(put(category("caf\xe9")), encoding="latin1"), {11: "bad_encoding"}),
    fine("R6 CR LF", table(end="\r\n")),
    fine("R6 CR alone", table(end="\r")),
    fine("R6 mixed line ends", table(GOOD[:20], end="\r\n") + ("\r".join(GOOD[20:40]) + "\r" + "\n".join(GOOD[40:]) + "\n").encode()),
    fine("R7 no final line end", table()[:-1]),
    fine("R8 Ctrl-Z at the end", table() + b"\x1a", says=("Ctrl-Z",), findings={"end_mark": 1}),
    fine("R9 blank lines", table(put("", "  \t ")), findings={"blank_lines": 2}),
    Case("R36 NUL in a field", table(put(category("no\0ise"))), {11: "bad_encoding"}),
    Case("R37 escape sequences in a bad value", table(put(place("\x1b[31m4.35", 50.85))), {11: "bad_number"}),
    refused("R57 empty", b"", "0 bytes"),
    refused("R58 blank lines only", b"\n \n\t\r\n", "blank"),
    refused("R59 header only", (HEADER + "\n").encode(), "no rows"),
    refused("R64 ZIP named .csv", b"PK\x03\x04" + b"\0" * 60, "ZIP"),
    refused("R64 gzip named .csv", b"\x1f\x8b\x08\0" + b"\0" * 60, "gzip"),
    refused("R65 login page", b"<!DOCTYPE html>\n<html><body>log in</body></html>\n", "HTML"),
]

RECORDS = [
    Case("R10 line ends in quotes", table(put(category('"two\nlines"'), place("?", 50.85))), {12: "bad_number"}, used=61, says=()),
    each("R11 quote that never closes", "bad_quote", category('"noise')),
    each("R11 quote of the last field never closes", "bad_quote", place(4.35, '"50.85')),
    fine("R12 quote inside a field", table(put(category('3" pipe'), category('a"b"c'))), used=62, says=("hold a quote",), findings={"literal_quotes": "warning"}),
    each("R13 text after a closing quote", "bad_quote", category('"a"b')),
    fine("R14 semicolons", table().replace(b",", b";"), says=("semicolon",)),
    fine("R14 tabs", table().replace(b",", b"\t"), says=("tab",)),
    fine("R14 delimiter of the job", table().replace(b",", b"^"), job={"delimiter": "^"}),
    fine("R15 sep=; first", b"sep=;\r\n" + table().replace(b",", b";"), findings={"separator_line": 1}),
    refused("R16 comment first", b"# made today\n" + table(), "comment", "skip_lines"),
    fine("R16 comments by the job", b"# made today\n\n# by hand\n" + table(put("#x,1,2,3,4", '#"')) + b"# end", job={"comment": "#"}, findings={"comment_lines": 5, "blank_lines": 1}),
    fine("R16 a mark of two letters", b"-- made today\n" + table(put("-- x")), job={"comment": "--"}, findings={"comment_lines": 2}),
    Case("R16 rows and lines are counted as before", b"# made today\n" + table(put("# x", place("?", 50.85))), {11: "bad_number"}, job={"comment": "#"}),
    fine("R16 lines skipped by the job", b'Report of "May\nfrom 1 to 31\n\n' + table(), job={"skip_lines": 3}, findings={"skipped_lines": 3}),
    fine("R16 a header that begins with the sign", table(header="#" + HEADER), job={"comment": "none"}),
    refused("R16 all lines skipped", table(), "skip_lines", job={"skip_lines": 70}),
    refused("R16 more skipped than is right", table(), "no column names", job={"skip_lines": 3}),
    refused("R26 no header", b"\n".join(row.encode() for row in GOOD), "header"),
    refused("R27 column twice", table([row + ",4.36" for row in GOOD], header=HEADER + ",lon"), "lon", "column 4", "column 6"),
    fine("R28 column without a name", table([row + ",z" for row in GOOD], header=HEADER + ",")),
    fine("R29 names in other case, with blanks", table(header="ID, Time ,CATEGORY, Lon ,LAT")),
    refused("R30 column is missing", table(header="id,time,category,long,lat"), "lon", "long", "columns are"),
    fine("R31 delimiter after every row", table([row + "," for row in GOOD])),
    each("R31 delimiter after some rows", "wrong_field_count", place(4.35, "50.85,")),
    each("R32 short rows", "wrong_field_count", "x,2024-05-01", "x"),
    each("R33 long row", "wrong_field_count", place(4.35, "50.85,7,8")),
    each("R34 endless field", "too_long", category("x" * (2**20 + 1))),
    fine("R35 many columns", table([row + ",0" * 2500 for row in GOOD], header=HEADER + "".join(f",c{i}" for i in range(2500)))),
    refused("R35 too many columns", table(GOOD, header=HEADER + ",c" * 66_000), "columns"),
    Case("R66 last row cut", table() + b"x,2024-05-01T10", {61: "wrong_field_count"}, {"last_row_cut": "warning"}, ("cut off",)),
]

PLACES = [
    fine("R17 decimal comma", table([row.replace(",", ";").replace(".", ",") for row in GOOD], header=HEADER.replace(",", ";")), says=("decimal comma",), findings={"decimal_comma": 1}),
    each("R17 quoted decimal comma in a file of commas", "bad_number", place('"4,35"', 50.85)),
    fine("R17 decimal comma of the job", table(with_columns(GOOD, lambda r: [*r[:3], f'"{r[3].replace(".", ",")}"', f'"{r[4].replace(".", ",")}"'])), job={"decimal": ","}),
    each("R18 thousands apart", "bad_number", place("149 123", 50.85), place("1\u00a0234.5", 50.85), place('"1.234,5"', 50.85)),
    fine("R19 one row exchanged", table(put(place(50.85, 4.35))), used=61, findings={"swapped_xy_mended": "warning"}, says=("exchanged",)),
    each("R20 null island", "null_island", place(0, 0), place("0.000", "-0.0")),
    fine("R21 many on one point", table(GOOD[:30] + [place(4.377, 50.823)] * 30), findings={"stacked_share": "notice"}),
    each("R22 degrees, minutes, seconds", "bad_number", place("4°21'0\"", 50.85), place("4.35E", 50.85)),
    each("R23 millimetres and kilometres", "out_of_range", place(149123000, 170123000), place(149.123, 170.123)),
    each("R24 another CRS among degrees", "out_of_range", place(149123.4, 170123.4)),
    refused("R24 too many rows of another CRS", table(put(*[place(149123.4, 170123.4)] * 10)), "max_bad", "out_of_range"),
    Case("R25 codes of a CRS by row are not looked at", table([row + ",EPSG:4326" for row in GOOD] + [place(149123.4, 170123.4) + ",EPSG:31370"], header=HEADER + ",epsg"), {61: "out_of_range"}),
    Case("R25 a CRS for every row", table([row + ",4326" for row in GOOD] + [place(149123.4, 170123.4) + ",EPSG:31370", place(4.35, 50.85) + ",", place(4.35, 50.85) + ",Lambert", place(4.35, 50.85) + ",EPSG:31370"],
         header=HEADER + ",epsg"), {63: "bad_number", 64: "outside_study_area"}, job={"crs_column": "epsg"}, used=62),
    each("R41 more than any number", "out_of_range", place("1e400", 50.85), place("-1e400", 50.85)),
    each("R42 words for nothing", "missing_xy", place("NA", 50.85), place("", "null"), place("NaN", "-")),
    each("R42 other words", "bad_number", place("Inf", 50.85), place("none", 50.85)),
    each("R43 digits of other kinds", "bad_number", place("0x1F", 50.85), place("4_1.5", 50.85), place("٤.٣", 50.85)),
    fine("R43 leading plus", table(put(place("+4.35", "+50.85"))), used=61),
    each("R44 a number next to zero is one, though no longitude here", "out_of_range", place("1e-320", 50.85)),
    fine("R45 many digits", table(put(place("4.350000000000000012345678901234567890", "50.8500000000000000001"))), used=61),
    fine("R46 rounded to a kilometre", table([place(f"{4.31 + 0.01 * (i % 9):.2f}", f"{50.81 + 0.01 * (i // 9):.2f}") for i in range(60)]), findings={"rounded_share": "warning"}, says=("rounded",)),
    fine("R46 not rounded", table(), findings={"rounded_share": "ok"}),
]

TIMES = [
    fine("R47 times without zone are local", table(), job={}),
    fine("R48 zones mixed", table(put(when("2024-05-01T10:00:00Z"), when("2024-05-01T10:00+05:30"), when("2024-05-01 10:00"))), used=63),
    each("R49 hour that spring leaves out", "bad_date", when("2024-03-31T02:30:00")),
    fine("R50 hour that autumn repeats", table(put(when("2024-10-27T02:30:00"))), used=61, findings={"times_in_clock_change": 1}, says=("autumn",)),
    each("R51 spreadsheet serial", "bad_date", when("45382.1042")),
    fine("R51 spreadsheet serials of 1904", table([when(f"{43951.5 + i:.1f}") for i in range(60)]), job={"time_format": "excel_1904", "from": "2024-05-01", "to": "2024-06-30"}),
    fine("R51 spreadsheet serials by name", table([when(f"{45413.5 + i:.1f}") for i in range(60)]), job={"time_format": "excel"}),
    each("R52 day first", "bad_date", when("13/05/2024"), when("05/06/2024 10:00")),
    refused("R52 day first everywhere", table([when("05/06/2024")] * 60), "bad_date"),
    fine("R52 day first by its pattern", table([when("05/06/2024 10:00"), when("25/06/2024 10:00")] * 30), job={"time_format": "%d/%m/%Y %H:%M"}),
    each("R53 year of two digits", "bad_date", when("24-05-01")),
    refused("R53 pattern with two digits", table(), "%y", code=64, job={"time_format": "%d/%m/%y"}),
    each("R54 days and times that are none", "bad_date", when("2024-02-30"), when("2023-02-29T10:00"), when("2024-05-01T24:01")),
    fine("R54 midnight and the leap second", table(put(when("2024-05-01T24:00:00"), when("2016-12-31T23:59:60Z"))), used=62, findings={"leap_seconds": 1}),
    each("R55 outside the study period", "outside_period", when("0001-01-01"), when("9999-12-31"), when("1969-12-31"), job={"from": "2024-01-01", "to": "2025-01-01"}),
    each("R55 days that stand for no date", "bad_date", when("0001-01-01"), when("1900-01-01T00:00:00"), when("1899-12-30"), when("1753-01-01"), when("9999-12-31T23:59:59"),
         job={"max_bad": 10}, findings={"impossible_times": 5}, says=("stands for no date",)),
    fine("R55 such a day within the period of the job", table(put(when("1900-01-01"))), used=61, job={"from": "1890-01-01"}),
    fine("R55 an old day is a day", table(put(when("1968-02-03"))), used=61),
    each("R55 after the day of the file", "bad_date", when("2024-06-03"), job={"as_of": "2024-06-01"}),
    fine("R55 a day after the day of the file", table(put(when("2024-06-02T10:00"))), used=61, job={"as_of": "2024-06-01"}),
    fine("R55 still to come", table(put(when("2999-01-01"))), used=61, says=("still to come",)),
    each("R56 epochs", "bad_date", when("1714557600"), when("1714557600000")),
    fine("R56 epochs by name", table([when(1714557600 + 86400 * i) for i in range(60)]), job={"time_format": "epoch_s"}),
]

CONTENTS = [
    fine("R60 equal rows", table(GOOD + GOOD[:3]), used=63, findings={"exact_duplicates": 3}),
    fine("R60 equal rows are warned of", table(GOOD + GOOD[:3]), used=63, findings={"exact_duplicates": "warning"}, says=("3 rows equal an earlier one", "deduplicate")),
    Case("R60 equal rows left out", table(GOOD[:30] + GOOD[:2] + GOOD[30:] + GOOD[:1]), {31: "duplicate", 32: "duplicate", 63: "duplicate"}, job={"deduplicate": "rows"}, findings={"exact_duplicates": 3}),
    fine("R60 equal ids are counted", table(GOOD + [place(4.35, 50.85)] * 2 + [place(4.36, 50.85)]), used=63, job={"id": "id"}, findings={"repeated_ids": 2, "exact_duplicates": 1}, says=("2 rows have the id of an earlier one",)),
    Case("R60 equal ids left out", table(GOOD + [place(4.35, 50.85)] * 2 + [place(4.36, 50.85)]), {62: "duplicate", 63: "duplicate"}, used=61, job={"id": "id", "deduplicate": "ids"}),
    Case("R60 the first that can be used stays", table(put(place("?", 50.85), place(4.35, 50.85), place(4.36, 50.86))), {11: "bad_number", 13: "duplicate"}, used=61, job={"id": "id", "deduplicate": "ids"}),
    fine("R60 no id is not the same id", table([row[row.index(","):] for row in GOOD]), job={"id": "id", "deduplicate": "ids"}, findings={"repeated_ids": 0}),
    fine("R68 the rest is counted as other", table(put(*[category(f"c{i % 3}{i}") for i in range(9)])), used=69, job={"most_categories": 4}, findings={"other_categories": 6}, says=("10 categories", "other")),
    fine("R68 as many as there are", table(), job={"most_categories": 1}),
    fine("R68 a category for every row", table([f"{i},2024-05-01,c{i},4.35{i % 100:02},50.85{i // 100:02}" for i in range(1100)]), used=1100, findings={"categories": "warning"}, says=("1100 categories",)),
    fine("R69 columns about persons", table([row + ",a@example.org,0470 12 34 56" for row in GOOD], header=HEADER + ",contact,Telefoon"), findings={"personal_columns": "warning"}, says=("contact", "Telefoon")),
    fine("R69 none", table(), findings={"personal_columns": "ok"}),
]


class DirtyTables(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("zones.geojson", json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"id": "a", "population": 1000}, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}]}))

    def job(self, more, output=""):
        study = {"crs": "EPSG:31370", "time_zone": "Europe/Brussels", **{k: v for k, v in more.items() if k in ("from", "to")}}
        reports = {"source": "reports.csv", "crs": "EPSG:4326", "x": "lon", "y": "lat", "time": "time", "category": "category",
                   **{k: v for k, v in more.items() if k not in study}}
        section = lambda name, keys: f"[{name}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items())
        return self.write("job.toml", section("study", study) + section("reports", reports) + section("neighbourhoods", {"source": "zones.geojson"})
                          + '[grid]\ncell_size = "1km"\n[rates]\n' + output)

    def run_table(self, content, more, code, output=""):
        (self.folder / "reports.csv").write_bytes(content)
        (self.folder / "out.gpkg").unlink(missing_ok=True)
        self.job(more, output)
        return self.vigie("run", "job.toml", "-o", "out.gpkg", "--json", code=code)

    def look_at(self, case):
        done = self.run_table(case.content, case.job, case.code)
        said = done.stderr if case.code == 0 else done.stderr.strip().splitlines()[-1]
        for word in case.says:
            self.assertIn(word, said)
        self.assertNotIn("\x1b", said)
        if case.code != 0:
            self.assertIn("reports", said)
            return self.assertFalse((self.folder / "out.gpkg").exists())
        summary = json.loads(done.stdout)
        rows = summary["rows"]["reports"]
        self.assertEqual((rows["read"], rows["used"]), (case.used + len(case.rejects), case.used))
        stored = self.rows("out.gpkg", "select source, row, reason, raw from rejects")
        self.assertEqual({row["row"]: row["reason"] for row in stored}, case.rejects)
        for row in stored:
            self.assertEqual(row["source"], "reports.csv")
            self.assertNotIn("\x1b", row["raw"] or "")
        quality = {row["check"]: row for row in self.rows("out.gpkg", "select * from data_quality where source = 'reports.csv'")}
        summarized = {finding["check"]: finding for finding in summary["findings"]}
        for check, expected in case.findings.items():
            self.assertIn(check, quality)
            self.assertEqual(quality[check]["level" if isinstance(expected, str) else "value"], expected)
            self.assertEqual(summarized[check]["level"], quality[check]["level"])

    def look_at_all(self, cases):
        for case in cases:
            with self.subTest(case.fault):
                self.look_at(case)

    def test_bytes(self):
        self.look_at_all(BYTES)

    def test_records(self):
        self.look_at_all(RECORDS)

    def test_places(self):
        self.look_at_all(PLACES)

    def test_times(self):
        self.look_at_all(TIMES)

    def test_contents(self):
        self.look_at_all(CONTENTS)

    def test_line_and_record_are_told_apart(self):
        self.run_table(table(put(category('"two\nlines"'), place("?", 50.85))), {}, 0)
        self.assertRegex(self.value("out.gpkg", "select detail from rejects where row = 12"), "^line 14,.*lon")

    def test_hints_say_what_to_do(self):
        for row, hint in ((place("4°21'0\"", 50.85), "degree"), (when("45382.1042"), "excel"), (when("13/05/2024"), "time_format")):
            with self.subTest(row):
                self.run_table(table(put(row)), {}, 0)
                self.assertIn(hint, self.value("out.gpkg", "select detail from rejects"))

    def test_the_clock_reaches_no_output(self):
        self.run_table(table(put(when("2999-01-01"))), {}, 0)
        self.assertEqual(self.value("out.gpkg", "select count(*) from data_quality where \"check\" like '%future%'"), 0)

    def test_R38_R39_R40_texts_are_kept_as_they_are(self):
        texts = ["=1+1", "+cmd", "@sum", "-2", "<script>alert(1)</script>", "</script>", "\u202eabc", "zero\u200bwidth", "\x1b[31mred"]
        self.run_table(table(put(*map(category, texts))), {}, 0, output='[output]\nreports = "include"\n')
        kept = {row["category"] for row in self.rows("out.gpkg", "select category from reports")}
        self.assertEqual(kept, {"noise", *texts})

    def test_R47_without_a_zone_the_choice_is_said(self):
        (self.folder / "reports.csv").write_bytes(table())
        path = self.job({})
        path.write_text(path.read_text().replace('time_zone = "Europe/Brussels"\n', ""))
        done = self.vigie("check", "job.toml")
        self.assertIn("[study] time_zone = Europe/Brussels", done.stderr)

    def test_R60_the_row_that_stays_is_named(self):
        self.run_table(table(GOOD[:9] + GOOD[4:5] + GOOD[9:]), {"deduplicate": "rows"}, 0)
        self.assertEqual(self.value("out.gpkg", "select detail from rejects"), "equal to row 5")

    def test_R68_categories_that_the_job_names_are_told_apart(self):
        rows = put(*[category(f"c{i}") for i in range(5)])
        done = self.run_table(table(rows), {"most_categories": 1}, 0, '[relative_risk]\ncases = ["c1", "c3"]\ncontrols = ["noise"]\npermutations = 0\n[output]\nreports = "include"\n')
        kept = {row["category"]: row["n"] for row in self.rows("out.gpkg", "select category, count(*) as n from reports group by category")}
        self.assertEqual(kept, {"noise": 60, "c1": 1, "c3": 1, "other": 3})

    def test_R63_a_pipe_is_refused(self):
        os.mkfifo(self.folder / "reports.csv")
        self.job({})
        self.assertIn("reports.csv", self.vigie("check", "job.toml", code=66).stderr)

    def test_R63_a_table_may_come_through_the_standard_input(self):
        content = table(put(place("?", 50.85)))
        self.run_table(content, {"source": "reports.csv"}, 0)
        counts = [self.rows("out.gpkg", f"select * from {name}") for name in ("cells", "neighbourhoods")]
        (self.folder / "reports.csv").rename(self.folder / "piped")
        for source in ("/dev/stdin", "-"):
            self.job({"source": source})
            with open(self.folder / "piped", "rb") as file:
                pipe = subprocess.Popen(["cat"], stdin=file, stdout=subprocess.PIPE)
            self.vigie("run", "job.toml", "-o", "piped.gpkg", "--force", stdin=pipe.stdout)
            pipe.wait()
            pipe.stdout.close()
        self.assertEqual([tuple(row) for row in self.rows("piped.gpkg", "select source, row, reason from rejects")], [("standard input", 11, "bad_number")])
        for rows, name in zip(counts, ("cells", "neighbourhoods")):
            self.assertEqual([tuple(row) for row in rows], [tuple(row) for row in self.rows("piped.gpkg", f"select * from {name}")])

    def test_R63_only_a_table_comes_through_the_standard_input(self):
        self.job({"source": "-"})
        for content, word in ((b"", "empty"), (b"SQLite format 3\0" + b"\0" * 100, "only a CSV"), (b"PK\x03\x04" + b"\0" * 60, "ZIP")):
            with self.subTest(word):
                self.assertIn(word, self.vigie("check", "job.toml", code=65, input=content.decode("latin1")).stderr)

    def test_R69_personal_columns_are_written_nowhere(self):
        rows = [row + ",Jan Peeters <jan@example.org>" for row in GOOD]
        self.run_table(table(rows, header=HEADER + ",e-mail"), {}, 0, output='[output]\nreports = "include"\n')
        self.assertNotIn(b"jan@example.org", (self.folder / "out.gpkg").read_bytes())


if __name__ == "__main__":
    unittest.main()
