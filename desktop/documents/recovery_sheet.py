"""The sheet for the school safe: the recovery key that opens the file when the passphrase is lost."""

from typing import BinaryIO

from desktop.documents.batch import finish
from desktop.documents.facts import day_in_words
from desktop.documents.reply import MARGIN
from desktop.documents.requests import Batch, RecoverySheetRequest
from desktop.documents.sheet import ACCENT, HAIR, MUTED, SOFT, Box, Column, Sheet, Style
from desktop.documents.typeset import Setting
from desktop.i18n import _

_X = MARGIN + 12
_A_ROW = 3


def recovery_sheet(request: RecoverySheetRequest, out: BinaryIO) -> Batch:
    """Write the recovery key in large groups, with lines for who put it where."""
    sheet = Sheet(out, _("Recovery sheet"), Setting())
    width = sheet.width - 2 * _X
    sheet.fit(request.school_name, Box(_X, 40, width, 20), Style(11, bold=True, colour=ACCENT))
    top = sheet.write(_("Recovery key"), Column(_X, 66, width), Style(26, bold=True)) + 4
    made = _("Made on {day}").format(day=day_in_words(request.made_on))
    top = sheet.write(made, Column(_X, top, width), Style(10, colour=MUTED)) + 14
    for line in (
        _("This key opens the school’s mentoring file if the passphrase is forgotten. Whoever has it can read it all."),
        _("Print it once. Keep it in the school safe, in an envelope, not with the computer. Never photograph it."),
        _("To use it: open Alongside and type the groups, in order, where it asks for the passphrase."),
    ):
        top = sheet.write(line, Column(_X, top, width), Style(11.4)) + 8
    top = _draw_groups(sheet, request.groups, top + 14)
    for label in (_("Put into the safe by"), _("Date"), _("Opened by, and when")):
        top = sheet.write(label, Column(_X, top + 24, width), Style(9, colour=MUTED)) + 20
        sheet.rule(_X, top, width)
    sheet.end_page()
    return finish(sheet, 1, [])


def _draw_groups(sheet: Sheet, groups: tuple[str, ...], top: float) -> float:
    width = (sheet.width - 2 * _X + 10) / _A_ROW
    tall = min(52.0, 320.0 / max(1, -(-len(groups) // _A_ROW)))
    for place, group in enumerate(groups):
        x, y = _X + place % _A_ROW * width, top + place // _A_ROW * tall
        sheet.box(Box(x, y, width - 10, tall - 8), fill=SOFT, stroke=HAIR, radius=4)
        sheet.fit(str(place + 1), Box(x + 7, y + 3, 18, tall - 14), Style(8.4, colour=MUTED))
        sheet.fit(group, Box(x + 26, y + 3, width - 44, tall - 14), Style(21, bold=True), align="centre")
    return top + -(-len(groups) // _A_ROW) * tall
