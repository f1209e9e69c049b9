"""A base map held against a pack: what it would draw, move and leave, and what is wrong with it."""

import math
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

import shapely
from geopandas import GeoDataFrame
from shapely import Polygon

from corridor.geo import Ruler, ruler_of
from corridor.i18n import both
from corridor.i18n.spelling import plain
from corridor.intake.apply.apply import write
from corridor.intake.apply.basemap import ORDER, SOURCE_ID, called, geometry_text, layer_edits
from corridor.intake.apply.edits import Edit
from corridor.intake.apply.settings import insert_section
from corridor.intake.compare.changes import compare_rows
from corridor.intake.publish.proposal import BaseMap, LayerReport, Proposal, Request
from corridor.intake.publish.state import State, state
from corridor.model.corridor import Corridor
from corridor.model.figure import SourceWeight
from corridor.model.place import LayerStyle
from corridor.model.problem import Place, Problem, Problems, Severity, Topic
from corridor.model.text import LANGS, Text
from corridor.pack.basemap.generalise import ACCURACY_M, generalise
from corridor.pack.basemap.position import centre_line, crossing_on, shift_of
from corridor.pack.basemap.source import Survey
from corridor.pack.read import decode
from corridor.pack.rows import GEOMETRY, Row, Rows
from corridor.pack.schema import BY_NAME, TableSchema

_SETTINGS, _AXIS, _SOURCES = "corridor.toml", "axis.geojson", "sources.csv"
_WAYS = (LayerStyle.ROAD, LayerStyle.EXPRESSWAY, LayerStyle.RAIL)
_OSM = "OpenStreetMap"
_BETWEEN_ROADS = re.compile(r"\s*[—–/／;；、]+\s*|\s+-\s+")
"""In the name of an axis that follows several roads."""
_GRID_M = 100.0
"""Of the corners of a base map."""
_MOVES_M = 0.5
"""Nearer than this a crossing is where it was."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Work:
    """What is known while a base map is brought into a pack; edits and findings grow."""

    corridor: Corridor
    ruler: Ruler
    rows: Rows
    """Of the pack, whoever may see them."""
    drawn: GeoDataFrame
    """Features of the base map, in metres."""
    datums: Mapping[str, Mapping[str, str]]
    """By table, then by file."""
    name: str
    """Of the base map's file."""
    problems: Problems = field(default_factory=lambda: Problems(Topic.INTAKE))
    edits: dict[tuple[TableSchema, str], dict[str, Edit]] = field(default_factory=dict)

    def edit(self, table: str, file: str, key: str, cells: Mapping[str, str]) -> None:
        """Give a row of a file some cells."""
        self.edits.setdefault((BY_NAME[table], file), {})[key] = Edit({"id": key, **cells})

    def datum(self, table: str, file: str) -> str:
        """What the coordinates of a file are in."""
        return self.datums.get(table, {}).get(file, "") or self.datums["axis"].get(_AXIS, "wgs84")


def propose_base_map(request: Request, base_map: BaseMap, current: State) -> Proposal:
    """Say what drawing surveyed shapes in a pack would change."""
    problems = Problems(Topic.INTAKE)
    corridor = current.doubted.corridor
    if corridor is None:
        problems.error("basemap-no-axis", Place(request.name))
        return _refused(request, current, problems)
    ruler = ruler_of(corridor.axis.line)
    frame = _frame(ruler, base_map.reach_m)
    shapes = base_map.source.shapes.to_crs(ruler.crs)
    work = _Work(
        corridor=corridor,
        ruler=ruler,
        rows=current.all_rows,
        drawn=generalise(shapes, frame),
        datums={name: table.datums for name, table in current.tables.items()},
        name=request.name,
    )
    if work.drawn.empty:
        problems.error("basemap-nothing", Place(request.name))
        return _refused(request, current, problems)
    if _is_shifted(work, problems):
        return _refused(request, current, problems)
    files = dict(current.files)
    reports = _with_layers(work, files, current.all_rows.get("layers", {}))
    _move_crossings(work)
    if base_map.with_axis:
        _follow_road(work, shapes)
    _name_source(work, base_map.source)
    files = write(files, work.edits)
    after = state(request.pack, files, request.profile)
    return Proposal(
        request=request,
        changes=compare_rows(current.rows, after.rows),
        problems=(*work.problems.found, *_new_errors(current, after)),
        files=files,
        base=current.digest,
        layers=reports,
        before=current.rows,
        after=after.rows,
    )


