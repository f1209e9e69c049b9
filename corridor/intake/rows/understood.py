"""The cells of a row that can be understood by themselves; the value of a figure needs its unit and comes later."""

from dataclasses import dataclass, field

from shapely import Point

from corridor.geo import are_exchanged, lacking_half
from corridor.intake.cells.amounts import read_measure
from corridor.intake.cells.meaning import Reader
from corridor.intake.rows.drafts import Draft, Part
from corridor.intake.terms.sheets import UNIT
from corridor.model.problem import CellError, Problems, Unclear
from corridor.pack.cells import parse
from corridor.pack.readers.dates import excel_month
from corridor.pack.rows import GEOMETRY, LON_LAT
from corridor.pack.schema import Cell, Column

_LATER = frozenset((UNIT.name, "value"))


@dataclass(kw_only=True, slots=True)
class Understood:
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


def understood(draft: Draft, reader: Reader, problems: Problems) -> Understood:
    """A row's cells; what cannot be understood is reported, and stays as it was."""
    row = Understood(cells={} if draft.geometry is None else {GEOMETRY: draft.geometry})
    row.broken |= _hidden(draft, problems) | _struck(draft, problems) | _exchanged(draft, problems)
    later = _LATER if reader.table == "figures" else frozenset()
    for column in draft.plan.columns:
        if column.name not in draft.found or column.name in row.broken | later:
            continue
        try:
            row.cells[column.name], row.meanings[column.name] = reader.read(column, draft.found[column.name])
        except CellError as error:
            problems.cell(error, draft.place(column.name))
            row.broken.add(column.name)
    if reader.table == "nodes":
        _check_point(draft, row, problems)
    if row.broken.intersection(LON_LAT):
        # Half of a new place and half of the old one would be a place that nobody meant.
        row.unsay(*LON_LAT, GEOMETRY)
    return row


def tell_of_months(part: Part, problems: Problems) -> None:
    """Say once of a column that a spreadsheet turned its months into dates of its own."""
    for column in part.plan.columns:
        if column.cell not in (Cell.PERIOD, Cell.DATE) or column.name not in part.columns:
            continue
        dated = ((draft, month) for draft in part.drafts if (month := excel_month(draft.text(column.name))))
        for draft, month in list(dated)[:1]:
            found = draft.text(column.name)
            problems.warning("period-excel", draft.place(column.name), found=found, read=month)


def _hidden(draft: Draft, problems: Problems) -> set[str]:
    """Columns whose cell is hidden by a merged range: whether it says the same, or nothing, cannot be told."""
    hidden = {name: found.within for name, found in draft.found.items() if found.within}
    for name, merged in hidden.items():
        problems.error("merged", draft.place(name), merged=merged)
    return set(hidden)


def _struck(draft: Draft, problems: Problems) -> set[str]:
    """Columns whose cell is struck through, wholly or in part: whether it still counts, nobody can tell."""
    struck = {name: found for name, found in draft.found.items() if found.struck}
    told = list(struck)[:1] if struck.keys() == set(draft.filled) else list(struck)
    for name in told:
        problems.error("struck", draft.place(name), found=struck[name].text, mark=struck[name].struck)
    return set(struck)


def _exchanged(draft: Draft, problems: Problems) -> set[str]:
    """Longitude and latitude where each can only be the other."""
    try:
        lon, lat = (float(read_measure(draft.text(name))) for name in LON_LAT)
    except Unclear:
        return set()
    if not are_exchanged(Point(lon, lat)):
        return set()
    problems.cell(CellError("lonlat-swapped", found=f"{lon:.6f}, {lat:.6f}"), draft.place("lat"))
    return set(LON_LAT)


def _check_point(draft: Draft, row: Understood, problems: Problems) -> None:
    """A node's point is given by both its coordinates; a firm's are checked with its file."""
    lacking = lacking_half(*(row.cells.get(name) for name in LON_LAT))
    if lacking and lacking not in row.broken:
        problems.cell(CellError("lonlat-half"), draft.place(lacking))
        row.broken.update(LON_LAT)
