"""The two copies that go by e-mail: the fillable PDF and the accessible HTML."""

import ctypes
from datetime import date
from html.parser import HTMLParser

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from desktop.documents import field_font, fonts
from desktop.documents.accessible import consent_form_html
from desktop.documents.catalogue import catalogue
from desktop.documents.fillable import fillable_form
from desktop.documents.reply import CHOICES
from desktop.documents.requests import Variant
from desktop.models.policy import Policy
from desktop.models.reference import spaced
from tests.unit.documents.papers import PROGRAMME, form, mentee, printed, reference


class Reader(HTMLParser):
    """Reads a page as a screen reader would: its language, its headings, each field with its label."""

    def __init__(self, page):
        super().__init__()
        self.attributes, self.headings, self.fields, self.open, self.label, self.words = {}, [], {}, [], "", []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "html":
            self.attributes = found
        if tag == "input":
            self.fields[found["name"]] = found
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        self.words.append(text)
        if self.open and self.open[-1] in ("h1", "h2"):
            self.headings.append(text)


def opened(pdf):
    """A form with its reply page, as a viewer opens it."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    return document, document[1]


def annotations(page):
    found = [pdfium.FPDFPage_GetAnnot(page, place) for place in range(pdfium.FPDFPage_GetAnnotCount(page))]
    return {_string(one, b"T"): one for one in found}


def field_names(pdf):
    _document, page = opened(pdf)
    return {name: _string(one, b"TU") for name, one in annotations(page).items()}


def fields_of(pdf):
    """Each field's name, its value, and how it looks."""
    _document, page = opened(pdf)
    return [(name, _string(one, b"V"), _look(one)) for name, one in annotations(page).items()]


