"""The numbered promise of what may leave, read from `resources/anonymity/`; it knows no pair."""

import tomllib
from functools import cache

from desktop.models.record import Record
from desktop.models.wire import Narrowing
from desktop.paths import resource

CURRENT = 1


class Fact(Record):
    """One column of a record; a private fact is blurred, `truth` is the chance in a million that it stays true."""

    name: str
    label: str
    values: tuple[str, ...]
    truth: int = 1_000_000
    lasting: bool = False


class Spec(Record):
    """One version of the promise."""

    number: int
    minimum_pairs: int
    k: int
    settling_days: int
    epsilon: int
    visible: tuple[Fact, ...]
    private: tuple[Fact, ...]
    words: dict[str, str]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All columns in order, the visible first."""
        return self.visible + self.private


@cache
def spec(number: int = CURRENT) -> Spec:
    """Return a version of the promise; each that was ever released stays shipped."""
    return Spec.model_validate(tomllib.loads(resource(f"anonymity/v{number}.toml").read_text("utf-8")))


def narrowed(promise: Spec, policy: Narrowing) -> Spec:
    """Return the promise with head office's stricter numbers; a laxer policy changes nothing."""
    stricter = {"k": max(promise.k, policy.k), "minimum_pairs": max(promise.minimum_pairs, policy.minimum_pairs)}
    return promise.model_copy(update=stricter)
