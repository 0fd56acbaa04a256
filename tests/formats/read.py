#!/usr/bin/env python3
"""Reads the files of releases with pandas, openpyxl, pyjstat and jsonstat-validator, and holds each against the CSV.

    read.py FOLDER     FOLDER as publish.py leaves it; what pandas makes of the CSV is left in truth.json and annual.json
                       for others
"""

import io
import json
import pathlib
import sys

import openpyxl
import pandas
from jsonstat_validator import validate_jsonstat
from pyjstat import pyjstat

HIDDEN = ":"
checks = 0


def check(holds, what):
    global checks
    checks += 1
    if not holds:
        sys.exit(f"does not hold: {what}")


def alike(found, expected, what):
    check(found == expected, f"{what}:\n  found    {found}\n  expected {expected}")


def rows_of(frame):
    """Each cell by release, unit, dimension and category: its label and its value, None where hidden."""
    rows = {}
    for row in frame.itertuples():
        value = None if row.sign == HIDDEN else int(row.value)
        rows[row.unit, row.dimension, row.category] = (row.dimension_label, row.category_label, value)
    return rows


def read_csv(folder, number):
    """The plain file, with its labels; the Norwegian one must say the same."""
    as_text = {"dtype": str, "keep_default_na": False}
    plain = pandas.read_csv(folder / f"{number}-plain.csv", **as_text)
    norwegian = pandas.read_csv(folder / f"{number}.csv", sep=";", encoding="utf-8-sig", **as_text)
    norwegian["percent"] = norwegian["percent"].str.replace(",", ".")
    check(plain.equals(norwegian), f"{folder.name} {number}: the two CSV files differ")
    hidden = plain[plain.sign == HIDDEN]
    check((hidden.value == "").all() and (hidden.percent == "").all(), "a hidden cell has no value and no share")
    return rows_of(plain)


def tables_of(truth):
    """The tables by unit and dimension: each code's label and value, with the sum as the files have it first."""
    tables = {}
    for (unit, dimension, code), (dimension_label, label, value) in truth.items():
        table = tables.setdefault((unit, dimension), {"label": dimension_label, "cells": {}})
        if dimension != "total" and not table["cells"]:
            _, total_label, total = truth[unit, "total", "all"]
            table["cells"]["total"] = (total_label, total)
        table["cells"][code] = (label, value)
    for (unit, dimension), table in tables.items():
        values = [value for code, (_, value) in table["cells"].items() if code != "total"]
        if dimension != "total" and None not in values:
            alike(sum(values), table["cells"]["total"][1], f"the sum of {unit} by {dimension}")
    return tables


def missing_as_none(values):
    return [None if pandas.isna(value) else int(value) for value in values]


def read_dataset(text, unit, dimension, table, service):
    """One table of JSON-stat."""
    what = f"{unit} by {dimension} as JSON-stat"
    raw = json.loads(text)
    check(validate_jsonstat(raw), what)
    dataset = pyjstat.Dataset.read(text)
    codes = dataset.write("dataframe", naming="id")
    alike(list(codes[dimension]), list(table["cells"]), f"the codes of {what}")
    expected = [value for _, value in table["cells"].values()]
    alike(missing_as_none(codes["value"]), expected, f"the values of {what}")
    alike(set(codes["service"]), {service}, f"the service of {what}")
    alike(set(codes["unit"]), {unit}, f"the unit of {what}")
    labels = dataset.write("dataframe")
    alike(list(labels[table["label"]]), [label for label, _ in table["cells"].values()], f"the labels of {what}")
    hidden = {str(at): HIDDEN for at, value in enumerate(expected) if value is None}
    alike(raw.get("status", {}), hidden, f"the signs of {what}")
    check(any(note.startswith(": = ") for note in raw["note"]), f"{what} says what its sign means")


def read_json(folder, number, tables, service):
    """All tables as a collection, and each by itself."""
    collection = json.loads((folder / f"{number}.json").read_text("utf-8"))
    check(validate_jsonstat(collection), "the collection")
    items = collection["link"]["item"]
    alike(len(items), len(tables), "the number of tables")
    alike(collection["extension"]["release"], number, "the number of the release")
    for item, ((unit, dimension), table) in zip(items, tables.items()):
        text = (folder / f"{number}-{unit}-{dimension}.json").read_text("utf-8")
        alike(json.loads(text), item, f"{unit} by {dimension} alone and among the others")
        read_dataset(text, unit, dimension, table, service)


