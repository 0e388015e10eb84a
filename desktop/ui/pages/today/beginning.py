"""What comes next before the first pair meets: forms, the mentors' steps, matches; read from the things to do alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.i18n import _
from desktop.ui.pages.today.rows import Way, way_of
from desktop.workspace.todos import ToDo

_NEXT = (  # what can be matched or published now comes before what makes more people ready
    "first_mentors", "review", "waiting", "consent_new", "training", "gates", "consent_spoilt", "consent_out",
    "waiting_steps", "waiting_places", "waiting_barred",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """An act with where it is done, and why it comes next."""

    act: str
    way: Way
    why: str


def next_step(todos: Sequence[ToDo], counts: dict[str, int]) -> Step:
    """Return what comes next in a school without running matches."""
    by_code = {one.code: one for one in todos}
    for code in _NEXT:
        if code in by_code:
            return _step_of(by_code[code])
    if counts.get("not_ready"):
        why = _("Consent, interests or free times are missing, so no mentor can be proposed yet.")
        return Step(_("See who is not ready"), Way("young-people", "chip:not_ready"), why)
    why = _("Opens matching: the best pairs your rules allow, as drafts. Nobody is told.")
    return Step(_("Find matches"), Way("matching", ""), why)


def _step_of(todo: ToDo) -> Step:
    if todo.code == "consent_out":  # reminders are for those who are late; at first forms come back
        why = _("{headline}. Type or scan the code of each one that came back.").format(headline=todo.headline)
        return Step(_("Mark forms returned"), Way("papers", "code:"), why)
    why = _("{headline}. {consequence}").format(headline=todo.headline, consequence=todo.consequence)
    return Step(todo.act, way_of(todo), why)
