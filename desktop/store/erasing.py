"""Erasing a person: the record, what is linked to it, and every trace in the journal; what statistics keep is told."""

import json
from collections.abc import Iterable, Sequence

from desktop.i18n import _
from desktop.models.record import Record
from desktop.models.sessions import PairRecord, Session
from desktop.store.drafts import forget_of
from desktop.store.engine import Engine
from desktop.store.entries import Action, Entry, NewEntry
from desktop.store.journal import Journal
from desktop.store.steps import Step, read_rows
from desktop.store.tables import TABLES, Table, table_of

Gone = dict[tuple[str, str], Table[Record]]  # (table, id) of every record that goes


def erase(
    journal: Journal, engine: Engine, target: tuple[Table[Record], str], who: str, leave: Iterable[Record]
) -> Entry:
    """Remove a record and all that can't be without it, and blank what the journal knows of them.

    A record that may be without the link loses the link; a session loses the pair's line. `leave` is put in the end:
    what is to stay of the records, such as a nameless stand-in that attendance figures hang on.
    """
    table, key = target
    with engine.immediate():
        step = Step(engine)
        gone: Gone = {}
        _remove(engine, step, gone, target)
        _leave_sessions(engine, step, gone)
        step.put_many(leave)
        entry = journal.write(NewEntry(_("Erased a person’s data"), who, Action.ERASURE, undoable=False), step.end())
        _blank(engine, gone, key)
        forget_of(engine, key)
        at = entry.at.isoformat()
        engine.run("INSERT INTO erasures (kind, record, at) VALUES (?, ?, ?)", (table.name, key, at))
        _pack_search(engine)
    engine.fold_log()
    return entry


def erased(engine: Engine) -> list[tuple[str, str]]:
    """Return table and id of every person erased, so that a restored backup can be erased again."""
    return [(kind, record) for kind, record in engine.rows("SELECT kind, record FROM erasures ORDER BY row")]


def _remove(engine: Engine, step: Step, gone: Gone, target: tuple[Table[Record], str]) -> None:
    table, key = target
    gone[table.name, key] = table
    for other in TABLES:
        for column in (name for name, linked in other.links.items() if linked == table.name):
            ids = [row[0] for row in engine.rows(f'SELECT id FROM {other.name} WHERE "{column}" = ?', (key,))]
            if other.kind.model_fields[column].is_required():
                for found in ids:
                    _remove(engine, step, gone, (other, found))
            else:
                step.put_many(record.model_copy(update={column: None}) for record in _records(engine, other, ids))
    step.remove(table.kind, key)


def _records(engine: Engine, table: Table[Record], ids: Sequence[str]) -> list[Record]:
    return [table.record(row) for row in read_rows(engine, table, ids).values()]


def _leave_sessions(engine: Engine, step: Step, gone: Gone) -> None:
    table = table_of(Session)
    ids = [row[0] for row in engine.rows("SELECT id FROM sessions ORDER BY id")]
    for row in read_rows(engine, table, ids).values():
        session = table.record(row)
        pairs = tuple(_uncovered(pair, gone) for pair in session.pairs if not _names_the_gone(pair, gone))
        step.put(session.model_copy(update={"pairs": pairs}))


def _names_the_gone(pair: PairRecord, gone: Gone) -> bool:
    return not gone.keys().isdisjoint({("mentees", pair.mentee), ("mentors", pair.mentor), ("matches", pair.match)})


def _uncovered(pair: PairRecord, gone: Gone) -> PairRecord:
    return pair.model_copy(update={"cover_mentor": None}) if ("mentors", pair.cover_mentor) in gone else pair


def _blank(engine: Engine, gone: Gone, key: str) -> None:
    """Blank the changes of all that is gone, and those whose row before or after names the person."""
    for table, record in gone:
        engine.run("UPDATE changes SET before = NULL, salt = NULL WHERE kind = ? AND record = ?", (table, record))
    plain = json.dumps(key, ensure_ascii=False)
    nested = json.dumps(plain, ensure_ascii=False)[1:-1]  # inside a JSON column the quotes are escaped
    engine.run(
        """
        UPDATE changes SET before = NULL, salt = NULL WHERE row IN (
            SELECT row FROM (
                SELECT row, before, lead(before) OVER (PARTITION BY kind, record ORDER BY entry) AS after FROM changes
            )
            WHERE instr(before, :plain) OR instr(before, :nested) OR instr(after, :plain) OR instr(after, :nested)
        )
        """,
        {"plain": plain, "nested": nested},
    )


def _pack_search(engine: Engine) -> None:
    """Rewrite the search indexes, so that nothing of a removed text stays in them."""
    for table in TABLES:
        if table.find:
            engine.run(f"INSERT INTO {table.name}_fts ({table.name}_fts) VALUES ('optimize')")
