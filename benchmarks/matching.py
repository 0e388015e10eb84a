"""The figures of matching, side by side with other solvers on this machine: `python -m benchmarks.matching`.

Each figure is the median over seeds. `--only NAME` runs one, `--people N` changes the size of the large case. Plain
arrays and cost files are the matter of `benchmarks.instances`.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from benchmarks import rosters
from desktop.assignment.blocks import Blocks
from desktop.assignment.proof import Asked, faults_of_rows
from desktop.assignment.solve import Settled, Wishes, settle
from desktop.assignment.table import NO_NARROW, Table
from desktop.assignment.watch import Watch
from desktop.rules.columns import ANY_GENDER
from desktop.rules.compatibility import criteria, default_weights

SEEDS = (1, 2, 3)
POOR = 350
Found = TypeVar("Found")


class Seconds(float):
    """Seconds by the wall clock, and by the processor: the second doesn't mind what else the machine does."""

    cpu: float


def timed(work: Callable[[], Found]) -> tuple[Seconds, Found]:
    """Return the seconds a piece of work took, and what it gave."""
    start, cpu = time.perf_counter(), time.process_time()
    found = work()
    took = Seconds(time.perf_counter() - start)
    took.cpu = time.process_time() - cpu
    return took, found


def answer(folder: Path, *, by_blocks: bool = False) -> Settled:
    """Go from CSV to the final answer: read, score, all four objectives, proof."""
    school = rosters.read(folder)
    if by_blocks:
        table: Table = Blocks(school.scorer.lines(np.int16, NO_NARROW), np.arange(len(school.ranks)), school.room)
    else:
        table = Table(school.scorer.matrix(np.int16, NO_NARROW), school.room)
    return settle(lambda: table, school.ranks, Wishes(True, POOR, school.earlier), Watch(seconds=600))


def checked(folder: Path) -> Settled:
    """Go from CSV to the final answer as a proposal does: the separate checker scores and prices every pair anew."""
    school = rosters.read(folder)
    table = Table(school.scorer.matrix(np.int16, NO_NARROW), school.room)
    wishes = Wishes(True, POOR, school.earlier)
    settled = settle(lambda: table, school.ranks, wishes, Watch(seconds=600))
    asked = Asked(school.ranks, school.room, wishes)
    wrong = faults_of_rows(school.scorer.lines(np.int16, NO_NARROW), NO_NARROW, asked, settled)
    assert not wrong, wrong
    return settled


def one_objective(scores: np.ndarray, room: np.ndarray) -> Settled:
    """Solve for the greatest total alone, on a ready matrix, decided by PuLP and proved."""
    ranks = np.zeros(len(scores), np.int64)
    return settle(lambda: Table(scores, room), ranks, Wishes(), Watch())


def matchable(school: rosters.School) -> np.ndarray:
    """Return the ready matrix of mentees who can all be matched, for solvers that know one objective only."""
    scores = school.scorer.matrix(np.int16, NO_NARROW)
    settled = settle(lambda: Table(scores.copy(), school.room), school.ranks, Wishes(), Watch())
    return scores[settled.of >= 0]


def scipy_seconds(scores: np.ndarray) -> tuple[Seconds, int]:
    """Time scipy's dense solver: one objective, the matrix ready as it wants it."""
    from scipy.optimize import linear_sum_assignment

    worth = np.where(scores == NO_NARROW, -10_000_000.0, scores)
    seconds, (rows, columns) = timed(lambda: linear_sum_assignment(worth, maximize=True))
    return seconds, int(worth[rows, columns].sum())


