"""The line to head office at the desk: enrol, look at the very bytes, approve, send, and say how it stands."""

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from desktop import sync as post
from desktop.anonymise import NEVER_LEAVES, spec
from desktop.i18n import _, pgettext
from desktop.models.record import Record
from desktop.models.remembered import Remembered
from desktop.models.sharing import Enrolment, StoredRelease, SyncReport, TermStanding
from desktop.sync import Line, Release
from desktop.workspace.desk import Desk, Progress, Stopped
from desktop.workspace.ledger import CarriedLedger, FileLedger, HandOver

_FAILURES = "sync:failures"
_SECRET = "sync:secret"
SyncJob = Callable[[Progress | None, Stopped | None], SyncReport]


class Sight(Record):
    """What the window shows of a term: the release (None before the term begins), and how many pairs ran in it.

    `facts` are a record's columns by name, the shared ones first; `never` is what never leaves, in words; `releases`
    the log, newest first; `failures` how many syncs in a row reached nobody.
    """

    release: Release | None
    standings: tuple[TermStanding, ...]
    pairs: int
    facts: tuple[tuple[str, str], ...]
    never: tuple[str, ...]
    releases: tuple[StoredRelease, ...] = ()
    failures: int = 0

    def standing(self, term: str) -> TermStanding | None:
        """Return how a term stands."""
        return next((one for one in self.standings if one.term == term), None)


