"""The code letter to a school, as text and as a PDF; it knows one code and no other site's."""

import unicodedata
from datetime import UTC, datetime
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from headoffice.sites import Letter


def letter_lines(letter: Letter, office_url: str) -> list[str]:
    """Return the letter line by line; the third paragraph is the code."""
    until = datetime.fromtimestamp(letter.expires_at, UTC)
    return [
        f"To the mentoring coordinator of {letter.name}",
        "",
        "With this code the computer that keeps your mentoring file becomes your school to head office:",
        "",
        letter.code.written,
        "",
        f"Head office's address: {office_url}",
        f"It works once, until {until.day} {until:%B %Y}.",
        "",
        "In Alongside open Head office, choose Enrol, and type both. Or at a prompt:",
        f"alongside enrol {letter.code.written} --office {office_url}",
        "",
        "Nothing is sent until you have seen every record and approved it. Names, dates and notes never leave",
        "your computer. If another computer was enrolled before, this one takes its place and the other is told.",
        "Keep this letter away from pupils, and tear it up once the code is used.",
    ]


def letter_text(letter: Letter, office_url: str) -> str:
    """Return the letter as text."""
    return "\n".join(letter_lines(letter, office_url)) + "\n"


def letter_pdf(letter: Letter, office_url: str) -> bytes:
    """Return the letter as one A4 page."""
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=A4, invariant=1)
    canvas.setTitle("Enrolment code")
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(25 * mm, 262 * mm, "Alongside: your enrolment code")
    height = 245 * mm
    for line in letter_lines(letter, office_url):
        code = line == letter.code.written
        canvas.setFont("Courier-Bold" if code else "Helvetica", 22 if code else 10.5)
        canvas.drawString(25 * mm, height, _drawable(line))
        height -= (10 if code else 6) * mm
    canvas.save()
    return paper.getvalue()


def _drawable(line: str) -> str:
    """Return a line in letters that the PDF's own fonts have: a name keeps its letters, if not every mark on them."""
    plain = (sign if sign.encode("cp1252", "ignore") else unicodedata.normalize("NFKD", sign) for sign in line)
    return "".join(plain).encode("cp1252", "ignore").decode("cp1252")
