"""What head office keeps, table by table; unique keys are the only check against doubles. It knows no request."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

sites = Table(
    "sites",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("region", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("made_at", BigInteger, nullable=False),
)

# One row a PC that was ever the site: an older epoch's key is only told that another took over.
site_keys = Table(
    "site_keys",
    metadata,
    Column("site", String(40), primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("public_key", String(64), nullable=False),
    Column("enrolled_at", BigInteger, nullable=False),
)

codes = Table(
    "codes",
    metadata,
    Column("number", String(4), primary_key=True),
    Column("site", String(40), nullable=False),
    Column("secret", String(20), nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("used_by", String(64), nullable=False),
    Column("epoch", Integer, nullable=False),
)

# Every release and retraction that was ever answered, for ever: the same digest gets the same answer.
receipts = Table(
    "receipts",
    metadata,
    Column("site", String(40), primary_key=True),
    Column("term", String(9), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("received_at", BigInteger, nullable=False),
)

# What counts now: one release a site and term. Of those before it nothing but the receipt is left.
held = Table(
    "held",
    metadata,
    Column("site", String(40), primary_key=True),
    Column("term", String(9), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("spec", Integer, nullable=False),
    Column("records", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

COUNTERS = (
    "records",
    "unmet_need_yes",
    "unmet_need_no",
    "across_difference_yes",
    "across_difference_no",
    "ending_running",
    "ending_completed",
    "ending_early",
    "confidence_lower",
    "confidence_same",
    "confidence_higher",
    "personal_skills_lower",
    "personal_skills_same",
    "personal_skills_higher",
    "employability_lower",
    "employability_same",
    "employability_higher",
    "social_connections_lower",
    "social_connections_same",
    "social_connections_higher",
    "wellbeing_lower",
    "wellbeing_same",
    "wellbeing_higher",
)

# The held records counted: what every report adds up. Made anew with each release, in the same transaction.
tallies = Table(
    "tallies",
    metadata,
    Column("term", String(9), primary_key=True),
    Column("site", String(40), primary_key=True),
    Column("modality", String(20), primary_key=True),
    Column("sessions", String(20), primary_key=True),
    *(Column(counter, Integer, nullable=False) for counter in COUNTERS),
)

staff = Table(
    "staff",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("password", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)
