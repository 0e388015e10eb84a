"""Each row read by its columns' readers; titles, totals and repeated headings set aside. It builds no person."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop.i18n import _
from desktop.roster.dates import month_first, undecided
from desktop.roster.headings import Library, Strength, key_of
from desktop.roster.layout import Layout
from desktop.roster.limits import Pace
from desktop.roster.lists import renamed
from desktop.roster.readers import Parsed, Reader, reader_for
from desktop.roster.reading import Column, Fault, Skipped
from desktop.roster.table import Cell, Row, Table, as_text

_FOOTER = re.compile(
    r"(grand |sub)?totals?\b|count\b|\d+ (students?|pupils?|records?|rows?|learners?|children|people|mentors?|"
    r"volunteers?|entries|names)\b|(number|no\.?) of \w+|(students?|pupils?|records?|learners?|n)\s*[:=]\s*\d+|"
    r"page \d+|printed|generated|exported|created|report(ed)? |run (on|by|at)|end of (report|list|file|data)|"
    r"source:|filter|"
    r"confidential|copyright|©|average|mean\b|data protection|\*\*\*|---|cyfanswm",
    re.I,
)
# What nobody is called, even where two words stand in the columns of names.
_SIGNED = re.compile(
    r"(prepared|compiled|produced|checked|signed|authorised|authorized|approved|updated) (by|on)\b|last updated\b|"
    r"as (at|of) \d|end of (report|list|file)|\*\*",
    re.I,
)
_INSTRUCTION = re.compile(
    r"\b(required|optional|mandatory|must be|e\.g|example|format|please|enter|dd/mm|yyyy|choose|select|max\.?|"
    r"text|number|yes/no|y/n|m/f|drop ?down|leave blank|one per row|as on|if known|free text)\b|…$|\.\.\.$",
    re.I,
)
TOLD = 8  # renamed words that a note names
_TELLING = frozenset({"upn", "date_of_birth", "email"})


@dataclass(slots=True)
class ColumnReader:
    """A mapped column at work: what it reads it reads once per different cell."""

    column: Column
    read: Reader
    many: bool
    blank_is_no: bool = False
    note: str = ""
    memo: dict[Cell, Parsed] = field(default_factory=dict)

    def parsed(self, cell: Cell) -> Parsed:
        """Return what a cell means."""
        found = self.memo.get(cell)
        if found is None:
            found = self.memo[cell] = self.read(cell)
        return found


@dataclass(slots=True)
class Record:
    """One row's values by field, and what was wrong with them by heading or field."""

    line: int
    values: dict[str, Any]
    faults: list[tuple[str, Fault]]
    presumed: frozenset[str] = frozenset()


def readers_of(
    table: Table, layout: Layout, columns: Sequence[Column], library: Library, today: date, pace: Pace
) -> list[ColumnReader]:
    """Return the mapped columns with their readers, tuned to what each column holds."""
    found: list[ColumnReader] = []
    answers: dict[int, set[bool]] = {}
    for done, column in enumerate(columns):
        pace.step(_("Looking at the columns"), done, len(columns))
        if column.field is None:
            continue
        cells = {row[column.index] for row in table.rows[layout.first :] if column.index < len(row)}
        texts = [cell for cell in cells if isinstance(cell, str)]
        dated = library.content(column.field) in ("date", "birth_date")
        american = dated and month_first(texts)
        read = reader_for(column.field, library, today=today, american=american)
        note = _day_first(column, undecided(texts)) if dated else _other_words(column, texts)
        found.append(ColumnReader(column, read, library.many(column.field), note=note))
        if library.content(column.field) == "flag":
            answers[column.index] = _answers(found[-1], cells)
    _settle_blanks(found, answers)
    return found


def _day_first(column: Column, example: str) -> str:
    if not example:
        return ""
    return _(
        "Nothing in “{heading}” tells day from month, so dates such as {example} were read with the day first."
    ).format(heading=column.heading, example=example)


def _other_words(column: Column, texts: Sequence[str]) -> str:
    """Return which words of a column are kept under another word of the list, so that nothing is renamed in silence."""
    found = renamed(texts, "sectors") if column.field == "sectors" else {}
    if not found:
        return ""
    said = [_("{written} as {kept}").format(written=written, kept=kept) for written, kept in sorted(found.items())]
    more = _(" and {n} more").format(n=len(said) - TOLD) if len(said) > TOLD else ""
    return _("In “{heading}” some words are kept under the list’s own: {what}{more}.").format(
        heading=column.heading, what=", ".join(said[:TOLD]), more=more
    )


