"""A real encrypted file, made with a cheap guess cost so that each test has its own."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.models.people import Mentee, Mentor
from desktop.models.record import MenteeId, MentorId
from desktop.store import Cost, Means, Store
from desktop.store.keychain import Keychain

PASSPHRASE = "four plain old words"
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)


class Keyring:
    """A key store in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def means(clock: Clock) -> Means:
    return Means(clock=clock, cost=CHEAP, keychain=Keychain(Keyring()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "school"


@pytest.fixture
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture
def store(folder: Path, means: Means) -> Iterator[Store]:
    made, _recovery = Store.create(folder, PASSPHRASE, means=means)
    yield made
    made.close()


@pytest.fixture
def mentee() -> Callable[..., Mentee]:
    """Return a builder: an id, and whatever the test is about."""

    def build(key: str = "mentee-1", /, **fields: object) -> Mentee:
        return Mentee.model_validate({"id": MenteeId(key), "legal_forename": "Amira", **fields})

    return build


@pytest.fixture
def mentor() -> Callable[..., Mentor]:
    """Return a builder: an id, and whatever the test is about."""

    def build(key: str = "mentor-1", /, **fields: object) -> Mentor:
        return Mentor.model_validate({"id": MentorId(key), "name": "Jo Smith", **fields})

    return build


@pytest.fixture(scope="session")
def cheap_store() -> Callable[[Path], Store]:
    """Return a maker of stores in a folder, for laws that need many."""
    return lambda folder: Store.create(folder, PASSPHRASE, means=Means(cost=CHEAP))[0]


@pytest.fixture
def recovery(folder: Path, passphrase: str, means: Means, mentee: Callable[..., Mentee]) -> str:
    """A closed school of one mentee; its recovery key."""
    store, recovery = Store.create(folder, passphrase, means=means)
    with store.step("Add", who="CO") as step:
        step.put(mentee())
    store.close()
    return recovery
