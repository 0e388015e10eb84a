"""Questions the window's tables ask: which ids, in what order, found by which words; it writes nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Any

from desktop.models.record import Record
from desktop.models.searching import fold
from desktop.store.tables import BY_NAME, Table

LONGEST_SEARCH = 200
_TRIGRAM = 3


@dataclass(frozen=True)
class Between:
    """A range of a column's values, both ends included; None leaves an end open. Dates and times are given as such."""

    low: object = None
    high: object = None


Where = Mapping[str, object]  # column: value | collection of values | None for "not given" | Between
Values = list[Any]


@dataclass(frozen=True)
class Question:
    """What a list shows. A column may be one of a linked record, such as `mentee.find`; `-` before it turns the order.

    `search` is split at spaces; every word must occur somewhere, whatever its case and accents. A kind without
    search of its own is searched through the people it links to.
    """

    search: str = ""
    where: Where | None = None
    order_by: str | Sequence[str] = ()

    def count(self, table: Table[Record]) -> tuple[str, Values]:
        """Return the SQL, with its values, that counts what is found."""
        conditions, values = self._conditions(table)
        return f"SELECT count(*) FROM {table.name}{conditions}", values

    def ids(self, table: Table[Record]) -> tuple[str, Values]:
        """Return the SQL, with its values, that lists the ids of what is found, in order."""
        conditions, values = self._conditions(table)
        return f"SELECT {table.name}.id FROM {table.name}{conditions} ORDER BY {self._order(table)}", values

    def _order(self, table: Table[Record]) -> str:
        wanted = [self.order_by] if isinstance(self.order_by, str) else list(self.order_by)
        wanted = wanted or (["find"] if table.find else [])
        terms = [_ordering(table, name) for name in wanted if name]
        return ", ".join([*terms, f"{table.name}.id"])

    def _conditions(self, table: Table[Record]) -> tuple[str, Values]:
        parts: list[str] = []
        values: Values = []
        for name, wanted in (self.where or {}).items():
            _add(parts, values, _condition(_column(table, name), wanted))
        words = fold(self.search[:LONGEST_SEARCH]).split()
        if words:
            _add(parts, values, _search(table, words))
        return (" WHERE " + " AND ".join(parts) if parts else ""), values


def _add(parts: list[str], values: Values, condition: tuple[str, Values]) -> None:
    parts.append(condition[0])
    values.extend(condition[1])


def _column(table: Table[Record], name: str) -> str:
    """Return the SQL of a column or of a linked record's column. Raises LookupError for an unknown one: a bug."""
    here, _dot, there = name.partition(".")
    if here not in table.columns:
        raise LookupError(f"{table.name} has no column {here}")
    if not there:
        return f'{table.name}."{here}"'
    linked = BY_NAME[table.links[here]]
    return f'(SELECT {_column(linked, there)} FROM {linked.name} WHERE {linked.name}.id = {table.name}."{here}")'


def _ordering(table: Table[Record], name: str) -> str:
    column = _column(table, name.removeprefix("-"))
    return f"{column} COLLATE NOCASE {'DESC' if name.startswith('-') else 'ASC'} NULLS LAST"


def _condition(column: str, wanted: object) -> tuple[str, Values]:
    if wanted is None:
        return f"{column} IS NULL", []
    if isinstance(wanted, Between):
        ends = [(sign, end) for sign, end in ((">=", wanted.low), ("<=", wanted.high)) if end is not None]
        return " AND ".join(["1", *(f"{column} {sign} ?" for sign, _end in ends)]), [_stored(end) for _s, end in ends]
    if isinstance(wanted, Collection) and not isinstance(wanted, str):
        return f"{column} IN ({', '.join('?' * len(wanted))})", [_stored(value) for value in wanted]
    return f"{column} = ?", [_stored(wanted)]


def _stored(value: object) -> object:
    """Return a value as its column holds it."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | time) else value


def _search(table: Table[Record], words: Sequence[str]) -> tuple[str, Values]:
    if table.find:
        found, values = _found(table, words)
        return f"{table.name}.row IN ({found})", values
    parts: list[str] = []
    values = []
    for column, linked in table.links.items():
        if BY_NAME[linked].find:
            found, more = _found(BY_NAME[linked], words)
            _add(parts, values, (f'{table.name}."{column}" IN (SELECT id FROM {linked} WHERE row IN ({found}))', more))
    if not parts:
        raise LookupError(f"{table.name} can't be searched")
    return f"({' OR '.join(parts)})", values


def _found(table: Table[Record], words: Sequence[str]) -> tuple[str, Values]:
    """Return the SQL of the rows that hold every word: by trigrams, and for one or two letters by looking."""
    parts: list[str] = []
    values: Values = []
    for word in words:
        if len(word) < _TRIGRAM:
            _add(parts, values, (f"SELECT row FROM {table.name} WHERE instr(find, ?)", [word]))
        else:
            quoted = '"' + word.replace('"', '""') + '"'
            _add(parts, values, (f"SELECT rowid FROM {table.name}_fts WHERE {table.name}_fts MATCH ?", [quoted]))
    return " INTERSECT ".join(parts), values
