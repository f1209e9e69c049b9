"""Complementary suppression: what else has to be withheld so that what failed cannot be worked out.

A heuristic after the classical one for linked tables (Kelly, Golden and Assad; Fischetti and Salazar): for each cell
that failed, the largest first, a linear programme looks for the movement that costs least, where moving a cell that is
withheld already costs nothing; what else it moves is withheld from then on. Each movement is kept as a proof, for this
cell and for all others that it moves far enough. It goes period by period: what is withheld in a period is withheld in
the total over all periods, so that what moves in one period moves there, too, and no two periods need each other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from corridor.analysis.disclosure.attack import LOOSE, Attacker, AttackModel, Movement, Way, reaches, together
from corridor.analysis.disclosure.programme import Room, cheapest, most_at_once, movement
from corridor.analysis.disclosure.table import Flags, Ints
from corridor.geo import Floats

AGAIN = 0.3
"""What it costs to withhold in one more period what is withheld in another, as a part of the cost."""
ROUNDS = 8
"""How often cells are moved together before each that is left is moved by itself."""
FEW = 4
"""Below so many it is not worth it."""
SIGN = {Way.DOWN: -1, Way.UP: 1}

Tick = Callable[[], None]


@dataclass(frozen=True, eq=False, kw_only=True)
class Slice:
    """The cells of one period and their totals over all periods, as a problem of their own.

    Amounts are tied: a total moves as its cell does, and is no variable. Counts are not, as a firm of two periods is
    one firm: their totals are variables beside the cells, with the order between both.
    """

    cells: Ints
    linked: Ints
    """Where the cells are, among `cells`, whose totals move with them."""
    totals: Ints
    """Those totals."""
    sums: sparse.csr_array
    order: sparse.csr_array
    slack: Floats
    ceiling: Floats
    """How far each cell may go up for what other periods say."""
    floor: Floats

    def least(self, of_cells: Floats) -> Floats:
        """Of each cell and its total the smaller value."""
        found: Floats = of_cells[self.cells].copy()
        found[self.linked] = np.minimum(found[self.linked], of_cells[self.totals])
        return found

    def room(self, down: Floats, up: Floats) -> Room:
        """Where the cells may move as somebody sees it."""
        return Room(
            sums=self.sums,
            order=self.order,
            slack=self.slack,
            down=np.minimum(self.least(down), self.floor),
            up=np.minimum(self.least(up), self.ceiling),
        )


def slice_of(problem: AttackModel, cells: Ints) -> Slice:
    """The cells of one period as a problem of their own."""
    over_time = problem.over_time[cells]
    linked = np.flatnonzero(over_time >= 0)
    totals = over_time[linked]
    if problem.is_whole:
        cells, linked, totals = np.concatenate([cells, totals]), linked[:0], totals[:0]
    moves = sparse.csr_array(
        (
            np.ones(len(cells) + len(linked)),
            (np.concatenate([cells, totals]), np.concatenate([np.arange(len(cells)), linked])),
        ),
        shape=(problem.sums.shape[1], len(cells)),
    )
    sums = (problem.sums @ moves).tocsr()
    sums.eliminate_zeros()
    order, slack, ceiling, floor = _order((problem.order @ moves).tocsr(), problem.slack)
    return Slice(
        cells=cells,
        linked=linked,
        totals=totals,
        sums=_distinct(sums),
        order=order,
        slack=slack,
        ceiling=ceiling,
        floor=floor,
    )


def whole_of(problem: AttackModel) -> Slice:
    """All periods together."""
    cells, none = np.arange(problem.sums.shape[1]), np.zeros(0, dtype=np.int64)
    order, slack, ceiling, floor = _order(problem.order, problem.slack)
    return Slice(
        cells=cells, linked=none, totals=none, sums=problem.sums, order=order, slack=slack, ceiling=ceiling, floor=floor
    )


def _order(order: sparse.csr_array, slack: Floats) -> tuple[sparse.csr_array, Floats, Floats, Floats]:
    """The order of two or more cells; and what it says of one alone, as how far that may go up and down."""
    count = np.diff(order.indptr)
    alone = order.indptr[:-1][count == 1]
    cells, signs = order.indices[alone], order.data[alone]
    limits = np.full((2, order.shape[1]), np.inf)
    np.minimum.at(limits, ((signs < 0).astype(np.int64), cells), slack[count == 1])
    return order[count > 1], slack[count > 1], limits[0], limits[1]


def _distinct(sums: sparse.csr_array) -> sparse.csr_array:
    """The rows that say something, each once."""
    sums.sort_indices()
    seen: dict[bytes, int] = {}
    for row, (start, end) in enumerate(zip(sums.indptr[:-1], sums.indptr[1:], strict=True)):
        if end > start:
            seen.setdefault(sums.indices[start:end].tobytes() + sums.data[start:end].tobytes(), row)
    return sums[sorted(seen.values())]


@dataclass(eq=False, kw_only=True)
class Proofs:
    """Movements, and how far they take the cells that failed."""

    problem: AttackModel
    reached: Floats = field(init=False)
    """By `Attacker`, `Way` and cell."""
    best: dict[tuple[Way, int], tuple[Movement, float]] = field(default_factory=dict)
    """The movement that takes a cell farthest as the rest sees it, and how many times."""
    found: list[Movement] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with nothing shown."""
        self.reached = np.zeros_like(self.problem.needs)

    def add(self, one: Movement) -> None:
        """Keep a movement for every cell that it takes farther than any before."""
        targets = one.cells[self.problem.needs[:, :, one.cells].any(axis=(0, 1))]
        if not len(targets) or (self.problem.is_whole and not _is_whole(one)):
            return
        found = reaches(self.problem, one, targets)
        before = self.reached[:, :, targets]
        for way in Way:
            for place in np.flatnonzero(found[Attacker.REST, way] > before[Attacker.REST, way]):
                self.best[way, int(targets[place])] = _times(one, targets[place], SIGN[way] * found[0, way, place])
        self.reached[:, :, targets] = np.maximum(before, found)
        self.found.append(one)

    def lacking(self, cells: Ints) -> Flags:
        """Whether some cells are not yet shown to lie far enough, by `Attacker`, `Way` and cell.

        A count that may lie to one side is not known, and to the other it often cannot.
        """
        needs, reached = self.problem.needs[:, :, cells], self.reached[:, :, cells]
        enough = reached >= needs * (1 - LOOSE)
        if self.problem.is_whole:
            enough |= (enough & (needs > 0)).any(axis=1, keepdims=True)
        return ~enough

    def missing(self, attacker: Attacker, way: Way, target: int) -> bool:
        """Whether a cell is not yet shown to lie far enough."""
        return bool(self.lacking(np.array([target]))[attacker, way, 0])

    @property
    def open(self) -> Ints:
        """Cells not yet shown to lie far enough, for somebody."""
        return np.flatnonzero(self.lacking(np.arange(self.size)).any(axis=(0, 1)))

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.problem.firm)


