"""The truth in four steps: prepared, waiting, sent, confirmed; each says exactly what is known and nothing more."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from desktop.i18n import _, ngettext
from desktop.models.sharing import ReleaseState, Standing, StoredRelease, TermStanding
from desktop.ui.dates import ago, sentence
from desktop.ui.paint import Light

_UNSEEN = (Standing.NOT_ENROLLED, Standing.NOT_APPROVED, Standing.ASKED, Standing.TAKEN_OVER)


class TruthStep(NamedTuple):
    """One step: its light, its name, what is true of it."""

    light: Light
    name: str
    words: str


def counted(records: int) -> str:
    """Return `22 records`."""
    return ngettext("{n} record", "{n} records", records)


def steps(
    standing: TermStanding | None, releases: Sequence[StoredRelease], today: date, *, offline: bool = False
) -> list[TruthStep]:
    """Return the four steps of a term; `releases` are its releases, newest first; `offline`: nobody answered lately."""
    now = standing.standing if standing else Standing.NOT_ENROLLED
    last = releases[0] if releases and now not in _UNSEEN else None
    return [
        _prepared(now, standing, last, today),
        _waiting(now, offline=offline),
        _sent(now, last, today),
        _confirmed(now, releases, today),
    ]


def _prepared(now: Standing, standing: TermStanding | None, last: StoredRelease | None, today: date) -> TruthStep:
    name = _("Prepared")
    if last is not None and not last.retraction:
        said = _("{when}: {records}, approved by {who}.").format(
            when=sentence(ago(last.prepared_at, today)), records=counted(last.records), who=last.approved_by
        )
        return TruthStep(Light.GOOD, name, said)
    if now is Standing.NOT_APPROVED:
        return TruthStep(Light.NOW, name, _("Not yet: look at what leaves, then approve it."))
    if now is Standing.ASKED:
        return TruthStep(Light.NOW, name, _("Not yet: look first, then approve it anew."))
    if last is not None:
        return TruthStep(Light.GOOD, name, _("The request that head office delete this term."))
    return TruthStep(Light.NONE, name, _("Not yet."))


def _waiting(now: Standing, *, offline: bool) -> TruthStep:
    if now is Standing.WAITING or (now is Standing.PREPARED and offline):
        said = _("This computer is offline, or nobody answered. It goes by itself; nothing is lost.")
        return TruthStep(Light.WAIT, _("Waiting for a connection"), said)
    if now is Standing.PREPARED:
        return TruthStep(Light.NOW, _("Waiting to go"), _("Not tried yet. It goes by itself, or when you press send."))
    if now is Standing.REFUSED:
        return TruthStep(Light.STOP, _("Refused"), _("Head office did not take it. See why below."))
    if now in (Standing.SENT, Standing.CONFIRMED, Standing.RETRACTED):
        return TruthStep(Light.GOOD, _("Waiting for a connection"), _("Over."))
    return TruthStep(Light.NONE, _("Waiting for a connection"), _("Not yet."))


def _sent(now: Standing, last: StoredRelease | None, today: date) -> TruthStep:
    if now in (Standing.SENT, Standing.CONFIRMED, Standing.RETRACTED):
        when = sentence(ago(last.answered_at, today)) if last and last.answered_at else _("Yes")
        return TruthStep(Light.GOOD, _("Sent"), _("{when}; head office’s signature was checked.").format(when=when))
    return TruthStep(Light.NONE, _("Sent"), _("Not yet."))


def _confirmed(now: Standing, releases: Sequence[StoredRelease], today: date) -> TruthStep:
    name = _("Confirmed by head office")
    if now is Standing.CONFIRMED:
        return TruthStep(Light.GOOD, name, _("It was asked again and holds the same {records}.").format(
            records=counted(releases[0].records if releases else 0)))  # fmt: skip
    if now is Standing.RETRACTED:
        return TruthStep(Light.GOOD, name, _("It keeps nothing of this term."))
    if now is Standing.SENT:
        return TruthStep(Light.WAIT, name, _("It will be asked once more."))
    before = next((one for one in releases if _was_taken(one)), None)
    if before is None or before.answered_at is None:
        return TruthStep(Light.NONE, name, _("Not yet."))
    return TruthStep(Light.NONE, name, _("Last time: {when}, {records}.").format(
        when=ago(before.answered_at, today), records=counted(before.records)))  # fmt: skip


def _was_taken(one: StoredRelease) -> bool:
    return one.state is ReleaseState.CONFIRMED or (one.state is ReleaseState.REPLACED and one.answered_at is not None)
