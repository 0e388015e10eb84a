import io

import pypdfium2

from desktop.documents.sheet import A4, Box, Column, Sheet, Style
from desktop.documents.typeset import Setting
from tests.unit.documents.papers import words_of


def test_each_page_is_in_the_file_before_the_next_is_drawn():
    out = io.BytesIO()
    sheet = Sheet(out, "Pages", Setting())
    lengths = []
    for number in range(3):
        sheet.fit(f"Page {number}", Box(40, 40, 100, 20), Style(12))
        sheet.end_page()
        lengths.append(len(out.getvalue()))
    sheet.close()
    assert lengths == sorted(set(lengths))
    assert len(pypdfium2.PdfDocument(out.getvalue())) == 3


def test_the_language_of_the_document_is_told():
    out = io.BytesIO()
    sheet = Sheet(out, "Ffurflen", Setting("cy"))
    sheet.end_page()
    sheet.close()
    assert b"/Lang (cy)" in out.getvalue()


def test_a_stamp_is_described_once():
    drawn = []
    out = io.BytesIO()
    sheet = Sheet(out, "Stamps", Setting())

    def draw():
        drawn.append(1)
        sheet.write("always the same", Column(40, 40, 200), Style(10))

    for _page in range(3):
        sheet.stamp("same", draw)
        sheet.end_page()
    sheet.close()
    assert len(drawn) == 1
    assert words_of(out.getvalue()).count("always the same") == 3


def test_a_page_can_be_turned():
    out = io.BytesIO()
    sheet = Sheet(out, "Turned", Setting())
    sheet.end_page()
    sheet.turn_to((A4[1], A4[0]))
    sheet.end_page()
    sheet.close()
    document = pypdfium2.PdfDocument(out.getvalue())
    assert document[0].get_width() < document[1].get_width()


def test_a_mirrored_page_starts_at_the_right():
    for setting, side in ((Setting(), "left"), (Setting("ur", rtl=True), "right")):
        out = io.BytesIO()
        sheet = Sheet(out, "Side", setting)
        sheet.box(Box(10, 10, 50, 50), fill=Style().colour)
        sheet.end_page()
        sheet.close()
        image = pypdfium2.PdfDocument(out.getvalue())[0].render(scale=0.2).to_pil().convert("L")
        dark = image.getpixel((6, 6)) < 100
        assert dark == (side == "left")
