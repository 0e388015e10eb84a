"""Colours come from the tokens alone, and every text on its ground can be read."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QFontDatabase, QFontInfo, QImage, QPainter, QPalette

import desktop.ui
from desktop.paths import resource
from desktop.ui import theme
from desktop.ui.icons import icon
from desktop.ui.sheet import sheet

UI = Path(desktop.ui.__file__).parent
TEXT, MARK = 4.5, 3.0
STATES = ("paper", "surface", "sunken", "sidebar", "hover")
TINTS = ("good_bg", "wait_bg", "stop_bg")  # what a notice, a trouble and a refusal stand on
TEXTS = [
    ("ink", (*STATES, *TINTS, "soft", "soft2", "line")),
    ("muted", (*STATES, *TINTS, "soft")),
    ("link", (*STATES, *TINTS, "soft", "soft2")),
    ("note", (*STATES, "note_bg", "soft")),
    ("on_accent", ("accent", "accent_hover", "accent_press")),
    ("good", (*STATES, "good_bg", "soft")),
    ("wait", (*STATES, "wait_bg", "soft")),
    ("stop", (*STATES, "stop_bg", "soft")),
]
MARKS = [
    ("control", (*STATES, "soft")),
    ("focus", (*STATES, *TINTS, "soft", "soft2")),
    ("chart1", (*STATES, "chart3", "line")),
    ("chart2", (*STATES,)),
    ("accent", ("paper", "surface", "sunken")),
    ("disabled", ("paper", "surface", "hover", "line", "soft")),  # WCAG asks nothing of it; its reason is beside it
]
HAIRLINES = {"line2"}  # an edge beside words or an icon which say the same; nobody has to see it
CASES = [(role, ground, TEXT) for role, grounds in TEXTS for ground in grounds] + [
    (role, ground, MARK) for role, grounds in MARKS for ground in grounds
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("role", "ground", "least"), CASES)
def test_text_and_marks_stand_out_from_their_ground(name, role, ground, least):
    tokens = theme.tokens(name)
    assert contrast(getattr(tokens, role), getattr(tokens, ground)) >= least


def test_no_token_is_left_unjudged():
    judged = {role for role, _ground, _least in CASES} | {ground for _role, ground, _least in CASES}
    assert {field.name for field in fields(theme.Tokens)} - judged == HAIRLINES


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("raised", [False, True])
def test_what_the_style_sheet_writes_on_a_ground_of_its_own_stands_out_from_it(name, raised):
    tokens = theme.raised(theme.tokens(name)) if raised else theme.tokens(name)
    found = {
        chosen.strip(): contrast(words.group(1), ground.group(1)) - (MARK if "disabled" in chosen else TEXT)
        for chosen, rule in re.findall(r"([^{}]+){([^{}]*)}", sheet(theme.Theme(tokens)))
        if (words := re.search(r"(?<![-\w])color: (#\w{6})", rule))
        and (ground := re.search(r"(?<![-\w])background: (#\w{6})", rule))
    }
    assert len(found) >= 8
    assert {chosen: over for chosen, over in found.items() if over < 0} == {}


def test_no_colour_stands_outside_the_tokens():
    found = [
        f"{path.name}: {match}"
        for path in UI.rglob("*.py")
        for match in re.findall(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b", path.read_text("utf-8"))
    ]
    assert found == []


def test_only_the_theme_sets_a_style_sheet():
    found = [path.name for path in UI.rglob("*.py") if "setStyleSheet" in path.read_text("utf-8")]
    assert found == ["theme.py"]


def test_more_contrast_makes_quiet_words_ink_and_hairlines_edges():
    calm = theme.tokens("light")
    strong = theme.raised(calm)
    assert (strong.muted, strong.line) == (calm.ink, calm.control)


def test_the_palette_keeps_disabled_words_apart(qapp):
    made = theme.palette(theme.tokens("dark"))
    disabled = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    assert disabled.name().upper() == theme.tokens("dark").disabled


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_each_weight_of_the_interface_is_a_font_of_its_own(qapp, weight):
    found = QFontInfo(theme.current().font(15, weight))
    assert (found.family(), found.weight()) == ("Source Sans 3", weight)


def test_the_sheet_grows_with_the_text():
    ordinary = theme.Theme(theme.tokens("light"))
    assert "font-size: 15px" in sheet(ordinary)
    assert "font-size: 15px" not in sheet(theme.Theme(theme.tokens("light"), scale=1.3))


def test_an_icon_takes_the_colour_of_the_theme(qapp):
    pictures = set()
    for name in ("light", "dark"):
        theme.apply(qapp, theme.Theme(theme.tokens(name), dark=name == "dark"))
        image = icon("today").pixmap(24, 24).toImage()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 2


def test_a_bengali_name_is_drawn_without_a_line_where_the_program_was_started(qapp):
    for name in ("NotoSansBengali-Regular.ttf", "NotoSans-Regular.ttf"):
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))
    told: list[str] = []
    before = qInstallMessageHandler(lambda _kind, _where, text: told.append(text))
    picture = QImage(300, 60, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    painter.setFont(theme.Theme(theme.tokens("light")).font(53))  # a size nobody drew yet: Qt tells once for each
    painter.drawText(picture.rect(), 0, "রহিমা")
    painter.end()
    qInstallMessageHandler(before)
    assert told == []
