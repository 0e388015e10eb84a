import io
from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.catalogue import catalogue
from desktop.documents.consent_form import consent_forms
from desktop.documents.form_words import form_facts, signer_of
from desktop.documents.own_texts import read_catalogue
from desktop.documents.reply import CHOICES, Spoken, plan_reply
from desktop.documents.requests import Arrangements, Variant, Watch
from desktop.documents.sheet import Sheet
from desktop.errors import Stopped
from desktop.models.people import Contact
from desktop.models.policy import Policy
from desktop.models.programme import School, Staff
from desktop.models.reference import spaced
from desktop.paths import resource
from tests.unit.documents.papers import (
    NAMES,
    PROGRAMME,
    SCHOOL,
    SHAPED,
    consent,
    form,
    letters_of,
    mentee,
    printed,
    reference,
    words_of,
)


@pytest.fixture(scope="module")
def english():
    return printed(consent_forms, [form(number) for number in range(len(NAMES))])


@pytest.mark.parametrize("number", range(len(NAMES)))
def test_latin_names_are_printed_letter_by_letter_as_they_are_kept(english, number):
    pdf, _batch = english
    forename, surname = NAMES[number]
    whole = f"{forename} {surname}".replace(" ", "")
    assert whole in letters_of(pdf, 2 * number + 1)
    assert whole in letters_of(pdf, 2 * number + 2)


@pytest.mark.parametrize("number", range(len(SHAPED)))
def test_shaped_names_are_read_back_in_logical_order(number):
    pdf, _batch = printed(consent_forms, [form(len(NAMES) + number)])
    assert all(part in letters_of(pdf, 1) for part in SHAPED[number])


def test_a_form_is_two_pages(english):
    assert english[1].pages == 2 * len(NAMES)


def test_the_page_to_keep_tells_all_that_a_family_has_to_know():
    text = words_of(printed(consent_forms, [form()])[0], 1)
    for told in (
        "Ysgol Bryn Coed", "Alongside Mentoring", "7 September 2026 to 20 July 2027", "Main hall",
        "60 minutes, once a month", "stay in the room", "In person", "Helen Price", "Ms R. Okafor",
        "Information Commissioner", "withdraw",
        "3 years", "Thursdays at half past three.", "Anna Lloyd",
    ):  # fmt: skip
        assert told in text, told


def test_the_reply_page_asks_for_all_that_has_to_come_back():
    text = words_of(printed(consent_forms, [form()])[0], 2)
    words = catalogue("en")
    asked = ["responsibility", "emergency_contact", "access", "parent_signature", "young_signature", "refuse", *CHOICES]
    assert [key for key in asked if words.text(f"consent.reply.{key}") not in text] == []
    for told in ("12 October 2026", "14 March 2012", "Catrin Jones", "Form 2026.1", spaced(reference(0)), "Office use"):
        assert told in text, told


def test_a_known_emergency_contact_and_needs_are_filled_in():
    person = mentee(
        contacts=(Contact(name="Mair Rees", phone="07700 900456", emergency=True),), emergency_and_access="Inhaler"
    )
    text = words_of(printed(consent_forms, [form(mentee=person)])[0], 2)
    assert "Mair Rees 07700 900456" in text
    assert "Inhaler" in text


def test_what_is_not_known_is_left_to_write():
    person = mentee(date_of_birth=None, year=None, form=None, contacts=())
    made, batch = printed(consent_forms, [form(mentee=person, consent=consent(return_by=None))])
    assert batch.problems == ()
    assert "Please return this page." in words_of(made, 2)


def test_a_school_with_nobody_named_sends_families_to_its_office():
    text = words_of(printed(consent_forms, [form(school=School(name="Hill"), arrangements=Arrangements())])[0], 1)
    assert text.count("ask at the school office") == 3


def test_someone_of_age_signs_alone():
    adult = mentee(date_of_birth=date(2008, 1, 1))
    text = words_of(printed(consent_forms, [form(mentee=adult)])[0], 2)
    assert "I want to take part in mentoring." in text
    assert "parental responsibility" not in text


