from datetime import date

import pytest

from desktop.models.people import (
    Contact,
    Dbs,
    Gate,
    GateKind,
    Gender,
    Mentee,
    Mentor,
    Modality,
    Needs,
    PersonState,
    Sen,
)
from desktop.roster import changes, mentee_changes, mentor_changes
from desktop.roster.records import differences, said
from tests.unit.roster.making import TODAY, UPNS, read

YOUNG = ("UPN", "Forename", "Surname", "DOB", "Form")


def mentee(**fields):
    return Mentee(**{"id": "m1", "legal_forename": "Ann", "legal_surname": "Lee", **fields})


def mentor(**fields):
    return Mentor(**{"id": "v1", "name": "Ann Lee", **fields})


def young(*cells, headings=YOUNG, known=()):
    return changes(read(headings, cells), known, today=TODAY)


def volunteer(headings, cells, *known):
    return mentor_changes(read(headings, cells, kind="mentors").people, known)


def test_somebody_new_is_added_and_waits_from_today():
    plan = young(UPNS[0], "Ann", "Lee", "03/06/2014", "8A")
    assert (plan.added[0].line, plan.added[0].record.waiting_since) == (2, TODAY)
    assert plan.records[0].legal_forename == "Ann"


def test_the_same_file_again_changes_nothing():
    reading = read(YOUNG, [UPNS[0], "Ann", "Lee", "03/06/2014", "8A"], ["", "Bo", "Li", "", "8A"])
    again = changes(reading, changes(reading, [], today=TODAY).records, today=TODAY)
    assert (len(again.unchanged), again.records, again.look_alikes) == (2, (), ())


def test_the_same_mentors_again_change_nothing():
    rows = [["Ann Lee", "a@x.example", "Acme", "Law"], ["Bo Li", "", "Acme", "Music"]]
    reading = read(["Name", "Email", "Employer", "Sectors"], *rows)
    assert len(changes(reading, changes(reading, []).records).unchanged) == 2


@pytest.mark.parametrize(
    ("known", "why"),
    [
        (mentee(upn=UPNS[0], legal_surname="Li"), "the same UPN"),
        (mentee(legal_surname="LEE", date_of_birth=date(2014, 6, 3)), "the same name and date of birth"),
        (mentee(form="8A"), "the same name and form"),
    ],
)
def test_somebody_known_is_updated_and_keeps_the_id(known, why):
    plan = young(UPNS[0], "Ann", "Lee", "03/06/2014", "8A", known=[known])
    assert (plan.updated[0].record.id, plan.updated[0].why, plan.added) == ("m1", why, ())


@pytest.mark.parametrize(
    "known",
    [
        [mentee(upn=UPNS[1], date_of_birth=date(2014, 6, 3))],
        [mentee(upn=UPNS[1], form="8A")],
        [mentee(upn=UPNS[1])],
    ],
)
def test_another_upn_is_another_person(known):
    plan = young(UPNS[0], "Ann", "Lee", "03/06/2014", "8A", known=known)
    assert (len(plan.added), plan.look_alikes) == (1, ())


@pytest.mark.parametrize(
    ("known", "why"),
    [
        (mentee(), "the same name"),
        (mentee(date_of_birth=date(2013, 6, 3), form="8A"), "the same name"),
        (mentee(legal_forename="Anne", date_of_birth=date(2014, 6, 3)), "nearly the same"),
        (mentee(legal_forename="Zoë", date_of_birth=date(2014, 6, 3)), "nearly the same"),
    ],
)
def test_a_look_alike_is_proposed_and_stays_a_new_person(known, why):
    plan = young("", "Ann", "Lee", "03/06/2014", "8A", known=[known])
    assert (len(plan.added), plan.updated) == (1, ())
    assert why in plan.look_alikes[0].why


def test_two_known_people_of_one_name_are_both_proposed():
    known = [mentee(form="8A"), mentee(id="m2", form="8A")]
    plan = young("", "Ann", "Lee", "", "8A", known=known)
    assert [alike.existing.id for alike in plan.look_alikes] == ["m1", "m2"]


def test_a_name_quite_unlike_is_no_look_alike():
    assert (
        young(
            "",
            "Ann",
            "Lee",
            "03/06/2014",
            "8A",
            known=[mentee(legal_surname="Zu", legal_forename="Bo", date_of_birth=date(2014, 6, 3))],
        ).look_alikes
        == ()
    )


