"""Questions the tables on the screen ask."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time

import pytest

from desktop.models.consent import Consent
from desktop.models.matches import Match, MatchState
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.programme import School
from desktop.models.record import Record
from desktop.models.searching import fold
from desktop.models.sessions import Session
from desktop.store import Between, Store

BuildMentee = Callable[..., Mentee]
BuildMentor = Callable[..., Mentor]


def add(store: Store, records: Iterable[Record]) -> None:
    with store.step("Add", who="CO") as step:
        step.put_many(records)


@pytest.fixture
def people(store: Store, mentee: BuildMentee) -> Store:
    add(
        store,
        [
            mentee("1", legal_forename="Łukasz", legal_surname="Nowak", year=9, form="9A"),
            mentee("2", legal_forename="Zoë", legal_surname="ap Rhys", year=10, state=PersonState.LEFT),
            mentee("3", legal_forename="Amira", legal_surname="Khan", year=9, date_of_birth=date(2011, 5, 1)),
        ],
    )
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["2", "3", "1"]),
        ("nowak", ["1"]),
        ("LUKASZ", ["1"]),
        ("zoe rhys", ["2"]),
        ("9a", ["1"]),
        ("kh am", ["3"]),
        ("nowak khan", []),
        ('"quoted" OR *', []),
        ("\x00\u200b", ["2", "3", "1"]),
    ],
)
def test_search_finds_every_word_whatever_case_and_accents(people: Store, words: str, found: list[str]) -> None:
    assert people.ids(Mentee, search=words) == found


def test_search_follows_a_changed_name(people: Store, mentee: BuildMentee) -> None:
    add(people, [mentee("1", legal_surname="Kowalska")])
    assert (people.ids(Mentee, search="nowak"), people.ids(Mentee, search="kowal")) == ([], ["1"])


def test_search_forgets_the_removed(people: Store) -> None:
    with people.step("Remove", who="CO") as step:
        step.remove(Mentee, "1")
    assert people.ids(Mentee, search="nowak") == []


def test_a_very_long_search_is_cut(people: Store) -> None:
    assert people.ids(Mentee, search="khan " * 10_000) == ["3"]


def test_counts_follow_search_and_conditions(people: Store) -> None:
    assert (people.count(Mentee), people.count(Mentee, search="an", where={"year": 9})) == (3, 1)


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("find", ["2", "3", "1"]),
        ("-find", ["1", "3", "2"]),
        (["year", "-legal_forename"], ["1", "3", "2"]),
        ("date_of_birth", ["3", "1", "2"]),
        ("-date_of_birth", ["3", "1", "2"]),
    ],
)
def test_order_takes_columns_either_way_and_the_unknown_last(
    people: Store, order: str | list[str], found: list[str]
) -> None:
    assert people.ids(Mentee, order_by=order) == found


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"year": 9}, ["3", "1"]),
        ({"year": 9, "form": "9A"}, ["1"]),
        ({"form": None}, ["2", "3"]),
        ({"state": PersonState.LEFT}, ["2"]),
        ({"state": {PersonState.ACTIVE, PersonState.PAUSED}}, ["3", "1"]),
        ({"id": ["1", "2"]}, ["2", "1"]),
        ({"id": []}, []),
        ({"same_gender": False}, ["2", "3", "1"]),
        ({"date_of_birth": date(2011, 5, 1)}, ["3"]),
        ({"date_of_birth": Between(date(2011, 1, 1), date(2011, 12, 31))}, ["3"]),
        ({"year": Between(low=10)}, ["2"]),
        ({"year": Between(high=9)}, ["3", "1"]),
        ({"year": Between()}, ["2", "3", "1"]),
    ],
)
def test_conditions(people: Store, where: dict[str, object], found: list[str]) -> None:
    assert people.ids(Mentee, where=where) == found


def test_times_are_compared_as_times(store: Store) -> None:
    hours = {"day": "2026-11-20", "finish": "18:00"}
    add(
        store,
        [Session.model_validate({"id": f"s{hour}", "number": 1, "start": time(hour), **hours}) for hour in (9, 16)],
    )
    assert store.ids(Session, where={"start": Between(low=time(12))}) == ["s16"]


def test_an_unknown_column_is_a_bug(store: Store) -> None:
    with pytest.raises(LookupError, match="no column shoe_size"):
        store.ids(Mentee, order_by="shoe_size")


@pytest.fixture
def pairs(people: Store, mentor: BuildMentor) -> Store:
    add(people, [mentor("m1", name="Jo Smith"), mentor("m2", name="Al Green")])
    add(
        people,
        [
            Match.model_validate({"id": "x", "mentee": "1", "mentor": "m1"}),
            Match.model_validate({"id": "y", "mentee": "3", "mentor": "m2", "state": MatchState.PUBLISHED}),
        ],
    )
    return people


def test_a_list_is_ordered_by_a_linked_name(pairs: Store) -> None:
    assert pairs.ids(Match, order_by="mentee.find") == ["y", "x"]


def test_a_condition_may_ask_a_linked_record(pairs: Store) -> None:
    assert pairs.ids(Match, where={"mentee.year": 9, "mentor.name": "Al Green"}) == ["y"]


@pytest.mark.parametrize(("words", "found"), [("khan", ["y"]), ("smith", ["x"]), ("jo", ["x"])])
def test_a_pair_is_found_by_either_name(pairs: Store, words: str, found: list[str]) -> None:
    assert pairs.ids(Match, search=words) == found


def test_a_consent_is_found_by_the_mentee(people: Store) -> None:
    form = {"academic_year": "2026-27", "form_version": "1", "reference": "K7", "issued_on": "2026-09-01"}
    add(people, [Consent.model_validate({"id": "c", "mentee": "3", **form})])
    assert people.ids(Consent, search="amira") == ["c"]


def test_searching_what_has_no_names_is_a_bug(store: Store) -> None:
    with pytest.raises(LookupError, match="can't be searched"):
        store.ids(School, search="hill")


def test_a_page_keeps_the_order_and_leaves_out_the_gone(people: Store) -> None:
    assert [person.id for person in people.page(Mentee, ["3", "gone", "1"])] == ["3", "1"]


def test_more_ids_than_one_question_takes_are_paged(store: Store, mentee: BuildMentee) -> None:
    ids = [f"{number:04}" for number in range(1100)]
    add(store, [mentee(name) for name in ids])
    assert [person.id for person in store.page(Mentee, ids)] == ids


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Ŵyn  Ŷ", "wyn y"), ("Straße", "strasse"), ("ÆØÅ", "aeoa"), ("محمد", "محمد"), ("a\u202eb", "ab")],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_records_fetched_now_are_made_later_on_any_thread(store, people):
    make = store.later(Mentee)
    with ThreadPoolExecutor(1) as other:
        assert other.submit(make).result() == store.all(Mentee)


def test_records_that_are_at_hand_already_are_given_as_they_were_then(store, people, mentee):
    before = store.all(Mentee)
    make = store.later(Mentee)
    add(store, [mentee("4")])
    assert make() == before
