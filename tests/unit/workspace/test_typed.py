"""What a person types about a person: told kindly what is wrong, and kept as a file's would be."""

from datetime import date

import pytest

from desktop.workspace import typed

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("text", ["", "K352406514001", "k352 4065-14001"])
def test_a_right_number_or_none_is_not_questioned(text):
    assert typed.upn_problem(text) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A352406514001", "One character is mistyped"),
        ("K35240651400", "13 in all; here are 12"),
        ("K", "13 in all; here is 1"),
        ("1352406514001", "such as K352406514001"),
    ],
)
def test_what_is_wrong_with_a_number_is_told_kindly(text, said):
    assert said in typed.upn_problem(text)


@pytest.mark.parametrize(("text", "kept"), [("k352 4065 14001", "K352406514001"), ("", None), ("A352406514001", None)])
def test_a_number_is_kept_only_where_it_is_right(text, kept):
    assert typed.upn(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"), [("Mair Rees <M.Rees@x.example>", "m.rees@x.example"), ("soon", "soon"), ("", "")]
)
def test_an_address_is_kept_in_small_letters(text, kept):
    assert typed.email(text) == kept


@pytest.mark.parametrize(
    ("look", "good", "bad"),
    [
        (typed.email_problem, "a@b.example", "a at b"),
        (typed.phone_problem, "029 2018 0001", "ask Mair"),
        (typed.postcode_problem, "cf10 1aa", "Cardiff"),
        (typed.certificate_problem, "001234567890", "pending"),
    ],
)
def test_what_can_be_read_is_good_nothing_too_and_the_rest_is_questioned(look, good, bad):
    assert (look(good), look(""), bool(look(bad))) == ("", "", True)


@pytest.mark.parametrize(("text", "kept"), [("cf10 1aa", "CF10"), ("CF10", "CF10"), ("", None)])
def test_of_a_postcode_only_the_first_half_is_kept(text, kept):
    assert typed.postcode_area(text) == kept


@pytest.mark.parametrize("born", [None, date(2012, 11, 12), date(2017, 11, 22)])
def test_a_likely_date_of_birth_or_none_is_not_questioned(born):
    assert typed.birth_problem(born, TODAY) == ""


@pytest.mark.parametrize(
    ("born", "said"),
    [(date(2026, 11, 30), "Born in the future: 30/11/2026."), (date(1811, 1, 1), "not between 9 and 26")],
)
def test_a_date_of_birth_is_questioned_in_the_words_of_the_list_s_reading(born, said):
    assert said in typed.birth_problem(born, TODAY)


@pytest.mark.parametrize("day", [None, date(1990, 1, 1), date(2046, 12, 31)])
def test_a_day_of_a_programme_or_none_is_not_questioned(day):
    assert typed.day_problem(day, TODAY) == ""


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2047, 1, 1)])
def test_a_day_of_no_programme_is_told_with_the_years_that_are(day):
    assert typed.day_problem(day, TODAY) == "Write a day from 1990 to 2046."
