"""Consent at the desk: answers come back by a scan or by hand, are looked at in a list, and may be withdrawn."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from desktop.documents.facts import day_in_words
from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.models.consent import Consent, ConsentChoices, ConsentResponse, ConsentRoute
from desktop.models.people import Mentee, PersonState
from desktop.models.record import MenteeId, Record
from desktop.models.reference import read_reference
from desktop.rules.readiness import Readiness, consent_light
from desktop.workspace.forms_out import FormsOut


class ReturnedForm(Record):
    """What stands on a form that came back; `choices` is looked at only where the answer is yes."""

    response: Literal[ConsentResponse.GIVEN, ConsentResponse.REFUSED] = ConsentResponse.GIVEN
    choices: ConsentChoices = ConsentChoices(take_part=True)
    route: ConsentRoute = ConsentRoute.PAPER
    signed_by: str = ""
    relationship: str = ""
    parental_responsibility: bool | None = None
    received_on: date | None = None


class FormLine(Record):
    """One form of this year in a list: whose, the code printed on it, and where permission stands."""

    mentee: MenteeId
    name: str
    form: str
    code: str
    issued_on: date
    return_by: date | None
    response: ConsentResponse
    light: Readiness


class FoundForm(Record):
    """The form that a code stands on, and whose it is.

    `recorded` says what was recorded before, empty for nothing; `note` what else there is to know of the young person.
    """

    form: Consent
    name: str
    recorded: str = ""
    note: str = ""


class Consents(FormsOut):
    """One form a mentee and academic year; the newest counts."""

    def find(self, typed: str) -> Consent:
        """Return the form whose code was scanned or typed; Trouble says plainly what is wrong with the code or form."""
        forms = {form.reference: form for form in self._desk.store.all(Consent)}
        reading = read_reference(typed, forms)
        if reading.reference is None:
            raise Trouble(reading.sentence, reading.advice)
        found = forms[reading.reference]
        if self.of(found.mentee) != found:
            raise Trouble(
                _("This form is of {year}, version {version}, and no longer counts.").format(
                    year=found.academic_year, version=found.form_version
                ),
                _("Print the form again and ask for the new one to be signed."),
            )
        return found

    def look_up(self, typed: str) -> FoundForm:
        """Return whose form a code is and whether it was recorded before; Trouble as `find` says."""
        form = self.find(typed)
        mentee = self._desk.known(Mentee, form.mentee, _("young person"))
        left = mentee.state is PersonState.LEFT
        note = _("They no longer take part; the form can be marked all the same.") if left else ""
        return FoundForm(form=form, name=mentee.full_name, recorded=_recorded(form), note=note)

    @property
    def today(self) -> date:
        """The day on which a form came back where nothing else is said."""
        return self._desk.today()

    def came_back(self, form: Consent, day: date | None) -> date:
        """Return the day on which a form came back, today where none is given; Trouble where it can't have been."""
        back = day or self._desk.today()
        if back > self._desk.today():
            raise Trouble(_("The day on which the form came back lies ahead."), _("Give today or an earlier day."))
        if back < form.issued_on:
            went_out = day_in_words(form.issued_on)
            raise Trouble(
                _("The form went out on {day}; it can’t have come back before.").format(day=went_out),
                _("Give that day or a later one."),
            )
        return back

    def judged(self, typed: str, returned: ReturnedForm) -> Readiness:
        """Return where permission would stand with what stands on a form; nothing is kept."""
        form = self.find(typed)
        mentee = self._desk.known(Mentee, form.mentee, _("young person"))
        today = self._desk.today()
        return consent_light(mentee, [self._answered(form, returned)], self._desk.programme, today=today)

    def record(self, typed: str, returned: ReturnedForm, *, change: bool = False) -> Consent:
        """Record a form that came back, found by its code.

        A form scanned twice, or withdrawn, is Trouble and changes nothing, unless it is said that the answer changed.
        """
        form = self.find(typed)
        if not change and (before := _recorded(form)):
            raise Trouble(before, _("Nothing was changed. If the family answered anew, change what the form says."))
        return self._answer(form, returned)

    def record_many(self, answers: Iterable[tuple[str, ReturnedForm]]) -> int:
        """Record many forms as one step and return how many; Trouble in any of them records none."""
        forms = {form.id: form for form in (self._answered(self.find(typed), back) for typed, back in answers)}
        label = ngettext("Mark {n} consent form returned", "Mark {n} consent forms returned", len(forms))
        with self._desk.step(label) as step:
            step.put_many(forms.values())
        return len(forms)

    def light(self, mentee: Mentee) -> Readiness:
        """Return where a young person's permission stands, by the one rule that matching and the register go by."""
        forms = [form for form in self._desk.store.all(Consent) if form.mentee == mentee.id]
        return consent_light(mentee, forms, self._desk.programme, today=self._desk.today())

    def withdraw(self, mentee: MenteeId) -> Consent:
        """Record that consent was withdrawn today; the match stays for a person to close."""
        form = self.of(mentee)
        if form is None or form.response is not ConsentResponse.GIVEN or form.withdrawn_on is not None:
            raise Trouble(_("There is no consent to withdraw."), _("Nothing has to be done."))
        form = form.model_copy(update={"withdrawn_on": self._desk.today()})
        with self._desk.step(_("Withdraw consent")) as step:
            step.put(form)
        return form

    def listing(self) -> list[FormLine]:
        """Return this year's forms, by form and name."""
        people = {one.id: one for one in self._desk.store.all(Mentee)}
        found = [(people[form.mentee], form) for form in self.current().values()]
        found.sort(key=lambda one: (one[0].year or 0, one[0].form or "", one[0].legal_surname, one[0].known_as))
        return [
            FormLine(
                mentee=mentee.id,
                name=mentee.full_name,
                form=mentee.form or "",
                code=form.reference,
                light=consent_light(mentee, [form], self._desk.programme, today=self._desk.today()),
                **form.model_dump(include={"issued_on", "return_by", "response"}),
            )
            for mentee, form in found
        ]

    def _answer(self, form: Consent, returned: ReturnedForm) -> Consent:
        form = self._answered(form, returned)
        with self._desk.step(_("Mark a consent form returned")) as step:
            step.put(form)
        return form

    def _answered(self, form: Consent, returned: ReturnedForm) -> Consent:
        given = returned.response is ConsentResponse.GIVEN
        if given and not returned.choices.take_part:
            raise Trouble(
                _("The form says yes, but “take part” isn’t ticked."), _("Mark it as refused, or ask the family.")
            )
        return form.model_copy(
            update={
                "response": returned.response,
                "choices": returned.choices if given else ConsentChoices(),
                "route": returned.route,
                "signed_by": returned.signed_by,
                "relationship": returned.relationship,
                "parental_responsibility": returned.parental_responsibility,
                "received_on": self.came_back(form, returned.received_on),
                "recorded_by": self._desk.who,
                "withdrawn_on": None,
            }
        )


def _recorded(form: Consent) -> str:
    """Say how a form was recorded before, or that it was withdrawn: an old paper scanned again must not undo that."""
    if form.response is ConsentResponse.NOT_RETURNED:
        return ""
    if form.withdrawn_on is not None:
        return _("Consent on this form was withdrawn on {day}.").format(day=day_in_words(form.withdrawn_on))
    answer = _("they agree") if form.response is ConsentResponse.GIVEN else _("they refuse")
    day = day_in_words(form.received_on or form.issued_on)
    return _("This form was marked returned on {day}: {answer}.").format(day=day, answer=answer)
