"""Where no pair can be proposed the page says so, says why, and offers the press that helps."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.models.matches import MatchState
from desktop.models.people import Mentee, Mentor, PersonState
from tests.builders import consent, mentee
from tests.ui.school import TODAY


@pytest.fixture
def without(seat, workspace):
    """Return how to open matching after all drafts were published and people were changed."""

    def opened(kind: type[Mentee] | type[Mentor], change: dict[str, object]):
        matching = workspace.matching
        matching.publish(by="M. Ames", end_replaced=True)
        workspace.roster.keep_many(
            [one.model_copy(update=change) for one in workspace.roster.people(kind)], label="Changed"
        )
        return seat(workspace, "matching")

    return opened


def nothing(window) -> str:
    return " ".join(one.text() for one in window.shell.page.nothing.findChildren(QLabel))


def helping(window) -> QPushButton:
    return window.shell.page.nothing.findChild(QPushButton)


def test_where_mentors_only_have_steps_left_they_are_a_press_away(without):
    window = without(Mentor, {"gates": (), "capacity": 5})
    assert "No pair can be proposed now No mentor who is clear to meet has room." in nothing(window)
    helping(window).click()
    assert (window.shell.key, window.shell.page.list.model.query.chip) == ("mentors", "not_clear")


def test_where_every_mentor_is_taken_adding_one_is_a_press_away(without):
    window = without(Mentor, {"capacity": 0})
    assert "One more mentor would help." in nothing(window)
    assert helping(window).text() == "Add a mentor"


def test_where_the_rules_keep_free_mentors_away_who_to_look_for_is_a_press_away(without):
    window = without(Mentor, {"capacity": 5, "availability": ("mon-am",)})
    assert "The rules keep the mentors with room from who waits." in nothing(window)
    helping(window).click()
    assert window.shell.page.proposal.tab == 4


def test_where_nobody_is_ready_who_is_not_is_a_press_away(seat, workspace):
    forms = [one.model_copy(update={"invalidated_on": TODAY}) for one in workspace.consents.current().values()]
    with workspace.desk.step("Not valid") as step:
        step.put_many(forms)
    window = seat(workspace, "matching")
    helping(window).click()
    assert (window.shell.key, window.shell.page.list.model.query.chip) == ("young-people", "not_ready")


def test_where_everybody_has_a_mentor_nothing_more_is_asked(without, workspace):
    window = without(Mentee, {})
    board = window.board
    waiting = {one.mentee for one in window.shell.page.bench.shown.left_out}
    gone = [one.model_copy(update={"state": PersonState.LEFT}) for one in workspace.roster.people(Mentee)]
    board.do(lambda: workspace.roster.keep_many([one for one in gone if one.id in waiting], label="Left"))
    assert "Everybody has a mentor" in nothing(window)


def test_without_any_mentor_their_list_is_imported_first(seat, empty):
    one = mentee()
    with empty.desk.step("Begin") as step:
        step.put_many([one, consent(one)])
    window = seat(empty, "matching")
    assert "There is no mentor yet." in nothing(window)
    helping(window).click()
    assert window.shell.key == "import"


def test_once_all_who_are_ready_have_a_mentor_it_is_said(seat, workspace):
    workspace.matching.publish(by="M. Ames", end_replaced=True)
    window = seat(workspace, "matching")
    shown = window.shell.page.bench.shown
    ready = {one.id for one in shown.engine.setting.rows}
    gone = [workspace.roster.mentee(one.mentee) for one in shown.left_out if one.mentee in ready]
    left = [one.model_copy(update={"state": PersonState.LEFT}) for one in gone]
    window.board.do(lambda: workspace.roster.keep_many(left, label="Left"))
    assert nothing(window).startswith("Everybody who is ready has a mentor ")


def test_what_helps_is_the_one_filled_button(without):
    page = without(Mentor, {"capacity": 0}).shell.page
    assert helping(page.window()).property("kind") == "primary"
    assert (page.find_press.property("kind"), page.review.property("kind")) == ("outlined", "outlined")


def test_the_row_of_who_waits_offers_what_helps_too(without):
    window = without(Mentor, {"capacity": 0})
    page = window.shell.page
    waits = next(one.mentee for one in page.bench.shown.left_out if one.rule == "no_mentor")
    page.left_out.view.show_row(waits)
    assert page.left_out.act.text() == "Add a mentor"
    page.left_out.act.click()
    assert window.shell.key == "mentors"


def test_a_school_where_matches_can_be_found_is_asked_to_find_them(seat, workspace):
    drafts = [one for one in workspace.matching.open() if one.state is MatchState.DRAFT]
    with workspace.desk.step("Put away") as step:
        step.put_many([one.model_copy(update={"state": MatchState.VOID}) for one in drafts])
    window = seat(workspace, "matching")
    assert "No pairs are proposed yet" in nothing(window)
    assert helping(window) is None


@pytest.mark.parametrize(("height", "stretches"), [(697, (1, 0)), (384, (0, 1))])
def test_on_a_low_window_what_is_said_stands_at_the_top(seat, empty, height, stretches):
    inside = seat(empty, "matching", size=(1366, height)).shell.page.nothing._inside
    assert (inside.stretch(0), inside.stretch(1)) == stretches


def test_on_the_smallest_window_the_press_that_helps_is_seen_whole(qtbot, seat, empty):
    window = seat(empty, "matching", size=(683, 384))
    press = helping(window)
    qtbot.waitUntil(lambda: press.visibleRegion().boundingRect().height() == press.height())
