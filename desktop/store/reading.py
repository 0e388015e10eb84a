"""Records out of the file: one, all, a page, or the ids that a list shows; it writes nothing."""

from collections.abc import Sequence

from desktop.models.record import Record
from desktop.store.engine import Engine
from desktop.store.queries import Question, Where
from desktop.store.steps import read_rows
from desktop.store.tables import R, table_of


class Reading:
    """The reading half of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, kind: type[R], id: str) -> R | None:  # noqa: A002 - the field's own name
        """Return the record with an id."""
        found = self.page(kind, (id,))
        return found[0] if found else None

    def all(self, kind: type[R]) -> list[R]:
        """Return every record of a kind, by id."""
        table = table_of(kind)
        columns = ", ".join(f'"{name}"' for name in table.columns)
        return [table.record(row) for row in self._engine.rows(f"SELECT {columns} FROM {table.name} ORDER BY id")]

    def page(self, kind: type[R], ids: Sequence[str]) -> list[R]:
        """Return the records of some ids in their order; an id that is gone is left out."""
        table = table_of(kind)
        rows = read_rows(self._engine, table, ids)
        return [table.record(rows[key]) for key in ids if key in rows]

    def ids(
        self, kind: type[Record], *, order_by: str | Sequence[str] = (), search: str = "", where: Where | None = None
    ) -> list[str]:
        """Return the ids of what a list shows, in order; `Question` says what may be asked."""
        sql, values = Question(search, where, order_by).ids(table_of(kind))
        return [row[0] for row in self._engine.rows(sql, values)]

    def count(self, kind: type[Record], *, search: str = "", where: Where | None = None) -> int:
        """Return how many records there are."""
        sql, values = Question(search, where).count(table_of(kind))
        return int(self._engine.value(sql, values))
