"""One call to head office: sealed, bounded in bytes and seconds, and answered only by what head office signed.

Whatever else comes back (a log-in page of the school's Wi-Fi, a redirect, a forged, cut, huge, slow or deeply nested
answer) is no answer. It knows no term and keeps nothing.
"""

import gzip
import ipaddress
import random
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx2
import truststore

from desktop.errors import SyncTrouble
from desktop.i18n import _
from desktop.models.sharing import Enrolment
from desktop.models.wire import MAX_ANSWER, Answer, NotCanonical, answer_text, digest_of, read_answer, request_text
from desktop.post.keys import sign, signed_by

GLANCE = 0.1  # seconds between two looks at whether a call has to be cut
LONGEST_WAIT = 3600.0  # seconds; a longer Retry-After is cut to this


class NoAnswer(Exception):
    """Nothing came back that can be believed; `wait` is the least number of seconds before trying again."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.why = why
        self.wait = wait


@dataclass(frozen=True)
class Line:
    """The line to head office with everything it needs from outside, so that tests can pass their own."""

    client: httpx2.Client
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    rng: random.Random = field(default_factory=random.SystemRandom)
    pause: Callable[[float], None] = time.sleep
    ticks: Callable[[], float] = time.monotonic
    deadline: float = 20.0  # seconds for one whole call
    tries: int = 4  # calls before giving up for now
    stopped: Callable[[], bool] = lambda: False  # whether a person ended it: then a call under way is cut
    wires: list[socket.socket] = field(default_factory=list)  # the connection in use, to cut it when time is up

    def nonce(self) -> str:
        """Return a fresh number used once; head office's signature is bound to it."""
        return f"{self.rng.getrandbits(128):032x}"


@dataclass(frozen=True)
class Letter:
    """One request: the call, and a canonical body or none."""

    method: str
    target: str
    body: bytes = b""


def open_client(office_url: str) -> httpx2.Client:
    """Return a client for head office's address: the system's trust store and proxies, no redirects.

    Plain http is taken for this computer only; any other address that isn't https raises SyncTrouble.
    """
    address = _address(office_url)
    local = _is_loopback(address.host)
    if address.scheme != "https" and not (local and address.scheme == "http"):
        raise SyncTrouble(_("This isn’t a safe address for head office."), _as_on_the_letter())
    return httpx2.Client(
        base_url=address,
        verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if address.scheme == "https" else True,
        timeout=httpx2.Timeout(20.0, connect=10.0),
        headers={"accept-encoding": "identity", "user-agent": "alongside"},
        follow_redirects=False,
        trust_env=not local,
    )


def is_address(office_url: str) -> bool:
    """Tell whether a text can be head office's address: https, or http to this computer, and the name of a host."""
    try:
        address = _address(office_url)
    except SyncTrouble:
        return False
    return address.scheme == "https" or (address.scheme == "http" and _is_loopback(address.host))


def _address(office_url: str) -> httpx2.URL:
    try:
        address = httpx2.URL(office_url.strip().rstrip("/"))
    except httpx2.InvalidURL as trouble:
        raise SyncTrouble(_("This isn’t an address."), _as_on_the_letter()) from trouble
    if not address.host or set(address.host) & set(" []%"):
        raise SyncTrouble(_("This isn’t an address."), _as_on_the_letter())
    return address


def _as_on_the_letter() -> str:
    return _("Type it as it stands in head office’s letter; it begins with https.")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def ask(line: Line, letter: Letter, *, enrolment: Enrolment) -> Answer:
    """Send a sealed letter and return what head office's verified answer says; raises NoAnswer otherwise."""
    nonce = line.nonce()
    digest = digest_of(letter.body)
    seal = request_text(
        letter.method, letter.target, site=enrolment.site, epoch=enrolment.epoch, nonce=nonce, digest=digest
    )
    headers = {
        "alongside-site": enrolment.site,
        "alongside-epoch": str(enrolment.epoch),
        "alongside-nonce": nonce,
        "alongside-digest": digest,
        "alongside-signature": sign(enrolment.private_key, seal),
    }
    status, answer, seen = carry(line, letter, headers=headers)
    if not signed_by(enrolment.office_public_key, answer_text(status, nonce, digest_of(answer)), seen):
        raise NoAnswer("not signed by head office")
    try:
        return read_answer(answer)
    except NotCanonical as trouble:
        raise NoAnswer("an answer in another spelling") from trouble


def carry(line: Line, letter: Letter, *, headers: dict[str, str]) -> tuple[int, bytes, str]:
    """Send a letter and return status, bytes and signature of whatever answered, believed or not."""
    end = line.ticks() + line.deadline
    packed = gzip.compress(letter.body, mtime=0) if letter.body else b""
    sent = {**headers, "content-type": "application/json", "content-encoding": "gzip"} if packed else headers
    try:
        with (
            _cut_after(line),
            line.client.stream(
                letter.method, letter.target, content=packed, headers=sent, extensions={"trace": _noting(line)}
            ) as response,
        ):
            _turn_away(response)
            answer = b"".join(_bounded(response, line, end))
            return response.status_code, answer, response.headers.get("alongside-signature", "")
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ssl.SSLError, OSError) as trouble:
        raise NoAnswer(type(trouble).__name__) from trouble


def _noting(line: Line) -> Callable[[str, Mapping[str, Any]], None]:
    """Return what remembers the connection that the client opens: a later call may use it again."""

    def note(event: str, told: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.complete":
            line.wires[:] = [told["return_value"].get_extra_info("socket")]

    return note


@contextmanager
def _cut_after(line: Line) -> Iterator[None]:
    """Cut the connection once the deadline is over: a head that comes byte by byte meets no other bound.

    So it is where a person stops it: nobody waits for an answer that may never come.
    """
    over, end = threading.Event(), time.monotonic() + line.deadline

    def watch() -> None:
        while not over.wait(GLANCE):
            if line.stopped() or time.monotonic() > end:
                for wire in line.wires:
                    with suppress(OSError):
                        wire.shutdown(socket.SHUT_RDWR)
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()  # else it might cut the call that follows on the same connection


def _turn_away(response: httpx2.Response) -> None:
    """Refuse what can't be head office's own answer before reading it."""
    if "alongside-signature" not in response.headers:
        raise NoAnswer(f"an unsigned answer with status {response.status_code}", _retry_after(response))
    if response.headers.get("content-encoding", "identity") != "identity":
        raise NoAnswer("a packed answer")


def _bounded(response: httpx2.Response, line: Line, end: float) -> Iterator[bytes]:
    size = 0
    for part in response.iter_raw():
        size += len(part)
        if size > MAX_ANSWER:
            raise NoAnswer("too long an answer")
        if line.ticks() > end:
            raise NoAnswer("too slow an answer")
        yield part


def _retry_after(response: httpx2.Response) -> float:
    """Return the seconds asked for; dates and nonsense count as none."""
    asked = response.headers.get("retry-after", "")
    return min(LONGEST_WAIT, float(asked)) if asked.isascii() and asked.isdigit() else 0.0
