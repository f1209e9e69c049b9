import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.i18n.currencies import currency_name
from corridor.i18n.numbers import amount, unit_text
from corridor.model.text import LANGS, Lang, Text
from corridor.model.unit import UNITS

SIZES = {
    "zh": {"亿": Decimal("1e8"), "万": Decimal("1e4"), "": Decimal(1)},
    "en": {"billion": Decimal("1e9"), "million": Decimal("1e6"), "": Decimal(1)},
}
"""What a reader of each language takes the words of money for; the longest word that is there counts."""
FIRMS = Text("家", "firms")
values = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False) | st.integers(0, 10**9).map(Decimal)


@given(value=values, unit=st.sampled_from(sorted(UNITS)), lang=st.sampled_from(LANGS))
def test_an_amount_reads_back_to_its_value(value: Decimal, unit: str, lang: Lang) -> None:
    """No format loses or adds anything."""
    written = amount(value, UNITS[unit], lang, FIRMS)
    (digits,) = re.findall(r"[\d,]+(?:\.\d+)?", re.sub(r"m[²2]", "", written))
    read = Decimal(digits.replace(",", ""))
    if UNITS[unit].currency:
        assert currency_name(UNITS[unit].currency, lang) in written
        size = next(size for name, size in SIZES[lang].items() if name in written)
    else:
        # English has no word for ten thousand square metres.
        size = UNITS["m2" if (unit, lang) == ("wan-m2", "en") else unit].factor
    assert Fraction(read) * Fraction(size) == Fraction(value) * UNITS[unit].factor


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
        ("12.5", "million-usd", "1,250 万美元", "USD 12.5 million"),
        ("950", "usd", "950 美元", "USD 950"),
        ("3.40", "billion-eur", "34.0 亿欧元", "EUR 3.40 billion"),
        ("7", "thousand-jpy", "7,000 日元", "JPY 7,000"),
        ("12", "acre", "12 英亩", "12 acres"),
        ("180000", "sq-ft", "180,000 平方英尺", "180,000 sq ft"),
        ("30", "ping", "30 坪", "30 ping"),
        ("3.5", "wan-m2", "3.5 万平方米", "35,000 m²"),
        ("1207", "mu", "1,207 亩", "1,207 mu"),
        ("56.14", "percent", "56.14%", "56.14%"),
        ("3000", "count", "3,000 家", "3,000 firms"),
        ("-1", "yi-cny", "−1 亿元", "CNY −100 million"),
    ],
)
def test_amounts_keep_their_published_digits_in_both_languages(value: str, unit: str, zh: str, en: str) -> None:
    """万元, 亿元, million and billion follow one rule, and published zeros stay."""
    assert amount(Decimal(value), UNITS[unit], "zh", FIRMS) == zh
    assert amount(Decimal(value), UNITS[unit], "en", FIRMS) == en


@pytest.mark.parametrize(
    ("unit", "zh", "en"),
    [
        ("yi-cny", "亿元", "CNY 100 million"),
        ("wan-cny", "万元", "CNY 10,000"),
        ("cny", "元", "CNY"),
        ("million-usd", "百万美元", "USD million"),
        ("hkd", "港元", "HKD"),
        ("ha", "公顷", "ha"),
        ("sq-ft", "平方英尺", "sq ft"),
    ],
)
def test_a_unit_has_a_name_of_its_own(unit: str, zh: str, en: str) -> None:
    """In a list to choose from, and at the head of a column."""
    assert (unit_text(UNITS[unit], "zh"), unit_text(UNITS[unit], "en")) == (zh, en)


def test_every_unit_can_be_told_from_every_other() -> None:
    """No two units are called the same in either language."""
    for lang in LANGS:
        called = [unit_text(unit, lang) for unit in UNITS.values() if unit.id != "count"]
        assert len(set(called)) == len(called)
