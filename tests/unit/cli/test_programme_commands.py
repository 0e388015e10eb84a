import json
from pathlib import Path

import pytest

from desktop.cli.programme_commands import NEEDS_A_PERSON, OFFLINE, sync_code
from desktop.models.people import Modality
from desktop.models.sharing import SyncReport, TermStanding
from desktop.workspace import Workspace
from tests.builders import TODAY
from tests.door import PASSPHRASE
from tests.unit.cli.conftest import SIGNED


def codes(door):
    return [form["code"] for form in door("consents", "--json").json]


def test_a_match_has_the_promised_shape(consented):
    found = consented("match", "--json").json
    assert list(found) == ["pairs", "unmatched", "objective", "proof"]
    assert list(found["pairs"][0]) == ["mentee", "mentor", "score", "criteria"]


def test_those_left_are_given_with_a_reason(cleared):
    found = cleared("match", "--json").json
    assert {tuple(left) for left in found["unmatched"]} == {("mentee", "reason")}


def test_the_criteria_of_a_pair_sum_to_its_score(consented):
    assert all(sum(pair["criteria"].values()) == pair["score"] for pair in consented("match", "--json").json["pairs"])


def test_a_match_is_told_by_name_with_its_proof(consented):
    out = consented("match").out
    assert "Amira Khan  with  Rhys Evans" in out
    assert "2 matched, 0 not. Proved best" in out


def test_who_waits_is_told_by_name_with_the_reason(cleared):
    assert "Tom Price: not matched. No consent form this year yet." in cleared("match").out


def test_a_dry_run_keeps_no_draft(consented):
    out = consented("match", "--dry-run").out
    assert ("A draft" in out, consented("matches", "--json").json) == (False, [])


def test_a_pinned_pair_that_no_longer_may_meet_is_told(published):
    mentor = next(one for one in published("people", "--json").json["mentors"] if one["given"] == "Rhys")
    published("gate", mentor["id"], "--step", "interview", "--on", "2026-10-01", "--by", "AB")
    form = codes(published)[0]
    published("consent", form, "--response", "refused", "--change")
    assert "running, but Consent was refused." in published("match").out


def test_the_same_seed_gives_the_same_answer(consented):
    one, other = (consented("match", "--dry-run", "--seed", "3", "--json").json for _n in range(2))
    assert one == other


def test_publishing_says_how_many(consented):
    consented("match")
    assert consented("publish").out == "2 matches published.\n"


def test_publishing_again_publishes_nothing(published):
    assert published("publish", "--json").json == {"published": 0, "matches": []}


def test_publishing_gives_the_ids(consented):
    consented("match")
    found = consented("publish", "--json").json
    assert found["matches"] == [one["id"] for one in consented("matches", "--json").json]


def test_nobody_is_published_whose_mentor_lapsed(consented):
    consented("match")
    consented("gate", "--everyone", "--step", "training", "--on", "2026-09-30", "--by", "AB", "--hours", "0.5")
    answer = consented("publish")
    assert (answer.code, "can’t go ahead today" in answer.err) == (2, True)


def test_a_yes_is_recorded_by_its_code(cleared, tmp_path):
    cleared("print", "consent-forms", "--to", tmp_path)
    assert cleared("consent", codes(cleared)[0], *SIGNED).out == "Recorded. Consent given.\n"


def test_a_yes_from_the_wrong_person_is_recorded_and_said_not_to_count(cleared, tmp_path):
    cleared("print", "consent-forms", "--to", tmp_path)
    out = cleared("consent", codes(cleared)[0], "--signed-by", "Amira Khan", "--relationship", "self").out
    assert out.startswith("Recorded. Form not valid. The consent form is not signed by someone")


def test_the_ticks_of_a_form_are_kept(consented):
    consented("consent", codes(consented)[0], *SIGNED, "--surveys", "--share", "--photo", "--virtual")
    assert consented("consents", "--json").json[0]["light"]["kind"] == "good"


def test_a_code_with_one_wrong_character_records_nothing(cleared, tmp_path):
    cleared("print", "consent-forms", "--to", tmp_path)
    code = codes(cleared)[0]
    wrong = ("3" if code[0] == "2" else "2") + code[1:]
    answer = cleared("consent", wrong, *SIGNED)
    assert (answer.code, answer.err.splitlines()[-1].startswith("One character of this code is wrong.")) == (
        2,
        True,
    )
    assert {one["response"] for one in cleared("consents", "--json").json} == {"not_returned"}


def test_sessions_are_planned_and_told(published):
    out = published("plan-sessions").out
    assert "26 Nov 2026 15:30  Hall  2 pairs" in out
    assert "2 sessions planned." in out


def test_sessions_with_somebody_under_18_online_are_told_to_need_their_checks(published, folder):
    desk = Workspace.open(folder, PASSPHRASE, who="Carys Owen", today=lambda: TODAY)
    with desk.desk.step("Meet online at times") as step:
        step.put_many([one.model_copy(update={"modality": Modality.HYBRID}) for one in desk.matching.open()])
    desk.close()
    assert "2 of them need the three online checks" in published("plan-sessions").out


