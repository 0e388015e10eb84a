"""The lights: consent, clearance, and days with children."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from desktop.models.consent import ConsentChoices, ConsentResponse
from desktop.models.people import Dbs, Gate, GateKind, Mentor, PersonState
from desktop.models.policy import Policy
from desktop.models.record import MatchId, MenteeId, MentorId, SessionId
from desktop.models.sessions import PairRecord, Presence, Session, SessionState
from desktop.rules.circumstances import Story, circumstances
from desktop.rules.eligibility import bars_of_mentor
from desktop.rules.readiness import (
    Light,
    clear_to_meet,
    consent_light,
    dbs_due,
    frequency_light,
    mentor_light,
)
from tests.unit.matching.school import TODAY, consent, mentee, mentor, programme

POLICY = Policy()
AGES = {14: date(2012, 1, 1), 16: date(2010, 1, 1), 18: date(2008, 1, 1)}


def light(age: int | None = 14, *, policy: dict[str, Any] | None = None, **facts: Any) -> Light:
    born = AGES[age] if age else None
    form = consent(**facts)
    return consent_light(mentee(date_of_birth=born), [form], programme(**policy or {}), today=TODAY).kind


def test_a_signed_form_of_this_year_is_good() -> None:
    assert light() is Light.GOOD


def test_no_form_is_no_light() -> None:
    assert consent_light(mentee(), [], programme(), today=TODAY).kind is Light.NONE


def test_last_years_form_does_not_count() -> None:
    assert light(academic_year="2025-26") is Light.NONE


def test_the_latest_form_counts() -> None:
    refused = consent(id="c9", issued_on=date(2026, 10, 1), response=ConsentResponse.REFUSED)
    assert consent_light(mentee(), [refused, consent()], programme(), today=TODAY).kind is Light.STOP


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"response": ConsentResponse.NOT_RETURNED}, Light.WAIT),
        ({"response": ConsentResponse.NOT_RETURNED, "return_by": date(2026, 9, 20)}, Light.WAIT),
        ({"response": ConsentResponse.REFUSED}, Light.STOP),
        ({"withdrawn_on": TODAY}, Light.STOP),
        ({"withdrawn_on": TODAY + timedelta(days=1)}, Light.GOOD),
        ({"choices": ConsentChoices()}, Light.STOP),
        ({"invalidated_on": TODAY}, Light.WAIT),
        ({"form_version": "2025.1"}, Light.WAIT),
        ({"received_on": None}, Light.WAIT),
        ({"received_on": TODAY + timedelta(days=1)}, Light.WAIT),
        ({"signed_by": " "}, Light.WAIT),
        ({"parental_responsibility": None}, Light.WAIT),
    ],
)
def test_other_forms_are_not_good(facts: dict[str, Any], kind: Light) -> None:
    assert light(**facts) is kind


@pytest.mark.parametrize(
    ("age", "policy", "relationship", "kind"),
    [
        (18, {}, "self", Light.GOOD),
        (18, {}, "parent", Light.WAIT),
        (16, {"sixteen_may_sign": True}, "self", Light.GOOD),
        (16, {}, "self", Light.WAIT),
        (14, {"sixteen_may_sign": True}, "self", Light.WAIT),
        (None, {"sixteen_may_sign": True}, "self", Light.WAIT),
    ],
)
def test_who_may_sign_depends_on_age_and_policy(
    age: int | None, policy: dict[str, Any], relationship: str, kind: Light
) -> None:
    assert light(age, policy=policy, relationship=relationship, parental_responsibility=False) is kind


def without(kind: GateKind) -> tuple[Gate, ...]:
    return tuple(gate for gate in mentor().gates if gate.kind is not kind)


CASES: list[tuple[Mentor, Light]] = [
    (mentor(), Light.GOOD),
    (mentor(state=PersonState.PAUSED), Light.STOP),
    (mentor(state=PersonState.BARRED), Light.STOP),
    (mentor(gates=()), Light.NONE),
    (mentor(gates=without(GateKind.TRAINING)), Light.WAIT),
    (mentor(gates=without(GateKind.DBS), dbs=Dbs()), Light.WAIT),
    (mentor(training_hours=1.5), Light.WAIT),
    (mentor(training_hours=2), Light.GOOD),
    (mentor(dbs=Dbs()), Light.STOP),
    (mentor(dbs=Dbs(issued_on=TODAY + timedelta(days=1))), Light.STOP),
    (mentor(dbs=Dbs(issued_on=date(2023, 11, 21))), Light.STOP),
    (mentor(dbs=Dbs(issued_on=date(2023, 11, 22))), Light.GOOD),
    (mentor(dbs=Dbs(issued_on=date(2020, 1, 1), next_due=TODAY)), Light.GOOD),
    (mentor(gates=tuple(gate.model_copy(update={"by": ""}) for gate in mentor().gates)), Light.WAIT),
]


@pytest.mark.parametrize(("person", "kind"), CASES)
def test_a_mentor_is_clear_only_with_every_gate(person: Mentor, kind: Light) -> None:
    assert mentor_light(person, POLICY, today=TODAY).kind is kind


@pytest.mark.parametrize("person", [case[0] for case in CASES])
def test_clear_to_meet_and_the_rules_say_the_same(person: Mentor) -> None:
    c = circumstances(programme(), Story(), today=TODAY)
    assert clear_to_meet(person, POLICY, today=TODAY) == (not bars_of_mentor(person, c))


def test_a_school_that_asks_for_no_check_needs_none() -> None:
    assert clear_to_meet(mentor(dbs=Dbs(), gates=()), Policy(required_gates=()), today=TODAY)


def test_a_status_check_of_the_update_service_renews() -> None:
    check = Dbs(issued_on=date(2020, 2, 29), update_service=True, status_checked_on=date(2024, 2, 29))
    assert dbs_due(mentor(dbs=check), POLICY) == date(2027, 2, 28)


def session(day: date, state: SessionState = SessionState.HELD, **facts: Any) -> Session:
    facts = {"mentor_mark": Presence.PRESENT, **facts}
    pair = PairRecord(match=MatchId("m"), mentee=MenteeId("e1"), mentor=MentorId("o1"), **facts)
    start = {"start": time(16), "finish": time(17)}
    return Session(id=SessionId(str(day)), number=1, day=day, state=state, pairs=(pair,), **start)


def test_days_are_counted_over_thirty_days() -> None:
    days = [session(TODAY - timedelta(days=back)) for back in (0, 0, 7, 29, 30)]
    assert frequency_light(MentorId("o1"), days, POLICY, today=TODAY).words == "3 days in 30"


def test_absence_and_cancelled_sessions_do_not_count() -> None:
    days = [session(TODAY, mentor_mark=Presence.ABSENT), session(TODAY, SessionState.CANCELLED)]
    assert frequency_light(MentorId("o1"), days, POLICY, today=TODAY).words == "0 days in 30"


def test_cover_counts_for_who_covers() -> None:
    covered = [session(TODAY, cover_mentor=MentorId("o2"))]
    assert frequency_light(MentorId("o2"), covered, POLICY, today=TODAY).words == "1 day in 30"


def test_coming_sessions_warn_before_the_third_day() -> None:
    coming = [session(TODAY + timedelta(days=7 * week), SessionState.PLANNED) for week in (1, 2, 3)]
    assert frequency_light(MentorId("o1"), coming, POLICY, today=TODAY).kind is Light.WAIT


def test_a_session_a_month_is_good() -> None:
    assert frequency_light(MentorId("o1"), [session(TODAY)], POLICY, today=TODAY).good
