from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from desktop.errors import FileInUse, FileTrouble, Stopped, Trouble, WrongPassphrase
from desktop.models.people import Mentee
from desktop.models.programme import Programme, School, Term
from desktop.models.record import MenteeId
from desktop.store import Store
from desktop.workspace import Workspace, settings
from desktop.workspace.beginning import EmptySchool
from desktop.workspace.sample import PASSPHRASE, ROSTERS, begin_sample, make_sample, sample_exports
from tests.builders import TODAY, programme, school
from tests.unit.workspace.conftest import WHO

WORDS = "four plain old words"


@pytest.fixture
def cheap(monkeypatch, means):
    """The workspace's own doors, with keys that cost little."""
    monkeypatch.setattr(Store.create.__func__, "__kwdefaults__", {"means": means})
    monkeypatch.setattr(Store.open.__func__, "__kwdefaults__", {"means": means})


def test_a_new_school_has_a_recovery_key_that_opens_it(cheap, folder):
    desk, key = Workspace.create(folder, WORDS, who=WHO)
    desk.close()
    again = Workspace.open(folder, key, who=WHO)
    assert again.settings.school.name == "Our school"
    again.close()


def test_a_folder_tells_whether_it_holds_a_school(cheap, folder):
    before = Workspace.exists(folder)
    Workspace.create(folder, WORDS, who=WHO)[0].close()
    assert (before, Workspace.exists(folder)) == (False, True)


def test_the_wrong_passphrase_opens_nothing(cheap, folder):
    Workspace.create(folder, WORDS, who=WHO)[0].close()
    with pytest.raises(WrongPassphrase):
        Workspace.open(folder, "some other old words", who=WHO)


def test_a_school_that_is_open_cant_be_opened_twice(cheap, folder):
    desk, _key = Workspace.create(folder, WORDS, who=WHO)
    with pytest.raises(FileInUse):
        Workspace.open(folder, WORDS, who=WHO)
    desk.close()


def test_a_second_school_isnt_made_over_the_first(cheap, folder):
    Workspace.create(folder, WORDS, who=WHO)[0].close()
    with pytest.raises(FileTrouble, match="already"):
        Workspace.create(folder, WORDS, who=WHO)


def test_a_school_killed_before_its_first_records_begins_when_it_is_opened(cheap, folder, means):
    store, _key = Store.create(folder, WORDS, means=means)
    store.close()
    desk = Workspace.open(folder, WORDS, who=WHO, today=lambda: TODAY)
    assert desk.settings.programme.academic_year == "2026-27"
    desk.close()


def test_the_sample_school_killed_before_its_first_records_still_begins_as_the_sample(cheap, folder, means):
    Store.create(folder, WORDS, means=means)[0].close()
    desk, _key = begin_sample(folder, WORDS, who=WHO, today=lambda: TODAY)
    assert [room.name for room in desk.settings.school.rooms] == ["Main hall", "Library"]
    desk.close()


def test_a_new_school_that_couldnt_begin_is_taken_away_for_nobody_knows_its_recovery_key(cheap, folder, means):
    class Broken(EmptySchool):
        def programme(self, today):
            raise Trouble("No.")

    with pytest.raises(Trouble, match="No"):
        Workspace.create(folder, WORDS, who=WHO, start=Broken())
    assert [one.name for one in folder.iterdir()] == ["alongside.lock"]
    Workspace.create(folder, WORDS, who=WHO)[0].close()


def test_a_school_that_couldnt_begin_when_it_was_opened_lets_go_of_its_file(cheap, folder, means):
    def no_day():
        raise Trouble("No.")

    Store.create(folder, WORDS, means=means)[0].close()
    with pytest.raises(Trouble, match="No"):
        Workspace.open(folder, WORDS, who=WHO, today=no_day)
    Workspace.open(folder, WORDS, who=WHO).close()


def test_the_beginning_of_a_file_cant_be_undone(desk):
    with pytest.raises(Trouble, match="nothing to undo"):
        desk.safekeeping.undo()


