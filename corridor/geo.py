"""Metres, chainage and datums: everything that turns coordinates into distances or into other coordinates.

Geometry comes in and goes out as WGS-84 longitude/latitude (EPSG:4326). Metres exist only inside, in the UTM zone of
the axis.
"""

import math
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import shapely
from geopandas import GeoSeries
from pyproj import CRS, Transformer
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

Geometry = TypeVar("Geometry", bound=BaseGeometry | GeoSeries)
"""One shape, or a series of shapes."""
XY = tuple[float, float]
"""Metres east and north in the zone of an axis."""
Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]

WGS84 = "EPSG:4326"

DATUMS = ("wgs84", "gcj02", "bd09")
"""GPS and OpenStreetMap; 高德 and 腾讯; 百度."""


class LonLat(NamedTuple):
    """A place in degrees, in the order of GeoJSON, shapely and every file of a pack."""

    lon: float
    lat: float


class LatLon(NamedTuple):
    """A place in degrees, in the order of Leaflet."""

    lat: float
    lon: float


_MOST_DEGREES = (180, 90, 180, 90)
"""Of bounds: west, south, east and north, whatever their sign."""
_VERTEX_SPACING_M = 50.0
"""An edge is looked at this often when an outline is projected, since a bend may make its middle reach further."""


@dataclass(frozen=True, slots=True)
class Chainage:
    """A place told by the axis."""

    m: float
    """Metres along the axis from its first end; negative before it, more than the length beyond the last."""
    offset_m: float
    """Metres from the axis: positive to the right of its direction, negative to the left."""


class Ruler:
    """Linear referencing along an axis given as a WGS-84 line; beyond its ends the axis continues straight."""

    def __init__(self, line: LineString) -> None:
        self.line = line
        self.crs = _utm(line.centroid)
        """The UTM zone of the axis, to bring whole series and frames to metres (``to_crs``)."""
        self._projection = Transformer.from_crs(WGS84, self.crs, always_xy=True)
        self.metric: LineString = self.to_metres(line)
        """The axis in metres."""
        self.length_m = float(self.metric.length)
        """Length of the axis in metres."""
        # A repeated vertex has no direction, so it must never become a segment.
        self._vertices = [xy for xy, _ in groupby(self.metric.coords)]
        self._starts = [0.0, *accumulate(math.dist(*pair) for pair in pairwise(self._vertices))][:-1]

    def to_metres(self, geometry: Geometry) -> Geometry:
        """Project WGS-84 geometry into the UTM zone of the axis (metres); heights are dropped."""
        return _mapped(geometry, self._projection.transform)

    def to_degrees(self, geometry: Geometry) -> Geometry:
        """Bring UTM geometry back to WGS-84."""
        return _mapped(geometry, lambda x, y: self._projection.transform(x, y, direction="INVERSE"))

    def locate(self, point: Point) -> Chainage:
        """Chainage of a WGS-84 point by projection onto the axis."""
        return self._located(self.to_metres(point))

    def locate_all(self, geometry: BaseGeometry) -> tuple[Chainage, ...]:
        """Chainages along the outline of a WGS-84 geometry, a vertex at least every 50 m."""
        outline = shapely.segmentize(self.to_metres(geometry), _VERTEX_SPACING_M)
        return tuple(self._located(Point(xy)) for xy in shapely.get_coordinates(outline))

    def along_m(self, places: Floats) -> Floats:
        """Chainages of many WGS-84 points, a row of longitude and latitude each; NaN beyond the ends of the axis."""
        found = np.full(len(places), np.nan)
        metric = self._metric(places)
        finite = np.isfinite(metric).all(axis=1)
        metric = metric[finite]
        along: Floats = shapely.line_locate_point(self.metric, shapely.points(metric))
        (first, second), (before, last) = self._vertices[:2], self._vertices[-2:]
        is_before = (along <= 0.0) & (_ahead(metric, first, second) < 0.0)
        is_after = (along >= self.length_m) & (_ahead(metric, last, before) < 0.0)
        found[finite] = np.where(is_before | is_after, np.nan, along)
        return found

    def from_axis_m(self, places: Floats) -> Floats:
        """Straight distances in metres of many WGS-84 points, a row of longitude and latitude each, from the axis."""
        metric = self._metric(places)
        distances = np.full(len(metric), np.inf)
        finite = np.isfinite(metric).all(axis=1)
        distances[finite] = shapely.distance(self.metric, shapely.points(metric[finite]))
        return distances

    def _metric(self, places: Floats) -> Floats:
        return np.column_stack(self._projection.transform(places[:, 0], places[:, 1]))

    def point_at(self, m: float, offset_m: float = 0.0) -> Point:
        """The WGS-84 point at a chainage, ``offset_m`` metres to the right."""
        (x, y), (ux, uy), begin = self._segment_at(m)
        along = m - begin
        return self.to_degrees(Point(x + ux * along + uy * offset_m, y + uy * along - ux * offset_m))

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
        _, (ux, uy), _ = self._segment_at(chainage.m)
        sign = math.copysign(1.0, chainage.offset_m)
        return _compass(sign * uy, -sign * ux)

    @property
    def heading(self) -> str:
        """The compass direction from the first end to the last: ``n``, ``e``, ``s`` or ``w``."""
        (first_x, first_y), (last_x, last_y) = self._vertices[0], self._vertices[-1]
        return _compass(last_x - first_x, last_y - first_y)

    def _located(self, point: Point) -> Chainage:
        """Chainage of a point in metres of the zone; beyond an end by the direction of the segment there."""
        along = float(self.metric.project(point))
        (x, y), (ux, uy), begin = self._segment_at(along)
        ahead = (point.x - x) * ux + (point.y - y) * uy
        right = (point.x - x) * uy - (point.y - y) * ux
        if along <= 0.0 and ahead < 0.0:
            return Chainage(ahead, right)
        if along >= self.length_m and begin + ahead > self.length_m:
            return Chainage(begin + ahead, right)
        return Chainage(along, math.copysign(float(self.metric.distance(point)), right))

    def _segment_at(self, m: float) -> tuple[XY, XY, float]:
        """Start, unit direction and starting chainage of the segment at a chainage, all in metres."""
        i = max(bisect_right(self._starts, m) - 1, 0)
        (x, y), (next_x, next_y) = self._vertices[i], self._vertices[i + 1]
        length = math.hypot(next_x - x, next_y - y)
        return (x, y), ((next_x - x) / length, (next_y - y) / length), self._starts[i]


