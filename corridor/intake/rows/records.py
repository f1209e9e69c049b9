"""What an upload says, row by row, as the data folder would write it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from corridor.model.problem import Place, Problem
from corridor.pack.rows import Rows
from corridor.pack.schema import BY_NAME


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One row of an upload, understood."""

    table: str
    key: str
    cells: Mapping[str, str]
    """As a file of the pack would hold them; only columns that the upload has and that could be understood."""
    meanings: Mapping[str, object]
    """What these cells mean, of the same columns; of a shape nothing is kept but its text."""
    place: Callable[[str], Place]
    """Where the cell of a column stands in the upload."""
    columns: frozenset[str]
    """Those that the upload has."""
    broken: frozenset[str] = frozenset()
    """Columns whose cell has been reported."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Intake:
    """What an upload says."""

    name: str
    records: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    """By table, then by key, in the order of the upload."""
    whole: Mapping[str, str] = field(default_factory=dict)
    """Tables that the upload holds completely, with the pack's file: what it lacks of them was removed."""
    file: str = ""
    """The pack's file that new rows belong to, where the table alone does not say."""
    problems: tuple[Problem, ...] = ()
    sheets: Mapping[str, str] = field(default_factory=dict)
    """What the upload calls the sheet, or file, of each table that it holds."""


def where_in(intake: Intake, rows: Rows, table: str, key: str, column: str) -> Place:
    """Where a cell stands: in the upload, or in the pack where the upload does not hold it."""
    record = intake.records.get(table, {}).get(key)
    if record is not None:
        return record.place(column or BY_NAME[table].key[0])
    if not key and table in intake.sheets:
        return Place(intake.sheets[table])
    row = rows.get(table, {}).get(key)
    return Place(row.file if row else BY_NAME[table].file, row=row.label if row else "", column=column)
