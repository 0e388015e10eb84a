"""What matters here: a slider a wish, its strength in words, and what all of them give; it knows no engine."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSlider, QVBoxLayout, QWidget

from desktop.i18n import _, pgettext
from desktop.ui import theme
from desktop.ui.allow import explain
from desktop.ui.build import STRETCH, box, button, col, hairline, row, scroll, words
from desktop.ui.marks import Elided
from desktop.ui.written import tip
from desktop.workspace.trials import Trial

ROOMY = 600  # from this height on there is room for the lead and the proof beside seven sliders and five figures


@dataclass(frozen=True)
class Wish:
    """One slider: its plain name, the weight that each of its criteria has at its right end, and what it prefers."""

    key: str
    name: str
    most: Mapping[str, int]
    why: str

    def weights(self, value: int) -> dict[str, int]:
        """Return the weights of a slider's place from 0 to 100."""
        return {code: round(most * value / 100) for code, most in self.most.items()}

    def value(self, weights: Mapping[str, int]) -> int:
        """Return the slider's place for some weights."""
        code, most = next(iter(self.most.items()))
        return min(100, round(100 * weights.get(code, 0) / most))


def wishes() -> tuple[Wish, ...]:
    """Return the sliders in order; the shipped weights stand in the middle, those of difference at light."""
    return (
        Wish(
            "interests",
            _("Shared interests"),
            {"sectors": 240},
            _("Prefers a mentor who works in a field the young person hopes for."),
        ),
        Wish(
            "experience",
            _("Been there too"),
            {"experiences": 120},
            _("Prefers a mentor who has been through the same."),
        ),
        Wish(
            "across",
            _("Across difference"),
            {"across_ethnic": 160, "across_social": 160},
            _("Prefers pairs from different backgrounds: an aim of the programme, and a choice of yours."),
        ),
        Wish("near", _("Travel is short"), {"distance": 200}, _("Prefers a mentor with a short way to come.")),
        Wish(
            "times",
            _("Times in common"),
            {"availability": 50},
            _("Prefers pairs with several free times in common; one is always needed."),
        ),
        Wish(
            "language",
            _("Shared language"),
            {"languages": 160},
            _("Prefers a mentor who speaks the language of the young person’s home."),
        ),
        Wish(
            "modality",
            _("Meet as wished"),
            {"modality": 120},
            _("Prefers pairs who can meet in the way the young person wishes."),
        ),
    )


def strength(value: int) -> str:
    """Return a slider's place in words."""
    for limit, word in (
        (0, pgettext("strength", "Off")),
        (37, pgettext("strength", "Light")),
        (62, pgettext("strength", "Medium")),
        (87, pgettext("strength", "Strong")),
    ):
        if value <= limit:
            return word
    return pgettext("strength", "Most")


def moved_words(now: Mapping[str, int], other: Mapping[str, int]) -> str:
    """Return which wishes other weights hold otherwise than those of now, each with its strength; empty for none."""
    both = {**now, **other}
    moved = [one for one in wishes() if one.value(both) != one.value(now)]
    return "; ".join(f"{one.name}: {strength(one.value(both))}" for one in moved)


def short_names() -> dict[str, str]:
    """Return the sliders' names by the criteria they move, and a name for those that none does."""
    found = {code: wish.name for wish in wishes() for code in wish.most}
    more = {"pioneer": _("Both pioneers"), "waiting": _("Long wait"), "continuation": _("A pair already")}
    return found | more | {"across_ethnic": _("Ethnic background"), "across_social": _("Social background")}


class _WishSlider(QWidget):
    """A name, its strength in words, and the slider."""

    moved = Signal()

    def __init__(self, wish: Wish) -> None:
        super().__init__()
        self.wish = wish
        self._strength = words("", "small")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(20)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        explain(self.slider, wish.why)
        self.slider.installEventFilter(self)
        self.slider.valueChanged.connect(self._on_value)
        head = row(Elided(wish.name), self._strength, gap=8)
        head.setStretch(0, 1)
        self.setLayout(col(head, self.slider, gap=0))
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Wheel  # a page that scrolls must not move what it scrolls over

    def show_weights(self, weights: Mapping[str, int]) -> None:
        """Put the slider where some weights are, silently."""
        self.slider.blockSignals(True)
        self.slider.setValue(self.wish.value(weights))
        self.slider.blockSignals(False)
        self._say()

    def _on_value(self) -> None:
        self._say()
        self.moved.emit()

    def _say(self) -> None:
        said = strength(self.slider.value())
        self._strength.setText(said)
        self.slider.setAccessibleName(f"{self.wish.name}: {said}")


