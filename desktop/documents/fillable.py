"""The consent form as a file to fill in on a screen and e-mail back: the paper form with fields over its blanks.

What the school knows stands in the fields, to be corrected: shown in the form's own letters until somebody types.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc

from desktop.documents import field_font
from desktop.documents.batch import print_each
from desktop.documents.catalogue import Catalogue
from desktop.documents.consent_form import Press
from desktop.documents.reply import Entry, ReplyPage
from desktop.documents.requests import UNWATCHED, Batch, ConsentFormRequest, Variant
from desktop.documents.sheet import ACCENT, INK, SOFT, WHITE, Sheet, Style
from desktop.documents.typeset import Setting
from desktop.i18n import _

_TICK = 1.0
_PRINTED = 4  # a field's flag: it is printed
_FROM_THE_RIGHT = 2


def fillable_form(
    request: ConsentFormRequest,
    out: BinaryIO,
    *,
    variant: Variant = Variant.STANDARD,
    catalogues: Sequence[Catalogue] = (),
) -> Batch:
    """Write one family's form as a PDF with fields; the fields' names are those of the form, never a person's."""
    sheet = Sheet(out, _("Consent form"), Setting(request.consent.language))
    font = pdfdoc.PDFDictionary({field_font.NAME: field_font.embed(sheet.canvas)})
    sheet.canvas.acroForm.extras |= {
        "DA": pdfdoc.PDFString(_appearance()),
        "DR": pdfdoc.PDFDictionary({"Font": font}),
    }
    press = Press(sheet, catalogues, variant, over=partial(_add_fields, sheet))
    return print_each(sheet, [request], press.draw, UNWATCHED)


def _add_fields(sheet: Sheet, page: ReplyPage, values: Mapping[str, str]) -> None:
    for entry in page.fields:
        if entry.tip:
            _text_field(sheet, entry, values.get(entry.key, ""))
    for entry in page.ticks:
        _tick_field(sheet, entry)


def _text_field(sheet: Sheet, entry: Entry, value: str) -> None:
    """Add a field with its value as it is drawn on paper; a viewer draws anew what somebody types.

    ReportLab's own text fields can't hold what the standard fonts lack.
    """
    x, y = sheet.place(entry.box)
    corners = (x, y, x + entry.box.width, y + entry.box.height)
    field = {
        "Type": pdfdoc.PDFName("Annot"),
        "Subtype": pdfdoc.PDFName("Widget"),
        "FT": pdfdoc.PDFName("Tx"),
        "T": pdfdoc.PDFString(entry.key),
        "TU": pdfdoc.PDFString(entry.tip),
        "V": pdfdoc.PDFString(value),
        "DV": pdfdoc.PDFString(value),
        "Rect": pdfdoc.PDFArray(corners),
        "F": _PRINTED,
        "P": sheet.canvas._doc.thisPageRef(),  # noqa: SLF001 (ReportLab's way to its document)
        "DA": pdfdoc.PDFString(_appearance()),
        "MK": pdfdoc.PDFDictionary({"BG": pdfdoc.PDFArray([SOFT.red, SOFT.green, SOFT.blue])}),
        "AP": pdfdoc.PDFDictionary({"N": _as_on_paper(sheet, entry, value, corners)}),
    }
    if sheet.mirrored:
        field["Q"] = _FROM_THE_RIGHT
    annotation = pdfdoc.PDFDictionary(field)
    form = sheet.canvas.acroForm
    sheet.canvas._addAnnotation(annotation)  # noqa: SLF001 (as ReportLab's own fields do)
    form.fields.append(form.getRef(annotation))


def _as_on_paper(
    sheet: Sheet, entry: Entry, value: str, corners: tuple[float, float, float, float]
) -> pdfdoc.PDFObjectReference:
    """Return how the field looks as long as nobody types: drawn where it stands, so that nothing has to be moved."""
    name = f"field-{entry.key}"
    sheet.canvas.beginForm(name, *corners)
    sheet.box(entry.box, fill=SOFT)
    sheet.canvas.addLiteral("/Tx BMC")
    sheet.fit(value, entry.box, Style(entry.box.height * 0.74))
    sheet.canvas.addLiteral("EMC")
    sheet.canvas.endForm()
    return pdfdoc.PDFObjectReference(pdfdoc.xObjectName(name))


def _appearance() -> str:
    """Return how typed letters look: in the field's font, as large as the field lets them be, in ink."""
    return f"/{field_font.NAME} 0 Tf {INK.red:.3f} {INK.green:.3f} {INK.blue:.3f} rg"


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
