"""Each paper from the school’s own records: who is due one, in which language, and what stands on it."""

from datetime import date, timedelta

import pytest
from python_calamine import CalamineWorkbook

from desktop.errors import DocumentTrouble
from desktop.models.consent import ConsentResponse
from desktop.models.people import PersonState
from desktop.models.record import MatchId, MenteeId, MentorId
from desktop.models.sessions import PairRecord, Presence, SessionState
from desktop.workspace.papers import LISTS, Paper, PaperOrder, Variant, Welcomed
from desktop.workspace.papers.pairs import times_met
from tests.builders import TODAY, consent, mentee, mentor, school
from tests.unit.workspace.pages import words_of


@pytest.fixture
def printed(desk, tmp_path):
    """Print an order and give back what came out."""

    def make(paper, **choices):
        return desk.papers.print_to(tmp_path / "out", PaperOrder(paper=paper, **choices))

    return make


@pytest.fixture
def text(printed):
    """Print an order and give the words of its first file."""
    return lambda paper, **choices: words_of(printed(paper, **choices).files[0])


@pytest.fixture
def late(put):
    """A family whose form should have been back yesterday."""
    put(person := mentee(form_language="pl"))
    put(consent(person, reference="C2H4K6MD", response="not_returned", return_by=TODAY - timedelta(days=1)))
    return person


@pytest.fixture
def evening(desk, running):
    running()
    return desk.planning.adopt(desk.planning.propose(desk.planning.request()))[0]


@pytest.fixture
def held(desk, put, evening):
    """A session at which the pair met."""
    pair = evening.pairs[0].model_copy(update={"mentee_mark": Presence.PRESENT, "mentor_mark": Presence.LATE})
    put(evening.model_copy(update={"pairs": (pair,), "state": SessionState.HELD}))
    return pair


def test_a_form_is_in_its_family_s_language(put, text):
    put(mentee(form_language="pl"))
    assert "informacje i zgoda" in text(Paper.CONSENT_FORMS)


def test_one_language_can_be_asked_for_and_is_kept_with_the_form(desk, put, printed):
    put(one := mentee(form_language="pl"))
    printed(Paper.CONSENT_FORMS, people=(one.id,), language="cy")
    assert desk.consents.of(one.id).language == "cy"


def test_who_is_chosen_gets_a_form_though_it_came_back(put, printed):
    put(one := mentee(), consent(one, reference="C2H4K6MD"))
    assert printed(Paper.CONSENT_FORMS, people=(one.id,)).pages == 2


def test_a_form_to_fill_in_has_a_file_of_its_own_under_its_code(desk, put, printed):
    put(one := mentee(), mentee())
    files = printed(Paper.CONSENT_FORMS, fillable=True, html=True).files
    code = desk.consents.of(one.id).reference
    assert {f"consent-form-{code}.pdf", f"consent-form-{code}.html"} < {path.name for path in files}
    assert len(files) == 4


def test_a_page_to_read_is_in_the_family_s_language_and_direction(put, printed):
    put(mentee(form_language="ur"))
    page = printed(Paper.CONSENT_FORMS, html=True).files[1].read_text("utf-8")
    assert 'lang="ur" dir="rtl"' in page


def test_a_form_to_fill_in_that_cant_be_right_leaves_no_file_and_is_named(put, printed):
    put(mentee(legal_forename="王", preferred_forename="王"), mentee())
    made = printed(Paper.CONSENT_FORMS, fillable=True)
    assert (len(made.files), len(made.problems)) == (1, 1)


def test_large_print_takes_more_pages(put, printed):
    put(mentee())
    usual = printed(Paper.CONSENT_FORMS).pages
    assert printed(Paper.CONSENT_FORMS, variant=Variant.LARGE_PRINT).pages > usual


def test_only_a_form_that_should_have_been_back_is_late(late, desk, put):
    put(one := mentee(), mentee())
    desk.consents.issue([one])
    assert desk.papers.late() == [late]


def test_a_reminder_goes_to_the_late_in_their_language(late, put, text):
    put(mentee(legal_surname="Notlate"))
    words = text(Paper.CHASE_LETTERS)
    assert ("Przypomnienie" in words, "C2H4 K6MD" in words, "Notlate" in words) == (True, True, False)


def test_who_is_chosen_is_reminded_before_the_day_too(desk, put, printed):
    put(one := mentee(), never := mentee())
    desk.consents.issue([one])
    assert printed(Paper.CHASE_LETTERS, people=(one.id, never.id)).pages == 1


def test_nobody_is_reminded_of_a_form_that_came_back(late, desk, put, printed):
    put(desk.consents.of(late.id).model_copy(update={"response": ConsentResponse.REFUSED}))
    with pytest.raises(DocumentTrouble, match="No form of these people is out"):
        printed(Paper.CHASE_LETTERS, people=(late.id,))


