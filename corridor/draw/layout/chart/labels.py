"""Where the labels of points on a time axis stand so that none covers another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.text_metrics import width_px

VALUE_PX, NOTE_PX = 13.5, 12.0
"""Size of a value, and of what stands with it."""
LINE_PX = 16.0
POINT_PX = 6.0
"""From the middle of a point to the edge of its shape."""
_CLEAR_PX = 4.0
"""Clear space between a shape and its label."""
_NEAR = (-1, 1, -2, 2, -3, 3)
"""How many labels above or below its point a label may stand, best first."""
_MIDDLE = 0.5
_SIDES = ((_MIDDLE, 0.1, 0.9), (0.9, _MIDDLE, 0.1), (0.1, _MIDDLE, 0.9))
"""Which share of a label stands left of its point, best first; tried in turn until no label is far away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point to be labelled, in pixels from the upper left."""

    at: Point
    value: tuple[str, ...]
    """The value, in as many lines as it needs; what stands with it below."""
    rest: tuple[str, ...]

    @property
    def shape(self) -> Box:
        """What the point itself covers."""
        return Box(x=self.at[0] - POINT_PX, y=self.at[1] - POINT_PX, width=2 * POINT_PX, height=2 * POINT_PX)


def labels(spots: Sequence[Spot], left: float, right: float, lines: Sequence[tuple[Point, Point]]) -> list[Box]:
    """A box for each spot between two edges, clear of all points and of each other.

    It stands near its point, off the lines and leaders, where there is such a place; else wherever it covers no other.

    Args:
        spots: what is labelled.
        left: the edge that no label passes, in pixels; so is ``right``.
        right: the other edge.
        lines: the pieces of the lines that labels keep off, each from left to right.
    """
    tries = (_placed(spots, order, sides, (left, right), lines) for order in _orders(spots) for sides in _SIDES)
    best: tuple[int, dict[int, Box]] | None = None
    for made in tries:
        if best is None or made[0] < best[0]:
            best = made
        if not best[0]:
            break
    return [best[1][number] for number in range(len(spots))] if best else []


def _orders(spots: Sequence[Spot]) -> tuple[list[int], ...]:
    """In which orders labels may be placed: as given, from the left, from the right."""
    given = list(range(len(spots)))
    rising = sorted(given, key=lambda number: spots[number].at[0])
    return given, rising, rising[::-1]


def _placed(
    spots: Sequence[Spot],
    order: Sequence[int],
    sides: Sequence[float],
    edges: tuple[float, float],
    lines: Sequence[tuple[Point, Point]],
) -> tuple[int, dict[int, Box]]:
    """How many labels found no clear place near their points, and the box of each spot."""
    shapes = [spot.shape for spot in spots]
    placed: dict[int, Box] = {}
    leaders: list[Box] = []
    far = 0
    for number in order:
        spot, taken = spots[number], tuple(placed.values())
        near = (_box(spot, level, side, *edges) for level in _NEAR for side in sides)
        box = next((box for box in near if _is_clear(box, spot, shapes, taken, leaders, lines)), None)
        if box is None:
            far += 1
            box = next(box for box in _all(spot, *edges) if not _meets(box, (*shapes, *taken)))
        placed[number] = box
        leaders.append(_leader(spot, box))
    return far, placed


def _is_clear(  # noqa: PLR0913, PLR0917 - all that may stand in the way
    box: Box,
    spot: Spot,
    shapes: Sequence[Box],
    placed: Sequence[Box],
    leaders: Sequence[Box],
    lines: Sequence[tuple[Point, Point]],
) -> bool:
    others = [shape for shape in shapes if not shape.overlaps(spot.shape)]
    return not (
        _meets(box, (*shapes, *placed, *leaders))
        or _meets(_leader(spot, box), (*others, *placed))
        or any(_passes(*piece, box) for piece in lines)
    )


def _all(spot: Spot, left: float, right: float) -> Iterator[Box]:
    """All places there are, however far from the point."""
    return (_box(spot, way * level, _MIDDLE, left, right) for level in count(1) for way in (-1, 1))


def _meets(box: Box, others: Sequence[Box]) -> bool:
    return any(box.overlaps(other) for other in others)


def _box(spot: Spot, level: int, side: float, left: float, right: float) -> Box:
    """The room of a label so many labels above its point, below it where the level is positive."""
    widths = (
        *(width_px(line, VALUE_PX, bold=True) for line in spot.value),
        *(width_px(line, NOTE_PX) for line in spot.rest),
    )
    wide = max(*widths, 2 * POINT_PX) + 6
    high = (len(spot.value) + len(spot.rest)) * LINE_PX
    away = POINT_PX + _CLEAR_PX + (abs(level) - 1) * (high + 3)
    x = min(max(spot.at[0] - wide * side, left), right - wide)
    return Box(x=x, y=spot.at[1] - away - high if level < 0 else spot.at[1] + away, width=wide, height=high)


def _leader(spot: Spot, box: Box) -> Box:
    """The line from a point to its label, as a narrow rectangle."""
    x, y = spot.at
    ends = (y, box.bottom) if box.bottom < y else (y, box.y)
    return Box(x=x - 1, y=min(ends), width=2, height=abs(ends[1] - ends[0]))


def _passes(start: Point, end: Point, box: Box) -> bool:
    """Whether a straight line crosses a rectangle."""
    from_x, to_x = max(start[0], box.x), min(end[0], box.right)
    if from_x > to_x:
        return False
    slope = (end[1] - start[1]) / (end[0] - start[0] or 1.0)
    heights = [start[1] + (x - start[0]) * slope for x in (from_x, to_x)]
    return min(heights) < box.bottom and box.y < max(heights)
