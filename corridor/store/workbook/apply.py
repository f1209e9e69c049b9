"""From a difference to the files of the new state: only what changes is written, everything else keeps its bytes."""

import codecs
from collections.abc import Iterable, Mapping

from corridor.store.read import decode
from corridor.store.report import Report
from corridor.store.schema import BY_NAME, Form, Table
from corridor.store.workbook.apply_csv import edit_csv
from corridor.store.workbook.apply_geojson import edit_geojson
from corridor.store.workbook.apply_toml import edit_toml
from corridor.store.workbook.changes import Change, Kind
from corridor.store.workbook.edits import Edit
from corridor.store.workbook.rows import Rows

_EDITORS = {Form.CSV: edit_csv, Form.GEOJSON: edit_geojson, Form.TOML: edit_toml}
_EMPTY = {Form.CSV: "", Form.GEOJSON: '{"type": "FeatureCollection", "features": [\n]}\n', Form.TOML: ""}


def apply(files: Mapping[str, bytes], rows: Rows, changes: Iterable[Change], *, new_file: str = "") -> dict[str, bytes]:
    """The files after a difference to their rows; ``new_file`` holds new rows whose table has several files.

    Changed files are written as UTF-8, with a byte order mark where they had one.
    """
    edited = dict(files)
    for (table, file), edits in _by_file(rows, changes, new_file).items():
        data = files.get(file, b"")
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        text = decode(file, data, Report()) or _EMPTY[table.form]
        edited[file] = mark + _EDITORS[table.form](table, text, edits).encode()
    return edited


def _by_file(rows: Rows, changes: Iterable[Change], new_file: str) -> dict[tuple[Table, str], dict[str, Edit]]:
    cells: dict[tuple[str, str], dict[str, str]] = {}
    removed: set[tuple[str, str]] = set()
    for change in changes:
        at = (change.table, change.id)
        cells.setdefault(at, {})[change.column] = change.new
        if change.kind is Kind.REMOVED:
            removed.add(at)
    found: dict[tuple[Table, str], dict[str, Edit]] = {}
    for (name, key), given in cells.items():
        table = BY_NAME[name]
        row = rows.get(name, {}).get(key)
        file = row.file if row else new_file if "*" in table.file else table.file
        own = {"id": key} if table.key == ("id",) else dict(zip(table.key, key.split("/"), strict=True))
        found.setdefault((table, file), {})[key] = Edit({**own, **given}, (name, key) in removed)
    return found
