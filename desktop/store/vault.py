"""The key of the file, wrapped twice: by the passphrase and by the recovery key; it knows no database.

The file is encrypted with a random key that never changes hands. `vault.json` holds it sealed with AES-256-GCM under
a key made from the passphrase (Argon2id, RFC 9106) and again under one made from the printed recovery key (HKDF).
"""

import json
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import Field, ValidationError, model_validator

from desktop.errors import FileTooNew, FileTrouble, Trouble, WrongPassphrase
from desktop.i18n import _
from desktop.models.record import Record
from desktop.store.disk import write_whole
from desktop.store.recovery import looks_like_recovery_key, recovery_bytes, wrong_groups

FORMAT = 1
SHORTEST = 8
KEY_BYTES, NONCE_BYTES = 32, 12
_LIMIT = 64 * 1024  # bytes of a vault.json: a real one has under one thousand


class Cost(Record):
    """What one guess at the passphrase costs; the default is design law, a cheaper one is for tests."""

    memory_kib: int = Field(default=64 * 1024, ge=8, le=1024 * 1024)
    passes: int = Field(default=3, ge=1, le=32)
    lanes: int = Field(default=4, ge=1, le=16)

    @model_validator(mode="after")
    def _enough_for_each_lane(self) -> "Cost":
        if self.memory_kib < 8 * self.lanes:  # RFC 9106, section 3.1
            raise ValueError("too little memory for so many lanes")
        return self


class Sealed(Record):
    """A wrapped key, in hexadecimal digits."""

    salt: str
    nonce: str
    sealed: str


class Vault(Record):
    """What stands in `vault.json`. `file` names the school's file, so that a vault isn't taken for another's."""

    vault: int = FORMAT
    file: str
    cost: Cost
    passphrase: Sealed
    recovery: Sealed

    def open(self, secret: str) -> bytes:
        """Return the file's key for a passphrase or a recovery key. Raises WrongPassphrase."""
        if looks_like_recovery_key(secret) and not wrong_groups(secret):
            return self._unseal(self.recovery, "recovery", _from_recovery(secret, _bytes(self.recovery.salt)))
        try:
            return self._unseal(self.passphrase, "passphrase", self._from_passphrase(secret))
        except WrongPassphrase:
            if looks_like_recovery_key(secret):
                recovery_bytes(secret)
            raise

    def with_passphrase(self, key: bytes, passphrase: str) -> "Vault":
        """Return the vault with another passphrase."""
        salt = secrets.token_bytes(16)
        wrapping = _from_passphrase(_good_enough(passphrase), salt, self.cost)
        return self.model_copy(update={"passphrase": self._seal(key, "passphrase", salt, wrapping)})

    def with_recovery_key(self, key: bytes, recovery: str) -> "Vault":
        """Return the vault with another recovery key."""
        salt = secrets.token_bytes(16)
        return self.model_copy(update={"recovery": self._seal(key, "recovery", salt, _from_recovery(recovery, salt))})

    def _from_passphrase(self, secret: str) -> bytes:
        return _from_passphrase(secret, _bytes(self.passphrase.salt), self.cost)

    def _seal(self, key: bytes, purpose: str, salt: bytes, wrapping: bytes) -> Sealed:
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(wrapping).encrypt(nonce, key, self._bound_to(purpose))
        return Sealed(salt=salt.hex(), nonce=nonce.hex(), sealed=sealed.hex())

    def _unseal(self, box: Sealed, purpose: str, wrapping: bytes) -> bytes:
        try:
            return AESGCM(wrapping).decrypt(_bytes(box.nonce), _bytes(box.sealed), self._bound_to(purpose))
        except InvalidTag:
            raise WrongPassphrase(
                _("This passphrase doesn’t open the school’s file."),
                _("Check Caps Lock and the keyboard’s language, or use the printed recovery key."),
            ) from None

    def _bound_to(self, purpose: str) -> bytes:
        return f"alongside vault {self.vault} {self.file} {purpose}".encode()


@dataclass(frozen=True)
class NewVault:
    """A vault just made: the file's key and the vault that wraps it."""

    key: bytes
    vault: Vault


def new_vault(passphrase: str, recovery: str, cost: Cost) -> NewVault:
    """Make a key and wrap it. Raises FileTrouble for a passphrase that is too short."""
    key = secrets.token_bytes(KEY_BYTES)
    nothing = Sealed(salt="", nonce="", sealed="")
    empty = Vault(file=secrets.token_hex(8), cost=cost, passphrase=nothing, recovery=nothing)
    return NewVault(key, empty.with_passphrase(key, passphrase).with_recovery_key(key, recovery))


def read_vault(path: Path) -> Vault:
    """Read a `vault.json`. Raises FileTrouble if it is missing or damaged, FileTooNew if a newer app wrote it."""
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(_LIMIT))
        if isinstance(data, dict) and isinstance(data.get("vault"), int) and data["vault"] > FORMAT:
            raise FileTooNew(_("The key file was written by a newer version of Alongside."), _("Install the update."))
        vault = Vault.model_validate(data)
        for box in (vault.passphrase, vault.recovery):
            _whole(box)
    except (OSError, ValueError, RecursionError, ValidationError) as error:
        raise FileTrouble(
            _("The key file vault.json is missing or damaged."),
            _("Every backup holds a copy: bring back the newest backup, or put its vault.json back."),
        ) from error
    return vault


def file_of(vault: Path) -> str | None:
    """Return which file a vault belongs to, None for one that can't be read."""
    try:
        return read_vault(vault).file
    except Trouble:
        return None


def write_vault(path: Path, vault: Vault) -> None:
    """Write a `vault.json` so that a power cut leaves the old one or the new one."""
    write_whole(path, json.dumps(vault.model_dump(), indent=1).encode())


def _whole(box: Sealed) -> None:
    if (len(_bytes(box.nonce)), len(_bytes(box.sealed))) != (NONCE_BYTES, KEY_BYTES + 16):
        raise ValueError("sealed key of the wrong length")


def _good_enough(passphrase: str) -> str:
    if len(passphrase.strip()) < SHORTEST:
        raise FileTrouble(
            _("This passphrase is too short."), _("Take at least eight characters; three or four words are best.")
        )
    return passphrase


def _bytes(digits: str) -> bytes:
    return bytes.fromhex(digits)


def _from_passphrase(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    # The same words typed on two keyboards may differ in how accents are composed.
    words = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    settings = {"time_cost": cost.passes, "memory_cost": cost.memory_kib, "parallelism": cost.lanes}
    try:
        return hash_secret_raw(words, salt, hash_len=KEY_BYTES, type=Type.ID, **settings)
    except HashingError as error:
        raise FileTrouble(
            _("There is too little free memory to check the passphrase."), _("Close other programs and try again.")
        ) from error


def _from_recovery(recovery: str, salt: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt, b"alongside recovery key").derive(recovery_bytes(recovery))
