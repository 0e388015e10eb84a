"""Who sits at this computer: the names offered at the door, kept with the school so that a change can be undone."""

import json

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.models.remembered import Remembered
from desktop.workspace.desk import Desk

_ID = "seats"


class Seats:
    """A name stands beside every change for ever; taking it away here only means that the door offers it no more."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the order in which they came, who is signed in among them."""
        known = self._known()
        return known if not self._desk.who or self._desk.who in known else (*known, self._desk.who)

    def greet(self, *names: str) -> None:
        """Remember names that are new, such as one typed at the door; it can't be undone and keeps what can."""
        known = self._known()
        fresh = tuple(dict.fromkeys(name.strip() for name in names if name.strip() and name.strip() not in known))
        if fresh:
            self._keep((*known, *fresh), _("Use this computer"), undoable=False)

    def sit(self, name: str) -> None:
        """Have every change from now on bear a name: somebody else sits at the desk, or the same person again."""
        self._desk.who = name.strip() or _("Coordinator")

    def remove(self, name: str) -> None:
        """Offer a name at the door no more. Never the last one, nor that of who sits here now."""
        names = self.names
        if name not in names:
            raise Trouble(_("Nobody of this name uses this computer."), _("Look at the list of names."))
        if len(names) == 1:
            raise Trouble(
                _("This is the only person who uses this computer."),
                _("Lock the window and let somebody else open it first."),
            )
        if name == self._desk.who:
            raise Trouble(
                _("You are using it now."), _("Lock the window and let somebody else open it, then remove your name.")
            )
        self._keep(tuple(one for one in names if one != name), _("Remove a name from the lock screen"))

    def _known(self) -> tuple[str, ...]:
        kept = self._desk.store.get(Remembered, _ID)
        return tuple(json.loads(kept.value)) if kept else ()

    def _keep(self, names: tuple[str, ...], label: str, *, undoable: bool = True) -> None:
        with self._desk.step(label, undoable=undoable) as step:
            step.put(Remembered(id=_ID, value=json.dumps(names)))
