"""The printed recovery key catches slips of the hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import WrongPassphrase
from desktop.store.recovery import (
    LETTERS,
    looks_like_recovery_key,
    new_recovery_key,
    recovery_bytes,
    wrong_groups,
)

KEYS = st.builds(new_recovery_key)


def test_a_key_is_eight_groups_of_five() -> None:
    assert [len(group) for group in new_recovery_key().split("-")] == [5] * 8


def test_two_keys_differ() -> None:
    assert new_recovery_key() != new_recovery_key()


@settings(max_examples=30)
@given(KEYS)
def test_every_key_checks_itself(key: str) -> None:
    assert wrong_groups(key) == []


@settings(max_examples=60)
@given(KEYS, st.integers(0, 39), st.sampled_from(LETTERS))
def test_any_one_wrong_letter_is_found(key: str, place: int, letter: str) -> None:
    letters = list(key.replace("-", ""))
    changed = letters[place] != letter
    letters[place] = letter
    assert wrong_groups("".join(letters)) == ([place // 5 + 1] if changed else [])


@settings(max_examples=60)
@given(KEYS, st.integers(0, 7), st.integers(0, 3))
def test_two_neighbours_swapped_are_found(key: str, group: int, place: int) -> None:
    groups = key.split("-")
    letters = list(groups[group])
    letters[place], letters[place + 1] = letters[place + 1], letters[place]
    swapped = "".join(letters) != groups[group]
    groups[group] = "".join(letters)
    assert wrong_groups("-".join(groups)) == ([group + 1] if swapped else [])


@settings(max_examples=40)
@given(KEYS, st.integers(0, 6))
def test_two_groups_swapped_are_found(key: str, group: int) -> None:
    groups = key.split("-")
    groups[group], groups[group + 1] = groups[group + 1], groups[group]
    assert wrong_groups("-".join(groups)) != []


@pytest.mark.parametrize("typed", [str.lower, lambda key: key.replace("-", " "), lambda key: key.replace("0", "O")])
def test_case_spaces_and_look_alikes_do_not_matter(typed: object) -> None:
    assert callable(typed)
    key = new_recovery_key()
    assert recovery_bytes(str(typed(key))) == recovery_bytes(key)


def test_a_slip_is_named_by_its_group() -> None:
    key = new_recovery_key().split("-")
    key[2] = LETTERS[(LETTERS.index(key[2][0]) + 1) % 32] + key[2][1:]
    with pytest.raises(WrongPassphrase, match=r"printed in group 3\."):
        recovery_bytes("-".join(key))


@pytest.mark.parametrize("text", ["", "four plain old words", "AAAAA-AAAAA", "U" * 40])
def test_other_texts_do_not_look_like_a_key(text: str) -> None:
    assert not looks_like_recovery_key(text)
