"""A new position of a node as a workbook, so that it is read, checked, compared and published like any other upload."""

import io
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from shapely import Point

from corridor.geo import from_wgs84
from corridor.i18n.columns import header
from corridor.intake.template.disarm import put_text
from corridor.intake.template.style import cell_at
from corridor.intake.terms.sheets import sheet_title
from corridor.model.place import PositionKind
from corridor.model.text import Text
from corridor.pack import history
from corridor.pack.load import examine
from corridor.pack.read import datum_of_nodes
from corridor.pack.rows import degrees
from corridor.pack.schema import tables_of


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that is not in the list yet."""

    id: str
    title: Text
    weight: str
    url: str = ""


@dataclass(frozen=True, slots=True)
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


def placing_book(placing: Placing, datum: str) -> bytes:
    """The workbook that says so, its coordinates in the datum of the pack's nodes."""
    lon, lat = "", ""
    if placing.point is not None:
        drawn = from_wgs84(placing.point, datum)
        lon, lat = degrees(round(drawn.x, 6)), degrees(round(drawn.y, 6))
    source_ids = (*placing.source_ids, *((placing.new_source.id,) if placing.new_source else ()))
    tables = {
        "nodes": {
            "id": placing.node_id,
            "position": placing.kind.value,
            "lon": lon,
            "lat": lat,
            "accuracy_m": _metres(placing.accuracy_m),
            "from_m": _metres(placing.from_m),
            "to_m": _metres(placing.to_m),
            "source_id": ";".join(source_ids),
        }
    }
    if placing.new_source:
        source = placing.new_source
        tables["sources"] = {
            "id": source.id,
            "title_zh": source.title.zh,
            "title_en": source.title.en,
            "url": source.url,
            "weight": source.weight,
            "link": "false",
        }
    return _written(tables)


def nodes_datum(pack: Path) -> str:
    """The datum that a pack's nodes are written in."""
    files = {name: data for name, data in history.current_files(pack).items() if any(tables_of(name))}
    tables, _ = examine(files)
    return datum_of_nodes(tables)


def _metres(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _written(tables: dict[str, dict[str, str]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, cells in tables.items():
        # What is wrong with it is told by these names.
        sheet = book.create_sheet(sheet_title(name, "zh"))
        for place, (column, text) in enumerate(cells.items(), start=1):
            put_text(cell_at(sheet, 1, place), header(column, "zh"))
            put_text(cell_at(sheet, 2, place), text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
