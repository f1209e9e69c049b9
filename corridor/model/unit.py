"""Units of measure: which can be converted into each other, and by how much."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from babel.core import get_global

MAGNITUDES = {
    "": Decimal(1),
    "thousand": Decimal("1e3"),
    "wan": Decimal("1e4"),
    "million": Decimal("1e6"),
    "yi": Decimal("1e8"),
    "billion": Decimal("1e9"),
}
"""How many of its currency a unit of money is: 万 and 亿 are no less a magnitude than a million."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its dimension and its size in the dimension's base unit (one yuan, square metre, metre, one)."""

    id: str
    dimension: str
    """What can be converted into each other; of money its currency, since a rate of exchange is nobody's fact."""
    factor: Decimal
    currency: str = ""
    """ISO 4217 code of a unit of money in capitals; empty for others."""
    magnitude: str = ""
    """Of a unit of money, one of `MAGNITUDES`."""


def _currencies() -> Iterator[str]:
    """Codes of the currencies that are somewhere in use as money today, as the Unicode locale data say."""
    for currencies in get_global("territory_currencies").values():
        yield from (code for code, _, ended, is_tender in currencies if is_tender and ended is None)


def _money(currency: str) -> Iterator[Unit]:
    for magnitude, factor in MAGNITUDES.items():
        own_id = "-".join(filter(None, (magnitude, currency.lower())))
        yield Unit(own_id, currency, factor, currency, magnitude)


CURRENCIES = tuple(sorted(set(_currencies())))
"""ISO 4217 codes, in capitals."""

_OTHERS = (
    Unit("m2", "area", Decimal(1)),
    Unit("wan-m2", "area", Decimal("1e4")),
    Unit("ha", "area", Decimal("1e4")),
    Unit("km2", "area", Decimal("1e6")),
    Unit("mu", "area", Decimal(2000) / Decimal(3)),
    Unit("acre", "area", Decimal("4046.8564224")),
    Unit("sq-ft", "area", Decimal("0.09290304")),
    Unit("ping", "area", Decimal(400) / Decimal(121)),
    Unit("m", "length", Decimal(1)),
    Unit("km", "length", Decimal(1000)),
    Unit("percent", "share", Decimal("0.01")),
    Unit("year", "duration", Decimal(1)),
    Unit("count", "count", Decimal(1)),
)
UNITS: dict[str, Unit] = {
    unit.id: unit for unit in (*(unit for currency in CURRENCIES for unit in _money(currency)), *_OTHERS)
}
"""Units the code can convert and word. Counted things (firms, buildings) are ``count``; the indicator names them."""

_EXAMPLES = ("yi-cny", "wan-cny", "cny", "million-usd", "usd", "million-eur", "eur")
USUAL_UNITS = (*_EXAMPLES, *(unit.id for unit in _OTHERS))
"""What is named where all would be too many."""
