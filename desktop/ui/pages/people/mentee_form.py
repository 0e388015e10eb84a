"""Adding and changing a young person: fields checked as one types, a draft that is never lost."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from desktop.i18n import _, day_words
from desktop.models.people import Background, Mentee, Modality, Needs, Sen, Sex
from desktop.models.record import MenteeId, new_id
from desktop.ui.choices import Choice, Tick
from desktop.ui.forms import Field, a_day_where, a_number, line, lines, needed, read_day
from desktop.ui.pages.people.asking import PersonForm, open_form
from desktop.ui.pages.people.contacts import (
    ContactsEntry,
    as_yes_no,
    contacts_from,
    contacts_text,
    from_yes_no,
    yes_no_unknown,
)
from desktop.ui.picks import Picks, joined, parted_as
from desktop.ui.sections import Section
from desktop.workspace.choices import NEEDS, family_languages, modality_options, offered, sen_names
from desktop.workspace.typed import birth_problem, day_problem, postcode_area, postcode_problem, upn, upn_problem

if TYPE_CHECKING:
    from desktop.ui.pages.people.frame import PeoplePage

_TEXTS = ("legal_forename", "legal_surname", "preferred_forename", "emergency_and_access", "note")
_CODES = ("sectors", "availability", "languages", "experiences")
_MAY_BE = ("form", "siblings", "needs_language")  # texts of which none is None


def mentee_sections(today: date, taken: Callable[[str], str]) -> Iterator[Section]:
    """Yield the fields of a young person; `taken` says whose a unique pupil number is already, empty for nobody's."""
    yield Section(_("Name and school"), "people", _school_fields(today, taken))
    yield Section(_("Hopes and times"), "today", _wish_fields())
    yield Section(_("Family and contacts"), "phone", _family_fields())
    yield Section(_("Emergency and access"), "alert", [_emergency_field()], across=1)
    yield Section(
        _("Unmet need"), "shield", _need_fields(), lead=_("Not known is not no. Head office never hears which.")
    )
    yield Section(
        _("Background"),
        "mentors",
        _background_fields(),
        lead=_("For matching across difference; head office never hears which."),
    )
    yield Section(_("Programme"), "note", _programme_fields(today), across=1)


def _school_fields(today: date, taken: Callable[[str], str]) -> list[Field]:
    def number(text: str) -> str:
        whose = taken(text) if not upn_problem(text) else ""
        return upn_problem(text) or (_("This is {name}’s number already.").format(name=whose) if whose else "")

    born = a_day_where(lambda day: birth_problem(day, today))
    return [
        Field("legal_forename", _("Forename"), line(), needed(_("Write a forename."))),
        Field("legal_surname", _("Surname"), line()),
        Field("preferred_forename", _("Known as"), line(), hint=_("Where it is not the forename.")),
        Field("date_of_birth", _("Date of birth"), line(hint="12/11/2012"), born),
        Field("year", _("Year"), line(hint="9"), a_number(1, 14)),
        Field("form", _("Form"), line(hint="9B")),
        Field("sex", _("Sex as the school records it"), Choice(_sexes())),
        Field("upn", _("Unique pupil number (UPN)"), line(hint="K352406514001"), number),
    ]


def _wish_fields() -> list[Field]:
    tongues = [("", _("No need")), *offered("languages")]
    return [
        Field("sectors", _("Career interests"), Picks(offered("sectors"), _("Career interests"))),
        Field("availability", _("Free times"), Picks(offered("slots"), _("Free times"))),
        Field("modality", _("Wants to meet"), Choice(modality_options())),
        Field("languages", _("Speaks"), Picks(offered("languages"), _("Speaks"))),
        Field("needs_language", _("Needs a mentor who speaks"), Choice(tongues)),
        Field("same_gender", "", Tick(_("Wishes for a mentor of the same gender"))),
    ]


def _family_fields() -> list[Field]:
    return [
        Field("form_language", _("Language of the family’s papers"), Choice(family_languages())),
        Field("siblings", _("Brothers and sisters"), line(), hint=_("The same word for each, such as Khan-1.")),
        Field("contacts", _("Contacts"), ContactsEntry()),
    ]


def _emergency_field() -> Field:
    said = _(
        "What somebody in the room must know: medicines and where they are, a way in without steps, an interpreter."
    )
    return Field("emergency_and_access", _("In an emergency, and to take part"), lines(height=96), hint=said)


