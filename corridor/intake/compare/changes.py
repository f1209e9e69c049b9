"""The difference between two states as figures, not as lines of text, and how two differences come together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from enum import StrEnum

from corridor.intake.rows.records import Intake, Record
from corridor.intake.terms.sheets import SHEETS
from corridor.model.place import PositionKind
from corridor.model.problem import CellError
from corridor.pack.cells import parse
from corridor.pack.rows import GEOMETRY, LON_LAT, POINT, Row, Rows, point_of, point_text
from corridor.pack.schema import BY_NAME, TABLES, Cell, Table


class Kind(StrEnum):
    """What happens to the row a change belongs to."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs; a new or removed row is a change for each cell it fills."""

    table: str
    id: str
    """Of the row; its key's parts joined by ``/`` where it has no id."""
    column: str
    old: str
    """As the data folder writes it; empty in a new row."""
    new: str
    kind: Kind

    @property
    def at(self) -> tuple[str, str, str]:
        """Which cell it is."""
        return (self.table, self.id, self.column)

    @property
    def by(self) -> str:
        """By how much a value differs, as a signed share of the old one (``+12.5%``); empty where that says nothing."""
        if (self.table, self.column, self.kind) != ("figures", "value", Kind.CHANGED):
            return ""
        old, new = (value_of(text) for text in (self.old, self.new))
        return f"{(new - old) / abs(old):+.1%}" if old and new is not None else ""

    def as_json(self) -> dict[str, str]:
        """The change as the command line prints it."""
        return {name: str(value) for name, value in asdict(self).items()}


def value_of(text: str) -> Decimal | None:
    """What a figure's value says, in its indicator's unit; None where it is empty or no value."""
    try:
        value = parse(BY_NAME["figures"].column("value"), text)
    except CellError:
        return None
    return value if isinstance(value, Decimal) else None


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
            old = before.get(key)
            found += _differences(table, key, old.cells if old else None, row.cells, is_exact=True)
        for key, row in before.items():
            if key not in after:
                found += _removed(table, key, row)
    return tuple(found)


def before_changes(changes: Iterable[Change], after: Rows) -> Rows:
    """The state that a difference was made in, told from the one that it led to; the order of rows is not kept."""
    rows = {table: dict(known) for table, known in after.items()}
    for change in changes:
        table = rows.setdefault(change.table, {})
        if change.kind is Kind.NEW:
            table.pop(change.id, None)
        else:
            row = table.get(change.id, Row({}, "", ""))
            table[change.id] = replace(row, cells={**row.cells, change.column: change.old})
    return rows


def is_same(table: Table, column: str, old: str, new: str, *, is_exact: bool) -> bool:
    """Whether two cells mean the same."""
    old, new = old.strip(), new.strip()
    if old == new:
        return True
    own = {one.name: one for one in (*table.columns, *(BY_NAME["enterprises"].column(name) for name in LON_LAT))}
    if column not in own:
        return False
    try:
        one, other = parse(own[column], old), parse(own[column], new)
    except CellError:
        return False
    if own[column].cell is Cell.DECIMAL and one == other:
        return not is_exact and isinstance(one, Decimal) and _decimals(new) <= _decimals(old)
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
        cells = _with_geometry(record, row)
        yield from _differences(table, key, row.cells if row else None, cells, is_exact=False)
    if name in intake.whole:
        for key, row in known.items():
            if key not in intake.records[name] and row.file == intake.whole[name]:
                yield from _removed(table, key, row)


def _with_geometry(record: Record, row: Row | None) -> Mapping[str, str]:
    """The row as the upload would have it, its point and its geometry agreeing."""
    before = row.cells if row else {}
    cells = {**before, **record.cells}
    if GEOMETRY in record.cells:
        return {**cells, **dict(zip(LON_LAT, point_of(record.cells[GEOMETRY]), strict=True))}
    if record.table != "nodes":
        return cells
    table = BY_NAME[record.table]
    if any(not is_same(table, name, before.get(name, ""), cells.get(name, ""), is_exact=False) for name in LON_LAT):
        return {**cells, GEOMETRY: point_text(cells.get("lon", ""), cells.get("lat", ""))}
    has_moved = before.get("position") != cells.get("position")
    is_nowhere = cells.get("position") in (PositionKind.STRETCH, PositionKind.UNKNOWN)
    # An outline has no cell to clear: saying that the place is not known takes it away.
    return {**cells, GEOMETRY: ""} if has_moved and is_nowhere and not cells.get("lon") else cells


def _differences(
    table: Table, key: str, old: Mapping[str, str] | None, new: Mapping[str, str], *, is_exact: bool
) -> list[Change]:
    before = old or {}
    kind = Kind.NEW if old is None else Kind.CHANGED
    return [
        Change(table.name, key, name, before.get(name, "").strip(), new[name].strip(), kind)
        for name in _told(table, before, new)
        if not is_same(table, name, before.get(name, ""), new[name], is_exact=is_exact)
    ]


def _told(table: Table, old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """The columns to compare: a place by longitude and latitude where it is a point, otherwise by its geometry."""
    names = [column.name for column in table.columns if column.name in new and column.name != "id"]
    if GEOMETRY not in new and GEOMETRY not in old:
        return names
    shapes = [cells.get(GEOMETRY, "") for cells in (old, new)]
    are_points = table.name == "nodes" and all(not shape or shape.startswith(POINT) for shape in shapes)
    are_points = are_points and all(name in new for name in LON_LAT)
    return [*names, *(LON_LAT if are_points else (GEOMETRY,))]


def _removed(table: Table, key: str, row: Row) -> list[Change]:
    return [
        Change(table.name, key, name, row.cells[name].strip(), "", Kind.REMOVED)
        for name in _told(table, row.cells, row.cells)
        if row.cells[name].strip()
    ]
