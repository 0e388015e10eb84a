from datetime import date

import pytest

from desktop.models.people import Sen, Sex
from desktop.roster import read_roster
from tests.unit.roster.making import UPNS, codes, one, read

NAMED = ("Forename", "Surname")


def with_cell(heading, cell, *more):
    return one([*NAMED, heading], ["Ann", "Lee", cell], *more)


def faults_of(heading, cell):
    return codes(read([*NAMED, heading], ["Ann", "Lee", cell]))


@pytest.mark.parametrize(
    ("heading", "cell", "field", "value"),
    [
        ("FSM", "Y", "free_school_meals", True),
        ("Pupil Premium", "Ever 6", "pupil_premium", True),
        ("EAL", "EAL", "eal", True),
        ("EAL", "Not EAL", "eal", False),
        ("EAL", "English", "eal", False),
        ("PP", "Non-PP", "pupil_premium", False),
        ("LAC", "LAC - Section 20", "looked_after", True),
        ("SEN", "K", "sen", Sen.SUPPORT),
        ("Sex", "girl", "sex", Sex.FEMALE),
        ("Attendance %", "89.9%", "low_attendance", True),
        ("Attendance %", "0.9", "low_attendance", False),
        ("First in Family", "Yes", "first_in_family", True),
        ("Postcode", "CF10 1AA", "postcode_area", "CF10"),
        ("Ethnicity", "White - British", "ethnic", "white"),
        ("Ethnicity", "Asian or Asian British - Pakistani", "ethnic", "asian"),
        ("Ethnicity", "APKN", "ethnic", "asian"),
        ("Languages", "Cymraeg; Polish", "languages", ("cy", "pl")),
        ("Language Needed", "Polish", "needs_language", "pl"),
        ("Interests", "IT, Law", "sectors", ("software", "law")),
        ("Availability", "Wed pm", "availability", ("wed-pm",)),
        ("Wednesday", "x", "availability", ("wed-am", "wed-pm", "wed-eve")),
        ("Wednesday", "pm", "availability", ("wed-pm",)),
        ("Wed pm", "Yes", "availability", ("wed-pm",)),
        ("Sibling Group", "F1", "siblings", "F1"),
        ("Pioneer", "Yes", "pioneer", True),
        ("Language for Letters", "Urdu", "form_language", "ur"),
        ("Access Needs", "Step-free room", "emergency_and_access", "Step-free room"),
        ("Same gender mentor?", "Yes", "same_gender", True),
        ("Same gender mentor?", "Same please", "same_gender", True),
        ("Mentor gender preference", "No preference", "same_gender", False),
    ],
)
def test_a_column_fills_its_field(heading, cell, field, value):
    assert getattr(with_cell(heading, cell), field) == value


def test_only_the_outward_half_of_a_postcode_is_read():
    assert "1AA" not in repr(with_cell("Postcode", "CF10 1AA"))


def test_a_wish_for_ones_own_gender_is_the_same_gender():
    row = one([*NAMED, "Sex", "Mentor gender"], ["Ann", "Lee", "F", "Female"])
    assert row.same_gender is True


def test_a_wish_for_the_other_gender_is_left_to_a_person():
    reading = read([*NAMED, "Sex", "Mentor gender"], ["Ann", "Lee", "F", "Male"])
    assert (reading.people[0].same_gender, codes(reading)) == (None, ["same_gender"])


def test_an_untick_under_a_day_gives_no_time():
    assert with_cell("Wed pm", "No").availability == ()


def test_a_day_with_an_unknown_time_is_marked():
    assert faults_of("Wed pm", "perhaps") == ["unread"]


def test_an_unknown_ethnic_group_is_left_out_with_a_warning():
    assert faults_of("Ethnicity", "Martian") == ["unread"]


def test_a_need_for_no_language_is_none():
    assert with_cell("Language Needed", ";").needs_language is None


def test_an_empty_cell_among_ticks_is_a_presumed_no():
    reading = read([*NAMED, "PP"], ["Ann", "Lee", "x"], ["Bo", "Li", ""])
    assert reading.people[1].pupil_premium is False
    assert reading.people[1].presumed == {"pupil_premium"}


def test_an_empty_cell_among_yes_and_no_is_not_known():
    reading = read([*NAMED, "PP"], ["Ann", "Lee", "Y"], ["Bo", "Li", ""], ["Cy", "Lu", "N"])
    assert reading.people[1].pupil_premium is None


def test_an_empty_column_says_no_in_a_file_that_ticks_elsewhere():
    rows = [*NAMED, "PP", "LAC"], ["Ann", "Lee", "x", ""], ["Bo", "Li", "", ""]
    assert [row.looked_after for row in read(*rows).people] == [False, False]


def test_an_empty_column_of_ticks_says_nothing():
    assert read([*NAMED, "PP"], ["Ann", "Lee", ""]).people[0].pupil_premium is None


