"""Makes head office's digest equal ours for every term, and says truthfully how far that got.

The recipe: ask head office what it holds; for each approved term that differs freeze a release under the next
revision, send it, believe only the signed answer, ask again. It is the same recipe after a lost answer, after months
offline, and after a backup was restored on either side. It knows no store: a `Ledger` gives and keeps frozen values.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.errors import SyncTrouble
from desktop.i18n import _
from desktop.models.record import new_id
from desktop.models.sharing import (
    Approval,
    Enrolment,
    ReleaseState,
    StoredRelease,
    SyncReport,
)
from desktop.models.wire import Ack, Answer, Refusal, State
from desktop.post.enrolment import enrol
from desktop.post.line import Letter, Line, NoAnswer, ask, open_client
from desktop.post.releases import Ledger, Release, TermFacts, current, latest, prepare, promise_for
from desktop.post.standing import needs_a_look, refusal_words, standings

__all__ = [
    "Ledger",
    "Line",
    "Release",
    "TermFacts",
    "approve",
    "enrol",
    "next_try",
    "open_client",
    "prepare",
    "preview",
    "refusal_words",
    "retract",
    "standings",
    "sync",
    "try_again",
]

EVERY = 4 * 3600.0  # seconds between syncs that went well
SOONEST, LATEST = 60.0, 3 * 3600.0  # seconds between tries without a line
A_DAY = timedelta(days=1)  # after which a release that was refused for the term or the spec goes once more
ROUNDS = 3  # times head office is asked again within one sync before it is left for the next

Progress = Callable[[str, int, int], None]


def preview(ledger: Ledger, term: str) -> Release:
    """Return what would leave for a term now: the same function's bytes that are sent after approval."""
    return current(ledger, _facts(ledger, term))[0]


def approve(ledger: Ledger, term: str, *, by: str, at: datetime, seen: str = "") -> StoredRelease:
    """Freeze what the preview shows and let it go, and what later becomes of it, under a person's name.

    `seen` is the digest of the preview they looked at: where it is another by now, SyncTrouble asks to look again.
    """
    facts = _facts(ledger, term)
    if seen and current(ledger, facts)[0].digest != seen:
        raise SyncTrouble(_("What would leave has changed meanwhile."), _("Look at it again, then approve it."))
    enrolment = ledger.enrolment()
    if enrolment is None:
        raise SyncTrouble(_("This computer is not enrolled with head office."), _("Ask head office for a code letter."))
    held = enrolment.held(term)
    over = held.revision if held else 0
    ledger.keep_approval(Approval(id=term, term=term, spec=promise_for(enrolment).number, by=by, at=at, over=over))
    return _freeze(ledger, facts, by=by, at=at)


def retract(ledger: Ledger, term: str, *, by: str, at: datetime) -> StoredRelease:
    """Freeze the wish that head office delete a term; the next sync carries it. Approving the term again undoes it."""
    enrolment = ledger.enrolment()
    last = latest(ledger, term)
    if enrolment is None or last is None:
        raise SyncTrouble(_("Nothing of this term was sent."), _("There is nothing to take back."))
    held = enrolment.held(term)
    wish = StoredRelease(
        id=new_id(),
        term=term,
        revision=max(last.revision, held.revision if held else 0) + 1,
        digest="",
        body="",
        records=0,
        state=ReleaseState.PREPARED,
        prepared_at=at,
        epoch=enrolment.epoch,
        retraction=True,
        approved_by=by,
    )
    ledger.keep_releases(_replaced(last), wish)
    return wish


def try_again(ledger: Ledger, term: str) -> None:
    """Let a refused release go once more, unchanged."""
    last = latest(ledger, term)
    if last is not None and last.state is ReleaseState.REFUSED:
        ledger.keep_releases(last.model_copy(update={"state": ReleaseState.WAITING}))


