"""The law of the desk: each verb is one step or nothing, and undoing them all brings every table back exactly."""

import shutil
import tempfile
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from desktop.errors import Trouble
from desktop.models import record
from desktop.models.consent import ConsentResponse
from desktop.models.matches import Closure, MatchState
from desktop.models.outcomes import Wave
from desktop.models.people import GateKind, Mentee, Mentor, PersonState
from desktop.models.scenarios import Scenario
from desktop.models.sessions import Presence, VirtualChecks
from desktop.paths import resource
from desktop.store import Cost, Means, Store
from desktop.workspace import Workspace
from desktop.workspace.consents import ReturnedForm
from desktop.workspace.gates import Passed
from desktop.workspace.hands import Change
from desktop.workspace.register import Marks
from tests.builders import mentee, mentor
from tests.unit.store.inside import journal_of
from tests.unit.store.whole import tables
from tests.unit.workspace.chance import chance_repeated
from tests.unit.workspace.conftest import WHO, Calendar, Riverside

SOME = st.integers(0, 7)  # which of those there are: the number wraps
YES = ReturnedForm(signed_by="Parent Rees", relationship="Mother", parental_responsibility=True)
NO = ReturnedForm(response=ConsentResponse.REFUSED)
NEXT_AUTUMN = date(2027, 9, 10)


def fresh(build):
    """Somebody new."""
    return build(id=record.new_id())


