"""What a column shows and where rows come from, as plain values; no widget here."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from desktop.ui.paint import Light
from desktop.ui.written import one_line

R = TypeVar("R")
NOTHING = "–"


@dataclass(frozen=True)
class Cell:
    """One cell: words, perhaps a light before them, a muted second part, a bar; `spoken` replaces the words aloud."""

    text: str = NOTHING
    second: str = ""
    light: Light | None = None
    share: float | None = None
    strong: bool = False
    muted: bool = False
    spoken: str = ""
    tip: str = ""

    def __post_init__(self) -> None:
        """Let no name that an older file holds with a line's end in it be painted over the rows beside it."""
        if not (self.text.isprintable() and self.second.isprintable() and self.spoken.isprintable()):
            for part in ("text", "second", "spoken"):
                object.__setattr__(self, part, one_line(getattr(self, part)))

    @property
    def plain(self) -> str:
        """The cell as words alone."""
        return self.spoken or f"{self.text} {self.second}".strip()


def state(kind: Light, word: str) -> Cell:
    """Return a light with its word: done is grey, only exceptions have coloured words."""
    return Cell(word, light=kind, muted=kind in (Light.GOOD, Light.NONE))


def person(given: str, family: str) -> Cell:
    """Return a name whose given part is strong and whose surname is muted."""
    return Cell(given, second=family, strong=True)


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: how a row's cell is made, how wide ordinary text is, and how soon it leaves a narrow window.

    `sample` is an ordinary long text the width is computed from. `keep` is the order of leaving: the lowest leaves
    first. `sort` is the word the source sorts by, empty where it can't.
    """

    key: str
    title: str
    cell: Callable[[R], Cell]
    sample: str = ""
    sort: str = ""
    keep: int = 5
    right: bool = False
    shown: bool = True


@dataclass(frozen=True)
class Query:
    """What a list asks of its source: words typed, the chip chosen, more filters, exactly some rows, the order."""

    search: str = ""
    chip: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    only: frozenset[str] | None = None
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True)
class Source(Generic[R]):
    """Where rows come from: the ids of a query in order, and the rows of some ids; both are asked on the GUI thread.

    What is typed is looked for at the beginning of what `jump` says of a row, or `called` of an id: with 5,000 people
    making all rows for a letter that nobody begins with would take 70 ms. `seeking` finds the ids in pieces, for
    turns of their own.
    """

    ids: Callable[[Query], Sequence[str]]
    rows: Callable[[Sequence[str]], Sequence[R]]
    jump: Callable[[R], str] = field(default=lambda row: "")
    called: Callable[[str], str] | None = None
    seeking: Callable[[Query], Generator[None, None, Sequence[str]]] | None = None
