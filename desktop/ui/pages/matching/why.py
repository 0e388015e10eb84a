"""Why this pair, and other balances to choose from."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import STRETCH, box, button, clear, col, row, scroll, words
from desktop.ui.charts.draw import CurveChart
from desktop.ui.charts.spec import Curve, Dot
from desktop.ui.marks import Elided, ShareBar
from desktop.workspace.reasons import Balance, Look, PairReasons


class WhyCard(QFrame):
    """Reasons with points, the next best mentor, and the hand's three verbs: pin, swap, keep apart."""

    def __init__(
        self,
        pin: Callable[[], object],
        swap: Callable[[], object],
        forbid: Callable[[], object],
        why_not: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._why_not = why_not
        self._pin = button(_("Pin this pair (P)"), pin, "icon", drawing="pin")
        self._pin.setCheckable(True)
        self._swap = button(_("Swap mentors with another pair (S)"), swap, "icon", drawing="swap")
        self._forbid = button(_("Never pair these two (X)"), forbid, "icon", drawing="forbid")
        head = row(words(_("Why this pair"), "section"), STRETCH, self._pin, self._swap, self._forbid, gap=4)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(6)
        self._inside.setContentsMargins(0, 0, 6, 0)
        self.setLayout(col(head, scroll(box(self._inside)), gap=6, margins=(16, 10, 10, 12)))
        self.setMinimumHeight(theme.current().px(270))
        self.show_nothing()

    def _enable(self, on: bool) -> None:
        for one in (self._pin, self._swap, self._forbid):
            one.setEnabled(on)

    def show_nothing(self) -> None:
        """Say that no pair is chosen."""
        clear(self._inside)
        self._enable(False)
        self._inside.addWidget(words(_("Choose a pair to see what speaks for it."), "muted", wrap=True))
        self._inside.addStretch(1)

    def show_reasons(self, why: PairReasons, *, pinned: bool, running: bool) -> None:
        """Say what speaks for a pair."""
        clear(self._inside)
        self._enable(not running)
        self._pin.setChecked(pinned)
        both = _("{mentee}, and {mentor}").format(mentee=why.mentee, mentor=why.mentor)
        self._inside.addWidget(words(both, "strong", wrap=True))
        said = " ".join(line.words for line in why.lines[:3])
        self._inside.addWidget(words(said or _("Nothing but the rules speaks for it."), "muted", wrap=True))
        for line in why.lines:
            self._inside.addWidget(_reason(line.name, line.points, line.most))
        self._inside.addWidget(words(why.next_best, "small", wrap=True))
        self._inside.addLayout(row(button(_("Why not someone else?"), self._why_not, "link"), STRETCH))
        self._inside.addStretch(1)


def _reason(name: str, points: int, most: int) -> QWidget:
    bar = ShareBar(points / most if most else 0, f"{name}: {points}", height=5)
    bar.setFixedWidth(theme.current().px(64))
    made = row(Elided(name), words(str(points), "muted"), bar, gap=8)
    made.setStretch(0, 1)
    return box(made)


class BalanceCard(QFrame):
    """The trade-off as dots: more pairs across difference, or a better weakest pair."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._balances: dict[str, Balance] = {}
        self._chart = CurveChart(Curve("", "", (), "", "", ""))
        self._chart.picked.connect(self._on_picked)
        self._lead = words(_("Points of the weakest pair"), "chart")
        self._none = words(_("Every balance gives the same pairs: there is nothing to trade here."), "muted", wrap=True)
        head = words(_("Choose another balance"), "section")
        layout = col(head, self._lead, self._none, self._chart, STRETCH, gap=4, margins=(16, 12, 16, 10))
        layout.setStretch(3, 100)
        self.setLayout(layout)
        self._none.hide()

    def show_balances(self, balances: Sequence[Balance], look: Look) -> None:
        """Show what other strengths of 'across difference' would give."""
        self._balances = {one.key: one for one in balances}
        dots = tuple(Dot(one.key, one.across, one.worst) for one in balances)
        some = len({dot.x for dot in dots}) > 1
        self._chart.setVisible(some)
        self._lead.setVisible(some)
        self._none.setVisible(not some)
        worst = look.proposal.objective["worst"]
        chosen = min(balances, key=lambda one: (abs(one.across - look.across), abs(one.worst - worst)), default=None)
        x_words = _("Pairs across difference, of {n}").format(n=look.proposal.objective["matched"])
        here = _("This one: {x}, {y}").format(x=look.across, y=worst)
        sentence = _("{n} balances; with {x} pairs across difference the weakest pair has {y} points.").format(
            n=len(dots), x=look.across, y=worst
        )
        key = chosen.key if chosen else ""
        self._chart.show_spec(Curve(_("Other balances"), sentence, dots, key, x_words, _("Weakest pair"), here))

    def _on_picked(self, key: str) -> None:
        self.picked.emit(self._balances[key].weights)
