"""The law that ties the fast scorer to the plain rules: both say the same of every pair."""

import pytest

from desktop.matching import MatchingRequest, prepare, table_of
from desktop.models.matches import Block, MatchState
from desktop.models.people import BlockReason, Contact
from desktop.models.record import BlockId
from desktop.rules.compatibility import points
from desktop.rules.eligibility import bars
from tests.unit.matching.school import crowd, match, mentor, request


def school(seed: int) -> MatchingRequest:
    mentees, mentors = crowd(22, 20, seed)
    mentees[2] = mentees[2].model_copy(update={"contacts": (Contact(name="P", email="p@example.org"),)})
    mentors[3] = mentors[3].model_copy(update={"email": "P@example.org "})
    pairs = [(mentees[i].id, mentors[i].id) for i in range(8)]
    block = Block(id=BlockId("b"), mentee=pairs[4][0], mentor=pairs[4][1], reason=BlockReason.CONFLICT)
    return request(
        mentees,
        mentors,
        matches=(match(*pairs[0], MatchState.DRAFT), match(*pairs[1], MatchState.CLOSED)),
        blocks=(block,),
        forbidden=(pairs[5],),
        meeting_area="M13" if seed % 2 else None,
        policy={"virtual_under_18": seed % 3 == 0, "default_travel_km": 5},
        weights={"waiting": 7, "across_social": 120} if seed % 2 else {"sectors": 1000, "availability": 0},
        relaxed=[(), ("distance", "same_gender"), ("modality", "availability", "language", "past_pair")][seed % 3],
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


def test_heavy_weights_are_scored_in_wide_numbers() -> None:
    mentees, _ = crowd(5, 1)
    heavy = dict.fromkeys(("sectors", "availability", "distance", "experiences"), 1000)
    setting = prepare(request(mentees, [mentor("o", sectors=("law",))], weights=heavy))
    assert not table_of(setting).narrow


def test_a_small_memory_of_rows_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = table_of(prepare(school(1))).scores
    monkeypatch.setattr("desktop.rules.scoring._KEPT", 1)
    assert (table_of(prepare(school(1))).scores == whole).all()
