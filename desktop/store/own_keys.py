"""The keys of an open file: proved, changed, and kept by this computer; each change is written into the journal."""

from collections.abc import Callable

from desktop.i18n import _
from desktop.store.open_file import Keys, OpenFile
from desktop.store.recovery import new_recovery_key
from desktop.store.vault import Vault


class OwnKeys:
    """A passphrase and a recovery key open a file; `note` writes a label and a name into its journal."""

    def __init__(self, file: OpenFile, note: Callable[[str, str], None]) -> None:
        self._file = file
        self._note = note

    def prove(self, secret: str) -> None:
        """Raise WrongPassphrase unless a passphrase or recovery key opens this file: whoever unlocks must know it."""
        self._file.keys.vault.open(secret)

    def passphrase_changer(self, secret: str, passphrase: str) -> Callable[[], Vault]:
        """Return what any thread may call to change the passphrase, one such at a time; `adopt` is told of it."""
        file = self._file

        def job() -> Vault:
            file.keys.vault.open(secret)
            made = file.keys.vault.with_passphrase(file.keys.key, passphrase)
            file.put_in_place(made)
            return made

        return job

    def recovery_changer(self) -> Callable[[], tuple[Vault, str]]:
        """Return what any thread may call to have a new recovery key; `adopt` is told of it."""
        file = self._file

        def job() -> tuple[Vault, str]:
            recovery = new_recovery_key()
            made = file.keys.vault.with_recovery_key(file.keys.key, recovery)
            file.put_in_place(made)
            return made, recovery

        return job

    def adopt(self, vault: Vault, label: str, *, who: str) -> None:
        """Go on with a vault that was put in place, and write down that it was."""
        self._file.keys = Keys(vault, self._file.keys.key)
        self._note(label, who)

    def remember(self, *, who: str) -> None:
        """Let this computer keep the key for whoever is logged in. Raises FileTrouble where it can't."""
        self._file.means.keychain.keep(self._file.keys.vault.file, self._file.keys.key)
        self._note(_("Let this computer keep the key"), who)

    def forget(self, *, who: str) -> None:
        """Let this computer keep the key no more. Raises FileTrouble where its key store refuses."""
        self._file.means.keychain.forget(self._file.keys.vault.file)
        self._note(_("Removed the key from this computer"), who)
