"""The law of undo: whatever was done, undoing it all brings every table back exactly, and redoing it all too."""

from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.models.matches import Match
from desktop.models.people import Mentee, Mentor
from desktop.models.record import Record
from desktop.models.remembered import Remembered
from desktop.store import Cost, Means, Store
from desktop.store.driver import dbapi2
from tests.unit.store.inside import journal_of, tables

NAMES = st.text(min_size=1, max_size=8)
IDS = st.sampled_from(["a", "b", "c"])
RECORDS = st.one_of(
    st.builds(Mentee, id=IDS, legal_forename=NAMES, year=st.integers(7, 13)),
    st.builds(Mentor, id=IDS, name=NAMES, training_hours=st.floats(0, 1e6)),
    st.builds(Match, id=IDS, mentee=IDS, mentor=IDS),
    st.builds(Remembered, id=IDS, value=st.text(max_size=8)),
)
REMOVALS = st.tuples(st.sampled_from([Mentee, Mentor, Remembered, Match]), IDS)
STEPS = st.lists(st.one_of(RECORDS, REMOVALS), max_size=5)


def do(store: Store, work: Sequence[Record | tuple[type[Record], str]]) -> None:
    """Do the work in one step; work that breaks a link leaves nothing."""
    with suppress(dbapi2.IntegrityError), store.step("Step", who="CO") as step:
        for item in work:
            if isinstance(item, tuple):
                step.remove(*item)
            else:
                step.put(item)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=6))
def test_undo_and_redo_restore_every_table(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[Record | tuple[type[Record], str]]]
) -> None:
    means = Means(cost=Cost(memory_kib=8, passes=1, lanes=1))
    store, _recovery = Store.create(tmp_path_factory.mktemp("law"), "four plain old words", means=means)
    states = [tables(store)]
    for work in steps:
        entries = store.revision
        do(store, work)
        if store.revision > entries:
            states.append(tables(store))
    for state in states[-2::-1]:
        store.undo(who="CO")
        assert tables(store) == state
    for state in states[1:]:
        store.redo(who="CO")
        assert tables(store) == state
    assert journal_of(store).intact
    store.close()
