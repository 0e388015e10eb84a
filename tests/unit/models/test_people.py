from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pydantic import ValidationError

from desktop.i18n import choose_language
from desktop.models.matches import Match, MatchState
from desktop.models.people import IMPORTED, Contact, Gate, GateKind, Needs, Sen
from desktop.models.programme import Staff
from desktop.models.record import StaffId, new_id
from desktop.models.sessions import PairRecord, Presence, VirtualChecks
from desktop.models.sharing import Enrolment
from desktop.models.wire import Held
from tests.builders import TODAY, mentee, mentor, school


def test_a_record_is_never_changed_in_place():
    with pytest.raises(ValidationError):
        mentee().legal_forename = "Other"


def test_a_record_takes_no_field_it_doesnt_know():
    with pytest.raises(ValidationError):
        mentee(religion="x")


def test_what_was_refused_is_not_repeated_in_the_error():
    with pytest.raises(ValidationError) as trouble:
        mentee(legal_forename="Amira" * 100)
    assert "Amira" not in str(trouble.value)


def test_ids_say_nothing_and_are_never_the_same():
    ids = {new_id() for _n in range(100)}
    assert (len(ids), {len(one) for one in ids}) == (100, {24})


def test_a_preferred_name_goes_before_the_legal_one():
    assert mentee(preferred_forename="Nini").known_as == "Nini"


def test_without_a_preferred_name_the_legal_one_is_used():
    assert mentee().known_as == "Nia"


def test_a_name_without_a_surname_has_no_space_at_its_end():
    assert mentee(legal_surname="").full_name == "Nia"


@pytest.mark.parametrize(
    ("chosen", "contacts", "language"),
    [
        ("", (), "en"),
        ("", (Contact(name="Gran", language="pl"),), "pl"),
        (
            "",
            (Contact(name="Gran", language="pl"), Contact(name="Mum", language="ur", parental_responsibility=True)),
            "ur",
        ),
        ("cy", (Contact(name="Mum", language="ur"),), "cy"),
    ],
)
def test_papers_are_in_the_language_chosen_else_in_what_a_contact_speaks(chosen, contacts, language):
    assert mentee(form_language=chosen, contacts=contacts).papers_language == language


@pytest.mark.parametrize(("day", "age"), [(date(2026, 3, 3), 13), (date(2026, 3, 4), 14), (date(2026, 3, 5), 14)])
def test_age_turns_on_the_birthday(day, age):
    assert mentee().age_on(day) == age


def test_a_leap_day_birthday_turns_on_the_first_of_march():
    born = mentee(date_of_birth=date(2012, 2, 29))
    assert [born.age_on(date(2027, 2, 28)), born.age_on(date(2027, 3, 1))] == [14, 15]


def test_without_a_date_of_birth_there_is_no_age():
    assert mentee(date_of_birth=None).age_on(TODAY) is None


@settings(max_examples=50)
@given(born=some.dates(date(2000, 1, 1), date(2015, 12, 31)), days=some.integers(0, 9000))
def test_age_never_goes_down(born, days):
    person = mentee(date_of_birth=born)
    later = date.fromordinal(born.toordinal() + days)
    assert person.age_on(later) <= person.age_on(date.fromordinal(later.toordinal() + 1))


def test_needs_are_named_in_the_order_of_the_fields():
    assert Needs(eal=True, sen=Sen.PLAN, pupil_premium=True).named == ("pupil_premium", "sen", "eal")


@pytest.mark.parametrize("needs", [Needs(), Needs(sen=Sen.NONE), Needs(eal=False)])
def test_not_known_and_no_are_no_need(needs):
    assert not needs.unmet


def test_any_need_is_unmet_need():
    assert Needs(young_carer=True).unmet


def test_a_badge_shows_the_first_name():
    assert mentor(name="Rhys ap Evans").known_as == "Rhys"


def test_a_badge_shows_what_the_mentor_chose():
    assert mentor(badge_name="Mr Evans").known_as == "Mr Evans"


def test_the_latest_passing_of_a_gate_counts():
    first, last = (Gate(kind=GateKind.TRAINING, passed_on=date(year, 9, 1), by="AB") for year in (2025, 2026))
    assert mentor(gates=(last, first)).gate(GateKind.TRAINING) == last


@pytest.mark.parametrize(("by", "shown"), [("AB", "AB"), (IMPORTED, "o restr")])
def test_a_gate_says_who_saw_to_it_in_the_chosen_language(by, shown):
    choose_language("cy")
    assert Gate(kind=GateKind.TRAINING, passed_on=date(2026, 9, 1), by=by).seen_by == shown
    choose_language("en")


def test_a_gate_never_passed_is_none():
    assert mentor(gates=()).gate(GateKind.DBS) is None


@pytest.mark.parametrize("capacity", [-1, 21])
def test_a_mentor_takes_on_none_to_twenty(capacity):
    with pytest.raises(ValidationError):
        mentor(capacity=capacity)


def test_a_schools_people_are_found_by_role():
    assert (school().dsl.name, [one.name for one in school().facilitators]) == ("Carys Owen", ["Tom Price"])


def test_a_school_may_have_no_safeguarding_lead_yet():
    assert school(staff=(Staff(id=StaffId("one"), name="Tom Price"),)).dsl is None


@pytest.mark.parametrize(
    ("state", "is_open"),
    [("draft", True), ("reviewed", True), ("published", True), ("closed", False), ("void", False)],
)
def test_a_match_is_open_until_it_is_closed_or_void(state, is_open):
    assert Match(id="one", mentee="two", mentor="three", state=MatchState(state)).open is is_open


@pytest.mark.parametrize(
    ("mentee_mark", "mentor_mark", "cover", "met"),
    [
        (Presence.PRESENT, Presence.LATE, None, True),
        (Presence.PRESENT, Presence.ABSENT, "other", True),
        (Presence.PRESENT, Presence.ABSENT, None, False),
        (Presence.ABSENT, Presence.PRESENT, "other", False),
        (Presence.UNMARKED, Presence.UNMARKED, None, False),
    ],
)
def test_a_pair_met_if_the_mentee_was_there_with_a_mentor(mentee_mark, mentor_mark, cover, met):
    record = PairRecord(
        match="m", mentee="a", mentor="b", mentee_mark=mentee_mark, mentor_mark=mentor_mark, cover_mentor=cover
    )
    assert record.met is met


def test_all_three_virtual_ticks_are_needed():
    ticks = {"approved_platform": True, "staff_present": True}
    assert [VirtualChecks(**ticks).complete, VirtualChecks(**ticks, observable=True).complete] == [False, True]


def test_what_head_office_held_is_found_by_term():
    held = Held(term="2026-27-1", revision=2, digest="0" * 64)
    enrolment = Enrolment(
        office_url="https://office.example",
        site="site",
        epoch=1,
        private_key="",
        office_public_key="",
        enrolled_at="2026-11-22T09:00:00Z",
        seen=(held,),
    )
    assert (enrolment.held("2026-27-1"), enrolment.held("2026-27-2")) == (held, None)
