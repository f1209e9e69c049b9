"""A table as read: every cell understood once for each distinct text, however many rows repeat it."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
import pandas as pd
from geopandas import GeoDataFrame, GeoSeries
from numpy.typing import NDArray

from corridor.geo import WGS84
from corridor.model.period import UNSTATED
from corridor.model.problem import CellError, Place, Problems
from corridor.pack.cells import parse
from corridor.pack.readers.raw import NOWHERE, Raw, heading
from corridor.pack.schema import Column, TableSchema

T = TypeVar("T")
Mask = NDArray[np.bool_]
"""Which rows of a table are meant."""


class _Broken:
    """Stands for a cell that could not be understood."""


BROKEN = _Broken()
_NOWHERE_WGS84 = GeoSeries(crs=WGS84)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cells:
    """One column: its distinct texts, what each means, and which row holds which."""

    codes: NDArray[np.intp]
    texts: list[str]
    meanings: list[object]
    """Meaning of each distinct text; `BROKEN` where it has none."""

    def __getitem__(self, row: int) -> object:
        """What a row's cell means."""
        return self.meanings[int(self.codes[row])]

    def text(self, row: int) -> str:
        """What a row's cell says."""
        return self.texts[int(self.codes[row])]

    def where(self, test: Callable[[object], object]) -> Mask:
        """Rows whose meaning passes a test, asked once for each distinct text; broken cells pass none."""
        passed = np.array([meaning is not BROKEN and bool(test(meaning)) for meaning in self.meanings], dtype=bool)
        return passed[self.codes] if len(passed) else np.zeros(len(self.codes), dtype=bool)

    @property
    def filled(self) -> Mask:
        """Rows whose cell says anything, understood or not."""
        said = np.array([bool(text.strip()) for text in self.texts], dtype=bool)
        return said[self.codes] if len(said) else np.zeros(len(self.codes), dtype=bool)

    def only(self, rows: NDArray[np.intp]) -> "Cells":
        """The column for some of its rows, knowing nothing of the others."""
        used, codes = np.unique(self.codes[rows], return_inverse=True)
        return Cells(
            codes=codes, texts=[self.texts[code] for code in used], meanings=[self.meanings[code] for code in used]
        )


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of one table."""

    schema: TableSchema
    files: Sequence[str]
    """The file each row came from."""
    labels: Sequence[str]
    """How a person finds each row in its file."""
    cells: Mapping[str, Cells]
    """Every declared column, also one that the file lacks."""
    geometry_native: GeoSeries = field(default_factory=lambda: NOWHERE)
    """Of things that have a place: longitude and latitude as written, in the datum of its file."""
    geometry_wgs84: GeoSeries = field(default_factory=lambda: _NOWHERE_WGS84)
    """The same in WGS-84 (EPSG:4326); None also where the coordinates cannot be degrees."""
    datums: Mapping[str, str] = field(default_factory=dict)
    """The datum of each file, where it is known."""
    strangers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Columns that the table does not have, of all rows; nothing reads them."""

    def __len__(self) -> int:
        return len(self.labels)

    def texts(self) -> dict[str, list[str]]:
        """What every row's cells say, by column."""
        return {name: [cells.texts[code] for code in cells.codes.tolist()] for name, cells in self.cells.items()}

    def meanings(self) -> dict[str, list[object]]:
        """What every row's cells mean, by column; `BROKEN` where one means nothing."""
        return {name: [cells.meanings[code] for code in cells.codes.tolist()] for name, cells in self.cells.items()}

    def column(self, name: str, kind: type[T]) -> list[T | None]:
        """What every row's cell means; None where it is empty or not of the kind."""
        cells = self.cells[name]
        meanings = [meaning if isinstance(meaning, kind) else None for meaning in cells.meanings]
        return [meanings[code] for code in cells.codes.tolist()]

    def many(self, name: str) -> list[tuple[str, ...]]:
        """What every row's cell lists."""
        return [listed or () for listed in self.column(name, tuple)]

    def frame(self, **columns: type) -> GeoDataFrame:
        """Every row's geometry in WGS-84, with what some of its cells mean: each None where not of the type."""
        meant = {name: self.column(name, kind) for name, kind in columns.items()}
        return GeoDataFrame(pd.DataFrame(meant, dtype=object), geometry=self.geometry_wgs84)

    def ids(self) -> set[str]:
        """Every id that the table gives."""
        return {meaning for meaning in self.cells["id"].meanings if isinstance(meaning, str)}

    def only(self, condition: Mask) -> "Table":
        """The rows for which a condition holds, knowing nothing of the others."""
        rows = np.flatnonzero(condition)
        kept: list[int] = rows.tolist()
        return replace(
            self,
            files=[self.files[row] for row in kept],
            labels=[self.labels[row] for row in kept],
            cells={name: cells.only(rows) for name, cells in self.cells.items()},
            geometry_native=_rows_of(self.geometry_native, rows),
            geometry_wgs84=_rows_of(self.geometry_wgs84, rows),
        )

    def error(self, problems: Problems, code: str, row: int, column: str = "", **values: object) -> None:
        """Add an error in a row; without a column it is about the row as a whole."""
        problems.error(code, Place(self.files[row], row=self.labels[row], column=self._heading(column)), **values)

    def warning(self, problems: Problems, code: str, row: int, column: str = "", **values: object) -> None:
        """Add a warning in a row; without a column it is about the row as a whole."""
        problems.warning(code, Place(self.files[row], row=self.labels[row], column=self._heading(column)), **values)

    def _heading(self, column: str) -> str:
        return heading(self.schema, column) if column else ""


