"""Every cell that an attacker may reason about, with its largest contributors and the sums that tie cells together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from corridor.geo import Floats

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

DIMENSIONS = ("node_id", "industry_id", "stretch", "period")
PERIOD = 3
TOTAL = -1
"""Code of a total over a dimension."""
FAMILIES = ((), (0,), (1,), (0, 1), (2,), (0, 2))
"""Dimensions that cells are told apart by, beside the period. By node and stretch nothing is ever published, but who
knows the map knows which stretch a node lies on, so both are tied together."""
PARENTS = (((), (0,)), ((0,), (0, 1)), ((1,), (0, 1)), ((2,), (0, 2)), ((0,), (0, 2)))
"""Which family is the sum of which."""

_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributors:
    """What a cell is made of, in arrays over cells."""

    amount: Floats
    entries: Ints
    """Firms with an entry, zero included."""
    payers: Ints
    """Firms whose contribution is not zero."""
    size: Floats
    """Sum of the contributions without their signs."""
    refunds: Floats
    """Sum of the contributions below zero."""
    largest: Floats
    """Largest contribution without its sign."""
    second: Floats
    largest_firm: Ints


@dataclass(frozen=True, eq=False, kw_only=True)
class CellTable:
    """The cells of one indicator, of all breakdowns and periods together."""

    codes: Ints
    """A row a cell: code of each of `DIMENSIONS`, `TOTAL` for a total."""
    of: Contributors
    sums: sparse.csr_array
    """Each row is a sum of cells that everybody knows: the parts of a whole less the whole, all in one period or all
    over time; or what is known from elsewhere."""
    sums_over_time: sparse.csr_array
    """Each row is a cell in all periods less the same over all of them."""

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.codes)

    @cached_property
    def over_time(self) -> Ints:
        """The cell over all periods that each cell is a part of; `TOTAL` where there is none."""
        whole = self.codes.copy()
        whole[:, PERIOD] = TOTAL
        found = positions(self.codes, whole)
        found[self.codes[:, PERIOD] == TOTAL] = TOTAL
        return found

    @cached_property
    def slices(self) -> tuple[Ints, ...]:
        """The cells of each period, the newest first."""
        period = self.codes[:, PERIOD]
        return tuple(np.flatnonzero(period == one) for one in sorted(set(period.tolist()) - {TOTAL}, reverse=True))


def positions(codes: Ints, wanted: Ints) -> Ints:
    """Where each of some cells stands among others; `TOTAL` where it does not."""
    if not len(codes):
        return np.full(len(wanted), TOTAL)
    radix = np.concatenate([codes, wanted]).max(axis=0) + 2
    have, want = _numbers(codes, radix), _numbers(wanted, radix)
    order = np.argsort(have)
    at = np.minimum(np.searchsorted(have, want, sorter=order), len(have) - 1)
    return np.where(have[order[at]] == want, order[at], TOTAL)


def _numbers(codes: Ints, radix: Ints) -> Ints:
    number = np.zeros(len(codes), dtype=np.int64)
    for place, base in enumerate(radix):
        number = number * base + codes[:, place] + 1
    return number


def table(rows: pd.DataFrame, amounts: pd.Series, *, over_time: bool, known: Sequence[Ints] = ()) -> CellTable:
    """Sum the contributions up in every way that an attacker may think of.

    Args:
        rows: one row a firm and period, keys as categories.
        amounts: what each row contributes; missing where it does not.
        over_time: whether sums over all periods exist.
        known: codes of cells whose sum is public from elsewhere, a list a sum; those that do not exist are zero.
    """
    entered = amounts.notna().to_numpy()
    values = amounts[entered].to_numpy(dtype=np.float64)
    keys = np.column_stack([_coded(rows[name])[entered] for name in DIMENSIONS])
    firms = _coded(rows["firm_id"])[entered]
    parts = list(_families(keys, firms, values, over_time=over_time))
    codes = np.concatenate([part[0] for part in parts])
    of = Contributors(
        **{name: np.concatenate([getattr(of, name) for _, of in parts]) for name in Contributors.__slots__}
    )
    return CellTable(codes=codes, of=of, sums=_sums(codes, known), sums_over_time=_rows(codes, [_in_time(codes)], []))


def _coded(column: pd.Series) -> Ints:
    return np.asarray(column.cat.codes, dtype=np.int64)


def _families(keys: Ints, firms: Ints, values: Floats, *, over_time: bool) -> Iterator[tuple[Ints, Contributors]]:
    for family in FAMILIES:
        yield summed_up(_reduced(keys, (*family, PERIOD)), firms, values)
    for family in FAMILIES[: -1 if over_time else 0]:
        yield summed_up(_reduced(keys, family), firms, values)


def _reduced(keys: Ints, kept: tuple[int, ...]) -> Ints:
    reduced = np.full_like(keys, TOTAL)
    reduced[:, list(kept)] = keys[:, list(kept)]
    return reduced


def summed_up(keys: Ints, firms: Ints, values: Floats) -> tuple[Ints, Contributors]:
    """The cells that rows belong to, and what each is made of; a firm counts once a cell, with its sum."""
    if not len(keys):
        none = np.zeros(0, dtype=np.int64)
        empty = np.zeros(0)
        return keys, Contributors(
            amount=empty,
            entries=none,
            payers=none,
            size=empty,
            refunds=empty,
            largest=empty,
            second=empty,
            largest_firm=none,
        )
    numbers = _numbers(keys, keys.max(axis=0) + 2)
    first, cell, firm, value = _by_firm(numbers, firms, values)
    order = np.lexsort((firm, -np.abs(value), cell))
    cell, firm, value = cell[order], firm[order], value[order]
    starts = np.flatnonzero(np.diff(cell, prepend=-1))
    lengths = np.diff(np.append(starts, len(cell)))
    size = np.abs(value)
    second = np.where(lengths > 1, size[np.minimum(starts + 1, len(size) - 1)], 0.0)
    of = Contributors(
        amount=np.add.reduceat(value, starts),
        entries=lengths,
        payers=np.add.reduceat((size > 0).astype(np.int64), starts),
        size=np.add.reduceat(size, starts),
        refunds=np.add.reduceat(np.minimum(value, 0), starts),
        largest=size[starts],
        second=second,
        largest_firm=firm[starts],
    )
    return keys[first], of


def _by_firm(numbers: Ints, firms: Ints, values: Floats) -> tuple[Ints, Ints, Ints, Floats]:
    """One entry a cell and firm, by cell; beside them a row of each cell."""
    found = np.unique(numbers, return_index=True, return_inverse=True)
    cells, first, cell = (one.astype(np.int64) for one in found)
    pairs = cell * (firms.max() + 1) + firms
    if len(cells) == 0 or not _repeats(pairs):
        return first, cell, firms, values
    both, at, inverse = np.unique(pairs, return_index=True, return_inverse=True)
    return first, cell[at], firms[at], np.bincount(inverse, values, len(both)).astype(np.float64)


def _repeats(pairs: Ints) -> bool:
    return bool(pd.Index(pairs).has_duplicates)


def _sums(codes: Ints, known: Sequence[Ints]) -> sparse.csr_array:
    found = [positions(codes, wanted) for wanted in known]
    return _rows(codes, list(_by_family(codes)), [one[one != TOTAL] for one in found])


def _rows(codes: Ints, wholes: Sequence[tuple[Ints, Ints]], known: Sequence[Ints]) -> sparse.csr_array:
    """Parts less their whole, a row a whole; then a row for each sum that is known from elsewhere."""
    rows, columns, signs, count = [_NONE], [_NONE], [_NONE], 0
    for parts, whole_of in wholes:
        whole, row = np.unique(whole_of, return_inverse=True)
        rows += [count + row, count + np.arange(len(whole))]
        columns += [parts, whole]
        signs += [np.ones(len(parts), dtype=np.int64), np.full(len(whole), -1)]
        count += len(whole)
    for place, cells in enumerate(known, start=count):
        rows.append(np.full(len(cells), place))
        columns.append(cells)
        signs.append(np.ones(len(cells), dtype=np.int64))
    entries = (np.concatenate(signs).astype(np.float64), (np.concatenate(rows), np.concatenate(columns)))
    return sparse.csr_array(entries, shape=(count + len(known), len(codes)))


def _by_family(codes: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Cells and the cell that each is a part of, a pair a way of summing up."""
    shape = codes[:, :PERIOD] != TOTAL
    for whole, part in PARENTS:
        parts = np.flatnonzero((shape == _mask(part)).all(axis=1))
        yield _pairs(codes, parts, _reduced(codes[parts], (*whole, PERIOD)))


def _in_time(codes: Ints) -> tuple[Ints, Ints]:
    parts = np.flatnonzero(codes[:, PERIOD] != TOTAL)
    return _pairs(codes, parts, _reduced(codes[parts], (0, 1, 2)))


def _mask(family: tuple[int, ...]) -> Flags:
    return np.isin(np.arange(PERIOD), family)


def _pairs(codes: Ints, parts: Ints, wholes: Ints) -> tuple[Ints, Ints]:
    found = positions(codes, wholes)
    return parts[found != TOTAL], found[found != TOTAL]
