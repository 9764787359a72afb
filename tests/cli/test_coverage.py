"""Coverage through the program: against coordinates counted out, real data ranked by others, and other coordinate systems."""
import json
import random
import subprocess
import unittest

from program import ProgramTest, collection, square, table

WEST, SOUTH = 150000, 170000  # Belgian Lambert 72


def rectangle(x0, y0, x1, y1, properties):
    ring = [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


class Town:
    """Sixteen neighbourhoods of 300 m, watch areas as rectangles that overlap as they like, reports on whole seconds."""

    def __init__(self, seed, watch=14, reports=600):
        draw = random.Random(seed)
        self.zones = [(300 * c, 300 * r, 300 * c + 300, 300 * r + 300, draw.randrange(50, 400)) for r in range(4) for c in range(4)]
        self.watch = []
        for i in range(watch):
            x, y = draw.uniform(0, 1000), draw.uniform(0, 1000)
            box = (x, y, min(1200, x + draw.uniform(60, 350)), min(1200, y + draw.uniform(60, 350)))
            first, last = draw.choice([("", ""), ("2024-03-01", ""), ("", "2024-09-01"), ("2024-02-01", "2024-06-01"), ("2022-01-01", "2023-01-01")])
            self.watch.append((box, draw.choice(["plp", "messaging_group", "dog_walkers"]), first, last))
        self.reports = [(draw.uniform(0.5, 1199.5), draw.uniform(0.5, 1199.5), f"2024-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}T{draw.randrange(24):02}:30:15")
                        for _ in range(reports)]

    def covers(self, watch, x, y, time):
        (x0, y0, x1, y1), _, first, last = watch
        return x0 <= x <= x1 and y0 <= y <= y1 and (not first or first <= time[:10]) and (not last or time[:10] < last)

    def blocks(self, watch):
        """Every block of the plane between two edges: its corners and the number of watch areas over it."""
        xs = sorted({x for b, *_ in watch for x in (b[0], b[2])} | {300 * i for i in range(5)})
        ys = sorted({y for b, *_ in watch for y in (b[1], b[3])} | {300 * i for i in range(5)})
        for x0, x1 in zip(xs, xs[1:]):
            for y0, y1 in zip(ys, ys[1:]):
                yield x0, y0, (x1 - x0) * (y1 - y0), sum(b[0] <= x0 and x1 <= b[2] and b[1] <= y0 and y1 <= b[3] for b, *_ in watch)

    def shares(self, watch):
        """Area, homes, stacked area over covered area, homes under two or more; share of each neighbourhood."""
        zone, covered, stacked, deep = [0.0] * 16, 0.0, 0.0, 0.0
        for x, y, size, depth in self.blocks(watch):
            z = int(y // 300) * 4 + int(x // 300)
            stacked += size * depth
            if depth:
                covered += size
                zone[z] += size / 90000
            if depth > 1:
                deep += self.zones[z][4] * size / 90000
        homes = sum(z[4] for z in self.zones)
        return {"cov_area": covered / 1440000, "cov_dw": sum(s * z[4] for s, z in zip(zone, self.zones)) / homes,
                "redundancy": stacked / covered if covered else None, "depth_two": deep / homes}, zone

    def alive(self, form):
        return [w for w in self.watch if (form in ("all", w[1])) and not w[3]]


class Coverage(ProgramTest):
    def inputs(self, town, name="out"):
        self.write("zones.geojson", collection([rectangle(WEST + x0, SOUTH + y0, WEST + x1, SOUTH + y1, {"id": f"{i:02}", "dwellings": d})
                                                for i, (x0, y0, x1, y1, d) in enumerate(town.zones)]))
        self.write("watch.geojson", collection([rectangle(WEST + b[0], SOUTH + b[1], WEST + b[2], SOUTH + b[3],
                                                          {"id": f"w{i:02}", "form": form, "valid_from": first or None, "valid_to": last or None})
                                                for i, (b, form, first, last) in enumerate(town.watch)]))
        self.write("reports.csv", "x,y,time\n" + "".join(f"{WEST + x!r},{SOUTH + y!r},{t}\n" for x, y, t in town.reports))
        return self.job(name)

    def job(self, name="out", crs="EPSG:31370"):
        return self.write(f"{name}.toml", f'[study]\ncrs = "{crs}"\ntime_zone = "Europe/Brussels"\nfrom = 2024-01-01\nto = 2025-01-01\n'
                                          '[reports]\nsource = "reports.csv"\ncrs = "EPSG:31370"\nx = "x"\ny = "y"\ntime = "time"\n'
                                          '[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\ndwellings = "dwellings"\n'
                                          '[watch_areas]\nsource = "watch.geojson"\nid = "id"\nform = "form"\nvalid_from = "valid_from"\nvalid_to = "valid_to"\n'
                                          f'[grid]\ncell_size = "100m"\n[coverage]\n[output]\ngeopackage = "{name}.gpkg"\n')

    def measures(self, file="out.gpkg"):
        return {(r["measure"], r["form"]): r["value"] for r in self.rows(file, "select * from coverage_summary")}

    def test_every_share_is_that_of_coordinates_counted_out(self):
        for seed in (1, 2, 3):
            town = Town(seed)
            self.vigie("run", self.inputs(town), "--force")
            found = self.measures()
            for form in {"all"} | {w[1] for w in town.watch}:
                expected, zone = town.shares(town.alive(form))
                inside = sum(any(town.covers(w, *r) for w in town.watch if form in ("all", w[1])) for r in town.reports)
                expected["cov_inc"] = inside / len(town.reports)
                if expected["redundancy"] is None:  # nothing is covered: no depth to speak of
                    expected.pop("depth_two")
                for measure, value in expected.items():
                    if value is None:
                        self.assertIsNone(found[measure, form])
                    else:
                        self.assertAlmostEqual(found[measure, form], value, delta=1e-9, msg=f"{seed} {measure} {form}")
                ours = [r[0] for r in self.rows("out.gpkg", "select cov_dw from coverage_by_form where form = ? order by zone_id", form)]
                for a, b in zip(ours, zone):
                    self.assertAlmostEqual(a, b, delta=1e-9)
            # Homes at the times of the reports: the share covered on each report's day, by counting blocks anew for each.
            then = 0.0
            for day in {r[2][:10] for r in town.reports}:
                valid = [w for w in town.watch if (not w[2] or w[2] <= day) and (not w[3] or day < w[3])]
                then += town.shares(valid)[0]["cov_dw"] * sum(r[2][:10] == day for r in town.reports) / len(town.reports)
            self.assertAlmostEqual(found["cov_homes_then", "all"], then, delta=1e-9)
            self.assertAlmostEqual(found["lift", "all"], found["cov_inc", "all"] / then, delta=1e-9)
            limits = self.rows("out.gpkg", "select lo, hi from coverage_summary where measure = 'lift' and form = 'all'")[0]
            self.assertLess(limits["lo"], found["lift", "all"])
            self.assertGreater(limits["hi"], found["lift", "all"])

    def test_what_one_area_adds_is_the_difference_with_and_without_it(self):
        """By blocks of the plane and by going through the reports; split areas share what the whole one added."""
        town = Town(5)
        self.vigie("run", self.inputs(town), "--force")
        found = {r["watch_id"]: r for r in self.rows("out.gpkg", "select * from watch_areas")}
        alive, homes = town.alive("all"), sum(z[4] for z in town.zones)
        self.assertTrue(0 < len(alive) < len(town.watch))
        for i, watch in enumerate(town.watch):
            row, others = found[f"w{i:02}"], [w for w in alive if w is not watch]
            gained = (town.shares(others + [watch])[0]["cov_dw"] - town.shares(others)[0]["cov_dw"]) * homes
            self.assertAlmostEqual(row["adds_homes"], gained, delta=1e-6)
            here = [r for r in town.reports if town.covers((watch[0], "", "", ""), *r)]
            self.assertEqual(row["adds_inc"], sum(not any(town.covers((w[0], "", "", ""), *r) for w in others) for r in here))
            self.assertEqual(row["only_inc"], sum(town.covers(watch, *r) and not any(town.covers(w, *r) for w in town.watch if w is not watch) for r in here))
            self.assertTrue(row["adds_exc"] is None or 0 <= row["adds_exc"] <= 1)
        first = town.watch.index(alive[0])
        (x0, y0, x1, y1), *rest = town.watch[first]
        town.watch[first] = ((x0, y0, (x0 + x1) / 2, y1), *rest)
        town.watch.append((((x0 + x1) / 2, y0, x1, y1), *rest))
        self.vigie("run", self.inputs(town), "--force")
        halves = {r["watch_id"]: r["adds_homes"] for r in self.rows("out.gpkg", "select * from watch_areas")}
        self.assertAlmostEqual(halves[f"w{first:02}"] + halves["w14"], found[f"w{first:02}"]["adds_homes"], delta=1e-6)
        self.assertTrue(all(abs(halves[w] - r["adds_homes"]) < 1e-6 for w, r in found.items() if w != f"w{first:02}"))

    def test_another_coordinate_system_changes_nothing_that_matters(self):
        town = Town(4)
        self.vigie("run", self.inputs(town))
        here = self.measures()
        self.vigie("run", self.job("moved", "EPSG:3812"))
        moved = self.measures("moved.gpkg")
        self.assertEqual(set(here), set(moved))
        for key, value in here.items():
            if key[0] in ("cov_hot", "cov_hot_inc"):  # cells lie on multiples of their size of another system
                continue
            self.assertEqual(value is None, moved[key] is None, key)
            if value is not None:
                self.assertAlmostEqual(value, moved[key], delta=2e-3 * max(1, abs(value)), msg=key)

    def ranked(self, crs, source, where, reports, period, extra=""):
        """Coverage by watch areas that are a choice of the neighbourhoods themselves."""
        (self.folder / "chosen.geojson").unlink(missing_ok=True)
        subprocess.run(["ogr2ogr", "-f", "GeoJSON", self.folder / "chosen.geojson", source, "-where", where], check=True, capture_output=True)
        self.write("ranked.toml", f'[study]\ncrs = "{crs}"\n{period}\n[reports]\nsource = "{reports}"\n{extra}\n[neighbourhoods]\nsource = "{source}"\n'
                                  '[watch_areas]\nsource = "chosen.geojson"\n[coverage]\n[output]\ngeopackage = "ranked.gpkg"\n')
        self.vigie("run", "ranked.toml", "--force")
        return self.measures("ranked.gpkg")

    def test_ranked_precincts_of_memphis(self):
        """The precincts with the most robberies from January to June, judged on July to December (sf 1.0-9, GEOS 3.11.1)."""
        reference = table(self.needs("memphis_robberies/reference/watch_area_coverage_precincts.csv"))
        precincts, reports = self.needs("memphis_robberies/memphis_precincts.gpkg"), self.needs("memphis_robberies/memphis_robberies.csv")
        for k in (1, 4, 7):
            names = ", ".join(f"'{row['precinct']}'" for row in reference[:k])
            found = self.ranked("EPSG:32136", precincts, f"precinct in ({names})", reports, 'time_zone = "America/Chicago"\nfrom = 2019-07-01\nto = 2020-01-01')
            # One of the 1162 robberies of the half year lies in no precinct: in their denominator, rejected here.
            used = self.value("ranked.gpkg", "select sum(n) from cells")
            self.assertAlmostEqual(found["cov_inc", "all"] * used, float(reference[k - 1]["cum_hit_rate"]) * 1162, delta=1e-6)
            self.assertAlmostEqual(found["cov_area", "all"], float(reference[k - 1]["cum_area_share"]), delta=1e-6)

    def test_neighbourhoods_of_vancouver_as_watch_areas(self):
        """Points in polygons by sf 1.0-9 / GEOS 3.11.1; two points lie in two polygons."""
        joins = {r["id"]: int(r["n_intersects"]) for r in table(self.needs("vancouver_thefts/reference/points_in_neighbourhoods_utm.csv"))}
        zones, reports = self.needs("vancouver_thefts/vancouver_neighbourhoods.geojson"), self.needs("vancouver_thefts/vancouver_thefts.csv")
        chosen = ["Downtown", "West End", "Kitsilano"]
        names = ", ".join(f"'{n}'" for n in chosen)
        found = self.ranked("EPSG:32610", zones, f"name in ({names})", reports, "", 'x = "X"\ny = "Y"\ncrs = "EPSG:32610"\nmax_bad = 50')
        used = self.value("ranked.gpkg", "select sum(n) from cells")
        self.assertAlmostEqual(found["cov_inc", "all"] * used, sum(joins[n] for n in chosen), delta=2)

    def test_hours_of_a_form_that_does_not_patrol_are_refused_and_unreadable_ones_named(self):
        town = Town(5, watch=0)
        town.watch = [((0, 0, 1200, 1200), form, "", "") for form in ("plp", "neighborhood_patrol")]
        self.inputs(town)
        text = json.loads((self.folder / "watch.geojson").read_text())
        for feature, hours in zip(text["features"], ("Mo-Su 18:00-23:00", "Mo-Su 12:00-24:00")):
            feature["properties"]["active_hours"] = hours
        text["features"].append({**text["features"][1], "properties": {"id": "w9", "form": "dog_walkers", "active_hours": "now and then"}})
        self.write("watch.geojson", json.dumps(text))
        job = self.folder / "out.toml"
        job.write_text(job.read_text().replace('form = "form"', 'form = "form"\nactive_hours = "active_hours"'))
        done = self.vigie("run", job)
        self.assertIn("now and then", done.stderr)
        rows = {(r["measure"], r["form"]): (r["value"], r["note"]) for r in self.rows("out.gpkg", "select * from coverage_summary")}
        self.assertEqual(rows["temporal_in_hours", "plp"], (None, "not_applicable"))
        self.assertEqual(rows["temporal_delta", "dog_walkers"], (None, "not_applicable"))
        expected = sum(int(r[2][11:13]) >= 12 for r in town.reports) / len(town.reports)
        self.assertAlmostEqual(rows["temporal_in_hours", "neighborhood_patrol"][0], expected, delta=1e-12)


if __name__ == "__main__":
    unittest.main()
