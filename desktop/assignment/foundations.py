"""Whether a proof speaks of what was asked: the same order of need, objectives, places and families.

The checker asks here first; no number of the certificate is believed because the solver wrote it.
"""

import numpy as np
from numpy.typing import NDArray

from desktop.assignment.gates import Gates
from desktop.assignment.prices import Prices
from desktop.assignment.solve import Settled, Wishes

Ints = NDArray[np.int64]

_GREATEST = 1 << 60  # two prices and a score no larger than this can be added up in 64 bits


def groundless(settled: Settled, room: Ints, ranks: Ints, wishes: Wishes) -> list[str]:
    """Return what in a proof is not as it was asked for, at most one thing; empty where all is.

    `settled.of` and `room` are those of the table with its gates, `ranks` those of its mentees alone.
    """
    facts = settled.certificate
    if not _fair(settled.gates, wishes):
        return ["the gates keep others apart than they should"]
    if settled.gates.count:
        ranks = np.concatenate([ranks + 1, np.zeros(settled.gates.count, np.int64)])  # gates come before everybody
    if not np.array_equal(facts.ranks, ranks):
        return ["the order of need is not the one asked for"]
    if _other_objectives(settled, wishes):
        return ["the objectives are not those asked for"]
    if not _in_play(settled, room):
        return ["the proof leaves somebody or some place out"]
    if not all(_has_shape(settled, prices) for prices in (facts.prices, facts.poor_prices) if prices is not None):
        return ["the proof has another shape"]
    return []


def _fair(gates: Gates, wishes: Wishes) -> bool:
    """Return whether every gate is between one family and a mentor."""
    family = {row: at for at, rows in enumerate(wishes.apart) for row in rows}
    owners: dict[int, set[int | None]] = {}
    for row, gate in zip(gates.rows.tolist(), gates.own.tolist(), strict=True):
        owners.setdefault(gate, set()).add(family.get(row))
    known = all(None not in some and len(some) == 1 for some in owners.values())
    return known and not ((gates.columns < 0) | (gates.columns >= gates.width)).any()


def _other_objectives(settled: Settled, wishes: Wishes) -> bool:
    """Return whether an objective was left out or added. Where nobody is matched there is nothing to weigh."""
    facts = settled.certificate
    if (settled.of < 0).all():
        return False
    if (facts.floor is not None) != wishes.floor:
        return True
    poor = facts.floor is not None and wishes.poor_below is not None and facts.floor.score < wishes.poor_below
    return facts.poor_below != wishes.poor_below or bool(facts.bonus) != poor or facts.bonus < 0


def _in_play(settled: Settled, room: Ints) -> bool:
    """Return whether the later stages weigh everybody who isn't sure to wait, and every place.

    Nobody of a rank of whom none is matched can be; of a rank of whom some wait all can, on one bench with room for
    just as many (of every rank as many are matched in any best cover: it is a matroid).
    """
    facts, waits, m = settled.certificate, settled.of < 0, len(room)
    ranks, playing = facts.ranks, np.zeros(len(waits), np.bool_)
    if (np.diff(facts.playing) <= 0).any() or len(facts.bench) != len(facts.playing):
        return False
    playing[facts.playing] = True
    if (~playing & np.isin(ranks, ranks[~waits])).any():
        return False
    seated = facts.bench >= 0
    if (np.isin(ranks, ranks[waits])[facts.playing] & ~seated).any():
        return False
    seats, rows = facts.bench[seated] - m, facts.playing[seated]
    benches = len(facts.room) - m
    if ((seats < 0) | (seats >= benches)).any():
        return False
    one_each = np.unique(np.stack([ranks[rows], seats]), axis=1)
    counted = np.bincount(seats[waits[rows]], minlength=max(0, benches))
    split = len(np.unique(one_each[0])) < one_each.shape[1]
    return not split and np.array_equal(facts.room, np.concatenate([room, counted]))


def _has_shape(settled: Settled, prices: Prices) -> bool:
    facts = settled.certificate
    right = (len(prices.rows), len(prices.columns)) == (len(facts.playing), len(facts.room))
    return right and not any((np.abs(some) > _GREATEST).any() for some in (prices.rows, prices.columns))
