"""What the search box finds: pages, people, papers, the parts of Settings, and a form's code; it shows nothing."""

from collections.abc import Sequence

from desktop.i18n import _
from desktop.models.searching import begins
from desktop.ui.pages.settings.names import names
from desktop.ui.shell.search import Found
from desktop.ui.shell.sidebar import places
from desktop.ui.switchboard import Switchboard

MOST = 9


def find(board: Switchboard, text: str) -> Sequence[Found]:
    """Return what a text finds, at most nine: pages first, then people, then the rest."""
    people = board.attempt(lambda: board.workspace.lists.find(text, limit=8)) or []
    found = [
        Found(
            "mentors" if one.mentor else "young-people",
            one.id,
            one.name,
            one.line,
            "mentors" if one.mentor else "people",
        )
        for one in people
    ]
    return [*_pages(text), *found, *_papers(text), *_settings(text), *_form(text)][:MOST]


def _pages(text: str) -> list[Found]:
    return [
        Found(place.key, "", place.name, _("Page"), place.drawing) for place in places() if begins(text, place.name)
    ]


def _papers(text: str) -> list[Found]:
    """Return the papers whose name has a word that starts so, each leading to Papers with it chosen."""
    from desktop.ui.pages.papers.kinds import groups, paper_name  # the window stands before the papers are loaded

    papers = [one for group in groups() for one in group.papers]
    named = [(one, paper_name(one)) for one in papers]
    return [Found("papers", one.value, name, _("Paper"), "papers") for one, name in named if begins(text, name)]


def _settings(text: str) -> list[Found]:
    return [
        Found("settings", key, name, _("Settings"), drawing) for key, name, drawing in names() if begins(text, name)
    ]


def _form(text: str) -> list[Found]:
    if not _looks_like_code(text):
        return []
    said = _("Mark form {code} returned").format(code=text.upper())
    return [Found("papers", f"code:{text}", said, _("Consent form"), "scan")]


def _looks_like_code(text: str) -> bool:
    plain = "".join(letter for letter in text if letter.isalnum())
    return len(plain) == 8 and any(letter.isdigit() for letter in plain)
