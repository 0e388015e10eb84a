from datetime import date, timedelta

import pytest

from desktop.errors import Trouble
from desktop.models.consent import ConsentChoices, ConsentResponse
from desktop.models.matches import Closure, Match
from desktop.models.outcomes import Outcome, Wave
from desktop.models.people import Modality
from desktop.models.record import MatchId, MenteeId
from tests.builders import TODAY, consent, mentee


@pytest.fixture
def person(put):
    one = mentee()
    put(one, consent(one))
    return one


def test_answers_are_kept_with_their_day(desk, person):
    kept = desk.outcomes.enter(person.id, "programme", Wave.BEFORE, {"confidence": 2})
    assert (desk.outcomes.all(), kept.on, kept.match) == ([kept], TODAY, None)


def test_answers_belong_to_the_running_match(desk, running):
    match = running()
    assert desk.outcomes.enter(match.mentee, "programme", Wave.BEFORE, {"confidence": 2}).match == match.id


def test_entering_again_replaces_and_keeps_the_day_of_asking(desk, calendar, person):
    first = desk.outcomes.enter(person.id, "programme", Wave.BEFORE, {"confidence": 2})
    calendar.day += timedelta(days=3)
    desk.outcomes.enter(person.id, "programme", Wave.BEFORE, {"confidence": 3})
    (kept,) = desk.outcomes.all()
    assert (kept.id, kept.on, kept.answers) == (first.id, TODAY, {"confidence": 3})


def test_undo_of_entering_again_restores_the_first_answers(desk, person):
    first = desk.outcomes.enter(person.id, "programme", Wave.BEFORE, {"confidence": 2})
    desk.outcomes.enter(person.id, "programme", Wave.BEFORE, {"confidence": 3})
    desk.safekeeping.undo()
    assert desk.outcomes.all() == [first]


def test_answers_typed_under_the_wrong_name_are_removed_and_undo_brings_them_back(desk, person):
    kept = desk.outcomes.enter(person.id, "programme", Wave.BEFORE, {"confidence": 2})
    desk.outcomes.remove(person.id, "programme", Wave.BEFORE)
    assert desk.outcomes.all() == []
    desk.safekeeping.undo()
    assert desk.outcomes.all() == [kept]


def test_removing_what_nobody_answered_is_no_step(desk, person):
    step = desk.safekeeping.undo_step
    desk.outcomes.remove(person.id, "programme", Wave.BEFORE)
    assert desk.safekeeping.undo_step == step


@pytest.mark.parametrize(
    "form",
    [
        {"choices": ConsentChoices(take_part=True)},
        {"withdrawn_on": date(2026, 10, 1)},
        {"invalidated_on": date(2026, 10, 1)},
        {"signed_by": ""},
        {"academic_year": "2025-26"},
        {"response": ConsentResponse.REFUSED},
    ],
)
def test_without_a_valid_yes_to_surveys_no_answers_are_kept(desk, put, form):
    one = mentee()
    put(one, consent(one, **form))
    with pytest.raises(Trouble, match="no valid consent to surveys"):
        desk.outcomes.enter(one.id, "programme", Wave.BEFORE, {"confidence": 3})
    assert desk.outcomes.all() == []


def test_a_later_form_without_the_tick_takes_the_yes_back(desk, put, person):
    put(consent(person, issued_on=date(2026, 10, 1), choices=ConsentChoices(take_part=True)))
    with pytest.raises(Trouble, match="no valid consent to surveys"):
        desk.outcomes.enter(person.id, "programme", Wave.BEFORE, {"confidence": 3})


def test_answers_kept_before_the_yes_was_taken_back_can_be_put_right(desk, put, person):
    desk.outcomes.enter(person.id, "programme", Wave.BEFORE, {"confidence": 3})
    put(consent(person, issued_on=date(2026, 10, 1), choices=ConsentChoices(take_part=True)))
    assert desk.outcomes.enter(person.id, "programme", Wave.BEFORE, {"confidence": 2}).answers == {"confidence": 2}


