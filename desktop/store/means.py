"""What a store takes from its surroundings: the clock, the cost of a guess, the system's key store."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from desktop.store.keychain import Keychain
from desktop.store.vault import Cost

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time by this computer's clock, which may be wrong and may jump."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Means:
    """The surroundings; tests hand in a cheap cost, a clock and a key store of their own."""

    clock: Clock = utc_now
    cost: Cost = field(default_factory=Cost)
    keychain: Keychain = field(default_factory=Keychain)