class WeightsCard(QFrame):
    """The left column. `moved` carries the weights of all sliders; `kept` and `left` answer a trial."""

    moved = Signal(object)
    kept = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._base: dict[str, int] = {}
        self.sliders = {wish.key: _WishSlider(wish) for wish in wishes()}
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, 14, 0)
        inside.setSpacing(0)
        for one in self.sliders.values():
            one.moved.connect(self._on_moved)
            inside.addWidget(one)
        inside.addStretch(1)
        self.area = scroll(box(inside))
        self._lead = words(_("Rules always come first: consent, checks, age, free times."), "small", wrap=True)
        self._title = words(_("With these settings"), "strong")
        self._values: dict[str, QLabel] = {}
        lines = [
            self._line("matched", _("Matched")),
            self._line("weakest", _("Weakest pair")),
            self._line("need", _("With unmet need")),
            self._line("across", _("Across difference")),
            self._line("changed", _("Pairs changed")),
        ]
        self.keep = button(
            _("Keep these pairs"), self.kept.emit, "row", tip=_("Makes these pairs the draft. Nobody is told.")
        )
        self.leave = button(
            _("Go back"), self.left.emit, "link", tip=_("Shows the draft again, with the settings it was found with.")
        )
        self._answer = box(row(self.keep, 4, self.leave, STRETCH, gap=8))
        self._answer.hide()
        self._proof = words("", "small", wrap=True)
        layout = col(
            words(_("What matters here"), "section"), self._lead, self.area, hairline(), self._title,
            col(*lines, gap=2), self._answer, self._proof, gap=4, margins=(16, 8, 16, 8),
        )  # fmt: skip
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it is low, words that say nothing new make room: every slider is seen with what all of them give."""
        roomy = self.height() >= theme.current().px(ROOMY)
        self._lead.setVisible(roomy)
        self._proof.setVisible(roomy)

    def _line(self, key: str, name: str) -> QWidget:
        value = words("–", "strong")
        self._values[key] = value
        return box(row(words(name, "muted"), STRETCH, value))

    @property
    def weights(self) -> dict[str, int]:
        """The weights of all sliders, on top of those no slider shows."""
        found = dict(self._base)
        for one in self.sliders.values():
            found |= one.wish.weights(one.slider.value())
        return found

    def show_weights(self, weights: Mapping[str, int]) -> None:
        """Put every slider where some weights are, silently."""
        self._base = dict(weights)
        for one in self.sliders.values():
            one.show_weights(weights)

    def show_trial(self, trial: Trial, *, trying: bool, since: str) -> None:
        """Show what the settings give; while trying, offer to keep it or to go back."""
        self._show_figures(trial, since if trying else "")
        self._title.setText(_("If you keep these settings") if trying else _("With these settings"))
        self._title.setVisible(not trying or self.height() >= theme.current().px(ROOMY))
        self._answer.setVisible(trying)
        self._proof.setText(_spoken_proof(trial))
        self._proof.setToolTip(trial.proof)
        self._values["matched"].setToolTip(" ".join(one for one in (_spoken_proof(trial), trial.proof) if one))

    def _show_figures(self, trial: Trial, since: str) -> None:
        figures = trial.figures
        said = {
            "matched": _("{n} of {all}").format(n=figures.matched, all=figures.of),
            "weakest": _("{n} of 100").format(n=figures.worst_fit) if figures.worst_fit is not None else "–",
            "need": _("{n} of {all}").format(n=figures.need, all=figures.matched),
            "across": _("{n} of {all}").format(n=figures.across, all=figures.matched),
            "changed": (
                _("{n} since {time}").format(n=figures.changed, time=since) if since else _("None")
            ),
        }  # fmt: skip
        for key, text in said.items():
            label = self._values[key]
            label.setText(text)
            label.setAccessibleName(text)
        self._values["weakest"].setToolTip(tip(trial.weakest_pair))

    def _on_moved(self) -> None:
        self.moved.emit(self.weights)


def _spoken_proof(trial: Trial) -> str:
    if not trial.pairs:
        return ""
    if trial.figures.proved:
        return _("Proved: no other choice matches more young people.")
    return _("The best answer found in the time; a better one may exist.")
