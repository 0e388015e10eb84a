"""What the matching page knows while it is open: the request of today's roster, the draft and what is being tried."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop.workspace.trials import Trial, weighed

if TYPE_CHECKING:
    from datetime import date, datetime

    from desktop.workspace import Workspace
    from desktop.workspace.trials import Proposal, Request


class Bench:
    """Reads the roster once as long as nothing changed; `trial` is set while other weights are tried."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._request: Request | None = None
        self.seen: tuple[int, date] | None = None
        self.draft: Trial | None = None
        self.trial: Trial | None = None
        self.proposal: Proposal | None = None
        self.weights: dict[str, int] = {}
        self.since: datetime | None = None

    @property
    def ready(self) -> bool:
        """Whether the roster was read."""
        return self._request is not None

    def re_read(self) -> None:
        """Read the roster again; what was being tried falls."""
        run = self._workspace.matching.last_run()
        self._request = self._workspace.matching.request()
        self.seen = self._workspace.matching.as_of()
        self.weights = dict(run.weights) if run else self.usual
        self.since = run.at if run else None
        self.draft = self.trial = self.proposal = None

    @property
    def usual(self) -> dict[str, int]:
        """The shipped weights."""
        return self._workspace.matching.usual_weights()

    def request(self, weights: Mapping[str, int] | None = None) -> "Request":
        """Return today's roster under some weights, else those of the draft or of what is being tried."""
        assert self._request is not None
        return weighed(self._request, weights or (self.trial.weights if self.trial else self.weights))

    @property
    def shown(self) -> Trial | None:
        """What the page shows now."""
        return self.trial or self.draft

    @property
    def drafts(self) -> bool:
        """Whether there are drafts at all."""
        from desktop.workspace.trials import drafts_of

        return self._request is not None and bool(drafts_of(self._request))
