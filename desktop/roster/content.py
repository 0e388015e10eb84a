"""What a column's cells look like, for columns whose heading says little; it knows kinds of content, not headings."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from desktop.i18n import _
from desktop.models.vocabulary import vocabulary
from desktop.roster import dates, values
from desktop.roster.lists import read_slots
from desktop.roster.table import Cell, as_text
from desktop.roster.upns import looks_like_upn

YOUNGEST, OLDEST = 9, 26
_NAME = re.compile(r"[^\W\d_][^\d_<>@=;:%]{0,79}")
_CODE = re.compile(r"[(){}\[\]<>=:;\"\\_*#|`@]")  # what programs and pages are written with, and names are not
_YEAR_GROUP = re.compile(r"(?:nc\s*)?(?:(?:year|yr|y|blwyddyn|bl)\.?\s*)?0?([7-9]|1[0-4])(?:\.0)?|s[1-6]", re.I)
_FORM = re.compile(r"(?:[7-9]|1[0-4])[A-Za-z]{1,4}\d?|[A-Z]{1,3}\d{1,2}")


def fits(content: str, cell: Cell, today: date) -> bool:
    """Whether a cell looks like a kind of content; unknown kinds fit anything."""
    check = _CHECKS.get(content)
    return check is None or check(cell, today)


def content_words() -> dict[str, str]:
    """Return what a kind of content is called."""
    return {
        "upn": _("UPNs"),
        "birth_date": _("dates of birth of young people"),
        "postcode": _("postcodes"),
        "form": _("form groups"),
        "year": _("year groups"),
        "sen": _("SEN codes"),
        "sex": _("M or F"),
        "email": _("e-mail addresses"),
        "phone": _("phone numbers"),
        "slots": _("days of the week"),
        "modality": _("ways to meet"),
        "sectors": _("career sectors"),
        "languages": _("languages"),
        "date": _("dates"),
        "percent": _("percentages"),
        "number": _("numbers"),
    }


def share(content: str, cells: Sequence[Cell], today: date) -> float:
    """Return which part of the filled cells looks like a kind of content; 0 where none is filled."""
    filled = [cell for cell in cells if not isinstance(cell, str) or not values.is_blank(cell)]
    return sum(fits(content, cell, today) for cell in filled) / len(filled) if filled else 0.0


def code_share(names: Sequence[str]) -> float:
    """Return which part of some names bears marks of programs or web pages; 0 where there is none."""
    return sum(_CODE.search(name) is not None for name in names) / len(names) if names else 0.0


def age_fits(born: date, today: date) -> bool:
    """Whether a date of birth makes someone of the ages a programme can have."""
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return YOUNGEST <= age <= OLDEST


def as_birth_date(cell: Cell, today: date) -> date | None:
    """Return a cell as a date of birth, whichever of day and month stands first."""
    if not isinstance(cell, str):
        return cell
    figures = dates.written(cell)
    if figures is None:
        return None
    day = dates.born(figures, today)
    return day or (dates.born(figures.swapped(), today) if figures.swappable else None)


def _birth(cell: Cell, today: date) -> bool:
    born = as_birth_date(cell, today)
    return born is not None and age_fits(born, today)


def _date(cell: Cell, _: date) -> bool:
    return not isinstance(cell, str) or dates.written(cell) is not None


def _text(check: Callable[[str], object]) -> Callable[[Cell, date], bool]:
    return lambda cell, _: isinstance(cell, str) and bool(check(cell))


def _reads(reader: Callable[[str], tuple[object, object]]) -> Callable[[Cell, date], bool]:
    return lambda cell, _: isinstance(cell, str) and reader(cell)[1] is None


def _full_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and 2 <= len(text.replace(",", " ").split()) <= 6


_CHECKS: dict[str, Callable[[Cell, date], bool]] = {
    "upn": _text(looks_like_upn),
    "birth_date": _birth,
    "date": _date,
    "email": _text(re.compile(r"\S+@\S+\.\S+").fullmatch),
    "phone": _text(re.compile(r"(?:\+|\(?0|44)[\d\s()\-]{8,16}|[1237]\d{3}[\d\s]{6,8}").fullmatch),
    "postcode": _text(re.compile(r"[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}").fullmatch),
    "year": _text(_YEAR_GROUP.fullmatch),
    "form": _text(_FORM.fullmatch),
    "sex": _reads(values.read_sex),
    "sen": _text(re.compile(r"[NKES]|[NKES]\s*[-–:].*|no sen|sen support|ehcp", re.I).fullmatch),
    "flag": _reads(values.read_flag),
    "percent": _reads(values.read_percent),
    "number": _reads(values.read_number),
    "name": _text(_NAME.fullmatch),
    "full_name": _text(_full_name),
    "slots": _reads(read_slots),
    "modality": _text(vocabulary("modalities").code),
    "sectors": _text(lambda text: vocabulary("sectors").code(re.split(r"[;,]", text)[0])),
    "languages": _text(lambda text: vocabulary("languages").code(re.split(r"[;,]", text)[0])),
    "certificate": _text(re.compile(r"[\dA-Z]?\d{8,14}").fullmatch),
}


def text_samples(cells: Sequence[Cell], count: int = 3) -> tuple[str, ...]:
    """Return the first few different filled cells as text."""
    filled = dict.fromkeys(as_text(cell)[:60] for cell in cells[:200] if cell)
    return tuple(filled)[:count]
