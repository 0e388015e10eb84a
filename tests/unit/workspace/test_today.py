from datetime import date, timedelta

import pytest

from desktop.models.people import Dbs, GateKind, PersonState
from desktop.models.sessions import SessionState
from desktop.rules.readiness import Light
from desktop.workspace.glance import Share
from desktop.workspace.todos import names
from tests.builders import TODAY, consent, mentee, mentor


def todo(desk, code):
    return next((one for one in desk.today.todos() if one.code == code), None)


def plan(desk):
    return desk.planning.adopt(desk.planning.propose(desk.planning.request()))


FIRST = ["first_list", "first_mentors", "first_person", "first_sample"]


def test_an_empty_school_is_told_what_to_begin_with(desk):
    assert [one.code for one in desk.today.todos()] == [*FIRST, "backup"]


def test_where_only_mentors_are_missing_their_list_is_the_first_thing(desk, put):
    put(mentee())
    assert [one.code for one in desk.today.todos()] == ["first_mentors", "consent_new", "backup"]


def test_where_only_young_people_are_missing_their_list_is_the_first_thing(desk, put):
    put(mentor())
    assert [one.code for one in desk.today.todos()] == ["first_list", "backup"]


def test_who_is_not_ready_is_not_said_to_wait(desk, put):
    put(one := mentee(date_of_birth=None), consent(one))
    assert todo(desk, "waiting") is None
    assert desk.today.waits() == []
    assert desk.lists.mentee_counts()["not_ready"] == 1


def test_a_backup_of_today_is_nothing_to_do(desk):
    desk.safekeeping.backup()
    assert todo(desk, "backup") is None


def left(desk, person):
    return person.model_copy(update={"state": PersonState.LEFT})


def test_a_running_match_of_somebody_who_left_cant_go_on(desk, put, running):
    match = running()
    put(left(desk, desk.roster.mentee(match.mentee)))
    found = todo(desk, "stranded")
    assert (found.light, found.people) == (Light.STOP, (match.mentee,))
    assert found.consequence.startswith("Nia no longer takes part. End the match")


def test_a_running_match_with_a_mentor_who_was_barred_cant_go_on(desk, put, running):
    match = running()
    put(desk.roster.mentor(match.mentor).model_copy(update={"state": PersonState.BARRED}))
    assert todo(desk, "stranded").headline == "1 running match can’t go on"


def test_a_running_match_without_consent_any_more_cant_go_on(desk, running):
    match = running()
    desk.consents.withdraw(match.mentee)
    assert "Nia: Consent was withdrawn." in todo(desk, "stranded").consequence


def test_sessions_in_which_nobody_is_left_are_to_be_called_off(desk, put, running):
    match = running()
    sessions = plan(desk)
    put(left(desk, desk.roster.mentee(match.mentee)))
    found = todo(desk, "empty_sessions")
    assert (found.people, found.due) == (tuple(one.id for one in sessions), sessions[0].day)


def test_a_backup_of_last_week_is_told_with_its_age(desk, calendar):
    desk.safekeeping.backup()
    calendar.day += timedelta(days=8)
    assert todo(desk, "backup").headline == "The last backup is 8 days old"


def test_forms_that_were_never_printed_are_to_be_printed(desk, put):
    put(one := mentee())
    found = todo(desk, "consent_new")
    assert (found.act, found.people, found.due) == ("Print forms", (one.id,), None)


def test_families_whose_form_is_out_are_to_be_reminded(desk, put):
    put(one := mentee())
    desk.consents.issue([one])
    found = todo(desk, "consent_out")
    assert (found.headline, found.act) == ("1 consent form is not back", "Print reminders")


def test_a_form_that_came_back_and_does_not_count_is_not_said_to_be_missing(desk, put):
    put(one := mentee(), consent(one, signed_by=""))
    found = todo(desk, "consent_spoilt")
    assert (found.headline, found.act, found.people) == ("1 consent form is not valid", "See why", (one.id,))
    assert todo(desk, "consent_out") is None


