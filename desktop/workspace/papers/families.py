"""Papers for families: consent forms, to sign, to e-mail and to read in a browser, and reminders of late ones."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import BinaryIO

from desktop.documents.catalogue import Catalogue
from desktop.documents.requests import Batch, ChaseLetterRequest, ConsentFormRequest, Watch
from desktop.errors import DocumentTrouble
from desktop.i18n import _
from desktop.models.consent import Consent, ConsentResponse
from desktop.models.people import Mentee, PersonState
from desktop.models.record import MenteeId
from desktop.workspace.consents import Consents
from desktop.workspace.desk import Desk
from desktop.workspace.papers.order import PaperOrder, Variant
from desktop.workspace.papers.printing import Made, Make
from desktop.workspace.papers.texts import FormTexts


class FamilyPapers:
    """Each family in its own language, unless one is asked for; who isn't chosen by name is chosen by what is due."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._consents = Consents(desk)
        self._texts = FormTexts(desk)

    def still_to_sign(self) -> list[Mentee]:
        """Return the young people whose form is out or was never printed, by form and name."""
        active = [one for one in self._desk.store.all(Mentee) if one.state is PersonState.ACTIVE]
        return self._consents.not_back(in_order(active))

    def late(self) -> list[Mentee]:
        """Return the young people whose form is out and should have been back before today."""
        current, today = self._consents.current(), self._desk.today()
        due = {one for one, form in current.items() if form.return_by and form.return_by < today and _awaited(form)}
        return [one for one in self.still_to_sign() if one.id in due] if due else []

    def consent_forms(self, order: PaperOrder) -> Made:
        """Return the forms of some families: one file for the printer, or a file each to fill in, and pages to read."""
        people = self._chosen(order.people) if order.people else self.still_to_sign()
        if not people:
            raise DocumentTrouble(_("No consent form is still to be signed."), _("Import the young people first."))
        forms, new = self._consents.drawn_up(people, return_by=order.return_by, language=order.language)
        requests = self._form_requests(order, people, forms)
        whole = {f"{order.paper}.pdf": self._forms(order, requests)}
        papers = self._to_fill_in(order, requests) if order.fillable else whole
        if order.html:
            own = self._texts.own()
            papers |= {f"consent-form-{one.consent.reference}.html": partial(_page, one, own) for one in requests}
        return Made(papers, tuple(new))

    def chase_letters(self, order: PaperOrder) -> Made:
        """Return reminders to the families whose form is late; to those chosen, wherever a form is out."""
        from desktop.documents.letters import chase_letters

        current, own = self._consents.current(), self._texts.own()
        people = self._chosen(order.people) if order.people else self.late()
        out = [(one, current[one.id]) for one in people if one.id in current and _awaited(current[one.id])]
        if not out:
            reason = _("No form of these people is out.") if order.people else _("No consent form is late.")
            raise DocumentTrouble(reason, _("There is nobody to remind."))
        requests = [
            ChaseLetterRequest(
                school=self._desk.school,
                programme=self._desk.programme,
                mentee=mentee,
                consent=form.model_copy(update={"language": order.language or mentee.papers_language}),
                on=self._desk.today(),
                signed_by=signed_by(self._desk),
            )
            for mentee, form in out
        ]
        return Made({f"{order.paper}.pdf": in_variant(chase_letters, requests, order.variant, own)})

    def _chosen(self, people: Sequence[str]) -> list[Mentee]:
        return self._desk.store.page(Mentee, [MenteeId(one) for one in people])

    def _form_requests(
        self, order: PaperOrder, people: Sequence[Mentee], forms: Sequence[Consent]
    ) -> list[ConsentFormRequest]:
        school, programme = self._desk.school, self._desk.programme
        return [
            ConsentFormRequest(
                school=school,
                programme=programme,
                mentee=mentee,
                consent=form.model_copy(update={"language": order.language or mentee.papers_language}),
                bilingual=order.bilingual,
            )
            for mentee, form in zip(people, forms, strict=True)
        ]

    def _forms(self, order: PaperOrder, requests: list[ConsentFormRequest]) -> Make:
        from desktop.documents.consent_form import consent_forms

        return in_variant(consent_forms, requests, order.variant, self._texts.own())

    def _to_fill_in(self, order: PaperOrder, requests: list[ConsentFormRequest]) -> dict[str, Make]:
        own = self._texts.own()
        return {
            f"consent-form-{one.consent.reference}.pdf": partial(_fillable, one, order.variant, own) for one in requests
        }


def in_variant(
    paper: Callable[..., Batch], requests: Sequence[object], variant: Variant, own: Sequence[Catalogue]
) -> Make:
    """Return what writes a batch of one paper, set in a variant and with the school's own texts."""
    return lambda out, watch: paper(requests, out, variant=variant, catalogues=own, watch=watch)


def _fillable(
    request: ConsentFormRequest, variant: Variant, own: Sequence[Catalogue], out: BinaryIO, _watch: Watch
) -> Batch:
    """Write one family's form with fields; a file that would hold only a list of problems isn't one to e-mail."""
    from desktop.documents.fillable import fillable_form

    batch = fillable_form(request, out, variant=variant, catalogues=own)
    return batch if batch.made else batch.model_copy(update={"pages": 0})


def _page(request: ConsentFormRequest, own: Sequence[Catalogue], out: BinaryIO, _watch: Watch) -> Batch:
    from desktop.documents.accessible import consent_form_html

    out.write(consent_form_html(request, catalogues=own).encode())
    return Batch(pages=0, made=1)


def _awaited(form: Consent) -> bool:
    return form.response is ConsentResponse.NOT_RETURNED


def in_order(mentees: Sequence[Mentee]) -> list[Mentee]:
    """Return young people by year, form and name: as papers are handed out in class."""
    return sorted(mentees, key=lambda one: (one.year or 0, one.form or "", one.legal_surname, one.known_as))


def signed_by(desk: Desk) -> str:
    """Return who signs letters: the school's coordinator, else nobody, and the line stays free."""
    return next((one.name for one in desk.school.staff if one.role == "coordinator"), "")
