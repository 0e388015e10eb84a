from datetime import date

import pypdfium2
import pytest

from desktop.documents.evening_pack import evening_pack, evening_packs
from desktop.documents.requests import EveningPackRequest, Variant, Watch
from desktop.documents.session_sheet import session_sheets
from desktop.errors import Stopped
from desktop.models.people import PersonState
from tests.unit.documents.papers import (
    NAMES,
    PACK,
    SESSION,
    letters_of,
    mentee,
    mentor,
    printed,
    register_request,
    rows,
    sheet,
    words_of,
)


def bookmarks(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]


def test_a_sheet_tells_the_number_the_last_action_and_the_next_date():
    text = words_of(printed(session_sheets, [sheet()])[0])
    for told in ("Session 3 of 12", "Table 1", "26 November 2026", "Ask about the open day", "10 December 2026"):
        assert told in text, told


def test_a_sheet_names_no_surname_and_no_address():
    text = words_of(printed(session_sheets, [sheet()])[0])
    assert "Siân" in text
    assert "Priya" in text
    assert not any(part in text for part in ("Ŵyn", "Shah", "07700", "mail"))


def test_a_sheet_asks_for_topics_ratings_and_anything_for_staff():
    text = words_of(printed(session_sheets, [sheet(topics=("Interviews", "Maths"))])[0])
    for told in ("Interviews", "Maths", "how was today?", "1 2 3 4 5", "Anything to tell staff?", "Initials"):
        assert told in text, told


def test_two_sheets_share_a_page():
    assert printed(session_sheets, [sheet(number) for number in range(5)])[1].pages == 3


@pytest.mark.parametrize("variant", [Variant.LARGE_PRINT, Variant.DYSLEXIA_FRIENDLY])
def test_a_larger_sheet_has_a_page_of_its_own(variant):
    assert printed(session_sheets, [sheet(0), sheet(1)], variant=variant)[1].pages == 2


def test_a_blank_sheet_leaves_the_names_and_dates_to_be_written():
    blank = sheet(mentee=None, mentor=None, table=None, last_action="", next_date=None)
    pdf, batch = printed(session_sheets, [blank])
    assert "Next time: ____" in words_of(pdf)
    assert batch.problems == ()


def test_a_long_action_is_printed_whole():
    action = "Ring the college and ask " + "very " * 60 + "politely"
    assert action.replace(" ", "") in letters_of(printed(session_sheets, [sheet(last_action=action)])[0])


def test_names_that_cannot_be_printed_are_reported():
    _pdf, batch = printed(session_sheets, [sheet(mentee=mentee(legal_forename="王"), mentor=mentor(name="李"))])
    assert len(batch.problems) == 2


def test_sheets_can_be_stopped():
    with pytest.raises(Stopped):
        printed(session_sheets, [sheet()], watch=Watch(stopped=lambda: True))


def test_the_pack_has_its_parts_in_order_with_bookmarks():
    marks = bookmarks(printed(evening_pack, PACK)[0])
    assert [title for title, _page in marks] == [
        "Cover", "Register", "Session sheets", "Cover mentors", "Badges", "Blank sheets"
    ]  # fmt: skip
    pages = [page for _title, page in marks]
    assert pages == sorted(pages)
    assert pages[:3] == [0, 1, 2]


def test_the_cover_tells_the_counts_and_whom_to_ask():
    text = words_of(printed(evening_pack, PACK)[0], 1)
    for told in (
        "8 pairs due",
        "8 clear to meet",
        "0 to look at",
        "1 cover mentors",
        "Tom Weaver",
        "Helen Price",
        "Two doors",
    ):
        assert told in text, told


def test_sheets_come_in_table_order():
    pdf, _batch = printed(evening_pack, PACK)
    text = words_of(pdf, 3)
    assert text.index("Table 1 ") < text.index("Table 2 ")


def test_each_person_gets_a_badge_with_the_name_used_in_the_hall():
    pdf, _batch = printed(evening_pack, PACK)
    pages = dict(bookmarks(pdf))
    badges = "".join(letters_of(pdf, page + 1) for page in range(pages["Badges"], pages["Blank sheets"]))
    assert [name for name, _surname in NAMES if name.replace(" ", "") not in badges] == []
    assert "Priya" in badges


def test_two_mentors_who_are_called_alike_get_a_badge_each():
    alike = tuple(
        replaced.model_copy(update={"mentor": mentor(number, name=name)})
        for number, (replaced, name) in enumerate(zip(rows(2), ("Nia Taylor", "Nia Begum"), strict=True))
    )
    pdf, _batch = printed(evening_pack, EveningPackRequest(register_request=register_request(rows=alike), sheets=()))
    badges = words_of(pdf, dict(bookmarks(pdf))["Badges"] + 1)
    assert "Nia B" in badges
    assert "Nia T" in badges


def test_a_mentor_who_may_not_be_there_stands_nowhere_in_the_pack():
    barred = mentor(0, name="Gwilym Hughes", state=PersonState.BARRED)
    request = EveningPackRequest(
        register_request=register_request(
            rows=(rows(1)[0].model_copy(update={"mentor": barred}),),
            cover=(mentor(1, name="Eluned Parry", state=PersonState.PAUSED),),
        ),
        sheets=(sheet(mentor=barred),),
    )
    pdf, batch = printed(evening_pack, request)
    text = "".join(words_of(pdf, page) for page in range(1, batch.pages + 1))
    assert "Gwilym" not in text
    assert "Eluned" not in text
    assert "Nobody is on the list" in text
    assert [problem.person for problem in batch.problems] == ["Gwilym Hughes"]


def test_a_pack_without_pairs_still_has_cover_and_register():
    request = EveningPackRequest(register_request=register_request(rows=()), sheets=(), blank_sheets=0)
    assert [title for title, _page in bookmarks(printed(evening_pack, request)[0])] == [
        "Cover",
        "Register",
        "Cover mentors",
    ]


def test_a_long_list_of_cover_mentors_runs_over_pages():
    many = tuple(mentor(number, name=f"Volunteer{number}") for number in range(40))
    request = EveningPackRequest(register_request=register_request(cover=many), sheets=(), blank_sheets=0)
    assert "Volunteer39" in words_of(printed(evening_pack, request)[0])


def test_progress_of_a_pack_is_told_to_its_end():
    told = []
    printed(evening_pack, PACK, watch=Watch(progress=lambda done, of: told.append((done, of))))
    assert told[-1] == (8, 8)


LATER = SESSION.model_copy(update={"id": "t", "number": 4, "day": date(2026, 12, 10)})


def test_packs_of_several_evenings_have_their_parts_under_each():
    later = PACK.model_copy(update={"register_request": register_request(session=LATER)})
    pdf, batch = printed(evening_packs, [PACK, later])
    document = pypdfium2.PdfDocument(pdf)
    outline = [(mark.get_title(), mark.level) for mark in document.get_toc()]
    assert [title for title, level in outline if level == 0] == [
        "26 November 2026, 15:30, Main hall",
        "10 December 2026, 15:30, Main hall",
    ]
    assert [title for title, level in outline if level == 1].count("Badges") == 2
    assert batch.made == 16


def test_sheets_of_two_sessions_share_no_page():
    _pdf, batch = printed(session_sheets, [sheet(0), sheet(1, session=LATER), sheet(2, session=LATER)])
    assert batch.pages == 2
