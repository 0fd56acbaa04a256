#!/usr/bin/env python3
"""How few cells any safe pattern of a programme could hide: a bound proved by the solver HiGHS, to hold a release against.

    bound.py RELEASED.csv --microdata FILE [--count-column n] [--hierarchies FILE] [--k 4]
             [--zeros shown|may-hide|sensitive] [--insiders DIMENSION] [--seconds 300]

A pattern says of each cell whether it is hidden. It is safe when each reader has, for each thing that she must not find
out, a world in which it is otherwise and in which only hidden cells differ from the truth. Here worlds need not be whole
and need not be tables of records: every safe pattern is safe in this weaker sense, so what the weaker sense needs at
least, the other needs too. The search is Benders': a program of ones and zeros proposes a pattern, a linear program per
requirement looks for the world, and where there is none its duals say which cells would have helped: one of them must be
hidden. These inequalities are made of whole numbers and hold for any duals, however badly a solver computed them; what
is believed of the solver is its bound of the program of ones and zeros.

It prints what the release hides, the bound, and the gap in per cent of the bound.
"""

import argparse
import math
import sys
import time

import highspy
import numpy as np

from tables import Tables

# The duals are rounded to such parts, so that the inequalities are whole.
PARTS = 5040
FAR = 1e7
# Of so many blanks one is a zero, and so many are at least, where zeros may be hidden (docs/decisions/0011).
ONE_ZERO_OF, FEWEST_ZEROS = 50, 3
# How much of the time is for patterns in part; when so little is gained a round, the search looks less far inward; for
# so many rounds a requirement that was met is not asked for.
LINEAR, SLOW, RESTS = 0.6, 0.002, 4


class System:
    """Cells with their sums, cells that are one number made one variable; what is never published is always hidden."""

    def __init__(self, tables, truth):
        leader = {key: key for key in truth}

        def find(key):
            while leader[key] != key:
                key = leader[key]
            return key

        sums = list(tables.sums())
        for parent, children, whole in sums:
            if whole and len(children) == 1:
                leader[find(children[0])] = find(parent)
        self.at = {}
        for key in truth:
            self.at.setdefault(find(key), len(self.at))
        for key in truth:
            self.at[key] = self.at[find(key)]
        size = 1 + max(self.at.values())
        self.value, self.weight = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
        for key, count in truth.items():
            self.value[self.at[key]] = count
        for key in tables.published:
            self.weight[self.at[key]] += 1
        rows, rests = {}, []
        for parent, children, whole in sums:
            terms = {}
            for key, sign in [(parent, 1), *[(child, -1) for child in children]]:
                terms[self.at[key]] = terms.get(self.at[key], 0) + sign
            if not whole:
                terms[size + len(rests)] = -1
                rests.append(truth[parent] - sum(truth[child] for child in children))
            terms = tuple(sorted((at, sign) for at, sign in terms.items() if sign))
            if terms:
                rows[terms] = None
        self.value = np.concatenate([self.value, np.array(rests, dtype=np.int64)])
        self.weight = np.concatenate([self.weight, np.zeros(len(rests), dtype=np.int64)])
        self.rows = list(rows)
        self.row = np.array([at for at, terms in enumerate(self.rows) for _ in terms], dtype=np.int32)
        self.column = np.array([at for terms in self.rows for at, _ in terms], dtype=np.int32)
        self.sign = np.array([sign for terms in self.rows for _, sign in terms], dtype=np.int64)

    def size(self):
        return len(self.value)


