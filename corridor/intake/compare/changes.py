"""The difference between two states as figures, not as lines of text, and how two differences come together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from corridor.intake.rows.records import Intake, Record
from corridor.intake.terms.sheets import SHEETS
from corridor.model.place import PositionKind
from corridor.pack.rows import GEOMETRY, LON_LAT, POINT, Row, Rows, blank, point_of, point_text
from corridor.pack.schema import BY_NAME, TABLES, TableSchema
from corridor.pack.table import BROKEN


class ChangeKind(StrEnum):
    """What happens to the row a change belongs to."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One cell that differs; a new or removed row is a change for each cell it fills."""

    table: str
    id: str
    """Of the row; its key's parts joined by ``/`` where it has no id."""
    column: str
    old: str
    """As the data folder writes it; empty in a new row."""
    new: str
    kind: ChangeKind
    was: object = field(default=None, compare=False, repr=False)
    """What the old text means in its row."""
    becomes: object = field(default=None, compare=False, repr=False)
    """What the new one means."""

    @property
    def at(self) -> tuple[str, str, str]:
        """Which cell it is."""
        return (self.table, self.id, self.column)

    @property
    def by(self) -> str:
        """By how much a value differs, as a signed share of the old one (``+12.5%``); empty where that says nothing."""
        if (self.table, self.column, self.kind) != ("figures", "value", ChangeKind.CHANGED):
            return ""
        old, new = self.was, self.becomes
        if not (isinstance(old, Decimal) and isinstance(new, Decimal) and old):
            return ""
        return f"{(new - old) / abs(old):+.1%}"

    def as_json(self) -> dict[str, str]:
        """The change as the command line prints it."""
        names = ("table", "id", "column", "old", "new", "kind")
        return {name: str(getattr(self, name)) for name in names}


def compare(base: Rows, intake: Intake) -> tuple[Change, ...]:
    """What an upload changes in the state it was made from.

    Cells that the upload lacks, or that could not be understood, are unchanged. A value that differs only by fewer
    zeros at its end is unchanged, too, because spreadsheets drop them; added zeros are a change.
    """
    return tuple(change for table in _ordered(intake.records) for change in _compared(table, base, intake))


def compare_rows(base: Rows, other: Rows) -> tuple[Change, ...]:
    """What makes one state of a pack into another; every digit counts."""
    found: list[Change] = []
    for name in _ordered({**base, **other}):
        table, before, after = BY_NAME[name], base.get(name, {}), other.get(name, {})
        for key, row in after.items():
            found += _differences(table, key, before.get(key), row, is_exact=True)
        for key, row in before.items():
            if key not in after:
                found += _removed(table, key, row)
    return tuple(found)


def before_changes(changes: Iterable[Change], after: Rows) -> Rows:
    """The state that a difference was made in, told from the one that it led to; the order of rows is not kept."""
    rows = {table: dict(known) for table, known in after.items()}
    for change in changes:
        table = rows.setdefault(change.table, {})
        if change.kind is ChangeKind.NEW:
            table.pop(change.id, None)
        else:
            row = table.get(change.id, Row(cells={}, file="", label=""))
            cells, meanings = {**row.cells, change.column: change.old}, {**row.meanings, change.column: change.was}
            table[change.id] = replace(row, cells=cells, meanings=meanings)
    return rows


def is_same(column: str, old: Row, new: Row, *, is_exact: bool) -> bool:
    """Whether the cells of a column mean the same in two rows."""
    before, after = old.text(column), new.text(column)
    if before == after:
        return True
    if any(row.meanings.get(column, BROKEN) is BROKEN for row in (old, new)):
        return False
    one, other = old.meanings.get(column), new.meanings.get(column)
    if isinstance(one, Decimal) and one == other:
        return not is_exact and _decimals(after) <= _decimals(before)
    return one == other


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def _ordered(names: Iterable[str]) -> list[str]:
    order = [*SHEETS, *(table.name for table in TABLES if table.name not in SHEETS)]
    return sorted(names, key=order.index)


def _compared(name: str, base: Rows, intake: Intake) -> Iterator[Change]:
    table, known = BY_NAME[name], base.get(name, {})
    for key, record in intake.records[name].items():
        row = known.get(key)
        yield from _differences(table, key, row, _as_said(record, row or blank(name)), is_exact=False)
    if name in intake.whole:
        for key, row in known.items():
            if key not in intake.records[name] and row.file == intake.whole[name]:
                yield from _removed(table, key, row)


def _as_said(record: Record, row: Row) -> Row:
    """The row as the upload would have it, its point and its geometry agreeing."""
    said = replace(row, cells={**row.cells, **record.cells}, meanings={**row.meanings, **record.meanings})
    before, cells = row.cells, said.cells
    if GEOMETRY in record.cells:
        place = dict(zip(LON_LAT, point_of(record.cells[GEOMETRY]), strict=True))
        degrees = {name: float(text) if text else None for name, text in place.items()}
        return replace(said, cells={**cells, **place}, meanings={**said.meanings, **degrees})
    if record.table != "nodes":
        return said
    if any(not is_same(name, row, said, is_exact=False) for name in LON_LAT):
        shape = point_text(cells.get("lon", ""), cells.get("lat", ""))
        return replace(said, cells={**cells, GEOMETRY: shape})
    has_moved = before.get("position") != cells.get("position")
    is_nowhere = cells.get("position") in (PositionKind.STRETCH, PositionKind.UNKNOWN)
    # An outline has no cell to clear: saying that the place is not known takes it away.
    return replace(said, cells={**cells, GEOMETRY: ""}) if has_moved and is_nowhere and not cells.get("lon") else said


def _differences(table: TableSchema, key: str, old: Row | None, new: Row, *, is_exact: bool) -> list[Change]:
    before = old or blank(table.name)
    kind = ChangeKind.NEW if old is None else ChangeKind.CHANGED
    return [
        Change(
            table=table.name,
            id=key,
            column=name,
            old=before.text(name),
            new=new.text(name),
            kind=kind,
            was=before.meanings.get(name),
            becomes=new.meanings.get(name),
        )
        for name in _told(table, before.cells, new.cells)
        if not is_same(name, before, new, is_exact=is_exact)
    ]


def _told(table: TableSchema, old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """The columns to compare: a place by longitude and latitude where it is a point, otherwise by its geometry."""
    names = [column.name for column in table.columns if column.name in new and column.name != "id"]
    if GEOMETRY not in new and GEOMETRY not in old:
        return names
    shapes = [cells.get(GEOMETRY, "") for cells in (old, new)]
    are_points = table.name == "nodes" and all(not shape or shape.startswith(POINT) for shape in shapes)
    are_points = are_points and all(name in new for name in LON_LAT)
    return [*names, *(LON_LAT if are_points else (GEOMETRY,))]


def _removed(table: TableSchema, key: str, row: Row) -> list[Change]:
    return [
        Change(
            table=table.name,
            id=key,
            column=name,
            old=row.cells[name].strip(),
            new="",
            kind=ChangeKind.REMOVED,
            was=row.meanings.get(name),
        )
        for name in _told(table, row.cells, row.cells)
        if row.cells[name].strip()
    ]
