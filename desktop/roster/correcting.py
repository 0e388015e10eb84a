"""Cells that a person put right before a list is taken in; the file itself stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from desktop.roster.reading import Column
from desktop.roster.table import Cell, Row, Table, as_text

Cells = Mapping[int, Mapping[str, str]]  # by line, then by heading
MOST_LINES = 2_000


def corrected(table: Table, columns: Sequence[Column], cells: Cells) -> Table:
    """Return a table with some cells replaced; a line or heading that the file lacks is passed over."""
    if not cells:
        return table
    places = {column.heading: column.index for column in columns}
    rows = list(table.rows)
    for line, texts in cells.items():
        at = line - table.first_line
        if 0 <= at < len(rows):
            rows[at] = _with(rows[at], {places[heading]: text for heading, text in texts.items() if heading in places})
    return replace(table, rows=rows)


def _with(row: Row, texts: Mapping[int, str]) -> Row:
    width = max(len(row), *(index + 1 for index in texts)) if texts else len(row)
    cells: list[Cell] = [*row, *[""] * (width - len(row))]
    for index, text in texts.items():
        cells[index] = text
    return cells


def cells_of(table: Table, columns: Sequence[Column], lines: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return what stands in the columns that are kept on some lines, the first `MOST_LINES` of them."""
    kept = [column for column in columns if column.field]
    found: dict[int, dict[str, str]] = {}
    for line in list(dict.fromkeys(lines))[:MOST_LINES]:
        at = line - table.first_line
        if 0 <= at < len(table.rows):
            row = table.rows[at]
            found[line] = {
                column.heading: as_text(row[column.index]) if column.index < len(row) else "" for column in kept
            }
    return found
