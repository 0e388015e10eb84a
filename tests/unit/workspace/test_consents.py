from datetime import date, timedelta

import pytest

from desktop.errors import Trouble
from desktop.models.consent import ConsentChoices, ConsentResponse, ConsentRoute
from desktop.models.people import PersonState
from desktop.models.record import MenteeId
from desktop.models.reference import new_reference
from desktop.rules.readiness import Light
from desktop.workspace.consents import ReturnedForm
from tests.builders import TODAY, consent, mentee, programme

YES = ReturnedForm(signed_by="Parent Rees", relationship="Mother", parental_responsibility=True)
NO = ReturnedForm(response=ConsentResponse.REFUSED, signed_by="Parent Rees")


@pytest.fixture
def person(put):
    one = mentee()
    put(one)
    return one


@pytest.fixture
def form(desk, person):
    (issued,) = desk.consents.issue([person])
    return issued


def wrong(reference: str) -> str:
    """The same reference with one character typed wrong."""
    return ("3" if reference[0] == "2" else "2") + reference[1:]


def test_a_form_goes_out_for_two_weeks(form):
    assert (form.response, form.return_by) == (ConsentResponse.NOT_RETURNED, TODAY + timedelta(days=14))


def test_the_day_to_be_back_can_be_chosen(desk, person):
    (form,) = desk.consents.issue([person], return_by=date(2026, 12, 1))
    assert form.return_by == date(2026, 12, 1)


def test_a_form_that_is_out_is_printed_again_not_doubled(desk, person, form):
    assert desk.consents.issue([person]) == [form]


def test_printing_again_leaves_nothing_to_undo_but_the_first_time(desk, person, form):
    before = desk.desk.store.revision
    desk.consents.issue([person])
    assert desk.desk.store.revision == before


def test_undo_of_issuing_takes_the_form_back(desk, person, form):
    desk.safekeeping.undo()
    assert desk.consents.of(person.id) is None


def test_no_two_forms_have_the_same_reference(desk, put):
    people = [mentee() for _n in range(20)]
    put(*people)
    assert len({form.reference for form in desk.consents.issue(people)}) == 20


def test_a_form_is_in_the_familys_language(desk, put):
    put(one := mentee(form_language="cy"))
    assert desk.consents.issue([one])[0].language == "cy"


def test_a_form_is_found_by_its_code_however_it_is_typed(desk, form):
    typed = f" {form.reference[:4].lower()}-{form.reference[4:].lower()} "
    assert desk.consents.find(typed) == form


def test_one_wrong_character_of_a_code_is_noticed(desk, form):
    with pytest.raises(Trouble, match="One character of this code is wrong"):
        desk.consents.find(wrong(form.reference))


def test_one_wrong_character_records_nothing(desk, person, form):
    with pytest.raises(Trouble):
        desk.consents.record(wrong(form.reference), YES)
    assert desk.consents.of(person.id) == form


def test_a_form_of_last_year_no_longer_counts(desk, put, person):
    put(consent(person, academic_year="2025-26", reference=(reference := new_reference())))
    with pytest.raises(Trouble, match="of 2025-26") as trouble:
        desk.consents.find(reference)
    assert "Print the form again" in trouble.value.advice


def test_a_yes_turns_the_light_green(desk, person, form):
    desk.consents.record(form.reference, YES)
    assert desk.consents.light(person).good


def test_a_form_says_who_recorded_it_when_and_how(desk, form):
    kept = desk.consents.record(form.reference, YES.model_copy(update={"route": ConsentRoute.PHONE}))
    assert (kept.recorded_by, kept.received_on, kept.route) == ("Carys Owen", TODAY, ConsentRoute.PHONE)


def test_a_form_signed_by_the_wrong_person_is_kept_but_never_green(desk, person, form):
    desk.consents.record(form.reference, YES.model_copy(update={"parental_responsibility": False}))
    assert desk.consents.light(person).kind is Light.WAIT


def test_a_child_cant_sign_alone(desk, person, form):
    desk.consents.record(form.reference, ReturnedForm(signed_by="Nia Rees", relationship="self"))
    assert "parental responsibility" in desk.consents.light(person).reasons[0]


