"""One database by one URL: SQLite beside the program by default, PostgreSQL for real use; it knows no release."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATING = 7_250_100  # any number of our own
Insert = postgresql.Insert | sqlite.Insert


def open_database(url: str, *, upto: str = "head") -> Engine:
    """Return an engine for a database that has been brought to today's shape, or to an earlier one."""
    engine = _engine(url)
    try:
        migrate(engine, upto=upto)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _engine(url: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    # No ping before each use: it costs a round trip. A line that broke is found by using it, and whoever asked again.
    return create_engine(address.set(drivername="postgresql+psycopg"), pool_size=12, max_overflow=12)


def migrate(engine: Engine, *, upto: str = "head") -> None:
    """Run every migration that the database lacks, in one transaction where the database can."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with writing(engine) as db:
        if db.dialect.name == "postgresql":
            db.execute(text("select pg_advisory_xact_lock(:one)"), {"one": MIGRATING})  # several processes may start
        config.attributes["connection"] = db
        command.upgrade(config, upto)


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # type-checked loosely by the driver; BEGIN is ours, below
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=20000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection inside one transaction that may write; leaving by exception rolls back."""
    with engine.connect().execution_options(writes=True) as db, db.begin():
        yield db


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one moment of the database."""
    with engine.connect() as db, db.begin():
        yield db


def insert(db: Connection, table: Table) -> Insert:
    """Return an insert of this database's own kind, which knows `on_conflict_do_nothing` and `..._do_update`."""
    return postgresql.insert(table) if db.dialect.name == "postgresql" else sqlite.insert(table)