def _is_whole(one: Movement) -> bool:
    return bool((np.abs(one.steps - np.round(one.steps)) < LOOSE).all())


def _times(one: Movement, target: int, by: float) -> tuple[Movement, float]:
    return one, by / float(one.steps[np.searchsorted(one.cells, target)])


@dataclass(eq=False, kw_only=True)
class Suppression:
    """What is withheld, and why that is enough, as far as it is known."""

    problem: AttackModel
    weights: Floats
    """What is lost with each cell."""
    withheld: Flags
    proofs: Proofs
    _turns: np.random.Generator = field(default_factory=lambda: np.random.default_rng(0))

    def withhold(self, tell: Tick) -> None:
        """Withhold so much more that every cell that failed is protected, if that can be."""
        for cells in self.problem.slices:
            self._protect(slice_of(self.problem, cells))
            tell()
        if not self.problem.is_whole:
            self._over_time()
        self._leftover()

    def _protect(self, part: Slice) -> None:
        for _ in range(ROUNDS):
            if not self._move_many(part):
                break
        for place in _largest_first(self.problem.needs[:, :, part.cells].max(axis=(0, 1))):
            self._protect_one(part, place)

    def _leftover(self) -> None:
        """What no period protects by itself is looked for in all together."""
        if len(left := self.proofs.open):
            whole = whole_of(self.problem)
            for target in left.tolist():
                self._protect_one(whole, target)

    def _protect_one(self, part: Slice, place: int) -> None:
        for attacker in Attacker:
            for way in Way:
                if self.proofs.missing(attacker, way, int(part.cells[place])):
                    self._move(part, place, attacker, way)

    def _move_many(self, part: Slice) -> bool:
        """Move at once as much as can move without withholding more; whether that was worth it."""
        first = self.problem.first
        needs = self.problem.needs[Attacker.REST][:, part.cells]
        lacking = self.proofs.lacking(part.cells)[Attacker.REST] & (first.up[part.cells] + first.down[part.cells] > 0)
        way = np.where(lacking.all(axis=0), self._turns.integers(0, 2, len(part.cells)), lacking[Way.UP])
        by = np.where(way == Way.UP, 1, -1) * needs[way, np.arange(len(part.cells))]
        places = np.flatnonzero(lacking.any(axis=0))
        if len(places) < FEW:
            return False
        hidden = self.withheld | ~self.problem.offered
        room = part.room(np.where(hidden, first.down, 0.0), np.where(hidden, first.up, 0.0))
        steps = most_at_once(room, np.zeros(len(part.cells)), places, by[places])
        before = len(self.proofs.open)
        if steps is not None:
            self._keep(_with_totals(part, steps))
        return before - len(self.proofs.open) >= FEW

    def _move(self, part: Slice, place: int, attacker: Attacker, way: Way) -> None:
        target = int(part.cells[place])
        everything = np.arange(len(self.weights))
        room = part.room(*self.problem.bounds(attacker, int(self.problem.firm[target]), everything))
        by = SIGN[way] * float(self.problem.needs[attacker, way, target])
        steps = cheapest(room, self._cost(part), place, by)
        if steps is not None:
            self._keep(_with_totals(part, steps))

    def _cost(self, part: Slice) -> Floats:
        cost = np.where(self.withheld | ~self.problem.offered, 0.0, self.weights)
        here: Floats = cost[part.cells].copy()
        again = here[part.linked] * np.where(self.withheld[part.totals], AGAIN, 1.0)
        here[part.linked] = again + cost[part.totals]
        return here

    def _keep(self, one: Movement) -> None:
        self.withheld[one.cells] |= self.problem.offered[one.cells]
        self.proofs.add(one)

    def _over_time(self) -> None:
        """Put together what moves in the periods of a total that failed."""
        for target in self.proofs.open[self.problem.over_time[self.proofs.open] < 0]:
            parts = np.flatnonzero(self.problem.over_time == target)
            for way in Way:
                if moving := [self.proofs.best[way, one] for one in parts.tolist() if (way, one) in self.proofs.best]:
                    self.proofs.add(together(moving))


def _largest_first(needs: Floats) -> Iterator[int]:
    order = np.argsort(-needs, kind="stable")
    yield from order[needs[order] > 0].tolist()


def _with_totals(part: Slice, steps: Floats) -> Movement:
    cells = np.concatenate([part.cells, part.totals])
    return movement(cells, np.concatenate([steps, steps[part.linked]]))
