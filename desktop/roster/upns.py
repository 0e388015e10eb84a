"""Unique pupil numbers: their shape and their check letter; it knows no person."""

import re
from functools import lru_cache

from desktop.i18n import _, language
from desktop.roster.reading import Fault, Severity

_SHAPE = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]")
_LOOSE = re.compile(r"[A-Z]\d{11}[0-9A-Z]")


def compact(text: str) -> str:
    """Return a UPN's letters and digits, upper case, without spaces, dots and dashes."""
    return re.sub(r"[\s\-./_'’]", "", text).upper()


def looks_like_upn(text: str) -> bool:
    """Whether text has the shape of a UPN, whatever its check letter."""
    return _LOOSE.fullmatch(compact(text)) is not None


def read_upn(text: str) -> tuple[str | None, Fault | None]:
    """Return a UPN, or what is wrong with it. A wrong check letter is refused: one character was mistyped.

    The check is python-stdnum's, without its list of English authorities: Welsh UPNs are as good.
    """
    return _read_upn(text, language())


@lru_cache(maxsize=65_536)
def _read_upn(text: str, _language: str) -> tuple[str | None, Fault | None]:
    from stdnum.gb import upn

    number = compact(text)
    if not _LOOSE.fullmatch(number):
        return None, Fault(
            "upn_shape",
            _("This is not a UPN: “{text}” is not a letter and 12 characters.").format(text=text[:40]),
            _("Copy the UPN again from the school’s system, or leave the cell empty."),
            Severity.REFUSED,
        )
    expected = upn.calc_check_digit(number[1:]) if _SHAPE.fullmatch(number) else None
    if expected != number[0]:
        return None, Fault(
            "upn_check_letter",
            _("The UPN check letter is wrong: {number} has a mistyped character.").format(number=number),
            _("Copy the UPN again from the school’s system."),
            Severity.REFUSED,
        )
    return number, None
