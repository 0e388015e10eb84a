"""The named checks of a file's health, each with a plain sentence; it repairs nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.store.backups import Backup, listed
from desktop.store.engine import Engine, refuse_unencrypted
from desktop.store.history import verified
from desktop.store.locality import why_distant
from desktop.store.open_file import OpenFile
from desktop.store.place import Place
from desktop.store.vault import file_of, read_vault

OLDEST_BACKUP = timedelta(days=8)

# Links inside a session's lines, which the database doesn't watch by itself: field, table.
_IN_SESSIONS = (("match", "matches"), ("mentee", "mentees"), ("mentor", "mentors"), ("cover_mentor", "mentors"))


@dataclass(frozen=True)
class Check:
    """One check: its name for machines, whether it passed, what was found, and what to do if it did not."""

    name: str
    passed: bool
    finding: str
    advice: str = ""


def run_checks(file: OpenFile) -> list[Check]:
    """Run every check; one that can't be run has failed."""
    restore = _("Bring back the newest backup.")
    return [
        _check("encryption", _encryption, file, (_("The file is encrypted."), restore)),
        _check("keys", _keys, file, (_("The key file is in order."), _("Put back the newest backup’s vault.json."))),
        _check("integrity", _integrity, file, (_("Every page of the file is whole."), restore)),
        _check("journal", _journal, file, (_("The history is complete and unchanged."), restore)),
        _check("links", _links, file, (_("Every link leads somewhere."), restore)),
        _check(
            "backups",
            _backups,
            file,
            (_("The newest backup opens and is less than eight days old."), _("Make one now.")),
        ),
        _check("folder", _folder, file, (_("The folder lies on this computer."), _("Move it to this computer."))),
    ]


def _check(name: str, ask: Callable[[OpenFile], str | None], file: OpenFile, words: tuple[str, str]) -> Check:
    good, advice = words
    try:
        fault = ask(file)
    except Trouble as trouble:
        return Check(name, False, trouble.sentence, trouble.advice)
    return Check(name, True, good) if fault is None else Check(name, False, fault, advice)


def _encryption(file: OpenFile) -> str | None:
    refuse_unencrypted(file.place.file)
    return None if file.engine.cipher else _("The file isn’t encrypted.")


def _keys(file: OpenFile) -> str | None:
    return None if read_vault(file.place.vault) == file.keys.vault else _("The key file belongs to another file.")


def _integrity(file: OpenFile) -> str | None:
    faults = file.engine.faults() or file.engine.structure_faults()
    return ngettext("{n} page is damaged.", "{n} pages are damaged.", len(faults)) if faults else None


def _journal(file: OpenFile) -> str | None:
    report = verified(file.engine)
    if report.intact:
        return None
    entries = ngettext("{n} entry doesn’t fit", "{n} entries don’t fit", len(report.broken))
    records = ngettext("{n} record has none", "{n} records have none", report.unaccounted)
    return _("Someone changed the file outside Alongside: {entries}, {records}.").format(
        entries=entries, records=records
    )


def _links(file: OpenFile) -> str | None:
    count = len(file.engine.rows("PRAGMA foreign_key_check")) + sum(
        _missing_in_sessions(file.engine, field, table) for field, table in _IN_SESSIONS
    )
    return ngettext("{n} link leads nowhere.", "{n} links lead nowhere.", count) if count else None


def _missing_in_sessions(engine: Engine, field: str, table: str) -> int:
    sql = f"""
        SELECT count(*) FROM sessions, json_each(sessions.pairs) AS pair
        WHERE pair.value ->> '{field}' IS NOT NULL AND pair.value ->> '{field}' NOT IN (SELECT id FROM {table})
    """
    return int(engine.value(sql))


def _backups(file: OpenFile) -> str | None:
    found = listed(file.place)
    if not found:
        return _("There is no backup yet.")
    unreadable = _why_unreadable(file, found[0])
    if unreadable:
        return unreadable
    age = file.means.clock().astimezone(UTC) - max(backup.at for backup in found)
    return (
        ngettext("The newest backup is {n} day old.", "The newest backup is {n} days old.", age.days)
        if age > OLDEST_BACKUP
        else None
    )


def _why_unreadable(file: OpenFile, backup: Backup) -> str | None:
    """Open the newest backup as a restore would, and look at every page's seal."""
    place = Place(backup.path)
    belongs_to = file_of(place.vault)
    if belongs_to not in (None, file.keys.vault.file):
        return None  # what a restore put aside may be of another file, and its key is not here
    try:
        copy = Engine.prove(place.file, file.keys.key)
        try:
            faults = copy.faults()
        finally:
            copy.close()
    except Trouble:
        return _("The newest backup can’t be opened.")
    if belongs_to is None:
        return _("The newest backup has lost its key file.")
    return _("The newest backup is damaged.") if faults else None


def _folder(file: OpenFile) -> str | None:
    return why_distant(file.place.folder)
