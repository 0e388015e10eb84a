"""Why this pair, who would be next, what another balance would give: computed from rules and proposals, never kept."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.models.consent import Consent
from desktop.models.matches import Block, Match, MatchRun, MatchState
from desktop.models.people import Mentee, Mentor
from desktop.models.record import MenteeId, MentorId, Record, new_id
from desktop.models.remembered import Remembered
from desktop.models.vocabulary import vocabulary
from desktop.rules.circumstances import Circumstances, Story, circumstances
from desktop.rules.compatibility import ACROSS, criteria, default_weights, reasons
from desktop.rules.eligibility import bars_of_mentor, bars_of_pair
from desktop.workspace.desk import Desk, Progress, Stopped

if TYPE_CHECKING:
    from desktop.matching import MatchingProposal, MatchingRequest

BALANCES = (0, 40, 80, 160, 320, 640)
_SCENARIO = "scenario:"


class WeightLine(Record):
    """One thing that can matter: the criteria it moves, its name, its weight as shipped."""

    codes: tuple[str, ...]
    name: str
    usual: int


class ReasonLine(Record):
    """What one criterion gives a pair: its name, the words, the points and the most it could give."""

    name: str
    words: str
    points: int
    most: int


class PairReasons(Record):
    """Why two people are proposed to each other, and who would be next best for the young person."""

    mentee: str
    mentor: str
    score: int
    lines: tuple[ReasonLine, ...]
    next_best: str


class Bar(Record):
    """Why a certain mentor can't be proposed, or what they would give instead."""

    mentor: str
    words: str
    barred: bool


class Balance(Record):
    """One answer on the trade-off: the weights, how many pairs cross a difference, the weakest pair's points."""

    key: str
    weights: dict[str, int]
    across: int
    worst: int
    matched: int


class Scenario(Record):
    """A balance somebody kept under a name to compare."""

    id: str
    name: str
    weights: dict[str, int]
    matched: int
    worst: int
    across: int
    total: int


@dataclass(frozen=True)
class Look:
    """A proposal with what is said beside it."""

    proposal: "MatchingProposal"
    across: int
    unmet: int
    changed: int


LookJob = Callable[[Progress | None, Stopped | None], Look]


def weight_lines() -> list[WeightLine]:
    """Return what the sliders move, in the order in which people read them; 'across difference' is one of them."""
    table = criteria()
    lines = [
        WeightLine(codes=(code,), name=_(one.name), usual=one.weight)
        for code, one in table.items()
        if code not in ACROSS
    ]
    across = WeightLine(codes=ACROSS, name=_("Across difference"), usual=table[ACROSS[0]].weight)
    return [*lines[:3], across, *lines[3:]]


def differs(mentee: Mentee, mentor: Mentor) -> bool:
    """Return whether a pair is known to cross a difference of ethnic or social background."""
    ours, theirs = mentee.background, mentor.background
    pairs = ((ours.ethnic, theirs.ethnic), (ours.social, theirs.social))
    return any(one is not None and other is not None and one != other for one, other in pairs)


def shared(mentee: Mentee, mentor: Mentor) -> str:
    """Return the career interests two people share in words, else a home language, else nothing."""
    sectors, languages = vocabulary("sectors"), vocabulary("languages")
    both = [sectors.label(code) for code in mentee.sectors if code in mentor.sectors]
    spoken = [languages.label(code) for code in mentee.languages if code in mentor.languages and code != "en"]
    return ", ".join(both or spoken)


