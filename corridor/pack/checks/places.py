"""Places: geometry that is what its position claims, in the right order of coordinates, near the axis."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import shapely
from geopandas import GeoSeries
from numpy.typing import NDArray
from shapely import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from corridor.geo import Ruler, are_exchanged, exchanged, lacking_half, ruler_of
from corridor.i18n import both
from corridor.model.place import PositionKind
from corridor.model.problem import Place, Problems
from corridor.pack.checks.identity import absent_layers
from corridor.pack.read import Tables, in_wgs84
from corridor.pack.table import Mask, Table, equal_to, row_indices

SURROUNDINGS_M = 30_000.0
"""Everything of a corridor lies within this distance of its axis; the base map, within `_HORIZON_M`."""
_HORIZON_M = 200_000.0
MOST_PAIRS = 50_000_000
"""Pieces of outlines and lines that may have to be held against each other to find where shapes of a table cross."""
_FAR_M = 1_000.0
_PLACE = re.compile(r"\[(\S+) (\S+)\]$")
_LENGTH_TOLERANCE = 0.05
_POINTS = ("Point", "MultiPoint")
_LINES = ("LineString", "MultiLineString")
_AREAS = ("Polygon", "MultiPolygon")
_SHAPES: dict[str, tuple[str, ...]] = {
    PositionKind.POINT: ("Point",),
    PositionKind.EXTENT: (*_AREAS, *_LINES),
    PositionKind.WITHIN: _AREAS,
    PositionKind.STRETCH: (),
    PositionKind.UNKNOWN: (),
}
_REACH = {"axis": SURROUNDINGS_M, "nodes": SURROUNDINGS_M, "enterprises": SURROUNDINGS_M, "context": _HORIZON_M}


def check_places(tables: Tables, problems: Problems) -> None:
    """Run every rule about where things are."""
    spine = _spine(tables, problems)
    drawn = [tables[name] for name in _REACH if name in tables]
    for sheet in drawn:
        _check_degrees(sheet, spine, problems)
        _check_shapes(sheet, problems)
    _check_kinds(tables, problems)
    _check_layers(tables, problems)
    if "enterprises" in tables:
        _check_halves(tables["enterprises"], problems)
    if spine:
        _check_length(spine, problems)
        for sheet in drawn:
            _check_surroundings(sheet, spine, problems)
        if "nodes" in tables:
            _check_stretches(tables["nodes"], spine, problems)
            _check_far(tables["nodes"], spine.ruler, problems)


@dataclass(frozen=True, kw_only=True, slots=True)
class Spine:
    """The axis as far as rules need it."""

    ruler: Ruler
    sheet: Table
    row: int

    @property
    def accuracy_m(self) -> float:
        """Radius of doubt of the axis."""
        return self.sheet.column("accuracy_m", float)[self.row] or 0.0


def spine(tables: Tables) -> Spine | None:
    """The axis, when there is exactly one line that metres can be told along."""
    if "axis" not in tables:
        return None
    sheet = tables["axis"]
    lines = [(row, shape) for row, shape in enumerate(sheet.geometry_wgs84) if isinstance(shape, LineString)]
    if len(lines) == 1 and lines[0][1].is_valid:
        ruler = ruler_of(lines[0][1])
        if 0 < ruler.length_m < _HORIZON_M:
            return Spine(ruler=ruler, sheet=sheet, row=lines[0][0])
    return None


def _spine(tables: Tables, problems: Problems) -> Spine | None:
    if "axis" in tables:
        sheet = tables["axis"]
        lines = int((sheet.geometry_native.geom_type == "LineString").sum())
        if lines != 1:
            problems.error("axis-line", Place("axis.geojson"), found=lines)
        for row, shape in enumerate(sheet.geometry_native):
            if shape is None:
                sheet.error(problems, "geometry-missing", row, "geometry", expected="Point")
            elif not (shape.is_empty or isinstance(shape, LineString | Point)):
                sheet.error(problems, "geometry-kind", row, "geometry", found=shape.geom_type, expected="Point")
    measured = spine(tables)
    if "axis" in tables and measured is None and not problems.has_errors:
        problems.error("axis-unmeasurable", Place("axis.geojson", column="geometry"), most=round(_HORIZON_M / 1000))
    return measured


def _check_degrees(sheet: Table, spine: Spine | None, problems: Problems) -> None:
    native, placed = sheet.geometry_native, sheet.geometry_wgs84
    for row in row_indices(_is_there(native) & ~native.is_empty & ~_is_there(placed)):
        x, y = shapely.get_coordinates(native[row])[0]
        code = "lonlat-swapped" if _swapped(sheet, row, spine) else "coordinate-range"
        sheet.error(problems, code, row, _column(sheet), found=f"{x:.6f}, {y:.6f}")


def _is_there(shapes: GeoSeries) -> Mask:
    """Which rows have any geometry, if only one that could not be read."""
    return ~np.asarray(shapely.is_missing(shapes.to_numpy()))


def _swapped(sheet: Table, row: int, spine: Spine | None) -> bool:
    """Whether the coordinates, exchanged, lie near the axis; without an axis, whether they can only be exchanged."""
    native = sheet.geometry_native.iloc[[row]]
    if spine is None:
        return bool(are_exchanged(native).all())
    placed = in_wgs84(exchanged(native), sheet.datums.get(sheet.files[row], "wgs84"))
    return bool(_is_there(placed).all() and (_reach_m(placed, spine.ruler) <= SURROUNDINGS_M).all())


def _column(sheet: Table) -> str:
    return "lat" if "lat" in sheet.cells else "geometry"


def _check_shapes(sheet: Table, problems: Problems) -> None:
    base_map = sheet.schema.name == "context"
    left = MOST_PAIRS
    native = sheet.geometry_native
    for row in row_indices(_is_there(sheet.geometry_wgs84) & ~native.geom_type.isin(_POINTS)):
        shape = native[row]
        left -= _pairs(shape)
        if left < 0:
            found = int(shapely.get_num_coordinates(shape))
            sheet.error(problems, "geometry-too-crowded", row, "geometry", found=found)
            return
        if not shape.is_valid:
            reason = shapely.is_valid_reason(shape)
            code = "geometry-self-crossing" if "Self-intersection" in reason else "geometry-invalid"
            sheet.error(problems, code, row, "geometry", where=_where_said(reason, shape))
        elif shape.geom_type in _LINES and not shape.is_simple and not base_map:
            sheet.error(problems, "geometry-self-crossing", row, "geometry", where=_degrees(_meeting(shape)))


def _where_said(reason: str, shape: BaseGeometry) -> str:
    """The place in GEOS's own words, which end in ``[x y]``."""
    found = _PLACE.search(reason)
    return _degrees((float(found[1]), float(found[2])) if found else shape.bounds[:2])


