"""Before the first pair meets Today's filled button is the act that comes next, and its row is no spare-time work."""

from random import Random

import pytest
from PySide6.QtWidgets import QLabel

from desktop.models.matches import MatchState
from desktop.models.people import Mentee
from desktop.ui.pages.today.beginning import next_step
from desktop.ui.pages.today.rows import Way
from desktop.workspace.todos import ToDo
from tests.ui.school import _form, _grown, _young


@pytest.fixture
def beginning(seat, empty):
    """Return how to open Today of a school with people and, where asked, forms back; nobody is matched."""

    def opened(*, steps: bool = True, forms: bool = False, change: dict[str, object] | None = None):
        chance = Random(4)
        young = [_young(number, chance).model_copy(update=change or {}) for number in range(1, 7)]
        clear = [one for one in (_grown(number, chance) for number in range(30)) if one.gates][:6]
        grown = [one.model_copy(update={} if steps else {"gates": ()}) for one in clear]
        back = [_form(number, one) for number, one in enumerate(young, 1)] if forms else []
        with empty.desk.step("Begin") as step:
            step.put_many([*young, *grown, *back])
        return seat(empty)

    return opened


def filled(window) -> list[str]:
    return [one.text() for one in window.shell.page.acts if one.property("kind") == "primary"]


def texts_before(window, heading: str) -> str:
    said = [one.text() for one in window.shell.page.rows.findChildren(QLabel)]
    return " ".join(said[: said.index(heading)] if heading in said else said)


def test_on_day_one_forms_are_printed_first(beginning):
    window = beginning()
    assert filled(window) == ["Print forms"]
    window.shell.page.acts[0].click()
    assert (window.shell.key, window.shell.page.paper.value) == ("papers", "consent-forms")


def test_forms_that_everything_waits_for_stand_under_to_begin_with(beginning):
    said = texts_before(beginning(), "When you have a moment")
    assert said.startswith("To begin with")
    assert "6 young people have no consent form" in said


def test_a_backup_is_made_when_there_is_a_moment_on_day_one_too(beginning):
    assert "No backup yet" not in texts_before(beginning(), "When you have a moment")


def test_in_a_school_that_meets_forms_of_newcomers_stand_where_they_stood(seat, workspace):
    assert "To begin with" not in texts_before(seat(workspace), "never a heading")


def test_with_forms_out_they_are_marked_as_they_come_back(beginning, empty):
    window = beginning()
    window.board.do(lambda: empty.consents.issue(empty.roster.people(Mentee)))
    window.shell.go("mentors")
    window.shell.go("today")
    assert filled(window) == ["Mark forms returned"]
    window.shell.page.acts[0].click()
    assert window.focusWidget() is window.shell.page.returned.code


def test_with_forms_back_the_mentors_steps_come_next(beginning):
    assert filled(beginning(steps=False, forms=True)) == ["See the steps"]


def test_with_somebody_ready_and_a_mentor_free_matches_come_next(beginning):
    assert filled(beginning(forms=True)) == ["Find matches"]


def test_drafts_are_reviewed_before_anything_else(beginning, empty):
    window = beginning(forms=True)
    matching = empty.matching
    window.board.do(lambda: matching.adopt(matching.propose(matching.request())))
    window.shell.go("mentors")
    window.shell.go("today")
    assert any(one.state is MatchState.DRAFT for one in matching.open())
    assert filled(window) == ["Review"]


def test_where_profiles_have_gaps_who_is_not_ready_comes_next(beginning):
    window = beginning(forms=True, change={"sectors": (), "availability": ()})
    assert filled(window) == ["See who is not ready"]


def test_where_nothing_is_to_do_matches_can_be_looked_for():
    assert next_step([], {}).act == "Find matches"


def test_forms_come_before_the_reasons_why_nobody_who_waits_can_be_matched():
    barred = ToDo(code="waiting_barred", headline="1", consequence="2", act="See why", page="matching", people=("a",))
    forms = ToDo(code="consent_new", headline="3", consequence="4", act="Print forms", page="papers")
    assert next_step([barred, forms], {}).act == "Print forms"
    assert next_step([barred], {}).way == Way("matching", "a")
