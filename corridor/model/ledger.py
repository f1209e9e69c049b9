"""The town's own books: which firm sits where, in which industry, with what amounts; exact, and internal."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from corridor.model.figure import Release

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


def amount_text(amount: int, scale: int) -> str:
    """A whole number in a scale as the decimal string that it stands for, without zeros that say nothing."""
    digits = str(abs(amount)).rjust(scale + 1, "0")
    whole, decimals = digits[: len(digits) - scale], digits[len(digits) - scale :].rstrip("0")
    return f"{'-' if amount < 0 else ''}{whole}{'.' if decimals else ''}{decimals}"
