"""What people write for nothing: it is no entry, and never a value or a statement that none was published."""

from functools import cache

from corridor.i18n import word
from corridor.i18n.spelling import folded
from corridor.intake.open.grid import Found
from corridor.intake.terms.choices import is_choice
from corridor.model.text import LANGS
from corridor.pack.schema import Cell, Column

_SIGNS = ("-", "--", "–", "—", "——", "/", "...", "......")
"""Strokes and dots, as they are once their width is folded."""
_FREE = (Cell.TEXT, Cell.ID)
"""Where a stroke may be meant, and an id must not be passed over."""
_LONGEST = 10


def entry(table: str, column: Column, found: Found) -> Found:
    """A cell as found; an empty one where it only says that there is nothing."""
    if column.cell in _FREE or len(found.text) > _LONGEST or folded(found.text) not in _marks():
        return found
    if column.choices and is_choice(table, column, found.text):
        return found
    return Found("", within=found.within)


@cache
def _marks() -> frozenset[str]:
    words = (said for lang in LANGS for said in word("intake.no-entry", lang).split("|"))
    return frozenset((*_SIGNS, *map(folded, words)))
