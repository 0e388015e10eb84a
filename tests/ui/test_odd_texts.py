"""Over-long, negative and odd text in every field of the window's forms: a sentence at the field, never a crash."""

import sys
from functools import partial

import pytest
from annotated_types import MaxLen
from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QPushButton

from desktop.models.matches import MatchState
from desktop.models.people import Contact, Dbs, Gate, Mentee, Mentor
from desktop.models.programme import Programme, Room, School, Staff, Term
from desktop.models.record import SessionId
from desktop.ui import crash, refused
from desktop.ui.cards import Cards
from desktop.ui.choices import Choice
from desktop.ui.forms import LINE, Field, Form, line
from desktop.ui.pages.matching import comparing, deciding
from desktop.ui.pages.people.barring import ask_bar
from desktop.ui.pages.people.mentee_form import mentee_from, mentee_sections
from desktop.ui.pages.people.mentee_form import values_of as mentee_values
from desktop.ui.pages.people.mentor_form import mentor_from, mentor_sections
from desktop.ui.pages.people.mentor_form import values_of as mentor_values
from tests.ui.dialogs import dialog
from tests.ui.school import TODAY
from tests.ui.test_by_keys import DIALOGS

ODD = (
    "9" * 5000, "-1", "1e999", "99999", "\u0663", "\u202eabc\u200b\x07", "<b>&\"'=1+1", "01/01/0001",
    "x" * 300, "a\nb\r\nc\td",
    "\u0645\u062d\u0645\u062f", "\U0001f469\U0001f3fd\u200d\U0001f393", "\ud800", "\x00",
)  # fmt: skip


def running(workspace):
    return next(one for one in workspace.matching.open() if one.state is MatchState.PUBLISHED)


def add_one(window, kind):
    window.shell.go(kind)
    window.shell.page.add_person()


def details(window, session):
    window.shell.go("register", SessionId(session))
    window.shell.page._on_details()


def concern(window):
    window.shell.go("register", SessionId("session-3"))
    window.shell.page._on_concern()


def ending(window):
    window.shell.go("young-people")
    window.shell.page.ask_ending([running(window.board.workspace).mentee])


def bar(window):
    window.shell.go("mentors")
    ask_bar(window.shell.page, window.board.workspace.roster.people(Mentor)[0])


def scenario(window):
    window.shell.go("matching")
    comparing.ask_new_scenario(window.shell.page)


def review(window):
    window.shell.go("matching")
    deciding.review(window.shell.page)


def of_dialogs(window, name):
    page, opened = DIALOGS[name]
    window.shell.go(page)
    opened(window.shell.page)


OPENED = {
    "a new young person": lambda window: add_one(window, "young-people"),
    "a new mentor": lambda window: add_one(window, "mentors"),
    "minutes and ratings": lambda window: details(window, "session-3"),
    "a goal ahead": lambda window: details(window, "session-4"),
    "a concern": concern,
    "an ending": ending,
    "a bar": bar,
    "a scenario": scenario,
    "a review": review,
    "enrolling": lambda window: of_dialogs(window, "enrolling"),
    "a word": lambda window: of_dialogs(window, "a word"),
    "a name of a word": lambda window: of_dialogs(window, "a name of a word"),
    "a passphrase": lambda window: of_dialogs(window, "a passphrase"),
    "a change of several": lambda window: of_dialogs(window, "a change of several"),
    "the school": lambda window: window.shell.go("settings", "school"),
    "the year": lambda window: window.shell.go("settings", "year"),
}


def forms_of(window) -> list[Form]:
    over = [one for one in window.findChildren(QDialog) if one.isVisible()]
    within = over[-1] if over else window.shell.page
    return [one for one in within.findChildren(Form) if one.isVisibleTo(within)]


def open_cards(form) -> None:
    for field in form.fields.values():
        if isinstance(field.entry, Cards) and not field.entry.cards:
            field.entry.add.click()


def entries(form):
    """Every entry of text, those in cards too."""
    open_cards(form)
    return [one for kind in (QLineEdit, QPlainTextEdit) for one in form.findChildren(kind)]


def write(entry, text) -> None:
    if isinstance(entry, QLineEdit):
        entry.setText(text)
    else:
        entry.setPlainText(text)


def choose(form) -> None:
    """Choose something wherever something is to be chosen."""
    for field in form.fields.values():
        if isinstance(field.entry, Choice) and not field.entry.code and field.entry.count() > 1:
            field.entry.setCurrentIndex(1)


def press_all(page, verbs) -> None:
    for verb in verbs:  # what is kept is read anew, so that each is looked for again
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for one in [one for one in page.findChildren(QPushButton) if one.text() == verb][:1]:
            one.click()


def keep(window) -> None:
    over = [one for one in window.findChildren(QDialog) if one.isVisible()]
    if over:
        next(one for one in over[-1].findChildren(QPushButton) if one.isDefault()).click()
    else:
        press_all(window.shell.page, ("Keep", "Keep the rooms and people"))


def forms_again(window, opened, before) -> list[Form]:
    """The forms, opened again as things stood before where the last text was taken."""
    if not [one for one in window.findChildren(QDialog) if one.isVisible()]:
        while window.board.workspace.safekeeping.undo_step != before:
            window.shell._undo()
        opened(window)
    return forms_of(window)


