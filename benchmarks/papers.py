"""How fast the papers are made, and in how much memory: `python -m benchmarks.papers`.

Each figure is taken beside its yardstick in one run: ReportLab alone, drawing the same lines of text on bare pages.
"""

import io
import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from datetime import time as clock

from reportlab.pdfgen.canvas import Canvas

from desktop.documents import fonts, typeset
from desktop.documents.catalogue import catalogue
from desktop.documents.consent_form import consent_forms
from desktop.documents.evening_pack import evening_pack
from desktop.documents.form_words import entries, form_facts, signer_of
from desktop.documents.information import information
from desktop.documents.reply import Spoken, plan_reply
from desktop.documents.requests import (
    ConsentFormRequest,
    EveningPackRequest,
    RegisterRequest,
    RegisterRow,
    SheetRequest,
)
from desktop.documents.sheet import Sheet
from desktop.documents.typeset import Setting
from desktop.models.consent import Consent
from desktop.models.people import Contact, Mentee, Mentor
from desktop.models.programme import Programme, Room, School, Staff, Term
from desktop.models.record import ConsentId, MenteeId, MentorId, SessionId, StaffId
from desktop.models.reference import new_reference
from desktop.models.sessions import Session

FORENAMES = ("Siân", "Łukasz", "Nguyễn", "Aisha", "Tom", "Zoë", "Oluwaseun", "Katarzyna", "Mohammed", "Grace")
SURNAMES = ("Ŵyn-Jones", "Żak", "Trần", "Begum", "O’Brien", "Popescu", "Adeyemi", "Wójcik", "Khan", "Smith")
URDU = ("محمد", "عائشہ", "فاطمہ", "علی", "زینب", "حسن", "مریم", "عمر", "خدیجہ", "بلال")


def main() -> None:
    """Print all figures."""
    print("Papers: processor time on one core")
    for name, measure in (
        ("1,000 English forms", _english),
        ("300 Urdu forms", _urdu),
        ("evening pack, 60 pairs", _evening),
        ("memory over a batch", _memory),
    ):
        print(f"\n{name}")
        for line in measure():
            print(f"  {line}")


def _english() -> Iterator[str]:
    requests = [_form(number, "en") for number in range(1000)]
    consent_forms(requests[:2], io.BytesIO())
    ours, pages = _timed(lambda: consent_forms(requests, io.BytesIO()).pages, 3)
    bare, bare_pages = _timed(lambda: _bare(requests[0], 300), 3)
    yield f"{pages / ours:7.0f} pages a second (asked: 200)"
    yield f"{bare_pages / bare:7.0f} pages a second for bare ReportLab pages of the same text"
    yield f"{(ours / pages) / (bare / bare_pages):7.2f} × the bare page's time (asked: at most 1.3)"


def _urdu() -> Iterator[str]:
    requests = [_form(number, "ur") for number in range(300)]
    cold, pages = _timed(lambda: consent_forms(requests[:10], io.BytesIO()).pages)
    yield f"{pages / cold:7.0f} pages a second for the first ten forms, cold"
    warm, pages = _timed(lambda: consent_forms(requests, io.BytesIO()).pages)
    yield f"{pages / warm:7.0f} pages a second, warm (asked: 80)"


def _evening() -> Iterator[str]:
    request = _pack(60)
    for word in ("cold", "warm"):
        if word == "cold":
            fonts.shape.cache_clear()
        took, pages = _timed(lambda: evening_pack(request, io.BytesIO()).pages)
        yield f"{took:7.2f} s {word}, {pages} pages (asked: under 1 s)"


def _memory() -> Iterator[str]:
    for count in (500, 5000):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            before, peak, size = pool.apply(_peak, (count,))
        yield f"{peak:7.0f} MB at most over {count:,} forms ({before:.0f} before; file {size:.1f} MB; asked: under 250)"


def _peak(count: int) -> tuple[float, float, float]:
    requests = _Forms(count)
    before = _resident()
    sink = _Sink()
    consent_forms(requests, sink)
    return before, _resident(), sink.size / 1e6


class _Forms(Sequence[ConsentFormRequest]):
    """A sequence of forms that makes each when it is asked for, as a store would."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, number: int) -> ConsentFormRequest:
        if number >= self.count:
            raise IndexError(number)
        return _form(number, "en")


class _Sink(io.RawIOBase):
    """A file that only counts what is written."""

    size = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return len(data)


def _bare(request: ConsentFormRequest, forms: int) -> int:
    """Draw the form's lines with ReportLab alone, page by page."""
    drawn = _lines_of(request)
    canvas = Canvas(io.BytesIO(), invariant=1, pageCompression=1)
    for _form_number in range(forms):
        for page in drawn:
            for left, foot, face, size, text in page:
                canvas.setFont(face, size)
                canvas.drawString(left, foot, text)
            canvas.showPage()
    canvas.getpdfdata()
    return forms * len(drawn)


