"""The people already known, arranged so that a row finds who it is or whom it resembles; it merges nobody."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from desktop.i18n import _
from desktop.models.people import Mentee, Mentor
from desktop.models.vocabulary import fold
from desktop.roster.plan import Person
from desktop.roster.reading import MenteeRow, MentorRow

Row = TypeVar("Row", bound=MenteeRow | MentorRow)
Found = tuple[Person, str]

_NEAR = 84.0
MOST_ALIKE = 3


class Index(Generic[Person]):
    """People by some key; only a key that exactly one person has finds anyone."""

    def __init__(self) -> None:
        self._people: dict[Hashable, list[Person]] = defaultdict(list)

    def add(self, key: Hashable, person: Person) -> None:
        """File a person under a key, none under an empty one."""
        if key:
            self._people[key].append(person)

    def all(self, key: Hashable) -> list[Person]:
        """Return everyone filed under a key."""
        return self._people.get(key, []) if key else []

    def only(self, key: Hashable) -> Person | None:
        """Return the one person filed under a key, None where there are none or several."""
        people = self.all(key)
        return people[0] if len(people) == 1 else None


def name_key(first: str, last: str) -> str:
    """Return a name without case, accents, spaces and hyphens."""
    return fold(f"{first} {last}")


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 100, whatever the order of their words."""
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(one.casefold(), other.casefold())


class KnownMentees:
    """The young people a school has, found by UPN, or by name and date of birth."""

    def __init__(self, people: Iterable[Mentee]) -> None:
        """Arrange them."""
        self._upns: Index[Mentee] = Index()
        self._births: Index[Mentee] = Index()
        self._names: Index[Mentee] = Index()
        self._days: Index[Mentee] = Index()
        for person in people:
            self._upns.add(person.upn, person)
            name = name_key(person.legal_forename, person.legal_surname)
            self._names.add(name, person)
            self._days.add(person.date_of_birth, person)
            self._births.add(person.date_of_birth and (name, person.date_of_birth), person)

    def find(self, row: MenteeRow) -> Found[Mentee] | None:
        """Return who a row is, and how that is known."""
        by_upn = self._upns.only(row.upn)
        if by_upn:
            return by_upn, _("the same UPN")
        name = name_key(row.legal_forename, row.legal_surname)
        by_birth = self._births.only(row.date_of_birth and (name, row.date_of_birth))
        if by_birth and not _other_upn(row, by_birth):
            return by_birth, _("the same name and date of birth")
        by_name = self._names.only(name)
        if by_name and not _contradicts(row, by_name) and row.form and row.form == by_name.form:
            return by_name, _("the same name and form")
        return None

    def alike(self, row: MenteeRow) -> list[Found[Mentee]]:
        """Return people whom a row may mean: the same name, or the same birthday and nearly the same name."""
        name = name_key(row.legal_forename, row.legal_surname)
        full = f"{row.legal_forename} {row.legal_surname}"
        found = {person.id: (person, _("the same name")) for person in self._names.all(name)}
        for person in self._days.all(row.date_of_birth):
            other = f"{person.legal_forename} {person.legal_surname}"
            if likeness(full, other) >= _NEAR or fold(row.legal_surname) == fold(person.legal_surname):
                found.setdefault(person.id, (person, _("the same date of birth and a name nearly the same")))
        return [pair for pair in found.values() if not _other_upn(row, pair[0])][:MOST_ALIKE]


def _other_upn(row: MenteeRow, person: Mentee) -> bool:
    return bool(row.upn and person.upn and row.upn != person.upn)


def _contradicts(row: MenteeRow, person: Mentee) -> bool:
    """Whether a row and a person can't be one: two UPNs, or two dates of birth."""
    return _other_upn(row, person) or (None not in (row.date_of_birth, person.date_of_birth))


class KnownMentors:
    """The volunteers a school has, found by e-mail address, else by name and employer."""

    def __init__(self, people: Iterable[Mentor]) -> None:
        """Arrange them."""
        self._emails: Index[Mentor] = Index()
        self._jobs: Index[Mentor] = Index()
        self._names: Index[Mentor] = Index()
        self._employers: Index[Mentor] = Index()
        for person in people:
            self._emails.add(person.email.casefold(), person)
            self._names.add(fold(person.name), person)
            self._jobs.add((fold(person.name), fold(person.employer)), person)
            self._employers.add(fold(person.employer), person)

    def find(self, row: MentorRow) -> Found[Mentor] | None:
        """Return who a row is, and how that is known. One address under two names is nobody certain."""
        same_address = [one for one in self._emails.all((row.email or "").casefold()) if _shares_name(row, one)]
        if len(same_address) == 1:
            return same_address[0], _("the same e-mail address")
        by_job = self._jobs.only((fold(row.name), fold(row.employer or "")))
        if by_job and not (row.email and by_job.email):
            return by_job, _("the same name and employer")
        return None

    def alike(self, row: MentorRow) -> list[Found[Mentor]]:
        """Return people whom a row may mean: the same name or address, or one employer and nearly the same name."""
        found = {person.id: (person, _("the same name")) for person in self._names.all(fold(row.name))}
        for person in self._emails.all((row.email or "").casefold()):
            found.setdefault(person.id, (person, _("the same e-mail address")))
        for person in self._employers.all(fold(row.employer or "")):
            if likeness(row.name, person.name) >= _NEAR:
                found.setdefault(person.id, (person, _("the same employer and a name nearly the same")))
        return list(found.values())[:MOST_ALIKE]


def _shares_name(row: MentorRow, person: Mentor) -> bool:
    """Whether two names have a word in common: people change a surname, hardly both names."""
    words = {fold(word) for word in row.name.split()}
    return bool(words & {fold(word) for word in person.name.split()})
