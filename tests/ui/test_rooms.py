"""What each page stands on is named as words for the worker that imports it; the names are held to the pages."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.ui import rooms
from desktop.ui.pages import makers

LIBRARIES = """
import sys
from importlib import import_module
from desktop.ui import rooms, window
def libraries():
    return {name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))}
before = libraries()
for module in [*(one for page in rooms.PAGES.values() for one in page), *rooms.ROOMS, *rooms.FORMS]:
    import_module(module)
print(*libraries() - before)
"""


def imported_by(maker) -> set[str]:
    return {name for name in maker.__code__.co_names if name.startswith("desktop.ui.pages.")}


def test_every_page_has_what_it_stands_on_named():
    assert set(rooms.PAGES) == set(makers())


@pytest.mark.parametrize("key", sorted(rooms.PAGES))
def test_a_page_s_own_module_is_among_them(key):
    assert imported_by(makers()[key]) <= set(rooms.PAGES[key])


def test_no_library_of_qt_is_left_for_a_worker_to_load():
    house = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", LIBRARIES], cwd=house, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
