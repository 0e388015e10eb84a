import gzip
import itertools
import json
import socket
import threading
import time
from contextlib import suppress

import httpx2
import pytest

from desktop.errors import SyncTrouble
from desktop.models.sharing import ReleaseState, Standing
from desktop.models.wire import Ack, canonical, digest_of
from desktop.models.wire.seals import answer_text
from desktop.post.keys import key_for, public_of, sign
from desktop.post.line import Letter, Line, NoAnswer, ask, is_address, open_client
from desktop.sync import approve, sync
from tests.sync_world.school import NOON, TERM, MemoryLedger, enrolled_by_hand, line_to, term

OFFICE = key_for("head office", "test")
STRANGER = key_for("somebody else", "test")


def answering(answer):
    """Return a line whose other end is a function of the request."""
    return line_to(httpx2.Client(transport=httpx2.MockTransport(answer), base_url="http://127.0.0.1"), tries=2)


def reply(status, content=b"", headers=None):
    """Return an answer that comes over the line in pieces, as real ones do."""
    return httpx2.Response(status, content=iter([content]), headers=headers or {})


def sealed(request, message, *, key=OFFICE, status=200, nonce=None, body=None):
    body = canonical(message) if body is None else body
    nonce = request.headers["alongside-nonce"] if nonce is None else nonce
    signature = sign(key, answer_text(status, nonce, digest_of(body)))
    return reply(status, content=body, headers={"alongside-signature": signature})


def state(**given):
    return {"answer": "state", "site": "s-1", "epoch": 1, "terms": [], "narrowing": {}, **given}


def school():
    ledger = MemoryLedger(term(), enrolled=enrolled_by_hand(office_key=public_of(OFFICE)))
    approve(ledger, TERM, by="Helen Marsh", at=NOON)
    return ledger


def acking(change):
    """Return a head office that takes everything, but whose acknowledgement `change` spoils."""

    def answer(request):
        if request.method == "GET":
            return sealed(request, state())
        good = Ack(answer="stored", site="s-1", epoch=1, term=TERM, revision=1, digest=body_digest(request))
        return change(request, good.model_dump())

    return answer


def body_digest(request):
    return digest_of(gzip.decompress(request.content))


