"""An invented town whose reports are drawn anew each night, with changes that can be planted.

Thirty-six neighbourhoods of 500 m in a square of 3 km, cells of 100 m. Reports fall at random: two in the mean in each
cell, twelve in the cells of a hot area. A plan says what is different on one night.
"""
import csv
import json
import math
import random

SIDE, CELL, ZONE = 3000, 100, 500
WEST, SOUTH = 150_000, 170_000
CELLS, ZONES = SIDE // CELL, SIDE // ZONE
BASE, HOT = 2.0, 12.0

# Blocks of 3 by 3 cells by the column and row of their south-west cell.
QUIET = {"hot": [(4, 4), (20, 22)], "doubled": []}
# The first area moved, the second cooled, one neighbourhood (column, row) has twice as many reports.
PLANTED = {"hot": [(13, 4)], "doubled": [(1, 5)]}


def zone_id(column, row):
    return f"z{column}{row}"


def cell_id(column, row):
    return f"s{CELL}_{WEST // CELL + column}_{SOUTH // CELL + row}"


def block(corner, margin=0):
    column, row = corner
    return {(c, r) for c in range(column - margin, column + 3 + margin) for r in range(row - margin, row + 3 + margin)}


def draw(mean, dice):
    """A Poisson number (Knuth 1969)."""
    limit, count, product = math.exp(-mean), 0, dice.random()
    while product > limit:
        count += 1
        product *= dice.random()
    return count


def intensity(plan):
    hot = set().union(*[block(corner) for corner in plan["hot"]]) if plan["hot"] else set()
    means = {}
    for column in range(CELLS):
        for row in range(CELLS):
            mean = HOT if (column, row) in hot else BASE
            doubled = (column * CELL // ZONE, row * CELL // ZONE) in plan["doubled"]
            means[column, row] = mean * (2 if doubled else 1)
    return means


def write_neighbourhoods(path):
    features = []
    for column in range(ZONES):
        for row in range(ZONES):
            west, south = WEST + column * ZONE, SOUTH + row * ZONE
            ring = [[west, south], [west + ZONE, south], [west + ZONE, south + ZONE], [west, south + ZONE], [west, south]]
            features.append({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]},
                             "properties": {"id": zone_id(column, row), "name": f"Quarter {column}-{row}"}})
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::31370"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}), encoding="utf-8")


def write_reports(path, seed, plan=QUIET):
    dice = random.Random(seed)
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "x", "y", "time"])
        number = 0
        for (column, row), mean in intensity(plan).items():
            for _ in range(draw(mean, dice)):
                number += 1
                x, y = WEST + (column + dice.random()) * CELL, SOUTH + (row + dice.random()) * CELL
                writer.writerow([number, f"{x:.2f}", f"{y:.2f}",
                                 f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}T{dice.randint(0, 23):02}:30:00"])


def job(output="out.gpkg", change="", out_keys=""):
    return ('[study]\ncrs = "EPSG:31370"\ntime_zone = "Europe/Brussels"\nfrom = 2026-01-01\nto = 2027-01-01\n'
            '[reports]\nsource = "reports.csv"\ncrs = "EPSG:31370"\n[neighbourhoods]\nsource = "zones.geojson"\nid = "id"\n'
            f'name = "name"\n[grid]\ncell_size = "{CELL}m"\n[hotspots]\ndistance_band = "150m"\n[change]\n{change}\n'
            f'[output]\ngeopackage = "{output}"\n{out_keys}\n')


def planted_cells():
    """Where an alert belongs: the three areas and the cells that touch them or their neighbors."""
    cells = set()
    for corner in QUIET["hot"] + PLANTED["hot"]:
        cells |= block(corner, margin=2)
    for column, row in PLANTED["doubled"]:
        size = ZONE // CELL
        cells |= {(c, r) for c in range(column * size - 2, (column + 1) * size + 2)
                  for r in range(row * size - 2, (row + 1) * size + 2)}
    return {cell_id(*cell) for cell in cells}


def planted_zones():
    """Neighbourhoods whose expected number of reports changed."""
    before, now = intensity(QUIET), intensity(PLANTED)
    zones = set()
    for cell, mean in before.items():
        if now[cell] != mean:
            zones.add(zone_id(cell[0] * CELL // ZONE, cell[1] * CELL // ZONE))
    return zones
