from datetime import date

import pytest

from desktop.documents import fonts
from desktop.documents.catalogue import catalogue, choose, shipped
from desktop.documents.own_texts import read_catalogue
from desktop.paths import resource
from tests.unit.documents.papers import own_texts

FIRST_SET = {"en", "cy", "pl", "ur", "bn", "ar", "so", "ro"}


def test_the_first_set_of_languages_is_shipped_english_first():
    assert set(shipped()) == FIRST_SET
    assert shipped()[0] == "en"


@pytest.mark.parametrize("language", sorted(FIRST_SET))
def test_each_shipped_catalogue_is_whole_and_printable(language):
    found = read_catalogue(resource(f"forms/{language}.toml"))
    texts = [part for text in found.texts.values() for part in ([text] if isinstance(text, str) else text)]
    assert [fonts.missing(text, "plain", language) for text in texts if fonts.missing(text, "plain", language)] == []


@pytest.mark.parametrize("language", sorted(FIRST_SET - {"en"}))
def test_a_translation_is_a_draft_until_a_person_has_checked_it(language):
    found = catalogue(language)
    assert found.draft
    assert not found.model_copy(update={"checked_by": "A. Person"}).draft


def test_a_checked_translation_of_an_older_text_is_a_draft_again():
    assert catalogue("pl").model_copy(update={"checked_by": "A. Person", "translated_from": "2025.1"}).draft


def test_the_source_is_no_draft():
    assert not catalogue("en").draft


def test_a_language_without_forms_is_a_key_error():
    with pytest.raises(KeyError):
        catalogue("xx")


def test_dates_are_said_in_the_language():
    assert catalogue("pl").day(date(2026, 10, 12)) == "12 października 2026"
    assert catalogue("pl").day(None) == ""


def test_a_fact_in_braces_is_not_filled_again():
    said = catalogue("en").text("consent.lead", {"school": "{programme}", "programme": "Alongside"})
    assert said.startswith("{programme} offers a place in Alongside.")


def test_a_list_of_paragraphs_can_be_read_as_one_text():
    words = catalogue("en")
    assert words.text("chase.paragraphs").startswith("Dear parent")
    assert words.all("chase.subject") == ["A reminder: mentoring consent form"]


def test_a_school_s_own_texts_take_the_place_of_the_shipped_ones(tmp_path):
    mine = read_catalogue(own_texts(tmp_path, "Tudalen ymateb", "Eich ateb"))
    assert choose("cy", [mine], "consent") is mine
    assert choose("pl", [mine], "consent") is catalogue("pl")
    assert choose("xx", [mine], "consent") is None


def test_a_variety_of_a_language_makes_do_with_the_language():
    assert choose("en-GB", [], "consent") is catalogue("en")


def test_own_texts_may_leave_the_letters_to_the_shipped_ones(tmp_path):
    path = own_texts(tmp_path)
    path.write_text(path.read_text("utf-8").split("[chase]")[0], "utf-8")
    assert choose("cy", [read_catalogue(path)], "chase") is catalogue("cy")


def test_a_date_form_that_says_something_else_is_left_as_it_stands():
    strange = catalogue("en").model_copy(update={"date_form": "{day.__class__} {dia} {month}"})
    assert strange.day(date(2026, 10, 12)) == "{day.__class__} {dia} October"


def test_texts_in_another_language_are_a_draft_until_somebody_checked_them():
    assert catalogue("pl").model_copy(update={"translated_from": ""}).draft
