#!/usr/bin/env python3
"""Attacks published tables with the solver HiGHS, apart from the program and its solver.

    audit.py FILE ... [--hierarchies FILE] [--k 4] [--zeros shown|may-hide|sensitive] [--lift]
             [--microdata FILE [--count-column n] [--insiders DIMENSION | --insider DIMENSION=CODE] [--group DIMENSION]]

Several files are attacked as what one reader has. For each hidden cell it asks whether there is a table of whole
numbers that agrees with everything published and in which the cell has more than k; each one found is checked by
addition. Where there is none the cell leaks: EXACT, the count itself is known; SMALL, that it is 1 to k; UPPER, that it
is at most k. With the microdata it also looks that what is shown is true and not small, that what is small may be zero
for all that a reader knows (EMPTY where it may not, unless zeros are always shown), that no group of two or more is
known to be in one code of a `--group` dimension (GROUP), and what publishers learn who take their own cases
away. That nobody else is in a cell that is all her own is true of nobody, and no leak unless zeros are sensitive
(docs/disclosure-control.md says why). With `--lift` the worlds must be tables of records, also where the tables do not
hang together.

It prints a line for each reader, and ends with 1 when anything leaks or was not tried to the end.
"""

import argparse
import itertools
import sys
import time

import highspy
import numpy as np

from tables import TOTAL, Tables

# A cell without a bound may be as large as this.
MOST = 10_000_000
MIP_SECONDS = 60
MOST_LATENT = 200_000


