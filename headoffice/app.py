"""Puts the head office together as one ASGI application; it decides nothing itself."""

import logging
import time
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from starlette.concurrency import run_in_threadpool

from desktop.models.wire import WireRecord
from headoffice.database import reading
from headoffice.office import Office
from headoffice.pages import staff_pages
from headoffice.school_calls import school_calls
from headoffice.tables import held, sites

access = logging.getLogger("headoffice.access")


def make_app(office: Office) -> FastAPI:
    """Return the application of one office."""
    app = FastAPI(
        title="Alongside head office",
        version="1",
        summary="Takes anonymised releases once and publishes numbers.",
        docs_url=None,
        redoc_url=None,
    )
    app.include_router(school_calls(office))
    app.include_router(staff_pages(office))
    _watch(app, office)
    _describe_records(app)
    return app


def _watch(app: FastAPI, office: Office) -> None:
    """Add health, metrics and an access log that never holds a body, a header or a query."""

    @app.get("/health", tags=["watching"], response_class=PlainTextResponse, responses={503: {}})
    async def health() -> Response:
        """Say whether the database answers."""
        try:
            await run_in_threadpool(_gauges, office)
        except DBAPIError:
            return PlainTextResponse("no database\n", 503)
        return PlainTextResponse("well\n")

    @app.get("/metrics", tags=["watching"], response_class=PlainTextResponse)
    async def metrics() -> Response:
        """Give counts as Prometheus text."""
        gauges = await run_in_threadpool(_gauges, office)
        return PlainTextResponse(office.metrics.text(gauges), media_type="text/plain; version=0.0.4")

    @app.middleware("http")
    async def count(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        began = time.perf_counter()
        response = await call_next(request)
        route = request.scope.get("route")
        call = f"{request.method} {getattr(route, 'path', 'elsewhere')}"
        seconds = time.perf_counter() - began
        office.metrics.count(call, response.status_code, seconds)
        access.info("%s %d %.1f ms", call, response.status_code, 1000 * seconds)
        return response


def _gauges(office: Office) -> dict[str, int]:
    with reading(office.engine) as db:
        known = db.execute(select(func.count()).select_from(sites)).scalar_one()
        sums = db.execute(select(func.count(), func.coalesce(func.sum(held.c.records), 0)).select_from(held)).one()
    return {"sites": int(known), "releases_held": int(sums[0]), "records_held": int(sums[1])}


def _describe_records(app: FastAPI) -> None:
    """Give the OpenAPI description the one shape that no route returns: the record within a release."""
    made = app.openapi()
    made["components"]["schemas"]["WireRecord"] = WireRecord.model_json_schema()
    app.openapi_schema = made
