"""GeoJSON files: ids from the features themselves, geometry through geopandas."""

import json
import math
from collections.abc import Mapping
from functools import partial
from typing import NoReturn

import geopandas as gpd
from shapely import GeometryCollection
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from corridor.model.problem import Place, Problems
from corridor.store.formats.raw import Raw, from_records
from corridor.store.schema import Table

_DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_LON_LAT_NAMES = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG::4490", "EPSG:4490")
"""CGCS2000 (4490) differs from WGS-84 by less than anything here can show."""

BROKEN_SHAPE = GeometryCollection()
"""Stands for geometry that could not be read: the one empty shape there is."""


def read_geojson(table: Table, file: str, text: str, problems: Problems) -> Raw | None:
    """Read the features of a file; None means that the file as a whole could not be read.

    geopandas would let ``properties.id`` win over the feature's own id, so ids are taken from the JSON.
    """
    content = _parsed(text, file, problems)
    if content is None or not _is_lon_lat(content, file, problems):
        return None
    features = _features(content, file, problems)
    labels = [_label(feature, n) for n, feature in enumerate(features, start=1)]
    records = [_record(feature, file, label, problems) for feature, label in zip(features, labels, strict=True)]
    raw = from_records(table, file, labels, records, problems)
    geometries = [
        _geometry(feature.get("geometry"), file, label, problems)
        for feature, label in zip(features, labels, strict=True)
    ]
    return Raw(raw.labels, raw.columns, _through_geopandas(geometries))


def _parsed(text: str, file: str, problems: Problems) -> Mapping[str, object] | None:
    try:
        content = json.loads(text, parse_constant=partial(_refuse, text))
    except RecursionError:
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


def _refuse(text: str, constant: str) -> NoReturn:
    raise json.JSONDecodeError("not JSON", text, text.find(constant))


def _is_lon_lat(content: Mapping[str, object], file: str, problems: Problems) -> bool:
    crs = content.get("crs")
    if crs is None or any(name in json.dumps(crs) for name in _LON_LAT_NAMES):
        return True
    problems.error("crs-foreign", Place(file), found=json.dumps(crs))
    return False


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
        problems.error("geojson-shape", Place(file, label))
        properties = {}
    own, other = feature.get("id"), properties.get("id")
    if other is not None and other != own:
        problems.error("id-conflict", Place(file, label, "id"), own=str(own or ""), other=str(other))
    return {**properties, "id": own}


def _geometry(value: object, file: str, label: str, problems: Problems) -> BaseGeometry | None:
    if value is None:
        return None
    try:
        if _well_formed(value):
            geometry = shape(value)
            if not geometry.is_empty:
                return geometry
    except (ValueError, TypeError, OverflowError, ShapelyError):
        pass
    problems.error("geometry-broken", Place(file, label, "geometry"))
    return BROKEN_SHAPE


def _well_formed(value: object) -> bool:
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


def _through_geopandas(geometries: list[BaseGeometry | None]) -> list[BaseGeometry | None]:
    return list(gpd.GeoSeries(geometries, crs="EPSG:4326").force_2d())
