# ruff: noqa: E501  (tables of words read better in long rows)
"""The sample school's people in the shape of real exports: title rows, totals, mistakes and all; bytes, no disk."""

import csv
import io
from datetime import date, datetime, timedelta

import xlsxwriter

from tools.sample_people import CHANCE, Young, yes

MADE = datetime(2026, 9, 3, 9, 0)
YEARS = ("Admission No", "UPN", "Legal Surname", "Legal Forename", "Preferred Name", "Date of Birth", "Gender", "Year Group",
         "Reg Group", "Enrolment Status", "SEN Status", "Pupil Premium", "Free School Meals", "EAL", "Looked After", "Young Carer",
         "First in Family", "Attendance %", "Ethnicity", "Postcode", "Career Interests", "Languages", "Availability",
         "How would you like to meet?", "Same-gender Mentor", "Language Needed", "Sibling Group", "Waiting Since",
         "PARENT_1_NAME", "PARENT_1_RELATIONSHIP", "PARENT_1_EMAIL", "PARENT_1_PHONE", "Home Letter Language")  # fmt: skip


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
         "Parent/carer mobile": "PARENT_1_PHONE", "Home Letter Language": "Home Letter Language"}  # fmt: skip
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
