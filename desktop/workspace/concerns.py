"""Concerns at the desk: that one was handed to the safeguarding lead, and when; never what it was."""

from desktop.i18n import _
from desktop.models.outcomes import Concern
from desktop.models.record import ConcernId, new_id
from desktop.workspace.desk import Desk


class Concerns:
    """A reference, a time and two names."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> list[Concern]:
        """Return every hand-over, the latest first."""
        return sorted(self._desk.store.all(Concern), key=lambda one: one.at, reverse=True)

    def hand_over(self, *, told_by: str, received_by: str) -> Concern:
        """Keep that a concern was told in person; the step says nothing of it."""
        identity = ConcernId(new_id())
        made = Concern(
            id=identity,
            reference=identity[:6].upper(),
            at=self._desk.now(),
            told_by=told_by,
            received_by=received_by,
        )
        with self._desk.step(_("Tell the safeguarding lead"), undoable=False) as step:
            step.put(made)
        return made
