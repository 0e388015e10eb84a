"""Surveys at the desk: answers entered once, change shown only where enough young people answered twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.errors import Trouble
from desktop.evaluation import Change, changes
from desktop.i18n import _, pgettext
from desktop.models.consent import Consent
from desktop.models.matches import Match, MatchState
from desktop.models.outcomes import Outcome, Wave
from desktop.models.people import Mentee, PersonState
from desktop.models.programme import Programme
from desktop.models.record import MatchId, MenteeId, OutcomeId, Record, new_id
from desktop.models.surveys import Survey, surveys
from desktop.rules.readiness import consent_light, current_consent
from desktop.workspace.desk import Desk, at_once, paced
from desktop.workspace.settings import first_day

__all__ = ["Change", "Look", "Outcomes", "SurveyLine"]


class SurveyLine(Record):
    """One young person on a survey's list: what they answered, and whether they may and should be asked."""

    mentee: MenteeId
    given: str
    family: str
    form: str
    answers: dict[str, int] | None
    asked: bool

    @property
    def answered(self) -> bool:
        """Whether there are answers of theirs."""
        return self.answers is not None


@dataclass(frozen=True)
class Look:
    """One look at a survey: who takes part in a wave, and the change of each item over all and by modality."""

    people: tuple[SurveyLine, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Gathered:
    """What a look is made from, as it stood when it was asked for."""

    survey: Survey
    wave: Wave
    programme: Programme
    today: date
    mentees: Callable[[], Sequence[Mentee]]
    consents: Callable[[], Sequence[Consent]]
    matches: Callable[[], Sequence[Match]]
    outcomes: Callable[[], Sequence[Outcome]]

    def look(self, breath: Callable[[], object]) -> Look:
        """Return the look; a pure function that any thread may run, taking breath as `paced` does."""
        outcomes = self.outcomes()
        people = _people(self, outcomes, breath)
        return Look(tuple(people), tuple(changes(self.survey, outcomes, groups=_groups(self.matches()))))


class Outcomes:
    """Answers by mentee, survey and wave; entering them again in the same year replaces them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> list[Outcome]:
        """Return every set of answers, oldest first."""
        return sorted(self._desk.store.all(Outcome), key=lambda one: (one.on, one.id))

    def looker(self, survey: str, wave: Wave) -> Callable[[Callable[[], object]], Look]:
        """Return a job that looks at a survey and takes breath as `paced` does; it holds values only."""
        return self._gathered(survey, wave).look

    def answers(self, mentee: MenteeId, survey: str, wave: Wave) -> dict[str, int]:
        """Return a mentee's answers to a survey in a wave, empty where there are none."""
        kept = self._kept(mentee, survey, wave)
        return dict(kept.answers) if kept else {}

    def people(self, survey: str, wave: Wave) -> list[SurveyLine]:
        """Return who takes part, those still to be asked first: of the survey's age, with consent to surveys."""
        gathered = self._gathered(survey, wave)
        return _people(gathered, gathered.outcomes(), at_once)

    def enter(self, mentee: MenteeId, survey: str, wave: Wave, answers: dict[str, int]) -> Outcome:
        """Keep a mentee's answers; Trouble names the first that is off its scale. Unanswered items are left out.

        Trouble too where nobody said yes to surveys, or it isn't of their age; what was kept before can be put right.
        """
        _check(surveys()[survey], answers)
        person = self._desk.known(Mentee, mentee, _("young person"))
        known = self._kept(mentee, survey, wave)
        if known is None:
            self._refuse_unasked(person, surveys()[survey])
        outcome = Outcome(
            id=known.id if known else OutcomeId(new_id()),
            mentee=mentee,
            match=known.match if known else self._running_match(mentee),
            survey=survey,
            wave=wave,
            on=known.on if known else self._desk.today(),
            answers=answers,
        )
        with self._desk.step(_("Enter survey answers")) as step:
            step.put(outcome)
        return outcome

    def _refuse_unasked(self, person: Mentee, survey: Survey) -> None:
        store, today = self._desk.store, self._desk.today()
        forms = store.page(Consent, store.ids(Consent, where={"mentee": person.id}))
        if not survey.asked_at(person.age_on(today)):
            raise Trouble(_("This survey is not meant for their age."), _("Choose another survey."))
        if not _said_yes(person, forms, self._desk.programme, today):
            raise Trouble(
                _("There is no valid consent to surveys, so their answers can’t be kept."),
                _("Mark the consent form returned first."),
            )

    def remove(self, mentee: MenteeId, survey: str, wave: Wave) -> None:
        """Remove a mentee's answers to a survey in a wave, such as those typed under the wrong name."""
        known = self._kept(mentee, survey, wave)
        if known is not None:
            with self._desk.step(_("Remove survey answers")) as step:
                step.remove(Outcome, known.id)

    def changes(self, survey: str) -> list[Change]:
        """Return the change of each item, over all and by modality, "too few to say" where n is small.

        A young person counts under the modality of their latest match, running or closed.
        """
        return changes(surveys()[survey], self._desk.store.all(Outcome), groups=_groups(self._desk.store.all(Match)))

    def _gathered(self, survey: str, wave: Wave) -> Gathered:
        store = self._desk.store
        return Gathered(
            survey=surveys()[survey],
            wave=wave,
            programme=self._desk.programme,
            today=self._desk.today(),
            mentees=store.later(Mentee),
            consents=store.later(Consent),
            matches=store.later(Match),
            outcomes=store.later(Outcome),
        )

    def _kept(self, mentee: MenteeId, survey: str, wave: Wave) -> Outcome | None:
        store = self._desk.store
        mine = store.page(Outcome, store.ids(Outcome, where={"mentee": mentee}))
        begins = first_day(self._desk.programme.academic_year)
        return next((one for one in mine if (one.survey, one.wave) == (survey, wave) and one.on >= begins), None)

    def _running_match(self, mentee: MenteeId) -> MatchId | None:
        matches = self._desk.store.all(Match)
        running = (one.id for one in matches if one.mentee == mentee and one.state is MatchState.PUBLISHED)
        return next(running, None)


def _people(seen: Gathered, outcomes: Sequence[Outcome], breath: Callable[[], object]) -> list[SurveyLine]:
    begins, asked = first_day(seen.programme.academic_year), (seen.survey.code, seen.wave)
    kept = {one.mentee: one.answers for one in outcomes if (one.survey, one.wave) == asked and one.on >= begins}
    forms: dict[MenteeId, list[Consent]] = {}
    for form in seen.consents():
        forms.setdefault(form.mentee, []).append(form)
    lines = [
        SurveyLine(
            mentee=one.id,
            given=one.known_as,
            family=one.legal_surname,
            form=one.form or "",
            answers=kept.get(one.id),
            asked=seen.survey.asked_at(one.age_on(seen.today))
            and _said_yes(one, forms.get(one.id, ()), seen.programme, seen.today),
        )
        for one in paced(seen.mentees(), breath)
        if one.state is PersonState.ACTIVE or one.id in kept
    ]
    return sorted(lines, key=lambda one: (one.answered, not one.asked, one.form, one.family, one.given))


def _said_yes(mentee: Mentee, forms: Sequence[Consent], programme: Programme, today: date) -> bool:
    """Return whether the form that counts is valid and says yes to surveys; `forms` are this mentee's own."""
    form = current_consent(forms, programme)
    return form is not None and form.choices.surveys and consent_light(mentee, forms, programme, today=today).good


def _groups(matches: Sequence[Match]) -> dict[str, frozenset[MenteeId]]:
    """Return who counts under which modality: that of their latest match, running or closed."""
    latest: dict[MenteeId, Match] = {}
    for match in sorted(matches, key=lambda one: (one.started_on or date.min, one.id)):
        if match.state in (MatchState.PUBLISHED, MatchState.CLOSED):
            latest[match.mentee] = match
    by_modality: dict[str, set[MenteeId]] = {}
    for match in latest.values():
        by_modality.setdefault(match.modality.value, set()).add(match.mentee)
    return {name: frozenset(members) for name, members in by_modality.items()}


def _check(survey: Survey, answers: dict[str, int]) -> None:
    items = {item.code: item for item in survey.item}
    for code, value in answers.items():
        item = items.get(code)
        if item is None or not item.low <= value <= item.high:
            sentence = _("An answer isn’t on the scale of “{survey}”.").format(survey=pgettext("survey", survey.label))
            if item is None:
                raise Trouble(sentence, _("Answer the questions of this survey only."))
            raise Trouble(sentence, _("Use a whole number from {low} to {high}.").format(low=item.low, high=item.high))
