import pytest

from desktop.documents.agreement import agreements
from desktop.documents.catalogue import catalogue
from desktop.documents.certificate import certificates
from desktop.documents.letters import chase_letters, welcome_letters
from desktop.documents.own_texts import read_catalogue
from desktop.documents.recovery_sheet import recovery_sheet
from desktop.documents.requests import Variant, Welcomed
from desktop.models.reference import spaced
from desktop.paths import resource
from tests.unit.documents.papers import (
    NAMES,
    RECOVERY,
    agreement,
    certificate,
    chase,
    letters_of,
    mentee,
    mentor,
    printed,
    reference,
    welcome,
    words_of,
)


def test_a_reminder_says_what_by_when_and_whom_to_ask():
    text = words_of(printed(chase_letters, [chase()])[0])
    for told in (
        "Siân Ŵyn-Jones",
        "14 September 2026",
        "12 October 2026",
        "Anna Lloyd, 01632 960 113",
        spaced(reference(0)),
    ):
        assert told in text, told


def test_a_reminder_is_in_the_family_s_language_and_says_that_it_is_a_draft():
    text = words_of(printed(chase_letters, [chase(0, "pl")])[0])
    assert "Przypomnienie" in text
    assert "Draft translation" in text


def test_a_reminder_in_a_language_without_letters_is_in_english(tmp_path):
    path = tmp_path / "so.toml"
    path.write_text(resource("forms/so.toml").read_text("utf-8").split("[chase]")[0].replace('"so"', '"aa"'), "utf-8")
    pdf, batch = printed(chase_letters, [chase(0, "aa"), chase(1, "aa")], catalogues=[read_catalogue(path)])
    assert "A reminder" in words_of(pdf)
    assert [(one.person, one.left_out) for one in batch.problems] == [("aa", False)]


def test_a_welcome_to_the_mentee_names_the_mentor_and_the_first_session():
    text = words_of(printed(welcome_letters, [welcome(Welcomed.MENTEE)])[0])
    assert "Dear Siân" in text
    assert "The name is Priya." in text
    assert "on 26 November 2026 at 15:30, in Main hall" in text


def test_a_welcome_to_the_family_is_in_its_language():
    person = mentee(form_language="cy")
    text = words_of(printed(welcome_letters, [welcome(Welcomed.FAMILY, mentee=person, first_session=None)])[0])
    assert "Annwyl riant neu ofalwr Siân" in text
    assert "yn fuan" in text


@pytest.mark.parametrize(("year", "said"), [(9, "Siân, year 9. You"), (None, "Siân. You")])
def test_a_welcome_to_the_mentor_tells_a_first_name_and_a_year(year, said):
    text = words_of(printed(welcome_letters, [welcome(Welcomed.MENTOR, mentee=mentee(year=year))])[0])
    assert said in text
    assert "Ŵyn" not in text


def test_a_letter_to_someone_whose_name_cannot_be_printed_is_left_out():
    requests = [welcome(Welcomed.MENTOR, mentor=mentor(name="王")), welcome(Welcomed.MENTOR)]
    _pdf, batch = printed(welcome_letters, requests)
    assert (batch.made, [problem.person for problem in batch.problems]) == (1, ["王"])


def test_a_very_long_letter_is_set_smaller_and_stays_on_its_page():
    words = catalogue("en")
    longer = words.texts | {"welcome_mentee.paragraphs": ("Dear {name},", *["A sentence that goes on. " * 12] * 10)}
    own = words.model_copy(update={"texts": longer})
    pdf, batch = printed(welcome_letters, [welcome(Welcomed.MENTEE)], catalogues=[own])
    assert batch.pages == 1
    assert words_of(pdf).count("A sentence that goes on.") == 120


def test_a_letter_that_is_too_long_for_its_page_is_reported_and_not_cut():
    words = catalogue("en")
    endless = words.texts | {"welcome_mentee.paragraphs": ("word " * 5_000,)}
    own = words.model_copy(update={"texts": endless})
    _pdf, batch = printed(welcome_letters, [welcome(Welcomed.MENTEE)], catalogues=[own])
    assert [problem.reason for problem in batch.problems] == ["This letter is too long for its page."]


def test_an_agreement_names_both_and_has_three_lines_to_sign():
    text = words_of(printed(agreements, [agreement()])[0])
    assert "Between Siân and Priya" in text
    assert text.count("Signature") == 3
    assert "Tom Weaver" in text


