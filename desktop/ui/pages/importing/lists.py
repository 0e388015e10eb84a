"""Two lists of the import page: what would change, and the rows as they stand in the file."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.i18n import _, pgettext, said_day
from desktop.models.people import Mentee
from desktop.ui.notices import empty_state
from desktop.ui.paint import Light
from desktop.ui.table.cells import NOTHING, Cell, Column, person, state
from desktop.ui.table.plain import plain_list
from desktop.workspace.telling import differences


def changes_list(plan: Any, worked_out: Collection[int] = ()) -> QWidget:
    """Return who would be added and changed, with what changes; rows are made when they are looked at.

    `worked_out` are the lines whose year group stands in no file: each says so.
    """

    def what(one: Any) -> Cell:
        said = _detail(one)
        if one.line in worked_out and (not hasattr(one, "before") or one.before.year != one.record.year):
            said = _("{what}; year worked out from the date of birth").format(what=said)
        return Cell(said or NOTHING, muted=True)

    rows = [*plan.added, *plan.updated]
    if not rows:
        there = _("Everybody who can come in is there already, exactly as in the file.")
        return empty_state(_("Nothing would change."), there if plan.unchanged else _("Nobody of this file comes in."))
    columns: list[Column[Any]] = [
        Column("name", _("Name"), _name, "Christopher|Featherstone", keep=10),
        Column("what", pgettext("what happens", "Change"), _change, _("light:Changed"), keep=9),
        Column("detail", _("What"), what, "Year 9, 9B, 02/03/2012"),
        Column("line", _("Line"), lambda one: Cell(str(one.line), muted=True), "1000", keep=6),
    ]
    return plain_list(_("What changes"), columns, rows)


def _name(one: Any) -> Cell:
    if isinstance(one.record, Mentee):
        return person(one.record.known_as, one.record.legal_surname)
    given, _space, family = one.record.name.partition(" ")
    return person(given, family)


def _change(one: Any) -> Cell:
    return state(Light.WAIT, _("Changed")) if hasattr(one, "fields") else state(Light.GOOD, _("New"))


def _detail(one: Any) -> str:
    """Return what changes of somebody known, or who somebody new is."""
    if hasattr(one, "fields"):
        return "; ".join(change.sentence for change in differences(one.before, one.record, None))
    record = one.record
    if isinstance(record, Mentee):
        year = _("Year {n}").format(n=record.year) if record.year else ""
        return ", ".join(part for part in (year, record.form or "", said_day(record.date_of_birth)) if part)
    return ", ".join(part for part in (record.employer, record.email) if part)


def _cell_at(at: int, line: Sequence[str]) -> Cell:
    return Cell((line[at] if at < len(line) else "") or NOTHING, muted=at > 0)


def rows_list(reading: Any) -> QWidget:
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
