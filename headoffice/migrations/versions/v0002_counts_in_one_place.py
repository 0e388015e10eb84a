"""Counts move from thirteen rows a release to one array beside it, and the page keeps what it last told."""

import json
import struct

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MODALITIES = ("face_to_face", "hybrid", "virtual", "not_stated")
_SESSIONS = ("0", "1-3", "4-7", "8+")
_CHANGE = ("lower", "same", "higher", "not_measured")
_FACTS = {
    "unmet_need": ("yes", "no"),
    "across_difference": ("yes", "no", "not_measured"),
    "ending": ("running", "completed", "early"),
    "confidence": _CHANGE,
    "personal_skills": _CHANGE,
    "employability": _CHANGE,
    "social_connections": _CHANGE,
    "wellbeing": _CHANGE,
}
_PLACES = [(fact, value) for fact, values in _FACTS.items() for value in values]


def upgrade() -> None:
    """Add the arrays, fill them from the bodies, and drop the rows."""
    op.add_column("held", sa.Column("counts", sa.LargeBinary(), nullable=False, server_default=""))
    db = op.get_bind()
    db.execute(sa.text("update held set counts = :none"), {"none": b""})  # bytes on either database
    for site, term, body in db.execute(sa.text("select site, term, body from held where records > 0")).all():
        db.execute(
            sa.text("update held set counts = :counts where site = :site and term = :term"),
            {"counts": _counts(json.loads(bytes(body))["records"]), "site": site, "term": term},
        )
    op.drop_table("tallies")
    op.create_table(
        "editions",
        sa.Column("term", sa.String(9), primary_key=True, nullable=False),
        sa.Column("mark", sa.String(40), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("basis", sa.LargeBinary(), nullable=False),
    )


def _counts(records: list[dict[str, str]]) -> bytes:
    counts = [0] * (len(_MODALITIES) * len(_SESSIONS) * len(_PLACES))
    for record in records:
        cell = _MODALITIES.index(record["modality"]) * len(_SESSIONS) + _SESSIONS.index(record["sessions"])
        for fact in _FACTS:
            counts[cell * len(_PLACES) + _PLACES.index((fact, record[fact]))] += 1
    return struct.pack(f"<{len(counts)}H", *counts)
