from datetime import date

import pytest

from desktop.errors import RosterChanged, RosterTrouble, Trouble
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.record import MenteeId, MentorId
from desktop.workspace.roster import read_file, reading_json
from tests.builders import TODAY, mentee, mentor

PUPILS = """UPN,Legal Forename,Legal Surname,Date of Birth,Year Group,Reg Group
R674123101121,Amira,Khan,04/03/2012,10,10B
,Tom,Price,05/04/2012,10,10C
"""
VOLUNTEERS = """Name,Email,Employer,Availability
Rhys Evans,rhys@work.example,Bridge Ltd,Thursday
"""


@pytest.fixture
def file(tmp_path):
    def write(text: str = PUPILS, name: str = "pupils.csv"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def take_in(desk, file):
    def adopt(text: str = PUPILS):
        return desk.roster.adopt(desk.roster.read(file(text)))

    return adopt


def test_a_dry_run_needs_no_schools_file(file):
    assert [one["legal_forename"] for one in reading_json(read_file(file()))["people"]] == ["Amira", "Tom"]


def test_a_file_that_isnt_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(RosterTrouble, match="This file isn’t there"):
        read_file(tmp_path / "none.csv")


def test_a_file_that_the_system_wont_open_is_said_plainly(tmp_path):
    with pytest.raises(RosterTrouble, match="can’t be read"):
        read_file(tmp_path / ("long" * 90))


def test_an_import_says_what_it_did_in_exact_counts(take_in):
    summary = take_in()
    assert (summary.kind, summary.added, summary.updated, summary.refused) == ("mentees", 2, 0, 0)


def test_an_import_is_told_in_one_sentence(take_in):
    assert take_in().words == "2 young people read: 2 added, 0 updated, 0 unchanged, 0 rows left out."


def test_mentors_are_called_mentors(take_in):
    assert take_in(VOLUNTEERS).words.startswith("1 mentor read")


def test_an_imported_young_person_waits_from_today(desk, take_in):
    take_in()
    assert {one.waiting_since for one in desk.roster.people(Mentee)} == {TODAY}


def test_importing_twice_changes_nothing(desk, take_in):
    take_in()
    before = desk.desk.store.revision
    assert (take_in().unchanged, desk.desk.store.revision) == (2, before)


def test_a_later_file_updates_and_never_doubles(desk, take_in):
    take_in()
    summary = take_in(PUPILS.replace("10B", "10D"))
    assert (summary.updated, len(desk.roster.people(Mentee))) == (1, 2)


def test_an_import_is_one_step_that_undo_takes_back_whole(desk, take_in):
    take_in()
    label = desk.safekeeping.undo()
    assert (label, list(desk.roster.people(Mentee))) == ("Import 2 young people", [])


def test_undo_of_an_update_restores_everybody_exactly(desk, take_in):
    take_in()
    before = desk.roster.people(Mentee)
    take_in(PUPILS.replace("10B", "10D"))
    desk.safekeeping.undo()
    assert desk.roster.people(Mentee) == before


def test_an_import_makes_a_backup_first(desk, take_in):
    take_in()
    assert desk.safekeeping.backups()[0].reason == "before an import"


def test_look_alikes_are_told_and_never_merged(desk, put, take_in):
    put(mentee(legal_forename="Amira", legal_surname="Kahn", date_of_birth=date(2012, 3, 4), form="10B", year=10))
    summary = take_in()
    assert "1 may be known already." in summary.words
    assert len(desk.roster.people(Mentee)) == 3


def test_a_confirmed_mapping_is_remembered_for_files_of_the_same_shape(desk, file):
    path = file("Forename,Surname,DOB\nAmira,Khan,04/03/2012\n")
    mapping = {"Forename": "legal_surname", "Surname": "legal_forename", "DOB": "date_of_birth"}
    desk.roster.adopt(desk.roster.read(path, kind="mentees", mapping=mapping))
    again = file("Forename,Surname,DOB\nTom,Price,05/04/2012\n")
    assert desk.roster.read(again, kind="mentees").people[0].legal_surname == "Tom"


def test_undo_of_the_import_forgets_its_mapping(desk, file):
    path = file("Forename,Surname,DOB\nAmira,Khan,04/03/2012\n")
    mapping = {"Forename": "legal_surname", "Surname": "legal_forename", "DOB": "date_of_birth"}
    desk.roster.adopt(desk.roster.read(path, kind="mentees", mapping=mapping))
    desk.safekeeping.undo()
    assert desk.roster.read(path, kind="mentees").people[0].legal_surname == "Khan"


def test_a_mentees_file_read_as_mentors_says_what_is_wrong(file):
    with pytest.raises(RosterTrouble) as trouble:
        read_file(file(), kind="mentors")
    assert trouble.value.advice


def test_a_plan_that_was_looked_at_is_taken_in_as_it_stood(desk, file):
    reading = desk.roster.read(file())
    plan = desk.roster.plan(reading).without([2])
    assert desk.roster.adopt(reading, plan).added == 1


def test_a_plan_over_somebody_changed_meanwhile_is_refused(desk, take_in, file):
    take_in()
    reading = desk.roster.read(file(PUPILS.replace("10B", "10D")))
    plan = desk.roster.plan(reading)
    amira = plan.updated[0].before
    desk.roster.keep(amira.model_copy(update={"note": "Moved form"}))
    with pytest.raises(RosterChanged):
        desk.roster.adopt(reading, plan)


def test_a_plan_over_somebody_unchanged_is_taken_in(desk, take_in, file):
    take_in()
    reading = desk.roster.read(file(PUPILS.replace("10B", "10D")))
    assert desk.roster.adopt(reading, desk.roster.plan(reading)).updated == 1


def test_a_reading_job_can_be_followed(desk, file):
    told = []
    desk.roster.reader(file())(lambda *step: told.append(step), None)
    assert told


def test_a_person_can_be_added(desk):
    one = desk.roster.keep(mentee())
    assert (desk.roster.mentee(one.id), desk.safekeeping.undo_label) == (one, "Add a young person")


def test_a_changed_person_is_a_step_of_its_own(desk):
    one = desk.roster.keep(mentor())
    desk.roster.keep(one.model_copy(update={"phone": "029 2018 1111"}))
    assert desk.safekeeping.undo_label == "Change a mentor"


def test_a_person_with_nonsense_in_a_field_is_not_kept(desk):
    one = mentor()
    with pytest.raises(ValueError, match="capacity"):
        desk.roster.keep(one.model_copy(update={"capacity": -1}))


def test_many_changes_are_one_step(desk):
    desk.roster.keep_many([mentee(), mentee()], label="Add a class")
    assert desk.safekeeping.undo_label == "Add a class"


@pytest.mark.parametrize(
    ("state", "label"),
    [
        (PersonState.PAUSED, "Pause"),
        (PersonState.BARRED, "Bar"),
        (PersonState.LEFT, "End somebody’s part"),
    ],
)
def test_a_person_can_be_set_aside_and_undo_restores_them(desk, state, label):
    one = desk.roster.keep(mentor())
    desk.roster.set_state(one, state, reason="As agreed")
    assert desk.safekeeping.undo() == label
    assert desk.roster.mentor(one.id) == one


def test_why_a_mentor_is_away_is_kept(desk):
    one = desk.roster.keep(mentor())
    assert desk.roster.set_state(one, PersonState.PAUSED, reason="On leave").state_reason == "On leave"


def test_a_barred_mentor_doesnt_come_back_without_a_reason(desk):
    one = desk.roster.keep(mentor(state=PersonState.BARRED))
    with pytest.raises(Trouble, match="was barred"):
        desk.roster.set_state(one, PersonState.ACTIVE)


@pytest.mark.parametrize("way_round", [PersonState.PAUSED, PersonState.LEFT])
def test_a_barred_mentor_doesnt_come_back_by_a_detour(desk, way_round):
    one = desk.roster.keep(mentor(state=PersonState.BARRED))
    with pytest.raises(Trouble, match="was barred"):
        desk.roster.set_state(one, way_round, reason=" ")


def test_a_barred_mentor_comes_back_when_somebody_says_why(desk):
    one = desk.roster.keep(mentor(state=PersonState.BARRED))
    assert desk.roster.set_state(one, PersonState.ACTIVE, reason="Cleared by the head").state is PersonState.ACTIVE


def test_a_young_person_can_be_paused(desk):
    one = desk.roster.keep(mentee())
    assert desk.roster.set_state(one, PersonState.PAUSED).state is PersonState.PAUSED


def test_somebody_who_is_gone_is_said_to_be_gone(desk):
    with pytest.raises(Trouble, match="This young person is no longer there"):
        desk.roster.mentee(MenteeId("gone"))
    with pytest.raises(Trouble, match="This mentor is no longer there"):
        desk.roster.mentor(MentorId("gone"))


def test_everybody_is_listed_those_who_left_included(desk):
    desk.roster.keep(mentor(state=PersonState.LEFT))
    assert len(desk.roster.people(Mentor)) == 1


def test_an_import_never_welcomes_back_who_was_barred(desk, take_in, file):
    take_in(VOLUNTEERS)
    (one,) = desk.roster.people(Mentor)
    desk.roster.set_state(one, PersonState.BARRED)
    take_in(VOLUNTEERS.replace("Bridge", "Bridges"))
    assert desk.roster.people(Mentor)[0].state is PersonState.BARRED


def test_a_date_of_birth_is_read_day_first(desk, take_in):
    take_in()
    assert date(2012, 3, 4) in {one.date_of_birth for one in desk.roster.people(Mentee)}


def test_a_volunteers_file_read_as_young_people_says_what_is_wrong(file):
    with pytest.raises(RosterTrouble, match="looks like a list of mentors"):
        read_file(file("Name,Employer,DBS Number,Capacity\nRhys Evans,Bridge Ltd,001600000001,1\n"), kind="mentees")


def test_a_bare_list_of_names_is_read_as_what_it_is_said_to_be(file):
    assert reading_json(read_file(file("Name\nRhys Evans\nAnn Bell\n"), kind="mentors"))["kind"] == "mentors"


def test_the_right_kind_is_read_without_a_second_look(file):
    assert reading_json(read_file(file(), kind="mentees"))["kind"] == "mentees"


def test_whose_a_pupil_number_is_already_is_known(desk, put):
    put(one := mentee(upn="K352406514001"))
    assert desk.roster.with_upn("k352 406514001") == one.full_name
    assert desk.roster.with_upn("K352406514001", besides=one.id) == ""
    assert desk.roster.with_upn("nonsense") == ""
