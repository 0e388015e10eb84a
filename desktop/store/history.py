"""What an entry changed, record by record, and whether the journal still tells the truth; it writes nothing."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from desktop.errors import FileTrouble
from desktop.models.record import Record
from desktop.store.engine import Engine, Row
from desktop.store.entries import Action, Change, JournalReport
from desktop.store.images import BEGINNING, digest, image, link_hash, row_of
from desktop.store.journal import HEAD
from desktop.store.steps import read_rows
from desktop.store.tables import BY_NAME, TABLES, Table

_CHANGE = "record, entry, before, salt, digest"


def changes_of(engine: Engine, number: int, record_id: str | None = None) -> Iterator[Change]:
    """Yield what an entry did, record by record; with an id only to that record."""
    only, values = ("", (number,)) if record_id is None else (" AND record = ?", (number, record_id))
    sql = f"SELECT kind, record, before, salt FROM changes WHERE entry = ?{only} ORDER BY row"
    for kind, record, before, salt in engine.rows(sql, values):
        table = BY_NAME[kind]
        after, after_erased = _after(engine, table, record, number)
        yield Change(table.kind, record, _read(table, before), _read(table, after), salt is None or after_erased)


def _after(engine: Engine, table: Table[Record], record: str, number: int) -> tuple[str | None, bool]:
    """Return the image of a record after an entry, and whether it was erased."""
    later = "SELECT before, salt FROM changes WHERE kind = ? AND record = ? AND entry > ? ORDER BY entry LIMIT 1"
    for before, salt in engine.rows(later, (table.name, record, number)):
        return before, salt is None
    return image(table, read_rows(engine, table, (record,)).get(record)), False


def _read(table: Table[Record], text: str | None) -> Record | None:
    """Return the record of an image, None where it is absent or of a shape that this version can't read."""
    try:
        return None if text is None else table.record(row_of(table, text))
    except FileTrouble:
        return None


def verified(engine: Engine) -> JournalReport:
    """Follow the chain of hashes, then hold every change against what came of it, up to the rows of today."""
    broken = set(_broken_links(engine))
    for table in TABLES:
        broken.update(_broken_changes(engine, table))
    unaccounted = sum(
        int(
            engine.value(
                f"SELECT count(*) FROM {table.name} WHERE id NOT IN (SELECT record FROM changes WHERE kind = ?)",
                (table.name,),
            )
        )
        for table in TABLES
    )
    return JournalReport(int(engine.value("SELECT count(*) FROM journal")), tuple(sorted(broken)), unaccounted)


def _broken_links(engine: Engine) -> Iterator[int]:
    last = BEGINNING
    for place, (*head, previous, link) in enumerate(
        engine.rows(f"SELECT {HEAD}, previous, hash FROM journal ORDER BY row"), start=1
    ):
        number = head[0]
        seals = engine.rows("SELECT kind, record, digest FROM changes WHERE entry = ? ORDER BY row", (number,))
        if number != place or previous != last or link != link_hash(previous, tuple(head), seals):
            yield number
        last = link


def _broken_changes(engine: Engine, table: Table[Record]) -> Iterator[int]:
    """Yield the entries whose changes don't lead to what was found afterwards.

    Across an update of the file rows take another shape, so a change whose outcome lies beyond it can't be checked.
    """
    update = engine.value("SELECT max(row) FROM journal WHERE action = ?", (Action.UPDATE,)) or 0
    rows = engine.rows(f"SELECT {_CHANGE} FROM changes WHERE kind = ? ORDER BY record, entry", (table.name,))
    for record, group in groupby(rows, key=lambda row: str(row[0])):
        changes = list(group)
        today = image(table, read_rows(engine, table, (record,)).get(record))
        ends: list[Row] = [*changes, (record, engine.value("SELECT max(row) FROM journal") + 1, today, b"", b"")]
        for (_id, entry, before, salt, seal), (_same, later, after, after_salt, _seal) in pairwise(ends):
            known = salt is not None and after_salt is not None and not entry < update <= later
            if known and seal != digest(salt, before, after):
                yield entry
