"""By which words each column of a sheet is known, and what a header says behind them."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from corridor.i18n import table as words
from corridor.i18n import word
from corridor.i18n.columns import header
from corridor.i18n.spelling import is_sign_of_unit, plain
from corridor.intake.terms.sheets import SHEETS, sheet_schema
from corridor.intake.terms.units import is_like_unit
from corridor.model.text import LANGS

SEARCHED_ROWS = 30
"""A header stands within the first rows that hold anything; titles may stand above it."""
LONGEST_HEADER = 200
"""Characters; a longer cell is no header, but a note."""

_NO_HEADER = (" ", " ", None)
"""What stands for it: no word in plain has a space."""

_IN_BRACKETS = re.compile(r"[(（\[［【](.*?)[)）\]］】]")


def recognised(table: str, text: str) -> tuple[str, str] | None:
    """The column that a header means, and what it says behind it, such as a unit; None for a stranger.

    A header is known in either language and by the pack's own name, however it is spaced, cased or widened.
    """
    known = _known_headers(table)
    whole, bare, hint = _said(text)
    if found := known.get(whole):
        return found, ""
    found = None if hint is None else known.get(bare)
    return (found, hint) if hint is not None and found else None


def in_brackets(text: str) -> str:
    """What a header says in brackets, whatever stands before them."""
    return _said(text)[2] or ""


def begins_as(table: str, column: str, text: str) -> bool:
    """Whether a header begins with a word for a column, whatever it says behind it."""
    return any(said.startswith(_words_for(table, column)) for said in _said(text)[:2])


def is_own(table: str, text: str) -> bool:
    """Whether a header is one that the template gives, and not only another word for it."""
    return not _in_the_template(table).isdisjoint(_said(text)[:2])


def _said(text: str) -> tuple[str, str, str | None]:
    """A header in plain, the same without what it says in brackets, and that; None without brackets."""
    return _taken_apart(text) if len(text) <= LONGEST_HEADER else _NO_HEADER


@lru_cache(maxsize=4096)
def _taken_apart(text: str) -> tuple[str, str, str | None]:
    bracketed = [said.strip() for said in _IN_BRACKETS.findall(text)]
    return _header_key(text), _header_key(_IN_BRACKETS.sub("", text)), " ".join(bracketed) if bracketed else None


def _header_key(text: str) -> str:
    """A header as `plain` leaves it, but with the unit that a sign says: 数值‰ is not 数值."""
    return plain(text) + "".join(filter(is_sign_of_unit, unicodedata.normalize("NFKC", text)))


def _own_headers(column: str) -> tuple[str, ...]:
    return (column, *(header(column, lang) for lang in LANGS))


@cache
def _in_the_template(table: str) -> frozenset[str]:
    return frozenset(plain(said) for column in sheet_schema(table).columns for said in _own_headers(column.name))


@cache
def _known_headers(table: str) -> dict[str, str]:
    known: dict[str, str] = {}
    columns = [column.name for column in sheet_schema(table).columns]
    for name in columns:
        for said in _own_headers(name):
            known.setdefault(plain(said), name)
    for name in columns:
        stem, _, language = name.rpartition("_")
        if language == "zh" and stem:
            known.setdefault(plain(word(f"template.column-{stem}", "zh")), name)
        for lang in LANGS:
            if f"template.also-{name}" in words(lang):
                for also in word(f"template.also-{name}", lang).split("|"):
                    known.setdefault(plain(also), name)
    return known


@cache
def _words_for(table: str, column: str) -> tuple[str, ...]:
    return tuple(said for said, name in _known_headers(table).items() if name == column and said)


_BEHIND = re.compile(r"(?P<name>[^\s/／:：,，_\-—]+)\s*[\s/／:：,，_\-—]\s*(?P<unit>\S.*)")
"""A header with its unit behind a stroke, a colon or a space."""


def likeness(texts: Sequence[str]) -> int:
    """How much a row looks like a header: how many columns of some table it names."""
    return max(named(table, texts) for table in SHEETS)


def named(table: str, texts: Sequence[str]) -> int:
    """How many columns of a table a row names."""
    return len({found[0] for text in texts if text.strip() and (found := meant(table, text))})


def meant(table: str, text: str) -> tuple[str, str] | None:
    """The column that a header means, and what it says behind it; only of a value is that also said without brackets.

    数值 万元, 数值/万元, 数值:万元 and 数值万元 are all 数值（万元）.
    """
    return _meant(table, text) if len(text) <= LONGEST_HEADER else None


@lru_cache(maxsize=32_768)
def _meant(table: str, text: str) -> tuple[str, str] | None:
    """The same of a text that may be one: every cell near the top is held against every table, in each sheet anew."""
    if found := recognised(table, text):
        return found
    if not begins_as(table, "value", text):
        return None
    said = " ".join(text.split())
    match = _BEHIND.fullmatch(said)
    ends = [said[at:] for at in range(1, len(said)) if is_like_unit(said[at:])]
    possible = [(match["name"], match["unit"])] if match else [(said.removesuffix(end), end) for end in ends]
    for name, unit in possible:
        if (found := recognised(table, name)) and found[0] == "value":
            return "value", f"{found[1]} {unit}".strip()
    return None
