"""A PostgreSQL of the tests' own: made in a scratch folder by an unprivileged user, on a free port, gone at the end."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

QUICK = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=60")


class Cluster:
    """A running server; `fresh` makes an empty database in it."""

    def __init__(self, port: int, person: str) -> None:
        self.port, self.person, self._made = port, person, 0

    def url(self, name: str) -> str:
        return f"postgresql://{self.person}@127.0.0.1:{self.port}/{name}"

    def fresh(self, template: str = "template0") -> str:
        """Make a database, empty or a copy of another, and return its name."""
        self._made += 1
        name = f"office{self._made}"
        self.run(f"create database {name} template {template}")
        return name

    def run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as db:
            db.execute(statement)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Run a server for a while. Needs Debian's `postgresql` (any version from 13) and is never skipped without it."""
    person = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="office-pg-"))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, person)
        data = folder / "data"
        _run(person, _program("initdb"), "-D", data, "-A", "trust", "-U", person, "-E", "UTF8", "--no-sync", "-N")
        port = _free_port()
        server = subprocess.Popen(
            _as(person, _program("postgres"), "-D", data, "-p", port, "-h", "127.0.0.1", "-k", folder, *QUICK),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        try:
            _run(person, _program("pg_isready"), "-h", "127.0.0.1", "-p", port, "-t", "30", tries=100)
            yield Cluster(port, person)
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown: it waits for nobody
            server.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _program(name: str) -> str:
    """Return where Debian or the PATH keeps a program of PostgreSQL."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(name)
    assert found, f"PostgreSQL's {name} is missing. On Debian: apt-get install postgresql"
    return found


def _as(person: str, *command: object) -> list[str]:
    words = [str(word) for word in command]
    return (
        ["setpriv", f"--reuid={person}", f"--regid={person}", "--clear-groups", *words] if os.getuid() == 0 else words
    )


def _run(person: str, *command: object, tries: int = 1) -> None:
    for left in reversed(range(tries)):
        done = subprocess.run(_as(person, *command), capture_output=True, cwd="/", check=False, timeout=60)
        if done.returncode == 0:
            return
        assert left, done.stderr.decode()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