def test_closing_makes_a_backup(cheap, folder):
    desk, _key = Workspace.create(folder, WORDS, who=WHO)
    desk.close()
    assert len(list((folder / "backups").iterdir())) == 1


def test_something_that_is_gone_is_said_with_its_kind(desk):
    with pytest.raises(Trouble, match="This young person is no longer there") as trouble:
        desk.desk.known(Mentee, MenteeId("gone"), "young person")
    assert "All changes" in trouble.value.advice


def test_a_file_without_a_school_says_what_to_do(desk):
    with desk.desk.step("Lose it") as step:
        step.remove(School, "school")
    with pytest.raises(FileTrouble, match="no school in it"):
        _school = desk.settings.school


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 9, 1), "2026-27-1"),
        (date(2026, 12, 19), "2026-27-1"),
        (date(2026, 12, 25), "2026-27-2"),
        (date(2027, 7, 21), "2026-27-3"),
    ],
)
def test_the_term_is_todays_else_the_next_else_the_last(desk, calendar, day, code):
    calendar.day = day
    assert desk.desk.term.code == code


def test_the_order_in_which_terms_were_written_down_is_no_matter(desk):
    terms = tuple(reversed(desk.settings.programme.terms))
    desk.settings.change_programme(programme(terms=terms))
    assert desk.desk.term.code == "2026-27-1"


def test_a_programme_without_terms_says_what_to_do(desk):
    desk.settings.change_programme(programme(terms=()))
    with pytest.raises(Trouble, match="no term dates yet"):
        _term = desk.desk.term


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 7, 20), "2025-26"), (date(2026, 7, 21), "2026-27"), (date(2099, 12, 1), "2099-00")],
)
def test_the_academic_year_turns_in_late_july(day, year):
    assert settings.academic_year(day) == year


def test_usual_terms_follow_each_other_within_the_year():
    terms = settings.usual_terms("2026-27")
    days = [day for term in terms for day in (term.start, term.end)]
    assert days == sorted(days)


def test_the_details_a_school_begins_with_stay_when_everything_is_undone(desk):
    desk.settings.found_school(school(name="Hillside"))
    assert (desk.settings.school.name, desk.safekeeping.undo_label) == ("Hillside", None)


@pytest.mark.parametrize(
    ("verb", "label"),
    [
        (lambda one: one.change_school(school(name="Hillside")), "Change the school’s details"),
        (lambda one: one.change_programme(programme(session_minutes=45)), "Change the programme"),
        (lambda one: one.change_policy(one.policy.model_copy(update={"dbs_years": 2})), "Change the policy"),
    ],
)
def test_a_change_of_settings_is_a_step_that_undo_takes_back(desk, verb, label):
    before = desk.settings.school, desk.settings.programme
    verb(desk.settings)
    assert desk.safekeeping.undo() == label
    assert (desk.settings.school, desk.settings.programme) == before


def test_terms_can_be_changed(desk):
    term = Term(code="2026-27-1", name="Autumn", start=date(2026, 9, 7), end=date(2026, 12, 18))
    desk.settings.change_programme(programme(terms=(term,)), label="Change term dates")
    assert desk.desk.store.get(Programme, "programme").terms == (term,)


def test_a_sample_that_is_stopped_lets_go_of_its_file(tmp_path):
    def stop(_stage: str, done: int, _of: int) -> None:
        if done:
            raise Stopped("Stopped.")

    with pytest.raises(Stopped):
        make_sample(tmp_path / "sample", who="A test", progress=stop)
    Workspace.open(tmp_path / "sample", PASSPHRASE, who="A test").close()


def test_a_sample_is_made_to_its_end_and_its_keys_open_it(tmp_path):
    keys = make_sample(tmp_path / "sample", who="A test")
    opened = Workspace.open(tmp_path / "sample", "not looked at", who="A test", keys=keys)
    assert len(opened.roster.people(Mentee)) > 50
    opened.close()


def test_the_keys_of_a_damaged_key_file_are_left_to_opening(tmp_path):
    workspace, _key = Workspace.create(tmp_path / "school", "four plain old words", who="A test")
    workspace.close()
    (tmp_path / "school" / "vault.json").write_text("{}")
    assert Workspace.find_keys(tmp_path / "school", "four plain old words") is None


