import pytest

from desktop.errors import Trouble
from tests.unit.workspace.conftest import WHO


def test_who_is_signed_in_sits_here(desk):
    assert desk.seats.names == (WHO,)


def test_a_name_typed_at_the_door_is_remembered_once(desk):
    desk.seats.greet(WHO, "Tom Price", " Tom Price ", "")
    desk.seats.greet("Tom Price")
    assert desk.seats.names == (WHO, "Tom Price")


def test_greeting_again_leaves_no_entry(desk):
    desk.seats.greet(WHO)
    before = desk.desk.store.revision
    desk.seats.greet(WHO)
    assert desk.desk.store.revision == before


def test_a_greeting_leaves_the_step_before_it_to_be_undone(desk):
    desk.settings.change_school(desk.settings.school.model_copy(update={"phone": "029"}))
    desk.seats.greet("Tom Price")
    assert desk.safekeeping.undo_label == "Change the school’s details"


def test_a_name_is_taken_from_the_door_and_undo_brings_it_back(desk):
    desk.seats.greet(WHO, "Tom Price")
    desk.seats.remove("Tom Price")
    assert desk.seats.names == (WHO,)
    desk.safekeeping.undo()
    assert desk.seats.names == (WHO, "Tom Price")


def test_the_last_person_cant_be_removed(desk):
    desk.seats.greet(WHO)
    with pytest.raises(Trouble, match="only person"):
        desk.seats.remove(WHO)


def test_who_sits_here_now_cant_be_removed(desk):
    desk.seats.greet(WHO, "Tom Price")
    with pytest.raises(Trouble, match="You are using it now"):
        desk.seats.remove(WHO)


def test_a_name_nobody_has_cant_be_removed(desk):
    with pytest.raises(Trouble, match="Nobody of this name"):
        desk.seats.remove("Tom Price")


def test_who_sits_down_stands_beside_the_changes_from_then_on(desk):
    desk.seats.sit(" Tom Price ")
    desk.settings.change_school(desk.settings.school.model_copy(update={"phone": "029"}))
    assert desk.lists.latest(limit=1)[0].who == "Tom Price"


def test_nobody_in_particular_is_the_coordinator(desk):
    desk.seats.sit(" ")
    assert desk.desk.who == "Coordinator"


def test_what_a_worker_does_bears_the_name_of_who_asked_for_it(desk):
    lent = desk.lend(writing=True)
    desk.seats.sit("Tom Price")
    lent.run(lambda other: other.settings.change_school(other.settings.school.model_copy(update={"phone": "029"})))
    desk.take_back(lent)
    assert desk.lists.latest(limit=1)[0].who == WHO
