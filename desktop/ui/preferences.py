"""What one person likes about the window: theme, text size, language, columns; no record of anybody is in it."""

import json
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from desktop.models.record import Record


class Liked(Record):
    """The choices kept between days."""

    theme: Literal["system", "light", "dark"] = "system"
    text_size: Literal[100, 115, 130] = 100
    language: str = "en"
    lock_minutes: int = 10
    hidden_columns: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    people: tuple[str, ...] = ()
    seen_version: str = ""
    geometry: str = ""
    first_run: str = ""  # the step the first run has come to, taken up at the next opening; empty once it is over
    unkept: str = ""  # a step that failed while the window closed, told at the next opening
    unkept_why: str = ""
    unbacked: str = ""  # why there was no backup when the window closed, told then too


class Preferences:
    """Keeps `Liked` in a small file beside the school's; without a folder (in tests) it keeps it in memory."""

    FILE = "window.json"

    def __init__(self, folder: Path | None = None) -> None:
        self._path = folder / self.FILE if folder else None
        self.liked = self._read()

    def _read(self) -> Liked:
        if self._path is None or not self._path.exists():
            return Liked()
        try:
            return Liked.model_validate(json.loads(self._path.read_text("utf-8")))
        except (OSError, ValueError, ValidationError):
            return Liked()  # a torn file costs a column's width, not a question

    def keep(self, **changes: object) -> None:
        """Change choices and keep them; a folder that can't be written keeps them until the window closes."""
        self.liked = Liked.model_validate({**self.liked.model_dump(), **changes})
        if self._path is None or not self._path.parent.exists():
            return
        fresh = self._path.with_suffix(".new")
        try:
            fresh.write_text(self.liked.model_dump_json(indent=1), "utf-8")
            fresh.replace(self._path)
        except OSError:
            return

    def remember_person(self, who: str) -> None:
        """Remember who sits at this PC, the latest first."""
        if who:
            others = tuple(name for name in self.liked.people if name != who)
            self.keep(people=(who, *others)[:8])
