"""The school's encrypted file: tables, steps, journal, backups and keys; it knows no rule and no screen."""

from desktop.store.journal import Action, Counts, Entry
from desktop.store.queries import Between
from desktop.store.steps import Step
from desktop.store.store import Means, Store
from desktop.store.vault import Cost

__all__ = ["Action", "Between", "Cost", "Counts", "Entry", "Means", "Step", "Store"]
