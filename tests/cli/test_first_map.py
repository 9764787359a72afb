"""The first map: every number that its page shows, computed there by hand."""
import unittest

from program import ProgramTest, SAMPLES


class FirstMap(ProgramTest):
    def setUp(self):
        super().setUp()
        self.vigie("run", SAMPLES / "first-map" / "job.toml", "-o", "out.gpkg")

    def cell(self, column, row, of):
        return self.value("out.gpkg", f"select {of} from cells where cell_id = ?", f"s100_{1500 + column}_{1700 + row}")

    def test_counts_are_those_of_the_drawing(self):
        drawn = ["010111", "011000", "020101", "441010", "773101", "974010"]
        for line, text in enumerate(drawn):
            for column, count in enumerate(text):
                expected = 12 if (column, line) == (4, 1) else int(count)
                self.assertEqual(self.cell(column, 5 - line, "n"), expected, (column, 5 - line))

    def test_scores_of_three_cells(self):
        for column, row, expected in ((0, 0, 3.972), (1, 1, 3.669), (4, 4, -0.131)):
            self.assertAlmostEqual(self.cell(column, row, "gi_z"), expected, delta=5e-4)

    def test_exact_p_of_the_corner(self):
        self.assertAlmostEqual(self.cell(0, 0, "gi_p"), 2 * 29 / 58905, delta=1e-12)
        self.vigie("run", SAMPLES / "first-map" / "job.toml", "-o", "conditional.gpkg", "--set", "hotspots.null=conditional")
        p = self.value("conditional.gpkg", "select gi_p from cells where cell_id = 's100_1500_1700'")
        self.assertAlmostEqual(p, 2 * 19 / 6545, delta=1e-12)

    def test_rates_with_exact_limits(self):
        expected = {"01": (40, 29.285, 53.354, 1.667), "02": (8, 2.180, 20.483, 0.333),
                    "03": (10, 3.247, 23.337, 0.417), "04": (20, 11.651, 32.022, 0.833)}
        for row in self.rows("out.gpkg", "select zone_id, rate, rate_lo, rate_hi, smr from neighbourhoods"):
            for value, wanted in zip(tuple(row)[1:], expected[row["zone_id"]]):
                self.assertAlmostEqual(value, wanted, delta=5e-4, msg=row["zone_id"])

    def test_coverage_at_the_event_and_at_the_end(self):
        def share(measure, form="all"):
            return self.value("out.gpkg", "select value from coverage_summary where measure = ? and form = ?", measure, form)
        self.assertAlmostEqual(share("cov_inc"), 36 / 72)
        self.assertAlmostEqual(share("cov_area"), 4 / 36)
        self.assertAlmostEqual(share("cov_dw"), 200 / 1200)

    def test_a_gap_holds_the_excess_of_the_hot_corner_once_nobody_watches_it(self):
        self.assertEqual(self.value("out.gpkg", "select count(*) from coverage_gaps"), 0)
        # W1 was last verified within the year; with a limit of one month it is stale, and the corner is a gap.
        self.vigie("run", SAMPLES / "first-map" / "job.toml", "-o", "out.gpkg", "--set", "coverage.stale_after=1")
        gap = self.rows("out.gpkg", "select n, area_ha, excess, near_m from coverage_gaps")
        self.assertEqual([tuple(g) for g in gap], [(30, 4.0, 30 - 4 * 2.0, None)])

    def test_the_point_on_the_edge_counts_once_in_the_east(self):
        self.assertEqual(self.value("out.gpkg", "select sum(n) from cells"), 72)
        self.assertEqual(self.cell(1, 4, "n"), 1)
        self.assertEqual(self.cell(0, 4, "n"), 0)


if __name__ == "__main__":
    unittest.main()
