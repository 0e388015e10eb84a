"""Mentees and mentors as a school knows them; who may meet whom is the rules' business."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from desktop.i18n import pgettext
from desktop.models.record import MenteeId, MentorId, Record

IMPORTED = "imported"  # who saw to a gate that a list dates without initials


class Sex(StrEnum):
    """Sex as a school's information system records it."""

    FEMALE = "F"
    MALE = "M"


class Gender(StrEnum):
    """Gender as a volunteer states it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    NOT_SAID = "not_said"


class Sen(StrEnum):
    """Special educational needs, by the school census code set."""

    NONE = "N"
    SUPPORT = "K"
    PLAN = "E"
    STATEMENT = "S"


class Modality(StrEnum):
    """How a pair meets."""

    FACE_TO_FACE = "face_to_face"
    HYBRID = "hybrid"
    VIRTUAL = "virtual"


class PersonState(StrEnum):
    """Whether a person takes part now. A mentor who is not active can't be proposed, printed or signed in."""

    ACTIVE = "active"
    PAUSED = "paused"
    BARRED = "barred"
    LEFT = "left"


class Contact(Record):
    """A parent, carer or other adult to reach about a mentee; `language` is the code of what to speak with them."""

    name: str
    relationship: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    parental_responsibility: bool | None = None
    emergency: bool = False


class Needs(Record):
    """What may stand in a young person's way; None is 'not known', which is not 'no'."""

    pupil_premium: bool | None = None
    free_school_meals: bool | None = None
    sen: Sen | None = None
    eal: bool | None = None
    looked_after: bool | None = None
    young_carer: bool | None = None
    neet_risk: bool | None = None
    low_attendance: bool | None = None
    first_in_family: bool | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The names of the needs that are met with yes, in the order of the fields."""
        return tuple(
            name
            for name in type(self).model_fields
            if (value := getattr(self, name)) is True or (isinstance(value, Sen) and value is not Sen.NONE)
        )

    @property
    def unmet(self) -> bool:
        """Whether any need is known."""
        return bool(self.named)


class Background(Record):
    """The little the 'across difference' aim needs: a code a dimension, from the school's own vocabulary."""

    ethnic: str | None = None
    social: str | None = None


class Mentee(Record):
    """A young person in the programme, about 11 to 25."""

    id: MenteeId
    legal_forename: str = Field(max_length=200)
    legal_surname: str = Field(default="", max_length=200)
    preferred_forename: str = Field(default="", max_length=200)
    date_of_birth: date | None = None
    upn: str | None = None
    year: int | None = None
    form: str | None = None
    sex: Sex | None = None
    needs: Needs = Needs()
    contacts: tuple[Contact, ...] = ()
    emergency_and_access: str = ""
    sectors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    needs_language: str | None = None
    availability: tuple[str, ...] = ()
    modality: Modality | None = None
    same_gender: bool = False
    background: Background = Background()
    experiences: tuple[str, ...] = ()
    postcode_area: str | None = None
    siblings: str | None = None
    pioneer: bool = False
    waiting_since: date | None = None
    state: PersonState = PersonState.ACTIVE
    form_language: str = ""  # of the family's papers, empty for what its contact speaks
    note: str = ""

    @property
    def papers_language(self) -> str:
        """The language of the family's papers: the one chosen, what a contact speaks (who signs first), or English."""
        tongues = [(one.parental_responsibility is not True, one.language) for one in self.contacts if one.language]
        spoken = min(tongues, key=lambda one: one[0])[1] if tongues else ""
        return self.form_language or spoken or "en"

    @property
    def known_as(self) -> str:
        """The forename the young person goes by."""
        return self.preferred_forename or self.legal_forename

    @property
    def full_name(self) -> str:
        """Forename in use and surname."""
        return f"{self.known_as} {self.legal_surname}".strip()

    def age_on(self, day: date) -> int | None:
        """Return the age in whole years on a day, None where the date of birth isn't known."""
        born = self.date_of_birth
        if born is None:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class GateKind(StrEnum):
    """The steps a volunteer takes before being matched, in their usual order; each is dated and initialled."""

    APPLICATION = "application"
    INTERVIEW = "interview"
    REFERENCES = "references"
    DBS = "dbs"
    RISK_ASSESSMENT = "risk_assessment"
    TRAINING = "training"
    APPROVAL = "approval"


class Gate(Record):
    """One passed gate: when, and the initials of who saw to it; `detail` is a reference or hours, never a finding."""

    kind: GateKind
    passed_on: date
    by: str
    detail: str = ""

    @property
    def seen_by(self) -> str:
        """Who saw to it, as it is shown: initials, or that a list said so."""
        return pgettext("who saw to it", "imported") if self.by == IMPORTED else self.by


class Dbs(Record):
    """What may be kept of a criminal-record check: no copy, no offence detail. `scheme` is DBS, PVG or AccessNI."""

    scheme: str = "DBS"
    level: str = ""
    workforce: str = ""
    justification: str = ""
    certificate_number: str = ""
    issued_on: date | None = None
    seen_on: date | None = None
    seen_by: str = ""
    update_service: bool | None = None
    status_checked_on: date | None = None
    next_due: date | None = None


class Mentor(Record):
    """A trained adult volunteer who meets one mentee an hour a month."""

    id: MentorId
    name: str = Field(max_length=200)
    badge_name: str = Field(default="", max_length=200)
    email: str = ""
    phone: str = ""
    employer: str = ""
    sectors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    availability: tuple[str, ...] = ()
    modality: Modality | None = None
    capacity: int = Field(default=1, ge=0, le=20)
    gender: Gender | None = None
    background: Background = Background()
    experiences: tuple[str, ...] = ()
    postcode_area: str | None = None
    travel_km: int | None = Field(default=None, ge=0)
    gates: tuple[Gate, ...] = ()
    dbs: Dbs = Dbs()
    training_status: str = ""
    training_hours: float | None = Field(default=None, ge=0)
    state: PersonState = PersonState.ACTIVE
    state_reason: str = ""
    pioneer: bool = False
    note: str = ""

    @property
    def known_as(self) -> str:
        """The name on the badge: never a surname in the hall unless the mentor chose it."""
        return self.badge_name or self.name.split(" ")[0]

    def gate(self, kind: GateKind) -> Gate | None:
        """Return the latest passing of a gate, None if it was never passed."""
        return max((gate for gate in self.gates if gate.kind is kind), key=lambda gate: gate.passed_on, default=None)


class BlockReason(StrEnum):
    """Why two people must not be paired."""

    BLOCKED = "blocked"
    CONFLICT = "conflict_of_interest"
