"""Matching again in the window after something changed: who left, what no longer holds, what runs while one is away."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from desktop.models.matches import MatchState
from desktop.models.people import PersonState
from tests.ui.dialogs import drafts


@pytest.fixture
def window(seat, workspace):
    return seat(workspace, "matching")


@pytest.fixture
def page(window):
    return window.shell.page


@pytest.fixture
def lost(window, page, workspace):
    """A pair that was pinned before its mentor was paused."""
    page.proposal.key_pressed.emit("P")
    pair = page.pair
    mentor = workspace.roster.mentor(pair.mentor)
    paused = mentor.model_copy(update={"state": PersonState.PAUSED})
    window.board.do(lambda: workspace.roster.keep(paused), "Paused")
    return pair


def test_whose_pinned_mentor_was_paused_stands_among_those_not_matched(page, lost):
    left = next(one for one in page.bench.shown.left_out if one.mentee == lost.mentee)
    assert left.broken == "Their draft no longer fits the rules: The mentor is paused at the moment."


def test_why_a_pinned_pair_no_longer_holds_is_said_below_the_list(page, lost):
    page.left_out.view.show_row(lost.mentee)
    assert "The mentor is paused at the moment." in page.left_out.help.text()


def test_a_pinned_pair_that_no_longer_holds_can_be_matched_again_from_its_row(page, lost):
    page.left_out.view.show_row(lost.mentee)
    page.left_out.act.click()
    found = page.bench.shown.pair_of(lost.mentee)  # nobody, where no other mentor has room
    assert found is None or found.mentor != lost.mentor


def test_finding_again_says_that_a_pinned_pair_was_let_go(window, page, lost, workspace):
    page.find_again()
    count = len(drafts(workspace))
    said = f"{count} pairs proposed; 1 pinned pair no longer fits the rules and was let go"
    assert window.told.notices[-1] == said


def test_the_young_person_of_an_ended_match_is_not_forgotten(window, page, workspace):
    page.find_again()
    workspace.matching.publish(by="M. Ames", end_replaced=True)
    gone = next(one for one in workspace.matching.open() if one.state is MatchState.PUBLISHED)
    mentor = workspace.roster.mentor(gone.mentor)
    left = mentor.model_copy(update={"state": PersonState.LEFT})
    window.board.do(lambda: workspace.roster.keep(left), "Left")
    page.find_again()
    shown = page.bench.shown
    assert gone.mentee in {one.mentee for one in (*shown.pairs, *shown.left_out)}


def test_matches_found_while_another_page_is_open_are_there_on_coming_back(window, page, workspace):
    page.find_again()
    window.shell.go("today")
    window.shell.go("matching")
    assert len(page.proposal.model.ids) == len(drafts(workspace))


def test_an_empty_school_is_asked_to_import_a_list_by_the_filled_button(seat, empty):
    page = seat(empty, "matching").shell.page
    assert (page.find_press.property("kind"), page.review.property("kind")) == ("outlined", "outlined")
    press = page.nothing.findChild(QPushButton)
    assert (press.text(), press.property("kind")) == ("Import a list", "primary")


def test_with_a_proposal_the_filled_button_is_to_review_it(page):
    assert (page.find_press.property("kind"), page.review.property("kind")) == ("outlined", "primary")


def test_before_it_has_read_the_page_claims_nothing(page):
    page.bench._request = None
    page._say_head()
    assert page.sentence.text() == "Reading who can be matched. It takes a moment."


def test_before_it_has_read_the_sliders_stand_where_they_were_kept(page):
    page.bench._request, page.bench.weights = None, {}
    page.weights.show_weights({})
    page.refresh()
    assert page.weights.sliders["interests"].slider.value() == 50


def test_the_balance_chart_is_a_slider_to_a_screen_reader(page):
    met = QAccessible.queryAccessibleInterface(page.balance.chart)
    assert met.role() == QAccessible.Role.Slider


def test_the_balance_chart_s_name_tells_the_dot_chosen(page):
    one = page.balance.points[page.balance.chart.value()]
    assert f"{one.across} of" in page.balance.chart.accessibleName()
    assert f"fit {one.fit}" in page.balance.chart.accessibleName()


def test_end_walks_to_the_last_balance(qtbot, page):
    picked = []
    page.balance.chart.picked.connect(picked.append)
    qtbot.keyClick(page.balance.chart, Qt.Key.Key_End)
    assert picked == ["6"]


def test_a_balance_is_chosen_with_a_click_on_its_dot(qtbot, page):
    picked = []
    chart = page.balance.chart
    chart.picked.connect(picked.append)
    place = chart._place(chart.spec.dots[-1])
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(round(place.x()), round(place.y())))
    dot = chart.spec.dots[int(picked[0])]
    assert (dot.x, dot.y) == (chart.spec.dots[-1].x, chart.spec.dots[-1].y)


def test_every_balance_stands_as_text_behind_the_chart(page):
    page.balance.turn.click()
    lines = [page.balance._lines.itemAt(at).widget() for at in range(7)]
    assert all("pairs across difference, fit" in one.text() for one in lines)
    assert page.balance.turn.text() == "Show as chart"


def test_a_balance_is_chosen_from_its_line(page):
    page.balance.turn.click()
    page.balance._lines.itemAt(0).widget().click()
    assert page.bench.trial is not None


def test_a_small_window_does_not_scroll_sideways(qtbot, seat, workspace):
    page = seat(workspace, "matching", size=(683, 384)).shell.page
    qtbot.wait(60)
    assert not page.save.isVisible()
    assert page.review.mapTo(page.window(), page.review.rect().bottomRight()).x() < 683
