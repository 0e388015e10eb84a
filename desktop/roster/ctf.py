"""The DfE's Common Transfer File (XML) as a table; entities are off and only the verified tags are taken."""

from datetime import date
from typing import Protocol
from xml.parsers import expat

from desktop.errors import RosterTrouble
from desktop.i18n import _, ngettext
from desktop.roster.limits import MAX_ROWS, bounded
from desktop.roster.table import Table

_TAGS = {"UPN": "UPN", "Surname": "Surname", "Forename": "Forename", "DOB": "DOB", "Gender": "Gender", "Sex": "Gender"}
_YEAR_TAG = "ncyearactual"
_YEARS = range(7, 14)
HEADINGS = ("UPN", "Surname", "Forename", "DOB", "Gender", "Year")
_DEEPEST = 64


class BadXml(RosterTrouble):
    """An XML file that can't be read or must not be."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence or _("This XML file is damaged."),
            _("Export it again from the school’s system, or save the list as CSV."),
        )


class Hearer(Protocol):
    """What hears the elements of an XML file in their order."""

    def start(self, name: str, given: dict[str, str]) -> None:
        """Hear an element begin."""

    def end(self, name: str) -> None:
        """Hear it end."""

    def text(self, part: str) -> None:
        """Hear what stands in it, in parts."""


def hear_xml(data: bytes, hearer: Hearer) -> None:
    """Tell a file's elements in their order; raises RosterTrouble where the XML is damaged or declares things."""
    parser = _safe_parser()
    parser.StartElementHandler = hearer.start
    parser.EndElementHandler = hearer.end
    parser.CharacterDataHandler = hearer.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError, UnicodeError) as broken:
        raise BadXml from broken


def _safe_parser() -> expat.XMLParserType:
    """Return an XML parser that refuses every document type, so that no entity can be declared, let alone expanded."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_event: object) -> None:
        raise BadXml(_("This XML file declares things of its own, which is not safe to read."))

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def read_ctf(data: bytes) -> Table:
    """Return the pupils of a CTF; a pupil's line is its number in the file, counted from 1."""
    pupils = _Pupils()
    hear_xml(data, pupils)
    if not pupils.is_ctf:
        raise RosterTrouble(
            _("This XML file is not a Common Transfer File."),
            _("Export the pupils as a CTF, CSV or XLSX and try again."),
        )
    found = frozenset(pupils.worked_out)
    notes = (_about_years(len(found)),) if found else ()
    return Table([HEADINGS, *pupils.rows], "CTF", encoding="xml", first_line=0, notes=notes, worked_out=found)


def _about_years(pupils: int) -> str:
    """Say that the file itself gives some pupils no year group."""
    said = ngettext(
        "The file gives {n} young person no year: it was worked out from the date of birth.",
        "The file gives {n} young people no year: it was worked out from the date of birth.",
        pupils,
    )
    return said.format(n=pupils)


class _Pupils:
    """Collects the direct children of each Pupil; deeper ones, such as a contact's surname, are not the pupil's."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []
        self.is_ctf = False
        self.worked_out: list[int] = []  # numbers of pupils whose year group is found by their date of birth
        self._path: list[str] = []
        self._pupil: dict[str, str] = {}
        self._written = ""

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        if len(self._path) >= _DEEPEST:
            raise BadXml(_("This XML file is nested too deeply to be a list of pupils."))
        name = tag.rpartition(":")[2]
        self._path.append(name)
        self.is_ctf = self.is_ctf or name.casefold() == "ctfile"
        if name == "Pupil":
            bounded(len(self.rows), MAX_ROWS, _("pupils"))
            self._pupil = {}

    def text(self, text: str) -> None:
        if len(self._path) > 1 and self._path[-2] == "Pupil" and self._path[-1] in _TAGS:
            heading = _TAGS[self._path[-1]]
            self._pupil[heading] = self._pupil.get(heading, "") + text
        elif "Pupil" in self._path and self._path[-1].casefold() == _YEAR_TAG:
            self._pupil["Year"] = self._pupil.get("Year", "") + text
        elif self._path[-2:] == ["Header", "DateTime"]:
            self._written += text

    def end(self, _tag: str) -> None:
        if self._path.pop() == "Pupil":
            if "Year" not in self._pupil:
                self._pupil["Year"] = year_group(self._pupil.get("DOB", ""), self._written)
                if self._pupil["Year"]:
                    self.worked_out.append(len(self.rows) + 1)
            self.rows.append(tuple(self._pupil.get(heading, "") for heading in HEADINGS))


def year_group(born: str, written: str) -> str:
    """Return the secondary year group of a birth date on the day a file was written (both ISO), empty where none fits.

    School years in England and Wales run from 1 September to 31 August; Year 7 is of those who are 11 when it begins
    and 12 before it ends (gov.uk, The national curriculum: overview).
    """
    try:
        birth, day = date.fromisoformat(born.strip()[:10]), date.fromisoformat(written.strip()[:10])
    except ValueError:
        return ""
    began = day.year if day.month >= 9 else day.year - 1
    year = began - birth.year - (birth.month >= 9) - 4
    return str(year) if year in _YEARS else ""
