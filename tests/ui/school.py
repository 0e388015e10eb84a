"""A made-up school in the middle of its autumn: enough of everything that no page is empty."""

from datetime import date, time, timedelta
from pathlib import Path
from random import Random

from desktop.models.matches import MatchState
from desktop.models.outcomes import Outcome, Wave
from desktop.models.people import Background, GateKind, Mentee, Mentor, Needs
from desktop.models.record import MenteeId, MentorId, OutcomeId, SessionId, StaffId
from desktop.models.sessions import PairRecord, Presence, Session, SessionState
from desktop.store import Cost, Means, Store
from desktop.workspace import Workspace
from tests.builders import consent, mentee, mentor, programme, school

TODAY = date(2026, 11, 10)
PASSPHRASE = "four plain old words"
CHEAP = Means(cost=Cost(memory_kib=8, passes=1, lanes=1))
GIVEN = [
    "Amira",
    "Callum",
    "Daniel",
    "Ffion",
    "Grace",
    "Hamza",
    "Isla",
    "Jakub",
    "Keziah",
    "Leo",
    "Maya",
    "Noah",
    "Tia",
    "Zofia",
    "Yusuf",
    "Ella",
    "Reuben",
    "Nadia",
]
FAMILY = [
    "Hussain",
    "Price",
    "Osei-Bonsu",
    "Hughes",
    "Middleton",
    "Siddiqui",
    "Thornton",
    "Łukasik",
    "Campbell",
    "Fairhurst",
    "Chowdhury",
]
MENTORS = [
    "Ruth",
    "Alan",
    "Peter",
    "Miriam",
    "Joanne",
    "Graham",
    "Sunita",
    "Owen",
    "Carole",
    "Patrick",
    "Hannah",
    "David",
]
SURNAMES = ["Okafor", "Whitby", "Adeyemi", "Goldstein", "Prior", "Ellis", "Rao", "Davies", "Finch", "Doyle", "Lowe"]
SECTORS = ["engineering", "medicine", "law", "design", "music", "teaching", "software", "nursing", "sport"]
SLOTS = ("thu-pm", "fri-pm", "wed-pm", "thu-eve")


class Ferncliffe:
    """What the school says of itself."""

    def school(self):
        return school(name="Ferncliffe High School")

    def programme(self, today):
        return programme(name="Ferncliffe mentoring")


def sit_down(store: Store) -> Workspace:
    return Workspace.begin(store, who="Helen Marsh", start=Ferncliffe(), today=lambda: TODAY)


def new_store(folder: Path) -> Store:
    return Store.create(folder, PASSPHRASE, means=CHEAP)[0]


def fill(workspace: Workspace, *, mentees: int = 36, mentors: int = 30) -> None:
    """People, forms, pairs, sessions and answers, each as the step a coordinator would have made."""
    chance = Random(4)
    young = [_young(number, chance) for number in range(mentees)]
    grown = [_grown(number, chance) for number in range(mentors)]
    with workspace.desk.step("Add the people of the autumn") as step:
        step.put_many([*young, *grown])
    forms = [_form(number, one) for number, one in enumerate(young) if number % 11 != 10]
    answers = [_answers(number, one) for number, one in enumerate(young) if number % 4]
    with workspace.desk.step("Mark 27 forms returned") as step:
        step.put_many(forms)
    with workspace.desk.step("Enter survey answers") as step:
        step.put_many(answers)
    workspace.matching.adopt(workspace.matching.propose(workspace.matching.request()))
    workspace.matching.publish([one.id for one in workspace.matching.open()][:12])
    with workspace.desk.step("Plan 4 sessions") as step:
        step.put_many(_sessions(workspace))


