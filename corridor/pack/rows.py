"""The rows of a pack as text and what it means, by table and key: what a template shows and a comparison compares."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Point
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from corridor.pack.cells import parse
from corridor.pack.read import Tables
from corridor.pack.schema import BY_NAME, Form, TableSchema
from corridor.pack.table import Table

GEOMETRY = "geometry"
LON_LAT = ("lon", "lat")
POINT = '{"type": "Point"'
"""How the geometry of a point begins."""

_FARTHEST = 360.0
"""No degrees are beyond it, in whatever datum."""
_DEGREE_DIGITS = 9
"""Finer than any survey; hides what programs add to coordinates by writing them again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row as its file says it."""

    cells: Mapping[str, str]
    file: str
    label: str
    """How a person finds the row in its file."""
    meanings: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    """What the cells mean, as they were understood when they were read; of a shape nothing is kept but its text."""

    def text(self, column: str) -> str:
        """What a cell says; empty also where the row lacks the column."""
        return self.cells.get(column, "").strip()


Rows = Mapping[str, Mapping[str, Row]]
"""By table, then by key, in the order of the files."""


def rows_of(tables: Tables) -> Rows:
    """Every row of a pack's tables; of rows that share a key, the first."""
    return {name: _rows(sheet) for name, sheet in tables.items()}


def key_of(table: TableSchema, cells: Mapping[str, str]) -> str:
    """What identifies a row; empty when a part of it is."""
    parts = [cells.get(name, "").strip() for name in table.key]
    return "/".join(parts) if parts and all(parts) else ""


@cache
def blank(table: str) -> Row:
    """A row of a table that says nothing, and what that means."""
    own = BY_NAME[table]
    return Row(
        cells={},
        file="",
        label="",
        meanings=dict.fromkeys(LON_LAT) | {column.name: parse(column, "") for column in own.columns},
    )


def _rows(sheet: Table) -> dict[str, Row]:
    texts, meanings = sheet.texts(), sheet.meanings()
    shapes = sheet.geometry_native.tolist()
    rows: dict[str, Row] = {}
    for number in range(len(sheet)):
        cells = {name: column[number] for name, column in texts.items()}
        meant = {name: column[number] for name, column in meanings.items()}
        if sheet.schema.form is Form.GEOJSON:
            cells |= _place(shapes[number])
            meant |= {name: float(cells[name]) if cells[name] else None for name in LON_LAT}
        key = key_of(sheet.schema, cells) or f"#{number + 1}"
        rows.setdefault(key, Row(cells=cells, file=sheet.files[number], label=sheet.labels[number], meanings=meant))
    return rows


def _place(shape: BaseGeometry | None) -> dict[str, str]:
    lon, lat = (degrees(shape.x), degrees(shape.y)) if isinstance(shape, Point) and not shape.is_empty else ("", "")
    return {GEOMETRY: geometry_text(shape), "lon": lon, "lat": lat}


def degrees(value: float) -> str:
    """Degrees as a cell shows them."""
    return f"{value:.{_DEGREE_DIGITS}f}".rstrip("0").rstrip(".")


def geometry_text(shape: BaseGeometry | None) -> str:
    """Geometry as one line of GeoJSON, equal for equal places; empty for none."""
    if shape is None or shape.is_empty:
        return ""
    return json.dumps(mapping(shapely.transform(shape, _rounded)))


def _rounded(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Coordinates that can be degrees, rounded; whatever else a file holds stays as it is."""
    near = xy.clip(-_FARTHEST, _FARTHEST)
    return np.where(near == xy, near.round(_DEGREE_DIGITS), xy)


def point_text(lon: str, lat: str) -> str:
    """The geometry of a point given in two cells; empty when both are.

    Raises:
        ValueError: a cell holds no number.
    """
    return geometry_text(Point(float(lon), float(lat))) if lon and lat else ""


def point_of(geometry: str) -> tuple[str, str]:
    """Longitude and latitude of a geometry as two cells; both empty when it is no point."""
    if not geometry.startswith(POINT):
        return "", ""
    lon, lat = json.loads(geometry)["coordinates"][:2]
    return degrees(lon), degrees(lat)
