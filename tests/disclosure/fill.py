#!/usr/bin/env python3
"""Fills in every blank of one sum but a small one, as somebody careless would: then that one is known.

    fill.py RELEASE HIERARCHIES MICRODATA OUT     the counts are in column `n` of the microdata
"""

import csv
import sys

from tables import Tables


def main():
    release, hierarchies, microdata, out = sys.argv[1:]
    tables = Tables([release], hierarchies)
    truth, _ = tables.count(microdata, "n")
    blanks = [key for key, value in tables.cells.items() if value is None]
    small = next(key for key in blanks if 1 <= truth[key] <= 3)
    with open(out, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*tables.dimensions, "value"])
        for key, value in tables.cells.items():
            alike = sum(one != other for one, other in zip(key, small)) == 1
            filled = truth[key] if value is None and alike else value
            writer.writerow([*key, "" if filled is None else filled])


if __name__ == "__main__":
    main()
