import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import RosterTrouble
from desktop.roster.decoding import LABELS, Where, decode, encoding_choices

WESTERN = "Forename,Surname\nZoë,Müller\nSiân,O’Brien\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_usual_codes_are_read_without_a_doubt(encoding):
    found = decode(WESTERN.encode(encoding))
    assert (found.text, found.encoding, found.sure) == (WESTERN, encoding, True)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("iso8859_14", "Ŵyn"),
        ("cp850", "Zoë Müller"),
        ("cp1250", "Łukasz Wójcik"),
        ("iso8859_2", "Małgorzata Śliwa"),
        ("mac_roman", "Zoë Müller"),
    ],
)
def test_rarer_codes_are_guessed_by_what_names_hold_and_said_to_be_guessed(encoding, name):
    found = decode(f"Name\n{name}\n".encode(encoding))
    assert name in found.text
    assert not found.sure


def test_a_danish_name_doesnt_turn_a_windows_file_polish():
    assert decode("Name\nSæbjørn\nZoë\n".encode("cp1252")).encoding == "cp1252"


def test_a_symbol_between_words_is_no_slip():
    assert decode("Fee £5 – see “note”\nZoë".encode("cp1252")).sure


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_seen_by_its_zeros(encoding):
    found = decode(WESTERN.encode(encoding))
    assert (found.text, found.encoding) == (WESTERN, encoding)


def test_short_data_is_not_taken_for_utf_16():
    assert decode(b"a\x00").encoding == "utf-8"


def test_stray_windows_bytes_in_utf_8_are_mended():
    found = decode("Zoë Müller\n".encode() + b"Si\xe2n\n")
    assert (found.text, found.sure) == ("Zoë Müller\nSiân\n", False)


def test_a_code_that_was_asked_for_is_used():
    assert decode("Zoë".encode("cp850"), "cp850").text == "Zoë"


@pytest.mark.parametrize("encoding", ["klingon", "base64"])
def test_an_unknown_code_is_a_trouble(encoding):
    with pytest.raises(RosterTrouble, match="store letters"):
        decode(b"Zo\xeb", encoding)


def test_choices_show_the_names_that_differ_and_begin_with_the_guess():
    choices = encoding_choices("Name\nZoë\nAnn\n".encode("cp1252"))
    assert choices[0].encoding == "cp1252"
    assert choices[0].samples == ("Zoë",)
    assert {choice.encoding: choice.samples for choice in choices}["mac_roman"] == ("ZoÎ",)


def test_choices_of_a_mended_file_still_begin_with_its_reading():
    assert encoding_choices("Zoë Müller ".encode() + b"Si\xe2n")[0].samples == ("Zoë Müller Siân",)


@given(st.binary(max_size=300))
@settings(max_examples=100)
def test_any_bytes_can_be_decoded(data):
    assert isinstance(decode(data).text, str)


def test_a_way_to_read_letters_is_shown_by_the_names_it_makes():
    first, *_others = encoding_choices("Name,Form\nZoë Gwynne,9A\nSiân,9B\nZoë Gwynne,9C\n".encode("cp1252"))
    assert first.names == ("Zoë Gwynne", "Siân")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_with_a_mark_can_be_read_in_one_way_only(encoding):
    (only,) = encoding_choices("Name,Form\nZoë,9A\n".encode(encoding))
    assert (only.encoding, only.names) == (encoding, ("Zoë",))


def test_letters_of_two_bytes_without_a_mark_are_never_offered_as_letters_of_one():
    choices = encoding_choices("Name,Form\nZoë,9A\nSiân,9B\n".encode("utf-16-le"))
    assert [choice.encoding for choice in choices] == ["utf-16-le"]


def test_no_way_is_called_by_its_mark():
    assert not [label for label in LABELS.values() if "mark" in label]


def test_only_words_where_names_stand_are_shown():
    rows = 'Né,Form,Note\nCafé,9A,"Zoë, Ann"\nX\nAnn,9Ŵ,Siân\n'.encode()
    assert encoding_choices(rows, where=Where(1, (2,), ","))[0].names == ("Zoë", "Siân")
