"""QR and Code 128 on paper, each drawn as one path; what they say is an opaque reference, never a name.

The measures let a hand scanner and a poor office scan (100 dots an inch) read both: QR modules of 0.85 mm with the
highest correction, bars of 0.5 mm, quiet zones of 4 modules and 10 bars.
"""

from functools import lru_cache

import segno
from reportlab.graphics.barcode.code128 import Code128

from desktop.documents.sheet import INK, MM, WHITE, Box, Sheet

MODULE = 0.85 * MM
BAR = 0.5 * MM
QUIET_MODULES = 4
QUIET_BARS = 10
QR_SIDE = (21 + 2 * QUIET_MODULES) * MODULE
CODE128_HEIGHT = 11 * MM


def draw_qr(sheet: Sheet, reference: str, x: float, top: float) -> None:
    """Draw a QR code of a reference with its quiet zone, `QR_SIDE` on a side."""
    left, foot = _ground(sheet, Box(x, top, QR_SIDE, QR_SIDE))
    side, stretches = _modules(reference)
    module = QR_SIDE / (side + 2 * QUIET_MODULES)
    rows = QUIET_MODULES + side - 1
    bars = [(QUIET_MODULES + start, rows - row, length) for row, start, length in stretches]
    _fill(sheet, (left, foot), (module, module), bars)


def draw_code128(sheet: Sheet, reference: str, x: float, top: float) -> None:
    """Draw a Code 128 of a reference with its quiet zones, `code128_width` wide."""
    place = _ground(sheet, Box(x, top, code128_width(reference), CODE128_HEIGHT))
    at, bars = QUIET_BARS, []
    for element in _bars(reference):
        width = ord(element.lower()) - ord("a") + 1
        if element.isupper():
            bars.append((at, 0, width))
        at += width
    _fill(sheet, place, (BAR, CODE128_HEIGHT), bars)


def code128_width(reference: str) -> float:
    """Return the width of a Code 128 with its quiet zones."""
    bars = sum(ord(element.lower()) - ord("a") + 1 for element in _bars(reference))
    return (bars + 2 * QUIET_BARS) * BAR


def _ground(sheet: Sheet, box: Box) -> tuple[float, float]:
    sheet.box(box, fill=WHITE)
    return sheet.place(box)


def _fill(
    sheet: Sheet, place: tuple[float, float], unit: tuple[float, float], bars: list[tuple[int, int, int]]
) -> None:
    """Fill bars (left, foot, width in units, one unit high) as one path.

    Written as PDF operators in whole units: ReportLab spends more time on these numbers than on the rest of a page.
    """
    sheet.canvas.saveState()
    sheet.canvas.setFillColor(INK)
    sheet.canvas.translate(*place)
    sheet.canvas.scale(*unit)
    path = " ".join(f"{left} {foot} {width} 1 re" for left, foot, width in bars)
    sheet.canvas.addLiteral(f"{path} f")
    sheet.canvas.restoreState()


@lru_cache(maxsize=256)
def _modules(reference: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Return the modules a side and the dark stretches: row, first module, length.

    A fixed mask saves trying all eight. The usual eight characters make the smallest code, 21 modules a side.
    """
    matrix = segno.make_qr(reference, error="h", mask=3).matrix
    stretches = []
    for row, modules in enumerate(matrix):
        start = None
        for place, dark in enumerate((*modules, 0)):
            if dark and start is None:
                start = place
            elif not dark and start is not None:
                stretches.append((row, start, place - start))
                start = None
    return len(matrix), tuple(stretches)


@lru_cache(maxsize=256)
def _bars(reference: str) -> str:
    """Return bars (capitals) and gaps (small letters) in order; a, b, c, d are one to four bars wide."""
    code = Code128(reference)
    code.validate()
    code.encode()
    code.decompose()
    return str(code.decomposed)
