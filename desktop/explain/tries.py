"""Who would be matched if something small were different: tried out on the arrays, the real request is never touched.

Under a full order of need the cover alone decides who is matched, and it is solved in milliseconds. Bands of need and
brothers and sisters kept apart leave that to the later objectives, so that everything is solved again.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from desktop.assignment.cover import cover
from desktop.assignment.solve import Wishes, settle
from desktop.assignment.table import Ints, Table
from desktop.assignment.watch import Watch
from desktop.matching import Setting, table_of
from desktop.models.people import Mentee, Mentor
from desktop.models.record import MenteeId, MentorId
from desktop.rules.setting import in_line, siblings


class Tries:
    """One setting, and small changes to it."""

    def __init__(self, setting: Setting, stopped: Callable[[], bool] | None = None) -> None:
        self.setting = setting
        self._watch = Watch()
        self._watch.stopped = stopped or self._watch.stopped
        self._table = table_of(setting)
        self._row = {mentee.id: row for row, mentee in enumerate(setting.rows)}
        self._column = {mentor.id: column for column, mentor in enumerate(setting.columns)}
        self._apart = siblings(setting)
        self._full_order = len(np.unique(setting.ranks)) == len(setting.ranks)

    def allows(self, mentee: MenteeId) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Return which mentors in play somebody in play may meet."""
        allowed: np.ndarray[tuple[int], np.dtype[np.bool_]] = self._table.row(self._row[mentee]) > self._table.no
        return allowed

    def with_pair(self, mentee: MenteeId, mentor: MentorId) -> bool:
        """Return whether somebody would be matched if one rule no longer kept this one mentor from them."""
        scores = self._table.scores.copy()
        row, column = self._row[mentee], self._column[mentor]
        scores[row, column] = max(0, int(scores[row, column]))
        return bool(self._solved(Table(scores, self.setting.room), self.setting.ranks)[row] >= 0)

    def with_places(self, mentee: MenteeId, mentor: MentorId, more: int) -> bool:
        """Return whether somebody would be matched if a mentor in play took so many mentees more."""
        room = self.setting.room.copy()
        room[self._column[mentor]] += more
        table = Table(self._table.scores.copy(), room)
        return bool(self._solved(table, self.setting.ranks)[self._row[mentee]] >= 0)

    def with_mentors(self, mentors: Iterable[Mentor]) -> frozenset[str]:
        """Return who would be matched, of those in play, if further mentors were there."""
        more = tuple(mentors)
        room = np.concatenate([self.setting.room, [mentor.capacity for mentor in more]]).astype(np.int64)
        extra = table_of(replace(self.setting, columns=more, room=room[len(self.setting.room) :]))
        scores = np.concatenate([self._table.scores, extra.scores], axis=1)
        of = self._solved(Table(scores, room), self.setting.ranks)
        return frozenset(self.setting.rows[row].id for row in np.flatnonzero(of >= 0).tolist())

    def with_mentee(self, mentee: Mentee) -> bool:
        """Return whether somebody whom a rule of their own keeps out would be matched without it."""
        rows = tuple(sorted((*self.setting.rows, mentee), key=lambda one: one.id))
        setting = replace(self.setting, rows=rows, ranks=in_line(rows, self.setting.c, self.setting.seed))
        other = Tries(setting, self._watch.stopped)
        of = other._solved(Table(other._table.scores.copy(), setting.room), setting.ranks)
        return bool(of[other._row[mentee.id]] >= 0)

    def _solved(self, table: Table, ranks: Ints) -> Ints:
        self._watch.check()
        if self._full_order and not self._apart:
            return cover(table, ranks, watch=self._watch).of
        wishes = Wishes(True, self.setting.c.policy.poor_score, apart=self._apart)
        return settle(lambda: Table(table.scores.copy(), table.capacities), ranks, wishes, self._watch).of
