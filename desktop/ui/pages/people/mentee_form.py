"""Adding and changing a young person: fields checked as one types, a draft that is never lost."""

from typing import TYPE_CHECKING

from desktop.i18n import _, day_words
from desktop.models.people import Mentee, Modality, Needs, Sen, Sex
from desktop.models.record import MenteeId, new_id
from desktop.ui.choices import Choice, Tick
from desktop.ui.dialogs import Dialog
from desktop.ui.forms import Field, a_day, a_number, line, lines, needed, read_day
from desktop.ui.pages.people.asking import PersonForm, open_form
from desktop.ui.picks import Picks, joined, parted
from desktop.workspace.traits import NEEDS, modality_options, offered, paper_languages

if TYPE_CHECKING:
    from desktop.ui.pages.people.frame import PeoplePage


def mentee_fields() -> list[Field]:
    """Return the fields of a young person."""
    needs = [(code, label) for code, label in offered("needs") if code in NEEDS]
    return [
        Field("legal_forename", _("Forename"), line(), needed(_("Write a forename."))),
        Field("preferred_forename", _("Known as"), line(), hint=_("Where it is not the forename.")),
        Field("legal_surname", _("Surname"), line()),
        Field("date_of_birth", _("Date of birth"), line(hint="12/11/2012"), a_day),
        Field("year", _("Year"), line(hint="9"), a_number(1, 14)),
        Field("form", _("Form"), line(hint="9B")),
        Field("sectors", _("Hopes for"), Picks(offered("sectors"), _("Hopes for"))),
        Field("availability", _("Free times"), Picks(offered("slots"), _("Free times"))),
        Field("languages", _("Speaks"), Picks(offered("languages"), _("Speaks"))),
        Field("modality", _("Wants to meet"), Choice(modality_options())),
        Field("sex", _("Sex as the school records it"), Choice(_sexes())),
        Field("sen", _("Special educational needs"), Choice(_special())),
        Field("needs", _("Unmet need"), Picks(needs, _("Unmet need"))),
        Field("same_gender", "", Tick(_("Wishes for a mentor of the same gender"))),
        Field("form_language", _("Language of the family’s papers"), Choice(paper_languages())),
        Field("waiting_since", _("Waiting since"), line(hint="10/09/2026"), a_day),
        Field("note", _("Note"), lines(hint=_("Never a concern about safety: that goes to the safeguarding lead."))),
    ]


def _sexes() -> list[tuple[str, str]]:
    return [("", _("Not recorded")), (Sex.FEMALE.value, _("Female")), (Sex.MALE.value, _("Male"))]


def _special() -> list[tuple[str, str]]:
    return [
        ("", _("Not known")),
        (Sen.NONE.value, _("None")),
        (Sen.SUPPORT.value, _("SEN support")),
        (Sen.PLAN.value, _("Plan (EHCP)")),
        (Sen.STATEMENT.value, _("Statement")),
    ]


def values_of(mentee: Mentee) -> dict[str, str]:
    """Return a person as what stands in the fields."""
    known = [name for name in NEEDS if getattr(mentee.needs, name)]
    return {
        "legal_forename": mentee.legal_forename,
        "preferred_forename": mentee.preferred_forename,
        "legal_surname": mentee.legal_surname,
        "date_of_birth": day_words(mentee.date_of_birth),
        "year": str(mentee.year or ""),
        "form": mentee.form or "",
        "sectors": joined(mentee.sectors),
        "availability": joined(mentee.availability),
        "languages": joined(mentee.languages),
        "modality": mentee.modality.value if mentee.modality else "",
        "needs": joined(known),
        "sex": mentee.sex.value if mentee.sex else "",
        "sen": mentee.needs.sen.value if mentee.needs.sen else "",
        "same_gender": "yes" if mentee.same_gender else "",
        "form_language": mentee.form_language,
        "waiting_since": day_words(mentee.waiting_since),
        "note": mentee.note,
    }


def mentee_from(values: dict[str, str], known: Mentee | None) -> Mentee:
    """Return the person the fields describe; what has no field stays as it was."""
    base = known or Mentee(id=MenteeId(new_id()), legal_forename="-")
    chosen = parted(values["needs"])
    needs: dict[str, object] = {name: _ticked(name in chosen, getattr(base.needs, name)) for name in NEEDS}
    return base.model_copy(
        update={
            **{key: values[key] for key in ("legal_forename", "preferred_forename", "legal_surname", "note")},
            "date_of_birth": read_day(values["date_of_birth"]),
            "waiting_since": read_day(values["waiting_since"]),
            "year": int(values["year"]) if values["year"] else None,
            "form": values["form"] or None,
            **{key: parted(values[key]) for key in ("sectors", "availability", "languages")},
            "modality": Modality(values["modality"]) if values["modality"] else None,
            "sex": Sex(values["sex"]) if values["sex"] else None,
            "needs": Needs.model_validate({**base.needs.model_dump(), **needs, "sen": values["sen"] or None}),
            "same_gender": values["same_gender"] == "yes",
            "form_language": values["form_language"] or "en",
        }
    )


def _ticked(on: bool, before: bool | None) -> bool | None:
    """Return yes for a tick, no for one taken away, and leave what was never known so."""
    return True if on else (False if before else before)


def edit_mentee(page: "PeoplePage", known: Mentee | None) -> Dialog:
    """Open the form of a young person, None for a new one."""
    kind = PersonForm("mentee", _("Who is the young person?"), mentee_fields, values_of, mentee_from)
    return open_form(page, kind, known)
