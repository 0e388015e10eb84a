"""One thing changed for many people: shown first, one step, undone at once; nobody else changes."""

from datetime import date, timedelta

import pytest

from desktop.errors import RosterChanged, Trouble
from desktop.models.people import GateKind, Mentee, Mentor, Modality, Needs, PersonState
from desktop.workspace.hands import Change
from tests.builders import TODAY, mentee, mentor


def changed(desk, people, trait, value="", how="set"):
    """Return the people after a change of one trait."""
    kind = type(people[0])
    value = (value,) if isinstance(value, str) and value else tuple(value)
    desk.several.keep(desk.several.look(kind, [one.id for one in people], Change(trait=trait, how=how, value=value)))
    return desk.desk.store.page(kind, [one.id for one in people])


@pytest.fixture
def three(put):
    people = (mentee(form="9A", languages=("ur",)), mentee(form="9B"), mentee(form="9C", year=None))
    put(*people)
    return people


def test_what_would_change_is_told_before_anything_is_kept(desk, three):
    found = desk.several.look(Mentee, [one.id for one in three], Change(trait="form", value=("9B",)))
    assert [(one.name, one.before, one.after) for one in found.altered] == [
        ("Nia Rees", "9A", "9B"),
        ("Nia Rees", "9C", "9B"),
    ]
    assert found.alike == 1
    assert desk.roster.mentee(three[0].id).form == "9A"


def test_it_is_one_step_that_can_be_undone(desk, three):
    changed(desk, three, "form", "9Z")
    assert desk.standing().undo == "Change Form of 3 people"
    desk.safekeeping.undo()
    assert [desk.roster.mentee(one.id) for one in three] == list(three)


def test_nobody_changes_twice_over(desk, three):
    found = desk.several.look(Mentee, [three[0].id], Change(trait="form", value=("9Z",)))
    desk.roster.keep(three[0].model_copy(update={"note": "since"}))
    with pytest.raises(RosterChanged):
        desk.several.keep(found)


def test_a_change_that_changes_nobody_is_no_step(desk, three):
    before = desk.standing().undo
    changed(desk, three[:1], "form", "9A")
    assert desk.standing().undo == before


@pytest.mark.parametrize(
    ("how", "languages"), [("add", ("ur", "pl")), ("set", ("pl",)), ("take", ("ur",))], ids=["add", "set", "take"]
)
def test_a_list_is_added_to_replaced_or_taken_from(desk, three, how, languages):
    assert changed(desk, three[:1], "languages", ("pl",), how)[0].languages == languages


def test_a_need_is_added_as_known_and_taken_away_as_known_not_to_be(desk, three):
    added = changed(desk, three, "needs", ("young_carer", "nonsense"), "add")
    assert [one.needs for one in added] == [Needs(young_carer=True)] * 3
    taken = changed(desk, added, "needs", ("young_carer",), "take")
    assert taken[0].needs.young_carer is False


def test_a_year_group_moves_up_and_an_unknown_year_stays_unknown(desk, three):
    assert [one.year for one in changed(desk, three, "year", how="raise")] == [11, 11, None]


def test_nobody_moves_up_beyond_the_last_year(desk, put):
    put(one := mentee(year=14))
    assert changed(desk, [one], "year", how="raise") == [one]


def test_a_number_that_does_not_fit_is_told(desk, three):
    with pytest.raises(Trouble, match="number"):
        changed(desk, three, "year", "40")


@pytest.mark.parametrize(
    ("trait", "value", "field", "result"),
    [
        ("modality", "hybrid", "modality", Modality.HYBRID),
        ("modality", "", "modality", None),
        ("form_language", "cy", "form_language", "cy"),
        ("form_language", "", "form_language", ""),
        ("needs_language", "ur", "needs_language", "ur"),
        ("same_gender", "yes", "same_gender", True),
        ("pioneer", "no", "pioneer", False),
        ("waiting_since", "2026-10-01", "waiting_since", date(2026, 10, 1)),
        ("waiting_since", "", "waiting_since", None),
        ("year", "", "year", None),
        ("form", " ", "form", None),
        ("state", "paused", "state", PersonState.PAUSED),
    ],
)
def test_each_trait_of_a_young_person_takes_its_value(desk, three, trait, value, field, result):
    assert getattr(changed(desk, three[:1], trait, value)[0], field) == result


@pytest.mark.parametrize(
    ("trait", "value", "field", "result"),
    [
        ("employer", "City Council", "employer", "City Council"),
        ("employer", "", "employer", ""),
        ("capacity", "2", "capacity", 2),
        ("travel_km", "10", "travel_km", 10),
        ("training_hours", "3", "training_hours", 3.0),
        ("sectors", "law", "sectors", ("law",)),
    ],
)
def test_each_trait_of_a_mentor_takes_its_value(desk, put, trait, value, field, result):
    put(one := mentor(employer="Before", sectors=("music",)))
    assert getattr(changed(desk, [one], trait, value)[0], field) == result


