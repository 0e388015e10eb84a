"""The calls schools make: each seal is checked before anything is read, each answer is signed; no page is made here."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ValidationError
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from desktop.models.wire import (
    MAX_BODY,
    TERM_CODE,
    Ack,
    Enrolled,
    EnrolRequest,
    NotCanonical,
    Refusal,
    State,
    WireRelease,
    canonical,
    digest_of,
    read_canonical,
    request_text,
)
from headoffice import intake, sites
from headoffice.database import reading, writing
from headoffice.intake import Refused, Sender, refuse
from headoffice.office import Office
from headoffice.seals import sealed_by

STATUS = {
    "anonymity": 422,
    "body": 400,
    "busy": 429,
    "code": 403,
    "epoch": 409,
    "known": 401,
    "revision": 409,
    "shape": 422,
    "spec": 422,
    "term": 422,
    "trouble": 503,
}
_NONCE = re.compile(r"[0-9a-f]{1,64}")
_SITE = re.compile(r"[a-z0-9-]{1,40}")
_EPOCH = re.compile(r"[0-9]{1,7}")
_SEAL_HEADERS = ("site", "epoch", "nonce", "digest", "signature")


@dataclass(frozen=True)
class Call:
    """A request as it came, its body inflated and bounded."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def nonce(self) -> str:
        """The caller's number used once, empty if it isn't one."""
        nonce = self.headers.get("nonce", "")
        return nonce if _NONCE.fullmatch(nonce) else ""


def school_calls(office: Office) -> APIRouter:
    """Return the four calls."""
    router = APIRouter(prefix="/v1", tags=["schools"])

    def answers(model: type[BaseModel]) -> dict[int | str, dict[str, object]]:
        return {200: {"model": model}, **{status: {"model": Refusal} for status in sorted(set(STATUS.values()))}}

    sealed = [_header(name) for name in _SEAL_HEADERS]

    @router.post("/enrol", responses=answers(Enrolled), openapi_extra=_body_of(EnrolRequest))
    async def enrol(request: Request) -> Response:
        """Make a PC a site by the one-time code of a letter."""
        return await _answered(office, request, lambda call: _enrol(office, call, _address(request)))

    @router.get("/state", responses=answers(State), openapi_extra={"parameters": sealed})
    async def state(request: Request) -> Response:
        """Say what is held of the calling site."""
        return await _answered(office, request, lambda call: _state(office, call))

    @router.put(
        "/releases/{term}/{revision}",
        responses=answers(Ack),
        openapi_extra={"parameters": [*sealed, _TERM, _REVISION], **_body_of(WireRelease)},
    )
    async def put(request: Request) -> Response:
        """Store a release once; the same digest gets the same answer for ever."""
        return await _answered(office, request, lambda call: _put(office, call))

    @router.delete(
        "/releases/{term}",
        responses=answers(Ack),
        openapi_extra={"parameters": [*sealed, _TERM, {**_REVISION, "in": "query"}]},
    )
    async def delete(request: Request) -> Response:
        """Delete what is held of a term; the same revision gets the same answer for ever."""
        return await _answered(office, request, lambda call: _delete(office, call))

    return router


async def _answered(office: Office, request: Request, work: Callable[[Call], BaseModel]) -> Response:
    """Read a bounded request, do the work away from the event loop, and sign whatever the answer is."""
    headers = {name: request.headers.get(f"alongside-{name}", "") for name in _SEAL_HEADERS}
    call = Call(request.method, _target(request), headers, b"")
    try:
        async with asyncio.timeout(office.patience):
            packed = b"".join([part async for part in _bounded(request)])
    except Refused as no:
        return _signed(office, call, no.refusal)
    except TimeoutError:
        return _signed(office, call, refuse("body").refusal)
    return await run_in_threadpool(_worked, office, call, packed, request.headers.get("content-encoding", ""), work)


def _worked(office: Office, call: Call, packed: bytes, encoding: str, work: Callable[[Call], BaseModel]) -> Response:
    """Answer a call. A line to the database that broke while nobody used it is tried once more: no work is lost."""
    try:
        whole = replace(call, body=_unpacked(packed, encoding))
        try:
            return _signed(office, call, work(whole))
        except DBAPIError as broken:
            if not broken.connection_invalidated:
                raise
            return _signed(office, call, work(whole))
    except Refused as no:
        return _signed(office, call, no.refusal)
    except SQLAlchemyError:
        return _signed(office, call, refuse("trouble").refusal)