@pytest.mark.parametrize(
    ("born", "code"),
    [
        ("31/11/2011", "impossible_date"),
        ("soon", "impossible_date"),
        ("04/05/2041", "born_in_future"),
        ("04/05/1962", "age"),
        ("04/05/2022", "age"),
    ],
)
def test_a_date_of_birth_that_cant_be_refuses_the_row(born, code):
    reading = read([*NAMED, "DOB"], ["Ann", "Lee", born], ["Bo", "Li", "03/06/2014"])
    assert [problem.code for problem in reading.problems] == [code]
    assert reading.refused_lines == (2,)


def test_an_empty_date_of_birth_is_not_known():
    assert read([*NAMED, "DOB"], ["Ann", "Lee", ""], ["Bo", "Li", "03/06/2014"]).people[0].date_of_birth is None


def test_a_year_group_that_doesnt_fit_the_age_is_marked():
    reading = read([*NAMED, "DOB", "Year"], ["Ann", "Lee", "03/06/2014", "13"], ["Bo", "Li", "03/06/2014", "8"])
    assert [(problem.code, problem.column) for problem in reading.problems] == [("year_and_age", "Year")]


def test_a_third_year_sixth_former_may_have_any_age():
    assert not read([*NAMED, "DOB", "Year"], ["Ann", "Lee", "03/06/2004", "14"]).problems


def test_full_names_come_apart_with_the_name_in_use():
    row = one(["Full Name", "Form"], ["Robert (Bob) Smith", "9A"])
    assert (row.legal_forename, row.legal_surname, row.preferred_forename) == ("Robert", "Smith", "Bob")


def test_a_full_name_beside_a_surname_column_keeps_the_column():
    told = {"Whole": "full_name", "Surname": "legal_surname"}
    assert one(["Whole", "Surname"], ["Ann Lee Smith", "Lee Smith"], mapping=told).legal_surname == "Lee Smith"


@pytest.mark.parametrize(
    ("cells", "code", "kept"),
    [
        (["", "", "", UPNS[0]], "no_name", 0),
        (["", "Lee", "", UPNS[0]], "no_forename", 0),
        (["Ann", "", "", UPNS[0]], "no_surname", 1),
        (["", "Lee", "Annie", UPNS[0]], "no_legal_forename", 1),
        (["-", "n/a", "", UPNS[0]], "no_name", 0),
    ],
)
def test_missing_names_are_said(cells, code, kept):
    reading = read(["Forename", "Surname", "Preferred Name", "UPN"], cells)
    assert ([problem.code for problem in reading.problems], len(reading.people)) == ([code], kept)


@pytest.mark.parametrize(("forename", "surname"), [("Na", "None"), ("Null", "Na"), ("X Æ", "Unknown")])
def test_names_that_look_like_nothing_are_names(forename, surname):
    row = one(NAMED, [forename, surname])
    assert (row.legal_forename, row.legal_surname) == (forename, surname)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("=HYPERLINK(1)", "formula"),
        ("<img src=x>", "markup"),
        ("A\u202enn", "control"),
        ("ZoÃ«", "twice"),
        ("x" * 300, "long"),
        ("12345", "no_letters"),
        ("#REF!", "no_name"),
    ],
)
def test_odd_names_are_kept_as_text_and_marked(name, code):
    reading = read([*NAMED, "UPN"], ["Ann", "Lee", UPNS[0]], [name, "" if code == "no_name" else "Lee", UPNS[1]])
    assert code in codes(reading)


def test_letters_of_the_web_are_put_right_without_a_word():
    reading = read(NAMED, ["Ann", "O&#39;Brien"])
    assert (reading.people[0].legal_surname, reading.problems) == ("O'Brien", ())


def test_a_long_name_is_read_whole():
    assert len(one(NAMED, ["x" * 300, "Lee"]).legal_forename) == 300


def test_parents_become_contacts():
    parents = ("Mother's Name", "Mother's Email", "Parent 2 First Name", "Parent 2 Surname", "Parent 2 Relationship")
    headings = [*NAMED, *parents, "Emergency Contact Phone", "Parent 3 Name", "Has parental responsibility"]
    row = one(headings, ["Ann", "Lee", "Bo Lee", "bo@x.example", "Cy", "Li", "Uncle", "07700 900000", "", "Yes"])
    mother, uncle, emergency = row.contacts
    assert (mother.name, mother.relationship, mother.email) == ("Bo Lee", "Mother", "bo@x.example")
    assert (uncle.name, uncle.relationship) == ("Cy Li", "Uncle")
    assert (emergency.phone, emergency.emergency) == ("07700 900000", True)


def test_a_parents_wrong_address_is_marked_and_left_out():
    reading = read(
        [*NAMED, "Parent Name", "Parent Email"], ["Ann", "Lee", "Bo", "b@x.example"], ["Al", "Li", "Cy", "none yet"]
    )
    assert reading.people[1].contacts[0].email == ""
    assert codes(reading) == ["unread"]


def test_what_a_parent_speaks_is_kept_with_the_parent_and_papers_go_out_in_it():
    data = (
        b"Forename,Surname,Year,Parent 1 Name,Parent 1 Email,Parent 1 Language\nNia,Khan,9,Sana Khan,s@khan.uk,Urdu\n"
    )
    row = read_roster(data, today=date(2026, 11, 22)).people[0]
    assert [one.language for one in row.contacts] == ["ur"]