def read_sheet(sheet, frame, table):
    """One table of the workbook, by openpyxl and by pandas."""
    what = f"the sheet {sheet.title}"
    alike(sheet.freeze_panes, "A2", f"{what}: the frozen head")
    check(sheet.sheet_state == "visible", f"{what} is shown")
    check(not any(column.hidden for column in sheet.column_dimensions.values()), f"{what} hides no column")
    rows = list(sheet.iter_rows(min_row=2))
    alike([row[0].value for row in rows], list(table["cells"]), f"{what}: its codes")
    for (code, label, count, percent), (expected, value) in zip(rows, table["cells"].values()):
        check(code.data_type == "s" and label.data_type == "s", f"{what}: texts are texts")
        alike(label.value, expected, f"{what}: a label")
        if value is None:
            alike((count.value, percent.value), (HIDDEN, HIDDEN), f"{what}: what is hidden")
            check(count.font.italic and count.fill.fill_type == "solid", f"{what}: the sign stands out")
        else:
            check(count.data_type == "n" and isinstance(count.value, int), f"{what}: {count.value} is a number")
            alike(count.value, value, f"{what}: a count")
            check(percent.data_type == "n" and 0 <= percent.value <= 100, f"{what}: {percent.value}")
    values = [value for _, value in table["cells"].values()]
    alike(missing_as_none(frame.iloc[:, 2]), values, f"{what} by pandas")


def read_xlsx(folder, number, tables):
    """The workbook."""
    content = (folder / f"{number}.xlsx").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(content))
    check(not book.properties.creator and not book.properties.lastModifiedBy, "the workbook names nobody")
    first, *sheets = book.worksheets
    alike(len(sheets), len(tables), "the number of sheets")
    said = [cell.value for row in first.iter_rows() for cell in row if cell.value]
    check(HIDDEN in said and book.properties.title == said[0], "the first sheet tells of the others")
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    alike(formulas, [], "formulas")
    frames = pandas.read_excel(io.BytesIO(content), sheet_name=None, keep_default_na=False, na_values=[HIDDEN])
    for sheet, table in zip(sheets, tables.values()):
        read_sheet(sheet, frames[sheet.title], table)


def read_annual_csv(path):
    """Each cell of linked tables by its codes, None where hidden, and its sign."""
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    *dimensions, value, sign = frame.columns
    alike([value, sign], ["value", "sign"], f"{path.name}: its last columns")
    cells = {}
    for row in frame.itertuples(index=False):
        *codes, count, mark = row
        check((count == "") == (mark == HIDDEN), f"{path.name}: a blank and no other has its sign")
        cells[tuple(codes)] = (None if mark == HIDDEN else int(count), mark)
    return dimensions, cells


def read_annual(folder, number):
    """An annual release: its JSON-stat and its workbook, table by table, against its CSV. Gives what others shall find."""
    dimensions, truth = read_annual_csv(folder / f"annual-{number}.csv")
    check(all(count is None or count == 0 or count > 4 for count, _ in truth.values()), "no small count")

    def cell(names, codes):
        split = dict(zip(names, codes))
        concern = split.pop("any_concern", "total")
        if concern != "total":
            # As the main one, if anybody could have it so, and beside another.
            parts = [{**split, "main_concern": concern}, {**split, "additional_concern": concern}]
            keys = [tuple(part.get(name, "Total").replace("total", "Total") for name in dimensions) for part in parts]
            counts = [truth.get(key, (0, ""))[0] for key in keys]
            return (None, HIDDEN) if None in counts else (sum(counts), "")
        whole = [split.get(name, "total") for name in dimensions]
        return truth[tuple("Total" if code == "total" else code for code in whole)]

    text = (folder / f"annual-{number}.stat.json").read_text("utf-8")
    collection = json.loads(text)
    check(validate_jsonstat(collection), "the collection of an annual release")
    check(collection["updated"].endswith("Z"), "when it was published")
    content = (folder / f"annual-{number}.xlsx").read_bytes()
    first, *sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    frames = pandas.read_excel(io.BytesIO(content), sheet_name=None, keep_default_na=False, na_values=[HIDDEN])
    items = collection["link"]["item"]
    alike([len(items), len(sheets)], [6, 6], "the number of tables")
    left, seen = [], set()
    for item, sheet in zip(items, sheets):
        names = [name for name in item["id"] if name not in ("year", "unit")]
        what = " × ".join(names)
        alone = (folder / f"annual-{number}-cases-{'-'.join(names)}.stat.json").read_text("utf-8")
        alike(json.loads(alone), item, f"{what} alone and among the others")
        check(validate_jsonstat(json.loads(alone)), what)
        dataset = pyjstat.Dataset.read(alone)
        rows = dataset.write("dataframe", naming="id")
        codes = [tuple(row) for row in rows[names].itertuples(index=False)]
        expected = [cell(names, row) for row in codes]
        if "any_concern" not in names:
            seen.update(tuple(dict(zip(names, row)).get(name, "total") for name in dimensions) for row in codes)
        counts = [count for count, _ in expected]
        alike(missing_as_none(rows["value"]), counts, f"{what} by pyjstat")
        signs = {str(at): sign for at, (_, sign) in enumerate(expected) if sign}
        alike(item.get("status", {}), signs, f"the signs of {what}")
        labels = dataset.write("dataframe")
        # The workbook: for each dimension its code and its label, then the count and its share.
        lines = list(sheet.iter_rows(min_row=2))
        alike([tuple(line[2 * at].value for at in range(len(names))) for line in lines], codes, f"{what}: its codes")
        for at, name in enumerate(names):
            said = list(labels[item["dimension"][name]["label"]])
            alike([line[2 * at + 1].value for line in lines], said, f"{what}: the labels of {name}")
        count, percent = 2 * len(names), 2 * len(names) + 1
        wholes = {row[0]: n for row, n in zip(codes, counts) if set(row[1:]) == {"total"}}
        for line, row, n in zip(lines, codes, counts):
            whole = wholes[row[0]]
            if n is None:
                alike([line[count].value, line[percent].value], [HIDDEN, HIDDEN], f"{what}: what is hidden")
                continue
            check(line[count].data_type == "n" and line[count].value == n, f"{what}: {row}")
            if whole:
                share = (2000 * n + whole) // (2 * whole) / 10
                alike(line[percent].value, share, f"{what}: the share of {row}")
        frame = frames[sheet.title]
        alike(missing_as_none(frame.iloc[:, count]), counts, f"{what} by pandas")
        left.append({"names": names, "cells": [[*row, *of] for row, of in zip(codes, expected)]})
    alike(len(seen), len(truth), "each cell of the CSV stands in a table")
    said = [cell.value for row in first.iter_rows() for cell in row if cell.value]
    check(HIDDEN in said and "*" in said, "the first sheet tells what the signs mean")
    formulas = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    alike(formulas, [], "formulas")
    return left, sum(count is None for count, _ in truth.values())


