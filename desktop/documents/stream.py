"""A PDF that leaves for its file page by page, so that a batch of any size needs no more memory than a small one.

ReportLab keeps all pages until the end. Here each page is written when it is done; fonts, outlines and the table of
places follow when the document is closed. All that leans on ReportLab's inner names stands in this module.
"""

from typing import BinaryIO

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

_GONE = "written"


class StreamedDocument(pdfdoc.PDFDocument):
    """ReportLab's document with the pages already in the file."""

    def __init__(self, out: BinaryIO, language: str) -> None:
        super().__init__(compression=1, invariant=1, lang=language, pdfVersion=(1, 5))
        self._out = out
        self._length = 0
        self._put(pdfdoc.PDFFile(self._pdfVersion).format(self))

    def addPage(self, page: pdfdoc.PDFPage) -> None:  # noqa: N802 (the name ReportLab calls)
        """Write a finished page and forget it."""
        content = pdfdoc.PDFStream(content=page.stream, filters=[pdfdoc.PDFZCompress])
        page.stream = None
        page.Contents = self._write(self.Reference(content).name)
        self.Pages.pages.append(self._write(self.Reference(page, self.thisPageName()).name))
        self.pageCounter += 1
        self.inObject = None

    def format(self) -> bytes:
        """Write what is left; nothing remains to be returned."""
        self.encrypt.prepare(self)
        catalogue, info = self.Reference(self.Catalog), self.Reference(self.info)
        written: list[str] = []
        while len(written) < len(self.numberToId):  # formatting one object may register others
            name = self.numberToId[len(written) + 1]
            if name not in self.idToOffset:
                self._write(name)
            written.append(name)
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, written)
        start = self._put(table.format(self))
        trailer = pdfdoc.PDFTrailer(start, Size=len(written) + 1, Root=catalogue, Info=info, ID=self.ID())
        self._put(trailer.format(self))
        return b""

    def _write(self, name: str) -> pdfdoc.PDFObjectReference:
        body = pdfdoc.PDFIndirectObject(name, self.idToObject[name]).format(self)
        self.idToOffset[name] = self._put(body)
        self.idToObject[name] = _GONE
        return pdfdoc.PDFObjectReference(name)

    def _put(self, data: bytes) -> int:
        start = self._length
        self._out.write(data)
        self._length += len(data)
        return start


class Words(PDFTextObject):
    """ReportLab's text whose glyphs stand at the height they were shaped for.

    ReportLab forgets a glyph's height where the one before was raised too: all that followed stood too high.
    """

    def setRise(self, rise: float) -> None:  # noqa: N802 (the name ReportLab calls)
        """Raise or lower what follows, for good until it is called again."""
        self._rise = rise
        self._code.append(f"{fp_str(rise)} Ts")


class StreamedCanvas(Canvas):
    """ReportLab's canvas on a streamed document, without the standard fonts that can't be embedded."""

    def __init__(self, out: BinaryIO, size: tuple[float, float], language: str) -> None:
        super().__init__(out, pagesize=size, pageCompression=1, invariant=1, lang=language)
        self._doc = StreamedDocument(out, language)

    def _make_preamble(self) -> None:
        self._preamble = ""

    def save(self) -> None:
        """Close the document; each page was shown before."""
        self._doc.GetPDFData(self)
