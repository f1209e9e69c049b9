"""The town's own books: which firm sits where, in which industry, with what amounts; exact, and internal."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

import pandas as pd

from corridor.model.figure import Release
from corridor.model.period import parse_period

UNASSIGNED = ""
"""Stands for the node, industry or stretch of a row that names none."""
FIRMS = "firms"
"""The indicator that is the count of firms alone."""
KEYS = ("node_id", "industry_id", "stretch", "period")
"""What rows are told apart by, beside the firm."""
BREAKDOWNS: Mapping[str, tuple[str, ...]] = {
    "node": ("node_id",),
    "industry": ("industry_id",),
    "node,industry": ("node_id", "industry_id"),
    "stretch": ("stretch",),
}
"""The ways in which rows are summed up, each also by period."""


class Withheld(StrEnum):
    """Why a sum is not public."""

    FEW = "few"
    DOMINATED = "dominated"
    COMPLEMENTARY = "complementary"


@dataclass(frozen=True, kw_only=True, slots=True)
class DisclosureRules:
    """By which rules sums of a ledger may be known to the public."""

    release: Release = Release.INTERNAL
    breakdowns: tuple[str, ...] = tuple(BREAKDOWNS)
    """Those that may be public, of `BREAKDOWNS`."""
    min_firms: int = 5
    """A cell has at least so many contributors."""
    max_share: Decimal = Decimal("0.7")
    """None of them has more than this share of it."""
    p_percent: Decimal = Decimal(15)
    """The second largest cannot bound the largest more closely than by this many percent."""
    scope_id: str | None = None
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Ledger:
    """The books as understood, without anything that could not be; nobody but an editor may see them."""

    rows: pd.DataFrame
    """One row a firm and period. ``firm_id`` and each of `KEYS` are categories of text, `UNASSIGNED` where a row names
    none, periods in the order of time; each indicator is a column of whole numbers (``Int64``, or Python's own where
    their sums are larger), to be divided by ten to the power of its scale, and missing where there is no entry."""
    scales: Mapping[str, int]
    """Decimals of each indicator."""
    flows: frozenset[str]
    """Indicators that may be summed over time."""
    rules: DisclosureRules
    are_even: bool
    """Whether all periods are of one length; only then is there a sum over all of them."""

    @property
    def indicators(self) -> tuple[str, ...]:
        """Indicators that the books have a column of."""
        return tuple(self.scales)


Key = tuple[str | None, str | None, str | None, str | None]
"""What a cell is of, in the order of `KEYS`; None for a total over it, `UNASSIGNED` for what names none."""
CellRecord = Mapping[str, str | int | None]
"""A sum of the ledger as programs read it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerCell:
    """A sum of the ledger: of whom, of what and of when, or why it is not told."""

    node_id: str | None
    """None for a total over it, `UNASSIGNED` for the rows that name none; so are the next three."""
    industry_id: str | None
    stretch: str | None
    """``0-500``, in metres along the axis."""
    period: str | None
    indicator_id: str
    """`FIRMS` for the count of all that have a row."""
    value: Decimal | None
    """Exact, in the indicator's unit; None exactly where it is withheld."""
    firms: int | None
    """How many have an entry in it; None exactly where it is withheld."""
    withheld: Withheld | None
    release: Release
    """Who may know it."""
    largest_ten: Decimal | None = None
    """What the ten firms with the largest amounts have together; None where that is nothing to be told."""

    @property
    def key(self) -> Key:
        """Of whom and of when."""
        return (self.node_id, self.industry_id, self.stretch, self.period)


@dataclass(frozen=True, kw_only=True, eq=False)
class Breakdown:
    """The ledger summed up, as far as one profile may know."""

    cells: tuple[LedgerCell, ...]
    scope_id: str | None
    """The definition behind all its amounts; None where its rules name none: they then compare with nothing."""
    source_ids: tuple[str, ...]

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """What there are sums of, in the order of the ledger; `FIRMS` is one of them."""
        return tuple(dict.fromkeys(cell.indicator_id for cell in self.cells))

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The periods of which there are sums, the newest first."""
        texts = {cell.period for cell in self.cells if cell.period}
        return tuple(sorted(texts, key=lambda text: parse_period(text).sort_key, reverse=True))

    def cell(
        self,
        indicator_id: str,
        period: str | None,
        *,
        node: str | None = None,
        industry: str | None = None,
        stretch: str | None = None,
    ) -> LedgerCell | None:
        """One sum; None where there is no firm, or the breakdown that it belongs to may not be known."""
        return self._by_key.get((indicator_id, (node, industry, stretch, period)))

    def cells_by(self, name: str, indicator_id: str, period: str | None) -> tuple[LedgerCell, ...]:
        """All sums of an indicator and period by one of `BREAKDOWNS`, in the order of the corridor, or from south on.

        What names no node, industry or stretch is among them, as `UNASSIGNED`.
        """
        return tuple(self._by_breakdown.get((name, indicator_id, period), ()))

    def has(self, name: str) -> bool:
        """Whether anything may be known by one of `BREAKDOWNS`."""
        return any(found == name for found, _, _ in self._by_breakdown)

    @cached_property
    def _by_key(self) -> dict[tuple[str, Key], LedgerCell]:
        return {(cell.indicator_id, cell.key): cell for cell in self.cells}

    @cached_property
    def _by_breakdown(self) -> dict[tuple[str, str, str | None], list[LedgerCell]]:
        found: dict[tuple[str, str, str | None], list[LedgerCell]] = defaultdict(list)
        for cell in self.cells:
            found[breakdown_name(cell.key), cell.indicator_id, cell.period].append(cell)
        return found


TOTAL = "total"
"""The breakdown of the ledger as a whole."""


def breakdown_name(key: Key) -> str:
    """The breakdown that a cell belongs to: one of `BREAKDOWNS`, or `TOTAL`."""
    by = tuple(name for name, said in zip(KEYS, key, strict=True) if name != "period" and said is not None)
    return next((name for name, keys in BREAKDOWNS.items() if keys == by), TOTAL)


def amount_text(amount: int, scale: int) -> str:
    """A whole number in a scale as the decimal string that it stands for, without zeros that say nothing."""
    digits = str(abs(amount)).rjust(scale + 1, "0")
    whole, decimals = digits[: len(digits) - scale], digits[len(digits) - scale :].rstrip("0")
    return f"{'-' if amount < 0 else ''}{whole}{'.' if decimals else ''}{decimals}"
