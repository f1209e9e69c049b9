"""Surveyed shapes as a strip map needs them: cut to its surroundings, merged by name and class, as coarse as it shows.

Everything here is in metres of the axis's UTM zone (`corridor.geo.Ruler.crs`).
"""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame, GeoSeries
from shapely import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from corridor.model.place import LayerStyle
from corridor.pack.basemap.tags import RULES, TagRule, classified

COLUMNS = ("style", "kind", "name_zh", "name_en", "colour", "accuracy_m", "inferred", "from_zoom")
"""What is said of each feature, beside its geometry."""
ACCURACY_M = 15.0
"""Of OpenStreetMap, which states none: roads and buildings there are drawn after aerial pictures and GPS traces, which
lie within about this of the ground in cities (Haklay 2010, doi 10.1068/b35097: 6 m on average in London)."""

MOST_POINTS = 18_000
"""Of all features together: about 20 bytes each in the map that a browser is sent."""
_TOLERANCES_M = (2.0, 3.5, 6.0, 10.0, 16.0, 25.0, 40.0, 60.0)
"""How far a simplified line may lie off, tried in turn until few enough points are left; 4 m is a pixel at zoom 15."""
_GAP_M = 8.0
"""Buildings no further apart than twice this are drawn as one mass."""
_LEAST = 7.0
"""An area smaller than a square of so many tolerances is left out."""
_SHORT = 3.0
"""A line shorter than so many tolerances is left out."""
_STATION_M = 400.0
"""Points of one name that are no further apart are one station, whose entrances or platforms are mapped singly."""
_LEVEL = 8
"""Administrative level of towns in OpenStreetMap; in a country without it the level nearest to it is taken."""
_WITHOUT_NAMES = frozenset((LayerStyle.BLOCK, LayerStyle.BUILDING))
_HAN = re.compile(r"[㐀-鿿]")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_KEY = ["style", "kind", "name_zh", "name_en", "colour", "inferred", "from_zoom"]


def generalise(shapes: GeoDataFrame, frame: Polygon) -> GeoDataFrame:
    """The features of a base map, one for each name and class, unnamed ones of a class together.

    Args:
        shapes: as `corridor.pack.basemap.source.Survey.shapes` has them, in metres.
        frame: what the map shows, in metres.
    """
    found = _one_of_each(classified(shapes))
    cut = found.set_geometry(found.intersection(frame)).explode(ignore_index=True)
    merged = _merged(_said(cut[~cut.geometry.is_empty]))
    every = (_coarser(merged, tolerance_m) for tolerance_m in _TOLERANCES_M)
    return next((drawn for drawn in every if count_points(drawn) <= MOST_POINTS), _coarser(merged, _TOLERANCES_M[-1]))


def count_points(features: GeoDataFrame) -> int:
    """How many corners all of some features have together."""
    return int(shapely.get_num_coordinates(features.geometry.to_numpy()).sum())


def _one_of_each(shapes: GeoDataFrame) -> GeoDataFrame:
    """Of metro tracks the routes where there are any, since those are named; of outlines one administrative level."""
    rules = shapes["rule"].map(lambda number: RULES[number])
    style, key = rules.map(lambda rule: rule.style), rules.map(lambda rule: rule.key)
    is_route = key == "route"
    doubled = (style == LayerStyle.METRO) & ~is_route & is_route.any()
    level = pd.to_numeric(shapes["admin_level"], errors="coerce")
    levels = level[style == LayerStyle.OUTLINE].dropna().unique()
    nearest = min(levels, key=lambda one: (abs(one - _LEVEL), -one), default=_LEVEL)
    other = (style == LayerStyle.OUTLINE) & (level != nearest)
    return shapes[~doubled & ~other]


