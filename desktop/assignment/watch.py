"""Progress, stop and time limit of a long solve; it knows no solver and no window."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.errors import OutOfTime, Stopped
from desktop.i18n import _

Progress = Callable[[str, float], None]


def _silent(_stage: str, _share: float) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


@dataclass
class Watch:
    """Tells how far a solve is and asks whether to go on; `seconds` bounds it."""

    progress: Progress = _silent
    stopped: Callable[[], bool] = _never
    seconds: float = 60.0
    started: float = field(default_factory=time.monotonic)

    def stage(self, name: str, share: float) -> None:
        """Say which stage begins and what share of the work is done; raises Stopped where the desk asked for it."""
        self.check()
        self.progress(name, share)

    def check(self) -> None:
        """Raise Stopped where the person at the desk stopped the job."""
        if self.stopped():
            raise Stopped(_("The matching was stopped."), _("Nothing was changed."))

    def hold(self) -> None:
        """Do the same, and raise OutOfTime where the time is used up: for work that has no answer before its end."""
        self.check()
        if self.late:
            raise out_of_time()

    def quietly(self) -> "Watch":
        """Return a watch of the same clock and the same stop that tells nobody: for work inside a stage."""
        return Watch(stopped=self.stopped, seconds=self.seconds, started=self.started)

    @property
    def left(self) -> float:
        """How many seconds there are left."""
        return max(0.0, self.seconds - (time.monotonic() - self.started))

    @property
    def late(self) -> bool:
        """Whether the time is used up, so that the best answer so far should be given."""
        return time.monotonic() - self.started > self.seconds


def out_of_time() -> OutOfTime:
    """Return what is said where the time was used up."""
    return OutOfTime(_("The time ran out before there was an answer."), _("Allow more time and try again."))
