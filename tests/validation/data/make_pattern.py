"""Writes the invented tables: points of two kinds in a polygon, the same points by cells, and counts with a long tail.

Seeded: the same files each time. Usage: make_pattern.py FOLDER
"""
import csv
import math
import os
import random
import sys

BOUNDARY = [(200, 150), (1900, 0), (3300, 350), (3950, 1300), (3400, 1500), (3600, 2350), (2500, 2950), (1500, 2600),
            (700, 2800), (0, 1900), (450, 1200)]
CELL = 100


def inside(x, y):
    held = False
    for (ax, ay), (bx, by) in zip(BOUNDARY, BOUNDARY[1:] + BOUNDARY[:1]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            held = not held
    return held


def drawn(dice, kinds):
    """Centimetres, so that no two distances are equal by rounding."""
    for kind, number, place in kinds:
        count = 0
        while count < number:
            x, y = (round(v, 2) for v in place(dice))
            if inside(x, y):
                yield x, y, kind
                count += 1


def anywhere(dice):
    return dice.uniform(0, 4000), dice.uniform(0, 3000)


def near(x, y, spread):
    return lambda dice: (dice.gauss(x, spread), dice.gauss(y, spread))


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def poisson(dice, mean):
    count, product = 0, dice.random()
    while product > math.exp(-mean):
        count, product = count + 1, product * dice.random()
    return count


def main(folder):
    dice = random.Random(1851)
    points = list(drawn(dice, [("noise", 60, near(1000, 1900, 150)), ("noise", 40, near(2600, 700, 220)), ("noise", 80, anywhere),
                               ("litter", 50, near(1150, 1800, 250)), ("litter", 170, anywhere)]))
    dice.shuffle(points)
    counts = {}
    for x, y, _ in points:
        at = int(x // CELL), int(y // CELL)
        counts[at] = counts.get(at, 0) + 1
    cells = [(column, row, counts.get((column, row), 0)) for row in range(30) for column in range(40)
             if inside((column + 0.5) * CELL, (row + 0.5) * CELL)]
    skewed = [poisson(dice, dice.lognormvariate(-1, 1.6)) for _ in range(2000)]
    write(folder, "boundary.csv", ["x", "y"], BOUNDARY)
    write(folder, "pattern.csv", ["x", "y", "kind"], points)
    write(folder, "cells.csv", ["column", "row", "count"], cells)
    write(folder, "skewed_counts.csv", ["count"], [[n] for n in skewed])


if __name__ == "__main__":
    main(sys.argv[1])
