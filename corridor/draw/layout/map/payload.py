"""Everything on the map that a selection never changes, as one document that the map's script draws.

It travels as a file of its own, fetched once, so that its size is no part of a click.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import TypedDict

from shapely import Point, Polygon, box, union_all
from shapely.geometry.base import BaseGeometry

from corridor.draw.layout.map.anchors import anchors, spots
from corridor.draw.layout.map.looks import BEYOND, look_of
from corridor.draw.layout.palette import MUTED, PAPER, SYMBOLS, ink_on
from corridor.draw.words.headline import headline
from corridor.geo import LatLon, LonLat, Ruler, ruler_of
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.place import ContextFeature, Layer, LayerStyle, Node, PositionKind
from corridor.model.text import Lang

Styled = tuple[str, ContextFeature]
"""A feature with its style class."""

WORDS = ("fit", "zoom-in", "zoom-out", "legend", "north", "map")
"""What the map's own buttons and frame say."""

_DECIMALS = 6
"""Of degrees: a tenth of a metre."""
_STRETCH_M = 130.0
"""Width at which a stretch is hatched; each further one is wider by `_NEST_M`, so that all can be told apart."""
_NEST_M = 60.0
_BRACKET_M = 45.0
"""How far the bracket at an end of a stretch reaches inwards."""
_REACH_M = 1200.0
"""A symbol further off the axis than this is not in the first view."""
_MARGIN_M = 700.0
"""About all that is placed, before the map fades."""
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2}\d{1,4}(?![A-Za-z0-9])")
_MOST_NAMES = 150
"""Names of a layer that compete for a place, those of the most extended features first."""
_STYLES_BY_KIND = frozenset({LayerStyle.EXPRESSWAY, LayerStyle.RAIL, LayerStyle.METRO})


class Stroke(TypedDict):
    """Lines, or outlines of areas, of one look; all places here and below are WGS-84, latitude first."""

    style: str
    colour: str
    inferred: bool
    cased: bool
    filled: bool
    from_zoom: int
    """Zoom level from which it is drawn; 0 for always."""
    paths: list[list[LatLon]]


class Dot(TypedDict):
    """A station or another point of the base map."""

    style: str
    colour: str
    inferred: bool
    at: LatLon


class MapLabel(TypedDict):
    """A name of the base map: along its lines, or at one of its places."""

    style: str
    text: str
    colour: str
    dark: bool
    """Whether white reads better on its colour than ink."""
    from_zoom: int
    """Zoom level from which it may be set; 0 for always."""
    along: list[list[LatLon]]
    at: list[LatLon]


class MapLayer(TypedDict):
    """One layer of the base map."""

    id: str
    visible: bool
    strokes: list[Stroke]
    dots: list[Dot]
    labels: list[MapLabel]


class MapStop(TypedDict):
    """A crossing of the axis."""

    text: str
    at: LatLon


class MapAxis(TypedDict):
    """The axis with its crossings."""

    text: str
    path: list[LatLon]
    stops: list[MapStop]


class MapPlace(TypedDict):
    """A node that can be drawn."""

    id: str
    name: str
    headline: str
    role: str
    kind: str
    at: list[LatLon]
    """Where its symbol may stand, best first."""
    doubt: float
    """Radius in metres; 0 where none is stated."""
    paths: list[list[LatLon]]
    filled: bool
    brackets: list[list[LatLon]]


class MapSymbol(TypedDict):
    """The symbol of a role."""

    path: str
    colour: str
    size: int
    rank: int


class MapPayload(TypedDict):
    """The document."""

    lang: Lang
    words: dict[str, str]
    notice: str
    short_notice: str
    attribution: str
    view: list[LatLon]
    extent: list[LatLon]
    layers: list[MapLayer]
    axis: MapAxis
    marks: dict[str, MapSymbol]
    places: list[MapPlace]


def map_payload(corridor: Corridor, lang: Lang) -> MapPayload:
    """Collect what the map shows of a corridor in one language, in WGS-84 latitude and longitude."""
    ruler = ruler_of(corridor.axis.line)
    places = _places(corridor, ruler, lang)
    return MapPayload(
        lang=lang,
        words={name: word(f"map.{name}", lang) for name in WORDS},
        notice=corridor.notice[lang],
        short_notice=word("map.sketch-inferred" if any(f.inferred for f in corridor.context) else "map.sketch", lang),
        attribution=corridor.attribution[lang],
        view=corners((corridor.axis.line, *_in_reach(places, ruler))),
        extent=corners((_surroundings(corridor, ruler), *(feature.geometry for feature in corridor.context))),
        layers=[_layer(corridor, layer, ruler, lang) for layer in corridor.layers],
        axis=_axis(corridor, lang),
        marks={
            role: MapSymbol(path=mark.path, colour=mark.colour, size=mark.size, rank=rank)
            for rank, (role, mark) in enumerate(SYMBOLS.items())
        },
        places=places,
    )


