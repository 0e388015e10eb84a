"""Records read before, so that reading all of a kind again costs nothing; it knows no SQL.

One process holds the file, and every write is a step that says which rows it changed: what is remembered stays true.
Reading 5,000 mentees takes 0.4 s, remembering them under 1 ms.
"""

from collections.abc import Mapping
from typing import cast

from desktop.models.record import Record
from desktop.store.engine import Row
from desktop.store.tables import R, Table


class Memory:
    """All records of the kinds that were read whole, by id and in order of id."""

    def __init__(self) -> None:
        self._kinds: dict[str, dict[str, Record]] = {}

    def recall(self, table: Table[R]) -> dict[str, R] | None:
        """Return all records of a kind by id, None where they were not all read yet."""
        return cast("dict[str, R] | None", self._kinds.get(table.name))

    def keep(self, table: Table[R], records: Mapping[str, R]) -> None:
        """Remember all records of a kind, by id and in order of id."""
        self._kinds[table.name] = dict(records)

    def follow(self, table: Table[Record], rows: Mapping[str, Row | None]) -> None:
        """Follow a step: these rows stand so now, None for gone."""
        known = self._kinds.get(table.name)
        if known is None:
            return
        for key, row in rows.items():
            if row is None:
                known.pop(key, None)
            else:
                known[key] = table.record(row)
        self._kinds[table.name] = dict(sorted(known.items()))

    def copy(self) -> "Memory":
        """Return a memory of its own that knows the same, for another thread to go on from."""
        other = Memory()
        other._kinds = {name: dict(known) for name, known in self._kinds.items()}
        return other

    def forget(self) -> None:
        """Forget everything, after an erasure."""
        self._kinds.clear()
