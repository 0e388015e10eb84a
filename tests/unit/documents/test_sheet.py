import io

import numpy as np
import pypdfium2
import pytest

from desktop.documents.sheet import Box, Column, Sheet, Style
from desktop.documents.typeset import Setting, clearer
from tests.unit.documents.papers import letters_of, picture, words_of

BOX = Box(100, 100, 120, 24)
HARD = (
    "Siân Ŵyn-Jones",
    "Ễ̂̂̂̂Ṩ̈q̣̣̣̇̇̇",
    "W" * 60,
    "محمد عبدالرحمٰن الہاشمی",
    "আয়েশা সিদ্দিকা বিনতে আব্দুল্লাহ",
    "Maximilian Alexander Christopher Featherstonehaugh-Cholmondeley-Smythe",
    "﷽",
    "i",
)


def drawn(draw, setting=None):
    out = io.BytesIO()
    sheet = Sheet(out, "Test", setting or Setting())
    draw(sheet)
    sheet.end_page()
    sheet.close()
    return out.getvalue()


@pytest.mark.parametrize("setting", [Setting(), Setting("ur", rtl=True, leading=1.95)])
@pytest.mark.parametrize("name", HARD)
def test_no_ink_of_a_fitted_name_leaves_its_box(name, setting):
    page = np.asarray(picture(drawn(lambda sheet: sheet.fit(name, BOX, Style(15)), setting)))
    left = BOX.x if not setting.rtl else page.shape[1] - BOX.x - BOX.width
    inside = np.zeros(page.shape, bool)
    inside[int(BOX.top) - 1 : int(BOX.top + BOX.height) + 2, int(left) - 2 : int(left + BOX.width) + 3] = True
    dark = page < 180
    assert dark[inside].any()
    assert not dark[~inside].any()


@pytest.mark.parametrize(("align", "edge"), [("start", "left"), ("end", "right"), ("centre", "middle")])
def test_a_text_stands_where_it_is_aligned(align, edge):
    page = np.asarray(picture(drawn(lambda sheet: sheet.fit("word", Box(100, 100, 300, 24), Style(12), align=align))))
    columns = np.flatnonzero((page < 150).any(axis=0))
    middle = {"left": 113, "right": 386, "middle": 250}[edge]
    assert abs(columns.mean() - middle) < 8


def test_english_on_a_mirrored_page_runs_from_the_left_of_its_column():
    urdu = Setting("ur", rtl=True)
    column = Column(40, 100, 200)
    page = np.asarray(picture(drawn(lambda sheet: sheet.write("word", column, Style(12), setting=Setting()), urdu)))
    columns = np.flatnonzero((page < 150).any(axis=0))
    assert abs(columns.min() - (595 - 240)) < 4


def test_a_label_may_hold_to_the_page_s_own_edge():
    urdu = Setting("ur", rtl=True)
    column = Column(40, 100, 200)
    page = np.asarray(
        picture(drawn(lambda sheet: sheet.write("word", column, Style(12), align="page", setting=Setting()), urdu))
    )
    columns = np.flatnonzero((page < 150).any(axis=0))
    assert abs(columns.max() - (595 - 40)) < 4


def test_a_measured_text_is_as_high_as_a_written_one():
    text, ends = "a sentence of many words " * 12, []
    measured = []

    def draw(sheet):
        measured.append(sheet.measure(text, 200, Style(10)))
        ends.append(sheet.write(text, Column(40, 100, 200), Style(10)))

    pdf = drawn(draw)
    assert ends[0] == pytest.approx(100 + measured[0])
    assert text.replace(" ", "") in letters_of(pdf)


@pytest.mark.parametrize("name", ["محمد علی", "عائشہ", "আয়েশা সিদ্দিকা"])
def test_a_shaped_name_is_copied_as_it_is_spelt_by_both_readers(name):
    pdf = drawn(lambda sheet: sheet.fit(name, BOX, Style(15)))
    assert words_of(pdf, order="reading") == name
    assert pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range() == name


def test_the_space_between_letters_of_a_latin_name_does_not_reach_the_arabic_after_it():
    clear = clearer(Setting("ar", rtl=True))
    alone = np.asarray(picture(drawn(lambda sheet: sheet.fit("على الحضور والاستماع", BOX, Style(12)), clear), dots=144))

    def after_latin(sheet):
        sheet.fit("Anna", Box(100, 400, 100, 20), Style(12))
        sheet.fit("على الحضور والاستماع", BOX, Style(12))

    after = np.asarray(picture(drawn(after_latin, clear), dots=144))
    assert np.array_equal(alone[:700], after[:700])


@pytest.mark.parametrize("raised", ["نے", "آگے", "ضرورت", "ڈیٹا"])
def test_a_raised_letter_does_not_raise_the_words_beside_it(raised):
    urdu = Setting("ur", rtl=True, leading=1.95)

    def shown(text):
        page = drawn(lambda sheet: sheet.write(text, Column(40, 100, 300), Style(14)), urdu)
        dark = np.asarray(picture(page, dots=144)) < 128
        return np.flatnonzero(dark[:, dark.shape[1] - 2 * 140 :].any(axis=1))  # the words at the right, drawn last

    alone, beside = shown("اور " * 6), shown(f"{'اور ' * 6}{raised}")
    assert (alone.min(), alone.max()) == (beside.min(), beside.max())