def frame_of(corridor: Corridor, reach_m: float) -> tuple[float, float, float, float]:
    """West, south, east and north in WGS-84 of what a map shows that reaches so many metres beyond the axis."""
    ruler = ruler_of(corridor.axis.line)
    west, south, east, north = ruler.to_degrees(_frame(ruler, reach_m)).bounds
    return west, south, east, north


def _frame(ruler: Ruler, reach_m: float) -> Polygon:
    """In metres; on a grid, so that it stays where it is when the axis is moved a little."""
    west, south, east, north = ruler.metric.buffer(reach_m).bounds
    corners = (
        math.floor(west / _GRID_M),
        math.floor(south / _GRID_M),
        math.ceil(east / _GRID_M),
        math.ceil(north / _GRID_M),
    )
    return shapely.box(*(_GRID_M * corner for corner in corners))


def _refused(request: Request, current: State, problems: Problems) -> Proposal:
    return Proposal(request=request, changes=(), problems=problems.found, files=current.files, base=current.digest)


def _new_errors(before: State, after: State) -> Iterator[Problem]:
    known = {finding.what for finding in before.findings}
    for finding in after.findings:
        if finding.problem.severity is Severity.ERROR and finding.what not in known:
            yield finding.problem


def _is_shifted(work: _Work, problems: Problems) -> bool:
    """Whether the base map's stations are all off as another datum would have them; it is told then."""
    stations = {layer.id for layer in work.corridor.layers if layer.style is LayerStyle.STATION}
    theirs = work.drawn[work.drawn["style"] == LayerStyle.STATION]
    pairs = []
    for feature in work.corridor.context:
        alike = _called_like(theirs, feature.name)
        if feature.layer_id in stations and not alike.empty:
            here = work.ruler.to_metres(feature.geometry).centroid
            pairs.append((here, min(alike.geometry, key=here.distance)))
    shift = shift_of(pairs, work.ruler)
    if shift is None:
        return False
    datum, off_m = shift
    code = "basemap-datum" if datum else "basemap-apart"
    values = {"datum": both(f"check.datum-name-{datum}")} if datum else {}
    problems.error(code, Place(work.name), off_m=round(off_m), n=len(pairs), **values)
    return True


def _called_like(features: GeoDataFrame, name: Text) -> GeoDataFrame:
    """The features that have one of two names."""
    own = {called(name[lang]) for lang in LANGS if called(name[lang])}
    pairs = zip(features["name_zh"], features["name_en"], strict=True)
    return features[[not own.isdisjoint((called(zh), called(en))) for zh, en in pairs]]


def _with_layers(work: _Work, files: dict[str, bytes], declared: Mapping[str, Row]) -> tuple[LayerReport, ...]:
    """Edit the layers that the base map draws; those that the pack lacks are declared among its files."""
    order = [(key, LayerStyle(row.text("style"))) for key, row in declared.items() if row.text("style") in ORDER]
    reports = []
    for style in ORDER:
        drawn = work.drawn[work.drawn["style"] == style]
        if drawn.empty:
            continue
        layer_id = next((key for key, own in order if own is style), "")
        is_new = not layer_id
        if is_new:
            layer_id = _free_id(f"{style}s", declared)
            at = next((n for n, (_, own) in enumerate(order) if ORDER.index(own) > ORDER.index(style)), len(order))
            order.insert(at, (layer_id, style))
            _declare(files, layer_id, style, at)
        name = both(f"basemap.layer-{style}") if is_new else _name_of(declared[layer_id])
        reports.append(_draw(work, layer_id, name, drawn, is_new=is_new))
    return tuple(reports)


def _free_id(wanted: str, taken: Container[str]) -> str:
    return next(name for n in count(1) if (name := wanted if n == 1 else f"{wanted}-{n}") not in taken)


def _name_of(row: Row) -> Text:
    return Text(zh=row.text("name_zh"), en=row.text("name_en"))


def _declare(files: dict[str, bytes], layer_id: str, style: LayerStyle, at: int) -> None:
    name = both(f"basemap.layer-{style}")
    names = {f"name_{lang}": name[lang] for lang in LANGS}
    cells: dict[str, str | bool] = {"id": layer_id, **names, "style": str(style), "visible": True}
    text = decode(_SETTINGS, files[_SETTINGS], Problems(Topic.CHECK)) or ""
    files[_SETTINGS] = insert_section(text, "layers", cells, before=at).encode()


