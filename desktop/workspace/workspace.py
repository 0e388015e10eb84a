"""The desk itself: one school's file opened, and every noun the coordinator works with."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from desktop.i18n import _
from desktop.models.programme import Programme, School
from desktop.store import Store
from desktop.workspace.concerns import Concerns
from desktop.workspace.consents import Consents
from desktop.workspace.desk import Desk, utc_now
from desktop.workspace.drafts import Drafts
from desktop.workspace.gates import Gates
from desktop.workspace.importing import Importing
from desktop.workspace.lists import Lists
from desktop.workspace.matching import Matching
from desktop.workspace.outcomes import Outcomes
from desktop.workspace.papers import Papers
from desktop.workspace.planning import Planning
from desktop.workspace.preview import Previews
from desktop.workspace.roster import Roster
from desktop.workspace.safekeeping import Safekeeping
from desktop.workspace.scenarios import Scenarios
from desktop.workspace.seats import Seats
from desktop.workspace.sessions import Sessions
from desktop.workspace.settings import Settings, usual_programme
from desktop.workspace.several import Several
from desktop.workspace.sharing import Sharing
from desktop.workspace.standing import Standing, standing
from desktop.workspace.today import Today
from desktop.workspace.vocabularies import Vocabularies


class Start(Protocol):
    """What a new file begins with."""

    def school(self) -> School:
        """Return the school's record."""

    def programme(self, today: date) -> Programme:
        """Return the programme's record."""


class EmptySchool:
    """A school that hasn't said anything about itself yet."""

    def school(self) -> School:
        """Return a school to be named in Settings."""
        return School(name="Our school")

    def programme(self, today: date) -> Programme:
        """Return this year's programme with usual terms."""
        return usual_programme(today)


class Workspace:
    """Opened once, on one thread, and closed; each noun's verbs are the steps a person can undo."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.settings = Settings(desk)
        self.vocabularies = Vocabularies(desk)
        self.seats = Seats(desk)
        self.roster = Roster(desk)
        self.gates = Gates(desk)
        self.consents = Consents(desk)
        self.matching = Matching(desk)
        self.scenarios = Scenarios(desk)
        self.planning = Planning(desk)
        self.sessions = Sessions(desk)
        self.papers = Papers(desk)
        self.outcomes = Outcomes(desk)
        self.sharing = Sharing(desk)
        self.safekeeping = Safekeeping(desk)
        self.lists = Lists(desk)
        self.today = Today(desk, lambda: self.lists.facts)
        self.importing = Importing(desk)
        self.previews = Previews(desk)
        self.concerns = Concerns(desk)
        self.drafts = Drafts(desk)
        self.several = Several(desk)

    def standing(self) -> Standing:
        """Return how things stand round every page: undo, backup, head office, what needs somebody."""
        return standing(self.desk, self.today)

    def on_step(self, callback: Callable[[frozenset[str]], None]) -> Callable[[], None]:
        """Call back after every step with the names of the kinds of record it touched; what is returned ends it."""
        return self.desk.store.on_step(lambda kinds: callback(frozenset(kind.__name__ for kind in kinds)))

    @staticmethod
    def exists(folder: Path) -> bool:
        """Tell whether a folder holds a school's file."""
        return Store.exists(folder)

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        *,
        who: str,
        start: Start | None = None,
        today: Callable[[], date] = date.today,
    ) -> tuple["Workspace", str]:
        """Make a new encrypted file and return the workspace and the recovery key, which is shown only this once."""
        store, recovery_key = Store.create(folder, passphrase)
        return cls.begin(store, who=who, start=start, today=today), recovery_key

    @classmethod
    def open(cls, folder: Path, secret: str, *, who: str, today: Callable[[], date] = date.today) -> "Workspace":
        """Open a school's file with its passphrase or recovery key."""
        return cls.begin(Store.open(folder, secret), who=who, today=today)

    @classmethod
    def begin(
        cls,
        store: Store,
        *,
        who: str,
        start: Start | None = None,
        today: Callable[[], date] = date.today,
        now: Callable[[], datetime] = utc_now,
    ) -> "Workspace":
        """Sit down at an open store; one without a school (new, or killed while it was made) gets its first records."""
        desk = Desk(store, who, today, now)
        if store.get(School, "school") is None:
            begin = start or EmptySchool()
            try:
                with desk.step(_("Start the school's file"), undoable=False) as step:
                    step.put(begin.school())
                    step.put(begin.programme(today()))
            except BaseException:
                store.close()
                raise
        return cls(desk)

    def close(self) -> None:
        """Back up and let go of the file and of the school's own words."""
        self.vocabularies.let_go()
        self.desk.store.close()
