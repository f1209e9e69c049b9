"""Units of measure: which can be converted into each other, and by how much."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from babel.core import get_global

MAGNITUDES = {"": 1, "thousand": 10**3, "wan": 10**4, "million": 10**6, "yi": 10**8, "billion": 10**9}
"""How many of its currency a unit of money is: 万 and 亿 are no less a magnitude than a million."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A unit with its dimension and its size in the dimension's base unit (one yuan, square metre, metre, one)."""

    id: str
    dimension: str
    """What can be converted into each other; of money its currency, since a rate of exchange is nobody's fact."""
    factor: Fraction
    """Exact, since a mu and a ping are no decimals."""
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
        yield Unit(id=own_id, dimension=currency, factor=Fraction(factor), currency=currency, magnitude=magnitude)


CURRENCIES = tuple(sorted(set(_currencies())))
"""ISO 4217 codes, in capitals."""

_OTHERS = (
    Unit(id="m2", dimension="area", factor=Fraction(1)),
    Unit(id="wan-m2", dimension="area", factor=Fraction(10**4)),
    Unit(id="ha", dimension="area", factor=Fraction(10**4)),
    Unit(id="km2", dimension="area", factor=Fraction(10**6)),
    Unit(id="mu", dimension="area", factor=Fraction(2000, 3)),
    Unit(id="acre", dimension="area", factor=Fraction("4046.8564224")),
    Unit(id="sq-ft", dimension="area", factor=Fraction("0.09290304")),
    Unit(id="ping", dimension="area", factor=Fraction(400, 121)),
    Unit(id="m", dimension="length", factor=Fraction(1)),
    Unit(id="km", dimension="length", factor=Fraction(1000)),
    Unit(id="percent", dimension="share", factor=Fraction("0.01")),
    Unit(id="year", dimension="duration", factor=Fraction(1)),
    Unit(id="count", dimension="count", factor=Fraction(1)),
)
UNITS: dict[str, Unit] = {
    unit.id: unit for unit in (*(unit for currency in CURRENCIES for unit in _money(currency)), *_OTHERS)
}
"""Units the code can convert and word. Counted things (firms, buildings) are ``count``; the indicator names them."""

_EXAMPLES = ("yi-cny", "wan-cny", "cny", "million-usd", "usd", "million-eur", "eur")
USUAL_UNITS = (*_EXAMPLES, *(unit.id for unit in _OTHERS))
"""What is named where all would be too many."""
