"""A coordinator's whole day through the window, first run to sent records, against a real head office on loopback."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog

from desktop.cli.local_office import LocalOffice
from desktop.models.matches import MatchState
from desktop.models.outcomes import Wave
from desktop.models.people import Mentee, Mentor
from desktop.models.sessions import SessionState
from desktop.models.sharing import Standing
from desktop.ui.first_run.run import FirstRun
from desktop.ui.forms import Form
from desktop.ui.window import MainWindow
from desktop.workspace.sample import record_consents, sample_files
from tests.e2e.wall import Calendar

SECRET = "green kettle on the hill"


def dialog(window: MainWindow) -> QDialog:
    return next(one for one in window.findChildren(QDialog) if one.isVisible())


def press(where, name: str) -> None:
    """Press the visible button of a name, as a person would find it."""
    found = [
        one
        for one in where.findChildren(QAbstractButton)
        if one.isVisible() and one.isEnabled() and name in (one.text(), one.accessibleName())
    ]
    assert found, f"no button called {name!r}"
    found[0].click()
    QApplication.processEvents()


def first_run(window: MainWindow) -> str:
    """Set the school up, and return its recovery key."""
    run = window.findChild(FirstRun)
    press(run, "Set up your school")
    run.page.form.fields["who"].put("Helen Marsh")
    run.page.form.fields["secret"].put(SECRET)
    run.page.form.fields["again"].put(SECRET)
    press(run, "Set the passphrase")
    recovery = "-".join(run.page.groups)
    run.page.say_kept("Sent to the printer.")
    for at in run.page.asked:
        run.page.form.fields[f"group{at}"].put(run.page.groups[at])
    press(run, "The sheet is safe")
    for key, text in {
        "name": "Ferncliffe High School",
        "dsl": "Mrs Lacey",
        "room": "Main Hall",
        "tables": "40",
    }.items():
        run.page.form.fields[key].put(text)
    press(run, "Keep and go on")
    return recovery


def bring_in(window: MainWindow, path: Path) -> None:
    window.shell.go("import", str(path))
    page = window.shell.page
    assert page.examined is not None
    press(page, page.bring.text())


def test_a_whole_day_from_an_empty_screen_to_sent_records(window, local_office, calendar, tmp_path, monkeypatch):
    first_run(window)
    rosters = sample_files(tmp_path / "exports", calendar.day)
    run = window.findChild(FirstRun)
    run.page.zone.brought.emit(rosters[0])
    press(window.shell.page, window.shell.page.bring.text())
    for path in rosters[1:]:
        bring_in(window, path)
    desk = window.board.workspace
    assert len(desk.roster.people(Mentee)) > 40
    assert len(desk.roster.people(Mentor)) > 30

    fix_a_gap(window)
    print_forms(window, tmp_path, monkeypatch)
    record_consents(desk, tmp_path / "exports")
    window.board.changed.emit(frozenset())

    match_pin_and_publish(window)
    hold_a_session(window, calendar)
    type_a_survey(window)
    look_and_send(window, local_office)


def fix_a_gap(window: MainWindow) -> None:
    window.shell.go("young-people")
    page = window.shell.page
    someone = page.list.model.ids[0]
    page.edit(someone)
    form = dialog(window).findChild(Form)
    form.fields["sectors"].put("engineering\nlaw")
    form.fields["availability"].put("thu-pm fri-pm")
    press(dialog(window), "Keep")
    assert window.board.workspace.roster.mentee(someone).sectors == ("engineering", "law")


def await_papers(page) -> None:
    """Wait until the papers asked for are made."""
    for _moment in range(500):
        if page.sheaf is not None:
            return
        QTest.qWait(20)
    raise AssertionError("no paper was made")


def print_forms(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window.shell.go("papers")
    page = window.shell.page
    page.asking.choose_people([one.id for one in window.board.workspace.papers.still_to_sign()])
    await_papers(page)
    target = tmp_path / "forms.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_args: (str(target), "")))
    press(page, "Save as PDF")
    assert target.read_bytes().startswith(b"%PDF")
    assert len(window.board.workspace.consents.current()) > 40


def match_pin_and_publish(window: MainWindow) -> None:
    window.shell.go("matching")
    page = window.shell.page
    page.find_again()
    QApplication.processEvents()
    drafts = [one for one in window.board.workspace.matching.open() if one.state is MatchState.DRAFT]
    assert len(drafts) > 10
    page.proposal.view.show_row(drafts[0].mentee)
    window.activateWindow()
    page.proposal.view.setFocus()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(page.proposal.view, "p")
    assert any(one.pinned for one in window.board.workspace.matching.open())
    QApplication.processEvents()
    press(page, "Review and publish")
    count = len([one for one in window.board.workspace.matching.open() if one.state is not MatchState.PUBLISHED])
    press(dialog(window), f"Publish {count} pairs")
    assert {one.state for one in window.board.workspace.matching.open()} == {MatchState.PUBLISHED}


def hold_a_session(window: MainWindow, calendar: Calendar) -> None:
    desk = window.board.workspace
    window.shell.go("sessions", "plan")
    coming = desk.sessions.next()
    assert coming is not None
    calendar.day = coming.day
    window.shell.go("register", coming.id)
    view = window.shell.page.view
    QTest.keyClick(view, "l")
    QTest.keyClick(view, "a")
    window.shell.page._on_rest()
    press(window.shell.page, "Close the session")
    held = desk.sessions.get(coming.id)
    assert held.state is SessionState.HELD
    marks = [pair.mentee_mark.value for pair in sorted(held.pairs, key=lambda one: one.table or 999)]
    assert marks[:2] == ["late", "absent"]


def type_a_survey(window: MainWindow) -> None:
    window.shell.go("outcomes")
    page = window.shell.page
    someone = page.who.view.current or page.who.model.ids[0]
    page.who.view.show_row(someone)
    page.answers.show_typed({item.code: str(item.low) for item in page.who.survey.item})
    page.enter()
    kept = window.board.workspace.outcomes.all()
    assert [(one.mentee, one.wave) for one in kept] == [(someone, Wave.BEFORE)]


def look_and_send(window: MainWindow, office: LocalOffice) -> None:
    window.shell.go("head-office")
    page = window.shell.page
    page.ask_enrol()
    form = dialog(window).findChild(Form)
    form.fields["code"].put(office.code_for("Ferncliffe High School"))
    form.fields["office"].put(office.url)
    press(dialog(window), "Connect")
    assert window.board.workspace.sharing.enrolment is not None
    before = window.board.workspace.sharing.preview()
    page.send_now()
    QApplication.processEvents()
    standing = next(one for one in window.board.workspace.sharing.standings() if one.term == before.term)
    assert standing.standing is Standing.CONFIRMED
    sent = window.board.workspace.sharing.releases()[0]
    assert (sent.digest, sent.body) == (before.digest, before.body) or sent.revision >= before.revision
    assert "confirmed" in window.shell.status.said