@lru_cache(maxsize=32)
def ruler_of(line: LineString) -> Ruler:
    """The ruler of an axis line, made once."""
    return Ruler(line)


def _ahead(places: Floats, here: XY, there: XY) -> Floats:
    """How far places lie from here in the direction of there, times the distance of the two."""
    along: Floats = (places - np.array(here)) @ (np.array(there) - np.array(here))
    return along


def _compass(east: float, north: float) -> str:
    return "nesw"[round(math.degrees(math.atan2(east, north)) / 90.0) % 4]


def _utm(place: Point) -> CRS:
    """The UTM zone of a place; beyond the ends of the zones (80° south, 84° north) that of its meridian, continued."""
    lon, lat = min(math.floor(place.x), 179), math.floor(place.y)
    return _utm_of_degree(lon, min(max(lat, -80), 83))


@lru_cache(maxsize=256)
def _utm_of_degree(west: int, south: int) -> CRS:
    """The UTM zone of a square of one degree, since zones begin and end at whole degrees."""
    zone: CRS = GeoSeries([Point(west + 0.5, south + 0.5)], crs=WGS84).estimate_utm_crs()
    return zone


def _mapped(geometry: Geometry, convert: Callable[[Floats, Floats], tuple[Floats, Floats]]) -> Geometry:
    def moved(xy: Floats) -> Floats:
        return np.column_stack(convert(xy[:, 0], xy[:, 1]))

    converted: Geometry = (
        geometry.transform(moved) if isinstance(geometry, GeoSeries) else shapely.transform(geometry, moved)
    )
    return converted


# GCJ-02 and BD-09 have no published specification. The formulas and constants are those of eviltransform (github:
# googollee/eviltransform), of which all libraries in general use are translations: `_gcj02` is its transform(),
# whose sums of sines are `_shift_east` and `_shift_north`; `_bd09` is the step to Baidu of coordtransform (github:
# wandergis/coordtransform).
_AXIS_M = 6378245.0
"""Semi-major axis of the ellipsoid of Krasovsky 1940, in metres."""
_ECCENTRICITY = 0.00669342162296594323
"""Its first eccentricity, squared."""
_BD_ANGLE = math.pi * 3000.0 / 180.0
"""Radians by which a degree turns the waves of BD-09."""
_CHINA = (72.004, 0.8293, 137.8347, 55.8271)
"""West, south, east and north in degrees: outside GCJ-02 is WGS-84, as the formula has it."""
_INVERSE_STEPS = 8
"""Each leaves a hundredth of the error before it or less; three come within 0.1 m anywhere in China."""


