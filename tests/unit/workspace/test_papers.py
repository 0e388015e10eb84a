from datetime import time, timedelta

import pypdfium2
import pytest

from desktop.documents.requests import Batch, PaperProblem
from desktop.errors import DocumentTrouble, Stopped
from desktop.models.people import PersonState
from desktop.models.record import MatchId, SessionId
from desktop.models.sessions import PairRecord, Session, SessionState
from desktop.workspace.papers import Paper, PaperOrder, print_job, write_paper
from desktop.workspace.papers.evenings import file_names
from tests.builders import TODAY, consent, mentee, mentor, school


def text_of(path) -> str:
    """The words on the first page."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return pdf[0].get_textpage().get_text_range()
    finally:
        pdf.close()


def order(paper, **choices) -> PaperOrder:
    return PaperOrder(paper=Paper(paper), **choices)


@pytest.fixture
def evening(desk, running):
    running()
    return desk.planning.adopt(desk.planning.propose(desk.planning.request()))[0]


def row_of(desk, session):
    (row,) = desk.papers.register(session).rows
    return row


def change(put, record, **fields):
    put(record.model_copy(update=fields))


def test_forms_still_to_sign_are_by_year_form_and_name(desk, put):
    put(
        one := mentee(year=10, form="10B", legal_surname="Young"),
        two := mentee(year=9, form="9A", legal_surname="Khan"),
        three := mentee(year=10, form="10B", legal_surname="Ahmed"),
    )
    assert desk.papers.still_to_sign() == [two, three, one]


def test_somebody_who_left_has_nothing_to_sign(desk, put):
    put(mentee(state=PersonState.LEFT))
    assert desk.papers.still_to_sign() == []


def test_consent_forms_print_a_page_with_the_name_and_code(desk, put, tmp_path):
    put(one := mentee(legal_forename="Amira", legal_surname="Khan"))
    printed = desk.papers.print_to(tmp_path, order("consent-forms"))
    reference = desk.consents.of(one.id).reference
    text = text_of(printed.files[0])
    assert "Amira" in text
    assert f"{reference[:4]} {reference[4:]}" in text


def test_a_young_person_of_whom_little_is_known_gets_a_form_all_the_same(desk, put, tmp_path):
    put(mentee(date_of_birth=None, year=None, form=None, legal_surname="", upn=None))
    assert desk.papers.print_to(tmp_path, order("consent-forms")).pages >= 1


def test_where_nothing_is_left_to_sign_that_is_said(desk, tmp_path):
    with pytest.raises(DocumentTrouble, match="No consent form is still to be signed"):
        desk.papers.print_to(tmp_path, order("consent-forms"))


def test_a_register_says_who_is_due(desk, evening):
    row = row_of(desk, evening)
    assert (row.mentee.known_as, row.mentor.known_as, row.clear, row.mentee_clear) == ("Nia", "Rhys", True, True)


def test_a_mentor_who_lapsed_isnt_clear_on_the_register(desk, put, evening):
    change(put, row_of(desk, evening).mentor, state=PersonState.PAUSED)
    assert not row_of(desk, evening).clear


def test_a_check_that_ends_before_the_session_isnt_clear_on_its_register(desk, put, evening):
    them = row_of(desk, evening).mentor
    ending = them.dbs.model_copy(update={"next_due": evening.day - timedelta(days=1)})
    change(put, them, dbs=ending)
    assert not row_of(desk, evening).clear


def test_withdrawn_consent_shows_on_the_register(desk, evening):
    desk.consents.withdraw(evening.pairs[0].mentee)
    assert not row_of(desk, evening).mentee_clear


def test_an_invalid_form_shows_on_the_register(desk, put, evening):
    form = desk.consents.of(evening.pairs[0].mentee)
    change(put, form, signed_by="")
    assert not row_of(desk, evening).mentee_clear


def test_the_cover_mentor_stands_on_the_register(desk, put, evening):
    put(other := mentor(name="Megan Hughes"))
    covered = desk.sessions.cover(evening.id, evening.pairs[0].match, other.id)
    assert row_of(desk, covered).mentor == other


def test_free_clear_mentors_are_offered_as_cover_by_name(desk, put, evening):
    put(mentor(name="Zoe Ward"), mentor(name="Ann Bell"), mentor(name="Bo Lapsed", gates=()))
    assert [one.name for one in desk.papers.register(evening).cover] == ["Ann Bell", "Zoe Ward"]


def test_a_mentor_who_is_busy_next_door_is_not_offered_as_cover(desk, put, evening):
    put(other := mentor(), person := mentee(), consent(person))
    desk.matching.pair_by_hand(person.id, other.id)
    (match,) = desk.matching.publish()
    pair = PairRecord(match=match.id, mentee=person.id, mentor=other.id, table=1)
    put(evening.model_copy(update={"id": SessionId("next-door"), "room": "Library", "pairs": (pair,)}))
    assert desk.papers.register(evening).cover == ()


def test_a_pair_whose_young_person_is_unknown_is_left_off(desk, evening):
    ghost = PairRecord(match=MatchId("gone"), mentee="gone", mentor="gone", table=9)
    haunted = evening.model_copy(update={"pairs": (*evening.pairs, ghost)})
    assert len(desk.papers.register(haunted).rows) == 1


def test_registers_of_all_sessions_to_come_can_be_one_file(desk, evening, tmp_path):
    several = desk.papers.print_to(tmp_path / "each", order("registers"))
    whole = desk.papers.print_to(tmp_path / "whole", order("registers", together=True))
    assert len(several.files) > 1
    assert ([one.name for one in whole.files], whole.pages) == (["registers.pdf"], several.pages)


def test_a_register_prints_preferred_names_and_no_surnames(desk, evening, tmp_path):
    printed = desk.papers.print_to(tmp_path, order("registers"))
    text = text_of(printed.files[0])
    assert ("Nia" in text, "Rees" in text) == (True, False)


def test_a_lapsed_mentor_is_not_printed_on_the_register_and_said_so(desk, put, evening, tmp_path):
    change(put, row_of(desk, evening).mentor, state=PersonState.BARRED)
    printed = desk.papers.print_to(tmp_path, order("registers"))
    assert "Rhys" not in text_of(printed.files[0])
    assert "isn’t clear to meet" in printed.problems[0]


def test_a_sheet_has_the_next_date_and_the_last_action(desk, put, evening):
    second = desk.sessions.all()[1]
    put(evening.model_copy(update={"pairs": (evening.pairs[0].model_copy(update={"action": "Write a letter"}),)}))
    (sheet,) = desk.papers.session_sheets(second)
    assert (sheet.last_action, sheet.next_date) == ("Write a letter", None)


def test_a_first_sheet_says_when_the_pair_meets_next(desk, evening):
    (sheet,) = desk.papers.session_sheets(evening)
    assert sheet.next_date == desk.sessions.all()[1].day


def test_a_lapsed_mentor_is_not_named_on_a_sheet(desk, put, evening):
    change(put, row_of(desk, evening).mentor, state=PersonState.BARRED)
    assert desk.papers.session_sheets(evening)[0].mentor is None


def test_each_session_has_a_file_of_sheets(desk, evening, tmp_path):
    assert len(desk.papers.print_to(tmp_path, order("session-sheets")).files) == len(desk.sessions.all())


def test_without_a_planned_session_there_is_nothing_to_print(desk, tmp_path):
    with pytest.raises(DocumentTrouble, match="No session is planned yet"):
        desk.papers.print_to(tmp_path, order("registers"))


def test_past_and_cancelled_sessions_are_not_printed(desk, calendar, evening, tmp_path):
    first, second = desk.sessions.all()
    desk.sessions.cancel(second.id)
    calendar.day = first.day + timedelta(days=1)
    with pytest.raises(DocumentTrouble):
        desk.papers.print_to(tmp_path, order("registers"))


def test_file_names_say_nothing_of_anybody(desk, evening, tmp_path):
    printed = desk.papers.print_to(tmp_path, order("registers"))
    assert printed.files[0].name == f"registers-{evening.day}-01.pdf"


def session(**changes) -> Session:
    usual = {"id": "one", "number": 3, "day": TODAY, "start": time(15, 30), "finish": time(16, 30)}
    return Session.model_validate(usual | changes)


def test_two_sessions_on_one_day_have_files_of_their_own():
    names = file_names([session(), session(id="two", room="Library")])
    assert list(names) == ["2026-11-22-03", "2026-11-22-03-2"]


def test_printing_several_papers_is_followed_paper_by_paper(desk, evening, tmp_path):
    told = []
    desk.papers.print_to(tmp_path, order("session-sheets"), progress=lambda *step: told.append(step))
    assert [(stage, done) for stage, done, _of in told] == [("session sheets", n) for n in range(len(told))]


def test_printing_one_paper_is_followed_person_by_person(desk, put, tmp_path):
    put(mentee(), mentee())
    told = []
    desk.papers.print_to(tmp_path, order("consent-forms"), progress=lambda *step: told.append(step))
    assert told[:2] == [("consent forms", 0, 2), ("consent forms", 1, 2)]


def test_printing_can_be_stopped_and_leaves_no_half(desk, evening, tmp_path):
    with pytest.raises(Stopped):
        desk.papers.print_to(tmp_path / "out", order("session-sheets"), stopped=lambda: True)
    assert list((tmp_path / "out").iterdir()) == []


def test_what_was_whole_when_somebody_stopped_stays_and_is_told(tmp_path):
    def page(out, watch):
        watch.step(0, 1)
        out.write(b"%PDF")
        return Batch(pages=1, made=1)

    job, asked = print_job(dict.fromkeys(("a.pdf", "b.pdf", "c.pdf"), page)), iter([False] * 4)
    found = job(tmp_path, None, lambda: next(asked, True))
    assert found.stopped
    assert [path.name for path in found.files] == sorted(path.name for path in tmp_path.iterdir())
    assert 0 < len(found.files) < 3


def test_a_problem_names_the_person_and_says_what_to_do(tmp_path):
    problem = PaperProblem(person="Nia Rees", reason="Her name can't be printed.", advice="Check it.")
    job = print_job({"papers.pdf": lambda out, watch: Batch(pages=0, made=0, problems=(problem,))})
    assert job(tmp_path, None, None).problems == ("Nia Rees: Her name can't be printed. Check it.",)


def test_a_folder_that_cant_be_written_is_said_in_one_sentence(tmp_path):
    def full(out, watch):
        raise OSError(28, "No space left on device")

    with pytest.raises(DocumentTrouble, match="can’t be written to this folder") as trouble:
        write_paper(tmp_path / "paper.pdf", full, None)
    assert "disk is full" in trouble.value.advice


def test_a_paper_that_failed_leaves_the_one_before(tmp_path):
    (tmp_path / "paper.pdf").write_bytes(b"before")

    def broken(out, watch):
        out.write(b"half")
        raise OSError(5, "Input/output error")

    with pytest.raises(DocumentTrouble):
        write_paper(tmp_path / "paper.pdf", broken, None)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("paper.pdf", b"before")]


def test_a_paper_into_a_folder_that_went_away_is_said_in_one_sentence(tmp_path):
    with pytest.raises(DocumentTrouble):
        write_paper(tmp_path / "gone" / "paper.pdf", lambda out, watch: Batch(pages=1, made=1), None)


def test_a_school_without_staff_or_rooms_still_prints_its_register(desk, put, evening, tmp_path):
    put(school(staff=(), rooms=(), phone=""))
    assert desk.papers.print_to(tmp_path, order("registers")).pages >= 1
    assert evening.state is SessionState.PLANNED


def test_an_evening_pack_has_all_papers_of_a_session(desk, evening, tmp_path):
    printed = desk.papers.print_to(tmp_path, order("session-packs"))
    assert printed.pages > len(desk.sessions.all())
    assert printed.files[0].name == f"session-packs-{evening.day}-01.pdf"