def test_a_family_that_refused_is_not_asked_again(desk, put):
    put(one := mentee(), consent(one, response="refused", choices={}))
    assert [each.code for each in desk.today.todos()] == ["first_mentors", "backup"]


def test_a_missing_form_is_due_at_the_next_session(desk, put, running):
    running()
    sessions = plan(desk)
    put(mentee())
    assert todo(desk, "consent_new").due == sessions[0].day


def test_somebody_who_comes_next_and_has_no_valid_form_is_named_in_red(desk, put, running):
    match = running()
    plan(desk)
    current = desk.consents.current()[match.mentee]
    put(current.model_copy(update={"invalidated_on": TODAY}))
    found = todo(desk, "consent_spoilt")
    assert (found.light, found.consequence) == (Light.STOP, "Nia can’t come to the next session without one.")


def test_a_matched_mentor_who_lapsed_stops_everything(desk, put, running):
    match = running()
    put(desk.roster.mentor(match.mentor).model_copy(update={"gates": ()}))
    found = todo(desk, "not_clear")
    assert (found.light, found.people, found.due) == (Light.STOP, (match.mentor,), TODAY)


def test_who_lacks_nothing_but_training_is_told_apart(desk, put):
    gates = tuple(gate for gate in mentor().gates if gate.kind is not GateKind.TRAINING)
    put(one := mentor(gates=gates), other := mentor(gates=()))
    assert (todo(desk, "training").people, todo(desk, "gates").people) == ((one.id,), (other.id,))


def test_a_volunteer_with_steps_left_waits(desk, put):
    put(one := mentor(gates=()))
    assert todo(desk, "gates").people == (one.id,)


def test_a_check_that_ends_within_the_month_is_due(desk, put):
    put(mentor(dbs=Dbs(issued_on=date(2026, 1, 1), next_due=date(2026, 12, 1))))
    assert todo(desk, "dbs_due").due == date(2026, 12, 1)


def test_a_mentor_with_many_days_in_thirty_is_told_with_the_limit(desk, put, running):
    running()
    first, *_rest = plan(desk)
    put(*(first.model_copy(update={"id": f"more-{n}", "day": first.day + timedelta(days=n)}) for n in (1, 2)))
    assert todo(desk, "days_in_30").headline == "1 mentor reaches 3 days in 30"


@pytest.mark.parametrize(("apart", "often"), [((14, 29), True), ((14, 30), False), ((0, 29), False)])
def test_days_in_30_are_told_up_to_the_very_last_day(desk, put, running, apart, often):
    match = running()
    first, *rest = plan(desk)
    put(*(one.model_copy(update={"state": SessionState.CANCELLED}) for one in rest))
    put(*(first.model_copy(update={"id": f"more-{n}", "day": first.day + timedelta(days=n)}) for n in apart))
    mentor_of_it = desk.roster.mentor(match.mentor)
    assert desk.lists.facts.days(mentor_of_it).good is not often
    assert any(one.code == "days_in_30" for one in desk.today.todos()) is often


@pytest.mark.parametrize(("since", "days"), [(date(2026, 11, 12), "10 days"), (None, "an unknown time")])
def test_who_is_ready_and_waits_is_told_with_the_longest_wait(desk, put, since, days):
    put(one := mentee(waiting_since=since), consent(one))
    assert days in todo(desk, "waiting_places").consequence


def test_who_waits_is_told_the_longest_first_with_the_reason(desk, put):
    late, early = mentee(waiting_since=date(2026, 11, 1)), mentee(waiting_since=date(2026, 9, 1))
    put(late, early, consent(late), consent(early))
    waits = desk.today.waits()
    assert [(one.id, one.days) for one in waits] == [(early.id, 82), (late.id, 21)]
    assert waits[0].reason == "No mentor who is clear to meet has room."


