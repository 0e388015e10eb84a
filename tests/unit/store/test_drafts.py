"""What was typed and not kept outlives the window, leaves no entry, and goes with the person it is about."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from desktop.models.people import Mentee
from desktop.store import Means, Store, drafts
from tests.unit.store.inside import journal_of, next_labels

BuildMentee = Callable[..., Mentee]


def test_a_draft_is_there_after_the_file_was_closed(store: Store, folder: Path, passphrase: str, means: Means) -> None:
    store.drafts.keep({"mentee:new": "Gwen"})
    store.close()
    again = Store.open(folder, passphrase, means=means)
    assert again.drafts.all() == {"mentee:new": "Gwen"}
    again.close()


def test_the_latest_draft_of_a_form_stands(store: Store) -> None:
    store.drafts.keep({"mentee:new": "Gw"})
    store.drafts.keep({"mentee:new": "Gwen"})
    assert store.drafts.all() == {"mentee:new": "Gwen"}


def test_an_empty_text_forgets_the_draft(store: Store) -> None:
    store.drafts.keep({"mentee:new": "Gwen", "mentor:new": "Alan"})
    store.drafts.keep({"mentee:new": ""})
    assert store.drafts.all() == {"mentor:new": "Alan"}


def test_a_draft_is_no_step_and_changes_nothing_to_undo(store: Store) -> None:
    before = (store.revision, next_labels(store)[0])
    store.drafts.keep({"mentee:new": "Gwen"})
    assert (store.revision, next_labels(store)[0], journal_of(store).intact) == (*before, True)


def test_a_text_beyond_all_measure_is_not_kept(store: Store) -> None:
    store.drafts.keep({"mentee:new": "x" * (drafts.LONGEST + 1)})
    assert store.drafts.all() == {}


def test_the_oldest_drafts_go_first(store: Store, clock) -> None:
    for number in (0, 1):
        store.drafts.keep({f"form {number}": "x"})
        clock.now += timedelta(seconds=1)
    store.drafts.keep({f"later {number}": "x" for number in range(drafts.MOST - 1)})
    kept = store.drafts.all()
    assert ("form 0" in kept, "form 1" in kept, len(kept)) == (False, True, drafts.MOST)


def test_erasing_a_person_erases_what_was_being_typed_about_them(store: Store, mentee: BuildMentee) -> None:
    with store.step("Add", who="CO") as step:
        step.put(mentee("ann"))
    store.drafts.keep({"mentee:ann": "Zephyrine", "survey:ons4:before:ann": "7", "mentee:new": "Gwen"})
    store.drafts.keep({"import:5f": "a corrected cell of a list"})
    store.erase(Mentee, "ann", who="DSL")
    assert store.drafts.all() == {"mentee:new": "Gwen"}
