"""Who comes first when there are too few mentors: greatest unmet need, longest wait, then a seeded lottery."""

import hashlib

from desktop.models.people import Mentee
from desktop.rules.circumstances import Circumstances


def need_points(mentee: Mentee, c: Circumstances) -> int:
    """Return the points of unmet need under the school's weights."""
    return sum(int(getattr(c.policy.need_weights, name)) for name in mentee.needs.named)


def need_band(mentee: Mentee, c: Circumstances) -> int:
    """Return the band of need, 0 the greatest; the policy's `need_bands` are the least points of each band."""
    points = need_points(mentee, c)
    return sum(points < least for least in c.policy.need_bands)


def place_in_line(mentee: Mentee, c: Circumstances, *, seed: int) -> tuple[int, int, str]:
    """Return the sort key of a full order: smaller is matched first. The lottery depends on seed and id only."""
    waited = (c.today - mentee.waiting_since).days if mentee.waiting_since else 0
    lot = hashlib.sha256(f"{seed}:{mentee.id}".encode()).hexdigest()
    return -need_points(mentee, c), -max(0, waited), lot
