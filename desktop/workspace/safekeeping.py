"""What keeps the file safe: undo and redo, the story of every step, backups, restores, checks and keys."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import FileTrouble
from desktop.i18n import _
from desktop.models.consent import Consent
from desktop.models.matches import Match
from desktop.models.outcomes import Outcome
from desktop.models.people import Mentee, Mentor
from desktop.models.record import Record
from desktop.models.sessions import Session
from desktop.store import Backup, Entry, Store, restoring
from desktop.store.backups import found_in, listed
from desktop.store.place import Place
from desktop.store.recovery import new_recovery_key
from desktop.store.replacing import Moved
from desktop.store.restoring import Inside
from desktop.store.vault import Vault
from desktop.workspace.desk import Desk

Report = list[dict[str, object]]
LARGE = 100  # records; a step of so many takes about 10 ms


@dataclass(frozen=True)
class Held:
    """How many records of one kind a backup holds, and how many the file has now."""

    name: str
    then: int
    now: int


def _told() -> tuple[tuple[str, str, type[Record]], ...]:
    """Return what is said of a backup: table, name in words, kind."""
    return (
        ("mentees", _("Young people"), Mentee),
        ("mentors", _("Mentors"), Mentor),
        ("consents", _("Consent forms"), Consent),
        ("matches", _("Matches, with drafts and those that ended"), Match),
        ("sessions", _("Sessions"), Session),
        ("outcomes", _("Survey answers"), Outcome),
    )


class Safekeeping:
    """Nothing here is lost by pressing a button: a restore keeps what it replaces."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def folder(self) -> Path:
        """Where the school's file and its backups lie."""
        return self._desk.store.folder

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, None where there is nothing."""
        return _label(self._desk.store.to_undo)

    @property
    def undo_step(self) -> int:
        """The number of the step that undo would take back, 0 where there is nothing."""
        entry = self._desk.store.to_undo
        return entry.number if entry else 0

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, None where there is nothing."""
        return _label(self._desk.store.to_redo)

    @property
    def undo_is_large(self) -> bool:
        """Whether undo would write so many records that a worker should do it."""
        return _is_large(self._desk.store.to_undo)

    @property
    def redo_is_large(self) -> bool:
        """Whether redo would write so many records that a worker should do it."""
        return _is_large(self._desk.store.to_redo)

    def undo(self) -> str:
        """Take the last step back and return its label; Trouble where there is nothing to undo."""
        return self._desk.store.undo(who=self._desk.who).label

    def redo(self) -> str:
        """Do again what was undone last and return its label; Trouble where there is nothing to redo."""
        return self._desk.store.redo(who=self._desk.who).label

    def entries(self, *, limit: int = 50, offset: int = 0, record: str | None = None) -> list[Entry]:
        """Return journal entries, newest first; with a record's id its own story."""
        return self._desk.store.history(limit=limit, offset=offset, record_id=record)

    def history(self, limit: int) -> Report:
        """Return the newest entries as plain values."""
        return [_entry(entry) for entry in self.entries(limit=limit)]

    def check(self) -> Report:
        """Check the file: encryption, damage, the journal's chain, links, backups, where it lies."""
        return [
            {"check": one.name, "good": one.passed, "words": f"{one.finding} {one.advice}".strip()}
            for one in self._desk.store.check()
        ]

    def backup(self) -> dict[str, object]:
        """Make a backup now; it is opened and counted before it counts as made."""
        return _backup(self._desk.store.backup(_("asked for")))

    def backup_changes(self) -> None:
        """Make the backup that closing makes, where anything changed since the last: a worker may, before closing."""
        self._desk.store.backup_changes()

    def copy_to(self, folder: Path) -> Path:
        """Make a backup and put a copy of it into a folder, such as a memory stick; it opens with the same keys."""
        made = self._desk.store.backup(_("for a copy elsewhere"))
        target = folder / f"alongside-{made.path.name}"
        try:
            shutil.copytree(made.path, target, dirs_exist_ok=True)
        except OSError as trouble:
            advice = _("Check whether the stick is full or read-only, or choose another folder.")
            raise FileTrouble(_("The backup can’t be copied there."), advice) from trouble
        return target

    def backups(self) -> list[Backup]:
        """Return the backups, the latest made first."""
        return self._desk.store.backups()

    def compare(self, backup: Backup) -> list[Held]:
        """Return how many records of what people know by name a backup holds, beside how many there are now."""
        store = self._desk.store
        return [Held(name, backup.counts.get(table, 0), store.count(kind)) for table, name, kind in _told()]

    def prove(self, secret: str) -> None:
        """Raise WrongPassphrase unless the passphrase or recovery key is this file's: what unlocking asks."""
        self._desk.store.keys.prove(secret)

    def passphrase_changer(self, old: str, new: str) -> Callable[[], Vault]:
        """Return what a worker calls to change the passphrase, which takes a while; then `adopt_passphrase`.

        The old one opens nothing any more, backups included.
        """
        return self._desk.store.keys.passphrase_changer(old, new)

    def adopt_passphrase(self, vault: Vault) -> None:
        """Know of the passphrase that was changed."""
        self._desk.store.keys.adopt(vault, _("Changed the passphrase"), who=self._desk.who)

    @staticmethod
    def new_recovery_key() -> str:
        """Return a recovery key to be printed; it opens nothing before `recovery_changer` put it in place."""
        return new_recovery_key()

    def recovery_changer(self, recovery: str) -> Callable[[], Vault]:
        """Return what a worker calls once a new key's sheet is safe; then `adopt_recovery_key`.

        Only then the old one opens nothing any more, backups included.
        """
        return self._desk.store.keys.recovery_changer(recovery)

    def adopt_recovery_key(self, vault: Vault) -> None:
        """Know of the recovery key that was made."""
        self._desk.store.keys.adopt(vault, _("Made a new recovery key"), who=self._desk.who)

    def remember_here(self) -> None:
        """Let this computer keep the key, so that commands of whoever is logged in open the file without a passphrase.

        Raises FileTrouble where it has no key store.
        """
        self._desk.store.keys.remember(who=self._desk.who)

    def forget_here(self) -> None:
        """Let this computer keep the key no more."""
        self._desk.store.keys.forget(who=self._desk.who)

    def erase(self, person: Mentee | Mentor) -> None:
        """Erase a person and all that is linked to them, in the journal too. It can't be undone."""
        self._desk.store.erase(type(person), person.id, who=self._desk.who)


