"""The school's encrypted file: tables, steps, journal, backups and keys; it knows no rule and no screen."""

from desktop.store.backups import Backup
from desktop.store.checks import Check
from desktop.store.entries import Action, Change, Counts, Entry, JournalReport
from desktop.store.lending import Kept, Loan
from desktop.store.means import Means
from desktop.store.open_file import Keys
from desktop.store.queries import Between
from desktop.store.steps import Step
from desktop.store.store import Store
from desktop.store.vault import Cost

__all__ = [
    "Action",
    "Backup",
    "Between",
    "Change",
    "Check",
    "Cost",
    "Counts",
    "Entry",
    "JournalReport",
    "Kept",
    "Keys",
    "Loan",
    "Means",
    "Step",
    "Store",
]
