"""The one-time code of an enrolment letter: how it is drawn, written, read and proved; it knows no site."""

import hashlib
import hmac
from dataclasses import dataclass

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U
_ALIKE = str.maketrans("OIL", "011")


class BadCode(ValueError):
    """What was typed can't be a code: wrong length, wrong letters, or its check letter doesn't fit."""


@dataclass(frozen=True)
class EnrolmentCode:
    """A number to find it by (4 letters) and a secret that is never sent (20 letters, 100 bits)."""

    number: str
    secret: str

    @classmethod
    def draw(cls, randomness: bytes) -> "EnrolmentCode":
        """Make a code from 24 random bytes."""
        letters = "".join(LETTERS[byte % 32] for byte in randomness)
        return cls(letters[:4], letters[4:24])

    @classmethod
    def read(cls, typed: str) -> "EnrolmentCode":
        """Read a code as people type it: any case, spaces and dashes, O for 0, I and L for 1."""
        letters = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_ALIKE)
        code = cls(letters[:4], letters[4:24])
        if len(letters) != 25 or set(letters) - set(LETTERS) or letters[24] != code.check:
            raise BadCode
        return code

    @property
    def check(self) -> str:
        """The letter that shows most slips of the finger."""
        return LETTERS[hashlib.sha256((self.number + self.secret).encode()).digest()[0] % 32]

    @property
    def written(self) -> str:
        """The code as it stands on the letter: five groups of five."""
        letters = self.number + self.secret + self.check
        return "-".join(letters[start : start + 5] for start in range(0, 25, 5))

    def proof(self, text: bytes) -> str:
        """Return the proof, in hexadecimal, that whoever says this knows the secret."""
        return hmac.digest(self.secret.encode(), text, "sha256").hex()
