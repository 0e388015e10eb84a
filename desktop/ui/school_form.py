"""What stands on every paper, as one form for the first run and for Settings; it keeps nothing."""

from collections.abc import MutableMapping

from desktop.i18n import _
from desktop.models.programme import Room, School, Staff
from desktop.models.record import StaffId, new_id
from desktop.ui.choices import Choice
from desktop.ui.forms import Field, Form, a_number, columns, line, needed
from desktop.workspace.typed import phone_problem


class SchoolForm(Form):
    """The school's name, number, telephone, nation and safeguarding lead; with `room` the first room too."""

    def __init__(self, known: School, draft: MutableMapping[str, str] | None = None, *, room: bool = True) -> None:
        fields = school_fields(known)
        shown = fields if room else fields[:-2]
        super().__init__(shown, draft, layout=columns(shown, 2))

    def applied_to(self, known: School) -> School:
        """Return a school's record with what was typed."""
        return school_from(self.values, known)


def nations() -> list[tuple[str, str]]:
    """Return the nations, which choose the criminal-record scheme."""
    return [
        ("England", _("England")),
        ("Wales", _("Wales")),
        ("Scotland", _("Scotland")),
        ("Northern Ireland", _("Northern Ireland")),
    ]


def school_fields(school: School) -> list[Field]:
    """Return the fields of a school's details, filled in with what is known."""
    dsl = school.dsl
    room = school.rooms[0] if school.rooms else None
    made = [
        Field("name", _("Name of the school"), line(), needed(_("Write the school’s name as it is on letters."))),
        Field("urn", _("Unique reference number (URN)"), line(hint="123456"), _urn_problem),
        Field("phone", _("School phone"), line(), phone_problem),
        Field("nation", _("Nation"), Choice(nations())),
        Field("dsl", _("Safeguarding lead"), line(), needed(_("Write who receives concerns: the name is on papers."))),
        Field("dsl_phone", _("Their phone"), line(), phone_problem),
        Field("room", _("Room for sessions"), line(hint=_("Main Hall"))),
        Field("tables", _("Tables in it"), line(hint="12"), a_number(1, 500)),
    ]
    known = {
        "name": school.name,
        "urn": school.urn,
        "phone": school.phone,
        "nation": school.nation,
        "dsl": dsl.name if dsl else "",
        "dsl_phone": dsl.phone if dsl else "",
        "room": room.name if room else "",
        "tables": str(room.tables) if room else "",
    }
    for field in made:
        field.put(known[field.key])
    return made


def _urn_problem(text: str) -> str:
    """Say that a school's number is none; six figures in England, seven at most elsewhere."""
    if a_number(1, 9999999)(text):
        return _("Write its figures alone, such as 123456. You can leave this empty and add it in Settings.")
    return ""


def school_from(values: dict[str, str], known: School) -> School:
    """Return the school's record with what was typed; staff and rooms beyond the first stay as they are."""
    dsl = (known.dsl or Staff(id=StaffId(new_id()), name="", role="dsl")).model_copy(
        update={"name": values["dsl"], "phone": values["dsl_phone"]}
    )
    staff = (dsl, *(person for person in known.staff if person.role != "dsl"))
    rooms = known.rooms
    if values.get("room"):
        first = Room(
            name=values["room"],
            tables=int(values["tables"] or 12),
            exits=known.rooms[0].exits if known.rooms else "",
        )
        rooms = (first, *known.rooms[1:])
    plain = {key: values[key] for key in ("name", "urn", "phone", "nation")}
    return School.model_validate({**known.model_dump(), **plain, "staff": staff, "rooms": rooms})
