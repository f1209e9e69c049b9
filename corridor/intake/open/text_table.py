"""Reading a table that came as text: comma, semicolon or tab between its fields."""

import csv
import io
from itertools import islice

from corridor.intake.open.grid import MOST_COLUMNS, Found, Grid
from corridor.intake.open.weighing import Growth, TooMuchError
from corridor.intake.terms.columns import SEARCHED_ROWS, likeness
from corridor.model.problem import Place, Problems

_DELIMITERS = (",", "\t", ";", "，")


def read_text(name: str, text: str, problems: Problems) -> list[Grid]:
    """The one table of a text; none when its quotes do not pair up, or it is too large."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[tuple[int, list[Found]]] = []
    growth = Growth()
    number = 0
    while True:
        number += 1
        try:
            fields = next(reader)
        except StopIteration:
            break
        except csv.Error:
            problems.error("text-broken", Place(name, row=str(number)))
            return []
        while fields and not fields[-1].strip():
            fields.pop()
        try:
            growth.add(len(fields))
        except TooMuchError as error:
            problems.error(error.code, Place(name, row=str(number)), **error.values)
            return []
        if fields:
            rows.append((number, [Found(text=field) for field in fields]))
    return [Grid(name=name, rows=rows)]


def _delimiter(text: str) -> str:
    """The one by which a header is best understood: commas stand in sentences, too."""
    return max(_DELIMITERS, key=lambda delimiter: _likeness(text, delimiter))


def _likeness(text: str, delimiter: str) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [fields[:MOST_COLUMNS] for fields in islice(reader, SEARCHED_ROWS)]
    except csv.Error:
        return 0
    return max(map(likeness, rows), default=0)
