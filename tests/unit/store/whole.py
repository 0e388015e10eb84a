"""All that an open file holds, to be compared with what it held before."""

from desktop.models.people import Mentee
from desktop.store import Store
from desktop.store.tables import TABLES


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every column of every record, and what search finds by."""
    return {
        table.name: store._engine.rows(f"SELECT {', '.join(map(_quoted, table.columns))} FROM {table.name} ORDER BY id")
        for table in TABLES
    } | {"found": [(person.id,) for person in store.page(Mentee, store.ids(Mentee, search="a"))]}


def _quoted(name: str) -> str:
    return f'"{name}"'
