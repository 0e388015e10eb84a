"""Rows copied in a spreadsheet as a file would hold them, a lone column of names among them; it knows no clipboard."""

import csv
import io

from desktop.roster.headings import Strength, library
from desktop.roster.names_by_content import are_names
from desktop.roster.read import NAME_FIELDS
from desktop.roster.reading import Kind

MOST = 2_000_000  # characters of one column: more than a county has names


def pasted_rows(text: str) -> bytes | None:
    """Return what was copied as the bytes of a list, None for what is no list.

    A list has heads and a row beneath them with tabs between cells; or it is one column, whose head speaks of names or
    whose every line is somebody's name.
    """
    heads, _end, rest = text.strip("\r\n").partition("\n")
    if "\t" in heads:
        return text.encode("utf-8-sig", "replace") if rest.strip() else None
    cells = _column(text)
    if len(cells) < 2:
        return None
    if not _heads_names(cells[0]) and not are_names(cells):
        return None
    held = io.StringIO()
    csv.writer(held, quoting=csv.QUOTE_ALL).writerows([cell] for cell in cells)  # `Rees, Gwen` is one cell
    return held.getvalue().encode("utf-8-sig", "replace")


def _column(text: str) -> list[str]:
    """Return the filled cells of one column, a name with a line break in it as one; none where there are more."""
    try:
        rows = list(csv.reader(io.StringIO(text[:MOST]), delimiter="\t"))
    except csv.Error:
        return []
    alone = all(len(row) < 2 for row in rows)
    return [" ".join(row[0].split()) for row in rows if row and row[0].strip()] if alone else []


def _heads_names(cell: str) -> bool:
    found = (library(kind).lookup(cell) for kind in Kind)
    return any(one is not None and one.field in NAME_FIELDS and one.strength >= Strength.WEAK for one in found)