def test_where_no_form_is_late_that_is_said(printed):
    with pytest.raises(DocumentTrouble, match="No consent form is late"):
        printed(Paper.CHASE_LETTERS)


def test_a_reminder_is_signed_by_the_coordinator(late, put, text):
    usual = school()
    put(
        usual.model_copy(
            update={"staff": (usual.staff[0].model_copy(update={"role": "coordinator", "name": "Nerys P"}),)}
        )
    )
    assert "Nerys P" in text(Paper.CHASE_LETTERS)


def test_an_agreement_names_the_pair(running, text):
    running()
    assert "Between Nia and Rhys" in text(Paper.AGREEMENTS)


def test_an_agreement_can_be_in_welsh(running, text):
    running()
    assert "Rhwng Nia a Rhys" in text(Paper.AGREEMENTS, language="cy")


def test_without_a_published_pair_there_is_no_agreement(printed):
    with pytest.raises(DocumentTrouble, match="No pair here has been published"):
        printed(Paper.AGREEMENTS)


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_a_pair_is_chosen_by_either_of_the_two(running, printed, side):
    match = running()
    assert printed(Paper.AGREEMENTS, people=(getattr(match, side),)).pages == 1


def test_a_pair_that_isnt_chosen_gets_none(running, printed):
    running()
    with pytest.raises(DocumentTrouble):
        printed(Paper.AGREEMENTS, people=("somebody else",))


def test_a_pair_whose_mentor_isnt_clear_is_listed_instead(desk, put, running, printed):
    first = running()
    running(mentee={"legal_forename": "Ada"}, mentor={"name": "Bo Barr"})
    put(desk.roster.mentor(first.mentor).model_copy(update={"state": PersonState.BARRED}))
    made = printed(Paper.WELCOME_LETTERS, to=(Welcomed.MENTOR,))
    assert (made.pages, made.problems[0].startswith("Nia Rees: The mentor isn’t clear")) == (1, True)


def test_where_no_mentor_is_clear_nothing_is_printed(desk, put, running, printed):
    match = running()
    put(desk.roster.mentor(match.mentor).model_copy(update={"gates": ()}))
    with pytest.raises(DocumentTrouble, match="No mentor of these pairs is clear"):
        printed(Paper.WELCOME_LETTERS)


def test_welcomes_go_to_the_young_person_the_family_and_the_mentor(running, printed):
    running()
    assert printed(Paper.WELCOME_LETTERS).pages == 3


def test_a_welcome_says_when_the_first_session_is(desk, evening, text):
    assert f"{evening.day.day} {evening.day:%B %Y}" in text(Paper.WELCOME_LETTERS, to=(Welcomed.MENTEE,))


def test_a_session_that_was_held_isnt_the_first_to_come(desk, held, text):
    second = desk.sessions.all()[1]
    assert f"{second.day.day} {second.day:%B %Y}" in text(Paper.WELCOME_LETTERS, to=(Welcomed.MENTEE,))


def test_a_certificate_counts_the_sessions_met_for_both(held, text):
    words = text(Paper.CERTIFICATES)
    assert ("Nia Rees" in words, "Rhys Evans" in words, words.count("once")) == (True, True, 2)


def test_a_certificate_can_be_for_one_person(held, printed):
    assert printed(Paper.CERTIFICATES, people=(held.mentor,)).pages == 1


def test_nobody_who_never_met_gets_a_certificate(evening, printed):
    with pytest.raises(DocumentTrouble, match="Nobody here has met yet"):
        printed(Paper.CERTIFICATES)


def test_who_covered_is_counted_and_who_was_covered_is_not():
    here = {"mentee_mark": Presence.PRESENT}
    covered = PairRecord(match="m", mentee="young", mentor="away", cover_mentor="cover", **here)
    alone = PairRecord(match="m", mentee="young", mentor="away", **here)
    young, grown = times_met([covered, alone])
    assert (young, grown) == ({"young": 1}, {"cover": 1})


def test_only_the_sheets_of_the_chosen_are_printed(evening, printed):
    pair = evening.pairs[0]
    assert printed(Paper.SESSION_SHEETS, sessions=(evening.id,), people=(pair.mentor,)).pages == 1
    with pytest.raises(DocumentTrouble, match="None of these people is due"):
        printed(Paper.SESSION_SHEETS, sessions=(evening.id,), people=("somebody",))


def test_an_evening_pack_has_everything_of_one_session(evening, printed):
    assert printed(Paper.EVENING_PACKS, sessions=(evening.id,)).pages >= 4


