"""A rule as a sentence with its number in it; the number is kept when one leaves the field."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSpinBox, QWidget

from desktop.ui import theme
from desktop.ui.build import STRETCH, words
from desktop.ui.choices import Tick
from desktop.ui.turning import Turning

NARROWEST = 240  # pixels of a sentence at 100 %


def number_sentence(sentence: str, value: int, bounds: tuple[int, int], keep: Callable[[int], object]) -> QWidget:
    """Return a sentence such as `A check counts for {n} years.` with a field where `{n}` stands."""
    before, _mark, after = sentence.partition("{n}")
    field = QSpinBox()
    field.setRange(*bounds)
    field.setValue(value)
    field.setAlignment(Qt.AlignmentFlag.AlignCenter)  # NoButtons would leave the number one pixel: the sheet hides them
    field.setFixedWidth(theme.current().px(64))
    field.setAccessibleName(sentence.replace("{n}", "…"))
    field.setKeyboardTracking(False)

    def on_left() -> None:
        if field.value() != value:
            keep(field.value())

    field.editingFinished.connect(on_left)
    line = Turning(words(before.strip()), field, words(after.strip()), STRETCH)
    if (laid := line.layout()) is not None:
        laid.setAlignment(field, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return line


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
