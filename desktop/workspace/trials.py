"""One answer of the engine as lines and figures a person reads; mathematics, counting and words are the rooms’ below.

Making one is a pure function that any thread may run; nothing is kept here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.models.matches import Match
from desktop.models.people import Mentee, Mentor, Modality, PersonState
from desktop.models.proposals import MatchingProposal, MatchingRequest, ProposedPair, RefusedPin
from desktop.models.record import MatchId, MenteeId, MentorId, Record
from desktop.models.scenarios import Outcome, Scenario
from desktop.models.vocabulary import vocabulary
from desktop.rules.fit import fit

if TYPE_CHECKING:
    from desktop.matching import Workings


class PairLine(Record):
    """One proposed pair. `match` is its draft where it is one; `changed` says that the draft has somebody else."""

    mentee: MenteeId
    mentor: MentorId
    match: MatchId | None = None
    given: str
    family: str
    form: str
    mentor_name: str
    score: int
    fit: int
    common: str
    modality: Modality
    poor: bool = False
    pinned: bool = False
    changed: bool = False

    @property
    def name(self) -> str:
        """The young person's full name."""
        return f"{self.given} {self.family}".strip()


class LeftOut(Record):
    """A young person without a mentor: the rule that bars them and what would help, about rules and times only.

    `broken` says why a draft or running pair of theirs can't be kept.
    """

    mentee: MenteeId
    name: str
    form: str
    rule: str
    reason: str
    advice: str
    broken: str = ""


@dataclass(frozen=True)
class Trial:
    """One answer in words, and the workings behind it that explanations read.

    `shown` are the pairs as they stand or are tried, `engine` what would be chosen now; `broken` are drafts that a rule
    no longer allows, with the reason; `replaced` are running pairs in whose place a draft stands.
    """

    weights: Mapping[str, int]
    pairs: tuple[PairLine, ...]
    left_out: tuple[LeftOut, ...]
    figures: Outcome
    proof: str
    shown: "Workings"
    engine: "Workings"
    broken: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    scenario: Scenario | None = None

    @property
    def proposal(self) -> MatchingProposal:
        """The engine's own value, which alone can be adopted."""
        return self.shown.proposal

    @property
    def weakest_pair(self) -> str:
        """The weakest new pair by name."""
        worst = self.figures.worst_pair
        line = self.pair_of(worst[0]) if worst else None
        return f"{line.given} – {line.mentor_name}" if line else ""

    def people(self, pair: PairLine) -> tuple[Mentee, Mentor]:
        """Return the two people of a pair."""
        return self.shown.setting.mentees[pair.mentee], self.shown.setting.mentors[pair.mentor]

    def pair_of(self, mentee: str) -> PairLine | None:
        """Return a young person's pair."""
        return next((one for one in self.pairs if one.mentee == mentee), None)


def told_of(request: MatchingRequest, shown: "Workings", engine: "Workings") -> Trial:
    """Return an answer in words; `shown` and `engine` as in a trial."""
    from desktop.whatif import drafts_of, outcome, replaced_released, standing

    setting, proposal, drafts = shown.setting, shown.proposal, drafts_of(request)
    going = set(replaced_released(request).released)
    new = [_line(shown, pair, drafts.get(pair.mentee)) for pair in proposal.pairs if not pair.running]
    return Trial(
        weights=setting.weights,
        pairs=tuple(sorted(new, key=lambda one: (-one.score, one.mentee))),
        left_out=tuple(_left_out(shown, engine)),
        figures=outcome(_("As it stands"), shown, standing(request), proved=proposal.proof.proved),
        proof=proposal.proof.line,
        shown=shown,
        engine=engine,
        broken=tuple(
            f"{setting.mentees[one.mentee].full_name}: {one.reasons[0]}"
            for one in proposal.refused_pins
            if one.mentee in setting.mentees and one.reasons
        ),
        replaced=tuple(_names(shown, one) for one in request.matches if one.id in going),
    )


def _names(w: "Workings", match: Match) -> str:
    young, grown = w.setting.mentees.get(match.mentee), w.setting.mentors.get(match.mentor)
    return f"{young.full_name if young else '–'} – {grown.name if grown else '–'}"


def _line(w: "Workings", pair: ProposedPair, draft: Match | None) -> PairLine:
    mentee, mentor = w.setting.mentees[pair.mentee], w.setting.mentors[pair.mentor]
    same = draft is not None and draft.mentor == pair.mentor
    return PairLine(
        mentee=pair.mentee,
        mentor=pair.mentor,
        match=draft.id if draft is not None and same else None,
        given=mentee.known_as,
        family=mentee.legal_surname,
        form=mentee.form or "",
        mentor_name=mentor.name,
        score=pair.score,
        fit=fit(pair.score, w.setting.weights),
        common=shared(mentee, mentor),
        modality=pair.modality,
        poor=pair.score < w.setting.c.policy.poor_score,
        pinned=pair.pinned,
        changed=not same,
    )


def _left_out(shown: "Workings", engine: "Workings") -> list[LeftOut]:
    """Return who has no mentor; a draft is only a draft, so that somebody may be free by now."""
    has = {pair.mentee for pair in shown.proposal.pairs}
    waits = {one.mentee: (one.rule, one.reason, one.advice) for one in engine.proposal.unmatched}
    lost = {one.mentee: one for one in shown.proposal.refused_pins}
    free = ("free_now", _("A mentor is free who could meet this young person."), _("Find matches again."))
    found = []
    for mentee in shown.setting.mentees.values():
        if mentee.id not in has and mentee.state is PersonState.ACTIVE:
            rule, reason, advice = waits.get(mentee.id, free)
            told = {"mentee": mentee.id, "name": mentee.full_name, "form": mentee.form or ""}
            why = {"rule": rule, "reason": reason, "advice": advice, "broken": _broken(lost.get(mentee.id))}
            found.append(LeftOut.model_validate(told | why))
    return sorted(found, key=lambda one: (_ORDER.get(one.rule, len(_ORDER)), not one.broken, one.name))


_ORDER = {"free_now": 0, "competition": 1, "siblings": 1, "no_mentor": 1}  # whom a mentor alone would help come first


def _broken(pin: RefusedPin | None) -> str:
    if pin is None:
        return ""
    said = _("Their pair can’t go on: {why}") if pin.running else _("Their draft no longer fits the rules: {why}")
    return said.format(why=next(iter(pin.reasons), ""))


def shared(mentee: Mentee, mentor: Mentor) -> str:
    """Return what two people have in common, in the words of the lists; empty where nothing is known."""
    named = vocabulary("sectors")
    both = [named.label(code) for code in mentee.sectors if code in mentor.sectors]
    tongues = [vocabulary("languages").label(code) for code in mentee.languages if code in mentor.languages]
    return ", ".join(both + [one for one in tongues if one != vocabulary("languages").label("en")])
