"""Freezes what would leave for a term as canonical bytes; preview and sending both take them from here."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from desktop.anonymise import PairFacts, Spec, in_words, narrowed, release_records, spec
from desktop.models.record import Record, new_id
from desktop.models.sharing import Approval, Enrolment, ReleaseState, StoredRelease
from desktop.models.wire import Held, WireRecord, WireRelease, canonical, digest_of

NOT_ENROLLED_SITE = "not-enrolled-yet"


class TermFacts(Record):
    """All pairs that ran in one term, shared or not; `code` such as `2026-27-1` names the term to head office.

    `moment` keys the draws of facts that move: the term by whose end they are told, empty for this one.
    """

    code: str
    name: str = ""
    moment: str = ""
    pairs: tuple[PairFacts, ...] = ()

    @property
    def over(self) -> bool:
        """Whether the term is, so that what moved in it is told."""
        return self.moment in ("", self.code)


class Ledger(Protocol):
    """What sync reads from the school's file and keeps in it; each keeping is one step of the store."""

    def enrolment(self) -> Enrolment | None:
        """Return this PC's enrolment, None before there is one."""
        ...

    def terms(self) -> Sequence[TermFacts]:
        """Return every term that has begun, with the facts as they are now."""
        ...

    def approvals(self) -> Sequence[Approval]:
        """Return who approved what; the id is the term's code."""
        ...

    def releases(self) -> Sequence[StoredRelease]:
        """Return every release ever frozen here."""
        ...

    def keep_enrolment(self, enrolment: Enrolment) -> None:
        """Keep the enrolment in place of the one before."""
        ...

    def keep_approval(self, approval: Approval) -> None:
        """Keep an approval in place of the term's one before."""
        ...

    def keep_releases(self, *releases: StoredRelease) -> None:
        """Keep releases, each in place of the one with its id, all in one step."""
        ...


class Release(Record):
    """What would leave for a term: the very text that is sent, and the same in words."""

    term: str
    revision: int
    epoch: int
    spec: int
    rows: tuple[WireRecord, ...]
    body: str
    digest: str
    words: str

    def stored(self, at: datetime, by: str) -> StoredRelease:
        """Return the release as it is kept here, frozen now under a person's approval."""
        fields = self.model_dump(include={"term", "revision", "epoch", "spec", "body", "digest"})
        return StoredRelease(
            id=new_id(),
            records=len(self.rows),
            state=ReleaseState.PREPARED,
            prepared_at=at,
            approved_by=by,
            **fields,
        )


def promise_for(enrolment: Enrolment | None) -> Spec:
    """Return the spec in force, with head office's stricter numbers where it asked for them."""
    return spec() if enrolment is None else narrowed(spec(), enrolment.narrowing)


def prepare(facts: TermFacts, *, revision: int, enrolment: Enrolment | None = None) -> Release:
    """Make the release of a term: coarsened, blurred, shuffled, as canonical bytes. The same facts give the same."""
    promise = promise_for(enrolment)
    rows = _rows(facts, promise.k, promise.minimum_pairs)
    wire = WireRelease(
        site=enrolment.site if enrolment else NOT_ENROLLED_SITE,
        epoch=enrolment.epoch if enrolment else 0,
        term=facts.code,
        revision=revision,
        spec=promise.number,
        records=rows,
    )
    body = canonical(wire.model_dump(mode="json"))
    return Release(
        term=facts.code,
        revision=revision,
        epoch=wire.epoch,
        spec=promise.number,
        rows=rows,
        body=body.decode(),
        digest=digest_of(body),
        words="\n".join(in_words(rows, pairs=len(facts.pairs), spec=promise, over=facts.over)),
    )


@lru_cache(maxsize=64)
def _rows(facts: TermFacts, k: int, minimum_pairs: int) -> tuple[WireRecord, ...]:
    """Return the records of a term; kept a while, for the window and sync ask for the same again and again."""
    promise = spec().model_copy(update={"k": k, "minimum_pairs": minimum_pairs})
    return release_records(facts.pairs, spec=promise, term=facts.code, moment=facts.moment)


def latest(ledger: Ledger, term: str) -> StoredRelease | None:
    """Return the last release frozen for a term."""
    mine = [release for release in ledger.releases() if release.term == term]
    return max(mine, key=lambda release: release.revision, default=None)


def current(ledger: Ledger, facts: TermFacts) -> tuple[Release, StoredRelease | None]:
    """Return what a term's release is now, and its frozen copy where nothing changed since that was made."""
    enrolment = ledger.enrolment()
    last = latest(ledger, facts.code)
    held = enrolment.held(facts.code) if enrolment else None
    if last is not None and not last.retraction and not _passed(last, held):
        again = prepare(facts, revision=last.revision, enrolment=enrolment)
        if again.body == last.body:
            return again, last
    revision = max(last.revision if last else 0, held.revision if held else 0) + 1
    return prepare(facts, revision=revision, enrolment=enrolment), None


def unknown_here(ledger: Ledger, held: Held) -> bool:
    """Return whether head office holds something that this file doesn't remember having sent."""
    return all((one.revision, one.digest) != (held.revision, held.digest) for one in ledger.releases())


def _passed(last: StoredRelease, held: Held | None) -> bool:
    """Return whether head office holds another release at or beyond our last revision."""
    return held is not None and held.digest != last.digest and held.revision >= last.revision
