"""Head office's signing key, kept in a file only its owner may read, and the checking of schools' seals."""

import os
import secrets
from contextlib import suppress
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
    if not path.exists():
        try:
            _make(path)
        except OSError as trouble:
            raise KeyTrouble(
                f"The key file {path.name} can't be made. Choose a folder that you may write to."
            ) from trouble
    return _read(path)


def _make(path: Path) -> None:
    """Write a new key beside its place and put it there whole: a power cut leaves no half of one, nobody's is lost."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw().hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was quicker: its key is the key
            os.link(draft, path)
    finally:
        draft.unlink()


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
