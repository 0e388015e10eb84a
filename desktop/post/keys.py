"""Signatures between a school and head office (Ed25519, hexadecimal); it knows no message."""

import hmac

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def key_for(secret: str, code: str) -> str:
    """Return the private key this file uses with an enrolment code: the same again when enrolling is tried again."""
    return hmac.digest(secret.encode(), f"alongside key v1\n{code}".encode(), "sha256").hex()


def public_of(private_key: str) -> str:
    """Return the public key that belongs to a private one."""
    return _private(private_key).public_key().public_bytes_raw().hex()


def sign(private_key: str, text: bytes) -> str:
    """Return the signature of a text."""
    return _private(private_key).sign(text).hex()


def signed_by(public_key: str, text: bytes, signature: str) -> bool:
    """Return whether a signature is the key owner's; anything malformed is not."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), text)
    except (ValueError, InvalidSignature):
        return False
    return True


def _private(private_key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key))
