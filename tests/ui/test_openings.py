"""A page that nobody opened yet is imported by a worker and made in pieces; its name stands meanwhile."""

import ast
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui import rooms
from desktop.ui.turns import Turns
from desktop.workspace.lines import Asked

MOST = 100  # widgets that one piece may make: about 15 ms

ROOT = Path(__file__).parents[2]
ALONE = """
import sys, threading
from pathlib import Path
seen = []
class Watch:
    def find_spec(self, name, path=None, target=None):
        if watching and threading.current_thread() is threading.main_thread() and name.startswith("desktop."):
            seen.append(name)
watching = False
sys.meta_path.insert(0, Watch())
from PySide6.QtWidgets import QApplication
from desktop.store import Store
from desktop.ui.preferences import Preferences
from desktop.ui.window import MainWindow
from tests.ui.school import PASSPHRASE, TODAY, sit_down
app = QApplication([])
folder = Path(sys.argv[1])
window = MainWindow(folder, preferences=Preferences(), today=lambda: TODAY)
window.show()
window.sit_down(sit_down(Store.open(folder, PASSPHRASE)))
def until(so):
    while not so():
        app.processEvents()
until(lambda: window.board.ready)
until(lambda: window.shell.page.key == "today" and not window.board.rooms.busy)
window.board.rooms.close()  # nothing is imported ahead: each page is opened by somebody who is quicker
for key in sys.argv[2:]:
    watching = True
    window.shell.go(key)
    until(lambda: window.shell.page.key == key and not window.board.turns.busy and not window.board.tasks.busy)
    watching = False
window.close()
print(*sorted(set(seen)))
"""


@pytest.fixture
def window(qtbot, threaded):
    """A window after its first page was filled."""
    arrive(qtbot, threaded, "today")
    qtbot.waitUntil(lambda: threaded.board.ready and not threaded.board.turns.busy)
    return threaded


def arrive(qtbot, window, key: str) -> None:
    qtbot.waitUntil(lambda: window.shell.page.key == key and not window.board.turns.busy)


@pytest.mark.parametrize("key", sorted(rooms.PAGES))
def test_no_piece_of_a_page_makes_many_widgets(qtbot, window, key, monkeypatch):
    made = Counter()
    step = Turns._step

    def counted(turns, owner):
        before = len(QApplication.allWidgets())
        step(turns, owner)
        made[len(made)] = len(QApplication.allWidgets()) - before

    monkeypatch.setattr(Turns, "_step", counted)
    window.shell.go(key) if key != "today" else window.shell.page.refresh()
    arrive(qtbot, window, key)
    assert max(made.values()) <= MOST


def test_pages_are_imported_by_a_worker(folder, workspace):
    workspace.close()
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(folder), *rooms.PAGES],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []


def test_the_name_of_a_page_stands_while_it_is_made(window):
    window.shell.go("mentors")
    assert (window.shell.key, window.shell.page.title.text()) == ("mentors", "Mentors")


def test_a_page_that_belongs_to_another_place_bears_its_name_meanwhile(window):
    window.shell.go("register")
    assert window.shell.page.title.text() == "Sessions"


def test_what_was_wanted_on_a_page_is_shown_once_it_stands(qtbot, window, workspace):
    wanted = workspace.lists.mentor_ids(Asked())[3]
    window.shell.go("mentors", wanted)
    arrive(qtbot, window, "mentors")
    assert window.shell.page.list.view.current == wanted


def test_a_page_left_before_it_was_made_stays_behind(qtbot, window):
    window.shell.go("mentors")
    window.shell.go("papers")
    qtbot.waitUntil(lambda: {"mentors", "papers"} <= set(window.shell.stack.made) and not window.board.turns.busy)
    assert window.shell.stack.currentWidget().key == "papers"


def test_who_came_by_keys_has_the_list_in_hand_once_it_is_there(qtbot, window):
    window.activateWindow()
    window.shell._go_by_key("mentors")
    arrive(qtbot, window, "mentors")
    qtbot.waitUntil(lambda: window.focusWidget() is window.shell.page.list.view)


def test_a_page_that_can_not_be_made_is_told_and_made_when_it_is_opened_again(qtbot, window, monkeypatch):
    from desktop.errors import Trouble
    from desktop.ui.pages.outcomes.page import OutcomesPage

    def failing(_page):
        yield
        raise Trouble("The page can't be made.", "Open it again.")

    with monkeypatch.context() as patch:
        patch.setattr(OutcomesPage, "build", failing)
        window.shell.go("outcomes")
        qtbot.waitUntil(lambda: window.shell.page.trouble.said != "")
    window.shell.go("outcomes")
    arrive(qtbot, window, "outcomes")


def test_closing_while_a_page_is_made_needs_no_page(window):
    window.shell.go("papers")
    window.close()
    assert not window.isVisible()


QT = """
import sys
import desktop.ui.window
print(*(name for name in sys.modules if name.startswith("PySide6.")))
from PySide6 import QtGui
print("QPageLayout" in vars(QtGui))
"""


def test_a_worker_that_imports_a_page_loads_no_library_of_qt_and_makes_no_type_of_its():
    """One start in thirty ended with a segmentation fault there."""
    environment = {name: value for name, value in os.environ.items() if name != "PYSIDE6_OPTION_LAZY"}
    found = subprocess.run(
        [sys.executable, "-c", QT], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    loaded, made = found.stdout.splitlines()
    wanted = {
        node.module
        for path in (ROOT / "desktop").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("PySide6.")
    }
    assert wanted <= set(loaded.split())
    assert made == "True"
