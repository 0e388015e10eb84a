"""Adding and changing a mentor, gates and check included: fields checked as one types, a draft that is never lost."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from desktop.i18n import _, day_words
from desktop.models.people import Background, Gate, GateKind, Gender, Mentor, Modality
from desktop.models.record import MentorId, new_id
from desktop.ui.choices import Choice, Tick
from desktop.ui.forms import Check, Field, a_day_where, a_figure, a_number, ahead, line, lines, needed, read_day
from desktop.ui.pages.people.asking import PersonForm, open_form
from desktop.ui.pages.people.contacts import as_yes_no, from_yes_no, yes_no_unknown
from desktop.ui.picks import Picks, joined, parted_as
from desktop.ui.sections import Section
from desktop.workspace.choices import SCHEMES, gate_names, modality_options, offered
from desktop.workspace.typed import (
    certificate_problem,
    day_problem,
    email,
    email_problem,
    phone_problem,
    postcode_area,
    postcode_problem,
)

if TYPE_CHECKING:
    from desktop.ui.pages.people.frame import PeoplePage

_TEXTS = ("name", "badge_name", "employer", "phone", "training_status", "note")
_CODES = ("sectors", "availability", "languages", "experiences")
_CHECK_TEXTS = ("scheme", "level", "workforce", "justification", "certificate_number", "seen_by")
_CHECK_DAYS = ("issued_on", "seen_on", "status_checked_on", "next_due")


def genders() -> list[tuple[str, str]]:
    """Return what a volunteer may say."""
    return [("", _("Not asked")), *offered("genders")]


def initials_of(who: str) -> str:
    """Return the initials that a gate bears."""
    return "".join(part[:1] for part in who.split()).upper() or "?"


def mentor_sections(today: date, who: str) -> Iterator[Section]:
    """Yield the fields of a mentor; a gate is the day it was passed, who saw to it, and a reference."""
    seen = _("Each day with the initials of who saw to it; a reference or hours, never a finding.")
    kept = _("What may be kept of a check: no copy, and nothing that it says.")
    yield Section(_("Name and contact"), "mentors", _name_fields())
    yield Section(_("Offers and times"), "today", _offer_fields())
    yield Section(
        _("Background"),
        "people",
        _background_fields(),
        lead=_("For matching across difference; head office never hears which."),
    )
    yield Section(_("Steps passed"), "check", _gate_fields(today, initials_of(who)), across=3, lead=seen)
    yield Section(_("Check"), "shield", _check_fields(today), lead=kept)
    yield Section(_("Training"), "outcomes", _training_fields())
    yield Section(_("Programme"), "note", _programme_fields(), across=1)


def _name_fields() -> list[Field]:
    return [
        Field("name", _("Name"), line(), needed(_("Write a name."))),
        Field("badge_name", _("Name on the badge"), line(), hint=_("The first name, where this is empty.")),
        Field("email", _("E-mail"), line(), email_problem),
        Field("phone", _("Phone"), line(), phone_problem),
        Field("employer", _("Employer"), line()),
        Field("gender", _("Gender"), Choice(genders())),
    ]


def _offer_fields() -> list[Field]:
    return [
        Field("sectors", _("Works in"), Picks(offered("sectors"), _("Works in"))),
        Field("availability", _("Free times"), Picks(offered("slots"), _("Free times"))),
        Field("languages", _("Speaks"), Picks(offered("languages"), _("Speaks"))),
        Field("modality", _("Wants to meet"), Choice(modality_options())),
        Field("capacity", _("Young people at most"), line(hint="1"), a_number(0, 20)),
        Field(
            "travel_km", _("Travels at most (km)"), line(), a_number(0, 500), hint=_("The school’s rule, where empty.")
        ),
        Field("postcode_area", _("Lives or works near"), line(hint="CF10"), postcode_problem),
    ]


def _background_fields() -> list[Field]:
    return [
        Field("ethnic", _("Ethnic background"), Choice([("", _("Not asked")), *offered("ethnic_backgrounds")])),
        Field("social", _("Social background"), Choice([("", _("Not asked")), *offered("social_backgrounds")])),
        Field("experiences", _("Been through"), Picks(offered("experiences"), _("Been through"))),
    ]


def _gate_fields(today: date, own: str) -> list[Field]:
    found: list[Field] = []
    for kind, name in gate_names().items():
        by = Field(f"by:{kind.value}", _("{gate}: seen by").format(gate=name), line(hint=own))
        day = Field(
            f"gate:{kind.value}", _("{gate}: passed on").format(gate=name), line(hint="12/11/2026"), a_past_day(today)
        )
        detail = Field(f"detail:{kind.value}", _("{gate}: reference").format(gate=name), line())
        day.changed.connect(partial(_sign, day, by, own))
        found += [day, by, detail]
    return found


def a_past_day(today: date) -> Check:
    """Return a check for a day on which something of a programme can have been done, or nothing."""
    return a_day_where(lambda day: ahead(day, today) or day_problem(day, today))


def _sign(day: Field, by: Field, own: str) -> None:
    """Have a new day bear the initials of who sits here, unless others were typed."""
    if isinstance(by.entry, QLineEdit) and not by.entry.isModified():
        by.put(own if day.text else "")


def _check_fields(today: date) -> list[Field]:
    past = a_past_day(today)
    due = a_day_where(lambda day: day_problem(day, today))
    return [
        Field("dbs:scheme", _("Scheme"), Choice([(one, one) for one in SCHEMES])),
        Field("dbs:certificate_number", _("Certificate number"), line(), certificate_problem),
        Field("dbs:level", _("Level"), line(hint=_("Enhanced"))),
        Field("dbs:workforce", _("Workforce"), line(hint=_("Child"))),
        Field("dbs:justification", _("Why this level"), line(), hint=_("What the mentor does, and how often.")),
        Field("dbs:issued_on", _("Certificate issued on"), line(hint="12/11/2026"), past),
        Field("dbs:seen_on", _("Seen on"), line(hint="12/11/2026"), past),
        Field("dbs:seen_by", _("Seen by"), line()),
        Field("dbs:update_service", _("With the Update Service"), Choice(yes_no_unknown())),
        Field("dbs:status_checked_on", _("Status last checked on"), line(hint="12/11/2026"), past),
        Field("dbs:next_due", _("Due again on"), line(), due, hint=_("The school’s rule, where empty.")),
    ]


def _training_fields() -> list[Field]:
    return [
        Field("training_status", _("How far training is"), line(hint=_("Booked for 12 January"))),
        Field("training_hours", _("Hours of training"), line(hint="2.5"), a_figure(200)),
    ]


def _programme_fields() -> list[Field]:
    return [
        Field("pioneer", "", Tick(_("Pioneer: brings others in"))),
        Field("note", _("Note"), lines(hint=_("Never what a certificate says."))),
    ]


def values_of(mentor: Mentor) -> dict[str, str]:
    """Return a mentor as what stands in the fields."""
    passed = {kind: mentor.gate(kind) for kind in GateKind}
    return {
        **{key: getattr(mentor, key) for key in (*_TEXTS, "email")},
        **{key: joined(getattr(mentor, key)) for key in _CODES},
        **{f"gate:{kind.value}": day_words(gate.passed_on if gate else None) for kind, gate in passed.items()},
        **{f"by:{kind.value}": gate.by if gate else "" for kind, gate in passed.items()},
        **{f"detail:{kind.value}": gate.detail if gate else "" for kind, gate in passed.items()},
        **{f"dbs:{key}": getattr(mentor.dbs, key) for key in _CHECK_TEXTS},
        **{f"dbs:{key}": day_words(getattr(mentor.dbs, key)) for key in _CHECK_DAYS},
        "dbs:update_service": as_yes_no(mentor.dbs.update_service),
        "modality": mentor.modality.value if mentor.modality else "",
        "capacity": str(mentor.capacity),
        "travel_km": "" if mentor.travel_km is None else str(mentor.travel_km),
        "postcode_area": mentor.postcode_area or "",
        "gender": mentor.gender.value if mentor.gender else "",
        "ethnic": mentor.background.ethnic or "",
        "social": mentor.background.social or "",
        "training_hours": f"{mentor.training_hours:g}" if mentor.training_hours is not None else "",
        "pioneer": "yes" if mentor.pioneer else "",
    }


def _gates(values: dict[str, str], known: Mentor | None, initials: str) -> tuple[Gate, ...]:
    """Return the gates: one that stands as before is kept; one without initials bears those of who sits here."""
    kept = list(known.gates) if known else []
    for kind in GateKind:
        day = read_day(values[f"gate:{kind.value}"])
        before = known.gate(kind) if known else None
        kept = [gate for gate in kept if gate is not before]
        if day is not None:
            by = values[f"by:{kind.value}"] or initials
            kept.append(Gate(kind=kind, passed_on=day, by=by, detail=values[f"detail:{kind.value}"]))
    same = known is not None and set(kept) == set(known.gates)
    return known.gates if known is not None and same else tuple(kept)


def mentor_from(values: dict[str, str], known: Mentor | None, *, who: str) -> Mentor:
    """Return the mentor the fields describe; what has no field stays as it was."""
    base = known or Mentor(id=MentorId(new_id()), name="-")
    check = {
        **{key: values[f"dbs:{key}"] for key in _CHECK_TEXTS},
        **{key: read_day(values[f"dbs:{key}"]) for key in _CHECK_DAYS},
        "update_service": from_yes_no(values["dbs:update_service"]),
    }
    return base.model_copy(
        update={
            **{key: values[key] for key in _TEXTS},
            **{key: parted_as(values[key], getattr(base, key)) for key in _CODES},
            "email": email(values["email"]),
            "modality": Modality(values["modality"]) if values["modality"] else None,
            "capacity": int(values["capacity"] or 1),
            "travel_km": int(values["travel_km"]) if values["travel_km"] else None,
            "postcode_area": postcode_area(values["postcode_area"]),
            "gender": Gender(values["gender"]) if values["gender"] else None,
            "background": Background(ethnic=values["ethnic"] or None, social=values["social"] or None),
            "gates": _gates(values, known, initials_of(who)),
            "dbs": base.dbs.model_copy(update=check),
            "training_hours": float(values["training_hours"]) if values["training_hours"] else None,
            "pioneer": values["pioneer"] == "yes",
        }
    )


def edit_mentor(page: "PeoplePage", known: Mentor | None, *, at: str = "") -> None:
    """Open the form of a mentor, None for a new one, with the keys `at` a field."""
    desk = page.workspace.desk
    made = partial(mentor_from, who=desk.who)
    sections = partial(mentor_sections, desk.today(), desk.who)
    open_form(page, PersonForm("mentor", _("Who is the mentor?"), sections, values_of, made), known, at=at)
