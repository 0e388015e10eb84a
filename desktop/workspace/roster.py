"""The roster at the desk: files read, looked at, taken in as one step; people added, changed, paused, found."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desktop.errors import RosterChanged, RosterTrouble, Trouble
from desktop.i18n import _, ngettext
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.record import MenteeId, MentorId, Record
from desktop.models.remembered import Remembered
from desktop.roster.changes import changes
from desktop.roster.correcting import Cells
from desktop.roster.plan import ImportPlan
from desktop.roster.read import read_roster
from desktop.roster.reading import Kind
from desktop.roster.reading import Reading as Reading
from desktop.roster.shapes import reading_json as reading_json
from desktop.workspace import typed
from desktop.workspace.desk import Desk, Progress, Stopped

Person = Mentee | Mentor
Plan = ImportPlan[Any]


# Fields that only one kind of people has: what tells a list of pupils from one of volunteers.
_TELLING = {
    Kind.MENTEES: {"upn", "date_of_birth", "year", "form", "sen", "pupil_premium", "eal", "looked_after"},
    Kind.MENTORS: {"employer", "capacity", "dbs_number", "dbs_issued", "training", "travel_km", "travel_miles"},
}


class ImportSummary(Record):
    """What an import did, in exact counts."""

    kind: str
    added: int
    updated: int
    unchanged: int
    refused: int
    look_alikes: int
    words: str


def file_bytes(path: Path) -> bytes:
    """Return a file's bytes; Trouble in plain words where it can't be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as trouble:
        raise RosterTrouble(_("This file isn’t there."), _("Look at its name and folder and try again.")) from trouble
    except IsADirectoryError as trouble:
        raise RosterTrouble(_("This is a folder."), _("Choose the file in it.")) from trouble
    except OSError as trouble:
        advice = _("Close it in other programs, or copy it to this computer, and try again.")
        raise RosterTrouble(_("This file can’t be read."), advice) from trouble


def read_file(
    path: Path, *, kind: str | None = None, encoding: str | None = None, progress: Progress | None = None
) -> Reading:
    """Read a roster file without any school's file: what a dry run does."""
    options: dict[str, Any] = {"name": path.name, "encoding": encoding, "today": date.today(), "progress": progress}
    return _read(file_bytes(path), kind, options)


def _read(data: bytes, kind: str | None, options: Mapping[str, Any]) -> Reading:
    """Read a file; Trouble where it was said to hold one kind of people and plainly holds the other."""
    reading = read_roster(data, kind=kind, **options)
    if kind is not None and not _TELLING[Kind(kind)] & set(reading.mapping.values()):
        guess = read_roster(data, **options)
        if guess.kind is not reading.kind and len(_TELLING[guess.kind] & set(guess.mapping.values())) > 1:
            raise _wrong_kind(guess.kind)
    return reading


def _wrong_kind(kind: Kind) -> RosterTrouble:
    if kind is Kind.MENTEES:
        return RosterTrouble(
            _("This looks like a list of young people, not of mentors."), _("Import it as young people.")
        )
    return RosterTrouble(_("This looks like a list of mentors, not of young people."), _("Import it as mentors."))


