from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.i18n.numbers import amount, read_amount
from corridor.model.text import LANGS, Lang, Text
from corridor.model.unit import UNITS

FIRMS = Text("家", "firms")
values = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False) | st.integers(0, 10**9).map(Decimal)


@given(value=values, unit=st.sampled_from(sorted(UNITS)), lang=st.sampled_from(LANGS))
def test_an_amount_reads_back_to_its_value(value: Decimal, unit: str, lang: Lang) -> None:
    """No format loses or adds anything."""
    assert read_amount(amount(value, UNITS[unit], lang, FIRMS), UNITS[unit], lang) == value


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("16.1", "yi-cny", "16.1 亿元", "CNY 1.61 billion"),
        ("9.85", "yi-cny", "9.85 亿元", "CNY 985 million"),
        ("8.20", "yi-cny", "8.20 亿元", "CNY 820 million"),
        ("10", "yi-cny", "10 亿元", "CNY 1 billion"),
        ("0.35", "yi-cny", "3,500 万元", "CNY 35 million"),
        ("1520", "wan-cny", "1,520 万元", "CNY 15.2 million"),
        ("12000", "wan-cny", "1.2 亿元", "CNY 120 million"),
        ("3.5", "wan-m2", "3.5 万平方米", "35,000 m²"),
        ("1207", "mu", "1,207 亩", "1,207 mu"),
        ("56.14", "percent", "56.14%", "56.14%"),
        ("3000", "count", "3,000 家", "3,000 firms"),
    ],
)
def test_amounts_keep_their_published_digits_in_both_languages(value: str, unit: str, zh: str, en: str) -> None:
    """万元, 亿元, million and billion follow one rule, and published zeros stay."""
    assert amount(Decimal(value), UNITS[unit], "zh", FIRMS) == zh
    assert amount(Decimal(value), UNITS[unit], "en", FIRMS) == en


@pytest.mark.parametrize("text", ["", "亿元", "5 公里"])
def test_an_amount_of_another_unit_is_refused(text: str) -> None:
    """Reading never guesses a unit."""
    with pytest.raises(ValueError, match=r"no number|not an amount"):
        read_amount(text, UNITS["yi-cny"], "zh")
