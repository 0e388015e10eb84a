"""Erasing a person leaves no trace but what statistics need."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import Trouble
from desktop.models.consent import Consent
from desktop.models.matches import Match
from desktop.models.outcomes import Outcome
from desktop.models.people import Mentee, Mentor
from desktop.models.record import Record
from desktop.models.sessions import Referral, Session
from desktop.store import Action, Means, Store
from desktop.store.tables import TABLES
from tests.unit.store.inside import journal_of, next_labels

BuildMentee = Callable[..., Mentee]
BuildMentor = Callable[..., Mentor]

FORM = {"academic_year": "2026-27", "form_version": "1", "reference": "K7", "issued_on": "2026-09-01"}
EVENING = {"number": 1, "day": "2026-11-20", "start": "16:00", "finish": "17:00"}


def add(store: Store, *records: Record) -> None:
    with store.step("Add", who="CO") as step:
        step.put_many(records)


@pytest.fixture
def programme(store: Store, mentee: BuildMentee, mentor: BuildMentor) -> Store:
    """Two pairs with all that hangs on them, each changed once so that the journal holds content."""
    for note in ("", "changed"):
        add(
            store,
            mentee("ann", legal_surname="Zephyrine", note=note),
            mentee("ben", note=note),
            mentor("jo", name="Jo Quillfeather", note=note),
            mentor("al", note=note),
        )
        add(
            store,
            Consent.model_validate({"id": "ca", "mentee": "ann", "signed_by": "Ma Zephyrine" + note, **FORM}),
            Match.model_validate({"id": "ma", "mentee": "ann", "mentor": "jo", "secret": note}),
            Match.model_validate({"id": "mb", "mentee": "ben", "mentor": "al", "secret": note}),
            Referral.model_validate({"id": "r", "pioneer": "ann", "referred": "ben", "on": "2026-10-01"}),
            Outcome.model_validate(
                {"id": "o", "mentee": "ann", "match": "ma", "survey": "ons4", "wave": "before", "on": "2026-10-01"}
                | {"answers": {"happy": 7}}
            ),
            Session.model_validate(
                {
                    "id": "s",
                    "note": note,
                    "pairs": [
                        {"match": "ma", "mentee": "ann", "mentor": "jo", "goal": "Zephyrine's goal"},
                        {"match": "mb", "mentee": "ben", "mentor": "al", "cover_mentor": "jo"},
                    ],
                    **EVENING,
                }
            ),
        )
    return store


def everything(store: Store) -> str:
    """Return all that the tables, the journal and the search hold, as one text."""
    names = [table.name for table in TABLES] + ["journal", "changes", "mentees_fts_data", "mentors_fts_data"]
    return "".join(str(row) for name in names for row in store._engine.rows(f"SELECT * FROM {name}"))


def test_the_person_and_all_that_cannot_be_without_them_go(programme: Store) -> None:
    programme.erase(Mentee, "ann", who="DSL")
    left = [sorted(programme.ids(kind)) for kind in (Mentee, Mentor, Consent, Match, Referral, Outcome)]
    assert left == [["ben"], ["al", "jo"], [], ["mb"], [], []]


def test_a_session_loses_the_pairs_line(programme: Store) -> None:
    programme.erase(Mentee, "ann", who="DSL")
    assert [pair.mentee for pair in programme.all(Session)[0].pairs] == ["ben"]


def test_what_may_be_without_the_link_stays_without_it(programme: Store) -> None:
    programme.erase(Mentor, "jo", who="DSL")
    assert [(outcome.id, outcome.match) for outcome in programme.all(Outcome)] == [("o", None)]


def test_a_cover_mentor_is_no_longer_named(programme: Store) -> None:
    programme.erase(Mentor, "jo", who="DSL")
    assert [(pair.mentee, pair.cover_mentor) for pair in programme.all(Session)[0].pairs] == [("ben", None)]


@pytest.mark.parametrize(
    ("kind", "key", "names"),
    [(Mentee, "ann", ["Zephyrine", "zephyrine", "zep"]), (Mentor, "jo", ["Quillfeather", "quillf"])],
)
def test_no_name_is_left_anywhere(programme: Store, kind: type[Record], key: str, names: list[str]) -> None:
    assert names[0] in everything(programme)
    programme.erase(kind, key, who="DSL")
    assert not [name for name in names if name in everything(programme)]


def test_the_journal_is_still_whole(programme: Store) -> None:
    programme.erase(Mentee, "ann", who="DSL")
    assert journal_of(programme).intact


def test_the_journal_says_that_and_by_whom(programme: Store) -> None:
    entry = programme.erase(Mentee, "ann", who="DSL")
    assert (entry.who, entry.action, programme.history(limit=1)) == ("DSL", Action.ERASURE, [entry])


def test_history_shows_the_content_as_erased(programme: Store) -> None:
    programme.erase(Mentee, "ann", who="DSL")
    changes = list(programme.changes(3, record_id="ann"))
    assert [(change.before, change.after, change.erased) for change in changes] == [(None, None, True)]


def test_nothing_earlier_can_be_undone(programme: Store) -> None:
    programme.erase(Mentee, "ann", who="DSL")
    with pytest.raises(Trouble, match="nothing to undo"):
        programme.undo(who="CO")


def test_it_is_announced(programme: Store) -> None:
    heard: list[frozenset[type[Record]]] = []
    programme.on_step(heard.append)
    programme.erase(Mentee, "ann", who="DSL")
    assert heard == [{Mentee, Consent, Match, Referral, Outcome, Session}]


def test_erasing_nobody_is_harmless(programme: Store) -> None:
    programme.erase(Mentee, "nobody", who="DSL")
    assert (programme.count(Mentee), journal_of(programme).intact) == (2, True)


def test_nothing_of_it_is_left_in_the_log_beside_the_file(programme: Store, folder: Path) -> None:
    programme.erase(Mentee, "ann", who="DSL")
    assert (folder / "school.alongside-wal").stat().st_size == 0


def test_a_kept_link_to_the_erased_survives_a_second_opening(
    programme: Store, folder: Path, passphrase: str, means: Means
) -> None:
    programme.erase(Mentee, "ann", who="DSL")
    programme.close()
    store = Store.open(folder, passphrase, means=means)
    assert (next_labels(store)[0], store.count(Mentee)) == (None, 1)
    store.close()
