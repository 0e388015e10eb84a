import asyncio
import gzip

import pytest
from sqlalchemy import func, select

from desktop.models.wire import answer_text, canonical, digest_of
from desktop.post.keys import key_for, sign, signed_by
from desktop.sync import enrol
from headoffice.database import reading, writing
from headoffice.intake import MAX_INFLATED
from headoffice.limits import Limit
from headoffice.tables import held, metadata, receipts
from tests.sync_world.office import InTurns, NearOffice
from tests.sync_world.school import TERM, line_to
from tests.sync_world.sealed import ByHand


@pytest.fixture
def pc(office):
    return ByHand(office)


def refused(answer):
    assert answer.json()["answer"] == "refused"
    return answer.status_code, answer.json()["reason"]


def test_a_good_release_is_stored_and_the_state_names_it(pc):
    release = pc.release()
    answer = pc.put(release)
    digest = digest_of(canonical(release))
    assert answer.json() == {
        "answer": "stored",
        "site": pc.enrolment.site,
        "epoch": 1,
        "term": TERM,
        "revision": 1,
        "digest": digest,
    }
    assert pc.state() == [{"term": TERM, "revision": 1, "digest": digest}]


def test_a_site_with_too_few_pairs_is_active_and_nothing_else(pc, office):
    assert pc.put(pc.release(count=9)).status_code == 200
    with reading(office.engine) as db:
        assert db.execute(select(func.sum(held.c.records))).scalar_one() == 0


def test_every_answer_is_signed_refusals_too(pc, office):
    for answer in (pc.put(pc.release()), pc.put(b"{}"), office.client.get("/v1/state")):
        nonce = answer.request.headers.get("alongside-nonce", "")
        text = answer_text(answer.status_code, nonce, digest_of(answer.content))
        assert signed_by(office.office.key.public, text, answer.headers["alongside-signature"])


def test_the_same_release_gets_the_same_answer_and_is_counted_once(pc, office):
    release = pc.release()
    first = pc.put(release)
    assert [pc.put(release).content for _ in range(3)] == [first.content] * 3
    with reading(office.engine) as db:
        assert db.execute(select(func.count()).select_from(receipts)).scalar_one() == 1
        assert db.execute(select(func.sum(held.c.records))).scalar_one() == 20


def test_a_replayed_older_release_gets_its_old_answer_and_changes_nothing(pc):
    old, new = pc.release(1), pc.release(2, count=25)
    first = pc.put(old)
    pc.put(new)
    assert pc.put(old).content == first.content
    assert pc.state()[0]["revision"] == 2


def test_a_later_revision_replaces_the_former_whole(pc, office):
    pc.put(pc.release(1))
    pc.put(pc.release(2, count=25))
    with reading(office.engine) as db:
        assert db.execute(select(func.sum(held.c.records))).scalar_one() == 25


def test_an_older_revision_that_was_never_received_is_refused(pc):
    pc.put(pc.release(5))
    assert refused(pc.put(pc.release(4))) == (409, "revision")
    assert pc.put(pc.release(6)).status_code == 200


def test_another_release_under_a_used_revision_is_refused(pc):
    pc.put(pc.release(1))
    assert refused(pc.put(pc.release(1, seed=9))) == (409, "revision")


def test_a_retraction_deletes_and_is_answered_alike_for_ever(pc, office):
    pc.put(pc.release())
    target = f"/v1/releases/{TERM}?revision=2"
    first = pc.call("DELETE", target)
    assert first.json()["answer"] == "retracted"
    assert pc.call("DELETE", target).content == first.content
    assert pc.state() == [{"term": TERM, "revision": 2, "digest": ""}]
    with reading(office.engine) as db:
        assert db.execute(select(func.sum(held.c.records))).scalar_one() == 0


def test_a_replayed_retraction_does_not_touch_a_later_release(pc):
    target = f"/v1/releases/{TERM}?revision=1"
    pc.call("DELETE", target)
    pc.put(pc.release(2))
    pc.call("DELETE", target)
    assert pc.state()[0]["revision"] == 2


