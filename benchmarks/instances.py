"""Assignment instances: families whose optimum is known by formula, cost files, and `assign` beside scipy.

`python -m benchmarks.instances` prints every figure; `--only tables|lists|known` one. `--costs FILE ...` solves dense
n x n cost files (OR-Library's assign100 to assign800 and kin: n, then n x n costs to be minimised, in any lines) and
states the optimum found, whether it is proved, and the time.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from desktop.matching import Assignment, assign, assign_sparse

SEEDS = (1, 2, 3)
PUBLISHED = {  # optimal costs that OR-Library states for its files
    "assign100": 305, "assign200": 475, "assign300": 626, "assign400": 804,
    "assign500": 991, "assign600": 1176, "assign700": 1362, "assign800": 1552,
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """Costs (n, m) to be minimised, every row assigned, and the optimum by formula."""

    name: str
    costs: np.ndarray
    optimum: int


def known(n: int, seed: int = 1) -> Iterator[Known]:
    """Yield an instance of every family: size n, or the nearest size that the family has."""
    yield from _sorted_families(n, np.random.default_rng(seed))
    yield from _squares(n, np.random.default_rng(seed))
    yield from _drawn(n, np.random.default_rng(seed))


def _sorted_families(n: int, rng: np.random.Generator) -> Iterator[Known]:
    """Yield families where the answer is to pair in order, or in opposite order (Monge; Hoffman 1963)."""
    i = np.arange(n)
    a, b = rng.integers(0, 1000, n), rng.integers(0, 1000, n)
    up, down = np.sort(a), np.sort(b)[::-1]
    yield Known("products, greatest", -np.outer(i, i), -int((i * i).sum()))
    yield Known("products, least (Machol and Wien)", np.outer(i + 1, i + 1), n * (n + 1) * (n + 2) // 6)
    yield Known("products of drawn numbers", np.outer(a, b), int((up * down).sum()))
    yield Known("distances on a line", abs(a[:, None] - b), int(abs(up - down[::-1]).sum()))
    yield Known("squared distances on a line", (a[:, None] - b) ** 2, int(((up - down[::-1]) ** 2).sum()))
    yield Known("squared sums", (i[:, None] + i) ** 2, n * (n - 1) ** 2)
    yield Known("farthest places", -abs(i[:, None] - i), -(n * n // 2))
    yield Known("lesser of two, greatest", -np.minimum(i[:, None], i), -n * (n - 1) // 2)
    yield Known("greater of two, least", np.maximum(i[:, None], i), n * (n - 1) // 2)
    yield Known("one above the diagonal", -(i[:, None] < i).astype(np.int64), 1 - n)


def _squares(n: int, rng: np.random.Generator) -> Iterator[Known]:
    """Yield families made of Latin squares and cycles: every row holds the best value where no other row needs it."""
    i = np.arange(n)
    ring = rng.integers(-500, 500, n)
    power = 1 << (n.bit_length() - 1)
    prime = next(p for p in range(n + 1, 2 * n + 2) if all(p % d for d in range(2, int(p**0.5) + 1)))
    bits, units = np.arange(power), np.arange(1, prime)
    yield Known("circulant", ring[(i[None, :] - i[:, None]) % n], n * int(ring.min()))
    yield Known("sums modulo n", (i[:, None] + i) % n, 0)
    yield Known("sums modulo n, greatest", -((i[:, None] + i) % n), -n * (n - 1))
    yield Known("exclusive or, greatest", -(bits[:, None] ^ bits), -power * (power - 1))
    yield Known("products modulo a prime", np.outer(units, units) % prime, prime - 1)
    yield Known("nobody their own", np.eye(n, dtype=np.int64), int(n == 1))


def _drawn(n: int, rng: np.random.Generator) -> Iterator[Known]:
    """Yield drawn instances with an optimum hidden in them, and machines."""
    u, v = rng.integers(-999, 999, n), rng.integers(-999, 999, n)
    yield Known("sums of two", u[:, None] + v, int(u.sum() + v.sum()))
    order = rng.permutation(n)
    for name, most in (("hidden among ties", 2), ("hidden", 1000), ("hidden, int32", 1 << 30)):
        over = rng.integers(0, most, (n, n))
        over[np.arange(n), order] = 0
        yield Known(name, u[:, None] + v + over, int(u.sum() + v.sum()))
    jobs, machines = rng.integers(1, 100, n), 3
    turn = np.repeat(np.arange(1, -(-n // machines) + 1), machines)  # last, last but one, ... on each machine
    spt = int((np.sort(jobs)[::-1] * turn[:n]).sum())  # shortest first (Smith 1956; Conway, Maxwell, Miller 1967)
    yield Known("jobs on three machines", np.outer(jobs, turn), spt)


def read(path: Path) -> np.ndarray:
    """Read a dense cost file: n, then n x n whole numbers, in any lines; raises ValueError for anything else."""
    numbers = np.array(path.read_text("utf-8").split(), np.int64)
    n = int(numbers[0]) if len(numbers) else 0
    if n < 1 or len(numbers) != 1 + n * n:
        raise ValueError(f"{path.name} holds {max(0, len(numbers) - 1)} costs where {n} x {n} were announced")
    return numbers[1:].reshape(n, n)


def write(path: Path, costs: np.ndarray) -> None:
    """Write a dense cost file that `read` reads."""
    lines = [str(len(costs)), *(" ".join(map(str, row)) for row in costs.tolist())]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def solved(path: Path) -> dict[str, object]:
    """Solve a cost file."""
    table = read(path)
    start = time.perf_counter()
    found = assign(-table)
    facts = {"file": path.name, "n": len(table), "optimum": -found.total, "proved": found.proved}
    published = PUBLISHED.get(path.stem)
    told = {} if published is None else {"published": published, "agrees": -found.total == published}
    return {**facts, **told, "seconds": round(time.perf_counter() - start, 3)}


def formulas() -> dict[str, object]:
    """Solve every family at several sizes and count those whose optimum is that of the formula, proved."""
    cases = [(n, case, assign(-case.costs)) for n in (10, 50, 200, 500) for case in known(n)]
    wrong = [f"{case.name} {n}" for n, case, found in cases if -found.total != case.optimum or not found.proved]
    return {"instances": len(cases), "wrong or not proved": wrong}


Draw = Callable[[np.random.Generator, int], np.ndarray]
TABLES: dict[str, Draw] = {
    "random to 1,000": lambda rng, n: rng.integers(0, 1000, (n, n)),
    "random int32": lambda rng, n: rng.integers(-(2**31), 2**31, (n, n)),
    "3 values": lambda rng, n: rng.integers(0, 3, (n, n)),
    "10 values": lambda rng, n: rng.integers(0, 10, (n, n)),
    "100 values": lambda rng, n: rng.integers(0, 100, (n, n)),
    "products": lambda _rng, n: np.outer(np.arange(n), np.arange(n)),
    "negative products": lambda _rng, n: -np.outer(np.arange(n), np.arange(n)),
    "two factors": lambda rng, n: rng.integers(0, 100, (n, 2)) @ rng.integers(0, 100, (2, n)),
    "places on a plane": lambda rng, n: -_distances(rng, n),
    "twice the mentors": lambda rng, n: rng.integers(0, 1000, (n, 2 * n)),
    "twice the mentees": lambda rng, n: rng.integers(0, 1000, (2 * n, n)),
}


def _distances(rng: np.random.Generator, n: int) -> np.ndarray:
    return (abs(rng.random((n, 1, 2)) - rng.random((1, n, 2))).sum(axis=2) * 1e6).astype(np.int64)


def spent(work: Callable[[], object]) -> tuple[float, object]:
    """Return the processor seconds of a piece of work, which other work on the machine hardly changes, and its gift."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def beside_scipy(scores: np.ndarray) -> tuple[float, float]:
    """Return the seconds of `assign` and of scipy on the matrix as it wants it; both must reach the same total."""
    ours, found = spent(lambda: assign(scores))
    ready = scores.astype(np.float64)
    theirs, (rows, columns) = spent(lambda: linear_sum_assignment(ready, maximize=True))
    assert isinstance(found, Assignment)
    assert found.proved
    assert found.total == sum(scores[rows, columns].tolist())
    return ours, theirs


