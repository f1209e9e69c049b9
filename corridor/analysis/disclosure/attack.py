"""What an attacker has to reckon with: other values of the cells that everything public allows as well.

A *movement* is a difference between two such sets of values: it leaves all sums and all public cells as they are. What
an attacker can derive about a cell is the interval of its values over all movements that the attacker's own knowledge
allows. So a movement that the knowledge allows is a proof, whoever found it: the interval is at least so wide.

Two kinds of attackers are told apart for each cell that failed. *The largest*: its own largest contributor. *The rest*:
everybody else, taken together as if each knew of every cell the largest contribution that is not the largest
contributor's of the cell in question, and as if each knew all cells of one contributor exactly; an outsider, the second
largest, and a single contributor of another cell know no more than that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from scipy import sparse

from corridor.analysis.disclosure.table import Flags, Ints
from corridor.geo import Floats

LOOSE = 1e-6
"""Part of what is needed by which floating point may err."""
ENDLESS = 1e6
"""Times a movement; further nobody needs to go."""


class Attacker(IntEnum):
    """Who attacks a cell."""

    REST = 0
    LARGEST = 1


class Way(IntEnum):
    """To which side of the true value a cell must be able to lie."""

    DOWN = 0
    UP = 1


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far each cell may lie from its true value for all that somebody knows; arrays over cells, in its unit."""

    down: Floats
    up: Floats


@dataclass(frozen=True, slots=True)
class Movement:
    """By how much some cells may differ from their true values together."""

    cells: Ints
    steps: Floats


@dataclass(frozen=True, eq=False, kw_only=True)
class AttackModel:
    """Everything that decides how closely the cells of a table can be worked out, but for what is public."""

    sums: sparse.csr_array
    over_time: Ints
    """The cell over all periods of which each is a part; negative where there is none."""
    slices: tuple[Ints, ...]
    firm: Ints
    """Largest contributor of each cell."""
    first: Bounds
    """As seen by whoever may be the largest contributor of each cell."""
    second: Bounds
    """As seen by whoever is not."""
    needs: Floats
    """How far each cell must be able to lie from its true value, by `Attacker` and `Way`; zero where nothing is."""
    offered: Flags
    """Cells that would be public if nothing were withheld; all others never are."""
    is_whole: bool
    """Whether the values are whole numbers, as counts are."""
    order: sparse.csr_array
    """Each row is a sum of cells that everybody knows to be at most zero."""
    slack: Floats
    """By how much each is below zero."""

    def bounds(self, attacker: Attacker, firm: int, cells: Ints) -> tuple[Floats, Floats]:
        """How far down and up some cells may lie, as the attacker of a cell of which `firm` is the largest sees it."""
        is_firms = (self.firm[cells] == firm) == (attacker is Attacker.LARGEST)
        down = np.where(is_firms, self.first.down[cells], self.second.down[cells])
        return down, np.where(is_firms, self.first.up[cells], self.second.up[cells])


def reaches(problem: AttackModel, movement: Movement, targets: Ints) -> Floats:
    """How far a movement, forth or back and by as much as its narrowest cell allows, takes each target.

    Args:
        problem: whose cells move.
        movement: a movement that all sums allow.
        targets: cells that the movement moves.

    Returns:
        By `Attacker`, `Way` and target; zero where that attacker's knowledge does not allow it.
    """
    found = np.zeros((len(Attacker), len(Way), len(targets)))
    at = np.searchsorted(movement.cells, targets)
    order = problem.order[:, movement.cells] @ movement.steps
    for attacker in Attacker:
        is_firms = problem.firm[movement.cells] == problem.firm[targets][:, None]
        first = is_firms == (attacker is Attacker.LARGEST)
        down = np.where(first, problem.first.down[movement.cells], problem.second.down[movement.cells])
        up = np.where(first, problem.first.up[movement.cells], problem.second.up[movement.cells])
        for sign in (1, -1):
            steps = sign * movement.steps
            times = _times(np.where(steps < 0, down, up), np.abs(steps)).min(axis=1)
            times = np.minimum(times, _times(problem.slack, np.maximum(sign * order, 0)).min(initial=ENDLESS))
            reach = steps[at] * (np.floor(times + LOOSE) if problem.is_whole else times)
            found[attacker, Way.UP] = np.maximum(found[attacker, Way.UP], reach)
            found[attacker, Way.DOWN] = np.maximum(found[attacker, Way.DOWN], -reach)
    return found


def _times(room: Floats, steps: Floats) -> Floats:
    """How often steps fit into the room that there is."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(steps > 0, np.minimum(room / steps, ENDLESS), ENDLESS)


def is_movement(problem: AttackModel, movement: Movement, public: Flags) -> bool:
    """Whether a movement leaves all sums, and every cell that is public, as they are."""
    if public[movement.cells].any():
        return False
    moved = problem.sums[:, movement.cells].tocsr()
    rest = np.abs(moved @ movement.steps)
    smallest = np.full(len(rest), np.inf)
    filled = np.flatnonzero(np.diff(moved.indptr))
    if len(filled):
        smallest[filled] = np.minimum.reduceat(np.abs(movement.steps[moved.indices]), moved.indptr[filled])
    return bool((rest[filled] <= LOOSE * smallest[filled]).all())


def together(movements: Sequence[tuple[Movement, float]]) -> Movement:
    """Several movements at once, each so many times."""
    cells, place = np.unique(np.concatenate([one.cells for one, _ in movements]), return_inverse=True)
    weights = np.concatenate([one.steps * times for one, times in movements])
    steps = np.bincount(place, weights=weights, minlength=len(cells))
    moved = np.abs(steps) > LOOSE * np.abs(steps).max(initial=0)
    return Movement(cells[moved], steps[moved])
