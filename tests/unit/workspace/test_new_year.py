from datetime import date

import pytest

from desktop.errors import Trouble
from desktop.models.matches import MatchState
from desktop.models.people import PersonState
from desktop.rules.readiness import Light
from tests.builders import mentee

AUTUMN = date(2027, 9, 10)


@pytest.fixture
def autumn(calendar):
    """Let the next autumn come."""

    def come() -> None:
        calendar.day = AUTUMN

    return come


def test_a_year_that_is_under_way_can_t_be_followed(desk):
    assert desk.new_year.next == ""
    with pytest.raises(Trouble, match="isn’t over yet"):
        desk.new_year.begin()


@pytest.mark.parametrize(("day", "year"), [(date(2027, 8, 3), ""), (date(2027, 8, 4), "2027-28")])
def test_the_next_year_can_begin_once_head_office_was_told_how_the_last_term_went(desk, calendar, day, year):
    calendar.day = day
    assert desk.new_year.next == year


def test_without_terms_the_next_year_begins_with_the_school_s(desk, calendar):
    desk.settings.change_programme(desk.settings.programme.model_copy(update={"terms": ()}))
    calendar.day = date(2027, 7, 21)
    assert desk.new_year.next == "2027-28"


def test_a_new_year_has_its_terms_and_keeps_the_school_s_rules(desk, autumn):
    policy = desk.settings.policy
    autumn()
    begun = desk.new_year.begin()
    assert (begun.academic_year, begun.policy) == ("2027-28", policy)
    assert [term.code for term in desk.settings.programme.terms] == ["2027-28-1", "2027-28-2", "2027-28-3"]


def test_last_year_s_form_counts_no_more(desk, autumn, running):
    match = running()
    autumn()
    desk.new_year.begin()
    assert desk.consents.light(desk.roster.mentee(match.mentee)).kind is Light.NONE


def test_matches_go_on_unless_somebody_ends_them(desk, autumn, running):
    running()
    autumn()
    desk.new_year.begin()
    assert [one.state for one in desk.matching.all()] == [MatchState.PUBLISHED]


def test_matches_can_end_as_planned_in_the_same_step(desk, autumn, running):
    running()
    autumn()
    desk.new_year.begin(end_matches=True)
    (match,) = desk.matching.all()
    assert (match.state, match.closure.kind) == (MatchState.CLOSED, "planned")
    desk.safekeeping.undo()
    assert desk.settings.programme.academic_year == "2026-27"
    assert [one.state for one in desk.matching.all()] == [MatchState.PUBLISHED]


def test_who_takes_part_moves_up_a_year_group_where_asked(desk, autumn, put):
    people = mentee(year=9), mentee(year=14), mentee(year=None), mentee(year=9, state=PersonState.LEFT)
    put(*people)
    autumn()
    desk.new_year.begin(move_up=True)
    assert [desk.roster.mentee(one.id).year for one in people] == [10, 14, None, 9]


def test_sessions_are_numbered_anew_and_as_many_as_last_year_can_be_planned(desk, autumn, running):
    running()
    first = desk.planning.adopt(desk.planning.propose(desk.planning.request()))
    autumn()
    desk.new_year.begin()
    again = desk.planning.adopt(desk.planning.propose(desk.planning.request()))
    assert min(one.number for one in again) == min(one.number for one in first) == 1


def test_today_says_that_the_year_is_over(desk, autumn):
    assert "new_year" not in {one.code for one in desk.today.todos()}
    autumn()
    (found,) = [one for one in desk.today.todos() if one.code == "new_year"]
    assert (found.headline, found.due) == ("The year 2026-27 is over", AUTUMN)
