"""Each rule bars whom it should and says why."""

from datetime import date, timedelta
from typing import Any

import pytest

from desktop.models.consent import ConsentChoices
from desktop.models.matches import Block, Closure, MatchState
from desktop.models.people import BlockReason, Contact, Dbs, Gender, Mentee, Mentor, Modality, PersonState, Sex
from desktop.models.record import BlockId, MenteeId, MentorId
from desktop.rules.circumstances import Circumstances, Story, circumstances
from desktop.rules.eligibility import bars, rules
from desktop.rules.meeting import way_of_meeting
from tests.unit.matching.school import TODAY, consent, match, mentee, mentor, programme

ADULT = date(2000, 1, 1)
PAIR = (MenteeId("e1"), MentorId("o1"))


def around(story: Story | None = None, **facts: Any) -> Circumstances:
    policy = facts.pop("policy", {})
    story = story or Story()
    forms = story.consents or (consent(relationship="self"), consent())
    full = Story(forms[-1:], story.blocks, story.matches, story.forbidden)
    return circumstances(programme(**policy), full, today=TODAY, **facts)


def found(one: Mentee, other: Mentor, c: Circumstances | None = None) -> list[str]:
    return [bar.rule for bar in bars(one, other, c or around())]


def test_two_who_are_ready_may_meet() -> None:
    assert found(mentee(), mentor()) == []


def test_where_no_form_went_out_there_is_none_to_chase() -> None:
    assert bars(mentee("e2"), mentor(), around())[0].advice.startswith("Print one under Papers")


def test_every_rule_has_words_and_advice() -> None:
    assert all(rule.name and rule.sentence and rule.advice for rule in rules().values())


def test_no_rule_that_keeps_people_safe_can_be_relaxed() -> None:
    safe = {"consent", "gates", "dbs", "mentor_state", "blocked", "conflict", "under_18_virtual", "virtual_consent"}
    assert not any(rules()[code].relaxable for code in safe)


IN_PERSON, ONLINE, EITHER = Modality.FACE_TO_FACE, Modality.VIRTUAL, Modality.HYBRID


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (mentee(state=PersonState.PAUSED), mentor(), "mentee_state"),
        (mentee("e2"), mentor(), "consent"),
        (mentee(), mentor(state=PersonState.LEFT), "mentor_state"),
        (mentee(), mentor(gates=()), "gates"),
        (mentee(), mentor(dbs=Dbs(issued_on=date(2020, 1, 1))), "dbs"),
        (mentee(), mentor(training_hours=1), "training"),
        (mentee(), mentor(capacity=0), "capacity"),
        (mentee(same_gender=True), mentor(gender=Gender.MALE), "same_gender"),
        (mentee(same_gender=True, sex=Sex.FEMALE), mentor(gender=Gender.MALE), "same_gender"),
        (mentee(same_gender=True, sex=Sex.FEMALE), mentor(), "same_gender"),
        (mentee(needs_language="ur"), mentor(languages=("pl",)), "language"),
        (mentee(modality=IN_PERSON), mentor(modality=ONLINE), "modality"),
        (mentee(modality=IN_PERSON, postcode_area="M14"), mentor(postcode_area="L1"), "distance"),
        (mentee(), mentor(modality=ONLINE), "under_18_virtual"),
        (mentee(availability=("mon-am",)), mentor(availability=("tue",)), "availability"),
        (mentee(contacts=(Contact(name="P", phone="0161 1"),)), mentor(phone="01611"), "conflict"),
    ],
)
def test_a_rule_bars(one: Mentee, other: Mentor, rule: str) -> None:
    assert found(one, other) == [rule]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (mentee(same_gender=True, sex=Sex.MALE), mentor(gender=Gender.MALE)),
        (mentee(needs_language="en"), mentor()),
        (mentee(needs_language="ur"), mentor(languages=("ur",))),
        (mentee(postcode_area="BT7"), mentor(postcode_area="L1", travel_km=1)),
        (mentee(postcode_area="M14 5AB"), mentor(postcode_area="m1", travel_km=5)),
        (mentee(availability=("mon",)), mentor(availability=("mon-eve",))),
        (mentee(availability=()), mentor(availability=("mon-eve",))),
        (mentee(modality=EITHER), mentor(modality=EITHER)),
    ],
)
def test_nothing_bars(one: Mentee, other: Mentor) -> None:
    assert found(one, other) == []


