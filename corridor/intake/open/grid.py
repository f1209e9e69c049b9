"""An upload as rows of cells, however it was written; nothing is understood yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from openpyxl.utils import get_column_letter

MOST_ROWS = 250_000
"""Rows of a sheet or a text that say anything."""
MOST_COLUMNS = 300
"""Columns, up to the last that says anything."""


class Sort(StrEnum):
    """What kind of cell a text was found in."""

    TEXT = "text"
    NUMBER = "number"
    """A spreadsheet's number: it has lost the zeros at its end."""
    OTHER = "other"
    """A spreadsheet's number that its format shows as another one, such as 52000 as 5.2万."""
    DATE = "date"
    """A spreadsheet's date, given here as precisely as its format shows it."""
    ENDLESS = "endless"
    """A formula's number with more digits than its cell shows."""
    YEAR = "year"
    """A number that may be a year, and that its format shows as a day of long ago."""
    UNCALCULATED = "uncalculated"
    """A formula whose result is not in the file."""
    ERROR = "error"
    """A formula's error, such as ``#REF!``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A cell as found."""

    text: str
    sort: Sort = Sort.TEXT
    within: str = ""
    """The merged range that hides the cell, such as ``D59:D60``; only the first cell of a range has a text."""
    raised: str = ""
    """What stands above or below the line by its look alone, and has no sign of its own."""
    struck: str = ""
    """What is struck through."""


NOTHING = Found(text="")


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A sheet, or a file of one table."""

    name: str
    rows: Sequence[tuple[int, Sequence[Found]]]
    """Rows that hold anything, with their number in a spreadsheet."""
    has_cells: bool = True
    """Whether its author knows the cells by letter and number."""
    is_hidden: bool = False
    """Whether its author may not know that it is there."""

    def cell(self, row: int, place: int) -> str:
        """A cell's name, like ``C14``; places count from 0."""
        return f"{get_column_letter(place + 1)}{row}" if self.has_cells else ""
