"""A made-up school with a realistic roster, for the window's tests and pictures: nobody in it exists."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from desktop.models.consent import ConsentChoices, ConsentResponse
from desktop.models.matches import Match
from desktop.models.outcomes import Wave
from desktop.models.people import Background, Mentee, Mentor, Modality, Needs
from desktop.models.programme import Room, School, Staff
from desktop.models.record import MatchId, SessionId, StaffId
from desktop.models.sessions import PairRecord, Presence, Session, SessionState
from desktop.store import Cost, Means, Store
from desktop.store.keychain import Keychain
from desktop.workspace import Workspace
from tests.builders import TODAY, consent, mentee, mentor, programme

PASSPHRASE = "four plain old words"
YOUNG = """Amira Hussain 9B|Callum Price 10A|Daniel Osei-Bonsu 9C|Ffion Hughes 11D|Grace Middleton 9B
Hamza Siddiqui 10C|Isla Thornton 9A|Jakub Łukasik 10B|Keziah Campbell 11A|Leo Fairhurst 9C|Maya Chowdhury 12C
Noah Bailey 10A|Tia Robinson 11B|Zofia Nowak 10C|Yusuf Demir 10B|Ella Marsden 9C|Reuben Clarke 10A
Nadia Rahman 9A|Ethan Cole 11C|Bronwen Pugh 10B|Marcus Bello 11B|Lucy Ashworth 9D|Jonah Reid 9B|Aaliyah Begum 11C
Seren Llewellyn 9C|Kofi Mensah 10D|Poppy Ainsworth 9A|Tomasz Wójcik 11A|Hana Yilmaz 10C|Rhys Bowen 12B
Iqra Malik 9D|Owen Tudor 10A""".replace("\n", "|").split("|")
MENTORS = """Ruth Okafor|Alan Whitby|Joanne Prior|Owen Davies|Sunita Rao|Miriam Goldstein|Graham Ellis|Carole Finch
Patrick Doyle|Hannah Lowe|Peter Adeyemi|Elin Griffiths|Farid Aziz|Helen Barker|Stuart Kirk|Beatriz Lima|Nigel Frost
Anwen Roberts|Dev Patel|Moira Sinclair|Tunde Balogun|Katie Flint|Gareth Vaughan|Lena Fischer|Idris Khan
Paula Hart|Simon Webb|Chidi Eze|Nerys Pritchard|Louise Grant|Ravi Menon""".replace("\n", "|").split("|")
FIELDS = ("engineering", "medicine", "law", "design", "music", "teaching", "software", "journalism", "nursing", "sport")
SLOTS = ("mon-pm", "tue-pm", "thu-pm", "thu-eve", "fri-pm")


class Keyring:
    """A key store in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


class RiversideHigh:
    """What its file begins with."""

    def school(self) -> School:
        return School(
            name="Riverside High School",
            urn="681400",
            address="Mill Lane, Cardiff",
            phone="029 2018 0000",
            postcode_area="CF10",
            staff=(
                Staff(id=StaffId("dsl"), name="Mrs Lacey", role="dsl", phone="029 2018 0001"),
                Staff(id=StaffId("hall"), name="Tom Price", role="facilitator", phone="029 2018 0002"),
                Staff(id=StaffId("helper"), name="Jo March", role="facilitator"),
            ),
            rooms=(Room(name="Main Hall", tables=13, exits="Fire exit by the stage; meet on the tennis court"),
                   Room(name="Library", tables=6)),
        )  # fmt: skip

    def programme(self, today: date):
        return programme()


def empty_school(folder: Path, *, today: Callable[[], date] = lambda: TODAY) -> Workspace:
    """Return the workspace of a school that has nobody in it yet."""
    clock = datetime(TODAY.year, TODAY.month, TODAY.day, 9, 14, tzinfo=UTC)
    means = Means(cost=Cost(memory_kib=8, passes=1, lanes=1), keychain=Keychain(Keyring()), clock=lambda: clock)
    store, _recovery = Store.create(folder / "school", PASSPHRASE, means=means)
    return Workspace.begin(store, who="Helen Marsh", start=RiversideHigh(), today=today, now=lambda: clock)


def young_people(dice: random.Random) -> list[Mentee]:
    """Return everybody of the list, the same each time."""
    return [_young(number, line, dice) for number, line in enumerate(YOUNG)]


def _young(number: int, line: str, dice: random.Random) -> Mentee:
    given, family, form = line.split(" ")
    year = int(form[:-1])
    return mentee(
        id=f"mentee-{number:03d}",
        legal_forename=given,
        legal_surname=family,
        form=form,
        year=year,
        date_of_birth=date(2026 - year - 5, dice.randint(1, 12), dice.randint(1, 28)),
        sectors=tuple(dice.sample(FIELDS, 3)),
        availability=tuple(sorted(dice.sample(SLOTS, 3))) if given != "Jonah" else ("fri-eve",),
        modality=Modality.FACE_TO_FACE,
        postcode_area=dice.choice(("CF10", "CF11", "CF14", "CF24")),
        needs=Needs(free_school_meals=dice.random() < 0.5, pupil_premium=dice.random() < 0.5,
                    first_in_family=dice.random() < 0.3),
        background=Background(ethnic=dice.choice(("white", "white", "asian", "black")), social="working_class"),
        languages=("en", "ur") if dice.random() < 0.2 else ("en",),
        form_language="ur" if given == "Iqra" else ("pl" if given == "Jakub" else "en"),
        waiting_since=date(2026, 9, 1) + timedelta(days=dice.randint(0, 70)),
    )  # fmt: skip


