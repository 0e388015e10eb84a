"""How far apart two postcode areas are, from one small table; it knows no person and keeps no full postcode."""

import csv
import re
from functools import cache
from math import hypot

from desktop.paths import resource

_OUTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)(?:[0-9][A-Z]{2})?")


@cache
def _places() -> dict[str, tuple[int, int]]:
    with resource("places/outcodes.csv").open(newline="", encoding="utf-8") as table:
        return {row["outcode"]: (int(row["easting"]), int(row["northing"])) for row in csv.DictReader(table)}


@cache
def outcode(area: str | None) -> str | None:
    """Return the outcode of a postcode or outcode, None where the table lacks it (Northern Ireland, a typing slip)."""
    found = _OUTCODE.fullmatch(re.sub(r"\s", "", area or "").upper())
    return found[1] if found and found[1] in _places() else None


def place(area: str | None) -> tuple[int, int] | None:
    """Return easting and northing in metres of an area's middle, None where it isn't known."""
    known = outcode(area)
    return _places()[known] if known else None


@cache
def kilometres(one: str | None, other: str | None) -> int | None:
    """Return the distance of two areas as the crow flies, in whole kilometres; None means not known."""
    here, there = place(one), place(other)
    if here is None or there is None:
        return None
    return round(hypot(here[0] - there[0], here[1] - there[1]) / 1000)
