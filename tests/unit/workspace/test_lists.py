from datetime import date

import pytest

from desktop.models.consent import ConsentChoices
from desktop.models.outcomes import Wave
from desktop.models.people import Mentee, Mentor, Modality, Needs, PersonState
from desktop.models.sessions import Presence, SessionState
from desktop.rules.readiness import Light
from desktop.workspace.desk import A_BREATH
from desktop.workspace.facts import ASKED, Facts
from desktop.workspace.lines import Asked
from tests.builders import consent, mentee, mentor


def line(desk, person):
    (one,) = desk.lists.mentee_lines([person.id])
    return one


def mentor_line(desk, person):
    (one,) = desk.lists.mentor_lines([person.id])
    return one


def test_a_young_person_who_may_be_matched_waits(desk, put):
    put(one := mentee(), consent(one))
    assert (line(desk, one).group, line(desk, one).waiting) == ("waiting", 73)


def test_one_without_consent_isnt_ready(desk, put):
    put(one := mentee(waiting_since=None))
    assert (line(desk, one).group, line(desk, one).waiting) == ("not_ready", None)


def test_gaps_in_a_profile_are_counted_and_named(desk, put):
    put(one := mentee(date_of_birth=None, sectors=(), availability=()))
    profile = line(desk, one).profile
    assert (profile.words, profile.reasons) == ("3 gaps", ("date of birth", "interests", "free times"))


def test_a_matched_young_person_is_listed_with_the_mentor(desk, running):
    match = running()
    one = line(desk, desk.roster.mentee(match.mentee))
    assert (one.group, one.mentor, one.waiting) == ("matched", "Rhys Evans", None)


def test_a_draft_is_nobodys_mentor_yet(desk, pair, draft):
    two = pair()
    draft()
    one = line(desk, two.mentee)
    assert (one.group, one.mentor, one.waiting) == ("proposed", "Rhys Evans", 73)


def test_one_who_left_is_away_and_not_shown(desk, put):
    put(one := mentee(state=PersonState.LEFT))
    assert (line(desk, one).group, desk.lists.mentee_ids(Asked())) == ("away", [])


def test_those_away_can_be_asked_for(desk, put):
    put(one := mentee(state=PersonState.PAUSED))
    assert desk.lists.mentee_ids(Asked(group="away")) == [one.id]


@pytest.mark.parametrize(
    ("surveys", "light"),
    [(True, Light.WAIT), (False, Light.NONE)],
)
def test_a_survey_is_asked_where_the_family_agreed(desk, put, surveys, light):
    put(one := mentee(), consent(one, choices=ConsentChoices(take_part=True, surveys=surveys)))
    assert line(desk, one).survey.kind is light


def test_a_survey_that_was_answered_is_done(desk, put):
    put(one := mentee(), consent(one))
    desk.outcomes.enter(one.id, "programme", Wave.BEFORE, {"confidence": 2})
    assert line(desk, one).survey.words == "Done"


def test_without_consent_no_survey_is_asked(desk, put):
    put(one := mentee())
    assert line(desk, one).survey.words == "Not yet"


def test_a_year_stands_in_for_a_missing_form(desk, put):
    put(one := mentee(form=None), two := mentee(form=None, year=None))
    assert [line(desk, one).form, line(desk, two).form] == ["10", ""]


@pytest.mark.parametrize(
    ("changes", "group"),
    [({}, "free"), ({"capacity": 0}, "matched"), ({"gates": ()}, "not_clear"), ({"state": PersonState.BARRED}, "away")],
)
def test_a_mentor_is_in_the_group_of_what_they_can_do(desk, put, changes, group):
    put(one := mentor(**changes))
    assert mentor_line(desk, one).group == group


def test_a_matched_mentor_is_listed_with_their_mentee(desk, running):
    match = running()
    one = mentor_line(desk, desk.roster.mentor(match.mentor))
    assert (one.mentees, one.places, one.sectors) == ("Nia Rees", 0, "Engineering")


def test_a_filter_by_form_shows_only_those(desk, put):
    put(one := mentee(form="9A", year=9), mentee())
    assert desk.lists.mentee_ids(Asked(filters=(("form", "9A"),))) == [one.id]
    assert desk.lists.forms() == ["10B", "9A"]