def _answers(reader: ColumnReader, cells: set[Cell]) -> set[bool]:
    """Return what a yes-or-no column says anywhere: a column of ticks only says yes."""
    return {said for cell in cells if cell and (said := reader.parsed(cell)[0]) is not None}


def _settle_blanks(readers: Sequence[ColumnReader], answers: dict[int, set[bool]]) -> None:
    """Let an empty cell mean no in columns of ticks, and in empty columns of a file that ticks elsewhere."""
    ticking = {True} in answers.values()
    for reader in readers:
        said = answers.get(reader.column.index)
        reader.blank_is_no = said == {True} or (said == set() and ticking)


def records_of(
    table: Table, layout: Layout, readers: Sequence[ColumnReader], library: Library, pace: Pace
) -> tuple[list[Record], list[Skipped]]:
    """Return the rows that are people, read, and the rows that were set aside with the reason."""
    records: list[Record] = []
    above = [index for index, _row in _filled(table.rows[: layout.first]) if index != layout.header]
    skipped = [Skipped(table.line(index), _("above the headings")) for index in above]
    total = len(table.rows)
    own = frozenset(heading.casefold() for heading in layout.headings)
    sieve = _Sieve(library, own, len(layout.headings), layout.header is not None)
    for index, row in _filled(table.rows[layout.first :], layout.first):
        if index % 500 == 0:
            pace.step(_("Reading people"), index, total)
        record = _record(table.line(index), row, readers)
        why = sieve.why_no_person(row, record, early=not records or index - layout.first < 3)
        if why:
            skipped.append(Skipped(table.line(index), why))
        else:
            records.append(record)
    pace.step(_("Reading people"), total, total)
    return records, skipped


def _filled(rows: Sequence[Row], start: int = 0) -> Iterator[tuple[int, Row]]:
    for index, row in enumerate(rows, start):
        if any(cell and (not isinstance(cell, str) or cell.strip()) for cell in row):
            yield index, row


def _record(line: int, row: Row, readers: Sequence[ColumnReader]) -> Record:
    values: dict[str, Any] = {}
    faults: list[tuple[str, Fault]] = []
    presumed = []
    width = len(row)
    for reader in readers:
        index = reader.column.index
        cell = row[index] if index < width else ""
        value, fault = reader.parsed(cell)
        name = reader.column.field or ""
        if fault is not None:
            faults.append((reader.column.heading, fault))
        if value is None and reader.blank_is_no and fault is None:
            values[name] = False
            presumed.append(name)
        elif value is not None and value != ():
            values[name] = (*values.get(name, ()), *value) if reader.many else value
    return Record(line, values, faults, frozenset(presumed))


def _named(record: Record) -> bool:
    """Whether a row has a forename and a surname that are words: Count and Total are surnames too."""
    names = [record.values.get(field) for field in ("legal_forename", "legal_surname")]
    return all(name and not any(map(str.isdigit, name)) for name in names)


@dataclass(frozen=True, slots=True)
class _Sieve:
    """Tells rows that are no people; `headings` are the file's own, folded."""

    library: Library
    headings: frozenset[str]
    width: int
    headed: bool

    def why_no_person(self, row: Row, record: Record, *, early: bool) -> str:
        """Return why a row is no person, nothing where it may be one."""
        if not _TELLING.isdisjoint(record.values):
            return ""
        texts = [text for cell in row if (text := as_text(cell).strip())]
        if self._repeats_headings(texts, early=early):
            return _("the headings again")
        if any(_SIGNED.match(text) for text in texts):
            return _("a total or a note")
        if not _named(record) and len(texts) <= max(3, self.width // 2) and any(_FOOTER.match(text) for text in texts):
            return _("a total or a note")
        if early and sum(_INSTRUCTION.search(text) is not None for text in texts) * 2 >= len(texts):
            return _("instructions")
        return _("a note") if len(texts) == 1 and self.width > 2 else ""

    def _repeats_headings(self, texts: list[str], *, early: bool) -> bool:
        """Whether a row holds mostly headings: the same again after a page break, or a second kind of them."""
        if len(texts) < 2 or not self.headed:
            return False
        count = sum(text.casefold() in self.headings or (early and self._is_heading(text)) for text in texts)
        return count > 1 and count * 10 >= len(texts) * 6

    def _is_heading(self, text: str) -> bool:
        match = self.library.lookup(text)
        return match is not None and match.strength >= Strength.TRIMMED and len(key_of(text)) > 2
