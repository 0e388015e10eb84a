from concurrent.futures import Future

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from shiboken6 import isValid

from desktop.models.matches import Block, MatchState
from desktop.models.people import PersonState
from desktop.ui.pages.matching.deciding import review
from desktop.ui.pages.matching.proposal import _common
from desktop.ui.pages.matching.weights import strength, wishes
from desktop.ui.tasks import RunAtOnce
from desktop.workspace import explaining
from tests.ui.dialogs import dialog, drafts, press


@pytest.fixture
def window(seat, workspace):
    return seat(workspace, "matching")


@pytest.fixture
def page(window):
    return window.shell.page


def said(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


@pytest.mark.parametrize("trying", [False, True])
def test_every_slider_is_in_sight_with_what_all_of_them_give_on_a_low_screen(qtbot, seat, workspace, trying):
    page = seat(workspace, "matching", size=(1366, 697)).shell.page
    if trying:
        page.weights.sliders["across"].slider.setValue(100)
        qtbot.waitUntil(page.weights.keep.isVisible, timeout=4000)
    qtbot.wait(60)
    assert page.weights.area.verticalScrollBar().maximum() == 0
    for one in page.weights.sliders.values():
        assert not one.visibleRegion().isEmpty()


def test_the_drafts_stand_in_the_list_with_their_fit(page, workspace):
    assert len(page.proposal.model.ids) == len(drafts(workspace))


def test_the_page_says_that_nobody_has_been_told(page):
    assert "nobody has been told." in page.sentence.text()


def test_finding_again_keeps_drafts_and_says_how_many(window, page, workspace):
    page.find_again()
    assert window.told.notices[-1] == f"{len(drafts(workspace))} pairs proposed"


def test_finding_again_where_all_are_matched_offers_no_undo(window, page, workspace):
    workspace.matching.publish(by="M. Ames", end_replaced=True)
    page.refresh()
    offered = []
    window.board.noticed.connect(lambda said, undoable: offered.append((said, undoable)))
    page.find_again()
    assert offered == [("No further pair is possible; see why below", False)]


def test_what_made_a_step_offers_to_undo_it(window, page):
    offered = []
    window.board.noticed.connect(lambda _said, undoable: offered.append(undoable))
    page.proposal.key_pressed.emit("P")
    assert offered == [True]


def test_a_moved_slider_tries_and_keeps_nothing(page, workspace):
    before = drafts(workspace)
    page.weights.sliders["across"].slider.setValue(100)
    page._try()
    assert drafts(workspace) == before
    assert page.bench.trial is not None
    assert page.weights.keep.isVisible()


def test_going_back_shows_the_draft_again(page):
    page.weights.sliders["across"].slider.setValue(100)
    page._try()
    page.weights.leave.click()
    assert page.bench.trial is None
    assert page.weights.sliders["across"].slider.value() < 100


def test_keeping_a_trial_makes_it_the_draft(page, workspace):
    page.weights.sliders["interests"].slider.setValue(100)
    page._try()
    page.weights.keep.click()
    assert workspace.matching.last_run().weights["sectors"] == 240
    assert page.bench.trial is None


def test_while_trying_nothing_can_be_published(page):
    page.weights.sliders["interests"].slider.setValue(0)
    page._try()
    assert not page.review.isEnabled()


def test_the_letter_p_pins_the_pair_the_keys_are_on(qtbot, window, page, workspace):
    page.proposal.view.setFocus()
    qtbot.waitUntil(lambda: page.proposal.view.hasFocus())
    match = page.pair.match
    qtbot.keyClick(page.proposal.view, Qt.Key.Key_P)
    assert next(one for one in drafts(workspace) if one.id == match).pinned
    assert "pinned" in window.told.notices[-1]


def test_a_pinned_pair_is_let_go_with_the_same_key(page, workspace):
    page.proposal.key_pressed.emit("P")
    page.proposal.key_pressed.emit("P")
    assert not any(one.pinned for one in drafts(workspace))


def test_the_reasons_name_both_people(page):
    pair = page.pair
    assert pair.name in said(page.why)
    assert pair.mentor_name in said(page.why)


def test_the_next_best_is_said_with_its_cost(page):
    assert page.why.next_line.text().startswith(("Next best for", "Without this pair"))


def test_swapping_shows_both_fits_before_it_is_done(window, page, workspace):
    before = {one.id: one.mentor for one in drafts(workspace)}
    page.proposal.key_pressed.emit("S")
    chooser = dialog(window)
    chooser.view.show_row(chooser.model.ids[0])
    assert "instead of" in chooser.cost.text()
    press(window, "Swap mentors")
    changed = [one for one in drafts(workspace) if one.mentor != before[one.id]]
    assert [one.pinned for one in changed] == [True, True]


def test_keeping_two_apart_shows_the_cost_and_finds_again(window, page, workspace):
    pair = page.pair
    page.proposal.key_pressed.emit("X")
    assert pair.given in said(dialog(window))
    press(window, "Keep them apart")
    (block,) = workspace.desk.store.all(Block)
    assert (block.mentee, block.mentor) == (pair.mentee, pair.mentor)
    assert (pair.mentee, pair.mentor) not in {(one.mentee, one.mentor) for one in drafts(workspace)}


def test_why_not_lists_every_mentor_with_fit_or_rule(window, page, workspace):
    page.why.other.click()
    assert len(dialog(window).model.ids) == len(workspace.roster.people(type(workspace.roster.mentor("grown-000"))))


def test_choosing_another_mentor_by_hand_pins_the_two(window, page, workspace):
    pair = page.pair
    page.why.other.click()
    chooser = dialog(window)
    assert chooser.model.row_at(1).barred == ""
    other = next(one for one in chooser.model.ids if one != pair.mentor)
    chooser.view.show_row(other)
    press(window, "Choose this mentor")
    match = next(one for one in drafts(workspace) if one.mentee == pair.mentee)
    assert (match.mentor, match.pinned) == (other, True)


def test_who_is_left_out_is_shown_with_what_would_match_them(page):
    shown = page.bench.shown
    assert str(len(shown.left_out)) in said(page.left_out)
    one = next(one for one in shown.left_out if one.rule == "competition")
    page.left_out.view.show_row(one.mentee)
    why = explaining.helped(shown, [one.mentee])[one.mentee]
    assert page.left_out.help.text() == why.sentence
    assert why.changes[0].words in why.sentence


def test_a_missing_form_leads_to_the_papers(window, page):
    page.left_out.asked.emit("form", "young-007")
    assert window.shell.key == "papers"


def test_another_balance_is_tried_from_its_dot(page):
    page.balance.chart.picked.emit("0")
    assert page.bench.trial is not None


def test_publishing_puts_the_name_that_was_typed_to_the_pairs(window, page, workspace):
    waiting = drafts(workspace)
    page.review.click()
    form = next(one for one in dialog(window).findChildren(QWidget) if hasattr(one, "fields"))
    form.fields["by"].entry.setText("Mrs Price")
    press(window, f"Publish {len(waiting)} pairs")
    published = {one.id: one for one in workspace.matching.open()}
    assert {published[one.id].history[-1].by for one in waiting} == {"Mrs Price"}
    assert drafts(workspace) == []


def test_reviewing_alone_publishes_nothing(window, page, workspace):
    page.review.click()
    press(window, "Mark as reviewed")
    assert {one.state for one in drafts(workspace)} == {MatchState.REVIEWED}


def test_a_narrow_window_shows_one_column_at_a_time(seat, workspace):
    page = seat(workspace, "matching", size=(1000, 640)).shell.page
    assert (page.weights.isVisible(), page.proposal.isVisible(), page.why.isVisible()) == (False, True, False)
    page.turn_to(2)
    assert page.why.isVisible()


def test_an_empty_school_is_told_what_will_be_here(seat, empty):
    page = seat(empty, "matching").shell.page
    assert "No pairs are proposed yet" in said(page.proposal)


def test_side_by_side_walks_through_the_pairs(page):
    page.proposal.show_tab(1)
    first = page.pair.mentee
    page.proposal.walk(1)
    assert page.pair.mentee != first
    assert f"Pair 2 of {len(page.proposal.model.ids)}" in said(page.side_by_side)


@pytest.mark.parametrize(("value", "word"), [(0, "Off"), (25, "Light"), (50, "Medium"), (75, "Strong"), (100, "Most")])
def test_a_slider_says_its_strength_in_words(value, word):
    assert strength(value) == word


@pytest.mark.parametrize("wish", wishes(), ids=lambda wish: wish.key)
def test_a_slider_finds_its_place_again_but_for_rounding(wish):
    assert wish.value(wish.weights(75)) in (75, 76)


class Held(RunAtOnce):
    """Does what it is asked only when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self._held = []

    def submit(self, work, *args, **named):
        future = Future()
        future.set_running_or_notify_cancel()
        self._held.append(lambda: future.set_result(work(*args, **named)))
        return future

    def let_go(self) -> None:
        while self._held:
            self._held.pop(0)()


def test_a_pair_kept_apart_while_matches_are_found_is_not_proposed_again(window, page, workspace):
    pair = page.pair
    held = window.board.tasks._executor = Held()
    page.find_again()
    window.board.do(lambda: workspace.matching.forbid(pair.mentee, pair.mentor))
    held.let_go()
    assert (pair.mentee, pair.mentor) not in {(one.mentee, one.mentor) for one in drafts(workspace)}


def test_what_was_decided_by_hand_is_read_before_matches_are_found(page, workspace):
    pair = page.pair
    workspace.matching.forbid(pair.mentee, pair.mentor)  # the page has not heard of it yet
    page.find_again()
    assert page.trouble.said == ""
    assert len(drafts(workspace)) > 0
    assert (pair.mentee, pair.mentor) not in {(one.mentee, one.mentor) for one in drafts(workspace)}


def test_a_notice_goes_once_another_step_followed_by_itself(window, workspace):
    window.board.do(lambda: workspace.matching.pin(drafts(workspace)[0].id), "Pinned")
    assert not window.shell.top.notice.isHidden()
    window.board.do(lambda: workspace.matching.pin(drafts(workspace)[1].id))
    assert window.shell.top.notice.isHidden()
    assert not window.shell.top._undo.isHidden()


def pairs(workspace) -> set[tuple[str, str]]:
    return {(one.mentee, one.mentor) for one in drafts(workspace)}


def test_one_undo_takes_back_keeping_apart_and_what_was_found_because_of_it(window, page, workspace):
    before = pairs(workspace)
    page.proposal.key_pressed.emit("X")
    press(window, "Keep them apart")
    assert "kept apart. " in window.shell.top.notice.said
    assert "proposed" in window.shell.top.notice.said
    after = pairs(workspace)
    window.shell._undo()
    assert window.told.notices[-1] == "Undone: Keep two people apart"
    assert (workspace.matching.blocks(), pairs(workspace)) == ([], before)
    window.shell._redo()
    assert (len(workspace.matching.blocks()), pairs(workspace)) == (1, after)


def test_one_undo_takes_back_a_choice_by_hand_and_what_was_found_because_of_it(window, page, workspace):
    before = pairs(workspace)
    page.why.other.click()
    chooser = dialog(window)
    chooser.view.show_row(next(one for one in chooser.model.ids if choosable(chooser, one)))
    press(window, "Choose this mentor")
    assert pairs(workspace) != before
    window.shell._undo()
    assert pairs(workspace) == before


def choosable(chooser, mentor: str) -> bool:
    chooser.view.show_row(mentor)
    return chooser.choose.isEnabled()


def test_a_filter_that_finds_nobody_leaves_nothing_to_press(window, page):
    page.why.other.click()
    chooser = dialog(window)
    next(one for one in chooser.model.ids if choosable(chooser, one))
    chooser.entry.setText("nobody of this name")
    assert (chooser.choose.isEnabled(), chooser.cost.text()) == (False, "")
    chooser.entry.setText("")
    assert chooser.view.current == chooser.model.ids[0]


def test_a_mentor_paused_meanwhile_is_not_chosen_by_hand(window, page, workspace):
    page.why.other.click()
    chooser, before = dialog(window), pairs(workspace)
    mentor = workspace.roster.mentor(next(one for one in chooser.model.ids if choosable(chooser, one)))
    workspace.roster.keep(mentor.model_copy(update={"state": PersonState.PAUSED}))
    press(window, "Choose this mentor")
    assert "can’t be paired today" in page.trouble.said
    assert pairs(workspace) == before


def decided(page):
    page.decided.click()
    return {one.accessibleName(): one for one in dialog(page.window()).findChildren(QPushButton)}


def test_who_is_kept_apart_is_listed_and_allowed_again(window, page, workspace):
    pair = page.pair
    workspace.matching.forbid(pair.mentee, pair.mentor)
    decided(page)[f"Allow again: {pair.name} and {pair.mentor_name}"].click()
    assert workspace.matching.blocks() == []
    assert "may be matched again" in window.told.notices[-1]
    window.shell._undo()
    assert len(workspace.matching.blocks()) == 1


def test_a_pinned_pair_is_listed_and_let_go(window, page, workspace):
    pair = page.pair
    page.proposal.key_pressed.emit("P")
    decided(page)[f"Unpin: {pair.name} and {pair.mentor_name}"].click()
    assert not next(one for one in drafts(workspace) if one.mentee == pair.mentee).pinned


def test_where_nothing_was_decided_by_hand_the_list_says_how(window, page):
    decided(page)
    assert "Nobody. X in the list keeps two people apart." in said(dialog(window))


def test_a_draft_that_no_longer_fits_is_counted_beside_the_pairs(page, workspace):
    before = len(page.proposal.model.ids)
    workspace.consents.withdraw(page.pair.mentee)
    page.refresh()
    assert page.proposal._title.text() == f"{before - 1} pairs, 1 draft no longer fits"


def test_every_thing_in_common_keeps_its_capital(page):
    pair = page.pair.model_copy(update={"common": "Teaching, Polish"})
    assert _common(pair).text == "Teaching, Polish"


def test_undo_says_how_many_pairs_were_published(seat, workspace):
    count = len(drafts(workspace))
    window = seat(workspace, "matching")
    review(window.shell.page)
    press(window, f"Publish {count} pairs")
    assert window.told.notices[-1] == f"{count} pairs published"
    assert window.shell.top._undo.accessibleName() == f"Undo “Publish {count} pairs”"


def test_a_cost_that_comes_after_the_dialog_was_left_is_told_to_nobody(qtbot, window, page):
    page.why.other.click()
    left = dialog(window)
    held = page.questions._pairs._executor = Held()
    left.view.show_row(next(one for one in left.model.ids if one != page.pair.mentor))
    left.reject()
    qtbot.waitUntil(lambda: not isValid(left))
    held.let_go()
    assert not window.told.bugs


def test_what_is_seen_of_the_reasons_ends_beneath_a_whole_row(qtbot, page):
    def halved() -> list[QWidget]:
        seen = page.why.area.viewport().height()
        rows = [page.why._inside.itemAt(at).widget() for at in range(page.why._inside.count())]
        tops = [(one, one.mapTo(page.why.area.widget(), QPoint()).y()) for one in rows if one is not None]
        return [one for one, top in tops if top < seen < top + one.height()]

    qtbot.waitUntil(lambda: page.why._inside.count() > 4 and not halved())
