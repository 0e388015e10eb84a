import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.wire import NotCanonical, canonical, read_answer, read_canonical

PLAIN = st.recursive(
    st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(PLAIN.filter(lambda one: str(one).count("[") + str(one).count("{") < 5))
def test_what_is_written_reads_back(message):
    assert read_canonical(canonical(message)) == message


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_either_read_back_exactly_or_are_refused(body):
    try:
        assert canonical(read_canonical(body)) == body
    except NotCanonical:
        return


@pytest.mark.parametrize(
    "body", [b'{"a":1,"a":1}', b"[1.5]", b"[NaN]", b"[Infinity]", b"[1 ]", b'{"b":1,"a":1}', b"\xff"]
)
def test_another_spelling_is_refused(body):
    with pytest.raises(NotCanonical):
        read_canonical(body)


def test_depth_is_bounded_before_anything_is_read():
    with pytest.raises(NotCanonical, match="deep"):
        read_canonical(b"[" * 1_000_000)


def test_numbers_too_long_to_be_numbers_are_refused():
    with pytest.raises(NotCanonical):
        read_canonical(b"9" * 10_000)


def test_an_answer_of_another_kind_is_none():
    with pytest.raises(NotCanonical, match="not an answer"):
        read_answer(b'{"answer":"hello"}')
