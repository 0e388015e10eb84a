"""Counts a release by how pairs meet and how often: the rows every report adds up; it knows no estimate."""

from collections import Counter, defaultdict

from desktop.models.wire import WireRelease
from headoffice.tables import COUNTERS


def tally(site: str, release: WireRelease) -> list[dict[str, object]]:
    """Return one row for each modality and sessions band that occurs in a release."""
    cells: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for record in release.records:
        cell = cells[record.modality, record.sessions]
        cell["records"] += 1
        cell.update(f"{name}_{value}" for name, value in record)
    return [
        {
            "term": release.term,
            "site": site,
            "modality": modality,
            "sessions": sessions,
            **{counter: counts[counter] for counter in COUNTERS},
        }
        for (modality, sessions), counts in cells.items()
    ]