def are_degrees(shapes: Geometry) -> Booleans:
    """Whether a shape, or each of a series, has coordinates, and only such as can be longitude and latitude."""
    corners: Floats = abs(shapely.bounds(np.asarray(shapes, dtype=object)))
    return np.asarray((corners <= _MOST_DEGREES).all(axis=-1))


def exchanged(shapes: Geometry) -> Geometry:
    """The same with each first coordinate second."""
    return _mapped(shapes, lambda x, y: (y, x))


def are_exchanged(shapes: Geometry) -> Booleans:
    """Whether coordinates that cannot be longitude and latitude can be latitude and longitude."""
    return ~are_degrees(shapes) & are_degrees(exchanged(shapes))


def lacking_half(lon: object, lat: object) -> str:
    """Which of the two coordinates, ``lon`` or ``lat``, a place lacks that has only the other; empty for none."""
    return "" if bool(lon) is bool(lat) else "lat" if lon else "lon"


def to_wgs84(geometry: Geometry, datum: str) -> Geometry:
    """Convert geometry from a datum to WGS-84; the inverse is iterated to below 0.1 m.

    Raises:
        KeyError: the datum is none of `DATUMS`.
    """
    return geometry if datum == "wgs84" else _mapped(geometry, _inverse(_FROM_WGS84[datum]))


def from_wgs84(geometry: Geometry, datum: str) -> Geometry:
    """Convert WGS-84 geometry to a datum, as a map provider would draw it.

    Raises:
        KeyError: the datum is none of `DATUMS`.
    """
    return geometry if datum == "wgs84" else _mapped(geometry, _FROM_WGS84[datum])


def _gcj02(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """WGS-84 degrees in GCJ-02; the same outside `_CHINA`."""
    west, south, east, north = _CHINA
    shifted = (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)
    x, y = lon - 105.0, lat - 35.0
    rad = np.radians(lat)
    magic = 1.0 - _ECCENTRICITY * np.sin(rad) ** 2
    meridian = _AXIS_M * (1.0 - _ECCENTRICITY) / (magic * np.sqrt(magic))
    parallel = _AXIS_M / np.sqrt(magic) * np.cos(rad)
    return (
        np.where(shifted, lon + np.degrees(_shift_east(x, y) / parallel), lon),
        np.where(shifted, lat + np.degrees(_shift_north(x, y) / meridian), lat),
    )


def _shift_east(x: Floats, y: Floats) -> Floats:
    """Metres by which a place is shifted eastwards; x and y are degrees east of 105 and north of 35."""
    return (
        300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
        + _waves(x, (6.0, 20.0), (2.0, 20.0), (1.0, 20.0), (1 / 3, 40.0), (1 / 12, 150.0), (1 / 30, 300.0))
    )  # fmt: skip


def _shift_north(x: Floats, y: Floats) -> Floats:
    """Metres by which a place is shifted northwards; x and y are degrees east of 105 and north of 35."""
    return (
        -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
        + _waves(x, (6.0, 20.0), (2.0, 20.0))
        + _waves(y, (1.0, 20.0), (1 / 3, 40.0), (1 / 12, 160.0), (1 / 30, 320.0))
    )  # fmt: skip


def _waves(value: Floats, *terms: tuple[float, float]) -> Floats:
    """Two thirds of a sum of sines, each given by half-turns for each degree and by its amplitude in metres."""
    total: Floats = np.zeros_like(value)
    for frequency, amplitude in terms:
        total = total + amplitude * np.sin(value * frequency * math.pi)
    return total * 2.0 / 3.0


def _bd09(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """WGS-84 degrees in BD-09, which turns and shifts GCJ-02 once more."""
    x, y = _gcj02(lon, lat)
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * _BD_ANGLE)
    theta = np.arctan2(y, x) + 0.000003 * np.cos(x * _BD_ANGLE)
    return radius * np.cos(theta) + 0.0065, radius * np.sin(theta) + 0.006


Shift = Callable[[Floats, Floats], tuple[Floats, Floats]]

_FROM_WGS84: dict[str, Shift] = {"gcj02": _gcj02, "bd09": _bd09}


def _inverse(shift: Shift) -> Shift:
    def undo(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        x, y = lon, lat
        for _ in range(_INVERSE_STEPS):
            moved_x, moved_y = shift(x, y)
            x, y = x + lon - moved_x, y + lat - moved_y
        return x, y

    return undo
