from desktop.roster import reading_json
from tests.unit.roster.making import read

MENTEE = {"upn", "legal_forename", "legal_surname", "preferred_forename", "date_of_birth", "year",
          "form",          "sex", "pupil_premium", "sen", "eal", "looked_after"}  # fmt: skip
MENTOR = {"name", "email", "employer", "sectors", "languages", "days", "modality", "dbs_number",
          "dbs_issued", "training", "capacity", "gender"}  # fmt: skip


def test_the_report_has_exactly_the_agreed_keys():
    found = reading_json(read(["Forename", "Surname"], ["<b>", "Lee"]))
    assert set(found) == {"kind", "mapping", "people", "problems"}
    assert set(found["problems"][0]) == {"line", "column", "severity", "reason", "advice"}
    assert set(found["people"][0]) == MENTEE


def test_what_the_file_doesnt_give_is_null_or_empty():
    mentor = reading_json(read(["Name", "Employer"], ["Ann Lee", ""], kind="mentors"))["people"][0]
    assert set(mentor) == MENTOR
    assert {key for key, value in mentor.items() if value not in (None, [])} == {"name"}


def test_a_check_without_a_number_has_none():
    mentor = reading_json(read(["Name", "Employer", "DBS issue date"], ["Ann Lee", "Acme", "1/2/2026"]))["people"][0]
    assert (mentor["dbs_number"], mentor["dbs_issued"]) == (None, "2026-02-01")
