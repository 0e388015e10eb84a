"""Who would be matched if something small were different: tried out on the arrays, the real request is never touched.

Under a full order of need the cover alone decides who is matched, and it is solved in milliseconds. Bands of need and
brothers and sisters kept apart leave that to the later objectives, so that everything is solved again.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from desktop.assignment import table
from desktop.assignment.blocks import Blocks
from desktop.assignment.cover import cover
from desktop.assignment.solve import Wishes, settle
from desktop.assignment.table import Ints, Scores, Table
from desktop.assignment.watch import Watch
from desktop.matching import Setting, table_of
from desktop.models.people import Mentee, Mentor
from desktop.models.record import MenteeId, MentorId
from desktop.rules.compatibility import points
from desktop.rules.setting import in_line, siblings

_Lines = Callable[[Ints], Scores]


class OutOfTimeError(Exception):
    """There was no time to try something out to the end, so that nothing may be said of it."""


class Tries:
    """One setting, and small changes to it; each raises OutOfTimeError once a minute is used up for all of them."""

    def __init__(self, setting: Setting, stopped: Callable[[], bool] | None = None) -> None:
        self.setting = setting
        self._watch = Watch()
        self._watch.stopped = stopped or self._watch.stopped
        self._table = table_of(setting)
        self._row = {mentee.id: row for row, mentee in enumerate(setting.rows)}
        self._column = {mentor.id: column for column, mentor in enumerate(setting.columns)}
        self._apart = siblings(setting)
        self.full_order = len(np.unique(setting.ranks)) == len(setting.ranks)

    def allows(self, mentee: MenteeId) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Return which mentors in play somebody in play may meet."""
        allowed: np.ndarray[tuple[int], np.dtype[np.bool_]] = self._table.row(self._row[mentee]) > self._table.no
        return allowed

    def with_pair(self, mentee: MenteeId, mentor: MentorId) -> bool:
        """Return whether somebody would be matched if one rule no longer kept this one mentor from them."""
        row, column, setting = self._row[mentee], self._column[mentor], self.setting
        earned = points(setting.mentees[mentee], setting.mentors[mentor], setting.c, weights=setting.weights)

        def make(rows: Ints) -> Scores:
            found = self._table.rows(rows)
            found[rows == row, column] = sum(earned.values())
            return found

        return bool(self._solved(make, setting.room)[row] >= 0)

    def with_places(self, mentee: MenteeId, mentor: MentorId, more: int) -> bool:
        """Return whether somebody would be matched if a mentor in play took so many mentees more."""
        room = self.setting.room.copy()
        room[self._column[mentor]] += more
        return bool(self._solved(self._table.rows, room)[self._row[mentee]] >= 0)

    def with_mentors(self, mentors: Iterable[Mentor]) -> frozenset[str]:
        """Return who would be matched, of those in play, if further mentors were there."""
        more = tuple(mentors)
        room = np.concatenate([self.setting.room, [mentor.capacity for mentor in more]]).astype(np.int64)
        extra = table_of(replace(self.setting, columns=more, room=room[len(self.setting.room) :]))
        of = self._solved(lambda rows: np.concatenate([self._table.rows(rows), extra.rows(rows)], axis=1), room)
        return frozenset(self.setting.rows[row].id for row in np.flatnonzero(of >= 0).tolist())

    def with_mentee(self, mentee: Mentee) -> bool:
        """Return whether somebody whom a rule of their own keeps out would be matched without it."""
        rows = tuple(sorted((*self.setting.rows, mentee), key=lambda one: one.id))
        other = Tries(replace(self.setting, rows=rows, ranks=in_line(rows, self.setting.c, self.setting.seed)))
        other._watch = self._watch
        return bool(other._solved(other._table.rows, self.setting.room)[other._row[mentee.id]] >= 0)

    def _solved(self, make: _Lines, room: Ints) -> Ints:
        self._watch.check()
        if self._watch.late:
            raise OutOfTimeError
        rows, ranks = np.arange(len(self.setting.rows)), self.setting.ranks

        def whole() -> Table:
            return Blocks(make, rows, room) if len(rows) * len(room) > table.WHOLE else Table(make(rows), room)

        if self.full_order and not self._apart:
            return cover(whole(), ranks, watch=self._watch).of
        found = settle(whole, ranks, Wishes(True, self.setting.c.policy.poor_score, apart=self._apart), self._watch)
        if found.gap:
            raise OutOfTimeError
        return found.of
