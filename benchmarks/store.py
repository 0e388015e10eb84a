"""Figures of the school's file, at the cost of a real passphrase: `python -m benchmarks.store`."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.models.people import Mentee, Mentor
from desktop.models.record import MenteeId, MentorId, new_id
from desktop.store import Cost, Means, Store
from desktop.store.vault import read_vault

PASSPHRASE = "four plain old words"
FORENAMES = ("Amira", "Łukasz", "Siân", "Zoë", "Mohammed", "Olivia", "Dafydd", "Precious")
SURNAMES = ("Khan", "Nowak", "ap Rhys", "Okafor", "Smith", "O'Brien", "Begum", "Williams")


def mentees(count: int) -> list[Mentee]:
    """Return people of the size a real import gives."""
    return [
        Mentee(
            id=MenteeId(new_id()),
            legal_forename=f"{FORENAMES[number % 8]}{number % 97}",
            legal_surname=f"{SURNAMES[number // 8 % 8]}{number % 89}",
            year=7 + number % 7,
            form=f"{7 + number % 7}{'ABCDE'[number % 5]}",
            sectors=("health", "engineering", "law"),
            languages=("en", "ur"),
            availability=("mon-pm", "wed-eve"),
        )
        for number in range(count)
    ]


def mentors(count: int) -> list[Mentor]:
    """Return volunteers."""
    return [Mentor(id=MentorId(new_id()), name=f"{FORENAMES[n % 8]} {SURNAMES[n % 7]}{n}") for n in range(count)]


@contextmanager
def clocked(what: str, unit: str = "s") -> Iterator[None]:
    """Print how long the block took."""
    start = time.perf_counter()
    yield
    told(what, time.perf_counter() - start, unit)


def told(what: str, seconds: float, unit: str = "s") -> None:
    """Print one figure."""
    print(f"{what:<58} {seconds * (1000 if unit == 'ms' else 1):8.2f} {unit}")


def median(work: Callable[[int], object], times: int) -> float:
    """Return the median seconds of a work that is told how many times it was done before."""
    taken = []
    for number in range(times):
        start = time.perf_counter()
        work(number)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def opening(folder: Path) -> None:
    """Print what it takes to open a school of 5,000 people, and the share of the passphrase in it."""
    store, _recovery = Store.create(folder, PASSPHRASE)
    with store.step("Import", who="benchmark") as step:
        step.put_many([*mentees(2500), *mentors(2500)])
    store.close()
    vault = read_vault(folder / "vault.json")
    told("of it the passphrase (Argon2id, 64 MiB, 3 passes)", median(lambda _n: vault.open(PASSPHRASE), 5))
    told("open a file of 5,000 people (target 0.5 s)", median(lambda _n: Store.open(folder, PASSPHRASE).close(), 5))


def at_work(folder: Path) -> None:
    """Print what steps, searches and safekeeping take in a school of 20,000 people."""
    store, _recovery = Store.create(folder, PASSPHRASE, means=Means(cost=Cost(memory_kib=8, passes=1, lanes=1)))
    people = mentees(20_000)
    with clocked("import 20,000 people as one step"), store.step("Import", who="benchmark") as step:
        step.put_many(people)
    with clocked("undo that import"):
        store.undo(who="benchmark")
    with clocked("redo it"):
        store.redo(who="benchmark")

    def edit(number: int) -> None:
        with store.step("Edit", who="benchmark") as step:
            step.put(people[number].model_copy(update={"form": f"9{number}"}))

    told("one edit as a step, median (target 5 ms)", median(edit, 200), "ms")
    for words in ("khan12", "amira kh", "ok", "z"):
        told(f"search for '{words}', median (target 50 ms)", median(_search(store, words), 9), "ms")
    for column in ("find", "-year", "date_of_birth"):
        told(f"order all by {column}, median", median(_order(store, column), 9), "ms")
    ids = store.ids(Mentee)
    told("read a page of 100, median", median(lambda n: store.page(Mentee, ids[n * 100 : n * 100 + 100]), 50), "ms")
    with clocked("read all 20,000 records"):
        store.all(Mentee)
    with clocked("make a backup, open and count it"):
        store.backup("benchmark")
    with clocked("all checks"):
        store.check()
    with clocked("erase one person"):
        store.erase(Mentee, people[0].id, who="benchmark")
    store.close()
    print(f"size of the file: {(folder / 'school.alongside').stat().st_size / 1e6:.0f} MB")


def _search(store: Store, words: str) -> Callable[[int], object]:
    return lambda _number: store.ids(Mentee, search=words)


def _order(store: Store, column: str) -> Callable[[int], object]:
    return lambda _number: store.ids(Mentee, order_by=column)


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        opening(Path(folder) / "five")
        at_work(Path(folder) / "twenty")


if __name__ == "__main__":
    main()
