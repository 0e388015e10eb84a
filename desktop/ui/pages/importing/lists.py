"""The lists of the import page: what would change, what is to look at, the rows as they stand in the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.models.people import Mentee
from desktop.ui.notices import empty_state
from desktop.ui.paint import Light
from desktop.ui.table.cells import NOTHING, Cell, Column, person, state
from desktop.ui.table.plain import plain_list


@dataclass(frozen=True)
class ChangeRow:
    """A person an import would add or change."""

    given: str
    family: str
    what: Light
    word: str
    detail: str
    line: int


def changes_list(plan: Any) -> QWidget:
    """Return who would be added and changed, with what changes."""
    rows = [_row(one.record, Light.GOOD, _("New"), _about(one.record), one.line) for one in plan.added]
    for one in plan.updated:
        detail = "; ".join(f"{change.field}: {change.before or NOTHING} → {change.after}" for change in one.fields)
        rows.append(_row(one.record, Light.WAIT, _("Changed"), detail, one.line))
    if not rows:
        return empty_state(_("Nothing would change."), _("Everybody in this file is known already, exactly so."))
    columns: list[Column[ChangeRow]] = [
        Column("name", _("Name"), lambda one: person(one.given, one.family), "Christopher|Featherstone", keep=10),
        Column("what", _("Change"), lambda one: state(one.what, one.word), _("light:Changed"), keep=9),
        Column("detail", _("What"), lambda one: Cell(one.detail or NOTHING, muted=True), "Year 9, 9B, 02/03/2012"),
        Column("line", _("Line"), lambda one: Cell(str(one.line), muted=True), "1000", keep=6),
    ]
    return plain_list(_("What changes"), columns, rows)


def _row(record: Any, what: Light, word: str, detail: str, line: int) -> ChangeRow:
    if isinstance(record, Mentee):
        return ChangeRow(record.known_as, record.legal_surname, what, word, detail, line)
    given, _space, family = record.name.partition(" ")
    return ChangeRow(given, family, what, word, detail, line)


def _about(record: Any) -> str:
    if isinstance(record, Mentee):
        born = f"{record.date_of_birth:%d/%m/%Y}" if record.date_of_birth else ""
        year = _("Year {n}").format(n=record.year) if record.year else ""
        return ", ".join(part for part in (year, record.form or "", born) if part)
    return ", ".join(part for part in (record.employer, record.email) if part)


def problems_list(problems: Sequence[Any]) -> QWidget:
    """Return what is to look at: line, column, what became of it, the reason and the advice."""
    if not problems:
        return empty_state(_("Nothing to look at."), _("Every row could be read as it stands."))
    columns: list[Column[Any]] = [
        Column("line", _("Line"), lambda one: Cell(str(one.line)), "1000", keep=10),
        Column("column", _("Column"), lambda one: Cell(one.column or NOTHING), "Date of birth", keep=8),
        Column("what", _("What became of it"), _what_became, _("light:Left out"), keep=9),
        Column("reason", _("Why"), lambda one: Cell(one.reason, tip=f"{one.reason} {one.advice}"), "x" * 34, keep=9),
        Column("advice", _("What to do"), lambda one: Cell(one.advice or NOTHING, muted=True), "x" * 22, keep=3),
    ]
    return plain_list(_("To look at"), columns, problems)


def _what_became(problem: Any) -> Cell:
    refused = problem.severity.value == "refused"
    return state(Light.STOP if refused else Light.WAIT, _("Left out") if refused else _("Came in"))


def _cell_at(at: int, line: Sequence[str]) -> Cell:
    return Cell((line[at] if at < len(line) else "") or NOTHING, muted=at > 0)


def people_list(reading: Any) -> QWidget:
    """Return the first rows as they stand in the file, titles included."""
    rows = reading.preview
    if not rows:
        return empty_state(_("The file has no rows."), _("Choose another file."))
    width = max(len(line) for line in rows)
    columns: list[Column[Any]] = [
        Column(
            str(at),
            rows[0][at] if at < len(rows[0]) and rows[0][at] else _("Column {n}").format(n=at + 1),
            partial(_cell_at, at),
            "x" * 12,
            keep=10 if at == 0 else max(9 - at, 1),
        )
        for at in range(min(width, 12))
    ]
    return plain_list(_("The file"), columns, rows, height=32)
