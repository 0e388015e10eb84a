"""What every room stands on: trouble in plain words, places on the disk, words in a language."""

import os
from datetime import date
from pathlib import Path

import pytest

from desktop import errors, folders, i18n, paths
from desktop.errors import FileTrouble, Trouble


@pytest.fixture
def english():
    """English again after the test."""
    yield
    i18n.choose_language("en")


def test_trouble_reads_as_its_sentence_and_its_advice():
    assert str(Trouble("The disk is full.", "Free some space.")) == "The disk is full. Free some space."


def test_trouble_without_advice_ends_with_its_sentence():
    assert str(Trouble("There is nothing to undo.")) == "There is nothing to undo."


def test_every_trouble_is_a_trouble():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    assert all(issubclass(kind, Trouble) for kind in kinds)


def test_a_changed_roster_is_matching_trouble():
    assert issubclass(errors.RosterChanged, errors.MatchingTrouble)


@pytest.mark.parametrize("kind", [errors.WrongPassphrase, errors.FileTooNew, errors.FileInUse])
def test_what_is_wrong_with_the_file_is_file_trouble(kind):
    assert issubclass(kind, FileTrouble)


def test_a_shipped_resource_is_found():
    assert paths.resource("surveys.toml").is_file()


def test_a_resource_nobody_ships_is_a_bug():
    with pytest.raises(FileNotFoundError):
        paths.resource("no/such/thing")


def test_the_chosen_folder_goes_before_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_FOLDER", "elsewhere")
    assert paths.school_folder(tmp_path) == tmp_path


def test_the_environments_folder_goes_before_the_usual(tmp_path, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_FOLDER", str(tmp_path))
    assert paths.school_folder() == tmp_path


def test_a_folder_may_be_written_from_home(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME" if os.name != "nt" else "USERPROFILE", str(tmp_path))
    assert paths.school_folder("~/school") == tmp_path / "school"


def test_a_folder_may_be_written_from_here(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert paths.school_folder("school") == tmp_path / "school"


def test_the_usual_folder_is_the_users_own():
    assert paths.school_folder().is_relative_to(Path.home())


def test_a_folder_is_made_for_its_owner_only(tmp_path):
    made = folders.make_folder(tmp_path / "one" / "two")
    assert (made.is_dir(), made.stat().st_mode & 0o077 if os.name != "nt" else 0) == (True, 0)


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path):
    (tmp_path / "kept").write_text("kept")
    assert (folders.make_folder(tmp_path) / "kept").read_text() == "kept"


def test_a_folder_in_the_place_of_a_file_is_trouble(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FileTrouble, match="The folder file can’t be made"):
        folders.make_folder(tmp_path / "file")


def test_without_a_catalogue_a_text_stands_as_it_is(english):
    i18n.choose_language("xx")
    assert i18n._("Undo") == "Undo"


@pytest.mark.parametrize(("count", "text"), [(0, "0 pairs"), (1, "1 pair"), (2, "2 pairs")])
def test_a_count_chooses_the_form_of_a_text(count, text):
    assert i18n.ngettext("{n} pair", "{n} pairs", count) == text


def test_a_chosen_language_speaks(welsh):
    welsh({"Undo": "Dadwneud"})
    assert (i18n._("Undo"), i18n.language()) == ("Dadwneud", "cy")


@pytest.mark.parametrize(
    ("day", "today", "said"),
    [
        (date(2026, 11, 12), date(2026, 1, 1), "12 Nov"),
        (date(2025, 2, 12), date(2026, 1, 1), "12 Feb 2025"),
        (date(2026, 11, 12), None, "12 Nov 2026"),
        (None, date(2026, 1, 1), ""),
    ],
)
def test_a_day_is_read_with_its_year_only_when_it_is_not_this_one(day, today, said):
    assert i18n.said_day(day, today) == said


def test_a_day_is_typed_in_figures_and_read_in_the_chosen_language(english):
    i18n.choose_language("cy")
    assert i18n.said_day(date(2026, 11, 12), date(2026, 1, 1)) == "12 Tach"
    assert (i18n.day_words(date(2026, 11, 2)), i18n.day_words(None)) == ("02/11/2026", "")
