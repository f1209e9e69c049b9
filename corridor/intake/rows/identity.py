"""Which row is which: rows with an id, rows that must be a known one, and new rows, which get an id."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from corridor.i18n.spelling import plain
from corridor.intake.rows.context import Context
from corridor.intake.rows.naming import Claims, figure_id, row_id
from corridor.intake.rows.raw_rows import RawRow, RawTable
from corridor.intake.rows.tables import name_stem
from corridor.model.problem import CellError, Place, Problems
from corridor.model.text import LANGS
from corridor.pack.cells import parse
from corridor.pack.rows import Row, Rows

_PREPARED = ("subject_id", "indicator_id", "unit")
"""What stands in a row that waits for its value."""
_MATCHED = ("subject_id", "indicator_id", "period")
"""Cells by which a figure without an id is known."""
_LABELLED = re.compile("[:：](?!//)")
"""What stands in 填表人：王敏, and in no cell of a row of data."""
_NAMED = ("name_", "title_", "aliases", "unit")
"""Beginnings of columns whose new words references may already use."""


def claimed(part: RawTable, context: Context) -> RawTable:
    """A table with the ids that its rows bring; a row with an impossible or repeated one is reported and left out."""
    problems, known = context.problems, context.known(part.schema.table.name)
    if part.schema.table.key != ("id",):
        return part
    kept: list[RawRow] = []
    seen: dict[str, RawRow] = {}
    has_lost_rows = part.has_lost_rows
    for raw_row in part.raw_rows:
        row = replace(raw_row, key=raw_row.text("id"))
        if _is_remark(row, known):
            (name, *_) = filled = row.filled
            found = " ".join(row.text(one) for one in filled)
            problems.warning("row-remark", row.place(name), found=found)
        elif not row.key and _is_waiting(row):
            continue
        elif error := _refusal_of_id(row):
            problems.cell(error, row.place("id"))
            has_lost_rows = True
        elif row.key in seen:
            report_twice(row.place("id"), row.key, seen[row.key].place("id"), problems)
        else:
            kept.append(row)
            if row.key:
                seen[row.key] = row
    context.given.update(seen)
    return replace(part, raw_rows=kept, has_lost_rows=has_lost_rows)


def named(part: RawTable, context: Context) -> RawTable:
    """A table whose rows without an id have that of the row they must be, or a new one; figures come later."""
    table = part.schema.table
    if table.key != ("id",) or table.name == "figures":
        return part
    stem, known = name_stem(table), context.known(table.name)
    claims = Claims((raw_row.key for raw_row in part.raw_rows), context.given, context.taken)
    called = {plain(row.cells.get(f"{stem}_zh", "")): key for key, row in known.items()}
    raw_rows = []
    for raw_row in part.raw_rows:
        if raw_row.key:
            raw_rows.append(raw_row)
            continue
        names = {lang: raw_row.text(f"{stem}_{lang}") for lang in LANGS}
        same = called.get(plain(names["zh"])) if names["zh"] else None
        key = same if same is not None and same not in claims.own else row_id(names, known, claims)
        claims.take(key)
        raw_rows.append(replace(raw_row, key=key))
    return replace(part, raw_rows=raw_rows)


def with_new_rows(base: Rows, parts: Iterable[RawTable]) -> Rows:
    """The rows of the base, with those that the upload adds or renames: references may name them."""
    rows = {name: dict(table) for name, table in base.items()}
    for part in parts:
        table = part.schema.table
        for raw_row in part.raw_rows if table.key == ("id",) else ():
            if raw_row.key:
                known = rows.setdefault(table.name, {}).get(raw_row.key)
                said = {name: raw_row.text(name) for name in raw_row.found if raw_row.text(name)}
                names = {name: text for name, text in said.items() if known is None or name.startswith(_NAMED)}
                cells = {**(known.cells if known else {}), **names}
                rows[table.name][raw_row.key] = Row(cells=cells, file=known.file if known else "", label="")
    return rows


class Figures:
    """Figures of a base by what they are about, and the ids that the rows of one sheet have taken among them."""

    def __init__(self, known: Mapping[str, Row], claims: Claims) -> None:
        self._known = known
        self._claims = claims
        self._about: dict[tuple[str, str], list[str]] = {}
        for key, row in known.items():
            about = (row.cells["subject_id"].strip(), row.cells["indicator_id"].strip())
            self._about.setdefault(about, []).append(key)

    def key_of(self, raw_row: RawRow, cells: Mapping[str, str], broken: set[str], problems: Problems) -> str:
        """The id of a figure: its own, that of the figure it must be, or a new one."""
        if raw_row.key or broken.intersection(_MATCHED):
            # Whatever the figure is, it has been reported; it needs a name of its own to go on.
            return self._take(raw_row.key or f"unclear-{len(self._claims.own)}")
        said = [cells.get(name, "") for name in _MATCHED]
        alike = self._about.get((said[0], said[1]), ())
        same = [key for key in alike if key not in self._claims.own and _is_same(self._known[key], cells)]
        if len(same) > 1:
            problems.error("row-ambiguous", raw_row.place("subject_id"), found=", ".join(same))
        return self._take(same[0] if same else figure_id(said[0], said[1], said[2], self._claims))

    def _take(self, key: str) -> str:
        self._claims.take(key)
        return key


def report_twice(place: Place, key: str, first: Place, problems: Problems) -> None:
    """Tell that two rows of an upload are the same one."""
    at = first.cell or first.row
    problems.error("row-twice", place, found=key, first=at if first.file == place.file else f"{first.file} {at}")


def _is_waiting(raw_row: RawRow) -> bool:
    """Whether a row is only prepared, for a value that nobody has typed."""
    return raw_row.schema.table.name == "figures" and set(raw_row.filled) <= set(_PREPARED)


def _is_remark(raw_row: RawRow, known: Container[str]) -> bool:
    """Whether a row is a line of words below the table, such as who filled it in, or a new id and nothing else."""
    if all(_LABELLED.search(raw_row.text(name)) for name in raw_row.filled):
        return True
    if len(raw_row.filled) != 1 or raw_row.geometry:
        return False
    return _is_waiting(raw_row) or (bool(raw_row.key) and raw_row.key not in known)


def _refusal_of_id(raw_row: RawRow) -> CellError | None:
    try:
        parse(raw_row.schema.table.column("id"), raw_row.key)
    except CellError as error:
        return error
    return None


def _is_same(row: Row, cells: Mapping[str, str]) -> bool:
    """Whether a figure without an id is this one, as far as it says."""
    scope = cells.get("scope_id")
    said = all(row.cells[name].strip() == cells[name] for name in _MATCHED if name in cells)
    return said and (not scope or row.cells["scope_id"].strip() == scope)
