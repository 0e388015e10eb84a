"""Head office's side for tests: the real application on a real database, in this process or in one of its own."""

import os
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path
from typing import Self

from starlette.testclient import TestClient

from headoffice.app import make_app
from headoffice.database import open_database
from headoffice.limits import Limit
from headoffice.office import Office
from headoffice.seals import load_key
from headoffice.sites import write_letter
from tests.sync_world.school import NOON

ROOT = Path(__file__).parents[2]


def roomy() -> Limit:
    """Return a limit that no test meets."""
    return Limit(per_minute=1e9, most=1e9)


class NearOffice:
    """One head office in this process, with a client that reaches it without a socket."""

    def __init__(self, url: str, folder: Path, **given) -> None:
        limits = {name: roomy() for name in ("site_limit", "enrol_limit", "sign_in_limit")}
        given = {"clock": NOON.timestamp, **limits, **given}
        self.office = Office(engine=open_database(url), key=load_key(folder / "office.key"), **given)
        self.engine = self.office.engine
        self.client = TestClient(make_app(self.office))

    def letter(self, name: str = "Hill School", region: str = "North"):
        return write_letter(self.engine, name, region=region, now=self.office.now)

    def close(self) -> None:
        self.client.close()
        self.engine.dispose()


class OfficeProcess:
    """One head office as a process that can be killed and started again on the same port."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.key, self.port = url, folder / "office.key", 0
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        words = ["serve", "--database", self.url, "--port", self.port, "--key", self.key, "--per-minute", 10**9]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "headoffice.cli", *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.startswith("Listening on http://127.0.0.1:"), line
        self.port = int(line.rsplit(":", 1)[1])
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=20) as answer:
            assert answer.status == 200

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self.kill()


class InTurns:
    """Does work on several threads and hands on what any of them raised."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._raised: list[BaseException] = []

    def run(self, jobs) -> None:
        waiting = list(jobs)
        lock = threading.Lock()

        def work() -> None:
            try:
                while True:
                    with lock:
                        if not waiting:
                            return
                        job = waiting.pop()
                    job()
            except BaseException as trouble:  # noqa: BLE001 - told on the thread that waits
                self._raised.append(trouble)

        threads = [threading.Thread(target=work) for _ in range(self._workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._raised:
            raise self._raised[0]
