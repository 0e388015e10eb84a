import pytest

from desktop.models.people import Gender, Modality, PersonState, Sen, Sex
from desktop.roster import values


@pytest.mark.parametrize("text", ["", "-", "N/A", "n/a", "TBC", "Not known", "—"])
def test_words_for_nothing_are_blank(text):
    assert values.is_blank(text)


@pytest.mark.parametrize(
    "text", ["Y", "yes", "TRUE", "T", "1", "x", "✓", "☑", "Yes (Ever 6)", "Y - claimed", "1.0", "Oes"]
)
def test_yes_is_said_in_many_ways(text):
    assert values.read_flag(text) == (True, None)


@pytest.mark.parametrize("text", ["N", "no", "FALSE", "F", "0", "✗", "Not eligible", "No - lapsed", "never", "Nac oes"])
def test_no_is_said_in_many_ways(text):
    assert values.read_flag(text) == (False, None)


def test_what_is_neither_yes_nor_no_is_left_out_with_a_warning():
    said, fault = values.read_flag("perhaps")
    assert said is None
    assert "perhaps" in fault.reason


@pytest.mark.parametrize(
    "text",
    [
        "9",
        "Year 9",
        "Y9",
        "09",
        "9.0",
        "yr 9",
        "Yr.9",
        "NC Year 9",
        "Year Nine",
        "Blwyddyn 9",
        "Now in year 9",
        "Y 9 (KS3)",
    ],
)
def test_a_year_group_is_read_however_it_is_written(text):
    assert values.read_year(text) == (9, None)


@pytest.mark.parametrize(
    ("text", "year"), [("Lower Sixth", 12), ("U6", 13), ("Year 12 (Lower Sixth)", 12), ("Y10", 10), ("S3", 10)]
)
def test_sixth_formers_and_scottish_years_have_years_too(text, year):
    assert values.read_year(text) == (year, None)


@pytest.mark.parametrize("text", ["2026/27", "Reception", "99", "0", "11%"])
def test_what_is_no_year_group_is_left_out(text):
    assert values.read_year(text)[0] is None
    assert values.read_year(text)[1]


@pytest.mark.parametrize(
    ("text", "sen"),
    [
        ("N", "N"), ("k", "K"), ("E - EHCP", "E"), ("S: Statement", "S"), ("No SEN", "N"),
        ("No Special Educational Need", "N"),
        ("SEN Support", "K"), ("EHCP", "E"), ("Education, Health and Care Plan", "E"), ("Statement", "S"), ("No", "N"),
        ("K (SEN support)", "K"), ("School Action Plus", "K"), ("IDP", "E"), ("0", "N"), ("None", "N"),
    ],
)  # fmt: skip
def test_special_needs_are_read_with_or_without_words(text, sen):
    assert values.read_sen(text) == (Sen(sen), None)


@pytest.mark.parametrize("text", ["Yes", "SEND"])
def test_a_plain_yes_to_special_needs_is_support_with_a_warning(text):
    sen, fault = values.read_sen(text)
    assert (sen, fault.code) == (Sen.SUPPORT, "sen_yes")


def test_an_unknown_sen_word_is_left_out():
    assert values.read_sen("dragon")[0] is None
    assert values.read_sen("dragon")[1].code == "unread"


@pytest.mark.parametrize(
    ("text", "sex"),
    [("F", Sex.FEMALE), ("female", Sex.FEMALE), ("Girl", Sex.FEMALE), ("M", Sex.MALE), ("Boy", Sex.MALE)],
)
def test_sex_is_read(text, sex):
    assert values.read_sex(text) == (sex, None)


def test_sex_is_never_guessed():
    assert values.read_sex("X")[0] is None


