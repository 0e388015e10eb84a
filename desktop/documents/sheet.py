"""Page furniture: text, boxes, rules, ticks and writing lines on paper, mirrored for right-to-left languages.

Lengths are points. `x` counts from the edge where reading starts and `top` from the top of the page downwards, so that
a paper is laid out once and comes out right in both directions.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from reportlab.lib.colors import Color, HexColor

from desktop.documents import directions, typeset
from desktop.documents.stream import StreamedCanvas, Words
from desktop.documents.typeset import Line, Setting

A4 = (595.276, 841.89)
MM = 72 / 25.4

INK = HexColor("#1E2327")
MUTED = HexColor("#5A6067")
ACCENT = HexColor("#1B5A7A")
SOFT = HexColor("#EDF3F7")
HAIR = HexColor("#CFCAC0")
CONTROL = HexColor("#8B867C")
WHITE = HexColor("#FFFFFF")
WARN = HexColor("#7D4F08")
CREAM = HexColor("#FBF4E4")


class Style(NamedTuple):
    """Size in points, weight, colour, and line height as a factor (None: the setting's)."""

    size: float = 10.0
    bold: bool = False
    colour: Color = INK
    leading: float | None = None


class Box(NamedTuple):
    """A place on the page, measured from the reading edge and the top."""

    x: float
    top: float
    width: float
    height: float


class Column(NamedTuple):
    """Where a text starts and how wide it may run."""

    x: float
    top: float
    width: float


class Sheet:
    """A document being drawn, and the page that lies on the desk."""

    def __init__(self, out: BinaryIO, title: str, setting: Setting, size: tuple[float, float] = A4) -> None:
        self.canvas = StreamedCanvas(out, size, setting.language)
        self.canvas.setTitle(title)
        self.canvas.setAuthor("Alongside")
        self.canvas.setCreator("Alongside")
        self.canvas.setSubject("")
        self.canvas.setProducer("ReportLab")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.size = size
        self.setting = setting
        self.mirrored = setting.rtl
        self.pages = 0
        self._forms: dict[object, str] = {}

    @property
    def width(self) -> float:
        """The page's width."""
        return self.size[0]

    @property
    def height(self) -> float:
        """The page's height."""
        return self.size[1]

    def turn_to(self, size: tuple[float, float]) -> None:
        """Choose the size of the page about to be drawn."""
        self.size = size
        self.canvas.setPageSize(size)

    def end_page(self) -> None:
        """Finish the page and write it."""
        self.canvas.showPage()
        self.pages += 1

    def close(self) -> None:
        """Write the rest of the document."""
        self.canvas.save()

    def bookmark(self, title: str, level: int = 0) -> None:
        """Let the outline point at the page being drawn."""
        key = f"page-{self.pages + 1}-{level}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(title, key, level)

    def stamp(self, key: object, draw: Callable[[], None]) -> None:
        """Draw what stands alike on many pages: described once in the file, referred to after that."""
        name = self._forms.get(key)
        if name is None:
            name = self._forms[key] = f"stamp{len(self._forms)}"
            self.canvas.beginForm(name)
            draw()
            self.canvas.endForm()
        self.canvas.doForm(name)

    def measure(self, text: str, width: float, style: Style, *, setting: Setting | None = None) -> float:
        """Return the height of a text set in a column."""
        used = setting or self.setting
        return len(typeset.lines(text, used, width / style.size, bold=style.bold)) * _pitch(style, used)

    def write(
        self, text: str, column: Column, style: Style, *, align: str = "start", setting: Setting | None = None
    ) -> float:
        """Set a text in a column and return where it ends.

        `align` is start, centre or end in the text's own direction, or page for the page's reading edge.
        """
        used, top = setting or self.setting, column.top
        rtl = self.mirrored if align == "page" else used.rtl
        pitch = _pitch(style, used)
        for row in typeset.lines(text, used, column.width / style.size, bold=style.bold):
            left = self._left(column.x, column.width) + _indent(column.width - row.width * style.size, align, rtl=rtl)
            self._line(row, (left, top + pitch / 2 + 0.357 * style.size), style, used.tracking)
            top += pitch
        return top

    def fit(self, text: str, box: Box, style: Style, *, align: str = "start", middle: bool = True) -> None:
        """Set a text within a box whatever its length: smaller, then on more lines, never cut.

        A text that stands alone, such as a name, runs in its own direction, but from the page's reading edge.
        """
        used = self.setting._replace(rtl=directions.reads_backwards(text))
        size, rows = typeset.fitted(text, used, (box.width, box.height), style.size, bold=style.bold)
        top = box.top + max(0.0, (box.height - size * typeset.height_of(rows)) / 2 if middle else 0.0)
        for row in rows:
            left = self._left(box.x, box.width) + _indent(box.width - row.width * size, align, rtl=self.mirrored)
            self._line(row, (left, top + row.above * size), style._replace(size=size), used.tracking)
            top += (row.above + row.below) * size

    def box(self, box: Box, fill: Color | None = None, stroke: Color | None = None, radius: float = 0) -> None:
        """Draw a box, filled, outlined or both."""
        if fill is not None:
            self.canvas.setFillColor(fill)
        if stroke is not None:
            self.canvas.setStrokeColor(stroke)
            self.canvas.setLineWidth(0.7)
        x, y = self._left(box.x, box.width), self.height - box.top - box.height
        inked = {"fill": int(fill is not None), "stroke": int(stroke is not None)}
        if radius:
            self.canvas.roundRect(x, y, box.width, box.height, radius, **inked)
        else:
            self.canvas.rect(x, y, box.width, box.height, **inked)

    def rule(self, x: float, top: float, width: float, colour: Color = HAIR, weight: float = 0.6) -> None:
        """Draw a line across, to write on or to part things."""
        left = self._left(x, width)
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(weight)
        self.canvas.line(left, self.height - top, left + width, self.height - top)

    def upright(self, x: float, top: float, height: float, colour: Color = HAIR) -> None:
        """Draw a line downwards."""
        left = self._left(x, 0)
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(left, self.height - top, left, self.height - top - height)

    def tear_line(self, top: float) -> None:
        """Draw the dashed line along which a page is torn."""
        self.canvas.setDash(4, 4)
        self.rule(0, top, self.width, CONTROL)
        self.canvas.setDash()

    def tick_box(self, x: float, top: float, side: float) -> None:
        """Draw a box to tick."""
        self.box(Box(x, top, side, side), fill=WHITE, stroke=CONTROL, radius=1.5)

    def tick(self, x: float, top: float, side: float) -> None:
        """Draw a tick."""
        left, foot = self._left(x, side), self.height - top - side
        self.canvas.setStrokeColor(INK)
        self.canvas.setLineWidth(side * 0.13)
        path = self.canvas.beginPath()
        path.moveTo(left + side * 0.2, foot + side * 0.5)
        path.lineTo(left + side * 0.42, foot + side * 0.24)
        path.lineTo(left + side * 0.82, foot + side * 0.8)
        self.canvas.drawPath(path)

    def place(self, box: Box) -> tuple[float, float]:
        """Return the lower left corner of a box in the page's own coordinates, for what isn't mirrored inside."""
        return self._left(box.x, box.width), self.height - box.top - box.height

    def _left(self, x: float, width: float) -> float:
        return self.width - x - width if self.mirrored else x

    def _line(self, row: Line, place: tuple[float, float], style: Style, tracking: float) -> None:
        left, baseline = place
        for piece in row.pieces:
            text = Words(self.canvas, left, self.height - baseline)
            text.setFont(piece.face, style.size)
            text.setFillColor(style.colour)
            if piece.glyphs is None:
                if tracking:
                    text.setCharSpace(tracking * style.size)
                text.textOut(piece.text)
                self.canvas.drawText(text)
            else:
                if tracking:
                    text.setCharSpace(0)  # else that of the words before, which holds on, would eat up the spaces
                text.textOut(piece.glyphs)
                before, after = _marks(piece.text, backwards=piece.level % 2 == 1)
                self.canvas.addLiteral(before)
                self.canvas.drawText(text)
                self.canvas.addLiteral(after)
            left += piece.width * style.size


def _indent(slack: float, align: str, *, rtl: bool) -> float:
    """Return how far from the left a line starts in a column that has `slack` to spare."""
    if align == "centre":
        return slack / 2
    return slack if rtl != (align == "end") else 0.0


def _pitch(style: Style, setting: Setting) -> float:
    return style.size * (style.leading or setting.leading)


@lru_cache(maxsize=8192)
def _marks(text: str, *, backwards: bool) -> tuple[str, str]:
    """Return what stands before and after a word's glyphs to say which letters they are, for search and copying.

    Readers don't agree about words that run from right to left: poppler turns what a Span says round by itself,
    PDFium (Chrome, Edge, Android) takes what the innermost mark says as it stands. Each gets what it reads right.
    """
    meant = f"<</ActualText <{_utf16(text)}>>> BDC"
    if not backwards:
        return f"/Span {meant}", "EMC"
    return f"/Span <</ActualText <{_utf16(text[::-1])}>>> BDC /Word {meant}", "EMC EMC"


def _utf16(text: str) -> str:
    return "FEFF" + text.encode("utf-16-be").hex().upper()
