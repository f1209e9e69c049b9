"""A ledger summed up by node, industry or stretch of the axis, by period and over all of them; exact, and internal."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corridor.model.figure import Release
from corridor.model.ledger import (
    BREAKDOWNS,
    FIRMS,
    KEYS,
    TOTAL,
    Breakdown,
    CellRecord,
    DisclosureRules,
    Key,
    Ledger,
    LedgerCell,
    Withheld,
    amount_text,
    breakdown_name,
)

LARGEST = 10
"""So many firms make the share of the largest."""
COLUMNS = ("breakdown", *KEYS, "indicator_id", "amount", "firms")

Codes = NDArray[np.int64]


def cells(ledger: Ledger, breakdowns: Iterable[str] = (*BREAKDOWNS, TOTAL)) -> pd.DataFrame:
    """Every cell of some breakdowns, by period and, for flows where all periods are of one length, over all of them.

    Returns:
        A row a cell that has a firm: the ``breakdown``, each of `KEYS` (None for a total over it, empty for
        unassigned), ``indicator_id``, the ``amount`` as a whole number in the scale of the ledger's indicator, and
        ``firms``, how many distinct ones have an entry. Of the indicator `FIRMS` both are the count of all that have
        a row.
    """
    found = [part for name in breakdowns for part in _breakdown(ledger, name)]
    empty = pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
    return pd.concat(found, ignore_index=True) if found else empty


def with_largest(frame: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    """The same cells with ``largest_ten``: what the `LARGEST` largest amounts of a cell are together, in its scale.

    It tells of single firms and is for nobody but an editor. None for counts of firms, and for sums over all periods,
    in which one firm has several amounts.
    """
    found = np.full(len(frame), None, dtype=object)
    for name in frame["breakdown"].unique():
        grouping = _grouping(ledger.rows, (*BREAKDOWNS.get(name, ()), "period"))
        for indicator in ledger.indicators:
            at = (frame["breakdown"] == name) & (frame["indicator_id"] == indicator) & frame["period"].notna()
            # Both go by the codes of the cells.
            found[at.to_numpy()] = _largest(ledger.rows[indicator], grouping.codes)
    return frame.assign(largest_ten=found)


def _largest(amounts: pd.Series, codes: Codes) -> list[int]:
    entered = amounts.notna().to_numpy()
    exact = amounts[entered].to_numpy(dtype=object if amounts.dtype == object else np.int64)
    entries = pd.DataFrame({"cell": codes[entered], "amount": exact})
    ordered = entries.sort_values(["cell", "amount"], ascending=[True, False], kind="stable")
    largest = ordered.groupby("cell").head(LARGEST).groupby("cell")["amount"].sum()
    return [int(amount) for amount in largest]


def told(frame: pd.DataFrame, ledger: Ledger) -> Iterator[CellRecord]:
    """Cells as programs read them; with a column ``withheld``, those that it names have neither value nor firms.

    With a column ``largest_ten`` they have that, too.
    """
    for cell in frame.to_dict("records"):
        withheld = cell.get("withheld")
        scale = ledger.scales.get(cell["indicator_id"], 0)
        value, largest = amount_text(cell["amount"], scale), cell.get("largest_ten")
        yield {
            **{key: cell[key] for key in KEYS},
            "indicator_id": cell["indicator_id"],
            "value": None if withheld else value,
            "firms": None if withheld else cell["firms"],
            "withheld": None if withheld is None else str(withheld),
            **({} if largest is None else {"largest_ten": amount_text(largest, scale)}),
        }


def breakdown_of(cell: CellRecord) -> str:
    """The breakdown that a cell belongs to."""
    return breakdown_name(_key(cell))


def breakdown(
    found: Iterable[CellRecord], rules: DisclosureRules, public: Collection[tuple[str, Key]] | None
) -> Breakdown:
    """Cells as the panels, tables and exports of one profile show them.

    Args:
        found: all that the profile may know.
        rules: of the ledger.
        public: of which indicators and keys the sum is public; None where all of ``found`` is.
    """
    return Breakdown(
        cells=tuple(_ledger_cell(cell, public) for cell in found),
        scope_id=rules.scope_id,
        source_ids=rules.source_ids,
    )


def named(cell: CellRecord) -> tuple[str, Key]:
    """Which sum a cell is."""
    return str(cell["indicator_id"]), _key(cell)


def _key(cell: CellRecord) -> Key:
    node, industry, stretch, period = (None if cell[key] is None else str(cell[key]) for key in KEYS)
    return (node, industry, stretch, period)


def _ledger_cell(cell: CellRecord, public: Collection[tuple[str, Key]] | None) -> LedgerCell:
    indicator_id, (node, industry, stretch, period) = named(cell)
    is_public = public is None or (indicator_id, (node, industry, stretch, period)) in public
    value, firms, largest = cell["value"], cell["firms"], cell.get("largest_ten")
    return LedgerCell(
        node_id=node,
        industry_id=industry,
        stretch=stretch,
        period=period,
        indicator_id=indicator_id,
        value=None if value is None else Decimal(value),
        firms=None if firms is None else int(firms),
        withheld=Withheld(str(cell["withheld"])) if cell["withheld"] else None,
        release=Release.PUBLIC if is_public else Release.INTERNAL,
        largest_ten=None if largest is None else Decimal(largest),
    )


def _breakdown(ledger: Ledger, name: str) -> Iterator[pd.DataFrame]:
    keys = BREAKDOWNS.get(name, ())
    for by in ((*keys, "period"), keys) if ledger.are_even else ((*keys, "period"),):
        grouping = _grouping(ledger.rows, by)
        for indicator in (*ledger.indicators, FIRMS):
            if "period" in by or indicator in ledger.flows:
                yield _cells_of(ledger, grouping, indicator, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grouping:
    """Rows by the cell that they belong to."""

    by: Sequence[str]
    codes: Codes
    """The cell of each row."""
    sizes: tuple[int, ...]
    """How many values each key may have."""


def _grouping(rows: pd.DataFrame, by: Sequence[str]) -> _Grouping:
    sizes = tuple(len(rows[key].cat.categories) for key in by)
    codes = np.zeros(len(rows), dtype=np.int64)
    for key, size in zip(by, sizes, strict=True):
        codes = codes * size + rows[key].cat.codes.to_numpy()
    return _Grouping(by=by, codes=codes, sizes=sizes)


def _cells_of(ledger: Ledger, grouping: _Grouping, indicator: str, name: str) -> pd.DataFrame:
    if indicator == FIRMS:
        firms = _counts(grouping.codes)
        return _frame(ledger, grouping, firms, firms, (name, indicator))
    entered = ledger.rows[indicator].notna().to_numpy()
    codes = grouping.codes[entered]
    amounts = ledger.rows[indicator][entered]
    exact = amounts.to_numpy(dtype=object if amounts.dtype == object else np.int64)
    sums = pd.Series(exact).groupby(codes).sum()
    firms = _counts(codes if "period" in grouping.by else _of_firms(ledger, codes, entered))
    return _frame(ledger, grouping, sums, firms, (name, indicator))


def _of_firms(ledger: Ledger, codes: Codes, entered: NDArray[np.bool_]) -> Codes:
    """The cell of each firm that has an entry in it, however many it has."""
    firms = ledger.rows["firm_id"].cat
    count = len(firms.categories)
    pairs: Codes = pd.unique(codes * count + firms.codes.to_numpy()[entered])
    return pairs // count


def _counts(codes: Codes) -> pd.Series:
    """How often each cell is named."""
    cells, counts = np.unique(codes, return_counts=True)
    return pd.Series(counts, index=cells)


def _frame(
    ledger: Ledger, grouping: _Grouping, amounts: pd.Series, firms: pd.Series, of: tuple[str, str]
) -> pd.DataFrame:
    breakdown, indicator = of
    frame = pd.DataFrame({"breakdown": breakdown}, index=range(len(amounts)))
    for key in KEYS:
        frame[key] = _values(ledger, grouping, key, amounts.index.to_numpy())
    frame["indicator_id"] = indicator
    frame["amount"] = pd.Series([int(amount) for amount in amounts], dtype=object)
    frame["firms"] = firms.loc[amounts.index].to_numpy(dtype=np.int64)
    return frame


def _values(ledger: Ledger, grouping: _Grouping, key: str, codes: Codes) -> NDArray[np.object_]:
    """What the cells say of a key; None where they are a total over it."""
    if key not in grouping.by:
        return np.full(len(codes), None, dtype=object)
    place = list(grouping.by).index(key)
    below = int(np.prod(grouping.sizes[place + 1 :], dtype=np.int64))
    names = np.array(ledger.rows[key].cat.categories, dtype=object)
    return np.asarray(names[codes // below % grouping.sizes[place]], dtype=object)
