from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.register import mentors_on, register, registers
from desktop.documents.requests import RegisterOrder, RegisterRow, Variant, Watch
from desktop.errors import Stopped
from desktop.models.people import PersonState
from tests.unit.documents.papers import (
    NAMES,
    SESSION,
    letters_of,
    mentee,
    mentor,
    printed,
    register_request,
    rows,
    words_of,
)


def one(**changes):
    return register_request(rows=(RegisterRow(**({"mentee": mentee(), "mentor": mentor(), "clear": True} | changes)),))


def test_the_head_tells_what_a_facilitator_needs():
    text = words_of(printed(register, register_request())[0])
    for told in (
        "session 3 of 12", "Ysgol Bryn Coed", "Thursday 26 November 2026, 15:30", "16:30", "Main hall",
        "Tom Weaver, 01632 960 112", "Helen Price, 01632 960 111", "Two doors to the playground. Take",
    ):  # fmt: skip
        assert told in text, told


def test_each_column_of_the_hall_is_there():
    text = words_of(printed(register, register_request())[0])
    for heading in (
        "Table",
        "Mentor",
        "Clear to",
        "Signed in",
        "ID seen",
        "Young person",
        "Form",
        "Arrived",
        "Left",
        "Cover",
    ):
        assert heading in text, heading


def test_every_mentee_stands_on_it_by_the_preferred_forename_and_form():
    text = letters_of(printed(register, register_request())[0])
    assert [name for name, _surname in NAMES if f"{name.replace(' ', '')}9B" not in text] == []
    assert "Wyn" not in text


def test_two_alike_in_a_form_get_the_first_letter_of_the_surname():
    alike = tuple(
        RegisterRow(mentee=mentee(number, legal_forename="Aisha", legal_surname=surname), mentor=mentor(), clear=True)
        for number, surname in enumerate(("Khan", "Begum"))
    )
    text = words_of(printed(register, register_request(rows=alike))[0])
    assert "Aisha K" in text
    assert "Aisha B" in text


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Nia Taylor", "Nia Begum"], ["Nia T", "Nia B"]),
        (["Nia Taylor", "Nia Thomas"], ["Nia Ta", "Nia Th"]),
        (["Nia Taylor", "Nia Taylor"], ["Nia T", "Nia T"]),
        (["Nia", "Nia"], ["Nia", "Nia"]),
        (["Nia Taylor", "Tom Weaver"], ["Nia", "Tom"]),
    ],
)
def test_mentors_who_are_called_alike_are_told_apart_by_as_little_as_does(names, shown):
    who = tuple(
        RegisterRow(mentee=mentee(number), mentor=mentor(number, name=name), table=number, clear=True)
        for number, name in enumerate(names)
    )
    assert list(mentors_on(register_request(rows=who)).values()) == shown


def test_rows_are_sorted_by_table_or_by_name():
    numbered = [RegisterRow(mentee=mentee(1, legal_forename=name), table=table) for name, table in
                (("Cerys", 2), ("Aled", None), ("Bethan", 1))]  # fmt: skip

    def order(by):
        text = words_of(printed(register, register_request(rows=tuple(numbered), order=by))[0])
        return sorted(("Aled", "Bethan", "Cerys"), key=text.index)

    assert order(RegisterOrder.TABLE) == ["Bethan", "Cerys", "Aled"]
    assert order(RegisterOrder.NAME) == ["Aled", "Bethan", "Cerys"]


@pytest.mark.parametrize("state", [PersonState.BARRED, PersonState.PAUSED, PersonState.LEFT])
def test_a_mentor_who_is_not_active_never_appears_even_if_called_clear(state):
    pdf, batch = printed(register, one(mentor=mentor(state=state)))
    text = words_of(pdf, 1)
    assert "Priya" not in text
    assert "cover needed" in text
    assert [problem.person for problem in batch.problems] == ["Priya Shah"]


def test_a_mentor_whose_checks_have_lapsed_never_appears():
    pdf, _batch = printed(register, one(clear=False))
    assert "Priya" not in words_of(pdf, 1)


def test_a_mentee_whose_consent_is_missing_stays_on_the_list_to_be_asked_about():
    pdf, batch = printed(register, one(mentee_clear=False))
    text = words_of(pdf)
    assert "Siân" in text
    assert " ask " in text
    assert batch.problems == ()


def test_a_row_without_a_mentor_asks_for_cover_and_is_no_problem():
    pdf, batch = printed(register, one(mentor=None))
    assert "cover needed" in words_of(pdf)
    assert batch.problems == ()


def test_no_check_number_is_printed():
    checked = mentor().model_copy(
        update={"dbs": mentor().dbs.model_copy(update={"certificate_number": "001699887766"})}
    )
    assert "001699887766" not in letters_of(printed(register, one(mentor=checked))[0])


def test_a_mentee_whose_name_cannot_be_printed_stays_on_the_list():
    pdf, batch = printed(register, one(mentee=mentee(legal_forename="王芳")))
    assert "\ufffd\ufffd" in words_of(pdf, 1)
    assert [problem.left_out for problem in batch.problems] == [False]


def test_a_room_whose_name_cannot_be_printed_is_reported():
    odd = SESSION.model_copy(update={"room": "王 hall"})
    _pdf, batch = printed(register, register_request(session=odd))
    assert [problem.person for problem in batch.problems] == ["Ysgol Bryn Coed"]


def test_a_full_hall_runs_over_pages_with_the_head_on_each():
    pdf, batch = printed(register, register_request(rows=rows(45)))
    assert batch.pages == 3
    assert all("Safeguarding lead" in words_of(pdf, page) for page in (1, 2, 3))


@pytest.mark.parametrize("variant", [Variant.LARGE_PRINT, Variant.DYSLEXIA_FRIENDLY])
def test_larger_variants_take_more_paper_and_lose_nobody(variant):
    pdf, batch = printed(register, register_request(), variant=variant)
    assert batch.pages > 1
    text = letters_of(pdf)
    assert [name for name, _surname in NAMES if name.replace(" ", "") not in text] == []


def test_a_register_lies_on_its_side():
    page = pypdfium2.PdfDocument(printed(register, register_request())[0])[0]
    assert page.get_width() > page.get_height()


def test_a_session_without_room_or_facilitator_leaves_lines_to_write_on():
    bare = SESSION.model_copy(update={"room": "", "facilitator": None, "day": date(2026, 12, 1)})
    text = words_of(printed(register, register_request(session=bare))[0])
    assert "____" in text
    assert "notice in the room" in text


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=60), st.text(max_size=60)), max_size=5))
def test_no_name_ever_stops_a_register(names):
    made = tuple(
        RegisterRow(mentee=mentee(0, legal_forename=name, legal_surname=other), mentor=mentor(name=other), clear=True)
        for name, other in names
    )
    assert printed(register, register_request(rows=made))[1].made == len(names)


def test_registers_of_several_sessions_have_a_bookmark_each_and_can_be_stopped():
    later = register_request(session=SESSION.model_copy(update={"day": date(2026, 12, 10), "room": ""}))
    pdf, batch = printed(registers, [register_request(), later])
    marks = [mark.get_title() for mark in pypdfium2.PdfDocument(pdf).get_toc()]
    assert marks == ["26 November 2026, 15:30, Main hall", "10 December 2026, 15:30"]
    assert batch.made == 16
    with pytest.raises(Stopped):
        printed(registers, [later], watch=Watch(stopped=lambda: True))
