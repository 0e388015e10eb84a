"""The rooms behind the verbs, imported while nobody waits."""

from functools import cached_property
from importlib import import_module

import pytest

from desktop.workspace import Workspace, rooms


@pytest.mark.parametrize("room", rooms.ROOMS)
def test_every_room_can_be_imported_ahead(room):
    assert import_module(room).__name__ == room


def test_no_room_that_a_workspace_imports_when_asked_is_left_out():
    nouns = [one.func for one in vars(Workspace).values() if isinstance(one, cached_property)]
    asked = {name for noun in nouns for name in noun.__code__.co_names if name.startswith("desktop.")}
    assert "desktop.workspace.papers" in asked
    assert asked <= set(rooms.ROOMS)
