"""A new position of a node, said in a form: the one row that it changes, and that of its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from shapely import Point

from corridor.geo import from_wgs84
from corridor.i18n.columns import header
from corridor.intake.rows.records import Intake, Record
from corridor.intake.terms.sheets import sheet_schema, sheet_title
from corridor.model.figure import SourceWeight
from corridor.model.place import PositionKind
from corridor.model.problem import Place
from corridor.model.text import Text
from corridor.pack.cells import parse
from corridor.pack.rows import GEOMETRY, LON_LAT, degrees

_DIGITS = 6
"""Of degrees: a tenth of a metre."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSource:
    """A source that is not in the list yet."""

    id: str
    title: Text
    weight: SourceWeight
    url: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Placing:
    """Where a node is said to be."""

    node_id: str
    kind: PositionKind
    point: Point | None = None
    """WGS-84."""
    accuracy_m: float | None = None
    from_m: float | None = None
    to_m: float | None = None
    source_ids: tuple[str, ...] = ()
    new_source: NewSource | None = None


def placed(placing: Placing, datum: str) -> Intake:
    """The rows that say so, coordinates in the datum of the pack's nodes."""
    tables = {"nodes": _node(placing, datum)}
    if placing.new_source:
        tables["sources"] = source_cells(placing.new_source)
    records = {name: {cells["id"]: _record(name, cells)} for name, cells in tables.items()}
    return Intake(name=placing.node_id, records=records, sheets={name: sheet_title(name, "zh") for name in tables})


def _node(placing: Placing, datum: str) -> dict[str, str]:
    drawn = None if placing.point is None else from_wgs84(placing.point, datum)
    source_ids = (*placing.source_ids, *((placing.new_source.id,) if placing.new_source else ()))
    return {
        "id": placing.node_id,
        "position": placing.kind.value,
        "lon": "" if drawn is None else degrees(round(drawn.x, _DIGITS)),
        "lat": "" if drawn is None else degrees(round(drawn.y, _DIGITS)),
        "accuracy_m": _metres(placing.accuracy_m),
        "from_m": _metres(placing.from_m),
        "to_m": _metres(placing.to_m),
        "source_id": ";".join(source_ids),
    }


def source_cells(source: NewSource) -> dict[str, str]:
    """The row of a new source, as the data folder would write it; its address is not shown to the public."""
    return {
        "id": source.id,
        "title_zh": source.title.zh,
        "title_en": source.title.en,
        "url": source.url,
        "weight": str(source.weight),
        "link": "false",
    }


def _record(table: str, cells: Mapping[str, str]) -> Record:
    meanings = {name: parse(sheet_schema(table).column(name), text) for name, text in cells.items()}
    return Record(
        table=table,
        key=cells["id"],
        cells=cells,
        meanings=meanings,
        place=partial(_place, sheet_title(table, "zh")),
        columns=frozenset(cells),
    )


def _place(sheet: str, column: str) -> Place:
    # As a sheet would call it, which has no cell for a shape; the form that says it calls it by its label.
    column = LON_LAT[0] if column == GEOMETRY else column
    return Place(sheet, column=column, header=header(column, "zh"))


def _metres(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