def test_wrong_words_find_no_keys(tmp_path):
    workspace, _key = Workspace.create(tmp_path / "school", "four plain old words", who="A test")
    workspace.close()
    with pytest.raises(WrongPassphrase):
        Workspace.find_keys(tmp_path / "school", "other plain old words")


def test_keys_found_before_open_the_file(tmp_path):
    workspace, _key = Workspace.create(tmp_path / "school", "four plain old words", who="A test")
    workspace.close()
    keys = Workspace.find_keys(tmp_path / "school", "four plain old words")
    Workspace.open(tmp_path / "school", "not looked at", who="A test", keys=keys).close()


def test_keys_of_before_a_change_of_passphrase_are_found_anew(tmp_path):
    workspace, _key = Workspace.create(tmp_path / "school", "four plain old words", who="A test")
    keys = Workspace.find_keys(tmp_path / "school", "four plain old words")
    safe = workspace.safekeeping
    safe.adopt_passphrase(safe.passphrase_changer("four plain old words", "five plain old words")())
    workspace.close()
    with pytest.raises(WrongPassphrase):
        Workspace.open(tmp_path / "school", "four plain old words", who="A test", keys=keys)


def test_a_worker_works_out_the_first_page_too(tmp_path):
    workspace, _key = Workspace.create(tmp_path / "school", "four plain old words", who="A test")
    lent = workspace.lend(writing=True)
    with ThreadPoolExecutor(1) as worker:
        worker.submit(lent.run, lambda desk: desk.concerns).result()
    assert workspace.take_back(lent)
    assert workspace.today.seen.todos == workspace.today.todos()
    assert not workspace.take_back(workspace.lend(writing=True))
    workspace.close()


def test_why_a_step_could_not_be_kept_is_heard(tmp_path):
    workspace, _key = Workspace.create(tmp_path / "school", "four plain old words", who="A test")
    heard = []
    workspace.on_unkept(heard.append)
    lent = workspace.lend(writing=True)
    with pytest.raises(FileInUse), workspace.desk.step("Add"):
        pass
    workspace.take_back(lent)
    assert workspace.lendable
    assert [type(one) for one in heard] == [FileInUse]
    workspace.close()


@pytest.fixture
def made(tmp_path):
    workspace, _key = Workspace.create(tmp_path / "school", WORDS, who="A test")
    yield workspace
    workspace.close()


def test_what_a_worker_wrote_is_seen_though_nobody_takes_it_back(made):
    lent = made.lend(writing=True)
    with ThreadPoolExecutor(1) as worker:
        renamed = made.desk.school.model_copy(update={"name": "Other"})
        worker.submit(lent.run, lambda desk: desk.settings.change_school(renamed)).result()
    assert made.desk.school.name != "Other"
    made.call_back()
    assert made.desk.store.count(School) == 1
    assert made.desk.store.revision == 2


def test_a_small_undo_is_no_work_for_a_worker(made):
    assert (made.safekeeping.undo_is_large, made.safekeeping.redo_is_large) == (False, False)


def test_the_first_page_is_worked_out_once_as_long_as_nothing_changes(made):
    assert made.today.glance() is made.today.glance()
    assert (made.today.waits(), made.today.waits()) == ([], [])


def test_keys_found_before_the_key_file_was_damaged_still_open(made, tmp_path):
    keys = Workspace.find_keys(tmp_path / "school", WORDS)
    made.safekeeping.backup()
    made.close()
    (tmp_path / "school" / "vault.json").write_text("{}")
    Workspace.open(tmp_path / "school", WORDS, who="A test", keys=keys).close()


def test_the_sample_school_s_lists_are_taken_away_and_what_somebody_keeps_beside_them_is_not(tmp_path):
    with sample_exports(tmp_path, TODAY) as exports:
        assert {one.name for one in exports.iterdir()} == {*ROSTERS, "consents.csv"}
        (exports / "mine.txt").write_text("mine")
    assert [one.name for one in exports.iterdir()] == ["mine.txt"]
