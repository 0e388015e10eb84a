"""The days in a list: when somebody was born, when a check or a step was done; it knows no column."""

from datetime import date

from desktop.i18n import _
from desktop.roster import dates, values
from desktop.roster.content import OLDEST, YOUNGEST, age_fits
from desktop.roster.reading import Fault, Parsed, Severity
from desktop.roster.table import Cell, as_text
from desktop.roster.tidying import tidy

EARLIEST = 1990  # a year before which nothing of a programme was done


def read_birth(cell: Cell, today: date, american: bool) -> Parsed:
    """Read a date of birth; refuses a day that is none, that lies ahead, or on which nobody of a programme is born."""
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


def read_event(cell: Cell, today: date, american: bool) -> Parsed:
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


def _figures(cell: Cell, american: bool) -> dates.Written | None:
    text = tidy(cell).text if isinstance(cell, str) else ""
    figures = dates.written(text)
    return figures.swapped() if figures and american and figures.swappable else figures


def _blank(cell: Cell) -> bool:
    return isinstance(cell, str) and values.is_blank(tidy(cell).text)
