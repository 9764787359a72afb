"""Writes reports and neighbourhoods of an invented city of 30 x 30 km: make_city.py ROWS REPORTS.csv ZONES.geojson

200 clusters of uneven size and a fifth of uniform background, two years, 12 categories; 600 neighbourhoods with wiggly
shared borders (about 110,000 vertices). Seeded: the same files each time.
"""
import bisect
import datetime
import itertools
import json
import math
import random
import sys

SIDE, WEST, SOUTH = 30000.0, 3.5, 50.9
METRES_PER_DEGREE = (70200.0, 111250.0)  # near latitude 51
CATEGORIES = ["noise", "vandalism", "burglary", "theft", "graffiti", "litter", "parking", "drugs", "dogs", "lighting", "assault", "other"]


def degrees(x, y):
    return WEST + x / METRES_PER_DEGREE[0], SOUTH + y / METRES_PER_DEGREE[1]


def write_reports(rows, path):
    dice = random.Random(5)
    clusters = [(dice.uniform(3000, 27000), dice.uniform(3000, 27000), dice.uniform(80, 900)) for _ in range(200)]
    weights = list(itertools.accumulate(dice.paretovariate(1.1) for _ in clusters))
    start = datetime.datetime(2023, 1, 1)
    inside = lambda v: min(max(v, 10.0), SIDE - 10.0)
    with open(path, "w", encoding="utf-8") as file:
        file.write("id,time,category,lon,lat\n")
        for i in range(rows):
            if dice.random() < 0.2:
                x, y = dice.uniform(0, SIDE), dice.uniform(0, SIDE)
            else:
                cx, cy, spread = clusters[bisect.bisect(weights, dice.random() * weights[-1])]
                x, y = dice.gauss(cx, spread), dice.gauss(cy, spread)
            lon, lat = degrees(inside(x), inside(y))
            when = start + datetime.timedelta(seconds=dice.randrange(730 * 86400))
            file.write(f"{i},{when:%Y-%m-%dT%H:%M:%S},{dice.choice(CATEGORIES)},{lon:.6f},{lat:.6f}\n")


def corner(i, j, columns, rows):
    dice = random.Random(1000 * i + j)
    shift = lambda at, last: 0 if at in (0, last) else dice.uniform(-200, 200)
    return i * SIDE / columns + shift(i, columns), j * SIDE / rows + shift(j, rows)


def border(a, b, seed, straight):
    """Points from a to just before b; neighbors share them."""
    dice, points = random.Random(seed), 1 if straight else 45
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    across = ((a[1] - b[1]) / length, (b[0] - a[0]) / length)  # wiggles go to the side only: no border crosses itself
    found = []
    for t in (k / points for k in range(points)):
        aside = math.sin(t * math.pi) * dice.uniform(-20, 20)
        found.append((a[0] + (b[0] - a[0]) * t + aside * across[0], a[1] + (b[1] - a[1]) * t + aside * across[1]))
    return found


def write_zones(path, columns=25, rows=24):
    at = lambda i, j: corner(i, j, columns, rows)
    across = lambda i, j: border(at(i, j), at(i + 1, j), f"a{i}.{j}", j in (0, rows)) + [at(i + 1, j)]
    upward = lambda i, j: border(at(i, j), at(i, j + 1), f"u{i}.{j}", i in (0, columns)) + [at(i, j + 1)]
    dice, features = random.Random(9), []
    for i, j in itertools.product(range(columns), range(rows)):
        ring = across(i, j)[:-1] + upward(i + 1, j)[:-1] + across(i, j + 1)[:0:-1] + upward(i, j)[:0:-1]
        ring = [[round(c, 7) for c in degrees(*p)] for p in ring]
        features.append({"type": "Feature", "properties": {"id": f"{i:02}{j:02}", "name": f"zone {i}-{j}", "population": dice.randrange(200, 4000)},
                         "geometry": {"type": "Polygon", "coordinates": [ring + ring[:1]]}})
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)


if __name__ == "__main__":
    write_reports(int(sys.argv[1]), sys.argv[2])
    write_zones(sys.argv[3])
