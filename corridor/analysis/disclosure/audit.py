"""The audit: how closely can each cell that failed be worked out from all that is public?

Movements that were found before are examined anew, by the sums themselves; whatever they leave open is asked of a
linear programme over everything that is not public, all periods together. A programme that fails proves nothing, and
its cell counts as exposed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corridor.analysis.disclosure.attack import Attacker, AttackModel, Movement, Way, is_movement
from corridor.analysis.disclosure.programme import ProgrammeError, Room, farthest, farthest_whole, movement
from corridor.analysis.disclosure.suppression import SIGN, Proofs, Tick
from corridor.analysis.disclosure.table import Flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A cell that an attacker can work out too closely."""

    cell: int
    attacker: Attacker
    down: float
    """How far below the true value it is shown that the cell may lie for all that the attacker can derive."""
    up: float


def audit(problem: AttackModel, withheld: Flags, found: Sequence[Movement], tell: Tick) -> tuple[Opening, ...]:
    """The cells that failed and are not protected; none if all is well.

    Args:
        problem: what everybody knows.
        withheld: cells that are not to be public, though offered.
        found: movements that may spare a programme; those that are none are dropped.
        tell: called now and then.
    """
    public = problem.offered & ~withheld
    proofs = Proofs(problem=problem)
    for one in found:
        if is_movement(problem, one, public):
            proofs.add(one)
    tell()
    for target in proofs.open.tolist():
        for attacker in Attacker:
            for way in Way:
                if proofs.missing(attacker, way, target):
                    _ask(proofs, public, target, attacker, way)
    tell()
    return tuple(_opening(proofs, target, attacker) for target, attacker in _exposed(proofs))


def _ask(proofs: Proofs, public: Flags, target: int, attacker: Attacker, way: Way) -> None:
    problem = proofs.problem
    cells = np.flatnonzero(~public)
    place = int(np.searchsorted(cells, target))
    if place == len(cells) or cells[place] != target:
        return
    down, up = problem.bounds(attacker, int(problem.firm[target]), cells)
    room = Room(sums=problem.sums[:, cells], order=problem.order[:, cells], slack=problem.slack, down=down, up=up)
    try:
        by = SIGN[way] * float(problem.needs[attacker, way, target])
        steps = farthest_whole(room, place, by) if problem.is_whole else farthest(room, place, by)
    except ProgrammeError:
        return
    if (one := movement(cells, steps)).cells.size and target in one.cells:
        proofs.add(one)


def _exposed(proofs: Proofs) -> list[tuple[int, Attacker]]:
    return [
        (target, attacker)
        for target in proofs.open.tolist()
        for attacker in Attacker
        if any(proofs.missing(attacker, way, target) for way in Way)
    ]


def _opening(proofs: Proofs, target: int, attacker: Attacker) -> Opening:
    down, up = proofs.reached[attacker, :, target]
    return Opening(cell=target, attacker=attacker, down=float(down), up=float(up))
