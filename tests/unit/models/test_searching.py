"""Names are found as people type them: without accents, apostrophes and hyphens, in any order."""

import pytest

from desktop.models.searching import begins, findable, fold, is_found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("zoe", "Zoë Patel"),
        ("LUKASZ", "Łukasz Wójcik"),
        ("obrien", "Nia O'Brien"),
        ("o'brien", "Nia O’Brien"),
        ("o’brien", "Nia O'Brien"),
        ("oseibonsu", "Ama Osei-Bonsu"),
        ("osei bonsu", "Ama Osei-Bonsu"),
        ("bonsu ama", "Ama Osei-Bonsu"),
        ("", "Anybody"),
    ],
)
def test_a_name_is_found(text, name):
    assert is_found(text, name)


@pytest.mark.parametrize(("text", "name"), [("zoe patel", "Zoë Smith"), ("b", "Zoë Patel"), ("'", "Zoë Patel")])
def test_another_name_is_not(text, name):
    assert not is_found(text, name)


def test_a_name_that_begins_so_is_told_from_one_that_holds_it():
    assert begins("y tay", "Yusuf Taylor")
    assert not begins("y tay", "Arjun Taylor")


def test_what_is_found_has_each_name_once_where_nothing_is_left_out():
    assert findable("Nia O'Brien") == "nia o'brien obrien"
    assert findable("Zoë  Patel") == "zoe patel"


def test_signs_nobody_sees_are_let_go():
    assert fold("Nia\u200b Rees") == fold("nia rees") == "nia rees"
