"""Requests sealed by hand, so that a test can spoil any part of one."""

import gzip
import json

from desktop.models.wire import canonical, digest_of, request_text
from desktop.post.keys import sign
from desktop.sync import TermFacts, enrol, prepare
from tests.sync_world.school import TERM, line_to, pairs


class ByHand:
    """An enrolled PC whose every header can be overridden."""

    def __init__(self, office, name="Hill School", secret="pc"):
        self.client = office.client
        code = office.letter(name).code.written
        self.enrolment = enrol(code, "http://testserver", line=line_to(office.client), secret=secret)

    def call(self, method, target, body=b"", *, packed=None, encoding="gzip", **spoilt):
        digest = digest_of(body)
        seal = {"site": self.enrolment.site, "epoch": str(self.enrolment.epoch), "nonce": "ab" * 16, "digest": digest}
        text = request_text(
            method, target, site=seal["site"], epoch=int(seal["epoch"]), nonce=seal["nonce"], digest=digest
        )
        seal = {**seal, "signature": sign(self.enrolment.private_key, text), **spoilt}
        headers = {f"alongside-{name}": value for name, value in seal.items()}
        if body or packed:
            headers["content-encoding"] = encoding
        content = packed if packed is not None else gzip.compress(body) if body else b""
        return self.client.request(method, target, content=content, headers=headers)

    def release(self, revision=1, *, term=TERM, count=20, seed=1):
        """Return a good release as a plain dictionary."""
        facts = TermFacts(code=term, pairs=pairs(count, seed))
        return json.loads(prepare(facts, revision=revision, enrolment=self.enrolment).body)

    def put(self, release, **spoilt):
        body = release if isinstance(release, bytes) else canonical(release)
        named = release if isinstance(release, dict) else {"term": TERM, "revision": 1}
        return self.call("PUT", f"/v1/releases/{named['term']}/{named['revision']}", body, **spoilt)

    def state(self):
        return self.call("GET", "/v1/state").json()["terms"]
