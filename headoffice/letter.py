"""The code letter to a school, as text and as a PDF; it knows one code and no other site's."""

from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from headoffice.sites import Letter

WIDTH = 160 * mm  # of a line; a longer one is set smaller


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
        "In Alongside open Head office, press Connect to head office, and type both. Or at a prompt:",
        f"alongside enrol {letter.code.written} --office {office_url}",
        "",
        "Nothing is sent until you have seen every record and approved it. Names, dates and notes never leave",
        "your computer. If another computer was connected before, this one takes its place and the other is told.",
        "Keep this letter away from pupils, and tear it up once the code is used.",
    ]


def letter_text(letter: Letter, office_url: str) -> str:
    """Return the letter as text."""
    return "\n".join(letter_lines(letter, office_url)) + "\n"


def letter_pdf(letter: Letter, office_url: str) -> bytes:
    """Return the letter as one A4 page, its fonts inside it: a name prints as it is written."""
    plain, bold = _font("NotoSans-Regular"), _font("NotoSans-Bold")
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=A4, invariant=1)
    canvas.setTitle("Code letter")
    canvas.setFont(bold, 17)
    canvas.drawString(25 * mm, 262 * mm, "Alongside: your code for head office")
    height = 245 * mm
    for line in letter_lines(letter, office_url):
        code = line == letter.code.written
        font, size = ("Courier-Bold", 22.0) if code else (plain, 10.0)
        canvas.setFont(font, min(size, size * WIDTH / max(1.0, stringWidth(line, font, size))))
        canvas.drawString(25 * mm, height, line)
        height -= (10 if code else 6) * mm
    canvas.save()
    return paper.getvalue()


@cache
def _font(name: str) -> str:
    """Make a font of those shipped with the desktop app known to ReportLab, and return its name."""
    app = Path(str(files("desktop")))
    file = next(path for root in (app, app.parent) if (path := root / "resources" / "fonts" / f"{name}.ttf").exists())
    registerFont(TTFont(name, str(file)))
    return name
