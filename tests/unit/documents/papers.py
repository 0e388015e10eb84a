"""What the tests of papers share: a school with its people, and readers of what was printed that aren't ReportLab."""

import io
import re
import subprocess
from collections.abc import Callable
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from desktop.documents.agreement import agreements
from desktop.documents.certificate import certificates
from desktop.documents.consent_form import consent_forms
from desktop.documents.evening_pack import evening_pack
from desktop.documents.fillable import fillable_form
from desktop.documents.letters import chase_letters, welcome_letters
from desktop.documents.lists import listing_pdf, match_list, mentee_list, mentor_list, waiting_list
from desktop.documents.recovery_sheet import recovery_sheet
from desktop.documents.register import register
from desktop.documents.requests import (
    AgreementRequest,
    Arrangements,
    Batch,
    CertificateRequest,
    ChaseLetterRequest,
    ConsentFormRequest,
    EveningPackRequest,
    MatchRow,
    RecoverySheetRequest,
    RegisterRequest,
    RegisterRow,
    SheetRequest,
    WaitingRow,
    Welcomed,
    WelcomeLetterRequest,
)
from desktop.documents.session_sheet import session_sheets
from desktop.models.consent import Consent
from desktop.models.matches import Match
from desktop.models.people import Contact, Mentee, Mentor
from desktop.models.programme import Programme, Room, School, Staff, Term
from desktop.models.reference import check_character
from desktop.models.sessions import Session
from desktop.paths import resource

NAMES = (
    ("Siân", "Ŵyn-Jones"),
    ("Łukasz", "Żak"),
    ("Nguyễn", "Thị Minh Khai"),
    ("<b>Bold", "<img src=x>"),
    ("A & B", "& Co"),
    ("Maximilian Alexander Christopher", "Featherstonehaugh-Cholmondeley"),
    ("J", "O"),
    ("X" * 60, "W" * 60),
)
SHAPED = (("محمد", "علی"), ("আয়েশা", "সিদ্দিকা"), ("شکیل", "خان"))
SCHOOL = School(
    name="Ysgol Bryn Coed",
    phone="01632 960 100",
    dpo="Ms R. Okafor, dpo@bryncoed.example",
    staff=(
        Staff(id="dsl", name="Helen Price", role="dsl", phone="01632 960 111"),
        Staff(id="hall", name="Tom Weaver", phone="01632 960 112"),
        Staff(id="desk", name="Anna Lloyd", role="coordinator", phone="01632 960 113"),
    ),
    rooms=(Room(name="Main hall", tables=30, exits="Two doors to the playground."),),
)
PROGRAMME = Programme(
    name="Alongside Mentoring",
    academic_year="2026-27",
    terms=(
        Term(code="2026-27-1", name="Autumn", start=date(2026, 9, 7), end=date(2026, 12, 18)),
        Term(code="2026-27-3", name="Summer", start=date(2027, 4, 12), end=date(2027, 7, 20)),
    ),
)
SESSION = Session(
    id="s", number=3, day=date(2026, 11, 26), start=time(15, 30), finish=time(16, 30), room="Main hall",
    facilitator="hall",
)  # fmt: skip
ON = date(2026, 10, 20)


def reference(number: int) -> str:
    """A valid reference that is the same each time."""
    body = f"{number % 10_000_000:07d}".translate(str.maketrans("01", "AC"))
    return body + check_character(body)


def mentee(number: int = 0, **changes: Any) -> Mentee:
    """One of the people with names that are hard to print."""
    forename, surname = (NAMES + SHAPED)[number % (len(NAMES) + len(SHAPED))]
    usual = {
        "id": str(number),
        "legal_forename": forename,
        "legal_surname": surname,
        "date_of_birth": date(2012, 3, 14),
        "year": 9,
        "form": "9B",
        "contacts": (
            Contact(name="Catrin Jones", relationship="Mother", phone="07700 900123", email="cj@mail.example"),
        ),
    }
    return Mentee.model_validate(usual | changes)


def mentor(number: int = 0, **changes: Any) -> Mentor:
    """A volunteer with a name from somewhere."""
    names = ("Priya Shah", "Agnieszka Wójcik", "Dafydd ap Siôn", "سارة حداد")
    return Mentor.model_validate({"id": str(number), "name": names[number % len(names)]} | changes)


def consent(number: int = 0, **changes: Any) -> Consent:
    """A form that was issued and isn't back."""
    usual = {
        "id": str(number),
        "mentee": str(number),
        "academic_year": "2026-27",
        "form_version": "2026.1",
        "reference": reference(number),
        "issued_on": date(2026, 9, 14),
        "return_by": date(2026, 10, 12),
    }
    return Consent.model_validate(usual | changes)


def form(number: int = 0, language: str = "en", **changes: Any) -> ConsentFormRequest:
    """One family's form."""
    usual = {
        "school": SCHOOL,
        "programme": PROGRAMME,
        "mentee": mentee(number),
        "consent": consent(number, language=language),
        "arrangements": Arrangements(when="Thursdays at half past three."),
    }
    return ConsentFormRequest(**(usual | changes))


def rows(count: int = 8) -> tuple[RegisterRow, ...]:
    """Pairs that may meet."""
    return tuple(
        RegisterRow(mentee=mentee(number), mentor=mentor(number), table=count - number, clear=True)
        for number in range(count)
    )