def _need_fields() -> list[Field]:
    asked = [(code, label) for code, label in offered("needs") if code in NEEDS]
    return [
        Field("sen", _("Special educational needs"), Choice([("", _("Not known")), *sen_names().items()])),
        *(Field(f"need:{code}", label, Choice(yes_no_unknown())) for code, label in asked),
    ]


def _background_fields() -> list[Field]:
    return [
        Field("ethnic", _("Ethnic background"), Choice([("", _("Not known")), *offered("ethnic_backgrounds")])),
        Field("social", _("Social background"), Choice([("", _("Not known")), *offered("social_backgrounds")])),
        Field("experiences", _("Been through"), Picks(offered("experiences"), _("Been through"))),
        Field("postcode_area", _("Lives near"), line(hint="CF10"), postcode_problem),
    ]


def _programme_fields(today: date) -> list[Field]:
    since = a_day_where(lambda day: day_problem(day, today))
    return [
        Field("waiting_since", _("Waiting since"), line(hint="10/09/2026"), since),
        Field("pioneer", "", Tick(_("Pioneer: brings others in"))),
        Field("note", _("Note"), lines(hint=_("Never a concern about safety: that goes to the safeguarding lead."))),
    ]


def _sexes() -> list[tuple[str, str]]:
    return [("", _("Not recorded")), (Sex.FEMALE.value, _("Female")), (Sex.MALE.value, _("Male"))]


def values_of(mentee: Mentee) -> dict[str, str]:
    """Return a person as what stands in the fields."""
    return {
        **{key: getattr(mentee, key) for key in _TEXTS},
        **{key: joined(getattr(mentee, key)) for key in _CODES},
        **{key: getattr(mentee, key) or "" for key in (*_MAY_BE, "upn", "postcode_area")},
        **{f"need:{name}": as_yes_no(getattr(mentee.needs, name)) for name in NEEDS},
        "date_of_birth": day_words(mentee.date_of_birth),
        "waiting_since": day_words(mentee.waiting_since),
        "year": str(mentee.year or ""),
        "modality": mentee.modality.value if mentee.modality else "",
        "sex": mentee.sex.value if mentee.sex else "",
        "sen": mentee.needs.sen.value if mentee.needs.sen else "",
        "same_gender": "yes" if mentee.same_gender else "",
        "pioneer": "yes" if mentee.pioneer else "",
        "form_language": mentee.form_language,
        "contacts": contacts_text(mentee.contacts),
        "ethnic": mentee.background.ethnic or "",
        "social": mentee.background.social or "",
    }


def mentee_from(values: dict[str, str], known: Mentee | None) -> Mentee:
    """Return the person the fields describe; what has no field stays as it was."""
    base = known or Mentee(id=MenteeId(new_id()), legal_forename="-")
    return base.model_copy(
        update={
            **{key: values[key] for key in _TEXTS},
            **{key: parted_as(values[key], getattr(base, key)) for key in _CODES},
            **{key: values[key] or None for key in _MAY_BE},
            "upn": upn(values["upn"]),
            "postcode_area": postcode_area(values["postcode_area"]),
            "date_of_birth": read_day(values["date_of_birth"]),
            "waiting_since": read_day(values["waiting_since"]),
            "year": int(values["year"]) if values["year"] else None,
            "modality": Modality(values["modality"]) if values["modality"] else None,
            "sex": Sex(values["sex"]) if values["sex"] else None,
            "needs": Needs.model_validate(
                {name: from_yes_no(values[f"need:{name}"]) for name in NEEDS}
                | {"sen": Sen(values["sen"]) if values["sen"] else None}
            ),
            "same_gender": values["same_gender"] == "yes",
            "pioneer": values["pioneer"] == "yes",
            "form_language": values["form_language"],
            "contacts": contacts_from(values["contacts"]),
            "background": Background(ethnic=values["ethnic"] or None, social=values["social"] or None),
        }
    )


def edit_mentee(page: "PeoplePage", known: Mentee | None, *, at: str = "") -> None:
    """Open the form of a young person, None for a new one, with the keys `at` a field."""
    workspace = page.workspace
    taken = partial(workspace.roster.with_upn, besides=known.id if known else "")
    sections = partial(mentee_sections, workspace.desk.today(), taken)
    kind = PersonForm("mentee", _("Who is the young person?"), sections, values_of, mentee_from)
    open_form(page, kind, known, at=at)
