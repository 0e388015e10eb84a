"""5,000 are matched, the proposal kept and published."""

from typing import Any

from benchmarks.gaps.day import Day


def match_and_publish(day: Day) -> None:
    """Match all, keep the proposal, publish it."""
    found: list[Any] = []
    matching = day.desk.matching
    request = matching.request()
    with day.watch.watched("5,000 are matched"):
        day.board.work("Matching", lambda run: matching.propose(request, stopped=run.asked), found.append)
        day.rest()
    with day.watch.watched("the proposal is kept"):
        day.board.keep("Keep", lambda desk: desk.matching.adopt(found[0]), "Kept")
        day.rest()
    with day.watch.watched("2,000 matches are published"):
        day.board.keep("Publish", lambda desk: desk.matching.publish(), "Published")
        day.rest()
