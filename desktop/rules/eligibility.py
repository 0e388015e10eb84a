"""Who may meet whom: named rules, each of which gives its reason in words; it scores nobody.

The rules' names, sentences and advice stand in `resources/rules/rules.toml`, their tests here, one a code.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Literal

from desktop.errors import MatchingTrouble
from desktop.i18n import _, said_day
from desktop.models.explanations import Barred
from desktop.models.people import BlockReason, Gender, Mentee, Mentor, PersonState, Sex
from desktop.models.record import Record
from desktop.models.vocabulary import vocabulary
from desktop.paths import resource
from desktop.rules.circumstances import Circumstances
from desktop.rules.meeting import common_slots, travel_limit, ways
from desktop.rules.readiness import Light, consent_light, dbs_fault, short_training, state_words, steps_left

Facts = Mapping[str, object]


class Rule(Record):
    """One rule: whose fact it is, and whether a what-if scenario may drop it (never one that keeps people safe)."""

    code: str
    side: Literal["mentee", "mentor", "pair"]
    name: str
    sentence: str
    advice: str
    relaxable: bool = False


@cache
def rules() -> dict[str, Rule]:
    """Return all rules by code, in the order in which reasons are given."""
    data = tomllib.loads(resource("rules/rules.toml").read_text("utf-8"))
    return {entry["code"]: Rule(**entry) for entry in data["rule"]}


def check_relaxed(codes: Iterable[str]) -> None:
    """Raise MatchingTrouble unless every code is a rule that a what-if may set aside."""
    for code in codes:
        rule = rules().get(code)
        if rule is None or not rule.relaxable:
            raise MatchingTrouble(
                _("The rule “{name}” can’t be relaxed.").format(name=_(rule.name) if rule else code),
                _("Rules that keep people safe stay as they are in every scenario."),
            )


def bars_of_mentee(mentee: Mentee, c: Circumstances) -> tuple[Barred, ...]:
    """Return what keeps a mentee from being matched with anyone."""
    return _judge(_MENTEE, c, mentee)


def bars_of_mentor(mentor: Mentor, c: Circumstances) -> tuple[Barred, ...]:
    """Return what keeps a mentor from being matched with anyone."""
    return _judge(_MENTOR, c, mentor)


def bars_of_pair(mentee: Mentee, mentor: Mentor, c: Circumstances) -> tuple[Barred, ...]:
    """Return what keeps these two apart, beyond what holds for either alone."""
    return _judge(_PAIR, c, mentee, mentor)


def first_rule_between(mentee: Mentee, mentor: Mentor, c: Circumstances) -> str | None:
    """Return the code of the first rule that keeps these two apart; the others are not looked at."""
    tests = ((code, test) for code, test in _PAIR.items() if code not in c.relaxed)
    return next((code for code, test in tests if test(mentee, mentor, c) is not None), None)


def bars(mentee: Mentee, mentor: Mentor, c: Circumstances) -> tuple[Barred, ...]:
    """Return every reason why these two can't be matched; empty means that they may meet."""
    return bars_of_mentee(mentee, c) + bars_of_mentor(mentor, c) + bars_of_pair(mentee, mentor, c)


def _judge(tests: Mapping[str, Callable[..., Facts | None]], c: Circumstances, *people: object) -> tuple[Barred, ...]:
    found = ((code, test(*people, c)) for code, test in tests.items() if code not in c.relaxed)
    return tuple(_barred(code, facts) for code, facts in found if facts is not None)


def _barred(code: str, facts: Facts) -> Barred:
    rule = rules()[code]
    advice = str(facts.get("advice") or _(rule.advice))
    return Barred(rule=code, reason=_(rule.sentence).format(**facts), advice=advice)


def _mentee_state(mentee: Mentee, _c: Circumstances) -> Facts | None:
    return None if mentee.state is PersonState.ACTIVE else {"state": state_words(mentee.state)}


def _consent(mentee: Mentee, c: Circumstances) -> Facts | None:
    light = consent_light(mentee, c.consents.get(mentee.id, ()), c.programme, today=c.today)
    if light.good:
        return None
    why: dict[str, object] = {"why": " ".join(light.reasons)}
    if light.kind is Light.NONE:  # there is nothing to chase yet
        why["advice"] = _("Print one under Papers, For families.")
    return why


def _buffer(person: Mentee | Mentor, c: Circumstances) -> Facts | None:
    until = c.pausing.get(person.id)
    return {"day": said_day(until, c.today)} if until and until > c.today else None


def _mentor_state(mentor: Mentor, _c: Circumstances) -> Facts | None:
    return None if mentor.state is PersonState.ACTIVE else {"state": state_words(mentor.state)}


