"""CSV files: every record with its row as a spreadsheet numbers it."""

import csv
import io

import pandas as pd

from corridor.model.problem import Place, Problems
from corridor.pack.readers.dates import excel_day, excel_month
from corridor.pack.readers.raw import Raw, report_unknown
from corridor.pack.schema import Cell, Table

_DELIMITERS = (",", ";", "\t")

csv.field_size_limit(1_000_000)


def read_csv(table: Table, file: str, text: str, problems: Problems) -> Raw | None:
    """Read one table; rows whose fields cannot be told apart are reported and left out.

    The standard library cuts the records, because pandas takes a row that is too short for one with empty cells.
    """
    records = _records(table, text, file, problems)
    if not records:
        problems.error("file-empty", Place(file))
        return None
    header = [name.strip() for name in records[0][1]]
    if not _header_is_good(table, file, header, problems):
        return None
    rows = [(number, fields) for number, fields in records[1:] if any(fields)]
    for number, fields in rows:
        if len(fields) != len(header):
            problems.error("row-fields", Place(file, row=str(number)), found=len(fields), expected=len(header))
    good = [(number, fields) for number, fields in rows if len(fields) == len(header)]
    frame = pd.DataFrame([fields for _, fields in good], columns=header, dtype=object)
    known = {column.name for column in table.columns}
    columns = {name: frame[name].tolist() for name in header if name in known}
    labels = [str(number) for number, _ in good]
    for column in table.columns:
        if column.cell in (Cell.PERIOD, Cell.DATE) and column.name in columns:
            columns[column.name] = _dates(columns[column.name], labels, (file, column.name), problems)
    strangers = {name: frame[name].tolist() for name in header if name and name not in known}
    return Raw(labels=labels, columns=columns, strangers=strangers)


def delimiter_of(table: Table, text: str) -> str:
    """What stands between the fields: a comma, unless the header is better understood otherwise."""
    known = {column.name for column in table.columns}
    return max(_DELIMITERS, key=lambda one: len(known.intersection(name.strip() for name in _header(text, one))))


def _header(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def _dates(texts: list[str], labels: list[str], at: tuple[str, str], problems: Problems) -> list[str]:
    """Periods as they were before a spreadsheet saved them; the first of those it changed is told of."""
    read = [excel_month(text) or excel_day(text) or text for text in texts]
    changed = next((n for n, text in enumerate(texts) if text != read[n]), None)
    if changed is not None:
        file, column = at
        problems.warning(
            "period-excel", Place(file, row=labels[changed], column=column), found=texts[changed], read=read[changed]
        )
    return read


def _records(table: Table, text: str, file: str, problems: Problems) -> list[tuple[int, list[str]]]:
    records: list[tuple[int, list[str]]] = []
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


def _header_is_good(table: Table, file: str, header: list[str], problems: Problems) -> bool:
    report_unknown(table, file, header, problems)
    missing = [column.name for column in table.columns if column.required and column.name not in header]
    for name in missing:
        problems.error("column-missing", Place(file, row="1", column=name))
    doubled = [name for name in dict.fromkeys(header) if name and header.count(name) > 1]
    for name in doubled:
        problems.error("column-duplicate", Place(file, row="1", column=name))
    return not missing and not doubled
