"""The papers page: every paper can be chosen, seen, saved; a form that came back presumes nothing."""

from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop.models.consent import ConsentResponse
from desktop.models.people import Mentee
from desktop.ui.allow import reason_against
from desktop.ui.pages.papers.kinds import groups, paper_name
from desktop.workspace.consents import ReturnedForm
from desktop.workspace.papers import Paper
from tests.ui.school import TODAY

YES = ReturnedForm(signed_by="Parent Price", relationship="parent or carer", parental_responsibility=True)


def settle(page) -> None:
    """Make what is asked now, not in a moment."""
    page._wait.stop()
    page._make()


@pytest.fixture
def page(seat, workspace):
    return seat(workspace, "papers").shell.page


@pytest.fixture
def young(workspace):
    return workspace.roster.people(Mentee)


@pytest.fixture
def returned(workspace, page, young):
    """The card with the code of a form that is out, of somebody under sixteen."""
    person = next(one for one in young if workspace.consents.of(one.id) is None and one.date_of_birth)
    (form,) = workspace.consents.issue([person])
    page.returned.show_code(form.reference)
    return form


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(one.get_textpage().get_text_range() for one in document)
    finally:
        document.close()


def ask(page, paper: Paper, *people: str) -> None:
    page.open(f"{paper}:{','.join(people)}" if people else paper.value)
    settle(page)


def matched(workspace) -> str:
    return next(one.mentee for one in workspace.matching.open() if one.state.value == "published")


def test_every_paper_is_in_one_group_and_has_a_name():
    offered = [paper for group in groups() for paper in group.papers]
    assert sorted(offered) == sorted(Paper)
    assert len({paper_name(paper) for paper in Paper}) == len(Paper)


@pytest.mark.parametrize("paper", [one for one in Paper if one is not Paper.CHASE_LETTERS])
def test_each_paper_is_shown_as_it_prints(page, workspace, paper):
    of_people = (Paper.CONSENT_FORMS, Paper.WELCOME_LETTERS, Paper.AGREEMENTS, Paper.CERTIFICATES)
    ask(page, paper, *([matched(workspace)] if paper in of_people else []))
    assert page.sheaf is not None
    assert page.send.text() == f"Print {page.sheaf.pages} page{'s' if page.sheaf.pages > 1 else ''}"


def test_a_reminder_is_shown_for_whoever_s_form_is_out(page, workspace):
    late = workspace.papers.late()[0]
    ask(page, Paper.CHASE_LETTERS, late.id)
    assert late.legal_surname in words(page.sheaf.pdf)


def test_where_nothing_can_be_printed_the_preview_says_why(page, workspace):
    given = next(one for one in workspace.consents.current().values() if one.response is ConsentResponse.GIVEN)
    ask(page, Paper.CHASE_LETTERS, given.mentee)
    assert "No form of these people is out" in page.preview.said
    assert not page.send.isEnabled()


def test_the_family_s_language_is_shown_and_used(page, workspace, young):
    workspace.papers.change_language([young[0].id], "pl")
    page.refresh()
    ask(page, Paper.CONSENT_FORMS, young[0].id)
    assert "informacje i zgoda" in words(page.sheaf.pdf)
    assert workspace.lists.mentee_lines([young[0].id])[0].language == "pl"


def test_another_language_can_be_made_the_family_s_own(page, workspace, young):
    ask(page, Paper.CONSENT_FORMS, young[0].id)
    page.asking.language.choose("cy")
    settle(page)
    assert page.asking._theirs.isVisible()
    page.asking._theirs.click()
    assert workspace.roster.mentee(young[0].id).form_language == "cy"
    assert page.asking.language.code == ""


def test_large_print_is_one_choice_away(page, young):
    ask(page, Paper.CONSENT_FORMS, young[0].id)
    usual = page.sheaf.pages
    page.asking.variant.choose("large_print")
    settle(page)
    assert page.sheaf.pages > usual


