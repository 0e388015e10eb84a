# ruff: noqa: E501  (tables of words read better in long rows)
"""The made-up people of the sample school: who they are, what they wish, what they need; it writes no file.

Shares of need follow English schools as they are (Department for Education, 2024-25): free school meals and Pupil
Premium about a quarter to a third, special needs 17 %, EAL 20 % nationally and less in many towns; a programme that
looks for need reaches 60 to 70 % with at least one.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from stdnum.gb import upn

CHANCE = Random(20260907)

GIRLS = ("Aisha", "Amélie", "Bronwen", "Chloé", "Ella", "Ffion", "Grace", "Hiền", "Małgorzata", "Mia", "Nia", "Ngozi", "Priya",
         "Ruqayyah", "Siân", "Zofia", "Zoë", "Fatima", "Ọlá", "Caitríona")  # fmt: skip
BOYS = ("Arjun", "Callum", "Dafydd", "Daniel", "Ibrahim", "Jakub", "Kofi", "Łukasz", "Mohammed", "Oliver", "Rhys", "Seán",
        "Tomos", "Yusuf", "Emre", "Théo", "Vũ", "Björn", "Ștefan", "Macsen")  # fmt: skip
SURNAMES = ("Ahmed", "Ali", "Begum", "Davies", "de la Cruz", "D'Souza", "Evans", "Griffiths", "Hussain", "Khan", "Kowalski",
            "Llewellyn", "Mac an Bhaird", "Mbeki", "Müller", "Nguyễn", "Nowak", "O'Brien", "Okafor", "Patel", "Rees", "Smith",
            "St John", "Taylor", "van der Berg", "Wójcik", "Ŵyn-Jones", "Żak", "Öztürk", "Popescu", "Hassan", "Ferreira")  # fmt: skip
SECTORS = ("Software", "Engineering", "Law", "Medicine", "Nursing", "Teaching", "Design", "Construction", "Journalism", "Accounting",
           "Sport", "Music", "Marketing", "Police", "Catering", "Veterinary")  # fmt: skip
WEIGHTS = (9, 7, 6, 8, 5, 6, 5, 4, 3, 3, 4, 3, 3, 2, 2, 2)
SLOTS = ("Tue pm", "Wed pm", "Thu pm", "Wed eve", "Mon pm", "Thu eve")
NEAR = ("CF10", "CF11", "CF14", "CF23", "CF24", "CF3", "CF5")
HOMES = (*NEAR, "CF64", "NP20", "CF83")
ETHNIC = ("White - British", "White - Welsh", "Asian or Asian British - Pakistani", "Asian or Asian British - Bangladeshi",
          "Black or Black British - African", "Mixed - White and Black Caribbean", "White - Any other White background", "Any other ethnic group")  # fmt: skip
# Names in use that are written in another script than the legal name in the school's system.
SCRIPTS = {
    2: ("Meghla", "Begum", "F", "মেঘলা"),
    30: ("Noor", "Hassan", "F", "نور"),
    41: ("Ayesha", "Khan", "F", "عائشہ"),
}
# Families who read another language than English; those whose form is still out are among them.
LETTERS = {0: "Bengali", 12: "Welsh", 27: "Arabic", 36: "Urdu", 53: "Polish", 58: "Bengali"}
PARENTS = {"Mother": GIRLS, "Grandmother": GIRLS, "Father": BOYS, "Guardian": GIRLS + BOYS}


@dataclass
class Young:
    """A young person of the sample school."""

    number: int
    year: int
    forename: str
    surname: str
    sex: str
    born: date
    cells: dict[str, object] = field(default_factory=dict)

    @property
    def upn(self) -> str:
        """A valid number of a school that doesn't exist."""
        body = f"6814099{9 + self.number % 8:02d}{self.number:03d}"
        return upn.calc_check_digit(body) + body


def yes(chance: float) -> str:
    """Return Yes as often as said."""
    return "Yes" if CHANCE.random() < chance else "No"


def some(things: tuple[str, ...], counts: tuple[int, ...], weights: tuple[int, ...] | None = None) -> str:
    """Return some different things, joined as a form would."""
    left = dict(zip(things, weights or [1] * len(things), strict=True))
    found = []
    for _ in range(CHANCE.choice(counts)):
        found.append(CHANCE.choices(list(left), list(left.values()))[0])
        del left[found[-1]]
    return "; ".join(found)


