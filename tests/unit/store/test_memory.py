from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.people import Mentee
from desktop.store import Store


def read_anew(store: Store) -> list[Mentee]:
    store._memory.forget()
    return store.all(Mentee)


def test_all_of_a_kind_is_the_same_read_again(store, mentee):
    with store.step("Add", who="A") as step:
        step.put_many([mentee("b"), mentee("a")])
    assert store.all(Mentee) == store.all(Mentee) == read_anew(store)


def test_within_a_step_what_it_wrote_is_seen(store, mentee):
    store.all(Mentee)
    with store.step("Add", who="A") as step:
        step.put(mentee("a"))
        assert [one.id for one in store.all(Mentee)] == ["a"]


def test_a_step_that_fails_leaves_nothing_in_memory(store, mentee):
    store.all(Mentee)
    try:
        with store.step("Add", who="A") as step:
            step.put(mentee("a"))
            assert store.get(Mentee, "a") is not None
            raise KeyError
    except KeyError:
        pass
    assert store.all(Mentee) == []


def test_an_erased_person_is_not_remembered(store, mentee):
    with store.step("Add", who="A") as step:
        step.put(mentee("a"))
    store.all(Mentee)
    store.erase(Mentee, "a", who="A")
    assert store.all(Mentee) == []


def test_a_list_that_is_changed_by_its_reader_changes_nothing_here(store, mentee):
    with store.step("Add", who="A") as step:
        step.put(mentee("a"))
    store.all(Mentee).clear()
    assert len(store.all(Mentee)) == 1


ACTS = st.lists(st.tuples(st.sampled_from(["put", "remove", "undo", "redo"]), st.sampled_from("abc")), max_size=12)


@given(acts=ACTS)
@settings(max_examples=25, deadline=None)
def test_memory_and_file_agree_whatever_is_done(tmp_path_factory, cheap_store, acts):
    store = cheap_store(tmp_path_factory.mktemp("law"))
    for number, (act, name) in enumerate(acts):
        store.all(Mentee)
        if act == "put":
            with store.step("Put", who="A") as step:
                step.put(Mentee(id=name, legal_forename=str(number)))
        elif act == "remove":
            with store.step("Remove", who="A") as step:
                step.remove(Mentee, name)
        elif (store.to_undo if act == "undo" else store.to_redo) is not None:
            getattr(store, act)(who="A")
    assert store.all(Mentee) == read_anew(store)
    store.close()
