"""Withholds as little as possible until every combination is shared by k records; it knows cells and counts only.

A cell is a pair of visible values, such as ("14-15", "hybrid"). A record may withhold either value or both; each value
withheld costs one. Among all ways that leave no cell with 1 to k - 1 records, the cheapest is found exactly:
whichever general cells ("not stated" in one place) are opened, what must move is known, what can move as well is
known, and the least number of extra records needed is the shortage of a flow, read off its smallest cut. Choices of
general cells are tried in order of a bound on their cost until none can be cheaper. (Local recoding; the general
problem is hard, the one of a school's twelve cells is not.)
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations

from desktop.models.wire import NOT_STATED

Cell = tuple[str, str]
WHOLE: Cell = (NOT_STATED, NOT_STATED)


def coarsened(counts: Mapping[Cell, int], k: int) -> dict[Cell, Counter[Cell]]:
    """Return for each cell how many of its records go to which cell, itself among them.

    Every cell that receives any then holds at least k, and the fewest values are withheld. Fewer than k records in
    all raise ValueError: they can't be released.
    """
    if sum(counts.values()) < k:
        raise ValueError("fewer records than k")
    best: _Plan | None = None
    for least, opened in sorted(
        (_least(counts, k, opened), sorted(opened)) for opened in _subsets(_general_cells(counts))
    ):
        if best is not None and least > best.cost:
            break
        plans = [_Plan(counts, k, frozenset(opened))]
        while plans:
            plan = plans.pop()
            if not plan.possible or (best is not None and plan.bound > best.cost):
                continue
            if plan.shortage:
                plans.extend(plan.emptying_one_more())
            elif best is None or plan.rank < best.rank:
                best = plan
    assert best is not None  # all in the one general cell is always possible
    return best.moves()


def _least(counts: Mapping[Cell, int], k: int, opened: frozenset[Cell]) -> int:
    """Return the values that must be withheld only to fill the opened cells: one a record they lack."""
    return sum(max(0, k - counts.get(cell, 0)) for cell in opened)


@dataclass(frozen=True)
class _Plan:
    """One choice of general cells to open and of large cells to empty."""

    counts: Mapping[Cell, int]
    k: int
    opened: frozenset[Cell]
    emptied: frozenset[Cell] = frozenset()

    @cached_property
    def forced(self) -> dict[Cell, int]:
        """The full cells that are too small or emptied, with all their records."""
        return {
            cell: count
            for cell, count in self.counts.items()
            if not _blanks(cell) and (count < self.k or cell in self.emptied)
        }

    @cached_property
    def spare(self) -> dict[Cell, int]:
        """The full cells that stay, with as many records as may leave."""
        return {
            cell: count - self.k for cell, count in self.counts.items() if not _blanks(cell) and cell not in self.forced
        }

    def ways(self, cell: Cell) -> tuple[Cell, ...]:
        """Return the opened cells that withhold one value of a full cell."""
        return tuple(general for general in ((NOT_STATED, cell[1]), (cell[0], NOT_STATED)) if general in self.opened)

    @cached_property
    def stranded(self) -> int:
        """How many records must withhold both values, for want of another opened cell."""
        return sum(count for cell, count in self.forced.items() if not self.ways(cell))

    @cached_property
    def sinking(self) -> int:
        """How many records that lack one value anyhow must withhold the other."""
        return sum(n for cell, n in self.counts.items() if _blanks(cell) == 1 and cell not in self.opened)

    @property
    def possible(self) -> bool:
        """Whether every record that must move has somewhere to go."""
        return WHOLE in self.opened or not (self.stranded or self.sinking or self.counts.get(WHOLE))

    @cached_property
    def lacking(self) -> dict[Cell, int]:
        """How many records each opened cell lacks, when what must go to the whole cell has gone there."""
        lack = {cell: max(0, self.k - self.counts.get(cell, 0)) for cell in self.opened - {WHOLE}}
        if WHOLE in self.opened:
            there = self.counts.get(WHOLE, 0) + self.stranded + self.sinking
            lack[WHOLE] = max(0, self.k - there - self.lent)
        return lack

    @cached_property
    def lent(self) -> int:
        """How many records that lack one value anyhow help to fill the whole cell: nobody else needs them."""
        if WHOLE not in self.opened:
            return 0
        needed = self.k - self.counts.get(WHOLE, 0) - self.stranded - self.sinking
        surplus = sum(
            max(0, count - self.k) for cell, count in self.counts.items() if _blanks(cell) == 1 and cell in self.opened
        )
        return max(0, min(needed, surplus))

    @property
    def fixed(self) -> int:
        """The values withheld whatever else is chosen."""
        whole = self.lacking.get(WHOLE, 0)
        return sum(self.forced.values()) + self.stranded + self.sinking + self.lent + whole

    @property
    def bound(self) -> int:
        """A cost that no plan of these cells can undercut."""
        flexible = sum(self.forced.values()) - self.stranded
        return self.fixed + max(0, sum(self.lacking.values()) - flexible)

    @cached_property
    def extra(self) -> int:
        """How many records of large cells have to help: what the others can't fill."""
        return sum(self.lacking.values()) - self._reach(self.forced)

    @cached_property
    def shortage(self) -> int:
        """How many records are missing even if every spare one helps."""
        return sum(self.lacking.values()) - self._reach({**self.forced, **self.spare})

    @property
    def rank(self) -> tuple[int, int]:
        """The cost, then in how many cells the second value is withheld: it is the one head office asks about."""
        return self.cost, sum(cell[1] == NOT_STATED for cell in self.opened)

    @property
    def cost(self) -> int:
        """The number of values withheld."""
        return self.fixed + self.extra

    def _reach(self, supply: Mapping[Cell, int]) -> int:
        """Return how much of the lack a supply can fill: the smallest cut, over every set of cells left unfilled."""
        sources = [(frozenset(self._fills(cell)), count) for cell, count in supply.items()]
        total = sum(self.lacking.values())
        return min(
            total - sum(self.lacking[cell] for cell in cut) + sum(count for fills, count in sources if fills & cut)
            for cut in _subsets(self.lacking)
        )

    def _fills(self, cell: Cell) -> tuple[Cell, ...]:
        """Return the opened cells that a record of a full cell can help to fill; a stranded one is counted already."""
        ways = self.ways(cell)
        if cell in self.forced and not ways:
            return ()
        return (*ways, WHOLE) if WHOLE in self.opened else ways

    def emptying_one_more(self) -> Iterator["_Plan"]:
        """Yield the plans that empty one more large cell, each set of cells once."""
        last = max(self.emptied, default=("", ""))
        for cell in sorted(self.spare):
            if cell > last:
                yield _Plan(self.counts, self.k, self.opened, self.emptied | {cell})

    def moves(self) -> dict[Cell, Counter[Cell]]:
        """Return where the records of each cell go under this plan."""
        sent = self._filling()
        moved: dict[Cell, Counter[Cell]] = {}
        lent = self.lent
        for cell, count in self.counts.items():
            gone = sent.get(cell, Counter[Cell]())
            if _blanks(cell) == 1 and cell in self.opened:
                gone[WHOLE] = min(lent, max(0, count - self.k))
                lent -= gone[WHOLE]
            home = self._home(cell)
            gone[home] += count - gone.total()
            moved[cell] = +gone
        return moved

    def _home(self, cell: Cell) -> Cell:
        """Return where the records of a cell go that nobody needs elsewhere."""
        if cell in self.spare or cell in self.opened or cell == WHOLE:
            return cell
        return next(iter(self.ways(cell)), WHOLE) if cell in self.forced else WHOLE

    def _filling(self) -> dict[Cell, Counter[Cell]]:
        """Fill what lacks: first with records that must move, then with as few spare ones as it takes."""
        sent = {cell: Counter[Cell]() for cell in (*self.forced, *self.spare)}
        lack = Counter(self.lacking)
        for supply in (self.forced, self.spare):
            for cell in supply:
                while sent[cell].total() < supply[cell] and self._push(cell, sent, lack, set()):
                    pass
        return sent

    def _push(self, cell: Cell, sent: dict[Cell, Counter[Cell]], lack: Counter[Cell], tried: set[Cell]) -> bool:
        """Place one more record of a cell, moving another cell's to a different place if need be."""
        for goal in self._fills(cell):
            if goal in tried:
                continue
            tried.add(goal)
            others = [other for other in sent if other != cell and sent[other][goal]]
            if lack[goal] > 0:
                lack[goal] -= 1
            elif (other := next((one for one in others if self._push(one, sent, lack, tried)), None)) is not None:
                sent[other][goal] -= 1
            else:
                continue
            sent[cell][goal] += 1
            return True
        return False


def _blanks(cell: Cell) -> int:
    return cell.count(NOT_STATED)


def _general_cells(counts: Mapping[Cell, int]) -> list[Cell]:
    """Return the cells with something withheld that any of these records could go to."""
    return sorted({(NOT_STATED, cell[1]) for cell in counts} | {(cell[0], NOT_STATED) for cell in counts} | {WHOLE})


def _subsets(cells: Mapping[Cell, int] | list[Cell]) -> Iterator[frozenset[Cell]]:
    return map(frozenset, chain.from_iterable(combinations(cells, size) for size in range(len(cells) + 1)))
