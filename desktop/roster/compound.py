"""The streams inside an old Office file (OLE2), as far as needed to measure an XLS before the library opens it.

After Microsoft's public description of compound files, MS-CFB, and of BIFF, MS-XLS; it reads no value.
"""

import struct
from collections.abc import Iterator

from desktop.roster.extent import bound_grid
from desktop.roster.zipped import damaged

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_BROKEN = -1
_END = 0xFFFFFFFA  # and above: free, end of chain, and sectors of the table itself
_ENTRY = 128
_MOST_SECTORS = 1_000_000
_BOF = 0x0809
# Records that hold a value: formula, label and its kinds, number, boolean, compact numbers. Blank ones cost nothing.
_FILLED = frozenset({0x0006, 0x0206, 0x0406, 0x00FD, 0x0204, 0x00D6, 0x0203, 0x0205, 0x027E, 0x00BD})


class Compound:
    """A compound file's directory and streams."""

    def __init__(self, data: bytes) -> None:
        """Read the directory; raises RosterTrouble where the file is damaged."""
        try:
            self._read(data)
        except (struct.error, IndexError, ValueError) as broken:
            raise damaged() from broken

    def _read(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if not 7 <= shift <= 16 or not 4 <= mini_shift <= 12:
            raise damaged()
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        directory, self._cutoff, mini_table = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
        self._table = self._numbers(self._table_sectors())
        self._mini_table = self._numbers(self._chain(mini_table, self._table))
        entries = b"".join(self._sector(number) for number in self._chain(directory, self._table))
        self._entries: dict[str, tuple[int, int]] = {}
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            length = struct.unpack_from("<H", entries, at + 64)[0]
            name = entries[at : at + min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
            self._entries.setdefault(name, struct.unpack_from("<II", entries, at + 116))
        self._mini = b""
        if "Root Entry" in self._entries:
            first = self._entries["Root Entry"][0]
            self._mini = b"".join(self._sector(number) for number in self._chain(first, self._table))

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """Return a stream's content; raises KeyError where there is none of the name."""
        start, length = self._entries[name]
        if length >= self._cutoff:
            return b"".join(map(self._sector, self._chain(start, self._table)))[:length]
        size = self._mini_size
        chain = self._chain(start, self._mini_table)
        return b"".join(self._mini[number * size : (number + 1) * size] for number in chain)[:length]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _numbers(self, sectors: Iterator[int]) -> list[int]:
        data = b"".join(map(self._sector, sectors))
        return [number for (number,) in struct.iter_unpack("<I", data[: len(data) // 4 * 4])]

    def _table_sectors(self) -> Iterator[int]:
        """Yield the sectors of the allocation table: 109 in the header, more in a chain of their own."""
        more, count = struct.unpack_from("<II", self._data, 68)
        numbers = list(struct.unpack_from("<109I", self._data, 76))
        for _ in range(min(count, 1_000)):
            if more >= _END:
                break
            found = [number for (number,) in struct.iter_unpack("<I", self._sector(more))]
            numbers += found[:-1]
            more = found[-1]
        yield from (number for number in numbers if number < _END)

    def _chain(self, first: int, table: list[int]) -> Iterator[int]:
        """Yield the sectors of a stream; a chain longer than its table runs in a circle."""
        number = first
        for _ in range(min(len(table), _MOST_SECTORS) + 1):
            if number >= _END:
                return
            yield number
            number = table[number] if number < len(table) else _BROKEN
            if number == _BROKEN:
                break
        raise damaged()


def bound_xls(compound: Compound) -> None:
    """Raise RosterTrouble where a sheet of an XLS asks for a grid larger than is read at once."""
    name = next((name for name in ("Workbook", "Book") if name in compound.names), None)
    if name is None:
        raise damaged()
    rows = columns = 0
    for kind, row, column in _cells(compound.stream(name)):
        if kind == _BOF:
            rows = columns = 0
        elif row >= rows or column >= columns:
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            bound_grid(rows, columns)


def _cells(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the record kind, row and column of sheet starts and of filled cells."""
    at, end = 0, len(stream)
    while at + 8 <= end:
        kind, length, row, column = struct.unpack_from("<HHHH", stream, at)
        if kind == _BOF or kind in _FILLED:
            yield kind, row, column
        at += 4 + length