def test_a_parent_cant_sign_for_an_adult(desk, put):
    put(adult := mentee(date_of_birth=date(2008, 1, 1)))
    (form,) = desk.consents.issue([adult])
    desk.consents.record(form.reference, YES)
    assert "signs for themself" in desk.consents.light(adult).reasons[0]


def test_an_unsigned_form_is_never_green(desk, person, form):
    desk.consents.record(form.reference, YES.model_copy(update={"signed_by": " "}))
    assert desk.consents.light(person).reasons == ("The consent form is not signed.",)


def test_a_no_keeps_no_choices(desk, form):
    assert desk.consents.record(form.reference, NO).choices == ConsentChoices()


def test_a_yes_without_taking_part_is_questioned(desk, form):
    with pytest.raises(Trouble, match="“take part” isn’t ticked"):
        desk.consents.record(form.reference, YES.model_copy(update={"choices": ConsentChoices(surveys=True)}))


def test_a_form_cant_have_come_back_tomorrow(desk, form):
    with pytest.raises(Trouble, match="lies ahead"):
        desk.consents.record(form.reference, YES.model_copy(update={"received_on": TODAY + timedelta(days=1)}))


def test_a_form_scanned_twice_says_so_and_stays(desk, person, form):
    kept = desk.consents.record(form.reference, YES)
    with pytest.raises(Trouble, match="marked returned on 22 November 2026: they agree"):
        desk.consents.record(form.reference, NO)
    assert desk.consents.of(person.id) == kept


def test_a_form_recorded_before_is_changed_where_that_is_said(desk, person, form):
    desk.consents.record(form.reference, YES)
    desk.consents.record(form.reference, NO, change=True)
    assert desk.consents.of(person.id).response is ConsentResponse.REFUSED


def test_a_code_tells_whose_form_it_is_and_that_nothing_came_back_yet(desk, person, form):
    found = desk.consents.look_up(f" {form.reference[:4].lower()} {form.reference[4:]}\r\n")
    assert (found.form, found.name, found.recorded) == (form, "Nia Rees", "")


def test_a_code_tells_that_the_family_refused(desk, form):
    desk.consents.record(form.reference, NO)
    assert "they refuse" in desk.consents.look_up(form.reference).recorded


def test_the_form_of_somebody_who_was_erased_is_nobody_s(desk, person, form):
    desk.safekeeping.erase(person)
    with pytest.raises(Trouble, match="No form of this school") as trouble:
        desk.consents.look_up(form.reference)
    assert "erased" in trouble.value.advice


def test_a_form_printed_again_keeps_its_code_and_takes_the_new_language_and_day(desk, person, form):
    (again,) = desk.consents.drawn_up([person], return_by=date(2026, 12, 24), language="pl")[1]
    assert (again.reference, again.language, again.return_by) == (form.reference, "pl", date(2026, 12, 24))


def test_a_form_that_came_back_stays_what_was_signed(desk, person, form):
    kept = desk.consents.record(form.reference, YES)
    assert desk.consents.drawn_up([person], language="pl") == ([kept], [])


def test_undo_of_recording_restores_the_form_exactly(desk, person, form):
    desk.consents.record(form.reference, YES)
    desk.safekeeping.undo()
    assert desk.consents.of(person.id) == form


def test_many_forms_are_one_step(desk, put):
    people = [mentee(), mentee()]
    put(*people)
    forms = desk.consents.issue(people)
    desk.consents.record_many((form.reference, YES) for form in forms)
    assert desk.safekeeping.undo_label == "Mark 2 consent forms returned"


def test_a_form_scanned_twice_counts_once(desk, form):
    assert desk.consents.record_many([(form.reference, NO), (form.reference, YES)]) == 1


def test_one_wrong_code_among_many_records_none(desk, person, form):
    with pytest.raises(Trouble):
        desk.consents.record_many([(form.reference, YES), (wrong(form.reference), YES)])
    assert desk.consents.of(person.id) == form


