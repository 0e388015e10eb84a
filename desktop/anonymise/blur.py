"""Randomised response: makes one fact deniable, the same way each time; it knows no pair but its secret.

With a published chance the true value stands, else one of the others. Whoever reads one value can't be sure of it,
while totals over many pairs stay right on average (Warner 1965; here with the k-ary form of Kairouz et al. 2014).
"""

import hmac

from desktop.anonymise.spec import Fact

MILLION = 1_000_000


def blurred(value: str, fact: Fact, *, secret: str, term: str) -> str:
    """Return the value to release; the same pair, fact and term give the same draw, so nothing can be averaged away.

    The draw is a turn of the list of values, not a new value: when the truth changes the release turns with it, and
    seeing that does not tell which value is the true one. Only the value everybody knows a pair starts with has a
    draw of its own.
    """
    if value not in fact.values:
        return value
    moment = "" if fact.lasting else term
    purpose = "\n".join(("alongside blur v1", fact.name, moment, "start" if value == fact.start else ""))
    draw = hmac.digest(secret.encode(), purpose.encode(), "sha256")
    if _part(draw[:8], MILLION) < fact.truth:
        return value
    turn = 1 + _part(draw[8:16], len(fact.values) - 1)
    return fact.values[(fact.values.index(value) + turn) % len(fact.values)]


def _part(randomness: bytes, parts: int) -> int:
    """Return one of `parts` numbers from 0, each alike, from eight random bytes."""
    return int.from_bytes(randomness, "big") * parts >> 64
