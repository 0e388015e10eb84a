"""The letter that hands a school its one-time code for head office."""

from typing import BinaryIO

from desktop.documents.batch import finish
from desktop.documents.facts import day_in_words
from desktop.documents.reply import MARGIN
from desktop.documents.requests import Batch, EnrolmentLetterRequest
from desktop.documents.sheet import ACCENT, MUTED, SOFT, Box, Column, Sheet, Style
from desktop.documents.typeset import Setting
from desktop.i18n import _

_X = MARGIN + 12


def enrolment_letter(request: EnrolmentLetterRequest, out: BinaryIO) -> Batch:
    """Write the code large, with what it does, how to use it and until when."""
    sheet = Sheet(out, _("Enrolment letter"), Setting())
    width = sheet.width - 2 * _X
    sheet.fit(request.school_name, Box(_X, 40, width, 20), Style(11, bold=True, colour=ACCENT))
    top = sheet.write(_("Your code for head office"), Column(_X, 66, width), Style(24, bold=True)) + 12
    for line in (
        _("With this code the school's computer can send head office results that cannot be traced to anyone."),
        _("It works once, on one computer. If someone else may have seen it, ask head office for a new one."),
        _("In Alongside, open Head office, choose Enrol, and type the address and the code."),
    ):
        top = sheet.write(line, Column(_X, top, width), Style(11.4)) + 8
    until = day_in_words(request.valid_until)
    for label, text in (
        (_("Address"), request.office_url), (_("Code"), request.code), (_("Valid until"), until)
    ):  # fmt: skip
        sheet.box(Box(_X, top + 10, width, 50), fill=SOFT, radius=4)
        sheet.fit(label, Box(_X + 12, top + 14, width - 24, 12), Style(8.6, colour=MUTED))
        sheet.fit(text, Box(_X + 12, top + 27, width - 24, 28), Style(17, bold=True))
        top += 60
    sheet.end_page()
    return finish(sheet, 1, [])
