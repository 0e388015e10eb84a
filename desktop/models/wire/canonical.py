"""One way to write a message as bytes, and a reader that takes no other; it knows no field."""

import hashlib
import json

MAX_DEPTH = 6


class NotCanonical(ValueError):
    """The bytes aren't canonical JSON: too deep, doubled keys, other numbers than integers, spaces, other order."""


def canonical(message: object) -> bytes:
    """Return the one spelling of a message: sorted keys, no spaces, ASCII, integers and text only."""
    return json.dumps(message, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def digest_of(body: bytes) -> str:
    """Return the SHA-256 of a canonical body in hexadecimal: the release's name between the buildings."""
    return hashlib.sha256(body).hexdigest()


def read_canonical(body: bytes) -> object:
    """Return what canonical bytes say; anything else raises NotCanonical, before it can take memory or stack."""
    check_depth(body)
    try:
        message = json.loads(body, parse_float=_refuse, parse_constant=_refuse, object_pairs_hook=_once)
    except NotCanonical:
        raise
    except ValueError as trouble:
        raise NotCanonical("not JSON") from trouble
    if canonical(message) != body:
        raise NotCanonical("another spelling")
    return message


def check_depth(body: bytes) -> None:
    """Raise NotCanonical for bytes that nest deeper than any message does: to be asked before any parser."""
    if _depth(body) > MAX_DEPTH:
        raise NotCanonical("too deep")


def _depth(body: bytes) -> int:
    """Return how deep brackets nest at most; those inside texts count too, which can only be too strict."""
    depth = deepest = 0
    for sign in body.translate(None, delete=_NOT_BRACKETS):
        if sign in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return deepest


_NOT_BRACKETS = bytes(sign for sign in range(256) if sign not in b"[]{}")


def _refuse(text: str) -> None:
    raise NotCanonical(f"a number that is no integer: {text[:20]}")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("a key stands twice")
    return found
