# ruff: noqa: E501  (tables of words read better in long rows)
"""Make the sample school in `resources/samples/`: synthetic people in the shape of real exports, the same every time.

    python -m tools.make_samples

All names are put together by chance and belong to nobody. Dates are of the academic year 2026-27; the app moves them
to the current one when it opens the sample school (`desktop.roster.samples.write_samples`).
"""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import xlsxwriter
from stdnum.gb import upn

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "samples"
CHANCE = Random(20260901)
MADE = datetime(2026, 9, 3, 9, 0)

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
    older = person.year >= 12
    adult = CHANCE.choice(tuple(PARENTS))
    return {
        "Year Group": f"Year {person.year}",
        "Reg Group": f"{person.year}{CHANCE.choice('ABCDE')}",
        "SEN Status": CHANCE.choices(("N - No SEN", "K - SEN Support", "E - EHCP"), (78, 18, 4))[0],
        "Pupil Premium": yes(0.45),
        "Free School Meals": yes(0.35),
        "EAL": yes(0.25),
        "Looked After": yes(0.05),
        "Young Carer": yes(0.08),
        "First in Family": yes(0.5),
        "Attendance %": round(CHANCE.uniform(84, 100), 1),
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


YEARS = ("Admission No", "UPN", "Legal Surname", "Legal Forename", "Preferred Name", "Date of Birth", "Gender", "Year Group",
         "Reg Group", "Enrolment Status", "SEN Status", "Pupil Premium", "Free School Meals", "EAL", "Looked After", "Young Carer",
         "First in Family", "Attendance %", "Ethnicity", "Postcode", "Career Interests", "Languages", "Availability",
         "How would you like to meet?", "Same-gender Mentor", "Language Needed", "Sibling Group", "Waiting Since",
         "PARENT_1_NAME", "PARENT_1_RELATIONSHIP", "PARENT_1_EMAIL", "PARENT_1_PHONE")  # fmt: skip


def year_groups(people: list[Young]) -> bytes:
    """Return the younger ones as a school system's CSV: title rows, UK dates, a total, and four rows with mistakes."""
    rows = [[text_of(cell) for cell in row_of(person, YEARS)] for person in people]
    rows[7:7] = [broken(rows[3], UPN=wrong_letter(people[0]), Surname="Blackwood", Forename="Ivy")]
    rows[15:15] = [broken(rows[5], UPN="", Surname="Harrow", Forename="Jonah", Birth="31/11/2012")]
    rows[24:24] = [broken(rows[9], UPN="", Surname="", Forename="", Birth="14/02/2013")]
    rows[30:30] = [list(rows[12])]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([["Mentoring candidates, years 9 to 11", "", "printed 03/09/2026"], [], YEARS, *rows])
    writer.writerow(["Total", "", "", "", "", "", "", f"{len(rows)} students"])
    return ("\ufeff" + text.getvalue()).encode()


def row_of(person: Young, headings: tuple[str, ...]) -> list[object]:
    """Return a person's cells under some headings."""
    own: dict[str, object] = {
        "Admission No": f"{4100 + person.number:06d}",
        "UPN": person.upn,
        "Legal Surname": person.surname,
        "Legal Forename": person.forename,
        "Date of Birth": person.born,
        "Gender": person.sex,
        "Enrolment Status": "Single Registration",
        **person.cells,
    }
    return [own[heading] for heading in headings]


def text_of(cell: object) -> str:
    """Return a cell as a school system writes it."""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def broken(row: list[str], **changed: str) -> list[str]:
    """Return a copy of a row with a mistake in it."""
    places = {"UPN": 1, "Surname": 2, "Forename": 3, "Birth": 5}
    copy = list(row)
    for name, value in changed.items():
        copy[places[name]] = value
    return copy


def wrong_letter(person: Young) -> str:
    """Return a number with one mistyped digit."""
    return person.upn[:8] + str((int(person.upn[8]) + 1) % 10) + person.upn[9:]


SIXTH = {"First name": "Legal Forename", "Last name": "Legal Surname", "Preferred first name": "Preferred Name", "UPN": "UPN",
         "Year group": "Year Group", "Registration form": "Reg Group", "Date of birth": "Date of Birth", "Sex": "Gender",
         "Pupil Premium Indicator": "Pupil Premium", "Eligible for free meals": "Free School Meals", "SEN": "SEN Status", "EAL": "EAL",
         "Ever in care": "Looked After", "Young carer": "Young Carer", "First in family to university": "First in Family",
         "Attendance": "Attendance %", "Ethnic group": "Ethnicity", "Home postcode": "Postcode", "Careers interested in": "Career Interests",
         "Home language": "Languages", "When available": "Availability", "Meeting preference": "How would you like to meet?",
         "Same gender mentor?": "Same-gender Mentor", "Date referred": "Waiting Since", "Parent/carer name": "PARENT_1_NAME",
         "Parent/carer relationship": "PARENT_1_RELATIONSHIP", "Parent/carer email": "PARENT_1_EMAIL",
         "Parent/carer mobile": "PARENT_1_PHONE"}  # fmt: skip
FLAGS = ("Pupil Premium", "Free School Meals", "EAL", "Looked After", "Young Carer", "First in Family")


def sixth_form(people: list[Young]) -> bytes:
    """Return the older ones as a workbook with a title, a filter line, date cells, T and F, and a footer."""
    rows: list[list[object]] = []
    for person in people:
        cells = dict(zip(SIXTH, row_of(person, tuple(SIXTH.values())), strict=True))
        for heading, meaning in SIXTH.items():
            if meaning in FLAGS:
                cells[heading] = "T" if cells[heading] == "Yes" else "F"
        cells["SEN"] = str(cells["SEN"])[0]
        cells["Year group"] = person.year
        rows.append(list(cells.values()))
    rows[6][3] = ""  # a newcomer whose number hasn't come yet
    rows[11][0] = '=HYPERLINK("http://example.org")'
    title: list[list[object]] = [["Riverside High School"], ["Filter: sixth form, on roll"], [], list(SIXTH)]
    footer: list[list[object]] = [[*[""] * (len(SIXTH) - 1), f"{len(rows)} students"]]
    return workbook("Sixth form", [*title, *rows, *footer])


MENTORS = ("Name", "Email", "Phone", "Employer", "Career sectors", "Languages", "Days available", "How would you like to meet?",
           "Enhanced DBS number", "DBS issue date", "DBS seen", "DBS seen by", "DBS level", "DBS workforce", "Update Service", "Application date",
           "Interview date", "References received", "Mentor training", "Training date", "Training hours", "Approved by", "Approved on",
           "How many mentees?", "Gender", "Ethnic group", "First in family to university", "Postcode", "Travel (km)", "Status")  # fmt: skip
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


def volunteers(mentors: list[dict[str, object]]) -> bytes:
    """Return the volunteers as a workbook, with a row that has no name."""
    rows: list[list[object]] = [list(mentor.values()) for mentor in mentors]
    rows.insert(20, ["", "nobody@work.example", *[""] * (len(MENTORS) - 2)])
    return workbook("Volunteers", [list(MENTORS), *rows])


def workbook(name: str, rows: list[list[object]]) -> bytes:
    """Return rows as an XLSX, dates as date cells, everything else as it is and formulas as text."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"title": name, "created": MADE})
    day, bold = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"bold": True})
    sheet = book.add_worksheet(name)
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(line, place, datetime(cell.year, cell.month, cell.day), day)
            elif isinstance(cell, str):
                sheet.write_string(line, place, cell, bold if row in (list(SIXTH), list(MENTORS)) else None)
            else:
                sheet.write(line, place, cell)
    sheet.set_column(0, 40, 18)
    book.close()
    return data.getvalue()


CONSENTS = ("UPN", "Forename", "Surname", "Response", "Take part", "Surveys", "Share anonymised", "Photo", "Virtual sessions",
            "Received", "Route", "Signed by", "Relationship")  # fmt: skip


def consents(people: list[Young]) -> bytes:
    """Return what came back: about 85 in 100 with a yes, some refused, some not returned."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(CONSENTS)
    for person in people:
        writer.writerow(consent(person))
    return ("\ufeff" + text.getvalue()).encode()


def consent(person: Young) -> list[str]:
    """Return one form's row."""
    who = [person.upn, person.forename, person.surname]
    if person.number in (12, 27, 36, 53, 58):
        return [*who, "not returned", *[""] * 9]
    came = date(2026, 9, 7) + timedelta(days=CHANCE.randrange(12))
    adult, relationship = str(person.cells["PARENT_1_NAME"]), str(person.cells["PARENT_1_RELATIONSHIP"])
    if person.born.replace(year=person.born.year + 18) <= came + timedelta(days=14):
        adult, relationship = f"{person.forename} {person.surname}", "Self"
    back = [f"{came:%d/%m/%Y}", CHANCE.choices(("paper", "email", "phone"), (8, 3, 1))[0], adult, relationship]
    if person.number in (8, 21, 39, 56):
        return [*who, "refused", *["No"] * 5, *back]
    virtual = "Yes" if person.number == 45 else yes(0.5)
    return [*who, "given", "Yes", yes(0.9), yes(0.85), yes(0.6), virtual, *back]


def main() -> None:
    """Write all files."""
    people = make_young()
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = {
        "year-groups.csv": year_groups(people[:36]),
        "sixth-form.xlsx": sixth_form(people[36:]),
        "volunteers.xlsx": volunteers(make_mentors()),
        "consents.csv": consents(people),
    }
    for name, data in files.items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
