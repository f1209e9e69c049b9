"""An opened upload, understood against a state of a corridor: rows as the data folder writes them."""

from collections.abc import Container, Iterator, Mapping

from corridor.intake.cells.parse_cell import CellParser
from corridor.intake.open.upload import Upload
from corridor.intake.rows.context import Context
from corridor.intake.rows.figures import read_figure
from corridor.intake.rows.identity import Figures, claimed, named, report_twice, with_new_rows
from corridor.intake.rows.measured import Measures, measures, with_stated_units
from corridor.intake.rows.naming import Claims, Either
from corridor.intake.rows.parse_row import ParsedRow, parse_row, tell_of_months
from corridor.intake.rows.raw_rows import RawRow, RawTable
from corridor.intake.rows.records import Intake, Record
from corridor.intake.rows.tables import tables_in, whole_tables
from corridor.intake.terms.names import Names
from corridor.model.problem import CellError, Severity
from corridor.pack.rows import Rows, key_of


def read_upload(upload: Upload, base: Rows, taken: Container[str] = ()) -> Intake:
    """Understand an opened upload with the names, ids and units of the state it was made from.

    ``taken`` are ids that new rows must not get although the base does not show them.
    """
    if any(problem.severity is Severity.ERROR for problem in upload.problems):
        return Intake(name=upload.name, problems=upload.problems)
    context = Context(upload=upload, base=base, taken=Either({key for rows in base.values() for key in rows}, taken))
    parts, file = tables_in(context)
    parts = [claimed(part, context) for part in parts]
    parts = [named(part, context) for part in parts]
    names = Names(with_new_rows(base, parts), former=Names(base))
    records: dict[str, dict[str, Record]] = {}
    for part in parts:
        known = records.setdefault(part.schema.table.name, {})
        reader = CellParser(table=part.schema.table.name, names=names)
        tell_of_months(part, context.problems)
        for record in _records(part, reader, context, records):
            if record.key in known:
                key = part.schema.table.key[0]
                report_twice(record.place(key), record.key, known[record.key].place(key), context.problems)
            else:
                known[record.key] = record
    problems = (*upload.problems, *context.checked.found, *context.problems.found)
    sheets = {part.schema.table.name: part.name for part in reversed(parts)}
    return Intake(
        name=upload.name,
        records=records,
        whole=whole_tables(parts, file, context),
        file=file,
        problems=problems,
        sheets=sheets,
    )


def _records(
    part: RawTable, reader: CellParser, context: Context, read: Mapping[str, Mapping[str, Record]]
) -> Iterator[Record]:
    """The rows of a table that could be told apart; of those before it, the indicators say how figures are measured."""
    if part.schema.table.name == "figures":
        indicators = ((key, row.cells) for key, row in context.known("indicators").items())
        said = ((key, record.cells) for key, record in read.get("indicators", {}).items())
        yield from _figures(part, reader, context, measures(indicators, said))
        return
    for raw_row in part.raw_rows:
        row = parse_row(raw_row, reader, context.problems)
        key = raw_row.key or key_of(part.schema.table, row.cells)
        if not key:
            _report_empty_key(raw_row, row, context)
        elif part.schema.table.name == "corridor" and key not in context.known("corridor"):
            context.problems.error("corridor-id", raw_row.place("id"), found=key)
        else:
            yield _record(raw_row, key, row)


def _figures(part: RawTable, reader: CellParser, context: Context, known: Measures) -> Iterator[Record]:
    claims = Claims((raw_row.key for raw_row in part.raw_rows if raw_row.key), context.given, context.taken)
    figures = Figures(context.known("figures"), claims)
    for raw_row in with_stated_units(part, known, context.problems).raw_rows:
        row = parse_row(raw_row, reader, context.problems)
        key = figures.key_of(raw_row, row.cells, row.broken, context.problems)
        read_figure(raw_row, key, row, context, known)
        yield _record(raw_row, key, row)


def _record(raw_row: RawRow, key: str, row: ParsedRow) -> Record:
    table = raw_row.schema.table
    own = {"id": key} if table.key == ("id",) else {}
    cells, meanings = {**row.cells, **own}, {**row.meanings, **own}
    return Record(
        table=table.name,
        key=key,
        cells=cells,
        meanings=meanings,
        place=raw_row.place,
        columns=frozenset(raw_row.found),
        broken=frozenset(row.broken),
    )


def _report_empty_key(raw_row: RawRow, row: ParsedRow, context: Context) -> None:
    for name in raw_row.schema.table.key:
        if name not in row.broken and not raw_row.text(name):
            context.problems.cell(CellError("cell-empty"), raw_row.place(name))