def test_choices_a_paper_hasnt_are_not_shown(page, workspace):
    ask(page, Paper.AGREEMENTS, matched(workspace))
    assert not any(one.isVisible() for one in (page.asking.bilingual, page.asking.to))
    assert page.asking.variant.isVisible()


def test_the_very_bytes_of_the_preview_are_saved(page, young, tmp_path):
    ask(page, Paper.CONSENT_FORMS, young[0].id)
    shown = page.sheaf.pdf
    page.save_to(tmp_path / "form.pdf")
    assert (tmp_path / "form.pdf").read_bytes() == shown


def test_looking_at_a_form_keeps_nothing_and_saving_it_does(page, workspace, young, tmp_path):
    person = next(one for one in young if workspace.consents.of(one.id) is None)
    ask(page, Paper.CONSENT_FORMS, person.id)
    assert workspace.consents.of(person.id) is None
    page.save_to(tmp_path / "form.pdf")
    assert workspace.consents.of(person.id) is not None


def test_while_something_large_is_kept_no_new_form_is_saved_on_paper(page, workspace, young, tmp_path, monkeypatch):
    person = next(one for one in young if workspace.consents.of(one.id) is None)
    ask(page, Paper.CONSENT_FORMS, person.id)
    monkeypatch.setattr(type(page.board.tasks), "writing", property(lambda _tasks: True))
    page.save_to(tmp_path / "form.pdf")
    assert not (tmp_path / "form.pdf").exists()


def test_forms_for_e_mail_are_a_file_and_a_page_a_family(page, young, tmp_path):
    ask(page, Paper.CONSENT_FORMS, young[0].id, young[1].id)
    page.save_more(tmp_path / "out")
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".html", ".html", ".pdf", ".pdf"]


def test_all_evenings_to_come_are_shown_and_printed_together(page, workspace):
    ask(page, Paper.REGISTERS)
    one = page.sheaf.pages
    page.asking.session.choose("all")
    settle(page)
    coming = [session for session in workspace.sessions.all() if session.day >= workspace.desk.today()]
    assert page.sheaf.pages == one * len(coming) > one


def test_all_evenings_to_come_are_saved_at_once(page, workspace, tmp_path):
    ask(page, Paper.EVENING_PACKS)
    page.save_more(tmp_path / "out")
    today = workspace.desk.today()
    coming = [one for one in workspace.sessions.all() if one.day >= today]
    assert len(list((tmp_path / "out").iterdir())) == len(coming)


def test_a_list_is_saved_as_a_workbook(page, tmp_path, monkeypatch):
    ask(page, Paper.MENTORS)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(tmp_path / "out"))
    page.more.click()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["list-mentors.xlsx"]


def test_a_name_that_cant_be_printed_is_listed_by_person(page, workspace, young):
    workspace.roster.keep(young[0].model_copy(update={"legal_forename": "王", "preferred_forename": ""}))
    page.refresh()
    ask(page, Paper.CONSENT_FORMS, young[0].id, young[1].id)
    assert len(page.problems.said) == 1
    assert page.problems.said[0].startswith("王")


def test_a_code_says_whose_form_it_is_and_presumes_no_tick(page, workspace, returned):
    name = workspace.roster.mentee(returned.mentee).full_name
    assert name in page.returned.said.text()
    assert not any(tick.isChecked() for tick in page.returned.ticks.values())


def test_a_form_is_marked_with_who_signed_and_as_what(page, workspace, returned):
    card = page.returned
    card.signed.setText("Parent Price")
    card.signer.choose("parent")
    card.ticks["surveys"].setChecked(True)
    card.mark.click()
    kept = workspace.consents.of(returned.mentee)
    assert (kept.response, kept.choices.surveys, kept.choices.photo) == (ConsentResponse.GIVEN, True, False)
    assert kept.parental_responsibility
    assert card.said.text() == "Marked. Scan the next one."


def sign(card) -> None:
    card.signed.setText("Parent Price")
    card.signer.choose("parent")


