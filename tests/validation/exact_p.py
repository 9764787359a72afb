"""Permutation p-values as fractions of whole numbers, slow and exact: prints statistic, data set, item, value, program.

Subsets are listed one by one where they are few; otherwise they are counted by size and sum, in whole numbers of any
length. Usage: exact_p.py FOLDER-OF-DATA
"""
import csv
import itertools
import math
import os
import platform
import sys
from fractions import Fraction

PROGRAM = "exact enumeration with rational numbers, Python " + ".".join(platform.python_version_tuple()[:2])
FEW = 200_000  # subsets that are listed


def listed(values, drawn, observed):
    upper = lower = 0
    for subset in itertools.combinations(values, drawn):
        total = sum(subset)
        upper += total >= observed
        lower += total <= observed
    every = math.comb(len(values), drawn)
    return Fraction(upper, every), Fraction(lower, every)


def counted(values, drawn, observed):
    """ways[r][s]: subsets of r values with sum s; sums beyond the observed one are not needed."""
    ways = [[0] * (observed + 1) for _ in range(drawn + 1)]
    ways[0][0] = 1
    for value in values:
        for r in range(drawn, 0, -1):
            row, below = ways[r], ways[r - 1]
            for s in range(value, observed + 1):
                if below[s - value]:
                    row[s] += below[s - value]
    every = math.comb(len(values), drawn)
    at_most = sum(ways[drawn])
    return Fraction(every - at_most + ways[drawn][observed], every), Fraction(at_most, every)


def tails(values, drawn, observed):
    by_count = counted(values, drawn, observed)
    if math.comb(len(values), drawn) <= FEW:
        assert listed(values, drawn, observed) == by_count
    return by_count


def rows(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def emit(statistic, data_set, item, value):
    print(f'{statistic},{data_set},{item},{float(value)!r},"{PROGRAM}"')


def emit_tails(null, data_set, item, found):
    upper, lower = found
    emit(f"exact_{null}_upper", data_set, item, upper)
    emit(f"exact_{null}_lower", data_set, item, lower)


def counties(folder):
    table = rows(folder, "north_carolina.csv")
    deaths = {row["id"]: int(row["sid74"]) for row in table}
    around = {county: [] for county in deaths}
    for link in rows(folder, "north_carolina_queen.csv"):
        around[link["i"]].append(link["j"])
    for county, own in deaths.items():
        neighbors = sum(deaths[j] for j in around[county])
        drawn = len(around[county])
        emit_tails("total", "North Carolina", county, tails(list(deaths.values()), drawn + 1, neighbors + own))
        others = [deaths[j] for j in deaths if j != county]
        emit_tails("conditional", "North Carolina", county, tails(others, drawn, neighbors))


def long_tail(folder):
    """Neighborhoods of 9 and 49 cells among 2000 counts, sums from the mean up to far in the tail."""
    values = [int(row["count"]) for row in rows(folder, "skewed_counts.csv")]
    for drawn, sums in ((9, (4, 12, 40, 90, 200)), (49, (40, 65, 120, 220, 300))):
        for total in sums:
            emit_tails("total", "skewed counts", f"{drawn} drawn with sum {total}", tails(values, drawn, total))


if __name__ == "__main__":
    small = [0, 0, 1, 2, 3, 0, 1, 5]
    emit_tails("total", "eight values", "4 drawn with sum 10", tails(small, 4, 10))
    emit_tails("conditional", "eight values", "3 of the others with sum 5", tails(small[:7], 3, 5))
    emit_tails("conditional", "eight values", "3 of the others with sum 1", tails(small[:7], 3, 1))
    counties(sys.argv[1])
    long_tail(sys.argv[1])
