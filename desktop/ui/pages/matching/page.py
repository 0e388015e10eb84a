"""The matching page: move what matters, see what it gives, ask why, put a name to it. Nobody is told before that."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from desktop.i18n import _, ngettext
from desktop.models.matches import Match, MatchState
from desktop.models.record import MatchId, MenteeId
from desktop.ui import theme
from desktop.ui.build import box, button, col, row
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.forms import Field, Form, line, needed
from desktop.ui.page import NARROW, Page
from desktop.ui.pages.matching.pairs import PairRow, Pairs
from desktop.ui.pages.matching.review import review
from desktop.ui.pages.matching.unmatched import UnmatchedCard
from desktop.ui.pages.matching.weights import Weights
from desktop.ui.pages.matching.why import BalanceCard, WhyCard
from desktop.ui.switchboard import Switchboard
from desktop.workspace.reasons import Balance, Look, Scenario, weight_lines

if TYPE_CHECKING:
    from desktop.matching import MatchingProposal

WAIT_MS = 200


class MatchingPage(Page):
    """Weights left, pairs and who is left out in the middle, reasons and other balances right."""

    key = "matching"
    kinds = frozenset({"Mentee", "Mentor", "Consent", "Match", "Block", "Programme", "Session"})

    def __init__(self, board: Switchboard) -> None:
        super().__init__(board)
        self.look: Look | None = None
        self._kept = True
        self._pending = False
        self.scenario = button(_("Save as a scenario"), self._on_save_scenario)
        self.keep = button(_("Keep these pairs"), self._on_keep)
        self.review = button(_("Review and publish"), self._on_review, "primary", tip="Ctrl+Enter")
        self.act(self.scenario, self.keep, self.review)
        self.weights = Weights(weight_lines())
        self.weights.moved.connect(self._on_moved)
        self.pairs = Pairs()
        self.pairs.chosen.connect(self._on_pair)
        self.pairs.scenario_chosen.connect(self._on_scenario)
        self.left_out = UnmatchedCard(self.why_not, lambda: board.go("settings", "policy"))
        self.why = WhyCard(self._on_pin, self._on_swap, self._on_forbid, self._on_why_not)
        self.balance = BalanceCard()
        self.balance.picked.connect(self._on_balance)
        self._lay_out()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._find)
        self._add_keys()

    def _lay_out(self) -> None:
        px = theme.current().px
        middle = col(self.pairs, self.left_out, gap=12)
        middle.setStretch(0, 1)
        right = box(col(self.why, self.balance, gap=12))
        layout = right.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(1, 1)
        self._right = right
        self.weights.setFixedWidth(px(240))
        right.setFixedWidth(px(328))
        across = row(self.weights, middle, right, gap=12)
        across.setStretch(1, 1)
        self.fill(across)
        self.body.setStretch(0, 1)

    def _add_keys(self) -> None:
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_review)
        for key, act in (("P", self._on_pin), ("S", self._on_swap), ("X", self._on_forbid), ("W", self._on_why_not)):
            self.pairs.on_key(key, act)

    def refresh(self) -> None:
        if self.look is None:
            self.weights.show_weights(self.workspace.reasons.last_weights())
        self.pairs.show_scenarios(self.workspace.reasons.scenarios())
        self._find()

    def open(self, target: str) -> None:
        kind, _colon, identity = target.partition(":")
        if kind == "mentor" and self.look is not None:
            pair = next((one for one in self.look.proposal.pairs if one.mentor == identity), None)
            if pair is not None:
                self.pairs.show_mentee(pair.mentee)

    def focus_list(self) -> None:
        self.pairs.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_moved(self, _weights: Mapping[str, int]) -> None:
        self._wait.start()

    def _find(self) -> None:
        """Propose with the weights as they stand; a move while this runs is answered right after."""
        self._wait.stop()
        if self.board.tasks.busy:
            self._pending = True
            return
        request = self.board.attempt(lambda: self.workspace.matching.request(weights=self.weights.weights))
        if request is None:
            return
        job = self.workspace.reasons.looker(request)
        self.board.work(_("Finding the best pairs"), lambda running: job(running, running.asked), self._on_found)

    def _on_found(self, look: Look) -> None:
        self.look = look
        if self._pending:
            self._pending = False
            self._wait.start()
        drafts = {(one.mentee, one.mentor) for one in self.workspace.matching.open()}
        now = {(one.mentee, one.mentor) for one in look.proposal.pairs}
        self._kept = bool(now) and now == drafts
        self._show(look)
        if not self._pending and not self._wait.isActive():
            self._find_balances(look)

    def _find_balances(self, look: Look) -> None:
        if len(look.proposal.pairs) < 2 or len(look.proposal.pairs) > 300 or self.board.tasks.busy:
            self.balance.show_balances([], look)
            return
        request = self.workspace.matching.request(weights=look.proposal.run.weights)
        job = self.workspace.reasons.balancer(request)
        self.board.work(_("Trying other balances"), lambda running: job(running, running.asked), self._on_balances)

    def _on_balances(self, found: list[Balance]) -> None:
        if self.look is not None:
            self.balance.show_balances(found, self.look)
        if self._pending:
            self._pending = False
            self._find()

    def _show(self, look: Look) -> None:
        proposal = look.proposal
        self._describe(proposal)
        self.pairs.show_pairs(self._rows(proposal))
        names = {one.id: one for one in self.workspace.lists.mentee_lines([one.mentee for one in proposal.unmatched])}
        self.left_out.show_people([(names[one.mentee], one) for one in proposal.unmatched])
        objective = proposal.objective
        matched = objective["matched"]
        self.weights.show_result(
            [
                (_("Matched"), _("{n} of {all}").format(n=matched, all=objective["eligible"])),
                (_("Weakest pair"), _("{n} points").format(n=objective["worst"])),
                (_("With unmet need"), _("{n} of {all}").format(n=look.unmet, all=matched)),
                (_("Pairs changed"), str(look.changed)),
            ],
            _("Proved: no other choice matches more young people.") if proposal.proof.proved else proposal.proof.line,
        )

    def _describe(self, proposal: "MatchingProposal") -> None:
        running = sum(one.running for one in proposal.pairs)
        new = len(proposal.pairs) - running
        said = ngettext("{n} new pair proposed", "{n} new pairs proposed", new)
        state = _("A draft: nobody has been told.") if self._kept else _("A look only: keep the pairs to work on them.")
        self.head(_("Matching"), f"{said}. {state}" if new else _("Nobody is waiting who could be matched."))
        self.keep.setVisible(not self._kept and new > 0)
        self.review.setEnabled(new > 0)
        self.scenario.setEnabled(bool(proposal.pairs))

    def _rows(self, proposal: "MatchingProposal") -> list[PairRow]:
        lists = self.workspace.lists
        mentees = {one.id: one for one in lists.mentee_lines([one.mentee for one in proposal.pairs])}
        mentors = {one.id: one for one in lists.mentor_lines([one.mentor for one in proposal.pairs])}
        pinned = {(one.mentee, one.mentor) for one in self.workspace.matching.open() if one.pinned}
        best = max((one.score for one in proposal.pairs), default=1) or 1
        common = self.workspace.reasons.in_common([(one.mentee, one.mentor) for one in proposal.pairs])
        rows = [
            PairRow(
                mentee=mentees[one.mentee],
                mentor=mentors[one.mentor],
                score=one.score,
                share=one.score / best,
                common=common[one.mentee],
                pinned=(one.mentee, one.mentor) in pinned,
                running=one.running,
            )
            for one in proposal.pairs
        ]
        return sorted(rows, key=lambda one: (one.running, -one.score, one.mentee.family))

    def rows(self) -> list[PairRow]:
        """Return the pairs shown."""
        return self._rows(self.look.proposal) if self.look else []

    def publish(self, drafts: list[MatchId], by: str) -> None:
        """Review and publish drafts under a person's name."""
        self.workspace.matching.review(drafts)
        self.workspace.matching.publish(drafts, by=by)

    def _on_pair(self, pair: PairRow | None) -> None:
        if pair is None or self.look is None:
            self.why.show_nothing()
            return
        weights = self.look.proposal.run.weights
        found = self.board.attempt(lambda: self.workspace.reasons.why(pair.mentee.id, pair.mentor.id, weights))
        if found is not None:
            self.why.show_reasons(found, pinned=pair.pinned, running=pair.running)

    def _draft_of(self, pair: PairRow | None) -> Match | None:
        """Return the kept draft of a pair, keeping the pairs shown first where they are only a look."""
        if pair is None or pair.running:
            return None
        if not self._kept:
            self._on_keep()
        found = (one for one in self.workspace.matching.open() if one.mentee == pair.mentee.id)
        return next((one for one in found if one.state is not MatchState.PUBLISHED), None)

    def _on_keep(self) -> bool:
        if self.look is None:
            return False
        proposal = self.look.proposal
        said = ngettext("{n} pair kept as a draft", "{n} pairs kept as a draft", len(proposal.pairs))
        self._kept = True
        done = self.board.do(lambda: self.workspace.matching.adopt(proposal), said)
        self._kept = done
        return done

    def _on_pin(self) -> None:
        match = self._draft_of(self.pairs.current)
        if match is not None:
            said = _("Pair let go") if match.pinned else _("Pair pinned: matching keeps it")
            self.board.do(lambda: self.workspace.matching.pin(match.id, pinned=not match.pinned), said)

    def _on_swap(self) -> None:
        from desktop.ui.pages.matching.swap import ask_swap

        pair = self.pairs.current
        match = self._draft_of(pair)
        if match is not None and pair is not None:
            ask_swap(self, pair, match)

    def _on_forbid(self) -> None:
        pair = self.pairs.current
        if pair is None or self._draft_of(pair) is None:
            return
        said = _("{mentee} and {mentor} are kept apart").format(mentee=pair.mentee.given, mentor=pair.mentor.given)
        self.board.do(lambda: self.workspace.matching.forbid(pair.mentee.id, pair.mentor.id), said)

    def _on_why_not(self) -> None:
        if self.pairs.current is not None:
            self.why_not(self.pairs.current.mentee.id)

    def why_not(self, mentee: MenteeId) -> Dialog:
        """Show what every other mentor would give a young person, or what bars them."""
        from desktop.ui.pages.matching.swap import show_why_not

        weights = self.look.proposal.run.weights if self.look else {}
        (line_,) = self.workspace.lists.mentee_lines([mentee])
        return show_why_not(self, line_, self.workspace.reasons.why_not(mentee, weights))

    def _on_balance(self, weights: Mapping[str, int]) -> None:
        self.weights.show_weights(weights)
        self._find()

    def _on_scenario(self, scenario: Scenario) -> None:
        self._on_balance(scenario.weights)

    def _on_save_scenario(self) -> None:
        look = self.look
        if look is None:
            return
        form = Form([Field("name", _("Name"), line(), needed(_("Write a name, such as “More across difference”.")))])

        def keep(values: dict[str, str]) -> bool:
            name = values["name"]
            return self.board.do(
                lambda: self.workspace.reasons.keep_scenario(name, look), _("Scenario “{name}” saved").format(name=name)
            )

        ask_form(self, _("What is this balance called?"), form, _("Save"), keep)

    def _on_review(self) -> None:
        if self.look is None or not self.review.isEnabled():
            return
        if not self._kept and not self._on_keep():
            return
        review(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._right.setVisible(self.width() >= theme.current().px(NARROW - 208))