@pytest.mark.parametrize("sort", ["name", "form", "waiting", "mentor", "consent", "profile", "survey", "unknown"])
@pytest.mark.parametrize("descending", [True, False])
def test_every_order_shows_everybody(desk, put, sort, descending):
    people = [mentee(), mentee(form="9A")]
    put(*people)
    shown = desk.lists.mentee_ids(Asked(sort=sort, descending=descending))
    assert sorted(shown) == sorted(one.id for one in people)


@pytest.mark.parametrize("sort", ["name", "employer", "due", "mentees", "days", "clear", "places"])
def test_every_order_shows_every_mentor(desk, put, sort):
    put(mentor(), mentor(gates=()))
    assert len(desk.lists.mentor_ids(Asked(sort=sort))) == 2


def test_groups_are_counted_and_those_away_left_out_of_all(desk, put):
    put(mentee(), mentee(state=PersonState.LEFT), mentor(), mentor(state=PersonState.LEFT))
    assert (desk.lists.mentee_counts(), desk.lists.mentor_counts()) == (
        {"": 1, "not_ready": 1, "away": 1},
        {"": 1, "free": 1, "away": 1},
    )


def test_a_search_finds_young_people_first(desk, put):
    put(
        mentee(legal_surname="Evans"),
        mentee(legal_surname="Evans", form=None),
        mentor(name="Ann Evans", employer="Bridge Ltd"),
        mentor(name="Bo Evans"),
    )

    assert {one.line for one in desk.lists.find("Evans")} == {
        "Young person, 10B",
        "Young person",
        "Mentor, Bridge Ltd",
        "Mentor",
    }


def test_whose_name_begins_so_is_found_first(desk, put):
    put(*(mentee(legal_forename=name, legal_surname="Taylor") for name in ("Arjun", "Yusuf")))
    assert [one.name for one in desk.lists.find("y tay")] == ["Yusuf Taylor", "Arjun Taylor"]


def test_somebodys_own_changes_are_told_newest_first(desk):
    one = desk.roster.keep(mentee())
    desk.roster.keep(one.model_copy(update={"form": "10C"}))
    assert [change.label for change in desk.lists.history(one.id, limit=5)] == [
        "Change a young person",
        "Add a young person",
    ]


def test_the_latest_steps_of_all_are_told(desk):
    desk.roster.keep(mentor())
    assert desk.lists.latest(limit=1)[0].who == "Carys Owen"


def test_a_list_is_computed_anew_on_another_day(desk, calendar, put):
    put(one := mentee(), consent(one))
    before = line(desk, one).waiting
    calendar.day = date(2026, 11, 23)
    assert line(desk, one).waiting == before + 1


def test_the_lines_of_mentors_are_in_the_order_asked_for(desk, put):
    put(one := mentor(), other := mentor())
    assert [line.id for line in desk.lists.mentor_lines([other.id, one.id])] == [other.id, one.id]


def test_clear_mentors_who_arent_busy_are_free_for_cover_by_name(desk, put):
    put(busy := mentor(name="Ann Bell"), mentor(name="Zoe Ward"), mentor(name="Bo Price"), mentor(gates=()))
    assert [one.given for one in desk.lists.free_for_cover({busy.id})] == ["Bo", "Zoe"]


@pytest.mark.parametrize(
    ("trait", "value"),
    [
        ("year", "11"),
        ("need", "eal"),
        ("need", "any"),
        ("sector", "law"),
        ("slot", "mon-am"),
        ("language", "ur"),
        ("modality", "virtual"),
    ],
)
def test_each_filter_leaves_only_those_who_have_it(desk, put, trait, value):
    wanted = mentee(
        year=11,
        needs=Needs(eal=True),
        sectors=("law",),
        availability=("mon-am",),
        languages=("ur",),
        modality=Modality.VIRTUAL,
    )
    put(wanted, mentee())
    assert desk.lists.mentee_ids(Asked(filters=((trait, value),))) == [wanted.id]


