"""A pair on the register as the list knows it: names, marks, its sentence, and the model that holds the rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.i18n import _
from desktop.models.sessions import PairRecord, Presence

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
MARKS = (Presence.PRESENT, Presence.LATE, Presence.ABSENT)
HERE = (Presence.PRESENT, Presence.LATE)


@dataclass(frozen=True)
class RegisterRow:
    """A pair on the register: its record, names and form; a mentor who may not come in says why.

    `away`: the young person is paused. `ahead`: the session's day has not come, so that nobody can be marked as there.
    `held`: the session is closed. `off`: it was called off, so nothing is marked at all.
    """

    pair: PairRecord
    mentee: str
    form: str
    mentor: str
    barred: str = ""
    away: bool = False
    ahead: bool = False
    held: bool = False
    off: bool = False

    def takes(self, mark: Presence) -> bool:
        """Tell whether a mark can be made now."""
        return not self.off and not (self.ahead and mark in HERE)

    @property
    def spoken(self) -> str:
        """The row as a sentence."""
        mark = mark_words()[self.pair.mentee_mark]
        mark = _("paused, {mark}").format(mark=mark) if self.away else mark
        return _("Table {table}, {mentee}: {mark}; {mentor}, {signed}.").format(
            table=self.pair.table or "–", mentee=self.mentee, mark=mark, mentor=self.mentor, signed=self._signed
        )

    @property
    def _signed(self) -> str:
        if self.pair.mentor_mark in HERE:
            return _("mentor is in")
        if self.pair.mentor_mark is Presence.ABSENT:
            return _("mentor absent")
        return _("mentor not signed in") if self.held else _("mentor not in yet")


def mark_words() -> dict[Presence, str]:
    """Return the marks in words."""
    return {
        Presence.PRESENT: _("Present"),
        Presence.LATE: _("Late"),
        Presence.ABSENT: _("Absent"),
        Presence.UNMARKED: _("Still to mark"),
    }


def called(one: RegisterRow, rows: Sequence[RegisterRow]) -> str:
    """Return what a young person is called: by the first name where nobody else on the register has it."""
    given = one.mentee.split(" ")[0]
    alike = [other for other in rows if other.mentee.split(" ")[0] == given]
    return one.mentee if len(alike) > 1 else given


class RegisterModel(QAbstractListModel):
    """The rows of one session."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[RegisterRow] = ()

    def show(self, rows: Sequence[RegisterRow]) -> None:
        """Show rows; the same people keep the keys where they are."""
        same = [one.pair.match for one in rows] == [one.pair.match for one in self.rows]
        if same:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.rows[index.row()].spoken
        return None