def test_who_is_already_recognised_is_not_proposed_for_another_line():
    reading = read(YOUNG, [UPNS[0], "Ann", "Lee", "03/06/2014", "8A"], ["", "Ann", "Lee", "", "9B"])
    plan = changes(reading, [mentee(upn=UPNS[0])], today=TODAY)
    assert (len(plan.updated), len(plan.added), plan.look_alikes) == (1, 1, ())


def test_nobody_is_updated_by_two_lines():
    reading = read(["Name", "Employer"], ["Ann Lee", "Acme"], ["Ann  Li", "Acme"], kind="mentors")
    rows = [reading.people[0], reading.people[0]]
    plan = mentor_changes(rows, [mentor(employer="Acme")])
    assert (len(plan.unchanged), len(plan.added)) == (1, 1)


def test_a_person_may_say_that_a_look_alike_is_the_same():
    plan = young("", "Ann", "Lee", "03/06/2014", "8A", known=[mentee(form="8B")])
    merged = plan.decided({2: "m1"})
    assert (merged.added, merged.look_alikes) == ((), ())
    assert (merged.records[0].id, merged.records[0].form) == ("m1", "8A")


def test_a_look_alike_that_changes_nothing_is_unchanged():
    known = [mentee(form="8A"), mentee(id="m2", form="8A")]
    plan = young("", "Ann", "Lee", "", "8A", known=known).decided({2: "m2"})
    assert (plan.records, plan.unchanged) == ((), (known[1],))


def test_lines_can_be_left_out():
    assert young("", "Ann", "Lee", "", "8A", known=[mentee()]).without([2]).records == ()


def test_an_empty_cell_erases_nothing():
    known = mentee(upn=UPNS[0], form="8A", preferred_forename="Annie", sectors=("law",), date_of_birth=date(2014, 6, 3))
    plan = young(UPNS[0], "Ann", "Lee", "", "", known=[known])
    assert plan.unchanged == (known,)


def test_a_presumed_no_never_replaces_a_known_yes():
    known = [mentee(needs=Needs(pupil_premium=True)), mentee(id="m2", legal_forename="Bo", form="8A")]
    reading = read(
        ["Forename", "Surname", "Form", "PP", "Ambassador"],
        ["Ann", "Lee", "", "", ""],
        ["Cy", "Lu", "", "x", "x"],
        ["Bo", "Lee", "8A", "", ""],
    )
    plan = changes(reading, [known[0].model_copy(update={"form": "8A", "pioneer": True}), known[1]], today=TODAY)
    assert [person.needs.pupil_premium for person in plan.records if person.legal_forename == "Bo"] == [False]
    assert not [person for person in plan.records if person.id == "m1"]


def test_changes_are_said_field_by_field_before_and_after():
    known = mentee(upn=UPNS[0], needs=Needs(sen=Sen.SUPPORT))
    reading = read(
        ["UPN", "Forename", "Surname", "SEN", "PP", "DOB", "Interests"],
        [UPNS[0], "Ann", "Lee", "E", "Yes", "03/06/2014", "Law; Music"],
    )
    changed = changes(reading, [known]).updated[0].fields
    assert {(one.field, one.before, one.after) for one in changed} == {
        ("sen", "K", "E"),
        ("pupil_premium", "", "yes"),
        ("date_of_birth", "", "03/06/2014"),
        ("sectors", "", "law; music"),
    }


def test_contacts_are_laid_over_those_known():
    known = mentee(upn=UPNS[0], contacts=(Contact(name="Bo Lee", phone="1"), Contact(name="", email="c@x.example")))
    headings = [
        "UPN",
        "Forename",
        "Surname",
        "Parent 1 Name",
        "Parent 1 Email",
        "Parent 2 Name",
        "Parent 2 Email",
        "Parent 3 Name",
    ]
    reading = read(headings, [UPNS[0], "Ann", "Lee", "bo lee", "b@x.example", "Cy", "c@x.example", "Di"])
    contacts = changes(reading, [known]).records[0].contacts
    assert [(one.name, one.email, one.phone) for one in contacts] == [
        ("bo lee", "b@x.example", "1"),
        ("Cy", "c@x.example", ""),
        ("Di", "", ""),
    ]


def test_long_names_are_kept_to_what_a_record_holds():
    assert len(young("", "x" * 300, "Lee", "", "8A").records[0].legal_forename) == 200


VOLUNTEERS = ("Name", "Email", "Employer")


@pytest.mark.parametrize(
    ("known", "why"),
    [
        (mentor(email="A@x.example", name="Ann Li"), "the same e-mail address"),
        (mentor(employer="ACME"), "the same name and employer"),
    ],
)
def test_a_known_mentor_is_updated(known, why):
    plan = volunteer(VOLUNTEERS, ["Ann Lee", "a@x.example", "Acme"], known)
    assert (plan.updated[0].record.id, plan.updated[0].why) == ("v1", why)


