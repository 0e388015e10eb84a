"""What became of a person, change by change: the latest in the panel, all of them in a dialog; it changes nothing."""

from typing import TYPE_CHECKING

from desktop.i18n import _, ngettext
from desktop.models.people import Mentee, Mentor
from desktop.ui.dates import ago
from desktop.ui.dialogs import Dialog
from desktop.ui.panel import changes_area

if TYPE_CHECKING:
    from desktop.ui.pages.people.frame import PeoplePage
    from desktop.workspace import Workspace


def latest(workspace: "Workspace", identity: str, *, limit: int = 4, facts: int = 3) -> list[str]:
    """Return the latest changes of a person, each with what became of so many of their facts under it."""
    today = workspace.desk.today()
    entries = workspace.lists.history(identity, limit=limit)
    heads = [f"{ago(entry.at, today)}  {entry.label}, {entry.who}" for entry in entries]
    return [
        "\n".join((head, *entry.facts[:facts], *_others(len(entry.facts) - facts)))
        for head, entry in zip(heads, entries, strict=True)
    ]


def show_history(page: "PeoplePage", person: Mentee | Mentor) -> Dialog:
    """Show every change of a person, the latest 200."""
    lines = latest(page.workspace, person.id, limit=200, facts=100)
    dialog = Dialog(
        page,
        _("Changes of {name}").format(name=person.known_as),
        changes_area(lines),
        width=640,
    )
    dialog.verb(_("Close"), dialog.accept, primary=True)
    dialog.open()
    return dialog


def _others(count: int) -> tuple[str, ...]:
    """Say how many further facts a change touched, where any."""
    return (ngettext("and {n} more", "and {n} more", count),) if count > 0 else ()
