"""The published spec a release was made by: its values, its truth rates and what it promises; it knows no site."""

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desktop.models.wire import NOT_MEASURED, WireRecord

SPECS = Path(__file__).parent / "specs"
MILLION = 1_000_000


@dataclass(frozen=True)
class Fact:
    """One blurred column: its values and the chance that a record tells the true one."""

    name: str
    label: str
    values: tuple[str, ...]
    truth: float

    @property
    def answers(self) -> tuple[str, ...]:
        """The values that say something about the pair: all but that nobody was asked."""
        return tuple(value for value in self.values if value != NOT_MEASURED)

    @property
    def lie(self) -> float:
        """The chance of each one of the untrue values."""
        return (1 - self.truth) / (len(self.values) - 1)


@dataclass(frozen=True)
class Promise:
    """One version of the spec, as far as head office needs it."""

    number: int
    k: int
    minimum_pairs: int
    visible: tuple[str, ...]
    private: dict[str, Fact]
    words: dict[str, str]

    def kept_by(self, records: Sequence[WireRecord]) -> bool:
        """Return whether a release keeps it: no records, or enough of them and each visible combination shared by k."""
        if not records:
            return True
        seen = Counter(tuple(getattr(record, name) for name in self.visible) for record in records)
        return len(records) >= self.minimum_pairs and min(seen.values()) >= self.k


@cache
def promise(number: int) -> Promise | None:
    """Return a version of the spec that head office takes, None for any other."""
    path = SPECS / f"v{number}.toml"
    if not path.exists():
        return None
    data = tomllib.loads(path.read_text("utf-8"))
    facts = (
        Fact(
            name=fact["name"],
            label=fact["label"],
            values=tuple(fact["values"]),
            truth=fact["truth"] / MILLION,
        )
        for fact in data["private"]
    )
    return Promise(
        number=data["number"],
        k=data["k"],
        minimum_pairs=data["minimum_pairs"],
        visible=tuple(fact["name"] for fact in data["visible"]),
        private={fact.name: fact for fact in facts},
        words=data["words"],
    )
