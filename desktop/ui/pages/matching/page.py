"""The matching page: cause left, result in the middle, reason right; drafts until a named person publishes them."""

from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QWidget

from desktop.i18n import _, ngettext
from desktop.models.record import MenteeId
from desktop.ui import theme
from desktop.ui.build import STRETCH, box, button, card, col, row, words
from desktop.ui.charts.draw import CurveChart
from desktop.ui.charts.spec import Curve, Dot
from desktop.ui.dates import clock, long_day
from desktop.ui.latest import Adopt, Latest, Work
from desktop.ui.marks import Elided
from desktop.ui.notices import empty_state
from desktop.ui.page import NARROW, WIDE, Page
from desktop.ui.pages.matching import acts
from desktop.ui.pages.matching.left_out import LeftOutCard
from desktop.ui.pages.matching.proposal import ProposalCard
from desktop.ui.pages.matching.reasons import WhyCard
from desktop.ui.pages.matching.scenarios import ScenariosTab
from desktop.ui.pages.matching.shares import SharesTab
from desktop.ui.pages.matching.side import SideBySide
from desktop.ui.pages.matching.state import Bench
from desktop.ui.pages.matching.weights import WeightsCard
from desktop.ui.switchboard import Switchboard
from desktop.workspace import explaining, trials
from desktop.workspace.trials import PairLine, Point, Trial

T = TypeVar("T")
PAUSE_MS = 60
SMALL, MANY, FEW = 400, 40, 8  # in a large school only the first few get their smallest change worked out


