"""The long forms of a young person and a mentor: every fact can be told, is checked as one types, and is never lost."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.models.people import Background, Contact, Dbs, Gate, GateKind, Mentee, Mentor, Needs, PersonState
from desktop.store import Store
from desktop.ui import theme
from desktop.ui.forms import Form, a_figure
from desktop.ui.pages.people.barring import ask_bar
from desktop.ui.pages.people.contacts import contacts_from, contacts_text
from desktop.ui.pages.people.mentee_form import mentee_from, mentee_sections, values_of
from desktop.ui.pages.people.mentor_form import a_past_day, mentor_from
from desktop.ui.pages.people.mentor_form import values_of as mentor_values
from desktop.ui.pages.people.several import ChangeForm
from desktop.ui.sections import SectionedForm, SectionList
from desktop.ui.switchboard import LARGE
from desktop.ui.turns import Turns
from tests.builders import mentee
from tests.ui.dialogs import dialog, press
from tests.ui.school import PASSPHRASE, TODAY, sit_down
from tests.ui.test_access import nameless
from tests.ui.test_pages_fit import cuts

MOTHER = Contact(name="Mair Rees", relationship="Mother", phone="07700 900123", email="m@x.example", language="cy",
                 parental_responsibility=True)  # fmt: skip
TAD = Contact(name="Tad Rees", phone="029 2018 0001", emergency=True, parental_responsibility=False)
UPN = "K352406514001"


@pytest.fixture
def young(workspace) -> Mentee:
    return workspace.roster.people(Mentee)[0]


@pytest.fixture
def grown(workspace) -> Mentor:
    return workspace.roster.people(Mentor)[0]


def open_form(seat, workspace, person) -> SectionedForm:
    window = seat(workspace, "young-people" if isinstance(person, Mentee) else "mentors")
    window.shell.page.edit(person.id)
    return dialog(window).findChild(SectionedForm)


def typed(form: Form, key: str, text: str) -> None:
    """Type into a field and leave it, as a person does."""
    field = form.fields[key]
    field.entry.selectAll()
    QTest.keyClick(field.entry, Qt.Key.Key_Delete)
    QTest.keyClicks(field.entry, text)
    field.entry.editingFinished.emit()


def wrong(form: Form, key: str) -> str:
    return form.fields[key]._problem.text() if form.fields[key].said_wrong else ""


def chosen(form: Form, key: str, code: str) -> None:
    form.fields[key].put(code)


def test_a_young_person_of_whom_everything_is_known_comes_through_the_form_unchanged(young):
    whole = young.model_copy(
        update={
            "contacts": (MOTHER, TAD),
            "upn": UPN,
            "emergency_and_access": "Inhaler in the office.\nRamp.",
            "needs": Needs(pupil_premium=True, eal=False, first_in_family=True, sen="K"),
            "background": Background(ethnic="asian", social="working_class"),
            "experiences": ("moved_country",),
            "needs_language": "ur",
            "siblings": "Rees-1",
            "postcode_area": "CF10",
            "pioneer": True,
            "form_language": "xx",
        }
    )
    assert mentee_from(values_of(whole), whole) == whole


def test_a_mentor_of_whom_everything_is_known_comes_through_the_form_unchanged(grown):
    whole = grown.model_copy(
        update={
            "gates": (Gate(kind=GateKind.INTERVIEW, passed_on=date(2026, 9, 1), by="RH", detail="Room 4"),),
            "dbs": Dbs(scheme="PVG", level="Enhanced", workforce="Child", justification="Meets one child a month",
                       certificate_number="001234567890", issued_on=date(2026, 8, 1), seen_on=date(2026, 8, 2),
                       seen_by="RH", update_service=False, status_checked_on=date(2026, 9, 1),
                       next_due=date(2028, 1, 1)),
            "training_status": "Complete",
            "training_hours": 2.5,
            "background": Background(ethnic="white", social="professional"),
            "experiences": ("low_income",),
            "postcode_area": "M14",
            "travel_km": 12,
            "pioneer": True,
        }
    )  # fmt: skip
    assert mentor_from(mentor_values(whole), whole, who="Helen Marsh") == whole


def test_a_word_that_a_list_lacks_stays_in_the_form(seat, workspace, young):
    workspace.roster.keep(young.model_copy(update={"form_language": "xx"}))
    form = open_form(seat, workspace, young)
    assert form.values["form_language"] == "xx"


def test_a_contact_is_added_with_all_that_a_record_holds(seat, workspace, young):
    workspace.roster.keep(young.model_copy(update={"contacts": ()}))
    form = open_form(seat, workspace, young)
    entry = form.fields["contacts"].entry
    entry.add.click()
    for key, text in (("name", "Mair Rees"), ("relationship", "Mother"), ("phone", "07700 900123")):
        QTest.keyClicks(entry.cards[0].fields[key].entry, text)
    QTest.keyClicks(entry.cards[0].fields["email"].entry, "M@x.example")
    entry.cards[0].fields["language"].put("cy")
    entry.cards[0].fields["responsibility"].put("yes")
    press(form, "Keep")
    assert workspace.roster.mentee(young.id).contacts == (MOTHER,)


def test_contacts_come_through_their_text_unchanged():
    assert contacts_from(contacts_text((MOTHER, TAD))) == (MOTHER, TAD)


def test_a_contact_taken_away_is_gone_and_the_others_are_counted_anew(seat, workspace, young):
    workspace.roster.keep(young.model_copy(update={"contacts": (MOTHER, TAD)}))
    form = open_form(seat, workspace, young)
    entry = form.fields["contacts"].entry
    entry.cards[0].remove.click()
    assert entry.cards[0].fields["phone"].entry.accessibleName() == "Contact 1: Telephone"
    press(form, "Keep")
    assert workspace.roster.mentee(young.id).contacts == (TAD,)


def test_an_empty_contact_is_nobody(seat, workspace, young):
    form = open_form(seat, workspace, young)
    before = workspace.roster.mentee(young.id)
    form.fields["contacts"].entry.add.click()
    press(form, "Keep")
    assert workspace.roster.mentee(young.id) == before


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("email", "soon", "not an e-mail address yet"),
        ("phone", "ask", "not a telephone number yet"),
        ("relationship", "Mother", "Write a name, a number or an address."),
    ],
)
def test_what_is_wrong_with_a_contact_is_said_where_it_stands_and_nothing_is_kept(
    seat, workspace, young, key, text, said
):
    workspace.roster.keep(young.model_copy(update={"contacts": ()}))
    form = open_form(seat, workspace, young)
    entry = form.fields["contacts"].entry
    entry.add.click()
    QTest.keyClicks(entry.cards[0].fields[key].entry, text)
    press(form, "Keep")
    shown = " ".join(one.text() for one in entry.findChildren(QLabel) if one.isVisible())
    assert said in shown
    assert workspace.roster.mentee(young.id).contacts == ()
    assert dialog(form).isVisible()


def test_a_contact_half_typed_outlives_the_window(seat, workspace, young, folder):
    form = open_form(seat, workspace, young)
    window = form.window().parent()
    entry = form.fields["contacts"].entry
    entry.add.click()
    QTest.keyClicks(entry.cards[-1].fields["name"].entry, "Nain")
    many = len(entry.cards)
    window.close()
    again = sit_down(Store.open(folder, PASSPHRASE))
    form = open_form(seat, again, young)
    cards = form.fields["contacts"].entry.cards
    assert (len(cards), cards[-1].fields["name"].text) == (many, "Nain")


@pytest.mark.parametrize(
    ("text", "said"), [("A352406514001", "One character is mistyped"), ("K3524", "13 in all; here are 5"), (UPN, "")]
)
def test_a_pupil_number_is_checked_as_one_types(seat, workspace, young, text, said):
    form = open_form(seat, workspace, young)
    typed(form, "upn", text)
    assert (said in wrong(form, "upn"), bool(wrong(form, "upn"))) == (True, bool(said))


def test_a_pupil_number_is_one_persons_only(seat, workspace, young):
    other = workspace.roster.people(Mentee)[1]
    workspace.roster.keep(other.model_copy(update={"upn": UPN}))
    form = open_form(seat, workspace, young)
    typed(form, "upn", UPN.lower())
    assert wrong(form, "upn") == f"This is {other.full_name}’s number already."


def test_a_need_can_be_known_not_known_and_known_not_to_be(seat, workspace, young):
    form = open_form(seat, workspace, young)
    chosen(form, "need:first_in_family", "yes")
    chosen(form, "need:young_carer", "no")
    chosen(form, "need:eal", "")
    press(form, "Keep")
    needs = workspace.roster.mentee(young.id).needs
    assert (needs.first_in_family, needs.young_carer, needs.eal) == (True, False, None)


def test_what_matching_reads_of_a_background_can_be_told(seat, workspace, young):
    form = open_form(seat, workspace, young)
    chosen(form, "ethnic", "mixed")
    chosen(form, "experiences", "moved_country")
    typed(form, "postcode_area", "cf10 1aa")
    form.fields["emergency_and_access"].entry.setPlainText("Inhaler")
    press(form, "Keep")
    kept = workspace.roster.mentee(young.id)
    assert (kept.background.ethnic, kept.experiences, kept.postcode_area) == ("mixed", ("moved_country",), "CF10")
    assert kept.emergency_and_access == "Inhaler"


def test_a_new_gate_shows_the_initials_of_who_sits_here_and_others_can_be_written(seat, workspace, grown):
    workspace.roster.keep(grown.model_copy(update={"gates": ()}))
    form = open_form(seat, workspace, grown)
    typed(form, "gate:interview", "05/11/2026")
    assert form.values["by:interview"] == "HM"
    typed(form, "by:interview", "RH")
    typed(form, "gate:interview", "06/11/2026")
    typed(form, "detail:interview", "Room 4")
    press(form, "Keep")
    (gate,) = workspace.roster.mentor(grown.id).gates
    assert gate == Gate(kind=GateKind.INTERVIEW, passed_on=date(2026, 11, 6), by="RH", detail="Room 4")


def test_a_day_taken_away_takes_its_initials_along(seat, workspace, grown):
    form = open_form(seat, workspace, grown)
    typed(form, "gate:interview", "")
    assert form.values["by:interview"] == ""


def test_the_whole_check_can_be_told(seat, workspace, grown):
    form = open_form(seat, workspace, grown)
    chosen(form, "dbs:scheme", "PVG")
    for key, text in (("level", "Enhanced"), ("workforce", "Child"), ("justification", "Alone with a child"),
                      ("seen_on", "01/11/2026"), ("seen_by", "RH"), ("next_due", "01/11/2028")):  # fmt: skip
        typed(form, f"dbs:{key}", text)
    press(form, "Keep")
    check = workspace.roster.mentor(grown.id).dbs
    assert (check.scheme, check.level, check.seen_by) == ("PVG", "Enhanced", "RH")
    assert (check.seen_on, check.next_due) == (date(2026, 11, 1), date(2028, 11, 1))


def test_a_day_that_lies_ahead_is_questioned(seat, workspace, grown):
    form = open_form(seat, workspace, grown)
    typed(form, "dbs:seen_on", "11/11/2026")
    assert wrong(form, "dbs:seen_on") == "This day lies ahead."


@pytest.mark.parametrize(("text", "good"), [("", True), ("2.5", True), ("201", False), ("two", False), ("nan", False)])
def test_a_figure_may_have_a_point(text, good):
    assert (a_figure(200)(text) == "") is good


@pytest.mark.parametrize(
    ("text", "good"), [("", True), ("10/11/2026", True), ("11/11/2026", False), ("10/11/1911", False), ("soon", False)]
)
def test_a_day_that_has_come_may_be_today(text, good):
    assert (a_past_day(TODAY)(text) == "") is good


@pytest.mark.parametrize(
    ("text", "said"),
    [("01/01/1811", "the age is not between 9 and 26"), ("30/11/2026", "Born in the future"), ("12/11/2012", "")],
)
def test_a_date_of_birth_is_refused_as_a_list_s_row_would_be(seat, workspace, young, text, said):
    form = open_form(seat, workspace, young)
    typed(form, "date_of_birth", text)
    assert (said in wrong(form, "date_of_birth")) if said else wrong(form, "date_of_birth") == ""


@pytest.mark.parametrize(("text", "good"), [("10/09/2026", True), ("10/09/1826", False), ("10/09/2226", False)])
def test_since_when_somebody_waits_is_a_day_a_list_may_hold(seat, workspace, young, text, good):
    form = open_form(seat, workspace, young)
    typed(form, "waiting_since", text)
    assert wrong(form, "waiting_since") == ("" if good else "Write a day from 1990 to 2046.")


def sections(form: SectionedForm) -> SectionList:
    return dialog(form).findChild(SectionList)


def test_the_keys_go_from_section_to_section(seat, workspace, young):
    form = open_form(seat, workspace, young)
    form.window().activateWindow()
    QTest.qWait(20)
    QTest.keyClick(form.window(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert (sections(form).current, form.window().focusWidget()) == (1, form.fields["sectors"].entry)
    QTest.keyClick(form.window(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert form.window().focusWidget() is form.fields["legal_forename"].entry


def test_a_section_in_the_list_is_a_click_away_and_the_first_and_last_are_ends(seat, workspace, young):
    form = open_form(seat, workspace, young)
    QTest.qWait(20)
    sections(form).buttons[-1].click()
    assert form.window().focusWidget() is form.fields["waiting_since"].entry
    sections(form).go(99)
    assert sections(form).current == len(form.sections) - 1


def test_scrolling_marks_the_section_in_sight(seat, workspace, young):
    form = open_form(seat, workspace, young)
    QTest.qWait(30)
    bar = sections(form)._area.verticalScrollBar()
    bar.setValue(form.blocks[4].y())
    assert sections(form).current == 4


def test_the_list_says_where_something_is_wrong_and_the_keys_go_there(seat, workspace, young):
    form = open_form(seat, workspace, young)
    typed(form, "postcode_area", "Cardiff")
    press(form, "Keep")
    QApplication.processEvents()
    assert sections(form).buttons[5].accessibleName() == "Background, 1 thing to do"
    assert form.window().focusWidget() is form.fields["postcode_area"].entry


@pytest.mark.parametrize("kind", [Mentee, Mentor])
def test_everything_in_a_form_has_a_name_of_its_own(seat, workspace, kind):
    person = workspace.roster.people(kind)[0]
    if kind is Mentee:
        workspace.roster.keep(person.model_copy(update={"contacts": (MOTHER, TAD)}))
    form = open_form(seat, workspace, person)
    inner = [field for one in form.fields.values() for field in getattr(one.entry, "cards", ())]
    names = [one.entry.accessibleName() for one in form.fields.values()]
    names += [field.entry.accessibleName() for card in inner for field in card.fields.values()]
    assert nameless(dialog(form)) == []
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 697)), (1.3, (1366, 697)), (1.0, (800, 560))])
def test_no_words_of_a_form_are_cut_on_a_low_screen(qapp, seat, workspace, young, scale, size):
    theme.apply(qapp, theme.Theme(theme.tokens("light"), scale=scale))
    workspace.roster.keep(young.model_copy(update={"contacts": (MOTHER, TAD)}))
    window = seat(workspace, "young-people", size=size)
    window.shell.page.edit(young.id)
    assert cuts(dialog(window)) == []
    assert dialog(window).height() <= window.height()


def test_a_whole_form_is_filled_in_with_the_keys_alone(seat, workspace):
    window = seat(workspace, "young-people")
    window.shell.page.add_person()
    form = dialog(window).findChild(SectionedForm)
    form.window().activateWindow()
    QTest.qWait(20)
    QTest.keyClicks(form.window().focusWidget(), "Gwen")
    seen = set()
    for _step in range(90):
        here = form.window().focusWidget()
        if here is form.fields["upn"].entry:
            QTest.keyClicks(here, UPN)
        seen.add(here)
        form.window().focusNextPrevChild(True)
    entries = {one.entry for key, one in form.fields.items() if key != "contacts"}
    assert entries <= seen
    assert form.fields["contacts"].entry.add in seen
    QTest.keyClick(form.fields["upn"].entry, Qt.Key.Key_Return)
    assert [one.upn for one in workspace.roster.people(Mentee) if one.legal_forename == "Gwen"] == [UPN]


def test_a_form_kept_unchanged_leaves_nothing_to_undo(seat, workspace, young):
    before = workspace.desk.store.revision
    form = open_form(seat, workspace, young)
    shown = dialog(form)
    press(form, "Keep")
    assert (workspace.desk.store.revision, shown.isVisible()) == (before, False)


def panel(page) -> str:
    return "\n".join(one.text() for one in page.panel.findChildren(QLabel))


def test_the_panel_tells_all_that_the_form_holds(seat, workspace, young):
    workspace.roster.keep(
        young.model_copy(
            update={
                "contacts": (MOTHER,), "upn": UPN, "emergency_and_access": "Inhaler", "siblings": "Rees-1",
                "background": Background(ethnic="mixed"), "postcode_area": "CF10", "needs_language": "ur",
            }
        )
    )  # fmt: skip
    page = seat(workspace, "young-people").shell.page
    page.open(young.id)
    page.show_person(young.id)
    said = panel(page)
    for words in ("Mair Rees, Mother", UPN, "Inhaler", "Rees-1", "Mixed or multiple", "CF10", "Urdu"):
        assert words in said


def test_the_panel_tells_a_mentors_check_and_steps(seat, workspace, grown):
    workspace.roster.keep(grown.model_copy(update={"dbs": Dbs(scheme="PVG", seen_by="RH", level="Enhanced")}))
    page = seat(workspace, "mentors").shell.page
    page.open(grown.id)
    page.show_person(grown.id)
    assert all(words in panel(page) for words in ("PVG", "RH", "Enhanced"))


def test_a_change_of_many_facts_is_short_in_the_panel_and_whole_in_all_changes(seat, workspace, young):
    changes = {"upn": UPN, "siblings": "Rees-1", "postcode_area": "CF10", "note": "Chess", "form": "9Z"}
    workspace.roster.keep(young.model_copy(update=changes))
    page = seat(workspace, "young-people").shell.page
    assert page.latest(young.id)[0].endswith("and 2 more")
    shown = page.show_history(workspace.roster.mentee(young.id))
    said = " ".join(one.text() for one in shown.findChildren(QLabel))
    assert all(words in said for words in (UPN, "Rees-1", "CF10", "Chess", "9Z"))


def test_a_change_of_very_many_is_one_step_kept_by_a_worker(seat, workspace):
    people = [mentee() for _n in range(LARGE + 5)]
    workspace.roster.keep_many(people, label="Many")
    window = seat(workspace, "young-people")
    page = window.shell.page
    page.list.view.choose_rows([one.id for one in people])
    page.change_many("ethnic")
    dialog(window).findChild(ChangeForm).value.put("asian")
    dialog(window).findChild(ChangeForm).look()
    press(window, f"Change {len(people)}")
    assert {workspace.roster.mentee(one.id).background.ethnic for one in people} == {"asian"}
    assert f"changed for {len(people)} young people" in window.told.notices[-1]
    workspace.safekeeping.undo()
    assert {workspace.roster.mentee(one.id).background.ethnic for one in people} == {None}


@pytest.mark.parametrize(("text", "good"), [("10/09/2026", True), ("10/09/1826", False)])
def test_a_day_of_several_is_one_a_list_may_hold(seat, workspace, young, text, good):
    page = seat(workspace, "young-people").shell.page
    page.list.view.choose_rows([young.id])
    form = page.change_many("waiting_since").findChild(ChangeForm)
    form.value.put(text)
    assert (form.change is not None) is good


def test_a_mentor_is_barred_with_a_reason_and_not_without(seat, workspace, grown):
    window = seat(workspace, "mentors")
    ask_bar(window.shell.page, grown)
    form = dialog(window).findChild(Form)
    press(window, "Bar them")
    assert workspace.roster.mentor(grown.id).state is PersonState.ACTIVE
    form.fields["reason"].put("The head, 3 November")
    press(window, "Bar them")
    kept = workspace.roster.mentor(grown.id)
    assert (kept.state, kept.state_reason) == (PersonState.BARRED, "The head, 3 November")


def test_a_bar_is_never_ended_without_a_reason_nor_with_others(seat, workspace, grown):
    other = workspace.roster.people(Mentor)[1]
    barred = workspace.roster.set_state(grown, PersonState.BARRED, reason="The head")
    window = seat(workspace, "mentors")
    window.shell.page.set_state([barred, other], PersonState.PAUSED)
    assert workspace.roster.mentor(grown.id).state is PersonState.BARRED
    assert workspace.roster.mentor(other.id).state is PersonState.PAUSED
    window.shell.page.set_state([barred], PersonState.ACTIVE)
    assert workspace.roster.mentor(grown.id).state is PersonState.BARRED
    dialog(window).findChild(Form).fields["reason"].put("The head, after the inquiry")
    press(window, "End it")
    assert workspace.roster.mentor(grown.id).state is PersonState.ACTIVE


def test_the_menu_beside_a_mentor_offers_to_bar_them(seat, workspace, grown):
    page = seat(workspace, "mentors").shell.page
    made = page.more_button(grown)
    made.menu().aboutToShow.emit()
    assert "Bar" in [one.text() for one in made.menu().actions()]


def unhurried(qtbot) -> SectionedForm:
    """Return a form of a young person whose later sections are laid out in turns, as in a window."""
    turns = Turns(lambda act: act())
    form = SectionedForm(mentee_sections(TODAY, lambda _upn: ""), turns=turns)
    qtbot.addWidget(form)
    form.lay_out()
    return form


def without_place(form: SectionedForm) -> list[int]:
    """Return the sections, counted from 0, that have a field standing nowhere."""
    return [at for at, one in enumerate(form.sections) if any(field.parentWidget() is None for field in one.fields)]


def test_what_is_seen_first_of_a_long_form_is_laid_out_at_once_and_the_rest_in_turns(qtbot):
    form = unhurried(qtbot)
    assert without_place(form) == list(range(1, len(form.sections)))
    qtbot.waitUntil(lambda: not without_place(form))


def test_who_keeps_a_form_before_all_of_it_is_laid_out_is_told_of_every_section(qtbot):
    form = unhurried(qtbot)
    form.fields["waiting_since"].put("some day")
    assert not form.check()
    assert not without_place(form)
    assert wrong(form, "waiting_since")