def register_request(**changes: Any) -> RegisterRequest:
    """A register of eight pairs."""
    return RegisterRequest(**({"school": SCHOOL, "programme": PROGRAMME, "session": SESSION, "rows": rows()} | changes))


def sheet(number: int = 0, **changes: Any) -> SheetRequest:
    """A pair's sheet with what is known from last time."""
    usual = {
        "programme": PROGRAMME,
        "session": SESSION,
        "mentee": mentee(number),
        "mentor": mentor(number),
        "table": number + 1,
        "last_action": "Ask about the open day",
        "next_date": date(2026, 12, 10),
    }
    return SheetRequest(**(usual | changes))


def chase(number: int = 0, language: str = "en") -> ChaseLetterRequest:
    """A reminder."""
    return ChaseLetterRequest(
        school=SCHOOL, programme=PROGRAMME, mentee=mentee(number), consent=consent(number, language=language), on=ON,
        signed_by="Anna Lloyd",
    )  # fmt: skip


def welcome(to: Welcomed, **changes: Any) -> WelcomeLetterRequest:
    """A welcome."""
    usual = {
        "to": to, "school": SCHOOL, "programme": PROGRAMME, "mentee": mentee(), "mentor": mentor(), "on": ON,
        "first_session": SESSION, "signed_by": "Anna Lloyd",
    }  # fmt: skip
    return WelcomeLetterRequest(**(usual | changes))


def agreement(number: int = 0, language: str = "en") -> AgreementRequest:
    """An agreement to sign."""
    return AgreementRequest(
        school=SCHOOL, programme=PROGRAMME, mentee=mentee(number), mentor=mentor(number), staff="Tom Weaver",
        language=language,
    )  # fmt: skip


def certificate(number: int = 0, **changes: Any) -> CertificateRequest:
    """A certificate."""
    usual = {
        "school": SCHOOL, "programme": PROGRAMME, "name": mentee(number).full_name, "on": ON, "sessions": 9,
        "signed_by": "Anna Lloyd",
    }  # fmt: skip
    return CertificateRequest(**(usual | changes))


PACK = EveningPackRequest(
    register_request=register_request(cover=(mentor(9),)), sheets=tuple(sheet(number) for number in range(8))
)
RECOVERY = RecoverySheetRequest(
    school_name=SCHOOL.name, groups=("K7M2P", "X4T9R", "W3H8A", "D2F6J"), made_on=date(2026, 9, 1)
)
MATCHES = match_list(
    [
        MatchRow(
            match=Match(id="1", mentee="0", mentor="0", score=410, criteria={"sector": 200, "same_language": 210}),
            mentee=mentee(),
            mentor=mentor(),
        )
    ],
    "Autumn",
)
EVERY_PAPER: dict[str, Callable[[io.BytesIO], Batch]] = {
    "consent forms": partial(consent_forms, [form(number) for number in range(11)]),
    "Urdu form": partial(consent_forms, [form(8, "ur")]),
    "bilingual form": partial(consent_forms, [form(0, "cy", bilingual=True)]),
    "fillable form": partial(fillable_form, form(1, "pl")),
    "register": partial(register, register_request()),
    "session sheets": partial(session_sheets, [sheet(number) for number in range(3)]),
    "evening pack": partial(evening_pack, PACK),
    "agreement": partial(agreements, [agreement()]),
    "reminders": partial(chase_letters, [chase(0), chase(8, "ur"), chase(0, "cy")]),
    "welcomes": partial(welcome_letters, [welcome(to) for to in Welcomed]),
    "certificate": partial(certificates, [certificate()]),
    "recovery sheet": partial(recovery_sheet, RECOVERY),
    "list of mentees": partial(listing_pdf, mentee_list([mentee(number) for number in range(40)])),
    "list of mentors": partial(listing_pdf, mentor_list([mentor(sectors=("engineering",))])),
    "matches": partial(listing_pdf, MATCHES),
    "waiting list": partial(listing_pdf, waiting_list([WaitingRow(mentee=mentee(), reason="No mentor is free.")])),
}


def printed(paper: Callable[..., Batch], *request: Any, **options: Any) -> tuple[bytes, Batch]:
    """The PDF and the report of one paper."""
    out = io.BytesIO()
    batch = paper(*request, out, **options)
    return out.getvalue(), batch


def own_texts(folder: Path, old: str = "", new: str = "", language: str = "cy") -> Path:
    """A school's own texts of a form: those shipped, with one thing changed."""
    text = resource(f"forms/{language}.toml").read_text("utf-8")
    assert old in text
    path = folder / "own.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def words_of(pdf: bytes, page: int | None = None, order: str = "raw") -> str:
    """What pdftotext reads on a page, or on all, in one line with single spaces; `order` raw or reading."""
    pages = [] if page is None else ["-f", str(page), "-l", str(page)]
    how = ["-raw"] if order == "raw" else []
    done = subprocess.run(["pdftotext", *how, *pages, "-", "-"], input=pdf, capture_output=True, check=True)
    plain = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", done.stdout.decode())
    return " ".join(plain.split())


def letters_of(pdf: bytes, page: int | None = None) -> str:
    """What pdftotext reads, without any space: a name that was broken over two lines is whole again."""
    return words_of(pdf, page).replace(" ", "")


def picture(pdf: bytes, page: int = 1, dots: float = 72) -> Image.Image:
    """A page as a grey picture at so many dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    return document[page - 1].render(scale=dots / 72, may_draw_forms=False).to_pil().convert("L")
