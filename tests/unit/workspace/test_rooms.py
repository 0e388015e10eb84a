"""The rooms behind the verbs, imported while nobody waits."""

import sys
from functools import cached_property

from desktop.workspace import Workspace, rooms


def test_every_room_can_be_imported_ahead():
    rooms.unlock(lambda: False)
    assert set(rooms.ROOMS) <= set(sys.modules)


def test_no_room_that_a_workspace_imports_when_asked_is_left_out():
    nouns = [one.func for one in vars(Workspace).values() if isinstance(one, cached_property)]
    asked = {name for noun in nouns for name in noun.__code__.co_names if name.startswith("desktop.")}
    assert "desktop.workspace.papers" in asked
    assert asked <= set(rooms.ROOMS)


def test_it_ends_when_asked_to_stop(monkeypatch):
    monkeypatch.setattr(rooms, "ROOMS", ("desktop.nowhere",))
    rooms.unlock(lambda: True)
    assert "desktop.nowhere" not in sys.modules
