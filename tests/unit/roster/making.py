"""Files in memory for the tests of rosters."""

import csv
import io
from datetime import date
from pathlib import Path

import xlsxwriter

from desktop.roster import read_roster

TODAY = date(2026, 11, 22)
FILES = Path(__file__).parents[2] / "data" / "rosters"
UPNS = ("K352406514001", "X330405013002", "R330401015004", "T681408710005")


def csv_of(*rows, delimiter=",", encoding="utf-8", newline="\r\n"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_of(**sheets):
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(line, place, cell, day)
                    elif cell != "":
                        sheet.write(line, place, cell)
    return data.getvalue()


def read(*rows, **options):
    """Read a CSV of rows."""
    return read_roster(csv_of(*rows), today=TODAY, **options)


def one(headings, cells, **options):
    """Read a CSV of one person."""
    return read(headings, cells, **options).people[0]


def codes(reading):
    return [problem.code for problem in reading.problems]
