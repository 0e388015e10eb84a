"""Looking at a list before it is taken in: read, compared, and what may be chosen, all as values for the window."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.models.people import Mentee, Mentor
from desktop.models.record import Record
from desktop.roster import EncodingChoice, ImportPlan, Kind, Reading, changes, encoding_choices
from desktop.roster.headings import library
from desktop.workspace.desk import Desk, Progress, Stopped
from desktop.workspace.roster import Roster, file_bytes


class Told(Record):
    """What a person said about a file in place of the guesses; empty is the guess."""

    kind: str = ""
    encoding: str = ""
    mapping: dict[str, str] | None = None


@dataclass(frozen=True)
class Examined:
    """A list that has been looked at: what was read, what it would change, and the ways its letters could be read."""

    path: Path
    told: Told
    reading: Reading
    plan: ImportPlan[Any]
    encodings: tuple[EncodingChoice, ...]


ExamineJob = Callable[[Progress | None, Stopped | None], Examined]


class Importing:
    """What the import pages ask; taking a list in is the roster's verb."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._roster = Roster(desk)

    def examiner(self, path: Path, told: Told) -> ExamineJob:
        """Return a job that reads a file and compares it with who is known; it holds values only."""
        data, today = file_bytes(path), self._desk.today()
        read = self._roster.reader(path, kind=told.kind or None, mapping=told.mapping, encoding=told.encoding or None)
        mentees, mentors = self._desk.store.all(Mentee), self._desk.store.all(Mentor)

        def job(progress: Progress | None, stopped: Stopped | None) -> Examined:
            reading = read(progress, stopped)
            known: Sequence[Any] = mentees if reading.kind is Kind.MENTEES else mentors
            plan = changes(reading, known, today=today)
            return Examined(path, told, reading, plan, encoding_choices(data) if _is_text(path) else ())

        return job

    def adopt(self, plan: ImportPlan[Any], reading: Reading) -> None:
        """Take a list in as one step after a backup; its mapping is remembered for files of the same shape."""
        self._roster.adopt(reading, plan)

    @staticmethod
    def fields(kind: str) -> list[tuple[str, str]]:
        """Return what a column can fill, as (field, words), in the order of the library."""
        return [(field.name, field.label) for field in library(Kind(kind)).fields.values()]

    @staticmethod
    def problems_csv(reading: Reading) -> str:
        """Return the problems as a table that a spreadsheet opens; a cell that looks like a formula is defused."""
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow(["Line", "Column", "What became of it", "Reason", "Advice"])
        for one in reading.problems:
            cells: Mapping[str, object] = {
                "line": one.line, "column": one.column, "severity": one.severity.value, "reason": one.reason,
                "advice": one.advice,
            }  # fmt: skip
            table.writerow([_defused(str(cell)) for cell in cells.values()])
        return out.getvalue()


def _is_text(path: Path) -> bool:
    return path.suffix.casefold() in (".csv", ".tsv", ".txt")


def _defused(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
