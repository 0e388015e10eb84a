"""The lights beside a name: may this mentee be matched, may this mentor meet a child? It knows no pair.

`clear_to_meet` is the one place that decides whether a mentor may be proposed, printed on a register or signed in.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from desktop.i18n import _, ngettext, noted, said_day
from desktop.models.consent import Consent, ConsentResponse
from desktop.models.people import GateKind, Mentee, Mentor, PersonState
from desktop.models.policy import Policy
from desktop.models.programme import Programme
from desktop.models.record import MentorId, Record
from desktop.models.sessions import Presence, Session, SessionState


class Light(StrEnum):
    """The four kinds of light; each is shown with its words, never by colour alone."""

    GOOD = "good"
    WAIT = "wait"
    STOP = "stop"
    NONE = "none"


class Readiness(Record):
    """A light, its short words, and every reason behind it in sentences."""

    kind: Light
    words: str
    reasons: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the light is green."""
        return self.kind is Light.GOOD


_STATES = {
    PersonState.ACTIVE: noted("active"),
    PersonState.PAUSED: noted("paused"),
    PersonState.BARRED: noted("barred"),
    PersonState.LEFT: noted("not taking part"),
}
_GATES = {
    GateKind.APPLICATION: noted("application"),
    GateKind.INTERVIEW: noted("interview"),
    GateKind.REFERENCES: noted("references"),
    GateKind.DBS: noted("DBS check"),
    GateKind.RISK_ASSESSMENT: noted("risk assessment"),
    GateKind.TRAINING: noted("training"),
    GateKind.APPROVAL: noted("second approval"),
}
_NOT_ACTIVE = {
    PersonState.PAUSED: noted("Paused"),
    PersonState.BARRED: noted("Barred"),
    PersonState.LEFT: noted("No longer takes part"),
}
_THEMSELVES = ("", "self", "myself", "themself", "young person")


def state_words(state: PersonState) -> str:
    """Return a person's state as it is read within a sentence."""
    return _(_STATES[state])


def current_consent(consents: Iterable[Consent], programme: Programme) -> Consent | None:
    """Return the form that counts among one mentee's: this academic year's latest, None where there is none."""
    ours = [form for form in consents if form.academic_year == programme.academic_year]
    return max(ours, key=lambda form: (form.issued_on, form.id), default=None)


def consent_light(mentee: Mentee, consents: Iterable[Consent], programme: Programme, *, today: date) -> Readiness:
    """Return where a mentee's permission to take part stands; `consents` are this mentee's own forms."""
    form = current_consent(consents, programme)
    if form is None:
        return _light(Light.NONE, _("No form yet"), _("No consent form this year yet."))
    if form.response is ConsentResponse.NOT_RETURNED:
        return _late(form, today)
    fault = _refusal(form, today)
    if fault:
        return _light(Light.STOP, _("No consent"), fault)
    fault = _flaw(form, programme, today=today) or _wrong_signature(form, mentee.age_on(today), programme.policy)
    if fault:
        return _light(Light.WAIT, _("Form not valid"), fault)
    return _light(Light.GOOD, _("Consent given"))


def mentor_light(mentor: Mentor, policy: Policy, *, today: date) -> Readiness:
    """Return whether a mentor is clear to meet a child today, with every reason against it."""
    if mentor.state is not PersonState.ACTIVE:
        why = _("The mentor is {state} at the moment.").format(state=state_words(mentor.state))
        return _light(Light.STOP, _(_NOT_ACTIVE[mentor.state]), why)
    steps = list(steps_left(mentor, policy, today=today))
    if short_training(mentor, policy):
        steps.append(_("enough hours of training"))
    fault = dbs_fault(mentor, policy, today=today)
    if fault and GateKind.DBS not in gates_left(mentor, policy, today=today):
        return _light(Light.STOP, _("Check not in date"), fault, *steps)
    if steps:
        kind = Light.WAIT if mentor.gates else Light.NONE
        return _light(kind, _("Not clear yet"), *steps)
    return _light(Light.GOOD, _("Clear to meet"))


def clear_to_meet(mentor: Mentor, policy: Policy, *, today: date) -> bool:
    """Return whether a mentor may be proposed, printed on a register and signed in on a day."""
    return mentor_light(mentor, policy, today=today).good


def gates_left(mentor: Mentor, policy: Policy, *, today: date) -> tuple[GateKind, ...]:
    """Return the required gates that nobody has dated (up to today) and initialled."""
    passed = {gate.kind for gate in mentor.gates if gate.passed_on <= today and gate.by.strip()}
    return tuple(kind for kind in policy.required_gates if kind not in passed)


