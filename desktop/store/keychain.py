"""The system's key store as a convenience: it may be missing, and nothing depends on it."""

from typing import Protocol

from desktop.errors import FileTrouble
from desktop.i18n import _

SERVICE = "Alongside"


class Backend(Protocol):
    """What is used of the `keyring` library, or of what stands in for it."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return a secret."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


class Keychain:
    """Keeps the key of a file for whoever is logged in to this computer."""

    def __init__(self, backend: Backend | None = None) -> None:
        self._given = backend

    def keep(self, file: str, key: bytes) -> None:
        """Keep a key. Raises FileTrouble where the system has no key store, such as without a desktop."""
        from keyring.errors import KeyringError

        try:
            self._backend.set_password(SERVICE, file, key.hex())
        except KeyringError:
            raise _not_available() from None
        # Some systems offer a key store that keeps nothing.
        if self.fetch(file) != key:
            raise _not_available()

    def fetch(self, file: str) -> bytes | None:
        """Return a key that is kept here, None if there is none or no key store."""
        from keyring.errors import KeyringError

        try:
            digits = self._backend.get_password(SERVICE, file)
            return bytes.fromhex(digits) if digits else None
        except (KeyringError, ValueError):
            return None

    def forget(self, file: str) -> None:
        """Forget a key; it needn't be there."""
        from keyring.errors import KeyringError

        if self.fetch(file) is not None:
            try:
                self._backend.delete_password(SERVICE, file)
            except KeyringError:
                raise _not_available() from None

    @property
    def _backend(self) -> Backend:
        if self._given is None:
            import keyring

            return keyring.get_keyring()
        return self._given


def _not_available() -> FileTrouble:
    return FileTrouble(
        _("This computer can’t keep the key for you."), _("Type the passphrase each time; nothing else changes.")
    )