def test_how_many_mentees_a_mentor_takes_is_never_nothing(desk, put):
    put(one := mentor())
    with pytest.raises(Trouble):
        changed(desk, [one], "capacity")


def test_a_gate_passed_together_bears_the_initials_of_who_sits_here(desk, put):
    people = [mentor(gates=()), mentor(gates=())]
    put(*people)
    gates = [one.gate(GateKind.TRAINING) for one in changed(desk, people, "gate:training", TODAY.isoformat())]
    assert [(gate.passed_on, gate.by) for gate in gates] == [(TODAY, "CO")] * 2


def test_a_gate_of_the_same_day_is_left_as_it_is(desk, put):
    put(one := mentor())
    day = one.gate(GateKind.TRAINING).passed_on
    assert changed(desk, [one], "gate:training", day.isoformat()) == [one]


def test_a_gate_can_be_taken_back(desk, put):
    put(one := mentor())
    assert changed(desk, [one], "gate:training")[0].gate(GateKind.TRAINING) is None


def test_a_gate_is_not_passed_ahead_of_its_day(desk, put):
    put(one := mentor())
    with pytest.raises(Trouble, match="ahead of its day"):
        changed(desk, [one], "gate:training", (TODAY + timedelta(days=1)).isoformat())


def test_nobody_barred_is_taken_up_with_the_others(desk, put):
    put(one := mentor(state=PersonState.BARRED))
    found = desk.several.look(Mentor, [one.id], Change(trait="state", value=("active",)))
    assert (found.altered, found.alike) == ((), 1)


def test_every_trait_can_be_read_in_words(desk, put):
    put(young := mentee(modality=Modality.VIRTUAL, needs=Needs(eal=True)), grown := mentor(modality=None))
    for one in (young, grown):
        for trait in desk.several.traits(type(one)):
            plain = {"day": "2026-09-02", "number": "7"}.get(trait.entry, "CF10")
            value = trait.options[-1][0] if trait.options else plain
            found = desk.several.look(type(one), [one.id], Change(trait=trait.code, how=trait.ways[0], value=(value,)))
            assert all(isinstance(part, str) for row in found.altered for part in (row.before, row.after))


def test_who_is_gone_is_left_out(desk, three):
    found = desk.several.look(Mentee, [three[0].id, "nobody"], Change(trait="form", value=("9Z",)))
    assert len(found.altered) == 1


@pytest.mark.parametrize(
    ("trait", "value", "fact"),
    [
        ("sen", "K", lambda one: one.needs.sen),
        ("ethnic", "asian", lambda one: one.background.ethnic),
        ("social", "professional", lambda one: one.background.social),
        ("postcode_area", "CF10", lambda one: one.postcode_area),
        ("siblings", "Rees-1", lambda one: one.siblings),
    ],
)
def test_what_the_form_of_a_young_person_holds_changes_for_many_and_can_be_emptied(desk, three, trait, value, fact):
    told = changed(desk, three, trait, value)
    assert {fact(one) for one in told} == {value}
    assert {fact(one) for one in changed(desk, told, trait)} == {None}


def test_experiences_are_added_for_many(desk, three):
    told = changed(desk, three, "experiences", ("moved_country",), "add")
    assert {one.experiences for one in told} == {("moved_country",)}


def test_of_a_whole_postcode_only_the_first_half_is_kept_and_nonsense_is_refused(desk, three):
    assert changed(desk, three[:1], "postcode_area", "cf10 1aa")[0].postcode_area == "CF10"
    with pytest.raises(Trouble, match="not a postcode"):
        changed(desk, three, "postcode_area", "Cardiff")


@pytest.mark.parametrize(("value", "known"), [("yes", True), ("no", False), ("", None)])
def test_the_update_service_is_told_of_many(desk, put, value, known):
    put(one := mentor(dbs={"update_service": known is None}))
    assert changed(desk, [one], "update_service", value)[0].dbs.update_service is known


def test_a_status_seen_for_many_on_one_day_can_be_taken_away_and_not_lie_ahead(desk, put):
    put(one := mentor())
    told = changed(desk, [one], "status_checked_on", TODAY.isoformat())
    assert told[0].dbs.status_checked_on == TODAY
    assert changed(desk, told, "status_checked_on")[0].dbs.status_checked_on is None
    with pytest.raises(Trouble, match="ahead of its day"):
        changed(desk, told, "status_checked_on", (TODAY + timedelta(days=1)).isoformat())


def test_a_check_may_be_due_on_a_day_to_come(desk, put):
    put(one := mentor())
    assert changed(desk, [one], "next_due", "2028-01-01")[0].dbs.next_due == date(2028, 1, 1)
