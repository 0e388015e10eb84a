"""Randomised response: makes one fact deniable, the same way each time; it knows no pair but its secret.

With a published chance the true value stands, else one of the others. Whoever reads one value can't be sure of it,
while totals over many pairs stay right on average (Warner 1965; here with the k-ary form of Kairouz et al. 2014).
"""

import hmac

from desktop.anonymise.spec import Fact

MILLION = 1_000_000


def blurred(value: str, fact: Fact, *, secret: str, moment: str) -> str:
    """Return the value to release; the same pair, fact and moment give the same draw: nothing can be averaged away.

    `moment` names the term by whose end a fact is told; a lasting fact has one draw for the whole match. That nobody
    was asked is a value like the others. The draw is a turn of the list of values, not a new value: where a fact is
    corrected the release turns with it, and seeing that does not tell which value is the true one.
    """
    purpose = "\n".join(("alongside blur v1", fact.name, "" if fact.lasting else moment))
    draw = hmac.digest(secret.encode(), purpose.encode(), "sha256")
    if _part(draw[:8], MILLION) < fact.truth:
        return value
    turn = 1 + _part(draw[8:16], len(fact.values) - 1)
    return fact.values[(fact.values.index(value) + turn) % len(fact.values)]


def _part(randomness: bytes, parts: int) -> int:
    """Return one of `parts` numbers from 0, each alike, from eight random bytes."""
    return int.from_bytes(randomness, "big") * parts >> 64
