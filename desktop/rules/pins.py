"""Pairs settled before any matching, pinned by the coordinator or running: each is kept, or refused in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.i18n import _
from desktop.models.people import Mentee, Mentor
from desktop.models.proposals import RefusedPin
from desktop.rules.circumstances import Circumstances, Pair
from desktop.rules.eligibility import bars
from desktop.rules.need import place_in_line


@dataclass(frozen=True)
class Pins:
    """The pairs that are kept, in order, and the refused ones."""

    kept: tuple[Pair, ...]
    refused: tuple[RefusedPin, ...]


def judge_pins(
    running: Iterable[Pair],
    pinned: Iterable[Pair],
    people: tuple[Mapping[str, Mentee], Mapping[str, Mentor]],
    c: Circumstances,
) -> Pins:
    """Keep every pair that breaks no rule: running ones first, then by place in line. The order of input is no matter.

    A mentee pinned to two mentors is a contradiction: neither pin is kept. A pin on a running pair says the same twice.
    """
    mentees = people[0]
    runs = set(running)
    wanted = sorted(runs | set(pinned), key=lambda pair: (pair not in runs, _line(pair, mentees, c)))
    asked = Counter(mentee for mentee, _mentor in wanted)
    kept: list[Pair] = []
    refused: list[RefusedPin] = []
    for pair in wanted:
        faults = _faults(pair, people, c)
        if not faults:
            faults = _clashes(pair, kept, people, c, twice=asked[pair[0]] > 1)
        if faults:
            refused.append(RefusedPin(mentee=pair[0], mentor=pair[1], running=pair in runs, reasons=faults))
        else:
            kept.append(pair)
    return Pins(tuple(kept), tuple(refused))


def _line(pair: Pair, mentees: Mapping[str, Mentee], c: Circumstances) -> tuple[object, ...]:
    mentee = mentees.get(pair[0])
    return (0, place_in_line(mentee, c, seed=c.policy.lottery_seed), pair) if mentee else (1, pair)


def _faults(pair: Pair, people: tuple[Mapping[str, Mentee], Mapping[str, Mentor]], c: Circumstances) -> tuple[str, ...]:
    mentee, mentor = people[0].get(pair[0]), people[1].get(pair[1])
    if mentee is None or mentor is None:
        return (_("One of the two is not on the roster any more."),)
    return tuple(bar.reason for bar in bars(mentee, mentor, c))


def _clashes(
    pair: Pair,
    kept: list[Pair],
    people: tuple[Mapping[str, Mentee], Mapping[str, Mentor]],
    c: Circumstances,
    *,
    twice: bool,
) -> tuple[str, ...]:
    mentee, mentor = people[0][pair[0]], people[1][pair[1]]
    if twice:
        return (_("The young person is pinned to two mentors."),)
    others = [people[0][one] for one, other in kept if other == pair[1]]
    if len(others) >= mentor.capacity:
        return (_("The mentor has no place left."),)
    if c.policy.siblings_apart and mentee.siblings and mentee.siblings in {other.siblings for other in others}:
        return (_("The mentor already has a brother or sister."),)
    return ()
