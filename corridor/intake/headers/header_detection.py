"""Which sheet is which table, and which column is which, however they were moved and renamed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corridor.i18n.spelling import folded
from corridor.intake.open.grid import NOTHING, Found, Grid
from corridor.intake.terms.columns import SEARCHED_ROWS, in_brackets, is_own, meant, named
from corridor.intake.terms.sheets import SHEETS, SheetSchema, sheet_schema, titled
from corridor.intake.terms.units import METRES, stated_in, stated_units
from corridor.model.problem import Place, Problems

_FEWEST = 2
"""Headers by which a table is known."""
_TITLE_WEIGHT = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetHeader:
    """Where a table's columns stand in a grid."""

    schema: SheetSchema
    row: int
    """Number of the header's row; the table begins below."""
    columns: Mapping[str, int]
    """Place of each column that was recognised, counted from 0."""
    texts: Mapping[str, str]
    """What the header calls it."""
    hints: Mapping[str, str]
    """What the header says of it in brackets, such as a unit."""
    strangers: Sequence[tuple[int, str]]
    """Places whose header means nothing to the table."""
    units: Sequence[tuple[str, Place]] = ()
    """What is said above the table of the unit of all its values, and where."""

    def place(self, grid: Grid, row: int, column: str) -> Place:
        """Where a cell of a row stands; without a place in the grid, only what it is called."""
        at = self.columns.get(column)
        cell = "" if at is None else grid.cell(row, at)
        return Place(grid.name, row=str(row), column=column, cell=cell, header=self.texts.get(column, ""))


def detect_header(grid: Grid, *, has_names: bool, problems: Problems) -> SheetHeader | None:
    """The table that a grid holds and its columns; None when no table is recognised.

    With ``has_names`` a row of the pack's own names stands above the header, and tells a column whose header was
    changed beyond recognition.
    """
    title = title_of(grid)
    head = grid.rows[:SEARCHED_ROWS]
    texts = [[cell.text for cell in cells] for _, cells in head]
    scored = [
        (score + (_TITLE_WEIGHT if table == title else 0), -order, -at)
        for order, table in enumerate(SHEETS)
        for at in range(len(head))
        if (score := named(table, texts[at])) >= _FEWEST
    ]
    if not scored:
        return None
    _, order, at = max(scored)
    table = SHEETS[-order]
    best = -at
    below = best + 1
    if below < len(head) and (
        named(table, texts[below]) >= max(_FEWEST, named(table, texts[best]) / 2)
        or (has_names and _is_names(table, texts[best]) and named(table, texts[below]) >= _FEWEST)
    ):
        return _heading(grid, sheet_schema(table), head[below], head[best][1], problems)
    return _heading(grid, sheet_schema(table), head[best], (), problems)


def title_of(grid: Grid) -> str | None:
    """The table that a sheet or file is called after; None when it is called after none."""
    return titled(grid.name.rpartition(".")[0] or grid.name) or titled(grid.name)


def _is_names(table: str, texts: Sequence[str]) -> bool:
    return {text for text in texts if text} <= {column.name for column in sheet_schema(table).columns}


def _heading(
    grid: Grid, own: SheetSchema, header: tuple[int, Sequence[Found]], names: Sequence[Found], problems: Problems
) -> SheetHeader:
    row, cells = header
    columns: dict[str, int] = {}
    texts: dict[str, str] = {}
    hints: dict[str, str] = {}
    strangers: list[int] = []
    exact = {place for place, cell in enumerate(cells) if is_own(own.table.name, cell.text)}
    # A column that only another word fits, such as somebody's own remarks, comes after those with their own header.
    for place, cell in sorted(enumerate(cells), key=lambda one: one[0] not in exact):
        found = meant(own.table.name, cell.text) if cell.text.strip() else None
        if found and found[0] in columns and (place in exact) is (columns[found[0]] in exact):
            text = cell.text.strip()
            problems.error(
                "column-twice",
                Place(grid.name, row=str(row), column=found[0], cell=grid.cell(row, place), header=text),
                column=text,
            )
        elif found and found[0] not in columns:
            columns[found[0]], texts[found[0]], hints[found[0]] = place, cell.text.strip(), found[1]
        else:
            strangers.append(place)
    strangers += range(len(cells), max(len(names), *(len(cells) for _, cells in grid.rows)))
    known = {column.name for column in own.columns}
    left = []
    for place in strangers:
        name = (names[place] if place < len(names) else NOTHING).text
        text = (cells[place] if place < len(cells) else NOTHING).text.strip()
        if name in known and name not in columns:
            columns[name], texts[name], hints[name] = place, text or name, in_brackets(text)
        else:
            left.append((place, text))
    units = _units(grid, row, left) if "value" in columns else []
    heading = SheetHeader(schema=own, row=row, columns=columns, texts=texts, hints=hints, strangers=left, units=units)
    _check_metres(grid, heading, problems)
    return heading


def _check_metres(grid: Grid, heading: SheetHeader, problems: Problems) -> None:
    """Tell of a header by which a column of metres would hold something else."""
    for name, hint in heading.hints.items():
        if name.endswith("_m") and hint and folded(hint) not in METRES:
            problems.error("header-metres", heading.place(grid, heading.row, name), found=hint)


def _units(grid: Grid, header: int, strangers: Sequence[tuple[int, str]]) -> list[tuple[str, Place]]:
    """What is said of the unit above a table, or beside its header."""
    found = [
        (unit, Place(grid.name, row=str(number), cell=grid.cell(number, place)))
        for number, cells in grid.rows
        if number < header
        for place, unit in stated_units([cell.text for cell in cells])
    ]
    for place, text in strangers:
        found += (
            (unit, Place(grid.name, row=str(header), cell=grid.cell(header, place), header=text))
            for unit in stated_in(text)
        )
    return found
