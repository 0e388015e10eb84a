"""The coordinator's day without a window, on real files: from the school's spreadsheets to papers and a restore."""

import shutil
import subprocess
from datetime import date

import pytest

from desktop.store import Cost, Means
from desktop.workspace.sample import sample_files
from tests.door import PASSPHRASE, Door, make_keys_cheap, stop_the_clock

DAY = date(2026, 11, 22)
SIGNED = ("--share", "--signed-by", "A parent", "--relationship", "Mother", "--parental-responsibility")


@pytest.fixture
def door(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("ALONGSIDE_PASSPHRASE", PASSPHRASE)
    stop_the_clock(monkeypatch, DAY)
    make_keys_cheap(monkeypatch, Means(cost=Cost(memory_kib=8, passes=1, lanes=1)))
    return Door(capsys, tmp_path / "school")


def words_in(pdf) -> str:
    """The text of a PDF as another program reads it."""
    assert shutil.which("pdftotext"), "install poppler-utils"
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout


def well(answer):
    assert answer.code == 0, answer.err
    return answer


def test_a_day_at_the_command_line(door, tmp_path):
    pupils, _sixth_form, volunteers = sample_files(tmp_path / "exports", DAY)
    papers = tmp_path / "papers"

    first = well(door("import", pupils))
    assert "Recovery key" in first.err
    well(door("import", volunteers))
    well(door("school", "--name", "Hillside", "--dsl", "Carys Owen, 029 2018 0001", "--room", "Hall: 40"))

    well(door("print", "consent-forms", "--to", papers))
    forms = door("consents", "--json").json
    printed = words_in(papers / "consent-forms.pdf")
    assert all(f"{form['code'][:4]} {form['code'][4:]}" in printed for form in forms)
    assert "Hillside" in printed

    answers = [door("consent", form["code"], *SIGNED) for form in forms[:12]]
    assert {answer.out for answer in answers} == {"Recorded. Consent given.\n"}
    assert door("consent", forms[12]["code"], "--response", "refused").out.startswith("Recorded. No consent.")

    found = door("match", "--json").json
    assert 0 < len(found["pairs"]) <= 12
    assert len(found["pairs"]) + len(found["unmatched"]) == len(forms)
    assert door("publish", "--by", "N Pugh", "--json").json["published"] == len(found["pairs"])

    planned = door("plan-sessions", "--json").json
    assert planned["sessions"]
    registers = door("print", "registers", "--to", papers, "--json").json
    matches = door("matches", "--json").json
    in_hall = {pair["match"] for session in planned["sessions"] for pair in session["pairs"]}
    register = "\n".join(words_in(path) for path in registers["files"])
    badge_names = {match["mentor_name"].split(" ")[0] for match in matches if match["id"] in in_hall}
    assert all(name in register for name in badge_names)
    sheets = door("print", "session-sheets", "--to", papers, "--json").json
    on_sheets = "\n".join(words_in(path) for path in sheets["files"])
    known = {one["id"]: one["given"] for one in door("people", "--kind", "mentees", "--json").json["mentees"]}
    due = {pair["mentee"] for session in planned["sessions"] for pair in session["pairs"]}
    assert all(known[mentee] in on_sheets for mentee in due)

    assert door("history", "--json").json[0]["label"] == f"Plan {len(planned['sessions'])} sessions"
    assert door("undo").out == f"Undone: Plan {len(planned['sessions'])} sessions.\n"
    assert door("print", "registers", "--to", papers).code == 2
    well(door("redo"))

    kept = door("backup", "--json").json
    before = door("people", "--json").json
    well(door("undo"))
    well(door("undo"))
    well(door("restore", kept["path"]))
    assert door("people", "--json").json == before
    assert all(one["good"] for one in door("check", "--json").json)


def test_importing_twice_changes_nothing_and_undo_takes_it_all_back(door, tmp_path):
    pupils = sample_files(tmp_path / "exports", DAY)[0]
    well(door("import", pupils))
    again = door("import", pupils, "--json").json["summary"]
    assert (again["added"], again["updated"]) == (0, 0)
    well(door("undo"))
    assert door("people", "--json").json == {"mentees": [], "mentors": []}