@pytest.mark.parametrize("query", ["", "?revision=0", "?revision=x", "?revision=1&more=2", "?revision=12345678"])
def test_a_retraction_without_a_proper_revision_is_refused(pc, query):
    assert refused(pc.call("DELETE", f"/v1/releases/{TERM}{query}")) == (422, "shape")


@pytest.mark.parametrize(
    "spoilt",
    [
        {"signature": "00" * 64},
        {"signature": "not hex"},
        {"signature": sign(key_for("stranger", "x"), b"anything")},
        {"site": "s-ffffffffffff"},
        {"site": "../etc"},
        {"site": ""},
        {"epoch": "7"},
        {"epoch": "-1"},
        {"epoch": "99999999"},
        {"nonce": "zz"},
        {"nonce": ""},
    ],
    ids=str,
)
def test_a_seal_that_is_not_a_known_sites_is_refused(pc, spoilt):
    assert refused(pc.put(pc.release(), **spoilt)) == (401, "known")


def test_a_seal_for_one_call_does_not_open_another(pc):
    answer = pc.call("GET", "/v1/state")
    seal = {name: value for name, value in answer.request.headers.items() if name.startswith("alongside-")}
    assert refused(pc.client.request("DELETE", f"/v1/releases/{TERM}?revision=1", headers=seal)) == (401, "known")


def test_a_body_that_is_not_the_announced_one_is_refused(pc):
    other = canonical(pc.release(seed=9))
    assert refused(pc.put(pc.release(), packed=gzip.compress(other))) == (400, "body")


def changed(release, **fields):
    return {**release, **fields}


def record(release, **fields):
    first, *rest = release["records"]
    return changed(release, records=[{**first, **fields}, *rest])


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda one: changed(one, name="Amira"), "shape"),
        (lambda one: record(one, name="Amira"), "shape"),
        (lambda one: record(one, unmet_need="maybe"), "shape"),
        (lambda one: record(one, unmet_need=1), "shape"),
        (lambda one: record(one, unmet_need=None), "shape"),
        (lambda one: changed(one, revision=True), "shape"),
        (lambda one: changed(one, records={}), "shape"),
        (lambda one: changed(one, site="s-000000000000"), "shape"),
        (lambda one: changed(one, epoch=2), "epoch"),
        (lambda one: changed(one, spec=2), "spec"),
        (lambda one: changed(one, records=one["records"][:9]), "anonymity"),
        (lambda one: record(one, age_band="18-25", modality="virtual"), "anonymity"),
    ],
)
def test_what_the_spec_does_not_have_is_refused(pc, spoil, reason):
    status = {"shape": 422, "epoch": 409, "spec": 422, "anonymity": 422}[reason]
    assert refused(pc.put(spoil(pc.release()))) == (status, reason)


@pytest.mark.parametrize(
    ("term", "reason"),
    [
        ("2027-28-1", "term"),
        ("2026-27-3", "term"),
        ("2026-28-1", "term"),
        ("2999-00-1", "shape"),
    ],
)
def test_a_term_that_has_not_begun_is_refused(pc, term, reason):
    assert refused(pc.put(changed(pc.release(), term=term))) == (422, reason)


def test_another_term_in_the_body_than_in_the_address_is_refused(pc):
    body = canonical(pc.release())
    assert refused(pc.call("PUT", "/v1/releases/2025-26-1/1", body)) == (422, "shape")


GOOD = b'{"epoch":1,"records":[],"revision":1,"site":"s-1","spec":1,"term":"2026-27-1"}'


