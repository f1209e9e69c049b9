"""Reading a table that came as text: comma, semicolon or tab between its fields."""

import csv
import io

from corridor.store.workbook.findings import Findings, Place
from corridor.store.workbook.grid import Found, Grid

_DELIMITERS = (",", "\t", ";", "，")
_HEAD_LINES = 5


def read_text(name: str, text: str, findings: Findings) -> list[Grid]:
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
            findings.error("text-broken", Place(name, str(number)))
            return []
        if any(field.strip() for field in fields):
            rows.append((number, [Found(field) for field in fields]))
    return [Grid(name, rows)]


def _delimiter(text: str) -> str:
    lines = text.splitlines()[:_HEAD_LINES]
    return max(_DELIMITERS, key=lambda delimiter: max((line.count(delimiter) for line in lines), default=0))
