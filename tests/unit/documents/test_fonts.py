import unicodedata

import pytest

from desktop.documents import fonts
from desktop.paths import resource


@pytest.mark.parametrize(
    "name", ["Siân Ŵyn-Jones", "Łukasz Żak", "Nguyễn", "محمد", "আয়েশা", "<b>Bold", "A & B", "Șerban"]
)
def test_names_of_the_school_s_scripts_can_all_be_printed(name):
    assert fonts.missing(name) == ()


def test_a_letter_that_no_face_has_is_named_once():
    assert fonts.missing("王 and 王 and ☃️") == ("王", "☃️")


def test_a_mark_stands_where_no_face_has_the_letter():
    assert fonts.printable("王 Li") == "\ufffd Li"


@pytest.mark.parametrize("kind", ["plain", "clear"])
def test_the_mark_for_a_missing_letter_can_itself_be_printed(kind):
    first = fonts.family(kind, "en", bold=False)[0]
    assert ord(fonts.MISSING) in fonts.face(first).font.face.charToGlyph


def test_a_name_that_lost_a_letter_before_it_came_here_is_reported():
    assert fonts.missing("Si\ufffdn") == ("\ufffd",)


def test_decomposed_letters_are_composed():
    assert fonts.clean(unicodedata.normalize("NFD", "Ŵyn")) == "Ŵyn"


def test_controls_overrides_and_lone_surrogates_are_taken_out():
    assert fonts.clean("a\x00b\u202ec\ud800d\u2028e") == "a bcd e"


def test_white_space_is_one_space():
    assert fonts.clean("  Tom \t  Weaver ") == "Tom Weaver"


def test_a_letter_and_its_marks_are_one_cluster():
    assert list(fonts.clusters("q\u0307\u0323x")) == ["q\u0307\u0323", "x"]


def test_a_mark_without_a_composed_letter_is_shaped_onto_it():
    assert not fonts.simple("q\u0307")
    assert fonts.shape("q\u0307", "NotoSans-Regular", "en", backwards=False).advance > 0


def test_a_glyph_s_private_code_depends_on_nothing_before():
    table = fonts.face("NotoSansBengali-Regular").font.face
    fonts.shape("ক্ষ", "NotoSansBengali-Regular", "bn", backwards=False)
    first = {glyph: list(codes) for glyph, codes in table.glyphToChar.items()}
    fonts.shape("শক্তি", "NotoSansBengali-Regular", "bn", backwards=False)
    assert all(table.glyphToChar[glyph] == codes for glyph, codes in first.items())


def test_every_font_file_has_a_licence():
    licences = " ".join(path.read_text("utf-8") for path in resource("fonts").glob("LICENSE-*"))
    families = {path.stem.split("-")[0][:6] for path in resource("fonts").glob("Noto*.ttf")} | {"Andika"}
    assert all(name[:4] in licences for name in families)
    assert "SIL OPEN FONT LICENSE" in licences
