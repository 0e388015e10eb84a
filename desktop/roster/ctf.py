"""The DfE's Common Transfer File (XML) as a table; entities are off and only the verified tags are taken."""

from datetime import date
from xml.parsers import expat

from desktop.errors import RosterTrouble
from desktop.i18n import _
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


def safe_parser() -> expat.XMLParserType:
    """Return an XML parser that refuses every document type, so that no entity can be declared, let alone expanded."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_event: object) -> None:
        raise BadXml(_("This XML file declares things of its own, which is not safe to read."))

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def parse(parser: expat.XMLParserType, data: bytes) -> None:
    """Run a parser over a file; raises RosterTrouble where the XML is damaged."""
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError, UnicodeError) as broken:
        raise BadXml from broken


def read_ctf(data: bytes) -> Table:
    """Return the pupils of a CTF; a pupil's line is its number in the file, counted from 1."""
    pupils = _Pupils()
    parser = safe_parser()
    parser.StartElementHandler = pupils.start
    parser.EndElementHandler = pupils.end
    parser.CharacterDataHandler = pupils.text
    parse(parser, data)
    if not pupils.is_ctf:
        raise RosterTrouble(
            _("This XML file is not a Common Transfer File."),
            _("Export the pupils as a CTF, CSV or XLSX and try again."),
        )
    return Table([HEADINGS, *pupils.rows], "CTF", encoding="xml", first_line=0)


class _Pupils:
    """Collects the direct children of each Pupil; deeper ones, such as a contact's surname, are not the pupil's."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []
        self.is_ctf = False
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
            self._pupil.setdefault("Year", year_group(self._pupil.get("DOB", ""), self._written))
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
