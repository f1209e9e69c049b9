"""Reading a table that came as text: comma, semicolon or tab between its fields."""

import csv
import io
from itertools import islice

from corridor.model.problem import Place, Problems
from corridor.store.workbook.grid import Found, Grid
from corridor.store.workbook.heading import SEARCHED_ROWS, likeness

_DELIMITERS = (",", "\t", ";", "，")


def read_text(name: str, text: str, problems: Problems) -> list[Grid]:
    """The one table of a text; none when its quotes do not pair up."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[tuple[int, list[Found]]] = []
    number = 0
    while True:
        number += 1
        try:
            fields = next(reader)
        except StopIteration:
            break
        except csv.Error:
            problems.error("text-broken", Place(name, str(number)))
            return []
        if any(field.strip() for field in fields):
            rows.append((number, [Found(field) for field in fields]))
    return [Grid(name, rows)]


def _delimiter(text: str) -> str:
    """The one by which a header is best understood: commas stand in sentences, too."""
    return max(_DELIMITERS, key=lambda delimiter: _likeness(text, delimiter))


def _likeness(text: str, delimiter: str) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return max(
            (likeness([Found(field) for field in fields]) for fields in islice(reader, SEARCHED_ROWS)), default=0
        )
    except csv.Error:
        return 0
