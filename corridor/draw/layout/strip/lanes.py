"""Labels along a line: where each stands so that none covers another and no leader crosses another.

All coordinates are pixels along the line (``u``, growing with chainage) and away from it (``v``, from 0 at the foot of
the lane). The same input always gives the same layout.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from corridor.geo import Floats

GAP_PX = 10.0
"""Clear space between labels side by side."""
POLE_GAP_PX = 9.0
"""Distance between the poles of labels that stand on top of each other."""

_GRID_PX = 2.0
"""Between the places at which a stack may begin."""
_EDGE_PX = 8.0
"""A leader meets its label no nearer to a corner than this."""
_STACK = 8
"""Labels on top of each other that are tried first; more where these do not fit."""
_LEAN_PX = 10.0
"""A leader that leans twice this much costs as much as a label on top of another: by eye, as all costs here."""
_HEIGHT = 4.0
"""What a label on top of another costs."""
_CENTRED = 1e-4
"""What a pixel costs by which a label alone is not centred: of places that cost the same the middle is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRequest:
    """A label that wants to stand at a place on the line."""

    u: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPlacement:
    """Where a label of a horizontal lane stands."""

    u: float
    """Left edge of its box."""
    v: float
    """Its edge nearest to the line."""
    pole_u: float
    """Where its leader, after leaning, rises straight."""
    flag: bool
    """Whether the leader runs on along the left edge of the box; otherwise it ends at the near edge."""


def column(requests: Sequence[LabelRequest], low: float, high: float) -> list[float]:
    """Lower edges of labels stacked along a vertical line, each as near to its place as the others let it.

    Requests come in the order of ``u``. Least squares by pooling adjacent
    violators (Ayer and others, 1955). Labels that do not fit between the
    limits run on beyond ``high``.
    """
    below = [0.0, *accumulate(request.height for request in requests)]
    pools: list[tuple[float, int]] = []
    for request, shift in zip(requests, below, strict=False):
        total, count = request.u - request.height / 2 - shift, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            last, members = pools.pop()
            total, count = total + last, count + members
        pools.append((total, count))
    ceiling = max(low, high - below[-1])
    starts = [min(max(total / count, low), ceiling) for total, count in pools for _ in range(count)]
    return [start + shift for start, shift in zip(starts, below, strict=False)]


def flags(requests: Sequence[LabelRequest], low: float, high: float) -> list[LabelPlacement]:
    """Placements for labels along a horizontal line, on top of each other where they are dense.

    Requests come in the order of ``u``. A label alone stands over its place; a dense group is stacked like flags on
    adjacent poles, the leftmost outermost, so that leaders keep their order and never cross. Of all ways to stack
    neighbours the one is taken that costs least in leaning leaders and in height.
    """
    limit = _STACK
    while (starts := _stacked(requests, low, high, limit)) is None:
        limit *= 2
    return [placement for first, last, start in starts for placement in _placements(requests[first:last], start)]


def _stacked(
    requests: Sequence[LabelRequest], low: float, high: float, limit: int
) -> list[tuple[int, int, float]] | None:
    """First and last index and left edge of each stack of at most ``limit``; ``None`` when they do not fit.

    Dynamic programming: the least cost of the first labels left of every place on a grid follows from that of fewer.
    """
    edges = np.arange(low, high + GAP_PX + _GRID_PX, _GRID_PX)
    least = [np.zeros_like(edges)]
    begun: list[npt.NDArray[np.int64]] = []
    for last in range(1, len(requests) + 1):
        cost, begin = np.full_like(edges, np.inf), np.zeros(len(edges), dtype=np.int64)
        for first in range(max(0, last - limit), last):
            stack = requests[first:last]
            cells = _cells(stack)
            if cells >= len(edges):
                continue
            total = least[first][:-cells] + _cost(stack, edges[:-cells])
            better = total < cost[cells:]
            cost[cells:][better], begin[cells:][better] = total[better], first
        least.append(np.minimum.accumulate(cost))
        begun.append(begin)
    if not np.isfinite(least[-1][-1]) and limit < len(requests):
        return None
    return _traced(requests, edges, least, begun)


def _traced(
    requests: Sequence[LabelRequest], edges: Floats, least: Sequence[Floats], begun: Sequence[npt.NDArray[np.int64]]
) -> list[tuple[int, int, float]]:
    stacks: list[tuple[int, int, float]] = []
    last, edge = len(requests), len(edges) - 1
    while last:
        edge = int(np.searchsorted(-least[last], -least[last][edge]))
        first = int(begun[last - 1][edge])
        edge = max(0, edge - _cells(requests[first:last]))
        stacks.append((first, last, float(edges[edge])))
        last = first
    return stacks[::-1]


def _cells(stack: Sequence[LabelRequest]) -> int:
    width = max(i * POLE_GAP_PX + request.width for i, request in enumerate(stack)) + GAP_PX
    return int(np.ceil(width / _GRID_PX))


def _cost(stack: Sequence[LabelRequest], starts: Floats) -> Floats:
    """What a stack costs at each left edge."""
    height = _HEIGHT * len(stack) * (len(stack) - 1) / 2
    if len(stack) == 1:
        (request,) = stack
        centre = np.abs(request.u - starts - request.width / 2)
        lean = np.maximum(0.0, centre - request.width / 2 + _EDGE_PX)
        return np.square(lean / _LEAN_PX) + centre * _CENTRED
    leans = [np.square((starts + i * POLE_GAP_PX - request.u) / _LEAN_PX) for i, request in enumerate(stack)]
    total: Floats = height + np.sum(leans, axis=0)
    return total


def _placements(stack: Sequence[LabelRequest], start: float) -> list[LabelPlacement]:
    if len(stack) == 1:
        (request,) = stack
        edge = min(_EDGE_PX, request.width / 2)
        return [
            LabelPlacement(
                u=start, v=0.0, pole_u=min(max(request.u, start + edge), start + request.width - edge), flag=False
            )
        ]
    poles = [start + i * POLE_GAP_PX for i in range(len(stack))]
    below = [sum(request.height for request in stack[i + 1 :]) for i in range(len(stack))]
    return [LabelPlacement(u=pole, v=v, pole_u=pole, flag=True) for pole, v in zip(poles, below, strict=True)]
