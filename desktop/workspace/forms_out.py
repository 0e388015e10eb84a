"""Consent forms that go out: a new one with its own code, or the one that is out already, printed again."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from desktop.i18n import ngettext
from desktop.models.consent import Consent, ConsentResponse
from desktop.models.people import Mentee
from desktop.models.record import ConsentId, MenteeId, new_id
from desktop.models.reference import new_reference
from desktop.workspace.desk import Desk

DAYS_TO_RETURN = 14


class FormsOut:
    """The forms of this year, and those that are about to be."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, mentee: MenteeId) -> Consent | None:
        """Return a mentee's newest form of this academic year and form version, None if none went out."""
        return self._newest(one for one in self._desk.store.all(Consent) if one.mentee == mentee).get(mentee)

    def current(self) -> dict[MenteeId, Consent]:
        """Return the newest form of this year and version by mentee."""
        return self._newest(self._desk.store.all(Consent))

    def _newest(self, forms: Iterable[Consent]) -> dict[MenteeId, Consent]:
        programme = self._desk.programme
        return {
            consent.mentee: consent
            for consent in sorted(forms, key=lambda form: (form.issued_on, form.id))
            if consent.academic_year == programme.academic_year
            and consent.form_version == programme.consent_form_version
            and consent.invalidated_on is None
        }

    def issue(
        self, mentees: Iterable[Mentee], *, return_by: date | None = None, issued_on: date | None = None
    ) -> list[Consent]:
        """Return a form for each mentee: the one that is out, else a new one with a fresh opaque reference.

        `issued_on` is the day on which new ones went out where that was before today.
        """
        forms, changed = self.drawn_up(mentees, return_by=return_by, issued_on=issued_on)
        self.keep_issued(changed)
        return forms

    def drawn_up(
        self,
        mentees: Iterable[Mentee],
        *,
        return_by: date | None = None,
        language: str | None = None,
        issued_on: date | None = None,
    ) -> tuple[list[Consent], list[Consent]]:
        """Return a form for each mentee, and those among them to be kept once they are out: a preview keeps nothing.

        A form that is out already keeps its code; what is printed anew of it, language and day, is kept with it.
        """
        current = self.current()
        taken = {consent.reference for consent in self._desk.store.all(Consent)}
        day = issued_on or self._desk.today()
        until = return_by or self._desk.today() + timedelta(days=DAYS_TO_RETURN)
        forms, changed = [], []
        for mentee in mentees:
            known, spoken = current.get(mentee.id), language or mentee.papers_language
            form = self._again(known or self._new_form(mentee, taken, (day, until)), spoken, return_by)
            taken.add(form.reference)
            forms.append(form)
            if form != known:
                changed.append(form)
        return forms, changed

    def keep_issued(self, new: Sequence[Consent]) -> None:
        """Keep forms that went out, as one step."""
        label = ngettext("Give out {n} consent form", "Give out {n} consent forms", len(new))
        with self._desk.step(label) as step:
            step.put_many(new)

    def not_back(self, mentees: Collection[Mentee]) -> list[Mentee]:
        """Return those whose form is out or was never issued, in the order given."""
        current = self.current()
        return [
            mentee
            for mentee in mentees
            if (form := current.get(mentee.id)) is None or form.response is ConsentResponse.NOT_RETURNED
        ]

    def _again(self, form: Consent, language: str, return_by: date | None) -> Consent:
        """Return a form as it is printed again; one that came back stays what was signed."""
        if form.response is not ConsentResponse.NOT_RETURNED:
            return form
        return form.model_copy(update={"language": language, "return_by": return_by or form.return_by})

    def _new_form(self, mentee: Mentee, taken: Collection[str], out: tuple[date, date]) -> Consent:
        """Return a form that goes out on one day and is asked back by another."""
        programme = self._desk.programme
        return Consent(
            id=ConsentId(new_id()),
            mentee=mentee.id,
            academic_year=programme.academic_year,
            form_version=programme.consent_form_version,
            reference=new_reference(taken),
            issued_on=out[0],
            return_by=out[1],
        )
