from datetime import UTC, datetime
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from desktop.errors import Trouble
from desktop.models.sharing import Enrolment, ReleaseState, SyncReport
from desktop.models.wire import EnrolmentCode
from desktop.sync import Line
from desktop.ui.allow import reason_against
from desktop.ui.forms import Form
from desktop.ui.pages.head_office.steps import steps
from desktop.ui.paint import Light
from desktop.workspace import sharing
from desktop.workspace.sharing import Sharing, Sight
from tests.sync_world.office import NearOffice
from tests.ui.dialogs import dialog, press
from tests.ui.school import TODAY

TERM = "2026-27-1"
CODE = EnrolmentCode.draw(bytes(24)).written
AT = datetime(2026, 11, 10, 9, tzinfo=UTC)
ENROLMENT = Enrolment(
    office_url="http://127.0.0.1:9", site="hill", epoch=1, private_key="11" * 32, office_public_key="22" * 32,
    enrolled_at=AT,
)  # fmt: skip


@pytest.fixture(autouse=True)
def one_try(monkeypatch):
    """Nobody waits between tries that all meet a closed door."""
    monkeypatch.setattr(sharing, "Line", partial(Line, tries=1))


def said(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


def enrolled(workspace):
    workspace.sharing.keep_enrolment(ENROLMENT)
    return workspace


def test_what_would_leave_is_shown_before_anybody_is_connected(seat, workspace):
    page = seat(workspace, "head-office").shell.page
    assert page.preview.tabs[1].text() == f"{len(workspace.sharing.preview().rows)} records"


def test_the_bytes_shown_are_the_bytes_of_the_release(seat, workspace):
    page = seat(workspace, "head-office").shell.page
    page.preview.show_tab(2)
    assert page.preview.bytes.toPlainText() == workspace.sharing.preview().body


def test_what_changed_since_it_was_looked_at_is_not_approved(seat, workspace):
    window = seat(enrolled(workspace), "head-office")
    page = window.shell.page
    page.sight = page.sight.model_copy(update={"release": page.sight.release.model_copy(update={"digest": "0" * 64})})
    page.send.click()
    assert "changed meanwhile" in window.told.troubles[-1]
    assert workspace.sharing.releases() == []


def test_the_words_of_the_preview_are_the_release_s_own(seat, workspace):
    page = seat(workspace, "head-office").shell.page
    page.preview.show_tab(0)
    assert workspace.sharing.preview().words in said(page)


def test_without_a_connection_the_button_connects(seat, workspace):
    assert seat(workspace, "head-office").shell.page.send.text() == "Connect to head office"


def test_before_a_look_the_button_approves_and_sends(seat, workspace):
    assert seat(enrolled(workspace), "head-office").shell.page.send.text() == "Approve and send"


def test_sending_without_a_line_keeps_the_release_and_says_that_it_waits(seat, workspace):
    window = seat(enrolled(workspace), "head-office")
    window.shell.page.send.click()
    (release,) = workspace.sharing.releases()
    assert release.approved_by == "Helen Marsh"
    assert "nothing is lost" in said(window.shell.page._where)


def test_the_next_try_comes_by_itself(seat, workspace):
    window = seat(enrolled(workspace), "head-office")
    window.shell.page.send.click()
    assert window.shell.post.next.isActive()


def test_a_pc_that_is_not_enrolled_never_tries_by_itself(seat, workspace, monkeypatch):
    monkeypatch.setattr(Sharing, "courier", lambda *_hand: pytest.fail("it tried"))
    post = seat(workspace).shell.post
    post.next.timeout.emit()
    post.next.stop()


def test_an_enrolled_pc_tries_soon_after_it_opened(seat, workspace):
    assert seat(enrolled(workspace)).shell.post.next.isActive()


def test_the_round_sends_nothing_that_nobody_approved(seat, workspace):
    window = seat(enrolled(workspace))
    window.shell.post.go()
    assert workspace.sharing.releases() == []


def test_connecting_asks_for_code_and_address(seat, workspace):
    window = seat(workspace, "head-office")
    window.shell.page.send.click()
    (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    assert dialog.windowTitle() == "What does head office’s letter say?"


@pytest.mark.parametrize("code", ["", "AAAAA", "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"])
def test_a_slip_in_the_code_is_said_at_its_field_before_anybody_is_asked(seat, workspace, code):
    window = seat(workspace, "head-office")
    opened = window.shell.page.ask_enrol()
    opened.findChild(Form).fields["code"].put(code)
    opened.findChild(Form).fields["office"].put("http://127.0.0.1:9")
    press(window, "Connect")
    assert opened.isVisible()
    assert ("wrong or missing" if code else "as it is printed") in said(opened)


@pytest.mark.parametrize(
    "address",
    ["", "https://", "http://office.example", "https:// a", "https://[", "http://127.0.0.1:abc", "https://x y.z", "a"],
)
def test_what_is_no_address_is_said_at_its_field(seat, workspace, address):
    window = seat(workspace, "head-office")
    opened = window.shell.page.ask_enrol()
    opened.findChild(Form).fields["code"].put(CODE)
    opened.findChild(Form).fields["office"].put(address)
    press(window, "Connect")
    assert opened.isVisible()
    assert "begins with https://" in said(opened)


def test_while_a_release_is_being_sent_the_button_says_so(seat, workspace):
    window = seat(enrolled(workspace), "head-office")
    page, seen = window.shell.page, []
    window.board.tasks.started.connect(lambda _title: seen.append(reason_against(page.send)))
    page.send.click()
    assert seen[-1].startswith("It is being sent just now.")
    assert reason_against(page.send) == ""


def test_sending_again_pressed_while_it_is_being_sent_is_nothing_at_all(seat, workspace):
    window = seat(enrolled(workspace), "head-office")
    page, seen = window.shell.page, []

    def pressed_again(_title: str) -> None:
        page._on_try_again()
        seen.append(reason_against(page.send))

    window.board.tasks.started.connect(pressed_again)
    page.send.click()
    assert seen[0].startswith("It is being sent just now.")
    assert not any("Another job" in one for one in window.told.troubles)


def connect_by_keys(window) -> None:
    """Type a code and an address, and press Connect."""
    dialog = window.shell.page.ask_enrol()
    for key, text in (("code", CODE), ("office", "https://office.example")):
        dialog.findChild(Form).fields[key].entry.selectAll()
        QTest.keyClicks(dialog.findChild(Form).fields[key].entry, text)
    press(window, "Connect")


def test_what_was_typed_is_there_again_where_head_office_did_not_answer(seat, workspace, monkeypatch):
    def nobody():
        raise Trouble("Head office can’t be reached.", "Try again later.")

    monkeypatch.setattr(workspace.sharing, "enroller", lambda _code, _office: nobody)
    window = seat(workspace, "head-office")
    connect_by_keys(window)
    assert window.told.troubles
    again = window.shell.page.ask_enrol().findChild(Form)
    assert again.values == {"code": CODE, "office": "https://office.example"}


def test_what_was_typed_is_forgotten_once_head_office_answered(seat, workspace, monkeypatch):
    monkeypatch.setattr(workspace.sharing, "enroller", lambda _code, _office: lambda: ENROLMENT)
    window = seat(workspace, "head-office")
    connect_by_keys(window)
    assert workspace.sharing.enrolment == ENROLMENT
    assert dict(window.board.draft("enrol")) == {}


@pytest.fixture
def office(tmp_path):
    made = NearOffice(f"sqlite:///{tmp_path / 'office.db'}", tmp_path)
    yield made
    made.close()


def test_a_real_head_office_takes_the_release_and_confirms_it(seat, workspace, office):
    line = Line(office.client)
    workspace.sharing.enrol(office.letter().code.written, "http://testserver", line=line)
    workspace.sharing.approve()
    window = seat(workspace, "head-office")
    job = workspace.sharing.courier(window.board.tasks.hand_over, line=line)
    window.shell.page._on_sent(job(None, None))
    assert workspace.sharing.releases()[0].state is ReleaseState.CONFIRMED
    assert "holds the same" in said(window.shell.page._where)


def test_the_log_tells_who_approved_and_offers_to_take_it_back(seat, workspace):
    window = seat(enrolled(workspace), "head-office")
    window.shell.page.send.click()
    dialog = window.shell.page.show_log()
    assert "approved by Helen Marsh" in said(dialog)


def test_all_columns_are_shown_in_the_place_of_the_side(seat, workspace):
    page = seat(workspace, "head-office").shell.page
    QTest.qWait(40)
    fewer = len(page.preview.records.view.wide_columns())
    page.preview.records._more.click()
    QTest.qWait(40)
    assert len(page.preview.records.view.wide_columns()) > fewer
    assert not page._aside.isVisible()


def test_the_link_to_all_columns_says_how_many_they_are(seat, workspace):
    page = seat(workspace, "head-office").shell.page
    QTest.qWait(40)
    assert page.preview.records._more.text() == "Show all 11 columns"


def test_on_a_narrow_window_how_far_it_got_is_a_tab_and_the_table_turns_to_its_other_columns(seat, workspace):
    window = seat(workspace, "head-office")
    page, records = window.shell.page, window.shell.page.preview.records
    window.resize(683, 384)
    QTest.qWait(40)
    first = records.view.wide_columns()
    seen = set(first)
    while records._more.text() == "Show the others":
        records._more.click()
        seen |= set(records.view.wide_columns())
    assert seen == {key for key, _name in page.sight.facts}
    records._more.click()
    assert records.view.wide_columns() == first
    page.preview.tabs[3].click()
    assert page._where.isVisible()


def test_four_tabs_stand_closer_than_three(seat, workspace):
    window = seat(workspace, "head-office")
    preview = window.shell.page.preview
    between = []
    for size in ((1366, 697), (683, 384)):
        window.resize(*size)
        QTest.qWait(40)
        shown = [one.geometry() for one in preview.tabs if one.isVisible()]
        between.append({after.left() - before.right() - 1 for before, after in pairwise(shown)})
    assert between == [{24}, {12}]


def test_back_on_a_wide_window_the_cards_stand_beside_the_records_again(seat, workspace):
    window = seat(workspace, "head-office")
    page = window.shell.page
    window.resize(683, 384)
    page.preview.show_tab(3)
    window.resize(1366, 697)
    QTest.qWait(40)
    assert (page.preview.tab, page.preview.alone) == (1, False)
    assert page._where.isVisible()
    page.preview.show_tab(3)
    assert page.preview.tab == 1


def strip(window) -> str:
    return window.shell.status._office.text


def test_the_strip_says_that_a_release_waits_once_nobody_answered(seat, workspace):
    window = seat(enrolled(workspace), "head-office")
    window.shell.page.send.click()
    assert "waiting for a connection" in strip(window)


def test_the_strip_says_that_another_computer_took_over(seat, workspace):
    workspace.sharing.keep_enrolment(ENROLMENT.model_copy(update={"taken_over": True}))
    window = seat(workspace, "head-office")
    assert strip(window) == "Head office: another computer took over"
    assert window.shell.page.send.text() == "Connect to head office"


def test_what_never_leaves_stands_on_the_page(seat, workspace):
    assert "Names, dates, addresses, pupil numbers" in said(seat(workspace, "head-office").shell.page._never)


def test_before_any_step_was_taken_no_light_is_green():
    assert Light.GOOD not in {one.light for one in steps(None, [], TODAY)}


def test_a_report_without_a_next_try_asks_again_within_hours(seat, workspace):
    window = seat(enrolled(workspace), "head-office")
    window.shell.post.adopt(SyncReport(reached=True))
    assert 0 < window.shell.post.next.interval() <= 6 * 3_600_000


def test_a_sight_knows_a_term_s_standing_only_by_its_code():
    sight = Sight(release=None, standings=(), pairs=0, facts=(), never=())
    assert sight.standing(TERM) is None


def test_head_office_s_new_address_is_kept_from_the_page(seat, workspace, qtbot):
    window = seat(enrolled(workspace), "head-office")
    next(one for one in window.shell.page.findChildren(QPushButton) if one.text() == "It has moved").click()
    dialog(window).findChild(Form).fields["office"].put("https://office.example")
    press(window, "Keep the address")
    assert workspace.sharing.enrolment.office_url == "https://office.example"
    qtbot.waitUntil(lambda: "Records go to https://office.example" in said(window.shell.page))


def test_before_connecting_no_address_is_said(seat, workspace):
    assert "Records go to" not in said(seat(workspace, "head-office").shell.page)