def test_at_sixteen_a_young_person_may_sign_where_the_school_says_so():
    older = mentee(date_of_birth=date(2010, 1, 1))
    said = "may sign without a parent"
    assert said not in words_of(printed(consent_forms, [form(mentee=older)])[0], 2)
    lenient = PROGRAMME.model_copy(update={"policy": Policy(sixteen_may_sign=True)})
    assert said in words_of(printed(consent_forms, [form(mentee=older, programme=lenient)])[0], 2)


@pytest.mark.parametrize("language", ["cy", "pl", "ur", "bn", "ar", "so", "ro"])
def test_each_translation_fits_two_pages_and_says_that_it_is_a_draft(language):
    pdf, batch = printed(consent_forms, [form(0, language)])
    assert batch.pages == 2
    assert all("Draft translation" in words_of(pdf, page) for page in (1, 2))


@pytest.mark.parametrize("language", ["cy", "pl", "so", "ro", "bn"])
def test_each_translation_from_left_to_right_is_read_back_as_written(language):
    text = letters_of(printed(consent_forms, [form(0, language)])[0])
    words = catalogue(language)
    keys = ("consent.title", "consent.about.text", "consent.reply.take_part", "consent.withdraw.heading")
    assert [key for key in keys if words.text(key).replace(" ", "") not in text] == []


@pytest.mark.parametrize("language", ["ur", "ar"])
def test_each_translation_from_right_to_left_is_read_back_word_by_word(language):
    found = set(words_of(printed(consent_forms, [form(0, language)])[0], order="reading").split())
    said = catalogue(language).text("consent.about.text").split()
    assert len([word for word in said if word in found]) > 0.8 * len(said)


def test_a_bilingual_form_has_both_languages_on_two_pages_and_each_with_its_own_dates():
    pdf, batch = printed(consent_forms, [form(0, "cy", bilingual=True)])
    assert batch.pages == 2
    text = words_of(pdf)
    for told in (
        "Tudalen ymateb",
        "Reply page",
        "7 Medi 2026",
        "7 September 2026",
        "12 Hydref 2026",
        "12 October 2026",
    ):
        assert told in text, told


def test_a_bilingual_english_form_is_the_english_form():
    assert printed(consent_forms, [form(bilingual=True)])[0] == printed(consent_forms, [form()])[0]


def test_a_checked_catalogue_of_the_school_s_own_prints_no_draft_note(tmp_path):
    text = resource("forms/so.toml").read_text("utf-8").replace('checked_by = ""', 'checked_by = "A. Person"')
    (tmp_path / "so.toml").write_text(text.replace("Bogga jawaabta", "Jawaabta reerka"), "utf-8")
    mine = read_catalogue(tmp_path / "so.toml")
    printed_text = words_of(printed(consent_forms, [form(0, "so")], catalogues=[mine])[0])
    assert "Jawaabta reerka" in printed_text
    assert "Draft" not in printed_text


def test_a_language_without_a_form_gets_english_and_is_reported():
    pdf, batch = printed(consent_forms, [form(0, "ti")])
    assert (batch.made, batch.pages) == (1, 3)
    assert [problem.left_out for problem in batch.problems] == [False]
    assert "Reply page" in words_of(pdf)


def test_a_name_that_cannot_be_printed_is_left_out_and_listed_at_the_end():
    requests = [form(0), form(1, mentee=mentee(1, legal_surname="王")), form(2)]
    pdf, batch = printed(consent_forms, requests)
    assert (batch.made, batch.pages) == (2, 5)
    (problem,) = batch.problems
    assert (problem.person, problem.left_out) == ("Łukasz 王", True)
    assert "王" in problem.reason
    assert "Łukasz \ufffd" in words_of(pdf, 5)


def test_a_member_of_staff_whose_name_cannot_be_printed_is_reported_once():
    staff = (Staff(id="dsl", name="王芳", role="dsl"),)
    odd = SCHOOL.model_copy(update={"staff": staff})
    _pdf, batch = printed(consent_forms, [form(number, school=odd) for number in range(3)])
    assert [(problem.person, problem.left_out) for problem in batch.problems] == [("Ysgol Bryn Coed", False)]
    assert batch.made == 3


