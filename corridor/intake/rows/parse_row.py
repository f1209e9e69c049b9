"""The cells of a row that can be understood by themselves; the value of a figure needs its unit and comes later."""

from dataclasses import dataclass, field

from shapely import Point

from corridor.geo import are_exchanged, lacking_half
from corridor.intake.cells.amounts import read_measure
from corridor.intake.cells.parse_cell import CellParser
from corridor.intake.rows.raw_rows import RawRow, RawTable
from corridor.intake.terms.sheets import UNIT
from corridor.model.problem import CellError, Problems, UploadCellError
from corridor.pack.cells import parse
from corridor.pack.readers.dates import excel_month
from corridor.pack.rows import GEOMETRY, LON_LAT
from corridor.pack.schema import Cell, Column

_LATER = frozenset((UNIT.name, "value"))


@dataclass(kw_only=True, slots=True)
class ParsedRow:
    """A row as far as it is understood."""

    cells: dict[str, str]
    """As a file of the pack would hold them."""
    meanings: dict[str, object] = field(default_factory=dict)
    """What they mean: understood here, and asked for by whoever compares them or tells of them."""
    broken: set[str] = field(default_factory=set)
    """Columns whose cell has been reported."""

    def say(self, column: Column, text: str) -> None:
        """Give a cell a text as a file of the pack would hold it.

        Raises:
            CellError: the text is not what the column declares.
        """
        self.meanings[column.name] = parse(column, text)
        self.cells[column.name] = text

    def unsay(self, *names: str) -> None:
        """Take back what cells say, since they have been reported."""
        self.broken.update(names)
        for name in names:
            self.cells.pop(name, None)
            self.meanings.pop(name, None)


def parse_row(raw_row: RawRow, reader: CellParser, problems: Problems) -> ParsedRow:
    """A row's cells; what cannot be understood is reported, and stays as it was."""
    row = ParsedRow(cells={} if raw_row.geometry is None else {GEOMETRY: raw_row.geometry})
    row.broken |= _hidden(raw_row, problems) | _struck(raw_row, problems) | _exchanged(raw_row, problems)
    later = _LATER if reader.table == "figures" else frozenset()
    for column in raw_row.schema.columns:
        if column.name not in raw_row.found or column.name in row.broken | later:
            continue
        try:
            row.cells[column.name], row.meanings[column.name] = reader.read(column, raw_row.found[column.name])
        except CellError as error:
            problems.cell(error, raw_row.place(column.name))
            row.broken.add(column.name)
    if reader.table == "nodes":
        _check_point(raw_row, row, problems)
    if row.broken.intersection(LON_LAT):
        # Half of a new place and half of the old one would be a place that nobody meant.
        row.unsay(*LON_LAT, GEOMETRY)
    return row


def tell_of_months(part: RawTable, problems: Problems) -> None:
    """Say once of a column that a spreadsheet turned its months into dates of its own."""
    for column in part.schema.columns:
        if column.cell not in (Cell.PERIOD, Cell.DATE) or column.name not in part.columns:
            continue
        dated = ((raw_row, month) for raw_row in part.raw_rows if (month := excel_month(raw_row.text(column.name))))
        for raw_row, month in list(dated)[:1]:
            found = raw_row.text(column.name)
            problems.warning("period-excel", raw_row.place(column.name), found=found, read=month)


def _hidden(raw_row: RawRow, problems: Problems) -> set[str]:
    """Columns whose cell is hidden by a merged range: whether it says the same, or nothing, cannot be told."""
    hidden = {name: found.within for name, found in raw_row.found.items() if found.within}
    for name, merged in hidden.items():
        problems.error("merged", raw_row.place(name), merged=merged)
    return set(hidden)


def _struck(raw_row: RawRow, problems: Problems) -> set[str]:
    """Columns whose cell is struck through, wholly or in part: whether it still counts, nobody can tell."""
    struck = {name: found for name, found in raw_row.found.items() if found.struck}
    told = list(struck)[:1] if struck.keys() == set(raw_row.filled) else list(struck)
    for name in told:
        problems.error("struck", raw_row.place(name), found=struck[name].text, mark=struck[name].struck)
    return set(struck)


def _exchanged(raw_row: RawRow, problems: Problems) -> set[str]:
    """Longitude and latitude where each can only be the other."""
    try:
        lon, lat = (float(read_measure(raw_row.text(name))) for name in LON_LAT)
    except UploadCellError:
        return set()
    if not are_exchanged(Point(lon, lat)):
        return set()
    problems.cell(CellError("lonlat-swapped", found=f"{lon:.6f}, {lat:.6f}"), raw_row.place("lat"))
    return set(LON_LAT)


def _check_point(raw_row: RawRow, row: ParsedRow, problems: Problems) -> None:
    """A node's point is given by both its coordinates; a firm's are checked with its file."""
    lacking = lacking_half(*(row.cells.get(name) for name in LON_LAT))
    if lacking and lacking not in row.broken:
        problems.cell(CellError("lonlat-half"), raw_row.place(lacking))
        row.broken.update(LON_LAT)
