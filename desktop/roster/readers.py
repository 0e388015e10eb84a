"""A reader for each field: a cell in, a value and perhaps a fault out; it knows no row."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from desktop.i18n import _
from desktop.models.vocabulary import fold, vocabulary
from desktop.roster import dates, lists, values
from desktop.roster.content import OLDEST, YOUNGEST, age_fits
from desktop.roster.headings import Library
from desktop.roster.reading import Fault, Severity
from desktop.roster.table import Cell, as_text
from desktop.roster.tidying import tidy
from desktop.roster.upns import read_upn
from desktop.roster.words import words

Parsed = tuple[Any, Fault | None]
Reader = Callable[[Cell], Parsed]
TextReader = Callable[[str], Parsed]

MAX_NAME = 200
EARLIEST = 1990  # a year before which nothing of a programme was done


def reader_for(field: str, library: Library, *, today: date, american: bool = False) -> Reader:
    """Return the reader of one field; `american` reads 06/14/2011 as 14 June throughout its column."""
    content = library.content(field)
    if content == "birth_date":
        return partial(_read_birth, today=today, american=american)
    if content == "date":
        return partial(_read_event, today=today, american=american)
    if holds_names(field):
        return _read_name
    return _of_text(_text_reader(field, content, library))


def holds_names(field: str) -> bool:
    """Whether a field is a person's name, or part of one."""
    return field in _NAMES or field.endswith(("_name", "_forename", "_surname"))


_NAMES = frozenset({"legal_forename", "legal_surname", "preferred_forename", "full_name", "surname_first_name", "name",
                    "forename", "surname", "badge_name"})  # fmt: skip
_BY_FIELD: dict[str, TextReader] = {
    "sectors": partial(lists.read_words, words="sectors"),
    "languages": partial(lists.read_words, words="languages"),
    "experiences": partial(lists.read_words, words="experiences"),
    "needs_language": partial(lists.read_words, words="languages"),
    "form_language": partial(lists.read_words, words="languages"),
    "state": values.read_state,
    "training": values.read_training,
    "gender": values.read_gender,
    "availability": lists.read_slots,
    "days": lists.read_slots,
}
_BY_CONTENT: dict[str, TextReader] = {
    "upn": read_upn,
    "year": values.read_year,
    "sex": values.read_sex,
    "sen": values.read_sen,
    "percent": values.read_percent,
    "number": values.read_number,
    "postcode": values.read_outward,
    "email": values.read_email,
    "phone": values.read_phone,
    "modality": values.read_modality,
    "gender": values.read_gender,
    "certificate": values.read_certificate,
}
_LISTS = frozenset(_BY_FIELD[field] for field in ("sectors", "languages", "experiences", "availability", "days"))
_LINE_END = re.compile(r"[\r\n]+")


def _text_reader(field: str, content: str, library: Library) -> TextReader:
    if field.startswith("slot:"):
        return partial(_read_slot, slot=field.removeprefix("slot:"))
    if field.endswith("_responsibility"):
        return values.read_flag
    if field.endswith("_language"):
        return partial(lists.read_words, words="languages")
    if field in ("ethnic", "social"):
        return partial(_read_code, known=f"{field}_backgrounds")
    if content == "flag":
        known = library.fields[field]
        return partial(_read_flag, yes=frozenset(map(fold, known.yes)), no=frozenset(map(fold, known.no)))
    return _BY_FIELD.get(field) or _BY_CONTENT.get(content) or _read_words


def _of_text(read: TextReader) -> Reader:
    def reader(cell: Cell) -> Parsed:
        tidied = tidy(_LINE_END.sub("; ", as_text(cell).strip()) if read in _LISTS else as_text(cell))
        if not tidied.text or (values.is_blank(tidied.text) and read is not values.read_gender):
            return None, None
        value, fault = read(tidied.text)
        return value, fault or (oddity(tidied.oddities) if read is _read_words else None)

    return reader


def _oddities() -> dict[str, tuple[str, str]]:
    """Return what is said of a cell that holds something odd, and the advice."""
    return {
        "formula": (
            _("It looks like a formula."),
            _("It is kept as plain text and never run. Check that it is meant."),
        ),
        "markup": (_("It looks like web code."), _("It is kept as plain text and never run. Check that it is meant.")),
        "control": (_("It held invisible characters."), _("They were taken out. Check the spelling.")),
        "twice": (_("Its letters had been stored wrongly and were put right."), _("Check the spelling.")),
        "long": (_("It is very long and was cut."), _("Check that the cell holds only what it should.")),
        "error": (_("It holds a spreadsheet error instead of a value."), _("Correct the formula in the spreadsheet.")),
    }


def oddity(found: tuple[str, ...]) -> Fault | None:
    """Return the warning for the first oddity of a cell that a person should look at."""
    for name in found:
        if name in (known := _oddities()):
            return Fault(name, *known[name])
    return None


def _read_words(text: str) -> Parsed:
    return text[:500], None


