"""What a school without people needs first: its two lists, a person typed in, or a look round; nothing waits yet."""

from collections.abc import Iterator

from desktop.i18n import _
from desktop.rules.readiness import Light
from desktop.workspace.todos.picture import Picture, ToDo


def first_things(picture: Picture) -> Iterator[ToDo]:
    """Yield the first steps of an empty school, and the list that is missing where only one is there."""
    young, grown = picture.facts.mentees, picture.facts.mentors
    if not young:
        yield _first(
            "first_list",
            _("Import your young people"),
            _("A file from SIMS, Arbor, Bromcom or Excel. You see every row before anything is saved."),
            (_("Import a list"), "import"),
        )
    if not grown:
        yield _first(
            "first_mentors",
            _("Import your mentors"),
            _("The volunteers’ list, any columns in any order. Nobody is matched before their checks are in date."),
            (_("Import a list"), "import"),
        )
    if not young and not grown:
        yield from _other_ways()


def _other_ways() -> Iterator[ToDo]:
    yield _first(
        "first_person",
        _("Or type somebody in"),
        _("Fine for a handful. A list imported later finds them again."),
        (_("Add a person"), "young-people"),
        Light.NONE,
    )
    yield _first(
        "first_sample",
        _("Or look round first"),
        _("A made-up school in a folder of its own. Close Alongside and open it again to come back to yours."),
        (_("Open the sample"), "today"),
        Light.NONE,
    )


def _first(code: str, headline: str, consequence: str, way: tuple[str, str], light: Light = Light.WAIT) -> ToDo:
    act, page = way
    return ToDo(code=code, light=light, headline=headline, consequence=consequence, act=act, page=page)
