"""What the matching page asks off the GUI thread; the latest of a kind wins, long ones give way between their parts."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject

from desktop.models.explanations import Group, Instead, Wanted, WhyPair, WhyUnmatched
from desktop.models.proposals import MatchingRequest
from desktop.models.record import MenteeId
from desktop.models.scenarios import Outcome, Scenario, TradeOff
from desktop.ui.latest import Adopt, Latest, Work
from desktop.ui.switchboard import Switchboard
from desktop.ui.tasks import Running
from desktop.workspace import explaining, trying
from desktop.workspace.trials import Trial

T = TypeVar("T")


class Questions(QObject):
    """One line of questions a subject: pairs tried, one pair's reasons, who waits, the curve, scenarios, reports."""

    def __init__(self, board: Switchboard, parent: QObject) -> None:
        super().__init__(parent)
        self._trying, self._pairs, self._waiting = (Latest(board, self) for _line in range(3))
        self._curve, self._scenarios, self._reports = (Latest(board, self) for _line in range(3))

    @property
    def reading(self) -> bool:
        """Whether drafts or something tried are being read just now."""
        return self._trying.asking

    def get_ready(self, then: Callable[[], None]) -> None:
        """Load the mathematics, then go on."""
        self._trying.ask(lambda _run: trying.get_ready(), lambda _ready: then())

    def stands(self, request: MatchingRequest, then: Adopt[Trial]) -> None:
        """Ask for the drafts as they are kept."""
        self._trying.ask(lambda run: trying.as_it_stands(request, told=run, stopped=run.asked), then)

    def tried(self, request: MatchingRequest, scenario: Scenario | None, then: Adopt[Trial]) -> None:
        """Ask what other weights, or a scenario, would give."""

        def work(run: Running) -> Trial:
            if scenario is None:
                return trying.try_out(request, stopped=run.asked)
            return trying.try_scenario(request, scenario, stopped=run.asked)

        self._trying.ask(work, then)

    def why(self, trial: Trial, mentee: MenteeId, then: Adopt[WhyPair]) -> None:
        """Ask why somebody's pair was proposed."""
        self._pairs.ask(lambda _run: explaining.why(trial, mentee), then)

    def next_best(self, trial: Trial, mentee: MenteeId, then: Adopt[Instead | None]) -> None:
        """Ask what would be without a pair."""
        self._pairs.ask(lambda run: explaining.next_best(trial, mentee, stopped=run.asked), then)

    def about_pair(self, work: Work[T], then: Adopt[T]) -> None:
        """Ask something else about a pair."""
        self._pairs.ask(work, then)

    def waits(self, trial: Trial, mentee: MenteeId, then: Adopt[WhyUnmatched | None]) -> None:
        """Ask why somebody waits and what would match them."""
        self._waiting.ask(lambda run: explaining.helped(trial, [mentee], stopped=run.asked).get(mentee), then)

    def curve(self, request: MatchingRequest, then: Adopt[tuple[TradeOff, ...]]) -> None:
        """Ask for the seven balances, one at a time so that other questions come between."""
        parts: list[Work[TradeOff]] = [
            lambda run, weight=weight: trying.balance(request, weight, stopped=run.asked)  # type: ignore[misc]
            for weight in trying.balance_weights()
        ]
        self._one_by_one(self._curve, parts, lambda found: then(tuple(found)))

    def scenarios(
        self, request: MatchingRequest, kept: Sequence[Scenario], first: Trial, then: Adopt[Sequence[Outcome]]
    ) -> None:
        """Ask what each kept scenario would give, one at a time; each answer is told as it comes."""
        parts: list[Work[Outcome]] = [
            lambda run, one=one: trying.side_by_side(  # type: ignore[misc]
                request, [one], first=first, stopped=run.asked
            )[1]
            for one in kept
        ]
        self._one_by_one(self._scenarios, parts, then)

    def report(self, trial: Trial, then: Adopt[tuple[Group, ...]]) -> None:
        """Ask who gets what."""
        self._reports.ask(lambda _run: explaining.shares(trial), then)

    def wanted(self, trial: Trial, then: Adopt[Wanted]) -> None:
        """Ask which mentors to look for."""
        self._reports.ask(lambda run: explaining.wanted(trial, stopped=run.asked), then)

    def drop(self) -> None:
        """Let every answer still to come fall: what they were about has changed."""
        for one in (self._pairs, self._waiting, self._curve, self._scenarios, self._reports):
            one.drop()

    def _one_by_one(self, line: Latest, parts: Sequence[Work[T]], told: Adopt[list[T]]) -> None:
        found: list[T] = []

        def on(part: T) -> None:
            found.append(part)
            told(list(found))
            if len(found) < len(parts):
                line.ask(parts[len(found)], on)

        if parts:
            line.ask(parts[0], on)
