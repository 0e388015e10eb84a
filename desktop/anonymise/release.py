"""From the facts of all pairs to the records of a release, and to the words that say what leaves; it sends nothing."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping, Sequence

from desktop.anonymise.blur import blurred
from desktop.anonymise.coarsen import coarsened
from desktop.anonymise.facts import PairFacts
from desktop.anonymise.spec import Spec
from desktop.i18n import _, ngettext, noted, pgettext
from desktop.models.wire import NOT_STATED, WireRecord

NEVER_LEAVES = (
    noted("Names, dates, addresses, pupil numbers"),
    noted("Safeguarding, special needs, care, meals, faith, ethnicity, language"),
    noted("Notes, goals, anything typed freely"),
    noted("Who the mentors are and where they work"),
)

Row = dict[str, str]


def release_records(facts: Sequence[PairFacts], *, spec: Spec, term: str, moment: str = "") -> tuple[WireRecord, ...]:
    """Return the records of one term, in an order that says nothing; none at all below the site's minimum.

    `moment` is the term by whose end the moving facts are told, this one unless it still runs. The same facts give the
    same records in the same order; any change shuffles all of them anew.
    """
    shared = sorted((one for one in facts if one.may_share), key=lambda one: _rank(one.secret, "pair", term))
    if len(shared) < max(spec.minimum_pairs, spec.k):
        return ()
    rows = _coarse(shared, spec)
    for row, one in zip(rows, shared, strict=True):
        for fact in spec.private:
            row[fact.name] = blurred(row[fact.name], fact, secret=one.secret, moment=moment or term)
    return _shuffled(rows, [one.secret for one in shared])


def _coarse(shared: Sequence[PairFacts], spec: Spec) -> list[Row]:
    """Return the pairs' true values with as few visible ones withheld as k allows."""
    first, second = (fact.name for fact in spec.visible)
    rows = [{fact.name: getattr(one, fact.name) for fact in spec.facts} for one in shared]
    moves = coarsened(Counter((row[first], row[second]) for row in rows), spec.k)
    goals = {cell: list(gone.elements()) for cell, gone in moves.items()}
    for row in rows:
        row[first], row[second] = goals[row[first], row[second]].pop()
    return rows


def _shuffled(rows: Sequence[Row], secrets: Sequence[str]) -> tuple[WireRecord, ...]:
    """Return the records in an order keyed by everything in the release, so that no place means anything."""
    parts = (" ".join((secret, *row.values())) for row, secret in zip(rows, secrets, strict=True))
    whole = hashlib.sha256("\n".join(parts).encode())
    order = sorted(zip(rows, secrets, strict=True), key=lambda pair: _rank(pair[1], "order", whole.hexdigest()))
    return tuple(WireRecord.model_validate(row) for row, _secret in order)


def _rank(secret: str, purpose: str, moment: str) -> bytes:
    return hmac.digest(secret.encode(), f"alongside {purpose} v1\n{moment}".encode(), "sha256")


def counted(records: Sequence[WireRecord], spec: Spec) -> Mapping[str, Mapping[str, int]]:
    """Return how often each value stands in a release, by fact, in the spec's order."""
    rows = [record.model_dump() for record in records]
    return {fact.name: Counter(row[fact.name] for row in rows) for fact in spec.facts}


def in_words(records: Sequence[WireRecord], *, pairs: int, spec: Spec, over: bool = True) -> tuple[str, ...]:
    """Return what a release says as sentences; `pairs` is how many ran in the term, shared or not.

    `over`: the term is, and what moved in it is told.
    """
    if not records:
        few = ngettext(
            "Fewer than {n} pair may be shared, so head office only learns that this school is active.",
            "Fewer than {n} pairs may be shared, so head office only learns that this school is active.",
            spec.minimum_pairs,
        )
        return (few,)
    left = pairs - len(records)
    told = [ngettext("{n} record leaves: one for each pair.", "{n} records leave: one for each pair.", len(records))]
    if left:
        told.append(
            ngettext("{n} pair stays out: no consent to share.", "{n} pairs stay out: no consent to share.", left)
        )
    counts = counted(records, spec)
    for fact in spec.facts:
        ordered = [value for value in (*fact.values, NOT_STATED) if counts[fact.name].get(value)]
        parts = ", ".join(f"{pgettext('record', spec.words[value])} ({counts[fact.name][value]})" for value in ordered)
        told.append(f"{pgettext('record', fact.label)}: {parts}")
    told.append(
        _("The first two are shared by {n} records or more; the others are blurred on purpose.").format(n=spec.k)
    )
    if not over:
        told.append(
            _(
                "Sessions, endings and changes are told once a term, {n} days after its end. Until then they stand as "
                "they were when the last term was over."
            ).format(n=spec.settling_days)
        )
    return tuple(told)
