import struct

import pytest

from desktop.errors import RosterTrouble
from desktop.roster.compound import Compound, bound_xls
from desktop.roster.files import tables_of
from tests.unit.roster.making import FILES

SMALL = (FILES / "small.xls").read_bytes()
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound_of(name, content):
    """Return the smallest compound file that holds one stream."""
    content += b"\0" * (-len(content) % 512)
    count = len(content) // 512
    table = [FAT, END, *range(3, 2 + count), END]
    table += [FREE] * (128 - len(table))
    entry = name.encode("utf-16-le")
    directory = _entry("Root Entry".encode("utf-16-le"), END, 0)
    directory += _entry(entry, 2, len(content)) + b"\0" * 256
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<IIII", header, 48, 1, 0, 0, END)
    struct.pack_into("<II", header, 68, END, 0)
    struct.pack_into("<109I", header, 76, 0, *[FREE] * 108)
    return bytes(header) + struct.pack("<128I", *table) + directory + content


def _entry(name, start, length):
    entry = bytearray(128)
    entry[: len(name)] = name
    struct.pack_into("<H", entry, 64, len(name) + 2)
    struct.pack_into("<II", entry, 116, start, length)
    return bytes(entry)


def record(kind, row, column):
    return struct.pack("<HHHHH", kind, 6, row, column, 0)


def test_streams_are_found_and_read():
    assert Compound(compound_of("Book", b"hello")).stream("Book").startswith(b"hello")
    assert "Workbook" in Compound(SMALL).names


def test_small_streams_lie_within_the_root():
    data = bytearray(compound_of("Workbook", b"x"))
    struct.pack_into("<II", data, 56, 4096, 3)  # streams up to 4,096 bytes are small; their table is sector 3
    struct.pack_into("<I", data, 512 + 4 * 3, END)
    struct.pack_into("<II", data, 1024 + 116, 2, 512)  # the root's own stream, sector 2, holds the small ones
    struct.pack_into("<II", data, 1024 + 128 + 116, 0, 70)  # a small stream of two pieces, 0 and 1
    small = b"a" * 64 + b"b" * 448
    assert (
        Compound(bytes(data[:1536]) + small + struct.pack("<128I", 1, END, *[FREE] * 126)).stream("Workbook")
        == small[:70]
    )


@pytest.mark.parametrize("name", ["Workbook", "Book"])
def test_a_grid_within_bounds_is_let_through(name):
    bound_xls(Compound(compound_of(name, record(0x203, 9, 9) + record(0x201, 65_000, 250))))


def test_each_sheet_is_measured_by_itself():
    sheets = record(0x203, 65_000, 0) + record(0x809, 0, 0) + record(0x203, 0, 250)
    bound_xls(Compound(compound_of("Workbook", sheets)))


def test_a_grid_out_of_bounds_is_refused():
    with pytest.raises(RosterTrouble, match="cells"):
        bound_xls(Compound(compound_of("Workbook", record(0x203, 65_000, 0) + record(0x203, 0, 250))))


@pytest.mark.parametrize(
    ("name", "words"), [("EncryptedPackage", "password"), ("WordDocument", "Word"), ("Other", "damaged")]
)
def test_other_files_of_the_old_kind_are_named(name, words):
    with pytest.raises(RosterTrouble, match=words):
        tables_of(compound_of(name, b"x"))


def test_a_chain_in_a_circle_is_damage():
    data = bytearray(compound_of("Workbook", b"x" * 1024))
    struct.pack_into("<I", data, 512 + 4 * 3, 2)
    with pytest.raises(RosterTrouble, match="damaged"):
        Compound(bytes(data)).stream("Workbook")


def test_a_table_longer_than_its_header_goes_on_in_a_sector():
    data = bytearray(compound_of("Workbook", b"x"))
    extra = len(data) // 512 - 1
    struct.pack_into("<II", data, 68, extra, 1)
    assert Compound(bytes(data) + struct.pack("<128I", *[FREE] * 127, END)).stream("Workbook")
    struct.pack_into("<II", data, 68, extra, 2)
    for last in (END, extra):  # it ends before its count is reached; it runs in a circle
        assert Compound(bytes(data) + struct.pack("<128I", *[FREE] * 127, last)).stream("Workbook")


def test_a_file_without_a_root_has_no_small_streams():
    data = compound_of("Workbook", b"hello").replace("Root Entry".encode("utf-16-le"), "Rood Entry".encode("utf-16-le"))
    assert Compound(data).stream("Workbook").startswith(b"hello")


@pytest.mark.parametrize("length", [9, 40, 80, 511])
def test_a_cut_file_is_damage(length):
    with pytest.raises(RosterTrouble, match="damaged"):
        Compound(SMALL[:length])


def test_nonsense_sizes_are_damage():
    data = bytearray(SMALL)
    struct.pack_into("<HH", data, 30, 60, 6)
    with pytest.raises(RosterTrouble, match="damaged"):
        Compound(bytes(data))
