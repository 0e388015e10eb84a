import ipaddress
import os
import socket

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYSIDE6_OPTION_LAZY", "0")  # as `desktop.ui` has it, which pytest-qt comes before


def _is_loopback(address) -> bool:
    if not isinstance(address, tuple):
        return True  # a socket file on this machine
    host = address[0]
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch):
    """Nothing in a test may speak to another machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if not _is_loopback(address):
            raise AssertionError("a test tried to reach another machine")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def no_school_of_this_machine(monkeypatch):
    """A test never finds the folder or passphrase of whoever runs it."""
    monkeypatch.delenv("ALONGSIDE_FOLDER", raising=False)
    monkeypatch.delenv("ALONGSIDE_PASSPHRASE", raising=False)


@pytest.fixture
def welsh(monkeypatch, tmp_path):
    """Have everything said in a Welsh that knows the given words; English again after the test."""
    from desktop import i18n
    from tests.languages import write_catalogue

    def choose(texts):
        write_catalogue(tmp_path / "words", texts)
        monkeypatch.setattr(i18n, "resource", lambda _name: tmp_path / "words")
        i18n.choose_language("cy")

    yield choose
    i18n.choose_language("en")


def pytest_addoption(parser):
    parser.addoption(
        "--sync-schools", type=int, default=5, help="Schools of 24 terms each on the bad line; 84 make 2,016."
    )


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL of the tests' own, for the whole run."""
    from tests.sync_world.postgres import cluster

    with cluster() as running:
        yield running
