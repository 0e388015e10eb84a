"""The sliders of what matters and what they give; they know names and strengths, not rules."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSlider, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui.build import box, card, clear, col, fact_line, hairline, row, scroll, words
from desktop.ui.marks import Elided
from desktop.workspace.reasons import WeightLine

TOP = 4  # four times the usual weight is the strongest


def short_name(line: WeightLine) -> str:
    """Return a slider's name: a few words that fit beside its strength."""
    names = {
        "sectors": _("Shared interests"),
        "availability": _("Times in common"),
        "distance": _("Travel is short"),
        "modality": _("Way of meeting"),
        "languages": _("Home language"),
        "experiences": _("Same experience"),
        "continuation": _("Keep a pair that runs"),
        "pioneer": _("Pioneers together"),
        "waiting": _("Long wait"),
    }
    return names.get(line.codes[0], line.name)


def strength(value: int, usual: int) -> str:
    """Return a weight in words, by how it stands to the usual one."""
    if value == 0:
        return _("Off")
    share = value / max(usual, 1)
    if share < 0.6:
        return _("Light")
    if share < 1.4:
        return _("Medium")
    return _("Strong") if share < 3 else _("Most")


class _Slider(QSlider):
    """A slider the wheel doesn't move."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return False
        return super().event(event)


class Weights(QFrame):
    """Sliders with plain names; `moved` carries all weights at each move, `settled` when a hand lets go."""

    moved = Signal(object)

    def __init__(self, lines: Sequence[WeightLine]) -> None:
        super().__init__()
        self._lines = lines
        self._sliders: list[QSlider] = []
        self._words: list[QLabel] = []
        inside = QVBoxLayout()
        inside.setSpacing(4)
        inside.setContentsMargins(0, 0, 8, 0)
        for line in lines:
            inside.addWidget(self._slider(line))
        inside.addStretch(1)
        self._result = QVBoxLayout()
        self._result.setSpacing(4)
        self._result.setContentsMargins(0, 0, 0, 0)
        self.proof = words("", "small", wrap=True)
        head = words(_("What matters here"), "section")
        rules = words(_("Rules always come first: consent, DBS, age, free times."), "small", wrap=True)
        area = scroll(box(inside))
        made = card(
            head,
            rules,
            area,
            hairline(),
            words(_("With these settings"), "strong"),
            box(self._result),
            self.proof,
            gap=8,
        )
        layout = made.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(2, 1)
        self.setLayout(col(made, gap=0))

    def _slider(self, line: WeightLine) -> QWidget:
        slider = _Slider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setSingleStep(5)
        slider.setPageStep(20)
        slider.setAccessibleName(short_name(line))
        slider.setToolTip(line.name)
        said = words("", "small")
        at = len(self._sliders)
        slider.valueChanged.connect(lambda _value: self._on_moved(at))
        self._sliders.append(slider)
        self._words.append(said)
        head = row(Elided(short_name(line)), said, gap=8)
        head.setStretch(0, 1)
        return box(col(head, slider, gap=0))

    def show_weights(self, weights: Mapping[str, int]) -> None:
        """Put the sliders where some weights are, silently."""
        for at, line in enumerate(self._lines):
            self._sliders[at].blockSignals(True)
            value = weights.get(line.codes[0], line.usual)
            self._sliders[at].setValue(round(100 * min(value / (TOP * max(line.usual, 1)), 1) ** 0.5))
            self._sliders[at].blockSignals(False)
            self._say(at)

    @property
    def weights(self) -> dict[str, int]:
        """The weights the sliders stand for."""
        return {code: self._value(at) for at, line in enumerate(self._lines) for code in line.codes}

    def _value(self, at: int) -> int:
        return min(round((self._sliders[at].value() / 100) ** 2 * TOP * self._lines[at].usual), 1000)

    def _say(self, at: int) -> None:
        word = strength(self._value(at), self._lines[at].usual)
        self._words[at].setText(word)
        self._sliders[at].setAccessibleDescription(word)

    def _on_moved(self, at: int) -> None:
        self._say(at)
        self.moved.emit(self.weights)

    def show_result(self, lines: Sequence[tuple[str, str]], proof: str) -> None:
        """Say what these settings give."""
        clear(self._result)
        for name, value in lines:
            self._result.addLayout(fact_line(name, value))
        self.proof.setText(proof)