def sync(
    ledger: Ledger,
    line: Line,
    *,
    progress: Progress = lambda stage, done, of: None,
    stopped: Callable[[], bool] = lambda: False,
    failures: int = 0,
) -> SyncReport:
    """Bring head office up to date and report; being offline, refused or taken over is a standing, not an exception.

    `failures` counts the syncs in a row that reached nobody: the next try is later the more there were. Ends after a
    bounded number of calls, and between two of them when `stopped` says so.
    """
    visit = _Visit(ledger, line, progress, stopped)
    reached, words, asked = True, "", 0.0
    try:
        visit.run()
    except NoAnswer as silence:
        reached, words, asked = False, _("No answer from head office. It goes by itself later."), silence.wait
    except _TurnedAway as ending:
        words = ending.words
    wait = next_try(0 if reached else failures + 1, line.rng)
    return SyncReport(terms=standings(ledger), reached=reached, words=words, next_try=max(asked, wait))


def next_try(failures: int, rng: random.Random) -> float:
    """Return the seconds until the next sync by itself: hours when all is well, else full jitter, doubling."""
    if failures == 0:
        return rng.uniform(0.75, 1.25) * EVERY
    return SOONEST + rng.uniform(0, min(LATEST, SOONEST * 2.0 ** min(failures, 12)))


class _TurnedAway(Exception):
    """Head office's signed word that this computer has no business there, or a person's stop."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class _Visit:
    """One sync: a bounded number of rounds of asking and sending, one request in flight."""

    ledger: Ledger
    line: Line
    progress: Progress
    stopped: Callable[[], bool]

    def run(self) -> None:
        enrolment = self.ledger.enrolment()
        if enrolment is None or enrolment.taken_over:
            return
        for _round in range(ROUNDS):
            self.progress(_("Asking head office"), 0, 0)
            self._look()
            due = [facts for facts in self.ledger.terms() if self._due(facts)]
            if not due:
                return
            for number, facts in enumerate(due):
                self.progress(facts.name or facts.code, number, len(due))
                self._send(facts)

    def _enrolment(self) -> Enrolment:
        enrolment = self.ledger.enrolment()
        assert enrolment is not None  # looked at before the first call
        return enrolment

    def _look(self) -> None:
        """Ask what head office holds, keep what it says, and confirm what it holds of ours."""
        said = self._ask(Letter("GET", "/v1/state"))
        enrolment = self._enrolment()
        if not isinstance(said, State) or (said.site, said.epoch) != (enrolment.site, enrolment.epoch):
            raise self._turned_away(said)
        seen = enrolment.model_copy(update={"seen": said.terms, "narrowing": said.narrowing})
        if seen != enrolment:
            self.ledger.keep_enrolment(seen)
        for held in said.terms:
            last = latest(self.ledger, held.term)
            if last is not None and (last.revision, last.digest) == (held.revision, held.digest):
                self._mark(last, ReleaseState.RETRACTED if last.retraction else ReleaseState.CONFIRMED)

    def _due(self, facts: TermFacts) -> bool:
        """Return whether something of a term has to be sent now, freezing it if it is new."""
        last = latest(self.ledger, facts.code)
        held = self._enrolment().held(facts.code)
        if last is not None and last.retraction:
            if held is not None and held.digest and held.revision >= last.revision:
                retract(
                    self.ledger, facts.code, by=last.approved_by, at=self.line.clock()
                )  # the wish outlives a copy's
            return last.state in _GOING or (held is not None and bool(held.digest))
        if needs_a_look(self.ledger, facts) is not None:
            return False
        frozen = _freeze(self.ledger, facts, by="", at=self.line.clock())
        return not self._rests(frozen) and (held is None or held.digest != frozen.digest)

    def _rests(self, release: StoredRelease) -> bool:
        """Return whether a release was refused and is not yet to be tried again: what a calendar or an update heals."""
        if release.state is not ReleaseState.REFUSED:
            return False
        if release.answer not in ("term", "spec") or release.answered_at is None:
            return True
        return abs(self.line.clock() - release.answered_at) < A_DAY  # whichever way a wrong clock was put right

    def _send(self, facts: TermFacts) -> None:
        release = latest(self.ledger, facts.code)
        assert release is not None  # it was frozen when it was found to be due
        release = self._mark(release, ReleaseState.WAITING)
        said = self._ask(_letter(release))
        if isinstance(said, Ack) and _acknowledges(said, release, self._enrolment()):
            self._mark(release, ReleaseState.SENT, said.answer)
        elif isinstance(said, Refusal) and said.reason not in ("epoch", "known", "revision"):
            self._mark(release, ReleaseState.REFUSED, said.reason)
        elif not (isinstance(said, Refusal) and said.reason == "revision"):
            raise self._turned_away(said)

    def _turned_away(self, said: Answer) -> Exception:
        """Return how to end after an answer that was not the one asked for."""
        if isinstance(said, Refusal) and said.reason == "epoch":
            self.ledger.keep_enrolment(self._enrolment().model_copy(update={"taken_over": True}))
            return _TurnedAway(_("Another computer took over as this school."))
        if isinstance(said, Refusal) and said.reason == "known":
            return _TurnedAway(_("Head office doesn't know this computer. Ask it for a new code."))
        return NoAnswer("an answer to something else")

    def _ask(self, letter: Letter) -> Answer:
        """Ask until a believable answer comes, with growing pauses; gives up with NoAnswer after the line's tries."""
        silence = NoAnswer("not tried")
        for attempt in range(self.line.tries):
            if attempt:
                self._pause(max(silence.wait, self.line.rng.uniform(0, min(30.0, 2.0**attempt))))
            if self.stopped():
                raise _TurnedAway(_("Stopped. It goes on from here next time."))
            try:
                said = ask(self.line, letter, enrolment=self._enrolment())
            except NoAnswer as trouble:
                silence = trouble
                continue
            if not (isinstance(said, Refusal) and said.reason in ("busy", "trouble", "body")):
                return said
            silence = NoAnswer(said.reason)
        raise silence

    def _pause(self, seconds: float) -> None:
        """Wait in short pieces, so that a person who stops it need not wait."""
        if seconds > 60:
            raise NoAnswer("asked to come back later", seconds)
        while seconds > 0 and not self.stopped():
            self.line.pause(min(0.25, seconds))
            seconds -= 0.25

    def _mark(self, release: StoredRelease, state: ReleaseState, answer: str = "") -> StoredRelease:
        changed = release.model_copy(update={"state": state})
        if state is not ReleaseState.WAITING:
            changed = changed.model_copy(update={"answered_at": self.line.clock(), "answer": answer or release.answer})
        if release.state is state:
            return release
        self.ledger.keep_releases(changed)
        return changed