def lengthen(workspace: Workspace) -> None:
    """Give some of the people names as long as names of the country are."""
    young = {f"young-{number:03d}" for number in range(0, 36, 5)}
    grown = {f"grown-{number:03d}" for number in range(0, 30, 4)}
    with workspace.desk.step("Correct some names") as step:
        for one in workspace.roster.people(Mentee):
            if one.id in young:
                step.put(one.model_copy(update={"legal_forename": "Oluwaseun", "legal_surname": "Adebayo-Fitzgerald"}))
        for one in workspace.roster.people(Mentor):
            if one.id in grown:
                step.put(one.model_copy(update={"name": "Oluwaseun Adebayo-Fitzgerald"}))


def _young(number: int, chance: Random):
    return mentee(
        id=MenteeId(f"young-{number:03d}"),
        legal_forename=GIVEN[number % len(GIVEN)],
        legal_surname=FAMILY[(number * 7) % len(FAMILY)],
        date_of_birth=date(2011, 1, 1) + timedelta(days=13 * number) if number % 9 else None,
        year=9 + number % 4,
        form=f"{9 + number % 4}{'ABCD'[number % 4]}",
        sectors=tuple(chance.sample(SECTORS, 2)),
        availability=tuple(chance.sample(SLOTS, 2)),
        needs=Needs(pupil_premium=number % 3 != 0, first_in_family=number % 4 == 0),
        background=Background(ethnic="white-british" if number % 2 else "pakistani"),
        waiting_since=TODAY - timedelta(days=5 + number),
    )


def _grown(number: int, chance: Random):
    gates = () if number % 6 == 5 else mentor().gates
    return mentor(
        id=MentorId(f"grown-{number:03d}"),
        name=f"{MENTORS[number % len(MENTORS)]} {SURNAMES[(number * 5) % len(SURNAMES)]}",
        employer=chance.choice(("Riverside Health", "City Council", "Self-employed")),
        sectors=tuple(chance.sample(SECTORS, 2)),
        availability=tuple(chance.sample(SLOTS, 3)),
        gates=tuple(gate for gate in gates if gate.kind is not GateKind.RISK_ASSESSMENT),
        background=Background(ethnic="white-british"),
    )


def _form(number: int, person):
    back = {} if number % 7 else {"response": "not_returned", "received_on": None, "choices": {}, "signed_by": ""}
    return consent(person, issued_on=date(2026, 10, 18), return_by=date(2026, 11, 5), **back)


def _answers(number: int, person):
    wave = Wave.BEFORE
    items = {"confidence_in_self": 3, "time_and_problems": 2}
    return Outcome(
        id=OutcomeId(f"answers-{number}"),
        mentee=person.id,
        survey="programme",
        wave=wave,
        on=date(2026, 10, 1),
        answers=items,
    )


def _sessions(workspace: Workspace) -> list[Session]:
    running = [one for one in workspace.matching.open() if one.state is MatchState.PUBLISHED]
    days = ((date(2026, 9, 17), True), (date(2026, 10, 15), True), (TODAY, False), (date(2026, 12, 10), False))
    return [
        Session(
            id=SessionId(f"session-{number}"),
            number=number,
            day=day,
            start=time(15, 45),
            finish=time(16, 45),
            slot="thu-pm",
            room="Hall",
            facilitator=StaffId("hall"),
            state=SessionState.HELD if held else SessionState.PLANNED,
            pairs=tuple(_pair(at, one, met=held) for at, one in enumerate(running, 1)),
        )
        for number, (day, held) in enumerate(days, 1)
    ]


def _pair(table: int, match, *, met: bool) -> PairRecord:
    mark = Presence.UNMARKED if not met else (Presence.ABSENT if table % 6 == 0 else Presence.PRESENT)
    return PairRecord(
        match=match.id,
        mentee=match.mentee,
        mentor=match.mentor,
        table=table,
        mentee_mark=mark,
        mentor_mark=Presence.PRESENT if met else Presence.UNMARKED,
        minutes=60 if mark is Presence.PRESENT else None,
        action="Draft a CV for the open day" if met else "",
    )
