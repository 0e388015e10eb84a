"""Make the small real file of this schema that tests keep for ever: `python tests/data/make_school.py NAME`.

Run it once a release, with a new name such as `school-2`; a file of a released schema is never made again.
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop.store import Cost, Means, Store
from desktop.store.tables import TABLES

PAIR = {"mentee": "mentee", "mentor": "mentor"}
DAY, MOMENT = "2026-10-01", "2026-10-01T09:00:00Z"
RECORDS = {
    "mentees": {"legal_forename": "Łukasz", "legal_surname": "Nowak", "date_of_birth": "2011-05-01"},
    "mentors": {"name": "Siân Ŵyn", "training_hours": 2.5, "gates": [{"kind": "dbs", "passed_on": DAY, "by": "CO"}]},
    "consents": {
        "mentee": "mentee",
        "academic_year": "2026-27",
        "form_version": "1",
        "reference": "K",
        "issued_on": DAY,
    },
    "match_runs": {"at": MOMENT, "by": "CO", "roster_hash": "", "weights": {}, "seed": 1, "versions": {}}
    | {"objective": {}, "proof": ""},
    "matches": {**PAIR, "run": "match_run"},
    "blocks": PAIR,
    "sessions": {"number": 1, "day": DAY, "start": "16:00", "finish": "17:00", "pairs": [{"match": "match", **PAIR}]},
    "referrals": {"pioneer": "mentee", "referred": "mentee", "on": DAY},
    "outcomes": {"mentee": "mentee", "match": "match", "survey": "ons4", "wave": "before", "on": DAY, "answers": {}},
    "concerns": {"reference": "R", "at": MOMENT, "told_by": "A", "received_by": "B"},
    "schools": {"name": "Hill School"},
    "programmes": {"academic_year": "2026-27"},
    "enrolments": {"office_url": "https://office.example", "site": "S", "epoch": 1, "private_key": "00"}
    | {"office_public_key": "00", "enrolled_at": MOMENT},
    "releases": {"term": "2026-27-1", "revision": 1, "digest": "00", "body": "{}", "records": 0, "state": "prepared"}
    | {"prepared_at": MOMENT},
    "approvals": {"term": "2026-27-1", "spec": 1, "by": "CO", "at": MOMENT, "over": 1},
    "remembered": {"value": "{}"},
}
IDS = {"matches": "match", "match_runs": "match_run", "mentees": "mentee", "mentors": "mentor"}


def make(folder: Path) -> None:
    """Make a closed school with one record of each kind."""
    means = Means(cost=Cost(memory_kib=8, passes=1, lanes=1))
    store, _recovery = Store.create(folder, "a released passphrase", means=means)
    with store.step("One of each", who="CO") as step:
        for table in TABLES:
            step.put(table.kind.model_validate({"id": IDS.get(table.name, table.name), **RECORDS[table.name]}))
    store.close()
    shutil.rmtree(folder / "backups")
    (folder / "alongside.lock").unlink()


if __name__ == "__main__":
    make(Path(__file__).parent / sys.argv[1])
