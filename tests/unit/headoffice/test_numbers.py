import random

import pytest

from desktop.anonymise import PairFacts
from desktop.models.wire import WireRecord, WireRelease, canonical
from headoffice import intake
from headoffice.database import open_database, writing
from headoffice.editions import national
from headoffice.groups import Counts, Group, hide_what_a_total_gives_away, plain_group
from headoffice.pages import rendered
from headoffice.promise import promise
from headoffice.tables import editions, sites
from tests.sync_world.school import NOON, TERM

V1 = promise(1)
NOW = int(NOON.timestamp())


def record(**given):
    facts = PairFacts(may_share=True, secret="", **{"age_band": "14-15", "modality": "hybrid", **given})
    return WireRecord.model_validate(facts.model_dump(exclude={"may_share", "secret"}))


def give(engine, site, region, records, term=TERM, *, revision=1):
    """Store a release as if it had come over the line."""
    with writing(engine) as db:
        if not db.execute(sites.select().where(sites.c.id == site)).first():
            db.execute(sites.insert().values(id=site, name=site, region=region, epoch=1, made_at=NOW))
    release = WireRelease(site=site, epoch=1, term=term, revision=revision, spec=1, records=tuple(records))
    with writing(engine) as db:
        intake.store(db, intake.Sender(site, 1), release, body=canonical(release.model_dump()), now=NOW)


@pytest.fixture
def engine(database_url):
    made = open_database(database_url)
    yield made
    made.dispose()


