"""What the rooms above hand in and get back: a frozen request for each paper, and a report of what was made.

Whether someone may meet is decided elsewhere and comes in as data.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.errors import Stopped
from desktop.i18n import _
from desktop.models.consent import Consent
from desktop.models.matches import Match
from desktop.models.people import Mentee, Mentor
from desktop.models.programme import Programme, School
from desktop.models.record import Record
from desktop.models.sessions import Session


class Variant(StrEnum):
    """How a paper is set: ordinary, in large print (about 16 point and more), or dyslexia-friendly."""

    STANDARD = "standard"
    LARGE_PRINT = "large_print"
    DYSLEXIA_FRIENDLY = "dyslexia_friendly"


class Arrangements(Record):
    """What a family is told of the meetings; an empty line is filled from the school and the programme."""

    place: str = ""
    when: str = ""
    coordinator: str = ""
    coordinator_phone: str = ""


class ConsentFormRequest(Record):
    """One family's form. The language is the consent's; `bilingual` sets English beside it where it is not English."""

    school: School
    programme: Programme
    mentee: Mentee
    consent: Consent
    arrangements: Arrangements = Arrangements()
    bilingual: bool = False


class RegisterRow(Record):
    """One pair on a register. A mentor who isn't `clear` or isn't active is not printed: the row asks for cover."""

    mentee: Mentee
    mentor: Mentor | None = None
    table: int | None = None
    clear: bool = False
    mentee_clear: bool = True


class RegisterOrder(StrEnum):
    """How the rows of a register are sorted."""

    TABLE = "table"
    NAME = "name"


class RegisterRequest(Record):
    """A session's register. `cover` are further mentors who are clear to meet, offered to whoever is without one."""

    school: School
    programme: Programme
    session: Session
    rows: tuple[RegisterRow, ...]
    order: RegisterOrder = RegisterOrder.TABLE
    blank_rows: int = 4
    cover: tuple[Mentor, ...] = ()


class SheetRequest(Record):
    """One pair's session sheet; without mentee and mentor it is a blank for walk-ins."""

    programme: Programme
    session: Session
    mentee: Mentee | None = None
    mentor: Mentor | None = None
    table: int | None = None
    last_action: str = ""
    next_date: date | None = None
    topics: tuple[str, ...] = ()


class EveningPackRequest(Record):
    """All papers of one session: cover, register, sheets in table order, cover mentors, badges, blanks."""

    register_request: RegisterRequest
    sheets: tuple[SheetRequest, ...]
    blank_sheets: int = 2


class AgreementRequest(Record):
    """The commitment agreement that mentee, mentor and staff sign; in English where the language has none."""

    school: School
    programme: Programme
    mentee: Mentee
    mentor: Mentor
    staff: str = ""
    language: str = "en"


class ChaseLetterRequest(Record):
    """A reminder to a family whose form hasn't come back; in the consent's language."""

    school: School
    programme: Programme
    mentee: Mentee
    consent: Consent
    on: date
    signed_by: str = ""


class Welcomed(StrEnum):
    """Whom a welcome letter is to."""

    MENTEE = "mentee"
    FAMILY = "family"
    MENTOR = "mentor"


class WelcomeLetterRequest(Record):
    """A welcome to a pair that has been published; without a language the family's is its form's, else English."""

    to: Welcomed
    school: School
    programme: Programme
    mentee: Mentee
    mentor: Mentor
    on: date
    first_session: Session | None = None
    signed_by: str = ""
    language: str | None = None


class CertificateRequest(Record):
    """A certificate at the end; `name` is printed as it stands."""

    school: School
    programme: Programme
    name: str
    on: date
    sessions: int
    as_mentor: bool = False
    signed_by: str = ""
    language: str = "en"


class RecoverySheetRequest(Record):
    """The sheet for the school safe; `groups` are the recovery key's groups in order."""

    school_name: str
    groups: tuple[str, ...]
    made_on: date


class MatchRow(Record):
    """A match with the people it joins, for the list of matches."""

    match: Match
    mentee: Mentee
    mentor: Mentor
    reasons: tuple[str, ...] = ()


class WaitingRow(Record):
    """Someone who waits, and why, in words."""

    mentee: Mentee
    reason: str = ""


class Column(Record):
    """A list's column; `share` is its part of the width."""

    heading: str
    share: float = 1.0


Cell = str | int | date | None


class Listing(Record):
    """A plain list, printed or saved as a workbook; each row has a cell a column."""

    title: str
    subtitle: str = ""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class PaperProblem(Record):
    """Something about one person's paper: the person, one sentence, some advice, and whether the paper was left out."""

    person: str
    reason: str
    advice: str = ""
    left_out: bool = True


class Batch(Record):
    """What was made: pages written, papers among them, and each problem by person."""

    pages: int
    made: int
    problems: tuple[PaperProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """How a long job is followed and stopped: `progress(done, total)` after each paper, `stopped()` before it."""

    progress: Callable[[int, int], None] = lambda _done, _total: None
    stopped: Callable[[], bool] = lambda: False

    def step(self, done: int, total: int) -> None:
        """Say how far the job is; raise Stopped where someone asked for it."""
        if self.stopped():
            raise Stopped(_("Printing was stopped."), _("Nothing was lost. Start it again when you are ready."))
        self.progress(done, total)


UNWATCHED = Watch()