def test_a_survey_of_another_age_takes_no_answers(desk, put):
    young = mentee(date_of_birth=date(2014, 1, 1))
    put(young, consent(young))
    with pytest.raises(Trouble, match="not meant for their age"):
        desk.outcomes.enter(young.id, "ons4", Wave.BEFORE, {"happy": 3})


def test_a_new_year_is_answered_anew_and_last_years_answers_stay(desk, calendar, put, person):
    last = desk.outcomes.enter(person.id, "programme", Wave.BEFORE, {"confidence": 2})
    calendar.day = date(2027, 9, 20)
    desk.new_year.begin(end_matches=False, move_up=False)
    put(consent(person, academic_year="2027-28", issued_on=date(2027, 9, 10), received_on=date(2027, 9, 15)))
    (line,) = desk.outcomes.people("programme", Wave.BEFORE)
    assert (line.asked, line.answered) == (True, False)
    this = desk.outcomes.enter(person.id, "programme", Wave.BEFORE, {"confidence": 4})
    assert desk.outcomes.all() == [last, this]
    assert desk.outcomes.answers(person.id, "programme", Wave.BEFORE) == {"confidence": 4}


@pytest.mark.parametrize("value", [0, 6])
def test_an_answer_off_the_scale_is_refused_with_the_scale(desk, person, value):
    with pytest.raises(Trouble, match="isn’t on the scale") as trouble:
        desk.outcomes.enter(person.id, "programme", Wave.BEFORE, {"confidence": value})
    assert trouble.value.advice == "Use a whole number from 1 to 5."


def test_a_question_of_another_survey_is_refused(desk, person):
    with pytest.raises(Trouble) as trouble:
        desk.outcomes.enter(person.id, "programme", Wave.BEFORE, {"shoe_size": 3})
    assert trouble.value.advice == "Answer the questions of this survey only."


def test_nobody_unknown_answers(desk):
    with pytest.raises(Trouble, match="no longer there"):
        desk.outcomes.enter(MenteeId("gone"), "programme", Wave.BEFORE, {"confidence": 3})


def change_of(desk, group):
    return next(
        (one for one in desk.outcomes.changes("programme") if (one.item, one.group) == ("confidence", group)), None
    )


def answered(count, state, modality):
    people = [mentee() for _n in range(count)]
    waves = [(Wave.BEFORE, 2), (Wave.AFTER, 4)]
    return [
        *people,
        *(
            Outcome(
                id=f"{one.id}{wave}", mentee=one.id, survey="programme", wave=wave, on=TODAY, answers={"confidence": n}
            )
            for one in people
            for wave, n in waves
        ),
        *(
            Match(id=MatchId(f"match-{one.id}"), mentee=one.id, mentor=mentor, state=state, modality=modality)
            for one, mentor in zip(people, MENTORS * count, strict=False)
        ),
    ]


MENTORS = ["mentor"]


@pytest.fixture
def ten(put):
    from tests.builders import mentor

    def keep(state, modality=Modality.HYBRID):
        put(mentor(id="mentor"))
        put(*answered(10, state, modality))

    return keep


@pytest.mark.parametrize("state", ["published", "closed"])
def test_change_is_shown_by_modality_of_running_and_closed_matches(desk, ten, state):
    ten(state)
    assert (change_of(desk, "hybrid").n, change_of(desk, "hybrid").change) == (10, 2)


def test_a_draft_or_void_match_says_nothing_of_how_a_pair_met(desk, ten):
    ten("draft")
    assert change_of(desk, "hybrid") is None


def test_change_is_shown_over_everybody(desk, ten):
    ten("closed")
    assert change_of(desk, "all").n == 10


def test_a_match_that_closed_still_counts_for_its_answers(desk, running):
    match = running()
    kept = desk.outcomes.enter(match.mentee, "programme", Wave.BEFORE, {"confidence": 2})
    desk.matching.close(match.id, Closure(kind="planned", reason="Year over"))
    assert desk.outcomes.enter(match.mentee, "programme", Wave.BEFORE, {"confidence": 1}).match == kept.match
