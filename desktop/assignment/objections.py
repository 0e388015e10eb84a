"""A checker for answers from plain arrays: nothing but comparisons and sums; it shares no line with any solver.

It reads the caller's own scores, block by block, so that nothing of the solver need be trusted and no second table is
held.
"""

from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bits = NDArray[np.bool_]

_CELLS = 1 << 16  # cells a block
_DEAR = "a pair scores more than its prices"
_BEYOND = "a mentee could have a mentor beyond their level"


class Answer(Protocol):
    """What is checked: pairs (k, 2), their total, and for mentees and mentors a price and a level."""

    @property
    def pairs(self) -> Ints:
        """Rows of mentee and mentor."""

    @property
    def total(self) -> int:
        """The sum of their scores."""

    @property
    def mentee_prices(self) -> Ints:
        """One a mentee."""

    @property
    def mentor_prices(self) -> Ints:
        """One a mentor."""

    @property
    def mentee_levels(self) -> Ints:
        """The rank of the first who waits and competes with this mentee."""

    @property
    def mentor_levels(self) -> Ints:
        """The same for mentors."""


def objections(
    scores: NDArray[np.integer[Any]], barred: Bits | None, room: Ints, ranks: Ints, answer: Answer
) -> list[str]:
    """Return what is wrong with an answer or its proof; empty means that no better answer exists.

    `scores` and `barred` are (n, m), `ranks` 0 for who comes first. Prices prove the total: an allowed pair scores at
    most both together, a chosen one exactly, a mentor with room left costs 0, and who waits has no higher price than
    any of their rank who doesn't. Levels prove that no more could be matched: a mentee may have mentors up to
    their own level only, and all places of a level are taken.
    """
    mentees, mentors = answer.pairs.T
    if not _fits(answer, scores.shape):
        return ["the answer has another shape"]
    lawful = barred is None or not barred[mentees, mentors].any()
    worth = sum(scores[mentees, mentors].tolist()) if lawful else None
    step = max(1, _CELLS // max(1, scores.shape[1]))
    blocks = (slice(start, start + step) for start in range(0, len(scores), step))
    found = {fault for block in blocks for fault in _block(scores[block], _part(barred, block), answer, block)}
    return sorted({*found, *_whole(answer, worth, (room, ranks))})


def objections_to_sparse(candidates: Ints, room: Ints, ranks: Ints, answer: Answer) -> list[str]:
    """Do the same where only the pairs of `candidates`, rows of (mentee, mentor, score), are allowed."""
    mentees, mentors, scores = candidates.T
    if not _fits(answer, (len(ranks), len(room))):
        return ["the answer has another shape"]
    chosen = np.isin(mentees * len(room) + mentors, answer.pairs[:, 0] * len(room) + answer.pairs[:, 1])
    worth = sum(scores[chosen].tolist()) if int(chosen.sum()) == len(answer.pairs) else None
    found = set(_whole(answer, worth, (room, ranks)))
    if (scores > answer.mentee_prices[mentees] + answer.mentor_prices[mentors]).any():
        found.add(_DEAR)
    if (answer.mentor_levels[mentors] > answer.mentee_levels[mentees]).any():
        found.add(_BEYOND)
    return sorted(found)


def _part(barred: Bits | None, block: slice) -> Bits | None:
    return None if barred is None else barred[block]


def _block(scores: NDArray[np.integer[Any]], barred: Bits | None, answer: Answer, rows: slice) -> Iterator[str]:
    dear = scores - answer.mentor_prices > answer.mentee_prices[rows, None]
    if (dear if barred is None else dear & ~barred).any():
        yield _DEAR
    levels = answer.mentee_levels[rows]
    if answer.mentor_levels.max(initial=-1) > levels.min():
        beyond = answer.mentor_levels > levels[:, None]
        if (beyond if barred is None else beyond & ~barred).any():
            yield _BEYOND


def _whole(answer: Answer, worth: int | None, market: tuple[Ints, Ints]) -> Iterator[str]:
    """Check what can be seen without the scores; `worth` is that of the pairs, None where one isn't allowed."""
    mentees, mentors = answer.pairs.T
    if worth is None:
        yield "a pair was chosen that isn't allowed"
    elif worth != answer.total:
        yield "the total is not that of the pairs"
    if len(np.unique(mentees)) < len(mentees):
        yield "a mentee has two mentors"
    if (np.bincount(mentors, minlength=len(market[0])) > market[0]).any():
        yield "a mentor has too many mentees"
    yield from _cover(answer, market)
    yield from _sum(answer, market)


def _fits(answer: Answer, shape: tuple[int, ...]) -> bool:
    prices, levels = (answer.mentee_prices, answer.mentor_prices), (answer.mentee_levels, answer.mentor_levels)
    within = [0 <= ids.min() <= ids.max() < most for ids, most in zip(answer.pairs.T, shape, strict=True) if len(ids)]
    return all(within) and all(tuple(len(one) for one in pair) == shape for pair in (prices, levels))


def _cover(answer: Answer, market: tuple[Ints, Ints]) -> Iterator[str]:
    """Count for every rank in which someone waits: those above its level and the places up to it are all that fit."""
    room, ranks = market
    waits = np.ones(len(ranks), np.bool_)
    waits[answer.pairs[:, 0]] = False
    if not waits.any():
        return
    asked = np.unique(ranks[waits])
    order = np.argsort(ranks, kind="stable")
    upto = np.searchsorted(ranks[order], asked, side="right")
    matched = np.append(0, np.cumsum(~waits[order]))[upto]
    places = np.append(0, np.cumsum(room[np.argsort(answer.mentor_levels, kind="stable")]))
    full = places[np.searchsorted(np.sort(answer.mentor_levels), asked, side="right")]
    enters = np.maximum(ranks, answer.mentee_levels)  # free of level `asked` only if below it in rank, above in level
    above = upto - np.searchsorted(np.sort(enters), asked, side="right")
    if (matched != above + full).any():
        yield "more mentees of the first ranks could be matched"


def _sum(answer: Answer, market: tuple[Ints, Ints]) -> Iterator[str]:
    room, ranks = market
    mentees = answer.pairs[:, 0]
    if (answer.mentor_prices < 0).any():
        yield "a mentor costs less than nothing"
    paid = sum(answer.mentee_prices[mentees].tolist())
    places = sum(price * count for price, count in zip(answer.mentor_prices.tolist(), room.tolist(), strict=True))
    if paid + places != answer.total:
        yield "the answer is not worth its prices"
    waits = np.ones(len(ranks), np.bool_)
    waits[mentees] = False
    least = np.full(int(ranks.max(initial=0)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, ranks[mentees], answer.mentee_prices[mentees])
    if (answer.mentee_prices[waits] > least[ranks[waits]]).any():
        yield "someone who waits would be worth more than someone of their rank who doesn't"
