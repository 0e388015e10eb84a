"""The rooms behind the verbs, imported while nobody waits."""

import sys

from desktop.workspace import rooms


def test_every_room_can_be_imported_ahead():
    rooms.unlock(lambda: False)
    assert set(rooms.ROOMS) <= set(sys.modules)


def test_it_ends_when_asked_to_stop(monkeypatch):
    monkeypatch.setattr(rooms, "ROOMS", ("desktop.nowhere",))
    rooms.unlock(lambda: True)
    assert "desktop.nowhere" not in sys.modules
