"""The desk itself: one school's file opened, and every noun the coordinator works with."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import FileTrouble, Trouble, WrongPassphrase
from desktop.i18n import _
from desktop.models.programme import School
from desktop.store import Keys, Store
from desktop.workspace.beginning import EmptySchool, Start
from desktop.workspace.concerns import Concerns
from desktop.workspace.desk import Desk, utc_now
from desktop.workspace.drafts import Drafts
from desktop.workspace.gates import Gates
from desktop.workspace.lent import Lent
from desktop.workspace.lists import Lists
from desktop.workspace.matching import Matching
from desktop.workspace.new_year import NewYear
from desktop.workspace.safekeeping import Safekeeping
from desktop.workspace.scenarios import Scenarios
from desktop.workspace.seats import Seats
from desktop.workspace.sessions import Sessions
from desktop.workspace.settings import Settings
from desktop.workspace.several import Several
from desktop.workspace.standing import Standing, standing
from desktop.workspace.today import Today
from desktop.workspace.vocabularies import Vocabularies

if TYPE_CHECKING:
    from desktop.workspace.consents import Consents
    from desktop.workspace.importing import Importing
    from desktop.workspace.outcomes import Outcomes
    from desktop.workspace.papers import Papers
    from desktop.workspace.planning import Planning
    from desktop.workspace.preview import Previews
    from desktop.workspace.roster import Roster
    from desktop.workspace.sharing import Sharing


class Workspace:
    """Opened once, on one thread, and closed; each noun's verbs are the steps a person can undo.

    The nouns whose rooms take long to import are sat down at when first asked for: the window opens without them.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.settings = Settings(desk)
        self.vocabularies = Vocabularies(desk)
        self.seats = Seats(desk)
        self.gates = Gates(desk)
        self.matching = Matching(desk)
        self.scenarios = Scenarios(desk)
        self.sessions = Sessions(desk)
        self.safekeeping = Safekeeping(desk)
        self.lists = Lists(desk)
        self.today = Today(desk, lambda: self.lists.facts)
        self.concerns = Concerns(desk)
        self.drafts = Drafts(desk)
        self.several = Several(desk)
        self.new_year = NewYear(desk)

    @cached_property
    def roster(self) -> "Roster":
        """Lists read and people kept."""
        from desktop.workspace.roster import Roster

        return Roster(self.desk)

    @cached_property
    def importing(self) -> "Importing":
        """Lists looked at before they are taken in."""
        from desktop.workspace.importing import Importing

        return Importing(self.desk)

    @cached_property
    def consents(self) -> "Consents":
        """Consent forms, issued and returned."""
        from desktop.workspace.consents import Consents

        return Consents(self.desk)

    @cached_property
    def planning(self) -> "Planning":
        """The term planned."""
        from desktop.workspace.planning import Planning

        return Planning(self.desk)

    @cached_property
    def papers(self) -> "Papers":
        """Papers for families and the hall."""
        from desktop.workspace.papers import Papers

        return Papers(self.desk)

    @cached_property
    def previews(self) -> "Previews":
        """Papers looked at before they print."""
        from desktop.workspace.preview import Previews

        return Previews(self.desk)

    @cached_property
    def outcomes(self) -> "Outcomes":
        """Surveys and what changed."""
        from desktop.workspace.outcomes import Outcomes

        return Outcomes(self.desk)

    @cached_property
    def sharing(self) -> "Sharing":
        """The line to head office."""
        from desktop.workspace.sharing import Sharing

        return Sharing(self.desk)

    @property
    def revision(self) -> int:
        """The number of the last thing written: as long as it stands, nothing has changed."""
        return self.desk.store.revision

    def standing(self) -> Standing:
        """Return how things stand round every page: undo, backup, head office, drafts."""
        return standing(self.desk)

    @property
    def lendable(self) -> bool:
        """Whether a worker can have the file too; where not, all is done here, and takes its time."""
        return self.desk.store.lendable

    def lend(self, *, writing: bool, back: bool = True) -> Lent:
        """Return this desk for a worker; where it writes, nothing can be written here until `take_back`.

        `back` is False where nobody will take it back: what every page asks for is not worked out then.
        """
        loan = self.desk.store.lend(writing=writing)
        return Lent(self.desk, loan, type(self), before=self.lists.known, back=back)

    def take_back(self, lent: Lent) -> bool:
        """Know what a worker read or kept; False where it came to nothing, or something was written here meanwhile."""
        taken = self.desk.store.take_back(lent.loan)
        if taken:
            self.desk.lights.adopt(*lent.desk.lights.known)
            self.today.adopt(lent.seen)
            if lent.facts is not None:
                self.lists.adopt(lent.facts)
        return taken

    def on_step(self, callback: Callable[[frozenset[str]], None]) -> Callable[[], None]:
        """Call back after every step with the names of the kinds of record it touched; what is returned ends it."""
        return self.desk.store.on_step(lambda kinds: callback(frozenset(kind.__name__ for kind in kinds)))

    def call_back(self) -> None:
        """See what a worker wrote whose loan nobody takes back, as when the window closes."""
        self.desk.store.call_back()

    def on_unkept(self, callback: Callable[[Trouble], None]) -> None:
        """Call back with why a step could not be kept in the file, such as a full disk."""
        self.desk.store.on_unkept(callback)

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
        """Make a new encrypted file and return the workspace and the recovery key, which is shown only this once.

        One that can't be begun, as on a full disk, is taken away again: nobody would know its recovery key.
        """
        store, recovery_key = Store.create(folder, passphrase)
        try:
            return cls.begin(store, who=who, start=start, today=today), recovery_key
        except BaseException:
            store.discard()
            raise

    @staticmethod
    def prepare(folder: Path, passphrase: str) -> tuple[Keys, str]:
        """Make a new encrypted file for `open`, and return its keys and its recovery key; any thread may."""
        return Store.prepare(folder, passphrase)

    @classmethod
    def open(
        cls,
        folder: Path,
        secret: str,
        *,
        who: str,
        start: Start | None = None,
        today: Callable[[], date] = date.today,
        keys: Keys | None = None,
    ) -> "Workspace":
        """Open a school's file with its passphrase or recovery key; quickly where a worker found the keys before.

        `start` is what it begins with where it was killed before it had any record.
        """
        return cls._begin_or_close(Store.open(folder, secret, keys=keys), who, today, start)

    @classmethod
    def open_remembered(cls, folder: Path, *, who: str, today: Callable[[], date] = date.today) -> "Workspace | None":
        """Open a school's file with the key that this computer keeps, None where it keeps none."""
        if not Store.remembered_here(folder):
            return None
        return cls._begin_or_close(Store.open_remembered(folder), who, today)

    @classmethod
    def _begin_or_close(
        cls, store: Store, who: str, today: Callable[[], date], start: Start | None = None
    ) -> "Workspace":
        try:
            return cls.begin(store, who=who, start=start, today=today)
        except BaseException:
            store.close()
            raise

    @staticmethod
    def find_keys(folder: Path, secret: str) -> Keys | None:
        """Return the keys for `open`, which takes a fifth of a second; any thread may ask.

        Raises WrongPassphrase. None where the key file is damaged: `open` then says so, or finds its copy.
        """
        try:
            return Store.find_keys(folder, secret)
        except WrongPassphrase:
            raise
        except FileTrouble:
            return None

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
            with desk.step(_("Start the school’s file"), undoable=False) as step:
                step.put(begin.school())
                step.put(begin.programme(today()))
        return cls(desk)

    def close(self, *, backup: bool = True) -> None:
        """Back up and let go of the file and of the school's own words; no backup where the file becomes one next."""
        self.vocabularies.let_go()
        self.desk.store.close(backup=backup)
