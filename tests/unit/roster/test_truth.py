import json
from datetime import date
from pathlib import Path

import pytest

from desktop.roster import read_roster, reading_json

EXPORTS = Path(__file__).parents[2] / "data" / "exports"
TRUTH = json.loads((EXPORTS / "truth.json").read_text("utf-8"))
TODAY = date(2026, 11, 22)
FIELDS = {
    "upn": "upn",
    "forename": "legal_forename",
    "surname": "legal_surname",
    "preferred": "preferred_forename",
    "dob": "date_of_birth",
    "year": "year",
    "reg": "form",
    "sex": "sex",
    "pp": "pupil_premium",
    "sen": "sen",
    "eal": "eal",
    "care": "looked_after",
}
# Cells that the hand-kept list overwrites after its truth was written: a formula, markup and a quoted newline.
OVERWRITTEN = {
    ("R330406614011", "legal_forename"): '=HYPERLINK("http://x")',
    ("R330406614011", "legal_surname"): "<b>Bold",
    ("Q681406910012", "legal_surname"): "Two Lines",
}
MENTEE_FILES = [name for name, truth in TRUTH.items() if "people" in truth]


def found_in(name):
    return reading_json(read_roster((EXPORTS / name).read_bytes(), name=name, today=TODAY))


@pytest.mark.parametrize("name", MENTEE_FILES)
def test_every_young_person_of_an_export_comes_out_exactly(name):
    found = found_in(name)
    given = set(found["mapping"].values())
    expected = []
    for person in TRUTH[name]["people"]:
        fields = {FIELDS[key]: value for key, value in person.items()}
        fields["preferred_forename"] = fields["preferred_forename"] or None
        expected.append(
            {
                field: OVERWRITTEN.get((person["upn"], field), value) if field in given else None
                for field, value in fields.items()
            }
        )
    assert found["people"] == expected


KEYS = {"dbs": "dbs_number", "issued": "dbs_issued"}
WAYS = {"Face to face": "Face to face", "Hybrid": "Hybrid", "Virtual": "Online"}  # as the list has it, as we say it


def test_every_mentor_of_the_export_comes_out_exactly():
    truth = [
        {KEYS.get(key, key): value for key, value in mentor.items()} | {"modality": WAYS[mentor["modality"]]}
        for mentor in TRUTH["mentors.xlsx"]["mentors"]
    ]
    assert found_in("mentors.xlsx")["people"] == truth


@pytest.mark.parametrize("name", list(TRUTH))
def test_exactly_the_lines_of_the_truth_are_refused(name):
    refused = [problem for problem in found_in(name)["problems"] if problem["severity"] == "refused"]
    assert [problem["line"] for problem in refused] == [line["line"] for line in TRUTH[name]["refuse"]]


@pytest.mark.parametrize("refusal", TRUTH["hand-kept-list.csv"]["refuse"], ids=lambda refusal: refusal["why"])
def test_a_refusal_says_why_in_the_words_of_the_truth(refusal):
    reasons = {problem["line"]: problem["reason"] for problem in found_in("hand-kept-list.csv")["problems"]}
    assert refusal["why"].casefold() in reasons[refusal["line"]].casefold()


def test_parents_of_a_class_list_become_contacts():
    name = "class-list-with-parents.csv"
    reading = read_roster((EXPORTS / name).read_bytes(), name=name, today=TODAY)
    assert sum(len(row.contacts) for row in reading.people) == TRUTH[name]["parents"]
