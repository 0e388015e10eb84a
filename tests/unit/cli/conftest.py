"""The command line in a folder of the test's own, on a school day, with keys that cost little."""

import shutil

import pytest

from desktop.store import Cost, Means
from tests.builders import TODAY
from tests.door import PASSPHRASE, Door, make_keys_cheap, stop_the_clock

PUPILS = """UPN,Legal Forename,Legal Surname,Date of Birth,Year Group,Reg Group,Career Interests,Availability
R674123101121,Amira,Khan,04/03/2012,10,10B,Engineering,Thursday afternoon
,Tom,Price,05/04/2012,10,10C,Law,Thursday afternoon
"""
VOLUNTEERS = """Name,Email,Employer,Sectors,Availability,DBS Number,DBS issue date,Capacity
Rhys Evans,rhys@work.example,Bridge Ltd,Engineering,Thursday afternoon,001600000001,01/08/2026,1
Ann Bell,ann@work.example,Law Ltd,Law,Thursday afternoon,001600000002,01/08/2026,1
"""
STEPS = ("interview", "references", "dbs", "training", "approval")
SIGNED = ("--signed-by", "A parent", "--relationship", "Mother", "--parental-responsibility")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "school"


@pytest.fixture
def door(monkeypatch, capsys, folder):
    monkeypatch.setenv("ALONGSIDE_PASSPHRASE", PASSPHRASE)
    stop_the_clock(monkeypatch, TODAY)
    make_keys_cheap(monkeypatch, Means(cost=Cost(memory_kib=8, passes=1, lanes=1)))
    return Door(capsys, folder)


@pytest.fixture
def pupils(tmp_path):
    path = tmp_path / "pupils.csv"
    path.write_text(PUPILS, "utf-8")
    return path


@pytest.fixture
def volunteers(tmp_path):
    path = tmp_path / "volunteers.csv"
    path.write_text(VOLUNTEERS, "utf-8")
    return path


class Moulds:
    """States of a school, each made once by its commands and copied to every test that begins with it."""

    def __init__(self, place):
        self._place = place

    def cast(self, state, door, make):
        """Bring the school of this door to a state: a copy of the mould, which the first who asks makes."""
        mould = self._place / state
        if mould.exists():
            shutil.copytree(mould, door.folder)
        else:
            make()
            shutil.copytree(door.folder, mould)
        return door


@pytest.fixture(scope="session")
def moulds(tmp_path_factory):
    return Moulds(tmp_path_factory.mktemp("moulds"))


@pytest.fixture
def school(moulds, door, pupils, volunteers):
    """A school with two young people and two volunteers, a room and a safeguarding lead."""
    return moulds.cast("school", door, lambda: begin(door, pupils, volunteers))


@pytest.fixture
def cleared(moulds, door, pupils, volunteers):
    """... whose mentors took every step."""
    return moulds.cast("cleared", door, lambda: clear(door, pupils, volunteers))


@pytest.fixture
def consented(moulds, door, pupils, volunteers, tmp_path):
    """... and whose families said yes."""
    return moulds.cast("consented", door, lambda: agree(door, pupils, volunteers, tmp_path))


@pytest.fixture
def published(moulds, door, pupils, volunteers, tmp_path):
    """... and whose matches run."""
    return moulds.cast("published", door, lambda: publish(door, pupils, volunteers, tmp_path))


def begin(door, pupils, volunteers):
    door("import", pupils)
    door("import", volunteers)
    door("school", "--name", "Hillside", "--dsl", "Carys Owen, 029 2018 0001", "--room", "Hall: 24")


def clear(door, pupils, volunteers):
    begin(door, pupils, volunteers)
    steps = [word for step in STEPS for word in ("--step", step)]
    door("gate", "--everyone", *steps, "--on", "2026-09-30", "--by", "AB", "--hours", "2.5")


def agree(door, pupils, volunteers, tmp_path):
    clear(door, pupils, volunteers)
    door("print", "consent-forms", "--to", tmp_path / "papers")
    for form in door("consents", "--json").json:
        door("consent", form["code"], *SIGNED)


def publish(door, pupils, volunteers, tmp_path):
    agree(door, pupils, volunteers, tmp_path)
    door("match")
    door("publish")
