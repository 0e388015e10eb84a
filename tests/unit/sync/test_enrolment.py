import gzip
import json

import httpx2
import pytest

from desktop.errors import SyncTrouble
from desktop.models.wire import BadCode, EnrolmentCode, canonical, enrolment_text
from desktop.post.keys import public_of
from desktop.sync import enrol
from tests.sync_world.school import line_to

CODE = EnrolmentCode("ABCD", "0123456789ABCDEFGHJK")


def answering(answer, tries=3):
    client = httpx2.Client(transport=httpx2.MockTransport(answer), base_url="http://127.0.0.1")
    return line_to(client, tries=tries)


def enrolled(request, **given):
    """Return a good answer to an enrolment, from an office that knows the code."""
    asked = json.loads(gzip.decompress(request.content))
    said = {"answer": "enrolled", "site": "s-1", "epoch": 1, "office_key": "0" * 64}
    text = enrolment_text("answer", said["site"], "1", said["office_key"], asked["public_key"])
    return {**said, "proof": CODE.proof(text), **given}


def reply(message, status=200):
    body = message if isinstance(message, bytes) else canonical(message)
    return httpx2.Response(status, content=iter([body]), headers={"alongside-signature": "00"})


def test_an_answer_that_proves_the_code_makes_an_enrolment():
    made = enrol(CODE.written, "http://127.0.0.1", line=answering(lambda request: reply(enrolled(request))))
    assert (made.site, made.epoch, made.office_public_key) == ("s-1", 1, "0" * 64)
    assert len(public_of(made.private_key)) == 64


def test_the_secret_of_the_code_is_never_sent():
    seen = []

    def answer(request):
        seen.append(gzip.decompress(request.content))
        return reply(enrolled(request))

    enrol(CODE.written, "http://127.0.0.1", line=answering(answer))
    assert CODE.secret.encode() not in seen[0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda request: reply(enrolled(request, proof="0" * 64)),
        lambda request: reply(enrolled(request, office_key="1" * 64)),
        lambda request: reply(enrolled(request, site="s-2")),
        lambda request: reply({"answer": "state"}),
        lambda request: reply(b"<html>Guest Wi-Fi</html>"),
        lambda request: reply({"answer": "refused", "reason": "busy"}, 429),
        lambda request: httpx2.Response(302, headers={"location": "http://127.0.0.1:9"}),
    ],
)
def test_any_other_answer_is_like_none(spoil):
    with pytest.raises(SyncTrouble, match="can’t be reached"):
        enrol(CODE.written, "http://127.0.0.1", line=answering(spoil))


def test_a_lost_answer_is_asked_for_again_with_the_same_key():
    keys = []

    def answer(request):
        keys.append(json.loads(gzip.decompress(request.content))["public_key"])
        if len(keys) == 1:
            raise httpx2.ReadTimeout("lost")
        return reply(enrolled(request))

    enrol(CODE.written, "http://127.0.0.1", line=answering(answer))
    assert keys[0] == keys[1]


@pytest.mark.parametrize("typed", ["", "ABCDE", CODE.written[:-1] + "Z", CODE.written + "0", "ABCD-é" * 5])
def test_a_slip_in_the_code_is_told_before_anything_is_sent(typed):
    with pytest.raises(SyncTrouble, match="typed as it is printed"):
        enrol(typed, "http://127.0.0.1", line=answering(lambda request: reply(b"")))


def test_codes_are_read_as_people_type_them():
    typed = CODE.written.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert EnrolmentCode.read(typed) == CODE


def test_a_code_is_drawn_from_24_bytes_and_reads_back():
    drawn = EnrolmentCode.draw(bytes(range(24)))
    assert EnrolmentCode.read(drawn.written) == drawn
    with pytest.raises(BadCode):
        EnrolmentCode.read(drawn.written.replace(drawn.number, "ZZZZ"))
