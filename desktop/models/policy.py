"""A school's policy as data: numbers and choices a coordinator can edit, each with the default of the field."""

from typing import Literal

from pydantic import Field

from desktop.models.people import GateKind
from desktop.models.record import Record


class NeedWeights(Record):
    """Points of unmet need, highest matched first; the sum orders mentees (policy, not science)."""

    looked_after: int = 5
    sen: int = 3
    pupil_premium: int = 3
    free_school_meals: int = 3
    young_carer: int = 3
    neet_risk: int = 3
    low_attendance: int = 2
    first_in_family: int = 1
    eal: int = 1


class Policy(Record):
    """What this school decided; shown in Settings as plain sentences with editable numbers."""

    required_gates: tuple[GateKind, ...] = (
        GateKind.INTERVIEW,
        GateKind.REFERENCES,
        GateKind.DBS,
        GateKind.TRAINING,
        GateKind.APPROVAL,
    )
    dbs_years: int = Field(default=3, ge=1, le=10)
    training_hours: float = Field(default=2.0, ge=0)
    days_in_30_limit: int = Field(default=3, ge=1)
    virtual_under_18: bool = False
    sixteen_may_sign: bool = False
    default_travel_km: int = Field(default=25, ge=0)
    need_order: Literal["order", "bands"] = "order"
    need_bands: tuple[int, ...] = (5, 1)  # the least points of each band, greatest need first; the rest come last
    need_weights: NeedWeights = NeedWeights()
    poor_score: int = Field(default=350, ge=0)
    rematch_buffer_days: int = Field(default=14, ge=0)
    siblings_apart: bool = True
    lottery_seed: int = 1
    retention_years: dict[str, int] = Field(default_factory=lambda: {"volunteer": 6, "consent": 3, "register": 3})
