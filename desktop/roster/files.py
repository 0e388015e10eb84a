"""What kind of file some bytes are, whatever their name says, and its tables; it knows formats and no headings."""

import re

from desktop.errors import RosterTrouble
from desktop.i18n import _
from desktop.roster.compound import SIGNATURE, Compound, bound_xls
from desktop.roster.ctf import read_ctf
from desktop.roster.decoding import decode
from desktop.roster.delimited import no_text, noise, read_delimited
from desktop.roster.extent import bound_ods, bound_xlsx
from desktop.roster.limits import MAX_BYTES, MAX_CELLS, Pace, bounded
from desktop.roster.markup_tables import html_tables, workbook_2003
from desktop.roster.table import Table
from desktop.roster.workbook import read_workbook
from desktop.roster.zipped import Archive, protected

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.I)
_JSON = re.compile(rb"[\[{]\s*(?:[\[{\"\]}]|$)")
_HTML = re.compile(rb"<(?:!doctype html|html|table|head|body|meta)\b", re.I)


def _strangers() -> tuple[tuple[bytes, str], ...]:
    """Return how files begin that are no lists, and what each is."""
    return (
        (b"%PDF", _("a PDF")),
        (b"\x89PNG", _("a picture")),
        (b"\xff\xd8\xff", _("a picture")),
        (b"GIF8", _("a picture")),
        (b"{\\rtf", _("a text document")),
        (b"Rar!", _("a packed folder")),
        (b"7z\xbc\xaf", _("a packed folder")),
        (b"\x1f\x8b", _("a packed file")),
        (b"SQLite format 3", _("a database")),
        (b"MIME-Version:", _("a web archive")),
    )


def tables_of(data: bytes, *, name: str = "", encoding: str | None = None, pace: Pace | None = None) -> list[Table]:
    """Return the tables in a file: one of a CSV, one a sheet of a workbook. Raises RosterTrouble for anything else.

    What a file is called decides nothing; it is only told back where a file is not what its name says.
    """
    pace = pace or Pace()
    bounded(len(data), MAX_BYTES, _("bytes"))
    if not data.strip(b"\x00 \t\r\n"):
        raise RosterTrouble(_("This file is empty."), _("Export the list again and check that it opens in Excel."))
    for start, what in _strangers():
        if data.startswith(start):
            raise _stranger(what)
    if data.startswith(b"PK"):
        return _zipped(data, pace)
    if data.startswith(SIGNATURE):
        return _ole(data, pace)
    return _text(data, name, encoding, pace)


def _stranger(what: str) -> RosterTrouble:
    return RosterTrouble(
        _("This file is {what}, not a list that can be read.").format(what=what),
        _("Save the list as XLSX or CSV and choose that file."),
    )


def _zipped(data: bytes, pace: Pace) -> list[Table]:
    archive = Archive(data)
    if "xl/workbook.xml" in archive.names:
        bound_xlsx(archive)
        return read_workbook(data, "XLSX", pace)
    if "content.xml" in archive.names:
        if b"encryption-data" in archive.start("META-INF/manifest.xml", 2**20):
            raise protected()
        bound_ods(archive)
        return read_workbook(data, "ODS", pace)
    if "word/document.xml" in archive.names:
        raise _stranger(_("a Word document"))
    if "xl/workbook.bin" in archive.names:
        raise _stranger(_("a binary spreadsheet (XLSB)"))
    raise _stranger(_("a packed folder"))


def _ole(data: bytes, pace: Pace) -> list[Table]:
    compound = Compound(data)
    if "EncryptedPackage" in compound.names:
        raise protected()
    if "WordDocument" in compound.names:
        raise _stranger(_("a Word document"))
    bound_xls(compound)
    return read_workbook(data, "XLS", pace)


def _text(data: bytes, name: str, encoding: str | None, pace: Pace) -> list[Table]:
    start = data[:4_000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and start.startswith(b"<?xml"):
        return _filled(workbook_2003(data))
    is_xml = start[:5].lower() == b"<?xml" or start[:7].lower() == b"<ctfile"
    if is_xml and b"xhtml" not in start.lower():
        return [read_ctf(data)]
    if _HTML.match(start) or (start.startswith(b"<") and _HTML.search(start)):
        return _html(data, encoding, start)
    if _JSON.match(start):
        raise _stranger(_("data for a program (JSON)"))
    decoded = decode(data, encoding)
    unfit = no_text(decoded.text) or noise(decoded.text, name)
    if unfit:
        raise unfit
    return [read_delimited(decoded, pace)]


def _html(data: bytes, encoding: str | None, start: bytes) -> list[Table]:
    """Read a page in the letters asked for, else in those it declares where they fit, else in the likeliest."""
    declared = _CHARSET.search(start)
    name = encoding or (declared[1].decode("ascii") if declared else "")
    try:
        text = data.decode(name or "utf-8-sig") if not encoding else decode(data, encoding).text
    except (UnicodeError, LookupError):
        name, text = (found := decode(data)).encoding, found.text
    bounded(text.count("<"), 4 * MAX_CELLS, _("marks"))
    return _filled(html_tables(text, name or "utf-8"))


def _filled(tables: list[Table]) -> list[Table]:
    if not tables:
        raise RosterTrouble(
            _("This file is a web page without a table of people."),
            _("Open it in Excel, save it as XLSX and choose that file."),
        )
    return tables