def ortools_seconds(scores: np.ndarray) -> tuple[Seconds, int]:
    """Time OR-Tools' min-cost flow: one objective, on ready arcs."""
    from ortools.graph.python import min_cost_flow

    n, m = scores.shape
    rows, columns = np.nonzero(scores != NO_NARROW)
    flow = min_cost_flow.SimpleMinCostFlow()
    ones = np.ones(len(rows), np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(rows, n + columns, ones, 2000 - scores[rows, columns].astype(np.int64))
    sink = n + m
    flow.add_arcs_with_capacity_and_unit_cost(
        n + np.arange(m), np.full(m, sink), np.ones(m, np.int64), np.zeros(m, np.int64)
    )
    flow.set_nodes_supplies(np.arange(sink + 1), np.concatenate([np.ones(n, int), np.zeros(m, int), [-n]]))
    seconds, status = timed(flow.solve)
    assert status == flow.OPTIMAL
    return seconds, 2000 * n - int(flow.optimal_cost())


def plain_seconds(school: rosters.School, sample: int = 30_000) -> float:
    """Return the seconds a plain loop takes a pair: the same criteria on plain values, one pair at a time."""
    e, o, weights = school.mentees, school.mentors, default_weights()
    m = len(o.wishes)
    people = [
        {
            "east": int(o.places[j, 0]), "north": int(o.places[j, 1]),
            "reach": int(o.reach[j]), "wish": int(o.wishes[j]),
            **{
                kind: frozenset(code for code, mask in masks.items() if mask[j])
                for kind, masks in (
                    ("gender", o.genders), ("sectors", o.sectors), ("times", o.times), ("ethnic", o.ethnic),
                    ("languages", o.languages), ("experiences", o.experiences),
                )
            },
        }
        for j in range(m)
    ]  # fmt: skip
    draw = random.Random(1)
    pairs = [(draw.randrange(len(e.wishes)), draw.randrange(m)) for _ in range(sample)]
    seconds, _ = timed(lambda: [_plain_pair(e, i, people[j], weights) for i, j in pairs])
    return seconds.cpu / sample


def _plain_pair(e: rosters.MenteeColumns, i: int, other: dict, weights: dict[str, int]) -> int:
    common = len(e.times[i] & other["times"])
    if not common or (e.genders[i] != ANY_GENDER and e.genders[i] not in other["gender"]):
        return NO_NARROW
    east, north = e.areas[i]
    km = round(((east - other["east"]) ** 2 + (north - other["north"]) ** 2) ** 0.5 / 1000)
    wish, theirs = e.wishes[i], other["wish"]
    in_person = wish != 3 and theirs != 3 and km <= other["reach"]
    online = wish != 1 and theirs != 1 and e.online[i]
    if not (in_person or online):
        return NO_NARROW
    way = 2 if in_person and online and wish == 2 == theirs else 1 if in_person else 3
    ethnic, _, languages, experiences, _ = e.traits[i]
    shared = sum(sector in other["sectors"] for sector in e.sectors[i])
    score = weights["availability"] * min(common, 4) + weights["sectors"] * min(shared, 3)
    score += weights["distance"] * max(0, 25 - km) // 25 if in_person else 0
    score += weights["modality"] * (way == wish) + weights["across_ethnic"] * (ethnic not in other["ethnic"])
    score += weights["languages"] * bool(languages & other["languages"])
    score += weights["experiences"] * min(2, len(experiences & other["experiences"]))
    return score + (weights["waiting"] * min(e.months[i], criteria()["waiting"].most) if shared else 0)


def mentor_match_seconds(n: int) -> Seconds:
    """Time PyPI's mentor-match, its match alone: n mentors and mentees ready, three rules of its own."""
    import operator

    import matching.rules.rule as rl
    from matching.mentee import Mentee
    from matching.mentor import Mentor
    from matching.process import process_data

    draw = random.Random(1)

    def facts(k: int) -> dict[str, object]:
        return {
            "grade": draw.randint(1, 8),
            "organisation": draw.choice("abcdefgh"),
            "profession": draw.choice(rosters.SECTORS),
            "email": f"{k}@example.org",
        }

    mentors, mentees = [Mentor(**facts(k)) for k in range(n)], [Mentee(**facts(k + n)) for k in range(n)]
    rules: list = [
        rl.Disqualify(lambda match: match.mentee.organisation == match.mentor.organisation),
        rl.Grade(1, operator.ge, {True: 5, False: 0}),
        rl.Equivalent("profession", {True: 10, False: 0}),
    ]
    return timed(lambda: process_data(mentors, mentees, [rules]))[0]


def large(people: int) -> dict[str, float]:
    """Measure the 5,000 x 5,000 case and all that is compared on it."""
    found: dict[str, list[float]] = {}
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as folder:
            rosters.write(Path(folder), people, people, seed)
            whole, settled = timed(lambda folder=folder: answer(Path(folder)))
            with_check, again = timed(lambda folder=folder: checked(Path(folder)))
            school = rosters.read(Path(folder))
        ready = matchable(school)
        mine, best = timed(lambda ready=ready, school=school: one_objective(ready.copy(), school.room))
        theirs, total = scipy_seconds(ready)
        flow, flow_total = ortools_seconds(ready)
        ours = int(ready[np.arange(len(ready)), best.of].astype(np.int64).sum())
        assert ours == total == flow_total
        assert settled.gap == best.gap == 0
        assert (settled.of == again.of).all()
        scored = timed(lambda school=school: school.scorer.matrix(np.int16, NO_NARROW))[0]
        loop = plain_seconds(school) * people * people
        for name, value in {
            "CSV to answer (s)": whole,
            "CSV to checked answer (s)": with_check,
            "one objective (s)": mine,
            "scipy linear_sum_assignment (s)": theirs,
            "OR-Tools min-cost flow (s)": flow,
            "CSV to answer / scipy": whole / theirs,
            "CSV to checked answer / scipy": with_check / theirs,
            "one objective / scipy": mine / theirs,
            "one objective / OR-Tools": mine / flow,
            "CSV to answer / scipy, processor time": whole.cpu / theirs.cpu,
            "CSV to checked answer / scipy, processor time": with_check.cpu / theirs.cpu,
            "one objective / scipy, processor time": mine.cpu / theirs.cpu,
            "one objective / OR-Tools, processor time": mine.cpu / flow.cpu,
            "scoring (s)": scored,
            "scoring, processor time (s)": scored.cpu,
            "plain loop (s, from a sample)": loop,
            "scoring against the loop, processor time": loop / scored.cpu,
        }.items():
            found.setdefault(name, []).append(value)
    return {name: round(statistics.median(values), 3) for name, values in found.items()}


def small(_people: int) -> dict[str, float]:
    """Measure 200 x 200 from CSV to answer, against mentor-match."""
    times = []
    for seed in range(1, 12):
        with tempfile.TemporaryDirectory() as folder:
            rosters.write(Path(folder), 200, 200, seed)
            times.append(timed(lambda folder=folder: answer(Path(folder)))[0])
    ours, theirs = statistics.median(times), mentor_match_seconds(200)
    cpu = statistics.median(took.cpu for took in times)
    return {
        "CSV to answer (s)": round(ours, 4),
        "mentor-match (s)": round(theirs, 3),
        "times faster": round(theirs / ours, 1),
        "CSV to answer, processor time (s)": round(cpu, 4),
        "times faster, processor time": round(theirs.cpu / cpu, 1),
    }


def memory(people: int) -> dict[str, float]:
    """Measure peak memory of one CSV to answer, over the bytes of the matrix; the interpreter apart."""
    with tempfile.TemporaryDirectory() as folder:
        rosters.write(Path(folder), people, people, 1)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer(Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    matrix = people * people * 2 / 2**20
    return {
        "peak (MB)": round(peak),
        "before (MB)": round(before),
        "matrix (MB)": round(matrix),
        "above before / matrix": round((peak - before) / matrix, 2),
    }


def regions(people: int) -> dict[str, float]:
    """Measure twenty regions, one after another in one process: the time without making up the rosters."""
    seconds, cpu, matched = 0.0, 0.0, 0
    for region in range(20):
        with tempfile.TemporaryDirectory() as folder:
            rosters.write(Path(folder), people, people, 100 + region)
            took, settled = timed(lambda folder=folder: answer(Path(folder)))
        assert settled.gap == 0
        seconds, cpu = seconds + took, cpu + took.cpu
        matched += int((settled.of >= 0).sum())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "people each side": 20 * people,
        "seconds": round(seconds, 2),
        "processor (s)": round(cpu, 2),
        "matched": matched,
        "peak (MB)": round(peak),
    }


def one_town(people: int) -> dict[str, float]:
    """Measure one market too large to be held: rows are scored again block by block, each time they are read."""
    people *= 5
    with tempfile.TemporaryDirectory() as folder:
        rosters.write(Path(folder), people, people, 1)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        seconds, settled = timed(lambda: answer(Path(folder), by_blocks=True))
    assert settled.gap == 0
    return {
        "people each side": people,
        "CSV to answer (s)": round(seconds, 1),
        "processor (s)": round(seconds.cpu, 1),
        "peak (MB)": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "before (MB)": round(before),
        "the matrix would be (MB)": round(people * people * 2 / 2**20),
        "matched": int((settled.of >= 0).sum()),
    }


FIGURES = {
    "large": large,
    "small": small,
    "memory": memory,
    "regions": regions,
    "one-town": one_town,
}


def main() -> None:
    """Run every figure in a process of its own and print it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", choices=FIGURES)
    options.add_argument("--people", type=int, default=5000)
    chosen = options.parse_args()
    if chosen.only:
        print(json.dumps({chosen.only: FIGURES[chosen.only](chosen.people)}, indent=1))
    else:
        for name in FIGURES:
            command = [sys.executable, "-m", "benchmarks.matching", "--only", name, "--people", str(chosen.people)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
