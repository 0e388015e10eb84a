"""Print the longest gap of each thing done, aim 50 ms each: of the whole day, or of the steps that `--only` names."""

import argparse
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.big_school import fill
from benchmarks.gaps import first_run, lists, looks, matches, papers, people, safekeeping, sharing
from benchmarks.gaps.day import Day


@dataclass(frozen=True)
class Step:
    """Something done in the day, and the name of the step before that it stands on."""

    does: Callable[[Day], None]
    needs: str = ""


DAY = {
    "pages": Step(looks.open_pages),
    "people": Step(people.change),
    "import": Step(lists.bring_in),
    "many": Step(lists.look_at_many),
    "matching": Step(matches.match_and_publish),
    "forms": Step(papers.print_forms),
    "sessions": Step(papers.plan_term, "matching"),
    "papers": Step(papers.print_packs, "sessions"),
    "backup": Step(safekeeping.back_up),
    "head-office": Step(sharing.send, "matching"),
    "list": Step(people.work_the_list),
    "looks": Step(looks.look_otherwise, "pages"),
    "restore": Step(safekeeping.bring_back, "backup"),
}
UNLOCKING, FIRST_RUN = (
    "unlocking",
    "first-run",
)  # the door, which every step of the day goes through, and a school's first


def whole(named: Iterable[str]) -> list[str]:
    """Return the steps named and those they stand on, in the order of the day."""
    wanted = set(named) & set(DAY)
    for name in reversed(DAY):  # a step stands on an earlier one
        if name in wanted and DAY[name].needs:
            wanted.add(DAY[name].needs)
    return [name for name in DAY if name in wanted]


def main() -> None:
    """Print the figures of the steps named, else of all."""
    names = [UNLOCKING, *DAY, FIRST_RUN]
    asked = argparse.ArgumentParser(prog="python -m benchmarks gaps", description=__doc__)
    asked.add_argument("--only", nargs="+", choices=names, default=names, metavar="STEP", help=", ".join(names))
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        if set(told.only) != {FIRST_RUN}:
            folder = Path(place) / "school"
            fill(folder, 5000, 2000)
            day = Day(folder)
            day.open_the_door()
            for name in whole(told.only):
                DAY[name].does(day)
            day.window.close()
        if FIRST_RUN in told.only:
            day = Day(Path(place) / "new" / "school")
            first_run.begin(day)
            day.window.close()


if __name__ == "__main__":
    main()
