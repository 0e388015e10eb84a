"""An answer in rows and columns told as a proposal: pairs and points, who waits and why, and the proof in numbers.

It decides nothing: `matching` has settled who meets whom.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version

import numpy as np

from desktop.assignment.solve import Settled
from desktop.assignment.table import Ints, Table
from desktop.i18n import _, ngettext
from desktop.models.people import Mentee, Modality
from desktop.models.proposals import MatchingProposal, MatchingRequest, Proof, ProposedPair, RunRecord, Unmatched
from desktop.models.record import MenteeId, MentorId, Record
from desktop.rules.compatibility import points
from desktop.rules.eligibility import bars_of_mentee, first_rule_between
from desktop.rules.meeting import way_of_meeting, ways
from desktop.rules.scoring import Lines
from desktop.rules.setting import Setting, siblings

_CELLS = 1 << 22  # scores looked at together
_ASKED = 40  # mentors, from all over the roster, looked at to name the rule that most often stands in the way
_SIBLINGS = "siblings"


def proposal_of(request: MatchingRequest, setting: Setting, settled: Settled, lines: Lines) -> MatchingProposal:
    """Return the proposal of an answer; `lines` makes rows of scores of the mentees in play."""
    chosen = [(setting.rows[i].id, setting.columns[j].id) for i, j in enumerate(settled.of.tolist()) if j >= 0]
    pinned = frozenset(setting.kept)
    pairs = tuple(_pair(setting, pair, pinned=pair in pinned) for pair in sorted([*chosen, *pinned]))
    matched = {pair.mentee for pair in pairs}
    left = [mentee for mentee in setting.mentees.values() if mentee.id not in matched]
    hopes = _hopes(setting, settled.of, lines)
    unmatched = tuple(_why_unmatched(mentee, setting, hopes) for mentee in left)
    objective = _objective(request, setting, pairs)
    proof = _proof(settled, [pair.score for pair in pairs if (pair.mentee, pair.mentor) not in pinned])
    run = RunRecord(
        roster_hash=roster_hash(request),
        weights=setting.weights,
        seed=setting.seed,
        versions=dict(_versions()),
        objective=objective,
        proof=proof.line,
    )
    return MatchingProposal(
        pairs=pairs,
        unmatched=unmatched,
        refused_pins=setting.refused,
        objective=objective,
        proof=proof,
        run=run,
    )


def roster_hash(request: MatchingRequest) -> str:
    """Return a hash of everything the answer depends on but weights and seed; the order of people is no matter."""
    digest = hashlib.sha256()
    groups: tuple[Iterable[Record], ...] = (request.mentees, request.mentors, request.consents, request.blocks)
    for group in (*groups, request.matches, (request.programme,)):
        for line in sorted(record.model_dump_json() for record in group):
            digest.update(line.encode())
        digest.update(b"\x00")
    rest = (request.today, request.meeting_area, sorted(request.pinned), sorted(request.forbidden))
    digest.update(repr((*rest, sorted(request.released), sorted(request.relaxed))).encode())
    return digest.hexdigest()


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    return tuple((name, version(name)) for name in ("pulp", "highspy", "numpy", "scipy"))


def _pair(setting: Setting, pair: tuple[MenteeId, MentorId], *, pinned: bool) -> ProposedPair:
    mentee, mentor = setting.mentees[pair[0]], setting.mentors[pair[1]]
    earned = points(mentee, mentor, setting.c, weights=setting.weights)
    unknown = ways(mentee, mentor, setting.c).km is None
    return ProposedPair(
        mentee=pair[0],
        mentor=pair[1],
        score=sum(earned.values()),
        criteria=earned,
        modality=way_of_meeting(mentee, mentor, setting.c) or Modality.FACE_TO_FACE,
        pinned=pinned,
        running=pair in setting.running,
        notes=(_("Distance not known."),) if unknown else (),
    )


def _why_unmatched(mentee: Mentee, setting: Setting, hopes: Mapping[MenteeId, str]) -> Unmatched:
    own = bars_of_mentee(mentee, setting.c)
    if own:
        return Unmatched(mentee=mentee.id, rule=own[0].rule, reason=own[0].reason, advice=own[0].advice)
    if mentee.id in hopes:
        rule, advice = hopes[mentee.id], _("One more mentor for this group would help.")
        return Unmatched(mentee=mentee.id, rule=rule, reason=_scarce(rule), advice=advice)
    asked = setting.columns[:: len(setting.columns) // _ASKED + 1]
    barred = Counter(first_rule_between(mentee, mentor, setting.c) or _SIBLINGS for mentor in asked)
    return Unmatched(
        mentee=mentee.id,
        rule=barred.most_common(1)[0][0] if barred else "no_mentor",
        reason=_("No mentor with room may meet them."),
        advice=_("See what stands in the way for each mentor."),
    )


def _scarce(rule: str) -> str:
    """Say what somebody lacks whom mentors in play may meet."""
    if rule == _SIBLINGS:
        return _(
            "The places left are with mentors of this young person’s brothers or sisters, who don’t share a mentor."
        )
    return _("The mentors who may meet this young person don’t have enough places for everyone.")


def _hopes(setting: Setting, of: Ints, lines: Lines) -> dict[MenteeId, str]:
    """Return the mentees left out whom some mentor in play may meet, and what keeps them waiting all the same.

    That is competition for too few places, or that each place they could have is with a brother's or sister's mentor.
    """
    no, rows = barred_score(setting, lines), np.flatnonzero(of < 0)
    left = np.bincount(of[of >= 0], minlength=len(setting.columns)) < setting.room
    held = {row: set(of[list(family)].tolist()) for family in siblings(setting) for row in family}
    step = max(1, _CELLS // max(1, len(setting.columns)))
    found: dict[MenteeId, str] = {}
    for start in range(0, len(rows), step):
        part = rows[start : start + step]
        may = lines(part) > no
        spare = set(np.flatnonzero((may & left).any(axis=1)).tolist())
        for at in np.flatnonzero(may.any(axis=1)).tolist():
            row = int(part[at])
            apart = at in spare and held.get(row, set()).issuperset(np.flatnonzero(may[at] & left).tolist())
            found[setting.rows[row].id] = _SIBLINGS if apart else "competition"
    return found


def barred_score(setting: Setting, lines: Lines) -> int:
    """Return what these scores hold where a pair is barred."""
    return Table(lines(()), setting.room).no


def _objective(request: MatchingRequest, setting: Setting, pairs: tuple[ProposedPair, ...]) -> dict[str, int]:
    scores = [pair.score for pair in pairs]
    earlier = {(m.mentee, m.mentor) for m in request.matches if m.open}
    return {
        "matched": len(pairs),
        "eligible": len(setting.rows) + len(setting.kept),
        "worst": min((pair.score for pair in pairs if not pair.pinned), default=0),
        "poor": sum(score < setting.c.policy.poor_score for score in scores),
        "total": sum(scores),
        "kept": sum((pair.mentee, pair.mentor) in earlier for pair in pairs),
    }


def _proof(settled: Settled, scores: list[int]) -> Proof:
    """Return the proof in numbers: what the chosen pairs count, from their own points, and what nothing can exceed."""
    certificate = settled.certificate
    good = sum(score >= certificate.poor_below for score in scores) if certificate.poor_below is not None else 0
    primal = sum(scores) + certificate.bonus * good
    prices = int(certificate.prices.rows.sum() + (certificate.prices.columns * certificate.room).sum())
    dual = primal + settled.gap if settled.gap else prices - settled.of_gates
    priced = len(certificate.playing) * (len(certificate.room) - int(certificate.bench.max(initial=-1) >= 0))
    if settled.gap:
        line = _("Best known answer: at most {gap} points below the best possible.").format(gap=settled.gap)
    elif not priced:
        line = _("Nothing was open to decide: no pair could be made or changed.")
    else:
        line = ngettext(
            "Proved best: {{primal}} = {{dual}}, the one pair priced.",
            "Proved best: {{primal}} = {{dual}}, all {n} pairs priced.",
            priced,
        ).format(primal=primal, dual=dual)
    proved = settled.gap == 0 and primal == dual
    return Proof(proved=proved, gap=settled.gap, primal=primal, dual=dual, priced_pairs=priced, line=line)
