"""What is known of everybody is found again only for those of whom something changed, and is the same as found anew."""

import pytest

from desktop.models.matches import MatchState
from desktop.models.people import PersonState
from desktop.workspace.facts import Facts
from tests.builders import consent, mentee, mentor


class Counted(Facts):
    """Counts for how many a group is found."""

    found = 0

    def _mentee_group(self, one):
        self.found += 1
        return super()._mentee_group(one)

    def _mentor_group(self, one):
        self.found += 1
        return super()._mentor_group(one)


@pytest.fixture
def people(put):
    young = [mentee() for _n in range(4)]
    grown = [mentor() for _n in range(3)]
    put(*young, *grown, *(consent(one) for one in young[:2]))
    return young, grown


def looked(desk, before=None):
    facts = Counted(desk.desk, before)
    facts.look()
    return facts


CHANGES = {
    "a young person": lambda desk, young, grown: desk.roster.keep(young[0].model_copy(update={"sectors": ()})),
    "one who leaves": lambda desk, young, grown: desk.roster.set_state(young[1], PersonState.LEFT),
    "a newcomer": lambda desk, young, grown: desk.roster.keep(mentee()),
    "a mentor": lambda desk, young, grown: desk.roster.keep(grown[0].model_copy(update={"gates": ()})),
    "a match": lambda desk, young, grown: desk.matching.pair_by_hand(young[0].id, grown[0].id),
    "nothing": lambda desk, young, grown: None,
    "a rule": lambda desk, young, grown: desk.settings.change_policy(
        desk.settings.policy.model_copy(update={"dbs_years": 1})
    ),
    "taken back": lambda desk, young, grown: desk.safekeeping.undo(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_found_after_a_change_is_what_is_found_anew(desk, people, what):
    before = looked(desk)
    CHANGES[what](desk, *people)
    after, anew = looked(desk, before), looked(desk)
    assert (after.mentee_groups, after.mentor_groups) == (anew.mentee_groups, anew.mentor_groups)
    assert {one.state for one in after.matches} <= {MatchState.DRAFT}


def test_an_edit_looks_at_one_person_again(desk, people):
    before = looked(desk)
    desk.roster.keep(people[0][0].model_copy(update={"form": "9Z"}))
    assert (before.found, looked(desk, before).found) == (7, 1)


def test_what_was_never_looked_at_is_found_anew(desk, people):
    before = Counted(desk.desk)
    assert looked(desk, before).found == 7


def test_another_day_is_found_anew(desk, people):
    before = looked(desk)
    before.today = before.today.replace(year=2020)
    assert looked(desk, before).found == 7


def test_only_what_was_known_last_is_held(desk, people):
    first = looked(desk)
    second = looked(desk, first)
    third = looked(desk, second)
    assert (third._before, second._before) == (second, None)
