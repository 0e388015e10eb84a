"""What kind of file some bytes are, whatever their name says, and its tables; it knows formats and no headings."""

from desktop.errors import RosterTrouble
from desktop.roster.ctf import read_ctf
from desktop.roster.decoding import decode
from desktop.roster.delimited import no_text, read_delimited
from desktop.roster.extent import bound_ods, bound_xlsx
from desktop.roster.limits import MAX_BYTES, Pace, bounded
from desktop.roster.table import Table
from desktop.roster.workbook import read_workbook
from desktop.roster.zipped import Archive, protected

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STRANGERS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document"),
    (b"Rar!", "a packed folder"),
    (b"7z\xbc\xaf", "a packed folder"),
    (b"\x1f\x8b", "a packed file"),
    (b"SQLite format 3", "a database"),
)


def tables_of(data: bytes, *, encoding: str | None = None, pace: Pace | None = None) -> list[Table]:
    """Return the tables in a file: one of a CSV, one a sheet of a workbook. Raises RosterTrouble for anything else."""
    pace = pace or Pace()
    bounded(len(data), MAX_BYTES, "bytes")
    if not data.strip(b"\x00 \t\r\n"):
        raise RosterTrouble("This file is empty.", "Export the list again and check that it opens in Excel.")
    for start, what in _STRANGERS:
        if data.startswith(start):
            raise _stranger(what)
    if data.startswith(b"PK"):
        return _zipped(data, pace)
    if data.startswith(_OLE):
        return _ole(data, pace)
    return _text(data, encoding, pace)


def _stranger(what: str) -> RosterTrouble:
    return RosterTrouble(
        f"This file is {what}, not a list that can be read.", "Save the list as XLSX or CSV and choose that file."
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
        raise _stranger("a Word document")
    if "xl/workbook.bin" in archive.names:
        raise _stranger("a binary workbook (XLSB)")
    raise _stranger("a packed folder")


def _ole(data: bytes, pace: Pace) -> list[Table]:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise protected()
    if "WordDocument".encode("utf-16-le") in data:
        raise _stranger("a Word document")
    return read_workbook(data, "XLS", pace)


def _text(data: bytes, encoding: str | None, pace: Pace) -> list[Table]:
    start = data[:4_000].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<?xml", b"<ctfile")) or b"<ctfile" in start[:1_000]:
        return [read_ctf(data)]
    decoded = decode(data, encoding)
    empty = no_text(decoded.text)
    if empty:
        raise empty
    return [read_delimited(decoded, pace)]