def _look(annotation):
    length = pdfium.FPDFAnnot_GetAP(annotation, 0, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAnnot_GetAP(annotation, 0, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace")


def _string(annotation, key):
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def test_the_fillable_form_has_a_field_for_each_blank_and_each_choice():
    names = field_names(printed(fillable_form, form())[0])
    assert {*CHOICES, "refuse", "responsibility", "access", "emergency_contact", "legal_name"} <= set(names)
    assert not {"known_name", "return_by"} & set(names)


def test_each_field_has_a_tooltip_in_the_form_s_language():
    names = field_names(printed(fillable_form, form(1, "pl"))[0])
    assert names["take_part"] == catalogue("pl").text("consent.reply.take_part")
    assert names["young_signature.date"] == "Młoda osoba: chcę wziąć udział: Data"
    assert all(names.values())


@pytest.mark.parametrize(("number", "language"), [(1, "pl"), (8, "ur"), (9, "bn"), (3, "en")])
def test_what_is_known_stands_in_fields_to_be_corrected(number, language):
    pdf = printed(fillable_form, form(number, language))[0]
    known = mentee(number)
    values = {name: value for name, value, _shown in fields_of(pdf)}
    assert values["legal_name"] == f"{known.legal_forename} {known.legal_surname}"
    assert values["phone"] == "07700 900123"
    assert values["access"] == ""


def test_what_is_known_is_seen_before_anybody_types():
    pdf = printed(fillable_form, form(1, "pl"))[0]
    seen = {name: shown for name, _value, shown in fields_of(pdf)}
    blank = fields_of(printed(fillable_form, form(1, "pl", mentee=mentee(1, contacts=())))[0])
    assert seen["phone"] != {name: shown for name, _value, shown in blank}["phone"]
    assert "/Tx BMC" in seen["phone"]


@pytest.mark.parametrize("text", ["Zażółć gęślą jaźń", "Ŵyn Ŷ ŵ ŷ", "Ștefan Țîrlea", "İğ Şık 5 & <b>", "O’Brien–Smith"])
def test_typed_letters_are_set_in_the_form_s_own_embedded_face(text):
    """By PDFium, which draws fields in Chrome and Edge."""
    document, page = opened(printed(fillable_form, form(1, "pl"))[0])
    annotation = annotations(page)["access"]
    corners = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, corners)
    middle = ((corners.left + corners.right) / 2, (corners.top + corners.bottom) / 2)
    pdfium.FORM_OnLButtonDown(document.formenv, page, 0, *middle)
    pdfium.FORM_OnLButtonUp(document.formenv, page, 0, *middle)
    for character in text:
        pdfium.FORM_OnChar(document.formenv, page, ord(character), 0)
    pdfium.FORM_ForceToKillFocus(document.formenv)
    assert _string(annotation, b"V") == text
    said = _look(annotation)
    assert said.count(" Tf") == 1
    assert f"/{field_font.NAME} " in said


def test_every_letter_of_the_field_font_can_be_drawn():
    letters = {letter for place in range(32, 256) if (letter := field_font.letter_at(place))}
    assert fonts.missing("".join(letters)) == ()
    assert {*"ŵŷłżșțăčěőğıéüñ’–€", *map(chr, range(32, 127))} <= letters


def test_the_letters_of_fields_are_embedded():
    assert b"ALONGS+NotoSans-Regular" in printed(fillable_form, form())[0]


def test_a_fillable_form_that_cannot_be_right_is_left_out():
    assert printed(fillable_form, form(mentee=mentee(legal_forename="王")), variant=Variant.LARGE_PRINT)[1].made == 0


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ur", "rtl"), ("bn", "ltr")])
def test_the_html_copy_says_its_language_and_direction(language, direction):
    page = Reader(consent_form_html(form(0, language)))
    assert page.attributes == {"lang": language, "dir": direction}


def test_the_html_copy_has_the_form_s_words_under_headings():
    page = Reader(consent_form_html(form()))
    words = catalogue("en")
    keys = ("title", "about.heading", "arrangements.heading", "safety.heading", "data.heading", "withdraw.heading")
    assert page.headings == [words.text(f"consent.{key}") for key in (*keys, "reply.heading")]
    text = " ".join(page.words)
    assert words.text("consent.reply.photo") in text
    assert "Siân Ŵyn-Jones" in text
    assert spaced(reference(0)) in text


def test_the_html_copy_has_what_is_known_in_its_fields():
    fields = Reader(consent_form_html(form())).fields
    assert fields["legal_name"]["value"] == "Siân Ŵyn-Jones"
    assert fields["date_of_birth"]["value"] == "14 March 2012"
    assert "value" not in fields["access"]


def test_markup_in_a_name_stays_a_name():
    page = consent_form_html(form(3))
    assert "<img" not in page
    assert Reader(page).fields["legal_name"]["value"] == "<b>Bold <img src=x>"


def test_a_draft_says_so_in_html_too():
    assert "Draft translation" in consent_form_html(form(0, "so"))
    assert "Draft translation" not in consent_form_html(form())


def test_someone_of_age_is_not_asked_for_a_parent():
    fields = Reader(consent_form_html(form(mentee=mentee(date_of_birth=date(2008, 1, 1))))).fields
    assert "responsibility" not in fields
    assert "self_signature-date" in fields


def test_at_sixteen_the_html_says_who_may_sign():
    lenient = PROGRAMME.model_copy(update={"policy": Policy(sixteen_may_sign=True)})
    older = form(mentee=mentee(date_of_birth=date(2010, 1, 1)), programme=lenient)
    assert "may sign without a parent" in consent_form_html(older)


def test_a_language_without_a_form_gets_the_english_page():
    assert Reader(consent_form_html(form(0, "ti"))).attributes["lang"] == "en"


def test_a_family_without_a_printable_name_still_gets_a_page():
    assert "<h1>" in consent_form_html(form(mentee=mentee(legal_forename=" ", legal_surname="")))


def test_the_html_copy_of_two_languages_has_both_each_in_its_own_direction():
    page = consent_form_html(form(0, "ur", bilingual=True))
    assert page.index('<section lang="ur" dir="rtl">') < page.index('<section lang="en" dir="ltr">')
    assert Reader(page).headings.count(catalogue("en").text("consent.title")) == 1
    assert '<section lang="en"' not in consent_form_html(form(0, "ur"))
    assert consent_form_html(form(0, "en", bilingual=True)).count("<section") == 1


def test_whoever_signs_in_html_writes_their_name_and_the_day_too():
    page = Reader(consent_form_html(form()))
    assert {"parent_signature", "parent_signature-printed_name", "young_signature-date"} <= set(page.fields)
    assert "Parent or carer: Name in capitals" in " ".join(page.words)
