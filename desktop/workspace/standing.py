"""How things stand round every page: what can be undone, the last backup, head office, drafts."""

from collections.abc import Sequence
from datetime import datetime

from desktop.models.matches import Match, MatchState
from desktop.models.record import Record
from desktop.models.sharing import Enrolment, ReleaseState, StoredRelease
from desktop.workspace.desk import Desk
from desktop.workspace.sharing import failures_of

_FIRST = (
    ReleaseState.REFUSED,
    ReleaseState.WAITING,
    ReleaseState.PREPARED,
    ReleaseState.SENT,
    ReleaseState.CONFIRMED,
    ReleaseState.RETRACTED,
)


class Standing(Record):
    """What the bars say.

    `saved` is when the last step was kept; `office` is the state of the term that needs somebody first, empty before
    anything was released, with the records of all terms that stand so; `office_deletes`: they ask that nothing be kept;
    `offline`: the last try reached nobody; `taken_over`: head office listens to another computer as this school.
    """

    undo: str
    redo: str
    who: str
    saved: datetime | None
    backed_up: datetime | None
    enrolled: bool
    taken_over: bool
    offline: bool
    office: ReleaseState | None
    office_records: int
    office_deletes: bool
    drafts: int


def standing(desk: Desk) -> Standing:
    """Return how things stand now."""
    store = desk.store
    told = _foremost(store.all(StoredRelease))
    drafts = sum(match.state in (MatchState.DRAFT, MatchState.REVIEWED) for match in store.all(Match))
    enrolment = next(iter(store.all(Enrolment)), None)
    return Standing(
        undo=store.to_undo.label if store.to_undo else "",
        redo=store.to_redo.label if store.to_redo else "",
        who=desk.who,
        saved=next((entry.at for entry in store.history(limit=1)), None),
        backed_up=max((one.at for one in store.backups()), default=None),
        enrolled=enrolment is not None,
        taken_over=enrolment is not None and enrolment.taken_over,
        offline=failures_of(desk) > 0,
        office=told[0].state if told else None,
        office_records=sum(one.records for one in told),
        office_deletes=bool(told) and all(one.retraction for one in told),
        drafts=drafts,
    )


def _foremost(releases: Sequence[StoredRelease]) -> list[StoredRelease]:
    """Return the newest release of each term that stands as the one does that needs somebody first."""
    newest = {one.term: one for one in sorted(releases, key=lambda one: (one.prepared_at, one.revision))}
    states = {one.state for one in newest.values()}
    first = next((state for state in _FIRST if state in states), None)
    return [one for one in newest.values() if one.state is first]
