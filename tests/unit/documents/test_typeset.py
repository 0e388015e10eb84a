import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents import directions, fonts, typeset
from desktop.documents.typeset import Setting, clearer

ENGLISH = Setting()
URDU = Setting("ur", rtl=True, leading=1.9)
anything = st.text(max_size=80)


def shown(line):
    return "".join(piece.text for piece in line.pieces)


def test_words_wrap_at_spaces():
    found = typeset.lines("one two three", ENGLISH, 4)
    assert [shown(line) for line in found] == ["one two", "three"]


def test_a_word_wider_than_the_line_is_broken_between_letters():
    found = typeset.lines("go " + "W" * 12, ENGLISH, 4)
    assert [len(shown(line)) for line in found] == [2, 4, 4, 4]


def test_a_hyphenated_name_may_break_after_its_hyphen():
    assert shown(typeset.lines("Featherstonehaugh-Smythe", ENGLISH, 11)[0]) == "Featherstonehaugh-"


def test_a_phone_number_stays_on_one_line():
    found = typeset.lines("Please ring 01632 960 111.", ENGLISH, 10)
    assert shown(found[-1]) == "01632 960 111."


def test_words_from_right_to_left_stand_in_visual_order():
    (line,) = typeset.lines("محمد علی", URDU, math.inf)
    assert [piece.text for piece in line.pieces] == ["علی", " ", "محمد"]


def test_latin_within_urdu_keeps_its_own_direction():
    (line,) = typeset.lines("اسکول Bryn Coed میں", URDU, math.inf)
    assert shown(line).replace(" ", "") == "میںBrynCoedاسکول"


def test_a_phone_number_within_urdu_keeps_its_order():
    (line,) = typeset.lines("سوالات: 01632 960 111", URDU, math.inf)
    assert "01632 960 111" in shown(line)


def test_brackets_are_mirrored_from_right_to_left():
    (line,) = typeset.lines("(علی)", URDU, math.inf)
    assert [piece.text for piece in line.pieces if not piece.text.strip()] == []
    assert line.pieces[0].glyphs is not None


def test_urdu_is_set_in_nastaliq_and_arabic_in_naskh():
    for language, face in (("ur", "NotoNastaliqUrdu-Regular"), ("ar", "NotoNaskhArabic-Regular")):
        (line,) = typeset.lines("علی", Setting(language, rtl=True), math.inf)
        assert [piece.face for piece in line.pieces] == [face]


def test_a_joiner_stays_with_the_letter_before_it():
    text = "می\u200cخواهم"
    (line,) = typeset.lines(text, URDU, math.inf)
    assert shown(line) == text


def test_a_short_name_is_set_at_full_size():
    size, (line,) = typeset.fitted("Siân", ENGLISH, (100, 20), 12)
    assert (size, shown(line)) == (12, "Siân")


def test_a_longer_name_shrinks_before_it_wraps():
    size, found = typeset.fitted("Nguyễn Thị Minh Khai", ENGLISH, (105, 40), 12)
    assert len(found) == 1
    assert 9 <= size < 12


def test_a_very_long_name_takes_a_second_line():
    size, found = typeset.fitted("Maximilian Alexander Christopher", ENGLISH, (110, 40), 12)
    assert len(found) == 2
    assert size > 10


def test_a_low_box_makes_one_small_line():
    size, found = typeset.fitted("Maximilian Alexander Christopher", ENGLISH, (110, 8), 12)
    assert len(found) == 1
    assert size < 7


@settings(max_examples=150)
@given(
    anything, st.floats(10, 300), st.floats(6, 80), st.booleans(), st.sampled_from([ENGLISH, URDU, clearer(ENGLISH)])
)
def test_no_text_ever_leaves_its_box_and_no_letter_is_cut(text, width, height, bold, setting):
    size, found = typeset.fitted(text, setting, (width, height), 14, bold=bold)
    assert size > 0
    assert all(row.width * size <= width + 0.02 for row in found)
    assert typeset.height_of(found) * size <= height + 0.02
    kept = "".join(piece.text for row in found for piece in row.pieces)
    whole = fonts.printable(text, setting.kind, setting.language)
    assert sorted(kept.replace(" ", "")) == sorted(whole.replace(" ", ""))


@settings(max_examples=100)
@given(st.text(st.sampled_from("ab éŵ-/1 "), max_size=60), st.floats(3, 30))
def test_latin_lines_hold_the_text_in_order_and_stay_within_the_width(text, width):
    found = typeset.lines(text, ENGLISH, width)
    assert all(line.width <= width + 0.001 for line in found)
    assert "".join(shown(line) for line in found).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "backwards"), [("Siân", False), ("محمد", True), ("07700 900123", False), ("", False), ("9 علی", True)]
)
def test_a_text_that_stands_alone_runs_its_own_way(text, backwards):
    assert directions.reads_backwards(text) is backwards


def test_a_clearer_setting_has_more_space():
    narrow = typeset.width_of("Siân Ŵyn-Jones", ENGLISH)
    assert typeset.width_of("Siân Ŵyn-Jones", clearer(ENGLISH)) > narrow


def test_a_name_with_brackets_keeps_them_within_urdu():
    text = f"ہے {directions.apart('Riverside School (sample)', rtl=True)} یہ"
    (line,) = typeset.lines(text, URDU, math.inf)
    assert "Riverside School (sample)" in [piece.text for piece in line.pieces]


def test_an_urdu_name_with_brackets_keeps_them_within_english():
    text = f"Dear {directions.apart('محمد (علی)', rtl=False)}, come"
    (line,) = typeset.lines(text, ENGLISH, math.inf)
    assert shown(line) == "Dear )علی( محمد, come"  # brackets are mirrored where they are drawn


def test_what_stands_apart_within_what_stands_apart_is_resolved_too():
    inner = directions.apart("Room (2)", rtl=True)
    text = f"ہے {directions.apart(f'جمعہ کو {inner} میں', rtl=True)} یہ"
    (line,) = typeset.lines(text, URDU, math.inf)
    assert "Room (2)" in [piece.text for piece in line.pieces]


def test_a_stray_mark_in_a_name_is_dropped():
    assert directions.apart("\u2068Aisha", rtl=True) == "\u2068Aisha\u2069"


@pytest.mark.parametrize(("text", "said"), [("a\u2069b", "ab"), ("a\u2068b", "ab"), ("\u2068\u2069", "")])
def test_marks_that_do_not_pair_change_nothing(text, said):
    assert shown(typeset.lines(text, ENGLISH, math.inf)[0]) == said


@given(anything, st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_text_set_apart_has_the_same_letters(text, rtl):
    bare, marked = (typeset.lines(one, URDU, math.inf)[0] for one in (text, directions.apart(text, rtl=rtl)))
    assert sorted(shown(bare).strip()) == sorted(shown(marked).strip())