def mentors(dice: random.Random) -> list[Mentor]:
    """Return every mentor, the same each time."""
    return [
        mentor(
            id=f"mentor-{number:03d}",
            name=name,
            sectors=tuple(dice.sample(FIELDS, 3)),
            availability=tuple(sorted(dice.sample(SLOTS, 3))),
            postcode_area=dice.choice(("CF10", "CF11", "CF14", "NP20", "CF37")),
            background=Background(ethnic=dice.choice(("white", "white", "asian", "black")), social="working_class"),
            languages=("en", "ur") if dice.random() < 0.2 else ("en",),
        )
        for number, name in enumerate(MENTORS)
    ]  # fmt: skip


def roster_school(folder: Path) -> Workspace:
    """Return a school whose people are in and whose forms came back, all but a few."""
    dice = random.Random(7)
    desk = empty_school(folder)
    people = young_people(dice)
    desk.roster.keep_many(people, label="Import young people")
    desk.roster.keep_many(mentors(dice), label="Import mentors")
    ticks = ConsentChoices(take_part=True, surveys=True, share_anonymised=True, photo=True, virtual_sessions=False)
    private = ticks.model_copy(update={"share_anonymised": False})
    forms = []
    for number, one in enumerate(people):
        out = number % 9 == 8
        forms.append(
            consent(
                one,
                id=f"consent-{number:03d}",
                reference=_reference(number),
                response=ConsentResponse.NOT_RETURNED if out else ConsentResponse.GIVEN,
                received_on=None if out else date(2026, 9, 20),
                choices=ConsentChoices() if out else (private if number % 7 == 6 else ticks),
                language=one.form_language,
            )
        )
    with desk.desk.step("Record consent") as step:
        step.put_many(forms)
    return desk


def _reference(number: int) -> str:
    from desktop.models.reference import ALPHABET, check_character

    body = "F23456" + ALPHABET[number % len(ALPHABET)] if number < len(ALPHABET) else "H23456" + ALPHABET[number - 23]
    return body + check_character(body)


def running_school(folder: Path) -> Workspace:
    """Return a school in November: 16 pairs run, sessions were held, surveys answered, and new people wait."""
    desk = roster_school(folder)
    pairs = [
        Match(
            id=MatchId(f"match-{number:03d}"),
            mentee=f"mentee-{number:03d}",
            mentor=f"mentor-{number:03d}",
            state="published",
            score=400 + 10 * number,
            started_on=date(2026, 9, 21),
            secret=f"{number:064x}",
        )
        for number in range(16)
        if number % 9 != 8
    ]
    with desk.desk.step("Publish matches") as step:
        step.put_many(pairs)
        step.put_many([_held(pairs, 1, date(2026, 10, 8)), _today(pairs), _held(pairs, 1, date(2026, 10, 15), gap=3)])
        step.put(_planned(pairs, 3, date(2026, 12, 10)))
    _answer_surveys(desk, pairs)
    return desk


def _held(pairs: list[Match], number: int, day: date, *, gap: int = 5) -> Session:
    here = [
        PairRecord(
            match=one.id,
            mentee=one.mentee,
            mentor=one.mentor,
            table=at,
            mentee_mark=Presence.ABSENT if at % gap == 0 else Presence.PRESENT,
            mentor_mark=Presence.PRESENT,
            minutes=None if at % gap == 0 else 60,
            action="Draft a CV for the open day." if at % 2 else "Ring the college.",
        )
        for at, one in enumerate(pairs, 1)
    ]
    return Session(
        id=SessionId(f"session-{day:%m%d}"), number=number, day=day, start=time(15, 45), finish=time(16, 45),
        slot="thu-pm", room="Main Hall", facilitator=StaffId("hall"), state=SessionState.HELD, pairs=tuple(here),
    )  # fmt: skip


def _planned(pairs: list[Match], number: int, day: date) -> Session:
    here = tuple(
        PairRecord(match=one.id, mentee=one.mentee, mentor=one.mentor, table=at) for at, one in enumerate(pairs, 1)
    )
    return Session(
        id=SessionId(f"session-{day:%m%d}"), number=number, day=day, start=time(15, 45), finish=time(16, 45),
        slot="thu-pm", room="Main Hall", facilitator=StaffId("hall"), pairs=here,
    )  # fmt: skip


def _today(pairs: list[Match]) -> Session:
    return _planned(pairs, 2, TODAY)


def _answer_surveys(desk: Workspace, pairs: list[Match]) -> None:
    dice = random.Random(3)
    items = ("secure", "confidence", "personal_skills", "employability", "social_connections")
    for at, pair in enumerate(pairs):
        before = {code: dice.randint(1, 4) for code in items}
        desk.outcomes.enter(pair.mentee, "programme", Wave.BEFORE, before)
        if at < 12:
            after = {code: min(5, value + dice.choice((0, 0, 1, 1, 2))) for code, value in before.items()}
            desk.outcomes.enter(pair.mentee, "programme", Wave.AFTER, after)
