"""Adding and changing a mentor, gates and check included: fields checked as one types, a draft that is never lost."""

from functools import partial
from typing import TYPE_CHECKING

from desktop.i18n import _, day_words
from desktop.models.people import Gate, GateKind, Gender, Mentor, Modality
from desktop.models.record import MentorId, new_id
from desktop.ui.choices import Choice, Tick
from desktop.ui.dialogs import Dialog
from desktop.ui.forms import Field, a_day, a_number, line, lines, needed, read_day
from desktop.ui.pages.people.asking import PersonForm, open_form
from desktop.ui.picks import Picks, joined, parted
from desktop.workspace.traits import gate_names, modality_options, offered

if TYPE_CHECKING:
    from desktop.ui.pages.people.frame import PeoplePage


def genders() -> list[tuple[str, str]]:
    """Return what a volunteer may say."""
    return [("", _("Not asked")), *offered("genders")]


def mentor_fields() -> list[Field]:
    """Return the fields of a mentor; each gate is the day it was passed."""
    words = {name: offered(name) for name in ("slots", "sectors", "languages")}
    plain = [
        Field("name", _("Name"), line(), needed(_("Write a name."))),
        Field("badge_name", _("Name on the badge"), line(), hint=_("The first name, where nothing stands here.")),
        Field("employer", _("Employer"), line()),
        Field("email", _("E-mail"), line()),
        Field("phone", _("Telephone"), line()),
        Field("sectors", _("Works in"), Picks(words["sectors"], _("Works in"))),
        Field("availability", _("Free times"), Picks(words["slots"], _("Free times"))),
        Field("languages", _("Speaks"), Picks(words["languages"], _("Speaks"))),
        Field("modality", _("Wants to meet"), Choice(modality_options())),
        Field("capacity", _("Mentees at most"), line(hint="1"), a_number(0, 20)),
        Field("gender", _("Gender"), Choice(genders())),
    ]
    gates = [
        Field(f"gate:{kind.value}", _("{gate}: passed on").format(gate=name), line(hint="12/11/2026"), a_day)
        for kind, name in gate_names().items()
    ]
    check = [
        Field("dbs_number", _("Certificate number"), line()),
        Field("dbs_issued", _("Certificate issued on"), line(hint="12/11/2026"), a_day),
        Field("update_service", "", Tick(_("Is with the Update Service"))),
        Field("status_checked", _("Status last checked on"), line(hint="12/11/2026"), a_day),
        Field("training_hours", _("Hours of training"), line(hint="2"), a_number(0, 200)),
        Field("note", _("Note"), lines(hint=_("Never what stands on a certificate."))),
    ]
    return [*plain, *gates, *check]


def values_of(mentor: Mentor) -> dict[str, str]:
    """Return a mentor as what stands in the fields."""
    gates = {
        f"gate:{kind.value}": day_words(gate.passed_on if (gate := mentor.gate(kind)) else None) for kind in GateKind
    }
    return {
        **{key: getattr(mentor, key) for key in ("name", "badge_name", "employer", "email", "phone", "note")},
        **{key: joined(getattr(mentor, key)) for key in ("sectors", "availability", "languages")},
        "modality": mentor.modality.value if mentor.modality else "",
        "capacity": str(mentor.capacity),
        "gender": mentor.gender.value if mentor.gender else "",
        **gates,
        "dbs_number": mentor.dbs.certificate_number,
        "dbs_issued": day_words(mentor.dbs.issued_on),
        "update_service": "yes" if mentor.dbs.update_service else "",
        "status_checked": day_words(mentor.dbs.status_checked_on),
        "training_hours": f"{mentor.training_hours:g}" if mentor.training_hours is not None else "",
    }


def _gates(values: dict[str, str], known: Mentor | None, initials: str) -> tuple[Gate, ...]:
    """Return the gates: one whose day stands as before is kept, a new day bears the initials of who sits here."""
    kept = list(known.gates) if known else []
    for kind in GateKind:
        day = read_day(values[f"gate:{kind.value}"])
        before = known.gate(kind) if known else None
        if before is not None and before.passed_on == day:
            continue
        kept = [gate for gate in kept if gate is not before]
        if day is not None:
            kept.append(Gate(kind=kind, passed_on=day, by=initials))
    return tuple(kept)


def mentor_from(values: dict[str, str], known: Mentor | None, *, who: str) -> Mentor:
    """Return the mentor the fields describe; what has no field stays as it was."""
    base = known or Mentor(id=MentorId(new_id()), name="-")
    initials = "".join(part[:1] for part in who.split()).upper() or "?"
    check = {
        "certificate_number": values["dbs_number"],
        "issued_on": read_day(values["dbs_issued"]),
        "update_service": True if values["update_service"] else (False if base.dbs.update_service else None),
        "status_checked_on": read_day(values["status_checked"]),
    }
    return base.model_copy(
        update={
            **{key: values[key] for key in ("name", "badge_name", "employer", "email", "phone", "note")},
            **{key: parted(values[key]) for key in ("sectors", "availability", "languages")},
            "modality": Modality(values["modality"]) if values["modality"] else None,
            "capacity": int(values["capacity"] or 1),
            "gender": Gender(values["gender"]) if values["gender"] else None,
            "gates": _gates(values, known, initials),
            "dbs": base.dbs.model_copy(update=check),
            "training_hours": float(values["training_hours"]) if values["training_hours"] else None,
        }
    )


def edit_mentor(page: "PeoplePage", known: Mentor | None) -> Dialog:
    """Open the form of a mentor, None for a new one."""
    made = partial(mentor_from, who=page.workspace.desk.who)
    kind = PersonForm("mentor", _("Who is the mentor?"), mentor_fields, values_of, made)
    return open_form(page, kind, known)
