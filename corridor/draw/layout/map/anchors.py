"""Where a symbol or a name may stand for something that is not a point: places in WGS-84, found in metres."""

from shapely import LineString, Point, Polygon, maximum_inscribed_circle
from shapely.geometry.base import BaseGeometry

from corridor.geo import Ruler
from corridor.model.place import Position, PositionKind

_FRACTIONS = (0.5, 0.35, 0.65, 0.2, 0.8)
"""Places along a line, as shares of its length: its middle first, then outwards on both sides."""
_GRID = 5
"""Places tried across an area and along it, beside its inmost point."""
_BESIDE_M = 35.0
"""Clear of the band of a stretch."""


def anchors(position: Position, ruler: Ruler, width_m: float = 0.0) -> tuple[Point, ...]:
    """Points in WGS-84 at which the symbol of a position may stand, best first; none for an unknown place.

    A point has one. Any other has several, and none of them says more than the position does. Those of a stretch
    stand beside a band of ``width_m`` along the axis, on both sides, because the side is not known.
    """
    if position.kind is PositionKind.STRETCH:
        return _beside(ruler, position.from_m or 0.0, position.to_m or 0.0, width_m / 2 + _BESIDE_M)
    return () if position.geometry is None else spots(position.geometry, ruler)


def spots(geometry: BaseGeometry, ruler: Ruler) -> tuple[Point, ...]:
    """Points in WGS-84 inside an area or on a line, best first."""
    metric = largest(ruler.to_metres(geometry))
    if isinstance(metric, Polygon):
        found = _inside(metric)
    elif isinstance(metric, LineString):
        found = [metric.interpolate(fraction, normalized=True) for fraction in _FRACTIONS]
    else:
        found = [metric]
    return tuple(ruler.to_degrees(point) for point in found)


def largest(geometry: BaseGeometry) -> BaseGeometry:
    """The largest part of a geometry of several parts, or the geometry itself."""
    parts = getattr(geometry, "geoms", None)
    return max(parts, key=lambda part: (part.area, part.length)) if parts else geometry


def _beside(ruler: Ruler, from_m: float, to_m: float, offset_m: float) -> tuple[Point, ...]:
    return tuple(
        ruler.point_at(from_m + (to_m - from_m) * fraction, side * offset_m)
        for fraction in _FRACTIONS
        for side in (1.0, -1.0)
    )


def _inside(area: Polygon) -> list[Point]:
    centre = Point(maximum_inscribed_circle(area).coords[0])
    west, south, east, north = area.bounds
    grid = [
        Point(west + (east - west) * (column + 0.5) / _GRID, south + (north - south) * (row + 0.5) / _GRID)
        for column in range(_GRID)
        for row in range(_GRID)
    ]
    inner = [point for point in grid if area.contains(point)]
    return [centre, *sorted(inner, key=lambda point: -area.exterior.distance(point))]
