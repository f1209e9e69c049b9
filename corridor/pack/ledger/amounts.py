"""Columns of numbers, understood at once and exactly; what does not fit is told cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corridor.model.problem import CellError
from corridor.pack.cells import parse
from corridor.pack.schema import Cell, Column
from corridor.pack.table import Mask

_PATTERNS = {Cell.DECIMAL: r"^-?[0-9]{1,18}(\.[0-9]{1,12})?$", Cell.NUMBER: r"^-?[0-9]{1,12}(\.[0-9]{1,15})?$"}
"""As `corridor.pack.cells` has them; a cell that they do not know is asked about there."""
_DIGITS = 38
"""Of the exact numbers that arrow knows; a cell has at the most 30."""
_SAFE_SUM = 2.0**62
"""Sums below it, of whatever signs, stay in 64 bits."""

Wrong = tuple[int, CellError]
"""A row whose cell is no number, and why not."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """A column of exact numbers."""

    wholes: pd.Series
    """Whole numbers, missing where there is no entry: ``Int64``, or Python's own where sums may be larger."""
    scale: int
    """Decimals: an amount is its whole number divided by ten to this power."""


def amounts(column: Column, texts: pa.Array) -> tuple[Amounts, list[Wrong]]:
    """The amounts of a column; one that is none counts as no entry."""
    good, wrong = _understood(column, texts)
    scale = _scale(texts.filter(pa.array(good)))
    exact = _masked(texts, good).cast(pa.decimal128(_DIGITS, scale))
    return Amounts(_whole(exact, scale), scale), wrong


def degrees(column: Column, texts: pa.Array) -> tuple[NDArray[np.float64], list[Wrong]]:
    """Longitudes or latitudes, NaN where there is none or none that can be one."""
    good, wrong = _understood(column, texts)
    values = _masked(texts, good).cast(pa.float64()).to_numpy(zero_copy_only=False)
    outside = (values < (column.least or -np.inf)) | (values > (column.most or np.inf))
    return np.where(outside, np.nan, values), [*wrong, *_asked(column, texts, np.flatnonzero(outside))]


def _understood(column: Column, texts: pa.Array) -> tuple[Mask, list[Wrong]]:
    good: Mask = pc.match_substring_regex(texts, _PATTERNS[column.cell]).to_numpy(zero_copy_only=False)
    filled: Mask = pc.not_equal(texts, "").to_numpy(zero_copy_only=False)
    return good, list(_asked(column, texts, np.flatnonzero(filled & ~good)))


def _asked(column: Column, texts: pa.Array, rows: NDArray[np.intp]) -> Iterator[Wrong]:
    return (_told(column, row, texts[int(row)].as_py()) for row in rows)


def _told(column: Column, row: np.intp, text: str) -> Wrong:
    try:
        parse(column, text)
    except CellError as error:
        return int(row), error
    return int(row), CellError(f"cell-{column.cell.value}", found=text)


def _masked(texts: pa.Array, good: Mask) -> pa.Array:
    return pc.if_else(pa.array(good), texts, pa.scalar(None, texts.type))


def _scale(texts: pa.Array) -> int:
    """The most decimals of any of the numbers."""
    points = pc.find_substring(texts, ".")
    decimals = pc.subtract(pc.subtract(pc.utf8_length(texts).cast(pa.int64()), points), 1)
    return int(pc.max(decimals.filter(pc.greater_equal(points, 0))).as_py() or 0)


def _whole(exact: pa.Array, scale: int) -> pd.Series:
    missing = exact.is_null().to_numpy(zero_copy_only=False)
    size = float(pc.sum(pc.abs(pc.fill_null(exact.cast(pa.float64()), 0.0))).as_py() or 0.0) * 10.0**scale
    if size < _SAFE_SUM:
        return pd.Series(pd.arrays.IntegerArray(_lower_halves(exact, missing), missing))
    low, high = _halves(exact, "<u8")[0], _halves(exact, "<i8")[1]
    pairs = zip(high.tolist(), low.tolist(), missing.tolist(), strict=True)
    return pd.Series([None if none else (upper << 64) | lower for upper, lower, none in pairs], dtype=object)


def _lower_halves(exact: pa.Array, missing: Mask) -> NDArray[np.int64]:
    """The whole numbers where the lower half is all of them."""
    return np.where(missing, 0, _halves(exact, "<i8")[0])


def _halves(exact: pa.Array, kind: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Lower and upper half of the whole numbers of 128 bits that arrow's exact ones are kept as."""
    both = np.frombuffer(exact.buffers()[1], dtype=kind).reshape(-1, 2)[exact.offset : exact.offset + len(exact)]
    return both[:, 0], both[:, 1]
