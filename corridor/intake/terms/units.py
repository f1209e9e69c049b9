"""Words for units, wherever people write them: behind a value, in a header, or in a line above the table."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from corridor.i18n import table, word
from corridor.i18n.currencies import currency_words
from corridor.i18n.spelling import folded, is_sign_of_unit
from corridor.intake.terms.choices import choice_word
from corridor.model.text import LANGS
from corridor.model.unit import CURRENCIES, MAGNITUDES, UNITS, Unit

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


@lru_cache(maxsize=4096)
def units_called(text: str) -> tuple[str, ...]:
    """Ids of the units that a word may mean; none for a word that is no unit."""
    said = unit_key(text)
    return _words().get(said) or tuple(dict.fromkeys(_amounts(said)))


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Units by what they are called, but for the magnitudes of money."""
    known: dict[str, dict[str, None]] = {}
    for unit in UNITS.values():
        for text in _called(unit) if unit.id != "count" else ():
            known.setdefault(unit_key(text), {})[unit.id] = None
    return {key: tuple(units) for key, units in known.items()}


def _called(unit: Unit) -> Iterator[str]:
    yield unit.id
    for lang in LANGS:
        if not unit.currency:
            yield choice_word("figures", "unit", unit.id, lang)
        yield from (also for also in table(lang).get(f"intake.unit-words-{unit.id}", "").split("|") if also)


def _amounts(said: str) -> Iterator[str]:
    """Units of money whose magnitude stands before or behind any name of their currency."""
    for magnitude, key in _magnitudes():
        for rest in {said.removeprefix(key), said.removesuffix(key)} if key else {said}:
            currency = _currencies().get(rest) if len(rest) == len(said) - len(key) else None
            if currency:
                yield "-".join(filter(None, (magnitude, currency.lower())))


@cache
def _magnitudes() -> tuple[tuple[str, str], ...]:
    """Each magnitude with each word for it."""
    named = ((one, word(f"intake.magnitude-words-{one}", lang)) for one in filter(None, MAGNITUDES) for lang in LANGS)
    return (("", ""), *((one, unit_key(text)) for one, words in named for text in words.split("|")))


@cache
def _currencies() -> dict[str, str]:
    """Currencies by what each alone is called."""
    named = [(unit_key(name), currency) for currency in CURRENCIES for name in currency_words(currency)]
    owners = Counter(name for name, _ in set(named))
    return {name: currency for name, currency in named if owners[name] == 1}


def is_like_unit(text: str) -> bool:
    """Whether a word is a unit, or looks like one that is not known, such as 百亿元."""
    return bool(units_called(text)) or bool(_LIKE.search(text.strip())) or is_sign_of_unit(text.strip()[-1:])


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
    if units_called(text):
        return [text.strip()]
    first, *_ = text.split() or [""]
    return [unit.strip() for unit in _AND.split(first, _MOST_STATED)[:_MOST_STATED] if unit.strip()]


def _is_money_like(text: str) -> bool:
    return bool(units_called(text)) or text.endswith("元")
