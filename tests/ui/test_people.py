"""Young people and mentors: lists, the person beside them, forms that keep drafts, many at once."""

from datetime import date

from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.models.people import GateKind, Mentee, Mentor, PersonState
from desktop.ui.forms import Field, Form
from desktop.ui.latest import Latest
from desktop.ui.pages.people.change_form import ChangeForm
from desktop.ui.pages.people.mentee_form import mentee_from, values_of
from desktop.ui.pages.people.mentor_form import mentor_from
from desktop.ui.pages.people.mentor_form import values_of as mentor_values
from desktop.ui.pages.people.targets import these
from desktop.ui.table.view import ListView
from tests.builders import mentee
from tests.ui.dialogs import dialog


def texts(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def press(window, name: str) -> None:
    next(one for one in dialog(window).findChildren(type(window.shell.page.add)) if one.text() == name).click()


def test_chips_carry_exact_counts_that_add_up(seat, workspace):
    page = seat(workspace, "young-people").shell.page
    counts = workspace.lists.mentee_counts()
    shown = {key: int(chip.accessibleName().split(", ")[1]) for key, chip in page.list.handles.chips.items()}
    assert shown == {key: counts.get(key, 0) for key in shown}
    assert shown[""] == shown["matched"] + shown["proposed"] + shown["waiting"] + shown["not_ready"]


def test_a_chip_shows_exactly_its_people(seat, workspace):
    page = seat(workspace, "young-people").shell.page
    page.list.show_chip("matched")
    assert len(page.list.model.ids) == workspace.lists.mentee_counts()["matched"]


def test_the_panel_follows_the_selection(seat, workspace):
    page = seat(workspace, "young-people").shell.page
    page.list.view.show_row(page.list.model.ids[3])
    QApplication.processEvents()
    name = page.person(page.list.model.ids[3]).full_name
    assert name in [one.accessibleName() for one in page.panel.findChildren(QLabel)]


def test_readiness_is_said_in_words(seat, workspace):
    page = seat(workspace, "young-people").shell.page
    QApplication.processEvents()
    assert "Consent to take part" in texts(page.panel)


def test_an_added_person_is_in_the_list_and_can_be_undone(seat, workspace):
    window = seat(workspace, "young-people")
    before = len(window.shell.page.list.model.ids)
    window.shell.page.add_person()
    form = dialog(window).findChild(Form)
    form.fields["legal_forename"].put("Gwen")
    form.fields["legal_surname"].put("Parry")
    press(window, "Add")
    assert len(window.shell.page.list.model.ids) == before + 1
    assert window.told.notices[-1] == "Gwen added"
    window.shell._undo()
    assert len(window.shell.page.list.model.ids) == before


def test_a_form_says_what_is_wrong_and_keeps_nothing(seat, workspace):
    window = seat(workspace, "young-people")
    window.shell.page.add_person()
    form = dialog(window).findChild(Form)
    form.fields["date_of_birth"].put("31/02/2012")
    press(window, "Add")
    assert dialog(window).isVisible()
    assert "Write a forename." in texts(dialog(window))
    assert "There is no such day. Write the day first, then the month, as 12/11/2026." in texts(dialog(window))


def test_what_was_typed_and_not_kept_is_there_again(seat, workspace):
    window = seat(workspace, "young-people")
    window.shell.page.add_person()
    form = dialog(window).findChild(Form)
    form.fields["legal_forename"].entry.insert("Gwen")
    form.fields["legal_forename"].changed.emit()
    dialog(window).reject()
    QApplication.processEvents()
    window.shell.page.add_person()
    assert dialog(window).findChild(Form).values["legal_forename"] == "Gwen"


def test_several_can_leave_as_one_step(seat, workspace):
    window = seat(workspace, "young-people")
    page = window.shell.page
    alone = [one for one in page.list.model.ids if not workspace.matching.running_of([one])]
    people = [page.person(one) for one in alone[:3]]
    page.set_state(people, PersonState.LEFT)
    assert window.told.notices[-1] == "3 people no longer take part"
    assert {workspace.roster.mentee(one.id).state for one in people} == {PersonState.LEFT}
    window.shell._undo()
    assert {workspace.roster.mentee(one.id).state for one in people} == {PersonState.ACTIVE}


def test_the_story_of_a_person_is_shown(seat, workspace):
    window = seat(workspace, "young-people")
    window.shell.page.show_history(workspace.roster.people(Mentee)[0])
    assert "Add the people of the autumn" in texts(dialog(window))


def test_a_form_that_changes_nothing_changes_nobody(workspace):
    for one in workspace.roster.people(Mentee):
        assert mentee_from(values_of(one), one) == one


def test_special_needs_and_sex_can_be_told(workspace):
    one = workspace.roster.people(Mentee)[0]
    changed = mentee_from({**values_of(one), "sen": "K", "sex": "F"}, one)
    assert (changed.needs.sen, changed.sex) == ("K", "F")


def test_a_mentor_form_that_changes_nothing_changes_nobody(workspace):
    for one in workspace.roster.people(Mentor):
        assert mentor_from(mentor_values(one), one, who="Helen Marsh") == one


def test_a_new_gate_bears_the_initials_of_who_sits_here(workspace):
    one = next(one for one in workspace.roster.people(Mentor) if not one.gates)
    changed = mentor_from({**mentor_values(one), "gate:interview": "05/11/2026"}, one, who="Helen Marsh")
    assert [gate.by for gate in changed.gates] == ["HM"]


def test_a_mentor_row_reads_as_a_sentence(seat, workspace):
    page = seat(workspace, "mentors").shell.page
    assert "Checks:" in page.list.model.sentence(0)


def test_the_panel_slides_over_a_narrow_list_and_closes_with_escape(seat, workspace):
    window = seat(workspace, "young-people", size=(1000, 700))
    QApplication.processEvents()
    page = window.shell.page
    assert page.panel.isVisible()
    page.panel.closed.emit()
    assert not page.panel.isVisible()


def several(window, page, ids):
    """Open the dialog that changes some people and return its form."""
    from desktop.ui.pages.people.change_form import ChangeForm

    page.list.view.choose_rows(ids)
    page.change_many()
    return dialog(window).findChild(ChangeForm)


def test_one_thing_of_many_people_is_changed_as_one_step(seat, workspace):
    window = seat(workspace, "young-people")
    page = window.shell.page
    ids = list(page.list.model.ids[:4])
    form = several(window, page, ids)
    form.trait.choose("form_language")
    form.value.put("cy")
    form.look()
    assert "4 would change" in texts(dialog(window))
    press(window, "Change 4")
    assert {workspace.roster.mentee(one).form_language for one in ids} == {"cy"}
    window.shell._undo()
    assert {workspace.roster.mentee(one).form_language for one in ids} == {""}


def test_who_is_chosen_stays_chosen_in_another_order(seat, workspace):
    view = (page := seat(workspace, "young-people").shell.page).list.view
    some = set(list(page.list.model.ids)[1:6:2])
    view.choose_rows(some)
    page.list._on_sorted("form")
    assert set(view.chosen) == some
    page.set_state([page.person(away := min(some))], PersonState.PAUSED)
    assert set(view.chosen) == some - {away}


def test_who_would_change_is_seen_whole_without_scrolling(seat, workspace, qtbot):
    window = seat(workspace, "young-people", size=(1366, 697))
    page = window.shell.page
    page.list.view.choose_rows(list(page.list.model.ids[:4]))
    asked = page.change_many("form_language")
    low = asked.height()
    asked.findChild(ChangeForm).value.put("cy")
    asked.findChild(ChangeForm).look()
    preview = asked.findChild(ListView)
    qtbot.waitUntil(lambda: asked.height() > low)
    qtbot.waitUntil(lambda: preview.visibleRegion().boundingRect().height() == preview.height())
    assert window.frameGeometry().contains(asked.frameGeometry())


def test_a_value_that_cannot_be_changes_nobody(seat, workspace):
    window = seat(workspace, "young-people")
    form = several(window, window.shell.page, list(window.shell.page.list.model.ids[:2]))
    form.trait.choose("year")
    form.value.put("seventy")
    form.look()
    assert "whole number" in texts(dialog(window))
    assert not next(one for one in dialog(window).findChildren(QPushButton) if one.text() == "Change them").isEnabled()


def test_a_gate_ahead_of_its_day_is_told_in_the_dialog(seat, workspace):
    window = seat(workspace, "mentors")
    form = several(window, window.shell.page, list(window.shell.page.list.model.ids[:2]))
    form.trait.choose("gate:training")
    form.value.put("01/01/2030")
    form.look()
    assert "ahead of its day" in texts(dialog(window))


def test_a_list_is_added_to_or_taken_from(seat, workspace):
    window = seat(workspace, "mentors")
    page = window.shell.page
    (first, *_rest) = page.list.model.ids
    form = several(window, page, [first])
    form.trait.choose("languages")
    form.way.choose("add")
    form.value.entry.show_codes(["ur", "pl"])
    form.value.changed.emit()
    form.look()
    press(window, "Change 1")
    assert set(workspace.roster.mentor(first).languages) == {"ur", "pl"}


def test_a_year_moves_up_without_a_value(seat, workspace):
    window = seat(workspace, "young-people")
    page = window.shell.page
    (first, *_rest) = page.list.model.ids
    before = workspace.roster.mentee(first).year
    form = several(window, page, [first])
    form.trait.choose("year")
    form.way.choose("raise")
    press(window, "Change 1")
    assert workspace.roster.mentee(first).year == before + 1


def test_the_list_shows_exactly_who_is_asked_for(seat, workspace):
    window = seat(workspace, "young-people")
    page = window.shell.page
    wanted = [page.list.model.ids[1], page.list.model.ids[5]]
    page.open(these("2 forms late", wanted))
    assert sorted(page.list.model.ids) == sorted(wanted)
    assert page.list.handles.these.text() == "2 forms late"
    page.list.handles.these.click()
    assert len(page.list.model.ids) == workspace.lists.mentee_counts()[""]


def test_who_is_away_has_a_chip_and_can_be_taken_up_again(seat, workspace):
    window = seat(workspace, "young-people")
    page = window.shell.page
    assert not page.list.handles.chips["away"].isVisible()
    person = page.person(page.list.model.ids[0])
    page.set_state([person], PersonState.PAUSED)
    assert page.list.handles.chips["away"].isVisible()
    page.list.show_chip("away")
    assert list(page.list.model.ids) == [person.id]


def test_a_filter_narrows_the_list_and_is_counted(seat, workspace):
    page = seat(workspace, "young-people").shell.page
    page.list.filters.choices["year"].choose("9")
    assert {page.person(one).year for one in page.list.model.ids} == {9}
    assert page.list.handles.filter.accessibleName() == "Filter, 1"


def test_a_schools_own_word_of_several_words_stays_whole(workspace):
    one = workspace.roster.people(Mentee)[0].model_copy(update={"sectors": ("law", "Arts & crafts")})
    assert mentee_from(values_of(one), one) == one
    grown = workspace.roster.people(Mentor)[0].model_copy(update={"sectors": ("law", "Arts & crafts")})
    assert mentor_from(mentor_values(grown), grown, who="Helen Marsh") == grown


def test_nothing_changes_before_somebody_said_to_what(seat, workspace):
    window = seat(workspace, "young-people")
    form = several(window, window.shell.page, list(window.shell.page.list.model.ids[:2]))
    form.trait.choose("year")
    assert form.change is None
    assert not next(one for one in dialog(window).findChildren(QPushButton) if one.text() == "Change them").isEnabled()


def test_leaving_a_thing_empty_is_said_in_words(seat, workspace):
    window = seat(workspace, "young-people")
    page = window.shell.page
    (first, *_rest) = page.list.model.ids
    form = several(window, page, [first])
    form.trait.choose("form")
    form.way.choose("clear")
    press(window, "Change 1")
    assert workspace.roster.mentee(first).form is None


def test_the_person_beside_a_list_stays_while_it_is_read_again(seat, workspace):
    page = seat(workspace, "young-people").shell.page
    current = page.list.view.current
    workspace.roster.keep(mentee(id="first", legal_forename="Aaa", legal_surname="Aaa"))
    assert all(page.panel.isVisible() for _piece in page.read())
    assert "first" in page.list.model.ids
    assert page.list.view.current == current


def test_the_person_beside_a_list_is_told_a_part_a_piece(seat, workspace):
    panel = seat(workspace, "young-people").shell.page.panel
    seen = [panel.area.updatesEnabled() for _piece in panel.filling(QLabel("part") for _part in range(3))]
    assert seen == [False] * 3
    assert panel.area.updatesEnabled()


def test_what_would_change_is_looked_at_by_a_worker(qtbot, seat, workspace, monkeypatch):
    page, asked = seat(workspace, "young-people").shell.page, []
    monkeypatch.setattr(Latest, "ask", lambda _latest, work, then: asked.append((work, then)))
    page.list.view.selectAll()
    page.change_many("year").findChild(Field).put("11")
    dialog(page.window()).findChild(ChangeForm).look()
    assert len(asked) == 1


def test_a_check_that_is_known_but_was_not_seen_says_so(seat, workspace):
    page = seat(workspace, "mentors").shell.page
    some = workspace.roster.people(Mentor)[0]
    unseen = some.model_copy(
        update={
            "gates": tuple(one for one in some.gates if one.kind is not GateKind.DBS),
            "dbs": some.dbs.model_copy(update={"issued_on": date(2025, 2, 19)}),
        }
    )
    said = {one.name: one.state for one in page._lights(unseen, workspace.lists.mentor_lines([some.id])[0])}
    assert said["DBS check"] == "Known, not seen yet"
