import pytest

from tests.sync_world.office import TestOffice


@pytest.fixture
def office(tmp_path):
    made = TestOffice(f"sqlite:///{tmp_path}/office.db", tmp_path)
    yield made
    made.close()
