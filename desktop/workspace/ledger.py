"""What sync reads and keeps, on the school's file; a worker carries a copy and hands each keeping back to the desk."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from desktop.anonymise import PairPapers, pair_facts, spec, told_by
from desktop.i18n import _, noted
from desktop.models.consent import Consent
from desktop.models.matches import Match
from desktop.models.outcomes import Outcome
from desktop.models.people import Mentee, Mentor
from desktop.models.programme import Programme, Term
from desktop.models.record import MatchId, MenteeId, Record
from desktop.models.sessions import Session
from desktop.models.sharing import Approval, Enrolment, ReleaseState, StoredRelease
from desktop.sync import TermFacts
from desktop.workspace.desk import Desk

HandOver = Callable[[Callable[[], None]], None]


class FileLedger:
    """The ledger of the file itself; belongs to the store's thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def enrolment(self) -> Enrolment | None:
        """Return this PC's enrolment, None before there is one."""
        return self._desk.store.get(Enrolment, "enrolment")

    def terms(self) -> list[TermFacts]:
        """Return every term that has begun, with the facts of its pairs as they are now."""
        return facts_of(self.gathered())

    def gathered(self) -> "Gathered":
        """Read everything the terms' facts are made from, once a table; making them is a worker's."""
        store, programme = self._desk.store, self._desk.programme
        today = self._desk.today()
        begun = tuple(term for term in programme.terms if term.start <= today)
        return Gathered(
            today=today,
            programme=programme,
            terms=begun,
            matches=store.all(Match) if begun else [],
            mentees=store.all(Mentee) if begun else [],
            mentors=store.all(Mentor) if begun else [],
            consents=store.all(Consent) if begun else [],
            outcomes=store.all(Outcome) if begun else [],
            sessions=store.all(Session) if begun else [],
        )

    def approvals(self) -> list[Approval]:
        """Return who approved what."""
        return self._desk.store.all(Approval)

    def releases(self) -> list[StoredRelease]:
        """Return every release ever frozen here."""
        return self._desk.store.all(StoredRelease)

    def keep_enrolment(self, enrolment: Enrolment) -> None:
        """Keep what head office was last seen to hold; it can't be undone."""
        self._keep(_("Note head office’s answer"), enrolment)

    def keep_approval(self, approval: Approval) -> None:
        """Keep an approval."""
        self._keep(_("Approve what leaves"), approval)

    def keep_releases(self, *releases: StoredRelease) -> None:
        """Keep releases and what became of them, in one step that can't be undone: what was sent was sent."""
        self._keep(_(_LABELS.get(releases[-1].state, noted("Note head office’s answer"))), *releases)

    def _keep(self, label: str, *records: Record) -> None:
        with self._desk.step(label, undoable=False) as step:
            step.put_many(records)


@dataclass(frozen=True)
class Gathered:
    """The records that the terms' facts are made from."""

    today: date
    programme: Programme
    terms: tuple[Term, ...]
    matches: Sequence[Match]
    mentees: Sequence[Mentee]
    mentors: Sequence[Mentor]
    consents: Sequence[Consent]
    outcomes: Sequence[Outcome]
    sessions: Sequence[Session]


def facts_of(gathered: Gathered) -> list[TermFacts]:
    """Return the facts of every term; a pure function that any thread may run."""
    papers = _papers(gathered)
    return [_facts(term, papers, gathered) for term in gathered.terms]


def _papers(gathered: Gathered) -> list[PairPapers]:
    """Everything kept about each pair, each record looked at once."""
    mentees = {one.id: one for one in gathered.mentees}
    mentors = {one.id: one for one in gathered.mentors}
    consents: dict[MenteeId, list[Consent]] = defaultdict(list)
    outcomes: dict[MenteeId, list[Outcome]] = defaultdict(list)
    sessions: dict[MatchId, list[Session]] = defaultdict(list)
    for form in gathered.consents:
        consents[form.mentee].append(form)
    for outcome in gathered.outcomes:
        outcomes[outcome.mentee].append(outcome)
    for session in gathered.sessions:
        for match in {pair.match for pair in session.pairs}:
            sessions[match].append(session)
    return [
        PairPapers(
            match=one,
            mentee=mentees[one.mentee],
            mentor=mentors[one.mentor],
            consents=tuple(consents[one.mentee]),
            outcomes=tuple(outcomes[one.mentee]),
            sessions=tuple(sessions[one.id]),
        )
        for one in gathered.matches
    ]


def _facts(term: Term, papers: Sequence[PairPapers], gathered: Gathered) -> TermFacts:
    moment = told_by(term, gathered.programme, today=gathered.today, settling_days=spec().settling_days)
    pairs = (pair_facts(one, term=term, programme=gathered.programme, until=moment.until) for one in papers)
    found = tuple(pair for pair in pairs if pair is not None)
    return TermFacts(code=term.code, name=term.name, moment=moment.name, pairs=found)


_LABELS = {
    ReleaseState.PREPARED: noted("Prepare what leaves for head office"),
    ReleaseState.SENT: noted("Sent to head office"),
    ReleaseState.CONFIRMED: noted("Confirmed by head office"),
    ReleaseState.REFUSED: noted("Refused by head office"),
}


class CarriedLedger:
    """A copy for a worker: it reads its own values, and each keeping is handed to the store's thread and waited for.

    So a release is on the disk before it leaves, though the store is never touched from here.
    """

    def __init__(self, ledger: FileLedger, hand_over: HandOver) -> None:
        self._file = ledger
        self._hand_over = hand_over
        self._enrolment = ledger.enrolment()
        self._gathered = ledger.gathered()
        self._approvals = {one.id: one for one in ledger.approvals()}
        self._releases = {one.id: one for one in ledger.releases()}

    def enrolment(self) -> Enrolment | None:
        """Return the enrolment."""
        return self._enrolment

    @cached_property
    def _terms(self) -> list[TermFacts]:
        return facts_of(self._gathered)

    def terms(self) -> list[TermFacts]:
        """Return the facts as they were when the worker set out."""
        return self._terms

    def approvals(self) -> list[Approval]:
        """Return the approvals."""
        return list(self._approvals.values())

    def releases(self) -> list[StoredRelease]:
        """Return the releases."""
        return list(self._releases.values())

    def keep_enrolment(self, enrolment: Enrolment) -> None:
        """Keep the enrolment, here and in the file."""
        self._enrolment = enrolment
        self._hand_over(lambda: self._file.keep_enrolment(enrolment))

    def keep_approval(self, approval: Approval) -> None:
        """Keep an approval, here and in the file."""
        self._approvals[approval.id] = approval
        self._hand_over(lambda: self._file.keep_approval(approval))

    def keep_releases(self, *releases: StoredRelease) -> None:
        """Keep releases, here and in the file."""
        self._releases |= {one.id: one for one in releases}
        self._hand_over(lambda: self._file.keep_releases(*releases))
