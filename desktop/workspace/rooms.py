"""The rooms behind the verbs, imported by a worker while nobody waits: that takes longer than most verbs."""

from collections.abc import Callable
from importlib import import_module

# In the order in which a morning asks for them; each brings what it stands on: reportlab, numpy, the solver.
ROOMS = (
    "desktop.workspace.consents",
    "desktop.workspace.papers",
    "desktop.workspace.preview",
    "desktop.documents.consent_form",
    "desktop.workspace.planning",
    "desktop.matching",
    "desktop.workspace.explaining",
    "desktop.workspace.importing",
    "desktop.workspace.outcomes",
    "desktop.workspace.sharing",
)


def unlock(stopped: Callable[[], bool]) -> None:
    """Import the rooms one by one, until asked to stop."""
    for room in ROOMS:
        if stopped():
            return
        import_module(room)
