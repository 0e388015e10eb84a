"""The consent form: a page to keep that says what mentoring is, and a page to return that a scan marks as received.

What is the same for many families is described once in the file; each family's page holds only its own words.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import BinaryIO

from desktop.documents.batch import print_each, unprintable
from desktop.documents.catalogue import SOURCE, Catalogue, catalogue, choose
from desktop.documents.codes import QR_SIDE, draw_qr
from desktop.documents.form_page import Form, draw_code, fill_in, same_for_all
from desktop.documents.form_words import entries, form_facts, signer_of
from desktop.documents.information import bottom, column_width, flows_for
from desktop.documents.reply import FOOT, MARGIN, ReplyPage, Signer, Spoken, plan_reply
from desktop.documents.requests import UNWATCHED, Batch, ConsentFormRequest, PaperProblem, Variant, Watch
from desktop.documents.sheet import MUTED, Box, Sheet, Style
from desktop.documents.typeset import Setting
from desktop.i18n import _, ngettext, pgettext
from desktop.models.reference import spaced

_MOST_PAGES = 2
OverPage = Callable[[ReplyPage, Mapping[str, str]], None]


def consent_forms(
    requests: Sequence[ConsentFormRequest],
    out: BinaryIO,
    *,
    variant: Variant = Variant.STANDARD,
    catalogues: Sequence[Catalogue] = (),
    watch: Watch = UNWATCHED,
) -> Batch:
    """Write a consent form for each family into one PDF, page by page.

    `catalogues` are the school's own texts; they take the place of the shipped ones. Raises Stopped.
    """
    title = _("Consent forms") if len(requests) != 1 else _("Consent form")
    setting = Setting(requests[0].consent.language if len(requests) == 1 else SOURCE)
    press = Press(Sheet(out, title, setting), catalogues, variant)
    return print_each(press.sheet, requests, press.draw, watch)


class Press:
    """Draws forms one after the other and remembers each kind of form it has laid out."""

    def __init__(self, sheet: Sheet, own: Sequence[Catalogue], variant: Variant, over: OverPage | None = None) -> None:
        """`over` is called with each page of a reply and what was filled in, before the page ends."""
        self.sheet, self.own, self.variant, self.over = sheet, own, variant, over
        self.grow = 1.5 if variant is Variant.LARGE_PRINT else 1.0
        self._forms: dict[object, Form] = {}

    def draw(self, request: ConsentFormRequest) -> list[PaperProblem]:
        """Draw one family's form; a form that can't be right is left out and reported."""
        person = request.mentee.full_name
        words = choose(request.consent.language, self.own, "consent")
        spoken = self._spoken(request, words or catalogue(SOURCE))
        values = entries(request, spoken)
        problems = [] if words else [_no_language(person, request.consent.language)]
        problems += unprintable(person, [*values.values()], spoken.setting, left_out=True)
        problems += _bad_reference(person, request.consent.reference)
        if not any(problem.left_out for problem in problems):
            known = len(self._forms)
            form = self.form(request, spoken)
            self._pages(form, request.consent.reference, values)
            if len(self._forms) > known:  # said once, not to each family
                facts = [*spoken.facts.values()]
                problems += unprintable(request.school.name, facts, spoken.setting, left_out=False)
                problems += self._too_long(request.school.name, form)
        return problems

    def _too_long(self, school: str, form: Form) -> list[PaperProblem]:
        if self.variant is not Variant.STANDARD or form.pages <= _MOST_PAGES:
            return []
        reason = ngettext(
            "The form in {{language}} runs over {n} page.", "The form in {{language}} runs over {n} pages.", form.pages
        ).format(language=pgettext("word", form.spoken.main.english_name))
        advice = _("Shorten the names of the school, its places and staff, or leave out English beside it.")
        return [PaperProblem(person=school, reason=reason, advice=advice, left_out=False)]

    def form(self, request: ConsentFormRequest, spoken: Spoken) -> Form:
        """Return the form a request needs, laid out once for all alike."""
        signer = signer_of(request)
        key = (spoken.main.language, spoken.beside is None, signer, tuple(spoken.facts.items()))
        if key not in self._forms:
            self._use(spoken)
            self._forms[key] = self._lay_out(key, spoken, signer)
        return self._forms[key]

    def _lay_out(self, key: object, spoken: Spoken, signer: Signer) -> Form:
        size = {Variant.LARGE_PRINT: 16.0, Variant.DYSLEXIA_FRIENDLY: 12.0}.get(self.variant)
        first = MARGIN * 0.72 + 108 * self.grow
        heights = (bottom(self.sheet) - first, bottom(self.sheet) - MARGIN)
        width = column_width(self.sheet, spoken)
        flows = flows_for(self.sheet, spoken, heights[0], size)
        columns = [list(flow.columns(self.sheet, width, heights)) for flow in flows]
        keep = [tuple(flow for flow in page if flow is not None) for page in zip_longest(*columns)]
        reply = plan_reply(self.sheet, spoken, signer, size=size and size * (1.1 if self.grow > 1 else 0.9))
        return Form(key, spoken, keep, reply, "self" if signer.self_only else "whom", self.grow)

    def _spoken(self, request: ConsentFormRequest, words: Catalogue) -> Spoken:
        facts = form_facts(request, words)
        clear = self.variant is Variant.DYSLEXIA_FRIENDLY
        if not request.bilingual or words.language == SOURCE or self.variant is not Variant.STANDARD:
            return Spoken(words, facts, clear=clear)
        english = choose(SOURCE, self.own, "consent") or catalogue(SOURCE)
        return Spoken(words, facts, english, form_facts(request, english))

    def _use(self, spoken: Spoken) -> None:
        self.sheet.setting = spoken.setting
        self.sheet.mirrored = spoken.setting.rtl

    def _pages(self, form: Form, reference: str, values: dict[str, str]) -> None:
        sheet = self.sheet
        self._use(form.spoken)
        sheet.bookmark(spaced(reference))
        for number in range(form.pages):
            sheet.stamp((form.key, number), partial(same_for_all, sheet, form, number))
            if number == 0:
                box = Box(MARGIN, form.first_top - 34 * self.grow, sheet.width - 2 * MARGIN, 26 * self.grow)
                sheet.fit(values.get("known_name", ""), box, Style(15 * self.grow, bold=True))
            if number >= len(form.keep):
                page = form.reply[number - len(form.keep)]
                fill_in(sheet, page, values, editable=self.over is not None)
                if page.office is not None:
                    draw_code(sheet, page.office, reference)
                if self.over is not None:
                    self.over(page, values)
            if number == len(form.keep):
                draw_qr(sheet, reference, sheet.width - MARGIN - QR_SIDE, MARGIN * 0.6)
            foot = Box(sheet.width - MARGIN - 120, sheet.height - FOOT - 2, 120, 15)
            sheet.fit(spaced(reference), foot, Style(8.4, bold=True, colour=MUTED), align="end")
            sheet.end_page()


def _no_language(person: str, language: str) -> PaperProblem:
    return PaperProblem(
        person=person,
        reason=_("There is no form in the language “{language}”; it was printed in English.").format(language=language),
        advice=_("Add a file of form texts in this language, or read the form with the family."),
        left_out=False,
    )


def _bad_reference(person: str, reference: str) -> list[PaperProblem]:
    if reference.isascii() and reference.isalnum() and 4 <= len(reference) <= 12:
        return []
    reason = _("This form’s code can’t be printed.")
    return [PaperProblem(person=person, reason=reason, advice=_("Print the form again."))]
