import pytest

from tests.sync_world.postgres import cluster


@pytest.fixture(scope="session")
def postgres():
    with cluster() as running:
        yield running
