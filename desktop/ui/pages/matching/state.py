"""What the matching page knows while it is open: the request of today's roster, the draft and what is being tried."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.models.matches import MatchState
from desktop.models.proposals import MatchingRequest
from desktop.models.scenarios import Scenario
from desktop.workspace.trials import Trial

if TYPE_CHECKING:
    from datetime import date, datetime

    from desktop.workspace import Workspace


class Bench:
    """Reads the roster once as long as nothing changed; `trial` is set while something else is tried."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._request: MatchingRequest | None = None
        self.seen: tuple[int, date] | None = None
        self.draft: Trial | None = None
        self.trial: Trial | None = None
        self.weights: dict[str, int] = {}
        self.since: datetime | None = None
        self.drafts = False

    @property
    def ready(self) -> bool:
        """Whether the roster was read."""
        return self._request is not None

    def begin(self) -> None:
        """Read what is known at once: the weights that stand, and since when."""
        run = self._workspace.matching.last_run()
        self.weights = dict(run.weights) if run else self.usual
        self.since = run.at if run else None

    def re_read(self) -> None:
        """Read the roster again; what was being tried falls."""
        self.begin()
        self._request = self._workspace.matching.request()
        self.seen = self._workspace.matching.as_of()
        self.draft = self.trial = None
        waiting = (MatchState.DRAFT, MatchState.REVIEWED)
        self.drafts = any(one.state in waiting for one in self._request.matches)

    @property
    def usual(self) -> dict[str, int]:
        """The shipped weights."""
        return self._workspace.matching.usual_weights()

    def request(self, weights: Mapping[str, int] | None = None) -> MatchingRequest:
        """Return today's roster under some weights, else those of the draft."""
        assert self._request is not None
        return self._request.model_copy(update={"weights": dict(weights or self.weights)})

    @property
    def against_hands(self) -> str:
        """Why nothing can be done by hand to what is shown, empty where it can."""
        return _("These pairs are only tried. Keep them or go back first.") if self.trial is not None else ""

    @property
    def against_review(self) -> str:
        """Why nothing can be reviewed and published now, empty where it can."""
        return self.against_hands or ("" if self.drafts else _("No pair is waiting for review. Find matches first."))

    @property
    def shown(self) -> Trial | None:
        """What the page shows now."""
        return self.trial or self.draft

    @property
    def scenario(self) -> Scenario | None:
        """The scenario that is looked at, None for sliders alone."""
        return self.trial.scenario if self.trial else None
