"""What a chart shows, as plain values: marks, an aim, the sentence that reads it; no widget here."""

from dataclasses import dataclass

from desktop.i18n import noted

TOO_FEW = noted("too few to say")


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its value, the value as written; None is nothing to show yet, `words` says why."""

    label: str
    value: float | None
    words: str


@dataclass(frozen=True)
class Bars:
    """Bars from zero; `top` is the end of the scale."""

    name: str
    sentence: str
    bars: tuple[Bar, ...]
    top: float = 100.0
    aim: float | None = None
    aim_words: str = ""

    @property
    def table(self) -> list[tuple[str, str]]:
        """The chart as name and value lines."""
        return [(bar.label, bar.words) for bar in self.bars]


@dataclass(frozen=True)
class Dot:
    """A choice on a curve; `words` say its figures."""

    key: str
    x: float
    y: float
    words: str = ""


@dataclass(frozen=True)
class Curve:
    """Dots to choose one from, joined by a line; axes are named at their ends."""

    name: str
    sentence: str
    dots: tuple[Dot, ...]
    chosen: str
    x_words: str
    y_words: str
    chosen_words: str = ""

    @property
    def table(self) -> list[tuple[str, str]]:
        """The chart as pairs of figures."""
        return [(f"{dot.x:g}", f"{dot.y:g}") for dot in self.dots]


@dataclass(frozen=True)
class Span:
    """A mean change with its interval over n people; None figures are too few to say."""

    label: str
    n: int
    middle: float | None
    low: float | None
    high: float | None
    words: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spans:
    """Changes on one scale round zero; `heads` name what the `cells` of each say as a table."""

    name: str
    sentence: str
    spans: tuple[Span, ...]
    reach: float = 1.0
    heads: tuple[str, ...] = ()

    @property
    def table(self) -> list[tuple[str, str]]:
        """The chart as name and value lines."""
        return [(span.label, span.words) for span in self.spans]
