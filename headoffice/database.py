"""One database by one URL: SQLite beside the program by default, PostgreSQL for real use; it knows no release."""

import json
from collections.abc import Iterator, Mapping, Sequence
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
Insert = postgresql.Insert | sqlite.Insert


def open_database(url: str) -> Engine:
    """Return an engine for a database that has been brought to today's shape."""
    engine = _engine(url)
    try:
        migrate(engine)
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
    return create_engine(
        address.set(drivername="postgresql+psycopg"), pool_size=10, max_overflow=10, pool_pre_ping=True
    )


def migrate(engine: Engine) -> None:
    """Run every migration that the database lacks, in one transaction where the database can."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with writing(engine) as db:
        config.attributes["connection"] = db
        command.upgrade(config, "head")


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


@contextmanager
def glancing(engine: Engine) -> Iterator[Connection]:
    """Give a connection for a single query, which needs no transaction around it."""
    if engine.dialect.name == "sqlite":
        with reading(engine) as db:
            yield db
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        yield db


def insert(db: Connection, table: Table) -> Insert:
    """Return an insert of this database's own kind, which knows `on_conflict_do_nothing` and `..._do_update`."""
    return postgresql.insert(table) if db.dialect.name == "postgresql" else sqlite.insert(table)


def insert_rows(db: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert many rows of numbers and texts; on PostgreSQL in one round trip instead of one a row."""
    if db.dialect.name != "postgresql":
        db.execute(table.insert(), rows)
        return
    unpacked = f"jsonb_populate_recordset(null::{table.name}, cast(:rows as jsonb))"
    db.execute(text(f"insert into {table.name} select * from {unpacked}"), {"rows": json.dumps(rows)})