class Sharing:
    """Nothing leaves before a person looked at a term's first release and approved it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ledger = FileLedger(desk)

    @property
    def enrolment(self) -> Enrolment | None:
        """This PC's enrolment, None before there is one."""
        return self._ledger.enrolment()

    def enrol(self, code: str, office: str, *, line: Line | None = None) -> Enrolment:
        """Make this PC a site by the one-time code of the letter; a second try with the same code is harmless."""
        return self.keep_enrolment(self.enroller(code, office, line=line)())

    def enroller(self, code: str, office: str, *, line: Line | None = None) -> Callable[[], Enrolment]:
        """Return a job for a worker that asks head office; what it returns is kept with `keep_enrolment`."""
        secret = self._secret()

        def job() -> Enrolment:
            with nullcontext(line) if line else _line(office) as open_line:
                return post.enrol(code, office, line=open_line, secret=secret)

        return job

    def keep_enrolment(self, enrolment: Enrolment) -> Enrolment:
        """Keep this PC's standing with head office."""
        with self._desk.step(_("Connect to head office"), undoable=False) as step:
            step.put(enrolment)
        return enrolment

    @staticmethod
    def is_address(office: str) -> bool:
        """Tell whether a text can be head office's address."""
        return post.is_address(office)

    def office_moved(self, office: str) -> None:
        """Keep head office's new address; its key stays, so nobody else can answer from there."""
        enrolment, office = self.enrolment, office.strip().rstrip("/")
        if enrolment is not None and enrolment.office_url != office:
            with self._desk.step(_("Change head office’s address"), undoable=False) as step:
                step.put(enrolment.model_copy(update={"office_url": office}))

    def preview(self, term: str | None = None) -> Release:
        """Return what would leave for a term (else the last that began): the bytes, and the same in words."""
        return post.preview(self._ledger, term or self._last_begun())

    def looker(self, term: str | None = None) -> Callable[[], "Sight"]:
        """Return a job for a worker that makes the preview and every term's standing from one reading of the file."""
        ledger = CarriedLedger(self._ledger, lambda keep: keep())
        code, log, failures = term or self._last_begun(), tuple(self.releases()), self.failures

        def job() -> Sight:
            facts = next((one for one in ledger.terms() if one.code == code), None)
            return Sight(
                release=post.preview(ledger, code) if facts else None,
                standings=post.standings(ledger),
                pairs=len(facts.pairs) if facts else 0,
                facts=tuple((fact.name, pgettext("record", fact.label)) for fact in spec().facts),
                never=tuple(_(one) for one in NEVER_LEAVES),
                releases=log,
                failures=failures,
            )

        return job

    def approve(self, term: str | None = None, *, seen: str = "") -> StoredRelease:
        """Approve what the preview shows, under the name of who sits here; from then on the term syncs by itself.

        `seen` is the digest of what they looked at; if that changed meanwhile, SyncTrouble asks to look again.
        """
        code = term or self._last_begun()
        return post.approve(self._ledger, code, by=self._desk.who, at=self._desk.now(), seen=seen)

    def retract(self, term: str) -> StoredRelease:
        """Ask head office to delete a term; it goes with the next sync."""
        return post.retract(self._ledger, term, by=self._desk.who, at=self._desk.now())

    @staticmethod
    def refusal_words(reason: str) -> str:
        """Return the sentence for a reason of head office."""
        return post.refusal_words(reason)

    def try_again(self, term: str) -> None:
        """Let a refused release go once more."""
        post.try_again(self._ledger, term)

    def standings(self) -> tuple[TermStanding, ...]:
        """Return how each term stands, true also without a line."""
        return post.standings(self._ledger)

    def releases(self) -> list[StoredRelease]:
        """Return the log of every release with its digest and answer, newest first."""
        return sorted(self._ledger.releases(), key=lambda one: (one.prepared_at, one.revision), reverse=True)

    def sync(self, *, progress: Progress | None = None, stopped: Stopped | None = None) -> SyncReport:
        """Bring head office up to date now, on this thread; being offline is a standing in the report."""
        report = self.courier(lambda keep: keep())(progress, stopped)
        self.heard(report)
        return report

    def courier(self, hand_over: HandOver, *, line: Line | None = None) -> SyncJob:
        """Return a job for a worker: it carries a copy of what it needs, and `hand_over` runs each keeping here."""
        carried, enrolment, failures = CarriedLedger(self._ledger, hand_over), self.enrolment, self.failures

        def job(progress: Progress | None, stopped: Stopped | None) -> SyncReport:
            if enrolment is None:
                words = _("This computer is not connected to head office yet. Nothing was sent.")
                return SyncReport(terms=post.standings(carried), words=words)
            told, ended = progress or _silent, stopped or _never
            with nullcontext(line) if line else _line(enrolment.office_url) as open_line:
                return post.sync(carried, open_line, failures=failures, progress=told, stopped=ended)

        return job

    @property
    def failures(self) -> int:
        """How many syncs in a row reached nobody."""
        return failures_of(self._desk)

    def heard(self, report: SyncReport) -> None:
        """Remember whether the line was there, so that the next try waits as long as it should."""
        if self.enrolment is None:
            return
        failures = 0 if report.reached else self.failures + 1
        if failures != self.failures:
            with self._desk.step(_("Note the connection to head office"), undoable=False) as step:
                step.put(Remembered(id=_FAILURES, value=json.dumps(failures)))

    def _last_begun(self) -> str:
        """Return the code of the last term that began, in the holidays too; before the first that of the first."""
        begun = [one for one in self._desk.programme.terms if one.start <= self._desk.today()]
        return max(begun, key=lambda one: one.start).code if begun else self._desk.term.code

    def _secret(self) -> str:
        """Return the file's own random text from which its keys for head office are made."""
        kept = self._desk.store.get(Remembered, _SECRET)
        if kept is None:
            kept = Remembered(id=_SECRET, value=json.dumps(secrets.token_hex(32)))
            with self._desk.step(_("Make this file’s key for head office"), undoable=False) as step:
                step.put(kept)
        return str(json.loads(kept.value))


def failures_of(desk: Desk) -> int:
    """Return how many syncs in a row reached nobody."""
    kept = desk.store.get(Remembered, _FAILURES)
    return int(json.loads(kept.value)) if kept else 0


@contextmanager
def _line(office: str) -> Iterator[Line]:
    with post.open_client(office) as client:
        yield Line(client)


def _silent(_stage: str, _done: int, _of: int) -> None:
    return


def _never() -> bool:
    return False
