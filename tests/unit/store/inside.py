"""What tests ask of an open file: whether its journal is whole, which step comes next, and other keys for it."""

from desktop.store import JournalReport, Store
from desktop.store.history import verified
from desktop.store.recovery import new_recovery_key

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
