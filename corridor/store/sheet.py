"""A table as read: every cell understood once for each distinct text, however many rows repeat it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from corridor.store.cells import CellError, parse
from corridor.store.formats.raw import Raw, heading
from corridor.store.report import Report
from corridor.store.schema import Column, Table

T = TypeVar("T")


class _Broken:
    """Stands for a cell that could not be understood."""

    def __bool__(self) -> bool:
        return False


BROKEN = _Broken()


@dataclass(frozen=True, slots=True)
class Cells:
    """One column: its distinct texts, what each means, and which row holds which."""

    codes: NDArray[np.intp]
    texts: list[str]
    values: list[object]
    """Meaning of each distinct text; `BROKEN` where it has none."""

    def value(self, row: int) -> object:
        """What a row's cell means."""
        return self.values[self.codes[row]]

    def text(self, row: int) -> str:
        """What a row's cell says."""
        return self.texts[self.codes[row]]

    def where(self, test: Callable[[object], bool]) -> NDArray[np.bool_]:
        """Rows whose meaning passes a test, asked once for each distinct text; broken cells pass none."""
        passed = [value is not BROKEN and test(value) for value in self.values]
        return np.asarray(passed, dtype=bool)[self.codes] if passed else np.zeros(0, dtype=bool)

    def only(self, rows: NDArray[np.intp]) -> "Cells":
        """The column for some of its rows, knowing nothing of the others."""
        used, codes = np.unique(self.codes[rows], return_inverse=True)
        return Cells(codes, [self.texts[code] for code in used], [self.values[code] for code in used])

    def rows(self, test: Callable[[object], bool]) -> Iterator[int]:
        """Numbers of the rows that `where` finds."""
        return map(int, np.flatnonzero(self.where(test)))


@dataclass(frozen=True)
class Sheet:
    """The rows of one table."""

    table: Table
    files: Sequence[str]
    """The file each row came from."""
    labels: Sequence[str]
    """How a person finds each row in its file."""
    cells: Mapping[str, Cells]
    """Every declared column, also one that the file lacks."""
    drawn: Sequence[BaseGeometry | None] = ()
    """For GeoJSON: geometry as written, in the datum of its file."""
    geometry: Sequence[BaseGeometry | None] = ()
    """For GeoJSON: the same in WGS-84; None also where the coordinates cannot be degrees."""
    datums: Mapping[str, str] = field(default_factory=dict)
    """The datum of each file, where it is not WGS-84."""

    def __len__(self) -> int:
        return len(self.labels)

    def column(self, name: str, kind: type[T]) -> list[T]:
        """What every row's cell means.

        The caller vouches for the kind; it holds for cells without a problem.
        """
        cells = self.cells[name]
        return cast("list[T]", [cells.values[code] for code in cells.codes.tolist()])

    def ids(self) -> set[str]:
        """Every id that the table gives."""
        return {value for value in self.cells["id"].values if isinstance(value, str)}

    def error(self, report: Report, code: str, row: int, column: str = "", **values: object) -> None:
        """Report an error in a row."""
        report.error(code, self.files[row], self.labels[row], heading(self.table, column) if column else "", **values)

    def warning(self, report: Report, code: str, row: int, column: str = "", **values: object) -> None:
        """Report a warning in a row."""
        report.warning(code, self.files[row], self.labels[row], heading(self.table, column) if column else "", **values)

    def only(self, condition: NDArray[np.bool_]) -> "Sheet":
        """The rows for which a condition holds, knowing nothing of the others."""
        rows = np.flatnonzero(condition)
        return replace(
            self,
            files=[self.files[row] for row in rows],
            labels=[self.labels[row] for row in rows],
            cells={name: cells.only(rows) for name, cells in self.cells.items()},
            drawn=[self.drawn[row] for row in rows] if self.drawn else (),
            geometry=[self.geometry[row] for row in rows] if self.geometry else (),
        )

    def where(self, condition: NDArray[np.bool_]) -> list[int]:
        """Numbers of the rows for which a condition holds."""
        return [int(row) for row in np.flatnonzero(condition)]


def sheet(table: Table, parts: Mapping[str, Raw], report: Report) -> Sheet:
    """Understand every cell of a table that comes from one file or several, reporting what cannot be."""
    files = [file for file, raw in parts.items() for _ in raw.labels]
    labels = [label for raw in parts.values() for label in raw.labels]
    cells = {}
    for column in table.columns:
        empty = [""] * 0
        texts = [
            text for raw in parts.values() for text in raw.columns.get(column.name, empty) or [""] * len(raw.labels)
        ]
        cells[column.name] = _understood(column, texts, report, (table, files, labels))
    drawn = [shape for raw in parts.values() for shape in raw.geometry]
    return Sheet(table, files, labels, cells, drawn, drawn)


def _understood(column: Column, texts: list[str], report: Report, where: tuple[Table, list[str], list[str]]) -> Cells:
    codes, distinct = pd.factorize(np.array(texts, dtype=object))
    values: list[object] = []
    errors: dict[int, CellError] = {}
    for code, text in enumerate(distinct.tolist()):
        try:
            values.append(parse(column, text))
        except CellError as error:
            values.append(BROKEN)
            errors[code] = error
        else:
            if column.required and not column.pair and _is_empty(values[-1]):
                errors[code] = CellError("cell-empty")
    _report(column, codes, errors, report, where)
    return Cells(codes, distinct.tolist(), values)


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, Collection) and not value)


def _report(
    column: Column,
    codes: NDArray[np.intp],
    errors: Mapping[int, CellError],
    report: Report,
    where: tuple[Table, list[str], list[str]],
) -> None:
    table, files, labels = where
    for row in np.flatnonzero(np.isin(codes, list(errors))) if errors else ():
        error = errors[int(codes[row])]
        report.error(error.code, files[row], labels[row], heading(table, column.name), **error.values)
