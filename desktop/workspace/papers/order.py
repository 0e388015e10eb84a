"""What is asked for when papers are made: which paper, for whom, and how it is set; plain values only."""

from datetime import date
from enum import StrEnum

from desktop.documents.requests import Variant, Welcomed
from desktop.errors import DocumentTrouble
from desktop.i18n import _
from desktop.models.record import Record, SessionId

__all__ = ["LISTS", "Paper", "PaperOrder", "Variant", "Welcomed"]


class Paper(StrEnum):
    """Every paper that is made from the school's records; its value is its name on the command line and in files."""

    CONSENT_FORMS = "consent-forms"
    CHASE_LETTERS = "chase-letters"
    REGISTERS = "registers"
    SESSION_SHEETS = "session-sheets"
    EVENING_PACKS = "session-packs"
    AGREEMENTS = "agreements"
    WELCOME_LETTERS = "welcome-letters"
    CERTIFICATES = "certificates"
    YOUNG_PEOPLE = "list-young-people"
    MENTORS = "list-mentors"
    MATCHES = "list-matches"
    WAITING = "list-waiting"


LISTS = (Paper.YOUNG_PEOPLE, Paper.MENTORS, Paper.MATCHES, Paper.WAITING)
OF_SESSIONS = (Paper.REGISTERS, Paper.SESSION_SHEETS, Paper.EVENING_PACKS)
_FAMILY = {"people", "language"}
_TAKES: dict[Paper, set[str]] = {
    Paper.CONSENT_FORMS: {*_FAMILY, "variant", "bilingual", "fillable", "html", "return_by"},
    Paper.CHASE_LETTERS: {*_FAMILY, "variant"},
    Paper.REGISTERS: {"sessions", "variant"},
    Paper.SESSION_SHEETS: {"sessions", "variant", "people"},
    Paper.EVENING_PACKS: {"sessions", "variant"},
    Paper.AGREEMENTS: {*_FAMILY, "variant"},
    Paper.WELCOME_LETTERS: {*_FAMILY, "variant", "to"},
    Paper.CERTIFICATES: {*_FAMILY, "variant"},
    **{paper: {"workbook"} for paper in LISTS},
}


class PaperOrder(Record):
    """One paper as it is asked for.

    `people` are ids of young people or mentors, empty for all it is due to; `sessions` empty for all to come.
    `language` is one for everybody, None for each family's own; `to` are whom welcome letters are for, empty for all.
    `together` makes one file of several sessions.
    """

    paper: Paper
    people: tuple[str, ...] = ()
    sessions: tuple[SessionId, ...] = ()
    to: tuple[Welcomed, ...] = ()
    variant: Variant = Variant.STANDARD
    language: str | None = None
    bilingual: bool = False
    fillable: bool = False
    html: bool = False
    workbook: bool = False
    together: bool = False
    return_by: date | None = None

    @property
    def takes(self) -> frozenset[str]:
        """The choices that mean something for this paper."""
        return frozenset(_TAKES[self.paper])

    def for_paper(self) -> "PaperOrder":
        """Return the same as one stack of paper: no fields to fill in, no page for a browser, no workbook."""
        return self.model_copy(update={"fillable": False, "html": False, "workbook": False, "together": True})

    def refuse_strange(self, names: dict[str, str]) -> None:
        """Raise DocumentTrouble where a choice was made that this paper hasn't; `names` are the choices in words."""
        usual = {name: field.default for name, field in type(self).model_fields.items()}
        made = {name for name in usual if name != "paper" and getattr(self, name) != usual[name]}
        strange = sorted(names.get(name, name) for name in made - self.takes)
        if strange:
            raise DocumentTrouble(
                _("This paper has no choice of {what}.").format(what=", ".join(strange)),
                _("Leave it out and print again."),
            )
