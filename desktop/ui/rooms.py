"""The pages, imported by a worker while nobody waits; `workspace.rooms` says why they are named as words."""

from collections.abc import Callable
from importlib import import_module

from desktop.workspace import rooms

PAGES = (
    "people.young", "people.mentors", "papers.page", "sessions.term", "sessions.register", "matching.page",
    "importing.page", "outcomes.page", "head_office.page", "settings.page",
)  # fmt: skip


def unlock(stopped: Callable[[], bool]) -> None:
    """Import every page and every room behind it, until asked to stop."""
    for page in PAGES:
        if stopped():
            return
        import_module(f"desktop.ui.pages.{page}")
    rooms.unlock(stopped)
