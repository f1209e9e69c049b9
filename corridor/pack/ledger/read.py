"""A ledger with every cell understood: distinct texts once, and numbers all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import pandas as pd
import pyarrow.compute as pc
from numpy.typing import NDArray

from corridor.geo import lacking_half
from corridor.model.figure import Kind
from corridor.model.ledger import FIRMS
from corridor.model.problem import Place, Problems
from corridor.pack.cells import are_plain
from corridor.pack.ledger.amounts import Amounts, Wrong, amounts, degrees
from corridor.pack.ledger.codes import is_credit_code
from corridor.pack.ledger.texts import RowNumbers, Texts, read_texts
from corridor.pack.read import Tables
from corridor.pack.readers.delimited import undated
from corridor.pack.schema import LEDGER_COLUMNS, LEDGER_FILES, Cell, Column, TableSchema
from corridor.pack.table import Cells, Mask, Table, row_indices, understood

Named: TypeAlias = "pd.Categorical[str]"
"""What each row names, of the names that there are."""

_LON_LAT = ("lon", "lat")


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Books:
    """The rows of a ledger; of amounts and places nothing is kept but what they are."""

    sheet: Table
    """All other columns, as of any table."""
    firms: Named
    """The firm of each row; a credit code is the same in small letters."""
    amounts: Mapping[str, Amounts]
    """By indicator; only those that the file has."""
    lon: NDArray[np.float64]
    """Degrees in the file's own datum, NaN where there are none."""
    lat: NDArray[np.float64]

    @property
    def file(self) -> str:
        """The file that they were read from."""
        return self.sheet.schema.file


def ledger_file(files: Mapping[str, bytes]) -> str:
    """The ledger among the files of a pack; empty where there is none."""
    return next((name for name in LEDGER_FILES if name in files), "")


def ledger_table(file: str, tables: Tables) -> TableSchema:
    """The columns that a ledger may have: those of every ledger, and the pack's indicators that can be summed up."""
    measured = [Column(name, Cell.DECIMAL) for name in _indicators(tables, summed=True)]
    return TableSchema("ledger", file, columns=(*LEDGER_COLUMNS, *measured), key=("firm_id", "period"))


def _indicators(tables: Tables, *, summed: bool) -> list[str]:
    if "indicators" not in tables:
        return []
    known = tables["indicators"]
    pairs = zip(known.column("id", str), known.column("kind", str), strict=True)
    return [name for name, kind in pairs if name and (name != FIRMS and kind != Kind.RATE) is summed]


def read_ledger(files: Mapping[str, bytes], tables: Tables, problems: Problems) -> Books | None:
    """The ledger of a pack; None where it has none, or where its file cannot be taken apart."""
    file = ledger_file(files)
    if not file:
        return None
    if set(LEDGER_FILES) <= files.keys():
        problems.error("ledger-twice", Place(LEDGER_FILES[-1]), first=file)
    table = ledger_table(file, tables)
    texts = read_texts(table, file, files[file], problems)
    return None if texts is None else _books(table, texts, tables, problems)


def _books(table: TableSchema, texts: Texts, tables: Tables, problems: Problems) -> Books:
    files = [table.file] * len(texts.numbers)
    blank = Table(schema=table, files=files, labels=RowNumbers(texts.numbers), cells={})
    report_strangers(texts, table, tables, problems)
    worded = (column for column in LEDGER_COLUMNS if column.name not in _LON_LAT)
    sheet = replace(blank, cells={column.name: _cells(column, texts, blank, problems) for column in worded})
    measured = (column for column in table.columns[len(LEDGER_COLUMNS) :] if column.name in texts.columns)
    found = {column.name: _amounts(column, texts, sheet, problems) for column in measured}
    _check_halves(texts, sheet, problems)
    lon, lat = (_degrees(table.column(name), texts, sheet, problems) for name in _LON_LAT)
    return Books(sheet=sheet, firms=_firms(sheet.cells["firm_id"]), amounts=found, lon=lon, lat=lat)


def named(codes: NDArray[np.intp], names: Sequence[str]) -> Named:
    """Rows by the place of their name among all."""
    return pd.Categorical.from_codes(codes, pd.Index(list(names)))


def report_strangers(texts: Texts, table: TableSchema, tables: Tables, problems: Problems) -> None:
    """Columns that a ledger cannot have: what is not read would be missing from every sum."""
    for name in texts.strangers:
        code = "ledger-rate" if name in _indicators(tables, summed=False) else "ledger-column"
        problems.error(code, Place(table.file, row="1", column=name))


def _firms(cells: Cells) -> Named:
    said = [text.upper() if is_credit_code(text.upper()) else text for text in map(str, cells.meanings)]
    codes, names = pd.factorize(np.array(said, dtype=object))
    return named(codes[cells.codes].astype(np.intp), names.tolist())


def _cells(column: Column, texts: Texts, blank: Table, problems: Problems) -> Cells:
    found = texts.columns.get(column.name)
    if found is None:
        return understood(column, np.zeros(len(blank), dtype=np.intp), [""], blank, problems)
    coded = found.dictionary_encode()
    codes = coded.indices.to_numpy(zero_copy_only=False).astype(np.intp)
    distinct: list[str] = coded.dictionary.to_pylist()
    if column.cell is Cell.TEXT and not (column.required and "" in distinct) and are_plain(distinct):
        return Cells(codes=codes, texts=distinct, meanings=list(distinct))
    if column.cell is Cell.PERIOD:
        labels = [blank.labels[row] for row in _firsts(codes, len(distinct))]
        distinct = undated(distinct, labels, (blank.schema.file, column.name), problems)
    return understood(column, codes, distinct, blank, problems)


def _firsts(codes: NDArray[np.intp], count: int) -> list[int]:
    """The first row of each distinct text."""
    firsts = np.full(count, len(codes), dtype=np.intp)
    np.minimum.at(firsts, codes, np.arange(len(codes)))
    return [int(row) for row in firsts]


def _amounts(column: Column, texts: Texts, sheet: Table, problems: Problems) -> Amounts:
    found, wrong = amounts(column, texts.columns[column.name])
    _report(wrong, column, sheet, problems)
    return found


def _degrees(column: Column, texts: Texts, sheet: Table, problems: Problems) -> NDArray[np.float64]:
    if column.name not in texts.columns:
        return np.full(len(sheet), np.nan)
    found, wrong = degrees(column, texts.columns[column.name])
    _report(wrong, column, sheet, problems)
    return found


def _check_halves(texts: Texts, sheet: Table, problems: Problems) -> None:
    """A place has both coordinates or none, whether they are understood or not."""
    lon, lat = (_filled(texts, name) for name in _LON_LAT)
    for row in row_indices(lon ^ lat):
        sheet.error(problems, "lonlat-half", row, lacking_half(lon[row], lat[row]))


def _filled(texts: Texts, name: str) -> Mask:
    if name not in texts.columns:
        return np.zeros(len(texts.numbers), dtype=bool)
    filled: Mask = pc.not_equal(texts.columns[name], "").to_numpy(zero_copy_only=False)
    return filled


def _report(wrong: list[Wrong], column: Column, sheet: Table, problems: Problems) -> None:
    for row, error in wrong:
        sheet.error(problems, error.code, row, column.name, **error.values)
