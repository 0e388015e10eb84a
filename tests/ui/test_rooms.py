"""The pages that a worker imports ahead are named as words; they are held here to the pages there are."""

from desktop.ui import rooms
from desktop.ui.pages import makers

FIRST = "today"  # opened before anything can be imported ahead of it


def imported_by(maker) -> set[str]:
    return {name for name in maker.__code__.co_names if name.startswith("desktop.ui.pages.")}


def test_every_page_but_the_first_is_imported_ahead():
    asked = set().union(*(imported_by(maker) for key, maker in makers().items() if key != FIRST))
    assert asked == {f"desktop.ui.pages.{page}" for page in rooms.PAGES}
