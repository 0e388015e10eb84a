import sqlite3
from datetime import timedelta

import pytest

from desktop.errors import SyncTrouble
from desktop.models.sharing import ReleaseState, Standing
from desktop.models.wire import Narrowing
from desktop.sync import approve, enrol, preview, retract, standings, sync, try_again
from headoffice.sites import list_sites
from tests.sync_world.office import NearOffice
from tests.sync_world.school import NOON, TERM, MemoryLedger, enrolled_school, line_to, pair, term


@pytest.fixture
def line(office):
    return line_to(office.client)


@pytest.fixture
def school(office, line):
    return enrolled_school(office.letter(), line, term())


def standing(ledger, line):
    return sync(ledger, line).terms[0].standing


def held(office):
    return [(one["revision"], one["records"]) for one in list_sites(office.engine)[0]["terms"]]


def test_nothing_is_sent_before_a_person_approved_it(office, line):
    school = enrolled_school(office.letter(), line)
    school.facts[TERM] = term()
    assert standing(school, line) is Standing.NOT_APPROVED
    assert held(office) == []


def test_a_change_after_approval_goes_by_itself_and_replaces_the_former(office, school, line):
    sync(school, line)
    school.facts[TERM] = term(count=25)
    assert standing(school, line) is Standing.CONFIRMED
    assert held(office) == [(2, 25)]


def test_the_replaced_release_keeps_its_digest_and_not_its_records(school, line):
    sync(school, line)
    school.facts[TERM] = term(count=25)
    sync(school, line)
    first = min(school.releases(), key=lambda one: one.revision)
    assert (first.state, first.body, len(first.digest)) == (ReleaseState.REPLACED, "", 64)


def test_syncing_twice_without_a_change_sends_nothing(school, line, office):
    sync(school, line)
    before = len(school.history)
    assert standing(school, line) is Standing.CONFIRMED
    assert (len(school.history), held(office)) == (before, [(1, 20)])


def test_erasing_pairs_until_too_few_remain_leaves_only_that_the_site_is_active(office, school, line):
    sync(school, line)
    school.facts[TERM] = term(count=9)
    sync(school, line)
    assert held(office) == [(2, 0)]


def test_a_retracted_term_is_deleted_and_stays_so(office, school, line):
    sync(school, line)
    retract(school, TERM, by="Helen Marsh", at=NOON)
    assert standing(school, line) is Standing.RETRACTED
    assert standing(school, line) is Standing.RETRACTED
    assert held(office) == [(2, 0)]


def test_approving_again_after_a_retraction_sends_the_term_anew(office, school, line):
    sync(school, line)
    retract(school, TERM, by="Helen Marsh", at=NOON)
    sync(school, line)
    approve(school, TERM, by="Helen Marsh", at=NOON)
    assert standing(school, line) is Standing.CONFIRMED
    assert held(office) == [(3, 20)]


def test_there_is_nothing_to_retract_before_anything_was_sent(office, line):
    school = enrolled_school(office.letter(), line)
    with pytest.raises(SyncTrouble, match="Nothing of this term"):
        retract(school, TERM, by="Helen Marsh", at=NOON)


def test_another_pc_takes_over_and_the_old_one_is_told(office, line, school):
    sync(school, line)
    second = enrolled_school(office.letter(), line, term())
    assert second.enrolled.epoch == 2
    assert standing(school, line) is Standing.TAKEN_OVER
    assert sync(school, line).terms[0].standing is Standing.TAKEN_OVER


def test_the_pc_that_took_over_is_asked_before_it_replaces_what_it_does_not_know(office, line, school):
    sync(school, line)
    second = enrolled_school(office.letter(), line, term(seed=2))
    assert standing(second, line) is Standing.ASKED
    assert held(office) == [(1, 20)]
    approve(second, TERM, by="Kofi Boateng", at=NOON)
    assert standing(second, line) is Standing.CONFIRMED
    assert held(office) == [(2, 20)]


def test_a_school_restored_from_a_backup_is_asked_and_replaces_nothing_alone(office, school, line):
    sync(school, line)
    backup = school.copy()
    school.facts[TERM] = term(count=30)
    sync(school, line)
    assert standing(backup, line) is Standing.ASKED
    assert held(office) == [(2, 30)]


def test_after_a_look_the_restored_school_goes_on_with_a_higher_revision(office, school, line):
    sync(school, line)
    backup = school.copy()
    school.facts[TERM] = term(count=30)
    sync(school, line)
    sync(backup, line)
    approve(backup, TERM, by="Helen Marsh", at=NOON)
    assert standing(backup, line) is Standing.CONFIRMED
    assert held(office) == [(3, 20)]


def test_two_clones_of_one_folder_never_overwrite_each_other_unasked(office, school, line):
    sync(school, line)
    clone = school.copy()
    school.facts[TERM], clone.facts[TERM] = term(count=30), term(count=40)
    assert standing(school, line) is Standing.CONFIRMED
    assert standing(clone, line) is Standing.ASKED
    assert held(office) == [(2, 30)]


def test_two_clones_that_froze_the_same_revision_end_with_one_of_them_asked(office, school, line):
    clone = school.copy()
    clone.facts[TERM] = term(count=40)
    approve(clone, TERM, by="Kofi Boateng", at=NOON)
    clone_release = preview(clone, TERM)
    sync(clone, line)
    assert standing(school, line) is Standing.ASKED
    assert held(office) == [(clone_release.revision, 40)]


