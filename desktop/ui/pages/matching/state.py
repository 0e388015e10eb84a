"""What the matching page knows while it is open: the request of today's roster, the draft and what is being tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.i18n import _, ngettext
from desktop.models.matches import MatchState
from desktop.models.proposals import MatchingRequest
from desktop.models.scenarios import Scenario
from desktop.ui.dates import clock, day_of_month
from desktop.workspace.trials import Trial

if TYPE_CHECKING:
    from datetime import date, datetime

    from desktop.workspace import Workspace
    from desktop.workspace.by_hand import Decision


@dataclass(frozen=True)
class Decided:
    """What was decided about two people, in words too; the matches are found again because of it, in the same step."""

    decision: "Decision"
    said: str


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

    @property
    def current(self) -> bool:
        """Whether nothing changed since the roster was read."""
        return self.seen == self._workspace.matching.as_of()

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

    @property
    def said(self) -> str:
        """What is true now of the pairs, for the page's header; before the roster was read it claims nothing."""
        if not self.ready:
            return _("Reading who can be matched. It takes a moment.")
        running = self.shown.figures.running if self.shown else 0
        runs = ngettext("{n} pair runs already.", "{n} pairs run already.", running) if running else ""
        return f"{self._said_of_pairs()} {runs}".strip()

    def _said_of_pairs(self) -> str:
        if self.scenario is not None:
            return _("Looking at “{scenario}”. Nothing is kept yet.").format(scenario=self.scenario.name)
        if self.trial is not None:
            return _("Trying other settings. Nothing is kept yet.")
        if self.drafts and self.since:
            at = self.since.astimezone()
            said = _("Draft of {day}, {time}: nobody has been told.")
            return said.format(day=day_of_month(at.date()), time=clock(at.time()))
        return _("No proposal is waiting.")