def steps_left(mentor: Mentor, policy: Policy, *, today: date) -> tuple[str, ...]:
    """Return the names of the gates left, in words."""
    return tuple(_(_GATES[kind]) for kind in gates_left(mentor, policy, today=today))


def dbs_due(mentor: Mentor, policy: Policy) -> date | None:
    """Return the last day on which the check is in date by the school's policy, None where no date is recorded.

    A certificate has no legal expiry. A status check with the Update Service renews it; a due date set by hand wins.
    """
    check = mentor.dbs
    if check.next_due:
        return check.next_due
    dates = [check.issued_on, check.status_checked_on if check.update_service and check.issued_on else None]
    newest = max(filter(None, dates), default=None)
    return _years_later(newest, policy.dbs_years) if newest else None


def dbs_fault(mentor: Mentor, policy: Policy, *, today: date) -> str | None:
    """Return why the criminal-record check doesn't stand today, None where it does or the school asks for none."""
    if GateKind.DBS not in policy.required_gates:
        return None
    scheme = mentor.dbs.scheme or "DBS"
    issued, due = mentor.dbs.issued_on, dbs_due(mentor, policy)
    if issued is not None and issued > today:
        return _("The {scheme} check is dated in the future.").format(scheme=scheme)
    if due is None:
        return _("No date of the {scheme} check is recorded.").format(scheme=scheme)
    if due < today:
        return _("The {scheme} check was due for renewal on {day}.").format(scheme=scheme, day=said_day(due, today))
    return None


def frequency_light(mentor: MentorId, sessions: Iterable[Session], policy: Policy, *, today: date) -> Readiness:
    """Return the light for the busiest 30 days that end today or at a coming session: days with children, each once.

    More than 3 in any 30 is regulated activity by frequency (England and Wales, since 1 September 2026).
    """
    days = sorted(_days_of(mentor, sessions))
    ends = [today, *(day for day in days if day > today)]
    busiest = max(sum(end - timedelta(days=29) <= day <= end for day in days) for end in ends)
    words = ngettext("{n} day in 30", "{n} days in 30", busiest)
    if busiest < policy.days_in_30_limit:
        return _light(Light.GOOD, words)
    warning = _(
        "This nears or passes what counts as regulated activity. Ask the safeguarding lead to record the decision."
    )
    return _light(Light.WAIT, words, warning)


def _light(kind: Light, words: str, *reasons: str) -> Readiness:
    return Readiness(kind=kind, words=words, reasons=reasons)


def _late(form: Consent, today: date) -> Readiness:
    if form.return_by and form.return_by < today:
        reason = _("The consent form was due back on {day}.").format(day=said_day(form.return_by, today))
        return _light(Light.WAIT, _("Form is late"), reason)
    return _light(Light.WAIT, _("Form not back"), _("The consent form has not come back yet."))


def _refusal(form: Consent, today: date) -> str | None:
    if form.response is ConsentResponse.REFUSED:
        return _("Consent was refused.")
    if form.withdrawn_on and form.withdrawn_on <= today:
        return _("Consent was withdrawn.")
    return None if form.choices.take_part else _("“Take part” was not ticked on the form.")


def _flaw(form: Consent, programme: Programme, *, today: date) -> str | None:
    if form.invalidated_on and form.invalidated_on <= today:
        return _("The consent form was marked as not valid.")
    if form.form_version != programme.consent_form_version:
        return _("The consent form is of an older version.")
    if form.received_on is None or form.received_on > today:
        return _("No day is recorded on which the consent form came back.")
    return None if form.signed_by.strip() else _("The consent form is not signed.")


def _wrong_signature(form: Consent, age: int | None, policy: Policy) -> str | None:
    themself = form.relationship.strip().casefold() in _THEMSELVES
    if age is not None and age >= 18:
        return None if themself else _("At 18 the young person signs for themself.")
    if form.parental_responsibility:
        return None
    if themself and age is not None and age >= 16 and policy.sixteen_may_sign:
        return None
    return _("The consent form is not signed by someone with parental responsibility.")


def short_training(mentor: Mentor, policy: Policy) -> bool:
    """Return whether fewer hours of training are recorded than the school asks for; hours not recorded don't count."""
    hours = mentor.training_hours
    return GateKind.TRAINING in policy.required_gates and hours is not None and hours < policy.training_hours


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _days_of(mentor: MentorId, sessions: Iterable[Session]) -> set[date]:
    here = (Presence.PRESENT, Presence.LATE)
    return {
        session.day
        for session in sessions
        if session.state is not SessionState.CANCELLED
        for pair in session.pairs
        if pair.cover_mentor == mentor
        or (pair.mentor == mentor and (session.state is SessionState.PLANNED or pair.mentor_mark in here))
    }
