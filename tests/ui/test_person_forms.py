"""The long forms of a young person and a mentor: every fact can be told, is checked as one types, and is never lost."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.models.people import Background, Dbs, Gate, GateKind, Mentee, Mentor, Needs
from desktop.ui import theme
from desktop.ui.forms import a_figure
from desktop.ui.pages.people.mentee_form import mentee_from, values_of
from desktop.ui.pages.people.mentor_form import a_past_day, mentor_from
from desktop.ui.pages.people.mentor_form import values_of as mentor_values
from desktop.ui.picks import joined
from desktop.ui.sections import SectionedForm
from desktop.workspace.choices import offered
from tests.ui.dialogs import dialog, press
from tests.ui.person_forms import MOTHER, TAD, UPN, chosen, open_form, typed, wrong
from tests.ui.school import TODAY
from tests.ui.test_access import nameless
from tests.ui.test_pages_fit import cuts


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


def test_free_times_are_told_whole_in_lines_however_many(seat, workspace, young):
    form = open_form(seat, workspace, young)
    chosen(form, "availability", joined([code for code, _word in offered("slots")]))
    QTest.qWait(20)
    picks = form.fields["availability"].entry
    assert all(word in picks.text() for _code, word in offered("slots"))
    assert picks.height() > 3 * picks.sizeHint().height()
    assert picks.minimumSizeHint().width() < picks.width()
    chosen(form, "availability", "")
    QTest.qWait(20)
    assert picks.height() == picks.sizeHint().height()
