"""Where a node lies along the axis, and what is near it: straight lines, never more exact than the position."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geopandas import GeoDataFrame
from shapely.geometry.base import BaseGeometry

from corridor.geo import WGS84, Chainage, Ruler, ruler_of
from corridor.model.corridor import Corridor
from corridor.model.place import ContextFeature, LayerStyle, Node, PositionKind
from corridor.model.text import Text

_STEP_M = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """A station near a node."""

    id: str
    name: Text
    distance_m: int
    """Straight distance, rounded to 50 m; 0 when nearer than 25 m."""
    accuracy_m: float
    """How far the true distance may differ: the accuracies of both places together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeChainage:
    """Where a node lies along the axis, as far as is known."""

    m: float
    """Metres along the axis, signed beyond its ends; the middle of the range when there is one."""
    offset_m: float
    """Metres from the axis to the nearest part of the node, positive to the right; 0 when the node reaches it."""
    accuracy_m: float | None
    """As the position states it; ``None`` where nothing is claimed."""
    side: str | None
    """``n``, ``e``, ``s`` or ``w`` of the axis; ``None`` unless the offset exceeds the accuracy."""
    from_m: float | None = None
    """Start of the range of chainage that the node covers or lies in; ``None`` for a point."""
    to_m: float | None = None
    """End of that range."""


def rounded_m(distance_m: float) -> int:
    """A distance without invented precision: to the nearest 50 m."""
    return math.floor(abs(distance_m) / _STEP_M + 0.5) * _STEP_M


def stations(corridor: Corridor) -> tuple[ContextFeature, ...]:
    """The stations of the base map that are points."""
    layers = {layer.id for layer in corridor.layers if layer.style is LayerStyle.STATION}
    return tuple(
        feature for feature in corridor.context if feature.layer_id in layers and feature.geometry.geom_type == "Point"
    )


def nearest_stations(corridor: Corridor, node: Node, limit: int = 2) -> tuple[Nearby, ...]:
    """The stations nearest to a node, nearest first; none unless its position is a point.

    A station that several lines share, and that the base map therefore holds several times, counts once.
    """
    position = node.position
    if position.kind is not PositionKind.POINT or position.geometry is None:
        return ()
    there = ruler_of(corridor.axis.line).to_metres(position.geometry)
    frame = _stations_in_metres(corridor)
    ranked = frame.assign(distance_m=frame.distance(there)).sort_values(["distance_m", "id"]).drop_duplicates("name")
    doubt = position.accuracy_m or 0.0
    return tuple(
        Nearby(
            id=station.id,
            name=station.name,
            distance_m=rounded_m(station.distance_m),
            accuracy_m=station.accuracy_m + doubt,
        )
        for station in ranked.head(limit).itertuples()
    )


@lru_cache(maxsize=8)
def _stations_in_metres(corridor: Corridor) -> GeoDataFrame:
    """The stations with their names, accuracies and places in the zone of the axis, which every node asks for."""
    found = stations(corridor)
    names = ("id", "name", "accuracy_m")
    columns = {name: [getattr(station, name) for station in found] for name in names}
    frame = GeoDataFrame(columns, geometry=[station.geometry for station in found], crs=WGS84)
    return frame.to_crs(ruler_of(corridor.axis.line).crs)


def locate_node(corridor: Corridor, node: Node) -> NodeChainage | None:
    """Chainage of a node; ``None`` when its place is unknown."""
    position = node.position
    if position.kind is PositionKind.STRETCH and position.from_m is not None and position.to_m is not None:
        middle = (position.from_m + position.to_m) / 2
        return NodeChainage(
            m=middle,
            offset_m=0.0,
            accuracy_m=position.accuracy_m,
            side=None,
            from_m=position.from_m,
            to_m=position.to_m,
        )
    if position.geometry is None:
        return None
    ruler = ruler_of(corridor.axis.line)
    if position.kind is PositionKind.POINT:
        return _at_point(ruler, ruler.locate(position.geometry), position.accuracy_m)
    return _over(ruler, position.geometry, position.accuracy_m)


def _at_point(ruler: Ruler, place: Chainage, accuracy_m: float | None) -> NodeChainage:
    return NodeChainage(m=place.m, offset_m=place.offset_m, accuracy_m=accuracy_m, side=_side(ruler, place, accuracy_m))


@lru_cache(maxsize=512)
def _over(ruler: Ruler, outline: BaseGeometry, accuracy_m: float | None) -> NodeChainage:
    places = ruler.locate_all(outline)
    from_m, to_m = min(place.m for place in places), max(place.m for place in places)
    middle = Chainage((from_m + to_m) / 2, _nearest_offset(ruler, outline, places))
    return NodeChainage(
        m=middle.m,
        offset_m=middle.offset_m,
        accuracy_m=accuracy_m,
        side=_side(ruler, middle, accuracy_m),
        from_m=from_m,
        to_m=to_m,
    )


def _nearest_offset(ruler: Ruler, outline: BaseGeometry, places: Sequence[Chainage]) -> float:
    offsets = [place.offset_m for place in places]
    if ruler.line.intersects(outline) or min(offsets) < 0.0 < max(offsets):
        return 0.0
    return min(offsets, key=abs)


def _side(ruler: Ruler, place: Chainage, accuracy_m: float | None) -> str | None:
    return ruler.side(place) if accuracy_m is not None and abs(place.offset_m) > accuracy_m else None
