from fractions import Fraction

import pytest

from corridor.intake.cells.amounts import convert
from corridor.model.problem import CellError
from corridor.model.unit import CURRENCIES, MAGNITUDES, UNITS


def test_money_is_any_currency_in_any_magnitude() -> None:
    """By one rule for all; the currencies are those in use, and no past ones."""
    assert {"CNY", "USD", "EUR", "JPY", "HKD", "TWD"} <= set(CURRENCIES)
    assert {"DEM", "FRF", "XAU", "XXX"}.isdisjoint(CURRENCIES)
    for currency in CURRENCIES:
        for magnitude, factor in MAGNITUDES.items():
            unit = UNITS[f"{magnitude}-{currency.lower()}".removeprefix("-")]
            assert (unit.currency, unit.factor) == (currency, factor)


def test_money_is_converted_within_its_currency_only() -> None:
    """A dollar and a yuan measure different things; areas all the same one."""
    assert UNITS["wan-usd"].dimension == UNITS["billion-usd"].dimension != UNITS["wan-cny"].dimension
    areas = ("m2", "wan-m2", "ha", "km2", "mu", "acre", "sq-ft", "ping")
    assert {UNITS[unit].dimension for unit in areas} == {"area"}


@pytest.mark.parametrize(
    ("digits", "unit", "own", "expected"),
    [
        ("12.5", "million-usd", "usd", "12500000"),
        ("1250", "wan-usd", "million-usd", "12.5"),
        ("1", "acre", "sq-ft", "43560"),
        ("2.50", "acre", "m2", "10117.141056"),
        ("1", "sq-ft", "m2", "0.09290304"),
        ("3", "mu", "m2", "2000"),
        ("121", "ping", "m2", "400"),
    ],
)
def test_a_conversion_is_exact(digits: str, unit: str, own: str, expected: str) -> None:
    """To the last digit, with the international acre and foot."""
    assert convert(digits, UNITS[unit], UNITS[own]) == expected


def test_a_size_is_exact_where_no_decimal_is() -> None:
    """Three mu are 2000 square metres, and not nearly."""
    assert (3 * UNITS["mu"].factor, 121 * UNITS["ping"].factor) == (2000, 400)


def test_what_has_no_end_is_refused() -> None:
    """A square metre in acres would have to be rounded."""
    assert UNITS["acre"].factor == Fraction("4046.8564224")
    with pytest.raises(CellError, match="unit-inexact"):
        convert("1", UNITS["m2"], UNITS["acre"])