def _lines_of(request: ConsentFormRequest) -> list[list[tuple[float, float, str, float, str]]]:
    """Return the lines of text on each page of a form: place, face, size, words."""
    words = catalogue("en")
    spoken = Spoken(words, form_facts(request, words))
    sheet = Sheet(io.BytesIO(), "", Setting())
    keep, reply = [], []
    for block in information(spoken)[0]:
        for text in (block.label, block.text):
            keep.extend(_drawn(text, 10.0, 440.0, 50.0, 800.0 - 12 * len(keep)))
    (page,) = plan_reply(sheet, spoken, signer_of(request))
    for label in page.labels:
        x, top, width = label.column
        reply.extend(_drawn(label.text, label.style.size, width, x, 800 - top))
    for entry in page.fields:
        reply.extend(_drawn(entries(request, spoken).get(entry.key, ""), 10.0, entry.box.width, *entry.box[:2]))
    return [keep, reply]


def _drawn(text: str, size: float, width: float, x: float, y: float) -> Iterator[tuple[float, float, str, float, str]]:
    for row in typeset.lines(text, Setting(), width / size):
        for piece in row.pieces:
            yield x, y, piece.face, size, piece.text


def _timed(work: Callable[[], int], times: int = 1) -> tuple[float, int]:
    """Return the least processor time of some runs, in seconds, so that a busy machine doesn't count."""
    least, pages = float("inf"), 0
    for _run in range(times):
        start = time.process_time()
        pages = work()
        least = min(least, time.process_time() - start)
    return least, pages


def _resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _school() -> School:
    staff = (
        Staff(id=StaffId("1"), name="Helen Price", role="dsl", phone="01632 960 111"),
        Staff(id=StaffId("2"), name="Tom Weaver", phone="01632 960 112"),
        Staff(id=StaffId("3"), name="Anna Lloyd", role="coordinator", phone="01632 960 113"),
    )
    return School(name="Bryn Coed Academy", staff=staff, rooms=(Room(name="Main hall", tables=60, exits="Two doors"),))


SCHOOL = _school()
PROGRAMME = Programme(
    academic_year="2026-27",
    terms=(Term(code="2026-27-1", name="Autumn", start=date(2026, 9, 7), end=date(2026, 12, 18)),),
)
SESSION = Session(
    id=SessionId("s"), number=3, day=date(2026, 11, 26), start=clock(15, 30), finish=clock(16, 30), room="Main hall"
)


def _mentee(number: int, language: str) -> Mentee:
    names = URDU if language == "ur" else FORENAMES
    surnames = URDU if language == "ur" else SURNAMES
    return Mentee(
        id=MenteeId(str(number)),
        legal_forename=f"{names[number % 10]} {names[number // 100 % 10]}",
        legal_surname=surnames[number // 10 % 10],
        date_of_birth=date(2012, 1 + number % 12, 1 + number % 28),
        year=7 + number % 5,
        form=f"{7 + number % 5}{'ABCD'[number % 4]}",
        contacts=(Contact(name=f"{names[number % 7]} {surnames[number % 9]}", phone=f"07700 9{number:05d}"),),
        form_language=language,
    )


def _form(number: int, language: str) -> ConsentFormRequest:
    consent = Consent(
        id=ConsentId(str(number)),
        mentee=MenteeId(str(number)),
        academic_year="2026-27",
        form_version="2026.1",
        reference=new_reference(),
        language=language,
        issued_on=date(2026, 9, 14),
        return_by=date(2026, 10, 12),
    )
    return ConsentFormRequest(school=SCHOOL, programme=PROGRAMME, mentee=_mentee(number, language), consent=consent)


def _pack(pairs: int) -> EveningPackRequest:
    rows, sheets = [], []
    for number in range(pairs):
        mentee = _mentee(number * 7, "ur" if number % 6 == 0 else "en")
        mentor = Mentor(id=MentorId(str(number)), name=f"{FORENAMES[number % 10]} {SURNAMES[number // 10 % 10]}")
        rows.append(RegisterRow(mentee=mentee, mentor=mentor, table=number + 1, clear=True))
        sheets.append(
            SheetRequest(
                programme=PROGRAMME,
                session=SESSION,
                mentee=mentee,
                mentor=mentor,
                table=number + 1,
                last_action=f"Ask about the open day, and note {number} questions",
                next_date=date(2026, 12, 17),
            )
        )
    register = RegisterRequest(school=SCHOOL, programme=PROGRAMME, session=SESSION, rows=tuple(rows))
    return EveningPackRequest(register_request=register, sheets=tuple(sheets))


if __name__ == "__main__":
    main()
