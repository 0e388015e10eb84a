"""The messages between a school and head office, field by field; nothing here holds free text."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from desktop.models.wire.canonical import NotCanonical, canonical, check_depth, read_canonical

NOT_STATED = "not_stated"
NOT_MEASURED = "not_measured"
MAX_BODY = 256 * 1024  # bytes of a gzipped release
MAX_ANSWER = 64 * 1024  # bytes of any answer of head office
MAX_RECORDS = 5_000
TERM_CODE = r"^20\d\d-\d\d-[1-6]$"

SiteId = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
TermCode = Annotated[str, Field(pattern=TERM_CODE)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
PublicKey = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Epoch = Annotated[int, Field(ge=0, le=1_000_000)]
Revision = Annotated[int, Field(ge=1, le=1_000_000)]

AgeBand = Literal["11-13", "14-15", "16-17", "18-25", "not_stated"]
Modality = Literal["face_to_face", "hybrid", "virtual", "not_stated"]
YesNo = Literal["yes", "no"]
Difference = Literal["yes", "no", "not_measured"]
Sessions = Literal["0", "1-3", "4-7", "8+"]
Ending = Literal["running", "completed", "early"]
Change = Literal["lower", "same", "higher", "not_measured"]


class Shape(BaseModel):
    """Anything that crosses between the buildings: frozen, exact types, nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class WireRecord(Shape):
    """One pair and term without identity: two coarsened facts, then nine blurred ones."""

    age_band: AgeBand
    modality: Modality
    unmet_need: YesNo
    across_difference: Difference
    sessions: Sessions
    ending: Ending
    confidence: Change
    personal_skills: Change
    employability: Change
    social_connections: Change
    wellbeing: Change


class WireRelease(Shape):
    """All records of one site and term; an empty list says "active" and nothing else."""

    site: SiteId
    epoch: Epoch
    term: TermCode
    revision: Revision
    spec: int = Field(ge=1, le=1_000)
    records: tuple[WireRecord, ...] = Field(max_length=MAX_RECORDS)


class EnrolRequest(Shape):
    """A PC asks to be a site: the code's number, its new public key, and a proof that it knows the code's secret."""

    code: str = Field(pattern=r"^[0-9A-HJKMNP-TV-Z]{4}$")
    public_key: PublicKey
    proof: Digest


class Enrolled(Shape):
    """Head office's answer: who this PC now is, and proof that the answer comes from whoever made the code."""

    answer: Literal["enrolled"]
    site: SiteId
    epoch: Epoch
    office_key: PublicKey
    proof: Digest


class Narrowing(Shape):
    """Head office's policy on what it takes; it can only ask for less than the spec allows."""

    k: int = Field(default=0, ge=0, le=1_000)
    minimum_pairs: int = Field(default=0, ge=0, le=1_000)


class Held(Shape):
    """What head office holds for a term; a retracted term keeps its revision and has an empty digest."""

    term: TermCode
    revision: Revision
    digest: str = Field(pattern=r"^([0-9a-f]{64})?$")


class State(Shape):
    """What head office holds of a site."""

    answer: Literal["state"]
    site: SiteId
    epoch: Epoch
    terms: tuple[Held, ...]
    narrowing: Narrowing


class Ack(Shape):
    """Head office took a release or a retraction (empty digest); the same for the same request, for ever."""

    answer: Literal["stored", "retracted"]
    site: SiteId
    epoch: Epoch
    term: TermCode
    revision: Revision
    digest: str = Field(pattern=r"^([0-9a-f]{64})?$")


class Refusal(Shape):
    """Why head office did not take a request: a word of a fixed list, so that each side finds its own sentence."""

    answer: Literal["refused"]
    reason: Literal[
        "anonymity",  # the records don't keep the spec's promises
        "body",  # not the canonical text that was announced, too large or too deep
        "busy",  # too many requests; the header says when to come again
        "code",  # the enrolment code is wrong, used, or too old
        "epoch",  # another computer took over
        "known",  # the signature isn't that of a site known here
        "revision",  # a later or different release is already held
        "shape",  # a field or value that the spec doesn't have
        "spec",  # a spec that isn't taken here
        "term",  # a term that hasn't begun
        "trouble",  # head office's own trouble; try again
    ]


Answer = Ack | State | Enrolled | Refusal
_ANSWER: TypeAdapter[Answer] = TypeAdapter(Annotated[Answer, Field(discriminator="answer")])


def read_answer(body: bytes) -> Answer:
    """Return what an answer of head office says; raises NotCanonical for any other bytes."""
    read_canonical(body)
    try:
        return _ANSWER.validate_json(body)
    except ValidationError as trouble:
        raise NotCanonical("not an answer") from trouble


def read_release(body: bytes) -> WireRelease:
    """Return what a release's body says; raises NotCanonical for other bytes, ValidationError for other fields.

    A release that is written as it was read was canonical, so a good one is parsed once; only a bad one is read again,
    to say which of the two is wrong with it.
    """
    check_depth(body)
    try:
        release = WireRelease.model_validate_json(body)
    except ValidationError:
        read_canonical(body)
        raise
    if canonical(release.model_dump()) != body:
        raise NotCanonical("another spelling")
    return release
