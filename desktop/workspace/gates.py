"""The steps a volunteer takes before being matched: each is recorded with its day and who saw to it."""

from collections.abc import Iterable, Sequence
from datetime import date

from pydantic import Field

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.models.people import Gate, GateKind, Mentor, PersonState
from desktop.models.record import Record
from desktop.rules.readiness import Readiness, mentor_light
from desktop.workspace.desk import Desk


class Passed(Record):
    """Steps that were taken on one day; `hours` are all hours of training so far, None leaves them as they are."""

    steps: tuple[GateKind, ...]
    on: date
    by: str = Field(max_length=40)
    hours: float | None = Field(default=None, ge=0)


class Gates:
    """Recording a step again replaces what was recorded of it; nothing is ever taken for granted."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def everyone(self) -> list[Mentor]:
        """Return the mentors who take part."""
        return [one for one in self._desk.store.all(Mentor) if one.state is PersonState.ACTIVE]

    def find(self, named: Sequence[str]) -> list[Mentor]:
        """Return the mentors with these ids, e-mail addresses or names; Trouble for one that isn't clear."""
        mentors = self._desk.store.all(Mentor)
        return [_only(one, mentors) for one in named]

    def light(self, mentor: Mentor) -> Readiness:
        """Return whether a mentor is clear to meet today, and what is left."""
        return mentor_light(mentor, self._desk.programme.policy, today=self._desk.today())

    def record(self, mentors: Iterable[Mentor], passed: Passed) -> list[Mentor]:
        """Record the same steps for some mentors, as one step, and return them as they are now."""
        if passed.on > self._desk.today():
            raise Trouble(_("A step can’t be recorded ahead of its day."), _("Give today or an earlier day."))
        if not passed.by.strip():
            raise Trouble(_("It isn’t said who saw to this step."), _("Give their initials."))
        changed = [_with(one, passed) for one in mentors]
        label = ngettext("Record steps of {n} mentor", "Record steps of {n} mentors", len(changed))
        with self._desk.step(label) as step:
            step.put_many(changed)
        return changed


def _with(mentor: Mentor, passed: Passed) -> Mentor:
    kept = tuple(gate for gate in mentor.gates if gate.kind not in passed.steps)
    new = tuple(Gate(kind=kind, passed_on=passed.on, by=passed.by.strip()) for kind in passed.steps)
    hours = mentor.training_hours if passed.hours is None else passed.hours
    return mentor.model_copy(update={"gates": (*kept, *new), "training_hours": hours})


def _only(named: str, mentors: Iterable[Mentor]) -> Mentor:
    wanted = named.strip().casefold()
    found = [one for one in mentors if wanted in (one.id, one.email.casefold(), one.name.casefold())]
    if len(found) == 1:
        return found[0]
    if found:
        raise Trouble(_("There are several mentors of that name."), _("Name the one by e-mail address or id."))
    raise Trouble(_("There is no such mentor."), _("Name them by e-mail address, whole name or id."))
