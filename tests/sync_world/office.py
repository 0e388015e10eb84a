"""Head office's side for tests: the real application on a real database, in this process."""

from pathlib import Path

from starlette.testclient import TestClient

from headoffice.app import make_app
from headoffice.database import open_database
from headoffice.limits import Limit
from headoffice.office import Office
from headoffice.seals import load_key
from headoffice.sites import write_letter
from tests.sync_world.school import NOON


class TestOffice:
    """One head office with its client."""

    __test__ = False

    def __init__(self, url: str, folder: Path, **given) -> None:
        roomy = {"site_limit": Limit(per_minute=1e6, most=1e6), "door_limit": Limit(per_minute=1e6, most=1e6)}
        given = {"clock": NOON.timestamp, **roomy, **given}
        self.office = Office(engine=open_database(url), key=load_key(folder / "office.key"), **given)
        self.client = TestClient(make_app(self.office))

    def letter(self, name: str = "Hill School", region: str = "North"):
        return write_letter(self.office.engine, name, region=region, now=self.office.now)

    def close(self) -> None:
        self.client.close()
        self.office.engine.dispose()
