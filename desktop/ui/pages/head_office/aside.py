"""The two cards beside the records: how far a term got, and what never leaves; they send and keep nothing."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.models.sharing import Standing, TermStanding
from desktop.ui.build import STRETCH, Part, box, button, card, clear, col, hairline, row, words
from desktop.ui.marks import DrawnIcon, LightMark
from desktop.ui.pages.head_office.enrolling import ask_moved
from desktop.ui.pages.head_office.steps import TruthStep, steps
from desktop.ui.paint import Light
from desktop.ui.switchboard import Switchboard
from desktop.workspace.sharing import Sight


class _Card(QWidget):
    """A card whose parts are told anew."""

    def __init__(self) -> None:
        super().__init__()
        self._card = card(gap=8)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._card)

    def refill(self, parts: list[Part]) -> None:
        """Show other parts."""
        _refill(self._card, parts)


class Where(_Card):
    """The truth about one term in four steps, and what to do where it was refused."""

    def __init__(self, board: Switchboard, try_again: Callable[[], None]) -> None:
        super().__init__()
        self._board = board
        self._try_again = try_again

    def show_standing(self, sight: Sight, standing: TermStanding | None, *, heard: str) -> None:
        """Show how a term stands; `heard` is what the last sync said that went otherwise than expected."""
        now = standing.standing if standing else None
        parts: list[Part] = [words(_("Where it is"), "section")]
        alone = now in (Standing.NOT_ENROLLED, Standing.ASKED, Standing.TAKEN_OVER)
        if standing is not None and alone:
            parts.append(words(standing.words, "small", tone="wait", wrap=True))
        mine = [one for one in sight.releases if sight.release and one.term == sight.release.term]
        found = steps(standing, mine, self._board.workspace.desk.today(), offline=sight.failures > 0)
        parts += [_step(one) for one in found]
        if standing is not None and now is Standing.REFUSED:
            again = button(
                _("Send it again"),
                self._try_again,
                "row",
                tip=_("Press it once what stood in the way has been put right."),
            )
            parts += [hairline(), words(standing.words, wrap=True), row(again, STRETCH)]
        elif heard and not alone:
            parts += [hairline(), words(heard, "small", wrap=True)]
        parts += self._address()
        self.refill(parts)

    def _address(self) -> list[Part]:
        """Say where records go, with the way to a new address."""
        enrolment = self._board.workspace.sharing.enrolment
        if enrolment is None:
            return []
        office = enrolment.office_url
        moved = button(
            _("It has moved"),
            lambda: ask_moved(self.window(), self._board, office),
            "link",
            tip=_("Only where head office wrote to you that it has another address."),
        )
        where = words(_("Records go to {address}").format(address=office), "small", wrap=True)
        return [hairline(), where, row(moved, STRETCH)]


class Never(_Card):
    """What never leaves this computer."""

    def __init__(self, show_how: Callable[[], object]) -> None:
        super().__init__()
        self._show_how = show_how

    def show_sight(self, sight: Sight) -> None:
        """Show what stays here, the pairs without consent among it."""
        shared = len(sight.release.rows) if sight.release else 0
        out = sight.pairs - shared
        said = [*sight.never]
        if shared and out:
            said.append(_("{n} of the {all} pairs: no consent to share").format(n=out, all=sight.pairs))
        how = button(
            _("How we know this"),
            self._show_how,
            "link",
            tip=_("Opens how the records are kept from telling who is who."),
        )
        head = words(_("Never leaves this computer"), "section")
        self.refill([head, *(_locked(text) for text in said), row(how, STRETCH)])


def _refill(made: QFrame, parts: list[Part]) -> None:
    layout = made.layout()
    assert isinstance(layout, QVBoxLayout)
    clear(layout)
    layout.addLayout(col(*parts, gap=8))


def _step(one: TruthStep) -> QWidget:
    strong = one.light in (Light.WAIT, Light.NOW, Light.STOP)
    texts = col(words(one.name, "strong" if strong else "body"), words(one.words, "small", wrap=True), gap=0)
    made = row(col(LightMark(one.light, f"{one.name}: {one.words}", 20), STRETCH, margins=(0, 1, 0, 0)), texts, gap=10)
    made.setStretch(1, 1)
    return box(made)


def _locked(text: str) -> QWidget:
    made = row(col(DrawnIcon("lock", "muted", 16), STRETCH, margins=(0, 3, 0, 0)), words(text, wrap=True), gap=10)
    made.setStretch(1, 1)
    return box(made)