SPOILT = {
    "a captive portal": lambda request, ack: reply(200, b"<title>Guest Wi-Fi</title>"),
    "a redirect": lambda request, ack: reply(302, headers={"location": "http://127.0.0.1:9/"}),
    "an unsigned ack": lambda request, ack: reply(200, content=canonical(ack)),
    "a stranger's signature": lambda request, ack: sealed(request, ack, key=STRANGER),
    "a signature that is none": lambda request, ack: reply(
        200, content=canonical(ack), headers={"alongside-signature": "zz"}
    ),
    "another request's answer": lambda request, ack: sealed(request, ack, nonce="0" * 32),
    "another status": lambda request, ack: reply(201, content=canonical(ack), headers=sealed(request, ack).headers),
    "a cut answer": lambda request, ack: reply(200, content=canonical(ack)[:-9], headers={"alongside-signature": "00"}),
    "a huge answer": lambda request, ack: reply(200, content=b"[" * 70_000, headers={"alongside-signature": "00"}),
    "a signed huge answer": lambda request, ack: sealed(request, {**ack, "x": "y" * 70_000}),
    "a deep answer": lambda request, ack: sealed(request, None, body=b"[" * 30_000 + b"]" * 30_000),
    "a packed answer": lambda request, ack: reply(
        200, content=gzip.compress(canonical(ack)), headers={"alongside-signature": "00", "content-encoding": "gzip"}
    ),
    "an ack for another site": lambda request, ack: sealed(request, {**ack, "site": "s-2"}),
    "an ack for another epoch": lambda request, ack: sealed(request, {**ack, "epoch": 2}),
    "an ack for another term": lambda request, ack: sealed(request, {**ack, "term": "2025-26-1"}),
    "an ack for another revision": lambda request, ack: sealed(request, {**ack, "revision": 2}),
    "an ack for another digest": lambda request, ack: sealed(request, {**ack, "digest": "0" * 64}),
    "an ack with more in it": lambda request, ack: sealed(request, {**ack, "more": "1"}),
    "an ack spelt with spaces": lambda request, ack: sealed(request, None, body=json.dumps(ack).encode()),
    "not a number": lambda request, ack: sealed(request, None, body=b'{"answer":NaN}'),
    "a state in place of an ack": lambda request, ack: sealed(request, state()),
    "a refusal that nobody signed": lambda request, ack: httpx2.Response(
        422, json={"answer": "refused", "reason": "shape"}
    ),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_no_answer_but_head_offices_own_counts_as_sent(spoil):
    ledger = school()
    report = sync(ledger, answering(acking(spoil)))
    assert not report.reached
    assert [one.standing for one in report.terms] == [Standing.WAITING]
    assert {one.state for one in ledger.history} == {ReleaseState.PREPARED, ReleaseState.WAITING}


def test_the_same_ack_unspoilt_counts_as_sent():
    report = sync(school(), answering(acking(lambda request, ack: sealed(request, ack))))
    assert [one.standing for one in report.terms] == [Standing.SENT]


def test_sent_is_not_yet_confirmed_while_the_state_does_not_show_it():
    ledger = school()
    sync(ledger, answering(acking(lambda request, ack: sealed(request, ack))))
    assert ReleaseState.CONFIRMED not in {one.state for one in ledger.history}


def test_an_answer_that_dribbles_past_the_deadline_is_none():
    seconds = iter(range(0, 1000, 5))

    def slow(request):
        return httpx2.Response(200, content=(b"[" for _ in range(50)), headers={"alongside-signature": "00"})

    client = httpx2.Client(transport=httpx2.MockTransport(slow), base_url="http://127.0.0.1")
    line = Line(client=client, ticks=lambda: next(seconds))
    with pytest.raises(NoAnswer, match="too slow"):
        ask(line, Letter("GET", "/v1/state"), enrolment=school().enrolled)


def test_a_head_that_comes_byte_by_byte_is_cut_at_the_deadline():
    with socket.create_server(("127.0.0.1", 0)) as door:

        def dribble():
            wire = door.accept()[0]
            with wire, suppress(OSError):
                for sign in itertools.cycle(b"HTTP/1.1 200 OK\r\nx: y"):
                    wire.send(bytes([sign]))
                    time.sleep(0.02)

        slow = threading.Thread(target=dribble)
        slow.start()
        with httpx2.Client(base_url=f"http://127.0.0.1:{door.getsockname()[1]}", trust_env=False) as client:
            line, began = Line(client=client, deadline=0.3), time.monotonic()
            with pytest.raises(NoAnswer):
                ask(line, Letter("GET", "/v1/state"), enrolment=school().enrolled)
        slow.join(5)
    assert time.monotonic() - began < 5


def test_a_call_that_a_person_stops_is_cut_at_once():
    with socket.create_server(("127.0.0.1", 0)) as door:
        client = httpx2.Client(base_url=f"http://127.0.0.1:{door.getsockname()[1]}", trust_env=False)
        with client:
            began = time.monotonic()
            line = Line(client=client, stopped=lambda: time.monotonic() - began > 0.2)
            with pytest.raises(NoAnswer):
                ask(line, Letter("GET", "/v1/state"), enrolment=school().enrolled)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://headoffice.example", True), ("http://127.0.0.1:8400/", True), ("http://localhost", True),
        ("http://headoffice.example", False), ("http://127.0.0.1:abc", False), ("https://", False), ("ftp://a", False),
        ("https://a b", False), ("", False),
    ],
)  # fmt: skip
def test_what_can_be_an_address_is_known_before_anybody_is_asked(address, good):
    assert is_address(address) is good


def test_what_is_no_address_is_refused_in_words():
    with pytest.raises(SyncTrouble, match="isn’t an address"):
        open_client("http://127.0.0.1:abc")


def test_an_address_without_https_is_refused_unless_it_is_this_computer():
    with pytest.raises(SyncTrouble, match="safe address"):
        open_client("http://headoffice.example")


@pytest.mark.parametrize("address", ["http://127.0.0.1:8400/", "http://localhost", "https://headoffice.example"])
def test_a_safe_address_opens_a_client_that_follows_no_redirect(address):
    with open_client(address) as client:
        assert not client.follow_redirects


def test_retry_after_is_honoured_before_the_next_try():
    pauses = []

    def busy(request):
        return reply(503, headers={"retry-after": "7"})

    client = httpx2.Client(transport=httpx2.MockTransport(busy), base_url="http://127.0.0.1")
    sync(school(), line_to(client, tries=2, pause=pauses.append))
    assert 6.9 < sum(pauses) < 7.5


def test_a_long_retry_after_ends_this_sync_and_sets_the_next():
    def busy(request):
        return reply(503, headers={"retry-after": "1800"})

    client = httpx2.Client(transport=httpx2.MockTransport(busy), base_url="http://127.0.0.1")
    report = sync(school(), line_to(client))
    assert report.next_try >= 1800
    assert not report.reached


@pytest.mark.parametrize("nonsense", ["soon", "-5", "²", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_a_retry_after_that_is_no_number_counts_as_none(nonsense):
    pauses = []

    def busy(request):
        return httpx2.Response(503, headers=[(b"retry-after", nonsense.encode())])

    client = httpx2.Client(transport=httpx2.MockTransport(busy), base_url="http://127.0.0.1")
    sync(school(), line_to(client, tries=2, pause=pauses.append))
    assert sum(pauses) < 2.5