def tables(n: int) -> dict[str, object]:
    """Measure dense tables of every kind: medians over seeds."""
    figures: dict[str, object] = {}
    for name, draw in TABLES.items():
        both = [beside_scipy(draw(np.random.default_rng(seed), n)) for seed in SEEDS]
        ours, theirs = (statistics.median(side) for side in zip(*both, strict=True))
        figures[name] = {"ours": round(ours, 3), "scipy": round(theirs, 3), "ratio": round(ours / theirs, 2)}
    return {f"{n} x {n}, processor seconds": figures, "blocks": blocks(n)}


def blocks(n: int, groups: int = 10) -> dict[str, float]:
    """Measure a table of blocks that share nobody, the rest barred, beside scipy on the whole of it."""
    rng = np.random.default_rng(1)
    group = np.arange(n) % groups
    scores, barred = rng.integers(0, 1000, (n, n)), group[:, None] != group
    ours, found = spent(lambda: assign(scores, barred=barred))
    ready = np.where(barred, -1e9, scores)
    theirs, (rows, columns) = spent(lambda: linear_sum_assignment(ready, maximize=True))
    assert isinstance(found, Assignment)
    assert found.total == int(scores[rows, columns].sum())
    return {"ours": round(ours, 3), "scipy": round(theirs, 3), "ratio": round(ours / theirs, 2)}


