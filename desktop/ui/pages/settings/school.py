"""The school's details, its rooms and who runs its sessions."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.models.programme import Room, School, Staff
from desktop.ui.build import STRETCH, box, card, col, scroll, words
from desktop.ui.forms import Field, Form, columns, lines
from desktop.ui.page import Page
from desktop.ui.pages.settings.keeping import keep_line
from desktop.ui.school_form import SchoolForm
from desktop.workspace.settings import room_of, staff_of, with_staff


def school_part(page: Page) -> QWidget:
    """Return the school's details as a form, and under it the hall's."""
    form = SchoolForm(page.workspace.settings.school, page.board.draft("school"), room=False)

    def keep() -> bool:
        changed = form.applied_to(page.workspace.settings.school)
        said = _("The school’s details changed")
        return page.board.do(lambda: page.workspace.settings.change_school(changed), said)

    sheet = card(words(_("The school"), "section"), form, keep_line(form, _("Keep"), keep), gap=14)
    return scroll(box(col(sheet, _hall(page), STRETCH, gap=16)))


def _hall(page: Page) -> QFrame:
    known = page.workspace.settings.school
    rooms = lines("\n".join(f"{one.name}: {one.tables}" for one in known.rooms), height=92)
    led = lines("\n".join(_staff_line(one) for one in known.facilitators), height=92)
    fields = [
        Field(
            "rooms", _("Rooms, one a line"), rooms, _reads(room_of), hint=_("The number is its tables: Main Hall: 24")
        ),
        Field(
            "facilitators",
            _("Facilitators, one a line"),
            led,
            _reads(lambda text: staff_of(text, "facilitator")),
            hint=_("Name, or name and phone: Tom Price, 029 2018 0002"),
        ),
    ]
    form = Form(fields, page.board.draft("hall"), layout=columns(fields, 2))

    def keep() -> bool:
        changed = hall_from(form.values, page.workspace.settings.school)
        return page.board.do(lambda: page.workspace.settings.change_school(changed), _("Rooms and facilitators kept"))

    under = keep_line(form, _("Keep the rooms and people"), keep, kind="outlined")
    return card(words(_("Rooms and facilitators"), "section"), form, under, gap=14)


def hall_from(values: dict[str, str], known: School) -> School:
    """Return the school with the rooms and facilitators typed; who and what stays keeps its id and exits."""
    exits = {one.name: one.exits for one in known.rooms}
    rooms: list[Room] = [room_of(text) for text in values["rooms"].splitlines() if text.strip()]
    led = [staff_of(text, "facilitator") for text in values["facilitators"].splitlines() if text.strip()]
    kept = tuple(one.model_copy(update={"exits": exits.get(one.name, "")}) for one in rooms)
    return with_staff(known, "facilitator", led).model_copy(update={"rooms": kept})


def _staff_line(one: Staff) -> str:
    return f"{one.name}, {one.phone}" if one.phone else one.name


def _reads(read: Callable[[str], Room | Staff]) -> Callable[[str], str]:
    """Return a check that every line can be read and none stands twice; it says what is wrong with the first."""

    def check(text: str) -> str:
        names = set[str]()
        for one in text.splitlines():
            try:
                name = read(one).name if one.strip() else ""
            except Trouble as wrong:
                return str(wrong)
            if name and name.casefold() in names:
                return _("“{name}” stands here twice.").format(name=name)
            names.add(name.casefold())
        return ""

    return check
