"""Figures of head office and the door out: `python -m benchmarks.sync [--releases N] [--terms N]`, printed one a line.

The releases go over HTTP from client threads here to a real server process on a PostgreSQL of its own.
"""

import argparse
import gzip
import math
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import numpy as np
from sqlalchemy import func, select

from desktop.anonymise import PairFacts, release_records, spec
from desktop.models.sharing import Enrolment
from desktop.models.wire import request_text
from desktop.post.keys import key_for, public_of, sign
from desktop.post.releases import _rows
from desktop.sync import TermFacts, prepare
from headoffice.database import open_database, reading, writing
from headoffice.editions import national
from headoffice.estimates import Ratio, Table, answered, standard_error, unblurred
from headoffice.promise import promise
from headoffice.tables import editions, held, receipts, site_keys, sites
from tests.sync_world.office import OfficeProcess
from tests.sync_world.postgres import cluster

TERMS = ("2026-27-1", "2025-26-3", "2025-26-2")
REGIONS = ("East", "London", "Midlands", "North", "Scotland", "South", "Wales")
KEY = key_for("benchmark", "school")
V1 = spec()


def some_pairs(count: int, rng: random.Random) -> tuple[PairFacts, ...]:
    """Make pairs as a school has them: three ages, one way of meeting more common than the others."""

    def one() -> PairFacts:
        facts = {fact.name: rng.choice(fact.values) for fact in V1.private}
        facts["age_band"] = rng.choice(("11-13", "14-15", "16-17"))
        facts["modality"] = rng.choices(("face_to_face", "hybrid", "virtual"), (5, 3, 2))[0]
        return PairFacts(may_share=True, secret=f"{rng.getrandbits(128):032x}", **facts)

    return tuple(one() for _ in range(count))


def enrolment(site: str) -> Enrolment:
    """Return a site's enrolment as the school keeps it."""
    return Enrolment(
        office_url="http://127.0.0.1",
        site=site,
        epoch=1,
        private_key=KEY,
        office_public_key=public_of(KEY),
        enrolled_at=datetime(2026, 9, 1, tzinfo=UTC),
    )


def making_a_release() -> None:
    """Time a release for 500 pairs: coarsened, blurred, signed."""
    facts = TermFacts(code=TERMS[0], pairs=some_pairs(500, random.Random(1)))
    taken = []
    for revision in range(1, 21):
        _rows.cache_clear()
        began = time.perf_counter()
        made = prepare(facts, revision=revision, enrolment=enrolment("s-1"))
        sign(KEY, made.body.encode())
        taken.append(time.perf_counter() - began)
    size = len(gzip.compress(made.body.encode()))
    print(
        f"release of 500 pairs: median {1000 * statistics.median(taken):.1f} ms (aim 50), {size / 1024:.1f} KiB gzipped"
    )


def request_for(number: int, term: str) -> tuple[str, bytes, dict[str, str]]:
    """Return one school's sealed PUT, ready to send."""
    site = f"s-{number:05d}"
    facts = TermFacts(code=term, pairs=some_pairs(40, random.Random(f"{number} {term}")))
    made = prepare(facts, revision=1, enrolment=enrolment(site))
    target = f"/v1/releases/{term}/1"
    nonce = f"{number:032x}"
    seal = request_text("PUT", target, site=site, epoch=1, nonce=nonce, digest=made.digest)
    headers = {"site": site, "epoch": "1", "nonce": nonce, "digest": made.digest, "signature": sign(KEY, seal)}
    named = {f"alongside-{name}": value for name, value in headers.items()} | {"content-encoding": "gzip"}
    return target, gzip.compress(made.body.encode()), named


