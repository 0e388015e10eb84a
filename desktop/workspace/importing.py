"""Looking at a list before it is taken in: read, compared, and what may be chosen, all as values for the window."""

import csv
import io
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import Field

from desktop.i18n import _
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.record import Record
from desktop.roster import EncodingChoice, ImportPlan, Kind, Reading, changes, encoding_choices, pasted_rows
from desktop.roster.contact_headings import contact_fields
from desktop.roster.decoding import Where
from desktop.roster.headings import library
from desktop.roster.readers import holds_names
from desktop.roster.reading import Problem, Severity
from desktop.workspace.desk import Desk, Progress, Stopped
from desktop.workspace.roster import Roster, file_bytes


class Told(Record):
    """What a person said about a file in place of the guesses; empty is the guess.

    `put_right` holds corrected cells by line and heading, `left` lines to leave out, `same` by line the id of the
    known person a look-alike is (empty: somebody new).
    """

    kind: str = ""
    encoding: str = ""
    mapping: dict[str, str] | None = None
    put_right: dict[int, dict[str, str]] = Field(default_factory=dict)
    left: tuple[int, ...] = ()
    same: dict[int, str] = Field(default_factory=dict)


@dataclass(frozen=True)
class Examined:
    """A list that has been looked at: what was read, what it would change, and the ways its letters could be read.

    `compared` is the plan before anything was decided: its look-alikes are all there are. `data` is what the file held,
    or the rows pasted, for which `path` is a name only: the file may be gone or changed since.
    """

    path: Path
    told: Told
    reading: Reading
    compared: ImportPlan[Any]
    encodings: tuple[EncodingChoice, ...]
    data: bytes = field(default=b"", repr=False)

    @cached_property
    def plan(self) -> ImportPlan[Any]:
        """What taking the list in would do, as decided."""
        return self.compared.decided(self.told.same).without(self.told.left)

    @property
    def leaving(self) -> list[str]:
        """The ids of those known who, by this list, take part no longer."""
        left = (one for one in self.plan.updated if one.record.state is PersonState.LEFT)
        return [one.record.id for one in left if one.before.state is not PersonState.LEFT]

    def saying(self, told: Told) -> "Examined":
        """Return the same reading with other decisions on its lines."""
        return replace(self, told=told)

    @property
    def undecided(self) -> int:
        """How many lines may be known people and were not decided on: they come in as new ones."""
        return len({alike.line for alike in self.plan.look_alikes})


ExamineJob = Callable[[Progress | None, Stopped | None], Examined]


class Importing:
    """What the import pages ask; taking a list in is the roster's verb."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._roster = Roster(desk)

    def pasted(self, text: str) -> bytes | None:
        """Return rows copied in a spreadsheet as a file would hold them, None for what is no list."""
        return pasted_rows(text)

    @staticmethod
    def held(path: Path) -> bytes:
        """Return what a file holds; Trouble in plain words where it can't be read."""
        return file_bytes(path)

    def examiner(self, path: Path, told: Told, *, held: bytes | None = None) -> ExamineJob:
        """Return a job that reads a file and compares it with who is known; it holds values only.

        `held` is what the file held when it was looked at first, or rows that were pasted.
        """
        data, today = file_bytes(path) if held is None else held, self._desk.today()
        read = self._roster.reader(
            path,
            kind=told.kind or None,
            mapping=told.mapping,
            encoding=told.encoding or None,
            put_right=told.put_right,
            data=data,
        )
        mentees, mentors = self._desk.store.all(Mentee), self._desk.store.all(Mentor)

        def job(progress: Progress | None, stopped: Stopped | None) -> Examined:
            reading = read(progress, stopped)
            if progress is not None:
                progress(_("Comparing with who is known"), 0, 0)
            known: Sequence[Any] = mentees if reading.kind is Kind.MENTEES else mentors
            compared = changes(reading, known, today=today)
            ways = _ways(data, reading) if _is_text(path) else ()
            examined = Examined(path, told, reading, compared, ways, data)
            _known = examined.plan  # worked out here, not where it is shown
            return examined

        return job

    def adopt(self, plan: ImportPlan[Any], reading: Reading) -> None:
        """Take a list in as one step after a backup; its mapping is remembered for files of the same shape."""
        self._roster.adopt(reading, plan)

    @staticmethod
    def fields(reading: Reading) -> list[tuple[str, str]]:
        """Return what a column of a file can fill, as (field, words): the library's, contacts', and what its own do."""
        known = library(reading.kind)
        theirs = contact_fields() if known.kind is Kind.MENTEES else []
        found = [*known.fields, *theirs, *(one.field for one in reading.columns if one.field)]
        return [(field, known.label(field)) for field in dict.fromkeys(found)]

    @staticmethod
    def problems_csv(reading: Reading, left: Collection[int] = ()) -> str:
        """Return the problems as a table that a spreadsheet opens; a cell that looks like a formula is defused.

        `left` are lines that a person leaves out.
        """
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow([_("Line"), _("Column"), _("What became of it"), _("Reason"), _("Advice")])
        for one in reading.problems:
            cells: Mapping[str, object] = {
                "line": one.line, "column": one.column, "became": what_became(one, left), "reason": one.reason,
                "advice": one.advice,
            }  # fmt: skip
            table.writerow([_defused(str(cell)) for cell in cells.values()])
        return out.getvalue()


def what_became(problem: Problem, left: Collection[int]) -> str:
    """Say in words what became of a line with something to look at; `left` are lines that a person leaves out."""
    if problem.line in left:
        return _("Left out by you")
    return _("Left out") if problem.severity is Severity.REFUSED else _("Comes in")


def _ways(data: bytes, reading: Reading) -> tuple[EncodingChoice, ...]:
    """Return the ways to read a file's letters, told by people's names; where all of these are plain, by any words."""
    names = tuple(one.index for one in reading.columns if one.field and holds_names(one.field))
    if names and reading.delimiter:
        ways = encoding_choices(data, where=Where(reading.header_line, names, reading.delimiter))
        if ways[0].names:
            return _distinct(ways)
    return _distinct(encoding_choices(data))


def _distinct(choices: Sequence[EncodingChoice]) -> tuple[EncodingChoice, ...]:
    """Return the ways that read a file's names differently, the likeliest first; one where all letters are English."""
    likeliest, *others = choices
    if not likeliest.names:
        return (likeliest,)
    found = {likeliest.names: likeliest}
    for choice in others:
        strange = choice.encoding.startswith("utf-16") or any("\ufffd" in name for name in choice.names)
        if not strange:
            found.setdefault(choice.names, choice)
    return tuple(found.values())


def _is_text(path: Path) -> bool:
    return path.suffix.casefold() in (".csv", ".tsv", ".txt")


def _defused(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
