"""Whom a paper is for, as a person at the keyboard says it: by name, id, pupil number or e-mail address."""

from collections.abc import Iterable

from desktop.errors import DocumentTrouble
from desktop.i18n import _
from desktop.models.people import Mentee, Mentor
from desktop.workspace.desk import Desk


def whom(desk: Desk, words: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the young people and mentors meant; Trouble where one is nobody, or could be several."""
    known: dict[str, set[str]] = {}
    for mentee in desk.store.all(Mentee):
        legal = f"{mentee.legal_forename} {mentee.legal_surname}".strip()
        _know(known, mentee.id, (mentee.id, mentee.full_name, legal, mentee.upn or ""))
    for mentor in desk.store.all(Mentor):
        _know(known, mentor.id, (mentor.id, mentor.name, mentor.email))
    return tuple(_one(known, word) for word in words)


def _know(known: dict[str, set[str]], person: str, names: Iterable[str]) -> None:
    for name in names:
        known.setdefault(name.casefold(), set()).add(person)


def _one(known: dict[str, set[str]], word: str) -> str:
    found = known.get(word.strip().casefold(), set()) if word.strip() else set()
    if not found:
        raise DocumentTrouble(
            _("Nobody here has the name or number that was given."),
            _("Run “alongside people” to see everybody with their id."),
        )
    if len(found) > 1:
        raise DocumentTrouble(
            _("Several people have the name that was given."), _("Give an id instead; “alongside people” lists them.")
        )
    return next(iter(found))