def test_planned_sessions_are_given_as_json(published):
    found = published("plan-sessions", "--json").json
    assert list(found) == ["sessions", "unplaced", "online_checks"]
    assert {"number", "day", "start", "finish", "room", "pairs"} <= set(found["sessions"][0])


def test_who_could_not_be_placed_is_told_by_name(published, volunteers):
    volunteers.write_text(volunteers.read_text().replace("Engineering,Thursday", "Engineering,Monday"))
    published("import", volunteers)
    assert "Amira Khan with Rhys Evans: " in published("plan-sessions").out


def test_papers_are_printed_where_asked(published, tmp_path):
    published("plan-sessions")
    found = published("print", "registers", "--to", tmp_path / "out", "--json").json
    assert list(found) == ["files", "pages", "problems"]
    assert all(Path(path).parent == tmp_path / "out" for path in found["files"])


def test_printing_is_told_with_files_and_pages(cleared, tmp_path):
    out = cleared("print", "consent-forms", "--to", tmp_path, "--return-by", "2026-12-01").out.splitlines()
    assert (out[0], out[-1].endswith(" pages.")) == (str(tmp_path / "consent-forms.pdf"), True)


def test_the_day_to_be_back_is_kept(cleared, tmp_path):
    cleared("print", "consent-forms", "--to", tmp_path, "--return-by", "2026-12-01")
    assert {one["return_by"] for one in cleared("consents", "--json").json} == {"2026-12-01"}


def test_printing_into_a_place_that_is_a_file_is_refused(cleared, pupils):
    assert cleared("print", "consent-forms", "--to", pupils).code == 2


def test_a_name_that_cant_be_printed_is_told(published, tmp_path):
    published("plan-sessions")
    published("gate", "--everyone", "--step", "training", "--on", "2026-09-30", "--by", "AB", "--hours", "0.5")
    assert "isn’t clear to meet" in published("print", "registers", "--to", tmp_path).out


def test_the_preview_is_the_canonical_body_and_nothing_else(published):
    answer = published("sync", "--preview", "--json")
    body = answer.json
    assert answer.out == json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
    assert {"site", "epoch", "term", "revision", "spec", "records"} <= set(body)


def test_the_preview_in_words_names_nobody(published):
    out = published("sync", "--preview").out
    assert out
    assert not any(name in out for name in ("Amira", "Khan", "Rhys", "Hillside"))


def test_a_sync_before_enrolment_is_a_standing_not_a_fault(published):
    answer = published("sync", "--json")
    assert (answer.code, answer.json["terms"][0]["standing"]) == (NEEDS_A_PERSON, "not_enrolled")


@pytest.mark.parametrize(
    ("standings", "reached", "code"),
    [
        (("confirmed", "retracted"), True, 0),
        ((), True, 0),
        ((), False, OFFLINE),
        (("waiting",), False, OFFLINE),
        (("confirmed", "prepared"), True, OFFLINE),
        (("waiting", "refused"), False, NEEDS_A_PERSON),
        (("not_approved",), True, NEEDS_A_PERSON),
        (("taken_over",), True, NEEDS_A_PERSON),
    ],
)
def test_a_scheduled_task_can_tell_how_a_sync_went(standings, reached, code):
    terms = tuple(TermStanding(term="2026-27-1", standing=one, words="") for one in standings)
    assert sync_code(SyncReport(terms=terms, reached=reached)) == code


def test_a_sync_before_enrolment_says_that_nothing_was_sent(published):
    assert "Nothing was sent." in published("sync").out


def test_nothing_can_be_approved_before_enrolment(published):
    answer = published("sync", "--approve")
    assert (answer.code, "not connected" in answer.err) == (2, True)


def test_enrolling_with_an_office_that_isnt_there_is_told_in_one_sentence(school):
    answer = school("enrol", "AAAA-AAAA-AAAA-AAAA-AAAA", "--office", "http://127.0.0.1:9")
    assert (answer.code, "Traceback" in answer.err) == (2, False)


@pytest.mark.parametrize("office", ["", "not an address", "ftp://office.example"])
def test_an_address_that_is_none_is_told(school, office):
    answer = school("enrol", "AAAA-AAAA-AAAA-AAAA-AAAA", "--office", office)
    assert (answer.code, "Traceback" in answer.err, "went wrong in Alongside" in answer.err) == (2, False, False)


def test_a_form_cant_have_come_back_before_it_went_out(cleared, tmp_path):
    cleared("print", "consent-forms", "--to", tmp_path)
    answer = cleared("consent", codes(cleared)[0], *SIGNED, "--on", "1/1/2020")
    assert answer.code != 0
    assert "can’t have come back before" in answer.err
