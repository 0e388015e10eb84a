from datetime import date, timedelta

import pytest

from desktop.anonymise import PairPapers, may_share, pair_facts, told_by
from desktop.models.matches import Closure, MatchState
from desktop.models.outcomes import Outcome, Wave
from desktop.models.people import Background, Needs
from desktop.models.programme import Programme, Term
from desktop.models.sessions import SessionState
from tests.sync_world.papers import PROGRAMME, TERM_1, consent, match, mentee, mentor, outcome, papers, session


def facts(**given):
    return pair_facts(papers(**given), term=TERM_1, programme=PROGRAMME)


def test_a_running_pair_with_consent_may_be_shared():
    assert facts().may_share


@pytest.mark.parametrize("state", [MatchState.DRAFT, MatchState.REVIEWED, MatchState.VOID])
def test_only_published_and_closed_matches_count(state):
    assert facts(match=match(state=state)) is None


@pytest.mark.parametrize(
    ("started", "ended"), [(None, None), (date(2027, 1, 10), None), (date(2026, 3, 1), date(2026, 7, 1))]
)
def test_a_pair_that_did_not_run_in_the_term_has_no_facts(started, ended):
    assert facts(match=match(started_on=started, ended_on=ended)) is None


def test_a_pair_without_a_secret_is_never_shared():
    assert not facts(match=match(secret="")).may_share


@pytest.mark.parametrize(
    "change",
    [
        {"academic_year": "2025-26"},
        {"response": "refused"},
        {"response": "not_returned"},
        {"received_on": None},
        {"withdrawn_on": date(2026, 10, 1)},
        {"invalidated_on": date(2026, 10, 1)},
        {"parental_responsibility": False},
        {"choices": {"take_part": True, "share_anonymised": False}},
        {"mentee": "someone else"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_doubt_about_consent_is_a_no(change):
    assert not may_share([consent(**change)], mentee(), "2026-27")


def test_a_later_refusal_outweighs_an_earlier_yes():
    forms = [consent(), consent(id="c2", response="refused", received_on=date(2026, 11, 1))]
    assert not may_share(forms, mentee(), "2026-27")


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2015, 9, 2), "not_stated"),
        (date(2015, 9, 1), "11-13"),
        (date(2012, 9, 2), "11-13"),
        (date(2012, 9, 1), "14-15"),
        (date(2010, 9, 1), "16-17"),
        (date(2001, 9, 1), "18-25"),
        (date(2000, 9, 1), "not_stated"),
        (None, "not_stated"),
    ],
)
def test_ages_are_told_in_bands_on_the_terms_first_day(born, band):
    assert facts(mentee=mentee(date_of_birth=born)).age_band == band


def test_unmet_need_is_told_as_yes_or_no_and_never_which():
    assert facts(mentee=mentee(needs=Needs(looked_after=True))).unmet_need == "yes"
    assert facts(mentee=mentee(needs=Needs())).unmet_need == "no"


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        (Background(ethnic="a"), Background(ethnic="b"), "yes"),
        (Background(ethnic="a", social="x"), Background(ethnic="a", social="y"), "yes"),
        (Background(ethnic="a"), Background(ethnic="a", social="y"), "no"),
        (Background(ethnic="a"), Background(social="y"), "not_measured"),
    ],
)
def test_across_difference_needs_a_background_known_of_both(ours, theirs, told):
    assert facts(mentee=mentee(background=ours), mentor=mentor(background=theirs)).across_difference == told


@pytest.mark.parametrize(("met", "band"), [(0, "0"), (1, "1-3"), (3, "1-3"), (4, "4-7"), (8, "8+")])
def test_sessions_held_are_told_in_bands(met, band):
    assert facts(sessions=tuple(session(number) for number in range(1, met + 1))).sessions == band


def test_sessions_planned_missed_or_after_the_term_do_not_count():
    some = (
        session(1, state=SessionState.PLANNED),
        session(2, met=False),
        session(3, day=date(2027, 1, 10)),
        session(4, match="another"),
    )
    assert facts(sessions=some).sessions == "0"