def _draw(work: _Work, layer_id: str, name: Text, drawn: GeoDataFrame, *, is_new: bool) -> LayerReport:
    file = f"context/{layer_id}.geojson"
    known = [feature for feature in work.corridor.context if feature.layer_id == layer_id]
    made = layer_edits(layer_id, known, drawn, ruler=work.ruler, datum=work.datum("context", file))
    work.edits[BY_NAME["context"], file] = dict(made.edits)
    for feature, off_m in made.apart:
        at = Place(file, row=feature.id)
        work.problems.warning(
            "basemap-station", at, name=feature.name, off_m=round(off_m), accuracy=f"{feature.accuracy_m:g}"
        )
    return LayerReport(
        layer_id=layer_id,
        name=name,
        is_new=is_new,
        drawn=made.drawn,
        points=made.points,
        gone=made.gone,
        kept=tuple(feature.name for feature in made.kept),
    )


def _move_crossings(work: _Work) -> None:
    """Put crossings where the base map's roads meet the axis, as far as their stated accuracy lets them."""
    ways = work.drawn[work.drawn["style"].isin(_WAYS)]
    rows = work.rows.get("axis", {})
    for crossing in work.corridor.axis.crossings:
        alike = _called_like(ways, crossing.name)
        here = work.ruler.to_metres(crossing.point)
        there = None if alike.empty else crossing_on(alike.geometry.union_all(), work.ruler, here)
        if there is None:
            continue
        off_m = here.distance(there)
        if off_m > crossing.accuracy_m:
            at, accuracy = Place(_AXIS, row=crossing.id), f"{crossing.accuracy_m:g}"
            work.problems.warning("basemap-crossing", at, name=crossing.name, off_m=round(off_m), accuracy=accuracy)
        elif off_m > _MOVES_M:
            geometry = geometry_text(work.ruler.to_degrees(there), work.datum("axis", _AXIS))
            work.edit("axis", _AXIS, crossing.id, {GEOMETRY: geometry, "source_id": _with_own(rows[crossing.id])})


def _with_own(row: Row) -> str:
    known = [one for one in row.text("source_id").split(";") if one]
    return ";".join(dict.fromkeys([*known, SOURCE_ID]))


def _follow_road(work: _Work, shapes: GeoDataFrame) -> None:
    """Lay the axis in the middle of the carriageways of its name, and say what that changes."""
    axis = work.corridor.axis
    names = {plain(part) for lang in LANGS for part in _BETWEEN_ROADS.split(axis.name[lang]) if plain(part)}
    is_own = shapes["name"].map(plain).isin(names) | shapes["name:en"].map(plain).isin(names)
    ways = shapes[is_own & (shapes["highway"] != "")]
    found = None if ways.empty else centre_line(ways.geometry.union_all(), work.ruler)
    at = Place(_AXIS, row=axis.id)
    if found is None:
        work.problems.warning("basemap-axis-unknown", at, name=axis.name)
        return
    work.problems.warning(
        "basemap-axis",
        at,
        name=axis.name,
        most_m=round(found.most_m),
        accuracy=f"{axis.accuracy_m:g}",
        length_m=round(found.length_m),
        was_m=round(work.ruler.length_m),
        published=both("basemap.no-length") if axis.published_length_m is None else f"{axis.published_length_m:g}",
    )
    geometry = geometry_text(work.ruler.to_degrees(found.line), work.datum("axis", _AXIS))
    cells = {GEOMETRY: geometry, "accuracy_m": f"{ACCURACY_M:g}", "source_id": _with_own(work.rows["axis"][axis.id])}
    work.edit("axis", _AXIS, axis.id, cells)


def _name_source(work: _Work, survey: Survey) -> None:
    """The base map among the sources, and whoever made it under the map."""
    title = both(f"basemap.title-{'osm' if survey.is_osm else 'file'}", file=survey.name, date=survey.dated)
    cells = {f"title_{lang}": title[lang] for lang in LANGS} | {"weight": str(SourceWeight.MEDIUM)}
    if not survey.is_osm:
        work.edit("sources", _SOURCES, SOURCE_ID, cells)
        work.problems.warning("basemap-maker", Place(survey.name))
        return
    publisher = both("basemap.publisher")
    work.edit("sources", _SOURCES, SOURCE_ID, cells | {f"publisher_{lang}": publisher[lang] for lang in LANGS})
    said = work.corridor.attribution
    if not all(_OSM in said[lang] for lang in LANGS):
        credit = both("basemap.credit")
        lines = {f"attribution_{lang}": " ".join(filter(None, (said[lang], credit[lang]))) for lang in LANGS}
        work.edit("corridor", _SETTINGS, work.corridor.id, lines)
