"""Head office's signing key, kept in a file only its owner may read, and the checking of schools' seals."""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desktop.models.wire import answer_text, digest_of


class KeyTrouble(Exception):
    """The key file can't be used; the text says what to do."""


@dataclass(frozen=True)
class OfficeKey:
    """The key whose owner schools believe; losing it means enrolling every school anew."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """The public key in hexadecimal, as schools keep it."""
        return self.private.public_key().public_bytes_raw().hex()

    def sign_answer(self, status: int, nonce: str, body: bytes) -> str:
        """Return the signature that makes an answer believable, bound to the request's nonce."""
        return self.private.sign(answer_text(status, nonce, digest_of(body))).hex()


def load_key(path: Path) -> OfficeKey:
    """Return the key of a file, made with mode 0600 on the first call; raises KeyTrouble for one others may read."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    except OSError as trouble:
        raise KeyTrouble(f"The key file {path.name} can't be made. Choose a folder that you may write to.") from trouble
    key = Ed25519PrivateKey.generate()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.private_bytes_raw().hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return OfficeKey(key)


def _read(path: Path) -> OfficeKey:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise KeyTrouble(f"Others may read the key file {path.name}. Run: chmod 600 {path.name}")
    try:
        return OfficeKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip())))
    except ValueError as trouble:
        raise KeyTrouble(f"The file {path.name} holds no key. Restore it from your backup.") from trouble


def sealed_by(public_key: str, text: bytes, signature: str) -> bool:
    """Return whether a school's seal is right; anything malformed is not."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), text)
    except (ValueError, InvalidSignature):
        return False
    return True