def _label(entry: Entry | None) -> str | None:
    return entry.label if entry else None


def _is_large(entry: Entry | None) -> bool:
    return entry is not None and entry.size > LARGE


def backups_in(folder: Path) -> Report:
    """Return the backups of a folder as plain values, without opening the school's file."""
    return [_backup(one) for one in listed(Place(folder))]


def backup_named(folder: Path, named: Path) -> Path:
    """Return the backup that a path, or the bare name of one in the folder's list, means."""
    inside = Place(folder).backups / named.name
    return inside if not named.exists() and inside.exists() else named


def backups_at(folder: Path, chosen: Path) -> list[Backup]:
    """Return the backups at a path of somebody's choosing, the latest made first, but not the school's file itself.

    Raises FileTrouble where there is none.
    """
    found = [one for one in found_in(chosen) if one.path.resolve() != folder.resolve()]
    if not found:
        raise FileTrouble(
            _("There is no backup there."),
            _("Choose the stick, the folder whose name begins with “alongside-”, or the file in it."),
        )
    return found


def own_backups(folder: Path) -> list[Backup]:
    """Return the backups in a school's own folder, the latest made first, without opening the school's file."""
    return listed(Place(folder))


def look_into(folder: Path, backup: Path, secret: str, moved: Moved) -> Inside:
    """Return what a backup holds, once it opened and was found whole; any thread may. Nothing is changed."""
    _must_be_there(backup)
    return restoring.look_into(folder, backup, secret, moved)


def restore(folder: Path, backup: Path, secret: str, moved: Moved = restoring.quietly) -> None:
    """Put a backup in the place of the file; what it replaces is kept among the backups.

    `moved` hears how far it is and may raise to end it as long as nothing was changed.
    """
    _must_be_there(backup)
    Store.restore(folder, backup, secret, moved=moved)


def _must_be_there(backup: Path) -> None:
    if not backup.exists():
        raise FileTrouble(
            _("This backup isn’t there."),
            _("Check that its stick or drive is still connected, or choose another backup."),
        )


def _entry(entry: Entry) -> dict[str, object]:
    counts = {
        kind.__name__.lower(): {"added": n.added, "changed": n.changed, "removed": n.removed}
        for kind, n in entry.counts.items()
    }
    return {
        "number": entry.number,
        "at": entry.at.isoformat(timespec="seconds"),
        "who": entry.who,
        "label": entry.label,
        "action": entry.action.value,
        "counts": counts,
    }


def _backup(one: Backup) -> dict[str, object]:
    return {
        "path": str(one.path),
        "at": one.at.isoformat(timespec="seconds"),
        "reason": one.reason,
        "records": sum(one.counts.values()),
    }