def test_withdrawn_consent_turns_the_light_red(desk, person, form):
    desk.consents.record(form.reference, YES)
    desk.consents.withdraw(person.id)
    assert desk.consents.light(person).kind is Light.STOP


def test_undo_of_withdrawing_turns_it_green_again(desk, person, form):
    desk.consents.record(form.reference, YES)
    desk.consents.withdraw(person.id)
    desk.safekeeping.undo()
    assert desk.consents.light(person).good


def test_a_family_may_change_its_mind_after_withdrawing(desk, person, form):
    desk.consents.record(form.reference, YES)
    desk.consents.withdraw(person.id)
    desk.consents.record(form.reference, YES, change=True)
    assert desk.consents.light(person).good


def test_an_old_paper_scanned_again_does_not_undo_a_withdrawal(desk, person, form):
    desk.consents.record(form.reference, YES)
    desk.consents.withdraw(person.id)
    with pytest.raises(Trouble, match="was withdrawn"):
        desk.consents.record(form.reference, YES)
    assert desk.consents.light(person).kind is Light.STOP
    assert "withdrawn" in desk.consents.look_up(form.reference).recorded


def test_the_form_of_somebody_who_left_is_said_to_be_theirs_and_recorded(desk, put, person, form):
    put(person.model_copy(update={"state": PersonState.LEFT}))
    assert "no longer take part" in desk.consents.look_up(form.reference).note
    assert desk.consents.record(form.reference, YES).response is ConsentResponse.GIVEN


def test_consent_is_withdrawn_only_once(desk, person, form):
    desk.consents.record(form.reference, YES)
    desk.consents.withdraw(person.id)
    with pytest.raises(Trouble, match="no consent to withdraw"):
        desk.consents.withdraw(person.id)


@pytest.mark.parametrize("answer", [None, NO])
def test_only_a_yes_can_be_withdrawn(desk, person, form, answer):
    if answer:
        desk.consents.record(form.reference, answer)
    with pytest.raises(Trouble, match="no consent to withdraw"):
        desk.consents.withdraw(person.id)


def test_nothing_is_withdrawn_for_somebody_without_a_form(desk):
    with pytest.raises(Trouble, match="no consent to withdraw"):
        desk.consents.withdraw(MenteeId("nobody"))


def test_those_without_an_answer_are_not_back(desk, put, person, form):
    put(never := mentee(), answered := mentee(), consent(answered))
    assert desk.consents.not_back([never, person, answered]) == [never, person]


def test_a_new_version_of_the_form_has_to_be_signed_anew(desk, put, person):
    put(consent(person))
    desk.settings.change_programme(programme(consent_form_version="2026.2"))
    assert desk.consents.not_back([person]) == [person]


def test_what_stands_on_a_form_is_judged_before_it_is_kept(desk, person, form):
    aunt = YES.model_copy(update={"relationship": "aunt", "parental_responsibility": False})
    assert (desk.consents.judged(form.reference, YES).good, desk.consents.judged(form.reference, aunt).good) == (
        True,
        False,
    )
    assert desk.consents.of(person.id) == form


def test_a_form_can_have_come_back_on_an_earlier_day(desk, person, calendar):
    (form,) = desk.consents.issue([person], issued_on=TODAY - timedelta(days=5))
    kept = desk.consents.record(form.reference, YES.model_copy(update={"received_on": TODAY - timedelta(days=2)}))
    assert kept.received_on == TODAY - timedelta(days=2)


def test_a_form_cant_have_come_back_before_it_went_out(desk, form):
    with pytest.raises(Trouble, match="went out on 22 November 2026; it can’t have come back before"):
        desk.consents.record(form.reference, YES.model_copy(update={"received_on": TODAY - timedelta(days=1)}))


def test_a_form_that_went_out_earlier_is_asked_back_in_two_weeks_from_now(desk, person):
    (form,) = desk.consents.issue([person], issued_on=TODAY - timedelta(days=30))
    assert (form.issued_on, form.return_by) == (TODAY - timedelta(days=30), TODAY + timedelta(days=14))


def test_the_day_at_the_desk_is_known(desk):
    assert desk.consents.today == TODAY
