"""Laws that hold for every file: reading raises nothing but a plain trouble, and nobody is lost without a word."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.gb import upn

from desktop.errors import RosterTrouble
from desktop.roster import Severity, changes, read_roster, reading_json
from tests.unit.roster.making import FILES, TODAY, csv_of, xlsx_of

EXPORTS = FILES.parent / "exports"
REAL = {
    path.name: path.read_bytes()
    for folder in (EXPORTS, FILES)
    for path in sorted(folder.iterdir())
    if path.suffix != ".json"
}
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_or_trouble(data, **options):
    """Read a file; whatever comes out must be sayable as JSON and adoptable."""
    try:
        reading = read_roster(data, today=TODAY, **options)
    except RosterTrouble:
        return None
    json.dumps(reading_json(reading), allow_nan=False)
    changes(reading, [], today=TODAY)
    return reading


@given(
    st.binary(max_size=400),
    st.sampled_from(
        [
            b"",
            b"\xff\xfe",
            b"\xef\xbb\xbf",
            b"PK\x03\x04",
            b"<?xml version='1.0'?>",
            b"<table>",
            bytes.fromhex("d0cf11e0a1b11ae1"),
            b"Forename,Surname,DOB,UPN\n",
        ]
    ),
)
@QUICK
def test_any_bytes_are_read_or_refused_in_plain_words(data, start):
    read_or_trouble(start + data)


@pytest.mark.parametrize("name", REAL)
@given(st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_real_file_is_read_or_refused_in_plain_words(name, data):
    body = bytearray(REAL[name])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    read_or_trouble(bytes(body))


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "Yes",
            "31/11/2011",
            "03/06/2014",
            "K352406514001",
            "=1+1",
            "<b>",
            "Year 9",
            "Total",
            "9A",
            "Lee, Ann",
            "mon pm",
            "40255",
            "Dr",
            "(Bob)",
            ",",
            "N/A",
        ]
    ),
)
HEADS = st.sampled_from(
    [
        "UPN",
        "Forename",
        "Surname",
        "Full Name",
        "Surname, Forename",
        "DOB",
        "Year",
        "SEN",
        "PP",
        "Interests",
        "Wednesday",
        "Parent Name",
        "Parent Email",
        "Same gender mentor",
        "Attendance %",
        "Postcode",
        "Language Needed",
        "Zq",
        "Name",
        "Email",
        "Employer",
        "DBS number",
        "DBS issue date",
        "Interview date",
        "Capacity",
        "Status",
        "Travel (miles)",
    ]
)


@given(
    st.lists(HEADS, min_size=1, max_size=8),
    st.lists(st.lists(CELLS, max_size=9), max_size=6),
    st.sampled_from([None, "mentees", "mentors"]),
)
@QUICK
def test_every_filled_row_is_a_person_a_problem_or_set_aside(headings, rows, kind):
    reading = read_or_trouble(csv_of(headings, *rows), kind=kind)
    if reading is None:
        return
    accounted = (
        {row.line for row in reading.people}
        | {skipped.line for skipped in reading.skipped}
        | set(reading.refused_lines)
    )
    first = reading.header_line + 1
    filled = {
        line for line, row in enumerate([headings, *rows], 1) if line >= first and any(_shown(cell) for cell in row)
    }
    assert filled <= accounted


def _shown(cell):
    return any(mark.isalnum() for mark in cell)


def people():
    """Strategy of a person's values in a file."""
    name = st.sampled_from(["Zoë", "Małgorzata", "Nguyễn", "O'Brien", "de la Cruz", "Ŵyn-Jones", "Mary Ann", "Łukasz"])
    return st.tuples(name, name, st.integers(0, 999), st.integers(0, 2000))


STYLES = st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%y", "%d.%m.%Y", "%Y%m%d"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])


@given(
    st.lists(people(), min_size=2, max_size=6, unique_by=lambda one: one[2]),
    STYLES,
    ENCODINGS,
    st.sampled_from(",;\t|"),
)
@QUICK
def test_people_come_out_as_they_went_in_whatever_the_style(group, style, encoding, delimiter):
    rows, expected = [], []
    for forename, surname, number, days in group:
        body = f"681400109{number:03d}"
        born = date(2008, 9, 1) + timedelta(days=days)
        rows.append([upn.calc_check_digit(body) + body, surname, forename, born.strftime(style)])
        expected.append((rows[-1][0], forename, surname, born))
    data = csv_of(
        ["UPN", "Legal Surname", "Legal Forename", "Date of Birth"], *rows, delimiter=delimiter, encoding=encoding
    )
    reading = read_roster(data, today=TODAY)
    assert [(row.upn, row.legal_forename, row.legal_surname, row.date_of_birth) for row in reading.people] == expected
    assert not [problem for problem in reading.problems if problem.severity is Severity.REFUSED]
    again = changes(reading, changes(reading, [], today=TODAY).records, today=TODAY)
    assert (len(again.unchanged), again.records) == (len(group), ())


@given(st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_a_workbook_of_anything_is_read_or_refused(rows):
    safe = [["".join(mark for mark in cell if mark.isprintable()) for cell in row] for row in rows]
    read_or_trouble(xlsx_of(Sheet=[["Forename", "Surname"], *safe]))
