"""What each page stands on is named as words for the worker that imports it; the names are held to the pages."""

import pytest

from desktop.ui import rooms
from desktop.ui.pages import makers


def imported_by(maker) -> set[str]:
    return {name for name in maker.__code__.co_names if name.startswith("desktop.ui.pages.")}


def test_every_page_has_what_it_stands_on_named():
    assert set(rooms.PAGES) == set(makers())


@pytest.mark.parametrize("key", sorted(rooms.PAGES))
def test_a_page_s_own_module_is_among_them(key):
    assert imported_by(makers()[key]) <= set(rooms.PAGES[key])
