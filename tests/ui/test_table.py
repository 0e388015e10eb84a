"""One table for every list: rows by page, orders asked of the source, columns that leave, keys that choose."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.ui.preferences import Preferences
from desktop.ui.table.cells import Cell, Column, Query, Source, person
from desktop.ui.table.delegate import width_of
from desktop.ui.table.frame import ListFrame, ListSpec
from desktop.ui.table.lines import fits, small_lines
from desktop.ui.table.model import LOOKED_AGAIN, PAGE, PAGES_KEPT, TableModel
from desktop.ui.table.needs import Needs
from desktop.ui.table.plain import plain_list
from desktop.ui.table.view import ListView
from desktop.ui.table.widths import Need, fitted

COUNT = 5000


class Rows:
    """A source that remembers what it was asked."""

    def __init__(self, count: int = COUNT) -> None:
        self.count = count
        self.asked: list[Query] = []
        self.fetched: list[str] = []

    def ids(self, query: Query) -> list[str]:
        self.asked.append(query)
        found = [str(number) for number in range(self.count) if query.search in str(number)]
        return found[::-1] if query.descending else found

    def rows(self, ids) -> list[str]:
        self.fetched += ids
        return list(ids)

    @property
    def source(self) -> Source[str]:
        return Source(self.ids, self.rows, lambda one: one)


COLUMNS = [
    Column("name", "Name", lambda one: Cell(one), "1234567890123", "name", keep=10),
    Column("square", "Square", lambda one: Cell(str(int(one) ** 2)), "12345678901234567890", keep=2),
    Column("word", "Word", lambda one: Cell("word"), "123456789012345678901234", keep=5),
]


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def model(qapp, rows: Rows) -> TableModel:
    made = TableModel(COLUMNS, rows.source)
    made.ask(Query(sort="name"))
    return made


@pytest.fixture
def view(qtbot, model: TableModel) -> ListView:
    made = ListView(model, "Numbers")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_a_name_kept_with_a_line_break_stands_in_one_line():
    shown = person("Ann\nMarie\r", "Lee\t\u2028Jones")
    assert (shown.text, shown.second, shown.plain) == ("Ann Marie", "Lee Jones", "Ann Marie Lee Jones")


def test_only_the_pages_looked_at_are_fetched(model, rows):
    model.cell(3000, 0)
    assert len(rows.fetched) == PAGE


def test_a_page_at_hand_is_not_fetched_again(model, rows):
    model.cell(0, 0)
    model.cell(1, 1)
    assert len(rows.fetched) == PAGE


def test_the_oldest_page_is_let_go(model, rows):
    for page in range(PAGES_KEPT + 1):
        model.cell(page * PAGE, 0)
    model.cell(0, 0)
    assert len(rows.fetched) == PAGE * (PAGES_KEPT + 2)


def test_a_row_reads_as_a_sentence(model):
    assert model.data(model.index(2, 0), Qt.ItemDataRole.AccessibleTextRole) == "2. Square: 4; word."


def test_reading_again_keeps_the_selection_where_the_rows_are_the_same(view, model):
    view.show_row("7")
    model.re_read()
    assert view.current == "7"


def test_the_least_important_column_leaves_a_narrow_window_first(view):
    view.resize(170, 400)
    assert view.wide_columns() == ["name", "word"]


def test_the_first_column_never_leaves(view):
    view.resize(60, 400)
    assert view.wide_columns() == ["name"]


def test_what_is_typed_is_looked_for_by_name_without_making_every_row(qtbot, rows):
    source = Source(rows.ids, rows.rows, called=lambda identity: f"N{identity}")
    made = ListView(TableModel(COLUMNS, source), "Numbers")
    qtbot.addWidget(made)
    made._model.ask(Query(sort="name"))
    made.show()
    fetched = len(rows.fetched)
    qtbot.keyClicks(made, "n4999x")
    assert made.current == "4999"
    assert len(rows.fetched) - fetched <= 2 * PAGE


def test_typing_jumps_to_a_row(qtbot, view):
    qtbot.keyClicks(view, "42")
    assert view.current == "42"


def test_space_chooses_several_and_arrows_only_move(qtbot, view):
    view.show_row("0")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(view, key)
    assert view.chosen == ["0", "2"]


def test_control_a_chooses_all(qtbot, view):
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(view.chosen) == COUNT


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
@pytest.mark.parametrize(("key", "row"), [(Qt.Key.Key_Home, "0"), (Qt.Key.Key_End, str(COUNT - 1))])
def test_home_and_end_choose_the_first_and_the_last_row(qtbot, view, key, row, modifier):
    view.show_row("7")
    qtbot.keyClick(view, key, modifier)
    assert (view.current, view.chosen) == (row, [row])


def test_end_with_shift_chooses_all_rows_to_the_last(qtbot, view):
    view.show_row(str(COUNT - 3))
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert view.chosen == [str(COUNT - at) for at in (3, 2, 1)]


def test_page_down_and_up_choose_a_row_a_screen_away(qtbot, view):
    view.show_row("0")
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    below = int(view.current)
    assert below > 3
    assert view.chosen == [str(below)]
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert int(view.current) < below
    assert view.chosen == [view.current]


def test_enter_opens_the_row(qtbot, view):
    view.show_row("5")
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["5"]


def frame_of(rows: Rows, preferences: Preferences) -> ListFrame:
    spec = ListSpec(
        key="numbers",
        name="Numbers",
        columns=COLUMNS,
        source=rows.source,
        chips=(("", "All"), ("odd", "Odd")),
        counts=lambda search: {"": rows.count, "odd": rows.count // 2},
        count_words=lambda n: f"{n} numbers",
    )
    return ListFrame(spec, preferences, QWidget())


@pytest.fixture
def frame(qtbot, rows: Rows) -> ListFrame:
    made = frame_of(rows, Preferences())
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.re_read()
    return made


def test_a_click_on_a_head_asks_the_source_for_another_order(frame, rows):
    frame.view.sorted_by.emit("name")
    assert (rows.asked[-1].sort, rows.asked[-1].descending) == ("name", True)


def test_a_filter_that_finds_nobody_offers_all(frame):
    frame.filters.words.setText("nothing like it")
    frame._on_filtered()
    assert frame._stack.currentWidget() is frame._nobody
    frame.show_all()
    assert frame._stack.currentWidget() is frame.view


def test_hidden_columns_are_remembered(qtbot, rows, tmp_path):
    first = frame_of(rows, Preferences(tmp_path))
    qtbot.addWidget(first)
    first.show_column("word", False)
    second = frame_of(rows, Preferences(tmp_path))
    qtbot.addWidget(second)
    second.resize(900, 300)
    second.show()
    assert "word" not in second.view.wide_columns()


class Words:
    """A source whose rows can say something else when they are read again."""

    def __init__(self, count: int = COUNT) -> None:
        self.said = {str(number): "before" for number in range(count)}

    @property
    def source(self) -> Source[tuple[str, str]]:
        return Source(lambda _query: list(self.said), lambda ids: [(one, self.said[one]) for one in ids])


@pytest.fixture
def words(qapp) -> Words:
    return Words()


@pytest.fixture
def telling(qtbot, words: Words) -> TableModel:
    """A model whose first rows were painted, and a list of the lines it tells of."""
    columns = [Column("name", "Name", lambda one: Cell(one[0])), Column("said", "Said", lambda one: Cell(one[1]))]
    model = TableModel(columns, words.source)
    model.ask(Query())
    for line in (*range(12), 2000):
        for column in range(2):
            model.painted(line, column)
    return model


def told(model: TableModel) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: lines.append((first.row(), last.row())))
    return lines


def test_an_edit_has_one_line_painted_and_resets_nothing(qtbot, telling, words):
    lines = told(telling)
    words.said["3"] = "after"
    with qtbot.assertNotEmitted(telling.modelReset):
        telling.re_read()
    assert lines == [(3, 3)]
    assert telling.painted(3, 1).text == "after"


def test_reading_again_what_stayed_as_it_was_has_nothing_painted(telling):
    lines = told(telling)
    telling.re_read()
    telling.re_read()
    assert lines == []


def test_a_line_that_changes_twice_is_painted_twice(telling, words):
    lines = told(telling)
    for said in ("after", "later"):
        words.said["3"] = said
        telling.re_read()
        telling.painted(3, 1)
    assert lines == [(3, 3), (3, 3)]


def test_pages_that_were_looked_at_long_ago_are_told_of_whole_and_not_compared(telling):
    for page in range(1, LOOKED_AGAIN + 1):
        telling.painted(page * PAGE, 0)
    lines = told(telling)
    telling.re_read()
    assert (0, PAGE - 1) in lines
    assert len(lines) == 2


def test_what_is_asked_while_a_list_is_read_again_stands(frame):
    reading = frame.reading()
    next(reading)
    frame.ask(Query(search="42"))
    for _piece in reading:
        pass
    assert frame.model.query.search == "42"
    assert all("42" in one for one in frame.model.ids)


def test_the_order_can_be_chosen_by_keys_and_is_told(frame):
    frame._on_sort()
    menu = frame.findChildren(QMenu)[-1]
    first = next(act for act in menu.actions() if act.isChecked())
    first.trigger()
    assert frame.view.accessibleDescription() == f"Sorted by {first.text()}, descending"


LONG_NAME = Cell("Oluwaseun", second="Adebayo-Fitzgerald", strong=True)


def texts(cell: Cell, width: float) -> list[str]:
    return [text for text, _weight in small_lines(cell, width, 2)]


def test_a_name_that_does_not_fit_has_its_surname_in_a_line_of_its_own(qapp):
    assert texts(LONG_NAME, 130) == ["Oluwaseun", "Adebayo-Fitzgerald"]


def test_a_word_is_broken_at_its_hyphen(qapp):
    assert texts(Cell("Adebayo-Fitzgerald"), 80) == ["Adebayo-", "Fitzgerald"]


def test_what_is_over_stands_in_the_last_line(qapp):
    assert "".join(texts(Cell("one two three four five six"), 40)).replace(" ", "") == "onetwothreefourfivesix"
    assert not fits(Cell("one two three four five six"), 40, 2)


def test_a_word_of_no_language_is_broken_anywhere(qapp):
    assert len(texts(Cell("x" * 30), 150)) == 2


def test_columns_give_of_what_they_have_to_spare_before_one_is_cut():
    widths = fitted({0: Need(100, 100, 100), 1: Need(120, 80, 200), 2: Need(50, 120, 120)}, 300, {0: 10, 1: 9, 2: 5})
    assert widths == {0: 100, 1: 120, 2: 80}


def test_the_least_important_column_leaves_where_all_do_not_fit():
    assert set(
        fitted({0: Need(100, 100, 100), 1: Need(90, 90, 90), 2: Need(60, 60, 60)}, 200, {0: 10, 1: 3, 2: 5})
    ) == {
        0,
        2,
    }


def test_what_is_over_goes_first_to_the_most_important_column_that_is_short():
    widths = fitted({0: Need(50, 60, 100), 1: Need(50, 60, 100)}, 170, {0: 10, 1: 5})
    assert widths == {0: 100, 1: 70}


def test_a_row_too_long_for_its_column_is_cut_nowhere(view, model):
    delegate = view.itemDelegate()
    assert not [line for line in range(60) for at in range(3) if delegate.cuts(model.index(line, at))]


def over_in_a_line(frame: ListFrame, *parts: QWidget) -> bool:
    return sum(one.sizeHint().width() + 8 for one in parts if not one.isHidden()) > frame.width()


def test_a_long_name_of_what_is_shown_is_a_short_one_beside_words_and_told_whole(frame):
    name = "Three young people wait for a mentor and have done so for longer than all of the others of this school"
    frame.show_these(["1", "2"], name)
    row = frame.handles
    assert (row.these.text(), row.sort.text()) == ("These 5,000", "Sort")
    assert name in row.these.toolTip()
    assert name in row.these.accessibleName()
    assert row.minimumSizeHint().width() <= frame.width()


@pytest.mark.parametrize(("high", "said"), [(600, "Sort"), (300, "")])
def test_the_bar_of_a_narrow_list_has_a_line_of_its_own_but_in_a_low_window(frame, high, said):
    row = frame.handles
    bar = (row.filter, row.sort, row.columns)
    chips = [one for one in row.chips.values() if not one.isHidden()]
    frame.resize(sum(one.sizeHint().width() + 8 for one in (*chips, *bar)) - 120, high)
    QApplication.processEvents()
    assert row.sort.text() == said
    assert (row.sort.y() > chips[0].y() + 8) is bool(said)
    assert not over_in_a_line(frame, *bar)


def test_a_long_word_that_most_rows_have_keeps_its_room(qapp):
    rows = ["Higher", "Lower", "Same", *["Not measured"] * 17]
    view = plain_list("Records", [Column("word", "A", Cell, "Not measured")], rows)
    need = Needs(view.model()).of(0, 32)
    assert min(need.usual, need.whole) > width_of(Cell("Not measured"))


def test_one_name_too_long_for_any_row_takes_no_column_away_from_the_others(qapp):
    names = [("Nia", "Rees"), ("Tomos", "Gwynne"), ("Maximiliana-Theodora " * 3, "Featherstonehaugh-Cholmondeley-" * 3)]
    rows = names[:2] * 15
    column = Column("name", "A", lambda one: person(*one), keep=10)
    usual, odd = (plain_list("People", [column], found) for found in (rows, [*rows, names[2]]))
    assert Needs(odd.model()).of(0, 36) == Needs(usual.model()).of(0, 36)