def test_a_head_office_restored_from_an_old_copy_is_filled_again(school, tmp_path, sqlite_url):
    near = NearOffice(sqlite_url, tmp_path)
    line = line_to(near.client)
    ours = enrolled_school(near.letter(), line, term())
    near.engine.dispose()
    with sqlite3.connect(tmp_path / "office.db") as now, sqlite3.connect(tmp_path / "old.db") as old:
        now.backup(old)
    now.close()
    old.close()
    sync(ours, line)
    near.close()
    for file in tmp_path.glob("office.db*"):
        file.unlink()
    (tmp_path / "old.db").rename(tmp_path / "office.db")
    again = NearOffice(sqlite_url, tmp_path)
    assert standing(ours, line_to(again.client)) is Standing.CONFIRMED
    assert held(again) == [(1, 20)]
    again.close()


@pytest.mark.parametrize("days", [-3650, 3650])
def test_a_clock_ten_years_off_changes_nothing(office, school, days):
    line = line_to(office.client, clock=lambda: NOON + timedelta(days=days))
    assert standing(school, line) is Standing.CONFIRMED


def test_after_400_days_offline_all_terms_go_in_one_sync(database_url, tmp_path):
    later = NearOffice(database_url, tmp_path, clock=lambda: (NOON + timedelta(days=400)).timestamp())
    terms = [term("2026-27-1"), term("2026-27-2", count=22), term("2026-27-3", count=24), term("2027-28-1", count=26)]
    school = enrolled_school(later.letter(), line_to(later.client), *terms)
    report = sync(school, line_to(later.client))
    assert {one.standing for one in report.terms} == {Standing.CONFIRMED}
    assert held(later) == [(1, 20), (1, 22), (1, 24), (1, 26)]
    later.close()


def test_a_refused_term_is_explained_and_does_not_block_the_others(office, line):
    school = enrolled_school(office.letter(), line, term("2027-28-1"), term())
    found = {one.term: one for one in sync(school, line).terms}
    assert found["2027-28-1"].standing is Standing.REFUSED
    assert "hasn’t begun" in found["2027-28-1"].words
    assert found[TERM].standing is Standing.CONFIRMED


def test_a_refused_release_is_not_tried_again_until_a_person_says_so(office, line):
    school = enrolled_school(office.letter(), line, term("2027-28-1"))
    sync(school, line)
    tried = len(school.history)
    sync(school, line)
    assert len(school.history) == tried
    try_again(school, "2027-28-1")
    sync(school, line)
    assert len(school.history) > tried


def test_trying_again_what_was_not_refused_does_nothing(school):
    before = len(school.history)
    try_again(school, TERM)
    assert len(school.history) == before


def test_a_stricter_head_office_narrows_what_a_school_sends(database_url, tmp_path):
    strict = NearOffice(database_url, tmp_path, narrowing=Narrowing(k=12, minimum_pairs=30))
    school = enrolled_school(strict.letter(), line_to(strict.client), term(count=20))
    sync(school, line_to(strict.client))
    assert held(strict) == [(2, 0)]
    strict.close()


def test_enrolling_twice_with_one_code_from_one_file_is_one_enrolment(office, line):
    code = office.letter().code.written
    one, two = (enrol(code, "http://testserver", line=line, secret="file") for _ in range(2))
    assert (one.site, one.epoch, one.private_key) == (two.site, two.epoch, two.private_key)


def test_a_used_code_makes_no_second_pc(office, line):
    code = office.letter().code.written
    enrol(code, "http://testserver", line=line, secret="one file")
    with pytest.raises(SyncTrouble, match="doesn’t take this code"):
        enrol(code, "http://testserver", line=line, secret="another file")


def test_a_pc_that_head_office_forgot_is_told_to_ask_for_a_code(office, school, line):
    stranger = school.enrolled.model_copy(update={"site": "s-000000000000"})
    ledger = MemoryLedger(term(), enrolled=stranger)
    approve(ledger, TERM, by="Helen Marsh", at=NOON)
    assert "Ask it for a new code" in sync(ledger, line).words


def test_a_person_can_stop_a_sync_and_nothing_is_lost(office, school, line):
    report = sync(school, line, stopped=lambda: True)
    assert "Stopped" in report.words
    assert standing(school, line) is Standing.CONFIRMED


def test_progress_names_each_term_on_its_way(school, line):
    told = []
    sync(school, line, progress=lambda stage, done, of: told.append((stage, done, of)))
    assert ("autumn", 0, 1) in told


def test_approval_is_asked_anew_when_the_spec_changes(school, line):
    approval = school.approved[TERM]
    school.approved[TERM] = approval.model_copy(update={"spec": 0})
    assert standings(school)[0].standing is Standing.NOT_APPROVED


def test_a_school_that_is_not_enrolled_has_a_preview_and_sends_nothing(line):
    ledger = MemoryLedger(term())
    assert preview(ledger, TERM).body.startswith('{"epoch":0,')
    assert standing(ledger, line) is Standing.NOT_ENROLLED


def test_a_school_that_is_not_enrolled_cannot_approve():
    with pytest.raises(SyncTrouble, match="not connected"):
        approve(MemoryLedger(term()), TERM, by="Helen Marsh", at=NOON)


def test_a_term_that_is_not_in_the_programme_has_no_preview():
    with pytest.raises(SyncTrouble, match="not begun"):
        preview(MemoryLedger(), TERM)


def test_pairs_without_consent_never_leave(office, line):
    without = term().model_copy(update={"pairs": tuple(pair(may_share=False, secret=str(n)) for n in range(40))})
    school = enrolled_school(office.letter(), line, without)
    sync(school, line)
    assert held(office) == [(1, 0)]