def style_of(layer: Layer, feature: ContextFeature, axis: BaseGeometry) -> str:
    """The style class of a feature: its own kind where that has a look of its own, else its layer's.

    The outline of a town that the axis does not touch is `BEYOND`.
    """
    if layer.style is LayerStyle.OUTLINE and not feature.geometry.intersects(axis):
        return BEYOND
    return feature.kind if feature.kind in _STYLES_BY_KIND else layer.style


def _in_reach(places: list[MapPlace], ruler: Ruler) -> list[BaseGeometry]:
    """Where the symbols of those nodes stand that the first view shows: no further off than `_REACH_M`."""
    spots = [Point(place["at"][0].lon, place["at"][0].lat) for place in places]
    return [spot for spot in spots if ruler.to_metres(spot).distance(ruler.metric) <= _REACH_M]


def _surroundings(corridor: Corridor, ruler: Ruler) -> BaseGeometry:
    """A margin about the axis and all that is placed: what is drawn fades into it."""
    placed = [ruler.to_metres(node.position.geometry) for node in corridor.nodes if node.position.geometry is not None]
    return ruler.to_degrees(box(*union_all([ruler.metric, *placed]).buffer(_MARGIN_M).bounds))


def styled(corridor: Corridor, layer: Layer) -> list[Styled]:
    """The features of a layer, each with its style class."""
    own = [feature for feature in corridor.context if feature.layer_id == layer.id]
    return [(style_of(layer, feature, corridor.axis.line), feature) for feature in own]


def corners(geometries: Iterable[BaseGeometry]) -> list[LatLon]:
    """The south-west and the north-east corner of what holds all of some geometries in WGS-84."""
    bounds = [geometry.bounds for geometry in geometries]
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    return [_latlon(LonLat(west, south)), _latlon(LonLat(east, north))]


def _latlon(place: LonLat) -> LatLon:
    return LatLon(round(place.lat, _DECIMALS), round(place.lon, _DECIMALS))


def _path(coordinates: Iterable[tuple[float, ...]]) -> list[LatLon]:
    return [_latlon(LonLat(*pair)) for pair in coordinates]


def _paths(geometry: BaseGeometry) -> list[list[LatLon]]:
    parts = getattr(geometry, "geoms", None)
    if parts is not None:
        return [path for part in parts for path in _paths(part)]
    if isinstance(geometry, Polygon):
        return [_path(ring.coords) for ring in (geometry.exterior, *geometry.interiors)]
    return [_path(geometry.coords)]


def is_area(geometry: BaseGeometry) -> bool:
    """Whether it is an area, or several."""
    return "Polygon" in geometry.geom_type


def is_point(geometry: BaseGeometry) -> bool:
    """Whether it is a point, or several."""
    return "Point" in geometry.geom_type


def _layer(corridor: Corridor, layer: Layer, ruler: Ruler, lang: Lang) -> MapLayer:
    features = styled(corridor, layer)
    return MapLayer(
        id=layer.id,
        visible=layer.visible,
        strokes=_strokes([entry for entry in features if not is_point(entry[1].geometry)]),
        dots=[
            Dot(style=style, colour=feature.colour, inferred=feature.inferred, at=path[0])
            for style, feature in features
            if is_point(feature.geometry)
            for path in _paths(feature.geometry)
        ],
        labels=_labels(features, ruler, lang),
    )


def _strokes(features: list[Styled]) -> list[Stroke]:
    """Lines of one look become one element of the picture, however many there are."""
    looks: dict[tuple[str, str, bool, bool, int], list[list[LatLon]]] = defaultdict(list)
    for style, feature in features:
        look = (style, feature.colour, feature.inferred, is_area(feature.geometry), feature.from_zoom)
        looks[look] += _paths(feature.geometry)
    return [
        Stroke(
            style=style,
            colour=colour,
            inferred=inferred,
            cased=look_of(style, inferred=inferred).casing > 0,
            filled=filled,
            from_zoom=from_zoom,
            paths=paths,
        )
        for (style, colour, inferred, filled, from_zoom), paths in looks.items()
    ]


