"""Surveys at the desk: answers entered once, change shown only where enough young people answered twice."""

from desktop.errors import Trouble
from desktop.evaluation import Change, changes
from desktop.models.matches import Match
from desktop.models.outcomes import Outcome, Wave
from desktop.models.people import Mentee
from desktop.models.record import MenteeId, OutcomeId, new_id
from desktop.models.surveys import Survey, surveys
from desktop.workspace.desk import Desk


class Outcomes:
    """Answers by mentee, survey and wave; entering them again replaces them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> list[Outcome]:
        """Return every set of answers, oldest first."""
        return sorted(self._desk.store.all(Outcome), key=lambda one: (one.on, one.id))

    def surveys_for(self, mentee: Mentee) -> list[Survey]:
        """Return the surveys meant for a mentee's age."""
        age = mentee.age_on(self._desk.today())
        return [survey for survey in surveys().values() if survey.asked_at(age)]

    def enter(self, mentee: MenteeId, survey: str, wave: Wave, answers: dict[str, int]) -> Outcome:
        """Keep a mentee's answers; Trouble names the first that is off its scale. Unanswered items are left out."""
        _check(surveys()[survey], answers)
        known = next((one for one in self.all() if (one.mentee, one.survey, one.wave) == (mentee, survey, wave)), None)
        outcome = Outcome(
            id=known.id if known else OutcomeId(new_id()),
            mentee=mentee,
            match=next(
                (match.id for match in self._desk.store.all(Match) if match.mentee == mentee and match.open), None
            ),
            survey=survey,
            wave=wave,
            on=self._desk.today(),
            answers=answers,
        )
        with self._desk.step("Enter survey answers") as step:
            step.put(outcome)
        return outcome

    def changes(self, survey: str) -> list[Change]:
        """Return the change of each item, over all and by modality, "too few to say" where n is small."""
        by_modality: dict[str, set[MenteeId]] = {}
        for match in self._desk.store.all(Match):
            if match.open:
                by_modality.setdefault(match.modality.value, set()).add(match.mentee)
        groups = {name: frozenset(members) for name, members in by_modality.items()}
        return changes(surveys()[survey], self.all(), groups=groups)


def _check(survey: Survey, answers: dict[str, int]) -> None:
    items = {item.code: item for item in survey.item}
    for code, value in answers.items():
        item = items.get(code)
        if item is None or not item.low <= value <= item.high:
            scale = f" from {item.low} to {item.high}" if item else ""
            raise Trouble(f"An answer isn't on the scale of '{survey.label}'.", f"Use a whole number{scale}.")
