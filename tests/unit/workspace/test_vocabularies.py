import pytest

from desktop.errors import Trouble
from desktop.models.people import Mentee
from desktop.models.vocabulary import vocabulary
from desktop.store import Store
from desktop.workspace import Workspace
from tests.builders import mentee, mentor


def offered(desk, name):
    return [one.label for one in desk.vocabularies.words(name) if one.offered]


def test_a_word_added_is_offered_everywhere(desk):
    desk.vocabularies.add("sectors", "Space tourism")
    assert vocabulary("sectors").entries[-1].label == "Space tourism"


def test_a_word_added_is_read_from_a_list_in_any_of_its_spellings(desk, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Forename,Surname,Year,Career interests\nNia,Rees,9,SPACE TOURISM\nTom,Lee,9,Rockets\n", "utf-8")
    desk.vocabularies.add("sectors", "Space tourism", aliases=["Rockets"])
    desk.roster.adopt(desk.roster.read(path))
    assert [one.sectors for one in desk.roster.people(Mentee)] == [("Space tourism",), ("Space tourism",)]


def test_a_file_read_before_a_word_was_added_is_read_anew(desk, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Forename,Surname,Year,Career interests\nNia,Rees,9,Rockets & robots\n", "utf-8")
    before = desk.roster.read(path)
    desk.vocabularies.add("sectors", "Rockets and robots", aliases=["Rockets & robots"])
    after = desk.roster.read(path)
    assert [bool(one.problems) for one in (before, after)] == [True, False]


def test_two_people_with_a_word_of_the_school_share_it_in_matching(desk, pair, draft):
    desk.vocabularies.add("sectors", "Space tourism")
    pair(mentee={"sectors": ("Space tourism",)}, mentor={"sectors": ("Space tourism",)})
    assert draft().criteria["sectors"] > 0


def test_who_had_a_word_written_in_their_own_way_has_it_from_then_on(desk, put):
    put(one := mentee(sectors=("space TOURISM", "law")), other := mentor(sectors=("law",)))
    desk.vocabularies.add("sectors", "Space tourism")
    assert desk.roster.mentee(one.id).sectors == ("Space tourism", "law")
    assert desk.roster.mentor(other.id) == other


def test_undo_takes_a_word_away_again_and_gives_people_their_spelling_back(desk, put):
    put(one := mentee(sectors=("space TOURISM",)))
    desk.vocabularies.add("sectors", "Space tourism")
    desk.safekeeping.undo()
    assert vocabulary("sectors").code("Space tourism") is None
    assert desk.roster.mentee(one.id) == one


def test_redo_brings_a_word_back(desk):
    desk.vocabularies.add("sectors", "Space tourism")
    desk.safekeeping.undo()
    desk.safekeeping.redo()
    assert vocabulary("sectors").code("space tourism") == "Space tourism"


def test_words_that_people_have_and_the_list_lacks_are_named(desk, put):
    put(mentee(sectors=("Circus", "law")), mentee(sectors=("Circus",)), mentor(sectors=("Falconry",)))
    assert desk.vocabularies.strangers("sectors") == [("Circus", 2), ("Falconry", 1)]


def test_a_renamed_word_keeps_its_code_and_is_read_in_both_spellings(desk):
    entry = desk.vocabularies.rename("sectors", "Law", "Law and justice")
    assert (entry.code, vocabulary("sectors").label("law")) == ("law", "Law and justice")
    assert {vocabulary("sectors").code(word) for word in ("Law", "Law and justice")} == {"law"}


def test_a_word_may_be_renamed_to_its_own_alias(desk):
    desk.vocabularies.rename("sectors", "acting", "Drama")
    assert vocabulary("sectors").label("acting") == "Drama"


def test_the_words_of_a_list_on_which_rules_hang_may_be_renamed(desk):
    desk.vocabularies.rename("modalities", "virtual", "On a screen")
    assert vocabulary("modalities").label("virtual") == "On a screen"


@pytest.mark.parametrize("name", ["slots", "days", "needs", "modalities", "genders"])
def test_rules_hang_on_some_lists_so_nothing_is_added_or_taken_away(desk, name):
    with pytest.raises(Trouble, match="Rules depend"):
        desk.vocabularies.add(name, "Space tourism")
    with pytest.raises(Trouble, match="Rules depend"):
        desk.vocabularies.retire(name, vocabulary(name).codes[0])


def test_a_retired_word_is_offered_no_more_but_stays_with_who_has_it(desk, put):
    put(mentee(sectors=("law",)))
    desk.vocabularies.retire("sectors", "Law")
    line = next(one for one in desk.vocabularies.words("sectors") if one.code == "law")
    assert (line.offered, line.people, vocabulary("sectors").label("law")) == (False, 1, "Law")
    assert "law" not in vocabulary("sectors").codes


def test_a_retired_word_is_still_read(desk):
    desk.vocabularies.retire("sectors", "law")
    assert vocabulary("sectors").code("Law") == "law"


def test_adding_a_retired_word_offers_it_again(desk):
    desk.vocabularies.retire("sectors", "law")
    desk.vocabularies.add("sectors", "LAW")
    assert "Law" in offered(desk, "sectors")


def test_a_word_of_the_school_can_be_retired_and_renamed(desk):
    desk.vocabularies.add("sectors", "Space tourism")
    desk.vocabularies.rename("sectors", "space tourism", "Space travel")
    desk.vocabularies.retire("sectors", "Space travel")
    line = desk.vocabularies.words("sectors")[-1]
    assert (line.code, line.label, line.own, line.offered) == ("Space tourism", "Space travel", True, False)


@pytest.mark.parametrize("label", ["law", "  LAW ", "Theatre"])
def test_a_word_the_list_has_already_is_refused_by_its_name(desk, label):
    with pytest.raises(Trouble, match="has this word already"):
        desk.vocabularies.add("sectors", label)


@pytest.mark.parametrize("label", ["", "  ", "--", "x" * 61])
def test_a_word_needs_letters_but_not_too_many(desk, label):
    with pytest.raises(Trouble, match="A word"):
        desk.vocabularies.add("sectors", label)


def test_a_list_nobody_knows_is_refused_with_the_names_there_are(desk):
    with pytest.raises(Trouble, match="sectors, languages"):
        desk.vocabularies.words("colours")


def test_a_word_that_isnt_there_cant_be_renamed(desk):
    with pytest.raises(Trouble, match="isn’t in the list"):
        desk.vocabularies.rename("sectors", "Falconry", "Birds")


def test_the_words_are_kept_in_the_file_and_in_use_when_it_is_opened_again(desk, folder, means):
    desk.vocabularies.add("languages", "Shelta")
    desk.close()
    assert vocabulary("languages").code("Shelta") is None
    again = Workspace.begin(Store.open(folder, "four plain old words", means=means), who="Carys Owen")
    assert vocabulary("languages").code("shelta") == "Shelta"
    again.close()
