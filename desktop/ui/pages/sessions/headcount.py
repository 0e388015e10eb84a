"""Who is in the room, or was, for a fire and for the evening's record: one figure, the marks by count, one button."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.models.sessions import Session, SessionState
from desktop.ui.allow import allow
from desktop.ui.build import STRETCH, button, clear, col, hairline, row, words
from desktop.ui.marks import LightMark
from desktop.ui.pages.sessions.painting import LIGHTS
from desktop.ui.pages.sessions.rows import HERE, mark_words
from desktop.ui.paint import Light


class HeadCount(QWidget):
    """Nobody counts as in the room until marked; `mark_rest` is offered while somebody has no mark."""

    def __init__(self, mark_rest: Callable[[], object]) -> None:
        super().__init__()
        self._mark_rest = mark_rest
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(6)
        self.setLayout(self._inside)

    def show_session(self, session: Session, *, left: int, against: str = "") -> None:
        """Count a session's marks; `left` are still to come, `against` says why they can't be marked present now.

        Where nobody can be, staff aren't in the room either.
        """
        clear(self._inside)
        self._add_figure(session, staff=int(bool(session.facilitator) and not against))
        self._inside.addWidget(hairline())
        self._inside.addLayout(_by_mark(session))
        if left:
            rest = button(
                ngettext("Mark the other one present", "Mark the other {n} present", left),
                self._mark_rest,
                tip=_("Those you marked late or absent stay so (Ctrl+Enter)."),
            )
            rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._inside.addWidget(rest)
            allow(rest, against)

    def _add_figure(self, session: Session, *, staff: int) -> None:
        young = sum(pair.mentee_mark in HERE for pair in session.pairs)
        grown = sum(pair.mentor_mark in HERE for pair in session.pairs)
        said = _("{young}, {mentors}, {staff} staff").format(
            young=ngettext("{n} young person", "{n} young people", young),
            mentors=ngettext("{n} mentor", "{n} mentors", grown),
            staff=staff,
        )
        held = session.state is SessionState.HELD  # closed: nobody may be looked for in a room that is empty
        people = young + grown + staff
        now = ngettext("person in the room now", "people in the room now", people)
        where = ngettext("person was in the room", "people were in the room", people) if held else now
        texts = col(words(where, "strong"), words(said, "small", wrap=True), gap=0)
        head = row(words(str(people), "big"), texts, gap=14)
        head.setStretch(1, 1)
        self._inside.addLayout(head)


def _by_mark(session: Session) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(6)
    for at, (mark, name) in enumerate(mark_words().items()):
        count = sum(pair.mentee_mark is mark for pair in session.pairs)
        light = LightMark(LIGHTS[mark][0] if mark in LIGHTS else Light.NONE, f"{name}, {count}")
        grid.addLayout(row(light, words(name), STRETCH, words(str(count), "strong"), gap=8), at // 2, at % 2)
    return grid
