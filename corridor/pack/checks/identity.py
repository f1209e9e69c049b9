"""Ids and references: everything has one name, and every name means something."""

from collections.abc import Iterator, Mapping

from shapely import Point

from corridor.model.problem import Problems, quoted
from corridor.model.text import Text
from corridor.pack.read import Tables
from corridor.pack.release_filter import ids, mentions
from corridor.pack.schema import BY_NAME, TARGETS, Cell, Column
from corridor.pack.table import Table, row_indices

TableRow = tuple[Table, int]

_OF_OTHERS = (
    *((name, column) for name in ("nodes", "subjects") for column in ("overlaps", "shown_with")),
    ("indicators", "growth_of"),
)
"""Columns that name other rows of their own table."""


def check_unique_ids(tables: Tables, problems: Problems) -> None:
    """No two rows share an id within a namespace."""
    spaces = dict.fromkeys(space for sheet in tables.values() for space in sheet.schema.namespaces)
    named: set[tuple[str, int]] = set()
    for space in spaces:
        sheets = [sheet for sheet in tables.values() if space in sheet.schema.namespaces]
        for sheet, row, (first, first_row) in _repeated(sheets, ("id",)):
            if (sheet.schema.name, row) not in named:
                named.add((sheet.schema.name, row))
                place = f"{first.files[first_row]} {first.labels[first_row]}".strip()
                sheet.error(problems, "id-duplicate", row, "id", found=sheet.cells["id"].text(row), first=place)


def check_unique_keys(tables: Tables, problems: Problems) -> None:
    """No two rows of a table without ids say the same tie."""
    for sheet in tables.values():
        if sheet.schema.key not in ((), ("id",)):
            for _, row, (_, first_row) in _repeated([sheet], sheet.schema.key):
                sheet.error(problems, "row-duplicate", row, sheet.schema.key[0], first=sheet.labels[first_row])


def _repeated(sheets: list[Table], key: tuple[str, ...]) -> Iterator[tuple[Table, int, TableRow]]:
    firsts: dict[tuple[str | None, ...], TableRow] = {}
    for sheet in sheets:
        for row, said in enumerate(zip(*(sheet.column(name, str) for name in key), strict=True)):
            if said in firsts:
                yield sheet, row, firsts[said]
            elif None not in said:
                firsts[said] = sheet, row


def check_references(tables: Tables, problems: Problems) -> None:
    """Every reference names something; into a part that the pack leaves out, it is only hidden."""
    for sheet in tables.values():
        for column in sheet.schema.columns:
            if column.cell is Cell.REFERENCE:
                check_reference(sheet, column, tables, problems)


def check_reference(sheet: Table, column: Column, tables: Tables, problems: Problems) -> None:
    """Every reference of one column names something."""
    known = set(landmarks(tables)) if column.target == "landmark" else ids(tables, column.target)
    cells = sheet.cells[column.name]
    rows = list(row_indices(cells.where(lambda meaning: not known.issuperset(mentions(meaning)))))
    absent = _absent_files(column.target, tables)
    if any(problems.has_errors_in(file) for file in absent) or _has_lost_rows(column.target, problems):
        return
    if rows and absent:
        sheet.warning(problems, "reference-hidden", rows[0], column.name, n=len(rows), absent=", ".join(absent))
        return
    for row in rows:
        unknown = ", ".join(name for name in mentions(cells[row]) if name not in known)
        code = "reference-landmark" if column.target == "landmark" else "reference-unknown"
        where = ", ".join(dict.fromkeys(BY_NAME[name].file for name in TARGETS[column.target]))
        sheet.error(problems, code, row, column.name, found=unknown, where=where)


def _absent_files(target: str, tables: Tables) -> list[str]:
    absent = [BY_NAME[name].file for name in TARGETS[target] if name not in tables and _is_a_file(name, tables)]
    if "context" in TARGETS[target]:
        absent += absent_layers(tables)
    return list(dict.fromkeys(absent))


def _has_lost_rows(target: str, problems: Problems) -> bool:
    """Whether rows that a reference may mean could not be read, which is reported already."""
    return any(problems.has_errors_in(BY_NAME[name].file, ("row-fields", "row-unreadable")) for name in TARGETS[target])


def _is_a_file(name: str, tables: Tables) -> bool:
    """Whether a table that is not there lacks its file; a section may just not have been written."""
    return not any(sheet.schema.file == BY_NAME[name].file for sheet in tables.values())


def absent_layers(tables: Tables) -> list[str]:
    """Files of declared layers that the pack does not hold."""
    declared = tables["layers"].column("id", str) if "layers" in tables else []
    there = set(tables["context"].files) if "context" in tables else set()
    names = (f"context/{layer}.geojson" for layer in declared if layer)
    return [name for name in names if name not in there]


def landmarks(tables: Tables) -> dict[str, tuple[Point, float]]:
    """Crossings and stations by id: their place in WGS-84 and its accuracy in metres."""
    sheets = [tables[name] for name in TARGETS["landmark"] if name in tables]
    return {
        own_id: (place, accuracy_m or 0.0)
        for sheet in sheets
        for own_id, accuracy_m, place in zip(
            sheet.column("id", str), sheet.column("accuracy_m", float), sheet.geometry_wgs84, strict=True
        )
        if own_id and isinstance(place, Point)
    }


def names_of(tables: Tables, target: str) -> dict[str, Text]:
    """What everything that a reference to a target may name is called; by its id where it has no name."""
    return {
        own_id: Text(quoted(zh or own_id), quoted(en or zh or own_id))
        for name in TARGETS[target]
        if name in tables
        for own_id, zh, en in zip(*(tables[name].column(one, str) for one in ("id", "name_zh", "name_en")), strict=True)
        if own_id
    }


def check_own_references(tables: Tables, problems: Problems) -> None:
    """Nothing overlaps itself, is shown with itself, or states its own growth."""
    for sheet, column in ((tables[name], column) for name, column in _OF_OTHERS if name in tables):
        for row, own in enumerate(sheet.column("id", str)):
            if own in mentions(sheet.cells[column][row]):
                sheet.error(problems, "reference-self", row, column, found=own)


def check_cycles(tables: Tables, problems: Problems) -> None:
    """Nothing is part of itself, however long the way round."""
    parents: dict[str, str] = {}
    rows: dict[str, TableRow] = {}
    for sheet in (tables[name] for name in ("nodes", "subjects") if name in tables):
        for row, (own, parent) in enumerate(zip(sheet.column("id", str), sheet.column("part_of", str), strict=True)):
            if own and parent:
                parents.setdefault(own, parent)
                rows.setdefault(own, (sheet, row))
    for cycle in _cycles(parents):
        sheet, row = rows[cycle[0]]
        sheet.error(problems, "part-of-cycle", row, "part_of", path=" → ".join((*cycle, cycle[0])))


def _cycles(parents: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    done: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        here = start
        while here in parents and here not in done and here not in path:
            path[here] = None
            here = parents[here]
        if here in path:
            walked = tuple(path)
            yield walked[walked.index(here) :]
        done.update(path)
