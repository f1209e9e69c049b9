"""CSV files: every record with its row as a spreadsheet numbers it."""

import csv
import io
from collections.abc import Sequence

from corridor.model.problem import Place, Problems
from corridor.pack.readers.dates import excel_day, excel_month
from corridor.pack.readers.raw import Raw, report_unknown
from corridor.pack.schema import Cell, TableSchema

NumberedRecord = tuple[int, list[str]]
"""The number of a row, and its fields."""

_DELIMITERS = (",", ";", "\t")

csv.field_size_limit(1_000_000)


def read_csv(table: TableSchema, file: str, text: str, problems: Problems) -> Raw | None:
    """Read one table; rows whose fields cannot be told apart are reported and left out."""
    records = records_of(table, text, file, problems)
    if not records:
        problems.error("file-empty", Place(file))
        return None
    header = [name.strip() for name in records[0][1]]
    report_unknown(table, file, header, problems)
    if not is_complete(table, file, header, problems):
        return None
    labels, said = rows_in(file, header, records[1:], problems)
    known = {column.name for column in table.columns}
    columns = {name: texts for name, texts in said.items() if name in known}
    for column in table.columns:
        if column.cell in (Cell.PERIOD, Cell.DATE) and column.name in columns:
            columns[column.name] = undated(columns[column.name], labels, (file, column.name), problems)
    strangers = {name: texts for name, texts in said.items() if name and name not in known}
    return Raw(labels=labels, columns=columns, strangers=strangers)


def rows_in(
    file: str, header: list[str], records: list[NumberedRecord], problems: Problems
) -> tuple[list[str], dict[str, list[str]]]:
    """The rows of records that say anything, and their columns; those of too few fields or too many are reported."""
    rows = [(number, fields) for number, fields in records if any(fields)]
    for number, fields in rows:
        if len(fields) != len(header):
            problems.error("row-fields", Place(file, row=str(number)), found=len(fields), expected=len(header))
    good = [(number, fields) for number, fields in rows if len(fields) == len(header)]
    columns = zip(*(fields for _, fields in good), strict=True) if good else [()] * len(header)
    return [str(number) for number, _ in good], dict(zip(header, map(list, columns), strict=True))


def delimiter_of(table: TableSchema, text: str) -> str:
    """What stands between the fields: a comma, unless the header is better understood otherwise."""
    known = {column.name for column in table.columns}
    return max(_DELIMITERS, key=lambda one: len(known.intersection(name.strip() for name in header_of(text, one))))


def header_of(text: str, delimiter: str) -> list[str]:
    """The first record of a text; empty where there is none."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def undated(texts: list[str], labels: Sequence[str], at: tuple[str, str], problems: Problems) -> list[str]:
    """Periods as they were before a spreadsheet saved them; the first of those it changed is told of."""
    read = [excel_month(text) or excel_day(text) or text for text in texts]
    changed = next((n for n, text in enumerate(texts) if text != read[n]), None)
    if changed is not None:
        file, column = at
        problems.warning(
            "period-excel", Place(file, row=labels[changed], column=column), found=texts[changed], read=read[changed]
        )
    return read


def records_of(table: TableSchema, text: str, file: str, problems: Problems) -> list[NumberedRecord]:
    """Every record of a text with its row as a spreadsheet numbers it; those that cannot be read are reported.

    The standard library cuts them, because pandas takes a row that is too short for one with empty cells.
    """
    records: list[NumberedRecord] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(table, text), strict=True)
    number = 0
    while True:
        number += 1
        try:
            records.append((number, next(reader)))
        except StopIteration:
            return records
        except csv.Error:
            problems.error("row-unreadable", Place(file, row=str(number)))


def is_complete(table: TableSchema, file: str, header: Sequence[str], problems: Problems) -> bool:
    """Whether a header has all that a table must have, and nothing twice; otherwise that is reported."""
    missing = [column.name for column in table.columns if column.required and column.name not in header]
    for name in missing:
        problems.error("column-missing", Place(file, row="1", column=name))
    doubled = [name for name in dict.fromkeys(header) if name and header.count(name) > 1]
    for name in doubled:
        problems.error("column-duplicate", Place(file, row="1", column=name))
    return not missing and not doubled