def test_a_volunteers_own_word_for_gender_counts_as_other():
    assert values.read_gender("Prefer not to say") == (Gender.NOT_SAID, None)
    assert values.read_gender("Genderfluid") == (Gender.OTHER, None)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Face to face", Modality.FACE_TO_FACE),
        ("In person at school", Modality.FACE_TO_FACE),
        ("Online (Teams)", Modality.VIRTUAL),
        ("Face to face or online", Modality.HYBRID),
        ("A mix", Modality.HYBRID),
        ("No preference", None),
        ("I don't mind", None),
    ],
)
def test_ways_to_meet_are_read_from_sentences(text, modality):
    assert values.read_modality(text) == (modality, None)


def test_an_unknown_way_to_meet_is_left_out():
    assert values.read_modality("By post")[1].code == "unread"


@pytest.mark.parametrize(
    ("text", "percent"), [("93.4", 93.4), ("93.4%", 93.4), ("0.934", 93.4), ("88,5 %", 88.5), ("100", 100.0)]
)
def test_percentages_are_read_as_figures_or_fractions(text, percent):
    assert values.read_percent(text)[0] == pytest.approx(percent)


@pytest.mark.parametrize("text", ["often", "180"])
def test_what_is_no_percentage_is_left_out(text):
    assert values.read_percent(text)[0] is None


@pytest.mark.parametrize(("text", "number"), [("2", 2), ("Two", 2), ("2 mentees", 2), ("up to 3", 3), ("2.5", 2.5)])
def test_numbers_are_read_in_figures_and_words(text, number):
    assert values.read_number(text) == (number, None)


def test_what_is_no_number_is_left_out():
    assert values.read_number("many")[1].code == "unread"


@pytest.mark.parametrize(
    ("text", "outward"), [("CF10 1AA", "CF10"), ("cf101aa", "CF10"), ("NP20", "NP20"), ("SW1A 1AA", "SW1A")]
)
def test_only_the_outward_half_of_a_postcode_is_kept(text, outward):
    assert values.read_outward(text) == (outward, None)


def test_a_wrong_postcode_is_not_repeated_in_the_warning():
    assert values.read_outward("Cardiff 99")[0] is None
    assert "99" not in values.read_outward("Cardiff 99")[1].reason


@pytest.mark.parametrize(
    "text", ["Ann@Work.example", "mailto:ann@work.example", "Ann Lee <ann@work.example>", "ann@work.example."]
)
def test_an_address_is_taken_out_of_what_is_around_it(text):
    assert values.read_email(text) == ("ann@work.example", None)


def test_what_is_no_address_is_left_out():
    assert values.read_email("ann at work")[0] is None


@pytest.mark.parametrize(
    ("text", "phone"),
    [("07700 900123", "07700 900123"), ("7700900123", "07700900123"), ("+44 7700 900123", "+44 7700 900123")],
)
def test_a_phone_number_gets_its_zero_back(text, phone):
    assert values.read_phone(text) == (phone, None)


def test_what_is_no_phone_number_is_left_out():
    assert values.read_phone("ask at desk")[0] is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Active", PersonState.ACTIVE),
        ("on hold", PersonState.PAUSED),
        ("Do not match", PersonState.BARRED),
        ("Left", PersonState.LEFT),
    ],
)
def test_a_volunteers_status_is_read(text, state):
    assert values.read_state(text) == (state, None)


def test_an_unknown_status_pauses_to_be_safe():
    state, fault = values.read_state("see file")
    assert (state, fault.code) == (PersonState.PAUSED, "state")


@pytest.mark.parametrize(
    "text", ["Complete", "Booked", "Yes", "Level 2", "Not started", "In progress (module 3)", "No"]
)
def test_how_far_training_is_is_read_as_written(text):
    assert values.read_training(text) == (text, None)


def test_training_that_says_neither_done_nor_to_come_is_kept_and_told():
    value, fault = values.read_training("maybe")
    assert (value, fault.code) == ("maybe", "training")


def test_a_short_certificate_number_is_kept_and_told():
    value, fault = values.read_certificate("12345")
    assert (value, fault.code) == ("12345", "short_certificate")