@pytest.mark.parametrize(
    "body",
    [
        GOOD.replace(b'"spec":1', b'"spec":1,"spec":1'),
        GOOD.replace(b'"spec":1', b'"spec":NaN'),
        GOOD.replace(b'"spec":1', b'"spec":1.0'),
        GOOD.replace(b'"spec":1', b'"spec":1e0'),
        GOOD.replace(b":", b": "),
        GOOD.replace(b'"epoch":1,', b"")[:-1] + b',"epoch":1}',
        b"[" * 100_000 + b"]" * 100_000,
        b"not json",
        b'"\xff"',
        GOOD[:-1],
        b"1" * 5000,
    ],
    ids=["doubled", "nan", "float", "exponent", "spaces", "order", "deep", "text", "bytes", "cut", "long"],
)
def test_any_other_spelling_than_the_canonical_one_is_refused(pc, body):
    assert refused(pc.put(body)) == (400, "body")


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(b"0" * (MAX_INFLATED + 1)),
        gzip.compress(b"{}")[:-3],
        gzip.compress(b"{}") + b"more",
        b"not gzip",
        b"x" * (256 * 1024 + 1),
    ],
    ids=["bomb", "cut", "more", "plain", "large"],
)
def test_a_bomb_a_cut_stream_and_too_much_are_refused(pc, packed):
    assert refused(pc.put(b"{}", packed=packed)) == (400, "body")


def test_another_packing_is_refused_and_none_is_taken(pc):
    release = canonical(pc.release())
    assert refused(pc.put(release, encoding="br")) == (400, "body")
    assert pc.put(release, packed=release, encoding="identity").status_code == 200


def test_a_pc_that_was_taken_over_is_told_so(pc, office):
    ByHand(office, secret="another pc")
    assert refused(pc.put(pc.release())) == (409, "epoch")
    assert refused(pc.call("GET", "/v1/state")) == (409, "epoch")


def test_the_same_release_put_by_eight_at_once_is_stored_once_and_answered_alike(pc, office):
    release, answers = pc.release(), []
    InTurns(8).run([lambda: answers.append(pc.put(release).content) for _ in range(24)])
    assert len(answers) == 24
    assert len(set(answers)) == 1
    with reading(office.engine) as db:
        assert db.execute(select(func.count()).select_from(receipts)).scalar_one() == 1


def test_of_two_releases_put_at_once_under_one_revision_one_is_taken(pc):
    releases, answers = [pc.release(seed=seed) for seed in range(6)], []
    InTurns(6).run([lambda one=one: answers.append(pc.put(one).status_code) for one in releases])
    assert sorted(answers) == [200, 409, 409, 409, 409, 409]


