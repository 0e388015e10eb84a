"""Every fact of a person in words: nothing is kept that nobody can read, and a change says what became of what."""

from datetime import date

import pytest

from desktop.models.people import Background, Contact, Dbs, Gate, GateKind, Gender, Needs, PersonState, Sex
from desktop.workspace.telling import contact_words, differences, groups, told
from tests.builders import mentee, mentor

TODAY = date(2026, 11, 10)

MOTHER = Contact(
    name="Mair Rees", relationship="Mother", phone="07700 900123", language="cy", parental_responsibility=True
)
CHANGES = {
    "mentee": {
        "legal_forename": "Non", "legal_surname": "Price", "preferred_forename": "Nonny", "upn": "K352406514001",
        "date_of_birth": date(2012, 3, 5), "year": 11, "form": "11A", "sex": Sex.FEMALE, "contacts": (MOTHER,),
        "needs": Needs(eal=True), "emergency_and_access": "Ramp", "sectors": ("law",), "languages": ("cy",),
        "needs_language": "ur", "availability": ("wed-pm",), "modality": "virtual", "same_gender": True,
        "background": Background(ethnic="asian"), "experiences": ("moved_country",), "postcode_area": "CF10",
        "siblings": "Rees-1", "pioneer": True, "waiting_since": date(2026, 9, 11), "state": PersonState.PAUSED,
        "form_language": "cy", "note": "Chess",
    },
    "mentor": {
        "name": "Rhys Jones", "badge_name": "Rhys J", "email": "r@x.example", "phone": "029", "employer": "City",
        "sectors": ("law",), "languages": ("cy",), "availability": ("wed-pm",), "modality": "virtual", "capacity": 2,
        "gender": Gender.MALE, "background": Background(social="professional"), "experiences": ("low_income",),
        "postcode_area": "M14", "travel_km": 12, "gates": (), "dbs": Dbs(scheme="PVG"), "training_status": "Booked",
        "training_hours": 3.0, "state": PersonState.PAUSED, "state_reason": "Ill", "pioneer": True, "note": "Chess",
    },
}  # fmt: skip


def changed(kind: str, field: str):
    one = mentee() if kind == "mentee" else mentor()
    return one, one.model_copy(update={field: CHANGES[kind][field]})


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind, fields in CHANGES.items() for field in fields])
def test_a_change_of_any_field_is_told_in_words(kind, field):
    before, after = changed(kind, field)
    found = differences(before, after, TODAY)
    assert found
    assert all(one.name and "_" not in one.sentence for one in found)


@pytest.mark.parametrize(("kind", "person"), [("mentee", mentee()), ("mentor", mentor())])
def test_no_field_of_a_record_is_left_out(kind, person):
    assert set(CHANGES[kind]) == set(type(person).model_fields) - {"id"}


def test_a_fact_that_changed_is_told_before_and_after():
    one = mentee()
    (found,) = differences(one, one.model_copy(update={"form": "11A"}), TODAY)
    assert found.sentence == "Form: 10B → 11A"


def test_a_fact_that_is_new_is_told_alone_and_one_taken_away_as_gone():
    one = mentee()
    with_number = one.model_copy(update={"upn": "K352406514001"})
    assert [found.sentence for found in differences(one, with_number, TODAY)] == ["UPN: K352406514001"]
    assert [found.sentence for found in differences(with_number, one, TODAY)] == ["UPN: K352406514001 → nothing"]


def test_a_long_text_is_told_in_short():
    one = mentee()
    (found,) = differences(one, one.model_copy(update={"note": "word " * 100}), TODAY)
    assert len(found.sentence) < 100
    assert found.sentence.endswith("…")


def test_nothing_changed_is_nothing_told():
    one = mentor()
    assert differences(one, one, TODAY) == []


def test_what_is_not_known_is_left_out_and_what_stands_at_the_head_too():
    names = [name for _title, facts in told(mentee(), TODAY) for name, _words in facts]
    assert {"UPN", "Surname", "Contacts"}.isdisjoint(names)


def test_needs_known_not_to_be_are_told_apart_from_those_not_known():
    facts = dict(told(mentee(needs=Needs(pupil_premium=True, eal=False)), TODAY))["Unmet need"]
    assert facts == [("Unmet need", "Pupil Premium"), ("Does not apply", "English as an additional language")]


def test_the_legal_name_is_told_where_another_is_used():
    assert ("Legal name", "Nia Rees") in dict(told(mentee(preferred_forename="Nini"), TODAY))["School"]


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (MOTHER, "Mair Rees, Mother, 07700 900123, speaks Welsh, has parental responsibility"),
        (Contact(name="Mo", parental_responsibility=False), "Mo, has no parental responsibility"),
        (Contact(name="", phone="029", emergency=True), "029, to call in an emergency"),
    ],
)
def test_a_contact_reads_as_a_line(contact, words):
    assert contact_words(contact) == words


def test_a_gate_is_told_with_its_day_initials_and_reference():
    gate = Gate(kind=GateKind.INTERVIEW, passed_on=date(2026, 9, 1), by="RH", detail="Room 4")
    assert dict(told(mentor(gates=(gate,)), TODAY))["Steps"] == [("Interview", "1 Sep, RH, Room 4")]


@pytest.mark.parametrize(("known", "said"), [(True, "Yes"), (False, "No"), (None, None)])
def test_the_update_service_is_told_where_it_is_known(known, said):
    facts = dict(dict(told(mentor(dbs=Dbs(update_service=known)), TODAY))["Check"])
    assert facts.get("Update Service") == said


def test_no_two_facts_of_a_kind_have_one_name():
    for kind in (type(mentee()), type(mentor())):
        names = [fact.name for group in groups(kind, TODAY) for fact in group.facts]
        assert len(names) == len(set(names))
