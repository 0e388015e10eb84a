"""The pages of the window, each made when it is first shown."""

from collections.abc import Callable, Mapping

from desktop.ui.page import Page
from desktop.ui.switchboard import Switchboard

Maker = Callable[[Switchboard], Page]


def makers() -> Mapping[str, Maker]:
    """Return what makes each page, by key."""
    return {
        "today": _today,
        "young-people": _young_people,
        "mentors": _mentors,
        "import": _import,
        "matching": _matching,
        "sessions": _sessions,
        "register": _register,
        "papers": _papers,
        "outcomes": _outcomes,
        "head-office": _head_office,
        "settings": _settings,
    }


def _today(board: Switchboard) -> Page:
    from desktop.ui.pages.today.page import TodayPage

    return TodayPage(board)


def _young_people(board: Switchboard) -> Page:
    from desktop.ui.pages.people.young import YoungPeoplePage

    return YoungPeoplePage(board)


def _mentors(board: Switchboard) -> Page:
    from desktop.ui.pages.people.mentors import MentorsPage

    return MentorsPage(board)


def _import(board: Switchboard) -> Page:
    from desktop.ui.pages.importing.page import ImportPage

    return ImportPage(board)


def _matching(board: Switchboard) -> Page:
    from desktop.ui.pages.matching.page import MatchingPage

    return MatchingPage(board)


def _sessions(board: Switchboard) -> Page:
    from desktop.ui.pages.sessions.term import SessionsPage

    return SessionsPage(board)


def _register(board: Switchboard) -> Page:
    from desktop.ui.pages.sessions.register import RegisterPage

    return RegisterPage(board)


def _papers(board: Switchboard) -> Page:
    from desktop.ui.pages.papers.page import PapersPage

    return PapersPage(board)


def _outcomes(board: Switchboard) -> Page:
    from desktop.ui.pages.outcomes.page import OutcomesPage

    return OutcomesPage(board)


def _head_office(board: Switchboard) -> Page:
    from desktop.ui.pages.head_office.page import HeadOfficePage

    return HeadOfficePage(board)


def _settings(board: Switchboard) -> Page:
    from desktop.ui.pages.settings.page import SettingsPage

    return SettingsPage(board)
