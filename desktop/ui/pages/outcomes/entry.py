"""Typing answers: a field an item, a digit goes on by itself, what can't be is said at its field; it keeps nothing."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.i18n import _, pgettext
from desktop.models.surveys import Item, Survey
from desktop.ui import theme
from desktop.ui.build import box, clear, col, restyle, row, scroll, words
from desktop.ui.entries import line
from desktop.ui.forms import a_number


class Answers(QWidget):
    """The answers of one person to one survey. `finished` fires after the last field, `edited` on each change.

    A whole answer goes on by itself. Who types Enter after each number, as in a spreadsheet, means no further field by
    it: that Enter is the number's own.
    """

    finished = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, QLineEdit] = {}
        self._went_on = ""  # the field that came by itself, until something is done in it
        self._items: dict[str, Item] = {}
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 2, 10, 2)
        self._inside.setSpacing(6)
        self.problems: dict[str, QLabel] = {}
        self.about = words("", "small", wrap=True)
        self.area = scroll(box(col(self.about, box(self._inside), gap=2)))
        self.setLayout(col(self.area))

    def ask(self, survey: Survey) -> None:
        """Show another survey's items."""
        clear(self._inside)
        self._items = {item.code: item for item in survey.item}
        self.fields, self.problems = {}, {}
        for item in survey.item:
            self._inside.addWidget(self._line(item))
        self._inside.addStretch(1)

    def _line(self, item: Item) -> QWidget:
        entry = line(hint=f"{item.low}–{item.high}")
        entry.setFixedWidth(theme.current().px(58))
        entry.setAccessibleName(pgettext("survey", item.text))
        entry.setMaxLength(4)  # a pasted 100 is told as wrong, not cut to 10
        entry.setAlignment(Qt.AlignmentFlag.AlignCenter)
        entry.textEdited.connect(partial(self._on_typed, item.code))
        entry.returnPressed.connect(partial(self._on_entered, item.code))
        entry.installEventFilter(self)
        self.fields[item.code] = entry
        made = row(words(pgettext("survey", item.text), wrap=True), entry, gap=12)
        made.setStretch(0, 1)
        problem = words("", "small", tone="stop", wrap=True)
        problem.setAlignment(Qt.AlignmentFlag.AlignRight)
        problem.hide()
        self.problems[item.code] = problem
        return box(col(made, problem, gap=2))

    def show_typed(self, typed: dict[str, str]) -> None:
        """Put what was typed or kept into the fields."""
        for code, entry in self.fields.items():
            entry.setText(typed.get(code, ""))
            self._mark(code)

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

    def _wrong(self, code: str) -> bool:
        text, item = self.fields[code].text().strip(), self._items[code]
        return bool(a_number(item.low, item.high)(text))

    def _mark(self, code: str) -> None:
        """Say at the field what is wrong with it."""
        entry, item, problem = self.fields[code], self._items[code], self.problems[code]
        wrong = self._wrong(code)
        if (entry.property("state") == "stop") is not wrong:
            said = _("Use a whole number from {low} to {high}.").format(low=item.low, high=item.high) if wrong else ""
            problem.setText(said)
            problem.setVisible(wrong)
            entry.setAccessibleDescription(said)
            restyle(entry, state="stop" if wrong else "")

    def _on_typed(self, code: str, text: str) -> None:
        self._went_on = ""
        self._mark(code)
        self.edited.emit()
        if text.isdigit() and not self._wrong(code) and self._is_whole(code, int(text)):
            self._on(code)
            self._went_on = self._held()

    def _on_entered(self, code: str) -> None:
        own, self._went_on = self._went_on == code, ""
        if not own:
            self._on(code)

    def _held(self) -> str:
        """Return the field that has the keys, empty where none has."""
        return next((code for code, entry in self.fields.items() if entry.hasFocus()), "")

    def _is_whole(self, code: str, value: int) -> bool:
        """Tell whether no further digit can follow, so that the next field may come by itself."""
        return value == 0 or value * 10 > self._items[code].high

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
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QLineEdit):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._leaves_to_window(watched, event)
        if event.type() == QEvent.Type.KeyPress and event.matches(QKeySequence.StandardKey.Paste):
            return self._pasted(watched, QGuiApplication.clipboard().text())
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        fields = list(self.fields.values())
        if event.type() == QEvent.Type.KeyPress and step and watched in fields:
            self._went_on = ""
            fields[min(max(fields.index(watched) + step, 0), len(fields) - 1)].setFocus()
            return True
        return False

    def _pasted(self, entry: QLineEdit, text: str) -> bool:
        """Put a row or column of cells into the fields from this one on; False where it is one answer."""
        cells, fields = text.strip("\r\n").replace("\r", "").replace("\n", "\t").split("\t"), list(self.fields.items())
        at = [one for _code, one in fields].index(entry)
        if len(cells) < 2 or len(cells) > len(fields) - at:
            return False
        for (code, field), cell in zip(fields[at:], cells, strict=False):
            field.setText(cell.strip())
            self._mark(code)
        self.edited.emit()
        fields[at + len(cells) - 1][1].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @staticmethod
    def _leaves_to_window(entry: QLineEdit, event: QKeyEvent) -> bool:
        """Let Undo and Redo mean the last step kept where nothing was typed here to take back."""
        mine = event.matches(QKeySequence.StandardKey.Undo) and entry.isUndoAvailable()
        mine = mine or (event.matches(QKeySequence.StandardKey.Redo) and entry.isRedoAvailable())
        asked = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        if asked and not mine:
            event.ignore()
        return asked and not mine
