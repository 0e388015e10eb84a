"""A school's side for tests: a ledger in memory that is the real protocol, and pairs made from a seed."""

import random
from datetime import UTC, datetime

from desktop.anonymise import PairFacts, spec
from desktop.models.sharing import Approval, Enrolment, StoredRelease
from desktop.post.keys import key_for
from desktop.sync import Line, TermFacts, approve, enrol

TERM = "2026-27-1"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class MemoryLedger:
    """Keeps frozen values by id, as the store does."""

    def __init__(self, *terms: TermFacts, enrolled: Enrolment | None = None) -> None:
        self.enrolled = enrolled
        self.facts = {term.code: term for term in terms}
        self.approved: dict[str, Approval] = {}
        self.kept: dict[str, StoredRelease] = {}
        self.history: list[StoredRelease] = []

    def enrolment(self):
        return self.enrolled

    def terms(self):
        return list(self.facts.values())

    def approvals(self):
        return list(self.approved.values())

    def releases(self):
        return list(self.kept.values())

    def keep_enrolment(self, enrolment):
        self.enrolled = enrolment

    def keep_approval(self, approval):
        self.approved[approval.id] = approval

    def keep_releases(self, *releases):
        for release in releases:
            self.kept[release.id] = release
            self.history.append(release)

    def copy(self):
        """Return what a restored backup or a cloned folder would hold."""
        twin = MemoryLedger(*self.facts.values(), enrolled=self.enrolled)
        twin.approved, twin.kept = dict(self.approved), dict(self.kept)
        return twin


def pair(rng: random.Random | None = None, **given: object) -> PairFacts:
    """Make one pair that may be shared; with `rng` its facts are drawn, else they are alike."""
    rng = rng or random.Random(0)
    facts: dict[str, object] = {"may_share": True, "secret": f"{rng.getrandbits(128):032x}"}
    if given.pop("drawn", False):
        for fact in spec().facts:
            facts[fact.name] = rng.choice(fact.values)
    return PairFacts.model_validate({**facts, **given})


def pairs(count: int, seed: int = 1, **given: object) -> tuple[PairFacts, ...]:
    """Make so many pairs with drawn facts."""
    rng = random.Random(seed)
    return tuple(pair(rng, drawn=True, **given) for _ in range(count))


def term(code: str = TERM, count: int = 20, seed: int = 1) -> TermFacts:
    """Make a term in which so many pairs ran."""
    return TermFacts(code=code, name="autumn", pairs=pairs(count, seed))


def line_to(client, *, seed: int = 1, tries: int = 4, **given) -> Line:
    """Return a line that never really waits."""
    given = {"clock": lambda: NOON, "pause": lambda seconds: None, **given}
    return Line(client=client, rng=random.Random(seed), tries=tries, **given)


def enrolled_by_hand(*, office_key: str, site: str = "s-1", epoch: int = 1) -> Enrolment:
    """Return an enrolment with a head office of the test's own making."""
    return Enrolment(
        office_url="http://127.0.0.1",
        site=site,
        epoch=epoch,
        private_key=key_for("school", "test"),
        office_public_key=office_key,
        enrolled_at=NOON,
    )


def enrolled_school(letter, line: Line, *terms: TermFacts, url: str = "http://testserver") -> MemoryLedger:
    """Return a school that has enrolled with a letter's code and approved all its terms."""
    ledger = MemoryLedger(*terms, enrolled=enrol(letter.code.written, url, line=line, secret=letter.code.secret))
    for one in terms:
        approve(ledger, one.code, by="Helen Marsh", at=NOON)
    return ledger
