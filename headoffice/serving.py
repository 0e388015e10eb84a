"""Runs the application on a port until it is told to stop; it knows no page."""

import logging
import socket
import threading
from typing import TextIO

import uvicorn
from fastapi import FastAPI


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes any free one. Raises OSError where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, or asyncio doesn't switch off Nagle's waiting: an answer in two pieces then takes 40 ms.
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen(512)
    except OSError:
        door.close()
        raise
    return door


def address_of(door: socket.socket) -> str:
    """Return where a socket listens, as an address to type."""
    host, port = door.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def make_server(app: FastAPI, *, parent: TextIO | None = None) -> uvicorn.Server:
    """Return the server for an application; it logs one line a request, without what the request held.

    It stops when `parent` ends, as it does when the program that holds the stream's other end is gone.
    """
    logging.getLogger("headoffice.access").setLevel(logging.INFO)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=10,
        limit_concurrency=256,
        h11_max_incomplete_event_size=32 * 1024,
    )
    server = uvicorn.Server(config)
    if parent is not None:
        threading.Thread(target=_stop_with, args=(parent, server), name="parent", daemon=True).start()
    return server


def _stop_with(parent: TextIO, server: uvicorn.Server) -> None:
    for _line in parent:
        continue
    server.should_exit = True
