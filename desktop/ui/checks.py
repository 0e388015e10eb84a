"""What is checked of a text as one types it: something there, a day, a number; it knows no field."""

import re
from collections.abc import Callable
from datetime import date

from desktop.i18n import _

Check = Callable[[str], str]
FIGURES = 9  # figures of a number that anybody means
_IN_FIGURES = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}", re.ASCII)


def nothing_wrong(_text: str) -> str:
    """Accept anything."""
    return ""


def not_the_secret() -> str:
    """Say that the passphrase was typed where a name belongs, which everybody may read."""
    return _("That is the passphrase. Write your name here; everybody can read it.")


def needed(what: str) -> Check:
    """Return a check that asks for something where nothing stands."""
    return lambda text: "" if text.strip() else what


def read_day(text: str) -> date | None:
    """Read a day as people type it here, such as 12/11/2026 or 2026-11-12; None where it is none."""
    from datetime import datetime

    written = re.sub(r"(?i)\bsept\b\.?", "Sep", text.strip())
    for shape in ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d-%m-%y", "%d %B %Y", "%d %b %Y"):
        try:
            return datetime.strptime(written, shape).date()  # a calendar day has no zone
        except ValueError:
            continue
    return None


def a_day(text: str) -> str:
    """Check that a text is a day or empty."""
    return "" if not text or read_day(text) else no_day(text)


def no_day(text: str) -> str:
    """Say what is wrong with a text that is no day: the calendar lacks it, or it is written in no way that is read."""
    if _IN_FIGURES.fullmatch(text.strip()):
        return _("There is no such day. Write the day first, then the month, as 12/11/2026.")
    return _("Write the day as 12/11/2026.")


def a_day_where(problem: Callable[[date | None], str]) -> Check:
    """Return a check for a day with which nothing is wrong, or nothing; `problem` says what is."""
    return lambda text: a_day(text) or problem(read_day(text))


def ahead(day: date | None, today: date) -> str:
    """Say that a day has not come yet."""
    return _("This day lies ahead.") if day is not None and day > today else ""


def a_figure(high: int) -> Check:
    """Return a check for a figure from nothing to a bound, with a decimal point or without, or nothing."""

    def check(text: str) -> str:
        try:
            inside = not text or (text.isascii() and 0 <= float(text) <= high)
        except ValueError:
            inside = False
        return "" if inside else _("Write a number from 0 to {high}, such as 2 or 2.5.").format(high=high)

    return check


def a_number(low: int, high: int) -> Check:
    """Return a check for a whole number in bounds, or nothing."""

    def check(text: str) -> str:
        inside = len(text) <= FIGURES and text.isascii() and text.isdigit() and low <= int(text) <= high
        return "" if not text or inside else _("Write a whole number from {low} to {high}.").format(low=low, high=high)

    return check
