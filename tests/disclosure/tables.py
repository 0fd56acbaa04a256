"""Published tables as a reader has them: cells, sums, and what stands behind tables that do not hang together.

Written for the audit alone, from the description of the file format. It shares nothing with the program it audits.
"""

import csv
import itertools
import json

TOTAL = "Total"


class Tables:
    """Cells by their codes along each dimension, `Total` for a margin; the value is None where it is hidden."""

    def __init__(self, files, hierarchies=None):
        rows = []
        for file in files:
            with open(file, newline="") as text:
                head, *body = csv.reader(text)
            value = head.index("value")
            rows += [(dict(zip(head[:value], row)), row[value].strip()) for row in body]
        self.dimensions = list(dict.fromkeys(name for codes, _ in rows for name in codes))
        self.cells = {}
        for codes, value in rows:
            key = tuple(codes.get(name, TOTAL) for name in self.dimensions)
            count = None if value in ("", ":") else int(value)
            before = self.cells.get(key)
            if None not in (before, count) and before != count:
                raise SystemExit(f"{key} is published with two counts")
            self.cells[key] = before if count is None else count
        groups = json.load(open(hierarchies)) if hierarchies else {}
        self.axes = [Axis(groups.get(name) or self.flat(at)) for at, name in enumerate(self.dimensions)]
        self.published = list(self.cells)
        self.unknown = self.ancestors()

    def flat(self, at):
        codes = dict.fromkeys(key[at] for key in self.cells)
        return [[TOTAL, [code for code in codes if code != TOTAL]]]

    def ancestors(self):
        """Sums of published cells that are not published themselves: they are numbers all the same."""
        found = {}
        for key in self.published:
            above = itertools.product(*[axis.above[code] for axis, code in zip(self.axes, key)])
            found.update((parent, None) for parent in above if parent not in self.cells)
        return list(found)

    def sums(self):
        """(parent, children, whether these are all the children)"""
        cells = self.cells.keys() | set(self.unknown)
        for key in [*self.published, *self.unknown]:
            for at, axis in enumerate(self.axes):
                for children in axis.groupings.get(key[at], ()):
                    below = [(*key[:at], child, *key[at + 1 :]) for child in children]
                    there = [child for child in below if child in cells]
                    if there:
                        yield key, there, len(there) == len(below)

    def count(self, file, column=None):
        """The true counts, by cell, and for each dimension and code the counts of those records alone."""
        with open(file, newline="") as text:
            records = list(csv.DictReader(text))
        cells = self.cells.keys() | set(self.unknown)
        truth = dict.fromkeys(cells, 0)
        own = {}
        for record in records:
            number = int(record[column]) if column else 1
            codes = [record.get(name, "").strip() for name in self.dimensions]
            above = [axis.above[code] for axis, code in zip(self.axes, codes)]
            for key in itertools.product(*above):
                if key in cells:
                    truth[key] += number
                    for name, code in zip(self.dimensions, codes):
                        of = own.setdefault((name, code), {})
                        of[key] = of.get(key, 0) + number
        return truth, own

    def sets(self):
        """The dimensions of each table, as places; none that is part of another."""
        found = {frozenset(at for at, code in enumerate(key) if code != TOTAL) for key in self.published}
        return [one for one in found if not any(one < other for other in found)]

    def behind(self):
        """The sets of dimensions whose crossing must be tried as well: tables that agree wherever they are published
        together need not be tables of anything, unless they hang together like a tree."""
        tables = sorted(self.sets(), key=sorted)
        joined = {at: set() for at in range(len(self.dimensions))}
        for table in tables:
            for at in table:
                joined[at] |= table - {at}
        cliques = []
        while joined:
            def missing(at):
                return sum(1 for one, other in itertools.combinations(sorted(joined[at]), 2) if other not in joined[one])

            at = min(joined, key=lambda at: (missing(at), at))
            around = joined.pop(at)
            cliques.append(frozenset(around | {at}))
            for one in around:
                joined[one] |= around - {one}
                joined[one].discard(at)
        cliques = [one for one in cliques if not any(one < other for other in cliques)]
        return [clique for clique in cliques if not any(clique <= table for table in tables)], cliques


class Axis:
    def __init__(self, groups):
        self.groupings = {}
        for parent, children in groups:
            if children not in self.groupings.setdefault(parent, []):
                self.groupings[parent].append(children)
        self.above = {TOTAL: [TOTAL]}
        names = dict.fromkeys(code for parent, children in groups for code in (parent, *children))
        parents = {code: [parent for parent, children in groups if code in children] for code in names}
        for code in names:
            found, open_ = {}, [code]
            while open_:
                at = open_.pop()
                if at not in found:
                    found[at] = None
                    open_ += parents[at]
            self.above[code] = list(found)
        self.inner = [code for code in names if code not in self.groupings]
