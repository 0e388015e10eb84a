"""Bars with their interval as inline SVG: one series, from zero, values written on the marks; it knows no fact."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from headoffice.estimates import Share

ROW, LABEL, WIDTH, END = 34, 150, 300, 150


@dataclass(frozen=True)
class Mark:
    """One row of a chart: its words, and the share or None where there are too few to say."""

    label: str
    share: Share | None


def percent(share: float) -> str:
    """Return a share as a whole percentage."""
    return f"{round(100 * share)}%"


def spoken(mark: Mark) -> str:
    """Return a mark as a phrase, for those who listen."""
    if mark.share is None:
        return f"{mark.label}: too few to say"
    return (
        f"{mark.label}: {percent(mark.share.value)}, between {percent(mark.share.low)} and {percent(mark.share.high)}"
    )


def bars(marks: Sequence[Mark], title: str) -> Markup:
    """Return horizontal bars; the thin line on each runs from the lower to the upper end of its interval."""
    height = ROW * len(marks) + 8
    total = LABEL + WIDTH + END
    sentence = escape(f"{title}. " + "; ".join(map(spoken, marks)) + ".")
    rows = Markup("").join(_row(mark, 4 + ROW * place) for place, mark in enumerate(marks))
    axis = Markup(f'<line class="axis" x1="{LABEL}" y1="2" x2="{LABEL}" y2="{height - 2}"/>')
    return Markup(
        f'<svg class="chart" viewBox="0 0 {total} {height}" role="img" aria-label="{sentence}">{rows}{axis}</svg>'
    )


def _row(mark: Mark, top: int) -> Markup:
    middle = top + ROW / 2
    label = Markup('<text class="label" x="{}" y="{}">{}</text>').format(LABEL - 10, middle + 5, mark.label)
    if mark.share is None:
        return label + Markup('<text class="few" x="{}" y="{}">Too few to say</text>').format(LABEL + 10, middle + 5)
    low, value, high = (LABEL + WIDTH * end for end in (mark.share.low, mark.share.value, mark.share.high))
    words = f"{percent(mark.share.value)}  ({percent(mark.share.low)} to {percent(mark.share.high)})"
    return (
        label
        + Markup('<rect class="bar" x="{}" y="{}" width="{:.1f}" height="16" rx="2"/>').format(
            LABEL, middle - 8, value - LABEL
        )
        + Markup('<path class="interval" d="M{0:.1f} {2}H{1:.1f}M{0:.1f} {3}v10M{1:.1f} {3}v10"/>').format(
            low, high, middle, middle - 5
        )
        + Markup('<text class="value" x="{}" y="{}">{}</text>').format(LABEL + WIDTH + 12, middle + 5, words)
    )
