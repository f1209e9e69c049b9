"""Where the labels of points on a time axis stand so that none covers another."""

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.draw.layout.text_metrics import width_px

SIZE_PX = 12
LINE_PX = 15
_CLEAR_PX = 9
"""Clear space between a point and its label."""
_LEVELS = (-1, 1, -2, 2, -3, 3, -4, -5)
"""Where a label may go, best first: above its point, below it, one label higher, and so on."""
_POINT_PX = 5


@dataclass(frozen=True, slots=True)
class Spot:
    """A point to be labelled, in pixels from the upper left."""

    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """The box of a label, in pixels, and the side of its point that it hangs on."""

    left: float
    right: float
    top: float
    bottom: float
    align: str
    """``center``, or ``left`` and ``right`` near an edge."""

    def meets(self, other: "Label") -> bool:
        """Whether two boxes share ground."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def labels(spots: Sequence[Spot], width: float) -> tuple[Label, ...]:
    """A box for each spot, within the width, clear of the points and of each other as far as the levels reach."""
    taken = [
        Label(spot.x - _POINT_PX, spot.x + _POINT_PX, spot.y - _POINT_PX, spot.y + _POINT_PX, "center")
        for spot in spots
    ]
    placed: list[Label] = []
    for spot in spots:
        options = [_box(spot, level, width) for level in _LEVELS]
        free = [box for box in options if not any(box.meets(other) for other in (*taken, *placed))]
        placed.append(free[0] if free else options[-1])
    return tuple(placed)


def _box(spot: Spot, level: int, width: float) -> Label:
    wide = max(width_px(line, SIZE_PX) for line in spot.lines) + 6
    high = len(spot.lines) * LINE_PX
    away = _CLEAR_PX + (abs(level) - 1) * (high + 3)
    top = spot.y - away - high if level < 0 else spot.y + away
    if spot.x - wide / 2 < 0:
        return Label(spot.x - _POINT_PX, spot.x - _POINT_PX + wide, top, top + high, "left")
    if spot.x + wide / 2 > width:
        return Label(spot.x + _POINT_PX - wide, spot.x + _POINT_PX, top, top + high, "right")
    return Label(spot.x - wide / 2, spot.x + wide / 2, top, top + high, "center")