@pytest.mark.parametrize(
    ("known", "why"),
    [
        (mentor(employer="Acme", email="b@x.example"), "the same name"),
        (mentor(name="Bo Li", email="a@x.example"), "the same e-mail address"),
        (mentor(name="Anne Lee", employer="Acme"), "the same employer and a name nearly the same"),
    ],
)
def test_a_mentor_who_looks_alike_is_proposed(known, why):
    plan = volunteer(VOLUNTEERS, ["Ann Lee", "a@x.example", "Acme"], known)
    assert (len(plan.added), plan.look_alikes[0].why) == (1, why)


def test_a_colleague_is_no_look_alike():
    assert volunteer(VOLUNTEERS, ["Ann Lee", "", "Acme"], mentor(name="Bo Zu", employer="Acme")).look_alikes == ()


def test_gates_and_the_check_are_added_to_and_never_taken_away():
    gate = Gate(kind=GateKind.INTERVIEW, passed_on=date(2026, 1, 5), by="KT")
    known = mentor(employer="Acme", gates=(gate,), dbs=Dbs(scheme="PVG", certificate_number="7", seen_by="KT"))
    headings = [*VOLUNTEERS, "Interview date", "Approved on", "DBS Number", "DBS issue date"]
    record = volunteer(headings, ["Ann Lee", "", "Acme", "5/1/2026", "6/1/2026", "", "4/1/2026"], known).records[0]
    assert [(one.kind, one.by) for one in record.gates] == [("interview", "KT"), ("approval", "imported")]
    assert record.dbs == Dbs(scheme="PVG", certificate_number="7", seen_by="KT", issued_on=date(2026, 1, 4))


def test_a_file_never_lifts_a_bar():
    headings = [*VOLUNTEERS, "Status", "Training", "Badge name", "Gender", "Modality", "DBS number", "Scheme"]
    cells = ["Ann Lee", "", "Acme", "Active", "Complete", "Annie", "F", "Hybrid", "123456789012", "AccessNI"]
    barred = volunteer(headings, cells, mentor(employer="Acme", state=PersonState.BARRED)).records[0]
    assert (barred.state, barred.training_status, barred.badge_name) == (PersonState.BARRED, "Complete", "Annie")
    assert (barred.gender, barred.modality, barred.dbs.scheme) == (Gender.FEMALE, Modality.HYBRID, "AccessNI")
    paused = volunteer(headings, cells, mentor(employer="Acme", state=PersonState.PAUSED)).records[0]
    assert paused.state is PersonState.ACTIVE


def test_mentee_changes_need_no_day():
    assert mentee_changes(read(YOUNG, ["", "Ann", "Lee", "", ""]).people, []).records[0].waiting_since is None


def test_values_are_said_as_people_read_them():
    gate = Gate(kind=GateKind.DBS, passed_on=date(2026, 1, 5), by="KT")
    assert said((gate, Contact(name="Bo", phone="1"), True, False, 3)) == "dbs 05/01/2026; Bo 1; yes; no; 3"


def test_nothing_differs_between_equals():
    assert differences(mentee(), mentee()) == ()


def test_each_look_alike_is_decided_by_itself():
    reading = read(YOUNG, ["", "Ann", "Lee", "03/06/2014", "8A"], ["", "Ann", "Li", "04/06/2014", "8B"])
    plan = changes(reading, [mentee(form="8B")], today=TODAY)
    lines = sorted({alike.line for alike in plan.look_alikes})
    same, new = plan.decided({lines[0]: "m1"}), plan.decided(dict.fromkeys(lines, ""))
    assert (len(same.added), [one.record.id for one in same.updated], same.look_alikes) == (1, ["m1"], ())
    assert (len(new.added), new.updated, new.look_alikes) == (2, (), ())


def test_two_lines_are_never_one_known_person():
    reading = read(YOUNG, ["", "Ann", "Lee", "03/06/2014", "8A"], ["", "Ann", "Lee", "04/06/2014", "8B"])
    plan = changes(reading, [mentee(form="8C")], today=TODAY)
    found = plan.decided({alike.line: "m1" for alike in plan.look_alikes})
    assert (len(found.updated), len(found.added)) == (1, 1)


def test_what_is_not_decided_stays_open():
    plan = young("", "Ann", "Lee", "03/06/2014", "8A", known=[mentee(form="8B")])
    assert plan.decided({}) == plan
