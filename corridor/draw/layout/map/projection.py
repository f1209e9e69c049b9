"""From places in WGS-84 to pixels of a frame: the UTM zone of the axis, north up, true to scale."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from shapely import LineString, MultiPoint, Polygon, box
from shapely import Point as ShapelyPoint

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.map.camera import shapes_seen
from corridor.draw.layout.map.payload import MapPayload
from corridor.geo import LatLon, Ruler, ruler_of
from corridor.model.corridor import Chapter, Corridor
from corridor.model.place import PositionKind

_EQUATOR_M = 40_075_017.0
"""Of WGS-84."""
_TILE_PX = 256.0
_MARGIN_M = 450.0
"""About the axis and every node that is a point."""
_LEAST_MARGIN_M, _MARGIN_SHARE = 250.0, 0.12
"""About what a chapter shows, at least and by its larger side."""
_EQUATOR_M, _TILE_PX = 40_075_016.686, 256
"""WGS-84, as the Web Mercator of such maps has it (EPSG:3857); a tile at zoom level 0 holds the whole of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A frame and what it shows."""

    ruler: Ruler
    frame: Box
    window: tuple[float, float, float, float]
    """West, south, east, north in metres."""

    @property
    def scale(self) -> float:
        """Pixels a metre."""
        west, south, east, north = self.window
        return min(self.frame.width / (east - west), self.frame.height / (north - south))

    @property
    def zoom(self) -> float:
        """The zoom level at which a web map has this scale.

        Level 0 has the whole Mercator equator on 256 pixels, and each further one is twice as large.
        """
        return math.log2(self.scale * _EQUATOR_M * math.cos(math.radians(self.ruler.line.centroid.y)) / _TILE_PX)

    def pixel(self, x: float, y: float) -> Point:
        """A place in metres."""
        west, south, east, north = self.window
        middle_x, middle_y = self.frame.x + self.frame.width / 2, self.frame.y + self.frame.height / 2
        return middle_x + (x - (west + east) / 2) * self.scale, middle_y - (y - (south + north) / 2) * self.scale

    def point(self, at: LatLon) -> Point:
        """A place in WGS-84."""
        metric = self.ruler.to_metres(ShapelyPoint(at.lon, at.lat))
        return self.pixel(metric.x, metric.y)

    def pieces(self, path: Iterable[LatLon], *, closed: bool) -> list[tuple[Point, ...]]:
        """The parts of a line or area in WGS-84 that lie inside the frame, in pixels."""
        metric = self.ruler.to_metres(MultiPoint([(at.lon, at.lat) for at in path]))
        return self.clipped([self.pixel(place.x, place.y) for place in metric.geoms], closed=closed)

    def clipped(self, points: Sequence[Point], *, closed: bool) -> list[tuple[Point, ...]]:
        """The parts of a line or area in pixels that lie inside the frame."""
        window = box(self.frame.x, self.frame.y, self.frame.right, self.frame.bottom)
        inside = (Polygon(points).buffer(0) if closed else LineString(points)).intersection(window)
        parts = getattr(inside, "geoms", [inside])
        if closed:
            return [tuple(part.exterior.coords) for part in parts if isinstance(part, Polygon) and not part.is_empty]
        return [tuple(part.coords) for part in parts if isinstance(part, LineString) and len(part.coords) > 1]


def projection_of(corridor: Corridor, shown: MapPayload, frame: Box) -> Projection:
    """What shows the axis and every node that is a point in a frame, with a margin."""
    ruler = ruler_of(corridor.axis.line)
    points = [place["at"][0] for place in shown["places"] if place["kind"] == PositionKind.POINT]
    bounds = [ruler.metric.bounds, *(ruler.to_metres(ShapelyPoint(at.lon, at.lat)).bounds for at in points)]
    window = (
        min(b[0] for b in bounds) - _MARGIN_M,
        min(b[1] for b in bounds) - _MARGIN_M,
        max(b[2] for b in bounds) + _MARGIN_M,
        max(b[3] for b in bounds) + _MARGIN_M,
    )
    return Projection(ruler=ruler, frame=frame, window=window)


def projection_at(corridor: Corridor, chapter: Chapter, frame: Box) -> Projection:
    """What a chapter looks at, in a frame: as near as its zoom says, else with a margin about all that it shows.

    Of Leaflet's zoom levels each is twice as near as the one before; at level 0 a pixel of the equator is 1/256 of it.
    """
    ruler = ruler_of(corridor.axis.line)
    bounds = [ruler.to_metres(shape).bounds for shape in shapes_seen(corridor, chapter, ruler)]
    west, south = (min(b[side] for b in bounds) for side in (0, 1))
    east, north = (max(b[side] for b in bounds) for side in (2, 3))
    margin = max(_LEAST_MARGIN_M, _MARGIN_SHARE * max(east - west, north - south))
    reach_x, reach_y = (east - west) / 2 + margin, (north - south) / 2 + margin
    if chapter.camera.zoom is not None:
        latitude = radians(corridor.axis.line.centroid.y)
        metres = _EQUATOR_M * cos(latitude) / _TILE_PX / 2**chapter.camera.zoom
        reach_x, reach_y = max(reach_x, frame.width * metres / 2), max(reach_y, frame.height * metres / 2)
    x, y = (west + east) / 2, (south + north) / 2
    return Projection(ruler=ruler, frame=frame, window=(x - reach_x, y - reach_y, x + reach_x, y + reach_y))
