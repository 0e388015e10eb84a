import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb import upn

from desktop.roster.upns import looks_like_upn, read_upn


@pytest.mark.parametrize(
    "text", ["K352406514001", "k352406514001", " K3524 0651 4001 ", "K352-4065-14001", "'K352406514001"]
)
def test_a_upn_is_read_however_it_is_spaced(text):
    assert read_upn(text) == ("K352406514001", None)


def test_a_temporary_upn_ends_in_a_letter():
    body = "35240651400A"
    number = upn.calc_check_digit(body) + body
    assert read_upn(number) == (number, None)


@pytest.mark.parametrize("text", ["A352406514001", "I352406514001", "K352406514002"])
def test_a_wrong_check_letter_is_refused(text):
    number, fault = read_upn(text)
    assert (number, fault.code, fault.severity) == (None, "upn_check_letter", "refused")


@pytest.mark.parametrize("text", ["12345", "K35240651400", "K3524065140011", "K3524O6514001"])
def test_what_has_not_the_shape_of_a_upn_is_refused(text):
    assert read_upn(text)[1].code == "upn_shape"
    assert not looks_like_upn(text)


@given(st.from_regex(r"\A[0-9]{12}\Z"), st.integers(0, 11), st.integers(1, 9))
def test_one_mistyped_digit_is_always_found(body, place, step):
    number = upn.calc_check_digit(body) + body
    wrong = body[:place] + str((int(body[place]) + step) % 10) + body[place + 1 :]
    assert read_upn(number)[1] is None
    assert read_upn(number[0] + wrong)[1] is not None


def test_what_is_wrong_with_a_number_is_said_in_the_language_chosen_since(welsh):
    assert read_upn("12")[1].advice.startswith("Copy the UPN again")
    welsh({"Copy the UPN again from the school’s system, or leave the cell empty.": "Copïwch yr UPN."})
    assert read_upn("12")[1].advice == "Copïwch yr UPN."
