#!/usr/bin/env python3
"""Attacks a rounded table and what was published of the same records with the solver HiGHS, apart from the program.

    rounded.py ROUNDED PUBLISHED --microdata FILE --count-column n [--k 4] [--zeros shown|may-hide] [--insiders DIMENSION]

ROUNDED is a table of all dimensions, so that it tells how every group of records was rounded. A reader knows of a group
that was rounded to no multiple of k + 1 how many it is, and of any other that it is nearer to that multiple than to the
next. She has every count and every blank that was published, and maybe the records of one publisher. For each cell with 1
to k records that are not hers, and that nobody showed, it asks whether it could be another number: whole records that
agree with all of it, checked by addition. It prints a line for each reader, and ends with 1 when anything leaks.
"""

import argparse
import itertools
import sys

import highspy
import numpy as np

from audit import solver
from tables import TOTAL, Tables

FAR = 1_000_000
SECONDS = 60


class Groups:
    """The groups of records, and how many each can be for all that a reader knows of rounding and of her own."""

    def __init__(self, rounded, truth, base, own):
        self.keys = list(itertools.product(*[axis.inner for axis in rounded.axes]))
        self.truth = [truth[key] for key in self.keys]
        self.own = [any(code == own for code in key) for key in self.keys]
        self.least, self.most = [], []
        for key, count, own_group in zip(self.keys, self.truth, self.own):
            near = rounded.cells[key]
            span = base - 1 if near % base == 0 else 0
            if own_group:
                near, span = count, 0
            self.least.append(max(0, near - span))
            self.most.append(near + span)

    def inside(self, cell):
        return [at for at, key in enumerate(self.keys) if all(c in (TOTAL, k) for c, k in zip(cell, key))]


def published(tables, rounded, groups, least):
    """Of each cell that was published: its groups, and how many they are together at least and at most."""
    for key, value in tables.cells.items():
        codes = dict(zip(tables.dimensions, key))
        cell = tuple(codes.get(name, TOTAL) for name in rounded.dimensions)
        yield cell, groups.inside(cell), least if value is None else value, FAR if value is None else value


class Attack:
    def __init__(self, groups, rows):
        self.groups, self.rows = groups, rows
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(groups.keys), len(rows)
        lp.col_cost_ = np.zeros(len(groups.keys))
        lp.col_lower_, lp.col_upper_ = np.array(groups.least, dtype=float), np.array(groups.most, dtype=float)
        lp.row_lower_ = np.array([float(low) for _, low, _ in rows])
        lp.row_upper_ = np.array([float(high) for _, _, high in rows])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *[len(inside) for inside, _, _ in rows]])
        lp.a_matrix_.index_ = np.array([at for inside, _, _ in rows for at in inside], dtype=np.int32)
        lp.a_matrix_.value_ = np.ones(sum(len(inside) for inside, _, _ in rows))
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(groups.keys)
        self.mip = solver(lp, SECONDS)

    def other(self, inside, low, high):
        """Records with so many in these groups; False where there are none, None where that was not found out."""
        self.mip.addRow(float(low), float(high), len(inside), np.array(inside, dtype=np.int32), np.ones(len(inside)))
        self.mip.run()
        status, found = self.mip.getModelStatus(), np.array(self.mip.getSolution().col_value)
        self.mip.deleteRows(1, np.array([self.mip.getNumRow() - 1], dtype=np.int32))
        if status == highspy.HighsModelStatus.kInfeasible:
            return False
        world = [int(count) for count in np.rint(found)]
        return world if world and self.agrees(world) else None

    def agrees(self, world):
        groups = self.groups
        near = all(low <= count <= high for count, low, high in zip(world, groups.least, groups.most))
        return near and all(low <= sum(world[at] for at in inside) <= high for inside, low, high in self.rows)


def secrets(rounded, shown, groups, k):
    """The cells that nobody showed with 1 to k records of others, by the groups of these."""
    found = {}
    for cell in rounded.cells:
        others = tuple(at for at in groups.inside(cell) if not groups.own[at])
        if cell not in shown and 0 < sum(groups.truth[at] for at in others) <= k:
            found[others] = sum(groups.truth[at] for at in others)
    return found


def leaks(rounded, tables, truth, own, options):
    groups = Groups(rounded, truth, options.k + 1, own)
    cells = list(published(tables, rounded, groups, int(options.zeros == "shown")))
    shown = {cell for cell, _, low, high in cells if low == high}
    open_ = secrets(rounded, shown, groups, options.k)
    attack, number, known, unsettled = Attack(groups, [row for _, *row in cells]), len(open_), 0, 0
    if not attack.agrees(groups.truth):
        raise SystemExit("the records themselves do not agree with what is published")
    while open_:
        inside, count = next(iter(open_.items()))
        worlds = [attack.other(inside, 0, count - 1), attack.other(inside, count + 1, FAR)]
        del open_[inside]
        if not any(worlds):
            known += worlds == [False, False]
            unsettled += worlds != [False, False]
        for world in filter(None, worlds):
            for cell in [cell for cell, count in open_.items() if sum(world[at] for at in cell) != count]:
                del open_[cell]
    print(f"{own or 'everybody'}: {number} secrets, {known} known, {unsettled} not settled")
    return known + unsettled


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rounded")
    parser.add_argument("published")
    parser.add_argument("--microdata", required=True)
    parser.add_argument("--count-column")
    parser.add_argument("--k", type=int, default=4)
    parser.add_argument("--zeros", default="may-hide", choices=("shown", "may-hide"))
    parser.add_argument("--insiders")
    options = parser.parse_args()
    rounded, tables = Tables([options.rounded]), Tables([options.published])
    if any(0 < count <= options.k for count in rounded.cells.values()):
        raise SystemExit("a small count stays")
    truth, _ = rounded.count(options.microdata, options.count_column)
    readers = [None]
    if options.insiders:
        readers += rounded.axes[rounded.dimensions.index(options.insiders)].inner
    sys.exit(int(any([leaks(rounded, tables, truth, own, options) for own in readers])))


if __name__ == "__main__":
    main()
