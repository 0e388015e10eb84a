"""Bytes to text: byte order mark, strict UTF-8, then the eight-bit code that leaves no symbol inside a word.

It knows letters and nothing about rows; charset guessing by statistics is avoided because it calls cp1252 cp1250.
"""

import codecs
import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from desktop.errors import RosterTrouble
from desktop.i18n import _, noted

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows first, then Welsh, DOS, Central European, Turkish, old Macs; how odd cp1252 must look to try each.
_EIGHT_BIT = {"cp1252": 0, "iso8859_14": 1, "cp850": 2, "cp1250": 2, "iso8859_2": 2, "cp1254": 3, "mac_roman": 2}
LABELS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": noted("UTF-16, Excel’s “Unicode Text”"),
    "utf-16-le": noted("UTF-16, Excel’s “Unicode Text”"),
    "utf-16-be": noted("UTF-16, as other computers store it"),
    "utf-32": "UTF-32",
    "cp1252": noted("Windows, Western European"),
    "iso8859_14": noted("Welsh and Irish (ISO 8859-14)"),
    "cp850": noted("DOS, Western European"),
    "cp1250": noted("Windows, Central European"),
    "iso8859_2": noted("Central European (ISO 8859-2)"),
    "cp1254": noted("Windows, Turkish"),
    "mac_roman": noted("Macintosh, Western European"),
}
# Letters that names in British schools have, beyond ASCII: Western European, Welsh, Polish, Czech, Romanian, Turkish.
_COMMON = frozenset("àáâãäåçèéêëìíîïñòóôõöøùúûüýÿšžœßŵŷẁẃẅỳąćęłńśźżčďěňřťůășțşţğıőű")
_BETWEEN = frozenset("’‘“”–—·.£€…")
_RUN = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the name of its code; `sure` is False where another reading is thinkable."""

    text: str
    encoding: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class EncodingChoice:
    """One way to read a file's letters, with lines of the file that show the difference."""

    encoding: str
    label: str
    samples: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The cells of the samples that hold other than ASCII: names, by which a person sees whether this is right."""
        cells = (cell.strip() for line in self.samples for cell in re.split(r"[,;\t|\"]", line))
        return tuple(dict.fromkeys(cell[:40] for cell in cells if cell and not cell.isascii()))


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a file, read in the code asked for or else in the likeliest one; never refuses a byte."""
    if encoding:
        return Decoded(_told(data, encoding), encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace").removeprefix("\ufeff"), name)
    wide = _wide(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide, sure=False)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)


@dataclass(frozen=True, slots=True)
class Where:
    """Where names stand in a file: below so many lines, in which columns (from 0), parted by what; else anywhere."""

    below: int = 0
    columns: tuple[int, ...] = ()
    delimiter: str = ","

    def within(self, line: str) -> str:
        """Return the cells of a line in which names stand, parted as they are there."""
        if not self.columns:
            return line
        cells = next(csv.reader([line], delimiter=self.delimiter), [])
        return self.delimiter.join(cells[at] for at in self.columns if at < len(cells))


def encoding_choices(data: bytes, *, lines: int = 5, where: Where = Where()) -> tuple[EncodingChoice, ...]:
    """Return the ways in which these bytes can be read, each with up to `lines` lines that hold other than ASCII.

    A file with a mark says itself how it is stored, and no name holds a zero: there other ways can't be meant.
    """
    first = decode(data).encoding
    marked = any(data.startswith(mark) for mark, _name in _MARKS)
    choices = []
    for name in (first,) if marked else dict.fromkeys((first, "utf-8", *_EIGHT_BIT, "utf-16-le")):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            if name != first:
                continue
            text = decode(data).text
        if name == first or "\x00" not in text[:_SAMPLE]:
            telling = _telling(text[:_SAMPLE].removeprefix("\ufeff"), where)
            choices.append(EncodingChoice(name, _(LABELS[name]), tuple(islice(telling, lines))))
    return tuple(choices)


def _telling(text: str, where: Where) -> Iterator[str]:
    for line in text.splitlines()[where.below :]:
        if not line.isascii() and not (names := where.within(line)).isascii():
            yield names.strip()[:120]


def _told(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace").removeprefix("\ufeff")
    except (LookupError, ValueError) as unknown:
        raise RosterTrouble(
            _("The name “{encoding}” is not a way to store letters that this computer knows.").format(
                encoding=encoding[:40]
            ),
            _("Choose another, for example utf-8, cp1252 or utf-16."),
        ) from unknown


def _wide(data: bytes) -> str:
    """Return the name of UTF-16 without a mark where every other byte of the start is zero, else nothing."""
    start = data[:2_000]
    half = len(start) // 2
    if half < 2:
        return ""
    if start[1::2].count(0) > 0.7 * half and start[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if start[0::2].count(0) > 0.7 * half and start[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _not_utf8(data: bytes) -> Decoded:
    """Read bytes that are no clean UTF-8: nearly UTF-8 with a few stray bytes, or one of the eight-bit codes."""
    good = len(_RUN.findall(data))
    stray = len(re.findall(rb"[\x80-\xff]", _RUN.sub(b"", data)))
    if good > stray:
        return Decoded(data.decode("utf-8", "alongside_cp1252"), "utf-8", sure=False)
    odd = {name: doubt + _slips(data, name) for name, doubt in _EIGHT_BIT.items()}
    best = min(odd, key=lambda name: odd[name])
    return Decoded(data.decode(best, "replace"), best, sure=odd[best] == 0)


def _slips(data: bytes, name: str) -> int:
    """Return how unlike names bytes look when read in a code: undefined bytes, symbols and rare letters in words."""
    text = data[:_SAMPLE].decode(name, "replace")
    return sum(_oddness(text, found.start()) for found in re.finditer(r"[^\x00-\x7f]", text))


def _oddness(text: str, place: int) -> int:
    """Weigh one letter beyond ASCII: 0 where a name may have it there, 3 where nothing of the kind can stand."""
    mark = text[place]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if mark == "\ufffd" or unicodedata.category(mark) == "Cc":
        return 3
    if not mark.isalpha():
        beside = before.isalpha() or after.isalpha()
        quoting = (
            mark in _BETWEEN and not (mark in "‘£€…" and before.isalpha()) and not (mark in "£€" and after.isalpha())
        )
        return 0 if quoting or not beside else 3
    if mark.casefold() not in _COMMON:
        return 1 if mark in "æÆ" else 2
    if mark.isupper():
        return 2 * (before.isalpha() and before.islower())
    return int(not before.isalpha() and after.islower())


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


codecs.register_error("alongside_cp1252", _as_cp1252)
