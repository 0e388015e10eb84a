"""Takes releases once: checks them against the spec, stores them under unique keys, answers the same for ever.

It knows no HTTP: bytes in, an answer of the wire out.
"""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import ValidationError
from sqlalchemy import Connection, select

from desktop.models.wire import Ack, Held, Narrowing, NotCanonical, Refusal, State, WireRelease, digest_of, read_release
from headoffice.database import insert
from headoffice.promise import promise
from headoffice.tables import held, receipts
from headoffice.tallying import tally

MAX_INFLATED = 4 * 1024 * 1024

# The first day a term of a year can begin, by its number: three terms or six, counted from the earlier of the two.
_TERM_BEGINS = {1: (0, 7, 1), 2: (0, 10, 1), 3: (0, 12, 1), 4: (1, 1, 15), 5: (1, 3, 15), 6: (1, 5, 1)}


class Refused(Exception):
    """A request that isn't taken, with the word for why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


@dataclass(frozen=True)
class Sender:
    """A PC whose seal was verified."""

    site: str
    epoch: int


def refuse(reason: str) -> Refused:
    """Return the exception for a reason of the wire's list."""
    return Refused(Refusal.model_validate({"answer": "refused", "reason": reason}))


def inflate(packed: bytes) -> bytes:
    """Return the body of a gzipped request, refusing bombs, cut streams and anything after the end."""
    stream = zlib.decompressobj(wbits=31)
    try:
        body = stream.decompress(packed, MAX_INFLATED)
    except zlib.error as trouble:
        raise refuse("body") from trouble
    if stream.unconsumed_tail or not stream.eof or stream.unused_data:
        raise refuse("body")
    return body


def read_body(body: bytes) -> WireRelease:
    """Return the release a canonical body holds, or refuse it."""
    try:
        return read_release(body)
    except NotCanonical as trouble:
        raise refuse("body") from trouble
    except ValidationError as trouble:
        raise refuse("shape") from trouble


def check(release: WireRelease, *, now: int) -> None:
    """Refuse a release that breaks the spec's promises or comes from a term that hasn't begun."""
    if not _has_begun(release.term, now):
        raise refuse("term")
    taken = promise(release.spec)
    if taken is None:
        raise refuse("spec")
    if not taken.kept_by(release.records):
        raise refuse("anonymity")


def _has_begun(term: str, now: int) -> bool:
    year, number = int(term[:4]), int(term[-1])
    later, month, day = _TERM_BEGINS[number]
    follows = int(term[5:7]) == (year + 1) % 100
    return follows and datetime(year + later, month, day, tzinfo=UTC).timestamp() <= now + 86_400


def store(db: Connection, sender: Sender, release: WireRelease, *, body: bytes, now: int) -> Ack:
    """Store a release if it is new and return the acknowledgement, the same each time."""
    digest = digest_of(body)
    if _first_time(db, sender, release.term, release.revision, digest=digest, now=now):
        row = {"spec": release.spec, "records": len(release.records), "body": body, "counts": tally(release)}
        _hold(db, sender.site, release.term, {"revision": release.revision, "digest": digest, **row})
    return _ack("stored", sender, release.term, release.revision, digest=digest)


def retract(db: Connection, sender: Sender, term: str, revision: int, *, now: int) -> Ack:
    """Delete what is held of a term, keeping its revision and receipt, and return the acknowledgement."""
    if _first_time(db, sender, term, revision, digest="", now=now):
        nothing = {"revision": revision, "digest": "", "spec": 0, "records": 0, "body": b"", "counts": b""}
        _hold(db, sender.site, term, nothing)
    return _ack("retracted", sender, term, revision, digest="")


def state_of(db: Connection, sender: Sender, narrowing: Narrowing) -> State:
    """Return what is held of a site."""
    query = select(held.c.term, held.c.revision, held.c.digest).where(held.c.site == sender.site)
    rows = db.execute(query.order_by(held.c.term)).all()
    terms = tuple(Held(term=row.term, revision=row.revision, digest=row.digest) for row in rows)
    return State(answer="state", site=sender.site, epoch=sender.epoch, terms=terms, narrowing=narrowing)


def _first_time(db: Connection, sender: Sender, term: str, revision: int, *, digest: str, now: int) -> bool:
    """Write the receipt; False if the very same was received before, refused if another was under this revision."""
    keys = {"site": sender.site, "term": term, "revision": revision}
    row = insert(db, receipts).values(**keys, epoch=sender.epoch, digest=digest, received_at=now)
    if db.execute(row.on_conflict_do_nothing().returning(receipts.c.revision)).first() is not None:
        return True
    before = db.execute(select(receipts.c.digest).filter_by(**keys)).scalar_one()
    if before != digest:
        raise refuse("revision")
    return False


def _hold(db: Connection, site: str, term: str, row: dict[str, object]) -> None:
    """Let a release take the place of the term's former one; one that is older than that is refused whole."""
    statement = insert(db, held).values(site=site, term=term, **row)
    newer = held.c.revision < statement.excluded.revision
    upsert = statement.on_conflict_do_update(index_elements=["site", "term"], set_=row, where=newer)
    if db.execute(upsert.returning(held.c.revision)).first() is None:
        raise refuse("revision")


def _ack(answer: str, sender: Sender, term: str, revision: int, *, digest: str) -> Ack:
    named = {"site": sender.site, "epoch": sender.epoch, "term": term, "revision": revision, "digest": digest}
    return Ack.model_validate({"answer": answer, **named})
