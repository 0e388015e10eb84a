import pytest

from desktop.models.people import BlockReason
from desktop.workspace import Workspace
from tests.builders import TODAY
from tests.door import PASSPHRASE, stop_the_clock


@pytest.fixture
def file(folder):
    """The school's file opened beside the commands, for a look at what they kept."""
    opened = []

    def look():
        opened.append(Workspace.open(folder, PASSPHRASE, who="Carys Owen", today=lambda: TODAY))
        return opened[-1]

    yield look
    for one in opened:
        one.close()


def closure(desk):
    (ended,) = [one for one in desk.matching.all() if not one.open]
    return ended.closure


def test_a_match_ends_with_how_and_why(published, file):
    answer = published("end", "amira", "--reason", "Moved away", "--notes", "Met twice.", "--again")
    assert answer.out == "The match of Amira Khan and Rhys Evans ended.\n"
    kept = closure(file())
    assert (kept.kind, kept.reason, kept.exit_notes, kept.rematch) == ("early", "Moved away", "Met twice.", True)


def test_a_match_that_ended_as_planned_says_so_and_is_not_made_again_unless_allowed(published, file):
    published("end", "Amira Khan", "--reason", "They reached what they wanted", "--planned")
    kept = closure(file())
    assert (kept.kind, kept.rematch) == ("planned", False)


def test_an_ended_match_runs_again_after_undo(published):
    before = published("matches", "--json").json
    published("end", "Amira", "--reason", "Moved away")
    assert len(published("matches", "--json").json) == 1
    published("undo")
    assert published("matches", "--json").json == before


def test_a_match_of_today_can_be_taken_back_as_a_mistake(published, file):
    assert published("end", "Amira", "--mistake").out.endswith("was taken back as a mistake.\n")
    assert closure(file()) is None


def test_a_match_that_ran_for_long_is_no_mistake(published, monkeypatch):
    stop_the_clock(monkeypatch, TODAY.replace(month=12))
    answer = published("end", "Amira", "--mistake")
    assert (answer.code, "End it instead." in answer.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "It isn't said why the match ended."),
        (("--reason", " "), "It isn't said why the match ended."),
        (("--mistake", "--reason", "x"), "A mistake has no other ending."),
        (("--mistake", "--again"), "A mistake has no other ending."),
    ],
)
def test_an_ending_half_said_changes_nothing(published, words, said):
    answer = published("end", "Amira", *words)
    assert (answer.code, answer.err.startswith(said)) == (2, True)
    assert len(published("matches", "--json").json) == 2


def test_who_has_no_running_match_is_told(school):
    answer = school("end", "Amira", "--reason", "Moved away")
    assert (answer.code, answer.err.startswith("This young person has no running match.")) == (2, True)


def test_a_withdrawn_consent_says_what_still_runs(published):
    first, second = published("withdraw", "Amira").out.splitlines()
    assert first == "The consent for Amira Khan is withdrawn from today."
    assert second.startswith("The match with Rhys Evans still runs. End it with 'alongside end ")


def test_a_withdrawn_consent_counts_no_more_until_undo(consented):
    lights = [one["light"]["kind"] for one in consented("consents", "--json").json]
    assert len(consented("withdraw", "Amira").out.splitlines()) == 1
    assert [one["light"]["kind"] for one in consented("consents", "--json").json] != lights
    consented("undo")
    assert [one["light"]["kind"] for one in consented("consents", "--json").json] == lights


def test_without_a_consent_none_is_withdrawn(cleared):
    answer = cleared("withdraw", "Amira")
    assert (answer.code, answer.err.startswith("There is no consent to withdraw.")) == (2, True)


def test_two_are_kept_apart_and_listed(consented):
    assert consented("keep-apart", "Amira", "Rhys").out == "Amira Khan and Rhys Evans are kept apart.\n"
    assert consented("keep-apart").out.splitlines() == [
        "Amira Khan  never with  Rhys Evans",
        "1 kept apart by hand.",
    ]


def test_two_who_are_kept_apart_are_not_matched(consented):
    consented("keep-apart", "Amira", "Rhys")
    assert "Amira Khan  with  Rhys Evans" not in consented("match").out


def test_a_conflict_of_interest_with_its_last_day_is_kept(consented):
    consented("keep-apart", "Amira", "Rhys", "--conflict", "--until", "31/12/2026")
    (one,) = consented("keep-apart", "--json").json
    assert (one["reason"], one["until"], one["mentor_name"]) == (BlockReason.CONFLICT, "2026-12-31", "Rhys Evans")
    assert "until 31 Dec 2026" in consented("keep-apart").out


def test_a_ban_that_was_made_twice_is_lifted_as_one_step(consented):
    consented("keep-apart", "Amira", "Rhys")
    consented("keep-apart", "Amira", "Rhys", "--conflict")
    assert consented("keep-apart", "Amira", "Rhys", "--lift").out.endswith("may be matched again.\n")
    assert consented("keep-apart", "--json").json == []
    consented("undo")
    assert len(consented("keep-apart", "--json").json) == 2


def test_lifting_a_ban_that_isnt_there_is_told(consented):
    answer = consented("keep-apart", "Amira", "Rhys", "--lift")
    assert (answer.code, answer.err.startswith("These two are not kept apart by hand.")) == (2, True)


@pytest.mark.parametrize("more", [(), ("--lift",)])
def test_one_name_alone_is_not_kept_apart(consented, more):
    answer = consented("keep-apart", "Amira", *more)
    assert (answer.code, answer.err.startswith("It takes two to be kept apart.")) == (2, True)


@pytest.mark.parametrize("who", ["Amira Khan", "rhys evans"])
def test_nobody_is_erased_by_the_way(published, who):
    answer = published("erase", who)
    assert (answer.code, answer.err.endswith("Add --for-good if that is meant.\n")) == (2, True)
    assert who.split()[0].title() in published("people").out


@pytest.mark.parametrize("who", ["Amira Khan", "rhys evans"])
def test_somebody_erased_is_gone_with_their_match(published, who):
    assert published("erase", who, "--for-good").out.startswith("Erased for good.")
    assert who.split()[0].title() not in published("people").out
    assert len(published("matches", "--json").json) == 1


@pytest.mark.parametrize("who", ["Amira", "", "Khan"])
def test_a_part_of_a_name_erases_nobody(published, who):
    answer = published("erase", who, "--for-good")
    assert (answer.code, answer.err.startswith("No person has this name.")) == (2, True)


def test_an_erasure_is_not_taken_back(consented):
    consented("erase", "Amira Khan", "--for-good")
    consented("undo")
    assert "Amira" not in consented("people").out


def test_a_year_that_is_not_over_goes_on(published):
    answer = published("new-year")
    assert (answer.code, answer.err.startswith("This year isn’t over yet.")) == (2, True)


def test_the_next_year_begins_and_is_taken_back_as_one(published, monkeypatch):
    stop_the_clock(monkeypatch, TODAY.replace(year=2027))
    told = published("new-year", "--end-matches", "--move-up").out.splitlines()
    assert told == [
        "The year 2027-28 has begun: everybody is asked for consent anew.",
        "2 matches ended as planned.",
    ]
    assert published("matches", "--json").json == []
    published("undo")
    assert len(published("matches", "--json").json) == 2


def test_matches_go_on_into_the_next_year_unless_ended(published, monkeypatch):
    stop_the_clock(monkeypatch, TODAY.replace(year=2027))
    assert len(published("new-year").out.splitlines()) == 1
    assert len(published("matches", "--json").json) == 2
