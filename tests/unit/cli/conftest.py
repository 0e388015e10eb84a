"""The command line in a folder of the test's own, on a school day, with keys that cost little."""

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


@pytest.fixture
def school(door, pupils, volunteers):
    """A school with two young people and two volunteers, a room and a safeguarding lead."""
    door("import", pupils)
    door("import", volunteers)
    door("school", "--name", "Hillside", "--dsl", "Carys Owen, 029 2018 0001", "--room", "Hall: 24")
    return door


@pytest.fixture
def cleared(school):
    """... whose mentors took every step."""
    steps = [word for step in STEPS for word in ("--step", step)]
    school("gate", "--everyone", *steps, "--on", "2026-09-30", "--by", "AB", "--hours", "2.5")
    return school


@pytest.fixture
def consented(cleared, tmp_path):
    """... and whose families said yes."""
    cleared("print", "consent-forms", "--to", tmp_path / "papers")
    for form in cleared("consents", "--json").json:
        cleared("consent", form["code"], *SIGNED)
    return cleared


@pytest.fixture
def published(consented):
    """... and whose matches run."""
    consented("match")
    consented("publish")
    return consented
