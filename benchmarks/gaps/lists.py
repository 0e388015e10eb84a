"""Lists that are read from a file: 5,000 rows brought in and taken back, 20,000 looked at."""

from typing import Any

from benchmarks.gaps.day import Day


def bring_in(day: Day) -> None:
    """Read 5,000 rows, bring them in, undo that."""
    page = _read(day, "New", 5_000)
    with day.watch.watched("5,000 rows are brought in"):
        page.adopt()
        day.rest()
    with day.watch.watched("the import is taken back"):
        day.shell._undo()
        day.rest()


def look_at_many(day: Day) -> None:
    """Read 20,000 rows and show them, each look at them."""
    page = _read(day, "Many", 20_000)
    with day.watch.watched("each look at 20,000 rows"):
        for look in ("file", "columns", "problems", "changes"):
            page.looks.show_tab(look)
            day.rest()


def _read(day: Day, forename: str, rows: int) -> Any:
    """Write a list of people of one forename, numbered, show it, and return the page."""
    roster = day.folder / f"{forename}.csv"
    lines = (f"{forename}{n},Person{n},{1 + n % 28:02d}/03/2012,9" for n in range(rows))
    roster.write_text("\n".join(["Forename,Surname,Date of birth,Year", *lines]), "utf-8")
    with day.watch.watched(f"{rows:,} rows are read and shown"):
        return day.go("import", str(roster))