class MatchingPage(Page):
    """Weights, proposal, reasons. A slider tries; only Keep, Find and the hands change drafts."""

    key = "matching"
    kinds = frozenset({"Mentee", "Mentor", "Consent", "Match", "Block", "Programme", "School", "Remembered"})

    def __init__(self, board: Switchboard) -> None:
        super().__init__(board)
        self.bench = Bench(self.workspace)
        self._trying = Latest(board, self)
        self._explaining = Latest(board, self)
        self._balancing = Latest(board, self)
        self._comparing = Latest(board, self)
        self._helping = Latest(board, self)
        self.points: tuple[Point, ...] = ()
        self.find_press = button(_("Find matches"), self.find_again)
        self.save = button(_("Save as a scenario"), partial(acts.save_scenario, self))
        self.review = button(_("Review and publish"), partial(acts.review, self), "primary", tip="Ctrl+Enter")
        self.act(self.find_press, self.save, self.review)
        self.weights = WeightsCard()
        start = button(_("Find matches"), self.find_again, drawing="matching")
        lead = _("Every pair the rules allow is looked at, with a reason for each choice. Nobody is told yet.")
        self.proposal = ProposalCard(empty_state(_("No pairs are proposed yet"), lead, start))
        self.side_by_side = SideBySide(self.proposal.walk)
        self.scenarios = ScenariosTab()
        self.shares = SharesTab()
        self.proposal.fill_tabs(self.side_by_side, self.scenarios, self.shares)
        self.left_out = LeftOutCard()
        self.why = WhyCard()
        self.chart = CurveChart(Curve("", "", (), "", "", ""))
        self.chart.setMinimumHeight(theme.current().px(116))
        self.balance = self._balance_card()
        self._lay_out()
        self._connect()

    def _balance_card(self) -> QFrame:
        self._balance_lead = Elided(_("Fit of the average pair, difference left out"), "chart")
        return card(words(_("Choose another balance"), "section"), self._balance_lead, self.chart, gap=4)

    def _lay_out(self) -> None:
        self._middle = box(col(self.proposal, self.left_out, gap=12))
        self._right = box(col(self.why, self.balance, gap=12))
        for column, stretch in ((self._middle, (7, 3)), (self._right, (9, 5))):
            layout = column.layout()
            assert layout is not None
            layout.setStretch(0, stretch[0])  # type: ignore[attr-defined]  # a box layout
            layout.setStretch(1, stretch[1])  # type: ignore[attr-defined]  # a box layout
        self._columns = (self.weights, self._middle, self._right)
        self._turns = self._turn_row()
        across = row(*self._columns, gap=12)
        across.setStretch(1, 1)
        self.fill(self._turns, across)
        self.body.setStretch(1, 1)
        self._size()

    def _turn_row(self) -> QWidget:
        self._turn = QButtonGroup(self)
        made = []
        for at, name in enumerate((_("What matters"), _("Proposal"), _("Reasons"))):
            one = button(name, self._size, "tab")
            one.setCheckable(True)
            one.setChecked(at == 1)
            self._turn.addButton(one)
            self._turn.setId(one, at)
            made.append(one)
        return box(row(*made, STRETCH, gap=18))

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._try)
        self.weights.moved.connect(lambda _weights: self._pause.start())
        self.weights.kept.connect(self._on_keep)
        self.weights.left.connect(self._on_leave)
        self.proposal.row_changed.connect(self._on_row)
        self.proposal.key_pressed.connect(self._on_key)
        self.why.key_pressed.connect(self._on_key)
        self.left_out.asked.connect(partial(acts.answer_left_out, self))
        self.chart.picked.connect(self._on_balance)
        self.scenarios.used.connect(self._on_scenario)
        self.scenarios.dropped.connect(partial(acts.drop_scenario, self))
        QShortcut(QKeySequence("Ctrl+Return"), self, lambda: acts.review(self))

    def refresh(self) -> None:
        """Load the mathematics off the GUI thread, then show the draft as it is kept."""
        self._say_head()
        self.find_press.setEnabled(self.bench.ready)
        self._trying.ask(lambda _run: trials.get_ready(), lambda _ready: self._read())

    def _read(self) -> None:
        """Show the draft, then ask for reasons, balances and scenarios."""
        self.bench.re_read()
        self.points = ()
        self.find_press.setEnabled(True)
        self.weights.show_weights(self.bench.weights)
        self._say_head()
        request = self.bench.request()
        self._trying.ask(lambda run: trials.as_it_stands(request, told=run, stopped=run.asked), self._on_draft)

    def _on_draft(self, draft: Trial) -> None:
        self.bench.draft = draft
        self.show_trial()
        self._ask_balances()
        self.ask_scenarios()
        self._ask_help()

    def _ask_help(self) -> None:
        """Ask for the smallest change that would match each who is left out, and who gets what."""
        request, shown = self.bench.request(), self.bench.shown
        if shown is None:
            return
        few = shown.left_out[: MANY if len(request.mentors) <= SMALL else FEW]
        self._helping.ask(
            lambda run: (
                explaining.helped(request, few, stopped=run.asked),
                explaining.shares(request, stopped=run.asked),
            ),
            lambda found: self._on_help(*found),
        )

    def _on_help(self, found: dict[MenteeId, explaining.Help], shares: explaining.Shares) -> None:
        self.left_out.show_help(found)
        self.shares.show_shares(shares)

    def show_trial(self) -> None:
        """Show what is tried, else the draft."""
        shown = self.bench.shown
        if shown is None:
            return
        trying = self.bench.trial is not None
        since = clock(self.bench.since.astimezone().time()) if self.bench.since else _("now")
        self.weights.show_trial(shown, trying=trying, since=since)
        self.proposal.show_trial(shown)
        self.left_out.show_trial(shown)
        self._say_head()
        if not shown.pairs:
            self.why.show_nothing()

    def _say_head(self) -> None:
        drafts = self.bench.drafts
        self.find_press.setText(_("Find again") if drafts else _("Find matches"))
        self.review.setEnabled(drafts and self.bench.trial is None)
        running = self.bench.shown.running if self.bench.shown else 0
        runs = ngettext("{n} pair runs already.", "{n} pairs run already.", running) if running else ""
        if self.bench.trial is not None:
            said = _("Trying other settings. Nothing is kept yet.")
        elif drafts and self.bench.since:
            at = self.bench.since.astimezone()
            said = _("Proposal of {day}, {time}. A draft: nobody has been told.").format(
                day=long_day(at.date()).partition(" ")[2], time=clock(at.time())
            )
        else:
            said = _("No proposal is waiting.")
        self.head(_("Matching"), f"{said} {runs}".strip())

    def find_again(self) -> None:
        """Find the best matches as a job with stages and Stop, and keep them as drafts."""
        if not self.bench.ready:
            return
        request = self.bench.request(self.weights.weights)
        self.board.work(
            _("Finding the best matches"),
            lambda run: trials.try_out(request, told=acts.staged(run), stopped=run.asked),
            lambda found: acts.adopt(self, found[1]),
        )

    def _try(self) -> None:
        """Try the sliders' weights off the GUI thread; the latest move wins."""
        if not self.bench.ready:
            return
        request = self.bench.request(self.weights.weights)
        self._trying.ask(lambda run: trials.try_out(request, stopped=run.asked), self._on_tried)

    def _on_tried(self, found: tuple[Trial, object]) -> None:
        self.bench.trial, self.bench.proposal = found  # type: ignore[assignment]  # the engine's own value
        self.show_trial()
        self._ask_help()
        self._show_chart()

    def _on_keep(self) -> None:
        if self.bench.proposal is not None:
            acts.adopt(self, self.bench.proposal)

    def _on_leave(self) -> None:
        self.bench.trial = self.bench.proposal = None
        self.weights.show_weights(self.bench.weights)
        self.show_trial()
        self._show_chart()

    def _on_row(self, mentee: str) -> None:
        pair = self.pair
        if pair is None or pair.mentee != mentee:
            return
        self._show_side(pair)
        self.why.show_pair(pair, draft=self.bench.trial is None)
        request, now = self.bench.request(), self.bench.shown
        assert now is not None
        self._explaining.ask(
            lambda run: (pair, explaining.why(request, pair.mentee, pair.mentor)),
            lambda found: self._on_why(*found),
        )

    def _on_why(self, pair: PairLine, found: explaining.Why) -> None:
        self.why.show_why(pair, found)
        request, now = self.bench.request(), self.bench.shown
        if now is None:
            return
        self._explaining.ask(
            lambda run: explaining.next_best(request, now, pair.mentee, stopped=run.asked),
            lambda instead: self.why.show_next(pair, instead),
        )

    def _show_side(self, pair: PairLine) -> None:
        people = (self.workspace.roster.mentee(pair.mentee), self.workspace.roster.mentor(pair.mentor))
        line = self.proposal.model.line_of(pair.mentee) or 0
        self.side_by_side.show_pair(pair, people, at=line + 1, of=len(self.proposal.model.ids))

    @property
    def pair(self) -> PairLine | None:
        """The pair the keys are on."""
        shown = self.bench.shown
        return shown.pair_of(self.proposal.view.current) if shown else None

    def _on_key(self, key: str) -> None:
        pair = self.pair
        if pair is not None:
            acts.by_key(self, key, pair)

    def ask(self, work: Work[T], adopt: Adopt[T]) -> None:
        """Ask something about a pair off the GUI thread; the latest question wins."""
        self._explaining.ask(work, adopt)

    def turn_to(self, at: int) -> None:
        """On a narrow window turn to the weights (0), the proposal (1) or the reasons (2)."""
        self._turn.button(at).setChecked(True)
        self._size()

    def _ask_balances(self) -> None:
        if not self.bench.draft or not self.bench.draft.pairs:
            self.balance.hide()
            return
        request = self.bench.request(self.bench.weights)
        self._balancing.ask(lambda run: trials.balances(request, stopped=run.asked), self._on_balances)

    def _on_balances(self, points: tuple[Point, ...]) -> None:
        self.points = points
        self.balance.setVisible(bool(points))
        self._show_chart()

    def _show_chart(self) -> None:
        shown = self.bench.shown
        if shown is None or not self.points:
            return
        crossing = shown.figures.across
        near = min(range(len(self.points)), key=lambda at: abs(self.points[at].across - crossing))
        chosen = self.points[near]
        self.chart.show_spec(
            Curve(
                name=_("Choose another balance"),
                sentence=acts.read_balance(self.points, shown.figures.matched),
                dots=tuple(Dot(str(at), one.across, one.fit) for at, one in enumerate(self.points)),
                chosen=str(near),
                x_words=_("Pairs across difference, of {n}").format(n=shown.figures.matched),
                y_words=_("Fit"),
                chosen_words=_("This one: {x}, {y}").format(x=chosen.across, y=chosen.fit),
            )
        )

    def _on_balance(self, key: str) -> None:
        self.weights.show_weights({**self.weights.weights, **self.points[int(key)].weights})
        self._try()

    def ask_scenarios(self) -> None:
        """Ask what each kept scenario would give today."""
        kept = self.workspace.scenarios.all()
        if not kept:
            self.scenarios.show_none()
            return
        request, draft = self.bench.request(self.bench.weights), self.bench.draft
        figures = draft.figures if draft and draft.pairs else None
        self._comparing.ask(
            lambda run: trials.compare(request, [one.weights for one in kept], stopped=run.asked),
            lambda found: self.scenarios.compare(figures, list(zip(kept, found, strict=True))),
        )

    def _on_scenario(self, name: str) -> None:
        found = next((one for one in self.workspace.scenarios.all() if one.name == name), None)
        if found is not None:
            self.weights.show_weights(found.weights)
            self.proposal.show_tab(0)
            self._try()

    def open(self, target: str) -> None:
        if target == "find":
            self.find_again()
        elif target:
            self.proposal.show_tab(0)
            self.proposal.view.show_row(target.split(",")[0])

    def focus_list(self) -> None:
        self.proposal.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()

    def _size(self) -> None:
        """Three columns; on a narrow window one of them at a time."""
        px = theme.current().px
        narrow = self.window().width() < px(NARROW)
        wide = self.window().width() >= WIDE
        self._turns.setVisible(narrow)
        for at, column in enumerate(self._columns):
            column.setVisible(not narrow or self._turn.checkedId() == at)
        left, right = (px(280), px(420)) if wide else (px(240), px(328))
        for column, limit in ((self.weights, left), (self._right, right)):
            column.setMinimumWidth(0 if narrow else limit)
            column.setMaximumWidth(16777215 if narrow else limit)