class Reader:
    """One who has the tables, and perhaps her own cases; her worlds are a system of sums over unknown cells."""

    def __init__(self, tables, options, least, known=None, own=None, extra=()):
        self.own = own or {}
        self.values = {key: value for key, value in tables.cells.items() if value is not None}
        self.values.update(known or {})
        self.k, self.sensitive_zeros = options.k, options.zeros == "sensitive"
        self.columns = {}
        hidden = [key for key in tables.published if key not in self.values]
        for key in [*hidden, *tables.unknown]:
            if key not in self.values:
                self.columns[key] = len(self.columns)
        self.hidden = hidden
        floor = {key: least for key in hidden}
        self.lower = [max(floor.get(key, 0), self.own.get(key, 0)) for key in self.columns]
        self.rows = {}
        for parent, children, whole in tables.sums():
            self.add(parent, children, whole)
        for crossing in extra:
            self.cross(tables, crossing)
        self.build()

    def add(self, parent, children, whole):
        """parent - children is 0, or at least 0 where some children are not published"""
        terms, constant = {}, 0
        for key, sign in [(parent, 1), *[(child, -1) for child in children]]:
            at = self.columns.get(key)
            if at is None:
                constant += sign * self.values[key]
            else:
                terms[at] = terms.get(at, 0) + sign
        terms = tuple(sorted((at, sign) for at, sign in terms.items() if sign))
        if terms:
            low, high = self.rows.get(terms, (-MOST * 100, MOST * 100))
            self.rows[terms] = max(low, -constant), (min(high, -constant) if whole else high)
        elif constant < 0 or (whole and constant):
            raise SystemExit(f"{parent} is not the sum of its parts")

    def cross(self, tables, crossing):
        """Adds the records behind some dimensions as unknowns: cells of these dimensions are sums of them."""
        dimensions, parts = crossing
        cells = tables.cells.keys() | set(tables.unknown)
        below = {}
        for codes in itertools.product(*[tables.axes[at].inner for at in dimensions]):
            of = dict(zip(dimensions, codes))
            keys = [tuple(of[at] if at in part else TOTAL for at in range(len(tables.axes))) for part in parts]
            if any(self.values.get(key) == 0 for key in keys):
                continue
            at = ("behind", *codes)
            self.columns[at] = len(self.columns)
            self.lower.append(0)
            for key in keys:
                if key not in cells and key not in self.columns:
                    self.columns[key] = len(self.columns)
                    self.lower.append(0)
                below.setdefault(key, []).append(at)
        whole = {key for key in below if all(key[at] in (TOTAL, *tables.axes[at].inner) for at in dimensions)}
        for key in whole:
            self.add(key, below[key], True)

    def build(self):
        size, rows = len(self.columns), list(self.rows.items())
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = size, len(rows)
        lp.col_cost_ = np.zeros(size)
        lp.col_lower_ = np.array(self.lower, dtype=float)
        lp.col_upper_ = np.full(size, float(MOST))
        lp.row_lower_ = np.array([float(low) for _, (low, _) in rows])
        lp.row_upper_ = np.array([float(high) for _, (_, high) in rows])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *[len(terms) for terms, _ in rows]])
        lp.a_matrix_.index_ = np.array([at for terms, _ in rows for at, _ in terms], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([float(sign) for terms, _ in rows for _, sign in terms])
        lp.sense_ = highspy.ObjSense.kMaximize
        self.lp = solver(lp)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * size
        self.mip = solver(lp, MIP_SECONDS)

    def best(self, program, terms):
        """The most that a sum of cells can be: (whether the program came to its end, the value, the cells)"""
        self.aim(program, terms)
        program.run()
        status = program.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise SystemExit("no table agrees with what is published")
        found = np.array(program.getSolution().col_value)
        return status == highspy.HighsModelStatus.kOptimal, program.getInfo().objective_function_value, found

    def aim(self, program, terms):
        cost = np.zeros(len(self.columns))
        for key, sign in terms:
            cost[self.columns[key]] += sign
        every = np.arange(len(cost), dtype=np.int32)
        program.changeColsCost(len(cost), every, cost)

    def whole(self, found):
        """The same in whole numbers, if it is a world: checked by addition."""
        world = np.rint(found)
        if not np.allclose(found, world, atol=1e-5):
            return None
        world = [int(count) for count in world]
        if any(count < low for count, low in zip(world, self.lower)):
            return None
        for terms, (low, high) in self.rows.items():
            if not low <= sum(sign * world[at] for at, sign in terms) <= high:
                return None
        return world

    def settle(self, goals):
        """What of this cannot be: goals (terms, at least) that no world reaches, and those that were not settled."""
        open_, impossible, unsettled = dict.fromkeys(goals), [], []

        def reached(world):
            for terms, least in list(open_):
                if sum(sign * world[self.columns[key]] for key, sign in terms) >= least:
                    del open_[terms, least]

        for world in self.many(goals):
            reached(world)
        while open_:
            goal = next(iter(open_))
            terms, least = goal
            ended, value, found = self.best(self.lp, terms)
            if ended and value < least - 1e-6:
                impossible.append(goal)
                del open_[goal]
                continue
            world = self.whole(found) or self.whole_with(terms, least)
            if world is False:
                impossible.append(goal)
            elif world is None:
                unsettled.append(goal)
            else:
                reached(world)
            open_.pop(goal, None)
        return impossible, unsettled

    def many(self, goals):
        """Worlds that reach many goals at once, to begin with: all cells with a goal as large, or as small, as can be."""
        for sign in 1, -1:
            cells = [terms for terms, _ in goals if len(terms) == 1 and terms[0][1] == sign]
            for part in cells, cells[::2], cells[1::2], cells[::3]:
                if part:
                    _, _, found = self.best(self.lp, [term for terms in part for term in terms])
                    world = self.whole(found)
                    if world:
                        yield world

    def whole_with(self, terms, least):
        """A world that reaches the goal; False when there is none, None when that was not found out."""
        self.aim(self.mip, ())
        at = np.array([self.columns[key] for key, _ in terms], dtype=np.int32)
        signs = np.array([float(sign) for _, sign in terms])
        self.mip.addRow(float(least), highspy.kHighsInf, len(at), at, signs)
        self.mip.run()
        status = self.mip.getModelStatus()
        found = np.array(self.mip.getSolution().col_value)
        self.mip.deleteRows(1, np.array([self.mip.getNumRow() - 1], dtype=np.int32))
        if status == highspy.HighsModelStatus.kInfeasible:
            return False
        return self.whole(found) if len(found) else None

    def bound(self, key, sign):
        """The least or the most that a cell can be, in whole numbers."""
        program = self.lp
        _, value, _ = self.best(program, [(key, sign)])
        rounded = np.floor(value + 1e-6) * sign
        return int(rounded)

    def range(self, key):
        least, most = self.bound(key, -1), self.bound(key, 1)
        if least < most <= least + self.k + 2:
            least = round(-self.best(self.mip, [(key, -1)])[1])
            most = round(self.best(self.mip, [(key, 1)])[1])
        own = self.own.get(key, 0)
        return least - own, most - own

    def attack(self, truth=None, groups=(), known=()):
        """Cells that leak, with what is known of them; None as the class of what was not settled."""
        leaks = []
        for key, value in self.values.items():
            others = value - self.own.get(key, 0)
            if key not in known and int(not self.sensitive_zeros) <= others <= self.k:
                leaks.append((key, "EXACT"))
        hidden = [key for key in self.hidden if key in self.columns]
        up = {(((key, 1),), self.own.get(key, 0) + self.k + 1): key for key in hidden}
        down, spread = {}, {}
        if truth:
            small = [key for key in hidden if 1 <= truth[key] - self.own.get(key, 0) <= self.k]
            floor = dict(zip(self.columns, self.lower))
            down = {(((key, -1),), -self.own.get(key, 0)): key for key in small if floor[key] <= self.own.get(key, 0)}
            spread = {(((parent, 1), (child, -1)), 1): parent for parent, child in groups}
            for goal, parent in list(spread.items()):
                there = [(key, sign) for key, sign in goal[0] if key in self.columns]
                missing = sum(sign * self.values[key] for key, sign in goal[0] if key not in self.columns)
                del spread[goal]
                if not there:
                    leaks.append((parent, "GROUP"))
                else:
                    spread[tuple(there), 1 - missing] = parent
        impossible, unsettled = self.settle([*up, *down, *spread])
        for goal in impossible:
            if goal in up:
                least, most = self.range(up[goal])
                if most == 0 and not self.sensitive_zeros:
                    continue
                if truth and not self.sensitive_zeros and 0 < self.own.get(up[goal], 0) == truth[up[goal]]:
                    # All of it is her own: that there are few others is true of nobody.
                    continue
                leaks.append((up[goal], "EXACT" if least == most else "SMALL" if least > 0 else "UPPER"))
            else:
                leaks.append((down[goal], "EMPTY") if goal in down else (spread[goal], "GROUP"))
        leaks += [({**up, **down, **spread}[goal], None) for goal in unsettled]
        return leaks


def solver(lp, seconds=None):
    program = highspy.Highs()
    program.silent()
    program.setOptionValue("threads", 1)
    if seconds:
        program.setOptionValue("time_limit", float(seconds))
    else:
        program.setOptionValue("presolve", "off")
        program.setOptionValue("simplex_strategy", 4)
    program.passModel(lp)
    return program


def alike(tables, truth, dimension):
    """Groups of at least two who are all in one code: the parent and the child, by every sum along the dimension."""
    at = tables.dimensions.index(dimension)
    for parent, children, whole in tables.sums():
        if parent[at] != children[0][at] and len(children) > 1 and whole and truth[parent] >= 2:
            filled = [child for child in children if truth[child]]
            if len(filled) == 1:
                yield parent, filled[0]


def crossings(tables):
    latent, cliques = tables.behind()
    found = []
    for clique in latent:
        size = 1
        for at in clique:
            size *= len(tables.axes[at].inner)
        if size > MOST_LATENT:
            raise SystemExit(f"the crossing of {', '.join(tables.dimensions[at] for at in sorted(clique))} is too large")
        parts = {clique & other for other in [*tables.sets(), *cliques] if clique & other != clique}
        parts = [one for one in parts if not any(one < other for other in parts)]
        found.append((sorted(clique), parts))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+")
    parser.add_argument("--hierarchies")
    parser.add_argument("--k", type=int, default=4)
    parser.add_argument("--zeros", choices=("shown", "may-hide", "sensitive"), default="shown")
    parser.add_argument("--microdata")
    parser.add_argument("--count-column")
    parser.add_argument("--insiders")
    parser.add_argument("--insider")
    parser.add_argument("--group", action="append", default=[])
    parser.add_argument("--lift", action="store_true")
    parser.add_argument("--cells", action="store_true", help="print each cell that leaks")
    options = parser.parse_args()
    tables = Tables(options.files, options.hierarchies)
    truth, own = tables.count(options.microdata, options.count_column) if options.microdata else (None, {})
    least = int(options.zeros == "shown")
    if truth:
        untrue = [key for key, value in tables.cells.items() if value not in (None, truth[key])]
        if untrue:
            raise SystemExit(f"{len(untrue)} shown counts are not the true ones, {untrue[0]} among them")
        if options.zeros == "may-hide" and not any(tables.cells[key] is None and not truth[key] for key in tables.cells):
            # No zero is hidden: nobody would believe that a blank may be one.
            least = 1
    extra = crossings(tables) if options.lift else ()
    groups = [pair for name in options.group for pair in alike(tables, truth, name)]
    readers = [("outsider", {}, {})]
    pairs = [tuple(options.insider.split("=", 1))] if options.insider else []
    if options.insiders:
        at = tables.dimensions.index(options.insiders)
        pairs = [(options.insiders, code) for code in tables.axes[at].inner]
    for name, code in pairs:
        at = tables.dimensions.index(name)
        known = {key: truth[key] for key in tables.published if key[at] == code}
        readers.append((f"{name} {code}", known, own.get((name, code), {})))
    bad = 0
    for name, known, mine in readers:
        start = time.process_time()
        reader = Reader(tables, options, least, known, mine, extra)
        leaks = reader.attack(truth, groups if name == "outsider" else (), known)
        bad += len(leaks)
        classes = {}
        for _, found in leaks:
            classes[found or "not settled"] = classes.get(found or "not settled", 0) + 1
        said = ", ".join(f"{number} {found}" for found, number in sorted(classes.items())) or "nothing leaks"
        hidden = sum(value is None for value in tables.cells.values())
        seconds = time.process_time() - start
        print(f"{name}: {len(tables.cells)} cells, {hidden} hidden, blanks at least {least}: {said} ({seconds:.1f} s)")
        if options.cells:
            for key, found in leaks:
                print("   ", found, *key)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
