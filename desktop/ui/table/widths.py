"""How the columns of a list share the room there is, as plain numbers; it knows no widget."""

from collections.abc import Mapping
from typing import NamedTuple

ALWAYS = 10  # a column kept this much never leaves


class Need(NamedTuple):
    """What a column needs, in pixels: at least, for ordinary text, and for nearly all its rows in one line."""

    least: int
    usual: int
    whole: int


def fitted(needs: Mapping[int, Need], room: int, keep: Mapping[int, int]) -> dict[int, int]:
    """Return the widths of the columns that stay: the least important leave while all don't fit.

    What is over goes to those whose rows are short of it, then to all alike.
    """
    staying = dict(needs)
    for at in sorted(needs, key=lambda at: (keep[at], -at)):
        wanted = sum(one.usual for one in staying.values()), sum(one.least for one in staying.values())
        if max(wanted) <= room or len(staying) == 1:
            break
        if keep[at] < ALWAYS:
            del staying[at]
    widths = _at_least(staying, room)
    over = _given(widths, staying, keep, max(0, room - sum(widths.values())))
    last = max(staying, default=-1)
    for at in staying:
        widths[at] += over // len(staying) + (over % len(staying) if at == last else 0)
    return widths


def _at_least(needs: Mapping[int, Need], room: int) -> dict[int, int]:
    """Return widths no column is cut at: who has more than it needs at least gives to who has less."""
    widths = {at: max(one.usual, one.least) for at, one in needs.items()}
    spare = {at: widths[at] - one.least for at, one in needs.items()}
    over, all_spare = sum(widths.values()) - room, sum(spare.values())
    if over > 0 < all_spare:
        for at, own in spare.items():
            widths[at] -= min(own, -(-own * over // all_spare))
    return widths


def _given(widths: dict[int, int], needs: Mapping[int, Need], keep: Mapping[int, int], over: int) -> int:
    """Give columns what their rows are short of, the most important first; return what is still over."""
    short = {at: max(one.whole - widths[at], 0) for at, one in needs.items()}
    for at in sorted(widths, key=lambda at: (-keep[at], short[at], at)):
        more = min(short[at], over)
        widths[at] += more
        over -= more
    return over
