"""All that may leave a school, and all that may come back; it knows no mentee, no file and no network.

Head office imports this package and nothing else of the desktop app: it is the shape of the envelope.
`shapes` says what stands in a message, `canonical` how it is written as bytes, `seals` what is signed.
"""

from desktop.models.wire.canonical import NotCanonical, canonical, digest_of, read_canonical
from desktop.models.wire.codes import BadCode, EnrolmentCode
from desktop.models.wire.seals import answer_text, enrolment_text, request_text
from desktop.models.wire.shapes import (
    MAX_ANSWER,
    MAX_BODY,
    MAX_RECORDS,
    NOT_MEASURED,
    NOT_STATED,
    TERM_CODE,
    Ack,
    Answer,
    Enrolled,
    EnrolRequest,
    Held,
    Narrowing,
    Refusal,
    State,
    WireRecord,
    WireRelease,
    read_answer,
    read_release,
)

__all__ = [
    "MAX_ANSWER",
    "MAX_BODY",
    "MAX_RECORDS",
    "NOT_MEASURED",
    "NOT_STATED",
    "TERM_CODE",
    "Ack",
    "Answer",
    "BadCode",
    "EnrolRequest",
    "Enrolled",
    "EnrolmentCode",
    "Held",
    "Narrowing",
    "NotCanonical",
    "Refusal",
    "State",
    "WireRecord",
    "WireRelease",
    "answer_text",
    "canonical",
    "digest_of",
    "enrolment_text",
    "read_answer",
    "read_canonical",
    "read_release",
    "request_text",
]
