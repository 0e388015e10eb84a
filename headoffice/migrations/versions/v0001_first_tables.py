"""The first shape: sites and their keys, codes, receipts, what is held, its tallies, staff."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_CHANGES = ("confidence", "personal_skills", "employability", "social_connections", "wellbeing")
_COUNTERS = (
    "records",
    "unmet_need_yes",
    "unmet_need_no",
    "across_difference_yes",
    "across_difference_no",
    "ending_running",
    "ending_completed",
    "ending_early",
    *(f"{change}_{value}" for change in _CHANGES for value in ("lower", "same", "higher")),
)


def _text(name: str, size: int | None = None, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(size) if size else sa.Text(), primary_key=key, nullable=False)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), primary_key=key, nullable=False, autoincrement=False)


def _moment(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "sites",
        _text("id", 40, key=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        _text("region"),
        _number("epoch"),
        _moment("made_at"),
    )
    op.create_table(
        "site_keys",
        _text("site", 40, key=True),
        _number("epoch", key=True),
        _text("public_key", 64),
        _moment("enrolled_at"),
    )
    op.create_table(
        "codes",
        _text("number", 4, key=True),
        _text("site", 40),
        _text("secret", 20),
        _moment("expires_at"),
        _number("tries"),
        _text("used_by", 64),
        _number("epoch"),
    )
    op.create_table(
        "receipts",
        _text("site", 40, key=True),
        _text("term", 9, key=True),
        _number("revision", key=True),
        _number("epoch"),
        _text("digest", 64),
        _moment("received_at"),
    )
    op.create_table(
        "held",
        _text("site", 40, key=True),
        _text("term", 9, key=True),
        _number("revision"),
        _text("digest", 64),
        _number("spec"),
        _number("records"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "tallies",
        _text("term", 9, key=True),
        _text("site", 40, key=True),
        _text("modality", 20, key=True),
        _text("sessions", 20, key=True),
        *(_number(counter) for counter in _COUNTERS),
    )
    op.create_table("staff", _text("name", 80, key=True), _text("password"), _moment("made_at"))
    op.create_table("staff_sessions", _text("token", 64, key=True), _text("name", 80), _moment("expires_at"))
