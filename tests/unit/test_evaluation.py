from datetime import date

from desktop.evaluation import FEWEST, changes
from desktop.models.outcomes import Outcome, Wave
from desktop.models.record import MenteeId, OutcomeId
from desktop.models.surveys import MEASURES, surveys

PROGRAMME = surveys()["programme"]


def answer(number: int, wave: Wave, value: int, *, day: int = 1) -> Outcome:
    return Outcome(
        id=OutcomeId(f"{number}{wave}{day}"),
        mentee=MenteeId(str(number)),
        survey="programme",
        wave=wave,
        on=date(2026, 10, day),
        answers={"confidence": value},
    )


def both(count: int, before: int = 2, after: int = 4) -> list[Outcome]:
    return [answer(n, Wave.BEFORE, before) for n in range(count)] + [
        answer(n, Wave.AFTER, after + n % 2, day=20) for n in range(count)
    ]


def confidence(outcomes: list[Outcome], group: str = "all", members: frozenset[MenteeId] = frozenset()):
    found = changes(PROGRAMME, outcomes, groups={"some": members})
    return next(change for change in found if change.item == "confidence" and change.group == group)


def test_fewer_than_ten_pairs_are_too_few_to_say():
    change = confidence(both(FEWEST - 1))
    assert (change.n, change.change, change.low) == (FEWEST - 1, None, None)


def test_ten_pairs_show_the_mean_change_with_its_t_interval():
    change = confidence(both(10))
    # differences 2,3,2,3,...: mean 2.5, sd 0.5270, t(9) 2.2622
    assert change.change == 2.5
    assert change.high is not None
    assert round(change.high - 2.5, 4) == 0.3770


def test_a_mentee_who_answered_once_does_not_count():
    assert confidence([*both(10), answer(99, Wave.BEFORE, 1)]).n == 10


def test_the_first_before_and_the_last_after_count():
    change = confidence([*both(10), *(answer(n, Wave.AFTER, 1, day=30) for n in range(10))])
    assert change.after == 1


def test_a_group_holds_its_members_only():
    assert confidence(both(20), "some", frozenset(MenteeId(str(n)) for n in range(12))).n == 12


def test_every_measure_of_head_office_has_an_item():
    assert {item.measure for survey in surveys().values() for item in survey.item} - {None} == set(MEASURES)


def test_a_survey_is_asked_at_its_ages():
    assert surveys()["ons4"].asked_at(16)
    assert not surveys()["ons4"].asked_at(15)
    assert surveys()["loneliness"].asked_at(None)
