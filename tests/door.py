"""The command line in this process: what it said on both sides, and its exit code; on a school day the test chooses."""

import json
from dataclasses import dataclass
from typing import Any

from desktop.cli.door import through_the_door
from desktop.store import Store
from desktop.workspace import Workspace

PASSPHRASE = "four plain old words"


@dataclass(frozen=True)
class Answer:
    """What a command line answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON, and nothing but JSON."""
        return json.loads(self.out)


class Door:
    """Runs command lines in one folder."""

    def __init__(self, capsys, folder) -> None:
        self._capsys = capsys
        self.folder = folder

    def __call__(self, *words: object) -> Answer:
        self._capsys.readouterr()
        code = through_the_door([str(word) for word in ("--folder", self.folder, *words)])
        said = self._capsys.readouterr()
        return Answer(code, said.out, said.err)


def stop_the_clock(monkeypatch, day) -> None:
    """Let every command be run on one day, whatever day the tests are."""
    for verb in (Workspace.create, Workspace.open):
        monkeypatch.setitem(verb.__func__.__kwdefaults__, "today", lambda: day)


def make_keys_cheap(monkeypatch, means) -> None:
    """Let opening a file cost little."""
    for verb in (Store.create, Store.open, Store.restore):
        function = getattr(verb, "__func__", verb)
        monkeypatch.setitem(function.__kwdefaults__, "means", means)
