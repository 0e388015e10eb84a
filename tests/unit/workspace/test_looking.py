from datetime import date

from desktop.models.sharing import Standing
from tests.builders import consent, mentee, mentor

TERM = "2026-27-1"


def test_a_look_shows_the_very_bytes_of_the_preview(desk, running):
    running()
    assert desk.sharing.looker()().release == desk.sharing.preview()


def test_a_look_counts_the_pairs_that_ran(desk, running):
    running()
    assert desk.sharing.looker()().pairs == 1


def test_a_look_names_the_facts_in_order_and_what_never_leaves(desk):
    sight = desk.sharing.looker()()
    assert [name for name, _label in sight.facts][:2] == ["age_band", "modality"]
    assert sight.never


def test_a_look_knows_how_the_term_stands(desk):
    assert desk.sharing.looker()().standing(TERM).standing is Standing.NOT_ENROLLED


def test_a_term_to_come_has_nothing_to_look_at(desk):
    sight = desk.sharing.looker("2026-27-3")()
    assert (sight.release, sight.pairs, sight.standing("2026-27-3")) == (None, 0, None)


def test_before_any_term_nothing_is_read(desk, calendar):
    calendar.day = date(2026, 8, 1)
    assert desk.sharing.standings() == ()


def test_each_pair_is_told_with_its_own_records_only(desk, put, draft):
    people = [(mentee(), mentor()) for _n in range(2)]
    for one, other in people:
        put(one, other, consent(one))
    draft()
    desk.matching.publish()
    assert desk.sharing.looker()().pairs == 2


def test_a_refusal_is_said_in_this_app_s_own_words(desk):
    assert desk.sharing.refusal_words("revision").startswith("it holds later records")
