"""A pair on the register as the list knows it: names, marks, its sentence, and the model that holds the rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.i18n import _
from desktop.models.record import MentorId
from desktop.models.sessions import PairRecord, Presence, Session, SessionState
from desktop.ui.written import one_line
from desktop.workspace import Workspace

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


def register_rows(workspace: Workspace, session: Session) -> list[RegisterRow]:
    """Return a session’s pairs in table order, as the register shows them."""
    lists = workspace.lists
    mentees = {one.id: one for one in lists.mentee_lines([pair.mentee for pair in session.pairs])}
    paused = workspace.sessions.paused_in(session)
    mentors = {one.id: one for one in lists.mentor_lines([_comes(pair) for pair in session.pairs])}
    rows = []
    for pair in sorted(session.pairs, key=lambda one: one.table or 999):
        mentee, mentor = mentees[pair.mentee], mentors[_comes(pair)]
        cover = _(" (cover)") if pair.cover_mentor else ""
        rows.append(
            RegisterRow(
                pair=pair,
                mentee=one_line(f"{mentee.given} {mentee.family}"),
                form=" · ".join(part for part in (mentee.form, _("paused") if pair.mentee in paused else "") if part),
                mentor=one_line(f"{mentor.given} {mentor.family}{cover}"),
                barred="" if mentor.clear.good else _("Not clear"),
                away=pair.mentee in paused,
                ahead=workspace.sessions.to_come(session),
                held=session.state is SessionState.HELD,
                off=session.state is SessionState.CANCELLED,
            )
        )
    return rows


def _comes(pair: PairRecord) -> MentorId:
    """Return the mentor who sits at the table: the pair's own or the cover."""
    return pair.cover_mentor or pair.mentor
