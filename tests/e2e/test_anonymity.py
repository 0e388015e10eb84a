import math
import random
import tomllib
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import httpx2
import pandas
import pytest
from pycanon import anonymity

from desktop.anonymise import pair_facts, release_records, spec, told_by
from desktop.anonymise.blur import blurred
from desktop.models.matches import Closure
from desktop.models.outcomes import Wave
from desktop.models.programme import Programme, Term
from desktop.paths import resource
from desktop.sync import TermFacts, prepare, preview, sync
from tests.sync_world import papers as kit
from tests.sync_world.flaky_proxy import FlakyProxy
from tests.sync_world.office import NearOffice, OfficeProcess
from tests.sync_world.school import TERM, enrolled_school, line_to, pair, pairs, term

V1 = spec()
UNMET = next(fact for fact in V1.private if fact.name == "unmet_need")
TRUTH = UNMET.truth / 1_000_000
PRIOR = 0.6


def canary_papers(rng):
    """Return a pair's papers in which every text, id and date is a canary, and the canaries."""
    word = f"{rng.getrandbits(48):x}Zz"
    born = date(2007, 1, 1) + timedelta(days=rng.randrange(3500))
    mentee = kit.mentee(
        legal_forename=f"Fore{word}",
        legal_surname=f"Sur{word}",
        preferred_forename=f"Pref{word}",
        upn=f"A{rng.randrange(10**12):012d}",
        date_of_birth=born,
        form=f"Form{word}",
        postcode_area=f"LS{word}",
        note=f"Note{word}",
        emergency_and_access=f"Access{word}",
        contacts=({"name": f"Parent{word}", "phone": f"07{rng.randrange(10**9):09d}"},),
        background={"ethnic": f"Eth{word}"},
        form_language=f"Lang{word}",
    )
    mentor = kit.mentor(name=f"Mentor{word}", employer=f"Firm{word}", background={"ethnic": "other"})
    secret = f"{rng.getrandbits(128):032x}"
    way = rng.choice(["face_to_face", "hybrid", "virtual"])
    found = kit.papers(
        match=kit.match(secret=secret, modality=way, started_on=date(2026, 9, 1 + rng.randrange(28))),
        mentee=mentee,
        mentor=mentor,
        consents=(kit.consent(reference=f"Ref{word}", signed_by=f"Sign{word}"),) if rng.random() < 0.9 else (),
        sessions=tuple(kit.session(n, note=f"Goal{word}") for n in range(1, rng.randrange(2, 4))),
    )
    dates = [f"{born:{form}}" for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y%m%d", "%d %B %Y")]
    return found, [word, word.lower(), secret, mentee.upn, mentee.contacts[0].phone, *dates]


def test_no_canary_leaves_any_of_two_thousand_random_sites():
    rng = random.Random(17)
    made = [canary_papers(rng) for _ in range(400)]
    known = [(pair_facts(one, term=kit.TERM_1, programme=kit.PROGRAMME), canaries) for one, canaries in made]
    for _site in range(2000):
        members = rng.sample(known, rng.choice([11, 12, 14]))
        body = prepare(TermFacts(code=TERM, pairs=tuple(facts for facts, _canaries in members)), revision=1).body
        assert not [canary for _facts, canaries in members for canary in canaries if canary in body]


def test_pycanon_finds_the_same_k_in_random_sites():
    for seed in range(40):
        records = release_records(pairs(10 + 3 * seed, seed=seed), spec=V1, term=TERM)
        table = pandas.DataFrame([record.model_dump() for record in records])
        assert anonymity.k_anonymity(table, [fact.name for fact in V1.visible]) >= V1.k


def chance_of_yes(told_yes, of, others_yes, truth):
    """Return how likely it is that so many of a group are told "yes", the others' truths and one guess being known."""
    yes = others_yes + (truth == "yes")
    return sum(
        math.comb(yes, true)
        * TRUTH**true
        * (1 - TRUTH) ** (yes - true)
        * math.comb(of - yes, false)
        * (1 - TRUTH) ** false
        * TRUTH ** (of - yes - false)
        for true in range(told_yes + 1)
        if (false := told_yes - true) <= of - yes and true <= yes
    )


def sureness(told_yes, of, others_yes):
    """Return how sure of "yes" the all-but-one intruder is after seeing the release (Bayes)."""
    yes = PRIOR * chance_of_yes(told_yes, of, others_yes, "yes")
    no = (1 - PRIOR) * chance_of_yes(told_yes, of, others_yes, "no")
    return yes / (yes + no)


@pytest.mark.parametrize(("of", "most"), [(6, 0.72), (10, 0.68), (30, 0.63)])
def test_the_all_but_one_intruder_is_right_little_more_often_than_by_guessing(of, most):
    right = sum(
        math.comb(of - 1, others)
        * PRIOR**others
        * (1 - PRIOR) ** (of - 1 - others)
        * max(
            PRIOR * chance_of_yes(told, of, others, "yes"),
            (1 - PRIOR) * chance_of_yes(told, of, others, "no"),
        )
        for others in range(of)
        for told in range(of + 1)
    )
    assert PRIOR - 1e-9 <= right <= most


@pytest.mark.parametrize("of", range(6, 31))
def test_the_all_but_one_intruder_is_never_surer_than_the_bound(of):
    surest = max(
        max(sure, 1 - sure)
        for others in range(of)
        for told in range(of + 1)
        if 0 < (sure := sureness(told, of, others)) < 1
    )
    assert surest <= PRIOR * TRUTH / (PRIOR * TRUTH + (1 - PRIOR) * (1 - TRUTH)) + 1e-9 <= 0.93


def test_over_many_revisions_the_intruder_learns_no_more_than_from_the_last_group():
    """The intruder knows every other child's truth and sees the others leave one by one: each leaving gives that
    child's own draw away, and never the remaining child's."""
    rng, hits, trials = random.Random(3), 0, 120
    for _trial in range(trials):
        target = pair(rng, unmet_need="yes" if rng.random() < PRIOR else "no", modality="hybrid", age_band="14-15")
        others = [
            pair(rng, unmet_need="yes" if rng.random() < PRIOR else "no", modality="hybrid", age_band="14-15")
            for _ in range(9)
        ]
        elsewhere = [pair(rng, modality="virtual", age_band="11-13") for _ in range(6)]
        told = [told_yes((target, *others[:left], *elsewhere)) for left in range(9, 4, -1)]
        assert all(0 <= one - two <= 1 for one, two in pairwise(told))
        last = others[:5]
        sure = sureness(told[-1], 6, sum(one.unmet_need == "yes" for one in last))
        assert max(sure, 1 - sure) <= 0.93
        hits += ("yes" if sure >= 0.5 else "no") == target.unmet_need
    assert hits / trials <= PRIOR + 0.12


YEAR = Programme(
    academic_year="2026-27",
    terms=(kit.TERM_1, Term(code="2026-27-2", name="spring", start=date(2027, 1, 4), end=date(2027, 3, 26))),
)
DAYS = [kit.TERM_1.start + timedelta(days=7 * week) for week in range(1, 30)]
MOVING = [fact.name for fact in V1.private if not fact.lasting]


def a_pair_that_moves(rng, number):
    """Return a pair's papers in which sessions are held, answers given and an end comes on days of the year."""
    days = sorted(rng.sample(DAYS[:24], 12))
    ended = {"ended_on": days[9], "closure": Closure(kind="early", reason="moved")} if rng.random() < 0.5 else {}
    return kit.papers(
        match=kit.match(secret=f"{number} {rng.getrandbits(64)}", **ended),
        sessions=tuple(kit.session(n, day=day) for n, day in enumerate(days[:9], 1)),
        outcomes=(kit.outcome(3, Wave.BEFORE), kit.outcome(rng.choice([1, 3, 5]), Wave.AFTER, day=5, month=11)),
    )


def released(papers, term, today):
    """Return what leaves of a term on a day."""
    moment = told_by(term, YEAR, today=today, settling_days=V1.settling_days)
    facts = [pair_facts(one, term=term, programme=YEAR, until=moment.until) for one in papers]
    known = [one for one in facts if one is not None]
    return Counter(release_records(known, spec=V1, term=term.code, moment=moment.name))


def test_whoever_compares_all_revisions_of_a_term_sees_nothing_move_but_once():
    """Thirty weekly releases while sessions are held, pairs end and answers come: two different ones, and the first of
    them is the same whatever became of the pairs."""
    rng = random.Random(8)
    papers = [a_pair_that_moves(rng, number) for number in range(20)]
    still = [one.model_copy(update={"sessions": (), "outcomes": (), "match": one.match.model_copy(update={
        "ended_on": None, "closure": None})}) for one in papers]  # fmt: skip
    weekly = [released(papers, kit.TERM_1, day) for day in DAYS]
    changes = sum(one != two for one, two in pairwise(weekly))
    assert changes == 1
    assert weekly[0] == released(still, kit.TERM_1, DAYS[0])


def test_the_next_term_repeats_what_was_told_of_the_last_until_it_is_over():
    rng = random.Random(9)
    papers = [one for n in range(40) if (one := a_pair_that_moves(rng, n)).match.ended_on is None]
    last = released(papers, kit.TERM_1, date(2027, 2, 1))
    assert released(papers, YEAR.terms[1], date(2027, 2, 1)) == last
    assert released(papers, YEAR.terms[1], date(2027, 4, 20)) != last


@pytest.mark.parametrize("name", MOVING)
def test_an_intruder_who_follows_one_record_through_all_revisions_stays_within_the_bound(name):
    """The strongest case: the intruder knows which record is the child's and sees every revision of the term."""
    fact = next(one for one in V1.private if one.name == name)
    prior = {value: 1 / len(fact.values) for value in fact.values}
    rng, surest = random.Random(10), 0.0
    for number in range(300):
        way = [rng.choice(fact.values) for _week in range(12)]  # the truth, week by week
        secret = f"{number} {name}"
        told = {blurred(way[-1], fact, secret=secret, moment=TERM) for _revision in range(12)}
        assert len(told) == 1
        chances = {value: prior[value] * (fact.truth if {value} == told else lie(fact)) for value in fact.values}
        surest = max(surest, max(chances.values()) / sum(chances.values()))
    odds = surest / (1 - surest) / (prior[fact.values[0]] / (1 - prior[fact.values[0]]))
    assert odds <= math.exp(V1.epsilon) + 1e-9


def lie(fact):
    return (1_000_000 - fact.truth) / (len(fact.values) - 1)


def test_that_somebody_missed_a_survey_cannot_be_read_from_a_record():
    """Before it was blurred most young people without an answer stood alone or among few; now each may be anybody."""
    fact = next(one for one in V1.private if one.name == "confidence")
    asked = Counter(blurred("same", fact, secret=f"{n}", moment=TERM) == "not_measured" for n in range(4000))
    missed = Counter(blurred("not_measured", fact, secret=f"{n}", moment=TERM) == "not_measured" for n in range(4000))
    assert missed[True] / asked[True] <= math.exp(V1.epsilon) * 1.15


def told_yes(facts):
    """Return how many records of the hybrid group say "yes"."""
    records = release_records(facts, spec=V1, term=TERM)
    return sum(record.unmet_need == "yes" for record in records if record.modality == "hybrid")


def test_the_bytes_on_the_line_are_the_bytes_of_the_preview(tmp_path):
    url = f"sqlite:///{tmp_path}/office.db"
    with OfficeProcess(url, tmp_path) as office, FlakyProxy(office.port, seed=1, weights={"pass": 1}) as proxy:
        near = NearOffice(url, tmp_path)
        school = enrolled_school(near.letter(), line_to(near.client), term())
        near.close()
        shown = preview(school, TERM)
        with httpx2.Client(base_url=proxy.url) as client:
            sync(school, line_to(client))
    sent = [exchange.plain for exchange in proxy.exchanges if exchange.body]
    assert sent == [shown.body.encode()]


def test_both_buildings_hold_the_same_spec():
    ours = resource("anonymity/v1.toml").read_bytes()
    theirs = (Path(__file__).parents[2] / "headoffice" / "specs" / "v1.toml").read_bytes()
    assert ours == theirs
    assert tomllib.loads(ours.decode())["number"] == V1.number