class Reader:
    """What a reader knows beforehand, as the least change of each variable, and what must stay possible for her."""

    def __init__(self, system, k, zeros, own=None, hers=()):
        published = system.weight > 0
        mine = np.zeros(system.size(), dtype=np.int64) if own is None else own
        others = system.value - mine
        least = np.where(published & (zeros == "shown"), np.maximum(mine, 1), mine)
        self.down = np.maximum(system.value - least, 0)
        self.known = published & (system.value < least)
        self.known[list(hers)] = True
        self.down[self.known] = 0
        open_ = published & ~self.known
        small = open_ & (others >= 1) & (others <= k)
        empty = open_ & (others == 0) & (zeros == "sensitive")
        self.needs = [(at, 1, k + 1 - others[at]) for at in np.flatnonzero(small | empty)]
        self.needs += [(at, -1, others[at]) for at in np.flatnonzero(small & (self.down >= others))]
        self.forced = small | empty


class Worlds:
    """The linear program of one reader's worlds; only what a pattern hides may change."""

    def __init__(self, system, reader, step):
        self.system, self.reader, self.step = system, reader, step
        size = system.size()
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = size, len(system.rows)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = np.zeros(size), np.zeros(size), np.zeros(size)
        lp.row_lower_, lp.row_upper_ = np.zeros(len(system.rows)), np.zeros(len(system.rows))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(terms) for terms in system.rows])]).astype(np.int32)
        lp.a_matrix_.index_, lp.a_matrix_.value_ = system.column, system.sign.astype(float)
        lp.sense_ = highspy.ObjSense.kMaximize
        self.lp = quiet(lp)
        self.lp.setOptionValue("presolve", "off")
        self.lp.setOptionValue("simplex_strategy", 4)
        self.every = np.arange(size, dtype=np.int32)
        self.aimed = None

    def allow(self, pattern):
        """Lets each variable change as far as it is hidden. One that is hidden in part may rise by a few steps."""
        share = np.where(self.reader.known, 0.0, np.clip(pattern, 0.0, 1.0))
        upper = np.where(share > 1 - 1e-6, FAR, share * self.step)
        self.lp.changeColsBounds(len(share), self.every, -share * self.reader.down, upper)

    def furthest(self, at, sign):
        """The furthest that a variable can change, the world, and the duals."""
        if self.aimed is not None:
            self.lp.changeColCost(self.aimed, 0.0)
        self.lp.changeColCost(int(at), float(sign))
        self.aimed = int(at)
        self.lp.run()
        if self.lp.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = self.lp.getSolution()
        return self.lp.getInfo().objective_function_value, np.array(found.col_value), np.array(found.row_dual)

    def cut(self, need, duals, forced):
        """What must be hidden for a requirement, by any duals: variables with coefficients, and what they come to at least.

        For a world y that moves `at` by `by`: by <= sign y_at = sum of d_i y_i with d = sign e_at - R'duals, and d_i y_i
        is at most |d_i| by what y_i may change in this direction if i is hidden, and 0 if not. A coefficient
        larger than the whole is as good as the whole, so that no bound is needed of how far a cell may rise."""
        at, sign, by = need
        system = self.system
        whole = np.rint(duals * PARTS).astype(np.int64)
        rate = -np.bincount(system.column, whole[system.row] * system.sign, system.size()).astype(np.int64)
        rate[at] += sign * PARTS
        wanted = int(by) * PARTS
        # Worlds in which it goes exactly so far are enough.
        rise = np.full(system.size(), wanted)
        rise[at] = by if sign > 0 else rise[at]
        down = self.reader.down.copy()
        down[at] = min(down[at], by) if sign < 0 else down[at]
        worth = np.where(rate > 0, rate * rise, -rate * down)
        worth[self.reader.known] = 0
        wanted -= int(worth[forced].sum())
        if wanted <= 0:
            return None
        helps = np.flatnonzero((worth > 0) & ~forced)
        return helps, np.minimum(worth[helps], wanted), wanted


