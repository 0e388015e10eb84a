"""The printed recovery key: 160 random bits in eight groups whose fifth letter checks the group; it opens nothing.

The check letter is a linear code over the field of 32 elements with a different weight for each place, so that any
one wrong letter, any two swapped letters and any two swapped groups are found.
"""

import secrets

from desktop.errors import WrongPassphrase
from desktop.i18n import _

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
GROUPS, DATA = 8, 4
_READ_AS = str.maketrans("ILO", "110")


def new_recovery_key() -> str:
    """Return a new key as printable groups, `XXXXX-XXXXX-…`, each four letters and their check letter."""
    return "-".join(_group(number, [secrets.randbelow(32) for _place in range(DATA)]) for number in range(GROUPS))


def looks_like_recovery_key(text: str) -> bool:
    """Return whether a text has the length and the letters of a recovery key, right or mistyped."""
    plain = _plain(text)
    return len(plain) == GROUPS * (DATA + 1) and all(letter in LETTERS for letter in plain)


def wrong_groups(text: str) -> list[int]:
    """Return the numbers, from 1, of the groups whose check letter doesn't fit."""
    return [number + 1 for number, group in enumerate(_groups(text)) if group != _group(number, _values(group[:DATA]))]


def recovery_bytes(text: str) -> bytes:
    """Return the secret a key stands for. Raises WrongPassphrase naming the groups that were mistyped."""
    wrong = wrong_groups(text)
    if wrong:
        raise WrongPassphrase(
            _("The recovery key isn’t as printed in group {groups}.").format(groups=", ".join(map(str, wrong))),
            _("Compare that group with the printed page, letter by letter."),
        )
    return "".join(group[:DATA] for group in _groups(text)).encode("ascii")


def _plain(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum()).translate(_READ_AS)


def _groups(text: str) -> list[str]:
    plain = _plain(text)
    return [plain[start : start + DATA + 1] for start in range(0, GROUPS * (DATA + 1), DATA + 1)]


def _values(letters: str) -> list[int]:
    return [LETTERS.index(letter) for letter in letters]


def _group(number: int, values: list[int]) -> str:
    check = number
    for value in values:
        check = _doubled(check) ^ value
    return "".join(LETTERS[value] for value in (*values, _doubled(check)))


def _doubled(value: int) -> int:
    # Multiplying by x in GF(2)[x] / (x^5 + x^2 + 1).
    return (value << 1) ^ (0b100101 if value & 16 else 0)
