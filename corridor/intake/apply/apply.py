"""From a difference to the files of the new state: only what changes is written, everything else keeps its bytes."""

import codecs
from collections.abc import Iterable, Mapping

from corridor.intake.apply.delimited import edit_csv
from corridor.intake.apply.edits import Edit
from corridor.intake.apply.features import edit_geojson
from corridor.intake.apply.settings import edit_toml
from corridor.intake.compare.changes import Change, ChangeKind
from corridor.model.problem import Problems, Topic
from corridor.pack.read import decode
from corridor.pack.readers.nested import parse_json, parse_toml
from corridor.pack.rows import Rows
from corridor.pack.schema import BY_NAME, Form, TableSchema

FileEdits = Mapping[tuple[TableSchema, str], Mapping[str, Edit]]
"""By table and file, then by the key of a row."""

_EDITORS = {Form.CSV: edit_csv, Form.GEOJSON: edit_geojson, Form.TOML: edit_toml}
_PARSERS = {Form.GEOJSON: parse_json, Form.TOML: parse_toml}
_EMPTY = {Form.CSV: "", Form.GEOJSON: '{"type": "FeatureCollection", "features": [\n]}\n', Form.TOML: ""}


def apply(files: Mapping[str, bytes], rows: Rows, changes: Iterable[Change], *, new_file: str = "") -> dict[str, bytes]:
    """The files after a difference to their rows; ``new_file`` holds new rows whose table has several files.

    Changed files are written as UTF-8, with a byte order mark where they had one. A file that cannot be read is left
    as it is: what is wrong with it is then still there to be found.
    """
    return write(files, _by_file(rows, changes, new_file))


def write(files: Mapping[str, bytes], edits_by_file: FileEdits) -> dict[str, bytes]:
    """The files after edits to the rows of some, as `apply` writes them."""
    edited = dict(files)
    for (table, file), edits in edits_by_file.items():
        data = files.get(file, b"")
        text = decode(file, data, Problems(Topic.CHECK))
        if text is not None and _is_readable(table.form, text):
            mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
            edited[file] = mark + _EDITORS[table.form](table, text or _EMPTY[table.form], edits).encode()
    return edited


def _is_readable(form: Form, text: str) -> bool:
    if form not in _PARSERS or not text:
        return True
    try:
        content = _PARSERS[form](text)
    except ValueError:
        return False
    return form is not Form.GEOJSON or _has_features(content)


def _has_features(content: object) -> bool:
    features = content.get("features") if isinstance(content, dict) else None
    return isinstance(features, list) and all(isinstance(feature, dict) for feature in features)


def _by_file(rows: Rows, changes: Iterable[Change], new_file: str) -> dict[tuple[TableSchema, str], dict[str, Edit]]:
    cells: dict[tuple[str, str], dict[str, str]] = {}
    removed: set[tuple[str, str]] = set()
    for change in changes:
        at = (change.table, change.id)
        cells.setdefault(at, {})[change.column] = change.new
        if change.kind is ChangeKind.REMOVED:
            removed.add(at)
    found: dict[tuple[TableSchema, str], dict[str, Edit]] = {}
    for (name, key), given in cells.items():
        table = BY_NAME[name]
        row = rows.get(name, {}).get(key)
        file = row.file if row else new_file if "*" in table.file else table.file
        own = {"id": key} if table.key == ("id",) else dict(zip(table.key, key.split("/"), strict=True))
        found.setdefault((table, file), {})[key] = Edit({**own, **given}, (name, key) in removed)
    return found
