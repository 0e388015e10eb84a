"""What the engine answered to the very same question before: most tests of a window begin with one and the same school.

Its answers are functions of the request alone, which its own tests hold it to; a window asks a dozen at each opening.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module

import pytest

from desktop import explain
from desktop.assignment.watch import Watch
from desktop.explain import waiting
from desktop.i18n import language
from desktop.matching import MatchingRequest, Workings
from desktop.matching import work_out as really_work_out

WORKS_OUT = ("desktop.matching", *(f"desktop.whatif.{name}" for name in ("balance", "kept", "scenarios")))


class Engine:
    """Answers a request it has heard before, word for word and in the same language, as it did then."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[Workings, list[tuple[str, float]]]] = {}
        self._waiting: dict[tuple[int, str, object], object] = {}

    def work_out(
        self,
        request: MatchingRequest,
        *,
        progress: Callable[[str, float], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> Workings:
        """Return the workings; each stage is told, and a stop heard, as if they were worked out."""
        watch, asked = Watch(), (language(), request.model_dump_json())
        watch.progress, watch.stopped = progress or watch.progress, stopped or watch.stopped
        if asked in self._known:
            found, stages = self._known[asked]
            for name, share in stages:
                watch.stage(name, share)
            return found
        stages = []

        def tell(name: str, share: float) -> None:
            stages.append((name, share))
            watch.progress(name, share)

        found = really_work_out(request, progress=tell, stopped=stopped)
        self._known[asked] = found, stages
        return found

    def why_all_wait(self, w: Workings, mentees, *, stopped: Callable[[], bool] | None = None):
        """Return why some wait, by the workings themselves where they are the engine's own."""
        those = tuple(mentees)
        asked = (id(w), language(), those)
        if not any(known is w for known, _stages in self._known.values()):
            return waiting.why_all_wait(w, those, stopped=stopped)
        if asked not in self._waiting:
            self._waiting[asked] = waiting.why_all_wait(w, those, stopped=stopped)
        return self._waiting[asked]


@contextmanager
def remembered() -> Iterator[None]:
    """Let nothing be worked out twice in this process."""
    engine = Engine()
    with pytest.MonkeyPatch.context() as patch:
        for module in WORKS_OUT:
            patch.setattr(import_module(module), "work_out", engine.work_out)
        patch.setattr(explain, "why_all_wait", engine.why_all_wait)
        yield