def make_young() -> list[Young]:
    """Return sixty young people, thirty-six of them in years 9 to 11, two of them siblings."""
    people = []
    names = set()
    for number in range(60):
        year = 9 + number % 3 if number < 36 else 12 + number % 2
        sex = "F" if CHANCE.random() < 0.52 else "M"
        while True:
            name = (CHANCE.choice(GIRLS if sex == "F" else BOYS), SURNAMES[number % 32])
            if name not in names:
                break
        names.add(name)
        born = date(2026 - year - 5, 9, 1) + timedelta(days=CHANCE.randrange(360))
        people.append(Young(number, year, *name, sex, born - timedelta(days=born.month == 2 and born.day == 29)))
    for number, (forename, surname, sex, _) in SCRIPTS.items():
        people[number].forename, people[number].surname, people[number].sex = forename, surname, sex
    people[5].surname = people[4].surname
    for person in people:
        person.cells = wishes(person)
    for sibling in people[4:6]:
        sibling.cells |= {"Sibling Group": "F1", "PARENT_1_EMAIL": "home4@post.example", "Postcode": "CF24 1AA"}
    exceptions(people)
    return people


def wishes(person: Young) -> dict[str, object]:
    """Return what the school and the young person say, beyond names."""
    older, meals = person.year >= 12, yes(0.26)
    adult = CHANCE.choice(tuple(PARENTS))
    return {
        "Year Group": f"Year {person.year}",
        "Reg Group": f"{person.year}{CHANCE.choice('ABCDE')}",
        "SEN Status": CHANCE.choices(("N - No SEN", "K - SEN Support", "E - EHCP"), (85, 12, 3))[0],
        "Pupil Premium": "Yes" if meals == "Yes" else yes(0.08),
        "Free School Meals": meals,
        "EAL": yes(0.12),
        "Looked After": yes(0.03),
        "Young Carer": yes(0.04),
        "First in Family": yes(0.17),
        "Attendance %": round(CHANCE.triangular(85, 100, 98), 1),
        "Ethnicity": CHANCE.choices(ETHNIC, (30, 10, 12, 10, 12, 8, 10, 8))[0],
        "Postcode": f"{CHANCE.choice(NEAR)} {CHANCE.randrange(1, 9)}{''.join(CHANCE.choices('ABDEFGHJLN', k=2))}",
        "Career Interests": some(SECTORS, (1, 2, 2, 3), WEIGHTS),
        "Languages": CHANCE.choices(("", "Welsh", "Polish", "Urdu", "Bengali", "Arabic", "Somali"), (55, 12, 8, 8, 7, 6, 4))[0],
        "Availability": some(SLOTS, (2, 3, 3), (6, 8, 7, 3, 3, 2)),
        "How would you like to meet?": CHANCE.choices(("Face to face", "Hybrid", "No preference"), (45, 40, 15) if older else (75, 20, 5))[0],
        "Same-gender Mentor": "Yes" if CHANCE.random() < 0.07 else "No",
        "Language Needed": "",
        "Sibling Group": "",
        "Waiting Since": date(2026, 3, 2) + timedelta(days=7 * CHANCE.randrange(22)),
        "Preferred Name": SCRIPTS[person.number][3] if person.number in SCRIPTS else "",
        "Home Letter Language": LETTERS.get(person.number, ""),
        "PARENT_1_NAME": f"{CHANCE.choice(PARENTS[adult])} {person.surname}",
        "PARENT_1_RELATIONSHIP": adult,
        "PARENT_1_EMAIL": f"home{person.number}@post.example",
        "PARENT_1_PHONE": f"07700 900{person.number:03d}",
    }  # fmt: skip


def exceptions(people: list[Young]) -> None:
    """Give some people what makes a programme interesting: wishes and needs that not everyone can meet."""
    people[2].cells |= {"Same-gender Mentor": "Yes"}
    people[10].cells |= {"Language Needed": "Polish", "Languages": "Polish", "EAL": "Yes"}
    people[17].cells |= {"Language Needed": "Somali", "Languages": "Somali", "EAL": "Yes"}
    people[23].cells |= {"Language Needed": "British Sign Language"}
    people[30].cells |= {"How would you like to meet?": "Virtual"}
    people[45].cells |= {"How would you like to meet?": "Virtual"}
    people[45].born, people[45].year = date(2008, 9, 14), 13
    people[45].cells |= {"Year Group": "Year 13", "Reg Group": "13B"}
    people[50].cells |= {"Availability": "Fri am"}