class Pattern:
    """The program of ones and zeros: what to hide so that every inequality found so far is kept."""

    def __init__(self, system, forced, never, zeros_hidden):
        self.system, self.forced = system, forced
        size = system.size()
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = size, 0
        lp.col_cost_ = system.weight.astype(float)
        lp.col_lower_, lp.col_upper_ = forced.astype(float), np.where(never, 0.0, 1.0)
        lp.row_lower_, lp.row_upper_ = np.zeros(0), np.zeros(0)
        lp.a_matrix_.start_ = np.zeros(size + 1, dtype=np.int32)
        self.lp = quiet(lp)
        self.seen = set()
        # Whoever is alone in a sum follows from the rest: to hide it is of no use, and no pattern with the fewest does.
        for terms in system.rows:
            for at, _ in terms:
                if not forced[at] and system.value[at] > 0:
                    beside = np.array([other for other, _ in terms if other != at and not never[other]], dtype=np.int64)
                    if not forced[beside].any():
                        self.add(np.append(beside, at), np.append(np.ones(len(beside)), -1.0), 0.0)
        if zeros_hidden:
            zero = (system.value == 0) & (system.weight > 0)
            self.add(np.flatnonzero(zero), system.weight[zero].astype(float), min(FEWEST_ZEROS, zeros_hidden))
            # Where there are not as many, as many as there are.
            if zeros_hidden < FEWEST_ZEROS:
                return
            # Counted before the zeros themselves are hidden.
            share = np.where(zero, ONE_ZERO_OF, -1) * system.weight
            seen = np.flatnonzero(system.weight > 0)
            self.add(seen, share[seen].astype(float), 0.0)

    def add(self, columns, values, least):
        key = (tuple(columns), tuple(values), least)
        if key in self.seen:
            return False
        self.seen.add(key)
        columns, values = columns.astype(np.int32), np.asarray(values, dtype=float)
        self.lp.addRow(float(least), highspy.kHighsInf, len(columns), columns, values)
        return True

    def solve(self):
        self.lp.run()
        return np.array(self.lp.getSolution().col_value), self.lp.getInfo().objective_function_value

    def whole(self, seconds):
        """The best pattern of ones and zeros that comes up in the time, and what is proved of all."""
        size = self.system.size()
        self.lp.setOptionValue("solver", "choose")
        self.lp.setOptionValue("time_limit", self.lp.getRunTime() + max(seconds, 1.0))
        every = np.arange(size, dtype=np.int32)
        self.lp.changeColsIntegrality(size, every, np.full(size, highspy.HighsVarType.kInteger.value, dtype=np.uint8))
        self.lp.run()
        info = self.lp.getInfo()
        found, bound = np.array(self.lp.getSolution().col_value), info.mip_dual_bound
        ended = self.lp.getModelStatus() == highspy.HighsModelStatus.kOptimal
        self.lp.changeColsIntegrality(size, every, np.zeros(size, dtype=np.uint8))
        self.lp.setOptionValue("time_limit", highspy.kHighsInf)
        return found, bound, ended


def quiet(lp):
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.passModel(lp)
    return solver


class Search:
    """What is asked of all readers' worlds together, and what was seen to be kept lately and need not be asked again."""

    def __init__(self, system, readers, forced):
        self.readers, self.forced = readers, forced
        step = max([need[2] for reader in readers for need in reader.needs], default=1)
        self.worlds = [Worlds(system, reader, step) for reader in readers]
        self.rest = [np.zeros(len(reader.needs), dtype=int) for reader in readers]

    def missing(self, pattern, toward, thorough):
        """Inequalities that a pattern does not keep; those of a pattern that is further toward a safe one cut deeper."""
        found = []
        for reader, worlds, rest in zip(self.readers, self.worlds, self.rest):
            worlds.allow(toward)
            if thorough:
                rest[:] = 0
            asked = np.flatnonzero(rest <= 0)
            rest -= 1
            met = set()
            columns = np.array([need[0] for need in reader.needs], dtype=np.int64)
            signs = np.array([need[1] for need in reader.needs])
            least = np.array([need[2] for need in reader.needs]) - 1e-6
            for number in asked:
                if number in met:
                    continue
                best = worlds.furthest(*reader.needs[number][:2])
                if best is None:
                    continue
                value, world, duals = best
                met.update(np.flatnonzero(signs * world[columns] >= least))
                if number in met:
                    continue
                cut = worlds.cut(reader.needs[number], duals, self.forced)
                if cut and cut[1] @ pattern[cut[0]] < cut[2] * (1 - 1e-6):
                    found.append((cut[0], cut[1] / cut[2], 1.0))
            rest[[number for number in asked if number in met]] = RESTS
        return found