def _unpacked(packed: bytes, encoding: str) -> bytes:
    if encoding not in ("", "identity", "gzip"):
        raise refuse("body")
    return intake.inflate(packed) if encoding == "gzip" and packed else packed


def _signed(office: Office, call: Call, message: BaseModel) -> Response:
    reason = message.reason if isinstance(message, Refusal) else ""
    status = STATUS.get(reason, 200)
    body = canonical(message.model_dump(mode="json"))
    headers = {"alongside-signature": office.key.sign_answer(status, call.nonce, body), "cache-control": "no-store"}
    if reason in ("busy", "trouble"):
        headers["retry-after"] = "5"
    return Response(body, status, headers=headers, media_type="application/json")


def _target(request: Request) -> str:
    query = request.scope["query_string"].decode("latin-1")
    path = request.scope.get("raw_path", request.url.path.encode()).decode("latin-1").split("?")[0]
    return f"{path}?{query}" if query else path


async def _bounded(request: Request) -> AsyncIterator[bytes]:
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BODY:
            raise refuse("body")
        yield part


def _sender(office: Office, db: Connection, call: Call) -> Sender:
    """Return whose seal a call carries; refuses strangers, bodies that aren't the announced ones, and older PCs."""
    site, epoch = call.headers["site"], call.headers["epoch"]
    if not (_SITE.fullmatch(site) and _EPOCH.fullmatch(epoch) and call.nonce):
        raise refuse("known")
    found = sites.key_of(db, site, int(epoch))
    digest = call.headers["digest"]
    text = request_text(call.method, call.target, site=site, epoch=int(epoch), nonce=call.nonce, digest=digest)
    if found is None or not sealed_by(found[0], text, call.headers["signature"]):
        raise refuse("known")
    if digest_of(call.body) != digest:
        raise refuse("body")
    if office.site_limit.wait(site, office.clock()):
        raise refuse("busy")
    if found[1] != int(epoch):
        raise refuse("epoch")
    return Sender(site, int(epoch))


def _state(office: Office, call: Call) -> State:
    with reading(office.engine) as db:
        return intake.state_of(db, _sender(office, db, call), office.narrowing)


def _put(office: Office, call: Call) -> Ack:
    with writing(office.engine) as db:
        sender = _sender(office, db, call)
        release = intake.read_body(call.body)
        if f"/v1/releases/{release.term}/{release.revision}" != call.target or release.site != sender.site:
            raise refuse("shape")
        if release.epoch != sender.epoch:
            raise refuse("epoch")
        intake.check(release, now=office.now)
        return intake.store(db, sender, release, body=call.body, now=office.now)


def _delete(office: Office, call: Call) -> Ack:
    with writing(office.engine) as db:
        sender = _sender(office, db, call)
        found = _RETRACTION.fullmatch(call.target)
        if found is None:
            raise refuse("shape")
        return intake.retract(db, sender, found["term"], int(found["revision"]), now=office.now)


def _enrol(office: Office, call: Call, address: str) -> Enrolled:
    if office.enrol_limit.wait(address, office.clock()):
        raise refuse("busy")
    try:
        read_canonical(call.body)
        request = EnrolRequest.model_validate_json(call.body)
    except NotCanonical as trouble:
        raise refuse("body") from trouble
    except ValidationError as trouble:
        raise refuse("shape") from trouble
    enrolled = sites.enrol(office.engine, request, office_key=office.key.public, now=office.now)
    if enrolled is None:
        raise refuse("code")
    return enrolled


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


_RETRACTION = re.compile(rf"/v1/releases/(?P<term>{TERM_CODE.strip('^$')})\?revision=(?P<revision>[1-9]\d{{0,5}})")
_TERM = {"name": "term", "in": "path", "required": True, "schema": {"type": "string", "pattern": TERM_CODE}}
_REVISION = {
    "name": "revision",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
}


def _header(name: str) -> dict[str, object]:
    return {"name": f"alongside-{name}", "in": "header", "required": True, "schema": {"type": "string"}}


def _body_of(model: type[BaseModel]) -> dict[str, object]:
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    schema.pop("$defs", None)
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
