import random
from dataclasses import replace
from datetime import timedelta

import httpx2
import pytest

from desktop.errors import SyncTrouble
from desktop.models.sharing import Standing
from desktop.models.wire import canonical, digest_of
from desktop.models.wire.seals import answer_text
from desktop.post.keys import key_for, public_of, sign
from desktop.post.releases import latest
from desktop.post.standing import refusal_words
from desktop.sync import EVERY, LATEST, SOONEST, approve, next_try, preview, retract, standings, sync
from tests.sync_world.school import NOON, TERM, MemoryLedger, enrolled_by_hand, line_to, term

OFFICE = key_for("head office", "test")


def school(*terms):
    ledger = MemoryLedger(*(terms or (term(),)), enrolled=enrolled_by_hand(office_key=public_of(OFFICE)))
    for one in ledger.terms():
        approve(ledger, one.code, by="Helen Marsh", at=NOON)
    return ledger


def office_that_says(*messages):
    """Return a line to a head office that signs these answers one after the other, the last for ever."""
    waiting = list(messages)

    def answer(request):
        status, message = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        body = canonical(message)
        text = answer_text(status, request.headers["alongside-nonce"], digest_of(body))
        headers = {"alongside-signature": sign(OFFICE, text)}
        return httpx2.Response(status, content=iter([body]), headers=headers)

    return line_to(httpx2.Client(transport=httpx2.MockTransport(answer), base_url="http://127.0.0.1"), tries=2)


STATE = (200, {"answer": "state", "site": "s-1", "epoch": 1, "terms": [], "narrowing": {}})


def refusal(reason):
    return 422, {"answer": "refused", "reason": reason}


def test_a_signed_refusal_is_kept_with_its_reason():
    ledger = school()
    report = sync(ledger, office_that_says(STATE, refusal("shape"), STATE))
    assert report.terms[0].standing is Standing.REFUSED
    assert report.terms[0].words.endswith(refusal_words("shape"))


def test_a_refused_revision_is_looked_at_again_and_not_kept_against_the_release():
    report = sync(school(), office_that_says(STATE, refusal("revision"), STATE, refusal("revision"), STATE))
    assert report.terms[0].standing is Standing.WAITING


@pytest.mark.parametrize("days", [1, -3650], ids=["a day later", "the clock was ten years ahead"])
def test_what_was_refused_for_the_calendar_goes_once_more_by_itself(days):
    ledger = school()
    sync(ledger, office_that_says(STATE, refusal("term"), STATE))
    assert sync(ledger, office_that_says(STATE)).terms[0].standing is Standing.REFUSED
    later = replace(office_that_says(STATE, refusal("shape"), STATE), clock=lambda: NOON + timedelta(days=days))
    assert sync(ledger, later).terms[0].words.endswith(refusal_words("shape"))


def test_what_was_refused_for_its_shape_waits_for_a_person():
    ledger = school()
    sync(ledger, office_that_says(STATE, refusal("shape"), STATE))
    later = replace(office_that_says(STATE, refusal("term")), clock=lambda: NOON + timedelta(days=400))
    assert sync(ledger, later).terms[0].words.endswith(refusal_words("shape"))


def test_a_preview_that_changed_since_it_was_seen_is_not_approved():
    ledger = school()
    seen = preview(ledger, TERM).digest
    assert approve(ledger, TERM, by="Helen Marsh", at=NOON, seen=seen).digest == seen
    ledger.facts[TERM] = term(count=21)
    with pytest.raises(SyncTrouble, match="changed meanwhile"):
        approve(ledger, TERM, by="Helen Marsh", at=NOON, seen=seen)


def test_a_wish_to_delete_is_said_again_where_a_later_release_came_between():
    ledger = school()
    retract(ledger, TERM, by="Helen Marsh", at=NOON)
    held = {"term": TERM, "revision": 7, "digest": "a" * 64}
    sync(ledger, office_that_says((200, {**STATE[1], "terms": [held]}), refusal("trouble")))
    assert (latest(ledger, TERM).revision, latest(ledger, TERM).retraction) == (8, True)


def test_head_offices_own_trouble_is_like_no_answer():
    report = sync(school(), office_that_says(STATE, refusal("trouble")))
    assert (report.reached, report.terms[0].standing) == (False, Standing.WAITING)


def test_a_take_over_told_in_answer_to_a_release_is_believed():
    report = sync(school(), office_that_says(STATE, refusal("epoch")))
    assert report.terms[0].standing is Standing.TAKEN_OVER


def test_a_state_of_another_site_is_no_answer():
    other = (200, {**STATE[1], "site": "s-2"})
    assert not sync(school(), office_that_says(other)).reached


def test_stopping_while_it_waits_ends_at_once():
    asked = []

    def stopped():
        asked.append(1)
        return len(asked) > 2

    def silent(request):
        raise httpx2.ConnectError("no line")

    client = httpx2.Client(transport=httpx2.MockTransport(silent), base_url="http://127.0.0.1")
    paused = []
    report = sync(school(), line_to(client, pause=paused.append), stopped=stopped)
    assert "Stopped" in report.words
    assert len(paused) <= 2


def test_without_a_line_the_next_try_comes_later_the_more_failed():
    rng = random.Random(1)
    waits = [max(next_try(failures, rng) for _ in range(50)) for failures in (1, 4, 12, 500)]
    assert SOONEST < waits[0] < waits[1] < waits[2] <= SOONEST + LATEST
    assert waits[3] <= SOONEST + LATEST


def test_when_all_is_well_the_next_sync_comes_in_hours():
    assert 0.75 * EVERY <= next_try(0, random.Random(1)) <= 1.25 * EVERY


def test_standings_are_told_without_any_line():
    ledger = school()
    assert standings(ledger)[0].words == "Prepared: 20 records. Not tried yet."


def test_a_change_since_the_last_release_is_prepared_again():
    ledger = school()
    ledger.facts[TERM] = term(count=25)
    assert (standings(ledger)[0].standing, standings(ledger)[0].revision) == (Standing.PREPARED, 2)


def test_an_unknown_reason_has_a_sentence_too():
    assert refusal_words("new reason") == "it gave no reason that Alongside knows. Ask head office."
