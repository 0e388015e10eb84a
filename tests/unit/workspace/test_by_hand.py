import pytest

from desktop.errors import MatchingTrouble, Trouble
from desktop.models.matches import Closure, MatchState
from desktop.models.people import BlockReason, Modality, PersonState
from desktop.models.record import BlockId, MatchId, MentorId
from tests.builders import TODAY, mentor

EARLY = Closure(kind="early", reason="Moved away")


def propose(desk, **options):
    return desk.matching.propose(desk.matching.request(**options))


def test_a_pin_is_kept_by_the_next_matching(desk, pair, draft):
    pair()
    desk.matching.pin(draft().id)
    assert draft().pinned


def test_a_pin_can_be_taken_out(desk, pair, draft):
    pair()
    match = draft()
    desk.matching.pin(match.id)
    assert not desk.matching.pin(match.id, pinned=False).pinned


def test_a_match_that_is_over_cant_be_pinned(desk, running):
    match = running()
    desk.matching.close(match.id, EARLY)
    with pytest.raises(MatchingTrouble, match="over"):
        desk.matching.pin(match.id)


def test_a_match_that_is_gone_is_said_to_be_gone(desk):
    with pytest.raises(Trouble, match="This match is no longer there"):
        desk.matching.pin(MatchId("gone"))


def test_two_people_paired_by_hand_are_a_pinned_draft(desk, pair):
    two = pair()
    match = desk.matching.pair_by_hand(two.mentee.id, two.mentor.id)
    assert (match.pinned, match.state) == (True, MatchState.DRAFT)


def test_a_pair_made_by_hand_has_the_points_that_matching_gives(desk, pair):
    two = pair()
    (found,) = propose(desk).pairs
    by_hand = desk.matching.pair_by_hand(two.mentee.id, two.mentor.id)
    assert (by_hand.score, by_hand.criteria, by_hand.modality) == (found.score, found.criteria, found.modality)


def test_a_pair_by_hand_takes_the_place_of_the_mentees_draft(desk, put, pair, draft):
    two = pair()
    draft()
    put(other := mentor())
    desk.matching.pair_by_hand(two.mentee.id, other.id)
    assert [one.mentor for one in desk.matching.open()] == [other.id]


def test_somebody_with_a_running_match_is_not_paired_by_hand(desk, put, running):
    match = running()
    put(other := mentor())
    with pytest.raises(MatchingTrouble, match="running match"):
        desk.matching.pair_by_hand(match.mentee, other.id)


def test_nobody_unknown_is_paired_by_hand(desk, pair):
    two = pair()
    with pytest.raises(Trouble, match="This mentor is no longer there"):
        desk.matching.pair_by_hand(two.mentee.id, MentorId("gone"))


def test_a_pair_that_no_rule_allows_is_not_made_by_hand(desk, pair):
    two = pair(mentor={"modality": Modality.VIRTUAL})
    with pytest.raises(MatchingTrouble, match=r"can’t be paired today\. They could only meet online"):
        desk.matching.pair_by_hand(two.mentee.id, two.mentor.id)
    assert desk.matching.open() == []


def test_a_pair_by_hand_that_no_rule_allows_any_more_is_not_published(desk, put, pair):
    two = pair()
    desk.matching.pair_by_hand(two.mentee.id, two.mentor.id)
    put(two.mentor.model_copy(update={"modality": Modality.VIRTUAL}))
    with pytest.raises(MatchingTrouble):
        desk.matching.publish()


def test_mentors_are_not_swapped_where_a_rule_keeps_one_of_the_new_pairs_apart(desk, put, pair, draft):
    pair()
    pair()
    draft()
    one, other = desk.matching.open()
    put(desk.roster.mentor(other.mentor).model_copy(update={"state": PersonState.PAUSED}))
    with pytest.raises(MatchingTrouble, match="can’t be paired today"):
        desk.matching.swap(one.id, other.id)
    assert desk.matching.open() == [one, other]


def test_what_is_decided_by_hand_is_kept_in_one_step_with_what_was_found_after_it(desk, put, pair, draft):
    two = pair()
    put(other := mentor())
    draft()
    decided = desk.matching.parting(two.mentee.id, two.mentor.id)
    found = desk.matching.propose(decided.applied_to(desk.matching.request()))
    desk.matching.adopt(found, decided=decided)
    assert [one.mentor for one in desk.matching.open()] == [other.id]
    desk.safekeeping.undo()
    assert ([one.mentor for one in desk.matching.open()], desk.matching.blocks()) == ([two.mentor.id], [])


def test_a_decision_after_which_nothing_else_changes_is_kept_all_the_same(desk, pair):
    two = pair(mentee={"state": PersonState.PAUSED})
    decided = desk.matching.parting(two.mentee.id, two.mentor.id)
    found = desk.matching.propose(decided.applied_to(desk.matching.request()))
    desk.matching.adopt(found, seen=desk.matching.as_of(), decided=decided)
    assert desk.matching.blocks() == [decided.block]


def test_two_drafts_swap_mentors(desk, pair, draft):
    pair()
    pair()
    draft()
    one, other = desk.matching.open()
    swapped = desk.matching.swap(one.id, other.id)
    assert [match.mentor for match in swapped] == [other.mentor, one.mentor]


def test_swapped_drafts_have_to_be_looked_through_anew(desk, pair, draft):
    pair()
    pair()
    draft()
    one, other = desk.matching.review()
    assert {match.state for match in desk.matching.swap(one.id, other.id)} == {MatchState.DRAFT}


def test_a_running_match_is_not_swapped(desk, pair, draft):
    pair()
    pair()
    draft()
    one, other = desk.matching.open()
    desk.matching.publish([one.id])
    with pytest.raises(MatchingTrouble, match="Only drafts"):
        desk.matching.swap(one.id, other.id)


def test_forbidding_two_people_takes_their_draft_away(desk, pair, draft):
    two = pair()
    draft()
    desk.matching.forbid(two.mentee.id, two.mentor.id, reason=BlockReason.CONFLICT)
    assert (desk.matching.open(), desk.matching.blocks()[0].reason) == ([], BlockReason.CONFLICT)


def test_undo_of_forbidding_brings_the_draft_back(desk, pair, draft):
    two = pair()
    match = draft()
    desk.matching.forbid(two.mentee.id, two.mentor.id)
    desk.safekeeping.undo()
    assert (desk.matching.open(), desk.matching.blocks()) == ([match], [])


def test_two_forbidden_people_are_not_matched(desk, pair):
    two = pair()
    desk.matching.forbid(two.mentee.id, two.mentor.id)
    assert propose(desk).pairs == ()


def test_allowing_two_people_again_leaves_the_others_apart(desk, pair):
    two, others = pair(), pair()
    block = desk.matching.forbid(two.mentee.id, two.mentor.id)
    kept = desk.matching.forbid(others.mentee.id, others.mentor.id)
    desk.matching.allow(block.id)
    assert desk.matching.blocks() == [kept]


def test_two_people_allowed_again_are_matched(desk, pair):
    two = pair()
    block = desk.matching.forbid(two.mentee.id, two.mentor.id, until=TODAY)
    desk.matching.allow(block.id)
    assert len(propose(desk).pairs) == 1


def test_allowing_what_was_never_forbidden_leaves_no_trace(desk):
    desk.matching.allow(BlockId("none"))
    assert desk.safekeeping.undo_label is None
