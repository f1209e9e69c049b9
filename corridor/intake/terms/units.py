"""Words for units, wherever people write them: behind a value, in a header, or in a line above the table."""

import re
from collections.abc import Sequence
from functools import cache

from corridor.i18n import word
from corridor.i18n.spelling import folded, is_sign_of_unit
from corridor.intake.terms.choices import choice_word
from corridor.model.text import LANGS
from corridor.model.unit import UNITS

METRES = ("m", "米", "公尺", "metres", "meters")
"""What may stand behind a number of metres, or in its header."""

_SIMPLIFIED = str.maketrans("億萬畝頃圓圆", "亿万亩顷元元")
_LIKE = re.compile(r"[十百千万亿元币米里亩顷家户个]$|(?:cny|rmb|usd|yuan)$", re.IGNORECASE)
_ENCLOSED = re.compile(r"\(([^()]*)\)")
_SHORT = 2
"""Characters of a word that is hardly somebody's name."""
_MOST_STATED = 20
"""Units that one line states, at most; what stands behind so many is a sentence."""
_STATED = re.compile(
    r"(?:(?<!\w)|(?<=计量)|(?<=金额)|(?<=货币)|(?<=数据)|(?<=数值))单位\s*(?:均?为|是|[:：]|\s)\s*(?P<unit>[^()（）\[\]【】。\n]*)"
    r"|\bunits?\s*[:：]\s*(?P<english>[^()（）\[\]\n]*)",
    re.IGNORECASE,
)
"""单位：万元, and not 填报单位：经发办."""
_BRACKETS = re.compile(r"[(（\[［【]([^()（）\[\]［］【】]*)[)）\]］】]")
_AND = re.compile(r"[、,，;；/和及与]")


def unit_key(text: str) -> str:
    """A word for a unit without what people vary, be it in brackets; empty for an empty text.

    Whatever else stands there is kept: ‰ and 亿元* are no units.
    """
    said = folded(text.translate(_SIMPLIFIED))
    enclosed = _ENCLOSED.fullmatch(said)
    return enclosed[1] if enclosed else said


@cache
def unit_words() -> dict[str, list[str]]:
    """The units that a word may mean, by its key."""
    known: dict[str, list[str]] = {}
    for unit in UNITS:
        if unit == "count":
            continue
        for lang in LANGS:
            also = word(f"intake.unit-words-{unit}", lang).split("|")
            for text in (unit, choice_word("figures", "unit", unit, lang), *also):
                known.setdefault(unit_key(text), []).append(unit)
    return known


def is_like_unit(text: str) -> bool:
    """Whether a word is a unit, or looks like one that is not known, such as 百万元."""
    return unit_key(text) in unit_words() or bool(_LIKE.search(text.strip())) or is_sign_of_unit(text.strip()[-1:])


def stated_units(cells: Sequence[str]) -> list[tuple[int, str]]:
    """The units that a line above a table states for it, each with the place of its cell.

    Either in words (单位：万元), or in brackets behind a title (各园区税收（万元）).
    """
    found: list[tuple[int, str]] = []
    for place, text in enumerate(cells):
        if not text.strip():
            continue
        if match := _STATED.search(text):
            said = (match["unit"] or match["english"] or "").strip()
            # The word and its unit may stand in two cells.
            said = said or next((one.strip() for one in cells[place + 1 :] if one.strip()), "")
            found += ((place, unit) for unit in _units(said) if is_like_unit(unit) or len(unit) <= _SHORT)
        else:
            said = next((said for said in _BRACKETS.findall(text) if all(map(_is_money_like, _units(said)))), "")
            found += ((place, unit) for unit in _units(said))
    return found


def states_unit(text: str) -> bool:
    """Whether a cell says in words that it states a unit."""
    return bool(_STATED.search(text))


def stated_in(text: str) -> list[str]:
    """The units that a single cell states in words; none without them."""
    return [unit for _, unit in stated_units([text])] if states_unit(text) else []


def _units(text: str) -> list[str]:
    if unit_key(text) in unit_words():
        return [text.strip()]
    first, *_ = text.split() or [""]
    return [unit.strip() for unit in _AND.split(first, _MOST_STATED)[:_MOST_STATED] if unit.strip()]


def _is_money_like(text: str) -> bool:
    return unit_key(text) in unit_words() or text.endswith("元")
