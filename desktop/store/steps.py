"""One step: the only hand that writes records, and what it changed; who journals it is the store's business."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.models.record import Record
from desktop.store.engine import Engine, Row
from desktop.store.tables import R, Table, table_of

_CHUNK = 500


@dataclass
class Touched:
    """The rows of one table that a step touched: how each stood before it and how it stands now, None for absent."""

    before: dict[str, Row | None] = field(default_factory=dict)
    now: dict[str, Row | None] = field(default_factory=dict)


class Step:
    """An open step. Every record put or removed is written at once and becomes lasting when the step ends well."""

    def __init__(self, engine: Engine) -> None:
        self._engine: Engine | None = engine
        self._touched: dict[str, tuple[Table[Record], Touched]] = {}

    def put(self, record: Record) -> None:
        """Add a record, or replace the one with its id."""
        self.put_many((record,))

    def put_many(self, records: Iterable[Record]) -> None:
        """Add or replace many records of any kinds; of two with one id the later stands."""
        kinds: dict[type[Record], list[Record]] = {}
        for record in records:
            kinds.setdefault(type(record), []).append(record)
        for kind, group in kinds.items():
            table = table_of(kind)
            rows = [table.row(record) for record in group]
            self.set_rows(table, {row[table.id_at]: row for row in rows})

    def remove(self, kind: type[Record], id: str) -> None:  # noqa: A002 - the field's own name
        """Remove a record; one that isn't there is left in peace."""
        self.set_rows(table_of(kind), {id: None})

    def set_rows(self, table: Table[Record], rows: Mapping[str, Row | None]) -> None:
        """Make rows stand as given, None for absent. Rows that stand so already are not written."""
        if self._engine is None:
            raise RuntimeError("This step is over")
        touched = self._touched.setdefault(table.name, (table, Touched()))[1]
        self._read_before(self._engine, table, touched, [key for key in rows if key not in touched.now])
        new = {key: row for key, row in rows.items() if row != touched.now[key]}
        _write(self._engine, table, [row for row in new.values() if row is not None])
        _delete(self._engine, table, [key for key, row in new.items() if row is None])
        touched.now.update(new)

    @staticmethod
    def _read_before(engine: Engine, table: Table[Record], touched: Touched, ids: Sequence[str]) -> None:
        found = read_rows(engine, table, ids)
        for key in ids:
            touched.before[key] = touched.now[key] = found.get(key)

    def end(self) -> list[tuple[Table[Record], dict[str, Row | None], dict[str, Row | None]]]:
        """Let nothing more be written and return, by table, the rows that differ: before and now."""
        self._engine = None
        changed = []
        for table, touched in self._touched.values():
            before = {key: row for key, row in touched.before.items() if row != touched.now[key]}
            if before:
                changed.append((table, before, {key: touched.now[key] for key in before}))
        return changed


def read_rows(engine: Engine, table: Table[R], ids: Sequence[str]) -> dict[str, Row]:
    """Return the rows of some ids, by id; the unknown are left out."""
    columns = ", ".join(f'"{name}"' for name in table.columns)
    found: dict[str, Row] = {}
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        marks = ", ".join("?" * len(some))
        for row in engine.rows(f"SELECT {columns} FROM {table.name} WHERE id IN ({marks})", some):
            found[row[table.id_at]] = row
    return found


def _write(engine: Engine, table: Table[Record], rows: Sequence[Row]) -> None:
    if rows:
        names = [f'"{name}"' for name in table.columns]
        marks = ", ".join("?" * len(names))
        new = ", ".join(f"{name} = excluded.{name}" for name in names if name != '"id"')
        sql = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {new}"
        engine.many(sql, rows)


def _delete(engine: Engine, table: Table[Record], ids: Sequence[str]) -> None:
    if ids:
        engine.many(f"DELETE FROM {table.name} WHERE id = ?", [(key,) for key in ids])
