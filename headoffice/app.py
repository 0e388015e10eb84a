"""Puts the head office together as one ASGI application; it decides nothing itself."""

import logging
import time
from typing import Any

from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desktop.models.wire import WireRecord
from headoffice.database import reading
from headoffice.office import Office
from headoffice.pages import staff_pages
from headoffice.school_calls import school_calls
from headoffice.tables import held, sites

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
access = logging.getLogger("headoffice.access")


def make_app(office: Office) -> FastAPI:
    """Return the application of one office."""
    app = _Described(
        title="Alongside head office",
        version="1",
        summary="Takes anonymised releases once and publishes numbers.",
        docs_url=None,
        redoc_url=None,
    )
    app.include_router(school_calls(office))
    app.include_router(staff_pages(office))
    _watch(app, office)
    app.add_middleware(_Counting, office=office)
    return app


class _Described(FastAPI):
    """Described when somebody asks: making the description takes as long as all the rest."""

    def openapi(self) -> dict[str, Any]:
        """Return the description with the one shape that no route returns: the record within a release."""
        made = super().openapi()
        made["components"]["schemas"].setdefault("WireRecord", WireRecord.model_json_schema())
        return made


def _watch(app: FastAPI, office: Office) -> None:
    """Add health and metrics."""

    @app.get("/health", tags=["watching"], response_class=PlainTextResponse, responses={503: {}})
    async def health() -> Response:
        """Say whether the database answers."""
        try:
            await run_in_threadpool(_answers, office)
        except SQLAlchemyError:
            return PlainTextResponse("no database\n", 503)
        return PlainTextResponse("well\n")

    @app.get("/metrics", tags=["watching"], response_class=PlainTextResponse)
    async def metrics() -> Response:
        """Give counts as Prometheus text."""
        gauges = await run_in_threadpool(_gauges, office)
        return PlainTextResponse(office.metrics.text(gauges), media_type="text/plain; version=0.0.4")


class _Counting:
    """Counts each request by its route, and logs one line without body, header or query."""

    def __init__(self, app: ASGIApp, office: Office) -> None:
        self._app, self._office = app, office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            method = scope["method"] if scope["method"] in METHODS else "OTHER"  # anybody may make up more
            call = f"{method} {getattr(scope.get('route'), 'path', 'elsewhere')}"
            seconds = time.perf_counter() - began
            self._office.metrics.count(call, status, seconds)
            access.info("%s %d %.1f ms", call, status, 1000 * seconds)


def _answers(office: Office) -> None:
    with reading(office.engine) as db:
        db.execute(select(sites.c.id).limit(1))


def _gauges(office: Office) -> dict[str, int]:
    with reading(office.engine) as db:
        known = db.execute(select(func.count()).select_from(sites)).scalar_one()
        sums = db.execute(select(func.count(), func.coalesce(func.sum(held.c.records), 0)).select_from(held)).one()
    return {"sites": int(known), "releases_held": int(sums[0]), "records_held": int(sums[1])}