def sending(port: int, requests: list[tuple[str, bytes, dict[str, str]]], workers: int) -> list[float]:
    """Send every request once and return how long each answer took, in seconds."""
    waiting, taken, lock = list(requests), [], threading.Lock()

    def work() -> None:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            while True:
                with lock:
                    if not waiting:
                        return
                    target, body, headers = waiting.pop()
                began = time.perf_counter()
                answer = client.put(target, content=body, headers=headers)
                taken.append(time.perf_counter() - began)
                assert answer.status_code == 200, answer.text

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def over_http(releases: int, terms: int) -> None:
    """So many sites' releases through HTTP into PostgreSQL, then the national page over all of them."""
    with cluster() as postgres, tempfile.TemporaryDirectory() as folder:
        url = postgres.url(postgres.fresh())
        engine = open_database(url)
        rows = [f"s-{number:05d}" for number in range(releases)]
        with writing(engine) as db:
            shared = {"epoch": 1, "made_at": 0}
            db.execute(
                sites.insert(), [{"id": s, "name": s, "region": REGIONS[n % 7], **shared} for n, s in enumerate(rows)]
            )
            db.execute(
                site_keys.insert(),
                [{"site": s, "epoch": 1, "public_key": public_of(KEY), "enrolled_at": 0} for s in rows],
            )
        with OfficeProcess(url, Path(folder)) as office:
            for term in TERMS[:terms]:
                requests = [request_for(number, term) for number in range(releases)]
                began = time.perf_counter()
                taken = sorted(sending(office.port, requests, workers=4))
                seconds = time.perf_counter() - began
                middle, late = taken[len(taken) // 2], taken[int(0.99 * len(taken))]
                print(
                    f"{len(taken)} releases of 40 over HTTP into PostgreSQL: {seconds:.1f} s (aim 60), "
                    f"{len(taken) / seconds:.0f} a second, "
                    f"median {1000 * middle:.0f} ms, p99 {1000 * late:.0f} ms (aim 250)"
                )
            with reading(engine) as db:
                doubled = releases * terms - db.execute(select(func.count()).select_from(receipts)).scalar_one()
                records = db.execute(select(func.sum(held.c.records))).scalar_one()
                size = db.exec_driver_sql("select pg_database_size(current_database())").scalar_one()
            print(f"doubled or missing: {doubled}; {records} records, {size / 2**20:.0f} MiB")
        times = []
        for _ in range(3):
            with writing(engine) as db:
                db.execute(editions.delete())
            times.append(_seconds(lambda: national(engine)))
        found, again = national(engine), [_seconds(lambda: national(engine)) for _ in range(5)]
        print(
            f"national page over {records} records: made anew median {statistics.median(times):.2f} s (aim 1), "
            f"asked again {1000 * statistics.median(again):.0f} ms; {found.overall.pairs} pairs shown for {found.term}"
        )
        engine.dispose()


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def precision() -> None:
    """Print the standard error of a 30 % cell: by formula for the widest list of values, and simulated."""
    office = promise(1)
    assert office is not None
    fact = office.private["confidence"]
    for places, aim in ((100, 1.2), (3_000, 0.25)):
        worst = max(standard_error(0.3, places * 40, one) for one in office.private.values())
        print(f"standard error of a 30% cell, {places} sites x 40: {100 * worst:.2f} points (aim {aim})")
    rng = np.random.default_rng(2)
    true = np.array([0.35, 0.35, 0.3, 0.0])
    chances = fact.lie + true * (fact.truth - fact.lie)
    tables = (Table(rng.multinomial(40, chances, size=100).astype(float)) for _ in range(400))
    found = [Ratio(table, unblurred("higher", fact), answered(fact)).value for table in tables]
    print(f"the same simulated, with all asked: {100 * np.std(found):.2f} points, mean {100 * np.mean(found):.2f}%")


def intruder() -> None:
    """How often an intruder who knows all but one child is right, and how sure at most (exact, prior 0.6)."""
    truth, prior = V1.private[0].truth / 1_000_000, 0.6

    def chance(told: int, yes: int, of: int) -> float:
        return sum(
            math.comb(yes, t)
            * truth**t
            * (1 - truth) ** (yes - t)
            * math.comb(of - yes, told - t)
            * (1 - truth) ** (told - t)
            * truth ** (of - yes - told + t)
            for t in range(max(0, told - of + yes), min(yes, told) + 1)
        )

    for of in (6, 10, 30):
        right = surest = 0.0
        for others in range(of):
            weight = math.comb(of - 1, others) * prior**others * (1 - prior) ** (of - 1 - others)
            for told in range(of + 1):
                yes, no = prior * chance(told, others + 1, of), (1 - prior) * chance(told, others, of)
                right += weight * max(yes, no)
                surest = max(surest, max(yes, no) / (yes + no))
        print(
            f"intruder in a group of {of}: right {right:.3f} (by guessing {prior}), "
            f"never surer than {surest:.3f} (aim 0.93)"
        )


def choosing_what_to_withhold() -> None:
    """How many values stay unstated in schools of several sizes."""
    rng = random.Random(3)
    for size in (12, 20, 40, 60):
        lost = []
        for _ in range(60):
            records = release_records(some_pairs(size, rng), spec=V1, term=TERMS[0])
            lost.append(
                [sum(getattr(r, name) == "not_stated" for r in records) / size for name in ("age_band", "modality")]
            )
        ages, ways = (100 * statistics.mean(part) for part in zip(*lost, strict=True))
        print(f"school of {size} pairs: age withheld {ages:.0f}%, how they meet withheld {ways:.0f}%")


def main() -> None:
    """Print all figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--releases", type=int, default=5_000)
    asked.add_argument("--terms", type=int, default=3, choices=(1, 2, 3))
    options = asked.parse_args()
    making_a_release()
    precision()
    intruder()
    choosing_what_to_withhold()
    over_http(options.releases, options.terms)


if __name__ == "__main__":
    main()