def lists(n: int) -> dict[str, object]:
    """Measure lists of ten candidates a mentee, beside scipy's sparse solver up to 20,000 (it grows by the square)."""
    figures: dict[str, object] = {}
    for size, mentors in ((n, n), (n, n * 11 // 10), (n, n // 2)):
        rng = np.random.default_rng(1)
        keys = np.unique(np.repeat(np.arange(size), 10) * mentors + rng.integers(0, mentors, 10 * size))
        rows, columns, scores = keys // mentors, keys % mentors, rng.integers(0, 1000, len(keys))
        ours, found = spent(lambda: assign_sparse((rows, columns, scores), shape=(size, mentors)))  # noqa: B023 - called at once
        assert isinstance(found, Assignment)
        figures[f"{size} x {mentors}"] = {
            "ours": round(ours, 2),
            "matched": len(found.pairs),
            "proved": found.proved,
            "scipy": _sparse_seconds(rows, columns, scores, (size, mentors)) if size <= 20_000 else None,
        }
    return figures


def _sparse_seconds(rows: np.ndarray, columns: np.ndarray, scores: np.ndarray, shape: tuple[int, int]) -> float:
    """Time scipy's sparse solver, with a place apart for everyone so that there is a full matching."""
    n, m = shape
    heads = np.concatenate([rows, np.arange(n)]), np.concatenate([columns, m + np.arange(n)])
    costs = np.concatenate([1000 - scores, np.full(n, 2000 * n)]).astype(np.float64)
    graph = csr_array((costs, heads), shape=(n, m + n))
    return round(spent(lambda: min_weight_full_bipartite_matching(graph))[0], 2)


def main() -> None:
    """Run what is asked for and print it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", choices=("known", "tables", "lists"))
    options.add_argument("--people", type=int)
    options.add_argument("--costs", type=Path, nargs="+")
    chosen = options.parse_args()
    if chosen.costs:
        for path in chosen.costs:
            print(json.dumps(solved(path)))
        return
    if chosen.only in (None, "known"):
        print(json.dumps({"known": formulas()}, indent=1))
    if chosen.only in (None, "tables"):
        for size in [chosen.people] if chosen.people else [500, 1000, 2000]:
            print(json.dumps(tables(size), indent=1), flush=True)
    if chosen.only in (None, "lists"):
        for size in [chosen.people] if chosen.people else [20_000, 200_000]:
            print(json.dumps({"lists": lists(size)}, indent=1), flush=True)


if __name__ == "__main__":
    main()
