from tests.unit.roster.making import UPNS, codes, read

YOUNG = ("Forename", "Surname", "DOB", "UPN", "Form")


def test_a_upn_that_comes_twice_is_refused_with_the_first_line():
    reading = read(YOUNG, ["Ann", "Lee", "03/06/2014", UPNS[0], ""], ["Bo", "Li", "04/06/2014", UPNS[0], ""])
    assert reading.problems[0].reason == "Duplicate UPN: K352406514001 already stands on line 2."
    assert (reading.problems[0].line, reading.problems[0].column) == (3, "UPN")


def test_a_refused_row_doesnt_take_its_upn():
    reading = read(YOUNG, ["", "", "03/06/2014", UPNS[0], ""], ["Bo", "Li", "04/06/2014", UPNS[0], ""])
    assert [row.legal_forename for row in reading.people] == ["Bo"]


def test_the_same_name_and_birthday_is_a_duplicate():
    reading = read(YOUNG, ["Ann", "Lee", "03/06/2014", UPNS[0], ""], ["ANN", "Lee", "2014-06-03", "", ""])
    assert codes(reading) == ["duplicate_person"]


def test_two_upns_make_two_people_of_one_name():
    reading = read(YOUNG, ["Ann", "Lee", "03/06/2014", UPNS[0], ""], ["Ann", "Lee", "03/06/2014", UPNS[1], ""])
    assert (codes(reading), len(reading.people)) == (["alike"], 2)


def test_twins_are_two_people():
    reading = read(YOUNG, ["Ann", "Lee", "03/06/2014", "", ""], ["Amy", "Lee", "03/06/2014", "", ""])
    assert (codes(reading), len(reading.people)) == ([], 2)


def test_one_name_in_two_forms_is_two_people_where_no_birthday_is_known():
    headings = ("Forename", "Surname", "Form")
    assert codes(read(headings, ["Ann", "Lee", "9A"], ["Ann", "Lee", "9B"])) == ["alike"]
    assert codes(read(headings, ["Ann", "Lee", "9A"], ["Ann", "Lee", "9A"])) == ["duplicate_person"]


def mentors(*rows):
    return read(("Name", "Email", "Employer"), *rows)


def test_a_mentor_with_the_same_name_and_address_is_a_duplicate():
    reading = mentors(["Ann Lee", "a@x.example", "Acme"], ["Ann  LEE", "A@x.example", "Other"])
    assert codes(reading) == ["duplicate_person"]


def test_two_mentors_may_share_an_address():
    reading = mentors(["Ann Lee", "a@x.example", "Acme"], ["Bo Lee", "a@x.example", "Acme"])
    assert (codes(reading), len(reading.people)) == (["alike"], 2)


def test_a_mentor_without_an_address_is_known_by_name_and_employer():
    assert codes(mentors(["Ann Lee", "", "Acme"], ["Ann Lee", "", "Acme"])) == ["duplicate_person"]
    assert codes(mentors(["Ann Lee", "", "Acme"], ["Ann Lee", "", "Other"])) == []


def test_two_addresses_make_two_mentors_of_one_name():
    reading = mentors(["Ann Lee", "a@x.example", "Acme"], ["Ann Lee", "b@x.example", "Acme"])
    assert (codes(reading), len(reading.people)) == (["alike"], 2)
