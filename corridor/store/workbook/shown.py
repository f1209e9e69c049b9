"""What a spreadsheet's number format makes of a number before somebody's eyes."""

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<told>[^\]]*)\]|General|G/通用格式|@'
    r"|(?P<structure>[0#?.,%/]|[eE][+-])|(?P<end>;)|(?P<bare>.)",
    re.DOTALL,
)
_CURRENCY = re.compile(r"\$(?P<sign>[^-]*)")
_SCALED = re.compile(r"[0#?],+(?:\.|$)")
"""Commas that end the digits: each hides three of them."""
_HARMLESS = re.compile(r"[年月日\s\-()（）:：+,，'—–]*")
_POSITIVE, _NEGATIVE, _ZERO = range(3)


@dataclass(slots=True)
class _Section:
    before: str = ""
    within: str = ""
    after: str = ""
    structure: str = ""
    is_conditional: bool = False

    def write(self, text: str) -> None:
        self.after += text

    def add(self, sign: str) -> None:
        if sign in "0#?" and not self.has_digits:
            self.before, self.after = self.after, ""
        elif sign in "0#?":
            self.within, self.after = self.within + self.after, ""
        self.structure += sign

    @property
    def has_digits(self) -> bool:
        return any(sign in self.structure for sign in "0#?")

    @property
    def is_other(self) -> bool:
        """Whether the digits that are seen are not those of the number."""
        return bool(_SCALED.search(self.structure)) or not _HARMLESS.fullmatch(self.within)


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands around a number's digits."""

    before: str = ""
    after: str = ""
    is_percent: bool = False
    """Whether a hundred times the number is seen."""
    is_other: bool = False
    """Whether the digits that are seen are not the number's, as in 5.2万 for 52000."""


def shown(number_format: str, value: float) -> Shown:
    """What a number format shows around a number."""
    return _around(number_format, _NEGATIVE if value < 0 else _POSITIVE if value else _ZERO)


@lru_cache(maxsize=1024)
def _around(number_format: str, sign: int) -> Shown:
    sections = _sections(number_format)
    if any(section.is_conditional for section in sections):
        possible = sections
    else:
        possible = [sections[sign] if sign < len(sections) else sections[_POSITIVE]]
    said = {_shown(section) for section in possible if section.has_digits}
    return said.pop() if len(said) == 1 else Shown(is_other=bool(said))


def _sections(number_format: str) -> list[_Section]:
    sections = [_Section()]
    for match in _TOKEN.finditer(number_format):
        if match["end"]:
            sections.append(_Section())
        elif match["structure"]:
            sections[-1].add(match["structure"])
        elif match["told"] is not None:
            currency = _CURRENCY.match(match["told"])
            sections[-1].write(currency["sign"] if currency else "")
            sections[-1].is_conditional |= match["told"][:1] in {"<", ">", "="}
        else:
            sections[-1].write(match["quoted"] or match["escaped"] or match["bare"] or "")
    return sections[:3]


def _shown(section: _Section) -> Shown:
    before, after = ("" if _is_mere(text) else text.strip() for text in (section.before, section.after))
    return Shown(before, after, "%" in section.structure, section.is_other)


def _is_mere(text: str) -> bool:
    """Whether a text around a number is only punctuation."""
    return not any(sign.isalnum() or sign in "¥￥$€£%％‰" for sign in text)
