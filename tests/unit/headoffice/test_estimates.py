import math
import random
from collections import Counter

import pytest

from headoffice.estimates import Ratio, Share, difference, rounded, share, standard_error, true_count
from headoffice.promise import promise

V1 = promise(1)
CONFIDENCE, SESSIONS, UNMET = (V1.private[name] for name in ("confidence", "sessions", "unmet_need"))


def told(rng, value, fact):
    """Return one blurred value, drawn as the spec says."""
    if rng.random() < fact.truth:
        return value
    return rng.choice([other for other in fact.values if other != value])


def sample(rng, fact, chances, of):
    values = rng.choices(fact.values, chances, k=of)
    return Counter(told(rng, value, fact) for value in values)


@pytest.mark.parametrize(("fact", "chances"), [(UNMET, (0.64, 0.36)), (CONFIDENCE, (0.2, 0.5, 0.3))])
def test_shares_are_right_on_average(fact, chances):
    rng = random.Random(1)
    found = [share(sample(rng, fact, chances, 200)[fact.values[-1]], 200, fact).value for _ in range(400)]
    error = standard_error(chances[-1], 200, fact) / math.sqrt(400)
    assert abs(sum(found) / 400 - chances[-1]) < 3.5 * error


@pytest.mark.parametrize("of", [40, 400])
def test_intervals_hold_the_truth_as_often_as_they_say(of):
    rng = random.Random(2)
    found = [share(sample(rng, CONFIDENCE, (0.2, 0.5, 0.3), of)["higher"], of, CONFIDENCE) for _ in range(800)]
    held = sum(one.low <= 0.3 <= one.high for one in found) / 800
    assert 0.93 <= held <= 0.975


def joint(rng, of):
    """Return blurred (sessions, confidence) counts where more sessions truly mean more gain, and the truth."""
    gain = {"0": 0.2, "1-3": 0.3, "4-7": 0.45, "8+": 0.6}
    cells = Counter()
    for band in rng.choices(SESSIONS.values, (1, 3, 4, 2), k=of):
        value = "higher" if rng.random() < gain[band] else rng.choice(("same", "lower"))
        cells[told(rng, band, SESSIONS), told(rng, value, CONFIDENCE)] += 1
    return cells, gain


def test_shares_within_a_blurred_group_are_right_and_their_intervals_hold():
    rng, found = random.Random(3), []
    for _ in range(150):
        cells, gain = joint(rng, 1500)
        found.append(Ratio.within(cells, "4-7", "higher", (SESSIONS, CONFIDENCE)).share())
    assert abs(sum(one.value for one in found) / 150 - gain["4-7"]) < 0.012
    assert 0.92 <= sum(one.low <= gain["4-7"] <= one.high for one in found) / 150 <= 0.985


def test_differences_between_blurred_groups_hold_the_truth_as_often_as_they_say():
    rng, found = random.Random(4), []
    for _ in range(120):
        cells, gain = joint(rng, 2500)
        groups = [Ratio.within(cells, band, "higher", (SESSIONS, CONFIDENCE)) for band in ("8+", "1-3")]
        found.append(groups[0].minus(groups[1]))
    true = gain["8+"] - gain["1-3"]
    assert 0.90 <= sum(one.low <= true <= one.high for one in found) / 120 <= 0.99


def test_a_group_that_hardly_exists_says_nothing():
    cells = Counter({("0", "higher"): 5, ("1-3", "same"): 5})
    thin = Ratio.within(cells, "8+", "higher", (SESSIONS, CONFIDENCE))
    assert thin.share() is None
    assert thin.minus(Ratio.within(cells, "0", "higher", (SESSIONS, CONFIDENCE))) is None


def test_no_counts_at_all_say_nothing():
    assert Ratio.within({}, "0", "higher", (SESSIONS, CONFIDENCE)).share() is None


def test_the_difference_of_two_known_groups_is_as_wide_as_both_intervals_make_it():
    found = difference(Share(0.5, 0.4, 0.6), Share(0.3, 0.25, 0.35))
    assert found.value == pytest.approx(0.2)
    assert found.high - found.value == pytest.approx(math.hypot(0.1, 0.05))


def test_true_counts_take_the_blur_out():
    counts = Counter({"yes": 640, "no": 360})
    assert true_count(counts, "yes", UNMET) + true_count(counts, "no", UNMET) == pytest.approx(1000)
    assert true_count(counts, "yes", UNMET) > 640


def test_counts_are_rounded_to_five_and_never_below_none():
    assert [rounded(count) for count in (-3, 2, 3, 12.4, 13)] == [0, 0, 5, 10, 15]


def test_the_planned_precision_is_the_designs():
    assert standard_error(0.3, 4_000, SESSIONS) <= 0.012
    assert standard_error(0.3, 120_000, SESSIONS) <= 0.0025
