"""What if: the form, the table side by side, looking, taking; and the reports beside it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.models.matches import MatchState
from desktop.models.scenarios import Newcomers, Scenario
from desktop.ui.forms import Form
from desktop.ui.pages.matching.scenario_form import read_scenario
from desktop.workspace import explaining, trials
from tests.ui.dialogs import dialog, drafts, press
from tests.ui.test_access import nameless
from tests.ui.test_pages_fit import cuts

THREE = Scenario(name="Three more", newcomers=(Newcomers(count=3),))


@pytest.fixture
def window(seat, workspace):
    return seat(workspace, "matching")


@pytest.fixture
def page(window):
    return window.shell.page


def kept(page, workspace, *scenarios: Scenario):
    for one in scenarios:
        workspace.scenarios.keep(one)
    page.refresh()
    page.proposal.show_tab(2)


def texts(page, name: str) -> list[str]:
    model = page.scenarios.model
    line = model.line_of(name)
    return [model.cell(line, at).text for at in range(model.columnCount())]


def test_a_scenario_stands_beside_what_there_is_with_the_rooms_own_figures(page, workspace):
    kept(page, workspace, THREE)
    first = page.bench.draft
    stands, three = trials.side_by_side(page.bench.request(), [THREE], first=first)
    assert texts(page, "Three more") == [
        "Three more", str(three.matched), f"{three.need_share}%", str(three.worst_fit),
        f"{three.total:,}", str(three.changed),
    ]  # fmt: skip
    assert texts(page, "")[1] == str(stands.matched)


def test_a_scenario_that_can_t_be_computed_says_why(page, workspace):
    kept(page, workspace, Scenario(name="Unsafe", relaxed=("dbs",)))
    page.scenarios.view.show_row("Unsafe")
    assert "can't be relaxed" in page.scenarios.said.text()
    assert not page.scenarios.take.isEnabled()


def test_the_form_makes_a_scenario_with_the_sliders_in_it(window, page, workspace):
    page.weights.sliders["interests"].slider.setValue(100)
    page.save.click()
    form = dialog(window).findChild(Form)
    for key, text in (("name", "Fewer days"), ("more", "3"), ("sector", "law"), ("day", "thu"), ("area", "m14"),
                      ("days", "mon tue"), ("rules", "distance"), ("running", "change"), ("budget", "4"),
                      ("gone", "grown-001")):  # fmt: skip
        form.fields[key].put(text)
    press(window, "Keep the scenario")
    (found,) = workspace.scenarios.all()
    assert found.weights["sectors"] == 240
    assert found.newcomers == (Newcomers(count=3, sector="law", day="thu", area="M14"),)
    assert (found.without_mentors, found.without_days, found.relaxed) == (("grown-001",), ("mon", "tue"), ("distance",))
    assert (found.change_at_most, page.proposal.tab) == (4, 2)


@pytest.mark.parametrize(
    "start",
    [
        THREE,
        Scenario(name="x", change_at_most=2, without_days=("mon",)),
        Scenario(name="x", give_up_percent=5, relaxed=("distance",), weights={"sectors": 1}),
    ],
)
def test_a_form_that_nobody_touched_gives_the_scenario_back(window, page, workspace, start):
    kept(page, workspace, start)
    page.scenarios.view.show_row(start.name)
    page.scenarios.change.click()
    assert read_scenario(dialog(window).findChild(Form).values, start) == start
    press(window, "Keep the scenario")
    assert workspace.scenarios.all() == [start]


def test_looking_at_a_scenario_keeps_nothing(page, workspace):
    before = drafts(workspace)
    kept(page, workspace, THREE)
    page.scenarios.view.show_row("Three more")
    page.scenarios.look.click()
    assert "Looking at “Three more”" in page.sentence.text()
    assert any(one.mentor_name.startswith("New mentor") for one in page.bench.shown.pairs)
    assert drafts(workspace) == before


def test_keeping_what_is_looked_at_leaves_out_mentors_who_are_not_there(window, page, workspace):
    kept(page, workspace, THREE)
    page.look_at(THREE)
    new = sum(one.mentor_name.startswith("New mentor") for one in page.bench.shown.pairs)
    page.weights.keep.click()
    assert f"; {new} counted on mentors" in window.told.notices[-1]
    assert {one.mentor for one in drafts(workspace)} <= set(workspace.matching.names())


def test_a_scenario_is_taken_as_the_proposal_with_a_key(qtbot, window, page, workspace):
    gone = drafts(workspace)[0].mentor
    kept(page, workspace, Scenario(name="Without one", without_mentors=(gone,)))
    page.scenarios.view.show_row("Without one")
    page.scenarios.view.setFocus()
    qtbot.waitUntil(lambda: page.scenarios.view.hasFocus())
    qtbot.keyClick(page.scenarios.view, Qt.Key.Key_T)
    assert "pairs proposed" in window.told.notices[-1]
    assert gone not in {one.mentor for one in drafts(workspace)}


def test_a_scenario_is_removed_with_a_key_and_undo_brings_it_back(qtbot, page, workspace):
    kept(page, workspace, THREE)
    page.scenarios.view.show_row("Three more")
    page.scenarios.view.setFocus()
    qtbot.waitUntil(lambda: page.scenarios.view.hasFocus())
    qtbot.keyClick(page.scenarios.view, Qt.Key.Key_Delete)
    assert workspace.scenarios.all() == []
    workspace.safekeeping.undo()
    assert [one.name for one in workspace.scenarios.all()] == ["Three more"]


def test_publishing_a_re_match_names_the_running_pairs_that_end(window, page, workspace):
    running = next(one for one in workspace.matching.open() if one.state is MatchState.PUBLISHED)
    kept(page, workspace, Scenario(name="Without one", without_mentors=(running.mentor,)))
    page.scenarios.view.show_row("Without one")
    page.scenarios.take.click()
    replaced = page.bench.draft.replaced
    if not replaced:
        assert running.mentee not in {one.mentee for one in drafts(workspace)}
        return
    page.review.click()
    said = " ".join(one.text() for one in dialog(window).findChildren(QLabel))
    assert replaced[0] in said
    press(window, next(f"Publish {n} pair{'s' * (n > 1)}" for n in [len(drafts(workspace))]))
    ended = next(one for one in workspace.matching.all() if one.id == running.id)
    assert ended.state is MatchState.CLOSED


def test_the_curve_s_seven_dots_are_the_rooms(page):
    assert len(page.balance.points) == 7
    assert page.balance.points == trials.balances(page.bench.request())


def test_fairness_hides_small_groups_and_shows_the_others(page):
    page.proposal.show_tab(3)
    groups = explaining.shares(page.bench.shown)
    model = page.shares.model
    assert len(model.ids) == len(groups)
    for line, group in enumerate(groups):
        assert (model.cell(line, 1).text == "too few to say") == group.hidden


def test_mentors_wanted_are_told_in_sentences_with_their_price(page):
    page.proposal.show_tab(4)
    found = explaining.wanted(page.bench.shown)
    said = [one.text() for one in page.wanted.findChildren(QLabel)]
    assert found.recruits[0].words in said
    assert len(page.wanted.model.ids) == len(found.scarce)


def test_the_points_of_the_reasons_are_shown_and_sum_to_the_score(page):
    pair = page.pair
    said = " ".join(one.text() for one in page.why.findChildren(QLabel))
    why = explaining.why(page.bench.shown, pair.mentee)
    assert all(f"{one.points} of {one.most}" in said for one in why.reasons)
    assert f"Together {pair.score} points" in said
    assert sum(one.points for one in why.reasons) == pair.score


def test_a_swap_s_cost_in_points_is_said_before_it_is_done(window, page):
    pair = page.pair
    page.proposal.key_pressed.emit("S")
    chooser = dialog(window)
    swap = next(one for one in explaining.swaps(page.bench.shown, pair.mentee) if one.cost > 0 and not one.barred)
    chooser.view.show_row(swap.other)
    assert f"Together {swap.cost} point" in chooser.cost.text()


@pytest.mark.parametrize("tab", range(5))
def test_every_tab_is_named_and_uncut(window, page, workspace, tab):
    kept(page, workspace, THREE)
    page.proposal.show_tab(tab)
    assert cuts(window) == []
    assert nameless(window) == []


@pytest.mark.parametrize("opened", ["form", "review"])
def test_the_dialogs_are_named_and_uncut(window, page, opened):
    (page.save if opened == "form" else page.review).click()
    assert nameless(dialog(window)) == []


def test_an_empty_school_is_invited_to_every_tab(seat, empty):
    window = seat(empty, "matching")
    for tab in range(5):
        window.shell.page.proposal.show_tab(tab)
        assert cuts(window) == []
