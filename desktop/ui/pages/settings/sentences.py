"""A rule as a sentence with its number in it; the number is kept when one leaves the field."""

import re
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QValidator
from PySide6.QtWidgets import QSizePolicy, QSpinBox, QWidget
from shiboken6 import isValid

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import STRETCH, box, col, words
from desktop.ui.choices import Tick
from desktop.ui.notices import announce
from desktop.ui.turning import Turning

NARROWEST = 240  # pixels of a sentence at 100 %
_FIGURES = re.compile(r"[0-9.,-]{0,9}")


def number_sentence(sentence: str, value: int, bounds: tuple[int, int], keep: Callable[[int], object]) -> QWidget:
    """Return a sentence such as `A check counts for {n} years.` with a field where `{n}` stands.

    `keep` returns False where the number could not be kept.
    """
    before, _mark, after = sentence.partition("{n}")
    field = Number(value, bounds)
    field.setAccessibleName(sentence.replace("{n}", "…"))
    problem = words("", "small", tone="stop", wrap=True)
    problem.hide()
    stands = value

    def on_left() -> None:
        nonlocal stands
        now, stood = field.value(), stands
        said = field.refused()
        problem.setText(said)
        problem.setVisible(bool(said))
        field.setAccessibleDescription(said)
        if said:
            announce(field, said)
        if now == stood:
            return
        stands = now  # the field is left once more as the page is told anew
        if keep(now) is False and isValid(field):
            field.setValue(stood)
            stands = stood

    field.editingFinished.connect(on_left)
    line = Turning(words(before.strip()), field, words(after.strip()), STRETCH)
    if (laid := line.layout()) is not None:
        laid.setAlignment(field, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return box(col(line, problem, gap=2))


class Number(QSpinBox):
    """A number in bounds; one out of them can be typed, and is refused as one leaves: the old one comes back."""

    def __init__(self, value: int, bounds: tuple[int, int]) -> None:
        super().__init__()
        self._off = ""
        self.setRange(*bounds)
        self.setValue(value)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)  # NoButtons would leave it one pixel: the sheet hides them
        self.setFixedWidth(theme.current().px(64))
        self.setKeyboardTracking(False)

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Let figures be typed that are no number in bounds: swallowing a key would leave another number."""
        state, shown, place = super().validate(text, at)
        if state is QValidator.State.Invalid and _FIGURES.fullmatch(text):
            return QValidator.State.Intermediate, text, at
        return state, shown, place

    def fixup(self, text: str) -> str:
        """Remember what was typed that is no number in bounds; Qt puts the old number back."""
        self._off = text.strip()
        return text

    def refused(self) -> str:
        """Say which numbers can be, where another was typed since this was last asked; else nothing."""
        off, self._off = self._off, ""
        said = _("Use a whole number from {low} to {high}.").format(low=self.minimum(), high=self.maximum())
        return said if off else ""


def tick_sentence(sentence: str, on: bool, keep: Callable[[bool], object]) -> QWidget:
    """Return a sentence that holds or doesn't."""
    tick = TickSentence(sentence, on)
    tick.toggled.connect(keep)
    return tick


class TickSentence(Tick):
    """A tick whose sentence goes on in a second line where the window is narrow."""

    def __init__(self, sentence: str, on: bool) -> None:
        super().__init__(sentence, on)
        self._sentence = sentence
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._beside = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(sentence)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(NARROWEST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        laid = in_lines(self._sentence, self.fontMetrics(), self.width() - self._beside)
        if laid != self.text():
            self.setText(laid)


def in_lines(text: str, metrics: QFontMetrics, room: int) -> str:
    """Return a text broken between words so that no line is wider than the room, where its words let it."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)
