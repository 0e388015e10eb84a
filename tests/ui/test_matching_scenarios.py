"""What if: the form, the table side by side, looking, taking; and the reports beside it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.models.matches import MatchState
from desktop.models.people import Mentor
from desktop.models.scenarios import Newcomers, Scenario
from desktop.ui.forms import Form
from desktop.ui.pages.matching.comparing import ask_new_scenario
from desktop.ui.pages.matching.scenario_form import read_scenario
from desktop.workspace import explaining, trying
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
    stands, three = trying.side_by_side(page.bench.request(), [THREE], first=first)
    assert texts(page, "Three more") == [
        "Three more", str(three.matched), f"{three.need_share}%", str(three.worst_fit),
        f"{three.total:,}", str(three.changed), "3 more mentors",
    ]  # fmt: skip
    assert texts(page, "")[1] == str(stands.matched)


def test_a_scenario_that_can_t_be_computed_says_why(page, workspace):
    kept(page, workspace, Scenario(name="Unsafe", relaxed=("dbs",)))
    page.scenarios.view.show_row("Unsafe")
    assert "can’t be relaxed" in page.scenarios.said.text()
    assert not page.scenarios.take.isEnabled()


def add_kind(form: Form, **said: str) -> None:
    """Press the button that adds a kind of newcomers and say what they are."""
    entry = form.fields["newcomers"].entry
    entry.add.click()
    for key, text in said.items():
        entry.cards[-1].fields[key].put(text)


def test_any_mentor_is_found_by_typing_and_several_are_taken_out(window, page, workspace, qtbot):
    page.save.click()
    form = dialog(window).findChild(Form)
    entry = form.fields["gone"].entry
    names = [workspace.roster.people(Mentor)[at].name for at in (3, 17)]
    form.fields["name"].put("Without two")
    for name in names:
        qtbot.keyClicks(entry.typed, name.lower())
        qtbot.keyClick(entry.typed, Qt.Key.Key_Return)
    assert dialog(window).isVisible()
    press(window, "Keep the scenario")
    (found,) = workspace.scenarios.all()
    assert [workspace.roster.mentor(one).name for one in found.without_mentors] == names


def test_somebody_taken_out_by_mistake_is_taken_back(window, page, workspace):
    page.save.click()
    entry = dialog(window).findChild(Form).fields["gone"].entry
    entry.choose("grown-001")
    entry.take_back("grown-001")
    assert (entry.text, entry.problem) == ("", "")


def test_a_name_that_nobody_has_says_so_and_many_ask_to_type_on(window, page, qtbot):
    page.save.click()
    entry = dialog(window).findChild(Form).fields["gone"].entry
    qtbot.keyClicks(entry.typed, "zzz")
    qtbot.keyClick(entry.typed, Qt.Key.Key_Return)
    assert entry._said.text() == "Nobody of this name."
    entry.typed.clear()
    qtbot.keyClicks(entry.typed, "a")
    assert "more: type on" in entry._said.text()


def test_newcomers_of_different_kinds_stand_in_one_scenario(window, page, workspace):
    page.save.click()
    form = dialog(window).findChild(Form)
    form.fields["name"].put("Two kinds")
    add_kind(form, count="2", sector="law", time="thu-pm", modality="virtual", area="cf10 1aa")
    add_kind(form, count="1", language="cy", gender="female", time="fri")
    press(window, "Keep the scenario")
    (found,) = workspace.scenarios.all()
    assert found.newcomers == (
        Newcomers(count=2, sector="law", slot="thu-pm", modality="virtual", area="CF10"),
        Newcomers(count=1, language="cy", gender="female", day="fri"),
    )


def test_a_kind_without_a_number_is_questioned(window, page, workspace):
    page.save.click()
    form = dialog(window).findChild(Form)
    form.fields["name"].put("Some")
    add_kind(form, sector="law")
    press(window, "Keep the scenario")
    assert workspace.scenarios.all() == []
    said = " ".join(one.text() for one in form.findChildren(QLabel))
    assert "Write how many." in said


def test_the_table_tells_every_change_in_words(page, workspace):
    weights = {**page.weights.weights, "sectors": 240}
    kept(page, workspace, Scenario(name="All", weights=weights, newcomers=(Newcomers(count=2, slot="thu-pm"),),
                                   without_days=("mon",), relaxed=("distance",), change_at_most=2))  # fmt: skip
    page.scenarios.view.show_row("All")
    for words in ("2 more mentors free on Thursday afternoon", "no Mon", "set aside", "at most 2 running pairs",
                  "Shared interests: Most"):  # fmt: skip
        assert words in page.scenarios.said.text()
        assert words in texts(page, "All")[-1]


def test_the_form_makes_a_scenario_with_the_sliders_in_it(window, page, workspace):
    page.weights.sliders["interests"].slider.setValue(100)
    page.save.click()
    form = dialog(window).findChild(Form)
    for key, text in (("name", "Fewer days"), ("days", "mon\ntue"), ("rules", "distance"), ("running", "change"),
                      ("budget", "4"), ("gone", "grown-001")):  # fmt: skip
        form.fields[key].put(text)
    add_kind(form, count="3", sector="law", time="thu", area="m14")
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
        Scenario(
            name="x",
            without_mentors=("grown-001", "gone-long-ago"),
            without_days=("mon", "tue"),
            newcomers=(
                Newcomers(count=2, slot="thu-pm", modality="hybrid"),
                Newcomers(count=1, gender="male", language="ur"),
            ),
        ),
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
    assert page.balance.points == trying.balances(page.bench.request())


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


def test_a_swap_s_cost_is_the_difference_of_the_four_fits_beside_it(window, page):
    pair, fits = page.pair, {one.mentee: one.fit for one in page.bench.shown.pairs}
    page.proposal.key_pressed.emit("S")
    chooser = dialog(window)
    allowed = (one for one in explaining.swaps(page.bench.shown, pair.mentee) if not one.barred)
    lost = {one.other: pair.fit + fits[one.other] - one.mine - one.theirs for one in allowed}
    other = next(one for one in lost if lost[one] > 0)
    chooser.view.show_row(other)
    assert f"That is {lost[other]} less for the two together." in chooser.cost.text()


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


def test_a_scenarios_name_ends_at_sixty_letters(seat, workspace):
    window = seat(workspace, "matching")
    ask_new_scenario(window.shell.page)
    name = dialog(window).findChild(Form).fields["name"].entry
    name.insert("n" * 70)
    assert len(name.text()) == 60
