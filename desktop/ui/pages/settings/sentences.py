"""A rule as a sentence with its number in it; the number is kept when one leaves the field."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QWidget

from desktop.ui import theme
from desktop.ui.build import STRETCH, box, row, words
from desktop.ui.choices import Tick


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
    return box(row(words(before.strip()), field, words(after.strip()), STRETCH, gap=8))


def tick_sentence(sentence: str, on: bool, keep: Callable[[bool], object]) -> QWidget:
    """Return a sentence that holds or doesn't."""
    tick = Tick(sentence, on)
    tick.toggled.connect(keep)
    return tick
