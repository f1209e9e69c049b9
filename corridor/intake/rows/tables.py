"""Which tables an upload holds, and whether they can be used."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from corridor.i18n.columns import header
from corridor.intake.rows.context import Context
from corridor.intake.rows.features import read_features
from corridor.intake.rows.raw_rows import RawRow, RawTable, raw_tables_of
from corridor.intake.terms.sheets import sheet_title, titled
from corridor.model.problem import ColumnName, Place
from corridor.pack.firm_amounts import measured_by
from corridor.pack.schema import Form, TableSchema

_COPIED = 2
"""A sheet of which one row in so many stands in another sheet of its table is a copy."""


def tables_in(context: Context) -> tuple[list[RawTable], str]:
    """The tables of an upload that can be used, and the pack's file that new rows belong to, where it matters.

    Figures come last: their units are those of indicators that the same upload may bring.
    """
    found, file = _found(context)
    _check_sheets(found, context)
    usable = [part for part in _without_copies(found, context) if _can_be_told_apart(part, context)]
    return sorted(usable, key=lambda part: part.schema.table.name == "figures"), file


def whole_tables(parts: Sequence[RawTable], file: str, context: Context) -> dict[str, str]:
    """Tables that an upload holds completely, with their file: rows that it lacks were removed."""
    whole = {}
    for part in parts:
        table = part.schema.table
        is_complete = part.columns.issuperset(table.key) and not part.has_lost_rows
        # The corridor itself is never removed; a row that is missing or renamed has been reported.
        if is_complete and table.name != "corridor" and (context.is_ours or _is_file_of(table, file, context)):
            whole[table.name] = file or table.file
    return whole


def known_by(table: TableSchema) -> tuple[str, ...]:
    """Columns by which rows without an id are known."""
    return ("subject_id", "indicator_id") if table.name == "figures" else (f"{name_stem(table)}_zh",)


def name_stem(table: TableSchema) -> str:
    """Stem of the columns that name a row."""
    return "title" if table.name == "sources" else "name"


def _found(context: Context) -> tuple[list[RawTable], str]:
    upload = context.upload
    if upload.geojson:
        read = read_features(upload.name, upload.geojson, context.base, context.problems, context.checked)
        return ([], "") if read is None else ([read[0]], read[1])
    measured = measured_by(context.known("indicators"))
    parts = raw_tables_of(list(upload.grids), measured=measured, is_ours=context.is_ours, problems=context.problems)
    return list(parts), ""


def _check_sheets(parts: Sequence[RawTable], context: Context) -> None:
    """A workbook of ours holds the figures, which it is made for, and the corridor, if at all, as its one row."""
    if not context.is_ours:
        return
    called = {titled(grid.name) for grid in context.upload.grids} | {part.schema.table.name for part in parts}
    if "figures" not in called and context.known("figures"):
        context.problems.warning("sheet-missing", Place(sheet_title("figures", "zh")))
    for part in parts:
        if part.schema.table.name == "corridor" and not part.raw_rows:
            place = Place(part.name, row=str(int(part.header_row) + 1))
            context.problems.error("corridor-missing", place, found=", ".join(context.known("corridor")))


def _without_copies(parts: Sequence[RawTable], context: Context) -> Iterator[RawTable]:
    """The tables but for those that repeat another one, such as a sheet copied to be safe; each is told once."""
    firsts: dict[str, tuple[RawTable, set[tuple[str, ...]]]] = {}
    # The sheet that bears the table's own name is the one that is meant.
    for part in sorted(parts, key=lambda one: titled(one.name) != one.schema.table.name):
        own = {_key_as_said(raw_row) for raw_row in part.raw_rows} - {()}
        first, known = firsts.setdefault(part.schema.table.name, (part, own))
        if first is not part and len(own & known) * _COPIED >= len(own) and len(own) > 1:
            context.problems.error("sheet-repeated", Place(part.name), sheet=part.name, other=first.name)
        else:
            yield part


def _key_as_said(raw_row: RawRow) -> tuple[str, ...]:
    """What a row is known by, as far as its own cells say; nothing where one of them is empty."""
    parts = tuple(raw_row.text(name) for name in raw_row.schema.table.key)
    return parts if all(parts) else ()


def _can_be_told_apart(part: RawTable, context: Context) -> bool:
    """Whether the columns are there by which rows are known, and of a whole table those that it cannot miss."""
    table = part.schema.table
    known = part.columns.issuperset(table.key) or part.columns.issuperset(known_by(table))
    wanted: Sequence[str] = () if known else table.key
    if known and context.is_ours:
        wanted = [column.name for column in part.schema.columns if column.required or column.name == "value"]
    for name in wanted:
        if name not in part.columns:
            place = Place(part.name, row=part.header_row, column=name, header=header(name, "zh"))
            context.problems.error("column-missing", place, column=ColumnName(name))
    return known


def _is_file_of(table: TableSchema, file: str, context: Context) -> bool:
    """Whether the upload bears the name of the pack's file of a table."""
    name = PurePath(context.upload.name).name
    return name == (PurePath(file).name if table.form is Form.GEOJSON else table.file)
