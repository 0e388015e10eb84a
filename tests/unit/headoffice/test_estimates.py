import math

import numpy as np
import pytest

from headoffice.estimates import (
    Ratio,
    Table,
    answered,
    rounded,
    standard_error,
    student,
    together,
    unblurred,
)
from headoffice.promise import promise

V1 = promise(1)
CONFIDENCE, SESSIONS, UNMET = (V1.private[name] for name in ("confidence", "sessions", "unmet_need"))


def told(rng, fact, chances, sizes):
    """Return blurred counts, a row a site: each site's own chances of the true values, and its size."""
    seen = fact.lie + np.atleast_2d(chances) * (fact.truth - fact.lie)
    return rng.multinomial(sizes, np.broadcast_to(seen, (len(sizes), len(fact.values)))).astype(float)


def ratio(table, fact, value):
    return Ratio(Table(table), unblurred(value, fact), answered(fact))


ASKED = (0.15, 0.35, 0.25, 0.25)  # lower, same, higher, nobody asked: a third of the answers went up
ALIKE = [40] * 50


@pytest.mark.parametrize(
    ("fact", "chances", "value", "true"),
    [
        (UNMET, (0.64, 0.36), "no", 0.36),
        (CONFIDENCE, ASKED, "higher", 1 / 3),
        (SESSIONS, (0.1, 0.2, 0.4, 0.3), "8+", 0.3),
    ],
    ids=["two values", "with nobody asked", "four values"],
)
def test_shares_are_right_on_average(fact, chances, value, true):
    rng = np.random.default_rng(1)
    found = [ratio(told(rng, fact, chances, ALIKE), fact, value).value for _ in range(400)]
    assert abs(np.mean(found) - true) < 3.5 * np.std(found) / math.sqrt(400)


def held(found, true):
    return np.mean([one.low <= true <= one.high for one in found])


@pytest.mark.parametrize("sites", [3, 10, 100])
def test_intervals_hold_the_truth_where_schools_are_alike(sites):
    rng = np.random.default_rng(2)
    found = [ratio(told(rng, UNMET, (0.6, 0.4), [30] * sites), UNMET, "yes").share() for _ in range(500)]
    assert held(found, 0.6) >= 0.94


@pytest.mark.parametrize(("fact", "value"), [(UNMET, "yes"), (CONFIDENCE, "higher")], ids=["known", "answered"])
@pytest.mark.parametrize("sites", [8, 40])
def test_intervals_hold_the_truth_where_schools_differ(fact, value, sites):
    rng, found = np.random.default_rng(3), []
    mean = np.array((0.6, 0.4) if fact is UNMET else (0.2, 0.4, 0.3, 0.1))
    for _ in range(400):
        table = told(rng, fact, rng.dirichlet(8 * mean, size=sites), [40] * sites)
        found.append(ratio(table, fact, value).share())
    assert 0.92 <= held(found, 0.6 if fact is UNMET else 1 / 3) <= 0.99


def joint(rng, sites, of):
    """Return blurred (sessions, confidence) counts where more sessions truly mean more gain, and the truth."""
    gain = np.array([0.2, 0.3, 0.45, 0.6])
    blur = [fact.lie + np.eye(4) * (fact.truth - fact.lie) for fact in (SESSIONS, CONFIDENCE)]
    met = np.array([0.1, 0.3, 0.4, 0.2])
    answers = np.stack([0.4 * (1 - gain), 0.6 * (1 - gain), gain, 0 * gain], axis=1) * 0.8 + [0, 0, 0, 0.2]
    cells = blur[0].T @ (met[:, None] * answers) @ blur[1]
    return rng.multinomial(of, cells.ravel(), size=sites).astype(float), gain


def band(cells, name):
    met = unblurred(name, SESSIONS)
    return Ratio(Table(cells), together((met, unblurred("higher", CONFIDENCE))), together((met, answered(CONFIDENCE))))


def test_shares_within_a_blurred_group_are_right_and_their_intervals_hold():
    rng, found = np.random.default_rng(4), []
    for _ in range(200):
        cells, gain = joint(rng, 40, 50)
        found.append(band(cells, "4-7").share())
    assert abs(np.mean([one.value for one in found]) - gain[2]) < 0.015
    assert 0.92 <= held(found, gain[2]) <= 0.99


def test_differences_between_blurred_groups_hold_the_truth_as_often_as_they_say():
    rng, found = np.random.default_rng(5), []
    for _ in range(200):
        cells, gain = joint(rng, 40, 80)
        found.append(band(cells, "8+").minus(band(cells, "1-3"), same_records=True))
    assert 0.92 <= held(found, gain[3] - gain[1]) <= 0.99


def test_a_difference_within_schools_is_not_blurred_by_those_between_them():
    """Two groups at the same schools: what a school does to both is no part of their difference."""
    rng, found, alone = np.random.default_rng(6), [], []
    for _ in range(150):
        school = rng.normal(0, 0.15, size=30)
        one, two = (
            told(rng, UNMET, np.stack([base + school, 1 - base - school], axis=1).clip(0, 1), [60] * 30)
            for base in (0.6, 0.4)
        )
        ratios = [ratio(table, UNMET, "yes") for table in (one, two)]
        found.append(ratios[0].minus(ratios[1], same_records=False))
        alone.append(ratios[0].share())
    assert 0.92 <= held(found, 0.2) <= 0.99
    assert np.mean([one.high - one.low for one in found]) < np.mean([one.high - one.low for one in alone])


def test_a_group_that_hardly_exists_says_nothing():
    cells = np.zeros((3, 16))
    cells[:, 0] = 5
    thin = band(cells, "8+")
    assert thin.share() is None
    assert thin.minus(band(cells, "0"), same_records=True) is None


def test_one_site_alone_says_nothing_of_sites():
    assert ratio(told(np.random.default_rng(1), UNMET, (0.6, 0.4), [50]), UNMET, "yes").share() is None


def test_where_every_school_says_the_same_chance_and_blur_still_count():
    found = ratio(np.array([[35.0, 5.0]] * 5), UNMET, "yes").share()
    assert found.high == 1
    assert found.low < 0.99


def test_so_few_answers_that_anything_could_be_true_say_nothing():
    assert ratio(np.array([[3.0, 3.0, 3.0, 4.0]] * 2), CONFIDENCE, "higher").share() is None


def test_students_t_is_the_tables_and_goes_on_smoothly():
    assert student(2) == 4.303
    assert student(30) > student(31) > student(1000) > 1.959
    assert student(60) == pytest.approx(2.000, abs=0.001)


def test_counts_are_rounded_to_five_and_never_below_none():
    assert [rounded(count) for count in (-3, 2, 3, 12.4, 13)] == [0, 0, 5, 10, 15]


def test_the_planned_precision_is_the_designs():
    assert standard_error(0.3, 4_000, SESSIONS) <= 0.012
    assert standard_error(0.3, 120_000, SESSIONS) <= 0.0025
