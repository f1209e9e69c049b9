"""The linear programmes: the least costly movement of a cell, and the farthest."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds as MilpBounds
from scipy.optimize import LinearConstraint, linprog, milp

from corridor.analysis.disclosure.attack import LOOSE, Movement
from corridor.analysis.disclosure.table import Ints
from corridor.geo import Floats

SOLVED, INFEASIBLE = 0, 2
"""What `scipy.optimize.linprog` says of a programme."""
WIDE = 1e4
"""Times the movement of the target; what has more room than that has no bound."""
FREE = 1e-3
"""Cost of moving what is not public anyway, so that a movement stays short."""
REWARD = 20.0
"""For moving a cell that should move, as a multiple of the highest price of moving one."""
NOISE = 1e-9
"""Part of the farthest step below which a step is none."""


class ProgrammeError(Exception):
    """A linear programme came to no end; nothing may be concluded from it."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Room:
    """Where cells may move: sums that stay, sums that may fall, and how far each may go down and up."""

    sums: sparse.csr_array
    order: sparse.csr_array
    slack: Floats
    down: Floats
    up: Floats


def cheapest(room: Room, cost: Floats, target: int, by: float) -> Floats | None:
    """The movement that takes a cell by `by` (negative for down) at the least cost.

    Args:
        room: where cells may move.
        cost: of moving each cell by one.
        target: the cell that is to move.
        by: how far.

    Returns:
        How far each cell goes, or ``None`` where no movement does it.

    Raises:
        ProgrammeError: the programme failed.
    """
    most = _most(room, abs(by))
    least = np.zeros(len(most))
    there, back = (target, target + len(cost)) if by > 0 else (target + len(cost), target)
    if most[there] < 1 - LOOSE:
        return None
    least[there] = most[there] = 1
    most[back] = 0
    return _two_sided(room, np.concatenate([cost, cost]) + FREE, least, most, abs(by))


def most_at_once(room: Room, cost: Floats, targets: Ints, by: Floats) -> Floats | None:
    """The movement that takes as many cells as possible as far as they should, all at once, at the least cost.

    Raises:
        ProgrammeError: the programme failed.
    """
    scale = float(np.median(np.abs(by)))
    most = _most(room, scale)
    prices = np.concatenate([cost, cost]) + FREE
    wanted = np.where(by > 0, targets, targets + len(cost))
    most[wanted] = np.minimum(most[wanted], np.abs(by) / scale)
    prices[wanted] -= REWARD * prices.max()
    most[np.where(by > 0, targets + len(cost), targets)] = 0
    return _two_sided(room, prices, np.zeros(len(most)), most, scale)


def _most(room: Room, scale: float) -> Floats:
    most = np.concatenate([room.up, room.down]) / scale
    most[most > WIDE] = np.inf
    return most


def _two_sided(room: Room, prices: Floats, least: Floats, most: Floats, scale: float) -> Floats | None:
    """Solve for what goes up and what goes down apart, so that both have a price."""
    ordered = room.order.shape[0] > 0
    solved = linprog(
        prices,
        A_ub=sparse.hstack([room.order, -room.order], format="csc") if ordered else None,
        b_ub=room.slack / scale if ordered else None,
        A_eq=sparse.hstack([room.sums, -room.sums], format="csc"),
        b_eq=np.zeros(room.sums.shape[0]),
        bounds=np.column_stack([least, most]),
        method="highs-ds",
    )
    if solved.status == INFEASIBLE:
        return None
    if solved.status != SOLVED:
        raise ProgrammeError(solved.message)
    half = len(prices) // 2
    return np.asarray(scale * (solved.x[:half] - solved.x[half:]), dtype=np.float64)


def farthest(room: Room, target: int, by: float) -> Floats:
    """The movement that takes a cell as far towards `by` as anything allows, and no farther.

    Raises:
        ProgrammeError: the programme failed.
    """
    scale = abs(by)
    aim = np.zeros(len(room.down))
    aim[target] = -np.sign(by)
    lowest, highest = -np.minimum(room.down / scale, WIDE), np.minimum(room.up / scale, WIDE)
    if by > 0:
        highest[target] = min(highest[target], 1.0)
    else:
        lowest[target] = max(lowest[target], -1.0)
    ordered = room.order.shape[0] > 0
    solved = linprog(
        aim,
        A_ub=room.order if ordered else None,
        b_ub=room.slack / scale if ordered else None,
        A_eq=room.sums,
        b_eq=np.zeros(room.sums.shape[0]),
        bounds=np.column_stack([lowest, highest]),
        method="highs-ds",
    )
    if solved.status != SOLVED:
        raise ProgrammeError(solved.message)
    return np.asarray(scale * solved.x, dtype=np.float64)


def farthest_whole(room: Room, target: int, by: float) -> Floats:
    """The same in whole numbers.

    Raises:
        ProgrammeError: the programme failed.
    """
    aim = np.zeros(len(room.down))
    aim[target] = -np.sign(by)
    lowest, highest = -np.minimum(room.down, WIDE), np.minimum(room.up, WIDE)
    lowest[target], highest[target] = max(lowest[target], -abs(by)), min(highest[target], abs(by))
    stays = LinearConstraint(room.sums, 0, 0)
    falls = LinearConstraint(room.order, -np.inf, room.slack)
    solved = milp(aim, integrality=np.ones(len(aim)), bounds=MilpBounds(lowest, highest), constraints=[stays, falls])
    if solved.status != SOLVED:
        raise ProgrammeError(solved.message)
    return np.asarray(np.round(solved.x), dtype=np.float64)


def movement(cells: Ints, steps: Floats) -> Movement:
    """What moves at all, by the order of the cells."""
    moved = np.abs(steps) > NOISE * np.abs(steps).max(initial=0)
    order = np.argsort(cells[moved])
    return Movement(cells[moved][order], steps[moved][order])
