"""Name badges on a label sheet of 2 by 5 (99.1 by 57 mm), the commonest size that fits a holder."""

from collections.abc import Sequence
from typing import NamedTuple

from desktop.documents.sheet import A4, ACCENT, HAIR, MM, MUTED, Box, Sheet, Style

_ACROSS, _DOWN = 2, 5
_WIDTH, _HEIGHT = 99.1 * MM, 57 * MM
_LEFT = 4.65 * MM
_TOP = 6 * MM
_PAD = 6 * MM


class Badge(NamedTuple):
    """What stands on one badge."""

    name: str
    role: str
    event: str


def draw_badges(sheet: Sheet, badges: Sequence[Badge]) -> None:
    """Draw badges, ten to a page, on as many pages as they need."""
    sheet.turn_to(A4)
    a_page = _ACROSS * _DOWN
    for number, badge in enumerate(badges):
        place = number % a_page
        box = Box(_LEFT + place % _ACROSS * (_WIDTH + 2.5 * MM), _TOP + place // _ACROSS * _HEIGHT, _WIDTH, _HEIGHT)
        _draw_badge(sheet, badge, box)
        if place == a_page - 1 or number == len(badges) - 1:
            sheet.end_page()


def _draw_badge(sheet: Sheet, badge: Badge, box: Box) -> None:
    sheet.box(Box(box.x + 3, box.top + 3, box.width - 6, box.height - 6), stroke=HAIR, radius=6)
    x, width = box.x + _PAD, box.width - 2 * _PAD
    sheet.fit(badge.event, Box(x, box.top + 12, width, 14), Style(9.4, colour=MUTED), align="centre")
    sheet.fit(badge.name, Box(x, box.top + 34, width, 72), Style(34, bold=True), align="centre")
    sheet.fit(badge.role, Box(x, box.top + 116, width, 22), Style(14, bold=True, colour=ACCENT), align="centre")
