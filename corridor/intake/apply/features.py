"""Writing changed features into a GeoJSON file; every other feature keeps its bytes."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shapely import Point, to_geojson

from corridor.intake.apply.edits import Edit
from corridor.pack.rows import GEOMETRY, LON_LAT
from corridor.pack.schema import Cell, Column, TableSchema

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_NUMBERS = (Cell.NUMBER, Cell.INTEGER, Cell.DECIMAL)

Feature = dict[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Span:
    begin: int
    end: int
    feature: Feature


def edit_geojson(table: TableSchema, text: str, edits: Mapping[str, Edit]) -> str:
    """The file with edits to features by id; new features come last."""
    spans = list(_features(text))
    left = dict(edits)
    pieces: list[str] = []
    for span in spans:
        edit = left.pop(str(span.feature.get("id")), None)
        if edit is None:
            pieces.append(text[span.begin : span.end])
        elif not edit.is_removed:
            pieces.append(_text(_edited(table, span.feature, edit)))
    pieces += [_text(_edited(table, _blank(own_id), edit)) for own_id, edit in left.items() if not edit.is_removed]
    if not spans:
        begin = end = _end_of_array(text)
        return text[:begin] + ",\n".join(pieces) + text[end:]
    between = text[spans[0].end : spans[1].begin] if len(spans) > 1 else ",\n"
    return text[: spans[0].begin] + between.join(pieces) + text[spans[-1].end :]


def _features(text: str) -> Iterator[_Span]:
    """Where in the text each feature stands."""
    place = _start_of_array(text)
    while text[place] != "]":
        feature, end = _DECODER.raw_decode(text, place)
        yield _Span(begin=place, end=end, feature=feature)
        place = _skip(text, end)
        if text[place] == ",":
            place = _skip(text, place + 1)


def _start_of_array(text: str) -> int:
    place = _skip(text, _skip(text, 0) + 1)
    while True:
        name, place = _DECODER.raw_decode(text, place)
        place = _skip(text, _skip(text, place) + 1)
        if name == "features":
            return _skip(text, place + 1)
        _, place = _DECODER.raw_decode(text, place)
        place = _skip(text, _skip(text, place) + 1)


def _end_of_array(text: str) -> int:
    return text.index("]", _start_of_array(text))


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _blank(own_id: str) -> Feature:
    return {"type": "Feature", "id": own_id, "properties": {}, "geometry": None}


def _edited(table: TableSchema, feature: Feature, edit: Edit) -> Feature:
    known = feature.get("properties")
    properties: dict[str, object] = dict(known) if isinstance(known, dict) else {}
    columns = {column.name: column for column in table.columns}
    for name, text in edit.cells.items():
        if name in columns and name != "id":
            properties[name] = _value(columns[name], text, properties.get(name))
    edited = {**feature, "properties": properties}
    if GEOMETRY in edit.cells:
        edited["geometry"] = json.loads(edit.cells[GEOMETRY]) if edit.cells[GEOMETRY] else None
    elif any(name in edit.cells for name in LON_LAT):
        edited["geometry"] = _point(feature, edit.cells)
    return edited


def _point(feature: Feature, cells: Mapping[str, str]) -> object:
    """The point with one coordinate or both changed."""
    geometry = feature.get("geometry")
    known = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    before = [str(value) for value in known[:2]] if isinstance(known, list) else ["", ""]
    lon, lat = (cells.get(name, old) for name, old in zip(LON_LAT, before, strict=True))
    return json.loads(to_geojson(Point(float(lon), float(lat)))) if lon and lat else None


def _value(column: Column, text: str, old: object) -> object:
    """A cell as JSON, in the shape that the file gives it already."""
    if not text:
        return "" if isinstance(old, str) else [] if isinstance(old, list) else None
    if column.many:
        return text.split(";") if isinstance(old, list) else text
    if column.cell is Cell.BOOLEAN and not isinstance(old, str):
        return text.lower() == "true"
    if column.cell in _NUMBERS and not isinstance(old, str):
        return json.loads(text)
    return text


def _text(feature: Feature) -> str:
    return json.dumps(feature, ensure_ascii=False)