def _gates(mentor: Mentor, c: Circumstances) -> Facts | None:
    steps = steps_left(mentor, c.policy, today=c.today)
    return {"steps": ", ".join(steps)} if steps else None


def _dbs(mentor: Mentor, c: Circumstances) -> Facts | None:
    fault = dbs_fault(mentor, c.policy, today=c.today)
    return {"why": fault} if fault else None


def _training(mentor: Mentor, c: Circumstances) -> Facts | None:
    short = short_training(mentor, c.policy)
    return {"hours": mentor.training_hours, "needed": c.policy.training_hours} if short else None


def _capacity(mentor: Mentor, _c: Circumstances) -> Facts | None:
    return None if mentor.capacity else {}


def _blocked(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Facts | None:
    return {} if c.blocks.get((mentee.id, mentor.id)) is BlockReason.BLOCKED else None


def family_ties(mentee: Mentee) -> frozenset[str]:
    """Return the e-mail addresses and telephone numbers of a mentee's family, as they are compared with a mentor's."""
    return frozenset(
        tie for contact in mentee.contacts for tie in (_plain(contact.email), _plain(contact.phone)) if tie
    )


def own_ties(mentor: Mentor) -> frozenset[str]:
    """Return a mentor's own address and number in the same form."""
    return frozenset(tie for tie in (_plain(mentor.email), _plain(mentor.phone)) if tie)


def _plain(address: str) -> str:
    return "".join(address.split()).casefold()


def _conflict(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Facts | None:
    known = c.blocks.get((mentee.id, mentor.id)) is BlockReason.CONFLICT
    return {} if known or family_ties(mentee) & own_ties(mentor) else None


def _past_pair(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Facts | None:
    return {} if (mentee.id, mentor.id) in c.past else None


def _forbidden(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Facts | None:
    return {} if (mentee.id, mentor.id) in c.forbidden else None


GENDER_OF_SEX = {Sex.FEMALE: Gender.FEMALE, Sex.MALE: Gender.MALE}


def _same_gender(mentee: Mentee, mentor: Mentor, _c: Circumstances) -> Facts | None:
    if not mentee.same_gender:
        return None
    if mentee.sex is None:
        return {"why": _("The wish for the same gender can’t be met while the young person’s sex is not recorded.")}
    if mentor.gender is GENDER_OF_SEX[mentee.sex]:
        return None
    return {"why": _("The young person asked for a mentor of the same gender.")}


def needs_language(mentee: Mentee) -> str | None:
    """Return the language a mentor must speak; every mentor is taken to speak English."""
    return mentee.needs_language if mentee.needs_language not in (None, "", "en") else None


def _language(mentee: Mentee, mentor: Mentor, _c: Circumstances) -> Facts | None:
    needed = needs_language(mentee)
    if needed is None or needed in mentor.languages:
        return None
    return {"language": vocabulary("languages").label(needed)}


def _modality(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Facts | None:
    found = ways(mentee, mentor, c)
    return None if found.both_in_person or found.both_online else {}


def _distance(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Facts | None:
    found = ways(mentee, mentor, c)
    if found.online or not found.both_in_person or not found.too_far:
        return None
    return {"km": found.km, "limit": travel_limit(mentor, c)}


def _online(code: str, mentee: Mentee, mentor: Mentor, c: Circumstances) -> Facts | None:
    found = ways(mentee, mentor, c)
    return {} if found.both_online and not found.in_person and found.online_bar == code else None


def _under_18_virtual(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Facts | None:
    return _online("under_18_virtual", mentee, mentor, c)


def _virtual_consent(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Facts | None:
    return _online("virtual_consent", mentee, mentor, c)


def _availability(mentee: Mentee, mentor: Mentor, _c: Circumstances) -> Facts | None:
    known = bool(mentee.availability and mentor.availability)
    return {} if known and not common_slots(mentee, mentor) else None


_MENTEE: dict[str, Callable[[Mentee, Circumstances], Facts | None]] = {
    "mentee_state": _mentee_state,
    "consent": _consent,
    "mentee_buffer": _buffer,
}
_MENTOR: dict[str, Callable[[Mentor, Circumstances], Facts | None]] = {
    "mentor_state": _mentor_state,
    "gates": _gates,
    "dbs": _dbs,
    "training": _training,
    "capacity": _capacity,
    "mentor_buffer": _buffer,
}
_PAIR: dict[str, Callable[[Mentee, Mentor, Circumstances], Facts | None]] = {
    "blocked": _blocked,
    "conflict": _conflict,
    "past_pair": _past_pair,
    "forbidden": _forbidden,
    "same_gender": _same_gender,
    "language": _language,
    "modality": _modality,
    "distance": _distance,
    "under_18_virtual": _under_18_virtual,
    "virtual_consent": _virtual_consent,
    "availability": _availability,
}