def test_what_keeps_most_free_mentors_away_is_the_reason(desk, put):
    put(one := mentee(), consent(one), mentor(availability=("mon-am",)), mentor(availability=("mon-am",)))
    (wait,) = desk.today.waits()
    assert wait.reason.startswith("With all 2 free mentors: ")


def test_of_several_reasons_the_most_frequent_is_told(desk, put):
    put(one := mentee(same_gender=True, sex="F"), consent(one))
    put(*(mentor(gender="male") for _n in range(2)), mentor(gender="female", availability=("mon-am",)))
    (wait,) = desk.today.waits()
    assert wait.reason.startswith("With 2 of 3 free mentors: ")


def test_where_a_mentor_is_free_it_is_said(desk, put):
    put(one := mentee(), consent(one), mentor())
    assert desk.today.waits()[0].reason == "A mentor is free: find matches."


def test_nobody_waits_in_an_empty_school(desk):
    assert desk.today.waits() == []


@pytest.mark.parametrize(
    ("count", "said"), [(1, "Ann"), (2, "Ann and Ann"), (3, "Ann, Ann and Ann"), (5, "Ann, Ann and 3 others")]
)
def test_few_are_named_and_of_many_the_number(count, said):
    assert names([mentee(legal_forename="Ann")] * count) == said


def test_drafts_are_to_be_reviewed(desk, pair, draft):
    two = pair()
    draft()
    assert todo(desk, "review").people == (two.mentee.id,)


@pytest.mark.parametrize(("later", "act"), [(1, "Finish it"), (20, "Finish the first")])
def test_a_session_whose_day_is_over_is_to_be_closed(desk, calendar, running, later, act):
    running()
    first = plan(desk)[0]
    calendar.day = first.day + timedelta(days=later)
    assert todo(desk, "close").act == act


def test_what_is_due_first_stands_first(desk, put, running):
    match = running()
    put(desk.roster.mentor(match.mentor).model_copy(update={"gates": ()}), mentee())
    assert next(one.code for one in desk.today.todos()) == "not_clear"


def test_somebody_who_left_needs_nothing(desk, put):
    desk.safekeeping.backup()
    put(mentee(state=PersonState.LEFT), mentor(state=PersonState.LEFT, gates=()))
    assert desk.today.todos() == []


def test_a_share_is_in_whole_percent():
    assert (Share(name="a", part=2, whole=3).percent, Share(name="a", part=0, whole=0).percent) == (67, None)


def test_the_glance_counts_people_and_shares(desk, calendar, running, put):
    running()
    first = plan(desk)[0]
    calendar.day = first.day
    desk.sessions.mark_rest_present(first.id)
    desk.sessions.close(first.id)
    put(mentee(), mentor(gates=()))
    seen = desk.today.glance()
    assert (seen.reach, seen.mentors, seen.matched.percent, seen.attendance.percent) == (2, 2, 50, 100)


def test_how_things_stand_is_told_round_every_page(desk, pair, draft):
    pair()
    draft()
    seen = desk.standing()
    assert (seen.undo, seen.who, seen.drafts, seen.enrolled) == ("Propose 1 pair", "Carys Owen", 1, False)


def test_every_step_tells_what_kinds_it_touched(desk, put):
    heard = []
    end = desk.on_step(heard.append)
    put(mentee())
    end()
    put(mentee())
    assert heard == [frozenset({"Mentee"})]


def test_things_to_do_are_read_in_the_language_chosen_since(desk, welsh):
    before = [todo.headline for todo in desk.today.todos()]
    welsh({"No backup yet": "Dim copi wrth gefn"})
    after = [todo.headline for todo in desk.today.todos()]
    assert ("No backup yet" in before, "Dim copi wrth gefn" in after) == (True, True)