def _pairs(shape: BaseGeometry) -> int:
    """How many pairs of a shape's pieces may lie upon each other, told by the direction in which fewer do.

    It is what looking for crossings costs at most: little for a line that goes its way, much for one that goes to and
    fro, however many of its pieces cross in the end.
    """
    corners = shapely.get_coordinates(shape)
    ends = np.sort(np.stack([corners[:-1], corners[1:]]), axis=0)
    return min(_overlaps(ends[0, :, along], ends[1, :, along]) for along in (0, 1))


def _overlaps(begins: NDArray[np.float64], ends: NDArray[np.float64]) -> int:
    """How many pairs of stretches have a place in common."""
    begun = np.searchsorted(np.sort(begins), ends, side="right")
    return int(begun.sum()) - len(begins) * (len(begins) + 1) // 2


def _meeting(line: BaseGeometry) -> tuple[float, float]:
    """Where a line, drawn from its first point on, first meets itself."""
    parts = [list(part.coords) for part in shapely.get_parts(line)]
    *starts, total = accumulate(map(len, parts), initial=0)

    def first(count: int) -> MultiLineString:
        """The first so many points of the line."""
        lefts = (count - start for start in starts)
        return MultiLineString([part[:left] for part, left in zip(parts, lefts, strict=True) if left > 1])

    drawn = bisect_left(range(total), True, key=lambda count: not first(count).is_simple)  # noqa: FBT003
    before = first(drawn - 1)
    *own, begin, end = first(drawn).geoms[-1].coords
    met = shapely.get_coordinates(LineString([begin, end]).intersection(before)).tolist()
    # Every piece meets the one before it where it begins.
    apart = [place for place in met if not own or tuple(place) != begin]
    x, y = min(apart, key=lambda place: math.dist(place, begin), default=begin)
    return x, y


def _degrees(place: Sequence[float]) -> str:
    return f"{place[0]:.6f}, {place[1]:.6f}"


