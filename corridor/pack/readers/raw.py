"""What every format reads into: rows of text by column, before any cell is understood."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geopandas import GeoSeries

from corridor.model.problem import Place, Problems
from corridor.pack.schema import EXTRA_KEYS, TableSchema

NOWHERE = GeoSeries()
"""Of rows that have no places; nothing changes a series, so one is enough."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Raw:
    """Rows of one table from one file, column by column."""

    labels: list[str]
    """How a person finds the row: its number in a spreadsheet, or its id."""
    columns: dict[str, list[str]]
    """Declared columns that the file has."""
    geometry: GeoSeries = field(default_factory=lambda: NOWHERE)
    """For GeoJSON: coordinates as written, in the file's own datum, which has no reference system to name."""
    strangers: Mapping[str, list[str]] = field(default_factory=dict)
    """For CSV: columns that the table does not have, which are looked at only for what must not be there."""


def from_records(
    table: TableSchema, file: str, labels: list[str], records: list[Mapping[str, object]], problems: Problems
) -> Raw:
    """Turn records of mixed values into text; what is no cell is reported and left empty.

    A property that no row has is no column.
    """
    report_unknown(table, file, (key for record in records for key in record), problems)
    columns = {}
    for column in table.columns:
        texts = []
        for label, record in zip(labels, records, strict=True):
            text = cell_text(record.get(column.name), many=column.many)
            if text is None:
                problems.error("cell-shape", Place(file, row=label, column=heading(table, column.name)))
            texts.append(text or "")
        columns[column.name] = texts
    return Raw(labels=labels, columns=columns)


def report_unknown(table: TableSchema, file: str, names: Iterable[str], problems: Problems) -> None:
    """Warn of columns that the table does not have, each once."""
    known = {column.name for column in table.columns}
    if not table.section:
        known |= set(EXTRA_KEYS.get(file, ()))
    for name in dict.fromkeys(names):
        if name and name not in known:
            problems.warning("column-unknown", Place(file, column=heading(table, name)))


def heading(table: TableSchema, column: str) -> str:
    """A column as problems name it: with its part of the file where the file has several."""
    return f"{table.section}.{column}" if table.section else column


def cell_text(value: object, *, many: bool) -> str | None:
    """A TOML or JSON value as a cell would hold it; ``None`` when it is no cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, list):
        parts = [cell_text(part, many=False) for part in value]
        return ";".join(part or "" for part in parts) if many and None not in parts else None
    return str(value.isoformat()) if hasattr(value, "isoformat") else None
