import json

import schemathesis
from hypothesis import HealthCheck, given, settings

from desktop.models.wire import canonical
from headoffice.app import make_app
from headoffice.office import Office
from tests.sync_world.office import NearOffice
from tests.sync_world.sealed import ByHand

PATIENT = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_no_request_the_description_allows_makes_an_error(office):
    """Every call with generated headers, addresses and bodies: never a 5xx."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", make_app(office.office))
    for operation in schema.get_all_operations():
        run_generated(operation.ok(), office)


def run_generated(operation, office):
    @PATIENT
    @schemathesis_given(operation)
    def generated(case):
        assert case.call(allow_redirects=False).status_code < 500

    generated()


def schemathesis_given(operation):
    return given(case=operation.as_strategy())


def test_no_sealed_body_of_the_described_shape_makes_an_error(sqlite_url, tmp_path):
    """The same with a valid seal, so that what is behind the door is reached too."""
    near = NearOffice(sqlite_url, tmp_path)
    pc = ByHand(near)
    schema = schemathesis.openapi.from_asgi("/openapi.json", make_app(near.office))
    seen = set()

    @PATIENT
    @schemathesis_given(schema["/v1/releases/{term}/{revision}"]["PUT"])
    def generated(case):
        body = canonical(case.body) if isinstance(case.body, dict) else json.dumps(str(case.body)).encode()
        answer = pc.call("PUT", "/v1/releases/2026-27-1/1", body)
        seen.add(answer.status_code)
        assert answer.status_code < 500

    generated()
    near.close()
    assert seen <= {200, 400, 409, 422}
    assert seen


def test_the_description_names_every_call_and_the_record():
    described = make_app(Office(engine=None, key=None)).openapi()
    assert {"/v1/enrol", "/v1/state", "/v1/releases/{term}/{revision}", "/health", "/metrics"} <= set(
        described["paths"]
    )
    assert set(described["components"]["schemas"]["WireRecord"]["properties"]) >= {"age_band", "wellbeing"}
