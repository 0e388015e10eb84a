"""How things stand round every page: what can be undone, the last backup, head office, drafts."""

from datetime import datetime

from desktop.models.matches import Match, MatchState
from desktop.models.record import Record
from desktop.models.sharing import Enrolment, ReleaseState, StoredRelease
from desktop.workspace.desk import Desk
from desktop.workspace.sharing import failures_of


class Standing(Record):
    """What the bars say.

    `saved` is when the last step was kept; `office` is the newest release's state, empty before there is one;
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
    drafts: int


def standing(desk: Desk) -> Standing:
    """Return how things stand now."""
    store = desk.store
    release = max(store.all(StoredRelease), key=lambda one: one.prepared_at, default=None)
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
        office=release.state if release else None,
        office_records=release.records if release else 0,
        drafts=drafts,
    )
