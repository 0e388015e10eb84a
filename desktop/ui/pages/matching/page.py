"""The matching page: cause left, result in the middle, reason right; drafts until a named person publishes them."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut

from desktop.i18n import _
from desktop.models.explanations import WhyPair
from desktop.models.record import MentorId
from desktop.models.scenarios import Scenario
from desktop.ui import theme
from desktop.ui.allow import allow, reason_against
from desktop.ui.build import button, restyle
from desktop.ui.dates import clock
from desktop.ui.page import LOW, TIGHT, Page
from desktop.ui.pages.matching import comparing, deciding, hands
from desktop.ui.pages.matching.balance import BalanceCard
from desktop.ui.pages.matching.decided import ask_decided
from desktop.ui.pages.matching.layout import Columns, Stacked
from desktop.ui.pages.matching.left_out import LeftOutCard
from desktop.ui.pages.matching.nothing import Nothing
from desktop.ui.pages.matching.proposal import ProposalCard
from desktop.ui.pages.matching.questions import Questions
from desktop.ui.pages.matching.reasons import WhyCard
from desktop.ui.pages.matching.scenarios import ScenariosTab
from desktop.ui.pages.matching.shares import SharesTab
from desktop.ui.pages.matching.side import SideBySide
from desktop.ui.pages.matching.state import Bench, Decided
from desktop.ui.pages.matching.wanted import WantedTab
from desktop.ui.pages.matching.weights import WeightsCard
from desktop.ui.roomy import Roomy
from desktop.ui.tasks import Running
from desktop.ui.turns import Pieces
from desktop.workspace import trying
from desktop.workspace.trials import PairLine, Trial
from desktop.workspace.trying import Keeping

PAUSE_MS = 60
CRAMPED = 600  # pixels of a window under which the header's buttons have no room for all their words
SCENARIOS, FAIRNESS, WANTED = 2, 3, 4


class MatchingPage(Page):
    """Weights, proposal, reasons. A slider tries; only Keep, Take, Find and the hands change drafts."""

    key = "matching"
    kinds = frozenset({"Mentee", "Mentor", "Consent", "Match", "Block", "Programme", "School", "Remembered"})

    def build(self) -> Pieces:
        self.bench = Bench(self.workspace)
        self.questions = Questions(self.board, self)
        self._told: set[int] = set()
        self._wanted = ""
        self._review = False  # once the drafts are read
        self._again: partial[None] | None = None  # find once the roster is read
        self.find_press = button(
            _("Find matches"),
            self.find_again,
            tip=_("Keeps the best pairs your rules allow as drafts. Nobody is told."),
        )
        self.save = button(
            _("Keep as a scenario"),
            partial(comparing.ask_new_scenario, self),
            tip=_("Keeps these settings under a name, to compare with others."),
        )
        self.review = button(
            _("Review and publish"),
            partial(deciding.review, self),
            "primary",
            tip=_("Shows what would be published, then asks for your name (Ctrl+Enter)."),
        )
        self.decided = button(
            _("Decided by hand"),
            lambda: ask_decided(self),
            tip=_("Who is kept apart and who is pinned; each can be changed again."),
        )
        self.act(self.decided, self.find_press, self.save, self.review)
        left, middle, right = Stacked(), Stacked(), Stacked()
        self._columns = Columns(left, middle, right)
        self._room = Roomy(self._columns)
        self.body.addWidget(self._room)
        yield
        self.weights = WeightsCard()
        yield from left.take(self.weights, 1)
        self.proposal = ProposalCard()
        yield from middle.take(self.proposal, 7)
        self.nothing = Nothing(self.board.go, lambda: self.proposal.show_tab(WANTED))
        self.side_by_side = SideBySide(lambda step: self.proposal.walk(step))
        yield
        self.scenarios = ScenariosTab()
        yield
        self.shares, self.wanted = SharesTab(), WantedTab()
        yield
        yield from self.proposal.take(self.side_by_side, self.scenarios, self.shares, self.wanted, empty=self.nothing)
        self.left_out = LeftOutCard()
        yield from middle.take(self.left_out, 4)
        self.why = WhyCard()
        yield from right.take(self.why, 9)
        self.why.show_nothing()
        self.balance = BalanceCard()
        self.balance.hide()
        yield from right.take(self.balance, 5)
        self._connect()
        yield
        if self.board.ready:  # in a turn of its own: the one in which the page is shown has enough to do
            self._show_known()
            self._say_head()

    def _show_known(self) -> None:
        """Put the sliders where they were kept before the roster is read: at first they would say Off."""
        if not self.bench.weights:
            self.bench.begin()
            self.weights.show_weights(self.bench.weights)

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
        self.proposal.turned.connect(self._on_tab)
        self.why.key_pressed.connect(self._on_key)
        self.left_out.asked.connect(partial(deciding.answer_left_out, self))
        self.left_out.row_changed.connect(self._on_waiting)
        self.balance.picked.connect(self._on_balance)
        self.scenarios.asked.connect(partial(comparing.answer_scenario, self))
        self._columns.turned.connect(self._size)
        QShortcut(QKeySequence("Ctrl+Return"), self, lambda: deciding.review(self))

    def refresh(self) -> None:
        """Load the mathematics off the GUI thread, then show the draft as it is kept."""
        self._show_known()
        self._say_head()
        allow(self.find_press, None if self.bench.ready else _("Matching is getting ready. It takes a moment."))
        self.questions.drop()
        self.questions.get_ready(self._read)

    def _read(self) -> None:
        """Read the roster, show the draft, then ask for reasons, balances and scenarios."""
        self.bench.re_read()
        allow(self.find_press)
        self.weights.show_weights(self.bench.weights)
        self._say_head()
        self.questions.stands(self.bench.request(), self._on_draft)
        again, self._again = self._again, None
        if again is not None:
            again()

    def _on_draft(self, draft: Trial) -> None:
        self.bench.draft = draft
        self.balance.show_points((), None, 0)
        self.show_trial()
        if draft.pairs:
            self.questions.curve(self.bench.request(), lambda points: self._show_curve(points))
        self.board.turns.take(self, self._scenarios_next())
        if self._review:
            self._review = False
            QTimer.singleShot(0, self, self._review_now)

    def _scenarios_next(self) -> Pieces:
        """Ask for the scenarios in a turn of its own, for showing the draft fills one; closing the window drops it."""
        yield
        comparing.ask_scenarios(self)

    def _review_now(self) -> None:
        if self.isVisible():
            deciding.review(self)

    def review_later(self) -> bool:
        """Review once the drafts are read, where they are just being read; False where they stand there as kept."""
        if self.bench.trial is not None or (self.bench.draft is not None and self.bench.current):
            return False
        self._review = True
        if not self.questions.reading:
            self.refresh()
        return True

    def show_trial(self) -> None:
        """Show what is tried, else the draft."""
        shown = self.bench.shown
        if shown is None:
            return
        trying = self.bench.trial is not None
        since = clock(self.bench.since.astimezone().time()) if self.bench.since else _("now")
        self.weights.show_trial(shown, trying=trying, since=since)
        self.proposal.show_trial(shown)
        lack = self.workspace.today.lacking()
        self.left_out.show_trial(shown, lack)
        self.nothing.show_trial(shown, lack)
        self._say_head()
        self._told.clear()
        self._on_tab(self.proposal.tab)
        if not shown.pairs:
            self.why.show_nothing()
        self._show_wanted()

    def _say_head(self) -> None:
        self.find_press.setText(_("Find again") if self.bench.drafts else _("Find matches"))
        self.find_press.setAccessibleName(self.find_press.text())
        allow(self.review, self.bench.against_review)
        if self.bench.ready:
            self._fill_one()
        self.head(_("Matching"), self.bench.said)

    def _fill_one(self) -> None:
        """Fill the button that comes next: what helps where no pair can be, finding where none is, else review."""
        none = not self.bench.drafts and self.bench.trial is None
        for one, kind in ((self.find_press, none and not self.nothing.helps), (self.review, not none)):
            wanted = "primary" if kind else "outlined"
            if one.property("kind") != wanted:
                restyle(one, kind=wanted)

    def find_again(self, by_hand: Decided | None = None) -> None:
        """Find the best matches as a job with stages and Stop, and keep them as drafts.

        What was decided `by_hand` is kept with them as one step; where it is stopped, nothing is.
        """
        if not self.bench.ready:
            self.board.say(reason_against(self.find_press))
            return
        if not self.bench.current:  # decided by hand just now: the roster is read first
            self._again = partial(self.find_again, by_hand)
            self.refresh()
            return
        request, stamp = self.bench.request(self.weights.weights), self.workspace.matching.stamp()
        if by_hand is not None:
            request = by_hand.decision.applied_to(request)
        seen = self.bench.seen

        def work(run: Running) -> Keeping:
            found = trying.try_out(request, told=deciding.staged(run), stopped=run.asked)
            return trying.keeping(request, found, stamp)

        self.board.work(_("Finding the best matches"), work, lambda found: deciding.adopt(self, found, seen, by_hand))

    def look_at(self, scenario: Scenario) -> None:
        """Show what a scenario would give, pair by pair, without keeping it."""
        self.weights.show_weights({**self.bench.weights, **scenario.weights})
        self.proposal.show_tab(0)
        self._try(scenario)

    def _try(self, scenario: Scenario | None = None) -> None:
        """Try a scenario, or the sliders' weights, off the GUI thread; the latest move wins."""
        if self.bench.ready:
            request = self.bench.request(None if scenario else self.weights.weights)
            self.questions.tried(request, scenario, self._on_tried)

    def _on_tried(self, found: Trial) -> None:
        self.bench.trial = found
        self.show_trial()
        self._show_curve(self.balance.points)

    def _on_keep(self) -> None:
        if self.bench.trial is not None:
            deciding.keep_shown(self, self.bench.trial)

    def _on_leave(self) -> None:
        self.bench.trial = None
        self.weights.show_weights(self.bench.weights)
        self.show_trial()
        self._show_curve(self.balance.points)

    def _on_row(self, mentee: str) -> None:
        pair, now = self.pair, self.bench.shown
        if pair is None or now is None or pair.mentee != mentee:
            return
        self._show_side(pair, now)
        self.why.show_pair(pair, reason=self.bench.against_hands)
        self.questions.why(now, pair.mentee, lambda found: self._on_why(pair, now, found))

    def _on_why(self, pair: PairLine, now: Trial, found: WhyPair) -> None:
        self.why.show_why(pair, found)
        self.questions.next_best(now, pair.mentee, lambda instead: self.why.show_next(pair, instead))

    def _on_waiting(self, mentee: str) -> None:
        now = self.bench.shown
        one = next((one for one in now.left_out if one.mentee == mentee), None) if now else None
        if now is not None and one is not None:
            self.questions.waits(now, one.mentee, partial(self.left_out.show_help, mentee))

    def _show_side(self, pair: PairLine, now: Trial) -> None:
        line = self.proposal.model.line_of(pair.mentee) or 0
        self.side_by_side.show_pair(pair, now.people(pair), at=line + 1, of=len(self.proposal.model.ids))

    @property
    def pair(self) -> PairLine | None:
        """The pair the keys are on."""
        shown = self.bench.shown
        return shown.pair_of(self.proposal.view.current) if shown else None

    def _on_key(self, key: str) -> None:
        pair = self.pair
        if pair is not None:
            hands.by_key(self, key, pair)

    def _on_tab(self, tab: int) -> None:
        """Ask for a report when it is looked at, once for what is shown."""
        self._size()
        now = self.bench.shown
        if now is None or tab in self._told:
            return
        self._told.add(tab)
        if tab == FAIRNESS:
            self.questions.report(now, self.shares.show_groups)
        elif tab == WANTED:
            self.questions.wanted(now, self.wanted.show_wanted)

    def turn_to(self, at: int) -> None:
        """On a narrow window turn to the weights (0), the proposal (1) or the reasons (2)."""
        self._columns.turn_to(at)

    def _show_curve(self, points: object) -> None:
        assert isinstance(points, tuple)
        shown = self.bench.shown
        self.balance.show_points(points, shown.figures if shown else None, self.weights.weights["across_ethnic"])

    def _on_balance(self, weights: dict[str, int]) -> None:
        self.weights.show_weights({**self.weights.weights, **weights})
        self._try()

    def open(self, target: str) -> None:
        if target == "find":
            self.find_again()
        elif target:
            self._wanted = target.split(",")[0]
            self._show_wanted()

    def _show_wanted(self) -> None:
        """Show the pair in which who is wanted stands, or why a young person has none, once the pairs are there."""
        shown, wanted = self.bench.shown, self._wanted
        if shown is None or not wanted:
            return
        self._wanted = ""
        self.proposal.show_tab(0)
        with_mentor = (one.mentee for one in shown.pairs if wanted == f"mentor:{one.mentor}")
        found = self.proposal.view.show_row(next(with_mentor, wanted)) or self.left_out.view.show_row(wanted)
        if not found and (mentor := wanted.removeprefix("mentor:")) != wanted:
            name = self.workspace.roster.mentor(MentorId(mentor)).name
            self.board.say(_("No pair with {name} is proposed now.").format(name=name))

    def focus_list(self) -> None:
        self.proposal.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()

    def _size(self) -> None:
        """Stand as the window allows; a low one shows a table that needs room without those left out under it."""
        self._columns.fit(self.window().width())
        low = self.window().height() < theme.current().px(LOW)
        self.nothing.stand(low=low)
        self.left_out.setVisible(not low or self.proposal.tab < SCENARIOS)
        short = self.window().width() < theme.current().px(CRAMPED)
        self.review.setText(_("Review") if short else _("Review and publish"))
        self.save.setVisible(self.window().width() >= TIGHT)  # the tab of scenarios has the same press
        self._turn_header()
        self._room.settle()
