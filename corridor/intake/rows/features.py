"""Features of an uploaded GeoJSON file as rows, also from programs that put a feature's id among its properties."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from corridor.intake.open.grid import Found
from corridor.intake.rows.raw_rows import RawRow, RawTable
from corridor.intake.terms.columns import recognised
from corridor.intake.terms.sheets import sheet_schema
from corridor.model.problem import Place, Problems
from corridor.pack.firm_amounts import ledger_columns, listed, measured_by
from corridor.pack.readers.features import MOST_POINTS, count_points, read_geojson
from corridor.pack.readers.nested import parse_json
from corridor.pack.rows import Rows, geometry_text
from corridor.pack.schema import BY_NAME, TABLES, Form, TableSchema

_OF_FIRMS = ("node_id", "industry_id")
"""What no feature of the pack has, and every firm may have."""


def read_features(
    name: str, text: str, base: Rows, problems: Problems, checked: Problems
) -> tuple[RawTable, str] | None:
    """The rows of a GeoJSON file and the pack's file they belong to; None when it cannot be read or placed."""
    if count_points(text) > MOST_POINTS:
        checked.error("points-too-many", Place(name), most=MOST_POINTS)
        return None
    content, is_one = _with_ids(text)
    if found := _amounts_of_firms(content, base):
        problems.error("looks-like-ledger", Place(name, header=found[0]), columns=listed(found))
        return None
    table, file = _table_of(name, content, base)
    if table is None:
        problems.error("geojson-unknown", Place(name))
        return None
    raw = read_geojson(table, name, text if content is None else json.dumps(content), checked)
    if raw is None:
        return None
    own = sheet_schema(table.name)
    columns = _columns(content, table)
    raw_rows = [
        RawRow(
            schema=own,
            found={column: Found(text=raw.columns[column][number]) for column in columns},
            place=_Placed(name, label),
            geometry=geometry_text(raw.geometry.iloc[number]),
        )
        for number, label in enumerate(raw.labels)
    ]
    # A single feature says nothing of the others, whatever its file is called.
    return RawTable(
        schema=own, raw_rows=raw_rows, columns=columns, name=name, has_lost_rows=checked.has_errors or is_one
    ), file


@dataclass(frozen=True, slots=True)
class _Placed:
    name: str
    label: str

    def __call__(self, column: str) -> Place:
        return Place(self.name, row=self.label, column=column)


def _with_ids(text: str) -> tuple[Mapping[str, object] | None, bool]:
    """The content with every id where it belongs, and whether it is a single feature.

    The content is None for what the pack's own reader will refuse.
    """
    try:
        content = parse_json(text)
    except ValueError:
        return None, False
    is_one = isinstance(content, dict) and content.get("type") == "Feature"
    if is_one:
        content = {"type": "FeatureCollection", "features": [content]}
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        return None, False
    for feature in features:
        if not isinstance(feature, dict) or isinstance(feature.get("id"), str):
            continue
        # A number is only a program's count of its features, and never an id of ours.
        properties = feature.get("properties")
        if isinstance(properties, dict) and isinstance(properties.get("id"), str):
            feature["id"] = properties["id"]
    return content, is_one


def _table_of(name: str, content: Mapping[str, object] | None, base: Rows) -> tuple[TableSchema | None, str]:
    """By its name, or by ids that the pack knows."""
    stem = name.rpartition("/")[2]
    layers = {row.file for row in base.get("context", {}).values()}
    for table in (table for table in TABLES if table.form is Form.GEOJSON):
        for file in (stem, f"context/{stem}"):
            if fnmatchcase(file, table.file) and (table.name != "context" or file in layers):
                return table, file
    ids = (feature.get("id") for feature in _features(content))
    if any(isinstance(own_id, str) and own_id in base.get("nodes", {}) for own_id in ids) or content is None:
        return BY_NAME["nodes"], BY_NAME["nodes"].file
    return None, ""


def _columns(content: Mapping[str, object] | None, table: TableSchema) -> frozenset[str]:
    """Properties that any feature has."""
    named = {key for feature in _features(content) for key in _properties(feature)}
    return frozenset(column.name for column in table.columns if column.name in named or column.name == "id")


def _amounts_of_firms(content: Mapping[str, object] | None, base: Rows) -> list[str]:
    """Properties that mean a period or an amount, where the features are firms."""
    found: dict[str, list[str]] = {}
    for feature in _features(content):
        for key, value in _properties(feature).items():
            found.setdefault(key, []).append(str(value))
    known = (recognised("enterprises", key) for key in found)
    are_firms = any(column is not None and column[0] in _OF_FIRMS for column in known)
    return ledger_columns(found.items(), measured_by(base.get("indicators", {})), are_firms=are_firms)


def _features(content: Mapping[str, object] | None) -> list[Mapping[str, object]]:
    features = content.get("features") if content else None
    return [feature for feature in features if isinstance(feature, dict)] if isinstance(features, list) else []


def _properties(feature: Mapping[str, object]) -> Mapping[str, object]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}
