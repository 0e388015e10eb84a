"""Which way each stretch of a text runs (UAX #9), for texts of two directions; it knows no line and no face."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from bidi import algorithm

from desktop.documents import fonts

PHONE = re.compile(r"\+?[0-9(][0-9() ]{5,}[0-9]")
_UNREMOVED = frozenset("\u200c\u200d")
_OBJECT = "\ufffc"  # stands for a stretch set apart, as the algorithm asks
_MARKS = frozenset((fonts.APART, fonts.TOGETHER))
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def apart(text: str, *, rtl: bool) -> str:
    """Return a text marked to run in its own direction within one that may run the other way.

    Without that the bracket that ends a Latin name within Urdu would stand before it.
    """
    if not text or not (rtl or _RIGHT_TO_LEFT.search(text)):
        return text
    if text.count(fonts.APART) != text.count(fonts.TOGETHER):
        text = fonts.clean(text)
    return f"{fonts.APART}{text}{fonts.TOGETHER}"


def placed_in(text: str, base: int) -> Iterator[tuple[str, int]]:
    """Yield each character with its embedding level; a stretch set apart is resolved alone (UAX #9, X5c)."""
    parts = list(_parts_of(text))
    outer = "".join(_OBJECT if inside else part for part, inside in parts)
    levels = iter(_levels(outer, base))
    for part, inside in parts:
        if inside:
            next(levels)
            own = int(reads_backwards(part))
            deeper = base + 1 if (base + 1) % 2 == own else base + 2
            yield from ((character, level - own + deeper) for character, level in placed_in(part, own))
        else:
            yield from zip(part, levels, strict=False)


def _parts_of(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of a text and whether each was set apart; what stands apart within one stays marked."""
    depth, held = 0, ""
    for character in text:
        if character in _MARKS:
            step = 1 if character == fonts.APART else -1
            if depth == int(step < 0):  # begins or ends a stretch
                yield held, depth > 0
                held = ""
            elif depth:
                held += character
            depth = max(0, depth + step)
        else:
            held += character
    yield held, depth > 0


def _levels(text: str, base: int) -> list[int]:
    """Return the embedding level of each character; joiners, which the algorithm drops, go with the one before.

    A phone number is embedded left to right, or its groups would change places.
    """
    if not base and not _RIGHT_TO_LEFT.search(text):
        return [0] * len(text)
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(PHONE.sub("\u202a\\g<0>\u202c", text), storage)
    for resolve in (
        algorithm.explicit_embed_and_overrides,
        algorithm.resolve_weak_types,
        algorithm.resolve_neutral_types,
        algorithm.resolve_implicit_levels,
    ):
        resolve(storage, False)
    resolved = iter(storage["chars"])
    levels: list[int] = []
    for character in text:
        levels.append((levels or [base])[-1] if character in _UNREMOVED else next(resolved)["level"])
    return levels


@lru_cache(maxsize=16384)
def reads_backwards(text: str) -> bool:
    """Return whether a text that stands alone, such as a name, runs from right to left: its first letter's way.

    Numbers alone, such as a phone number, run from left to right on every paper.
    """
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)
