from datetime import date, time, timedelta

import pytest

from desktop.errors import SyncTrouble
from desktop.models.matches import Match, MatchState
from desktop.models.outcomes import Wave
from desktop.models.people import Mentee
from desktop.models.sessions import PairRecord, Session, SessionState
from desktop.models.sharing import Approval, ReleaseState, Standing
from desktop.workspace.ledger import CarriedLedger, FileLedger
from tests.builders import consent, mentee, mentor
from tests.sync_world.fixtures import sqlite_shape, sqlite_url  # noqa: F401 - fixtures
from tests.sync_world.office import NearOffice
from tests.sync_world.school import line_to

TERM = "2026-27-1"


@pytest.fixture
def office(sqlite_url, tmp_path):  # noqa: F811 - a fixture
    made = NearOffice(sqlite_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def line(office):
    return line_to(office.client)


@pytest.fixture
def pairs(put):
    """Twelve running pairs whose families agreed to share."""
    people = [(mentee(), mentor()) for _n in range(12)]
    put(*(one for two in people for one in two))
    put(*(consent(young) for young, _grown in people))
    put(*(running(young, grown) for young, grown in people))
    return people


def running(young, grown) -> Match:
    return Match(
        id=f"match-{young.id}",
        mentee=young.id,
        mentor=grown.id,
        state=MatchState.PUBLISHED,
        started_on=date(2026, 10, 1),
        secret=f"{young.id}-secret",
    )


@pytest.fixture
def enrolled(desk, office, line, pairs):
    desk.sharing.enrol(office.letter().code.written, "https://office.example", line=line)
    return desk.sharing


def sync(desk, line):
    report = desk.sharing.courier(lambda keep: keep(), line=line)(None, None)
    desk.sharing.heard(report)
    return report


def test_a_school_that_isnt_enrolled_has_a_standing(desk, pairs):
    assert [one.standing for one in desk.sharing.standings()] == [Standing.NOT_ENROLLED]


def test_syncing_without_enrolment_says_so_and_sends_nothing(desk, pairs):
    report = desk.sharing.sync()
    assert (report.reached, "Nothing was sent." in report.words) == (False, True)


def test_syncing_without_enrolment_leaves_no_trace(desk, pairs):
    before = desk.desk.store.revision
    desk.sharing.sync()
    assert (desk.desk.store.revision, desk.sharing.failures) == (before, 0)


def test_a_preview_needs_no_enrolment(desk, pairs):
    assert (desk.sharing.enrolment, len(desk.sharing.preview().rows)) == (None, 12)


def test_nothing_is_approved_without_enrolment(desk, pairs):
    with pytest.raises(SyncTrouble, match="not connected"):
        desk.sharing.approve()


def test_fewer_than_ten_pairs_leave_no_record(desk, pairs, put):
    for young, _grown in pairs[:3]:
        desk.consents.withdraw(young.id)
    assert desk.sharing.preview().rows == ()


def test_in_the_holidays_the_term_before_is_shown(desk, calendar, pairs):
    calendar.day = date(2026, 12, 25)
    assert desk.sharing.preview().term == TERM


def test_before_the_first_term_there_is_nothing_to_see(desk, calendar, pairs):
    calendar.day = date(2026, 8, 1)
    with pytest.raises(SyncTrouble, match="has not begun"):
        desk.sharing.preview()


def test_looking_gives_the_preview_and_every_standing(desk, pairs):
    sight = desk.sharing.looker()()
    assert (sight.pairs, sight.release.term, sight.standing(TERM).standing) == (12, TERM, Standing.NOT_ENROLLED)


def test_looking_at_a_term_that_hasnt_begun_shows_none(desk, pairs):
    sight = desk.sharing.looker("2026-27-3")()
    assert (sight.release, sight.pairs, sight.standing("2026-27-3")) == (None, 0, None)


def test_what_never_leaves_is_told(desk, pairs):
    sight = desk.sharing.looker()()
    assert (bool(sight.facts), bool(sight.never)) == (True, True)


def test_an_enrolled_school_has_a_site(enrolled):
    assert enrolled.enrolment.site


def test_enrolling_cant_be_undone(desk, enrolled):
    assert desk.safekeeping.undo_label == "Prepare"


def test_the_same_code_twice_is_harmless(desk, office, line, pairs):
    code = office.letter().code.written
    first = desk.sharing.enrol(code, "https://office.example", line=line)
    assert desk.sharing.enrol(code, "https://office.example", line=line).site == first.site


def test_nothing_leaves_before_somebody_approved(desk, enrolled, line):
    assert [one.standing for one in sync(desk, line).terms] == [Standing.NOT_APPROVED]


def test_the_very_bytes_of_the_preview_are_approved(enrolled):
    assert enrolled.approve().body == enrolled.preview().body


def test_an_approved_term_is_sent_and_confirmed(desk, enrolled, line):
    enrolled.approve()
    assert [one.standing for one in sync(desk, line).terms] == [Standing.CONFIRMED]
    assert [one.state for one in enrolled.releases()] == [ReleaseState.CONFIRMED]


def test_erasing_somebody_changes_the_next_release(desk, enrolled, line, pairs):
    enrolled.approve()
    sync(desk, line)
    desk.safekeeping.erase(desk.desk.store.get(Mentee, pairs[0][0].id))
    sync(desk, line)
    assert sorted((one.revision, one.records) for one in enrolled.releases())[-1] == (2, 11)


def test_a_term_can_be_taken_back(desk, enrolled, line):
    enrolled.approve()
    sync(desk, line)
    enrolled.retract(TERM)
    assert [one.standing for one in sync(desk, line).terms] == [Standing.RETRACTED]


def test_a_term_asked_to_be_deleted_is_not_called_records(desk, enrolled, line):
    enrolled.approve()
    sync(desk, line)
    enrolled.retract(TERM)
    assert enrolled.standings()[0].words == "Prepared: the request to delete this term. Not tried yet."


def test_trying_again_what_was_not_refused_changes_nothing(desk, enrolled):
    enrolled.approve()
    before = desk.desk.store.revision
    enrolled.try_again(TERM)
    assert desk.desk.store.revision == before


def test_a_reason_of_head_office_is_put_in_words(desk):
    assert desk.sharing.refusal_words("shape")


def test_a_new_address_is_kept(enrolled):
    enrolled.office_moved("https://new.example")
    assert enrolled.enrolment.office_url == "https://new.example"


def test_the_same_address_is_no_change(desk, enrolled):
    before = desk.desk.store.revision
    enrolled.office_moved("https://office.example")
    assert desk.desk.store.revision == before


def test_without_enrolment_no_address_is_kept(desk):
    desk.sharing.office_moved("https://new.example")
    assert desk.sharing.enrolment is None


def test_being_offline_is_a_standing_and_is_counted(desk, enrolled):
    enrolled.office_moved("http://127.0.0.1:9")
    enrolled.approve()
    report = desk.sharing.courier(lambda keep: keep())(None, lambda: True)
    desk.sharing.heard(report.model_copy(update={"reached": False}))
    assert desk.sharing.failures == 1


def test_the_count_ends_when_head_office_is_reached(desk, enrolled, line):
    desk.sharing.heard(sync(desk, line).model_copy(update={"reached": False}))
    sync(desk, line)
    assert desk.sharing.failures == 0


def test_what_a_worker_keeps_is_handed_to_the_desk(desk, enrolled, line):
    enrolled.approve()
    handed = []

    def hand_over(keep):
        handed.append(keep)
        keep()

    desk.sharing.courier(hand_over, line=line)(None, None)
    assert handed


def test_a_term_that_ended_long_ago_is_still_kept_up_to_date(desk, calendar, enrolled, line):
    calendar.day += timedelta(days=200)
    assert len(sync(desk, line).terms) == 3


def test_what_was_answered_and_attended_is_gathered_for_the_release(desk, pairs, put):
    young, grown = pairs[0]
    evening = Session(
        id="evening",
        number=1,
        day=date(2026, 11, 5),
        start=time(15, 30),
        finish=time(16, 30),
        state=SessionState.HELD,
        pairs=(PairRecord(match=f"match-{young.id}", mentee=young.id, mentor=grown.id, mentee_mark="present"),),
    )
    put(evening)
    desk.outcomes.enter(young.id, "programme", Wave.BEFORE, {"confidence": 2})
    assert len(desk.sharing.preview().rows) == 12


def test_a_carried_approval_is_kept_in_the_file_too(desk, pairs):
    ledger = FileLedger(desk.desk)
    carried = CarriedLedger(ledger, lambda keep: keep())
    carried.keep_approval(Approval(id=TERM, term=TERM, spec=1, by="Carys Owen", at=desk.desk.now()))
    assert carried.approvals() == ledger.approvals() != []
