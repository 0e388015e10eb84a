"""Rows as a file holds them, whatever the file was; it knows no heading and no person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Cell = str | date
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of rows, blank ones included, so that a row's place gives its line in the file.

    `first_line` is the line of the first row. `notes` are sentences for the coordinator about the file as a whole.
    `worked_out` are the lines whose year group the file doesn't give: it was found by the date of birth.
    """

    rows: Sequence[Row]
    source: str
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    first_line: int = 1
    notes: tuple[str, ...] = ()
    worked_out: frozenset[int] = frozenset()

    def line(self, index: int) -> int:
        """Return the file's line of a row, counted from 1, title rows included."""
        return self.first_line + index


def as_text(cell: Cell) -> str:
    """Return a cell as the text a person would read."""
    return cell if isinstance(cell, str) else cell.strftime("%d/%m/%Y")


def letter(index: int) -> str:
    """Return a column's spreadsheet letters, A for 0, AA for 26."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
