"""What may be told of one pair and term, read from its papers; no name, date or id passes beyond this module."""

from collections.abc import Sequence
from datetime import date, timedelta

from desktop.models.consent import Consent, ConsentResponse
from desktop.models.matches import Match, MatchState
from desktop.models.outcomes import Outcome, Wave
from desktop.models.people import Background, Mentee, Mentor
from desktop.models.programme import Programme, Term
from desktop.models.record import Record
from desktop.models.sessions import Session, SessionState
from desktop.models.surveys import MEASURES, surveys
from desktop.models.wire import NOT_MEASURED, NOT_STATED

AGE_BANDS = (("11-13", 11, 13), ("14-15", 14, 15), ("16-17", 16, 17), ("18-25", 18, 25))
SESSION_BANDS = (("0", 0), ("1-3", 3), ("4-7", 7), ("8+", 10_000))


class PairPapers(Record):
    """All that the school keeps about one pair and that is read here; more of the same kind is ignored."""

    match: Match
    mentee: Mentee
    mentor: Mentor
    consents: tuple[Consent, ...] = ()
    sessions: tuple[Session, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


class PairFacts(Record):
    """The true facts of one pair and term, in the wire's words, with the secret that keys its blur.

    `secret` never leaves the file. `may_share` False keeps the pair out of every release.
    """

    may_share: bool
    secret: str
    age_band: str = NOT_STATED
    modality: str = NOT_STATED
    unmet_need: str = "no"
    across_difference: str = NOT_MEASURED
    sessions: str = "0"
    ending: str = "running"
    confidence: str = NOT_MEASURED
    personal_skills: str = NOT_MEASURED
    employability: str = NOT_MEASURED
    social_connections: str = NOT_MEASURED
    wellbeing: str = NOT_MEASURED


class Moment(Record):
    """By which day facts that move are told, and the name that keys their draws: the same day, the same draw."""

    until: date
    name: str


def told_by(term: Term, programme: Programme, *, today: date, settling_days: int) -> Moment:
    """Return when the moving facts of a term's release are told: by its end once it is over, else by an earlier one's.

    So each such fact is told once for each term that is over, whatever happens and is sent in between: who compares
    two releases of one term sees no session held, no pair ended and no answer given.
    """
    settled = [
        one for one in programme.terms if one.end <= term.end and today > one.end + timedelta(days=settling_days)
    ]
    last = max(settled, key=lambda one: one.end, default=None)
    if last is not None:
        return Moment(until=last.end, name=last.code)
    first = min((one.start for one in programme.terms), default=term.start)
    return Moment(until=first - timedelta(days=1), name=f"{programme.academic_year} begins")


def pair_facts(papers: PairPapers, *, term: Term, programme: Programme, until: date | None = None) -> PairFacts | None:
    """Return what is true of a pair in a term, None where the pair did not run in it.

    Sessions and change count from the pair's beginning to `until`, by default the term's end. A pair without a secret
    is never shared.
    """
    if not _ran_in(papers.match, term):
        return None
    day = until or term.end
    return PairFacts(
        may_share=bool(papers.match.secret) and may_share(papers.consents, papers.mentee, programme.academic_year),
        secret=papers.match.secret,
        age_band=_age_band(papers.mentee.age_on(term.start)),
        modality=papers.match.modality.value,
        unmet_need="yes" if papers.mentee.needs.unmet else "no",
        across_difference=_across(papers.mentee.background, papers.mentor.background),
        sessions=_session_band(papers, day),
        ending=_ending(papers.match, day),
        **{measure: _change(papers.outcomes, papers.mentee, measure, day) for measure in MEASURES},
    )


def may_share(consents: Sequence[Consent], mentee: Mentee, academic_year: str) -> bool:
    """Return whether this year's latest form allows to share anonymised results; any doubt is a no."""
    mine = [one for one in consents if one.mentee == mentee.id and one.academic_year == academic_year]
    if any(one.withdrawn_on for one in mine):
        return False
    valid = [one for one in mine if one.response is not ConsentResponse.NOT_RETURNED and not one.invalidated_on]
    latest = max(valid, key=lambda one: (one.received_on or date.min, one.issued_on), default=None)
    return latest is not None and _ticked(latest)


def _ticked(form: Consent) -> bool:
    given = form.response is ConsentResponse.GIVEN and form.received_on is not None
    return given and form.choices.share_anonymised and form.parental_responsibility is not False


def _ran_in(match: Match, term: Term) -> bool:
    if match.state not in (MatchState.PUBLISHED, MatchState.CLOSED):
        return False
    began = match.started_on is not None and match.started_on <= term.end
    return began and (match.ended_on is None or match.ended_on >= term.start)


def _age_band(age: int | None) -> str:
    return next((band for band, low, high in AGE_BANDS if age is not None and low <= age <= high), NOT_STATED)


def _across(mentee: Background, mentor: Background) -> str:
    known = [
        ours != theirs
        for ours, theirs in ((mentee.ethnic, mentor.ethnic), (mentee.social, mentor.social))
        if ours is not None and theirs is not None
    ]
    return NOT_MEASURED if not known else "yes" if any(known) else "no"


def _session_band(papers: PairPapers, until: date) -> str:
    met = sum(
        any(pair.match == papers.match.id and pair.met for pair in session.pairs)
        for session in papers.sessions
        if session.state is SessionState.HELD and session.day <= until
    )
    return next(band for band, most in SESSION_BANDS if met <= most)


def _ending(match: Match, until: date) -> str:
    if match.ended_on is None or match.ended_on > until:
        return "running"
    return "completed" if match.closure is not None and match.closure.kind == "planned" else "early"


def _change(outcomes: Sequence[Outcome], mentee: Mentee, measure: str, until: date) -> str:
    """Return which way the first answer to a measure's question moved up to the last one of that day."""
    item = _ITEMS[measure]
    answers = [
        (one.wave is not Wave.BEFORE, one.on, one.answers[item[1]])
        for one in outcomes
        if one.mentee == mentee.id and one.survey == item[0] and item[1] in one.answers and one.on <= until
    ]
    before = [answer for answer in answers if not answer[0]]
    later = [answer for answer in answers if answer[0]]
    if not before or not later:
        return NOT_MEASURED
    moved = max(later)[2] - min(before)[2]
    return "same" if moved == 0 else "higher" if moved > 0 else "lower"


_ITEMS = {
    item.measure: (survey.code, item.code) for survey in surveys().values() for item in survey.item if item.measure
}
