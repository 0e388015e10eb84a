"""Every page opened for the first time, and the whole window in another language and theme."""

from typing import Any

from benchmarks.gaps.day import Day

PAGES = (
    "young-people", "mentors", "matching", "sessions", "papers", "outcomes", "head-office", "settings", "import",
    "today",
)  # fmt: skip


def open_pages(day: Day) -> None:
    """Open each page for the first time."""
    for page in PAGES:
        with day.watch.watched(f"opening {page}"):
            day.go(page)
    day.go("today")


def look_otherwise(day: Day) -> None:
    """Choose another language, another theme, and back, with every page made."""
    day.go("settings")
    looks: tuple[tuple[str, dict[str, Any]], ...] = (
        ("another language", {"language": "cy"}),
        ("another theme", {"theme": "dark"}),
        ("all as it was", {"language": "en", "theme": "light"}),
    )
    for name, look in looks:
        before = day.shell
        with day.watch.watched(f"the window in {name}"):
            day.window.preferences.keep(**look)
            day.board.look_changed.emit()
            day.settle(lambda before=before: day.shell not in (None, before))  # type: ignore[misc]
            day.rest()
