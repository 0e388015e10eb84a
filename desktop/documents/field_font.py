"""The letters that a PDF's fields are edited in: an embedded face with those of Britain's and its families' alphabets.

ReportLab knows only the standard fonts for fields, which have no ŵ, ł or ș and can't be embedded. A field's font has
256 places at most and can't join letters, so what is typed in Arabic or Bengali is left to the viewer's own fonts.
"""

from functools import cache

import uharfbuzz
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from desktop.documents import fonts
from desktop.paths import resource

# What a field calls the font. Under this name PDFium (Chrome, Edge) asks the font itself whether it has a letter; under
# any other it goes by the alphabets of the computer's own fonts, and a typed ŵ vanishes.
NAME = "Wingdings"
_FACE = "NotoSans-Regular"
_FIRST, _LAST = 32, 255
# Letters of Welsh, Polish, Romanian, Czech, Slovak, Hungarian and Turkish, in places of the standard
# encoding that hold nothing or marks that no family writes.
_FURTHER = "ŴŵŶŷĄąĆćĘęŁłŃńŚśŹźŻżĂăȘșȚțŞşŢţČčĎďĚěŇňŘřŤťŮůŐőŰűĞğİı"
_FREE = (
    127, 129, 130, 131, 132, 134, 135, 136, 137, 139, 140, 141, 143, 144, 149, 152, 153, 155, 156, 157, 159, 160, 162,
    164, 165, 166, 168, 169, 170, 171, 172, 173, 174, 175, 177, 178, 179, 181, 182, 184, 185, 186, 187, 188, 189, 190,
    208, 215, 222, 240, 247, 254,
)  # fmt: skip


def embed(canvas: Canvas) -> pdfdoc.PDFObjectReference:
    """Put the font into a document and return where it is."""
    document, letters, data = canvas._doc, places(), _subset()  # noqa: SLF001 (ReportLab's way to its document)
    face = fonts.face(_FACE).font.face
    stream = pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary({"Length1": len(data)}), content=data)
    stream.filters = [pdfdoc.PDFZCompress]
    descriptor = {
        "Type": pdfdoc.PDFName("FontDescriptor"),
        "FontName": pdfdoc.PDFName(f"ALONGS+{_FACE}"),
        "Flags": 32,  # not symbolic: letters are found by name
        "FontBBox": pdfdoc.PDFArray(face.bbox),
        "ItalicAngle": 0,
        "Ascent": face.ascent,
        "Descent": face.descent,
        "CapHeight": face.capHeight,
        "StemV": face.stemV,
        "FontFile2": document.Reference(stream),
    }
    different = [part for place in sorted(letters) for part in (place, pdfdoc.PDFName(f"uni{ord(letters[place]):04X}"))]
    encoding = {
        "Type": pdfdoc.PDFName("Encoding"),
        "BaseEncoding": pdfdoc.PDFName("WinAnsiEncoding"),
        "Differences": pdfdoc.PDFArray(different),
    }
    font = {
        "Type": pdfdoc.PDFName("Font"),
        "Subtype": pdfdoc.PDFName("TrueType"),
        "BaseFont": pdfdoc.PDFName(f"ALONGS+{_FACE}"),
        "FirstChar": _FIRST,
        "LastChar": _LAST,
        "Widths": pdfdoc.PDFArray([round(_width(place)) for place in range(_FIRST, _LAST + 1)]),
        "FontDescriptor": document.Reference(pdfdoc.PDFDictionary(descriptor)),
        "Encoding": pdfdoc.PDFDictionary(encoding),
    }
    return document.Reference(pdfdoc.PDFDictionary(font))


@cache
def places() -> dict[int, str]:
    """Return the letters that stand in another place than the standard encoding's, by place."""
    return dict(zip(_FREE, _FURTHER, strict=False))


def letter_at(place: int) -> str:
    """Return the letter at a place of the font, empty where there is none."""
    return places().get(place) or bytes([place]).decode("cp1252", "ignore")


def _width(place: int) -> float:
    letter = letter_at(place)
    return float(fonts.face(_FACE).font.face.charWidths.get(ord(letter), 0)) if letter else 0.0


@cache
def _subset() -> bytes:
    """Return the face with these letters only, as a font file whose letters are found by what they are."""
    face = uharfbuzz.Face(resource(f"fonts/{_FACE}.ttf").read_bytes())
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update({ord(letter) for place in range(_FIRST, _LAST + 1) if (letter := letter_at(place))})
    wanted.layout_feature_tag_set.clear()
    return bytes(uharfbuzz.subset(face, wanted).blob.data)
