"""One call at head office: ask what it holds, send what differs, believe only signed answers; it knows no store."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from desktop.i18n import _
from desktop.models.sharing import Enrolment, ReleaseState, StoredRelease
from desktop.models.wire import Ack, Answer, Refusal, State
from desktop.post.freezing import freeze, retract
from desktop.post.line import Letter, Line, NoAnswer, ask
from desktop.post.releases import Ledger, TermFacts, latest
from desktop.post.standing import needs_a_look

Progress = Callable[[str, int, int], None]
A_DAY = timedelta(days=1)  # after which a release that was refused for the term or the spec goes once more
ROUNDS = 3  # times head office is asked again within one sync before it is left for the next
_GOING = (ReleaseState.PREPARED, ReleaseState.WAITING, ReleaseState.SENT)


class TurnedAway(Exception):
    """Head office's signed word that this computer has no business there, or a person's stop."""

    def __init__(self, words: str, *, stopped: bool = False) -> None:
        super().__init__(words)
        self.words = words
        self.stopped = stopped


@dataclass(frozen=True)
class Visit:
    """One sync: a bounded number of rounds of asking and sending, one request in flight."""

    ledger: Ledger
    line: Line
    progress: Progress
    stopped: Callable[[], bool]

    def run(self) -> None:
        """Go on until head office holds what it should; raises NoAnswer, or TurnedAway with the words to say."""
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
        frozen = freeze(self.ledger, facts, by="", at=self.line.clock())
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
            return TurnedAway(_("Another computer took over as this school."))
        if isinstance(said, Refusal) and said.reason == "known":
            return TurnedAway(_("Head office doesn’t know this computer. Ask it for a new code."))
        return NoAnswer("an answer to something else")

    def _ask(self, letter: Letter) -> Answer:
        """Ask until a believable answer comes, with growing pauses; gives up with NoAnswer after the line's tries."""
        silence = NoAnswer("not tried")
        for attempt in range(self.line.tries):
            if attempt:
                self._pause(max(silence.wait, self.line.rng.uniform(0, min(30.0, 2.0**attempt))))
            self._go_on()
            try:
                said = ask(self.line, letter, enrolment=self._enrolment())
            except NoAnswer as trouble:
                self._go_on()
                silence = trouble
                continue
            if not (isinstance(said, Refusal) and said.reason in ("busy", "trouble", "body")):
                return said
            silence = NoAnswer(said.reason)
        raise silence

    def _go_on(self) -> None:
        """End here where a person stopped it."""
        if self.stopped():
            raise TurnedAway(_("Stopped. It goes on from here next time."), stopped=True)

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


def _letter(release: StoredRelease) -> Letter:
    if release.retraction:
        return Letter("DELETE", f"/v1/releases/{release.term}?revision={release.revision}")
    return Letter("PUT", f"/v1/releases/{release.term}/{release.revision}", release.body.encode())


def _acknowledges(said: Ack, release: StoredRelease, enrolment: Enrolment) -> bool:
    named = (said.site, said.epoch, said.term, said.revision, said.digest)
    return named == (enrolment.site, enrolment.epoch, release.term, release.revision, release.digest)
