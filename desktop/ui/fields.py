"""A label, an input, and what is wrong with it in words; fields laid in columns; it knows no form and no record."""

from collections import deque
from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop.i18n import ngettext
from desktop.ui.build import col, restyle, words
from desktop.ui.checks import Check, nothing_wrong
from desktop.ui.choices import Choice, Tick
from desktop.ui.picks import Picks, joined, parted
from desktop.ui.turns import Pieces
from desktop.workspace.typed import plain

LINE, LINES = 200, 10_000  # letters that are kept of one line, of several; names are bounded so by their records


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
        if isinstance(self.entry, QLineEdit) and not self.entry.hasFocus():
            self.entry.setCursorPosition(0)  # what is too long for its field shows its beginning
        self._touched = bool(self.text) or self._touched
        if self._touched:
            self.show_problem()


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
