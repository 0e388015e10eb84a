"""The demo as its user runs it: a real file, real papers, a real head office on loopback."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli.door import through_the_door
from desktop.models.matches import Match, MatchState
from desktop.models.people import Mentee, Mentor
from desktop.models.sessions import Session
from desktop.models.sharing import ReleaseState
from desktop.workspace import Workspace
from desktop.workspace.sample import PASSPHRASE
from tests.e2e.printed import text_of

HERE = Path(__file__).resolve().parents[2]


def run_demo(folder: Path) -> int:
    return through_the_door(["demo", "--no-window", "--folder", str(folder)])


def counts(folder: Path) -> dict[type, int]:
    desk = Workspace.open(folder, PASSPHRASE, who="A test")
    try:
        return {kind: desk.desk.store.count(kind) for kind in (Mentee, Mentor, Match, Session)}
    finally:
        desk.close()


def kill_the_demo_at(words: str, folder: Path) -> None:
    """Run the demo and kill it as soon as it has said that it begins something."""
    command = [sys.executable, "-u", "-m", "desktop.cli", "demo", "--no-window", "--folder", str(folder)]
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as demo:
        assert any(line.startswith(words) for line in demo.stdout)
        demo.kill()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One demo, killed at its beginning, at its middle and near its end, then run through."""
    folder = tmp_path_factory.mktemp("demo") / "school"
    for words in ("The sample school's", "Matching", "Head office"):
        kill_the_demo_at(words, folder)
    assert run_demo(folder) == 0
    return folder


@pytest.fixture
def desk(made):
    desk = Workspace.open(made, PASSPHRASE, who="A test")
    yield desk
    desk.close()


def test_a_consent_form_is_printed_for_everybody_whose_form_is_out(made, desk):
    printed = text_of(made / "papers" / "consent-forms.pdf")
    waiting = desk.papers.still_to_sign()
    assert len(waiting) > 3
    assert [one.full_name for one in waiting if one.legal_surname not in printed] == []


def test_every_published_pair_has_a_place_on_a_register(made, desk):
    printed = "".join(text_of(path) for path in sorted((made / "papers").glob("registers-*.pdf")))
    mentees = {one.id: one for one in desk.desk.store.all(Mentee)}
    published = [match for match in desk.matching.all() if match.state is MatchState.PUBLISHED]
    latin = [mentees[match.mentee].known_as for match in published if mentees[match.mentee].known_as.isascii()]
    assert len(latin) > 15
    assert [name for name in latin if name not in printed] == []


def test_each_session_has_its_own_register(made, desk):
    assert len(list((made / "papers").glob("registers-*.pdf"))) == len(desk.sessions.all())


def test_no_surname_stands_on_a_session_sheet(made, desk):
    printed = "".join(text_of(path) for path in sorted((made / "papers").glob("session-sheets-*.pdf")))
    long = {one.legal_surname for one in desk.desk.store.all(Mentee) if len(one.legal_surname) > 4}
    assert [name for name in long if re.search(rf"\b{re.escape(name)}\b", printed)] == []


def test_head_office_confirmed_the_release(desk):
    assert [one.state for one in desk.sharing.releases()] == [ReleaseState.CONFIRMED]


def test_the_exports_it_was_made_of_are_gone(made):
    assert sorted(one.name for one in made.iterdir() if one.is_dir()) == ["backups", "head-office", "papers"]


def test_running_it_again_changes_nothing(made):
    before = counts(made)
    assert run_demo(made) == 0
    assert counts(made) == before


def test_killed_at_three_moments_it_still_has_everybody_once(made):
    assert counts(made)[Mentee] == 60
