"""Words for people in the language they chose; it knows gettext and nothing of who speaks."""

import gettext
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from desktop.paths import resource

LANGUAGES = {"en": "English", "cy": "Cymraeg (drafft)"}


class _Catalogue:
    """The one catalogue in use; a window is rebuilt after a change of language."""

    def __init__(self) -> None:
        self.current: gettext.NullTranslations = gettext.NullTranslations()
        self.language = "en"

    def choose(self, language: str) -> None:
        self.current, self.language = gettext.NullTranslations(), language
        with suppress(FileNotFoundError):
            self.current = gettext.translation("alongside", resource("translations"), [language])


_catalogue = _Catalogue()
choose_language: Callable[[str], None] = _catalogue.choose


def language() -> str:
    """Return the code of the chosen language: what a cache over words must keep in its key."""
    return _catalogue.language


def _(text: str) -> str:
    """Return the text in the chosen language, or as it stands."""
    return _catalogue.current.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a text that goes with the count, with `{n}` filled in."""
    return _catalogue.current.ngettext(one, many, count).format(n=count)


def pgettext(context: str, text: str) -> str:
    """Return a text whose English means several things, in the sense that the context names (`strength`, `theme`)."""
    return _catalogue.current.pgettext(context, text)


def noted(text: str) -> str:
    """Return a text as it stands, for the catalogue to know: `_` says it in the chosen language when it is shown."""
    return text


def day_words(day: date | None) -> str:
    """Return a day as one types it, 12/11/2026, nothing where there is none; `said_day` is how one reads it."""
    return f"{day:%d/%m/%Y}" if day else ""


def short_month(day: date) -> str:
    """Return `Nov`."""
    names = (
        pgettext("short month", "Jan"), pgettext("short month", "Feb"), pgettext("short month", "Mar"),
        pgettext("short month", "Apr"), pgettext("short month", "May"), pgettext("short month", "Jun"),
        pgettext("short month", "Jul"), pgettext("short month", "Aug"), pgettext("short month", "Sep"),
        pgettext("short month", "Oct"), pgettext("short month", "Nov"), pgettext("short month", "Dec"),
    )  # fmt: skip
    return names[day.month - 1]


def said_day(day: date | None, today: date | None = None) -> str:
    """Return a day as one reads it: `12 Nov`, with the year unless it is today's; nothing where there is none."""
    if day is None:
        return ""
    said = _("{day} {month}").format(day=day.day, month=short_month(day))
    return said if today is not None and day.year == today.year else f"{said} {day.year}"
