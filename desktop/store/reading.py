"""Records out of the file: one, all, a page, or the ids that a list shows; it writes nothing."""

from collections.abc import Callable, Sequence

from desktop.models.record import Record
from desktop.store.engine import Engine, Row
from desktop.store.memory import Memory
from desktop.store.queries import Question, Where
from desktop.store.steps import read_rows
from desktop.store.tables import TABLES, R, Table, table_of

_BREATH = 100  # rows, some 2 ms


class Reading:
    """The reading half of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._memory = Memory()

    def remember(self, memory: Memory) -> None:
        """Know from now on what another thread's store knew."""
        self._memory = memory

    def read_all(self, stopped: Callable[[], bool]) -> None:
        """Read every record of every kind, so that asking for them costs nothing; ends early when asked to stop.

        `stopped` is asked after every few rows: a worker lets the window go first there.
        """
        for table in TABLES:
            if stopped() or not self._read_in(table, stopped):
                return

    def _read_in(self, table: Table[R], stopped: Callable[[], bool]) -> bool:
        """Read a kind whole into memory, a few rows at a time; False where that was stopped."""
        if self._recalled(table) is not None:
            return True
        known: dict[str, R] = {}
        rows = self._rows(table)
        for start in range(0, len(rows), _BREATH):
            if stopped():
                return False
            known.update((row[table.id_at], table.record(row)) for row in rows[start : start + _BREATH])
        self._memory.keep(table, known)
        return True

    def get(self, kind: type[R], id: str) -> R | None:  # noqa: A002 - the field's own name
        """Return the record with an id."""
        found = self.page(kind, (id,))
        return found[0] if found else None

    def all(self, kind: type[R]) -> list[R]:
        """Return every record of a kind, by id."""
        return list(self._known(table_of(kind)).values())

    def later(self, kind: type[R]) -> Callable[[], list[R]]:
        """Fetch every record of a kind now and return what any thread may call to have them, by id.

        Making records of thousands of rows takes longer than the window may stand still; fetching them does not.
        """
        table = table_of(kind)
        known = self._recalled(table)
        if known is not None:
            records = list(known.values())
            return lambda: records
        rows = self._rows(table)
        return lambda: [table.record(row) for row in rows]

    def page(self, kind: type[R], ids: Sequence[str]) -> list[R]:
        """Return the records of some ids in their order; an id that is gone is left out."""
        table = table_of(kind)
        known = self._recalled(table)
        if known is not None:
            return [known[key] for key in ids if key in known]
        rows = read_rows(self._engine, table, ids)
        return [table.record(rows[key]) for key in ids if key in rows]

    def ids(
        self, kind: type[Record], *, order_by: str | Sequence[str] = (), search: str = "", where: Where | None = None
    ) -> list[str]:
        """Return the ids of what a list shows, in order; `Question` says what may be asked."""
        sql, values = Question(search, where, order_by).ids(table_of(kind))
        return self._engine.ids(sql, values)

    def count(self, kind: type[Record], *, search: str = "", where: Where | None = None) -> int:
        """Return how many records there are."""
        sql, values = Question(search, where).count(table_of(kind))
        return int(self._engine.value(sql, values))

    def _known(self, table: Table[R]) -> dict[str, R]:
        """Return every record of a kind by id, remembered or read now."""
        known = self._recalled(table)
        if known is None:
            known = {row[table.id_at]: table.record(row) for row in self._rows(table)}
            if not self._engine.writing:
                self._memory.keep(table, known)
        return known

    def _rows(self, table: Table[R]) -> list[Row]:
        columns = ", ".join(f'"{name}"' for name in table.columns)
        return self._engine.rows(f"SELECT {columns} FROM {table.name} ORDER BY id")

    def _recalled(self, table: Table[R]) -> dict[str, R] | None:
        """Return what is remembered of a kind; within a step nothing is, for it may still be taken back."""
        self._engine.refuse_strangers()
        return None if self._engine.writing else self._memory.recall(table)
