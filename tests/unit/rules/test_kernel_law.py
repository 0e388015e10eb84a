"""The law that ties the fast scorer to the plain rules: both say the same of every pair."""

import numpy as np
import pytest

from desktop.matching import MatchingRequest, lines_of, prepare, table_of
from desktop.models.matches import Block, MatchState
from desktop.models.people import BlockReason, Contact
from desktop.models.record import BlockId
from desktop.rules.columns import Apart, mentee_columns, mentor_columns
from desktop.rules.compatibility import default_weights, points
from desktop.rules.eligibility import bars
from desktop.rules.scoring import Scorer
from tests.unit.matching.school import crowd, match, mentee, mentor, request


def school(seed: int) -> MatchingRequest:
    mentees, mentors = crowd(22, 20, seed)
    mentees[2] = mentees[2].model_copy(update={"contacts": (Contact(name="P", email="p@example.org"),)})
    mentors[3] = mentors[3].model_copy(update={"email": "P@example.org "})
    pairs = [(mentees[i].id, mentors[i].id) for i in range(8)]
    block = Block(id=BlockId("b"), mentee=pairs[4][0], mentor=pairs[4][1], reason=BlockReason.CONFLICT)
    return request(
        mentees,
        mentors,
        matches=(match(*pairs[1], MatchState.CLOSED), match(*pairs[6], MatchState.DRAFT)),
        blocks=(block,),
        forbidden=(pairs[5],),
        meeting_area="M13" if seed % 2 else None,
        policy={"virtual_under_18": seed % 3 == 0, "default_travel_km": 5},
        weights=[{"sectors": 1000, "availability": 0}, {"waiting": 7, "across_social": 120}, {"sectors": 20}][seed % 3],
        relaxed=[(), ("distance", "same_gender"), ("modality", "availability", "language", "past_pair")][seed // 3 % 3],
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_scorer_and_the_rules_agree_on_every_pair(seed: int) -> None:
    setting = prepare(school(seed))
    table = table_of(setting)
    for i, one in enumerate(setting.rows):
        for j, other in enumerate(setting.columns):
            barred = bars(one, other, setting.c)
            assert bool(barred) == bool(table.scores[i, j] == table.no), (one, other, barred)
            if not barred:
                assert sum(points(one, other, setting.c, weights=setting.weights).values()) == table.scores[i, j]


def test_a_pair_that_runs_earns_points_for_going_on_and_a_draft_does_not() -> None:
    mentees, mentors = [mentee(f"e{k}") for k in range(3)], [mentor(f"o{k}") for k in range(3)]
    c = prepare(request(mentees, mentors)).c
    running, draft = Apart((), ((0, 1),)), match("e2", "o2", MatchState.DRAFT)
    scorer = Scorer(mentee_columns(mentees, c), mentor_columns(mentors, c), running, weights=default_weights())
    scores = scorer.matrix(np.int16, -16384)
    assert scores[0, 1] - scores[0, 0] == default_weights()["continuation"]
    drafted = prepare(request(mentees, mentors, matches=(draft,)))
    assert drafted.c.continuing == frozenset()


def test_a_running_pair_that_a_rule_bars_stays_barred() -> None:
    mentees, mentors = [mentee("e0", availability=("mon",))], [mentor("o0", availability=("tue",))]
    c = prepare(request(mentees, mentors)).c
    apart = Apart((), ((0, 0),))
    scorer = Scorer(mentee_columns(mentees, c), mentor_columns(mentors, c), apart, weights=default_weights())
    assert scorer.matrix(np.int16, -16384).tolist() == [[-16384]]


def test_heavy_weights_are_scored_in_wide_numbers() -> None:
    mentees, _ = crowd(5, 1)
    heavy = dict.fromkeys(("sectors", "availability", "distance", "experiences"), 1000)
    setting = prepare(request(mentees, [mentor("o", sectors=("law",))], weights=heavy))
    assert not table_of(setting).narrow


def test_a_small_memory_of_rows_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = table_of(prepare(school(1))).scores
    monkeypatch.setattr("desktop.rules.rows._KEPT", 1)
    monkeypatch.setattr("desktop.rules.scoring._BATCH", 5)
    assert (table_of(prepare(school(1))).scores == whole).all()


def test_two_threads_and_small_tiles_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = table_of(prepare(school(2))).scores
    monkeypatch.setattr("desktop.rules.scoring._SMALL", 1)
    monkeypatch.setattr("desktop.rules.scoring._TILE", 60)
    assert (table_of(prepare(school(2))).scores == whole).all()


def test_more_interests_in_common_than_count_are_worth_no_more() -> None:
    many = ("law", "health", "science", "arts", "finance")
    setting = prepare(
        request([mentee("e", sectors=many)], [mentor("o1", sectors=many), mentor("o2", sectors=many[:3])])
    )
    scores = table_of(setting).scores
    assert scores[0, 0] == scores[0, 1] > 0


def test_any_few_mentees_are_scored_as_among_all() -> None:
    setting = prepare(school(3))
    lines = lines_of(setting)
    assert (lines([4, 1]) == table_of(setting).scores[[4, 1]]).all()