def test_the_list_of_young_people_names_the_school_and_leaves_out_who_left(put, text):
    put(mentee(legal_surname="Stays"), mentee(legal_surname="Gone", state=PersonState.LEFT))
    words = text(Paper.YOUNG_PEOPLE)
    assert ("Riverside" in words, "Stays" in words, "Gone" in words) == (True, True, False)


def test_the_list_of_mentors_is_by_name(put, text):
    put(mentor(name="Zoe Ward"), mentor(name="Ann Bell"))
    words = text(Paper.MENTORS)
    assert words.index("Ann Bell") < words.index("Zoe Ward")


def test_the_list_of_matches_says_why(running, text):
    running()
    assert "engineering" in text(Paper.MATCHES).lower()


def test_the_waiting_list_has_the_engine_s_reasons_longest_waiting_first(pair, put, text):
    pair()
    put(unsigned := mentee(legal_surname="Unsigned", waiting_since=date(2026, 1, 5)))
    words = text(Paper.WAITING)
    assert words.index(unsigned.legal_surname) < words.index("A mentor may be free")
    assert "consent" in words.lower()


def test_a_list_as_a_workbook_keeps_text_as_text(put, printed):
    put(mentee(legal_forename="=1+1"))
    file = printed(Paper.YOUNG_PEOPLE, workbook=True).files[0]
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert (file.suffix, rows[1][0]) == (".xlsx", "=1+1 Rees")


@pytest.mark.parametrize("paper", LISTS)
def test_an_empty_list_is_said(printed, paper):
    with pytest.raises(DocumentTrouble, match="Nobody stands on this list"):
        printed(paper)


def test_of_several_lists_an_empty_one_is_left_out(desk, put, tmp_path):
    put(mentor())
    made = desk.papers.print_to(tmp_path, *(PaperOrder(paper=paper) for paper in LISTS))
    assert [path.name for path in made.files] == ["list-mentors.pdf"]


def test_a_choice_a_paper_hasnt_is_said_by_its_name():
    with pytest.raises(DocumentTrouble, match="no choice of --fillable, bilingual"):
        PaperOrder(paper=Paper.REGISTERS, fillable=True, bilingual=True).refuse_strange({"fillable": "--fillable"})


def test_usual_choices_are_never_strange():
    PaperOrder(paper=Paper.CERTIFICATES, variant=Variant.STANDARD, fillable=False).refuse_strange({})


def test_people_are_meant_by_name_id_number_or_address(desk, put):
    put(young := mentee(preferred_forename="Nini", upn="A123"), grown := mentor(email="R@work.example"))
    asked = ("nini rees", "Nia Rees", "a123", "r@WORK.example", young.id)
    assert desk.papers.whom(asked) == (young.id, young.id, young.id, grown.id, young.id)


@pytest.mark.parametrize("word", ["Nobody", " "])
def test_a_name_nobody_has_is_said(desk, put, word):
    put(mentee(), mentor(email=""))
    with pytest.raises(DocumentTrouble, match="Nobody here has the name"):
        desk.papers.whom([word])


def test_a_name_that_two_have_asks_for_an_id(desk, put):
    put(mentee(), mentee())
    with pytest.raises(DocumentTrouble, match="Several people"):
        desk.papers.whom(["Nia Rees"])


def test_sessions_are_found_by_their_number(desk, evening):
    assert desk.papers.numbered(evening.number) == (evening.id,)
    with pytest.raises(DocumentTrouble, match="no session 99"):
        desk.papers.numbered(99)


def test_a_language_is_changed_for_many_families_as_one_step(desk, put):
    put(one := mentee(), two := mentee())
    desk.papers.change_language([one.id, two.id], "ur")
    assert {desk.roster.mentee(who.id).form_language for who in (one, two)} == {"ur"}
    assert desk.safekeeping.undo_label == "Change the language of 2 families’ papers"


def test_somebody_absent_met_nobody():
    assert times_met([PairRecord(match="m", mentee="young", mentor="grown")]) == ({}, {})


def test_the_desk_hands_out_the_request_of_an_evening(desk, evening):
    assert len(desk.papers.evening_pack(evening).sheets) == 1


def test_paper_leaves_out_what_is_for_a_screen():
    order = PaperOrder(paper=Paper.CONSENT_FORMS, fillable=True, html=True, bilingual=True)
    assert order.for_paper() == PaperOrder(paper=Paper.CONSENT_FORMS, bilingual=True, together=True)


def test_a_pair_that_did_not_meet_counts_for_nobody():
    missed = PairRecord(match=MatchId("m"), mentee=MenteeId("a"), mentor=MentorId("b"))
    assert times_met([missed]) == ({}, {})