def day(card, text: str) -> None:
    card.day.entry.setText(text)
    card.day.entry.textEdited.emit(text)


def out(workspace, person, days: int) -> str:
    (form,) = workspace.consents.issue([person], issued_on=TODAY - timedelta(days=days))
    return form.reference


def test_a_form_came_back_today_unless_another_day_is_given(page, workspace, returned):
    assert page.returned.day.entry.text() == "10/11/2026"
    sign(page.returned)
    page.returned.mark.click()
    assert workspace.consents.of(returned.mentee).received_on == TODAY


def test_a_batch_keeps_the_one_day_given(page, workspace, young):
    card = page.returned
    people = [one for one in young if workspace.consents.of(one.id) is None][:2]
    codes = [out(workspace, one, 9) for one in people]
    card.show_code(codes[0])
    day(card, "6/11/2026")
    for code in codes:
        card.show_code(code)
        sign(card)
        card.mark.click()
    assert {workspace.consents.of(one.id).received_on for one in people} == {date(2026, 11, 6)}
    assert card.day.entry.accessibleName() == "These all came back on"


def test_a_form_recorded_before_shows_its_own_day_and_the_batch_keeps_its(page, workspace, young):
    card = page.returned
    people = [one for one in young if workspace.consents.of(one.id) is None][:2]
    first, second = (out(workspace, one, 9) for one in people)
    workspace.consents.record(first, YES.model_copy(update={"received_on": date(2026, 11, 3)}))
    day(card, "6/11/2026")
    card.show_code(first)
    assert card.day.entry.text() == "03/11/2026"
    day(card, "4/11/2026")
    card.show_code(second)
    assert card.day.entry.text() == "06/11/2026"


@pytest.mark.parametrize(
    ("text", "said"), [("11/11/2026", "lies ahead"), ("9/11/2026", "went out on"), ("soon", "Write the day")]
)
def test_a_day_that_cant_be_is_said_at_once_and_marks_nothing(page, workspace, returned, text, said):
    sign(page.returned)
    day(page.returned, text)
    assert said in page.returned.said.text()
    page.returned.mark.click()
    assert workspace.consents.of(returned.mentee).received_on is None


def test_an_unsigned_form_asks_who_signed_and_then_as_what(page, returned):
    page.returned.mark.click()
    assert "unsigned" in page.returned.said.text()
    page.returned.signed.setText("Aunt Mo")
    page.returned.mark.click()
    assert "what they signed as" in page.returned.said.text()


def test_a_signature_that_wont_count_is_said_at_once_and_recorded_all_the_same(page, workspace, returned):
    page.returned.signed.setText("Aunt Mo")
    page.returned.signer.choose("other")
    assert "parental responsibility" in page.returned.said.text()
    page.returned.mark.click()
    assert not workspace.consents.light(workspace.roster.mentee(returned.mentee)).good
    assert workspace.consents.of(returned.mentee).signed_by == "Aunt Mo"


def test_a_signature_that_counts_says_so(page, returned):
    page.returned.signed.setText("Parent Price")
    page.returned.signer.choose("parent")
    assert page.returned.said.text() == "This signature counts."


def test_a_form_scanned_twice_says_so_and_offers_to_change_it(page, workspace, returned):
    workspace.consents.record(returned.reference, YES)
    page.returned.show_code(returned.reference)
    assert "was marked returned" in page.returned.said.text()
    assert page.returned.mark.text() == "Change it"
    page.returned.answers.choose("refused")
    page.returned.mark.click()
    assert workspace.consents.of(returned.mentee).response is ConsentResponse.REFUSED


def test_a_withdrawn_form_scanned_again_says_so_and_presumes_nothing(page, workspace, returned):
    yes = ReturnedForm(**YES.model_dump() | {"choices": {"take_part": True, "photo": True}})
    workspace.consents.record(returned.reference, yes)
    workspace.consents.withdraw(returned.mentee)
    page.returned.show_code(returned.reference)
    assert "withdrawn" in page.returned.said.text()
    assert not any(one.isChecked() for one in page.returned.ticks.values())
    assert page.returned.mark.text() == "Change it"


