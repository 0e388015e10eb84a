"""Databases and a head office for tests, the same for both kinds of database."""

import shutil

import pytest

from headoffice.database import open_database, writing
from headoffice.tables import metadata
from tests.sync_world.office import NearOffice


@pytest.fixture(scope="session")
def sqlite_shape(tmp_path_factory):
    """An empty SQLite database brought to today's shape, to copy from."""
    file = tmp_path_factory.mktemp("shape") / "office.db"
    open_database(f"sqlite:///{file}").dispose()
    return file


@pytest.fixture(scope="session")
def postgres_shape(postgres):
    """A PostgreSQL database brought to today's shape, emptied for each test."""
    url = postgres.url(postgres.fresh())
    open_database(url).dispose()
    return url


@pytest.fixture
def sqlite_url(sqlite_shape, tmp_path):
    shutil.copy(sqlite_shape, tmp_path / "office.db")
    return f"sqlite:///{tmp_path}/office.db"


@pytest.fixture
def postgres_url(postgres_shape):
    engine = open_database(postgres_shape)
    with writing(engine) as db:
        for table in metadata.tables.values():
            db.execute(table.delete())
    engine.dispose()
    return postgres_shape


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    """The suite runs once on each database."""
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture
def office(database_url, tmp_path):
    made = NearOffice(database_url, tmp_path)
    yield made
    made.close()
