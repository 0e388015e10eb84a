"""Both buildings read only one spelling; what can't be read says why before it can take memory or stack."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pydantic import ValidationError

from desktop.models.wire import canonical, digest_of
from desktop.models.wire.canonical import NotCanonical, read_canonical
from desktop.models.wire.codes import LETTERS, BadCode, EnrolmentCode
from desktop.models.wire.seals import answer_text, enrolment_text, request_text
from desktop.models.wire.shapes import read_answer, read_release

CODE = EnrolmentCode.draw(bytes(range(24)))
values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=8),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=60)
@given(values)
def test_what_was_written_is_read_back(value):
    assert read_canonical(canonical(value)) == value


def test_the_order_of_keys_is_no_matter_for_the_digest():
    assert digest_of(canonical({"a": 1, "b": 2})) == digest_of(canonical({"b": 2, "a": 1}))


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":NaN}',
        b'{"a":1e9}',
        b'{"a":',
        b"\xff",
        b"",
        b"[" * 100_000,
        '["ŵ"]'.encode(),
        b"[[[[[[[]]]]]]]",
    ],
)
def test_any_other_spelling_is_refused(body):
    with pytest.raises(NotCanonical):
        read_canonical(body)


def test_six_brackets_deep_is_read():
    assert read_canonical(b"[[[[[[]]]]]]") == [[[[[[]]]]]]


def test_an_answer_of_no_known_shape_is_refused():
    with pytest.raises(NotCanonical, match="not an answer"):
        read_answer(canonical({"answer": "hello"}))


def test_a_release_with_an_unknown_field_is_refused():
    with pytest.raises(ValidationError):
        read_release(canonical({"name": "Amira"}))


def test_a_code_is_written_in_five_groups_of_five():
    assert [len(group) for group in CODE.written.split("-")] == [5, 5, 5, 5, 5]


@pytest.mark.parametrize("typed", [CODE.written, CODE.written.lower(), CODE.written.replace("-", " ")])
def test_a_code_is_read_as_people_type_it(typed):
    assert EnrolmentCode.read(typed) == CODE


def test_letters_that_look_alike_are_put_right():
    assert EnrolmentCode.read(CODE.written.replace("0", "O").replace("1", "I")) == CODE


@pytest.mark.parametrize("typed", ["", "AAAA", CODE.written + "A", CODE.written.replace(CODE.written[0], "U", 1)])
def test_what_cant_be_a_code_is_refused(typed):
    with pytest.raises(BadCode):
        EnrolmentCode.read(typed)


def test_most_slips_of_one_letter_are_noticed():
    slips = [CODE.written.replace("-", "")[:7] + letter + CODE.written.replace("-", "")[8:] for letter in LETTERS]
    assert sum(_is_code(one) for one in slips) <= 3


def _is_code(typed: str) -> bool:
    try:
        EnrolmentCode.read(typed)
    except BadCode:
        return False
    return True


def test_a_proof_is_bound_to_its_text():
    assert CODE.proof(b"one") != CODE.proof(b"other")


def test_no_two_sealed_texts_can_be_taken_for_each_other():
    texts = {
        request_text("GET", "/", site="s", epoch=1, nonce="n", digest="d"),
        answer_text(200, "n", "d"),
        enrolment_text("request", "n", "d"),
        enrolment_text("answer", "n", "d"),
    }
    assert len({text.split(b"\n")[0] + text.split(b"\n")[1] for text in texts}) == 4
