"""Numbers and units as people write them, converted without losing a digit."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from corridor.i18n.currencies import SHARED
from corridor.i18n.spelling import UNSAID, is_currency
from corridor.intake.terms.choices import choice_word
from corridor.intake.terms.footnotes import footnote
from corridor.intake.terms.units import METRES, unit_key, units_called
from corridor.model.problem import UploadCellError
from corridor.model.text import LANGS, Text
from corridor.model.unit import UNITS, Unit

_NUMBER = re.compile(
    r"(?P<sign>(?:[A-Za-z]{3}(?=[\s\d+-])|[A-Za-z]{0,3}[^\w\s+-])?)\s*"
    r"(?P<number>[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\s*"
    r"(?P<unit>(?:[^\s\d.,+~-].*)?)",
    re.DOTALL,
)
"""All that the cell of a number may hold; whether its sign and its unit are any is another question."""
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?e[+-]?\d+", re.IGNORECASE)
_POINT = re.compile(r"\d\s*([·。・‧•、])\s*\d")
"""Signs that a Chinese keyboard writes for a point."""
_MOST_DECIMALS = 12


def read_number(text: str) -> tuple[str, str]:
    """The digits of a number without separators, and their unit: behind them, of money also before them.

    Raises:
        UploadCellError: the text is no number, or has something else before it.
    """
    if mark := footnote(text):
        raise UploadCellError("footnote", found=text, mark=mark)
    said = unicodedata.normalize("NFKC", text).strip().replace("\u2212", "-")
    if _SCIENTIFIC.fullmatch(said):
        # 1.23E+08 is what a spreadsheet leaves of 123456789 when it saves a narrow cell as text.
        raise UploadCellError("number-scientific", found=text)
    if point := _POINT.search(said):
        raise UploadCellError("number-point", found=text, sign=point[1])
    match = _NUMBER.fullmatch(said)
    if match is None:
        raise UploadCellError("number", found=text)
    digits, sign, unit = re.sub("[, ]", "", match["number"]).removeprefix("+"), match["sign"], match["unit"].strip()
    if sign and not (_moneys(sign) or is_currency(sign[-1])):
        raise UploadCellError("number", found=text)
    return digits, _joined(sign, unit) if sign else unit


def _joined(sign: str, unit: str) -> str:
    """What a sign of money before a number and a unit behind it say together; both, where they do not fit."""
    if not unit or _moneys(sign + unit):
        return sign + unit
    return unit if _moneys(unit) and _moneys(sign) == _moneys(unit) else f"{sign}…{unit}"


def read_measure(text: str) -> str:
    """A plain number, or one with metres behind it.

    Raises:
        UploadCellError: the text is something else.
    """
    digits, rest = read_number(text)
    if rest.lower() not in ("", "°", *METRES):
        raise UploadCellError("number", found=text)
    return digits


def read_unit(text: str, indicator: Mapping[str, str]) -> Unit:
    """The unit that a text names for an indicator; an empty one is the indicator's own.

    Raises:
        UploadCellError: no unit is called so, or it does not measure what the indicator does.
    """
    own = UNITS[indicator["unit"]]
    said = unit_key(text)
    if not said:
        return own
    if own.id == "count":
        if said in counted(indicator):
            return own
    else:
        found = [UNITS[unit] for unit in units_called(text)]
        fitting = [unit for unit in found if unit.dimension == own.dimension]
        if fitting:
            return fitting[0]
    if foreign := next((sign for sign in said if is_currency(sign)), ""):
        code = "currency-unsaid" if foreign == UNSAID else "currency-shared" if foreign in SHARED else "unit-unknown"
        raise UploadCellError(code, found=foreign)
    raise UploadCellError("unit", found=text, units=_units_like(own, indicator))


def counted(indicator: Mapping[str, str]) -> set[str]:
    """What the things are called that an indicator counts."""
    return {unit_key(indicator.get(f"unit_name_{lang}", "")) for lang in LANGS} - {""} | {"count"}


def convert(digits: str, unit: Unit, own: Unit) -> str:
    """A value in an indicator's own unit, exactly.

    The zeros of a whole number only hold its place (12000 万元 is 1.2 亿元); those after a point were published.

    Raises:
        UploadCellError: the result has no end.
    """
    if unit == own:
        return digits
    exact = Fraction(digits) * unit.factor / own.factor
    scaled = exact * 10**_MOST_DECIMALS
    if scaled.denominator != 1:
        raise UploadCellError("unit-inexact", found=digits)
    value = Decimal(scaled.numerator).scaleb(-_MOST_DECIMALS).normalize()
    shift = own.factor / unit.factor
    decimals = len(digits.partition(".")[2])
    if decimals and digits.endswith("0") and _is_power_of_ten(shift):
        return f"{Decimal(digits).scaleb(-_exponent(shift)):f}"
    return f"{value:f}"


def units_of(indicator: Mapping[str, str]) -> Text:
    """The units that values of an indicator may be typed in."""
    return _units_like(UNITS[indicator["unit"]], indicator)


def _moneys(text: str) -> set[str]:
    """The currencies of which a word says an amount."""
    return {UNITS[unit].currency for unit in units_called(text)} - {""}


def _is_power_of_ten(ratio: Fraction) -> bool:
    digits = str(max(ratio.numerator, ratio.denominator))
    return 1 in (ratio.numerator, ratio.denominator) and digits.rstrip("0") == "1"


def _exponent(ratio: Fraction) -> int:
    places = len(str(max(ratio.numerator, ratio.denominator))) - 1
    return places if ratio > 1 else -places


def _units_like(own: Unit, indicator: Mapping[str, str]) -> Text:
    if own.id == "count":
        return Text(indicator.get("unit_name_zh", ""), indicator.get("unit_name_en", ""))
    like = [unit.id for unit in UNITS.values() if unit.dimension == own.dimension]
    return Text(*(" / ".join(choice_word("figures", "unit", unit, lang) for unit in like) for lang in LANGS))
