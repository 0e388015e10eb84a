"""Synthetic rosters for the benchmarks: written as CSV, read straight into columns; every person is made up.

The pair graph has the shape of a real one: skewed interests over forty sectors, a few home languages, afternoons and
evenings, distances in a town of 30 km, wishes for gender and way of meeting, blocked pairs, a skewed index of need.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from desktop.rules.columns import ANY_GENDER, Apart, MenteeColumns, MentorColumns, masks
from desktop.rules.compatibility import default_weights
from desktop.rules.scoring import Scorer

SECTORS = [f"sector{k:02d}" for k in range(40)]
LANGUAGES = ["ar", "bn", "cy", "es", "fa", "fr", "gu", "pl", "pt", "ro", "so", "ur"]
SLOTS = [f"{day}-{part}" for day in ("mon", "tue", "wed", "thu", "fri") for part in ("am", "pm", "eve")]
ETHNIC = ["white", "asian", "black", "mixed", "other"]
AREAS = 25


def _some(draw: np.random.Generator, codes: list[str], odds: np.ndarray, most: int) -> str:
    count = int(draw.integers(1, most + 1))
    return ";".join(sorted(draw.choice(codes, size=count, replace=False, p=odds).tolist()))


def _skewed(draw: np.random.Generator, count: int) -> np.ndarray:
    odds = 1 / np.arange(1, count + 1) ** 0.7
    draw.shuffle(odds)
    return odds / odds.sum()


def write(folder: Path, n: int, m: int, seed: int) -> None:
    """Write mentees.csv, mentors.csv, blocked.csv and earlier.csv."""
    draw = np.random.default_rng(seed)
    town = draw.uniform(0, 30_000, (AREAS, 2)).astype(int)
    wanted, offered, spoken = _skewed(draw, 40), _skewed(draw, 40), _skewed(draw, len(LANGUAGES))

    def person(mentor: bool) -> dict[str, object]:
        free = draw.random(15) < np.tile([0.1, 0.4, 0.3], 5)
        free[draw.integers(15)] = True
        east, north = town[draw.integers(AREAS)]
        return {
            "easting": east,
            "northing": north,
            "wish": draw.choice(["1", "2", "3"], p=[0.5, 0.4, 0.1]),
            "gender": draw.choice(["female", "male"]),
            "sectors": _some(draw, SECTORS, offered if mentor else wanted, 3 if mentor else 4),
            "languages": _some(draw, LANGUAGES, spoken, 2) if draw.random() < 0.3 else "",
            "times": ";".join(np.array(SLOTS)[free]),
            "ethnic": draw.choice(ETHNIC, p=[0.5, 0.2, 0.15, 0.1, 0.05]),
            "first": int(draw.random() < 0.4),
        }

    mentees = [
        {
            **person(False),
            "same": int(draw.random() < 0.1),
            "online": int(draw.random() < 0.5),
            "need": int(draw.beta(2, 4) * 900),
            "waited": int(draw.integers(0, 365)),
        }
        for _ in range(n)
    ]
    mentors = [{**person(True), "reach": int(draw.choice([5, 8, 12, 20])), "places": 1} for _ in range(m)]
    pairs = [{"mentee": int(draw.integers(n)), "mentor": int(draw.integers(m))} for _ in range(n // 2)]
    for name, rows in (("mentees", mentees), ("mentors", mentors), ("blocked", pairs[::2]), ("earlier", pairs[1::2])):
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            table = csv.DictWriter(file, rows[0])
            table.writeheader()
            table.writerows(rows)


@dataclass(frozen=True)
class School:
    """A roster as the mathematics wants it."""

    scorer: Scorer
    mentees: MenteeColumns
    mentors: MentorColumns
    ranks: np.ndarray
    room: np.ndarray
    earlier: np.ndarray


def _read(path: Path) -> dict[str, list[str]]:
    """Return the columns of a CSV file; one without quotes is cut at its commas, in one go."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    width = lines[0].count(",") + 1
    if '"' in text or any(line.count(",") != width - 1 for line in lines):
        cells = [cell for row in csv.reader(lines) for cell in row]
    else:
        cells = ",".join(lines).split(",")
    return {cells[k]: cells[k + width :: width] for k in range(width)}


def _codes(column: list[str]) -> list[tuple[str, ...]]:
    """Return the codes in each cell; many cells are alike."""
    known = {cell: tuple(cell.split(";")) if cell else () for cell in set(column)}
    return [known[cell] for cell in column]


def _sets(column: list[str]) -> list[frozenset[str]]:
    known = {cell: frozenset(cell.split(";") if cell else ()) for cell in set(column)}
    return [known[cell] for cell in column]


def read(folder: Path) -> School:
    """Read a folder of CSV files into columns."""
    e, o = _read(folder / "mentees.csv"), _read(folder / "mentors.csv")
    blocked, earlier = _read(folder / "blocked.csv"), _read(folder / "earlier.csv")
    need, waited = np.array(e["need"], int), np.array(e["waited"], int)
    line = np.lexsort((-waited, -need))
    ranks = np.empty(len(line), np.int64)
    ranks[line] = np.arange(len(line))
    first = {"0": frozenset[str](), "1": frozenset({"first_in_family"})}
    mentees = MenteeColumns(
        areas=list(zip(map(int, e["easting"]), map(int, e["northing"]), strict=True)),
        wishes=list(map(int, e["wish"])),
        online=[cell == "1" for cell in e["online"]],
        genders=[gender if same == "1" else ANY_GENDER for gender, same in zip(e["gender"], e["same"], strict=True)],
        needed=[None] * len(need),
        sectors=_codes(e["sectors"]),
        times=_sets(e["times"]),
        traits=[
            (ethnic, None, spoken, first[one], False)
            for ethnic, spoken, one in zip(e["ethnic"], _sets(e["languages"]), e["first"], strict=True)
        ],
        months=(waited // 30).tolist(),
    )
    times = masks(_codes(o["times"]))
    m = len(o["reach"])
    mentors = MentorColumns(
        places=np.array([o["easting"], o["northing"]], np.float64).T,
        reach=np.array(o["reach"], np.int64),
        wishes=np.array(o["wish"], np.int64),
        genders=masks([(cell,) for cell in o["gender"]]),
        spoken={},
        sectors=masks(_codes(o["sectors"])),
        times=times,
        timeless=np.zeros(m, np.bool_),
        ethnic=masks([(cell,) for cell in o["ethnic"]]),
        social={},
        languages=masks(_codes(o["languages"])),
        experiences={"first_in_family": np.array(o["first"]) == "1"},
        pioneers=np.zeros(m, np.bool_),
    )
    bars = tuple(zip(map(int, blocked["mentee"]), map(int, blocked["mentor"]), strict=True))
    kept = np.array([earlier["mentee"], earlier["mentor"]], np.int64).T
    room = np.array(o["places"], np.int64)
    return School(
        Scorer(mentees, mentors, Apart(bars, ()), weights=default_weights()), mentees, mentors, ranks, room, kept
    )
