"""How quick the window is: opening with 5,000 people, search at 20,000, and gaps on the GUI thread while jobs run."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

SECRET = "four plain old words"
TODAY = date(2026, 11, 10)
SLOTS = ("mon-pm", "tue-pm", "wed-pm", "thu-pm", "fri-pm")
SECTORS = ("engineering", "medicine", "law", "design", "music", "teaching", "software", "nursing")


class Gaps:
    """A timer that ticks as often as it can; the longest time between two ticks is what a person would feel."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.worst = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.worst = max(self.worst, now - self._last)
        self._last = now

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Measure while the body runs."""
        self.worst, self._last = 0.0, time.perf_counter()
        self._timer.start(0)
        yield
        self._timer.stop()


def told(what: str, seconds: float, aim: float) -> None:
    """Print a figure beside its aim."""
    verdict = "" if seconds <= aim else "   OVER"
    print(f"{what:<58} {seconds * 1000:9.1f} ms   aim {aim * 1000:6.0f} ms{verdict}")


def fill(folder: Path, mentees: int, mentors: int) -> None:
    """Make a school's file with many people."""
    from desktop.models.consent import Consent, ConsentChoices, ConsentResponse
    from desktop.models.people import Gate, GateKind, Mentee, Mentor
    from desktop.models.record import ConsentId, MenteeId, MentorId
    from desktop.workspace import Workspace

    workspace, _key = Workspace.create(folder, SECRET, who="Benchmark", today=lambda: TODAY)
    young = [
        Mentee(
            id=MenteeId(f"mentee-{n:06d}"),
            legal_forename=f"Given{n % 997}",
            legal_surname=f"Family{n % 1999}",
            date_of_birth=date(2011 + n % 3, 1 + n % 12, 1 + n % 28),
            year=9 + n % 4,
            form=f"{9 + n % 4}{'ABCDEF'[n % 6]}",
            sectors=(SECTORS[n % 8], SECTORS[(n * 3) % 8]),
            availability=(SLOTS[n % 5], SLOTS[(n + 1) % 5]),
            waiting_since=date(2026, 9, 1 + n % 28),
        )
        for n in range(mentees)
    ]
    gates = tuple(Gate(kind=kind, passed_on=date(2026, 6, 1), by="AB") for kind in GateKind)
    grown = [
        Mentor.model_validate(
            {
                "id": MentorId(f"mentor-{n:06d}"),
                "name": f"Mentor{n % 991} Name{n}",
                "sectors": (SECTORS[n % 8],),
                "availability": (SLOTS[n % 5], SLOTS[(n + 2) % 5]),
                "gates": gates,
                "dbs": {"issued_on": date(2026, 1, 1), "certificate_number": "1"},
                "training_hours": 3,
            }
        )
        for n in range(mentors)
    ]
    year, version = workspace.desk.programme.academic_year, workspace.desk.programme.consent_form_version
    forms = [
        Consent(
            id=ConsentId(f"form-{n:06d}"),
            mentee=one.id,
            academic_year=year,
            form_version=version,
            reference=f"R{n:07d}",
            issued_on=date(2026, 9, 5),
            response=ConsentResponse.GIVEN,
            choices=ConsentChoices(take_part=True),
            received_on=date(2026, 9, 20),
            signed_by="Parent",
            relationship="Mother",
            parental_responsibility=True,
        )
        for n, one in enumerate(young)
    ]
    with workspace.desk.step("Fill the file") as step:
        step.put_many([*young, *grown, *forms])
    workspace.close()


def settle(app: object, until: Callable[[], bool], *, seconds: float = 120.0) -> None:
    """Let events run until something is so."""
    from PySide6.QtWidgets import QApplication

    assert isinstance(app, QApplication)
    end = time.perf_counter() + seconds
    while not until() and time.perf_counter() < end:
        app.processEvents()


