import pytest

from desktop.roster.lists import read_days, read_slots, read_words, renamed
from tests.unit.roster.making import read


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Teaching; Law", ("teaching", "law")),
        ("Teaching, Law", ("teaching", "law")),
        ("Teaching/Law", ("teaching", "law")),
        ("Teaching & Law", ("teaching", "law")),
        ("Hair and beauty", ("hair-beauty",)),
        ("Hair and beauty, Law", ("hair-beauty", "law")),
        ("teaching;TEACHING; - ", ("teaching",)),
        ("IT\nNursing", ("software", "nursing")),
    ],
)
def test_sectors_are_cut_apart_and_coded(text, codes):
    assert read_words(text, "sectors") == (codes, None)


def test_what_the_list_lacks_is_kept_as_written_with_a_warning():
    codes, fault = read_words("Arts and crafts; Law", "sectors")
    assert codes == ("Arts and crafts", "law")
    assert fault.code == "unknown_sectors"


def test_an_empty_piece_is_nothing():
    assert read_words("n/a", "languages") == ((), None)
    assert read_words("None", "languages") == ((), None)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Fri; Tue", ("fri", "tue")),
        ("Mondays and Thursdays", ("mon", "thu")),
        ("Mon-Wed", ("mon", "tue", "wed")),
        ("Tues, Weds, Thurs", ("tue", "wed", "thu")),
        ("Any day", ("mon", "tue", "wed", "thu", "fri")),
        ("Mon to Fri", ("mon", "tue", "wed", "thu", "fri")),
        ("Llun a Iau", ("mon", "thu")),
    ],
)
def test_days_are_read_in_their_order(text, days):
    assert read_days(text) == (days, None)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Wed pm", ("wed-pm",)),
        ("Wednesday afternoon; Thu eve", ("wed-pm", "thu-eve")),
        ("Fri after school", ("fri-eve",)),
        ("Mon", ("mon-am", "mon-pm", "mon-eve")),
        ("Evenings", ("mon-eve", "tue-eve", "wed-eve", "thu-eve", "fri-eve")),
        ("Thu am and Fri", ("thu-am", "fri-am", "fri-pm", "fri-eve")),
        ("mon-am", ("mon-am",)),
    ],
)
def test_times_are_read_as_slots(text, slots):
    assert read_slots(text) == (slots, None)


@pytest.mark.parametrize("reader", [read_days, read_slots])
def test_a_cell_without_a_day_is_left_out_with_a_warning(reader):
    assert reader("see note")[1].code == "unread"


def test_words_kept_under_the_lists_own_are_told():
    assert renamed(["Finance; Law", "Farming", "finance"], "sectors") == {
        "Finance": "Banking", "Farming": "Agriculture", "finance": "Banking",
    }  # fmt: skip


def test_a_renamed_word_is_a_note_of_the_reading():
    people = [[f"Ann{chr(65 + at)}", "Lee", word] for at, word in enumerate(MANY)]
    (note,) = read(["Forename", "Surname", "Career interests"], *people).notes
    assert "Finance as Banking" in note
    assert note.endswith("and 1 more.")


MANY = ["Finance", "Farming", "Drama", "TV", "Theatre", "Life sciences", "Performing arts", "Radio and TV",
        "Banking and finance", "Law"]  # fmt: skip


def test_what_is_wrong_with_times_is_said_in_the_language_chosen_since(welsh):
    assert read_slots("perhaps")[1].reason == "“perhaps” names no day or time."
    welsh({"“{text}” names no day or time.": "Nid yw “{text}” yn amser."})
    assert read_slots("perhaps")[1].reason == "Nid yw “perhaps” yn amser."
