"""What another page may ask of a people page: exactly some people, or one thing of them changed; plain texts."""

from collections.abc import Sequence

THESE, CHANGE, ENDING = "these", "change", "ending"
_BAR = "|"


def these(name: str, ids: Sequence[str]) -> str:
    """Return the target that shows exactly some people under a name."""
    return _BAR.join((THESE, name.replace(_BAR, " "), ",".join(ids)))


def changing(trait: str, name: str, ids: Sequence[str]) -> str:
    """Return the target that shows exactly some people and asks to what one trait of theirs changes."""
    return _BAR.join((CHANGE, trait, name.replace(_BAR, " "), ",".join(ids)))


def ending(name: str, ids: Sequence[str]) -> str:
    """Return the target that shows exactly some people and asks how their running matches ended."""
    return _BAR.join((ENDING, name.replace(_BAR, " "), ",".join(ids)))


def read_ending(target: str) -> tuple[str, list[str]] | None:
    """Return such a target's name and ids; None for one of another kind."""
    kind, *rest = target.split(_BAR)
    return (rest[0], rest[1].split(",")) if kind == ENDING and len(rest) == 2 else None


def read(target: str) -> tuple[str, str, list[str]] | None:
    """Return a target's trait (empty to show only), name and ids; None for one of another kind."""
    kind, *rest = target.split(_BAR)
    if kind == THESE and len(rest) == 2:
        return "", rest[0], rest[1].split(",")
    if kind == CHANGE and len(rest) == 3:
        return rest[0], rest[1], rest[2].split(",")
    return None
