import pytest

from desktop.models.surveys import MEASURES, surveys
from desktop.models.vocabulary import fold, vocabulary
from desktop.paths import resource

LISTS = sorted(path.stem for path in resource("vocabularies").glob("*.toml"))


@pytest.mark.parametrize("name", LISTS)
def test_every_code_of_a_list_has_a_word_of_its_own(name):
    words = vocabulary(name)
    assert len({words.label(code) for code in words.codes}) == len(words.codes)


@pytest.mark.parametrize("name", LISTS)
def test_every_label_leads_back_to_its_code(name):
    words = vocabulary(name)
    assert [words.code(words.label(code)) for code in words.codes] == list(words.codes)


def test_a_schools_own_word_stands_for_itself():
    assert vocabulary("sectors").label("Space tourism") == "Space tourism"


def test_a_spelling_nobody_knows_has_no_code():
    assert vocabulary("sectors").code("Space tourism") is None


@pytest.mark.parametrize(("one", "other"), [("Arts & Media", "arts&media"), ("Café-Bar", "cafe bar"), ("ŴYN", "wyn")])
def test_case_accents_and_dashes_dont_count(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("משה כהן", "מרים לוי"), ("Ana Петрова", "Ana Иванова"), ("मीना कुमार", "मोना कुमार"), ("王 伟", "王 芳")],
)
def test_two_names_of_another_script_stay_two(one, other):
    assert fold(one) != fold(other)


def test_a_word_of_another_script_isnt_folded_away():
    assert fold("বাংলা") != ""


@pytest.mark.parametrize("survey", surveys().values(), ids=lambda one: one.code)
def test_every_scale_has_room_and_every_measure_is_one_of_head_offices(survey):
    assert all(item.low < item.high and item.measure in {None, *MEASURES} for item in survey.item)


def test_a_survey_without_bounds_is_asked_at_any_age():
    assert surveys()["programme"].asked_at(11)


@pytest.mark.parametrize(("age", "asked"), [(15, False), (16, True), (99, True), (None, True)])
def test_a_survey_is_asked_within_its_ages(age, asked):
    assert surveys()["ons4"].asked_at(age) is asked


def test_times_go_through_the_week_and_a_school_s_own_stand_last():
    slots = vocabulary("slots")
    assert slots.in_order(["zz", "fri-am", "wed-pm", "wed-am", "aa"]) == ["wed-am", "wed-pm", "fri-am", "aa", "zz"]
