"""What the texts of forms and letters are filled with: names of places, days and people, in a catalogue's words."""

from datetime import date

from desktop.documents.catalogue import Catalogue
from desktop.documents.requests import Arrangements
from desktop.i18n import _
from desktop.models.people import Mentee
from desktop.models.programme import Programme, School, Staff
from desktop.models.sessions import Session

_SCHEMES = {"Scotland": "PVG", "Northern Ireland": "AccessNI"}


def school_facts(
    words: Catalogue, school: School, programme: Programme, arrangements: Arrangements | None = None
) -> dict[str, str]:
    """Return the facts that are the same for everyone in a programme."""
    agreed = arrangements or Arrangements()
    unnamed = words.text("words.not_named")
    coordinator = _with_phone(agreed.coordinator, agreed.coordinator_phone) or _role(school, "coordinator")
    return {
        "school": school.name,
        "programme": programme.name,
        "minutes": str(programme.session_minutes),
        "sessions": str(programme.sessions_planned),
        "start": words.day(min((term.start for term in programme.terms), default=None)) or programme.academic_year,
        "end": words.day(max((term.end for term in programme.terms), default=None)) or programme.academic_year,
        "place": agreed.place or _place(school),
        "when": agreed.when,
        "dsl": _named(school.dsl) or unnamed,
        "dpo": school.dpo or unnamed,
        "coordinator": coordinator or school.phone or school.email or unnamed,
        "scheme": _SCHEMES.get(school.nation, "DBS"),
        "years": str(programme.policy.retention_years.get("consent", 3)),
    }


def first_session(words: Catalogue, section: str, session: Session | None) -> str:
    """Return when and where the first session is, or that it isn't known yet."""
    if session is None:
        return words.text(f"{section}.first_unknown")
    spoken = {"day": words.day(session.day), "time": f"{session.start:%H:%M}", "room": session.room}
    return words.text(f"{section}.first_known", spoken)


def age_on(mentee: Mentee, day: date) -> int:
    """Return an age for deciding who signs; someone whose date of birth isn't known signs with a parent."""
    age = mentee.age_on(day)
    return 0 if age is None else age


def _place(school: School) -> str:
    room = school.rooms[0].name if school.rooms else ""
    return f"{room}, {school.name}" if room else school.name


def _role(school: School, role: str) -> str:
    return _named(next((person for person in school.staff if person.role == role), None))


def _named(person: Staff | None) -> str:
    return _with_phone(person.name, person.phone) if person else ""


def _with_phone(name: str, phone: str) -> str:
    return ", ".join(part for part in (name, phone) if part)


def day_in_words(day: date, *, weekday: bool = False) -> str:
    """Return a day as staff papers say it. Not by strftime, whose words depend on the computer's settings."""
    months = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    days = (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")
    )  # fmt: skip
    said = f"{day.day} {months[day.month - 1]} {day.year}"
    return f"{days[day.weekday()]} {said}" if weekday else said
