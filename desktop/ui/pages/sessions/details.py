"""The questions a register asks in a dialog: a pair's details, the online checks, the hand-over of a concern."""

from collections.abc import Callable, MutableMapping, Sequence
from datetime import time

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.models.programme import Staff
from desktop.models.sessions import VirtualChecks
from desktop.ui.choices import Choice, Tick
from desktop.ui.dates import clock
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.entries import line
from desktop.ui.forms import Field, Form, a_number, needed
from desktop.ui.pages.sessions.rows import RegisterRow

Keep = Callable[[dict[str, str]], bool]


def ask_details(
    window: QWidget, one: RegisterRow, free: Sequence[tuple[str, str]], draft: MutableMapping[str, str], keep: Keep
) -> Dialog:
    """Ask for a pair's times, minutes, ratings, goal and cover; `free` are the mentors who can cover, as (id, name)."""
    pair = one.pair
    scale = [("", _("Not said"))] + [(str(n), str(n)) for n in range(1, 6)]
    fields = [
        Field("arrived", _("Came at"), line(hint="15:45"), a_time),
        Field("left", _("Left at, if before the end"), line(hint="16:20"), a_time),
        Field("absence", _("Why absent"), Choice([("", _("Not said")), *((one, one) for one in _absences())])),
        Field("minutes", _("Minutes together"), line(hint="60"), a_number(0, 600)),
        Field("mentee_rating", _("The young person’s rating, 1 to 5"), Choice(scale)),
        Field("mentor_rating", _("The mentor’s rating, 1 to 5"), Choice(scale)),
        Field("goal", _("Goal of the session"), line()),
        Field("cover", _("Cover mentor for this session"), Choice([("", _("Nobody")), *free])),
    ]
    known = {
        "arrived": clock(pair.arrived) if pair.arrived else "",
        "left": clock(pair.left) if pair.left else "",
        "absence": pair.absence_code,
        "minutes": "" if pair.minutes is None else str(pair.minutes),
        "mentee_rating": str(pair.mentee_rating or ""),
        "mentor_rating": str(pair.mentor_rating or ""),
        "goal": pair.goal,
        "cover": pair.cover_mentor or "",
    }
    for field in fields:
        field.put(known[field.key])
    title = _("What did {name} do?").format(name=one.mentee.split(" ")[0])
    return ask_form(window, title, Form(fields, draft), _("Keep"), keep)


def _absences() -> list[str]:
    return [
        _("Ill"),
        _("At school, but elsewhere"),
        _("Not at school"),
        _("Forgot"),
        _("Didn’t want to come"),
        _("The mentor couldn’t come"),
    ]


def a_time(text: str) -> str:
    """Check that a text is a time of the day or empty."""
    return "" if not text or read_time(text) is not None else _("Write the time as 15:45.")


def read_time(text: str) -> time | None:
    """Read a time as people type it here, such as 15:45 or 15.45; None where it is none."""
    hours, _point, minutes = text.strip().replace(".", ":").partition(":")
    if not (hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()):
        return None
    return time(int(hours), int(minutes)) if int(hours) < 24 and int(minutes) < 60 and len(minutes) == 2 else None


def ask_checks(window: QWidget, now: VirtualChecks, keep: Callable[[VirtualChecks], object]) -> Dialog:
    """Tick what must be so before somebody under 18 meets online."""
    ticks = {
        "approved_platform": Tick(_("They meet on a platform the school approved"), now.approved_platform),
        "staff_present": Tick(_("A member of staff is present"), now.staff_present),
        "observable": Tick(_("Staff can see and interrupt at any time"), now.observable),
    }
    dialog = Dialog(window, _("Is everything in place for the pairs who meet online?"), *ticks.values())

    def on_kept() -> None:
        checks = VirtualChecks(**{name: tick.isChecked() for name, tick in ticks.items()})
        dialog.accept()
        keep(checks)

    dialog.leave_verb()
    dialog.verb(_("Keep the checks"), on_kept, primary=True)
    dialog.open()
    return dialog


def ask_concern(window: QWidget, dsl: Staff | None, who: str, keep: Keep) -> Dialog:
    """Hand a concern to the safeguarding lead: what it was is told in person, never written here."""
    name = dsl.name if dsl else _("the safeguarding lead")
    phone = f" ({dsl.phone})" if dsl and dsl.phone else ""
    said = _("Go to {name}{phone} now and tell them in person. Only that you did, and when, is kept here.").format(
        name=name, phone=phone
    )
    form = Form(
        [
            Field("told_by", _("Who told"), line(who), needed(_("Write who told."))),
            Field(
                "told",
                "",
                Tick(_("I have told {name}").format(name=name)),
                needed(_("Tell {name} first.").format(name=name)),
            ),
        ]
    )
    return ask_form(window, said, form, _("Keep that it was told"), keep)