def test_who_has_no_known_need_can_be_asked_for(desk, put):
    put(mentee(needs=Needs(eal=True)), plain := mentee())
    assert desk.lists.mentee_ids(Asked(filters=(("need", "none"),))) == [plain.id]


def test_mentors_are_filtered_by_employer(desk, put):
    put(one := mentor(employer="City Council"), mentor())
    assert desk.lists.mentor_ids(Asked(filters=(("employer", "City Council"),))) == [one.id]
    assert desk.lists.employers() == ["City Council"]


def test_exactly_some_people_can_be_asked_for_whatever_their_group(desk, put):
    put(gone := mentee(state=PersonState.LEFT), mentee(), here := mentee())
    assert set(desk.lists.mentee_ids(Asked(only=frozenset({gone.id, here.id})))) == {gone.id, here.id}


def test_the_years_there_are_can_be_chosen_from(desk, put):
    put(mentee(year=11), mentee(year=9), mentee(year=None))
    assert desk.lists.years() == [9, 11]


def test_one_change_leaves_every_other_light_as_it_was_looked_at(desk, put):
    put(one := mentee(), two := mentee())
    before = line(desk, two).consent
    desk.roster.keep(one.model_copy(update={"form": "9Z"}))
    assert line(desk, two).consent is before
    put(consent(two))
    assert line(desk, two).consent.good


def test_a_change_of_policy_puts_every_light_in_doubt(desk, put):
    put(one := mentor(training_hours=2.5))
    assert mentor_line(desk, one).clear.good
    programme = desk.desk.programme
    put(programme.model_copy(update={"policy": programme.policy.model_copy(update={"training_hours": 9})}))
    assert not mentor_line(desk, one).clear.good


def test_papers_can_be_for_everybody_who_takes_part(desk, put):
    put(one := mentee(), mentee(state=PersonState.LEFT))
    assert desk.lists.takers() == [one.id]


def test_a_text_in_the_name_or_the_form_narrows_whom_a_paper_is_for(desk, put):
    put(ann := mentee(legal_forename="Ann", form="9B"), bob := mentee(legal_forename="Bob", form="10A"))
    assert (desk.lists.takers("AN"), desk.lists.takers("10a")) == ([ann.id], [bob.id])


def test_the_year_stands_for_a_form_that_is_not_known(desk, put):
    put(one := mentee(form="", year=10), mentee(form="", year=None))
    assert desk.lists.takers("10") == [one.id]


def test_papers_of_pairs_are_for_those_who_have_a_mentor(desk, put, running):
    put(mentee())
    match = running()
    assert desk.lists.takers(paired=True) == [match.mentee]


def test_whose_form_is_not_back_can_be_chosen_at_once(desk, put):
    put(given := mentee(), consent(given), never := mentee())
    assert desk.lists.not_back() == [never.id]


def test_a_question_asked_again_is_not_put_to_the_file_again(desk, put, monkeypatch):
    put(mentee())
    asked = desk.lists.mentee_ids(Asked())
    monkeypatch.setattr(desk.desk.store, "ids", lambda *_args, **_more: pytest.fail("the file was asked"))
    assert (desk.lists.mentee_ids(Asked()), desk.lists.mentee_counts()[""]) == (asked, 1)


def test_of_many_questions_only_the_latest_answers_are_kept(desk, put):
    put(mentee())
    for number in range(20):
        desk.lists.mentee_counts(f"word{number}")
    assert len(desk.lists.facts._ids) == ASKED


def test_what_a_worker_worked_out_about_everybody_is_known_here(desk, put):
    put(one := mentee())
    lent = desk.lend(writing=False)
    lent.run(lambda _workspace: None)
    desk.take_back(lent)
    assert desk.lists.facts is lent.facts
    assert desk.lists.mentee_ids(Asked()) == [one.id]


def test_a_worker_goes_on_from_what_is_known_here(desk, put, monkeypatch):
    put(mentee(), mentor())
    _looked = desk.lists.facts.mentee_groups, desk.lists.facts.mentor_groups
    lent = desk.lend(writing=True)
    monkeypatch.setattr(Facts, "_mentee_group", lambda _facts, _one: pytest.fail("a young person was looked at again"))
    monkeypatch.setattr(Facts, "_mentor_group", lambda _facts, _one: pytest.fail("a mentor was looked at again"))
    lent.run(lambda other: other.seats.greet("Tom Price"))
    assert desk.take_back(lent)