def _rows_of(geometry: GeoSeries, rows: NDArray[np.intp]) -> GeoSeries:
    return geometry.iloc[rows].reset_index(drop=True) if len(geometry) else geometry


def equal_to(wanted: object) -> Callable[[object], bool]:
    """A test for `Cells.where`: whether a cell means just this."""
    return lambda meaning: meaning == wanted


def row_indices(condition: Mask) -> Iterator[int]:
    """Numbers of the rows for which a condition holds."""
    return map(int, np.flatnonzero(condition))


def parse_table(schema: TableSchema, parts: Mapping[str, Raw], problems: Problems) -> Table:
    """Understand every cell of a table that comes from one file or several, reporting what cannot be."""
    files = [file for file, raw in parts.items() for _ in raw.labels]
    labels = [label for raw in parts.values() for label in raw.labels]
    blank = Table(schema=schema, files=files, labels=labels, cells={})
    cells = {column.name: _understood(column, parts, blank, problems) for column in schema.columns}
    drawn = [raw.geometry for raw in parts.values() if raw.geometry is not NOWHERE]
    geometry = pd.concat([NOWHERE, *drawn], ignore_index=True) if drawn else NOWHERE
    strangers = {name: texts for raw in parts.values() for name, texts in raw.strangers.items()}
    return replace(blank, cells=cells, geometry_native=geometry, strangers=strangers)


def _understood(column: Column, parts: Mapping[str, Raw], blank: Table, problems: Problems) -> Cells:
    texts = [text for raw in parts.values() for text in raw.columns.get(column.name) or [""] * len(raw.labels)]
    places: dict[str, int] = {}
    codes = np.array([places.setdefault(text, len(places)) for text in texts], dtype=np.intp)
    return understood(column, codes, list(places), blank, problems)


def understood(column: Column, codes: NDArray[np.intp], distinct: list[str], blank: Table, problems: Problems) -> Cells:
    """A column of a sheet from its distinct texts and which row holds which, reporting what cannot be understood."""
    meanings: list[object] = []
    errors: dict[int, CellError] = {}
    for code, text in enumerate(distinct):
        try:
            meanings.append(parse(column, text))
        except CellError as error:
            meanings.append(BROKEN)
            errors[code] = error
        else:
            if column.required and not column.pair and is_empty(meanings[-1]):
                errors[code] = CellError("cell-empty")
    for row in row_indices(np.isin(codes, list(errors))) if errors else ():
        found = errors[int(codes[row])]
        blank.error(problems, found.code, row, column.name, **found.values)
    return Cells(codes=codes, texts=distinct, meanings=meanings)


def is_empty(meaning: object) -> bool:
    """Whether a cell that was understood says nothing."""
    return meaning in (None, UNSTATED) or (isinstance(meaning, Sized) and not meaning)
