from datetime import date

import pytest

from desktop.models.people import GateKind, Gender, Modality, PersonState
from desktop.roster import Kind
from tests.unit.roster.making import codes, one, read

NAMED = ("Name", "Employer")


def with_cell(heading, cell):
    return one([*NAMED, heading], ["Ann Lee", "Acme", cell], kind="mentors")


@pytest.mark.parametrize(
    ("heading", "cell", "field", "value"),
    [
        ("Email", "Ann@W.example", "email", "ann@w.example"),
        ("Phone", "7700900123", "phone", "07700900123"),
        ("Career sectors", "IT; Space", "sectors", ("software", "Space")),
        ("Languages", "Welsh, English", "languages", ("cy", "en")),
        ("Languages", "Welsh\nUrdu\r\n", "languages", ("cy", "ur")),
        ("Gender", "Not stated", "gender", Gender.NOT_SAID),
        ("Gender", "-", "gender", None),
        ("I identify as", "Female", "gender", Gender.FEMALE),
        ("Days available", "Fri pm; Tue pm", "days", ("fri", "tue")),
        ("Monday", "x", "availability", ("mon-am", "mon-pm", "mon-eve")),
        ("Modality", "Online", "modality", Modality.VIRTUAL),
        ("Training", "Booked", "training", "Booked"),
        ("Training hours", "2.5", "training_hours", 2.5),
        ("How many mentees?", "Two", "capacity", 2),
        ("Gender", "Woman", "gender", Gender.FEMALE),
        ("Ethnic group", "Black African", "ethnic", "black"),
        ("Social background", "Working class", "social", "working_class"),
        ("First in family", "Yes", "experiences", ("first_in_family",)),
        ("Lived experience", "Young carer", "experiences", ("young_carer",)),
        ("Postcode", "np20 1ab", "postcode_area", "NP20"),
        ("Travel (km)", "15 km", "travel_km", 15),
        ("Travel (miles)", "10", "travel_km", 16),
        ("Status", "On hold", "state", PersonState.PAUSED),
        ("Badge Name", "Annie", "badge_name", "Annie"),
        ("Ambassador", "Yes", "pioneer", True),
    ],
)
def test_a_column_fills_its_field(heading, cell, field, value):
    assert getattr(with_cell(heading, cell), field) == value


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Application date", GateKind.APPLICATION),
        ("Interview date", GateKind.INTERVIEW),
        ("References received", GateKind.REFERENCES),
        ("DBS seen", GateKind.DBS),
        ("Risk assessment date", GateKind.RISK_ASSESSMENT),
        ("Training date", GateKind.TRAINING),
        ("Approved on", GateKind.APPROVAL),
    ],
)
def test_a_dated_step_is_a_gate(heading, kind):
    gates = with_cell(heading, "01/09/2026").gates
    assert [(gate.kind, gate.passed_on, gate.by) for gate in gates] == [(kind, date(2026, 9, 1), "imported")]


def test_a_gate_names_who_saw_to_it_and_its_detail():
    headings = [
        *NAMED,
        "Approved on",
        "Approved by",
        "Training date",
        "Training hours",
        "Risk assessment date",
        "RA Ref",
    ]
    row = one(headings, ["Ann Lee", "Acme", "3/9/2026", "KT", "2/9/2026", "2", "1/9/2026", "RA 7"])
    assert [(gate.by, gate.detail) for gate in row.gates] == [("imported", "RA 7"), ("imported", "2 hours"), ("KT", "")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("soon", "no_date"), ("01/02/2030", "future_date"), ("01/02/1200", "far_date"), ("31/06/2026", "no_date")],
)
def test_a_step_without_a_good_date_is_no_gate(cell, code):
    reading = read([*NAMED, "Interview date"], ["Ann Lee", "Acme", cell], ["Bo Li", "Acme", "1/9/2026"], kind="mentors")
    assert (reading.people[0].gates, codes(reading)) == ((), [code])


def test_an_empty_step_is_no_gate_and_no_problem():
    reading = read(
        [*NAMED, "Interview date"], ["Ann Lee", "Acme", "n/a"], ["Bo Li", "Acme", "1/9/2026"], kind="mentors"
    )
    assert (reading.people[0].gates, reading.problems) == ((), ())


def test_the_check_is_kept_as_given():
    headings = [
        *NAMED,
        "DBS number",
        "DBS issue date",
        "DBS level",
        "DBS workforce",
        "Update Service",
        "DBS seen by",
        "DBS Next Due",
        "Last Status Check",
    ]
    row = one(
        headings,
        ["Ann Lee", "Acme", "1600000001", "4/5/2025", "Enhanced", "Child", "Yes", "KT", "4/5/2028", "1/9/2026"],
    )
    assert row.dbs.certificate_number == "001600000001"
    assert (row.dbs.issued_on, row.dbs.level, row.dbs.update_service, row.dbs.seen_by) == (
        date(2025, 5, 4),
        "Enhanced",
        True,
        "KT",
    )
    assert (row.dbs.next_due, row.dbs.status_checked_on) == (date(2028, 5, 4), date(2026, 9, 1))


@pytest.mark.parametrize("number", ["001600000001", "C0123456789", "12345"])
def test_other_certificate_numbers_stay_as_they_are(number):
    assert with_cell("DBS number", number).dbs.certificate_number == number


def test_a_word_is_no_certificate_number():
    reading = read([*NAMED, "DBS number"], ["Ann Lee", "Acme", "Pending"], kind="mentors")
    assert (reading.people[0].dbs, codes(reading)) == (None, ["unread"])


def test_without_a_check_there_is_none():
    assert with_cell("DBS number", "").dbs is None


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (["First name", "Surname", "Employer"], ["Ann", "Lee", "Acme"]),
        (["Surname, Forename", "Employer"], ["Lee, Ann", "Acme"]),
        (["Name", "Employer"], ["Lee, Ann", "Acme"]),
        (["Name", "Employer"], ["Dr Ann Lee", "Acme"]),
        (["Name", "Surname", "Employer"], ["Ann", "Lee", "Acme"]),
    ],
)
def test_a_name_is_put_together(headings, cells):
    assert one(headings, cells).name == "Ann Lee"


def test_a_row_without_a_name_is_refused():
    reading = read(["Name", "Email", "Employer"], ["", "a@b.example", "Acme"], ["Bo Li", "b@b.example", "Acme"])
    assert (codes(reading), len(reading.people)) == (["no_name"], 1)


def test_nobody_takes_fifty_mentees():
    reading = read([*NAMED, "Capacity"], ["Ann Lee", "Acme", "50"])
    assert (reading.people[0].capacity, codes(reading)) == (20, ["capacity"])
    assert reading.problems[0].column == "Capacity"


@pytest.mark.parametrize("name", ["volunteers.csv", "Mentors 2026.csv"])
def test_the_files_name_may_tell_mentors_from_mentees(name):
    assert read(["Name", "Phone"], ["Ann Lee", "07700 900000"], name=name).kind is Kind.MENTORS


def test_a_bare_list_of_names_is_of_young_people():
    assert read(["Name"], ["Ann Lee"]).kind is Kind.MENTEES


def test_upns_make_a_list_one_of_young_people():
    assert read(["Name", "Zq"], ["Ann Lee", "K352406514001"], name="mentors.csv").kind is Kind.MENTEES


def test_addresses_under_nonsense_headings_are_known():
    reading = read(["Name", "Zq", "Company"], ["Ann Lee", "a@b.example", "Acme"])
    assert reading.people[0].email == "a@b.example"
