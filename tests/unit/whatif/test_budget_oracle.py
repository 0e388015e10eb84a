"""Re-matching under budgets against PuLP alone over all pairs: siblings, places, pins and points for going on."""

import random
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
import pytest

from desktop.errors import MatchingTrouble
from desktop.matching import MatchingProposal, MatchingRequest, prepare, propose
from desktop.models.matches import MatchState
from desktop.rematch import rematch
from desktop.rules.compatibility import points
from desktop.rules.eligibility import bars
from tests.unit.assignment.oracle import Case, Oracle, Pair, optimum, reached
from tests.unit.matching.school import crowd, match, request


@dataclass(frozen=True)
class Seen:
    """A request as arrays, by the rules' own words and points, and which places run."""

    case: Case
    running: set[Pair]
    pinned: frozenset[tuple[str, str]]
    rows: tuple[str, ...]
    columns: tuple[str, ...]

    def of(self, found: MatchingProposal) -> np.ndarray:
        of = np.full(len(self.rows), -1)
        for pair in found.pairs:
            if (pair.mentee, pair.mentor) not in self.pinned:
                of[self.rows.index(pair.mentee)] = self.columns.index(pair.mentor)
        return of


def drawn(seed: int) -> MatchingRequest:
    """Return a small school in which most pairs run that another year's weights made."""
    draw = random.Random(seed)
    mentees, mentors = crowd(draw.randint(3, 12), draw.randint(3, 12), seed)
    policy = {"need_order": draw.choice(["order", "bands"]), "poor_score": draw.choice([0, 150, 300])}
    asked = request(mentees, mentors, policy=policy, weights={"sectors": 0})
    before = [pair for pair in propose(asked).pairs if draw.random() < 0.8]
    pins = [(draw.choice(mentees).id, draw.choice(mentors).id) for _ in range(draw.choice([0, 0, 1]))]
    return asked.model_copy(
        update={"matches": tuple(match(p.mentee, p.mentor) for p in before), "pinned": tuple(pins), "weights": {}}
    )


def seen(asked: MatchingRequest) -> Seen:
    drafts = tuple(one.model_copy(update={"state": MatchState.DRAFT}) for one in asked.matches)
    setting, c = prepare(asked.model_copy(update={"matches": drafts})), prepare(asked).c
    near = {(setting.mentees[one].siblings, other) for one, other in setting.kept}
    scores = np.zeros((len(setting.rows), len(setting.columns)), np.int64)
    barred = np.zeros(scores.shape, np.bool_)
    for i, one in enumerate(setting.rows):
        for j, other in enumerate(setting.columns):
            barred[i, j] = bool(bars(one, other, c)) or bool(one.siblings and (one.siblings, other.id) in near)
            scores[i, j] = sum(points(one, other, c, weights=setting.weights).values())
    names = [one.siblings for one in setting.rows]
    families = tuple(tuple(i for i, name in enumerate(names) if name == own) for own in sorted({*names} - {None}))
    case = Case(scores, barred, setting.room, setting.ranks, True, c.policy.poor_score, apart=families)
    rows, columns = tuple(one.id for one in setting.rows), tuple(one.id for one in setting.columns)
    places = {
        (rows.index(m.mentee), columns.index(m.mentor))
        for m in asked.matches
        if m.mentee in rows and m.mentor in columns
    }
    return Seen(case, {pair for pair in places if not barred[pair]}, frozenset(setting.kept), rows, columns)


def best(one: Seen, keep: int, least: int | None) -> list[int] | None:
    """Return the value of every objective under a budget, None where no answer keeps to it."""
    oracle, stay = Oracle(one.case), dict.fromkeys(one.running, 1)
    scores = {pair: int(one.case.scores[pair]) for pair in oracle.pairs}
    oracle.settled.append((stay, keep))
    if oracle.most({}) is None:
        return None
    ranks = np.unique(one.case.ranks).tolist()
    found = [oracle.settle({pair: 1 for pair in oracle.pairs if one.case.ranks[pair[0]] <= rank}) for rank in ranks]
    if least is not None:
        oracle.settled.append((scores, least))
        return None if oracle.most({}) is None else [*found, oracle.settle(stay), oracle.settle(scores)]
    if found and found[-1]:
        found.append(oracle.floor())
        found.append(oracle.settle({p: 1 for p in oracle.pairs if one.case.scores[p] >= one.case.poor_below}))
    return [*found, oracle.settle({pair: scores[pair] for pair in oracle.pairs})]


def came_to(one: Seen, of: np.ndarray, *, by_points: bool) -> list[int]:
    *found, total, kept = reached(replace(one.case, kept=one.running, floor=not by_points), of)
    return [*found, kept, total] if by_points else [*found, total]


@pytest.mark.parametrize("start", range(0, 120, 20))
def test_no_answer_within_a_budget_is_better(start: int) -> None:
    for seed in range(start, start + 20):
        asked = drawn(seed)
        one = seen(asked)
        if not one.rows or not one.columns:
            continue
        changes = (None, 0, 1, 2, 4, 1)[seed % 6]
        percent = (0, None, None, None, None, 30)[seed % 6] if seed % 12 else 7.5
        keep = 0 if changes is None else len(one.running) - changes
        total = optimum(one.case)[-2] if percent is not None else 0
        least = None if percent is None else ceil(round(total * (100 - percent) / 100, 6))
        wanted = best(one, keep, least)
        if wanted is None:
            with pytest.raises(MatchingTrouble, match="No matching keeps"):
                rematch(asked, change_at_most=changes, give_up_percent=percent)
            continue
        found = rematch(asked, change_at_most=changes, give_up_percent=percent)
        of = one.of(found)
        assert came_to(one, of, by_points=percent is not None) == wanted, seed
        assert found.proof.proved, seed
        assert sum(pair in one.running for pair in enumerate(of.tolist())) >= keep, seed
        free = [pair.score for pair in found.pairs if (pair.mentee, pair.mentor) not in one.pinned]
        assert found.objective["worst"] == min(free, default=0), seed
