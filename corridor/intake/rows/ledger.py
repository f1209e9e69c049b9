"""A ledger that was sent, as columns of text: a workbook's cells are understood, other files taken as they are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corridor.intake.cells.no_entry import blank_if_no_entry
from corridor.intake.cells.parse_cell import CellParser
from corridor.intake.open.grid import NOTHING, Found, Grid
from corridor.intake.open.sniff import MOST_BYTES
from corridor.intake.terms.columns import SEARCHED_ROWS
from corridor.intake.terms.ledger import KNOWN_BY, columns_in, known_headers
from corridor.intake.terms.names import Names
from corridor.model.problem import CellError, Place, Problem, Problems, Topic
from corridor.pack.ledger.codes import industry_code
from corridor.pack.ledger.texts import Texts, has_header, is_parquet, read_texts
from corridor.pack.rows import Rows
from corridor.pack.schema import Cell, Column, TableSchema

_INDUSTRY = Column("industry_id", Cell.REFERENCE, target="industry")


@dataclass(frozen=True, kw_only=True, slots=True)
class SentLedger:
    """The rows of a ledger that was sent."""

    texts: Texts
    place: Callable[[int, str], Place]
    """Where the cell of a row, by its number, and a column stands in what was sent; row 0 is none."""
    problems: tuple[Problem, ...]


def is_ledger_file(data: bytes, table: TableSchema) -> bool:
    """Whether bytes are a ledger as a pack holds it, told by how they begin; one that is too large is none."""
    return len(data) <= MOST_BYTES and (is_parquet(data) or has_header(data, table, KNOWN_BY))


def sent_file(name: str, data: bytes, table: TableSchema) -> SentLedger:
    """A ledger sent as CSV or Parquet."""
    problems = Problems(Topic.CHECK)
    texts = read_texts(table, name, data, problems)

    def place(row: int, column: str) -> Place:
        return Place(name, row=str(row) if row else "", column=column)

    said = _nothing() if texts is None else _without_marks(texts, table)
    return SentLedger(texts=said, place=place, problems=problems.found)


def _without_marks(texts: Texts, table: TableSchema) -> Texts:
    """The same, with no entry where an amount or a coordinate is only a mark for nothing."""
    columns = {name: _unmarked(table.column(name), said) for name, said in texts.columns.items()}
    return replace(texts, columns=columns)


def _unmarked(column: Column, said: pa.Array) -> pa.Array:
    if column.cell not in (Cell.DECIMAL, Cell.NUMBER):
        return said
    wordy = pc.invert(pc.match_substring_regex(said, "^$|[0-9]"))
    marks = [text for text in pc.unique(said.filter(wordy)).to_pylist() if not _is_entry(column, text)]
    return pc.if_else(pc.is_in(said, pa.array(marks, said.type)), pa.scalar("", said.type), said)


def _is_entry(column: Column, text: str) -> bool:
    return bool(blank_if_no_entry(column, Found(text=text)).text)


def _nothing() -> Texts:
    return Texts(numbers=np.zeros(0, dtype=np.int64), columns={})


def sent_sheet(grids: Sequence[Grid], table: TableSchema, rows: Rows) -> SentLedger | None:
    """The ledger among the sheets of a workbook; None where there is none."""
    known = known_headers(table, rows)
    for grid in grids:
        headers = [
            (at, columns)
            for at, (_, cells) in enumerate(grid.rows[:SEARCHED_ROWS])
            if set(KNOWN_BY) <= set((columns := columns_in((cell.text for cell in cells), known)).values())
        ]
        if headers:
            # Above the headers that people read stand the pack's own names, as in the template.
            return _Sheet(grid, *headers[-1 if headers[-1][0] - headers[0][0] == 1 else 0], table, rows).read()
    return None


class _Sheet:
    """The rows below a header."""

    def __init__(self, grid: Grid, at: int, columns: Mapping[int, str], table: TableSchema, rows: Rows) -> None:
        self._grid = grid
        self._at = at
        self._columns = columns
        self._table = table
        self._reader = CellParser(table="ledger", names=Names(rows))
        self._problems = Problems(Topic.INTAKE)

    def read(self) -> SentLedger:
        body = [(number, cells) for number, cells in self._grid.rows[self._at + 1 :] if self._says_anything(cells)]
        columns = {
            name: pa.array([self._text(number, cells, place) for number, cells in body], pa.large_string())
            for place, name in self._columns.items()
        }
        texts = Texts(
            numbers=np.array([number for number, _ in body], dtype=np.int64),
            columns=columns,
            strangers=tuple(self._strangers(body)),
        )
        return SentLedger(texts=texts, place=self._place, problems=self._problems.found)

    def _says_anything(self, cells: Sequence[Found]) -> bool:
        return any(place < len(cells) and cells[place].text.strip() for place in self._columns)

    def _strangers(self, body: Sequence[tuple[int, Sequence[Found]]]) -> Iterator[str]:
        """Headers that mean nothing to a ledger, above cells that say something."""
        _, header = self._grid.rows[self._at]
        filled = {place for _, cells in body for place, cell in enumerate(cells) if cell.text.strip()}
        for place in sorted(filled - self._columns.keys()):
            yield (header[place] if place < len(header) else NOTHING).text.strip() or f"#{place + 1}"

    def _text(self, number: int, cells: Sequence[Found], place: int) -> str:
        column = self._table.column(self._columns[place])
        found = blank_if_no_entry(column, cells[place]) if place < len(cells) else NOTHING
        try:
            return self._read(column, found)
        except CellError as error:
            self._problems.cell(error, self._place(number, column.name))
            return ""

    def _read(self, column: Column, found: Found) -> str:
        if column.name == _INDUSTRY.name and found.text.strip() and not industry_code(found.text.strip()):
            return self._reader.read(_INDUSTRY, found)[0]
        return self._reader.read(column, found)[0].strip()

    def _place(self, row: int, column: str) -> Place:
        number, header = self._grid.rows[self._at]
        place = next((place for place, name in self._columns.items() if name == column), None)
        if place is None:
            return Place(self._grid.name, row=str(row or number), column=column)
        cell = self._grid.cell(row or number, place)
        return Place(self._grid.name, row=str(row), column=column, cell=cell, header=header[place].text.strip())