def test_the_next_code_scanned_into_the_name_means_the_next_form(page, workspace, young, returned):
    other = next(one for one in young if workspace.consents.of(one.id) is None)
    (form,) = workspace.consents.issue([other])
    page.returned.signed.setText(form.reference)
    page.returned.signed.returnPressed.emit()
    assert other.full_name in page.returned.said.text()
    assert page.returned.signed.text() == ""


@pytest.mark.parametrize(("code", "said"), [("AAAA AAAA", "wrong"), ("K7QD 2MX0", "never part"), ("K7Q", "Scan")])
def test_a_wrong_code_is_answered_plainly(page, code, said):
    page.returned.show_code(code)
    assert said in page.returned.said.text()
    assert not page.returned.mark.isVisible()


def test_the_scan_field_is_there_on_every_paper(page):
    for paper in Paper:
        page.choose_paper(paper)
        assert page.returned.code.isVisible()


def test_a_scan_and_enter_lead_to_who_signed(page, returned, qtbot):
    page.returned.code.returnPressed.emit()
    assert Path(page.returned.code.text()).name == returned.reference
    assert page.returned.mark.isVisible()


def test_with_nobody_in_the_file_the_list_says_what_to_do(seat, empty):
    who = seat(empty, "papers").shell.page.asking.who
    assert "No young people yet." in {label.text() for label in who.findChildren(QLabel) if label.isVisible()}


def test_nothing_goes_out_of_what_was_chosen_before(page, young):
    ask(page, Paper.CONSENT_FORMS, young[0].id)
    page.asking.choose_people([one.id for one in young[:3]])
    assert page.sheaf is None
    assert reason_against(page.save) == reason_against(page.send) == "The paper is being made. It takes a moment."
    assert page.preview.said.startswith("The papers of 3 people are being made")
    page.asking.choose_people([])
    assert page.sheaf is None
    assert reason_against(page.send) == "Nobody is chosen. Choose in the list who it is for."


def test_an_answer_to_what_was_asked_before_is_not_shown(page, young):
    ask(page, Paper.CONSENT_FORMS, young[0].id)
    late, order = page.sheaf, page.asking.order
    page.asking.choose_people([one.id for one in young[:3]])
    page._on_made(order, (late, None))
    assert page.sheaf is None


def test_a_batch_that_was_stopped_is_not_begun_again_by_itself(qtbot, threaded, young):
    qtbot.waitUntil(lambda: threaded.board.ready and not threaded.board.turns.busy)
    threaded.shell.go("papers")
    qtbot.waitUntil(lambda: threaded.shell.page.key == "papers" and not threaded.board.turns.busy)
    page = threaded.shell.page
    qtbot.waitUntil(lambda: not page._wait.isActive() and not threaded.board.tasks.busy)  # what stood there first
    page.asking.choose_people([one.id for one in young])
    qtbot.waitUntil(lambda: threaded.board.tasks.busy)
    assert page._tried is None or len(page._tried.people) == len(young)
    threaded.board.tasks.stop()
    qtbot.waitUntil(lambda: page.preview.said.startswith("These papers were not made."))
    qtbot.wait(300)
    assert (page.sheaf, threaded.board.tasks.busy) == (None, False)


def test_while_a_batch_is_made_the_page_stands_still(qtbot, page, young):
    ask(page, Paper.CONSENT_FORMS, young[0].id)
    left = page.asking.mapTo(page, QPoint())
    page.progress.show()
    qtbot.wait(60)
    assert page.asking.mapTo(page, QPoint()) == left


def test_the_choice_of_a_language_is_as_wide_as_its_words(page):
    choice = page.asking.language
    widest = max(choice.fontMetrics().horizontalAdvance(choice.itemText(at)) for at in range(choice.count()))
    assert choice.width() > widest