@pytest.mark.parametrize(
    ("change", "ending"),
    [
        ({}, "running"),
        ({"ended_on": date(2027, 2, 1)}, "running"),
        ({"ended_on": date(2026, 12, 1), "closure": Closure(kind="planned", reason="done")}, "completed"),
        ({"ended_on": date(2026, 12, 1), "closure": Closure(kind="early", reason="moved")}, "early"),
        ({"ended_on": date(2026, 12, 1)}, "early"),
    ],
)
def test_how_a_pair_ended_is_told_as_of_the_terms_end(change, ending):
    assert facts(match=match(**change)).ending == ending


@pytest.mark.parametrize(("later", "told"), [(2, "lower"), (3, "same"), (5, "higher")])
def test_change_is_the_last_answer_against_the_first(later, told):
    answers = (outcome(3, Wave.BEFORE), outcome(1, Wave.MIDWAY, day=11), outcome(later, Wave.AFTER, day=20))
    assert facts(outcomes=answers).confidence == told


@pytest.mark.parametrize(
    "answers",
    [
        (),
        (outcome(3, Wave.BEFORE),),
        (outcome(3, Wave.AFTER),),
        (outcome(3, Wave.BEFORE), outcome(5, Wave.AFTER, month=1, year=2027)),
    ],
)
def test_one_answer_is_no_change(answers):
    assert facts(outcomes=answers).confidence == "not_measured"


def test_another_young_persons_answers_are_not_read():
    other = Outcome(
        id="o", mentee="someone else", survey="programme", wave=Wave.BEFORE, on=date(2026, 9, 9), answers={}
    )
    assert facts(outcomes=(other, outcome(5, Wave.AFTER))).confidence == "not_measured"


def test_papers_without_anything_else_are_enough():
    bare = PairPapers(match=match(), mentee=mentee(), mentor=mentor())
    assert not pair_facts(bare, term=TERM_1, programme=PROGRAMME).may_share


SPRING = Term(code="2026-27-2", name="spring", start=date(2027, 1, 4), end=date(2027, 3, 26))
YEAR = Programme(academic_year="2026-27", terms=(TERM_1, SPRING))


def told(term, today):
    moment = told_by(term, YEAR, today=today, settling_days=14)
    return moment.name, moment.until


def test_while_the_first_term_runs_its_facts_are_told_as_of_the_day_before_it():
    assert told(TERM_1, date(2026, 11, 20)) == ("2026-27 begins", date(2026, 8, 31))


def test_a_term_is_told_once_its_late_papers_are_in():
    last = TERM_1.end + timedelta(days=14)
    assert told(TERM_1, last)[0] == "2026-27 begins"
    assert told(TERM_1, last + timedelta(days=1)) == ("2026-27-1", TERM_1.end)


def test_a_running_term_repeats_what_was_told_of_the_one_before():
    assert told(SPRING, date(2027, 2, 1)) == ("2026-27-1", TERM_1.end)


def test_a_term_that_is_over_stays_told_by_its_own_end():
    assert told(TERM_1, date(2028, 1, 1)) == ("2026-27-1", TERM_1.end)


def test_without_a_calendar_a_term_is_told_as_of_the_day_before_it():
    bare = Programme(academic_year="2026-27", terms=())
    assert told_by(TERM_1, bare, today=date(2026, 11, 1), settling_days=14).until == date(2026, 8, 31)


def test_what_happened_after_the_day_is_not_told():
    after = {"sessions": (session(1),), "outcomes": (outcome(3, Wave.BEFORE), outcome(5, Wave.AFTER))}
    ended = match(ended_on=date(2026, 10, 20), closure=Closure(kind="planned", reason="done"))
    found = pair_facts(papers(match=ended, **after), term=TERM_1, programme=PROGRAMME, until=date(2026, 8, 31))
    assert (found.sessions, found.ending, found.confidence) == ("0", "running", "not_measured")
