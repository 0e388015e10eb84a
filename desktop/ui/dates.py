"""Days and times in the words people use here; it knows the calendar and today."""

from datetime import date, datetime, time

from desktop.i18n import _, ngettext, pgettext, said_day


def _months() -> list[str]:
    return [
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    ]  # fmt: skip


def _weekdays() -> list[str]:
    return [
        pgettext("within a sentence", "Monday"), pgettext("within a sentence", "Tuesday"),
        pgettext("within a sentence", "Wednesday"), pgettext("within a sentence", "Thursday"),
        pgettext("within a sentence", "Friday"), pgettext("within a sentence", "Saturday"),
        pgettext("within a sentence", "Sunday"),
    ]  # fmt: skip


def weekday(day: date) -> str:
    """Return `Thursday` as it stands within a sentence: Welsh writes it small there (`sentence` makes it a start)."""
    return _weekdays()[day.weekday()]


def month(day: date) -> str:
    """Return `November`."""
    return _months()[day.month - 1]


def day_of_month(day: date) -> str:
    """Return `12 November`."""
    return _("{day} {month}").format(day=day.day, month=month(day))


def long_day(day: date, today: date | None = None) -> str:
    """Return `Thursday 12 November` as it stands within a sentence, with the year only when it isn't this one."""
    if today is not None and day.year != today.year:
        return _("{weekday} {day} {year}").format(weekday=weekday(day), day=day_of_month(day), year=day.year)
    return _("{weekday} {day}").format(weekday=weekday(day), day=day_of_month(day))


def short_day(day: date, today: date | None = None) -> str:
    """Return `12 Nov`, with the year only when it isn't this one."""
    return said_day(day, today or day)


def clock(moment: time) -> str:
    """Return `15:45`."""
    return f"{moment:%H:%M}"


def ago(moment: datetime, today: date) -> str:
    """Return `today at 08:02`, `yesterday at 08:02`, `12 Nov`."""
    here = moment.astimezone()
    days = (today - here.date()).days
    if days == 0:
        return _("today at {time}").format(time=clock(here.time()))
    if days == 1:
        return _("yesterday at {time}").format(time=clock(here.time()))
    return short_day(here.date(), today)


def sentence(text: str) -> str:
    """Return words with a capital at the start and the rest as it is."""
    return text[:1].upper() + text[1:]


def days(count: int) -> str:
    """Return `23 days`."""
    return ngettext("{n} day", "{n} days", count)


def day_part(hour: int) -> str:
    """Return the greeting for an hour of the day."""
    if hour < 12:
        return _("Good morning")
    return _("Good afternoon") if hour < 18 else _("Good evening")