EMPLOYERS = ("Taff Bridge Software", "Castle Law", "Bay Engineering", "Ninian Health Trust", "Roath Studios", "Ely Builders",
             "Plasnewydd Primary", "Severn Accounts", "Riverside Veterinary", "Penarth Kitchens")  # fmt: skip


def make_mentors() -> list[dict[str, object]]:
    """Return fifty volunteers, most of them ready, some not yet and for different reasons."""
    mentors = []
    for number in range(50):
        woman = number % 5 != 0 if number < 30 else number % 2 == 0
        name = f"{CHANCE.choice(GIRLS if woman else BOYS)} {SURNAMES[(number * 7 + 3) % 32]}"
        applied = date(2026, 1, 12) + timedelta(days=CHANCE.randrange(100))
        issued = (
            applied + timedelta(days=CHANCE.randrange(14, 45))
            if number % 3
            else date(2024, 10, 7) + timedelta(days=9 * number)
        )
        seen = max(issued, applied) + timedelta(days=5)
        mentors.append(
            {
                "Name": name,
                "Email": f"mentor{number}@work.example",
                "Phone": f"07700 901{number:03d}",
                "Employer": EMPLOYERS[number % 10],
                "Career sectors": some(SECTORS, (1, 2, 2, 3), WEIGHTS),
                "Languages": CHANCE.choices(("", "Welsh", "Polish", "Urdu", "Bengali", "Arabic"), (55, 15, 8, 8, 7, 7))[
                    0
                ],
                "Days available": some(SLOTS, (2, 3, 4), (6, 8, 7, 3, 3, 2)),
                "How would you like to meet?": CHANCE.choices(("Face to face", "Hybrid", "Virtual"), (58, 36, 6))[0],
                "Enhanced DBS number": f"0016{number:08d}",
                "DBS issue date": issued,
                "DBS seen": seen,
                "DBS seen by": "KT",
                "DBS level": "Enhanced",
                "DBS workforce": "Child",
                "Update Service": yes(0.5),
                "Application date": applied,
                "Interview date": applied + timedelta(days=10),
                "References received": applied + timedelta(days=24),
                "Mentor training": "Complete",
                "Training date": applied + timedelta(days=40),
                "Training hours": CHANCE.choice((2, 2.5, 3)),
                "Approved by": CHANCE.choice(("A. Rees", "M. Okafor")),
                "Approved on": max(seen, applied + timedelta(days=42)),
                "How many mentees?": 2 if number % 6 == 1 else 1,
                "Gender": ("Female" if woman else "Male") if number % 16 else "Prefer not to say",
                "Ethnic group": CHANCE.choices(ETHNIC, (34, 16, 8, 7, 10, 5, 12, 8))[0],
                "First in family to university": yes(0.4),
                "Postcode": f"{CHANCE.choice(HOMES)} {CHANCE.randrange(1, 9)}{''.join(CHANCE.choices('ABDEFGHJLN', k=2))}",
                "Travel (km)": CHANCE.choice((15, 20, 25, 30)),
                "Status": "Active",
            }
        )
    not_ready(mentors)
    return mentors


def not_ready(mentors: list[dict[str, object]]) -> None:
    """Leave steps of some volunteers open, and make a few mistakes that an import should show."""
    no_check = {"Enhanced DBS number": "", "DBS issue date": "", "DBS seen": "", "DBS seen by": "", "DBS level": "", "Approved on": "", "Approved by": ""}  # fmt: skip
    booked = {
        "Mentor training": "Booked",
        "Training date": "",
        "Training hours": "",
        "Approved on": "",
        "Approved by": "",
    }
    old = {"DBS issue date": date(2022, 11, 14), "DBS seen": date(2022, 11, 28), "Update Service": "No"}
    for number, change in (
        (4, no_check),
        (19, no_check),
        (9, old),
        (33, old),
        (14, booked),
        (26, booked),
        (41, booked),
    ):
        mentors[number] |= change
    mentors[22] |= {"References received": "", "Approved on": "", "Approved by": ""}
    mentors[38] |= {"Approved on": "", "Approved by": ""}
    mentors[46] |= {"Status": "Paused"}
    mentors[3] |= {"Languages": "Polish; Welsh"}
    mentors[12] |= {"Career sectors": "Teaching; Space tourism"}
    mentors[28] |= {"Email": "home8@post.example"}  # a parent who volunteers: never matched with their own child
    mentors[35] |= {"How would you like to meet?": "Virtual", "Postcode": "SA1 1AA"}
    mentors[40] |= {"Languages": "Somali; Arabic"}
    mentors[44] |= {"DBS issue date": "31/06/2026"}
