"""Bars with their interval as inline SVG: one series, from zero, values written on the marks; it knows no fact."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from headoffice.estimates import Share

ROW, LABEL, END = 32, 140, 150  # px: height of a row, room for its words, room for its figures


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


def bars(marks: Sequence[Mark], title: str, *, width: int = 190) -> Markup:
    """Return horizontal bars, 100% being `width` px; the thin line on each spans its interval."""
    height = ROW * len(marks) + 8
    total = LABEL + width + END
    sentence = escape(f"{title}. " + "; ".join(map(spoken, marks)) + ".")
    rows = Markup("").join(_row(mark, 4 + ROW * place, width) for place, mark in enumerate(marks))
    axis = Markup('<line class="axis" x1="{0}" y1="2" x2="{0}" y2="{1}"/>').format(LABEL, height - 2)
    return Markup(
        '<svg class="chart" width="{0}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">{3}{4}</svg>'
    ).format(total, height, sentence, rows, axis)


def _row(mark: Mark, top: int, width: int) -> Markup:
    middle = top + ROW / 2
    label = Markup('<text class="label" x="{}" y="{}">{}</text>').format(LABEL - 10, middle + 5, mark.label)
    if mark.share is None:
        return label + Markup('<text class="few" x="{}" y="{}">Too few to say</text>').format(LABEL + 10, middle + 5)
    low, value, high = (LABEL + width * end for end in (mark.share.low, mark.share.value, mark.share.high))
    words = Markup('{}<tspan class="ends" dx="8">{} to {}</tspan>').format(
        percent(mark.share.value), percent(mark.share.low), percent(mark.share.high)
    )
    bar = Markup('<rect class="bar" x="{}" y="{}" width="{:.1f}" height="16" rx="2"/>')
    interval = Markup('<path class="interval" d="M{0:.1f} {2}H{1:.1f}M{0:.1f} {3}v10M{1:.1f} {3}v10"/>')
    figures = Markup('<text class="value" x="{}" y="{}">{}</text>')
    return (
        label
        + bar.format(LABEL, middle - 8, value - LABEL)
        + interval.format(low, high, middle, middle - 5)
        + figures.format(LABEL + width + 12, middle + 5, words)
    )
