import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.reference import ALPHABET, Misreading, check_character, new_reference, read_reference, spaced

GOOD = "2345678" + check_character("2345678")
references = st.text(ALPHABET, min_size=7, max_size=7).map(lambda body: body + check_character(body))


def test_a_new_reference_is_read_back():
    made = new_reference()
    assert read_reference(made).reference == made


def test_a_new_reference_is_none_that_is_taken():
    class AllButOneTaken:
        asked = 0

        def __contains__(self, reference):
            self.asked += 1
            return self.asked < 3

    taken = AllButOneTaken()
    new_reference(taken)
    assert taken.asked == 3


def test_case_spaces_and_dashes_do_not_count():
    assert read_reference(f" {spaced(GOOD).lower().replace(' ', '-')} \r").reference == GOOD


def test_a_look_alike_is_put_right():
    assert "5" in GOOD
    assert read_reference(GOOD.replace("5", "S")).reference == GOOD


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (" - ", Misreading.EMPTY),
        ("2345", Misreading.LENGTH),
        ("23456O80", Misreading.LETTER),
        ("2345677" + GOOD[-1], Misreading.CHECK),
        (GOOD, Misreading.UNKNOWN),
    ],
)
def test_each_wrong_reference_is_answered_with_its_own_problem(typed, problem):
    found = read_reference(typed, known=set())
    assert (found.reference, found.problem) == (None, problem)
    assert found.sentence
    assert found.advice


def test_a_known_reference_is_found():
    assert read_reference(GOOD, known={GOOD}).reference == GOOD


def test_an_odd_letter_is_named():
    assert "Ł" in read_reference("ł2345678").sentence


@given(references, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_a_single_slip_never_passes(reference, place, letter):
    slipped = reference[:place] + letter + reference[place + 1 :]
    assert (read_reference(slipped).reference is None) == (slipped != reference)


@given(references, st.integers(0, 7), st.integers(0, 7))
def test_a_swap_of_two_characters_never_passes(reference, one, other):
    letters = list(reference)
    letters[one], letters[other] = letters[other], letters[one]
    swapped = "".join(letters)
    assert (read_reference(swapped).reference is None) == (swapped != reference)


@given(st.text())
def test_whatever_is_typed_gets_an_answer(typed):
    found = read_reference(typed)
    assert (found.reference is None) == bool(found.sentence)