def prove(system, readers, zeros_hidden, release, seconds, say):
    """A number of hidden cells below which no pattern is safe, and whether a pattern with as many was found."""
    published = system.weight > 0
    forced = ~published
    for reader in readers:
        forced |= reader.forced
    master = Pattern(system, forced, readers[0].known & published, zeros_hidden)
    search = Search(system, readers, forced)
    start = time.process_time()
    left = lambda share: share * seconds - (time.process_time() - start)
    bound, before, inward, thorough = 0, 0.0, 0.5, False
    while left(LINEAR) > 0:
        pattern, value = master.solve()
        bound = max(bound, math.ceil(value - 1e-5))
        found = search.missing(pattern, inward * release + (1 - inward) * pattern, thorough)
        added = sum(master.add(*cut) for cut in found)
        say(f"{value:.2f}, {added} more, {len(master.seen)} in all, inward {inward}, {left(1):.0f} s left")
        if not added and thorough and inward == 0:
            break
        if value < before * (1 + SLOW) or not added:
            inward = inward / 2 if inward > 0.1 else 0
        thorough, before = not added, value
    while left(1) > 0:
        pattern, value, ended = master.whole(left(1))
        bound = max(bound, math.ceil(value - 1e-5))
        say(f"whole: {value:.2f} {ended}, {left(1):.0f} s left")
        if not ended:
            break
        found = search.missing(pattern, pattern, True)
        if not found:
            return bound, True
        for cut in found:
            master.add(*cut)
    return bound, False


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("release")
    parser.add_argument("--microdata", required=True)
    parser.add_argument("--count-column")
    parser.add_argument("--hierarchies")
    parser.add_argument("--k", type=int, default=4)
    parser.add_argument("--zeros", choices=("shown", "may-hide", "sensitive"), default="may-hide")
    parser.add_argument("--insiders")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    tables = Tables([options.release], options.hierarchies)
    truth, own = tables.count(options.microdata, options.count_column)
    system = System(tables, truth)
    release = (system.weight == 0).astype(float)
    for key, value in tables.cells.items():
        if value is None:
            release[system.at[key]] = 1.0
    zeros_hidden = int(system.weight[(release > 0) & (system.value == 0)].sum())
    hidden = sum(value is None for value in tables.cells.values())

    def readers(zeros):
        found = [Reader(system, options.k, zeros)]
        if options.insiders:
            along = tables.dimensions.index(options.insiders)
            for code in tables.axes[along].inner:
                mine = np.zeros(system.size(), dtype=np.int64)
                for key, count in own.get((options.insiders, code), {}).items():
                    mine[system.at[key]] = count
                hers = {system.at[key] for key in tables.published if key[along] == code}
                found.append(Reader(system, options.k, zeros, mine, hers))
        return found

    say = print if options.verbose else lambda _: None
    start = time.process_time()
    zeros = options.zeros
    if zeros == "may-hide" and not zeros_hidden:
        # No zero is hidden: then it had to be safe for readers who know that a blank is none.
        zeros = "shown"
    bound, reached = prove(system, readers(zeros), zeros_hidden if zeros == "may-hide" else 0, release, options.seconds, say)
    gap = 100 * (hidden - bound) / bound if bound else 0.0
    how = "no pattern of the weaker sense hides fewer" if reached else "proved in the time"
    print(f"{len(tables.published)} cells, {hidden} hidden, bound {bound}, gap {gap:.1f} % ({how}, "
          f"{time.process_time() - start:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
