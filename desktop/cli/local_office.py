"""A head office on this computer for the demo: a real server process on loopback that ends with the demo."""

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from desktop.errors import SyncTrouble
from desktop.folders import make_folder

_READY = "Listening on "


class LocalOffice:
    """Started on entering, stopped on leaving; its database and key stay in the folder for the next time.

    The server watches its standard input and ends when that closes, so a demo that is killed leaves no process.
    """

    def __init__(self, folder: Path) -> None:
        self._database = f"sqlite:///{make_folder(folder) / 'headoffice.db'}"
        self._key = folder / "headoffice.key"
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def __enter__(self) -> Self:
        """Start the server and wait until it says where it listens."""
        serve = ["serve", "--database", self._database, "--key", str(self._key), "--port", "0", "--end-with-input"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "headoffice.cli", *serve],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        if not line.startswith(_READY):
            self._process.communicate()
            raise SyncTrouble("The local head office didn't start.", "Look whether its folder can be written to.")
        self.url = line.removeprefix(_READY)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the server finish what it is doing and stop."""
        assert self._process is not None
        self._process.communicate(timeout=20)

    def code_for(self, site: str) -> str:
        """Return a one-time code for a site, as its letter would bring it."""
        return str(self._ask("enrol", site, "--region", "Wales", "--json")["code"])

    def numbers(self) -> list[str]:
        """Return in sentences what head office holds and what it publishes of it."""
        sites = self._ask("sites", "--json")
        held = [f"{site['name']}: {one['records']} records of {one['term']}" for site in sites for one in site["terms"]]
        return [*(held or ["nothing yet"]), "no name, no date, no place; it publishes numbers from three schools on"]

    def _ask(self, *arguments: str) -> Any:  # noqa: ANN401 - whatever JSON the command reports
        command = [sys.executable, "-m", "headoffice.cli", *arguments, "--database", self._database]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            raise SyncTrouble("The local head office gave no answer.", "Run the demo again.")
        return json.loads(answer.stdout)
