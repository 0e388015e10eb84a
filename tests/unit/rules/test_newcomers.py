"""Mentors who are not there yet: of the kind asked, clear to start today, told apart by series."""

from datetime import date

import pytest

from desktop.models.people import Modality
from desktop.models.policy import Policy
from desktop.models.scenarios import Newcomers
from desktop.rules.newcomers import is_newcomer, newcomers
from desktop.rules.readiness import clear_to_meet

TODAY = date(2026, 11, 22)


def made(**kind):
    return newcomers(Newcomers(count=2, **kind), Policy(), today=TODAY, area="CF10")


def test_newcomers_could_start_today():
    assert all(clear_to_meet(one, Policy(), today=TODAY) for one in made())


@pytest.mark.parametrize(
    ("kind", "times"), [({}, ()), ({"day": "thu"}, ("thu",)), ({"day": "mon", "slot": "thu-pm"}, ("thu-pm",))]
)
def test_a_time_goes_before_a_day_and_neither_is_any(kind, times):
    assert {one.availability for one in made(**kind)} == {times}


def test_newcomers_meet_as_the_kind_says():
    assert {one.modality for one in made(modality="virtual")} == {Modality.VIRTUAL}


def test_newcomers_live_near_unless_the_kind_says_where():
    assert ({one.postcode_area for one in made()}, {one.postcode_area for one in made(area="M14")}) == (
        {"CF10"},
        {"M14"},
    )


def test_their_ids_tell_that_they_are_not_there():
    assert all(is_newcomer(one.id) for one in made())
    assert not is_newcomer("mentor-1")
