import pytest

from tests.unit.cli.conftest import SIGNED, STEPS

GATES = [word for step in STEPS for word in ("--step", step)]
COMMANDS = ("why", "waiting", "fairness", "wanted", "balance", "what-if")


@pytest.fixture
def matched(consented):
    """... and whose matches are drafts."""
    consented("match")
    return consented


@pytest.fixture
def crowded(consented, tmp_path):
    """... where one more young person waits."""
    more = tmp_path / "more.csv"
    more.write_text("Forename,Surname,Date of Birth,Year,Career Interests,Availability\n"
                    "Zoe,Last,05/06/2012,10,Law,Thursday afternoon\n", "utf-8")  # fmt: skip
    consented("import", more)
    consented("print", "consent-forms", "--to", tmp_path / "papers")
    for form in consented("consents", "--json").json:
        if form["response"] == "not_returned":
            consented("consent", form["code"], *SIGNED)
    consented("match")
    return consented


def test_why_is_told_point_by_point(matched):
    out = matched("why", "Amira").out
    assert "Amira Khan  with  Rhys Evans  (fit " in out
    assert "Shares a career interest: Engineering." in out
    found = matched("why", "Amira", "--json").json
    assert sum(one["points"] for one in found["reasons"]) == found["score"]


def test_what_another_mentor_would_mean_is_told_exactly(matched):
    assert "Ann Bell: That would leave Tom Price with" in matched("why", "Amira", "--instead", "ann bell").out
    assert matched("why", "Amira", "--instead", "Ann", "--json").json["cost"]["total"] > 0


def test_who_waits_is_told_who_competes_and_what_would_match_them(crowded):
    waits = crowded("waiting").out
    assert "1 without a mentor." in waits
    name = waits.partition(":")[0]
    assert " compete for " in waits
    assert "2 young people" in waits
    assert crowded("why", name).out.strip() in waits


def test_who_waits_in_json_is_the_rooms_own_answer(crowded):
    (one,) = crowded("waiting", "--json").json
    assert one["changes"][0]["kind"] in ("place", "newcomer")
    name = crowded("waiting").out.partition(":")[0]
    assert crowded("why", name, "--json").json == one


def eva(door, tmp_path):
    """Let one more cleared mentor come."""
    more = tmp_path / "eva.csv"
    more.write_text("Name,Sectors,Availability,DBS Number,DBS issue date\n"
                    "Eva New,Law,Thursday afternoon,001600000003,01/08/2026\n", "utf-8")  # fmt: skip
    door("import", more)
    door("gate", "--everyone", *GATES, "--on", "2026-09-30", "--by", "AB", "--hours", "2.5")


def test_a_mentor_who_is_free_by_now_is_said(crowded, tmp_path):
    eva(crowded, tmp_path)
    name = crowded("waiting").out.partition(":")[0]
    assert "Run 'alongside match' again." in crowded("why", name).out
    assert crowded("why", name, "--json").json == {}


@pytest.mark.parametrize(
    ("name", "said"), [("Nobody", "No young person has this name."), ("i", "This name fits 2 people.")]
)
def test_a_name_that_fits_none_or_several_is_said_without_repeating_it(matched, name, said):
    found = matched("why", name)
    assert (found.code, found.err.splitlines()[0].startswith(said)) == (2, True)


def test_fairness_hides_small_groups(matched):
    assert "too few to say" in matched("fairness").out
    assert {one["hidden"] for one in matched("fairness", "--json").json} == {True}


def test_a_group_that_is_large_enough_has_its_figures(door, tmp_path):
    pupils = tmp_path / "pupils.csv"
    pupils.write_text("Forename,Surname,Year\n" + "".join(f"Pupil{n},One,10\n" for n in range(8)), "utf-8")
    door("import", pupils)
    line = next(one for one in door("fairness").out.splitlines() if one.startswith("year: Year 10"))
    assert line.split()[3:] == ["8", "0", "-", "0"]


def test_which_mentors_to_look_for_is_told(crowded):
    assert "1 more mentor would match 1 more young person." in crowded("wanted").out
    assert crowded("wanted", "--json").json["recruits"][0]["matched"] == 1


def test_where_nobody_waits_nobody_is_looked_for(matched):
    assert "Further mentors alone would help nobody who waits." in matched("wanted").out


def test_the_curve_has_seven_points(matched):
    assert len(matched("balance").out.splitlines()) == 7
    assert [one["weight"] for one in matched("balance", "--json").json] == [0, 40, 80, 120, 160, 200, 240]


def test_a_scenario_stands_beside_what_there_is(matched):
    out = matched("what-if", "--without", "Rhys").out.splitlines()
    assert out[1].split()[:4] == ["As", "it", "is", "2"]
    assert out[2].split()[:3] == ["This", "one", "1"]
    assert out[3].strip() == "without Rhys Evans"


def test_a_kept_scenario_is_compared_again_taken_and_removed(crowded):
    crowded("what-if", "--more", "1:law:thu", "--weight", "sectors=200", "--keep", "One more")
    assert [one["matched"] for one in crowded("what-if", "--json").json] == [2, 3]
    assert [one["name"] for one in crowded("what-if", "--scenario", "one more", "--json").json][1] == "One more"
    out = crowded("what-if", "--scenario", "One more", "--take").out
    assert "1 were left out" in out
    crowded("what-if", "--drop", "One more")
    assert len(crowded("what-if", "--json").json) == 1


def test_a_re_match_within_a_budget_says_which_pairs_end(published):
    found = published("what-if", "--change-at-most", "2", "--weight", "sectors=0", "--json").json
    assert found[1]["changed"] <= 2
    taken = published("what-if", "--give-up-at-most", "0", "--take", "--json").json
    assert taken == {"drafts": 0, "left_out": 0, "ending": 0}


def test_a_running_pair_that_is_replaced_ends_when_its_heir_is_published(published, tmp_path):
    eva(published, tmp_path)
    out = published("what-if", "--without", "Rhys", "--take").out
    assert "1 running pairs end when you run 'alongside publish --end-replaced'." in out
    assert "running match already" in published("publish").err
    published("publish", "--end-replaced")
    assert "Amira Khan  with  Eva New" in published("why", "Amira").out


def test_a_kind_of_mentor_may_leave_its_field_open(matched):
    out = matched("what-if", "--more", "2::thu:cf10").out
    assert "2 more mentors free on Thu near CF10" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--more", "many"), "This number of mentors can't be read."),
        (("--more", "3:wizardry"), "The list of sectors lacks this word."),
        (("--weight", "sectors=much"), "This weight can't be read."),
        (("--no-day", "noday"), "The list of days lacks this word."),
        (("--take",), "There is no scenario to take."),
        (("--scenario", "x"), "There is no scenario of this name."),
    ],
)
def test_what_can_t_be_understood_is_one_sentence(matched, words, said):
    found = matched("what-if", *words)
    assert (found.code, found.err.startswith(said)) == (2, True)


def test_a_rule_of_safety_stays_and_says_so(matched):
    assert "can’t be relaxed" in matched("what-if", "--relax", "dbs").out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_question_says_how_it_is_asked(door, command):
    assert "Usage" in door(command, "--help").out
