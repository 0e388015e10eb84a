"""The consent form: a page to keep that says what mentoring is, and a page to return that a scan marks as received.

What is the same for many families is described once in the file; each family's page holds only its own words.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import BinaryIO, NamedTuple

from desktop.documents.batch import print_each, unprintable
from desktop.documents.catalogue import SOURCE, Catalogue, catalogue, choose
from desktop.documents.codes import CODE128_HEIGHT, QR_SIDE, code128_width, draw_code128, draw_qr
from desktop.documents.facts import age_on, school_facts
from desktop.documents.flow import Flow
from desktop.documents.information import bottom, column_width, flows_for
from desktop.documents.reply import FOOT, MARGIN, ReplyPage, Signer, Spoken, draw_plan, plan_reply
from desktop.documents.requests import UNWATCHED, Batch, ConsentFormRequest, PaperProblem, Variant, Watch
from desktop.documents.sheet import ACCENT, CREAM, INK, MUTED, WARN, Box, Column, Sheet, Style
from desktop.documents.typeset import Setting, apart
from desktop.i18n import _, pgettext
from desktop.models.reference import spaced

_MOST_PAGES = 2
OverPage = Callable[[ReplyPage, Mapping[str, str]], None]


class Form(NamedTuple):
    """What all families that get the same form share: its words, its pages to keep and its pages to return."""

    key: object
    spoken: Spoken
    keep: list[tuple[Flow, ...]]
    reply: list[ReplyPage]
    whom: str
    grow: float  # the factor of large print on what has a fixed size

    @property
    def first_top(self) -> float:
        """Where the text starts on the first page."""
        return MARGIN * 0.72 + 108 * self.grow

    @property
    def pages(self) -> int:
        """How many pages a family gets."""
        return len(self.keep) + len(self.reply)


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
        reason = _("The form in {language} runs over {n} pages.").format(
            language=pgettext("word", form.spoken.main.english_name), n=form.pages
        )
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
            sheet.stamp((form.key, number), partial(_same_for_all, sheet, form, number))
            if number == 0:
                box = Box(MARGIN, form.first_top - 34 * self.grow, sheet.width - 2 * MARGIN, 26 * self.grow)
                sheet.fit(values.get("known_name", ""), box, Style(15 * self.grow, bold=True))
            if number >= len(form.keep):
                page = form.reply[number - len(form.keep)]
                _fill(sheet, page, values, editable=self.over is not None)
                if page.office is not None:
                    _draw_code(sheet, page.office, reference)
                if self.over is not None:
                    self.over(page, values)
            if number == len(form.keep):
                draw_qr(sheet, reference, sheet.width - MARGIN - QR_SIDE, MARGIN * 0.6)
            foot = Box(sheet.width - MARGIN - 120, sheet.height - FOOT - 2, 120, 15)
            sheet.fit(spaced(reference), foot, Style(8.4, bold=True, colour=MUTED), align="end")
            sheet.end_page()


def entries(request: ConsentFormRequest, spoken: Spoken) -> dict[str, str]:
    """Return what is filled in for a family, by the names of the form's fields; blanks are left out."""
    mentee, words = request.mentee, spoken.main
    parent = next((contact for contact in mentee.contacts if not contact.emergency), None)
    other = next((contact for contact in mentee.contacts if contact.emergency), None)
    found = {
        "known_name": mentee.full_name,
        "legal_name": f"{mentee.legal_forename} {mentee.legal_surname}",
        "preferred_name": mentee.preferred_forename,
        "date_of_birth": words.day(mentee.date_of_birth),
        "year": "" if mentee.year is None else str(mentee.year),
        "form": mentee.form or "",
        "return_by": "  ·  ".join(
            apart(text, rtl=words.rtl)
            for text, _setting in spoken.each(f"words.return{'' if spoken.facts['return_by'] else '_open'}")
        ),
        "name": parent.name if parent else "",
        "relationship": parent.relationship if parent else "",
        "phone": parent.phone if parent else "",
        "email": parent.email if parent else "",
        "emergency_contact": other.name if other else "",
        "emergency_phone": other.phone if other else "",
        "access": mentee.emergency_and_access,
    }
    return {key: text.strip() for key, text in found.items() if text.strip()}


def signer_of(request: ConsentFormRequest) -> Signer:
    """Return who signs, by the age on the day the form has to be back."""
    consent = request.consent
    age = age_on(request.mentee, consent.return_by or consent.issued_on)
    return Signer(self_only=age >= 18, may_sign_alone=16 <= age < 18 and request.programme.policy.sixteen_may_sign)


