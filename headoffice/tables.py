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
    Column("counts", LargeBinary, nullable=False),  # see `tallying`; made with the release, in the same transaction
)

# What the page last told of a term, and of which releases it was made: see `editions`.
editions = Table(
    "editions",
    metadata,
    Column("term", String(9), primary_key=True),
    Column("mark", String(40), nullable=False),
    Column("told", Text, nullable=False),
    Column("basis", LargeBinary, nullable=False),
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