def test_who_waits_is_found_in_pieces_and_told_as_at_once(desk, put, monkeypatch):
    monkeypatch.setattr("desktop.workspace.glance.A_PIECE", 1)
    young = [mentee(id=f"y{n}", waiting_since=date(2026, 9, 1 + n)) for n in range(3)]
    put(*young, *(consent(one) for one in young))
    pieces = sum(1 for _piece in desk.today.looking())
    assert pieces > len(young)
    monkeypatch.setattr("desktop.workspace.todos.picture.A_PIECE", 1)
    put(young[0].model_copy(update={"form": "9Z"}))
    assert sum(1 for _piece in desk.today.looking()) == pieces + len(young)
    assert todo(desk, "waiting_places").people == tuple(one.id for one in young)


def paused(desk, put, match, *, mentor=False):
    one = desk.roster.mentor(match.mentor) if mentor else desk.roster.mentee(match.mentee)
    put(one.model_copy(update={"state": PersonState.PAUSED}))
    return one


@pytest.mark.parametrize("mentor", [False, True])
def test_who_is_paused_and_still_planned_is_told_with_who_would_wait(desk, put, running, mentor):
    match = running()
    sessions = plan(desk)
    one = paused(desk, put, match, mentor=mentor)
    told = todo(desk, "paused")
    name = one.name if mentor else one.known_as
    other = desk.roster.mentee(match.mentee).known_as if mentor else desk.roster.mentor(match.mentor).name
    assert told.headline == f"{name} is paused; {len(sessions)} sessions are planned"
    assert told.consequence.startswith(f"{other} would wait alone")
    assert (told.people, told.due) == ((one.id,), sessions[0].day)


def test_a_pair_of_which_both_are_paused_has_nobody_who_waits(desk, put, running):
    match = running()
    plan(desk)
    paused(desk, put, match)
    paused(desk, put, match, mentor=True)
    told = todo(desk, "paused")
    assert "would wait" not in told.consequence
    assert "are paused;" in told.headline


def test_who_is_paused_and_was_taken_off_needs_nothing(desk, put, running):
    match = running()
    plan(desk)
    desk.matching.sit_out([paused(desk, put, match).id])
    assert "paused" not in [one.code for one in desk.today.todos()]


def test_who_waits_while_mentors_only_have_steps_left_is_helped_by_the_steps(desk, put):
    put(one := mentee(), consent(one), mentor(gates=()))
    found = todo(desk, "waiting_steps")
    assert (found.act, found.page, found.people) == ("See the steps", "mentors", (one.id,))


def test_who_waits_while_every_mentor_is_taken_is_helped_by_another_mentor(desk, put):
    put(one := mentee(), consent(one), mentor(capacity=0), mentor(gates=(), capacity=0))
    found = todo(desk, "waiting_places")
    assert (found.act, found.page) == ("Add a mentor", "mentors")


def test_where_a_mentor_is_free_finding_matches_helps_who_waits(desk, put):
    put(one := mentee(), consent(one), mentor(), mentor(gates=()))
    assert todo(desk, "waiting").act == "Find matches"


def test_where_the_rules_keep_every_free_mentor_from_all_who_wait_the_reason_is_offered(desk, put):
    put(one := mentee(), consent(one), mentor(availability=("mon-am",)), mentor(availability=("mon-am",)))
    assert todo(desk, "waiting_barred").act == "See why"


def test_where_one_of_those_who_wait_may_meet_somebody_matches_are_found(desk, put):
    one, other = mentee(), mentee(availability=("mon-am",))
    put(one, other, consent(one), consent(other), mentor(availability=("mon-am",)))
    assert todo(desk, "waiting").act == "Find matches"


@pytest.mark.parametrize("bound", ["LOOKED_AT", "PAIRS_TRIED"])
def test_where_there_are_too_many_pairs_to_look_at_all_nothing_is_claimed(desk, put, monkeypatch, bound):
    monkeypatch.setattr(f"desktop.workspace.glance.{bound}", 1)
    put(one := mentee(), consent(one), mentor(availability=("mon-am",)), mentor(availability=("mon-am",)))
    assert todo(desk, "waiting").act == "Find matches"
