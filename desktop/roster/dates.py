"""Dates as schools write them: UK order, ISO, month names, spreadsheet serials, two-digit years."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

# English and Welsh, by the letters that begin them; longer beginnings first where they overlap.
_MONTHS = {
    1: ("jan", "ionawr", "ion"),
    2: ("feb", "chwefror", "chwef", "chw"),
    3: ("mar", "mawrth", "maw"),
    4: ("apr", "ebrill", "ebr"),
    5: ("may", "mai"),
    6: ("jun", "mehefin", "meh"),
    7: ("jul", "gorffennaf", "gor"),
    8: ("aug", "awst"),
    9: ("sep", "medi"),
    10: ("oct", "hydref", "hyd"),
    11: ("nov", "tachwedd", "tach"),
    12: ("dec", "rhagfyr", "rhag"),
}
_MONTH_OF = {name: month for month, names in _MONTHS.items() for name in names}
_MONTH_NAME = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_TIME = re.compile(r"[T\s,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?m\.?)?(\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$", re.I)
_ISO = re.compile(r"(\d{4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,2})")
_PACKED = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_PARTS = re.compile(r"(\d{1,2})\s*[-/.\s\\,]\s*(\d{1,2})\s*[-/.\s\\,]\s*('?\d{2}|\d{4})")
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|af|il|ydd|fed)?[\s\-/.,]*(?:of\s+)?({_MONTH_NAME})[a-z]*\.?[\s\-/.,]*('?\d{{2}}|\d{{4}})",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"({_MONTH_NAME})[a-z]*\.?[\s\-/.]*(\d{{1,2}})(?:st|nd|rd|th)?[\s\-/.,]+(\d{{4}}|'?\d{{2}})", re.I
)
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}})[\s\-/.]*({_MONTH_NAME})[a-z]*[\s\-/.]*(\d{{1,2}})", re.I)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,.]+", re.I)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it stands: its numbers, and whether day and month could be told apart by their order alone."""

    year: int
    month: int
    day: int
    short_year: bool = False
    swappable: bool = False

    def swapped(self) -> "Written":
        """Return the same figures with month before day, the American order."""
        return Written(self.year, self.day, self.month, self.short_year, swappable=True)

    def on_calendar(self, year: int) -> date | None:
        """Return the day in a full year, None where there is no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


@lru_cache(maxsize=65_536)
def written(text: str) -> Written | None:
    """Return the figures of a date in any of the ways it is written, day before month; None if it is no date."""
    text = _TIME.sub("", _WEEKDAY.sub("", text.strip()))
    for pattern, order in (
        (_ISO, "ymd"),
        (_PACKED, "ymd"),
        (_PARTS, "dmy"),
        (_DAY_MONTH, "dmy"),
        (_MONTH_DAY, "mdy"),
        (_YEAR_MONTH_DAY, "ymd"),
    ):
        found = pattern.fullmatch(text)
        if found:
            parts = dict(zip(order, found.groups(), strict=True))
            return _figures(parts, swappable=pattern is _PARTS)
    serial = _SERIAL.fullmatch(text)
    if serial and 10_000 <= int(serial[1]) <= 73_000:
        day = _EPOCH + timedelta(days=int(serial[1]))
        return Written(day.year, day.month, day.day)
    return None


def _figures(parts: dict[str, str], *, swappable: bool) -> Written:
    year = parts["y"].lstrip("'")
    month = parts["m"]
    return Written(
        int(year), int(month) if month.isdigit() else _month(month), int(parts["d"]), len(year) == 2, swappable
    )


def _month(name: str) -> int:
    return _MONTH_OF[name.casefold()]


def month_first(texts: list[str]) -> bool:
    """Whether a column is in American order: some dates only make sense so and none only the British way."""
    seen = [figures for text in texts if (figures := written(text)) and figures.swappable]
    american = any(figures.month > 12 and figures.day <= 12 for figures in seen)
    return american and not any(figures.day > 12 >= figures.month for figures in seen)


def undecided(texts: list[str]) -> str:
    """Return a date of a column in which day and month could be either everywhere, nothing where one decides."""
    seen = [(text, figures) for text in texts if (figures := written(text)) and figures.swappable]
    if any(figures.day > 12 or figures.month > 12 for _, figures in seen):
        return ""
    return next((text for text, figures in seen if figures.day != figures.month), "")


def born(figures: Written, today: date) -> date | None:
    """Return a date of birth; a two-digit year is the latest one that isn't in the future."""
    year = figures.year
    if figures.short_year:
        year += today.year // 100 * 100
        early = (figures.month, figures.day) > (today.month, today.day)
        if year > today.year or (year == today.year and early):
            year -= 100
    return figures.on_calendar(year)


def happened(figures: Written) -> date | None:
    """Return a date of some event; a two-digit year is in this century."""
    return figures.on_calendar(figures.year + 2000 if figures.short_year else figures.year)
