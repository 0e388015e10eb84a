import io

import python_calamine

from desktop.documents.lists import cell_text, listing_pdf, match_list, mentee_list, mentor_list, waiting_list
from desktop.documents.requests import Column, Listing, MatchRow, WaitingRow
from desktop.documents.workbook import listing_xlsx
from desktop.models.matches import Match
from tests.unit.documents.papers import MATCHES, NAMES, letters_of, mentee, mentor, printed, words_of

HOSTILE = ("=1+1", "+441632", "@SUM(A1)", "-2", "http://x.example", "007", "1e5", "<b>", "a\x00b")


def sheet_of(listing):
    out = io.BytesIO()
    listing_xlsx(listing, out)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))
    return book.get_sheet_by_index(0).to_python()


def hostile():
    return Listing(title="Hostile", columns=(Column(heading="Name"),), rows=tuple((text,) for text in HOSTILE))


def test_every_mentee_stands_on_the_roster_whole():
    text = letters_of(printed(listing_pdf, mentee_list([mentee(number) for number in range(8)]))[0])
    assert [name for name in NAMES if "".join(name).replace(" ", "") not in text] == []


def test_a_roster_of_mentors_has_their_sectors_in_words():
    text = words_of(printed(listing_pdf, mentor_list([mentor(sectors=("engineering",), employer="Acme")]))[0])
    assert "Priya Shah Acme Engineering" in text


def test_matches_tell_why_with_the_given_reasons_or_the_points():
    pair = {"match": Match(id="1", mentee="0", mentor="0", score=7), "mentee": mentee(), "mentor": mentor()}
    given = match_list([MatchRow(**pair, reasons=("Both like maths", "Both free on Thursday"))])
    assert given.rows[0][-1] == "Both like maths; Both free on Thursday"
    assert MATCHES.rows[0][-1] == "same language 210, sector 200"


def test_the_waiting_list_tells_since_when_and_why():
    listing = waiting_list([WaitingRow(mentee=mentee(waiting_since="2026-09-10"), reason="No mentor is free.")])
    text = words_of(printed(listing_pdf, listing)[0])
    assert "10 September 2026 No mentor is free." in text


def test_an_unknown_cell_is_blank():
    assert cell_text(None) == ""


def test_a_name_that_cannot_be_printed_is_reported_and_stays():
    _pdf, batch = printed(listing_pdf, mentee_list([mentee(legal_surname="王")]))
    assert [problem.left_out for problem in batch.problems] == [False]


def test_nothing_in_a_workbook_becomes_a_formula_a_link_or_a_number():
    assert [row[0] for row in sheet_of(hostile())[1:]] == [text.replace("\x00", " ") for text in HOSTILE]


def test_a_workbook_has_whole_numbers_and_dates_as_such():
    first = sheet_of(mentee_list([mentee(form=None)]))[1]
    assert first[0] == "Siân Ŵyn-Jones"
    assert first[2] == 9
    assert first[4].isoformat() == "2012-03-14"


def test_equal_lists_make_equal_workbooks():
    first, second = io.BytesIO(), io.BytesIO()
    listing_xlsx(hostile(), first)
    listing_xlsx(hostile(), second)
    assert first.getvalue() == second.getvalue()
