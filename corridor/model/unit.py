"""Units of measure: which can be converted into each other, and by how much."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its dimension and its size in the dimension's base unit (yuan, square metre, metre, one)."""

    id: str
    dimension: str
    factor: Decimal


UNITS: dict[str, Unit] = {
    unit.id: unit
    for unit in (
        Unit("yi-cny", "money", Decimal("1e8")),
        Unit("wan-cny", "money", Decimal("1e4")),
        Unit("cny", "money", Decimal(1)),
        Unit("m2", "area", Decimal(1)),
        Unit("wan-m2", "area", Decimal("1e4")),
        Unit("ha", "area", Decimal("1e4")),
        Unit("km2", "area", Decimal("1e6")),
        Unit("mu", "area", Decimal(2000) / Decimal(3)),
        Unit("m", "length", Decimal(1)),
        Unit("km", "length", Decimal(1000)),
        Unit("percent", "share", Decimal("0.01")),
        Unit("year", "duration", Decimal(1)),
        Unit("count", "count", Decimal(1)),
    )
}
"""Units the code can convert and word. Counted things (firms, buildings) are ``count``; the indicator names them."""
