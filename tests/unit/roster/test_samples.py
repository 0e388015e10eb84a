from datetime import date

import pytest

from desktop.models.people import GateKind
from desktop.roster import changes, read_roster
from desktop.roster.samples import NAMES, write_samples


@pytest.mark.parametrize("today", [date(2026, 9, 20), date(2027, 8, 20), date(2031, 2, 1)])
def test_the_sample_school_is_as_good_in_any_year(tmp_path, today):
    paths = write_samples(tmp_path, today)
    assert tuple(path.name for path in paths) == NAMES
    readings = [read_roster(path.read_bytes(), name=path.name, today=today) for path in paths[:3]]
    assert [len(reading.people) for reading in readings] == [36, 24, 50]
    assert [len(reading.refused_lines) for reading in readings] == [4, 0, 1]
    assert all(
        12 <= (today - row.date_of_birth).days / 365.25 < 19.1 for reading in readings[:2] for row in reading.people
    )


def test_most_sample_mentors_have_passed_every_gate(tmp_path):
    path = write_samples(tmp_path, date(2026, 9, 20))[2]
    mentors = changes(read_roster(path.read_bytes(), name=path.name, today=date(2026, 9, 20)), []).records
    needed = {GateKind.INTERVIEW, GateKind.REFERENCES, GateKind.DBS, GateKind.TRAINING, GateKind.APPROVAL}
    assert sum(needed <= {gate.kind for gate in mentor.gates} for mentor in mentors) == 43


def test_sample_consents_name_each_young_person_once(tmp_path):
    *_, consents = write_samples(tmp_path, date(2030, 1, 1))
    lines = consents.read_text("utf-8-sig").splitlines()
    assert len(lines) == 61
    assert sum(",given,Yes," in line for line in lines) == 51
    assert "/2029" in lines[1]


def test_the_sample_school_has_the_needs_of_a_school_that_looks_for_them(tmp_path):
    people = [
        one.record
        for path in write_samples(tmp_path, date(2026, 11, 10))[:2]
        for one in changes(read_roster(path.read_bytes(), today=date(2026, 11, 10)), [], today=date(2026, 11, 10)).added
    ]
    share = sum(one.needs.unmet for one in people) / len(people)
    assert 0.6 <= share <= 0.7
