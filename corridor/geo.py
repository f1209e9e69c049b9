"""Metres, chainage and datums: everything that turns coordinates into distances or into other coordinates.

Geometry comes in and goes out as WGS-84 longitude/latitude (EPSG:4326). Metres exist only inside, in the UTM zone of
the axis.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from pyproj import CRS, Transformer
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring, transform

Geometry = TypeVar("Geometry", bound=BaseGeometry)
LonLat = tuple[float, float]

DATUMS = ("wgs84", "gcj02", "bd09")
"""GPS and OpenStreetMap; 高德 and 腾讯; 百度."""


@dataclass(frozen=True, slots=True)
class Chainage:
    """A place told by the axis."""

    m: float
    """Metres along the axis from its first end; negative before it, more than the length beyond the last."""
    offset_m: float
    """Metres from the axis: positive to the right of its direction, negative to the left."""


@dataclass(frozen=True)
class Ruler:
    """Linear referencing along an axis given as a WGS-84 line."""

    line: LineString

    def __post_init__(self) -> None:
        zone = _utm(self.line.centroid)
        to_metres = Transformer.from_crs("EPSG:4326", zone, always_xy=True)
        object.__setattr__(self, "_forward", to_metres.transform)
        object.__setattr__(self, "_backward", lambda x, y: to_metres.transform(x, y, direction="INVERSE"))
        object.__setattr__(self, "_metric", self.to_metres(self.line))

    def to_metres(self, geometry: Geometry) -> Geometry:
        """Project WGS-84 geometry into the UTM zone of the axis (metres)."""
        return transform(self._forward, geometry)  # type: ignore[attr-defined,no-any-return]

    def to_degrees(self, geometry: Geometry) -> Geometry:
        """Bring UTM geometry back to WGS-84."""
        return transform(self._backward, geometry)  # type: ignore[attr-defined,no-any-return]

    @property
    def metric(self) -> LineString:
        """The axis in metres."""
        line: LineString = self._metric  # type: ignore[attr-defined]
        return line

    @property
    def length_m(self) -> float:
        """Length of the axis in metres."""
        return float(self.metric.length)

    def locate(self, point: Point) -> Chainage:
        """Chainage of a point by projection onto the axis, whose end segments continue straight beyond the ends."""
        metric = self.to_metres(point)
        along = float(self.metric.project(metric))
        start, end = self._segment_at(along)
        if along <= 0.0 or along >= self.length_m:
            along = self._beyond(metric, start, end, at_start=along <= 0.0)
        dx, dy = end[0] - start[0], end[1] - start[1]
        right = (dy * (metric.x - start[0]) - dx * (metric.y - start[1])) / math.hypot(dx, dy)
        inside = 0.0 <= along <= self.length_m
        distance = float(self.metric.distance(metric)) if inside else abs(right)
        return Chainage(along, math.copysign(distance, right))

    def point_at(self, m: float, offset_m: float = 0.0) -> Point:
        """The WGS-84 point at a chainage, ``offset_m`` metres to the right; beyond the ends on the straight continuation."""
        start, end = self._segment_at(m)
        length = math.hypot(end[0] - start[0], end[1] - start[1])
        ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        if 0.0 <= m <= self.length_m:
            base = self.metric.interpolate(m)
            x, y = base.x, base.y
        else:
            anchor, rest = (start, m) if m < 0.0 else (end, m - self.length_m)
            x, y = anchor[0] + ux * rest, anchor[1] + uy * rest
        return self.to_degrees(Point(x + uy * offset_m, y - ux * offset_m))

    def stretch(self, from_m: float, to_m: float) -> LineString:
        """The part of the axis between two chainages, clipped to it, in WGS-84."""
        return self.to_degrees(substring(self.metric, max(0.0, from_m), min(self.length_m, to_m)))

    def circle(self, point: Point, radius_m: float) -> Polygon:
        """A circle of doubt around a WGS-84 point."""
        return self.to_degrees(self.to_metres(point).buffer(radius_m, quad_segs=24))

    def band(self, line: LineString, width_m: float) -> Polygon:
        """A band of a width along a WGS-84 line."""
        return self.to_degrees(self.to_metres(line).buffer(width_m / 2, cap_style="flat"))

    def distance_m(self, one: BaseGeometry, other: BaseGeometry) -> float:
        """Straight distance in metres between two WGS-84 geometries."""
        return float(self.to_metres(one).distance(self.to_metres(other)))

    def side(self, chainage: Chainage) -> str:
        """The compass side of the axis a place lies on: ``n``, ``e``, ``s`` or ``w``."""
        start, end = self._segment_at(chainage.m)
        sign = math.copysign(1.0, chainage.offset_m)
        bearing = math.degrees(math.atan2(sign * (end[1] - start[1]), -sign * (end[0] - start[0])))
        return "nesw"[round(bearing / 90.0) % 4]

    def _segment_at(self, along: float) -> tuple[LonLat, LonLat]:
        points = list(self.metric.coords)
        done = 0.0
        for start, end in zip(points, points[1:], strict=False):
            done += math.dist(start[:2], end[:2])
            if along < done:
                return start[:2], end[:2]
        return points[-2][:2], points[-1][:2]

    def _beyond(self, point: Point, start: LonLat, end: LonLat, *, at_start: bool) -> float:
        length = math.dist(start, end)
        dot = ((point.x - start[0]) * (end[0] - start[0]) + (point.y - start[1]) * (end[1] - start[1])) / length
        return min(dot, 0.0) if at_start else max(self.length_m - length + dot, self.length_m)


@lru_cache(maxsize=32)
def ruler_of(line: LineString) -> Ruler:
    """The ruler of an axis line, made once."""
    return Ruler(line)


def _utm(point: Point) -> CRS:
    zone = min(int((point.x + 180.0) // 6.0) + 1, 60)
    return CRS.from_epsg((32600 if point.y >= 0.0 else 32700) + zone)


# GCJ-02 and BD-09 have no published specification; these are the formulas in general use, with the Krasovsky ellipsoid.
_AXIS_M = 6378245.0
_ECCENTRICITY = 0.00669342162296594323
_BD_ANGLE = math.pi * 3000.0 / 180.0
_CHINA = (72.004, 0.8293, 137.8347, 55.8271)


def to_wgs84(geometry: Geometry, datum: str) -> Geometry:
    """Convert geometry from a datum to WGS-84; the inverse is iterated to below 0.1 m.

    Raises:
        KeyError: the datum is none of `DATUMS`.
    """
    return geometry if datum == "wgs84" else _mapped(geometry, _UNDO[datum])


def from_wgs84(geometry: Geometry, datum: str) -> Geometry:
    """Convert WGS-84 geometry to a datum, as a map provider would draw it.

    Raises:
        KeyError: the datum is none of `DATUMS`.
    """
    return geometry if datum == "wgs84" else _mapped(geometry, _APPLY[datum])


def _mapped(geometry: Geometry, convert: Callable[[float, float], LonLat]) -> Geometry:
    return transform(lambda xs, ys: tuple(zip(*map(convert, _many(xs), _many(ys)), strict=True)), geometry)


def _many(values: object) -> list[float]:
    return [float(v) for v in values] if hasattr(values, "__iter__") else [float(values)]  # type: ignore[arg-type]


def _gcj02(lon: float, lat: float) -> LonLat:
    west, south, east, north = _CHINA
    if not (west <= lon <= east and south <= lat <= north):
        return lon, lat
    x, y = lon - 105.0, lat - 35.0
    rad = math.radians(lat)
    magic = 1.0 - _ECCENTRICITY * math.sin(rad) ** 2
    meridian = _AXIS_M * (1.0 - _ECCENTRICITY) / (magic * math.sqrt(magic))
    parallel = _AXIS_M / math.sqrt(magic) * math.cos(rad)
    return lon + math.degrees(_shift_east(x, y) / parallel), lat + math.degrees(_shift_north(x, y) / meridian)


def _shift_east(x: float, y: float) -> float:
    return (
        300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
        + _waves(x, (6.0, 20.0), (2.0, 20.0), (1.0, 20.0), (1 / 3, 40.0), (1 / 12, 150.0), (1 / 30, 300.0))
    )  # fmt: skip


def _shift_north(x: float, y: float) -> float:
    return (
        -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
        + _waves(x, (6.0, 20.0), (2.0, 20.0))
        + _waves(y, (1.0, 20.0), (1 / 3, 40.0), (1 / 12, 160.0), (1 / 30, 320.0))
    )  # fmt: skip


def _waves(value: float, *terms: tuple[float, float]) -> float:
    return sum(amplitude * math.sin(value * frequency * math.pi) for frequency, amplitude in terms) * 2.0 / 3.0


def _bd09(lon: float, lat: float) -> LonLat:
    x, y = _gcj02(lon, lat)
    radius = math.hypot(x, y) + 0.00002 * math.sin(y * _BD_ANGLE)
    theta = math.atan2(y, x) + 0.000003 * math.cos(x * _BD_ANGLE)
    return radius * math.cos(theta) + 0.0065, radius * math.sin(theta) + 0.006


def _undone(apply: Callable[[float, float], LonLat]) -> Callable[[float, float], LonLat]:
    def undo(lon: float, lat: float) -> LonLat:
        guess = (lon, lat)
        for _ in range(8):
            moved = apply(*guess)
            guess = (guess[0] + lon - moved[0], guess[1] + lat - moved[1])
        return guess

    return undo


_APPLY = {"gcj02": _gcj02, "bd09": _bd09}
_UNDO = {datum: _undone(apply) for datum, apply in _APPLY.items()}