def _check_kinds(tables: Tables, problems: Problems) -> None:
    if "context" in tables:
        context = tables["context"]
        for row in row_indices(~_is_there(context.geometry_native)):
            context.error(problems, "geometry-missing", row, "geometry", expected="Point, LineString, Polygon")
    if "nodes" not in tables:
        return
    nodes = tables["nodes"]
    for row, (kind, shape) in enumerate(zip(nodes.column("position", str), nodes.geometry_native, strict=True)):
        if kind is None or kind not in _SHAPES:
            continue
        expected = ", ".join(_SHAPES[kind]) or both("place.shape-none")
        if shape is None and _SHAPES[kind]:
            nodes.error(problems, "geometry-missing", row, "geometry", expected=expected)
        elif shape is not None and not shape.is_empty and shape.geom_type not in _SHAPES[kind]:
            nodes.error(problems, "geometry-kind", row, "geometry", found=shape.geom_type, expected=expected)
    points = nodes.cells["position"].where(equal_to(PositionKind.POINT))
    for row in row_indices(points & ~nodes.cells["accuracy_m"].filled):
        nodes.error(problems, "accuracy-missing", row, "accuracy_m")


def _check_layers(tables: Tables, problems: Problems) -> None:
    for file in absent_layers(tables):
        problems.warning("layer-absent", Place("corridor.toml", column="layers.id"), found=file)
    if "context" in tables:
        declared = tables["layers"].ids() if "layers" in tables else set()
        for file in dict.fromkeys(tables["context"].files):
            if file.removeprefix("context/").removesuffix(".geojson") not in declared:
                problems.warning("layer-undeclared", Place(file))


def _check_halves(firms: Table, problems: Problems) -> None:
    lon, lat = firms.cells["lon"].filled, firms.cells["lat"].filled
    for row in row_indices(lon ^ lat):
        firms.error(problems, "lonlat-half", row, lacking_half(lon[row], lat[row]))


def _check_length(spine: Spine, problems: Problems) -> None:
    published = spine.sheet.column("published_length_m", float)[spine.row]
    drawn = spine.ruler.length_m
    if published and abs(drawn - published) > _LENGTH_TOLERANCE * published:
        values = {"drawn": round(drawn), "published": f"{published:g}"}
        spine.sheet.warning(problems, "axis-length", spine.row, "published_length_m", **values)


def _check_surroundings(sheet: Table, spine: Spine, problems: Problems) -> None:
    reach = _REACH[sheet.schema.name]
    distances = _reach_m(sheet.geometry_wgs84, spine.ruler)
    for row in row_indices(distances > reach):
        x, y = shapely.get_coordinates(sheet.geometry_native[row])[0]
        code = "lonlat-swapped" if _swapped(sheet, row, spine) else "coordinate-outside"
        values = {
            "found": f"{x:.6f}, {y:.6f}",
            "distance_km": f"{distances[row] / 1000:.0f}",
            "most_km": round(reach / 1000),
        }
        sheet.error(problems, code, row, _column(sheet), **values)


def _reach_m(shapes: GeoSeries, ruler: Ruler) -> NDArray[np.float64]:
    """Distance in metres of each shape's farthest corner from the axis; 0 where there is none."""
    corners, owners = shapely.get_coordinates(shapes.to_numpy(), return_index=True)
    farthest = np.zeros(len(shapes))
    np.maximum.at(farthest, owners, ruler.from_axis_m(corners))
    return farthest


def _check_stretches(nodes: Table, spine: Spine, problems: Problems) -> None:
    slack = max(spine.accuracy_m, spine.ruler.length_m / 100)
    stretches = nodes.cells["position"].where(equal_to(PositionKind.STRETCH))
    begins, ends = nodes.column("from_m", float), nodes.column("to_m", float)
    for row in row_indices(stretches):
        for column in ("from_m", "to_m"):
            if not nodes.cells[column].filled[row]:
                nodes.error(problems, "stretch-missing", row, column)
        begin, end = begins[row], ends[row]
        if begin is None or end is None:
            continue
        if begin >= end:
            nodes.error(problems, "stretch-order", row, "to_m", begin=f"{begin:g}", end=f"{end:g}")
        for column in _outside((begin, end), spine.ruler.length_m, slack):
            found = nodes.cells[column].text(row)
            nodes.error(problems, "stretch-outside", row, column, found=found, length=round(spine.ruler.length_m))


def _outside(ends: tuple[float, float], length_m: float, slack_m: float) -> Iterator[str]:
    for column, m in zip(("from_m", "to_m"), ends, strict=True):
        if not -slack_m <= m <= length_m + slack_m:
            yield column


def _check_far(nodes: Table, ruler: Ruler, problems: Problems) -> None:
    distances = nodes.geometry_wgs84.to_crs(ruler.crs).distance(ruler.metric)
    for row in row_indices(distances.between(_FAR_M, SURROUNDINGS_M, inclusive="right")):
        nodes.warning(problems, "node-far", row, "geometry", distance=round(distances[row]), most=round(_FAR_M))