def test_a_block_bars_until_its_day() -> None:
    block = Block(id=BlockId("b"), mentee=PAIR[0], mentor=PAIR[1], until=TODAY)
    assert found(mentee(), mentor(), around(Story(blocks=(block,)))) == ["blocked"]
    past = block.model_copy(update={"until": TODAY - timedelta(days=1)})
    assert found(mentee(), mentor(), around(Story(blocks=(past,)))) == []


def test_a_conflict_of_interest_is_named() -> None:
    block = Block(id=BlockId("b"), mentee=PAIR[0], mentor=PAIR[1], reason=BlockReason.CONFLICT)
    assert found(mentee(), mentor(), around(Story(blocks=(block,)))) == ["conflict"]


def test_the_coordinator_can_rule_a_pair_out() -> None:
    assert found(mentee(), mentor(), around(Story(forbidden=frozenset({PAIR})))) == ["forbidden"]


def test_a_past_pair_is_not_made_again() -> None:
    ended = match("e1", "o1", MatchState.CLOSED)
    assert found(mentee(), mentor(), around(Story(matches=(ended,)))) == ["past_pair"]


def test_a_pair_that_ended_as_planned_may_go_on() -> None:
    ended = match("e1", "o1", MatchState.CLOSED, closure=Closure(kind="planned", reason="year over"))
    assert found(mentee(), mentor(), around(Story(matches=(ended,)))) == []


def test_after_an_early_end_both_pause() -> None:
    early = match("e1", "o1", MatchState.CLOSED, ended_on=TODAY, closure=Closure(kind="early", reason="moved"))
    assert found(mentee(), mentor(), around(Story(matches=(early,)))) == ["mentee_buffer", "mentor_buffer"]


@pytest.mark.parametrize("kind", ["early", "planned"])
def test_a_pair_whose_ending_says_never_again_is_not_made_again(kind: str) -> None:
    closure = Closure(kind=kind, reason="moved", rematch=False)
    ended = match("e1", "o1", MatchState.CLOSED, ended_on=TODAY - timedelta(days=14), closure=closure)
    assert found(mentee(), mentor(), around(Story(matches=(ended,)))) == ["past_pair"]


def test_a_pause_ends() -> None:
    day = TODAY - timedelta(days=14)
    early = match("e1", "o9", MatchState.CLOSED, ended_on=day, closure=Closure(kind="early", reason="moved"))
    assert found(mentee(), mentor(), around(Story(matches=(early,)))) == []


def test_relaxed_rules_bar_nobody() -> None:
    one, other = mentee(availability=("mon-am",)), mentor(availability=("tue",))
    assert found(one, other, around(relaxed=("availability",))) == []


def test_too_far_and_too_young_gives_both_reasons() -> None:
    one, other = mentee(modality=EITHER, postcode_area="M14"), mentor(modality=EITHER, postcode_area="L1")
    assert found(one, other) == ["distance", "under_18_virtual"]


def test_online_needs_its_own_consent() -> None:
    forms = (consent(relationship="self", choices=ConsentChoices(take_part=True)),)
    one = mentee(date_of_birth=ADULT)
    assert found(one, mentor(modality=ONLINE), around(Story(consents=forms))) == ["virtual_consent"]


@pytest.mark.parametrize(
    ("wish", "offer", "way"),
    [(EITHER, EITHER, EITHER), (None, None, IN_PERSON), (EITHER, ONLINE, ONLINE), (IN_PERSON, ONLINE, None)],
)
def test_how_an_adult_pair_meets(wish: Modality | None, offer: Modality | None, way: Modality | None) -> None:
    c = around(Story(consents=(consent(relationship="self"),)))
    assert way_of_meeting(mentee(date_of_birth=ADULT, modality=wish), mentor(modality=offer), c) is way
