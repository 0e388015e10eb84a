"""The pages staff read, behind a login; every figure comes from `numbers`, no script and nothing from elsewhere."""

import asyncio
import hashlib
import hmac
from pathlib import Path
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.concurrency import run_in_threadpool

from headoffice.charts import bars
from headoffice.editions import Numbers, national
from headoffice.figures import FILTERS, REACHED, gained
from headoffice.groups import OUTCOMES
from headoffice.office import Office
from headoffice.staff import sign_in, sign_out, who

COOKIE = "headoffice"
MAX_FORM = 4096
SAFE = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters.update(FILTERS)
_STYLE = (Path(__file__).parent / "templates" / "style.css").read_text("utf-8")


def staff_pages(office: Office) -> APIRouter:
    """Return the page, the numbers as JSON, and the way in and out."""
    router = APIRouter(tags=["staff"])

    @router.get("/", response_class=HTMLResponse)
    async def page(request: Request, term: str = "") -> Response:
        """Show the national numbers of a term."""
        person = await run_in_threadpool(_person, office, request)
        if person is None:
            return RedirectResponse("/sign-in", 303, headers=SAFE)
        numbers = await run_in_threadpool(national, office.engine, term)
        return HTMLResponse(rendered(numbers, person, _stamp(request)), headers=SAFE)

    @router.get("/numbers.json")
    async def as_json(request: Request, term: str = "") -> Response:
        """Give the national numbers of a term as JSON."""
        if await run_in_threadpool(_person, office, request) is None:
            return JSONResponse({"detail": "Sign in first."}, 401, headers=SAFE)
        numbers = await run_in_threadpool(national, office.engine, term)
        return JSONResponse(numbers.as_json(), headers=SAFE)

    @router.get("/style.css")
    async def style() -> Response:
        """Give the look of the pages."""
        return Response(_STYLE, media_type="text/css", headers={**SAFE, "cache-control": "max-age=3600"})

    @router.get("/sign-in", response_class=HTMLResponse)
    async def sign_in_page() -> Response:
        """Ask who comes."""
        return HTMLResponse(_templates.get_template("sign_in.html").render(said=""), headers=SAFE)

    @router.post("/sign-in", response_class=HTMLResponse, openapi_extra=_form("name", "password"))
    async def come_in(request: Request) -> Response:
        """Let a person in whose password is right; a few tries a minute from one place."""
        return await _come_in(office, request)

    @router.post("/sign-out", openapi_extra=_form("stamp"))
    async def go(request: Request) -> Response:
        """End the session."""
        form = await _fields(request, office.patience)
        token = request.cookies.get(COOKIE, "")
        if hmac.compare_digest(form.get("stamp", "").encode(), _stamp(request).encode()):
            await run_in_threadpool(sign_out, office.engine, token)
        away = RedirectResponse("/sign-in", 303, headers=SAFE)
        away.delete_cookie(COOKIE)
        return away

    return router


async def _come_in(office: Office, request: Request) -> Response:
    place = request.client.host if request.client else ""
    form = await _fields(request, office.patience)
    now = office.clock()
    wait = office.sign_in_limit.wait(place, now) or office.name_limit.wait(form.get("name", ""), now)
    if wait:
        return _asked_again("Too many tries. Wait a minute, then try again.", 429, {"retry-after": str(wait)})
    name, password = form.get("name", ""), form.get("password", "")
    known = name.isprintable() and password.isprintable()
    token = await run_in_threadpool(lambda: sign_in(office.engine, name, password, now=office.now)) if known else None
    if token is None:
        return _asked_again("This name and password don't go together.", 403, {})
    inside = RedirectResponse("/", 303, headers=SAFE)
    inside.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=office.secure_cookies)
    return inside


def _asked_again(said: str, status: int, headers: dict[str, str]) -> Response:
    page = _templates.get_template("sign_in.html").render(said=said)
    return HTMLResponse(page, status, headers={**SAFE, **headers})


def _person(office: Office, request: Request) -> str | None:
    token = request.cookies.get(COOKIE)
    return who(office.engine, token, now=office.now) if token else None


def _stamp(request: Request) -> str:
    """Return what a form must carry to act for a session: only a page of ours knows it."""
    return hashlib.sha256(f"stamp {request.cookies.get(COOKIE, '')}".encode()).hexdigest()


async def _fields(request: Request, patience: float) -> dict[str, str]:
    """Return the fields of a small form, the first of each name; a larger or slower body counts as empty."""
    body = b""
    try:
        async with asyncio.timeout(patience):
            async for part in request.stream():
                body += part
                if len(body) > MAX_FORM:
                    return {}
        found = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=10)
    except (ValueError, TimeoutError):
        return {}
    return {name: values[0] for name, values in found.items()}


def _form(*names: str) -> dict[str, object]:
    fields = {name: {"type": "string"} for name in names}
    schema = {"type": "object", "properties": fields, "required": list(names)}
    return {"requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": schema}}}}


def rendered(numbers: Numbers, person: str, stamp: str) -> str:
    """Return the page of some numbers for a person who is signed in."""
    return _templates.get_template("numbers.html").render(
        n=numbers, person=person, stamp=stamp, outcomes=OUTCOMES, bars=bars, gained=gained(), reached=REACHED
    )
