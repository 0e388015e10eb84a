"""The kind of thing the house keeps: a frozen record with a typed id; it knows no file and no screen."""

import secrets
from typing import NewType

from pydantic import BaseModel, ConfigDict

MenteeId = NewType("MenteeId", str)
MentorId = NewType("MentorId", str)
ConsentId = NewType("ConsentId", str)
MatchId = NewType("MatchId", str)
RunId = NewType("RunId", str)
SessionId = NewType("SessionId", str)
OutcomeId = NewType("OutcomeId", str)
ReferralId = NewType("ReferralId", str)
BlockId = NewType("BlockId", str)
ConcernId = NewType("ConcernId", str)
StaffId = NewType("StaffId", str)


class Record(BaseModel):
    """Anything the house keeps or hands from room to room: frozen, nothing unknown in it.

    What was refused is not repeated in the error: a traceback must not carry a child's data.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_default=True, allow_inf_nan=False, hide_input_in_errors=True
    )


def new_id() -> str:
    """Return 24 hexadecimal digits from the system's random source (96 bits): says nothing of its bearer."""
    return secrets.token_hex(12)
