"""Makes the pictures of this folder from the sample school: every page, two screens, light and dark.

Run it from the top of the repository: `python docs/pictures/make.py [page ...]`. Then look at every picture.
"""

import os
import random
import sys
import tempfile
from collections import deque
from datetime import UTC, date, datetime, time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from PIL import Image  # noqa: E402  the path above comes first
from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from desktop.models.outcomes import Wave  # noqa: E402
from desktop.models.people import Mentee  # noqa: E402
from desktop.models.sessions import Presence, Session  # noqa: E402
from desktop.models.surveys import surveys  # noqa: E402
from desktop.store import Means, Store  # noqa: E402
from desktop.ui import theme  # noqa: E402
from desktop.ui.first_run.run import FirstRun  # noqa: E402
from desktop.ui.fonts import load_interface_fonts, load_script_fonts  # noqa: E402
from desktop.ui.preferences import Preferences  # noqa: E402
from desktop.ui.tasks import RunAtOnce, Tasks  # noqa: E402
from desktop.ui.window import MainWindow  # noqa: E402
from desktop.workspace import Workspace  # noqa: E402
from desktop.workspace.register import Marks  # noqa: E402
from desktop.workspace.sample import PASSPHRASE, SampleStart, record_consents, sample_files  # noqa: E402

PAGES = (
    "today", "mentors", "young-people", "import", "matching", "sessions", "register", "papers", "outcomes",
    "head-office", "settings",
)  # fmt: skip
SCREENS = ((1366, 768), (1920, 1080))
START, END = date(2026, 9, 8), date(2026, 11, 10)
WHO = "Nerys Pugh"


class Calendar:
    """The day on the wall."""

    def __init__(self) -> None:
        self.day = START

    def today(self) -> date:
        """Return the day."""
        return self.day

    def now(self) -> datetime:
        """Return the time of day of every step."""
        return datetime(self.day.year, self.day.month, self.day.day, 8, 2, tzinfo=UTC)


def autumn(folder: Path, calendar: Calendar) -> Workspace:
    """Return the sample school on a November morning: sessions held, answers given, new people waiting."""
    workspace = sample(folder, calendar)
    chance = random.Random(7)
    for session in workspace.sessions.all():
        if session.day < END:
            calendar.day = session.day
            _hold(workspace, session, chance)
    calendar.day = END
    survey = next(iter(surveys().values()))
    asked = [one.mentee for one in workspace.outcomes.people(survey.code, Wave.BEFORE) if one.asked]
    for person in asked[::2]:
        before = {item.code: chance.randint(item.low, item.high) for item in survey.item}
        after = {item.code: min(before[item.code] + chance.choice((0, 0, 1, 1, -1)), item.high) for item in survey.item}
        kept = {code: max(value, survey.item[0].low) for code, value in after.items()}
        workspace.outcomes.enter(person, survey.code, Wave.BEFORE, before)
        workspace.outcomes.enter(person, survey.code, Wave.AFTER, kept)
    _open_some(workspace)
    workspace.safekeeping.backup()
    return workspace


def sample(folder: Path, calendar: Calendar) -> Workspace:
    """Return the sample school made on the calendar's own days, so that the pictures are the same every time."""
    store, _key = Store.create(folder, PASSPHRASE, means=Means(clock=calendar.now))
    workspace = Workspace.begin(store, who=WHO, start=SampleStart(), today=calendar.today, now=calendar.now)
    for path in sample_files(folder / "exports", calendar.day):
        workspace.roster.adopt(workspace.roster.read(path))
    for person in workspace.roster.people(Mentee):
        if person.legal_forename.startswith("="):  # the formula of the sample lists, which a coordinator puts right
            workspace.roster.keep(person.model_copy(update={"legal_forename": "Ifan"}))
    record_consents(workspace, folder / "exports")
    workspace.matching.adopt(workspace.matching.propose(workspace.matching.request()))
    workspace.matching.publish()
    workspace.planning.adopt(workspace.planning.propose(workspace.planning.request()))
    return workspace


def _hold(workspace: Workspace, session: Session, chance: random.Random) -> None:
    for pair in session.pairs:
        mark = Presence.PRESENT if chance.random() < 0.86 else Presence.ABSENT
        marks = Marks(
            mentee=mark, mentor=Presence.PRESENT, signed_in=time(15, 40), action="Draft a CV for the open day"
        )
        workspace.sessions.mark(session.id, pair.match, marks)
    workspace.sessions.close(session.id)


def _open_some(workspace: Workspace) -> None:
    """Let some pairs be drafts again, so that matching has something to show."""
    from desktop.models.matches import Closure

    running = workspace.matching.open()
    for match in running[:9]:
        workspace.matching.close(match.id, Closure(kind="planned", reason="The year ended", rematch=True))
    workspace.matching.adopt(workspace.matching.propose(workspace.matching.request()))


def settle(milliseconds: int = 120) -> None:
    """Let the window lay itself out."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def picture(widget: QWidget, name: str) -> None:
    """Save a widget as a small PNG."""
    image = QImage(widget.size(), QImage.Format.Format_RGB888)
    widget.render(image)
    path = HERE / f"{name}.png"
    image.save(str(path))
    Image.open(path).convert("RGB").quantize(256, kmeans=3, dither=Image.Dither.NONE).save(path, optimize=True)


def dressed(app: QApplication, *, dark: bool) -> str:
    """Put a theme on and return its name."""
    name = "dark" if dark else "light"
    theme.apply(app, theme.Theme(theme.tokens("dark" if dark else "light"), dark))
    return name


def main(wanted: tuple[str, ...]) -> None:
    """Make the pictures wanted, else all."""
    app = QApplication([])
    load_interface_fonts()
    deque(load_script_fonts(), maxlen=0)
    with tempfile.TemporaryDirectory() as place:
        calendar = Calendar()
        folder = Path(place) / "school"
        workspace = autumn(folder, calendar)
        for dark in (False, True):
            name = dressed(app, dark=dark)
            for wide, high in SCREENS:
                pages = [page for page in PAGES if not wanted or page in wanted]
                _pages(workspace, folder, pages, (wide, high), name)
                if not wanted or "first-run" in wanted:
                    _first_run(Path(place) / f"new-{name}-{wide}", (wide, high), name)
        workspace.close()


def _pages(workspace: Workspace, folder: Path, pages: list[str], size: tuple[int, int], name: str) -> None:
    window = MainWindow(folder, preferences=Preferences(), executor=RunAtOnce(), today=lambda: END)
    window.resize(*size)
    window.show()
    window.sit_down(workspace)
    assert window.shell is not None
    coming = workspace.sessions.next()
    targets = {
        "import": str(folder / "exports" / "year-groups.csv"),
        "register": coming.id if coming else "",
        "papers": f"consent-forms:{workspace.roster.people(Mentee)[3].id}",
        "settings": "policy",
    }
    for page in pages:
        window.shell.go(page, targets.get(page, ""))
        settle(600)
        picture(window, f"{page}-{size[0]}-{name}")
    window.hide()
    window.board = None
    window.deleteLater()


def _first_run(folder: Path, size: tuple[int, int], name: str) -> None:
    run = FirstRun(folder, Preferences(), Tasks(RunAtOnce()), today=lambda: END)
    run.resize(*size)
    run.show()
    run._said["school"] = "Riverside High School"  # noqa: SLF001  the picture shows the last page alone
    run.show_list()
    settle()
    picture(run, f"first-run-{size[0]}-{name}")
    run.deleteLater()


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
