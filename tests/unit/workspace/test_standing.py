from datetime import UTC, datetime, timedelta

import pytest

from desktop.models.sharing import ReleaseState, StoredRelease
from desktop.workspace.standing import standing

NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)


def release(term: int, state: ReleaseState, *, records: int = 12, after: int = 0, retraction: bool = False):
    return StoredRelease(
        id=f"{term}-{after}",
        term=f"2026-27-{term}",
        revision=after + 1,
        digest="",
        body="",
        records=0 if retraction else records,
        state=state,
        prepared_at=NOON + timedelta(minutes=after),
        retraction=retraction,
    )


def office(desk):
    seen = standing(desk.desk)
    return seen.office, seen.office_records, seen.office_deletes


def test_nothing_released_is_no_state(desk):
    assert office(desk) == (None, 0, False)


@pytest.mark.parametrize("worse", [ReleaseState.REFUSED, ReleaseState.WAITING, ReleaseState.PREPARED])
def test_a_term_that_needs_somebody_is_told_before_a_later_one_that_does_not(desk, put, worse):
    put(release(1, worse, records=10), release(2, ReleaseState.CONFIRMED, after=5))
    assert office(desk) == (worse, 10, False)


def test_terms_that_stand_alike_are_counted_together(desk, put):
    put(release(1, ReleaseState.CONFIRMED), release(2, ReleaseState.CONFIRMED, records=11))
    assert office(desk) == (ReleaseState.CONFIRMED, 23, False)


def test_what_a_later_release_of_the_same_term_replaced_is_not_told(desk, put):
    put(release(1, ReleaseState.REFUSED), release(1, ReleaseState.CONFIRMED, records=11, after=1))
    assert office(desk) == (ReleaseState.CONFIRMED, 11, False)


def test_a_request_to_delete_is_told_as_one(desk, put):
    put(release(1, ReleaseState.CONFIRMED), release(1, ReleaseState.PREPARED, after=1, retraction=True))
    assert office(desk) == (ReleaseState.PREPARED, 0, True)


def test_records_that_wait_beside_a_request_to_delete_are_told(desk, put):
    put(release(1, ReleaseState.WAITING, after=1, retraction=True), release(2, ReleaseState.WAITING))
    assert office(desk) == (ReleaseState.WAITING, 12, False)
