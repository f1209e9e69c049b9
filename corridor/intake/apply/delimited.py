"""Writing changed rows into a CSV file; every other row keeps its bytes."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corridor.intake.apply.edits import Edit
from corridor.pack.readers.delimited import delimiter_of
from corridor.pack.schema import TableSchema

NEW_LINE = "\n"


@dataclass(frozen=True, slots=True)
class _Record:
    text: str
    """As it stands in the file, with its line end."""
    fields: Sequence[str]


def edit_csv(table: TableSchema, text: str, edits: Mapping[str, Edit]) -> str:
    """The file with edits to rows by key; new rows come last, columns it lacks after those it has."""
    delimiter = delimiter_of(table, text)
    header, *records = _records(text, delimiter) or [_written([one.name for one in table.columns], NEW_LINE, delimiter)]
    end = "\r\n" if header.text.endswith("\r\n") else NEW_LINE
    names = [name.strip().removeprefix("\ufeff") for name in header.fields]
    wanted = [column.name for column in table.columns if any(column.name in edit.cells for edit in edits.values())]
    added = [name for name in wanted if name not in names]
    if added:
        names = [*names, *added]
        header = _written([*header.fields, *added], end, delimiter)
        blank = [""] * len(added)
        records = [
            _written([*record.fields, *blank], end, delimiter) if record.fields else record for record in records
        ]
    kept = [header]
    left = dict(edits)
    for record in records:
        cells = dict(zip(names, record.fields, strict=False))
        edit = left.pop(_key(table, cells), None) if record.fields else None
        if edit is None:
            kept.append(record)
        elif not edit.is_removed:
            kept.append(_written([edit.cells.get(name, text) for name, text in cells.items()], end, delimiter))
    new = (edit for edit in left.values() if not edit.is_removed)
    kept += [_written([edit.cells.get(name, "") for name in names], end, delimiter) for edit in new]
    return "".join(record.text if record.text.endswith(("\n", "\r")) else record.text + end for record in kept)


def _key(table: TableSchema, cells: Mapping[str, str]) -> str:
    return "/".join(cells.get(name, "").strip() for name in table.key)


def _records(text: str, delimiter: str) -> list[_Record]:
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter)
    records: list[_Record] = []
    begin = 0
    for fields in reader:
        records.append(_Record("".join(lines[begin : reader.line_num]), fields))
        begin = reader.line_num
    return records


def _written(fields: Sequence[str], end: str, delimiter: str) -> _Record:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerow(fields)
    return _Record(out.getvalue(), list(fields))
