import pytest

from desktop.roster.contact_headings import contact_field, implied_relationship, is_contact_field
from desktop.roster.headings import Strength, library, words_of
from desktop.roster.reading import Kind


def field_of(heading, kind=Kind.MENTEES):
    match = library(kind).lookup(heading) or library(kind).nearly(heading)
    return match.field if match else None


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("PARENT_1_NAME", ("parent", "1", "name")),
        ("StudentEmail", ("student", "email")),
        ("D.O.B.", ("d", "o", "b")),
        ("Prénom", ("prenom",)),
        ("UPNNumber", ("upn", "number")),
        ("Child's name", ("childs", "name")),
    ],
)
def test_headings_come_apart_into_words(heading, words):
    assert words_of(heading) == words


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("UPN (13 characters)", "upn"),
        ("Student Last Name", "legal_surname"),
        ("CHILD_FIRST_NAME", "legal_forename"),
        ("Likes to be known as", "preferred_forename"),
        ("Surname, Forename", "surname_first_name"),
        ("DoB (dd/mm/yyyy)", "date_of_birth"),
        ("Date of Brith", "date_of_birth"),
        ("Forname", "legal_forename"),
        ("NC Year", "year"),
        ("Tutor Grp", "form"),
        ("PP/Non-PP", "pupil_premium"),
        ("Overall attendance %", "attendance"),
        ("Which sectors interest you?", "sectors"),
        ("Relationship to pupil", "contact1_relationship"),
        ("Parent/Carer Email", "contact1_email"),
        ("Mother's mobile", "mother_phone"),
        ("Second contact email", "contact2_email"),
        ("Parent 2 Full Name", "contact2_name"),
        ("Wednesday", "slot:wed"),
        ("Thu pm", "slot:thu-pm"),
        ("Friday afternoon", "slot:fri-pm"),
        ("Dyddiad Geni", "date_of_birth"),
        ("Admission No", ""),
        ("Tutor surname", ""),
        ("Zxqv", None),
        ("Q7", None),
        ("", None),
    ],
)
def test_a_heading_of_a_young_peoples_list_means_its_field(heading, field):
    assert field_of(heading) == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("What is your full name?", "name"),
        ("Volunteer", "name"),
        ("Which days can you do?", "days"),
        ("How many young people could you mentor?", "capacity"),
        ("DBS Cert No.", "dbs_number"),
        ("Date DBS seen", "dbs_seen_on"),
        ("Signed off by", "approved_by"),
        ("Emergency Contact Phone", ""),
        ("Parent Email", "email"),
        ("Why do you want to mentor?", ""),
    ],
)
def test_a_heading_of_a_volunteers_list_means_its_field(heading, field):
    assert field_of(heading, Kind.MENTORS) == field


def test_an_endless_heading_means_nothing():
    assert library(Kind.MENTEES).lookup("Forename " * 100) is None


def test_a_misspelling_is_weaker_than_a_phrase():
    assert library(Kind.MENTEES).nearly("Surnmae").strength is Strength.SPELLING < Strength.PHRASE


def test_figures_are_never_misspellings():
    assert library(Kind.MENTEES).nearly("Interest 9") is None


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("emergency", "contact", "name"), "emergency_name"),
        (("emergency",), None),
        (("parent",), "contact1_name"),
        (("parental", "responsibility"), "contact1_responsibility"),
        (("parent", "horoscope"), None),
        (("father", "first", "name"), "father_forename"),
        (("first", "parent", "email"), "contact1_email"),
        (("forename",), None),
        (("parent", "language"), "contact1_language"),
        (("mother", "preferred", "language"), "mother_language"),
        (("first", "language", "of", "parent"), "contact1_language"),
    ],
)
def test_a_contacts_heading_comes_apart(words, field):
    assert contact_field(words) == field


def test_a_role_may_say_the_relationship():
    assert implied_relationship("mother") == "Mother"
    assert implied_relationship("contact1") == ""


def test_contact_fields_are_told_from_others():
    assert is_contact_field("contact2_phone")
    assert not is_contact_field("legal_surname")


def test_labels_are_words_people_read():
    assert library(Kind.MENTEES).label("upn") == "UPN"
    assert library(Kind.MENTEES).label("contact1_email") == "Contact 1: e-mail"
    assert library(Kind.MENTEES).label("mother_phone") == "Mother: phone"
    assert library(Kind.MENTEES).label("mother_language") == "Mother: language"
    assert library(Kind.MENTEES).label("slot:thu-pm") == "Free: Thursday afternoon"
    assert library(Kind.MENTEES).label("shoe_size") == "shoe_size"


def test_only_fields_of_its_own_kind_are_known():
    assert library(Kind.MENTEES).knows("contact1_email")
    assert not library(Kind.MENTORS).knows("contact1_email")
    assert library(Kind.MENTORS).knows("slot:mon")
    assert not library(Kind.MENTEES).knows("shoe_size")


def test_contacts_cells_are_addresses_phones_or_words():
    known = library(Kind.MENTEES)
    assert [known.content(f"contact1_{part}") for part in ("email", "phone", "name")] == ["email", "phone", "words"]
