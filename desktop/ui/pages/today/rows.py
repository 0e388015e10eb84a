"""The to-do rows of the first page: where each one's press leads, and how it is drawn; it reads nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.models.sessions import Session
from desktop.ui import theme
from desktop.ui.build import box, button, clear, col, hairline, row, words
from desktop.ui.dates import weekday
from desktop.ui.marks import LightMark
from desktop.ui.notices import empty_state
from desktop.ui.page import turn_by_room
from desktop.ui.pages.people.targets import changing, ending, these
from desktop.ui.paint import Light
from desktop.workspace.todos import ToDo

ROOM = 520  # pixels under which a row's words and buttons have no room beside each other
LEFT, ANYWHERE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag(0)
_WAITS = ("waiting", "waiting_barred", "waiting_steps", "waiting_places")
_BEFORE_PAIRS = ("consent_out", "consent_new", "consent_spoilt", "training", "gates", "review", *_WAITS)
Go = Callable[[str, str], object]


@dataclass(frozen=True)
class Way:
    """Where a press leads: a page and the one thing on it."""

    page: str
    target: str


def way_of(todo: ToDo) -> Way:
    """Return where the act of a thing to do is done, with exactly its people."""
    people = ",".join(todo.people)
    return {
        "consent_out": Way("papers", f"chase-letters:{people}"),
        "consent_new": Way("papers", f"consent-forms:{people}"),
        "training": Way("mentors", changing("gate:training", todo.headline, todo.people)),
        "close": Way("register", todo.people[0] if todo.people else ""),
        "waiting": Way("matching", people),
        "waiting_barred": Way("matching", people),
        "waiting_steps": Way("mentors", "chip:not_clear"),
        "waiting_places": Way("mentors", "add"),
        "review": Way("matching", people),
        "backup": Way("settings", ""),
        "new_year": Way("settings", "new-year"),
        "stranded": Way("young-people", ending(todo.headline, todo.people)),
        "first_list": Way("import", ""),
        "first_mentors": Way("import", ""),
        "first_person": Way("young-people", "add"),
    }.get(todo.code) or Way(todo.page, these(todo.headline, todo.people))


def people_of(todo: ToDo) -> Way | None:
    """Return where the people of a thing to do are listed, where its act leads elsewhere."""
    if todo.code in ("consent_out", "consent_new", *_WAITS):
        return Way("young-people", these(todo.headline, todo.people))
    return None


class ToDoRows(QWidget):
    """The rows, grouped by deadline; the arrows walk through their buttons.

    `acts` are done here, by the code of what is to do; everything else leads to its page.
    """

    def __init__(self, go: Go, acts: Mapping[str, Callable[[ToDo], object]]) -> None:
        super().__init__()
        self._go = go
        self._acts = acts
        self.presses: list[QPushButton] = []
        self._across: list[tuple[QBoxLayout, QBoxLayout]] = []
        self._inside = QVBoxLayout()
        self._inside.setSpacing(0)
        self._inside.setContentsMargins(0, 8, 0, 8)
        self.setLayout(self._inside)

    def show_reading(self) -> None:
        """Say that the file is still being read."""
        clear(self._inside)
        self._inside.addWidget(box(row(words(_("Reading the school’s file"), "muted"), margins=(16, 8, 16, 8))))
        self._inside.addStretch(1)

    def show_todos(self, todos: Sequence[ToDo], session: Session | None, today: date, *, begun: bool = True) -> None:
        """Show what needs a person; before a school has `begun` to match, what that waits for is no spare-time work."""
        clear(self._inside)
        self.presses, self._across = [], []
        heading_of = partial(_heading, session=session, today=today, begun=begun)
        ordered = sorted(todos, key=lambda one: one.due is None and not _begins(one, begun=begun))
        for at, (heading, group) in enumerate(groupby(ordered, key=heading_of)):
            if at:
                self._inside.addWidget(hairline())
            self._inside.addWidget(box(row(words(heading, "head"), margins=(16, 8, 16, 4))))
            for number, todo in enumerate(group):
                if number:
                    self._inside.addLayout(row(hairline(), margins=(50, 0, 0, 0)))
                self._inside.addWidget(self._row(todo))
        if not todos:
            self._inside.addWidget(_nothing(session))
        self._inside.addStretch(1)
        self._turn()
        self._even()

    def _even(self) -> None:
        """Give all buttons the width of the widest, so that what stands before them stands in one line too."""
        for press in self.presses:
            press.ensurePolished()
        widest = max((press.sizeHint().width() for press in self.presses), default=0)
        for press in self.presses:
            press.setMinimumWidth(max(widest, theme.current().px(128)))

    def _row(self, todo: ToDo) -> QWidget:
        way = way_of(todo)
        own = self._acts.get(todo.code)
        press = button(
            todo.act, partial(own, todo) if own is not None else partial(self._go, way.page, way.target), "row"
        )
        press.setAccessibleName(f"{todo.act}: {todo.headline}")
        self.presses.append(press)
        texts = col(words(todo.headline, "strong", wrap=True), words(todo.consequence, "muted", wrap=True), gap=0)
        light = LightMark(Light(todo.light.value), todo.headline, 20)
        acts = row(*self._see(todo), press, gap=14)
        across = row(texts, acts, gap=14)
        across.setStretch(0, 1)
        self._across.append((across, acts))
        made = row(light, across, gap=14, margins=(16, 7, 16, 7))
        made.setStretch(1, 1)
        return box(made)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Stand the buttons under their words where the words had only a word's width left."""
        narrow = self.width() < theme.current().px(ROOM)
        for across, acts in self._across:
            turn_by_room(across, narrow=narrow)
            across.setAlignment(acts, LEFT if narrow else ANYWHERE)

    def _see(self, todo: ToDo) -> list[QWidget]:
        who = people_of(todo)
        if who is None:
            return []
        see = button(_("See who"), partial(self._go, who.page, who.target), "link")
        see.setAccessibleName(f"{see.text()}: {todo.headline}")
        return [see]

    def walk(self, step: int, focused: QWidget | None) -> None:
        """Put the keys on the next or the last button."""
        if self.presses:
            at = self.presses.index(focused) if isinstance(focused, QPushButton) and focused in self.presses else -1
            self.focus_at((at + step) % len(self.presses))

    def focus_at(self, at: int) -> None:
        """Put the keys on one button."""
        if self.presses:
            self.presses[at].setFocus(Qt.FocusReason.TabFocusReason)


def _begins(todo: ToDo, *, begun: bool) -> bool:
    """Return whether nothing can go on before this is done: first lists, and forms and steps before the first pair."""
    return todo.code.startswith("first_") or (not begun and todo.due is None and todo.code in _BEFORE_PAIRS)


def _heading(todo: ToDo, session: Session | None, today: date, *, begun: bool) -> str:
    if _begins(todo, begun=begun):
        return _("To begin with")
    if todo.due is None:
        return _("When you have a moment")
    if todo.due <= today:
        return _("Today")
    if session is not None and todo.due <= session.day:
        return _("Before {day}’s session").format(day=weekday(session.day))
    return _("This month")


def _nothing(session: Session | None) -> QWidget:
    next_ = _("Next: {day}’s session.").format(day=weekday(session.day)) if session else _("No session is planned yet.")
    return empty_state(_("Nothing needs you."), next_)