def test_a_worker_takes_breath_between_people(desk, put):
    def breaths() -> int:
        taken = []
        desk.lend(writing=False).run(lambda _desk: None, breath=lambda: taken.append(None))
        return len(taken)

    among_nobody = breaths()
    put(*(mentee() for _one in range(A_BREATH)))
    assert breaths() > among_nobody


def test_a_loan_that_did_nothing_brings_no_facts(desk, put):
    put(mentee())
    lent = desk.lend(writing=False)
    kept = desk.lists.facts
    desk.take_back(lent)
    assert desk.lists.facts is kept


def test_a_loan_that_works_nothing_out_leaves_what_is_known(desk, put):
    put(mentee())
    lent = desk.lend(writing=False, back=False)
    lent.run(lambda other: other.desk.store.read_all(lambda: False))
    kept = desk.lists.facts
    assert desk.take_back(lent)
    assert desk.lists.facts is kept


def test_lines_are_read_in_the_language_chosen_since(desk, put, welsh):
    put(one := mentor())
    assert mentor_line(desk, one).clear.words == "Clear to meet"
    welsh({"Clear to meet": "Yn glir i gyfarfod"})
    assert mentor_line(desk, one).clear.words == "Yn glir i gyfarfod"


def test_the_history_tells_what_became_of_each_fact_and_only_of_people(desk, put):
    put(one := mentee())
    desk.roster.keep(one.model_copy(update={"form": "11A", "upn": "K352406514001"}))
    changed, added = desk.lists.history(one.id, limit=5)
    assert changed.facts == ("Form: 10B → 11A", "UPN: K352406514001")
    assert added.facts == ()


def test_when_somebody_met_and_meets_next_is_told(desk, put, running, calendar):
    match = running()
    first, second, *_rest = desk.planning.adopt(desk.planning.propose(desk.planning.request()))
    met = first.pairs[0].model_copy(update={"mentee_mark": Presence.PRESENT, "mentor_mark": Presence.PRESENT})
    put(first.model_copy(update={"state": SessionState.HELD, "pairs": (met,)}))
    calendar.day = first.day
    found = desk.lists.sittings(match.mentee)
    assert (found.due, found.met, found.last.session, found.next.session) == (1, 1, first.id, second.id)
    assert desk.lists.sittings(match.mentor) == found


def test_who_is_stood_in_for_sits_nowhere_and_who_covers_does(desk, put, running):
    match = running()
    put(cover := mentor())
    sessions = desk.planning.adopt(desk.planning.propose(desk.planning.request()))
    put(
        *(
            one.model_copy(update={"pairs": (one.pairs[0].model_copy(update={"cover_mentor": cover.id}),)})
            for one in sessions
        )
    )
    assert desk.lists.sittings(match.mentor).next is None
    assert desk.lists.sittings(cover.id).next.session == sessions[0].id


def test_who_has_no_session_has_no_sittings(desk):
    assert desk.lists.sittings("nobody").due == 0


def test_a_person_is_called_as_in_the_list_and_one_gone_not_at_all(desk, put):
    put(young := mentee(preferred_forename="Nini", legal_surname="Rees"), grown := mentor(name="Ann Ó Sé"))
    assert [desk.lists.called(one) for one in (young.id, grown.id, "nobody")] == ["Nini Rees", "Ann Ó Sé", ""]


@pytest.mark.parametrize("kind", [Mentee, Mentor])
@pytest.mark.parametrize("sort", ["name", "survey", "days"])
def test_who_is_shown_is_found_in_pieces_as_at_once(desk, put, kind, sort):
    put(*(mentee(legal_surname=name) for name in "CAB"), *(mentor(name=name) for name in "CAB"))
    asked = Asked(sort=sort, descending=True)
    found = []

    def seen():
        found.append((yield from desk.lists.seeking(kind, asked)))

    assert len(list(seen())) > 0
    assert found == [desk.lists.mentee_ids(asked) if kind is Mentee else desk.lists.mentor_ids(asked)]
