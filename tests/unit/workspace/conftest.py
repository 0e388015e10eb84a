"""A coordinator at her desk: a real encrypted file in a folder of the test's own, and a day the test chooses."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.models.matches import Match
from desktop.models.record import Record
from desktop.store import Cost, Means, Store
from desktop.workspace import Workspace
from desktop.workspace.settings import usual_programme
from tests.builders import TODAY, consent, mentee, mentor, school

WHO = "Carys Owen"


class Calendar:
    """A day that a test turns."""

    def __init__(self) -> None:
        self.day = TODAY

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, 30, tzinfo=UTC)


class Riverside:
    """A school that has said what it is."""

    def school(self):
        return school()

    def programme(self, today):
        return usual_programme(today)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def means(calendar: Calendar) -> Means:
    return Means(clock=calendar.now, cost=Cost(memory_kib=8, passes=1, lanes=1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "school"


@pytest.fixture
def desk(folder: Path, means: Means, calendar: Calendar) -> Iterator[Workspace]:
    store, _key = Store.create(folder, "four plain old words", means=means)
    opened = Workspace.begin(store, who=WHO, start=Riverside(), today=calendar.today, now=calendar.now)
    yield opened
    opened.vocabularies.let_go()
    store._file.close()


@pytest.fixture
def put(desk: Workspace) -> Callable[..., None]:
    """Keep records as they are, in one step."""

    def keep(*records: Record) -> None:
        with desk.desk.step("Prepare") as step:
            step.put_many(records)

    return keep


class Pair:
    """Two people who may meet, with their form."""

    def __init__(self, **changes) -> None:
        self.mentee = mentee(**changes.pop("mentee", {}))
        self.mentor = mentor(**changes.pop("mentor", {}))
        self.form = consent(self.mentee)
        self.records = (self.mentee, self.mentor, self.form)


@pytest.fixture
def pair(put) -> Callable[..., Pair]:
    """Make two people who may meet and keep them."""

    def make(**changes) -> Pair:
        made = Pair(**changes)
        put(*made.records)
        return made

    return make


@pytest.fixture
def draft(desk: Workspace) -> Callable[[], Match]:
    """Find the matches and return the first draft."""

    def make() -> Match:
        return desk.matching.adopt(desk.matching.propose(desk.matching.request()))[0]

    return make


@pytest.fixture
def running(desk: Workspace, pair, draft) -> Callable[..., Match]:
    """Make a pair and publish its match."""

    def make(**changes) -> Match:
        pair(**changes)
        draft()
        return desk.matching.publish()[0]

    return make
