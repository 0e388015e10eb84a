"""The hands that change and read one field of a person, by what it holds: codes, a number, words or a day.

They know no field: `traits` says which there are. They write nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from desktop.errors import Trouble
from desktop.i18n import _, said_day
from desktop.models.people import Mentee, Mentor
from desktop.models.record import Record
from desktop.models.vocabulary import vocabulary
from desktop.workspace.choices import offered

Person = Mentee | Mentor
How = Literal["set", "add", "take", "raise"]
Entry = Literal["choice", "codes", "number", "day", "words"]


class Trait(Record):
    """One thing about people: how it is entered, in which ways it changes, and what there is to choose from."""

    code: str
    name: str
    entry: Entry
    ways: tuple[How, ...] = ("set",)
    options: tuple[tuple[str, str], ...] = ()
    low: int = 0
    high: int = 0
    clearable: bool = False


class Change(Record):
    """One trait changed for many: codes, one code, a number, an ISO day or words; nothing empties the trait."""

    trait: str
    how: How = "set"
    value: tuple[str, ...] = ()

    @property
    def one(self) -> str:
        """The single value, empty where there is none."""
        return self.value[0] if self.value else ""


@dataclass(frozen=True)
class Hand:
    """A trait with the hands that change and read it; `by` is the initials of who sits at the desk."""

    trait: Trait
    changed: Callable[[Any, Change, str], Any]
    words: Callable[[Any], str]


def put(person: Person, **changed: object) -> Person:
    """Return a person with some fields changed."""
    return person.model_copy(update=changed)


def coded(field: str, name: str, *, words: str = "") -> Hand:
    """Return the hand of a field that holds codes of a vocabulary, named like the field where nothing is said."""
    known = vocabulary(words or field)
    options = offered(words or field)
    trait = Trait(code=field, name=name, entry="codes", ways=("add", "take", "set"), options=options, clearable=True)

    def changed(person: Person, change: Change, _by: str) -> Person:
        return put(person, **{field: _together(getattr(person, field), change)})

    return Hand(trait, changed, lambda person: ", ".join(known.label(code) for code in getattr(person, field)))


def _together(before: Sequence[str], change: Change) -> tuple[str, ...]:
    if change.how == "add":
        return tuple(dict.fromkeys((*before, *change.value)))
    if change.how == "take":
        return tuple(code for code in before if code not in change.value)
    return change.value


def numbered(
    field: str, name: str, *, within: tuple[int, int], ways: tuple[How, ...] = ("set",), needed: bool = False
) -> Hand:
    """Return the hand of a field that holds a number; one that is needed can’t be left empty."""
    low, high = within

    def changed(person: Person, change: Change, _by: str) -> Person:
        before = getattr(person, field)
        if change.how == "raise":
            return person if before is None else put(person, **{field: min(before + 1, high)})
        if not change.one and not needed:
            return put(person, **{field: None})
        return put(person, **{field: _whole(change.one, low, high)})

    def words(person: Person) -> str:
        value = getattr(person, field)
        return "" if value is None else f"{value:g}"

    trait = Trait(code=field, name=name, entry="number", ways=ways, low=low, high=high, clearable=not needed)
    return Hand(trait, changed, words)


def _whole(text: str, low: int, high: int) -> int:
    if text.isascii() and text.isdigit() and low <= int(text) <= high:
        return int(text)
    raise Trouble(
        _("This is not a number that fits."),
        _("Write a whole number from {low} to {high}.").format(low=low, high=high),
    )


def worded(field: str, name: str, *, nothing: str | None) -> Hand:
    """Return the hand of a field that holds words; `nothing` is what an empty one holds."""

    def changed(person: Person, change: Change, _by: str) -> Person:
        return put(person, **{field: change.one.strip() or nothing})

    return Hand(
        Trait(code=field, name=name, entry="words", clearable=True),
        changed,
        lambda person: getattr(person, field) or "",
    )


def chosen(field: str, name: str, options: tuple[tuple[str, str], ...], *, nothing: str | None = None) -> Hand:
    """Return the hand of a field with one of a few codes; `nothing` is what an empty one holds."""
    named = dict(options)

    def changed(person: Person, change: Change, _by: str) -> Person:
        return put(person, **{field: change.one or nothing})

    def words(person: Person) -> str:
        return named.get(getattr(person, field) or "", getattr(person, field) or "")

    return Hand(Trait(code=field, name=name, entry="choice", options=options), changed, words)


def yes_or_no(field: str, name: str) -> Hand:
    """Return the hand of a field that is so or not."""
    options = (("yes", _("Yes")), ("no", _("No")))

    def changed(person: Person, change: Change, _by: str) -> Person:
        return put(person, **{field: change.one == "yes"})

    def words(person: Person) -> str:
        return _("Yes") if getattr(person, field) else _("No")

    return Hand(Trait(code=field, name=name, entry="choice", options=options), changed, words)


def dated(field: str, name: str) -> Hand:
    """Return the hand of a field that holds a day."""

    def changed(person: Person, change: Change, _by: str) -> Person:
        return put(person, **{field: date.fromisoformat(change.one) if change.one else None})

    trait = Trait(code=field, name=name, entry="day", clearable=True)
    return Hand(trait, changed, lambda person: said_day(getattr(person, field)))
