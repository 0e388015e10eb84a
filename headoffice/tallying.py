"""Counts a release by how pairs meet, how often, and what was told: the numbers every report adds up.

Each site and term keeps one array of small whole numbers, `SHAPE` long, in the order written here; stored arrays are
read by it, so a value of a later spec needs a new layout. It knows no estimate.
"""

import struct

from desktop.models.wire import WireRelease

MODALITIES = ("face_to_face", "hybrid", "virtual", "not_stated")
SESSIONS = ("0", "1-3", "4-7", "8+")
_CHANGES = ("lower", "same", "higher", "not_measured")
ANSWERS: dict[str, tuple[str, ...]] = {
    "unmet_need": ("yes", "no"),
    "across_difference": ("yes", "no", "not_measured"),
    "ending": ("running", "completed", "early"),
    "confidence": _CHANGES,
    "personal_skills": _CHANGES,
    "employability": _CHANGES,
    "social_connections": _CHANGES,
    "wellbeing": _CHANGES,
}
_PLACE = {answer: place for place, answer in enumerate((fact, value) for fact in ANSWERS for value in ANSWERS[fact])}
SHAPE = (len(MODALITIES), len(SESSIONS), len(_PLACE))


def columns(fact: str) -> slice:
    """Return where the values of a fact stand in the last direction of the array."""
    first = _PLACE[fact, ANSWERS[fact][0]]
    return slice(first, first + len(ANSWERS[fact]))


def tally(release: WireRelease) -> bytes:
    """Return the counts of a release: 16 bits each, the lowest byte first."""
    counts = [0] * (SHAPE[0] * SHAPE[1] * SHAPE[2])
    for record in release.records:
        cell = MODALITIES.index(record.modality) * SHAPE[1] + SESSIONS.index(record.sessions)
        for fact in ANSWERS:
            counts[cell * SHAPE[2] + _PLACE[fact, getattr(record, fact)]] += 1
    return struct.pack(f"<{len(counts)}H", *counts)
