"""A coordinator’s whole year through the window: its sessions, end survey and sending, and what goes wrong in one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton

from desktop.models.matches import Match, MatchState
from desktop.models.outcomes import Wave
from desktop.models.people import Mentee, PersonState
from desktop.models.remembered import Remembered
from desktop.models.sessions import Presence, Session, SessionState
from desktop.models.sharing import Approval, Enrolment, StoredRelease
from desktop.rules.readiness import Light
from desktop.store import Entry, Store
from desktop.store.tables import table_of
from desktop.ui.first_run.run import FirstRun
from desktop.ui.forms import Form
from desktop.ui.pages.people.change_form import ChangeForm
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import RunAtOnce
from desktop.ui.window import MainWindow
from desktop.workspace import Workspace
from desktop.workspace.sample import record_consents, sample_files
from tests.e2e.test_day_in_window import SECRET, bring_in, dialog, first_run, look_and_send, press
from tests.unit.store.whole import tables

Calendar = Callable[[date], None]
MORE_SESSIONS = 5
ENOUGH = 10  # answers before and after below which a change is too few to say


@pytest.fixture
def turn(window, calendar) -> Calendar:
    """Let a day come, as the window finds it in the morning."""

    def come(day: date) -> None:
        calendar.day = day
        window.board.changed.emit(frozenset())

    return come


def desk(window: MainWindow) -> Workspace:
    return window.board.workspace


def running(window: MainWindow) -> list[Match]:
    return [one for one in desk(window).matching.open() if one.state is MatchState.PUBLISHED]


def to_do(window: MainWindow) -> set[str]:
    return {one.code for one in desk(window).today.todos()}


def act_on(window: MainWindow, code: str) -> None:
    """Press the button of a line of Today."""
    window.shell.go("today")
    QApplication.processEvents()
    at = next(at for at, one in enumerate(desk(window).today.todos()) if one.code == code)
    window.shell.page.rows.presses[at].click()
    QApplication.processEvents()


def beside(window: MainWindow, page: str, person: str) -> dict[str, QAction]:
    """Return what can be done for somebody from the panel beside the list."""
    window.shell.go(page, person)
    QApplication.processEvents()
    (menu,) = [one.menu() for one in window.shell.page.panel.findChildren(QPushButton) if one.menu()]
    menu.aboutToShow.emit()
    menus = [menu, *menu.findChildren(QMenu)]
    return {one.text(): one for each in menus for one in each.actions()}


def give_reason(window: MainWindow, verb: str) -> None:
    dialog(window).findChild(Form).fields["reason"].put("Another reason")
    press(dialog(window), verb)


def test_a_year_with_its_troubles(qtbot, window, calendar, turn, local_office, tmp_path, monkeypatch):
    recovery = first_run(window)
    found_on_an_empty_desk(window, tmp_path, calendar.day)
    states = States(window)
    match_and_plan(window)
    an_evening(window, turn, desk(window).sessions.next())
    a_mentor_leaves_and_comes_back_by_undo(window)
    consent_is_withdrawn_and_the_match_ends(window)
    five_more_sessions_are_held(window, turn)
    a_check_runs_out_and_is_renewed(window, turn)
    the_end_survey(window)
    look_and_send(window, local_office)
    the_year_turns(window, turn, tmp_path)
    everything_is_undone_and_done_again(window, states)
    stick = copied_to_a_stick(window, tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_given: str(stick)))
    for secret in (SECRET, recovery):
        new = MainWindow(
            tmp_path / f"pc{len(secret)}", preferences=Preferences(), executor=RunAtOnce(), today=calendar.today
        )
        qtbot.addWidget(new)
        another_pc_takes_over(new, secret)
        assert records(new) == records(window)
        new.close()


def found_on_an_empty_desk(window: MainWindow, tmp_path, day: date) -> None:
    press(window.findChild(FirstRun), "Start: Type people in")
    dialog(window).reject()
    QApplication.processEvents()
    assert {"first_list", "first_mentors", "first_person", "first_sample"} <= to_do(window)
    for path in sample_files(tmp_path / "exports", day):
        bring_in(window, path)
    assert not to_do(window) & {"first_list", "first_mentors"}
    record_consents(desk(window), tmp_path / "exports")
    window.board.changed.emit(frozenset())


def match_and_plan(window: MainWindow) -> None:
    act_on(window, "waiting")
    window.shell.page.find_again()
    QApplication.processEvents()
    press(window.shell.page, "Review and publish")
    drafts = len([one for one in desk(window).matching.open() if one.state is not MatchState.PUBLISHED])
    press(dialog(window), f"Publish {drafts} pairs")
    window.shell.go("today")
    QApplication.processEvents()
    press(window.shell.page, "Plan the sessions")
    assert desk(window).sessions.next() is not None


def an_evening(window: MainWindow, turn: Calendar, session: Session) -> None:
    """One is late, one absent, a mentor is stood in for, one pair leaves early; a wrong key is taken back."""
    turn(session.day)
    window.shell.go("register", session.id)
    page = window.shell.page
    page._on_marked(0, Presence.LATE)
    page._on_marked(1, Presence.PRESENT)
    window.shell._undo()
    page._on_marked(1, Presence.ABSENT)
    page.view.setCurrentIndex(page.view.model().index(2))
    page._on_details()
    fields = dialog(window).findChild(Form).fields
    fields["left"].put("16:10")
    fields["cover"].entry.setCurrentIndex(1)
    press(dialog(window), "Keep")
    page._on_rest()
    press(page, "Close the session")
    held = desk(window).sessions.get(session.id)
    marks = [one.mentee_mark for one in sorted(held.pairs, key=lambda one: one.table or 999)]
    assert (held.state, marks[:2]) == (SessionState.HELD, [Presence.LATE, Presence.ABSENT])
    assert sum(one.cover_mentor is not None and one.left is not None for one in held.pairs) == 1


def a_mentor_leaves_and_comes_back_by_undo(window: MainWindow) -> None:
    mentor, before = running(window)[0].mentor, len(running(window))
    beside(window, "mentors", mentor)["End their part"].trigger()
    give_reason(window, "End their part")
    assert desk(window).roster.mentor(mentor).state is PersonState.LEFT
    assert not any(one.mentor == mentor for session in desk(window).sessions.coming() for one in session.pairs)
    window.shell._undo()
    assert len(running(window)) == before


def consent_is_withdrawn_and_the_match_ends(window: MainWindow) -> None:
    mentee = running(window)[0].mentee
    beside(window, "young-people", mentee)["Consent was withdrawn"].trigger()
    dialog(window).reject()
    QApplication.processEvents()
    act_on(window, "stranded")
    give_reason(window, "End the match")
    assert "stranded" not in to_do(window)
    assert desk(window).matching.running_of([mentee]) == []


def a_check_runs_out_and_is_renewed(window: MainWindow, turn: Calendar) -> None:
    mentor = desk(window).roster.mentor(running(window)[0].mentor)
    lapsing = mentor.model_copy(update={"dbs": mentor.dbs.model_copy(update={"next_due": date(2026, 12, 31)})})
    desk(window).roster.keep(lapsing)
    turn(date(2027, 1, 5))
    assert "not_clear" in to_do(window)
    beside(window, "mentors", mentor.id)["Check due again on"].trigger()
    form = dialog(window).findChild(ChangeForm)
    form.value.put("31/12/2029")
    form.look()
    press(dialog(window), "Change 1")
    lapsed = [one for one in desk(window).today.todos() if one.code == "not_clear"]
    assert not any(mentor.id in one.people for one in lapsed)


def five_more_sessions_are_held(window: MainWindow, turn: Calendar) -> None:
    """Each on its day: those in the room are marked in one press, and the session is closed."""
    for _again in range(MORE_SESSIONS):
        session = next(one for one in desk(window).sessions.coming() if one.state is SessionState.PLANNED)
        turn(session.day)
        window.shell.go("register", session.id)
        QApplication.processEvents()
        window.shell.page._on_rest()
        press(window.shell.page, "Close the session")
        assert desk(window).sessions.get(session.id).state is SessionState.HELD


def the_end_survey(window: MainWindow) -> None:
    """The sheets of ten come back and are typed in a row; with fewer nothing would be said."""
    window.shell.go("outcomes")
    page = window.shell.page
    for wave, answer in ((Wave.BEFORE, "2"), (Wave.AFTER, "4")):
        page.who.waves.choose(wave.value)
        QApplication.processEvents()
        page.who.view.show_row(next(key for key in page.who.model.ids if page.who.lines[key].asked))
        for _person in range(ENOUGH):
            page.answers.show_typed(dict.fromkeys(page.answers.fields, answer))
            page.enter()
            QApplication.processEvents()
    kept = desk(window).outcomes.all()
    assert [sum(one.wave is wave for one in kept) for wave in (Wave.BEFORE, Wave.AFTER)] == [ENOUGH, ENOUGH]
    shown = page._right.findChildren(QLabel)
    assert any("Higher than before" in one.text() for one in shown)


def the_year_turns(window: MainWindow, turn: Calendar, tmp_path) -> None:
    """The sessions nobody closed are told, everybody moves up, and forms are asked for anew."""
    turn(date(2027, 9, 10))
    young = next(one for one in desk(window).roster.people(Mentee) if one.year == 9)
    assert "close" in to_do(window)
    act_on(window, "new_year")
    press(dialog(window), "Everybody moves up a year group")
    press(dialog(window), "End the matches that run, as planned")
    press(dialog(window), "Begin 2027-28")
    assert running(window) == []
    assert desk(window).roster.mentee(young.id).year == 10
    assert desk(window).consents.light(young).kind is Light.NONE
    for path in sample_files(tmp_path / "again", date(2027, 9, 10)):
        bring_in(window, path)
    assert "consent_new" in to_do(window)


def records(window: MainWindow) -> dict:
    return records_of(desk(window).desk.store)


def records_of(store: Store) -> dict:
    """Every table but those of names, of what went to head office and of other things that no undo takes back."""
    kept = {table_of(kind).name for kind in (Remembered, Enrolment, Approval, StoredRelease)}
    return {name: rows for name, rows in tables(store).items() if name not in kept}


class States:
    """What every table held before each step, taken down as the steps came."""

    def __init__(self, window: MainWindow) -> None:
        self._store = desk(window).desk.store
        self.before: dict[int, dict] = {}
        self.labels: dict[int, str] = {}
        self.last = self.now()
        self._store.on_entry(self._on_entry)

    def _on_entry(self, entry: Entry) -> None:
        self.before[entry.number], self.labels[entry.number] = self.last, entry.label
        self.last = self.now()

    def now(self) -> dict:
        return records_of(self._store)


def everything_is_undone_and_done_again(window: MainWindow, states: States) -> None:
    """Every step of the year that can be undone is, one by one, and done again: the school stands as it stood."""
    safe, walked = desk(window).safekeeping, []
    before = dict(states.before)
    while (number := safe.undo_step) in before:
        after = states.now()
        safe.undo()
        assert states.now() == before[number], states.labels[number]
        walked.append((number, after))
    for number, after in reversed(walked):
        safe.redo()
        assert states.now() == after, states.labels[number]
    assert len({states.labels[number] for number, _after in walked}) >= 12
    window.board.changed.emit(frozenset())


def copied_to_a_stick(window: MainWindow, tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk(window).safekeeping.copy_to(stick)
    return stick


def another_pc_takes_over(new: MainWindow, secret: str) -> None:
    """A stick and the passphrase, or the recovery sheet, are enough."""
    new.show()
    new.begin()
    press(new.findChild(FirstRun), "Bring back a backup")
    asked = dialog(new)
    press(asked, "Choose a folder or stick")
    asked.form.fields["who"].put("Helen Marsh")
    asked.form.fields["secret"].put(secret)
    press(asked, "Open the backup")
    press(asked, "Bring it back")
    assert desk(new).desk.who == "Helen Marsh"
