"""The trade-off between fit and pairs across difference: seven dots, each a balance to try."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget

from desktop.i18n import _, ngettext
from desktop.models.scenarios import Outcome, TradeOff
from desktop.ui.build import STRETCH, box, button, clear, col, row, scroll, words
from desktop.ui.charts.curve import CurveChart
from desktop.ui.charts.spec import Curve, Dot
from desktop.ui.keys_back import put_away
from desktop.ui.marks import Elided
from desktop.workspace.trying import across_weights, balance_weights


class BalanceCard(QFrame):
    """`picked` carries the weights of a dot."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.points: tuple[TradeOff, ...] = ()
        self.chart = CurveChart(Curve("", "", (), "", "", ""))
        self.chart.picked.connect(self._on_picked)
        self._lines = col(gap=0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.chart)
        self._pages.addWidget(scroll(box(self._lines)))
        self.turn = button(_("Show as table"), self._on_turned, "link")
        head = row(words(_("Choose another balance"), "section"), STRETCH, self.turn)
        lead = Elided(_("Fit of the average pair, difference left out"), "chart")
        layout = col(head, lead, self._pages, gap=2, margins=(16, 10, 16, 8))
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _on_turned(self) -> None:
        """Turn the chart into its figures, each a press, and back."""
        self._pages.setCurrentIndex(1 - self._pages.currentIndex())
        self.turn.setText(_("Show as chart") if self._pages.currentIndex() else _("Show as table"))
        self.turn.setAccessibleName(self.turn.text())

    def show_points(self, points: Sequence[TradeOff], shown: Outcome | None, weight: int) -> None:
        """Show the curve once all its points are there, with what is shown now as the dot chosen."""
        whole = len(points) == len(balance_weights())
        self.points = tuple(points) if whole else ()
        if whole and any(one.matched for one in points):
            self.show()
        else:
            put_away(self)
        if not self.points or shown is None:
            return
        chosen = min(self.points, key=lambda one: (abs(one.weight - weight), one.weight))
        matched = max(one.matched for one in self.points)
        self.chart.show_spec(
            Curve(
                name=_("Choose another balance"),
                sentence=read_balance(self.points, matched),
                dots=tuple(
                    Dot(str(at), one.across, one.fit, _words(one, matched)) for at, one in enumerate(self.points)
                ),
                chosen=str(self.points.index(chosen)),
                x_words=_("Pairs across difference, of {n}").format(n=matched),
                y_words=_("Fit"),
                chosen_words=_("This one: {x}, {y}").format(x=chosen.across, y=chosen.fit),
            )
        )
        self._show_lines()

    def _show_lines(self) -> None:
        """Show the chart's dots as lines to read and to press."""
        clear(self._lines)
        for dot in self.chart.spec.dots:
            line = button(dot.words, partial(self._on_picked, dot.key), "link")
            if dot.key == self.chart.spec.chosen:
                line.setText(_("{choice} (this one)").format(choice=dot.words))
                line.setAccessibleName(line.text())
            self._lines.addWidget(line)
        self._lines.addStretch(1)

    def _on_picked(self, key: str) -> None:
        self.picked.emit(across_weights(self.points[int(key)]))


def _words(one: TradeOff, matched: int) -> str:
    return _("{n} of {all} pairs across difference, fit {fit}").format(n=one.across, all=matched, fit=one.fit)


def read_balance(points: Sequence[TradeOff], matched: int) -> str:
    """Return the sentence that reads the balance chart."""
    first, last = points[0], points[-1]
    if len({(one.across, one.fit) for one in points}) == 1:
        return _("Every balance gives the same: {n} of {all} pairs across difference.").format(
            n=first.across, all=matched
        )
    return _("From {few} across difference at an average fit of {b} to {many} at {d}.").format(
        few=_pairs(first.across), b=first.fit, many=_pairs(last.across), d=last.fit
    )


def _pairs(n: int) -> str:
    return ngettext("{n} pair", "{n} pairs", n)