def _read_name(cell: Cell) -> Parsed:
    """Read a name as it is written; only fillers count as empty, because Na, None and Null are people's names."""
    tidied = tidy(as_text(cell))
    if tidied.text in words().fillers:
        return None, None
    fault = oddity(tidied.oddities)
    if fault is None and len(tidied.text) > MAX_NAME:
        fault = Fault(
            "long",
            _("This name has {n} characters.").format(n=len(tidied.text)),
            _("Only {max_name} are kept; check it.").format(max_name=MAX_NAME),
        )
    if fault is None and tidied.text and not any(map(str.isalpha, tidied.text)):
        fault = Fault("no_letters", _("This name has no letters."), _("Check that the right column was chosen."))
    return tidied.text or None, fault


def _read_flag(text: str, yes: frozenset[str], no: frozenset[str]) -> Parsed:
    """Read a tick by the words of its own field first: 'EAL' is yes and 'English' no under EAL."""
    word = fold(text)
    if word in no or word in yes:
        return word in yes, None
    said, fault = values.read_flag(text)
    if said is None and fold(re.split(r"[\s(:,\-–]", text)[0]) in yes:
        return True, None
    return said, fault


def _read_code(text: str, known: str) -> Parsed:
    """Read a broad group from its name or from the broad half of 'Asian or Asian British - Pakistani'."""
    groups = vocabulary(known)
    broad, _mark, detail = re.sub(r"\s*[:–]\s*|\s+-\s+", "\n", text, count=1).partition("\n")
    code = groups.code(text) or groups.code(broad) or groups.code(detail)
    if code:
        return code, None
    return None, Fault(
        "unread",
        _("“{text}” is not one of the broad groups, so it was left out.").format(text=text[:40]),
        _("Choose by hand."),
    )


def _read_slot(text: str, slot: str) -> Parsed:
    """Read a cell under a heading such as Monday: a tick, or the times of that day."""
    day, part = lists.split_code(slot)
    said, fault = values.read_flag(text)
    if fault is None or part:
        parts = (part,) if part else lists.PARTS
        return (tuple(f"{day}-{one}" for one in parts) if said else ()), fault
    found, fault = lists.read_slots(f"{day} {text}")
    return found, fault


def _figures(cell: Cell, american: bool) -> dates.Written | None:
    text = tidy(cell).text if isinstance(cell, str) else ""
    figures = dates.written(text)
    return figures.swapped() if figures and american and figures.swappable else figures


def _blank(cell: Cell) -> bool:
    return isinstance(cell, str) and values.is_blank(tidy(cell).text)


def _read_birth(cell: Cell, today: date, american: bool) -> Parsed:
    if _blank(cell):
        return None, None
    figures = _figures(cell, american) if isinstance(cell, str) else None
    born = cell if not isinstance(cell, str) else dates.born(figures, today) if figures else None
    shown = as_text(cell)[:40]
    if born is None:
        return None, _refused(
            "impossible_date",
            _("Impossible date: “{shown}” is not a day in the calendar.").format(shown=shown),
            _("Correct the date of birth."),
        )
    if fault := born_fault(born, shown, today):
        return None, fault
    return born, _swapped(shown) if american and isinstance(cell, str) else None


def born_fault(born: date, shown: str, today: date) -> Fault | None:
    """Return why nobody of a programme can be born on a day, None where they can; `shown` is how it was written."""
    if born > today:
        return _refused(
            "born_in_future", _("Born in the future: {shown}.").format(shown=shown), _("Correct the date of birth.")
        )
    if not age_fits(born, today):
        return _refused(
            "age",
            _("Born {born}: the age is not between {youngest} and {oldest}.").format(
                born=f"{born:%d/%m/%Y}", youngest=YOUNGEST, oldest=OLDEST
            ),
            _("Correct the date of birth."),
        )
    return None


def _swapped(shown: str) -> Fault:
    return Fault(
        "american_date",
        _("“{shown}” was read with the month first, as the whole column is.").format(shown=shown),
        _("Check the date."),
    )


def _refused(code: str, reason: str, advice: str) -> Fault:
    return Fault(code, reason, advice, Severity.REFUSED)


def plausible(day: date, today: date) -> bool:
    """Whether a check or a step of a programme can be on a day: from 1990 to 20 years ahead."""
    return EARLIEST <= day.year <= today.year + 20


def _read_event(cell: Cell, today: date, american: bool) -> Parsed:
    """Read the date of a check or a step; one that is no date is left out, so nothing is taken as done."""
    if _blank(cell):
        return None, None
    figures = _figures(cell, american) if isinstance(cell, str) else None
    day = cell if not isinstance(cell, str) else dates.happened(figures) if figures else None
    shown = as_text(cell)[:40]
    if day is None:
        return None, Fault(
            "no_date",
            _("“{shown}” is not a date, so it was left out.").format(shown=shown),
            _("Write the date as 31/12/2026."),
        )
    if not plausible(day, today):
        return None, Fault(
            "far_date",
            _("The date {shown} is not plausible, so it was left out.").format(shown=shown),
            _("Correct the date."),
        )
    return day, None
