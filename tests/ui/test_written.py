"""Names of every kind are shown as they stand: never as markup, never as keys, cut at their own end."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel

from desktop.models.people import Mentee
from desktop.ui import theme
from desktop.ui.written import cut, on_button, one_line, runs_right_to_left, tip

LONG = "Wilhelmina-Alexandrina Featherstonehaugh-Cholmondeley-Majors"
NAMES = ["محمد", "Siân", "<b>Bold", "A & B", LONG, "X"]


def metrics() -> QFontMetricsF:
    return QFontMetricsF(theme.current().font())


@pytest.mark.parametrize(
    ("text", "turned"),
    [("محمد", True), ("123 عائشہ", True), ("Siân", False), ("", False), ("12", False), ("نور Hassan", False)],
)
def test_a_text_runs_the_way_of_all_its_letters(qapp, text, turned):
    assert runs_right_to_left(text) is turned


def test_what_has_room_is_not_cut(qapp):
    assert cut(metrics(), LONG, 5_000) == LONG


def test_dots_stand_at_the_end_of_a_cut_text(qapp):
    assert cut(metrics(), LONG, 80).endswith("…")


def test_a_text_that_runs_the_other_way_keeps_its_dots_to_itself(qapp):
    shown = cut(metrics(), "محمد عبد الرحمن الطويل جدا", 60)
    assert (shown[0], shown[-2:]) == ("\u2068", "…\u2069")


def test_a_line_break_or_tab_in_a_name_is_one_space_and_joined_signs_stay_joined(qapp):
    assert one_line("מרים 👩🏽\u200d🎓\r\n X\tY\u2028Z\n") == "מרים 👩🏽\u200d🎓 X Y Z"
    assert "\n" not in cut(metrics(), "Ann\nLee", 500)


def test_markup_in_a_tooltip_is_shown_and_not_obeyed():
    assert tip("<b>Bold") == "<qt>&lt;b&gt;Bold</qt>"
    assert tip("Siân") == "Siân"


def test_an_ampersand_on_a_button_stays_one():
    assert on_button("A & B") == "A && B"


@pytest.fixture
def zoo(seat, workspace):
    """The young people's page with names of every kind."""
    people = workspace.roster.people(Mentee)[: len(NAMES)]
    named = [
        one.model_copy(update={"legal_forename": name, "legal_surname": "", "preferred_forename": ""})
        for one, name in zip(people, NAMES, strict=True)
    ]
    workspace.roster.keep_many(named, label="Name them")
    window = seat(workspace, "young-people")
    return window, {name: one.id for name, one in zip(NAMES, named, strict=True)}


@pytest.mark.parametrize("name", NAMES)
def test_the_panel_says_a_name_as_it_stands(zoo, name):
    window, ids = zoo
    page = window.shell.page
    page.open(ids[name])
    QApplication.processEvents()
    title = next(one for one in page.panel.findChildren(QLabel) if one.accessibleName() == name)
    assert title.text() == name
    assert all(label.textFormat().name == "PlainText" for label in page.panel.findChildren(QLabel))


def test_a_name_too_long_for_its_cell_is_whole_in_the_tooltip(zoo):
    window, ids = zoo
    page = window.shell.page
    page.list.show_one(ids[LONG])
    view = page.list.view
    view.setColumnWidth(0, 150)
    assert view.itemDelegate().tip_of(view.currentIndex()) == LONG


def test_each_name_reads_as_a_sentence(zoo):
    window, ids = zoo
    model = window.shell.page.list.model
    for name, identity in ids.items():
        assert model.sentence(model.line_of(identity)).startswith(f"{name}. ")


def test_columns_take_the_room_their_rows_ask_for(zoo):
    window, _ids = zoo
    view = window.shell.page.list.view
    assert view.columnWidth(0) >= view._needs.of(0, view.verticalHeader().defaultSectionSize()).least
    assert sum(view.columnWidth(at) for at in range(7) if not view.isColumnHidden(at)) <= view.viewport().width()