_GOING = (ReleaseState.PREPARED, ReleaseState.WAITING, ReleaseState.SENT)


def _facts(ledger: Ledger, term: str) -> TermFacts:
    found = next((facts for facts in ledger.terms() if facts.code == term), None)
    if found is None:
        raise SyncTrouble(_("This term has not begun, or is not in the programme."), _("Check the terms in Settings."))
    return found


def _freeze(ledger: Ledger, facts: TermFacts, *, by: str, at: datetime) -> StoredRelease:
    """Return the frozen release of a term as it is now, making and keeping it if anything changed."""
    release, frozen = current(ledger, facts)
    if frozen is not None:
        return frozen
    name = by or next((one.by for one in ledger.approvals() if one.term == facts.code), "")
    last = latest(ledger, facts.code)
    made = release.stored(at, name)
    ledger.keep_releases(*([_replaced(last)] if last else []), made)
    return made


def _replaced(release: StoredRelease) -> StoredRelease:
    """Return a release as it is remembered once a later one took its place: without its records."""
    return release.model_copy(update={"state": ReleaseState.REPLACED, "body": ""})


def _letter(release: StoredRelease) -> Letter:
    if release.retraction:
        return Letter("DELETE", f"/v1/releases/{release.term}?revision={release.revision}")
    return Letter("PUT", f"/v1/releases/{release.term}/{release.revision}", release.body.encode())


def _acknowledges(said: Ack, release: StoredRelease, enrolment: Enrolment) -> bool:
    named = (said.site, said.epoch, said.term, said.revision, said.digest)
    return named == (enrolment.site, enrolment.epoch, release.term, release.revision, release.digest)
