import pytest
from argon2 import PasswordHasher

from headoffice import staff
from tests.sync_world.fixtures import (  # noqa: F401 - fixtures are found by name
    database_url,
    office,
    postgres_shape,
    postgres_url,
    sqlite_shape,
    sqlite_url,
)

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch):
    """A password is hashed at once; what a real one costs has a test of its own."""
    monkeypatch.setattr(staff, "_hasher", CHEAP)