class Roster:
    """Mentees and mentors of this school."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def read(
        self,
        path: Path,
        *,
        kind: str | None = None,
        mapping: Mapping[str, str] | None = None,
        encoding: str | None = None,
        progress: Progress | None = None,
        stopped: Stopped | None = None,
    ) -> Reading:
        """Read a file with the mapping remembered for its shape, where one was confirmed before."""
        return self.reader(path, kind=kind, mapping=mapping, encoding=encoding)(progress, stopped)

    def reader(
        self,
        path: Path,
        *,
        kind: str | None = None,
        mapping: Mapping[str, str] | None = None,
        encoding: str | None = None,
        put_right: Cells | None = None,
        data: bytes | None = None,
    ) -> Callable[[Progress | None, Stopped | None], Reading]:
        """Return a job that reads a file on another thread: it holds values only. `put_right` are cells corrected.

        `data` is what the file holds, where that is known already.
        """
        data = file_bytes(path) if data is None else data
        name, today, known = path.name, self._desk.today(), self._mappings()

        def job(progress: Progress | None, stopped: Stopped | None) -> Reading:
            options: dict[str, Any] = {"name": name, "encoding": encoding, "today": today}
            options |= {"progress": progress, "stopped": stopped, "put_right": put_right}
            if mapping is not None:
                return read_roster(data, kind=kind, mapping=mapping, **options)
            reading = _read(data, kind, options)
            remembered = known.get(reading.shape)
            if remembered is not None and remembered != dict(reading.mapping):
                return read_roster(data, kind=kind, mapping=remembered, **options)
            return reading

        return job

    def plan(self, reading: Reading) -> Plan:
        """Return who would be added and changed, field by field; nothing is written."""
        known = self.people(Mentee if reading.kind is Kind.MENTEES else Mentor)
        return changes(reading, known, today=self._desk.today())

    def adopt(self, reading: Reading, plan: Plan | None = None) -> ImportSummary:
        """Take an import in as one step after a backup, and remember its mapping for files of the same shape.

        Raises RosterChanged for a plan made before somebody it changes was changed by another hand.
        """
        if plan is None:
            plan = self.plan(reading)
        else:
            self._refuse_if_changed(plan)
        if plan.records:
            self._desk.store.backup(_("before an import"))
            people = _words(reading.kind, len(plan.records))
            with self._desk.step(_("Import {people}").format(people=people)) as step:
                step.put_many(plan.records)
                step.put(Remembered(id=f"mapping:{reading.shape}", value=json.dumps(dict(reading.mapping))))
        return _summary(reading, plan)

    def people(self, kind: type[Any]) -> Sequence[Any]:
        """Return every mentee or mentor, those who left included."""
        return self._desk.store.all(kind)

    def mentee(self, mentee: MenteeId) -> Mentee:
        """Return one mentee."""
        return self._desk.known(Mentee, mentee, _("young person"))

    def mentor(self, mentor: MentorId) -> Mentor:
        """Return one mentor."""
        return self._desk.known(Mentor, mentor, _("mentor"))

    def with_upn(self, upn: str, *, besides: str = "") -> str:
        """Return the name of another young person who has a unique pupil number, empty where nobody has."""
        number = typed.upn(upn)
        found = (one for one in self._desk.store.all(Mentee) if number and one.upn == number and one.id != besides)
        return next((one.full_name for one in found), "")

    def keep(self, person: Person, *, label: str | None = None) -> Person:
        """Add a person or keep a changed one."""
        person = type(person).model_validate(person.model_dump())
        old = self._desk.store.get(type(person), person.id)
        noun = _("a young person") if isinstance(person, Mentee) else _("a mentor")
        words = (_("Change {who}") if old else _("Add {who}")).format(who=noun)
        with self._desk.step(label or words) as step:
            step.put(person)
        return person

    def keep_many(self, people: Sequence[Person], *, label: str) -> None:
        """Keep many changed people as one step."""
        with self._desk.step(label) as step:
            step.put_many(type(person).model_validate(person.model_dump()) for person in people)

    def set_state(self, person: Person, state: PersonState, *, reason: str = "") -> Person:
        """Pause, bar, let go or welcome back a person. Nobody barred becomes anything else without a reason."""
        if person.state is PersonState.BARRED and state is not PersonState.BARRED and not reason.strip():
            raise Trouble(_("This person was barred."), _("Say who decided that this ends, and why."))
        changed: dict[str, object] = {"state": state}
        if isinstance(person, Mentor):
            changed["state_reason"] = reason
        labels = {
            PersonState.ACTIVE: _("Let somebody take part again"),
            PersonState.PAUSED: _("Pause"),
            PersonState.BARRED: _("Bar"),
            PersonState.LEFT: _("End somebody’s part"),
        }
        return self.keep(person.model_copy(update=changed), label=labels[state])

    def _refuse_if_changed(self, plan: Plan) -> None:
        for changed in plan.updated:
            if self._desk.store.get(type(changed.before), changed.before.id) != changed.before:
                raise RosterChanged(
                    _("Somebody in this list was changed since it was looked at."), _("Look at the file again.")
                )

    def _mappings(self) -> dict[str, dict[str, str]]:
        """Return confirmed mappings by file shape."""
        kept = (one for one in self._desk.store.all(Remembered) if one.id.startswith("mapping:"))
        return {one.id.removeprefix("mapping:"): json.loads(one.value) for one in kept}


def _words(kind: Kind, count: int) -> str:
    if kind is Kind.MENTORS:
        return ngettext("{n} mentor", "{n} mentors", count)
    return ngettext("{n} young person", "{n} young people", count)


def _summary(reading: Reading, plan: Plan) -> ImportSummary:
    refused = sum(problem.severity == "refused" for problem in reading.problems)
    counts = {
        "added": len(plan.added),
        "updated": len(plan.updated),
        "unchanged": len(plan.unchanged),
        "look_alikes": len(plan.look_alikes),
    }
    rows = ngettext("{n} row left out", "{n} rows left out", refused)
    words = _("{people} read: {added} added, {updated} updated, {unchanged} unchanged, {rows}.").format(
        people=_words(reading.kind, len(reading.people)), rows=rows, **counts
    )
    if plan.look_alikes:
        words += " " + ngettext("{n} may be known already.", "{n} may be known already.", len(plan.look_alikes))
    return ImportSummary(kind=reading.kind, refused=refused, words=words, **counts)
