"""A bad line on purpose: a proxy between a school and head office that does to each request what a seed says.

It listens on and connects to loopback only. What happens to a request depends on the seed, on who asks (a header) and
on how often they asked: the same plan whatever the order in which parallel requests arrive. Every fault is one small
function below; those in LOST keep the caller from a usable answer.
"""

import asyncio
import gzip
import ipaddress
import random
import socket
import struct
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Self

LARGEST = 1 << 20  # bytes of a request or an answer
WHO = b"alongside-site"


@dataclass
class Exchange:
    """One request and what was done to it; `taken` are the status codes with which the server answered."""

    number: int
    fault: str
    head: bytes
    body: bytes
    rng: random.Random
    hold: float
    taken: list[int] = field(default_factory=list)

    @property
    def call(self) -> str:
        """Method and target."""
        return b" ".join(self.head.split(b" ", 2)[:2]).decode("latin-1")

    @property
    def plain(self) -> bytes:
        """The body as the school wrote it."""
        return gzip.decompress(self.body) if self.body[:2] == b"\x1f\x8b" else self.body


class Lines:
    """The two ends of one exchange: what a fault may do with them."""

    def __init__(self, proxy: "FlakyProxy", writer: asyncio.StreamWriter, exchange: Exchange) -> None:
        self.proxy, self.writer, self.exchange = proxy, writer, exchange

    async def forward(self, body: bytes | None = None, pieces: int = 1) -> bytes:
        """Hand the request to the server, whole or piece by piece, and return all it answers."""
        payload = self.exchange.head + (self.exchange.body if body is None else body)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.proxy.upstream)
        try:
            await self.dribble(writer, payload, pieces)
            answer = await asyncio.wait_for(reader.read(LARGEST), 30)
            while part := await asyncio.wait_for(reader.read(LARGEST), 30):
                answer += part
            self.exchange.taken.append(int(answer[9:12] or 0))
            return answer
        finally:
            writer.close()

    async def half(self) -> None:
        """Hand over the head and half of the body, then cut."""
        _reader, writer = await asyncio.open_connection("127.0.0.1", self.proxy.upstream)
        writer.write(self.exchange.head + self.exchange.body[: len(self.exchange.body) // 2])
        await writer.drain()
        cut(writer)

    async def dribble(self, writer: asyncio.StreamWriter, data: bytes, pieces: int) -> None:
        size = -(-len(data) // pieces) or 1
        for start in range(0, len(data), size):
            writer.write(data[start : start + size])
            await writer.drain()
            if pieces > 1:
                await self.wait(1 / pieces)

    async def wait(self, part: float = 1.0) -> None:
        await asyncio.sleep(part * self.exchange.hold)

    async def answer(self, data: bytes, pieces: int = 1) -> None:
        await self.dribble(self.writer, data, pieces)


def cut(writer: asyncio.StreamWriter) -> None:
    """Reset a connection instead of closing it."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def canned(status: str, body: bytes = b"", headers: str = "") -> bytes:
    """Return an answer that no head office gave."""
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}Connection: close\r\n\r\n".encode() + body


def flipped(data: bytes, rng: random.Random) -> bytes:
    """Return data with one bit changed."""
    place = rng.randrange(len(data)) if data else 0
    return data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :] if data else data


async def _pass(line: Lines) -> None:
    await line.answer(await line.forward())


async def _drop_before(line: Lines) -> None:
    cut(line.writer)


async def _drop_mid_request(line: Lines) -> None:
    await line.half()
    cut(line.writer)


async def _drop_after(line: Lines) -> None:
    await line.forward()
    cut(line.writer)


async def _truncate(line: Lines) -> None:
    answer = await line.forward()
    await line.answer(answer[: line.exchange.rng.randrange(len(answer) or 1)])
    cut(line.writer)


async def _late(line: Lines) -> None:
    answer = await line.forward()
    await line.wait(4)
    await line.answer(answer)


async def _delay(line: Lines) -> None:
    await line.wait(line.exchange.rng.random() / 2)
    await _pass(line)


async def _blackhole(line: Lines) -> None:
    await line.wait(4)
    cut(line.writer)


async def _duplicate(line: Lines) -> None:
    await line.forward()
    await _pass(line)


async def _duplicate_race(line: Lines) -> None:
    first, _second = await asyncio.gather(line.forward(), line.forward())
    await line.answer(first)


async def _replay_later(line: Lines) -> None:
    await _pass(line)
    line.proxy.later(line.forward)


async def _error_500(line: Lines) -> None:
    await line.answer(canned("500 Internal Server Error"))


async def _error_503(line: Lines) -> None:
    await line.answer(canned("503 Service Unavailable", headers="Retry-After: 1\r\n"))


async def _error_429(line: Lines) -> None:
    await line.answer(canned("429 Too Many Requests", headers="Retry-After: 1\r\n"))


async def _error_after(line: Lines) -> None:
    await line.forward()
    await line.answer(canned("500 Internal Server Error", b'{"answer":"refused","reason":"trouble"}'))


async def _captive(line: Lines) -> None:
    await line.answer(
        canned("200 OK", b"<html><title>Guest Wi-Fi</title>Sign in</html>", "Content-Type: text/html\r\n")
    )


async def _redirect(line: Lines) -> None:
    await line.answer(canned("302 Found", headers=f"Location: http://127.0.0.1:{line.proxy.port}/elsewhere\r\n"))


async def _corrupt_request(line: Lines) -> None:
    await line.answer(await line.forward(flipped(line.exchange.body, line.exchange.rng)))


async def _corrupt_response(line: Lines) -> None:
    head, blank, body = (await line.forward()).partition(b"\r\n\r\n")
    await line.answer(head + blank + flipped(body, line.exchange.rng))


async def _slow_request(line: Lines) -> None:
    await line.answer(await line.forward(pieces=8))


async def _slow_response(line: Lines) -> None:
    await line.answer(await line.forward(), pieces=8)


async def _huge_response(line: Lines) -> None:
    await line.answer(b"HTTP/1.1 200 OK\r\nAlongside-Signature: 00\r\nConnection: close\r\n\r\n")
    for _ in range(64):
        await line.answer(b"[" * 65536)


FAULTS: dict[str, Callable[[Lines], Awaitable[None]]] = {
    "pass": _pass,
    "drop_before": _drop_before,
    "drop_mid_request": _drop_mid_request,
    "drop_after": _drop_after,
    "truncate": _truncate,
    "late": _late,
    "delay": _delay,
    "blackhole": _blackhole,
    "duplicate": _duplicate,
    "duplicate_race": _duplicate_race,
    "replay_later": _replay_later,
    "error_500": _error_500,
    "error_503": _error_503,
    "error_429": _error_429,
    "error_after": _error_after,
    "captive": _captive,
    "redirect": _redirect,
    "corrupt_request": _corrupt_request,
    "corrupt_response": _corrupt_response,
    "slow_request": _slow_request,
    "slow_response": _slow_response,
    "huge_response": _huge_response,
}
HARMLESS = ("pass", "delay", "duplicate", "duplicate_race", "replay_later", "slow_request", "slow_response")
LOST = tuple(name for name in FAULTS if name not in HARMLESS)


class FlakyProxy:
    """Runs in a thread of its own from `with` to the end of it; `exchanges` holds what was done to whom."""

    def __init__(self, upstream: int, *, seed: int, weights: dict[str, float], hold: float = 0.1) -> None:
        if set(weights) - set(FAULTS):
            raise ValueError(f"unknown faults: {sorted(set(weights) - set(FAULTS))}")
        self.upstream, self.seed, self.weights, self.hold = upstream, seed, weights, hold
        self.exchanges: list[Exchange] = []
        self.port = 0
        self._tries: Counter[bytes] = Counter()
        self._open: set[asyncio.Task[object]] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    @property
    def url(self) -> str:
        """The address to send to."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def faults(self) -> Counter[str]:
        """How often each thing was done."""
        return Counter(exchange.fault for exchange in self.exchanges)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(20)

    def later(self, again: Callable[[], Awaitable[bytes]]) -> None:
        """Send a request once more some time after its answer."""

        async def replay() -> None:
            await asyncio.sleep(self.hold)
            await again()

        self._keep(asyncio.create_task(replay()))

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._one, "127.0.0.1", 0, limit=LARGEST)
        host, self.port = server.sockets[0].getsockname()[:2]
        assert ipaddress.ip_address(host).is_loopback
        self._ready.set()
        await self._stop.wait()
        server.close()
        await asyncio.gather(*self._open, return_exceptions=True)

    def _keep(self, task: "asyncio.Task[object]") -> None:
        self._open.add(task)
        task.add_done_callback(self._forget)

    def _forget(self, task: "asyncio.Task[object]") -> None:
        self._open.discard(task)
        if not task.cancelled():
            task.exception()  # looked at: a cut line is what this is for

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._keep(asyncio.current_task())
        try:
            head, body = await self._request(reader)
            exchange = self._chosen(head, body)
            self.exchanges.append(exchange)
            await FAULTS[exchange.fault](Lines(self, writer, exchange))
            await writer.drain()
        except (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError):
            pass  # either side hung up, or the server is down: the caller sees a cut line
        finally:
            writer.close()

    async def _request(self, reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
        """Read one request; its head is rewritten to ask for a single answer."""
        raw = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
        lines = [line for line in raw.split(b"\r\n") if line and not line.lower().startswith(b"connection:")]
        sizes = [int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")]
        body = await asyncio.wait_for(reader.readexactly(min(sum(sizes), LARGEST)), 30)
        return b"\r\n".join([*lines, b"Connection: close", b"", b""]), body

    def _chosen(self, head: bytes, body: bytes) -> Exchange:
        lines = head.lower().split(b"\r\n")
        who = next((line for line in lines if line.startswith(WHO)), b"") + lines[0]
        self._tries[who] += 1
        rng = random.Random(f"{self.seed} {who.decode('latin-1')} {self._tries[who]}")
        fault = rng.choices(list(self.weights), list(self.weights.values()))[0]
        return Exchange(len(self.exchanges), fault, head, body, rng, self.hold)


def mostly_bad(lost: float) -> dict[str, float]:
    """Return weights with which a given part of all requests gets no usable answer, every fault among them."""
    bad = dict.fromkeys(LOST, lost / len(LOST))
    odd = dict.fromkeys(HARMLESS[1:], 0.02)
    return {**bad, **odd, "pass": 1 - lost - sum(odd.values())}
