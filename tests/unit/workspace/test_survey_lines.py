from datetime import date

from desktop.models.consent import ConsentChoices
from desktop.models.outcomes import Wave
from desktop.models.people import PersonState
from tests.builders import consent, mentee


def lines(desk, survey="programme"):
    return {one.given: one for one in desk.outcomes.people(survey, Wave.BEFORE)}


def test_who_agreed_to_surveys_is_asked(desk, put):
    nia, amir = mentee(legal_forename="Nia"), mentee(legal_forename="Amir")
    put(nia, amir, consent(nia), consent(amir, choices=ConsentChoices(take_part=True)))
    assert {name: one.asked for name, one in lines(desk).items()} == {"Nia": True, "Amir": False}


def test_a_withdrawn_form_asks_nobody(desk, put):
    nia = mentee(legal_forename="Nia")
    put(nia, consent(nia, withdrawn_on=date(2026, 10, 1)))
    assert not lines(desk)["Nia"].asked


def test_a_form_marked_not_valid_asks_nobody(desk, put):
    nia = mentee(legal_forename="Nia")
    put(nia, consent(nia, invalidated_on=date(2026, 10, 1)))
    assert not lines(desk)["Nia"].asked


def test_a_later_form_without_the_tick_is_the_one_that_counts(desk, put):
    nia = mentee(legal_forename="Nia")
    put(nia, consent(nia), consent(nia, issued_on=date(2026, 10, 1), choices=ConsentChoices(take_part=True)))
    assert not lines(desk)["Nia"].asked


def test_a_survey_of_another_age_is_not_asked(desk, put):
    nia = mentee(legal_forename="Nia", date_of_birth=date(2014, 1, 1))
    put(nia, consent(nia))
    assert not lines(desk, "ons4")["Nia"].asked


def test_those_still_to_be_asked_come_first(desk, put):
    done, to_do = mentee(legal_forename="Done"), mentee(legal_forename="Todo")
    put(done, to_do, consent(done), consent(to_do))
    desk.outcomes.enter(done.id, "programme", Wave.BEFORE, {"confidence": 3})
    assert [one.given for one in desk.outcomes.people("programme", Wave.BEFORE)] == ["Todo", "Done"]


def test_who_left_stays_where_they_answered(desk, put):
    gone, never = mentee(legal_forename="Gone"), mentee(legal_forename="Never", state="left")
    put(gone, never, consent(gone))
    desk.outcomes.enter(gone.id, "programme", Wave.BEFORE, {"confidence": 3})
    put(gone.model_copy(update={"state": PersonState.LEFT}))
    assert list(lines(desk)) == ["Gone"]


def test_answers_are_given_back_by_survey_and_wave(desk, put):
    nia = mentee()
    put(nia, consent(nia))
    desk.outcomes.enter(nia.id, "programme", Wave.BEFORE, {"confidence": 3})
    assert desk.outcomes.answers(nia.id, "programme", Wave.BEFORE) == {"confidence": 3}
    assert desk.outcomes.answers(nia.id, "programme", Wave.AFTER) == {}