@pytest.fixture
def filled(engine):
    """Seven schools in two regions and a half, three modalities, four bands, two terms."""
    rng = random.Random(5)
    for number in range(7):
        region = ("North", "South", "Wales")[number // 3]
        for term in ("2025-26-3", TERM):
            records = [
                record(
                    modality=rng.choice(["face_to_face", "hybrid", "virtual", "not_stated"]),
                    sessions=rng.choice(["0", "1-3", "4-7", "8+"]),
                    confidence=rng.choice(["lower", "same", "higher"]),
                    unmet_need=rng.choice(["yes", "yes", "no"]),
                )
                for _ in range(60)
            ]
            give(engine, f"s-{number}", region, records, term)
    return engine


def test_no_release_makes_no_numbers(engine):
    found = national(engine)
    assert (found.term, found.terms, found.sites) == ("", (), 0)
    assert not found.overall.shown


def test_two_sites_are_too_few_to_say_anything(engine):
    for number in range(2):
        give(engine, f"s-{number}", "North", [record()] * 30)
    found = national(engine)
    assert found.sites == 2
    assert found.overall.why == "Too few to say"


def test_the_latest_term_is_shown_and_an_older_one_on_request(filled):
    assert national(filled).term == TERM
    assert national(filled, "2025-26-3").term == "2025-26-3"
    assert national(filled, "no such term").term == TERM


def test_the_page_shows_what_the_numbers_say(filled):
    page = rendered(national(filled), "kim", "stamp")
    for words in ("about 420 pairs at 7 schools", "Does it matter how often?", "Too few to say", "2025-26-3"):
        assert words in page


def test_the_page_of_too_few_schools_says_when_there_will_be_more(engine):
    give(engine, "s-1", "North", [record()] * 30)
    page = rendered(national(engine), "kim", "stamp")
    assert "too few schools or pairs" in page
    assert "at least 3 schools" in page


def test_counts_are_rounded_and_sites_counted(filled):
    found = national(filled)
    assert (found.overall.pairs, found.overall.sites) == (420, 7)
    assert [group.pairs for group in found.by_term] == [420, 420]


def test_a_region_of_one_site_is_hidden_and_a_second_with_it(filled):
    found = {group.name: group.shown for group in national(filled).by_region}
    assert found["Wales"] is False
    assert sorted(found.values()) == [False, False, True]


def test_modalities_stand_in_the_specs_order_and_not_stated_last(filled):
    assert [group.name for group in national(filled).by_modality] == [
        "face_to_face",
        "hybrid",
        "virtual",
        "not_stated",
    ]


def test_both_questions_are_answered_with_intervals(filled):
    found = national(filled)
    modality = [one for one in found.modality_matters if one.outcome == "confidence"]
    dosage = [one for one in found.dosage_matters if one.outcome == "confidence"]
    assert len(modality) == 3
    assert all(one.share.low <= one.share.value <= one.share.high for one in (*modality, *dosage))
    assert dosage[0].one == "8 or more sessions"


def test_an_outcome_nobody_was_asked_about_is_too_few_to_say(filled):
    found = national(filled)
    assert "wellbeing" not in found.overall.shares
    assert {one.verdict for one in found.modality_matters if one.outcome == "wellbeing"} == {"Too few to say"}


def test_where_hardly_anybody_met_often_dosage_is_not_compared(engine):
    for number in range(4):
        give(engine, f"s-{number}", "North", [record(sessions="0")] * 30)
    assert national(engine).dosage_matters == ()


def test_a_real_difference_is_told_and_its_direction(engine):
    for number in range(4):
        good = [record(modality="hybrid", confidence="higher")] * 100
        poor = [record(modality="virtual", confidence="lower")] * 100
        give(engine, f"s-{number}", "North", good + poor)
        give(
            engine,
            f"s-{number}",
            "North",
            [record(modality="hybrid", confidence="lower")] * 100
            + [record(modality="virtual", confidence="higher")] * 100,
            "2025-26-1",
        )
    assert next(iter(national(engine).modality_matters)).verdict == "More with hybrid"
    assert next(iter(national(engine, "2025-26-1").modality_matters)).verdict == "More with online"


def test_json_has_shares_to_three_places_and_no_exact_size(filled):
    found = national(filled).as_json()
    assert "size" not in str(found)
    value = found["overall"]["shares"]["confidence"]["higher"]["value"]
    assert value == round(value, 3)


def test_a_group_without_records_is_hidden():
    assert not plain_group("x", "X", Counts.read([]), spec=V1).shown


def group(name, size, *, shown=True, behind=3):
    return Group(name, name, 3, 10, {}, "" if shown else "Too few to say", size, behind)


def shown(groups, *, apart=True):
    return [one.name for one in hide_what_a_total_gives_away(groups, apart=apart) if one.shown]


def test_two_hidden_groups_of_enough_sites_and_records_need_no_third():
    assert shown([group("a", 6, shown=False, behind=1), group("b", 20, shown=False, behind=2), group("c", 40)]) == ["c"]


@pytest.mark.parametrize(("size", "behind"), [(4, 3), (20, 1)], ids=["records", "sites"])
def test_hidden_groups_that_are_together_too_small_take_a_third_with_them(size, behind):
    few = [group(name, size, shown=False, behind=behind) for name in "ab"]
    assert shown([*few, group("c", 40), group("d", 50)]) == ["d"]


def test_groups_that_share_sites_hide_as_many_sites_as_the_largest_of_them():
    few = [group(name, 8, shown=False, behind=2) for name in "ab"]
    assert shown([*few, group("c", 40), group("d", 50)], apart=True) == ["c", "d"]
    assert shown([*few, group("c", 40), group("d", 50)], apart=False) == ["d"]


def test_a_lone_hidden_group_without_a_shown_one_stays_alone():
    assert shown([group("a", 4, shown=False)]) == []


def test_a_comparison_that_cannot_be_told_from_chance_says_so(filled):
    assert "No difference that can be told from chance" in {one.verdict for one in national(filled).modality_matters}


def give_all(engine, sites, term=TERM, *, revision=1, told="yes", region="North"):
    for site in sites:
        records = [record(unmet_need=told if number % 3 else "no") for number in range(30)]
        give(engine, site, region, records, term, revision=revision)


def line(engine, kind="overall"):
    found = national(engine)
    return found.overall if kind == "overall" else {one.name: one for one in found.by_region}[kind]


def test_numbers_stay_while_fewer_than_three_schools_changed(engine):
    give_all(engine, ["a", "b", "c", "d"])
    before = national(engine)
    give_all(engine, ["a", "b"], revision=2, told="no")
    assert national(engine).overall == before.overall
    give_all(engine, ["c"], revision=2, told="no")
    assert national(engine).overall.shares["unmet_need"]["yes"].value < before.overall.shares["unmet_need"]["yes"].value


def test_one_school_more_is_not_told_before_two_others(engine):
    give_all(engine, ["a", "b", "c"])
    assert line(engine).sites == 3
    give_all(engine, ["d"])
    assert line(engine).sites == 3
    give_all(engine, ["e", "f"])
    assert line(engine).sites == 6


def test_a_region_stays_while_only_one_of_its_schools_changed(engine):
    for region in ("North", "South", "Wales"):
        give_all(engine, [f"{region.lower()}-{n}" for n in range(4)], region=region)
    before = national(engine)
    for region in ("North", "South", "Wales"):
        give_all(engine, [f"{region.lower()}-0"], revision=2, told="no", region=region)
    after = national(engine)
    assert after.overall != before.overall
    assert after.by_region == before.by_region
    give_all(engine, ["north-1", "north-2"], revision=2, told="no", region="North")
    give_all(engine, ["south-1"], revision=2, told="no", region="South")
    told = {one.name: one for one in national(engine).by_region}
    assert told["North"] != before.by_region[0]
    assert told["South"] == before.by_region[1]


def test_a_way_of_meeting_stays_while_only_one_school_changed_in_it(engine):
    for number in range(4):
        give(engine, f"s-{number}", "North", [record(modality="hybrid")] * 30 + [record(modality="virtual")] * 30)
    before = national(engine)
    give(engine, "s-0", "North", [record(modality="virtual", unmet_need="yes")] * 30, revision=2)
    for number in (1, 2):
        give(engine, f"s-{number}", "North", [record(modality="hybrid", unmet_need="yes")] * 60, revision=2)
    after = national(engine)
    assert {one.name for one in after.by_modality} == {"hybrid", "virtual"}
    assert after.overall != before.overall


def test_what_was_too_small_to_tell_is_told_as_soon_as_it_is_large_enough(engine):
    give_all(engine, ["a", "b"])
    assert not line(engine).shown
    give_all(engine, ["c"])
    assert line(engine).shown


def test_numbers_that_nothing_changed_are_not_made_again(filled):
    first = national(filled)
    with writing(filled) as db:
        db.execute(editions.update().values(basis=b"not read"))
    assert national(filled) == first


def test_a_region_that_one_school_left_empty_keeps_its_line(engine):
    for region in ("North", "South"):
        give_all(engine, [f"{region.lower()}-{n}" for n in range(3)], region=region)
    before = national(engine)
    with writing(engine) as db:
        db.execute(sites.update().where(sites.c.id == "north-0").values(region="South"))
    give_all(engine, [f"south-{n}" for n in range(3)], revision=2, region="South")
    assert [one.name for one in national(engine).by_region] == ["North", "South"]
    assert national(engine).by_region[0] == before.by_region[0]


def test_a_region_that_was_never_shown_and_is_empty_now_is_gone(engine):
    give_all(engine, ["a", "b", "c"])
    give_all(engine, ["d"], region="Wales")
    assert [one.name for one in national(engine).by_region] == ["North", "Wales"]
    with writing(engine) as db:
        db.execute(sites.update().where(sites.c.id == "d").values(region="North"))
    give_all(engine, ["a", "b", "d"], revision=2)
    assert [one.name for one in national(engine).by_region] == ["North"]


def test_a_regions_name_is_text_on_the_page_whatever_stands_in_it(engine):
    give_all(engine, ["a", "b", "c"], region="<script>alert(1)</script>")
    page = rendered(national(engine), "<b>kim</b>", "stamp")
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>kim" not in page