def read_asked(folder):
    """A table that was asked for: rounded, without holes, and the same in every file."""
    plain = pandas.read_csv(folder / "asked.csv", dtype=str, keep_default_na=False)
    split = ["service", "main_concern", "gender"]
    values = [int(value) for value in plain["value"]]
    check(all(value == 0 or value >= 5 for value in values), "no count that was asked for is small")
    text = (folder / "asked.json").read_text("utf-8")
    check(validate_jsonstat(json.loads(text)), "the table that was asked for")
    codes = pyjstat.Dataset.read(text).write("dataframe", naming="id")
    alike(missing_as_none(codes["value"]), values, "its values as JSON-stat")
    for dimension in split:
        alike(list(codes[dimension]), list(plain[dimension]), f"its codes of {dimension}")
    whole = plain[(plain.main_concern != "total") & (plain.gender != "total") & (plain.service != "total")]
    total = plain[(plain.main_concern == "total") & (plain.gender == "total") & (plain.service == "total")]
    alike(whole["value"].astype(int).sum(), int(total["value"].iloc[0]), "its sum")
    book = openpyxl.load_workbook(folder / "asked.xlsx")
    alike(len(book.worksheets), 2, "its workbook")
    alike([row[6].value for row in book.worksheets[1].iter_rows(min_row=2)], values, "its values in the workbook")


def main():
    folder = pathlib.Path(sys.argv[1])
    releases = json.loads((folder / "releases.json").read_text("utf-8"))
    left, annual = [], []
    hidden = 0
    for language in sorted(path for path in folder.iterdir() if path.is_dir()):
        read_asked(language)
        for service, number in releases.items():
            truth = read_csv(language, number)
            tables = tables_of(truth)
            hidden += sum(value is None for _, _, value in truth.values())
            if service == "MR":
                # As printed in the services' report of that year.
                alike(truth["cases", "total", "all"][2], 1101, "the cases of the year")
                alike([truth["cases", "gender", code][2] for code in "KM"], [781, 305], "girls and boys")
            updated = json.loads((language / f"{number}.json").read_text("utf-8"))["updated"]
            check(updated.endswith("Z"), f"when {number} was published")
            read_json(language, number, tables, service)
            read_xlsx(language, number, tables)
            kept = [[unit, dimension, table] for (unit, dimension), table in tables.items()]
            left.append({"file": f"{language.name}/{number}.json", "tables": kept})
        tables, blanks = read_annual(language, 1)
        check(blanks > 100, f"much of an annual release is hidden: {blanks}")
        annual.append({"file": f"{language.name}/annual-1.stat.json", "tables": tables})
    check(hidden > 20, f"much is hidden: {hidden}")
    (folder / "truth.json").write_text(json.dumps(left), "utf-8")
    (folder / "annual.json").write_text(json.dumps(annual), "utf-8")
    print(f"pandas, openpyxl, pyjstat, jsonstat-validator: {checks} passed, 0 failed")


if __name__ == "__main__":
    main()
