"""The opaque reference that stands on a consent form: made, checked and read back; it knows neither form nor family.

Seven random characters and a check character. No 0/O, 1/I/L, S, B, G, Z, Q, U or V: what is left can't be mistaken
for something else in the set by eye, and a look-alike that is typed anyway is put right. The check is a weighted sum
modulo 23, the size of the alphabet and a prime, so each single slip and each swap of two characters is caught.
"""

import secrets
from collections.abc import Container, Iterator
from enum import StrEnum

from desktop.i18n import _
from desktop.models.record import Record

ALPHABET = "23456789ACDFHJKMNPRTWXY"
LENGTH = 8
_LOOKALIKES = str.maketrans({"B": "8", "G": "6", "S": "5", "Z": "2"})
_IGNORED = frozenset(" -\u2013\u2014.\t\r\n")


class Misreading(StrEnum):
    """Why what was typed or scanned names no form."""

    EMPTY = "empty"
    LENGTH = "length"
    LETTER = "letter"
    CHECK = "check"
    UNKNOWN = "unknown"


class ReferenceReading(Record):
    """What was made of a typed or scanned reference: the reference, or one sentence and some advice."""

    reference: str | None = None
    problem: Misreading | None = None
    sentence: str = ""
    advice: str = ""


def new_reference(taken: Container[str] = ()) -> str:
    """Return a reference that is not in `taken`: eight characters from the system's random source."""
    return next(reference for reference in _candidates() if reference not in taken)


def spaced(reference: str) -> str:
    """Return the reference as it is printed, in two groups of four."""
    return f"{reference[:4]} {reference[4:]}"


def check_character(body: str) -> str:
    """Return the check character of the first seven; with it the weighted sum is 0 modulo 23."""
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, 2))
    return ALPHABET[-total % len(ALPHABET)]


def read_reference(typed: str, known: Container[str] | None = None) -> ReferenceReading:
    """Return the reference that was typed or scanned, or a plain answer why it is none.

    Case, spaces and dashes don't count. `known`, where given, holds all references of this school.
    """
    text = "".join(character for character in typed.upper() if character not in _IGNORED).translate(_LOOKALIKES)
    problem = _misreading(text, known)
    if problem is None:
        return ReferenceReading(reference=text)
    sentence, advice = _answer(problem, text)
    return ReferenceReading(problem=problem, sentence=sentence, advice=advice)


def _candidates() -> Iterator[str]:
    while True:
        body = "".join(secrets.choice(ALPHABET) for _n in range(LENGTH - 1))
        yield body + check_character(body)


def _misreading(text: str, known: Container[str] | None) -> Misreading | None:
    if not text:
        return Misreading.EMPTY
    if any(character not in ALPHABET for character in text):
        return Misreading.LETTER
    if len(text) != LENGTH:
        return Misreading.LENGTH
    if check_character(text[:-1]) != text[-1]:
        return Misreading.CHECK
    if known is not None and text not in known:
        return Misreading.UNKNOWN
    return None


def _answer(problem: Misreading, text: str) -> tuple[str, str]:
    again = _("Look at the form again: the code stands under the square.")
    if problem is Misreading.EMPTY:
        return _("No code was typed."), again
    if problem is Misreading.LETTER:
        odd = next(character for character in text if character not in ALPHABET)
        return _("“{letter}” is never part of a code.").format(letter=odd), again
    if problem is Misreading.LENGTH:
        return _("A code has {n} characters; this has {count}.").format(n=LENGTH, count=len(text)), again
    if problem is Misreading.CHECK:
        return _("One character of this code is wrong."), again
    return (
        _("No form of this school has this code."),
        _(
            "It may be another school’s, of somebody whose records were erased, or printed after the backup that was "
            "brought back. Keep it, and print the form again."
        ),
    )