def test_an_agreement_with_an_unprintable_name_is_left_out():
    request = agreement().model_copy(update={"mentee": mentee(legal_forename="王")})
    assert printed(agreements, [request, agreement()])[1].made == 1


@pytest.mark.parametrize("number", range(len(NAMES)))
def test_a_certificate_bears_the_whole_name(number):
    pdf, _batch = printed(certificates, [certificate(number)])
    assert "".join(NAMES[number]).replace(" ", "") in letters_of(pdf)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sessions": 9}, "met a mentor 9 times."),
        ({"sessions": 1}, "met a mentor once."),
        ({"sessions": 2, "as_mentor": True}, "met a young person 2 times."),
    ],
)
def test_a_certificate_says_how_often(changes, said):
    assert said in words_of(printed(certificates, [certificate(**changes)])[0])


LANGUAGES = ("cy", "pl", "ur", "bn", "ar", "so", "ro")
FOR_PAIRS = {
    "agreement": lambda language, **options: printed(agreements, [agreement(1, language)], **options),
    "certificate": lambda language, **options: printed(certificates, [certificate(1, language=language)], **options),
    "reminder": lambda language, **options: printed(chase_letters, [chase(1, language)], **options),
    "welcome": lambda language, **options: printed(
        welcome_letters, [welcome(to, language=language) for to in (Welcomed.MENTEE, Welcomed.FAMILY)], **options
    ),
}


@pytest.mark.parametrize("paper", FOR_PAIRS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_to_families_is_there_in_every_first_language(paper, language):
    pdf, batch = FOR_PAIRS[paper](language)
    assert batch.problems == ()
    assert "Draft translation" in words_of(pdf)


@pytest.mark.parametrize("paper", FOR_PAIRS)
@pytest.mark.parametrize("variant", [Variant.LARGE_PRINT, Variant.DYSLEXIA_FRIENDLY])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_letter_has_its_variants(paper, variant, language):
    pdf, batch = FOR_PAIRS[paper](language, variant=variant)
    assert batch.problems == ()
    assert pdf != FOR_PAIRS[paper](language)[0]


def test_a_mentor_s_letter_that_is_not_there_in_a_language_is_in_english_and_said_so_once():
    requests = [welcome(Welcomed.MENTOR, language="pl"), welcome(Welcomed.MENTOR, language="pl")]
    _pdf, batch = printed(welcome_letters, requests)
    assert [(one.person, one.left_out) for one in batch.problems] == [("Polish", False)]


def test_a_letter_in_large_print_runs_over_pages_and_its_code_stands_on_the_last():
    words = catalogue("en")
    longer = words.texts | {"chase.paragraphs": ("Dear {name},", *["A sentence that goes on. " * 8] * 8)}
    own = words.model_copy(update={"texts": longer})
    pdf, batch = printed(chase_letters, [chase()], catalogues=[own], variant=Variant.LARGE_PRINT)
    assert batch.pages > 1
    assert words_of(pdf).count("A sentence that goes on.") == 64
    assert spaced(reference(0)) not in words_of(pdf, 1)
    assert spaced(reference(0)) in words_of(pdf, batch.pages)


def test_an_agreement_of_endless_promises_is_reported_and_not_cut():
    words = catalogue("en")
    own = words.model_copy(update={"texts": words.texts | {"agreement.school": ("word " * 5_000,)}})
    _pdf, batch = printed(agreements, [agreement()], catalogues=[own])
    assert [problem.reason for problem in batch.problems] == ["This letter is too long for its page."]


def test_the_lines_to_sign_stay_together():
    pdf, batch = printed(agreements, [agreement()], variant=Variant.LARGE_PRINT)
    assert batch.pages == 2
    assert words_of(pdf, 2).count("Signature") == 3


def test_a_certificate_with_an_unprintable_name_is_left_out():
    assert printed(certificates, [certificate(name="王"), certificate()])[1].made == 1


def test_the_recovery_sheet_holds_every_group_in_order():
    text = words_of(printed(recovery_sheet, RECOVERY)[0])
    places = [text.index(group) for group in RECOVERY.groups]
    assert places == sorted(places)
    assert "1 September 2026" in text


def test_a_recovery_key_of_many_groups_stays_on_its_page():
    many = RECOVERY.model_copy(update={"groups": tuple(f"G{number:04d}" for number in range(30))})
    pdf, batch = printed(recovery_sheet, many)
    assert batch.pages == 1
    assert "G0029" in words_of(pdf)
