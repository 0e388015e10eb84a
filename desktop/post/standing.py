"""Says how each term stands with head office, from what is kept here; it tries nothing and promises nothing."""

from desktop.i18n import _, ngettext
from desktop.models.sharing import Approval, ReleaseState, Standing, StoredRelease, TermStanding
from desktop.post.releases import Ledger, TermFacts, current, latest, promise_for, unknown_here

_STATES = {
    ReleaseState.PREPARED: Standing.PREPARED,
    ReleaseState.WAITING: Standing.WAITING,
    ReleaseState.SENT: Standing.SENT,
    ReleaseState.CONFIRMED: Standing.CONFIRMED,
    ReleaseState.REFUSED: Standing.REFUSED,
    ReleaseState.RETRACTED: Standing.RETRACTED,
}


def standings(ledger: Ledger) -> tuple[TermStanding, ...]:
    """Return how every term that has begun stands; true at any moment, also without a line."""
    return tuple(_standing(ledger, facts) for facts in ledger.terms())


def needs_a_look(ledger: Ledger, facts: TermFacts) -> Standing | None:
    """Return why a person has to look before anything of a term is sent, None where nobody has to."""
    enrolment = ledger.enrolment()
    if enrolment is None:
        return Standing.NOT_ENROLLED
    if enrolment.taken_over:
        return Standing.TAKEN_OVER
    approval = approval_for(ledger, facts.code)
    held = enrolment.held(facts.code)
    if held is not None and unknown_here(ledger, held) and held.revision > (approval.over if approval else 0):
        return Standing.ASKED
    if approval is None or approval.spec != promise_for(enrolment).number:
        return Standing.NOT_APPROVED
    return None


def approval_for(ledger: Ledger, term: str) -> Approval | None:
    """Return the approval of a term."""
    return next((one for one in ledger.approvals() if one.term == term), None)


def _standing(ledger: Ledger, facts: TermFacts) -> TermStanding:
    last = latest(ledger, facts.code)
    if last is not None and last.retraction:
        return _told(last, _STATES[last.state])
    release, frozen = current(ledger, facts)
    look = needs_a_look(ledger, facts)
    if look is None and frozen is not None:
        return _told(frozen, _STATES[frozen.state])
    standing = look or Standing.PREPARED
    words = _WORDS[standing]().format(records=_records(len(release.rows)))
    return TermStanding(
        term=facts.code,
        standing=standing,
        words=words,
        records=len(release.rows),
        revision=release.revision,
        digest=release.digest,
    )


def _told(release: StoredRelease, standing: Standing) -> TermStanding:
    records = _("the request to delete this term") if release.retraction else _records(release.records)
    return TermStanding(
        term=release.term,
        standing=standing,
        words=_WORDS[standing]().format(records=records, reason=refusal_words(release.answer)),
        records=release.records,
        revision=release.revision,
        digest=release.digest,
        at=release.answered_at or release.prepared_at,
    )


def _records(count: int) -> str:
    return ngettext("{n} record", "{n} records", count)


_WORDS = {
    Standing.NOT_ENROLLED: lambda: _("Saved here. This computer is not connected to head office yet."),
    Standing.NOT_APPROVED: lambda: _("Saved here: {records}. Look at what leaves, then approve it."),
    Standing.PREPARED: lambda: _("Prepared: {records}. Not tried yet."),
    Standing.WAITING: lambda: _("Waiting for a connection: {records}. It goes by itself; nothing is lost."),
    Standing.SENT: lambda: _("Sent: {records}. Head office took them; it will be asked once more."),
    Standing.CONFIRMED: lambda: _("Confirmed by head office: {records}."),
    Standing.REFUSED: lambda: _("Head office refused {records}: {reason}"),
    Standing.ASKED: lambda: _(
        "Head office holds records that this file doesn’t know: perhaps a backup was brought back, or a copy of the "
        "file is in use. Nothing is replaced until you have looked and approved."
    ),
    Standing.TAKEN_OVER: lambda: _(
        "Another computer took over as this school. Nothing is sent from here; to change back, ask for a new code."
    ),
    Standing.RETRACTED: lambda: _("Taken back: head office keeps nothing of this term."),
}


def refusal_words(reason: str) -> str:
    """Return the sentence for a reason of head office; its own words are never shown."""
    return {
        "anonymity": _("the records don’t keep the rules of anonymity. Update Alongside."),
        "shape": _("it doesn’t know a field or value. Update Alongside."),
        "spec": _("it doesn’t take this version of the rules of anonymity. Update Alongside."),
        "term": _("the term hasn’t begun by its calendar. Check the term’s dates in Settings."),
        "body": _("what arrived was not what was announced, or was too large. Send it again."),
        "revision": _("it holds later records. Look and approve again."),
        "known": _("it doesn’t know this computer. Ask head office for a new code."),
    }.get(reason, _("it gave no reason that Alongside knows. Ask head office."))
