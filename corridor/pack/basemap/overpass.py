"""An Overpass server's answer in JSON (OpenStreetMap's wiki, page Overpass API): no library reads it from a file."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geopandas import GeoDataFrame
from shapely import LineString, MultiLineString, MultiPolygon, Point, Polygon, line_merge, make_valid, polygonize
from shapely.geometry.base import BaseGeometry

from corridor.geo import WGS84

_RING = 4
"""Corners of the smallest closed line, its first one again among them."""
_OPEN_WAYS = ("highway", "railway", "waterway")
"""Tags of ways that are lines though they end where they begin."""
Element = Mapping[str, Any]
Coordinates = list[tuple[float, float]]


class NotOverpassError(ValueError):
    """A file of JSON is no answer of an Overpass server."""


def read_overpass(path: Path) -> GeoDataFrame:
    """Its nodes, ways and relations as shapes in WGS-84, a tag a column.

    Both forms are read: ``out geom``, where each way has its own coordinates, and ways by the ids of their nodes.

    Raises:
        NotOverpassError: it is another file.
    """
    try:
        content = json.loads(path.read_bytes())
    except ValueError as error:
        raise NotOverpassError from error
    elements = content.get("elements") if isinstance(content, dict) else None
    if not isinstance(elements, list):
        raise NotOverpassError
    by_kind: dict[str, dict[int, Element]] = {"node": {}, "way": {}, "relation": {}}
    for element in elements:
        by_kind[element["type"]][element["id"]] = element
    found = [(element["tags"], shape) for element, shape in _shapes(by_kind) if shape is not None]
    return GeoDataFrame([tags for tags, _ in found], geometry=[shape for _, shape in found], crs=WGS84)


def _shapes(by_kind: Mapping[str, Mapping[int, Element]]) -> Iterator[tuple[Element, BaseGeometry | None]]:
    for kind, shape in (("node", _node), ("way", _way), ("relation", _relation)):
        for element in by_kind[kind].values():
            if element.get("tags"):
                yield element, shape(element, by_kind)


def _node(element: Element, _: Mapping[str, Mapping[int, Element]]) -> BaseGeometry:
    return Point(element["lon"], element["lat"])


def _way(element: Element, by_kind: Mapping[str, Mapping[int, Element]]) -> BaseGeometry | None:
    line = _line(element, by_kind)
    is_closed = len(line) >= _RING and line[0] == line[-1]
    tags = element["tags"]
    if is_closed and (tags.get("area") == "yes" or not any(tag in tags for tag in _OPEN_WAYS)):
        return make_valid(Polygon(line))
    return LineString(line) if len(line) > 1 else None


def _relation(element: Element, by_kind: Mapping[str, Mapping[int, Element]]) -> BaseGeometry | None:
    lines: dict[str, list[Coordinates]] = {}
    for member in element.get("members", ()):
        if member["type"] == "way":
            part = _line(member if "geometry" in member else by_kind["way"].get(member["ref"], {}), by_kind)
            if len(part) > 1:
                lines.setdefault(member.get("role", ""), []).append(part)
    if element["tags"].get("type") not in ("multipolygon", "boundary"):
        return line_merge(MultiLineString(list(lines.get("", ())))) if lines.get("") else None
    outer, inner = (_areas(lines.get(role, [])) for role in ("outer", "inner"))
    return None if outer.is_empty else outer.difference(inner)


def _areas(lines: list[Coordinates]) -> BaseGeometry:
    """What closed lines enclose that may come in pieces."""
    rings = polygonize([line_merge(MultiLineString(lines))]) if lines else MultiPolygon()
    return make_valid(MultiPolygon(list(rings.geoms))) if lines else MultiPolygon()


def _line(element: Element, by_kind: Mapping[str, Mapping[int, Element]]) -> Coordinates:
    if "geometry" in element:
        return [(place["lon"], place["lat"]) for place in element["geometry"] if place]
    nodes = (by_kind["node"].get(number) for number in element.get("nodes", ()))
    return [(node["lon"], node["lat"]) for node in nodes if node and "lon" in node]
