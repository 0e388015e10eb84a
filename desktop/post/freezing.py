"""Releases and retractions frozen under the next revision, so that what goes again is the same; it sends nothing."""

from datetime import datetime

from desktop.errors import SyncTrouble
from desktop.i18n import _
from desktop.models.record import new_id
from desktop.models.sharing import ReleaseState, StoredRelease
from desktop.post.releases import Ledger, TermFacts, current, latest


def freeze(ledger: Ledger, facts: TermFacts, *, by: str, at: datetime) -> StoredRelease:
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
