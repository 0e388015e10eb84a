"""The curve of fit against pairs across difference: seven points, each counted again."""

from itertools import pairwise

import pytest

from desktop.errors import Stopped
from desktop.matching import propose
from desktop.models.people import Background
from desktop.rules.compatibility import ACROSS, default_weights
from desktop.rules.fit import full
from desktop.whatif import trade_off
from tests.unit.matching.school import crowd, mentee, mentor, request


def test_each_of_seven_points_is_the_matching_at_its_weight():
    asked = request(*crowd(30, 30, 3))
    curve = trade_off(asked)
    assert [point.weight for point in curve] == [0, 40, 80, 120, 160, 200, 240]
    for point in curve:
        weights = default_weights() | dict.fromkeys(ACROSS, point.weight)
        pairs = propose(asked.model_copy(update={"weights": weights})).pairs
        plain = [sum(v for code, v in one.criteria.items() if code not in ACROSS) for one in pairs]
        without = full(weights | dict.fromkeys(ACROSS, 0))
        assert (point.quality, point.matched) == (sum(plain), len(pairs))
        assert point.fit == round(100 * sum(plain) / len(plain) / without)


def test_more_weight_never_gives_fewer_pairs_across_difference_where_only_the_total_decides():
    young = [mentee(f"e{n}", background=Background(ethnic="white"), sectors=("law",)) for n in range(3)]
    alike = [mentor(f"o{n}", background=Background(ethnic="white"), sectors=("law",) * (n < 2)) for n in range(3)]
    unlike = [mentor(f"u{n}", background=Background(ethnic="black"), sectors=()) for n in range(3)]
    curve = trade_off(request(young, [*alike, *unlike], policy={"poor_score": 0}))
    assert all(one.across <= other.across for one, other in pairwise(curve))
    assert all(one.quality >= other.quality for one, other in pairwise(curve))
    assert curve[-1].across_share == 100


def test_nobody_makes_a_flat_curve():
    assert {(point.across, point.across_share, point.fit, point.matched) for point in trade_off(request([], []))} == {
        (0, 0, 0, 0)
    }


def test_the_curve_tells_how_far_it_is_and_can_be_stopped():
    told = []
    trade_off(request([mentee()], [mentor()]), progress=lambda stage, share: told.append((stage, share)))
    assert [share for _stage, share in told] == [n / 7 for n in range(7)]
    with pytest.raises(Stopped):
        trade_off(request([mentee()], [mentor()]), stopped=lambda: True)