def _labels(features: list[Styled], ruler: Ruler, lang: Lang) -> list[MapLabel]:
    named: dict[tuple[str, str], list[ContextFeature]] = defaultdict(list)
    for style, feature in features:
        if feature.name[lang]:
            named[(feature.name[lang], style)].append(feature)
    foremost = sorted(named.items(), key=lambda entry: -max(_extent(feature) for feature in entry[1]))
    labels = [_label(text, style, group, ruler) for (text, style), group in foremost[:_MOST_NAMES]]
    return [part for label in labels for part in _shielded(label)]


def _shielded(label: MapLabel) -> list[MapLabel]:
    """The number of an expressway leaves its name for a shield of its own."""
    number = _NUMBER.search(label["text"]) if label["style"] == "expressway" else None
    if number is None:
        return [label]
    name = " ".join(label["text"].replace(number[0], " ").split())
    shield: MapLabel = {**label, "style": "shield", "text": number[0], "colour": "", "dark": True}
    return [shield, {**label, "text": name, "colour": "", "dark": False}]


def _extent(feature: ContextFeature) -> float:
    west, south, east, north = feature.geometry.bounds
    return float((east - west) + (north - south))


def _label(text: str, style: str, features: list[ContextFeature], ruler: Ruler) -> MapLabel:
    lines = [f.geometry for f in features if not is_area(f.geometry) and not is_point(f.geometry)]
    largest = max((f.geometry for f in features), key=lambda geometry: geometry.area)
    return MapLabel(
        style=style,
        text=text,
        colour=features[0].colour,
        dark=ink_on(features[0].colour or MUTED) == PAPER,
        from_zoom=min(feature.from_zoom for feature in features),
        along=[path for line in lines for path in _paths(line)],
        at=[] if lines else [_latlon(LonLat(point.x, point.y)) for point in spots(largest, ruler)],
    )


def _axis(corridor: Corridor, lang: Lang) -> MapAxis:
    axis = corridor.axis
    return MapAxis(
        text=axis.name[lang],
        path=_path(axis.line.coords),
        stops=[
            MapStop(text=crossing.name[lang], at=_latlon(LonLat(crossing.point.x, crossing.point.y)))
            for crossing in axis.crossings
        ],
    )


def _places(corridor: Corridor, ruler: Ruler, lang: Lang) -> list[MapPlace]:
    stretches = [node.id for node in corridor.nodes if node.position.kind is PositionKind.STRETCH]
    widths = {node_id: _STRETCH_M + _NEST_M * index for index, node_id in enumerate(stretches)}
    return [_place(corridor, node, ruler, widths.get(node.id, 0.0), lang) for node in corridor.nodes if node.is_placed]


def _place(corridor: Corridor, node: Node, ruler: Ruler, width_m: float, lang: Lang) -> MapPlace:
    position = node.position
    drawn = _hatched(node, ruler, width_m) if position.geometry is None else position.geometry
    return MapPlace(
        id=node.id,
        name=node.name[lang],
        headline=headline(corridor, node, lang),
        role=node.role,
        kind=position.kind,
        at=[_latlon(LonLat(point.x, point.y)) for point in anchors(position, ruler, width_m)],
        doubt=position.accuracy_m or 0.0,
        paths=[] if position.kind is PositionKind.POINT else _paths(drawn),
        filled=is_area(drawn),
        brackets=_brackets(node, ruler, width_m) if position.kind is PositionKind.STRETCH else [],
    )


def _ends(node: Node) -> tuple[float, float]:
    return node.position.from_m or 0.0, node.position.to_m or 0.0


def _hatched(node: Node, ruler: Ruler, width_m: float) -> Polygon:
    return ruler.band(ruler.stretch(*_ends(node)), width_m)


def _brackets(node: Node, ruler: Ruler, width_m: float) -> list[list[LatLon]]:
    from_m, to_m = _ends(node)
    half_m, reach_m = width_m / 2, min(_BRACKET_M, (to_m - from_m) / 3)
    return [
        _path(
            (point.x, point.y)
            for point in (
                ruler.point_at(end_m + inward_m, -half_m),
                ruler.point_at(end_m, -half_m),
                ruler.point_at(end_m, half_m),
                ruler.point_at(end_m + inward_m, half_m),
            )
        )
        for end_m, inward_m in ((from_m, reach_m), (to_m, -reach_m))
    ]
