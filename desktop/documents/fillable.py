"""The consent form as a file to fill in on a screen and e-mail back: the paper form with fields over its blanks.

What the school knows is printed, as on paper; a blank becomes a field that a screen reader can name. Viewers choose
the letters of what is typed, so that any script can be.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import BinaryIO

from desktop.documents.batch import print_each
from desktop.documents.catalogue import Catalogue
from desktop.documents.consent_form import Press
from desktop.documents.reply import Entry, ReplyPage
from desktop.documents.requests import UNWATCHED, Batch, ConsentFormRequest, Variant
from desktop.documents.sheet import ACCENT, INK, SOFT, WHITE, Sheet
from desktop.documents.typeset import Setting
from desktop.i18n import _

_LONGEST = 400
_TICK = 1.0


def fillable_form(
    request: ConsentFormRequest,
    out: BinaryIO,
    *,
    variant: Variant = Variant.STANDARD,
    catalogues: Sequence[Catalogue] = (),
) -> Batch:
    """Write one family's form as a PDF with fields; the fields' names are those of the form, never a person's."""
    sheet = Sheet(out, _("Consent form"), Setting(request.consent.language))
    sheet.canvas.acroForm.extras["NeedAppearances"] = "true"
    press = Press(sheet, catalogues, variant, over=partial(_add_fields, sheet))
    return print_each(sheet, [request], press.draw, UNWATCHED)


def _add_fields(sheet: Sheet, page: ReplyPage, values: Mapping[str, str]) -> None:
    for entry in page.fields:
        if entry.key not in values and entry.tip:
            _text_field(sheet, entry)
    for entry in page.ticks:
        _tick_field(sheet, entry)


def _text_field(sheet: Sheet, entry: Entry) -> None:
    x, y = sheet.place(entry.box)
    sheet.canvas.acroForm.textfield(
        name=entry.key,
        tooltip=entry.tip,
        x=x,
        y=y,
        width=entry.box.width,
        height=entry.box.height,
        fontSize=round(min(entry.box.height * 0.62, 11)),
        fillColor=SOFT,
        borderColor=SOFT,
        textColor=INK,
        borderWidth=0,
        maxlen=_LONGEST,
    )


def _tick_field(sheet: Sheet, entry: Entry) -> None:
    x, y = sheet.place(entry.box)
    sheet.canvas.acroForm.checkbox(
        name=entry.key,
        tooltip=entry.tip,
        x=x,
        y=y,
        size=entry.box.width,
        fillColor=WHITE,
        borderColor=ACCENT,
        textColor=INK,
        borderWidth=_TICK,
        fieldFlags="",
    )
