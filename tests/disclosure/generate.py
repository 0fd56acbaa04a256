#!/usr/bin/env python3
"""Invented cases and programmes of linked tables, for the audit of releases and for the comparison in docs/.

    generate.py FOLDER [NAME ...]     writes NAME.csv, NAME.toml and NAME.json; all of them where none is named
    generate.py --list                the names

Seven dimensions that hang together two by two (a log-linear model with random pair interactions), with few large and
many small codes, so that the tables have real sparse tails. Nothing is real. The seeds are fixed: the same files each
time. `NAME.csv` has a row for each combination that occurs, and its number in `n`.
"""

import csv
import itertools
import json
import pathlib
import random
import sys

import numpy as np

SIZES = {"service": 4, "concern": 16, "gender": 3, "age": 6, "referral": 10, "county": 15, "background": 8}
GROUPS = {"concern": (3, 4, 2, 4, 3), "county": (2, 4, 3, 4, 2)}
RARE_GENDER = 0.005

STAR = [("concern", other) for other in ("service", "gender", "age", "referral", "county", "background")]
THREE_WAY = [
    ("concern", "gender", "age"), ("service", "concern", "gender"), ("county", "age", "gender"), ("service", "referral"),
]
ANNUAL = [*THREE_WAY[:3], ("referral", "gender", "age"), ("background", "concern", "gender")]
PAIRS = list(itertools.combinations(SIZES, 2))
# A year that is published in linked tables, and the tables that may be asked for beside it.
YEAR = [("service", "concern", "gender"), ("service", "concern", "age"), ("service", "referral"), ("service", "background")]
ASKED = [*YEAR, ("service", "gender", "age"), ("concern", "gender", "age"), ("concern", "background")]

# What is published, of how many cases, and what else the programme says. `levels` names dimensions in groups, `cases` the
# instance that has the same cases.
INSTANCES = {
    "pair-600": ([("gender", "concern")], 600, {}),
    "levels-3000": ([("concern", "county")], 3_000, {"levels": ("concern", "county")}),
    "star-3000": (STAR, 3_000, {}),
    "three-way-3000": (THREE_WAY, 3_000, {"k": 4}),
    "pairs-3000": (PAIRS, 3_000, {}),
    "years-3000": ([("year", "concern", "age"), ("year", "service", "gender")], 3_000, {}),
    "star-100000": (STAR, 100_000, {}),
    "three-way-100000": (THREE_WAY, 100_000, {"k": 4}),
    "four-way-1000000": ([("concern", "county", "age", "gender")], 1_000_000, {"levels": ("concern", "county")}),
    "zeros-3000": ([("concern", "gender", "age")], 3_000, {"zeros": "sensitive"}),
    "annual-3000": (ANNUAL, 3_000, {"levels": ("county",)}),
    "star-600": (STAR, 600, {}),
    "three-way-600": (THREE_WAY, 600, {"k": 4}),
    "zeros-star-3000": (STAR, 3_000, {"zeros": "sensitive"}),
    "annual-600": (ANNUAL, 600, {"levels": ("county",)}),
    "annual-100000": (ANNUAL, 100_000, {"levels": ("county",)}),
    "year-300": ([("service", "concern"), ("service", "age")], 300, {"k": 4}),
    "asked-300": ([("service", "concern", "age")], 300, {"k": 4, "cases": "year-300"}),
    "year-600": (YEAR, 600, {"k": 4}),
    "year-3000": (YEAR, 3_000, {"k": 4}),
    "asked-600": (ASKED, 600, {"k": 4, "cases": "year-600"}),
    "asked-3000": (ASKED, 3_000, {"k": 4, "cases": "year-3000"}),
}
YEARS = ("2031", "2032", "2033")


def codes(dimension):
    return YEARS if dimension == "year" else [f"{dimension[0]}{at:02}" for at in range(1, SIZES[dimension] + 1)]


def hierarchy(dimension):
    """The groups of a dimension, as a file of hierarchies has them."""
    inner, groups, start = codes(dimension), [], 0
    for at, size in enumerate(GROUPS[dimension], 1):
        groups.append([f"{dimension[0]}-{at}", inner[start : start + size]])
        start += size
    return [["Total", [name for name, _ in groups]], *groups]


def weights(rng):
    """How often each combination of codes occurs, as sums so far along the flattened crossing."""
    sizes = list(SIZES.values())
    log = np.zeros(sizes)

    def along(axes, values):
        shape = [size if at in axes else 1 for at, size in enumerate(sizes)]
        return np.array(values).reshape(shape)

    for at, size in enumerate(sizes):
        ranks = list(range(1, size + 1))
        rng.shuffle(ranks)
        log += along({at}, [-1.1 * np.log(rank) for rank in ranks])
    for one, other in itertools.combinations(range(len(sizes)), 2):
        log += along({one, other}, [rng.gauss(0, 0.45) for _ in range(sizes[one] * sizes[other])])
    share = np.exp(log)
    gender = list(SIZES).index("gender")
    margin = share.sum(axis=tuple(at for at in range(len(sizes)) if at != gender))
    wanted = [1 - 0.24 - RARE_GENDER, 0.24, RARE_GENDER]
    share *= along({gender}, [want / have for want, have in zip(wanted, margin)])
    return np.cumsum(share.ravel())


def cases(number, rng):
    """So many cases, each by its codes, in no order."""
    total = weights(rng)
    places = np.searchsorted(total, [rng.random() * total[-1] for _ in range(number)])
    columns = np.unravel_index(places, list(SIZES.values()))
    return zip(*[[codes(name)[at] for at in column] for name, column in zip(SIZES, columns)])


def records(name, number):
    """Cases with the names of their columns; a year's column is there where the instance has years."""
    rng = random.Random(f"fortrolig {name}")
    if not name.startswith("years"):
        return list(SIZES), list(cases(number, rng))
    found = list(cases(number * len(YEARS), rng))
    return ["year", *SIZES], [(YEARS[at // number], *case) for at, case in enumerate(found)]


def programme(tables, says, insiders):
    dimensions = {name for table in tables for name in table}
    lines = [f'k = {says.get("k", 3)}', f'zeros = "{says.get("zeros", "may-hide")}"', 'key = "the same in every run"']
    if insiders and "service" in dimensions:
        lines.append('insiders = "service"')
    for table in tables:
        names = ", ".join(f'"{name}"' for name in table)
        lines += ["", "[[tables]]", f"dimensions = [{names}]"]
    return "\n".join(lines) + "\n"


def write(folder, name, insiders=True, zeros=None):
    tables, number, says = INSTANCES[name]
    says = {**says, **({"zeros": zeros} if zeros else {})}
    columns, found = records(says.get("cases", name), number)
    counts = {}
    for case in found:
        counts[case] = counts.get(case, 0) + 1
    with open(folder / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*columns, "n"])
        writer.writerows([*case, counts[case]] for case in sorted(counts))
    (folder / f"{name}.toml").write_text(programme(tables, says, insiders))
    groups = {dimension: hierarchy(dimension) for dimension in says.get("levels", ())}
    (folder / f"{name}.json").write_text(json.dumps(groups) + "\n")


def main():
    if sys.argv[1:] == ["--list"]:
        print("\n".join(INSTANCES))
        return
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    options = [word for word in sys.argv[2:] if word.startswith("--")]
    zeros = next((word.removeprefix("--zeros=") for word in options if word.startswith("--zeros=")), None)
    for name in [word for word in sys.argv[2:] if not word.startswith("--")] or INSTANCES:
        write(folder, name, "--outsider" not in options, zeros)


if __name__ == "__main__":
    main()
