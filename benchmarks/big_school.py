"""A school with many people, and the clockwork that the figures of the window are taken with."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYSIDE6_OPTION_LAZY", "0")  # as `desktop.ui` has it
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

SECRET = "four plain old words"
TODAY = date(2026, 11, 10)
SLOTS = ("mon-pm", "tue-pm", "wed-pm", "thu-pm", "fri-pm")
SECTORS = ("engineering", "medicine", "law", "design", "music", "teaching", "software", "nursing")

LAW = 0.05  # seconds that the GUI thread may be away


class Gaps:
    """A timer that ticks as often as it can; the longest time between two ticks is what a person would feel.

    On a machine that others use too it grows with their work, so beside it are told the most processor time that the
    GUI thread took between two ticks, and the most that all threads of this program took.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self._begin()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)

    def _begin(self) -> None:
        self.worst = self.own = self.all = 0.0
        self._last, self._spent, self._burnt = time.perf_counter(), time.thread_time(), time.process_time()

    def _tick(self) -> None:
        now, spent, burnt = time.perf_counter(), time.thread_time(), time.process_time()
        self.worst = max(self.worst, now - self._last)
        self.own = max(self.own, spent - self._spent)
        self.all = max(self.all, burnt - self._burnt)
        self._last, self._spent, self._burnt = now, spent, burnt

    @contextmanager
    def watched(self, what: str) -> Iterator[None]:
        """Measure while the body runs, and tell."""
        self._begin()
        self._timer.start(0)
        yield
        self._tick()
        self._timer.stop()
        beside = f"   own work {self.own * 1000:6.1f} ms   all threads {self.all * 1000:6.1f} ms"
        told(f"longest gap: {what}", self.worst, LAW, beside)


def told(what: str, seconds: float, aim: float, beside: str = "") -> None:
    """Print a figure beside its aim."""
    verdict = "" if seconds <= aim else "   OVER"
    print(f"{what:<60} {seconds * 1000:9.1f} ms   aim {aim * 1000:6.0f} ms{beside}{verdict}", flush=True)


def settle(app: object, until: Callable[[], bool], *, seconds: float = 120.0, after: float = 0.2) -> None:
    """Let events run until something is so, and a little longer: what lands is felt too."""
    from PySide6.QtWidgets import QApplication

    assert isinstance(app, QApplication)
    end = time.perf_counter() + seconds
    while not until() and time.perf_counter() < end:
        app.processEvents()
    end = time.perf_counter() + after
    while time.perf_counter() < end:
        app.processEvents()


def fill(folder: Path, mentees: int, mentors: int) -> None:
    """Make a school's file with many people."""
    from desktop.models.consent import Consent, ConsentChoices, ConsentResponse
    from desktop.models.people import Gate, GateKind, Mentee, Mentor
    from desktop.models.programme import Room, Staff
    from desktop.models.record import ConsentId, MenteeId, MentorId, StaffId
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
            choices=ConsentChoices(take_part=True, share_anonymised=True),
            received_on=date(2026, 9, 20),
            signed_by="Parent",
            relationship="Mother",
            parental_responsibility=True,
        )
        for n, one in enumerate(young)
    ]
    hall = tuple(Room(name=f"Hall {n}", tables=60) for n in range(1, 9))
    staff = tuple(Staff(id=StaffId(f"hall-{n}"), name=f"Hall {n}", role="facilitator") for n in range(1, 9))
    school = workspace.desk.school.model_copy(update={"rooms": hall, "staff": staff})
    with workspace.desk.step("Fill the file") as step:
        step.put_many([school, *young, *grown, *forms])
    workspace.close()