def test_a_reference_that_is_no_code_is_left_out():
    _pdf, batch = printed(consent_forms, [form(consent=consent(reference="Ünï")), form(1)])
    assert (batch.made, len(batch.problems)) == (1, 1)


def test_many_problems_run_over_pages():
    requests = [form(number, consent=consent(number, reference="?")) for number in range(40)]
    pdf, batch = printed(consent_forms, requests)
    assert batch.pages > 1
    assert words_of(pdf).count("code can’t be printed") == 40


@pytest.mark.parametrize("variant", [Variant.LARGE_PRINT, Variant.DYSLEXIA_FRIENDLY])
def test_variants_say_the_same_in_more_room(variant):
    plain = words_of(printed(consent_forms, [form()])[0])
    pdf, batch = printed(consent_forms, [form()], variant=variant)
    assert batch.pages > 2
    text = words_of(pdf)
    assert "Information Commissioner" in text
    assert "Photographs of the young person may be taken" in text
    assert len(text) >= len(plain) * 0.95


def test_a_batch_has_a_bookmark_for_each_form_that_names_nobody():
    document = pypdfium2.PdfDocument(printed(consent_forms, [form(0), form(1)])[0])
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert marks == [(spaced(reference(0)), 0), (spaced(reference(1)), 2)]


@pytest.mark.parametrize("language", ["en", "ur", "pl", "bn"])
def test_a_form_with_long_facts_still_fits_two_pages(language):
    long = SCHOOL.model_copy(
        update={"name": "The Llanfairpwllgwyngyll and District Comprehensive School and Sixth Form"}
    )
    agreed = Arrangements(
        place="The Old Library, first floor of the Jubilee Building, by the main stairs and the lift",
        when="The second Thursday of each month, half past three to half past four, not in holidays.",
        coordinator="Professor Anna-Maria Fitzwilliam-Lloyd",
        coordinator_phone="01632 960 113",
    )
    request = form(5, language, school=long, arrangements=agreed, bilingual=language == "pl")
    assert printed(consent_forms, [request])[1].pages == 2


def test_progress_is_told_for_each_form():
    told = []
    printed(consent_forms, [form(0), form(1)], watch=Watch(progress=lambda done, of: told.append((done, of))))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_a_batch_can_be_stopped():
    with pytest.raises(Stopped, match="stopped"):
        printed(consent_forms, [form(0)], watch=Watch(stopped=lambda: True))


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=60), st.text(max_size=60), st.text(max_size=200))
def test_no_name_ever_stops_a_form(forename, surname, needs):
    person = mentee(legal_forename=forename, legal_surname=surname, emergency_and_access=needs)
    _pdf, batch = printed(consent_forms, [form(mentee=person)])
    assert batch.made + len(batch.problems) == 1


def test_a_form_that_runs_over_two_pages_is_said_once():
    long = "The Very Reverend Archbishop Featherstonehaugh-Cholmondeley Academy of Saint Somebody (Upper School)"
    staff = tuple(one.model_copy(update={"name": long}) for one in SCHOOL.staff)
    school = SCHOOL.model_copy(update={"name": long, "dpo": f"{long}, {long}", "address": long, "staff": staff})
    programme = PROGRAMME.model_copy(update={"name": long})
    changes = {"school": school, "programme": programme, "arrangements": Arrangements(when=f"{long}. " * 6)}
    both = [form(number, "ur", bilingual=True, **changes) for number in (0, 1)]
    _pdf, batch = printed(consent_forms, both)
    assert [(one.reason, one.left_out) for one in batch.problems] == [("The form in Urdu runs over 3 pages.", False)]


@pytest.mark.parametrize("language", ["cy", "pl", "ur", "bn", "ar", "so", "ro"])
def test_two_languages_beside_each_other_stay_on_two_pages_and_readable(language):
    both = (catalogue(language), catalogue("en"))
    facts = [form_facts(form(0, language), words) for words in both]
    words = Spoken(both[0], facts[0], both[1], facts[1])
    sheet = Sheet(io.BytesIO(), "", words.setting)
    pages = plan_reply(sheet, words, signer_of(form(0, language)))
    assert len(pages) == 1
    office = pages[0].office
    assert min(label.style.size for label in pages[0].labels if label.column.top < office.top) > 6.5
