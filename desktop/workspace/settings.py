"""What a school says about itself: its details, its year and its policy; a change is a step like any other."""

from collections.abc import Sequence
from datetime import date

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.models.policy import Policy
from desktop.models.programme import Programme, Room, School, Staff, Term
from desktop.models.record import StaffId, new_id
from desktop.workspace.desk import Desk

# Usual term dates in England and Wales, (name, first month and day, last month and day); a school edits its own.
_USUAL_TERMS = (("Autumn", (9, 2), (12, 19)), ("Spring", (1, 5), (3, 31)), ("Summer", (4, 20), (7, 20)))
_YEAR_TURNS = (7, 21)


def academic_year(today: date) -> str:
    """Return the academic year a day belongs to, such as `2026-27`; from late July on it is the coming one."""
    first = today.year if (today.month, today.day) >= _YEAR_TURNS else today.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def first_day(year: str) -> date:
    """Return the day from which on days belong to an academic year such as `2026-27`."""
    return date(int(year[:4]), *_YEAR_TURNS)


def usual_terms(year: str) -> tuple[Term, ...]:
    """Return three terms with usual dates for an academic year written as `2026-27`."""
    first = int(year[:4])
    return tuple(
        Term(
            code=f"{year}-{number}",
            name=f"{name} {first + (number > 1)}",
            start=date(first + (number > 1), *start),
            end=date(first + (number > 1), *end),
        )
        for number, (name, start, end) in enumerate(_USUAL_TERMS, 1)
    )


def usual_programme(today: date) -> Programme:
    """Return a programme of the academic year of a day, with usual terms and the default policy."""
    year = academic_year(today)
    return Programme(academic_year=year, terms=usual_terms(year))


def staff_of(words: str, role: str) -> Staff:
    """Return a member of staff from 'Name' or 'Name, phone'."""
    name, _comma, phone = words.partition(",")
    if not name.strip():
        raise Trouble(_("A member of staff needs a name."), _("Write “Name” or “Name, phone”."))
    return Staff(id=StaffId(new_id()), name=name.strip(), role=role, phone=phone.strip())


def with_staff(school: School, role: str, people: Sequence[Staff]) -> School:
    """Return a school in which these people have a role; who had it before and stays keeps their id."""
    known = {one.name: one.id for one in school.staff if one.role == role}
    kept = [one.model_copy(update={"id": known.get(one.name, one.id)}) for one in people]
    others = [one for one in school.staff if one.role != role]
    return school.model_copy(update={"staff": (*others, *kept)})


def room_of(words: str) -> Room:
    """Return a room from 'Hall: 24', the number being its tables."""
    name, _colon, tables = words.rpartition(":")
    try:
        return Room(name=name.strip(), tables=int(tables)) if name.strip() else _no_room()
    except ValueError:
        return _no_room()


def _no_room() -> Room:
    raise Trouble(_("A room needs a name and its number of tables."), _("Write it as “Hall: 24”."))


class Settings:
    """Reads and changes the school's own record and the programme's."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def school(self) -> School:
        """The school of this file."""
        return self._desk.school

    @property
    def programme(self) -> Programme:
        """The programme of this file."""
        return self._desk.programme

    @property
    def policy(self) -> Policy:
        """The school's policy."""
        return self._desk.programme.policy

    def change_school(self, school: School) -> None:
        """Keep the school's changed details."""
        with self._desk.step(_("Change the school’s details")) as step:
            step.put(school)

    def found_school(self, school: School) -> None:
        """Keep the details a school begins with: below them nothing is undone, so no paper loses its school's name."""
        with self._desk.step(_("Name the school"), undoable=False) as step:
            step.put(school)

    def change_programme(self, programme: Programme, *, label: str | None = None) -> None:
        """Keep the programme's changed year, terms or numbers."""
        with self._desk.step(label or _("Change the programme")) as step:
            step.put(programme)

    def change_policy(self, policy: Policy) -> None:
        """Keep a changed policy; what follows from it is seen at once on every page."""
        self.change_programme(self.programme.model_copy(update={"policy": policy}), label=_("Change the policy"))
