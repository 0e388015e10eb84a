"""Means and their changes as they are written everywhere: one rounding, one sign; it knows no survey.

Two decimals, as the Office for National Statistics publishes the means of its personal wellbeing questions: with one,
`2.9 to 2.9` stood beside a change of 0.1.
"""

MINUS = "\u2212"
PLACES = 2


def mean_words(value: float) -> str:
    """Return a mean."""
    return f"{value:.{PLACES}f}".replace("-", MINUS)


def change_words(value: float) -> str:
    """Return a change with its sign; what rounds to nothing has none."""
    rounded = round(value, PLACES)
    return f"{rounded:+.{PLACES}f}".replace("-", MINUS) if rounded else f"{0:.{PLACES}f}"


def tick_words(value: float) -> str:
    """Return a figure at the end of an axis of changes."""
    return f"{value:+g}".replace("-", MINUS) if value else "0"
