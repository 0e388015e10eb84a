"""When the year is over Today says so, and the next one begins from there at one press."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.models.matches import MatchState
from desktop.ui.choices import Tick
from tests.ui.dialogs import dialog, press


@pytest.fixture
def autumn(workspace):
    workspace.desk.today = lambda: date(2027, 9, 10)
    return workspace


def test_today_leads_to_the_question_and_the_year_begins_as_one_step(seat, autumn):
    window = seat(autumn)
    todos = autumn.today.todos()
    at = next(at for at, one in enumerate(todos) if one.code == "new_year")
    window.shell.page.rows.presses[at].click()
    next(one for one in dialog(window).findChildren(Tick) if "matches" in one.text()).setChecked(True)
    press(window, "Begin 2027-28")
    assert autumn.settings.programme.academic_year == "2027-28"
    assert not [one for one in autumn.matching.open() if one.state is MatchState.PUBLISHED]
    assert window.told.notices[-1] == "The year 2027-28 has begun"
    window.shell._undo()
    assert autumn.settings.programme.academic_year == "2026-27"


def test_settings_offer_it_too(seat, autumn):
    window = seat(autumn, "settings")
    window.shell.go("settings", "year")
    assert "Begin 2027-28" in [one.text() for one in window.shell.page.findChildren(QPushButton) if one.isVisible()]


def test_a_year_under_way_is_not_ended(seat, workspace):
    window = seat(workspace, "settings")
    window.shell.go("settings", "new-year")
    assert window.told.notices[-1] == "This year isn’t over yet."


def test_without_a_session_to_come_the_new_year_is_todays_first_act(seat, autumn):
    page = seat(autumn).shell.page
    assert [one.text() for one in page.acts] == ["Begin 2027-28"]