def form_facts(request: ConsentFormRequest, words: Catalogue) -> dict[str, str]:
    """Return what a form's texts are filled with, in the words of one language."""
    facts = school_facts(words, request.school, request.programme, request.arrangements)
    consent = request.consent
    return facts | {"version": consent.form_version, "return_by": words.day(consent.return_by)}


def _same_for_all(sheet: Sheet, form: Form, number: int) -> None:
    """Draw what stands on a page of a form whoever gets it."""
    if form.spoken.clear:
        sheet.box(Box(0, 0, sheet.width, sheet.height), fill=CREAM)
    if number < len(form.keep):
        _draw_information(sheet, form, number)
    else:
        draw_plan(sheet, form.reply[number - len(form.keep)])
    _draw_foot(sheet, form, number)


def _draw_information(sheet: Sheet, form: Form, number: int) -> None:
    top = MARGIN
    if number == 0:
        _draw_head(sheet, form)
        top = form.first_top
    width = column_width(sheet, form.spoken)
    for place, flow in enumerate(form.keep[number]):
        flow.draw(sheet, Column(MARGIN + place * (width + 16), top, width))
    if len(form.keep[number]) > 1:
        sheet.upright(sheet.width / 2, top, bottom(sheet) - top)


def _draw_head(sheet: Sheet, form: Form) -> None:
    width, top, grow = sheet.width - 2 * MARGIN, MARGIN * 0.72, form.grow
    school = Box(MARGIN, top, width * 0.5 - 8, 15 * grow)
    sheet.fit(form.spoken.facts["school"], school, Style(9.6 * grow, bold=True, colour=ACCENT))
    programme = Box(MARGIN + width * 0.5, top, width * 0.5, 15 * grow)
    sheet.fit(form.spoken.facts["programme"], programme, Style(9.6 * grow, colour=MUTED), align="end")
    sheet.rule(MARGIN, top + 19 * grow, width, ACCENT, 1.2)
    rtl = form.spoken.setting.rtl
    titles = "  ·  ".join(apart(text, rtl=rtl) for text, _setting in form.spoken.each("consent.title"))
    sheet.fit(titles, Box(MARGIN, top + 24 * grow, width, 34 * grow), Style(20 * grow, bold=True))
    whom = " / ".join(apart(text, rtl=rtl) for text, _setting in form.spoken.each(f"consent.for_{form.whom}"))
    sheet.fit(whom, Box(MARGIN, form.first_top - 48 * grow, width, 15 * grow), Style(9.4 * grow, colour=MUTED))


def _draw_foot(sheet: Sheet, form: Form, number: int) -> None:
    words = form.spoken.main
    keep = [words.text("words.keep")] if number < len(form.keep) else []
    page = words.text("words.page", {"page": str(number + 1), "pages": str(form.pages)})
    version = words.text(
        "words.version", {"version": f"{form.spoken.facts['version']} {words.language} {words.version}"}
    )
    text = "  ·  ".join([page, *keep, version])
    width = sheet.width - 2 * MARGIN - 130
    sheet.fit(text, Box(MARGIN, sheet.height - FOOT - 2, width, 15), Style(8 * form.grow, colour=MUTED))
    draw_draft_note(sheet, words, form.grow)


def draw_draft_note(sheet: Sheet, words: Catalogue, grow: float = 1.0) -> None:
    """Say at the foot of the page that no person has checked a translation yet, in its language and in English."""
    if words.draft:
        note = Box(MARGIN, sheet.height - FOOT + 13, sheet.width - 2 * MARGIN, 15)
        said = "  ·  ".join(part for part in (words.draft_note, "Draft translation") if part)
        sheet.fit(said, note, Style(8 * grow, bold=True, colour=WARN))


def _fill(sheet: Sheet, page: ReplyPage, values: dict[str, str], *, editable: bool) -> None:
    """Draw what is known; what can be changed on a screen is left to its field."""
    for entry in page.fields:
        if entry.key in values and not (editable and entry.tip):
            bold = entry.key == "return_by"
            style = Style(entry.box.height * 0.74, bold=bold, colour=ACCENT if bold else INK)
            sheet.fit(values[entry.key], entry.box, style)


def _draw_code(sheet: Sheet, office: Box, reference: str) -> None:
    x, top = office.x + 8, office.top + 6
    draw_code128(sheet, reference, x, top)
    box = Box(x, top + CODE128_HEIGHT + 2, code128_width(reference), 18)
    sheet.fit(spaced(reference), box, Style(13, bold=True), align="centre")


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
    reason = _("This form's reference can't be printed as a code.")
    return [PaperProblem(person=person, reason=reason, advice=_("Issue the form again."))]
