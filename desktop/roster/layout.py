"""Where a table's headings stand and where its people begin; it reads headings, not people."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.roster.content import fits
from desktop.roster.headings import MAX_HEADING, Library, Strength, key_of
from desktop.roster.names_by_content import are_names, has_forename
from desktop.roster.table import Row, Table, as_text, letter
from desktop.roster.tidying import tidy

_LOOK = 60
_WORTH = {
    Strength.WEAK: 0.5,
    Strength.PHRASE: 0.7,
    Strength.TRIMMED: 1.0,
    Strength.ALIAS: 1.0,
}
_ENOUGH = 1.5
_TYPED = ("upn", "email", "birth_date", "postcode", "phone", "year")


@dataclass(frozen=True, slots=True)
class Layout:
    """Headings by column, the row they stand in (None: there are none) and the first row after them."""

    headings: tuple[str, ...]
    header: int | None
    first: int
    score: float = 0.0


def find_layout(table: Table, library: Library, today: date, told: frozenset[str] = frozenset()) -> Layout:
    """Return where the headings are: the row most of whose cells the library knows, else the row above typed data.

    `told` are keys of headings that a person has mapped; they count as known.
    """
    best = Layout((), None, 0)
    for index in range(min(_LOOK, len(table.rows))):
        alone, *joined = _readings(table.rows, index)
        scored = [(alone, _score(alone, library, told))]
        if scored[0][1] >= 1:  # below the headings of several columns stand headings, not instructions
            scored += [(headings, _score(headings, library, told)) for headings in joined]
        for headings, score in scored:
            if score > best.score:
                best = Layout(headings, index, index + 1, score)
    width = max((len(row) for row in table.rows[: 5 * _LOOK]), default=0)
    filled = sum(bool(heading) for heading in best.headings)
    if best.score >= _ENOUGH or (best.score >= 0.7 and filled <= 2):
        return Layout(unique(best.headings, width), best.header, best.first, best.score)
    layout = _by_content(table.rows, width, today)
    if layout.header is not None and _names_somebody(table.rows, layout.header, library):
        return Layout(unique((), width), None, layout.header)
    return layout


def unique(headings: Sequence[str], width: int) -> tuple[str, ...]:
    """Return headings without gaps and doubles: 'Column C' for an empty one, 'Name (2)' for a second."""
    names: dict[str, None] = {}
    for index in range(max(width, len(headings))):
        wanted = (headings[index] if index < len(headings) else "") or f"Column {letter(index)}"
        name, count = wanted, 1
        while name in names:
            count += 1
            name = f"{wanted} ({count})"
        names[name] = None
    return tuple(names)


def base_heading(heading: str) -> str:
    """Return a heading without the number that tells it from its double."""
    return re.sub(r" \(\d+\)$", "", heading)


def _readings(rows: Sequence[Row], index: int) -> list[tuple[str, ...]]:
    """Return the ways to read a row as headings: alone, under a split heading, under a heading for several columns."""
    alone = _texts(rows[index])
    above = _texts(rows[index - 1]) if index else ()
    if not any(alone) or sum(map(bool, above)) < 2:
        return [alone]
    spread: list[str] = []
    for text in above:
        spread.append(text or (spread[-1] if spread else ""))
    return [alone, _joined(above, alone), _joined(tuple(spread), alone), _where_needed(tuple(spread), alone)]


def _joined(above: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    width = max(len(above), len(below))
    upper, lower = (*above, *[""] * (width - len(above))), (*below, *[""] * (width - len(below)))
    return tuple(f"{up} {low}".strip() for up, low in zip(upper, lower, strict=True))


def _where_needed(spread: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    """Put the upper heading before those lower ones that stand more than once or are empty."""
    joined = _joined(spread, below)
    return tuple(
        below[index] if index < len(below) and below[index] and below.count(below[index]) == 1 else both
        for index, both in enumerate(joined)
    )


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(tidy(as_text(cell)[: 2 * MAX_HEADING]).text for cell in row)


def _score(headings: tuple[str, ...], library: Library, told: frozenset[str]) -> float:
    """Return how many different fields a row of headings names; known but unneeded headings count a little."""
    fields: dict[str, float] = {}
    for heading in headings:
        if told and key_of(heading) in told:
            fields[heading] = 2.0
        match = library.lookup(heading)
        if match:
            worth = _WORTH[match.strength] + len(match.alias.split()) / 100 if match.field else 0.3
            name = match.field or f"?{heading}"
            fields[name] = max(fields.get(name, 0.0), worth)
    return sum(fields.values())


def _by_content(rows: Sequence[Row], width: int, today: date) -> Layout:
    """Find the first row whose cells are of the kinds their columns are made of; a row above it is headings."""
    start = next((i for i in range(min(_LOOK, len(rows))) if _typed(rows[i], today)), None)
    if start is None:
        names = _column(rows, 0)
        if names and not any(any(row[1:]) for row in rows[:_LOOK]) and are_names(names):
            return Layout(unique((), width), None, 0)
        start = next((i for i in range(min(_LOOK, len(rows))) if sum(map(bool, rows[i])) > 1), len(rows))
        headings = _texts(rows[start]) if start < len(rows) else ()
        return Layout(unique(headings, width), start if headings else None, start + 1)
    header = start
    while header and 2 * sum(map(bool, rows[header - 1])) > sum(map(bool, rows[start])):
        header -= 1
    if header == start:
        return Layout(unique((), width), None, start)
    return Layout(unique(_texts(rows[header]), width), header, header + 1)


def _typed(row: Row, today: date) -> bool:
    """Whether a row has several filled cells of which one can only be data."""
    cells = [tidy(cell).text if isinstance(cell, str) else cell for cell in row if cell]
    return len(cells) > 1 and any(fits(kind, cell, today) for cell in cells for kind in _TYPED)


def _names_somebody(rows: Sequence[Row], index: int, library: Library) -> bool:
    """Whether a row taken for headings is a person: none of its cells is a heading, and a name stands over names."""
    cells = _texts(rows[index])
    if any(library.lookup(cell) for cell in cells if cell):
        return False
    return any(has_forename(cell) and are_names(_column(rows[index:], at)) for at, cell in enumerate(cells))


def _column(rows: Sequence[Row], at: int) -> list[str]:
    """Return the filled cells of a column, as far as one looks."""
    cells = (tidy(as_text(row[at])).text for row in rows[:_LOOK] if at < len(row))
    return [cell for cell in cells if cell]