class Reasons:
    """What the matching page asks beside the verbs of matching."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def last_weights(self) -> dict[str, int]:
        """Return the weights of the latest run that was kept, else the shipped ones."""
        newest = max(self._desk.store.all(MatchRun), key=lambda run: run.at, default=None)
        return {**default_weights(), **(newest.weights if newest else {})}

    def looker(self, request: "MatchingRequest") -> LookJob:
        """Return a job that proposes and says what came out beside the earlier drafts."""
        from desktop.matching import propose

        mentees = {one.id: one for one in request.mentees}
        mentors = {one.id: one for one in request.mentors}
        before = {(one.mentee, one.mentor) for one in request.matches if one.open}

        def job(progress: Progress | None, stopped: Stopped | None) -> Look:
            told = (lambda stage, share: progress(stage_words(stage), round(100 * share), 100)) if progress else None
            found = propose(request, progress=told, stopped=stopped)
            pairs = [(mentees[pair.mentee], mentors[pair.mentor]) for pair in found.pairs]
            now = {(pair.mentee, pair.mentor) for pair in found.pairs}
            return Look(
                proposal=found,
                across=sum(differs(one, other) for one, other in pairs),
                unmet=sum(one.needs.unmet for one, _mentor in pairs),
                changed=len(now - before) if before else 0,
            )

        return job

    def balancer(self, request: "MatchingRequest") -> Callable[[Progress | None, Stopped | None], list[Balance]]:
        """Return a job that tries several strengths of 'across difference', fewest crossing pairs first."""
        look = self.looker

        def job(progress: Progress | None, stopped: Stopped | None) -> list[Balance]:
            found: dict[tuple[int, int], Balance] = {}
            for at, strength in enumerate(BALANCES):
                if progress:
                    progress(_("Trying other balances"), at, len(BALANCES))
                weights = {**request.weights, **dict.fromkeys(ACROSS, strength)}
                one = look(request.model_copy(update={"weights": weights}))(None, stopped)
                objective = one.proposal.objective
                balance = Balance(
                    key=str(strength),
                    weights=weights,
                    across=one.across,
                    worst=objective["worst"],
                    matched=objective["matched"],
                )
                found.setdefault((one.across, objective["worst"]), balance)
            return sorted(found.values(), key=lambda one: (one.across, -one.worst))

        return job

    def in_common(self, pairs: Sequence[tuple[MenteeId, MentorId]]) -> dict[MenteeId, str]:
        """Return a few words on what each pair shares: career interests, else languages, else nothing."""
        mentees = {one.id: one for one in self._desk.store.page(Mentee, [one for one, _mentor in pairs])}
        mentors = {one.id: one for one in self._desk.store.page(Mentor, [one for _mentee, one in pairs])}
        return {one: shared(mentees[one], mentors[other]) for one, other in pairs}

    def why(self, mentee: MenteeId, mentor: MentorId, weights: Mapping[str, int]) -> PairReasons:
        """Return why two people go together, and the next best mentor who is free of bars."""
        young, grown = (
            self._desk.known(Mentee, mentee, _("young person")),
            self._desk.known(Mentor, mentor, _("mentor")),
        )
        c = self._circumstances()
        table, full = criteria(), {**default_weights(), **weights}
        lines = tuple(
            ReasonLine(
                name=_(table[one.code].name),
                words=one.words,
                points=one.points,
                most=table[one.code].points(full[one.code], table[one.code].most),
            )
            for one in reasons(young, grown, c, weights=full)
        )
        return PairReasons(
            mentee=f"{young.full_name}, {young.form}" if young.form else young.full_name,
            mentor=grown.name,
            score=sum(line.points for line in lines),
            lines=lines,
            next_best=self._next_best(young, grown, c, full),
        )

    def why_not(self, mentee: MenteeId, weights: Mapping[str, int], *, limit: int = 40) -> list[Bar]:
        """Return for each mentor what bars them from a young person, or the points they would give, best first."""
        young = self._desk.known(Mentee, mentee, _("young person"))
        c, full = self._circumstances(), {**default_weights(), **weights}
        found = []
        for mentor in self._desk.store.all(Mentor):
            bars = (*bars_of_mentor(mentor, c), *bars_of_pair(young, mentor, c))
            score = 0 if bars else sum(one.points for one in reasons(young, mentor, c, weights=full))
            words = bars[0].reason if bars else _("{n} points").format(n=score)
            found.append((bool(bars), -score, Bar(mentor=mentor.name, words=words, barred=bool(bars))))
        return [bar for _barred, _score, bar in sorted(found, key=lambda one: one[:2])[:limit]]

    def scenarios(self) -> list[Scenario]:
        """Return the balances kept to compare."""
        kept = [one for one in self._desk.store.all(Remembered) if one.id.startswith(_SCENARIO)]
        return [Scenario.model_validate(json.loads(one.value)) for one in kept]

    def keep_scenario(self, name: str, look: Look) -> Scenario:
        """Keep a balance under a name."""
        objective, run = look.proposal.objective, look.proposal.run
        made = Scenario(
            id=new_id(),
            name=name,
            weights=run.weights,
            matched=objective["matched"],
            worst=objective["worst"],
            across=look.across,
            total=objective["total"],
        )
        with self._desk.step(_("Save a scenario")) as step:
            step.put(Remembered(id=f"{_SCENARIO}{made.id}", value=made.model_dump_json()))
        return made

    def _circumstances(self) -> Circumstances:
        store = self._desk.store
        matches = tuple(one for one in store.all(Match) if one.state is not MatchState.VOID)
        story = Story(tuple(store.all(Consent)), tuple(store.all(Block)), matches)
        area = self._desk.school.postcode_area
        return circumstances(self._desk.programme, story, today=self._desk.today(), meeting_area=area)

    def _next_best(self, young: Mentee, grown: Mentor, c: Circumstances, weights: Mapping[str, int]) -> str:
        best, points = None, -1
        for mentor in self._desk.store.all(Mentor):
            if mentor.id == grown.id or bars_of_mentor(mentor, c) or bars_of_pair(young, mentor, c):
                continue
            score = sum(one.points for one in reasons(young, mentor, c, weights=weights))
            if score > points:
                best, points = mentor, score
        if best is None:
            return _("No other mentor may meet {name}.").format(name=young.known_as)
        return _("Next best for {name}: {mentor}, {n} points.").format(name=young.known_as, mentor=best.name, n=points)


def stage_words(stage: str) -> str:
    """Return what a stage of matching is called for people."""
    words = {
        "score": _("Comparing everybody with everybody"),
        "cover": _("Finding a place for as many as can be"),
        "floor": _("Making the weakest pair as good as it can be"),
        "seed": _("Pricing every pair"),
        "price": _("Pricing every pair"),
        "decide": _("Deciding among equals"),
        "explain": _("Writing down the reasons"),
    }
    return words.get(stage, _("Finding the best pairs"))