def _said(shapes: GeoDataFrame) -> GeoDataFrame:
    rules = [RULES[number] for number in shapes["rule"]]
    style = [rule.style for rule in rules]
    is_named = [one not in _WITHOUT_NAMES for one in style]
    chinese = shapes["name:zh-Hans"].where(shapes["name:zh-Hans"] != "", shapes["name:zh"])
    is_han = shapes["name"].str.contains(_HAN)
    is_latin = shapes["name"].map(str.isascii)
    accuracy = pd.to_numeric(shapes["accuracy_m"], errors="coerce").fillna(ACCURACY_M)
    return GeoDataFrame(
        {
            "style": style,
            "kind": _kinds(shapes, rules),
            "name_zh": chinese.where(chinese != "", shapes["name"].where(is_han, "")).where(is_named, ""),
            "name_en": shapes["name:en"]
            .where(shapes["name:en"] != "", shapes["name"].where(is_latin, ""))
            .where(is_named, ""),
            "colour": shapes["colour"].where(shapes["colour"].str.fullmatch(_COLOUR), "").str.lower(),
            "accuracy_m": accuracy,
            "inferred": shapes["inferred"].str.lower().isin(("true", "yes", "1")) | (shapes["status"] == "inferred"),
            "from_zoom": [rule.from_zoom for rule in rules],
        },
        geometry=shapes.geometry,
        crs=shapes.crs,
    )


def _kinds(shapes: GeoDataFrame, rules: list[TagRule]) -> list[str]:
    """The number of a metro line, the class of a road; of others their layer says it all."""
    refs = zip(rules, shapes["ref"], shapes["highway"], strict=True)
    return [
        ref if rule.style is LayerStyle.METRO else highway if rule.style is LayerStyle.ROAD else ""
        for rule, ref, highway in refs
    ]


def _merged(said: GeoDataFrame) -> GeoDataFrame:
    """One feature of what is called alike, with every corner that was surveyed; of stations one for each place."""
    rows = [
        {**dict(zip(_KEY, key, strict=True)), "accuracy_m": own["accuracy_m"].max(), "geometry": shape}
        for key, own in said.groupby(_KEY, sort=True)
        for shape in _joined(LayerStyle(key[0]), own.geometry)
    ]
    return GeoDataFrame(rows, columns=[*COLUMNS, "geometry"], geometry="geometry", crs=said.crs)


def _joined(style: LayerStyle, shapes: GeoSeries) -> Iterator[BaseGeometry]:
    if style is LayerStyle.STATION:
        yield from _stations(shapes)
        return
    areas, lines = (shapes[shapes.geom_type.str.endswith(kind)] for kind in ("Polygon", "LineString"))
    if not lines.empty:
        yield shapely.line_merge(lines.union_all())
    if style is LayerStyle.BUILDING and not areas.empty:
        yield areas.buffer(_GAP_M, join_style="mitre").union_all().buffer(-_GAP_M, join_style="mitre")
    elif not areas.empty:
        yield areas.union_all()


def _stations(places: GeoSeries) -> Iterator[BaseGeometry]:
    for group in shapely.get_parts(places.buffer(_STATION_M / 2).union_all()):
        yield places[places.within(group)].union_all().centroid


def _coarser(merged: GeoDataFrame, tolerance_m: float) -> GeoDataFrame:
    """The same features with no more corners than a tolerance needs, without what it swallows."""
    drawn = merged.geometry.map(lambda shape: _simplified(shape, tolerance_m))
    is_line = merged.geom_type != "Point"
    accuracy_m = np.ceil(merged["accuracy_m"] + is_line * tolerance_m)
    return merged.set_geometry(drawn).assign(accuracy_m=accuracy_m)[~drawn.is_empty].reset_index(drop=True)


def _simplified(shape: BaseGeometry, tolerance_m: float) -> BaseGeometry:
    if isinstance(shape, Point):
        return shape
    parts = shapely.get_parts(shapely.simplify(shape, tolerance_m))
    least = (_LEAST * tolerance_m) ** 2
    lines = [part for part in parts if isinstance(part, LineString) and part.length > _SHORT * tolerance_m]
    areas = [_without_holes(part, least) for part in parts if isinstance(part, Polygon) and part.area >= least]
    return MultiLineString(lines) if lines else MultiPolygon(areas)


def _without_holes(area: Polygon, least: float) -> Polygon:
    """The same area without the courtyards that are too small to see."""
    return Polygon(area.exterior, [hole for hole in area.interiors if Polygon(hole).area >= least])