def opening(folder: Path) -> float:
    """Measure from the command to the first paint, in a process of its own."""
    import subprocess

    code = (
        "import sys,time;sys.path.insert(0,'.');"
        "from desktop.ui import app as a;from PySide6.QtCore import QTimer;"
        "from PySide6.QtWidgets import QApplication;from desktop.ui.window import MainWindow;"
        "s=MainWindow.showEvent\n"
        "def shown(self,e):\n s(self,e);QTimer.singleShot(0,lambda:(self.grab(),self.close(),QApplication.exit(0)))\n"
        "MainWindow.showEvent=shown\n"
        "from pathlib import Path;a.run(Path(sys.argv[1]))"
    )
    times = []
    for _round in range(3):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            check=True,
            env={**os.environ, "ALONGSIDE_PASSPHRASE": SECRET},
            cwd=Path(__file__).resolve().parents[1],
            stderr=subprocess.DEVNULL,
        )
        times.append(time.perf_counter() - begun)
    return min(times)


def searching(folder: Path) -> None:
    """Measure the search box's answers at 20,000 people."""
    from desktop.workspace import Workspace

    workspace = Workspace.open(folder, SECRET, who="Benchmark", today=lambda: TODAY)
    for words in ("given1", "family19 given", "g", "mentor99"):
        times = []
        for _round in range(7):
            begun = time.perf_counter()
            workspace.lists.find(words)
            times.append(time.perf_counter() - begun)
        told(f"search {words!r} among 20,000", statistics.median(times), 0.05)
    workspace.close()


def gaps(folder: Path) -> None:
    """Measure the longest gap on the GUI thread while jobs run with 5,000 people."""
    from PySide6.QtWidgets import QApplication

    from desktop.ui import theme
    from desktop.ui.fonts import load_interface_fonts
    from desktop.ui.preferences import Preferences
    from desktop.ui.window import MainWindow
    from desktop.workspace import Workspace

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    load_interface_fonts()
    theme.apply(app, theme.Theme(theme.tokens("light")))
    window = MainWindow(folder, preferences=Preferences(), today=lambda: TODAY)
    window.resize(1366, 768)
    window.show()
    window.sit_down(Workspace.open(folder, SECRET, who="Benchmark", today=lambda: TODAY))
    board, shell = window.board, window.shell
    assert board is not None
    assert shell is not None
    watch = Gaps()
    for page in ("young-people", "mentors", "matching"):
        begun = time.perf_counter()
        shell.go(page)
        app.processEvents()
        told(f"open {page} with 5,000", time.perf_counter() - begun, 0.3)
    roster = folder / "list.csv"
    lines = (f"New{n},Person{n},{1 + n % 28:02d}/03/2012,9" for n in range(5000))
    roster.write_text("\n".join(["Forename,Surname,Date of birth,Year", *lines]), "utf-8")
    with watch.watched():
        shell.go("import", str(roster))
        settle(app, lambda: not board.tasks.busy)
    told("longest gap while 5,000 rows are read", watch.worst, 0.05)
    request = board.workspace.matching.request()
    with watch.watched():
        board.work(
            "Matching", lambda run: board.workspace.matching.propose(request, stopped=run.asked), lambda _v: None
        )
        settle(app, lambda: not board.tasks.busy)
    told("longest gap while 5,000 are matched", watch.worst, 0.05)
    ids = [one.id for one in board.workspace.roster.people(_mentee())[:300]]
    from desktop.workspace.papers import Paper, PaperOrder

    job = board.workspace.previews.of(PaperOrder(paper=Paper.CONSENT_FORMS, people=tuple(ids)))
    with watch.watched():
        board.work("Printing", lambda run: job(run, run.asked), lambda _v: None)
        settle(app, lambda: not board.tasks.busy)
    told("longest gap while 300 forms are made", watch.worst, 0.05)
    window.close()


def _mentee() -> type:
    from desktop.models.people import Mentee

    return Mentee


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as place:
        five, twenty = Path(place) / "five", Path(place) / "twenty"
        fill(five, 5000, 2000)
        fill(twenty, 20000, 2000)
        told("from the command to the first paint, 5,000 people", opening(five), 1.5)
        searching(twenty)
        gaps(five)


if __name__ == "__main__":
    main()
