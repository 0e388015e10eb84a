"""What is copied in a spreadsheet and what of it is a list: rows with heads, or one column of names."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.roster import Kind, pasted_rows, read_roster


def names(text: str) -> list[str]:
    rows = pasted_rows(text)
    assert rows is not None
    return [
        f"{one.legal_forename} {one.legal_surname}".strip()
        for one in read_roster(rows, name="copied rows", kind=Kind.MENTEES, today=date(2026, 11, 10)).people
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Name\r\nGwen Rees\r\nAled Jones\r\n", ["Gwen Rees", "Aled Jones"]),
        ("Gwen Rees\nAled Jones\n", ["Gwen Rees", "Aled Jones"]),
        ("Rees, Gwen\nJones, Aled\n", ["Gwen Rees", "Aled Jones"]),
        ('Pupil\n"Gwen\nRees"\n\n  Aled   Jones ', ["Gwen Rees", "Aled Jones"]),
        ("Forename\nGwen\nAled", ["Gwen", "Aled"]),
        ("Pupil\nמרים כהן\nŁukasz Wójcik", ["מרים כהן", "Łukasz Wójcik"]),
        ("משה כהן\nמרים לוי", ["משה כהן", "מרים לוי"]),
        ("张伟\n王芳\n李娜", ["张伟", "王芳", "李娜"]),
        ("محمد علي\nفاطمة الزهراء", ["محمد علي", "فاطمة الزهراء"]),
        ("Олена Шевченко\nАндрій Коваль", ["Олена Шевченко", "Андрій Коваль"]),
        ("Forename\tSurname\r\nGwen\tRees", ["Gwen Rees"]),
    ],
)
def test_copied_rows_or_a_column_of_names_are_a_list(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Gwen Rees",
        "Name",
        "Forename\tSurname",
        "Dear all,\nthe lists come tomorrow.",
        "Milk\nBread\nEggs\nTea",
        "Gwen Rees and everybody in her form will come too\nAled Jones",
        "https://school.example\nhttps://other.example",
        "Дорогі батьки\nСписок буде завтра",
        "亲爱的家长\n名单明天到。",
        "张伟",
        "Gwen Rees\nAled\tJones",
        "x" * 200_000 + "\ny",
    ],
)
def test_what_is_neither_is_no_list(text):
    assert pasted_rows(text) is None


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_text_that_was_copied_raises(text):
    assert pasted_rows(text) is None or isinstance(pasted_rows(text), bytes)