class DeskLaw(RuleBasedStateMachine):
    """`before` holds every table as it stood before each step that can be undone, `after` after each undone."""

    @initialize(reached=st.sampled_from(["people", "forms", "matches", "sessions", "sessions", "a day"]))
    def begin(self, reached):
        self.place = Path(tempfile.mkdtemp())
        self.patch = chance_repeated()
        self.calendar = Calendar()
        means = Means(clock=self.calendar.now, cost=Cost(memory_kib=8, passes=1, lanes=1))
        self.store, _key = Store.create(self.place / "school", "four plain old words", means=means)
        self.desk = Workspace.begin(
            self.store, who=WHO, start=Riverside(), today=self.calendar.today, now=self.calendar.now
        )
        self.desk.seats.greet("Ada", "Ben")
        self.before, self.after = [], []
        with self.verb(), self.desk.desk.step("Some people") as step:
            step.put_many([*(fresh(mentee) for _n in range(3)), *(fresh(mentor) for _n in range(2))])
        if reached != "people":
            self.issue_forms()
            for which in range(3):
                self.record_form(which, YES, False)
        if reached in ("matches", "sessions", "a day"):
            self.match()
            self.publish(False)
        if reached in ("sessions", "a day"):
            self.plan_sessions()
        if reached == "a day":
            self.the_day_of_a_session_comes()

    @contextmanager
    def verb(self):
        """Do a verb: what raises Trouble leaves all as it was, what doesn't is one step or none."""
        was, number = tables(self.store), self.store.revision
        with suppress(Trouble):
            yield
        if self.store.revision == number:
            assert tables(self.store) == was
            return
        assert self.store.revision == number + 1, "one verb, one step"
        self.before.append(was)
        self.after.clear()

    def some(self, kind, which):
        """One of those there are of a kind; Trouble where there is none."""
        found = sorted(self.store.all(kind), key=lambda one: one.id) if isinstance(kind, type) else list(kind)
        if not found:
            raise Trouble("There is nobody.")
        return found[which % len(found)]

    @rule(young=st.booleans())
    def add(self, young):
        with self.verb():
            self.desk.roster.keep(fresh(mentee if young else mentor))

    @rule(which=SOME, state=st.sampled_from(PersonState), kind=st.sampled_from([Mentee, Mentor]))
    def change_state(self, which, state, kind):
        with self.verb():
            self.desk.roster.set_state(self.some(kind, which), state, reason="Decided by the DSL")

    @rule(number=st.integers(0, 3))
    def import_list(self, number):
        roster = self.place / "list.csv"
        rows = [f"New{n},Person,0{1 + n}/03/2012,{9 + number}" for n in range(number)]
        roster.write_text("\n".join(["Forename,Surname,Date of birth,Year", *rows]), "utf-8")
        with self.verb():
            self.desk.roster.adopt(self.desk.roster.read(roster, kind="mentees"))

    @rule(year=st.integers(7, 13))
    def change_many(self, year):
        with self.verb():
            ids = self.store.ids(Mentee)
            self.desk.several.keep(self.desk.several.look(Mentee, ids, Change(trait="year", value=(str(year),))))

    @rule()
    def issue_forms(self):
        with self.verb():
            self.desk.consents.issue(self.desk.roster.people(Mentee))

    @rule(which=SOME)
    def issue_one_beforehand(self, which):
        with self.verb():
            self.desk.consents.keep_issued(self.desk.consents.issue([self.some(Mentee, which)]))

    @rule(which=SOME, answer=st.sampled_from([YES, NO]), change=st.booleans())
    def record_form(self, which, answer, change):
        with self.verb():
            self.desk.consents.record(self.some(self.desk.consents.listing(), which).code, answer, change=change)

    @rule(which=SOME)
    def withdraw(self, which):
        with self.verb():
            self.desk.consents.withdraw(self.some(Mentee, which).id)

    @rule()
    def match(self):
        with self.verb():
            self.desk.matching.adopt(self.desk.matching.propose(self.desk.matching.request()))

    @rule(end_replaced=st.booleans())
    def publish(self, end_replaced):
        with self.verb():
            self.desk.matching.publish(end_replaced=end_replaced)

    @rule(young=SOME, other=SOME)
    def pair_by_hand(self, young, other):
        with self.verb():
            self.desk.matching.pair_by_hand(self.some(Mentee, young).id, self.some(Mentor, other).id)

    @rule(young=SOME, other=SOME)
    def keep_apart(self, young, other):
        with self.verb():
            self.desk.matching.forbid(self.some(Mentee, young).id, self.some(Mentor, other).id)

    @rule(which=SOME)
    def let_meet_again(self, which):
        with self.verb():
            self.desk.matching.allow(self.some(self.desk.matching.blocks(), which).id)

    @rule(which=SOME, again=st.booleans(), kind=st.sampled_from(["early", "planned"]))
    def end(self, which, again, kind):
        with self.verb():
            closure = Closure(kind=kind, reason="Moved away", rematch=again)
            self.desk.matching.close(self.some(self.desk.matching.open(), which).id, closure)

    @rule()
    def end_all(self):
        with self.verb():
            ids = [one.id for one in self.desk.matching.open() if one.state is MatchState.PUBLISHED]
            self.desk.matching.close_many(ids, Closure(kind="planned", reason="The year ended"))

    @rule(which=SOME)
    def take_back_a_mistake(self, which):
        with self.verb():
            self.desk.matching.void(self.some(self.desk.matching.open(), which).id)

    @rule(which=SOME, kind=st.sampled_from([Mentee, Mentor]))
    def leave(self, which, kind):
        with self.verb():
            self.desk.matching.leave([self.some(kind, which)], Closure(kind="early", reason="Moved away"))

    @rule(which=SOME)
    def sit_out(self, which):
        with self.verb():
            self.desk.matching.sit_out([self.some(Mentee, which).id])

    @rule()
    def plan_sessions(self):
        with self.verb():
            self.desk.planning.adopt(self.desk.planning.propose(self.desk.planning.request()))

    @rule(which=SOME, mark=st.sampled_from(Presence))
    def mark(self, which, mark):
        with self.verb():
            session = self.some([one for one in self.desk.sessions.all() if one.pairs], which)
            pair = self.some(session.pairs, which)
            self.desk.sessions.mark(session.id, pair.match, Marks(mentee=mark, mentor=mark))

    @rule(which=SOME)
    def close_session(self, which):
        with self.verb():
            self.desk.sessions.close(self.some(self.desk.sessions.to_close(), which).id)

    @rule(which=SOME)
    def cancel_session(self, which):
        with self.verb():
            self.desk.sessions.cancel(self.some(self.desk.sessions.all(), which).id)

    @rule(which=SOME)
    def bring_back_session(self, which):
        with self.verb():
            self.desk.sessions.bring_back(self.some(self.desk.sessions.all(), which).id)

    @rule(which=SOME)
    def reopen_session(self, which):
        with self.verb():
            self.desk.sessions.reopen(self.some(self.desk.sessions.all(), which).id)

    @rule(which=SOME, answer=st.integers(0, 6))
    def answer_survey(self, which, answer):
        with self.verb():
            self.desk.outcomes.enter(self.some(Mentee, which).id, "programme", Wave.BEFORE, {"confidence": answer})

    @rule(which=SOME)
    def remove_answers(self, which):
        with self.verb():
            self.desk.outcomes.remove(self.some(Mentee, which).id, "programme", Wave.BEFORE)

    @rule(which=SOME)
    def mark_rest_present(self, which):
        with self.verb():
            self.desk.sessions.mark_rest_present(self.some(self.desk.sessions.all(), which).id)

    @rule(which=SOME, other=SOME)
    def cover(self, which, other):
        with self.verb():
            session = self.some([one for one in self.desk.sessions.all() if one.pairs], which)
            match = self.some(session.pairs, which).match
            self.desk.sessions.cover(session.id, match, self.some(Mentor, other).id)

    @rule(which=SOME, ticked=st.booleans())
    def check_online(self, which, ticked):
        with self.verb():
            checks = VirtualChecks(approved_platform=ticked)
            self.desk.sessions.check_virtual(self.some(self.desk.sessions.all(), which).id, checks)

    @rule()
    def cancel_empty(self):
        with self.verb():
            self.desk.sessions.cancel_empty()

    @rule(which=SOME, pinned=st.booleans())
    def pin(self, which, pinned):
        with self.verb():
            self.desk.matching.pin(self.some(self.desk.matching.open(), which).id, pinned=pinned)

    @rule(which=SOME, other=SOME)
    def swap(self, which, other):
        with self.verb():
            found = [one for one in self.desk.matching.open() if one.state is not MatchState.PUBLISHED]
            self.desk.matching.swap(self.some(found, which).id, self.some(found, which + 1 + other).id)

    @rule(which=SOME)
    def record_forms(self, which):
        with self.verb():
            self.desk.consents.record_many([(self.some(self.desk.consents.listing(), which).code, YES)])

    @rule(which=SOME, language=st.sampled_from(["cy", "ur"]))
    def change_language(self, which, language):
        with self.verb():
            self.desk.papers.change_language([self.some(Mentee, which).id], language)

    @rule(kind=st.sampled_from([Mentee, Mentor]))
    def keep_many(self, kind):
        with self.verb():
            people = [one.model_copy(update={"availability": ("fri-pm",)}) for one in self.desk.roster.people(kind)]
            self.desk.roster.keep_many(people, label="Correct when they are free")

    @rule(which=SOME)
    def record_gate(self, which):
        with self.verb():
            passed = Passed(steps=(GateKind.TRAINING,), on=self.calendar.day, by="HM")
            self.desk.gates.record([self.some(Mentor, which)], passed)

    @rule(name=st.sampled_from(["Fewer", "More"]), drop=st.booleans())
    def scenario(self, name, drop):
        with self.verb():
            if drop:
                self.desk.scenarios.drop(name)
            else:
                self.desk.scenarios.keep(Scenario(name=name, without_mentors=()))

    @rule(number=st.integers(0, 2), verb=st.sampled_from(["add", "rename", "retire"]))
    def word(self, number, verb):
        with self.verb():
            match verb:
                case "add":
                    self.desk.vocabularies.add("sectors", f"Beekeeping {number}")
                case "rename":
                    self.desk.vocabularies.rename("sectors", f"Beekeeping {number}", f"Bees {number}")
                case _:
                    self.desk.vocabularies.retire("sectors", f"Beekeeping {number}")

    @rule(verb=st.sampled_from(["add", "checked", "remove"]))
    def form_texts(self, verb):
        with self.verb():
            match verb:
                case "add":
                    self.desk.papers.texts.add(resource("forms/cy.toml"))
                case "checked":
                    self.desk.papers.texts.checked("cy", "Ms Rees")
                case _:
                    self.desk.papers.texts.remove("cy")

    @rule(name=st.sampled_from(["Ada", "Ben"]))
    def take_a_name_off_the_door(self, name):
        with self.verb():
            self.desk.seats.remove(name)

    @rule(name=st.sampled_from(["Riverside Academy", "Hillside School"]))
    def change_school(self, name):
        with self.verb():
            self.desk.settings.change_school(self.desk.settings.school.model_copy(update={"name": name}))

    @rule(name=st.sampled_from(["Riverside mentoring", "Alongside"]))
    def change_programme(self, name):
        with self.verb():
            self.desk.settings.change_programme(self.desk.settings.programme.model_copy(update={"name": name}))

    @rule()
    def tell_the_safeguarding_lead(self):
        """What is told in person stays told: no step takes it back, and none before it is lost."""
        self.desk.concerns.hand_over(told_by="HM", received_by="Ms Khan")
        for stood in (*self.before, *self.after):
            stood["concerns"] = tables(self.store)["concerns"]

    @rule(end_matches=st.booleans(), move_up=st.booleans())
    def next_year(self, end_matches, move_up):
        with self.verb():
            self.desk.new_year.begin(end_matches=end_matches, move_up=move_up)

    @rule(days=st.sampled_from([1, 4, 30]))
    def time_passes(self, days):
        self.calendar.day += timedelta(days=days)

    @rule()
    def the_day_of_a_session_comes(self):
        coming = self.desk.sessions.coming()
        self.calendar.day = coming[0].day if coming else self.calendar.day

    @precondition(lambda self: self.calendar.day < NEXT_AUTUMN)
    @rule()
    def autumn_comes(self):
        self.calendar.day = NEXT_AUTUMN

    @rule(which=SOME, kind=st.sampled_from([Mentee, Mentor]))
    def erase(self, which, kind):
        """Below an erasure nothing is undone; what stands then is where undoing ends."""
        person = self.some(kind, which) if self.store.count(kind) else None
        if person is None:
            return
        self.desk.safekeeping.erase(person)
        assert self.store.get(kind, person.id) is None
        self.before.clear()
        self.after.clear()

    @precondition(lambda self: self.before)
    @rule()
    def undo(self):
        now, was = tables(self.store), self.before.pop()
        self.desk.safekeeping.undo()
        assert tables(self.store) == was
        self.after.append(now)

    @precondition(lambda self: self.after)
    @rule()
    def redo(self):
        now, was = tables(self.store), self.after.pop()
        self.desk.safekeeping.redo()
        assert tables(self.store) == was
        self.before.append(now)

    @invariant()
    def what_can_be_undone_is_what_was_done(self):
        assert (self.desk.safekeeping.undo_label is not None) == bool(self.before)
        assert (self.desk.safekeeping.redo_label is not None) == bool(self.after)

    @invariant()
    def a_young_person_has_one_running_match(self):
        running = [one.mentee for one in self.desk.matching.open() if one.state is MatchState.PUBLISHED]
        assert len(running) == len(set(running))

    def teardown(self):
        self.patch.undo()
        while self.before:
            self.undo()
        while self.after:
            self.redo()
        assert journal_of(self.store).intact
        found = {one["check"]: one["good"] for one in self.desk.safekeeping.check()}
        assert (found["journal"], found["links"]) == (True, True)
        self.desk.vocabularies.let_go()
        self.store._file.close()
        shutil.rmtree(self.place)


def test_every_verb_is_undone_and_done_again():
    """The examples are few and long: the steps between are what the law is about."""
    few = settings(max_examples=10, stateful_step_count=35, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(DeskLaw, settings=few)
