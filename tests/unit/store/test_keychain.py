"""The system's key store may be missing, empty or broken; nothing depends on it."""

import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.errors import KeyringError, PasswordDeleteError

from desktop.errors import FileTrouble
from desktop.store.keychain import Keychain

KEY = bytes(range(32))


class Kept:
    """A key store in memory that may refuse to forget."""

    def __init__(self, kept: str | None = None, *, locked: bool = False) -> None:
        self.kept = kept
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept = password

    def delete_password(self, service: str, username: str) -> None:
        if self.locked:
            raise PasswordDeleteError
        self.kept = None


def test_what_is_kept_is_fetched() -> None:
    keychain = Keychain(Kept())
    keychain.keep("file", KEY)
    assert keychain.fetch("file") == KEY


def test_what_is_forgotten_is_gone() -> None:
    keychain = Keychain(Kept(KEY.hex()))
    keychain.forget("file")
    assert keychain.fetch("file") is None


def test_forgetting_nothing_is_harmless() -> None:
    Keychain(Kept()).forget("file")


def test_a_store_that_will_not_forget_is_said_plainly() -> None:
    with pytest.raises(FileTrouble, match="can’t keep"):
        Keychain(Kept(KEY.hex(), locked=True)).forget("file")


def test_rubbish_in_the_store_counts_as_nothing() -> None:
    assert Keychain(Kept("rubbish")).fetch("file") is None


@pytest.mark.parametrize("backend", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring])
def test_a_computer_without_a_store_says_so(backend) -> None:
    with pytest.raises(FileTrouble, match="This computer can’t keep the key for you"):
        Keychain(backend()).keep("file", KEY)


@pytest.mark.parametrize("backend", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring])
def test_a_computer_without_a_store_has_kept_nothing(backend) -> None:
    assert Keychain(backend()).fetch("file") is None


def test_by_itself_it_asks_the_systems_store(monkeypatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: Kept(KEY.hex()))
    assert Keychain().fetch("file") == KEY


def test_the_error_it_waits_for_is_the_librarys() -> None:
    assert issubclass(PasswordDeleteError, KeyringError)
