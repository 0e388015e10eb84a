"""Typing answers: a field an item, a digit goes on by itself, what can't be is said at its field; it keeps nothing."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.i18n import _, pgettext
from desktop.models.surveys import Item, Survey
from desktop.ui import theme
from desktop.ui.build import box, clear, col, restyle, row, scroll, words
from desktop.ui.entries import line


class Answers(QWidget):
    """The answers of one person to one survey. `finished` fires after the last field, `edited` on each change."""

    finished = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, QLineEdit] = {}
        self._items: dict[str, Item] = {}
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 2, 10, 2)
        self._inside.setSpacing(6)
        self.problem = words("", "small", tone="stop", wrap=True)
        self.problem.hide()
        self.area = scroll(box(self._inside))
        layout = col(self.area, self.problem, gap=4)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def ask(self, survey: Survey) -> None:
        """Show another survey's items."""
        clear(self._inside)
        self._items = {item.code: item for item in survey.item}
        self.fields = {}
        for item in survey.item:
            self._inside.addWidget(self._line(item))
        self._inside.addStretch(1)

    def _line(self, item: Item) -> QWidget:
        entry = line(hint=f"{item.low}–{item.high}")
        entry.setFixedWidth(theme.current().px(58))
        entry.setAccessibleName(pgettext("survey", item.text))
        entry.setMaxLength(2)
        entry.setAlignment(Qt.AlignmentFlag.AlignCenter)
        entry.textEdited.connect(partial(self._on_typed, item.code))
        entry.returnPressed.connect(partial(self._on, item.code))
        entry.installEventFilter(self)
        self.fields[item.code] = entry
        made = row(words(pgettext("survey", item.text), wrap=True), entry, gap=12)
        made.setStretch(0, 1)
        return box(made)

    def show_typed(self, typed: dict[str, str]) -> None:
        """Put what was typed or kept into the fields."""
        for code, entry in self.fields.items():
            entry.setText(typed.get(code, ""))
            self._mark(code)
        self._say()

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields that are not empty."""
        return {code: entry.text().strip() for code, entry in self.fields.items() if entry.text().strip()}

    @property
    def answers(self) -> dict[str, int] | None:
        """The answers as numbers; None where one is off its scale. An empty field is an answer not given."""
        if any(self._wrong(code) for code in self.fields):
            return None
        return {code: int(text) for code, text in self.typed.items()}

    def begin(self) -> None:
        """Put the keys on the first field."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            first.selectAll()

    def show_problem(self) -> None:
        """Say what is wrong and put the keys there."""
        for code, entry in self.fields.items():
            self._mark(code)
            if self._wrong(code):
                entry.setFocus(Qt.FocusReason.TabFocusReason)
                entry.selectAll()
                break
        self._say()

    def _wrong(self, code: str) -> bool:
        text, item = self.fields[code].text().strip(), self._items[code]
        return bool(text) and not (text.isascii() and text.isdigit() and item.low <= int(text) <= item.high)

    def _mark(self, code: str) -> None:
        entry, said = self.fields[code], "stop" if self._wrong(code) else ""
        if entry.property("state") != said:
            restyle(entry, state=said)

    def _say(self) -> None:
        wrong = next((self._items[code] for code in self.fields if self._wrong(code)), None)
        self.problem.setVisible(wrong is not None)
        if wrong is not None:
            self.problem.setText(_("Use a whole number from {low} to {high}.").format(low=wrong.low, high=wrong.high))

    def _on_typed(self, code: str, text: str) -> None:
        self._mark(code)
        self._say()
        self.edited.emit()
        if text.isdigit() and not self._wrong(code) and int(text) * 10 > self._items[code].high and text != "0":
            self._on(code)

    def _on(self, code: str) -> None:
        """Go to the next field, after the last one say so."""
        codes = list(self.fields)
        at = codes.index(code)
        if at + 1 == len(codes):
            self.finished.emit()
            return
        following = self.fields[codes[at + 1]]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        following.selectAll()
        self.area.ensureWidgetVisible(following)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            fields = list(self.fields.values())
            if step and watched in fields:
                fields[min(max(fields.index(watched) + step, 0), len(fields) - 1)].setFocus()
                return True
        return False
