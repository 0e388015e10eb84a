"""What a person types about a person, one value at a time: what is wrong with it in kind words, and how it is kept.

The readers are those of imported lists, so that a form refuses what a file would; it knows no form and no record.
"""

import unicodedata
from datetime import date

from desktop.i18n import _, ngettext
from desktop.roster.readers import EARLIEST, born_fault, plausible
from desktop.roster.tidying import unhidden
from desktop.roster.upns import compact, read_upn
from desktop.roster.values import read_certificate, read_email, read_outward, read_phone

UPN_LENGTH = 13


def plain(text: str) -> str:
    """Return what was typed or pasted as it is kept: composed letters, nothing hidden; the same as in a list's cell."""
    return text if text.isascii() and text.isprintable() else unicodedata.normalize("NFC", unhidden(text))


def upn_problem(text: str) -> str:
    """Say what is wrong with a unique pupil number, empty for nothing; a wrong check letter is told kindly."""
    _number, fault = read_upn(text) if text else (None, None)
    if fault is None:
        return ""
    if fault.code == "upn_check_letter":
        return _("One character is mistyped: the first letter doesn’t fit the rest. Look at the number again.")
    n = len(compact(text))
    if n != UPN_LENGTH:
        here = ngettext("here is {n}", "here are {n}", n)
        return _("A UPN is a letter and 12 characters, 13 in all; {here}.").format(here=here)
    return _("A UPN is a letter, 11 digits and a digit or letter, such as K352406514001.")


def upn(text: str) -> str | None:
    """Return a unique pupil number as it is kept, None for nothing or one that is wrong."""
    return read_upn(text)[0] if text else None


def birth_problem(day: date | None, today: date) -> str:
    """Say that no young person of a programme can be born on a day: the rule by which a list's row is refused."""
    fault = born_fault(day, f"{day:%d/%m/%Y}", today) if day else None
    return fault.reason if fault else ""


def day_problem(day: date | None, today: date) -> str:
    """Say that nothing of a programme can be on a day, as a list's reading does."""
    if day is None or plausible(day, today):
        return ""
    return _("Write a day from {first} to {last}.").format(first=EARLIEST, last=today.year + 20)


def email_problem(text: str) -> str:
    """Say that an e-mail address is none."""
    return _("This is not an e-mail address yet.") if text and read_email(text)[0] is None else ""


def email(text: str) -> str:
    """Return an e-mail address as it is kept; what is none stays as it was typed."""
    return read_email(text)[0] or text if text else ""


def phone_problem(text: str) -> str:
    """Say that a telephone number is none."""
    return _("This is not a phone number yet.") if text and read_phone(text)[0] is None else ""


def postcode_problem(text: str) -> str:
    """Say that a postcode is none; its first half is enough."""
    wrong = text and read_outward(text)[0] is None
    return _("Write a UK postcode or its first half, such as CF10. Only the first half is kept.") if wrong else ""


def postcode_area(text: str) -> str | None:
    """Return the first half of a postcode, None for nothing: the rest is never kept."""
    return read_outward(text)[0] if text else None


def certificate_problem(text: str) -> str:
    """Say that a certificate's number is none."""
    wrong = text and read_certificate(text)[0] is None
    return (
        _("Write the number once the certificate has been seen; words such as “pending” are no number.")
        if wrong
        else ""
    )