def test_a_site_that_comes_too_often_is_asked_to_wait(database_url, tmp_path):
    strict = NearOffice(database_url, tmp_path, site_limit=Limit(per_minute=60, most=2))
    pc = ByHand(strict)
    answers = [pc.call("GET", "/v1/state") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert refused(answers[2]) == (429, "busy")
    assert answers[2].headers["retry-after"] == "5"
    strict.close()


def test_without_its_database_head_office_says_trouble_and_the_school_waits(pc, office):
    with writing(office.engine) as db:
        metadata.drop_all(db)
    try:
        assert refused(pc.put(pc.release())) == (503, "trouble")
        assert office.client.get("/health").status_code == 503
    finally:
        with writing(office.engine) as db:
            metadata.create_all(db)


def test_a_line_to_the_database_that_broke_meanwhile_is_opened_again(postgres, postgres_url, tmp_path):
    near = NearOffice(postgres_url, tmp_path)
    pc = ByHand(near)
    assert pc.call("GET", "/v1/state").status_code == 200
    name = postgres_url.rsplit("/", 1)[1]
    postgres.run(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")
    assert pc.put(pc.release()).status_code == 200
    near.close()


def test_health_and_metrics_count_without_naming_anybody(pc, office):
    pc.put(pc.release())
    office.client.get("/nowhere")
    assert office.client.get("/health").text == "well\n"
    text = office.client.get("/metrics").text
    assert 'headoffice_requests_total{call="PUT /v1/releases/{term}/{revision}",status="200"} 1' in text
    assert "headoffice_records_held 20" in text
    assert pc.enrolment.site not in text


def test_made_up_methods_are_counted_as_one(office):
    for number in range(3):
        office.client.request(f"MADEUP{number}", "/v1/state")
    text = office.client.get("/metrics").text
    assert "MADEUP" not in text
    assert 'call="OTHER /v1/state",status="405"} 3' in text


def test_a_body_that_does_not_come_is_not_waited_for(database_url, tmp_path):
    near = NearOffice(database_url, tmp_path, patience=0.05)

    class Slow:
        async def __call__(self):
            await asyncio.sleep(5)

    sent = []

    async def send(message):
        sent.append(message)

    here = ("127.0.0.1", 1)
    scope = {"type": "http", "method": "POST", "path": "/v1/enrol", "raw_path": b"/v1/enrol", "query_string": b"",
             "headers": [], "client": here, "server": here, "scheme": "http", "http_version": "1.1"}  # fmt: skip
    asyncio.run(near.client.app(scope, Slow(), send))
    assert sent[0]["status"] == 400
    asyncio.run(near.client.app({**scope, "path": "/sign-in", "raw_path": b"/sign-in"}, Slow(), send))
    assert sent[2]["status"] == 403
    near.close()


def test_the_access_log_has_routes_and_no_values(pc, office, caplog):
    with caplog.at_level("INFO", logger="headoffice.access"):
        pc.put(pc.release())
    assert "PUT /v1/releases/{term}/{revision} 200" in caplog.text
    assert TERM not in caplog.text


def post_enrol(office, body):
    return office.client.post("/v1/enrol", content=body)


@pytest.mark.parametrize(
    ("body", "status"), [(b"", 400), (b"{", 400), (b"{}", 422), (b'{"code":"ABCD","proof":1,"public_key":""}', 422)]
)
def test_an_enrolment_request_of_another_shape_is_refused(office, body, status):
    assert post_enrol(office, body).status_code == status


def wrong_proof(office, code):
    request = {"code": code.number, "public_key": "0" * 64, "proof": "0" * 64}
    return refused(post_enrol(office, canonical(request)))


def test_a_code_dies_after_five_wrong_proofs(office):
    code = office.letter().code
    assert {wrong_proof(office, code) for _ in range(5)} == {(403, "code")}
    with pytest.raises(Exception, match="doesn’t take this code"):
        enrol(code.written, "http://testserver", line=line_to(office.client), secret="pc")


def test_four_slips_leave_the_fifth_try(office):
    code = office.letter().code
    for _ in range(4):
        wrong_proof(office, code)
    assert enrol(code.written, "http://testserver", line=line_to(office.client), secret="pc").epoch == 1


def test_an_unknown_code_is_refused(office):
    code = office.letter().code
    assert wrong_proof(office, type(code)("0000", code.secret)) == (403, "code")


def test_a_code_older_than_seven_days_is_refused(database_url, tmp_path):
    from tests.sync_world.school import NOON

    clock = [NOON.timestamp()]
    near = NearOffice(database_url, tmp_path, clock=lambda: clock[0])
    code = near.letter().code.written
    clock[0] += 7 * 86_400 + 1
    with pytest.raises(Exception, match="doesn’t take this code"):
        enrol(code, "http://testserver", line=line_to(near.client), secret="pc")
    near.close()


def test_a_new_letter_ends_the_unused_one_before(office):
    first = office.letter().code.written
    office.letter()
    with pytest.raises(Exception, match="doesn’t take this code"):
        enrol(first, "http://testserver", line=line_to(office.client), secret="pc")


def test_too_many_enrolments_from_one_place_are_asked_to_wait(database_url, tmp_path):
    strict = NearOffice(database_url, tmp_path, enrol_limit=Limit(per_minute=1, most=1))
    assert post_enrol(strict, b"{}").status_code == 422
    assert post_enrol(strict, b"{}").status_code == 429
    strict.close()
