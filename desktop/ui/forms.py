"""Fields that are checked as one types, and the form that keeps its draft; it knows no record."""

from collections import deque
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from datetime import date
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QLineEdit, QPlainTextEdit, QWidget

from desktop.i18n import _, ngettext
from desktop.ui.build import col, restyle, words
from desktop.ui.choices import Choice, Tick
from desktop.ui.entries import line as line
from desktop.ui.entries import lines as lines
from desktop.ui.picks import Picks, joined, parted
from desktop.ui.turns import Pieces
from desktop.workspace.typed import plain

Check = Callable[[str], str]
LINE, LINES = 200, 10_000  # letters that are kept of one line, of several; names are bounded so by their records
FIGURES = 9  # figures of a number that anybody means


class Compound(QWidget):
    """An entry made of fields of its own, such as a list of contacts: one text for all, and what is wrong inside."""

    edited = Signal()

    @property
    def text(self) -> str:
        """All that stands inside, as one text."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Show what such a text says."""
        raise NotImplementedError

    @property
    def problem(self) -> str:
        """What is wrong inside, empty where nothing is."""
        raise NotImplementedError

    def show_problems(self) -> None:
        """Say at each field inside what is wrong with it."""
        raise NotImplementedError

    def take_keys(self) -> None:
        """Put the keys on the first field inside that is wrong, else on the first."""
        raise NotImplementedError


Input = QLineEdit | QPlainTextEdit | Choice | Tick | Picks | Compound


def nothing_wrong(_text: str) -> str:
    """Accept anything."""
    return ""


def needed(what: str) -> Check:
    """Return a check that asks for something where nothing stands."""
    return lambda text: "" if text.strip() else what


def typed_in(entry: QLineEdit | QPlainTextEdit) -> str:
    """Return what stands in an entry as it is kept: nothing hidden in it; a secret stays as it was typed."""
    if isinstance(entry, QPlainTextEdit):
        return plain(entry.toPlainText()).strip()
    if entry.echoMode() is not QLineEdit.EchoMode.Normal:
        return entry.text().strip()
    return " ".join(plain(entry.text()).split())  # a line that was pasted with its end is one line


def too_long(entry: Input, text: str) -> str:
    """Say that a text is longer than is kept, empty where it isn't: no record takes a longer name."""
    most = LINE if isinstance(entry, QLineEdit) else LINES if isinstance(entry, QPlainTextEdit) else len(text)
    if len(text) <= most:
        return ""
    return ngettext(
        "This is too long: here is {n} letter, and {{most}} can be kept.",
        "This is too long: here are {n} letters, and {{most}} can be kept.",
        len(text),
    ).format(most=most)


