"""The commands about papers: who, how, where to, and one sentence where there is nothing."""

from pathlib import Path

import pytest

from desktop.cli.paper_commands import LISTS
from desktop.paths import resource
from desktop.workspace import papers


def names(answer) -> list[str]:
    return [Path(path).name for path in answer.json["files"]]


def test_the_lists_of_the_command_line_are_the_desk_s():
    assert tuple(paper.value for paper in papers.LISTS) == LISTS


def test_all_lists_come_by_one_word(published, tmp_path):
    found = published("print", "lists", "--to", tmp_path / "out", "--json")
    assert names(found) == ["list-young-people.pdf", "list-mentors.pdf", "list-matches.pdf"]


def test_a_list_can_be_a_workbook(cleared, tmp_path):
    said = cleared("print", "list-mentors", "--as", "xlsx", "--to", tmp_path / "out").out.splitlines()
    assert said == [str(tmp_path / "out" / "list-mentors.xlsx"), "1 files."]


def test_a_paper_can_be_for_one_person(published, tmp_path):
    found = published("print", "agreements", "--person", "amira khan", "--to", tmp_path / "out", "--json").json
    assert found["pages"] == 1


def test_a_name_nobody_has_prints_nothing(published, tmp_path):
    answer = published("print", "agreements", "--person", "Nobody", "--to", tmp_path / "out")
    assert (answer.code, (tmp_path / "out").exists()) == (2, False)
    assert "Nobody here has the name" in answer.err


def test_a_session_is_chosen_by_its_number(published, tmp_path):
    published("plan-sessions")
    found = published("print", "registers", "--session", "1", "--to", tmp_path / "out", "--json")
    assert len(names(found)) == 1
    assert published("print", "registers", "--session", "99", "--to", tmp_path / "out").code == 2


@pytest.mark.parametrize(
    ("paper", "option"),
    [
        ("registers", ["--fillable"]),
        ("lists", ["--variant", "large-print"]),
        ("lists", ["--language", "cy"]),
        ("consent-forms", ["--for", "mentor"]),
    ],
)
def test_an_option_a_paper_hasnt_is_said_by_its_name(published, tmp_path, paper, option):
    answer = published("print", paper, *option, "--to", tmp_path / "out")
    assert (answer.code, f"no choice of {option[0]}" in answer.err) == (2, True)


def test_a_language_without_texts_is_said(cleared, tmp_path):
    answer = cleared("print", "consent-forms", "--language", "xx", "--to", tmp_path / "out")
    assert (answer.code, "Known are: en, " in answer.err) == (2, True)


def test_forms_can_be_made_for_e_mail_in_two_languages(cleared, tmp_path):
    options = ["--fillable", "--html", "--language", "cy", "--bilingual", "--variant", "dyslexia-friendly"]
    found = cleared("print", "consent-forms", *options, "--to", tmp_path / "out", "--json")
    assert sorted(Path(name).suffix for name in names(found)) == [".html", ".html", ".pdf", ".pdf"]


def test_a_form_recorded_twice_asks_whether_it_is_a_change(consented):
    code = consented("consents", "--json").json[0]["code"]
    answer = consented("consent", code, "--response", "refused")
    assert (answer.code, "was marked returned" in answer.err) == (2, True)
    assert consented("consent", code, "--response", "refused", "--change").code == 0


def test_the_shipped_texts_are_listed_with_where_they_stand(school):
    out = school("form-texts").out.splitlines()
    assert "en  English: shipped, the source" in out
    assert "cy  Welsh: shipped, a draft translation" in out


def test_own_texts_are_kept_and_let_go(school, tmp_path):
    path = tmp_path / "own.toml"
    text = resource("forms/cy.toml").read_text("utf-8")
    path.write_text(text.replace('checked_by = ""', 'checked_by = "Nerys Pugh"', 1), "utf-8")
    assert "cy  Welsh: your own, checked" in school("form-texts", "--add", path).out
    assert [one["own"] for one in school("form-texts", "--remove", "cy", "--json").json].count(True) == 0


def test_a_copy_of_the_texts_can_be_added_again(school, tmp_path):
    path = tmp_path / "mine.toml"
    assert school("form-texts", "--copy", path, "--language", "pl").code == 0
    assert "pl  Polish: your own, a draft translation" in school("form-texts", "--add", path).out


def test_a_file_that_isnt_texts_is_refused(school, pupils):
    assert school("form-texts", "--add", pupils).code == 2
