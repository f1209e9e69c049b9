"""What stands below a header and is no row of its table: a unit for the rows that follow, a total, the header again."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corridor.i18n import word
from corridor.i18n.spelling import plain
from corridor.intake.headers.header_detection import SheetHeader
from corridor.intake.open.grid import Found, Grid
from corridor.intake.terms.columns import recognised
from corridor.intake.terms.sheets import UNIT
from corridor.intake.terms.units import stated_units, states_unit
from corridor.model.problem import Place, Problems
from corridor.model.text import LANGS, Text
from corridor.pack.schema import Cell

_FEWEST = 2
"""Headers by which a row is known to be the header again."""
_LONGEST = 40
"""Characters of a header, or of the word for a total."""
_REMARK = re.compile(r"[(（].*")
_MOST_LISTED = 30

NumberedRow = tuple[int, Sequence[Found]]


def rows_below(grid: Grid, heading: SheetHeader, problems: Problems) -> Iterator[NumberedRow]:
    """The rows of a table; what stands between them and is none is told.

    Totals and headers that say nothing new are left out, told in one sentence. A unit or another header would give
    the rows below it another meaning than those above.
    """
    passed: list[int] = []
    for number, cells in grid.rows:
        if number <= heading.row or not any(cell.text.strip() or cell.within for cell in cells):
            continue
        if heading.schema.table.name == "figures" and (stated := _unit(heading, cells)):
            place, text = stated
            at = Place(grid.name, row=str(number), column="", cell=grid.cell(number, place))
            problems.error("unit-below", at, found=text)
        elif _is_header(heading, cells):
            if not _says_the_same(heading, cells):
                # Nothing more can be said of what is below it.
                problems.error("header-again", Place(grid.name, row=str(number)), first=heading.row)
                break
            passed.append(number)
        elif _is_total(heading, cells):
            passed.append(number)
        else:
            yield number, cells
    if passed:
        problems.warning("rows-passed", Place(grid.name, row=str(passed[0])), rows=_listed(passed))


def _listed(rows: Sequence[int]) -> Text:
    """The numbers of rows; of very many, the first."""
    said = [*map(str, rows[:_MOST_LISTED]), *(["…"] if len(rows) > _MOST_LISTED else [])]
    return Text("、".join(said), ", ".join(said))


def _unit(heading: SheetHeader, cells: Sequence[Found]) -> tuple[int, str] | None:
    """Where a row states a unit for others, and how; words in the text of a row of data are only text."""
    texts = [cell.text.strip() for cell in cells]
    is_alone = sum(map(bool, texts)) == 1
    free = set() if is_alone else {heading.columns[name] for name in _texts(heading)}
    said = ["" if place in free else text for place, text in enumerate(texts)]
    found = (place for place, _ in stated_units(said) if is_alone or states_unit(said[place]))
    return next(((place, texts[place]) for place in found), None)


def _texts(heading: SheetHeader) -> Iterator[str]:
    """The columns of a table that hold words of somebody's own."""
    known = {column.name: column.cell for column in heading.schema.columns}
    return (name for name in heading.columns if known[name] is Cell.TEXT and name != UNIT.name)


def _is_header(heading: SheetHeader, cells: Sequence[Found]) -> bool:
    """Whether a row's cells are headers: its first cell, and half of all."""
    texts = [cell.text for cell in cells if cell.text.strip()]
    if not texts or not _is_called(heading, texts[0]):
        return False
    called = sum(_is_called(heading, text) for text in texts)
    return called >= _FEWEST and called * 2 >= len(texts)


def _is_called(heading: SheetHeader, text: str) -> bool:
    return len(text) <= _LONGEST and recognised(heading.schema.table.name, text) is not None


def _says_the_same(heading: SheetHeader, cells: Sequence[Found]) -> bool:
    """Whether every column has the header that it had, with the same unit."""
    table = heading.schema.table.name
    texts = {name: cells[place].text if place < len(cells) else "" for name, place in heading.columns.items()}
    wanted = {name: (name, heading.hints[name]) for name in texts}
    return all(not text.strip() or recognised(table, text) == wanted[name] for name, text in texts.items())


def _is_total(heading: SheetHeader, cells: Sequence[Found]) -> bool:
    """Whether a row begins with the word for a total; one that has an id of its own is no total."""
    texts = [cell.text.strip() for cell in cells]
    own = heading.columns.get("id", len(texts))
    if own < len(texts) and texts[own] and not _is_word_for_total(texts[own]):
        return False
    places = sorted(heading.columns.values())
    first = next((texts[place] for place in places if place < len(texts) and texts[place]), "")
    return any(map(_is_word_for_total, (first, next(filter(None, texts), ""))))


def _is_word_for_total(text: str) -> bool:
    return len(text) <= _LONGEST and plain(_REMARK.sub("", text)) in _totals()


@cache
def _totals() -> frozenset[str]:
    return frozenset(plain(said) for lang in LANGS for said in word("intake.total-words", lang).split("|"))
