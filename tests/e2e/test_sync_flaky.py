import shutil
import sqlite3
import threading
import time
from collections import Counter
from contextlib import contextmanager

import httpx2
import pytest
from sqlalchemy import func, select

from desktop.models.sharing import ReleaseState, Standing
from desktop.sync import TermFacts, standings, sync
from headoffice.database import open_database, reading
from headoffice.tables import held, receipts, sites
from tests.sync_world.flaky_proxy import LOST, FlakyProxy, mostly_bad
from tests.sync_world.office import InTurns, NearOffice, OfficeProcess
from tests.sync_world.school import enrolled_school, line_to, pair

TERMS = [f"{year}-{year % 100 + 1}-{number}" for year in (2022, 2023, 2024, 2025) for number in range(1, 7)]
PATIENCE = 0.24  # seconds a school waits for an answer here; what comes late or never takes four thirds of it


class SqliteDatabase:
    def __init__(self, folder):
        self.folder, self.url = folder, f"sqlite:///{folder}/office.db"

    def save(self):
        with sqlite3.connect(self.folder / "office.db") as now, sqlite3.connect(self.folder / "old.db") as old:
            now.backup(old)
        now.close()
        old.close()

    def restore(self):
        for name in ("office.db", "office.db-wal", "office.db-shm"):
            (self.folder / name).unlink(missing_ok=True)
        shutil.copy(self.folder / "old.db", self.folder / "office.db")


class PostgresDatabase:
    def __init__(self, cluster):
        self.cluster, self.name = cluster, cluster.fresh()
        self.url = cluster.url(self.name)

    def save(self):
        with self._empty():  # a copy can't be made while somebody is connected
            self.old = self.cluster.fresh(template=self.name)

    def restore(self):
        with self._empty():
            self.cluster.run(f"drop database {self.name}")
            self.cluster.run(f"create database {self.name} template {self.old}")

    @contextmanager
    def _empty(self):
        """Have nobody connected for a while: who is put out comes back at once otherwise."""
        self.cluster.run(f"alter database {self.name} allow_connections false")
        self.cluster.run(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{self.name}'")
        yield
        self.cluster.run(f"alter database {self.name} allow_connections true")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    if request.param == "sqlite":
        return SqliteDatabase(tmp_path)
    return PostgresDatabase(request.getfixturevalue("postgres"))


def schools_of(database, count, folder):
    """Return schools that enrolled and approved all terms over a line that works."""
    near = NearOffice(database.url, folder)
    pairs = tuple(pair(secret=f"{number}") for number in range(10))
    facts = [TermFacts(code=code, pairs=pairs) for code in TERMS]
    found = [enrolled_school(near.letter(f"School {n}"), line_to(near.client), *facts) for n in range(count)]
    near.close()
    return found


def keep_trying(school, url, seed, deadline):
    """Sync as the window would, without the hours between, until every term is confirmed."""
    with httpx2.Client(base_url=url, timeout=PATIENCE) as client:
        line = line_to(client, seed=seed, tries=12, deadline=PATIENCE)
        while not all_confirmed(sync(school, line)):
            assert time.monotonic() < deadline, [one.words for one in standings(school)]


def all_confirmed(report):
    return report.reached and all(one.standing is Standing.CONFIRMED for one in report.terms)


@pytest.mark.timeout(7200)  # a hundred times what a quiet machine takes; the deadline below is what ends it
def test_over_a_bad_line_every_release_is_stored_once_and_none_is_called_sent_too_early(database, tmp_path, request):
    count = request.config.getoption("--sync-schools")
    office = OfficeProcess(database.url, tmp_path)
    with office, FlakyProxy(office.port, seed=11, weights=mostly_bad(0.6), hold=PATIENCE / 3) as proxy:
        schools = schools_of(database, count, tmp_path)
        deadline = time.monotonic() + 200 + 40 * count
        jobs = [lambda n=n, s=s: keep_trying(s, proxy.url, n, deadline) for n, s in enumerate(schools)]
        early, late = jobs[: -count // 4], jobs[-count // 4 :]

        def power_cut():
            while len(proxy.exchanges) < 20 * count:
                time.sleep(0.02)
            office.kill()
            office.start()

        trouble = threading.Thread(target=power_cut)
        trouble.start()
        InTurns(16).run(early)
        trouble.join()
        database.save()
        InTurns(16).run(late)
        office.kill()
        database.restore()
        office.start()
        InTurns(16).run(jobs)
        lost = sum(proxy.faults[name] for name in LOST) / len(proxy.exchanges)
        assert set(proxy.faults) == set(mostly_bad(0.6))
        assert 0.5 < lost < 0.7
    check_books(database, schools)
    check_words(schools, proxy)


def check_books(database, schools):
    """Every release stands in head office's books exactly once, with the digest the school knows."""
    engine = open_database(database.url)
    with reading(engine) as db:
        books = {(row.site, row.term): (row.revision, row.digest) for row in db.execute(select(held))}
        doubled = db.execute(select(receipts.c.digest).group_by(receipts.c.digest).having(func.count() > 1)).all()
        counted = db.execute(select(func.sum(held.c.records))).scalar_one()
        assert db.execute(select(func.count()).select_from(sites)).scalar_one() == len(schools)
    engine.dispose()
    known = {
        (school.enrolled.site, one.term): (one.revision, one.digest)
        for school in schools
        for one in school.releases()
        if one.state is ReleaseState.CONFIRMED
    }
    assert len(known) == len(schools) * len(TERMS)
    assert books == known
    assert doubled == []
    assert counted == 10 * len(known)


def check_words(schools, proxy):
    """Nothing was called sent before head office answered 200 to exactly that release.

    Confirmed may come without such an answer: a power cut after the storing takes it, and the state shows it later.
    """
    tried = Counter((site_of(call), call.call) for call in proxy.exchanges)
    taken = Counter((site_of(call), call.call) for call in proxy.exchanges if 200 in call.taken)
    for school in schools:
        for one in school.history:
            call = school.enrolled.site, f"PUT /v1/releases/{one.term}/{one.revision}"
            assert taken[call] or one.state is not ReleaseState.SENT
            assert tried[call] or one.state is not ReleaseState.CONFIRMED


def site_of(call):
    return call.head.lower().split(b"alongside-site: ")[1].split(b"\r\n")[0].decode()
