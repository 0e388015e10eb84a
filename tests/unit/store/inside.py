"""What tests ask of an open file: whether its journal is whole, which step comes next, and other keys for it."""

from desktop.models.people import Mentee
from desktop.store import JournalReport, Store
from desktop.store.history import verified
from desktop.store.recovery import new_recovery_key
from desktop.store.tables import TABLES

WHO = "CO"


def journal_of(store: Store) -> JournalReport:
    return verified(store._engine)


def next_labels(store: Store) -> tuple[str | None, str | None]:
    return tuple(entry.label if entry else None for entry in (store.to_undo, store.to_redo))


def sizes(store: Store) -> tuple[int, int]:
    return tuple(entry.size if entry else 0 for entry in (store.to_undo, store.to_redo))


def change_passphrase(store: Store, old: str, new: str) -> None:
    store.keys.adopt(store.keys.passphrase_changer(old, new)(), "Changed the passphrase", who=WHO)


def change_recovery_key(store: Store) -> str:
    recovery = new_recovery_key()
    store.keys.adopt(store.keys.recovery_changer(recovery)(), "Made a new recovery key", who=WHO)
    return recovery


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every column of every record, and what search finds by."""
    return {
        table.name: store._engine.rows(f"SELECT {', '.join(map(_quoted, table.columns))} FROM {table.name} ORDER BY id")
        for table in TABLES
    } | {"found": [(person.id,) for person in store.page(Mentee, store.ids(Mentee, search="a"))]}


def _quoted(name: str) -> str:
    return f'"{name}"'
