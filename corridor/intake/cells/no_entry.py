"""What people write for nothing: it is no entry, and never a value or a statement that none was published."""

from functools import cache

from corridor.i18n import word
from corridor.i18n.spelling import folded
from corridor.intake.open.grid import Found
from corridor.model.text import LANGS
from corridor.pack.schema import Cell, Column

_SIGNS = frozenset(("-", "--", "–", "—", "——", "/", "...", "......"))
"""Strokes and dots, as they are once their width is folded."""
_FREE = (Cell.TEXT, Cell.ID)
"""Where a stroke may be meant, and an id must not be passed over."""
_LONGEST = 10


def blank_if_no_entry(column: Column, found: Found) -> Found:
    """A cell as found; an empty one where it only says that there is nothing.

    Among choices only strokes say that: 无 and 暂无 may be meant as one of them.
    """
    if column.cell in _FREE or len(found.text) > _LONGEST:
        return found
    marks = _SIGNS if column.choices else _SIGNS | _words()
    return Found(text="", within=found.within) if folded(found.text) in marks else found


@cache
def _words() -> frozenset[str]:
    return frozenset(folded(said) for lang in LANGS for said in word("intake.no-entry", lang).split("|"))
