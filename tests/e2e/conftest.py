from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from desktop.cli.local_office import LocalOffice
from desktop.ui import theme
from desktop.ui.fonts import load_interface_fonts
from desktop.ui.preferences import Preferences
from desktop.ui.sweep import Sweep
from desktop.ui.tasks import RunAtOnce
from desktop.ui.window import MainWindow
from tests.e2e.wall import Calendar
from tests.sync_world.fixtures import (  # noqa: F401 - fixtures are found by name
    database_url,
    office,
    postgres_shape,
    postgres_url,
    sqlite_shape,
    sqlite_url,
)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def local_office(tmp_path: Path) -> Iterator[LocalOffice]:
    with LocalOffice(tmp_path / "head-office") as running:
        yield running


@pytest.fixture
def window(qtbot, qapp, tmp_path, calendar) -> Iterator[MainWindow]:
    sweep = Sweep(qapp)
    load_interface_fonts()
    theme.apply(qapp, theme.Theme(theme.tokens("light")))
    made = MainWindow(tmp_path / "school", preferences=Preferences(), executor=RunAtOnce(), today=calendar.today)
    made.resize(1366, 697)
    made.show()
    made.begin()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sweep.stop()
    sweep.deleteLater()
