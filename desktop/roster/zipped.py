"""What a zip archive would unpack to, measured piece by piece before any parser sees it; it knows no sheet."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from desktop.errors import RosterTrouble
from desktop.i18n import _
from desktop.roster.limits import MAX_ENTRIES, MAX_INFLATED, bounded

_CHUNK = 2**20
_BROKEN = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, KeyError, zlib.error)
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """A zip file that has been measured: few entries, bounded size when unpacked, no password."""

    def __init__(self, data: bytes) -> None:
        """Open an archive; raises RosterTrouble where it is damaged, protected or too large."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as broken:
            raise damaged() from broken
        entries = self._zip.infolist()
        bounded(len(entries), MAX_ENTRIES, _("parts"))
        bounded(sum(entry.file_size for entry in entries), MAX_INFLATED, _("bytes once unpacked"))
        if any(entry.flag_bits & 1 for entry in entries):
            raise protected()
        if any(entry.compress_type not in _PLAIN for entry in entries):
            raise damaged()
        if not all(_honest(data, entry) for entry in entries):
            raise damaged()
        self.names = tuple(entry.filename for entry in entries)

    def pieces(self, name: str, overlap: int = 0) -> Iterator[bytes]:
        """Yield an entry in pieces of a megabyte, each beginning with the last `overlap` bytes of the one before.

        An entry never yields more than its header promised, so the bound on inflated size holds.
        """
        tail = b""
        try:
            with self._zip.open(name) as stream:
                while piece := stream.read(_CHUNK):
                    yield tail + piece
                    tail = piece[-overlap:] if overlap else b""
        except _BROKEN as broken:
            raise damaged() from broken

    def start(self, name: str, limit: int) -> bytes:
        """Return the first `limit` bytes of an entry."""
        return next(self.pieces(name), b"")[:limit]


def _honest(data: bytes, entry: zipfile.ZipInfo) -> bool:
    """Whether an entry unpacks to what its header promises: a library that trusts the stream would unpack more."""
    if entry.compress_type == zipfile.ZIP_STORED:
        return entry.compress_size == entry.file_size
    inflate, unpacked = zlib.decompressobj(-zlib.MAX_WBITS), 0
    try:
        name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
        start = entry.header_offset + 30 + name + extra
        left = data[start : start + entry.compress_size]
        while left and unpacked <= entry.file_size:
            unpacked += len(inflate.decompress(left, _CHUNK))
            left = inflate.unconsumed_tail
    except (zlib.error, struct.error):
        return False
    return unpacked + len(inflate.flush(_CHUNK)) == entry.file_size


def damaged() -> RosterTrouble:
    """Return the trouble of a file whose inside can't be read."""
    return RosterTrouble(
        _("This file is damaged or not really a spreadsheet."),
        _("Open it in Excel or LibreOffice, save it as XLSX or CSV and try again."),
    )


def protected() -> RosterTrouble:
    """Return the trouble of a file that asks for a password."""
    return RosterTrouble(
        _("This file is protected by a password."),
        _("Open it in Excel, take the password off under File, Info, Protect Workbook, save it and try again."),
    )
