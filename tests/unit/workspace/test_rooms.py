"""The rooms behind the verbs, imported while nobody waits."""

from importlib import import_module

import pytest

from desktop.workspace import rooms


@pytest.mark.parametrize("room", rooms.ROOMS)
def test_every_room_can_be_imported_ahead(room):
    assert import_module(room).__name__ == room
