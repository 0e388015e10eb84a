"""The recipe of reading a roster, top to bottom: tables, who is in them, headings, mapping, rows, people, doubles."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.errors import RosterTrouble
from desktop.i18n import _
from desktop.roster.choosing import Choice, choose
from desktop.roster.content import code_share
from desktop.roster.correcting import Cells, cells_of, corrected
from desktop.roster.delimited import unlike_its_name
from desktop.roster.doubles import without_double_mentees, without_double_mentors
from desktop.roster.files import tables_of
from desktop.roster.headings import key_of
from desktop.roster.limits import Asked, Pace, Progress
from desktop.roster.mapping import map_columns
from desktop.roster.mentees import mentee_row
from desktop.roster.mentors import mentor_row
from desktop.roster.reading import Column, Kind, MenteeRow, MentorRow, Problem, Reading, Severity
from desktop.roster.rows import Record, readers_of, records_of
from desktop.roster.table import Table, as_text
from desktop.roster.tidying import tidy

_MOSTLY = 0.5
_PREVIEW_ROWS, _PREVIEW_CHARACTERS = 15, 120
NAME_FIELDS = ("legal_forename", "full_name", "surname_first_name", "name", "forename", "legal_surname", "surname")


def read_roster(
    data: bytes,
    *,
    name: str = "",
    kind: Kind | str | None = None,
    mapping: Mapping[str, str] | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    put_right: Cells | None = None,
    today: date,
    progress: Progress | None = None,
    stopped: Asked | None = None,
) -> Reading:
    """Read a school's list of people from the bytes of a file; nothing is kept and no bad row raises.

    `mapping` ({heading: field}) is a person's and replaces all guessing; `put_right` holds cells a person corrected.
    `progress` gets (stage, done, total; total 0: not known). Raises RosterTrouble for a file that can't be read as a
    whole, Stopped where `stopped` says so.
    """
    pace = Pace(progress, stopped)
    pace.step(_("Opening the file"), 0, 1)
    tables = tables_of(data, name=name, encoding=encoding, pace=pace)
    pace.step(_("Finding the headings"), 0, 0)
    choice = choose(tables, name=name, kind=Kind(kind) if kind else None, told=mapping, sheet=sheet, today=today)
    columns = map_columns(choice.table, choice.layout, choice.library, today=today, told=mapping)
    _require_names(columns, choice.table, name)
    table = corrected(choice.table, columns, put_right or {})
    readers = readers_of(table, choice.layout, columns, choice.library, today, pace)
    records, skipped = records_of(table, choice.layout, readers, choice.library, pace)
    if mapping is None:
        _require_people(columns, records)
    found = _people(choice.library.kind, records, columns, today=today, line=_header_line(choice))
    return Reading(
        people=found.people,
        problems=found.problems,
        columns=columns,
        mapping={column.heading: column.field for column in columns if column.field},
        shape=shape_of([column.heading for column in columns]),
        skipped=tuple(skipped),
        notes=(*choice.notes, *(reader.note for reader in readers if reader.note)),
        sheets=tuple(one.sheet for one in tables if one.sheet),
        cells=cells_of(table, columns, (problem.line for problem in found.problems)),
        worked_out=frozenset(line for line in table.worked_out if "Year" not in (put_right or {}).get(line, ())),
        **_about_file(choice),
    )


def _header_line(choice: Choice) -> int:
    header = choice.layout.header
    return 0 if header is None else choice.table.line(header)


def _about_file(choice: Choice) -> dict[str, Any]:
    table = choice.table
    return {
        "kind": choice.library.kind,
        "source": table.source,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "sheet": table.sheet,
        "header_line": _header_line(choice),
        "preview": _preview(choice),
    }


def shape_of(headings: Sequence[str]) -> str:
    """Return the key of a file's shape: the same headings in any order, case and punctuation give the same key."""
    text = "\n".join(sorted(key_of(heading) for heading in headings))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class _Found:
    people: tuple[MenteeRow, ...] | tuple[MentorRow, ...]
    problems: tuple[Problem, ...]


def _refuted(column: Column, line: int) -> Problem:
    advice = _("The column was left out. Check whether it is the one meant, or choose its field by hand.")
    return Problem(line, column.heading, Severity.WARNING, column.why, advice, "refuted_column")


def _people(kind: Kind, records: Sequence[Record], columns: Sequence[Column], *, today: date, line: int) -> _Found:
    headings = {column.field: column.heading for column in columns if column.field}
    problems: list[Problem]
    if kind is Kind.MENTEES:
        mentees = [row for record in records if (row := mentee_row(record, today))]
        kept, problems = without_double_mentees(mentees, headings)
        people: tuple[MenteeRow, ...] | tuple[MentorRow, ...] = tuple(kept)
    else:
        mentors = [one for record in records if (one := mentor_row(record, today))]
        volunteers, problems = without_double_mentors(mentors, headings)
        people = tuple(volunteers)
    named = next((headings[field] for field in NAME_FIELDS if field in headings), "")
    problems += (_refuted(column, line) for column in columns if column.refuted)
    for record in records:
        for column, fault in record.faults:
            where = headings.get(column, column) or named  # a row may name the field, a cell its heading
            problems.append(Problem(record.line, where, fault.severity, fault.reason, fault.advice, fault.code))
    return _Found(people, tuple(sorted(problems, key=lambda problem: (problem.line, problem.severity))))


def _require_names(columns: Sequence[Column], table: Table, name: str) -> None:
    fields = {column.field for column in columns}
    if not fields & {*NAME_FIELDS, "preferred_forename"}:
        raise unlike_its_name(table, name) or RosterTrouble(
            _("No column of names was found in this file."),
            _("Give its columns headings such as Forename and Surname, then choose it again."),
        )


def _require_people(columns: Sequence[Column], records: Sequence[Record]) -> None:
    """Refuse text that is no list: no heading was known but of names, and the names are bits of code.

    A file in which anything else was known, or every heading, is a list, however odd its names are.
    """
    names = {*NAME_FIELDS, "preferred_forename"}
    other = any(column.field and column.sure and column.field not in names for column in columns)
    clean = all(column.field for column in columns) and not code_share([column.heading for column in columns])
    if other or clean:
        return
    told = [" ".join(str(text) for field in names if (text := record.values.get(field))) for record in records]
    if code_share([name for name in told if name]) >= _MOSTLY:
        raise RosterTrouble(
            _("This file is no list of people: what stands where names should be is no name."),
            _("Choose a list as XLSX or CSV, with headings such as Forename and Surname."),
        )


def _preview(choice: Choice) -> tuple[tuple[str, ...], ...]:
    rows = choice.table.rows[:_PREVIEW_ROWS]
    return tuple(tuple(tidy(as_text(cell)[:_PREVIEW_CHARACTERS]).text for cell in row) for row in rows)
