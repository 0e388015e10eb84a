"""The questions a register asks in a dialog: a pair's details, the online checks, the hand-over of a concern."""

import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from datetime import time
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.i18n import _, ngettext
from desktop.models.programme import Staff
from desktop.models.sessions import Presence, VirtualChecks
from desktop.ui.build import words
from desktop.ui.choices import Choice, Tick
from desktop.ui.dates import clock
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.entries import line
from desktop.ui.forms import Check, Field, Form, a_number, needed
from desktop.ui.pages.sessions.rows import RegisterRow
from desktop.workspace.register import Marks

_TIME = re.compile(r"(?P<hours>\d{1,2}?)(?:[:.]?(?P<minutes>\d\d))?(?: ?(?P<half>[ap]m))?", re.ASCII | re.IGNORECASE)
Keep = Callable[[dict[str, str]], bool]


def ask_details(
    window: QWidget, one: RegisterRow, free: Sequence[tuple[str, str]], draft: MutableMapping[str, str], keep: Keep
) -> Dialog:
    """Ask for a pair's times, minutes, ratings, goal and cover; `free` are the mentors who can cover, as (id, name).

    Before the day there is nothing to tell of it yet, so only why somebody can't come, the goal and cover are asked.
    """
    pair = one.pair
    scale = [("", _("Not said"))] + [(str(n), str(n)) for n in range(1, 6)]
    of_the_day = [
        *_times(),
        Field("minutes", _("Minutes together"), line(hint="60"), _minutes_of(one)),
        Field("mentee_rating", _("The young person’s rating, 1 to 5"), Choice(scale)),
        Field("mentor_rating", _("The mentor’s rating, 1 to 5"), Choice(scale)),
    ]
    fields = [
        Field("absence", _("Why absent"), Choice([("", _("Not said")), *((one, one) for one in _absences())])),
        *([] if one.ahead else of_the_day),
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
    asked = _("What is planned for {name}?") if one.ahead else _("What did {name} do?")
    title = asked.format(name=one.mentee.split(" ")[0])
    return ask_form(window, title, Form(fields, draft), _("Keep"), keep)


def _minutes_of(one: RegisterRow) -> Check:
    """Return a check for minutes: who is marked absent spent none."""
    number, absent = a_number(0, 600), one.pair.mentee_mark is Presence.ABSENT

    def check(text: str) -> str:
        spent = absent and text.strip("0") and not number(text)
        return (
            _("{name} is marked absent. Mark them present, or leave this empty.").format(name=one.mentee.split(" ")[0])
            if spent
            else number(text)
        )

    return check


def _times() -> tuple[Field, Field]:
    """Return the fields for when somebody came and left, the second no earlier than the first."""
    arrived = Field("arrived", _("Came at"), line(hint="15:45"), a_time)

    def after(text: str) -> str:
        came, went = read_time(arrived.text), read_time(text)
        before = came is not None and went is not None and went < came
        return a_time(text) or (_("This is before they came.") if before else "")

    left = Field("left", _("Left at, if before the end"), line(hint="16:20"), after)
    arrived.changed.connect(lambda: left.show_problem() if left.text else None)
    return arrived, left


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
    """Read a time as people type it here, such as 15:45, 15.45, 1545 or 3.45pm; None where it is none."""
    found = _TIME.fullmatch(text.strip())
    if found is None or not (found["minutes"] or found["half"]):
        return None
    hours, minutes, half = int(found["hours"]), int(found["minutes"] or 0), (found["half"] or "").casefold()
    if half:
        hours = hours % 12 + 12 * (half == "pm") if 1 <= hours <= 12 else 24
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def marks_from(values: Mapping[str, str], one: RegisterRow) -> Marks:
    """Return what such answers change of a pair: only what was told anew, and what was taken off."""
    pair = one.pair
    reads: dict[str, Callable[[str], object]] = {
        **dict.fromkeys(("minutes", "mentee_rating", "mentor_rating"), int),
        **dict.fromkeys(("arrived", "left"), read_time),
        "cover_mentor": str,
    }
    known = {key: getattr(pair, key) for key in reads}
    asked = {key: values.get("cover" if key == "cover_mentor" else key) for key in known}
    new = {key: reads[key](text) if text else None for key, text in asked.items()}
    told: dict[str, Any] = {
        key: new[key] for key in known if asked[key] is not None and new[key] is not None and new[key] != known[key]
    }
    told["emptied"] = tuple(key for key in known if asked[key] == "" and known[key] is not None)
    if values["goal"] != pair.goal:
        told["goal"] = values["goal"]
    if values["absence"] != pair.absence_code:
        told["absence_code"] = values["absence"]
    return Marks.model_validate(told)


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


def ask_mentors(window: QWidget, count: int, then: Callable[[Presence], object]) -> Dialog:
    """Ask once what is known of the mentors nobody signed in: it is never presumed that they stayed away."""
    title = ngettext("{n} mentor is not signed in", "{n} mentors are not signed in", count)
    said = _("Say what you know of them; the session closes with it. What is left open can be put right at any time.")
    dialog = Dialog(window, title, words(said, "muted", wrap=True), width=560)

    def verb(text: str, mark: Presence) -> None:
        def on_pressed() -> None:
            dialog.accept()
            then(mark)

        dialog.verb(text, on_pressed)

    verb(_("Leave it open"), Presence.UNMARKED)
    verb(_("They didn’t come"), Presence.ABSENT)
    verb(_("They were here"), Presence.PRESENT)
    dialog.open()
    return dialog


def ask_concern(window: QWidget, dsl: Staff | None, who: str, draft: MutableMapping[str, str], keep: Keep) -> Dialog:
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
        ],
        draft,
    )
    return ask_form(window, said, form, _("Keep that it was told"), keep)
