"""Rows of an upload before they are understood: what was found in each column, and where."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from corridor.i18n.columns import header
from corridor.intake.cells.no_entry import blank_if_no_entry
from corridor.intake.headers.header_detection import SheetHeader, detect_header, title_of
from corridor.intake.open.grid import NOTHING, Found, Grid
from corridor.intake.rows.asides import rows_below
from corridor.intake.terms.columns import SEARCHED_ROWS
from corridor.intake.terms.sheets import SheetSchema, titled
from corridor.model.problem import Place, Problems
from corridor.pack.firm_amounts import ledger_columns, listed
from corridor.pack.rows import GEOMETRY

_OF_FIRMS = ("enterprises", "node_industries")
"""Tables that a list of firms may be taken for; a tie of node and industry has no time and no amount either."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RawRow:
    """A row as found."""

    schema: SheetSchema
    found: Mapping[str, Found]
    """Only columns that the upload has."""
    place: Callable[[str], Place]
    """Where the cell of a column stands."""
    hints: Mapping[str, str] = field(default_factory=dict)
    """What headers say in brackets, such as a unit."""
    units: Sequence[str] = ()
    """What is said above the table of the unit of its values."""
    is_measured: bool = True
    """Whether all that is said of the unit of a whole column of values could be understood."""
    geometry: str | None = None
    """Of a GeoJSON feature; ``None`` where the upload has no geometry."""
    key: str = ""
    """What tells the row from others, once that is settled."""

    @property
    def filled(self) -> list[str]:
        """Columns whose cell says anything."""
        return [name for name in self.found if self.text(name)]

    def text(self, column: str) -> str:
        """What a cell says; empty also where the upload lacks the column."""
        return self.found[column].text.strip() if column in self.found else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RawTable:
    """The rows of one table in an upload."""

    schema: SheetSchema
    raw_rows: Sequence[RawRow]
    columns: frozenset[str]
    """Columns that the upload has."""
    name: str
    """Of the sheet or file."""
    header_row: str = ""
    header: Callable[[str], Place] | None = None
    """Where the header of a column stands; None where the upload has no headers."""
    units: Sequence[tuple[str, Place]] = ()
    """What is said above the table of the unit of its values, and where."""
    has_lost_rows: bool = False
    """Whether a row could not be told apart, so that nothing can be said of rows that seem to be missing."""


def raw_tables_of(
    grids: list[Grid], *, measured: Container[str], is_ours: bool, problems: Problems
) -> Iterator[RawTable]:
    """The tables that the sheets of an upload hold; a sheet that holds none is named.

    ``measured`` is what the pack's indicators are called, by which amounts of single firms are known.
    """
    for grid in grids:
        heading = detect_header(grid, has_names=is_ours, problems=problems)
        if _is_ledger(grid, heading, measured, problems):
            continue
        if heading is not None:
            _warn_of_strangers(grid, heading, problems)
            raw_rows = list(_drafts(grid, heading, problems))
            is_measured = not problems.has_errors_in(grid.name, ("unit-below",))
            yield RawTable(
                schema=heading.schema,
                raw_rows=[replace(raw_row, is_measured=is_measured) for raw_row in raw_rows],
                columns=frozenset(heading.columns),
                name=grid.name,
                header_row=str(heading.row),
                header=_Placed(grid=grid, heading=heading, row=heading.row),
                units=heading.units,
            )
        elif is_ours and titled(grid.name):
            # What was typed there would be lost without a word when the rest is published.
            problems.error("header-missing", Place(grid.name))
        elif len(grids) == 1:
            problems.error("table-unknown", Place(grid.name))
        else:
            problems.warning("sheet-unknown", Place(grid.name))


def _is_ledger(grid: Grid, heading: SheetHeader | None, measured: Container[str], problems: Problems) -> bool:
    """Whether a sheet holds single firms' amounts, which is told of it as a whole."""
    table = heading.schema.table.name if heading else title_of(grid)
    for row, places in _headers(grid, heading):
        columns = ((text, _below(grid, row, place)) for text, place in places)
        found = ledger_columns(columns, measured, are_firms=table in _OF_FIRMS)
        if found:
            at = Place(
                grid.name, row=str(row), column=found[0].strip(), cell=grid.cell(row, dict(reversed(places))[found[0]])
            )
            problems.error("looks-like-ledger", at, columns=listed(found))
            return True
    return False


def _headers(grid: Grid, heading: SheetHeader | None) -> Iterator[tuple[int, list[tuple[str, int]]]]:
    """What may be headers, with their places: of a known table its own, with a line below that only goes on with it."""
    if heading is None:
        yield from ((number, _placed(cells)) for number, cells in grid.rows[:SEARCHED_ROWS])
        return
    at = next(at for at, (number, _) in enumerate(grid.rows) if number == heading.row)
    own, *below = (_placed(cells) for _, cells in grid.rows[at : at + 2])
    known = set(heading.columns.values())
    yield heading.row, own + [one for line in below if known.isdisjoint(place for _, place in line) for one in line]


def _placed(cells: Sequence[Found]) -> list[tuple[str, int]]:
    return [(cell.text, place) for place, cell in enumerate(cells) if cell.text.strip()]


def _below(grid: Grid, row: int, place: int) -> Iterator[str]:
    return (cells[place].text for number, cells in grid.rows if number > row and place < len(cells))


def _drafts(grid: Grid, heading: SheetHeader, problems: Problems) -> Iterator[RawRow]:
    units = [unit for unit, _ in heading.units]
    own = heading.schema
    known = {column.name: column for column in own.columns}
    for number, cells in rows_below(grid, heading, problems):
        found = {
            name: blank_if_no_entry(known[name], cells[place]) if place < len(cells) else NOTHING
            for name, place in heading.columns.items()
        }
        if any(cell.text.strip() for cell in found.values()):
            yield RawRow(
                schema=own,
                found=found,
                place=_Placed(grid=grid, heading=heading, row=number),
                hints=heading.hints,
                units=units,
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Placed:
    grid: Grid
    heading: SheetHeader
    row: int

    def __call__(self, column: str) -> Place:
        column = "lon" if column == GEOMETRY and "lon" in self.heading.columns else column
        placed = self.heading.place(self.grid, self.row, column)
        if placed.header or not column:
            return placed
        known = {one.name for one in self.heading.schema.columns}
        return replace(placed, header=header(column, "zh") if column in known else column)


def _warn_of_strangers(grid: Grid, heading: SheetHeader, problems: Problems) -> None:
    strangers = dict(heading.strangers)
    filled = {
        place
        for number, cells in grid.rows
        if number > heading.row
        for place, cell in enumerate(cells)
        if place in strangers and cell.text.strip()
    }
    for place in sorted(filled):
        name = strangers[place] or get_column_letter(place + 1)
        at = Place(grid.name, row=str(heading.row), cell=grid.cell(heading.row, place), header=name)
        problems.warning("column-unknown", at, column=name)
