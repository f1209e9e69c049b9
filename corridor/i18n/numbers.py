"""Amounts as a reader of each language expects them, without losing or adding a digit."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from corridor.i18n import word
from corridor.i18n.currencies import currency_name
from corridor.model.text import Lang, Text
from corridor.model.unit import UNITS, Unit

_MONEY: dict[Lang, dict[str, int]] = {
    "zh": {"money-large": 10**8, "money-medium": 10**4, "money-small": 1},
    "en": {"money-large": 10**9, "money-medium": 10**6, "money-small": 1},
}
"""亿, 万 and one of a currency in Chinese; billion, million and one in English."""


def number(value: Decimal) -> str:
    """A decimal with thousands separators and exactly its own digits, as print has it: with a minus, not a hyphen."""
    return f"{value:,f}".replace("-", "−")


def amount(value: Decimal, unit: Unit, lang: Lang, unit_name: Text | None = None) -> str:
    """A value with its unit: ``16.1 亿元``, ``CNY 1.61 billion``, ``−1 亿元``; without a plus or a qualifier.

    Money follows one rule in each language: the largest of 亿, 万 and one (billion, million, one) of its currency that
    is not greater than the value. ``unit_name`` is the counted thing and is used for the unit ``count`` only.
    """
    step, size = _step(value, unit, lang)
    shown = number(value if size == unit.factor else _rescaled(value, unit.factor / size))
    name = unit_name[lang] if unit.id == "count" and unit_name else _currency(unit, lang)
    return word(f"figure.unit-{step}", lang, value=shown, name=name).strip()


def in_one_unit(
    values: Sequence[Decimal], unit: Unit, lang: Lang, unit_name: Text | None = None
) -> tuple[str, list[str]]:
    """What the unit is called that suits the middle one of some values, and each of them in it, as `amount` has it."""
    middle = sorted(values, key=abs)[len(values) // 2] if values else Decimal(0)
    said, ratio = suited(middle, unit, lang, unit_name)
    called = " ".join(said.replace("{value}", "").split())
    return called, [number(value if ratio == 1 else _rescaled(value, ratio)) for value in values]


def suited(value: Decimal, unit: Unit, lang: Lang, unit_name: Text | None = None) -> tuple[str, Fraction]:
    """How `amount` says a value, with ``{value}`` in its place, and how many of that unit one of the given unit is."""
    step, size = _step(value, unit, lang)
    name = unit_name[lang] if unit.id == "count" and unit_name else _currency(unit, lang)
    return word(f"figure.unit-{step}", lang, value="{value}", name=name).strip(), Fraction(unit.factor) / size


def unit_text(unit: Unit, lang: Lang) -> str:
    """What a unit is called on its own: ``亿元``, ``USD million``, ``公顷``."""
    if not unit.currency:
        return word(f"export.unit-{unit.id}", lang)
    if not unit.magnitude:
        return currency_name(unit.currency, lang)
    magnitude = word(f"figure.magnitude-{unit.magnitude}", lang)
    return word("figure.unit-of-money", lang, magnitude=magnitude, currency=currency_name(unit.currency, lang))


def _currency(unit: Unit, lang: Lang) -> str:
    return currency_name(unit.currency, lang) if unit.currency else ""


def _rescaled(value: Decimal, ratio: Fraction) -> Decimal:
    """A value in a unit that is a power of ten apart, without a digit that was not published."""
    scaled = value * (Decimal(ratio.numerator) / Decimal(ratio.denominator)).normalize()
    published_whole = value == value.to_integral_value() and "." not in f"{value:f}"
    # The zeros of a whole number only hold its place (12000 万元 is 1.2 亿元), those of 8.20 were published.
    return Decimal(f"{scaled.normalize():f}") if published_whole else scaled


def _steps(unit: Unit, lang: Lang) -> Mapping[str, Fraction | int]:
    if unit.currency:
        return _MONEY[lang]
    if unit.id == "wan-m2" and lang == "en":
        return {"m2": UNITS["m2"].factor}
    return {unit.id: unit.factor}


def _step(value: Decimal, unit: Unit, lang: Lang) -> tuple[str, Fraction | int]:
    steps = list(_steps(unit, lang).items())
    size = abs(Fraction(value) * unit.factor)
    return next((step for step in steps if size >= step[1]), steps[-1] if value else steps[0])
