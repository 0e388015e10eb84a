from desktop.models.sharing import Standing
from desktop.sync import preview, sync
from headoffice.sites import list_sites
from tests.sync_world.school import TERM, enrolled_school, line_to, term


def test_an_approved_term_is_confirmed_after_one_sync(office):
    line = line_to(office.client)
    school = enrolled_school(office.letter(), line, term())
    report = sync(school, line)
    assert [one.standing for one in report.terms] == [Standing.CONFIRMED]
    assert report.reached


def test_head_office_holds_the_very_bytes_of_the_preview(office):
    line = line_to(office.client)
    school = enrolled_school(office.letter(), line, term())
    shown = preview(school, TERM)
    sync(school, line)
    held = list_sites(office.office.engine)[0]["terms"]
    assert held == [{"term": TERM, "revision": shown.revision, "records": len(shown.rows)}]
