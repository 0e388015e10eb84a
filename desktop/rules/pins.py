"""Pairs settled before any matching, pinned by the coordinator or running: each is kept, or refused in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.i18n import _
from desktop.models.people import Mentee, Mentor
from desktop.models.proposals import RefusedPin
from desktop.rules.circumstances import Circumstances, Pair
from desktop.rules.eligibility import bars
from desktop.rules.need import place_in_line

People = tuple[Mapping[str, Mentee], Mapping[str, Mentor]]


@dataclass(frozen=True)
class Pins:
    """The pairs that are kept, in order, and the refused ones."""

    kept: tuple[Pair, ...]
    refused: tuple[RefusedPin, ...]


def judge_pins(running: Iterable[Pair], pinned: Iterable[Pair], people: People, c: Circumstances, *, seed: int) -> Pins:
    """Keep every pair that breaks no rule: running ones first, then by place in line. The order of input is no matter.

    A pair that runs goes before any pin of its mentee elsewhere. Two pins of one mentee that could both be are a
    contradiction: neither is kept. A pin on a running pair says the same twice.
    """
    runs = set(running)
    wanted = sorted(runs | set(pinned), key=lambda pair: (pair not in runs, _line(pair, people[0], c, seed)))
    faults = {pair: _faults(pair, people, c) for pair in wanted}
    possible: dict[str, set[Pair]] = defaultdict(set)
    for pair in wanted:
        if not faults[pair]:
            possible[pair[0]].add(pair)
    held = [pair for pair in wanted if pair in runs and pair[0] in people[0]]  # its place, whatever stands against it
    kept: list[Pair] = []
    refused: list[RefusedPin] = []
    for pair in wanted:
        found = faults[pair]
        if not found:
            beside = kept if pair in runs else [*kept, *(one for one in held if one not in kept)]
            found = _contradiction(pair, possible[pair[0]] - {pair}, runs) or _clashes(pair, beside, people, c)
        if found:
            refused.append(RefusedPin(mentee=pair[0], mentor=pair[1], running=pair in runs, reasons=found))
        else:
            kept.append(pair)
    return Pins(tuple(kept), tuple(refused))


def _line(pair: Pair, mentees: Mapping[str, Mentee], c: Circumstances, seed: int) -> tuple[object, ...]:
    mentee = mentees.get(pair[0])
    return (0, place_in_line(mentee, c, seed=seed), pair) if mentee else (1, pair)


def _contradiction(pair: Pair, rivals: set[Pair], runs: set[Pair]) -> tuple[str, ...]:
    """Say why a pair can't be beside other pairs of the same mentee that break no rule, if any."""
    running = runs & rivals
    if pair in runs:
        return (_("The young person has two mentors at once."),) if running else ()
    if running:
        return (_("The young person meets another mentor already. Let that pair go first."),)
    return (_("The young person is pinned to two mentors."),) if rivals else ()


def _faults(pair: Pair, people: People, c: Circumstances) -> tuple[str, ...]:
    mentee, mentor = people[0].get(pair[0]), people[1].get(pair[1])
    if mentee is None or mentor is None:
        return (_("One of the two is not in the lists any more."),)
    return tuple(bar.reason for bar in bars(mentee, mentor, c))


def _clashes(pair: Pair, kept: list[Pair], people: People, c: Circumstances) -> tuple[str, ...]:
    mentee, mentor = people[0][pair[0]], people[1][pair[1]]
    others = [people[0][one] for one, other in kept if other == pair[1]]
    if len(others) >= mentor.capacity:
        return (_("The mentor has no place left."),)
    if c.policy.siblings_apart and mentee.siblings and mentee.siblings in {other.siblings for other in others}:
        return (_("The mentor already has a brother or sister."),)
    return ()
