"""What stands on every paper: the school's name, number, telephone, safeguarding lead, room and coordinator."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from desktop.i18n import _
from desktop.models.programme import Room, School, Staff
from desktop.models.record import StaffId, new_id
from desktop.ui.build import STRETCH, button, row
from desktop.ui.choices import Choice
from desktop.ui.first_run.steps import StepPage
from desktop.ui.forms import Field, Form, a_number, line, needed


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
        Field("name", _("Name of the school"), line(), needed(_("Write the school’s name as it stands on letters."))),
        Field("urn", _("Unique reference number (URN)"), line(hint="123456"), a_number(1, 9999999)),
        Field("phone", _("School telephone"), line()),
        Field("nation", _("Nation"), Choice(nations())),
        Field("dsl", _("Safeguarding lead"), line(), needed(_("Write who receives concerns: the name is on papers."))),
        Field("dsl_phone", _("Their telephone"), line()),
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


def school_from(values: dict[str, str], known: School) -> School:
    """Return the school's record with what was typed; staff and rooms beyond the first stay as they are."""
    dsl = (known.dsl or Staff(id=StaffId(new_id()), name="", role="dsl")).model_copy(
        update={"name": values["dsl"], "phone": values["dsl_phone"]}
    )
    staff = (dsl, *(person for person in known.staff if person.role != "dsl"))
    rooms = known.rooms
    if values["room"]:
        first = Room(
            name=values["room"],
            tables=int(values["tables"] or 12),
            exits=known.rooms[0].exits if known.rooms else "",
        )
        rooms = (first, *known.rooms[1:])
    plain = {key: values[key] for key in ("name", "urn", "phone", "nation")}
    return School.model_validate({**known.model_dump(), **plain, "staff": staff, "rooms": rooms})


class SchoolPage(StepPage):
    """Asks for the school's details; all but two can wait."""

    def __init__(self, school: School) -> None:
        super().__init__(_("Your school"), _("This stands on every form and register. You can change it in Settings."))
        self._known = school
        fields = school_fields(school.model_copy(update={"name": ""}) if school.name == "Our school" else school)
        self.form = Form(fields)
        layout = self.form.layout()
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        for at, field in enumerate(fields):
            if layout is not None:
                layout.removeWidget(field)
            grid.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        if layout is not None:
            layout.addItem(grid)
        self.fill(self.form, 4, row(button(_("Keep and go on"), self._on_pressed, "primary"), STRETCH))

    def _on_pressed(self) -> None:
        if self.form.check():
            self.moved_on.emit()

    @property
    def school(self) -> School:
        """The school as typed."""
        return school_from(self.form.values, self._known)

    def began(self) -> None:
        next(iter(self.form.fields.values())).entry.setFocus(Qt.FocusReason.OtherFocusReason)
