from datetime import date

import pytest

from desktop.errors import MatchingTrouble
from desktop.models.matches import Closure, MatchState
from desktop.models.people import Dbs, PersonState
from desktop.models.record import MatchId
from tests.builders import TODAY, consent, mentee, mentor

EARLY = Closure(kind="early", reason="Moved away")


def only(desk):
    (match,) = desk.matching.all()
    return match


def test_reviewing_marks_all_drafts(desk, pair, draft):
    pair()
    draft()
    assert [one.state for one in desk.matching.review()] == [MatchState.REVIEWED]


def test_reviewing_some_leaves_the_others_drafts(desk, pair, draft):
    pair()
    draft()
    assert desk.matching.review([MatchId("another")]) == []


def test_publishing_says_who_decided(desk, pair, draft):
    pair()
    draft()
    (match,) = desk.matching.publish(by="Head of Year 10")
    assert [(one.state, one.by) for one in match.history] == [
        (MatchState.DRAFT, "Carys Owen"),
        (MatchState.REVIEWED, "Head of Year 10"),
        (MatchState.PUBLISHED, "Head of Year 10"),
    ]


def test_publishing_a_reviewed_match_reviews_it_once(desk, pair, draft):
    pair()
    draft()
    desk.matching.review()
    (match,) = desk.matching.publish()
    assert [one.state for one in match.history].count(MatchState.REVIEWED) == 1


def test_a_published_match_starts_today_and_has_a_secret(desk, running):
    match = running()
    assert (match.started_on, len(match.secret)) == (TODAY, 64)


def test_publishing_makes_a_backup_first(desk, pair, draft):
    pair()
    draft()
    desk.matching.publish()
    assert desk.safekeeping.backups()[0].reason == "before publishing"


def test_publishing_nothing_changes_nothing(desk):
    assert (desk.matching.publish(), desk.safekeeping.backups()) == ([], [])


def test_publishing_some_leaves_the_others_drafts(desk, pair, draft):
    pair()
    pair()
    first = draft()
    desk.matching.publish([first.id])
    assert [one.state for one in desk.matching.open() if one.id != first.id] == [MatchState.DRAFT]


def test_undo_after_publishing_brings_the_draft_back_exactly(desk, pair, draft):
    pair()
    before = draft()
    desk.matching.publish()
    desk.safekeeping.undo()
    assert only(desk) == before


def test_a_match_whose_mentors_check_lapsed_since_is_not_published(desk, put, pair, draft):
    two = pair()
    draft()
    put(two.mentor.model_copy(update={"dbs": Dbs(issued_on=date(2020, 1, 1))}))
    with pytest.raises(MatchingTrouble, match="was due for renewal"):
        desk.matching.publish()


def test_a_refused_publishing_leaves_every_draft_a_draft(desk, put, pair, draft):
    two = pair()
    pair()
    draft()
    put(two.mentor.model_copy(update={"state": PersonState.PAUSED}))
    with pytest.raises(MatchingTrouble):
        desk.matching.publish()
    assert {one.state for one in desk.matching.all()} == {MatchState.DRAFT}


def test_a_match_whose_mentees_consent_was_withdrawn_since_is_not_published(desk, pair, draft):
    two = pair()
    draft()
    desk.consents.withdraw(two.mentee.id)
    with pytest.raises(MatchingTrouble, match="Consent was withdrawn"):
        desk.matching.publish()


def test_what_keeps_two_pairs_back_is_said_with_their_number(desk, put, pair, draft):
    first, second = pair(), pair()
    draft()
    put(*(one.mentor.model_copy(update={"state": PersonState.BARRED}) for one in (first, second)))
    with pytest.raises(MatchingTrouble, match="2 of these pairs"):
        desk.matching.publish()


def test_nobody_gets_a_second_running_match(desk, put, running, draft):
    match = running()
    old = desk.roster.mentor(match.mentor)
    put(old.model_copy(update={"state": PersonState.PAUSED}), mentor())
    draft()
    with pytest.raises(MatchingTrouble, match="running match already"):
        desk.matching.publish()


def test_no_mentor_gets_more_young_people_than_they_take_on(desk, put, running):
    match = running()
    other = mentee()
    put(other, consent(other))
    desk.matching.pair_by_hand(other.id, match.mentor)
    with pytest.raises(MatchingTrouble, match="more young people than they take on"):
        desk.matching.publish()
