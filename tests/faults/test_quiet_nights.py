"""The short version of quiet_nights: a dozen quiet nights and one with planted changes, through the program."""
import pathlib
import tempfile
import unittest

from test_faults import HERE, command


class QuietNights(unittest.TestCase):
    def test_a_dozen_quiet_nights_and_one_that_is_not(self):
        nights = command(HERE.parent / "simulations" / "quiet_nights")
        town = nights.town
        with tempfile.TemporaryDirectory() as name:
            *quiet, planted = nights.nights(pathlib.Path(name), 12, 1)
        # At one night in twenty, three of twelve are seen in 2 % of such dozens; the draws are always the same.
        self.assertLessEqual(sum(bool(alerts) for alerts in quiet), 2, quiet)
        zones = {alert["place"] for alert in planted if alert["layer"] == "change"}
        cells = {cell for alert in planted if alert["layer"] == "hotspot_change" for cell in alert["cells"]}
        self.assertIn("z15", zones)
        self.assertLessEqual(zones, town.planted_zones())
        self.assertLessEqual({town.cell_id(14, 5), town.cell_id(5, 5), town.cell_id(21, 23)}, cells)
        self.assertLessEqual(cells, town.planted_cells())


if __name__ == "__main__":
    unittest.main()