@pytest.mark.parametrize("name", OPENED)
def test_odd_text_in_every_field_of_a_form_never_crashes(seat, workspace, name):
    window, opened = seat(workspace), OPENED[name]
    before = workspace.safekeeping.undo_step
    for text in ODD:
        for form in forms_again(window, opened, before):
            choose(form)
            for entry in entries(form):
                write(entry, text)
        keep(window)
    assert window.told.bugs == []


@pytest.mark.parametrize("name", OPENED)
def test_too_long_a_text_is_said_at_its_field_and_not_kept(seat, workspace, name):
    window = seat(workspace)
    before = workspace.safekeeping.undo_label
    OPENED[name](window)
    fields = [field for form in forms_of(window) for field in form.fields.values()]
    for form in forms_of(window):
        choose(form)
        for entry in entries(form):
            write(entry, "x" * 20_000)
    keep(window)
    long = [one for one in fields if isinstance(one.entry, QLineEdit | QPlainTextEdit) and len(one.text) > LINE]
    assert [one.key for one in long if not one.said_wrong] == []
    assert workspace.safekeeping.undo_label == before


def test_no_record_takes_less_than_a_form_lets_by():
    bounds = [
        rule.max_length
        for kind in (Mentee, Mentor, Contact, Dbs, Gate, School, Room, Staff, Programme, Term)
        for field in kind.model_fields.values()
        for rule in field.metadata
        if isinstance(rule, MaxLen)
    ]
    assert len(bounds) >= 5
    assert min(bounds) >= LINE


FORMS = {
    "young people": (Mentee, lambda today: mentee_sections(today, lambda _text: ""), mentee_values, mentee_from),
    "mentors": (Mentor, lambda today: mentor_sections(today, "Helen Marsh"), mentor_values,
                partial(mentor_from, who="Helen Marsh")),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_what_a_persons_form_lets_by_field_for_field_its_record_takes(seat, workspace, name):
    kind, sections, values_of, made = FORMS[name]
    seat(workspace)
    known = workspace.roster.people(kind)[0]
    good = values_of(known)
    for field in (field for section in sections(TODAY) for field in section.fields):
        if not isinstance(field.entry, QLineEdit | QPlainTextEdit):
            continue
        for text in ODD:
            field.put(text)
            if not field.problem:
                kind.model_validate(made({**good, field.key: field.text}, known).model_dump())


def test_a_name_typed_with_hidden_marks_is_kept_without_them(seat, workspace):
    window = seat(workspace, "young-people")
    window.shell.page.add_person()
    form = dialog(window).findChild(Form)
    form.fields["legal_forename"].entry.setText("Gw\u202een\u200b\u0007")
    form.fields["legal_surname"].entry.setText("Sia\u0302n")
    keep(window)
    (one,) = [one for one in workspace.roster.people(Mentee) if one.legal_forename.startswith("Gw")]
    assert (one.legal_forename, one.legal_surname) == ("Gwen", "Siân")


def test_a_name_of_marks_alone_is_no_name(seat, workspace):
    window = seat(workspace, "mentors")
    window.shell.page.add_person()
    form = dialog(window).findChild(Form)
    form.fields["name"].entry.setText("\u200b\u202e")
    keep(window)
    assert form.fields["name"].said_wrong


def test_a_passphrase_stays_as_it_was_typed(qtbot):
    field = Field("secret", "Passphrase", line(secret=True))
    qtbot.addWidget(field)
    field.put("four\u200b plain old words")
    assert field.text == "four\u200b plain old words"


def test_what_a_record_refuses_all_the_same_is_told_as_a_sentence(seat, workspace):
    window = seat(workspace, "young-people")
    one = workspace.roster.people(Mentee)[0]
    before = workspace.safekeeping.undo_step
    long = one.model_copy(update={"legal_forename": "x" * 201})
    assert not window.board.do(lambda: workspace.roster.keep(long), "Kept")
    assert "can’t be kept as it stands" in window.told.troubles[-1]
    assert workspace.safekeeping.undo_step == before


def test_a_large_step_that_a_record_refuses_is_told_as_a_sentence(seat, workspace):
    window = seat(workspace, "young-people")
    one = workspace.roster.people(Mentee)[0].model_copy(update={"legal_forename": "x" * 201})
    window.board.keep("Keeping", lambda desk: desk.roster.keep(one), "Kept")
    assert "can’t be kept as it stands" in window.told.troubles[-1]


def refusal() -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        Mentee(id="a", legal_forename="x" * 201)
    return caught.value


def test_a_refusal_that_no_door_caught_is_a_sentence_and_no_crash(seat, workspace, monkeypatch):
    window = seat(workspace)
    monkeypatch.setattr("sys.excepthook", lambda *_told: None)
    monkeypatch.setattr("threading.excepthook", lambda _told: None)
    crash.catch(window)
    bug = refusal()
    sys.excepthook(type(bug), bug, None)
    assert "can’t be kept as it stands" in dialog(window.shell).windowTitle()


def test_any_other_bug_is_no_refusal():
    assert refused.as_trouble(ValueError("a")) is None


def test_a_term_that_ends_before_it_begins_is_said_at_its_last_day(seat, workspace):
    window = seat(workspace)
    window.shell.go("settings", "year")
    (form,) = forms_of(window)
    term = workspace.settings.programme.terms[0]
    field = form.fields[f"{term.code}:end"]
    write(field.entry, "01/01/2020")
    keep(window)
    assert field.said_wrong
    assert workspace.settings.programme.terms[0] == term
