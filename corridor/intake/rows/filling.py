"""One figure, said in a form: read as the row of an upload is, so that both are refused for the same and alike."""

from collections.abc import Container
from dataclasses import dataclass

from corridor.i18n.columns import header
from corridor.intake.open.grid import Found, Grid
from corridor.intake.open.upload import Upload
from corridor.intake.rows.placing import NewSource, source_cells
from corridor.intake.rows.read import read_upload
from corridor.intake.rows.records import Intake
from corridor.intake.terms.sheets import sheet_title
from corridor.pack.rows import Rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Filling:
    """What a form says of one figure."""

    name: str
    """What its author knows the figure by."""
    cells: tuple[tuple[str, str], ...]
    """Each column that the form asks for, as typed or chosen; the figure's ``id`` among them, empty for a new one."""
    new_source: NewSource | None = None
    """A source that is not in the list yet; the figure's cell of sources names it by its id."""


def filled(filling: Filling, base: Rows, taken: Container[str] = ()) -> Intake:
    """The row that a form says, understood against a state, and that of its new source.

    ``taken`` are ids that a new row must not get although the base does not show them.
    """
    tables = {"figures": dict(filling.cells)}
    if filling.new_source:
        tables["sources"] = source_cells(filling.new_source)
    grids = [_sheet(sheet_title(table, "zh"), cells) for table, cells in tables.items()]
    return read_upload(Upload(name=filling.name, grids=grids), base, taken)


def _sheet(title: str, cells: dict[str, str]) -> Grid:
    headers = [header(column, "zh") for column in cells]
    rows = [[Found(text=text) for text in line] for line in (headers, cells.values())]
    return Grid(name=title, rows=tuple(enumerate(rows, 1)), has_cells=False)
