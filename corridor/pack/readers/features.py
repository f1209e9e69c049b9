"""GeoJSON files: ids from the features themselves, their geometry as a series of geopandas."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeGuard

from geopandas import GeoSeries
from shapely import GeometryCollection
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

from corridor.model.problem import Place, Problems
from corridor.pack.readers.nested import TooDeepError, parse_json
from corridor.pack.readers.raw import Raw, from_records
from corridor.pack.schema import TableSchema

_DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_LON_LAT = re.compile(
    r"(?:urn:ogc:def:crs:)?(?:OGC:(?:[\d.]*:)?CRS84|EPSG:(?:[\d.]*:)?(?:4326|4490))"
    r"|https?://www\.opengis\.net/def/crs/(?:OGC/[\d.]+/CRS84|EPSG/[\d.]+/(?:4326|4490))",
    re.IGNORECASE,
)
"""What longitude and latitude are called; CGCS2000 (4490) differs from WGS-84 by less than anything here can show."""

MOST_POINTS = 1_000_000
"""Points of all files of a pack together, before any of them is read."""
MOST_CORNERS = {"axis": 5_000, "nodes": 5_000}
"""Points of one shape, by table, where shapes are measured and looked at for crossings."""

BROKEN_SHAPE = GeometryCollection()
"""Stands for geometry that could not be read: the one empty shape there is."""


def count_points(text: str) -> int:
    """How many points the text of a file can have at most: each is a list of its own."""
    return text.count("[")


def read_geojson(table: TableSchema, file: str, text: str, problems: Problems) -> Raw | None:
    """Read the features of a file; None means that the file as a whole could not be read.

    The series is made here and not by geopandas' own reader, which lets ``properties.id`` win over the feature's own
    id, stops at the first shape that is broken, and makes shapes before anybody has counted their points.
    """
    content = _parsed(text, file, problems)
    if content is None or not _is_lon_lat(content, file, problems):
        return None
    features = _features(content, file, problems)
    labels = [_label(feature, n) for n, feature in enumerate(features, start=1)]
    records = [_record(feature, file, label, problems) for feature, label in zip(features, labels, strict=True)]
    raw = from_records(table, file, labels, records, problems)
    shapes = [
        _geometry(table, feature.get("geometry"), file, label, problems)
        for feature, label in zip(features, labels, strict=True)
    ]
    return replace(raw, geometry=GeoSeries(shapes, index=labels).force_2d())


def _parsed(text: str, file: str, problems: Problems) -> Mapping[str, object] | None:
    try:
        content = parse_json(text)
    except TooDeepError:
        problems.error("file-too-deep", Place(file))
    except json.JSONDecodeError as error:
        problems.error("json-broken", Place(file), line=error.lineno, place=error.colno)
    except ValueError:
        problems.error("json-broken", Place(file), line=1, place=1)
    else:
        if isinstance(content, dict):
            return content
        problems.error("geojson-shape", Place(file))
    return None


def _is_lon_lat(content: Mapping[str, object], file: str, problems: Problems) -> bool:
    crs = content.get("crs")
    if crs is None or _LON_LAT.fullmatch(_called(crs)):
        return True
    problems.error("crs-foreign", Place(file), found=json.dumps(crs))
    return False


def _called(crs: object) -> str:
    """The name of a reference system in either way that GeoJSON once had; empty for anything else."""
    said = crs.get("properties") if isinstance(crs, dict) else None
    if not isinstance(crs, dict) or not isinstance(said, dict):
        return ""
    return f"EPSG:{said.get('code')}" if crs.get("type") == "EPSG" else str(said.get("name"))


def _features(content: Mapping[str, object], file: str, problems: Problems) -> list[Mapping[str, object]]:
    features = content.get("features")
    if content.get("type") != "FeatureCollection" or not isinstance(features, list):
        problems.error("geojson-shape", Place(file))
        return []
    good: list[Mapping[str, object]] = [
        feature for feature in features if isinstance(feature, dict) and feature.get("type") == "Feature"
    ]
    if len(good) < len(features):
        problems.error("geojson-shape", Place(file))
    return good


def _label(feature: Mapping[str, object], number: int) -> str:
    own = feature.get("id")
    return str(own) if isinstance(own, str | int) and own != "" else f"#{number}"


def _record(feature: Mapping[str, object], file: str, label: str, problems: Problems) -> Mapping[str, object]:
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        problems.error("geojson-shape", Place(file, row=label))
        properties = {}
    own, other = feature.get("id"), properties.get("id")
    if other is not None and other != own:
        problems.error("id-conflict", Place(file, row=label, column="id"), own=str(own or ""), other=str(other))
    return {**properties, "id": own}


def _geometry(table: TableSchema, value: object, file: str, label: str, problems: Problems) -> BaseGeometry | None:
    if value is None:
        return None
    try:
        if _well_formed(value):
            found, most = _corners(value), MOST_CORNERS.get(table.name, MOST_POINTS)
            if found > most:
                problems.error(
                    "geometry-too-detailed", Place(file, row=label, column="geometry"), found=found, most=most
                )
                return BROKEN_SHAPE
            geometry = shape(value)
            if not geometry.is_empty:
                return _only_part(geometry)
    except (ValueError, TypeError, OverflowError, ShapelyError):
        pass
    problems.error("geometry-broken", Place(file, row=label, column="geometry"))
    return BROKEN_SHAPE


def _only_part(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry without the mere form of several, in which many programs write everything."""
    return geometry.geoms[0] if isinstance(geometry, BaseMultipartGeometry) and len(geometry.geoms) == 1 else geometry


def _corners(value: Mapping[str, Any]) -> int:
    """Points of a well-formed geometry."""
    parts = value["coordinates"]
    for _ in range(_DEPTHS[value["type"]] - 1):
        parts = [part for several in parts for part in several]
    return len(parts)


def _well_formed(value: object) -> TypeGuard[Mapping[str, Any]]:
    if not isinstance(value, dict):
        return False
    depth = _DEPTHS.get(str(value.get("type")))
    return depth is not None and _nested(value.get("coordinates"), depth)


def _nested(value: object, depth: int) -> bool:
    if not isinstance(value, list) or not value:
        return False
    if depth:
        return all(_nested(part, depth - 1) for part in value)
    return len(value) in (2, 3) and all(_is_number(part) for part in value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