class Field(QWidget):
    """A label, an input, and the sentence that says what is wrong with it, if anything is."""

    changed = Signal()
    judged = Signal()

    def __init__(self, key: str, label: str, entry: Input, check: Check = nothing_wrong, *, hint: str = "") -> None:
        super().__init__()
        self.key = key
        self.label = label or (entry.text() if isinstance(entry, Tick) else "")
        self.entry = entry
        self._check = check
        self._touched = False
        head = words(label)
        head.setBuddy(entry)
        self.name(self.label)
        entry.setAccessibleDescription(hint)
        parts: list[QWidget] = [entry] if isinstance(entry, Tick | Compound) else [head, entry]
        if hint:
            parts.append(words(hint, "small", wrap=True))
        self._parts = col(*parts, gap=4)
        self.setLayout(self._parts)
        self._listen()

    @cached_property
    def _problem(self) -> QLabel:
        """What is wrong in words, made when something first is: it would be a quarter of a long form's making."""
        made = words("", "small", tone="stop", wrap=True)
        made.hide()
        self._parts.addWidget(made)
        return made

    def name(self, name: str) -> None:
        """Say to ears what the field is."""
        if isinstance(self.entry, Picks):
            self.entry.rename(name)
        else:
            self.entry.setAccessibleName(name)

    def _listen(self) -> None:
        if isinstance(self.entry, QLineEdit):
            self.entry.textEdited.connect(self._on_edited)
            self.entry.editingFinished.connect(self._on_left)
        elif isinstance(self.entry, QPlainTextEdit):
            self.entry.textChanged.connect(self._on_edited)
        elif isinstance(self.entry, Tick):
            self.entry.toggled.connect(self._on_edited)
        elif isinstance(self.entry, Picks):
            self.entry.picked.connect(self._on_edited)
        elif isinstance(self.entry, Compound):
            self.entry.edited.connect(self._on_edited)
        else:
            self.entry.currentIndexChanged.connect(self._on_edited)

    @property
    def text(self) -> str:
        """What stands in the field: words, a choice's code, `yes` for a tick, a line a code for picks."""
        if isinstance(self.entry, QLineEdit | QPlainTextEdit):
            return typed_in(self.entry)
        if isinstance(self.entry, Tick):
            return "yes" if self.entry.isChecked() else ""
        if isinstance(self.entry, Picks):
            return joined(self.entry.codes)
        return self.entry.text if isinstance(self.entry, Compound) else self.entry.code

    def put(self, text: str) -> None:
        """Put words, a code or a tick into the field."""
        if isinstance(self.entry, QLineEdit):
            self.entry.setText(text)
        elif isinstance(self.entry, QPlainTextEdit):
            self.entry.setPlainText(text)
        elif isinstance(self.entry, Tick):
            self.entry.setChecked(text == "yes")
        elif isinstance(self.entry, Picks):
            self.entry.show_codes(parted(text))
        elif isinstance(self.entry, Compound):
            self.entry.put(text)
        else:
            self.entry.choose_or_add(text)

    @property
    def problem(self) -> str:
        """What is wrong with what stands in the field, empty where nothing is."""
        inside = self.entry.problem if isinstance(self.entry, Compound) else ""
        return inside or too_long(self.entry, self.text) or self._check(self.text)

    @property
    def said_wrong(self) -> bool:
        """Whether the field shows that something is wrong."""
        return "_problem" in vars(self) and not self._problem.isHidden()

    def take_keys(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keys into the field."""
        if isinstance(self.entry, Compound):
            self.entry.take_keys()
        else:
            self.entry.setFocus(reason)

    def show_problem(self, problem: str | None = None) -> None:
        """Show what is wrong, in words and at the field's edge."""
        said = self.problem if problem is None else problem
        if said or self.said_wrong:
            self._problem.setText(said)
            self._problem.setVisible(bool(said))
        if isinstance(self.entry, Compound):
            self.entry.show_problems()
        elif self.entry.property("state") != ("stop" if said else ""):
            restyle(self.entry, state="stop" if said else "")
        self.judged.emit()

    def _on_edited(self) -> None:
        if self._touched:
            self.show_problem()
        self.changed.emit()

    def _on_left(self) -> None:
        self._touched = bool(self.text) or self._touched
        if self._touched:
            self.show_problem()


class Form(QWidget):
    """Fields under each other, or in a layout that holds them; what differs from now is a draft until `settle`.

    Only fields somebody changed are in a draft, so that one taken up later undoes nothing done in between.
    """

    changed = Signal()

    def __init__(
        self, fields: list[Field], draft: MutableMapping[str, str] | None = None, *, layout: QLayout | None = None
    ) -> None:
        super().__init__()
        self.fields = {field.key: field for field in fields}
        self._draft: MutableMapping[str, str] = {} if draft is None else draft
        self._first = self.values
        self._setting = False
        for field in fields:
            field.changed.connect(self._on_changed)
        self.setLayout(layout or col(*fields, gap=12))
        self.taken_up = self._take_up()

    def _take_up(self) -> bool:
        """Put the draft into the fields, and tell whether there was anything in it."""
        self._put(self._typed())
        return self.unkept

    def _typed(self) -> dict[str, str]:
        return {key: text for key, text in self._draft.items() if self._first.get(key, text) != text}

    def _put(self, texts: Mapping[str, str]) -> None:
        """Put texts into fields as a program does it, which is no typing."""
        self._setting = True
        for key, text in texts.items():
            if key in self.fields:
                self.fields[key].put(text)
        self._setting = False

    def start_afresh(self) -> None:
        """Give up the draft: every field stands as it did before anybody typed."""
        self._draft.clear()
        self._put(self._first)
        for field in self.fields.values():
            field.show_problem("")

    def _on_changed(self) -> None:
        if self._setting:
            return
        now = self.values
        for key, text in now.items():
            if text != self._first[key]:
                self._draft[key] = text
            else:
                self._draft.pop(key, None)
        self.changed.emit()

    @property
    def values(self) -> dict[str, str]:
        """What stands in every field, by key."""
        return {key: field.text for key, field in self.fields.items()}

    @property
    def unkept(self) -> bool:
        """Whether anything typed differs from what is kept."""
        return bool(self._typed())

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields that differ from how they were at first."""
        return {key: text for key, text in self.values.items() if text != self._first[key]}

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not any(field.problem for field in self.fields.values())

    def check(self) -> bool:
        """Show every problem, put the keys on the first, and tell whether there is none."""
        wrong = [field for field in self.fields.values() if field.problem]
        for field in self.fields.values():
            field.show_problem()
        if wrong:
            wrong[0].take_keys()
        return not wrong

    def take_keys(self) -> None:
        """Put the keys where one begins to type."""
        for field in list(self.fields.values())[:1]:
            field.take_keys(Qt.FocusReason.TabFocusReason)

    def settle(self) -> None:
        """Forget the draft: it was kept, or given up on purpose."""
        self._draft.clear()


def columns(fields: Sequence[Field], across: int) -> QGridLayout:
    """Lay fields out in some columns, line by line; one of several lines or parts has a line of its own."""
    grid = empty_grid()
    deque(laid(grid, fields, across), maxlen=0)
    return grid


def empty_grid() -> QGridLayout:
    """Return the grid that fields are laid into."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(12)
    return grid


def laid(grid: QGridLayout, fields: Sequence[Field], across: int) -> Pieces:
    """Lay fields into a grid as `columns` does, a field a piece."""
    for column in range(across):
        grid.setColumnStretch(column, 1)
    at = 0
    for field in fields:
        if isinstance(field.entry, Compound | QPlainTextEdit):
            at += -at % across
            grid.addWidget(field, at // across, 0, 1, across)
            at += across
        else:
            grid.addWidget(field, at // across, at % across, Qt.AlignmentFlag.AlignTop)
            at += 1
        yield


def read_day(text: str) -> date | None:
    """Read a day as people type it here, such as 12/11/2026 or 2026-11-12; None where it is none."""
    from datetime import datetime

    for shape in ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"):
        try:
            return datetime.strptime(text.strip(), shape).date()  # a calendar day has no zone
        except ValueError:
            continue
    return None


def a_day(text: str) -> str:
    """Check that a text is a day or empty."""
    return "" if not text or read_day(text) else _("Write the day as 12/11/2026.")


def a_day_where(problem: Callable[[date | None], str]) -> Check:
    """Return a check for a day with which nothing is wrong, or nothing; `problem` says what is."""
    return lambda text: a_day(text) or problem(read_day(text))


def ahead(day: date | None, today: date) -> str:
    """Say that a day has not come yet."""
    return _("This day lies ahead.") if day is not None and day > today else ""


def a_figure(high: int) -> Check:
    """Return a check for a figure from nothing to a bound, with a decimal point or without, or nothing."""

    def check(text: str) -> str:
        try:
            inside = not text or (text.isascii() and 0 <= float(text) <= high)
        except ValueError:
            inside = False
        return "" if inside else _("Write a number from 0 to {high}, such as 2 or 2.5.").format(high=high)

    return check


def a_number(low: int, high: int) -> Check:
    """Return a check for a whole number in bounds, or nothing."""

    def check(text: str) -> str:
        inside = len(text) <= FIGURES and text.isascii() and text.isdigit() and low <= int(text) <= high
        return "" if not text or inside else _("Write a whole number from {low} to {high}.").format(low=low, high=high)

    return check
