import math
import random
import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import httpx2
import pandas
import pytest
from pycanon import anonymity

from desktop.anonymise import pair_facts, release_records, spec
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
