"""The sample school: made-up people through everything a school does, for the demo and for looking round."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

from desktop.folders import make_folder
from desktop.i18n import _
from desktop.models.consent import ConsentChoices, ConsentResponse, ConsentRoute
from desktop.models.people import Mentee
from desktop.models.programme import Programme, Room, School, Staff
from desktop.models.record import StaffId
from desktop.roster.samples import NAMES, write_samples
from desktop.store import Keys
from desktop.workspace.consents import ReturnedForm
from desktop.workspace.desk import Progress
from desktop.workspace.settings import usual_programme
from desktop.workspace.workspace import Workspace

PASSPHRASE = "sample school"
ROSTERS = ("year-groups.csv", "sixth-form.xlsx", "volunteers.xlsx")
_TICKS = {
    "take_part": "Take part",
    "surveys": "Surveys",
    "share_anonymised": "Share anonymised",
    "photo": "Photo",
    "virtual_sessions": "Virtual sessions",
}


class SampleStart:
    """What the sample school says about itself."""

    def school(self) -> School:
        """Return a school that doesn't exist, with its staff and rooms."""
        return School(
            name="Riverside High School (sample)",
            urn="681400",
            address="1 River Road, Cardiff",
            phone="029 2018 0000",
            email="mentoring@riverside.example",
            postcode_area="CF10",
            nation="Wales",
            dpo="Data protection officer, dpo@riverside.example",
            privacy_url="riverside.example/privacy",
            staff=(
                _staff("dsl", "Carys Owen", "dsl"),
                _staff("hall-1", "Tom Price", "facilitator"),
                _staff("hall-2", "Amina Yusuf", "facilitator"),
                _staff("coordinator", "Nerys Pugh", "coordinator"),
            ),
            rooms=(
                Room(name="Main hall", tables=24, exits="Two doors to the yard; meet on the field."),
                Room(name="Library", tables=12, exits="Main stairs; meet on the field."),
            ),
        )

    def programme(self, today: date) -> Programme:
        """Return this year's programme."""
        return usual_programme(today).model_copy(update={"name": "Riverside mentoring"})


def open_sample(
    folder: Path, *, who: str, today: Callable[[], date] = date.today, progress: Progress | None = None
) -> Workspace:
    """Return the sample school of a folder, made with everything up to a planned term where it isn't there yet."""
    tell = progress or _tell_nobody
    tell(_("Making an encrypted file"), 0, len(ROSTERS) + 4)
    workspace = begin_sample(folder, PASSPHRASE, who=who, today=today)[0]
    try:
        _fill(workspace, folder, tell)
    except BaseException:
        workspace.close()
        raise
    return workspace


def make_sample(
    folder: Path, *, who: str, today: Callable[[], date] = date.today, progress: Progress | None = None
) -> Keys | None:
    """Make the sample school on a worker's thread, let go of it, and return the keys with which to open it.

    Where it is stopped, what was made stays and the next call goes on from there.
    """
    open_sample(folder, who=who, today=today, progress=progress).close()
    return Workspace.find_keys(folder, PASSPHRASE)


def _fill(workspace: Workspace, folder: Path, tell: Progress) -> None:
    total = len(ROSTERS) + 4
    with sample_exports(folder, workspace.desk.today()) as exports:
        for at, name in enumerate(ROSTERS, 1):
            tell(_("Importing the lists"), at, total)
            workspace.roster.adopt(workspace.roster.read(exports / name))
        tell(_("Reading the consent forms"), total - 3, total)
        record_consents(workspace, exports)
    tell(_("Finding the best matches"), total - 2, total)
    workspace.matching.adopt(workspace.matching.propose(workspace.matching.request()))
    workspace.matching.publish()
    tell(_("Planning the sessions"), total - 1, total)
    workspace.planning.adopt(workspace.planning.propose(workspace.planning.request()))
    tell(_("The sample school is ready"), total, total)


def _tell_nobody(_words: str, _done: int, _total: int) -> None:
    """Hear how far it is, and say it to nobody."""


def begin_sample(
    folder: Path, secret: str, *, who: str, today: Callable[[], date] = date.today
) -> tuple[Workspace, str]:
    """Open the sample school's file, or make it and return its recovery key too (else empty)."""
    if Workspace.exists(folder):
        return Workspace.open(folder, secret, who=who, today=today), ""
    return Workspace.create(folder, secret, who=who, start=SampleStart(), today=today)


@contextmanager
def sample_exports(folder: Path, today: date) -> Iterator[Path]:
    """Give a folder in the school's own with its exports, and take them away: no list of people lies there in plain."""
    exports = folder / "exports"
    try:
        sample_files(exports, today)
        yield exports
    finally:
        for name in NAMES:
            (exports / name).unlink(missing_ok=True)
        with suppress(OSError):  # whatever else somebody keeps in it stays
            exports.rmdir()


def sample_files(folder: Path, today: date) -> list[Path]:
    """Write the sample exports into a folder, dated for the academic year of a day, and return the three rosters."""
    write_samples(make_folder(folder), today)
    return [folder / name for name in ROSTERS]


def record_consents(workspace: Workspace, folder: Path) -> Counter[ConsentResponse]:
    """Issue every form, record what came back as the sample says, and count the answers; again, nothing changes."""
    everyone = workspace.desk.store.all(Mentee)
    people = {one.upn or (one.legal_forename, one.legal_surname): one for one in everyone}
    today = workspace.desk.today()
    answered = [
        (person.id, returned)
        for row in _rows(folder / "consents.csv")
        if (person := people.get(row["UPN"] or (row["Forename"], row["Surname"])))
        and (returned := _returned(row, today))
    ]
    went_out = min((returned.received_on or today for _person, returned in answered), default=today)
    forms = {form.mentee: form for form in workspace.consents.issue(everyone, issued_on=went_out)}
    answers = [
        (forms[person].reference, _not_before(forms[person].issued_on, returned))
        for person, returned in answered
        if forms[person].response is ConsentResponse.NOT_RETURNED
    ]
    if answers:
        workspace.consents.record_many(answers)
    current = workspace.consents.current()
    return Counter(form.response for form in current.values())


def _not_before(day: date, returned: ReturnedForm) -> ReturnedForm:
    """Return an answer that came back on a day or later: forms printed today can't have been back in September."""
    return returned.model_copy(update={"received_on": max(day, returned.received_on or day)})


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _returned(row: dict[str, str], today: date) -> ReturnedForm | None:
    if row["Response"] not in ("given", "refused"):
        return None
    return ReturnedForm(
        response=ConsentResponse(row["Response"]),
        choices=ConsentChoices(**{tick: row[heading] == "Yes" for tick, heading in _TICKS.items()}),
        route=ConsentRoute(row["Route"]),
        signed_by=row["Signed by"],
        relationship="" if row["Relationship"] == "Self" else row["Relationship"],
        parental_responsibility=row["Relationship"] != "Self",
        received_on=min(today, datetime.strptime(row["Received"], "%d/%m/%Y").date()),
    )


def _staff(code: str, name: str, role: str) -> Staff:
    return Staff(id=StaffId(code), name=name, role=role, phone="029 2018 00" + str(10 + len(code)))
