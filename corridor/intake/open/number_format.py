"""What a spreadsheet's number format makes of a number before somebody's eyes."""

import operator
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<told>[^\]]*)\]|(?P<general>(?i:General)|G/通用格式|@)'
    r"|(?P<structure>[0#?.,%/]|[eE][+-])|(?P<end>;)|(?P<bare>.)",
    re.DOTALL,
)
_CURRENCY = re.compile(r"\$(?P<sign>[^-]*)(?P<is_yen>-411|-ja-JP)?")
"""A sign, and whether it is Japan's: that for yuan is also that for yen."""
_CONDITION = re.compile(r"(?P<sign>[<>]=?|<>|=)(?P<than>-?\d+(?:\.\d+)?)")
_COMPARED = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_SCALED = re.compile(r"[0#?],+(?:\.|$)")
"""Commas that end the digits: each hides three of them."""
_PLAIN = re.compile(r"[0#?,]*(?:\.[0#?]*)?%?")
"""Digits, and not the parts of a fraction or a power of ten."""
_GROUPED = re.compile(r"[\s,，']*")
_POSITIVE, _NEGATIVE, _ZERO = range(3)


@dataclass(kw_only=True, slots=True)
class _Section:
    before: str = ""
    within: str = ""
    after: str = ""
    structure: str = ""
    is_general: bool = False
    condition: str = ""

    def write(self, text: str) -> None:
        self.after += text

    def add(self, sign: str) -> None:
        if sign in "0#?" and not self.has_number:
            self.before, self.after = self.after, ""
        elif sign in "0#?":
            self.within, self.after = self.within + self.after, ""
        self.structure += sign

    def be_general(self) -> None:
        self.before, self.after = self.after, ""
        self.is_general = True

    @property
    def has_number(self) -> bool:
        return self.is_general or any(sign in self.structure for sign in "0#?")

    @property
    def has_minus(self) -> bool:
        return any(sign in self.before for sign in "-(") or "-" in self.after

    @property
    def is_other(self) -> bool:
        """Whether what is seen are not the digits of the number alone, or not even a number."""
        return (
            not self.has_number
            or bool(_SCALED.search(self.structure))
            or not _PLAIN.fullmatch(self.structure)
            or not _GROUPED.fullmatch(self.within)
            or any(sign.isdecimal() for sign in self.before + self.after)
        )

    @property
    def decimals(self) -> tuple[int, int] | None:
        if self.is_general:
            return None
        digits = self.structure.rstrip("%").partition(".")[2]
        return digits.count("0"), len(digits)

    def holds(self, value: float) -> bool:
        match = _CONDITION.fullmatch(self.condition)
        return match is None or bool(_COMPARED[match["sign"]](value, float(match["than"])))


@dataclass(frozen=True, kw_only=True, slots=True)
class FormattedNumber:
    """What stands around a number's digits."""

    before: str = ""
    after: str = ""
    is_percent: bool = False
    """Whether a hundred times the number is seen."""
    is_other: bool = False
    """Whether what is seen is not the number, as in 5.2万 for 52000, or 1.5 for -1.5."""
    decimals: tuple[int, int] | None = None
    """The fewest and the most decimals that are seen; None where all are."""


def format_number(number_format: str, value: float) -> FormattedNumber:
    """What a number format shows around a number."""
    sections = _sections(number_format or "General")
    section, is_own = _section_of(sections, value)
    before, after = section.before.strip(" -+("), section.after.strip()
    if "(" in section.before:
        after = after.removesuffix(")").strip()
    is_other = section.is_other or (value != 0 and section.has_minus is not (value < 0 and is_own))
    return FormattedNumber(
        before=before, after=after, is_percent="%" in section.structure, is_other=is_other, decimals=section.decimals
    )


def _section_of(sections: Sequence[_Section], value: float) -> tuple[_Section, bool]:
    """The section that shows a number, and whether it is made for numbers below zero, whose minus it must show."""
    if any(section.condition for section in sections):
        return next((one for one in sections if one.holds(value)), _Section()), False
    at = _NEGATIVE if value < 0 else _POSITIVE if value else _ZERO
    return (sections[at], at == _NEGATIVE) if at < len(sections) else (sections[_POSITIVE], False)


@lru_cache(maxsize=1024)
def _sections(number_format: str) -> list[_Section]:
    sections = [_Section()]
    for match in _TOKEN.finditer(number_format):
        if match["end"]:
            sections.append(_Section())
        elif match["general"]:
            sections[-1].be_general()
        elif match["structure"]:
            sections[-1].add(match["structure"])
        elif match["told"] is not None:
            currency = _CURRENCY.match(match["told"])
            sections[-1].write(f"{'JP' if currency['is_yen'] else ''}{currency['sign']}" if currency else "")
            sections[-1].condition += match["told"] if match["told"][:1] in {"<", ">", "="} else ""
        else:
            sections[-1].write(match["quoted"] or match["escaped"] or match["bare"] or "")
    return sections[:3]
