"""The Excel template of a corridor: filled with what is known, waiting for what is expected, open for additions."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from corridor.i18n import both, word
from corridor.i18n.columns import header
from corridor.intake.template.formula_escaping import put_text
from corridor.intake.template.lists import Lists
from corridor.intake.template.meta import Meta, write_meta
from corridor.intake.template.style import (
    FIRST_ROW,
    HEADER_ROW,
    LOCKED,
    MISSING,
    PLAIN,
    cell_at,
    dress,
    dress_header,
    frame,
    register,
    width_of,
)
from corridor.intake.terms.choices import choice_label, choice_word
from corridor.intake.terms.names import Names
from corridor.intake.terms.sheets import SHEETS, SheetSchema, note, sheet_schema, sheet_title
from corridor.model.corridor import Corridor
from corridor.model.expectation import gaps
from corridor.model.figure import Release
from corridor.model.problem import CellError, PackError, Severity
from corridor.model.text import Lang
from corridor.pack.build import build
from corridor.pack.cells import parse
from corridor.pack.files import read_files
from corridor.pack.history import digest
from corridor.pack.load import Pack, examine_tables
from corridor.pack.read import Tables
from corridor.pack.release_filter import filter_release
from corridor.pack.rows import Row, Rows, rows_of
from corridor.pack.schema import Cell, Column, tables_of

SPARE_ROWS = 200
"""Blank rows for additions on every sheet."""

_EXACT_DIGITS = 15
"""A spreadsheet's number keeps this many."""
_NOTE_SIZE = (340, 170)
_RULES = 11
_RULES_WIDTH = 110.0


def template(pack: Pack, *, lang: Lang = "zh", profile: Release = Release.INTERNAL) -> bytes:
    """The workbook of a pack, holding what a profile may see.

    Raises:
        NotADirectoryError: the path is no folder.
        PackError: the pack has errors, so that rows might be lost on the way.
    """
    files = read_files(pack) if isinstance(pack, Path) else pack
    tables, problems = examine_tables(files)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise PackError(problems)
    corridor = build(tables, profile, files)
    writer = _Writer(filter_release(tables, profile), corridor, lang)
    return writer.workbook(Meta(corridor_id=corridor.id, state=state_of(files), profile=profile.value))


def state_of(files: Mapping[str, bytes]) -> str:
    """A name for a state of a pack as far as the product reads it, whatever else lies in the folder."""
    return digest({name: data for name, data in files.items() if any(tables_of(name))})


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A row of a sheet: of the pack, or prepared for what is missing."""

    cells: Mapping[str, str]
    known: bool = True
    missing: bool = False


class _Writer:
    def __init__(self, tables: Tables, corridor: Corridor, lang: Lang) -> None:
        self._tables = tables
        self._rows: Rows = rows_of(tables)
        self._corridor = corridor
        self._lang = lang
        self._names = Names(self._rows)
        self._units = {key: row.cells for key, row in self._rows.get("indicators", {}).items()}

    def workbook(self, meta: Meta) -> bytes:
        book = Workbook()
        book.remove(book.worksheets[0])
        register(book)
        sheets = {table: book.create_sheet(sheet_title(table, self._lang)) for table in SHEETS}
        self._write_rules(book.create_sheet(word("template.sheet-rules", self._lang), 1), meta)
        own = {cells.get("unit", "") for cells in self._units.values()}
        lists = Lists(book, self._names, own, self._lang)
        for table, sheet in sheets.items():
            self._write(sheet, sheet_schema(table), lists)
        write_meta(book, meta)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def _write(self, sheet: Worksheet, own: SheetSchema, lists: Lists) -> None:
        self._write_header(sheet, own)
        lines = [*self._lines(own), *self._blanks(own)]
        for number, line in enumerate(lines, start=FIRST_ROW):
            for place, column in enumerate(own.columns, start=1):
                cell = cell_at(sheet, number, place)
                is_locked = _is_locked(own, column, line)
                dress(cell, LOCKED if is_locked else MISSING if line.missing else PLAIN)
                self._put(cell, own, column, _told(line, column))
        last = max(FIRST_ROW, FIRST_ROW + len(lines) - 1)
        for place, column in enumerate(own.columns, start=1):
            letter = get_column_letter(place)
            lists.offer(sheet, own.table.name, column, f"{letter}{FIRST_ROW}:{letter}{last}")
        frame(sheet, last_row=last, last_column=get_column_letter(len(own.columns)))
        sheet.freeze_panes = f"{'D' if own.table.name == 'figures' else 'C'}{FIRST_ROW}"

    def _write_header(self, sheet: Worksheet, own: SheetSchema) -> None:
        datum = self._datum(own)
        for place, column in enumerate(own.columns, start=1):
            sheet.cell(1, place, column.name)
            cell = sheet.cell(HEADER_ROW, place, header(column.name, self._lang))
            dress_header(cell, required=column.required)
            explained = note(own.table.name, column.name, self._lang, datum=datum)
            cell.comment = Comment(explained, "corridor", width=_NOTE_SIZE[0], height=_NOTE_SIZE[1])
            sheet.column_dimensions[get_column_letter(place)].width = width_of(column.name)

    def _datum(self, own: SheetSchema) -> str:
        sheet = self._tables.get(own.table.name)
        known = sheet.datums.get(own.table.file, "wgs84") if sheet else "wgs84"
        return both(f"check.datum-name-{known}")[self._lang]

    def _lines(self, own: SheetSchema) -> Iterable[_Line]:
        rows = self._rows.get(own.table.name, {})
        if own.table.name != "figures":
            yield from (_Line(cells=row.cells) for row in rows.values())
            return
        yield from (self._figure(row) for row in rows.values())
        for gap in gaps(self._corridor):
            if gap.figure is None:
                cells = {"subject_id": gap.subject_id, "indicator_id": gap.indicator_id}
                yield _Line(cells={**cells, "unit": self._unit(gap.indicator_id)}, known=False, missing=True)

    def _figure(self, row: Row) -> _Line:
        unit = self._unit(row.cells["indicator_id"])
        return _Line(cells={**row.cells, "unit": unit}, missing=not row.cells["value"].strip())

    def _unit(self, indicator_id: str) -> str:
        indicator = self._units.get(indicator_id, {})
        unit = indicator.get("unit", "")
        if unit == "count":
            return indicator.get(f"unit_name_{self._lang}", "")
        return choice_word("figures", "unit", unit, self._lang) if unit else ""

    def _blanks(self, own: SheetSchema) -> Iterable[_Line]:
        return () if own.table.name == "corridor" else (_Line(cells={}, known=False) for _ in range(SPARE_ROWS))

    def _choice(self, own: SheetSchema, column: Column, text: str) -> str:
        if text in column.choices:
            return choice_label(own.table.name, column, text, self._lang)
        return self._names.label(column.own_words, text, self._lang) if column.own_words else text

    def _put(self, cell: ExcelCell, own: SheetSchema, column: Column, text: str) -> None:
        if column.cell in (Cell.PERIOD, Cell.DATE, Cell.ID):
            # As text, so that a spreadsheet does not take 2022-05 for the first of May.
            cell.number_format = "@"
        if column.cell is Cell.REFERENCE:
            ids = [part.strip() for part in text.split(";")] if column.many else [text]
            put_text(cell, "; ".join(self._names.label(column.target, one, self._lang) for one in ids if one))
        elif column.choices:
            put_text(cell, self._choice(own, column, text))
        elif column.cell in (Cell.DECIMAL, Cell.NUMBER, Cell.INTEGER):
            _put_number(cell, text)
        else:
            put_text(cell, text)

    def _write_rules(self, sheet: Worksheet, meta: Meta) -> None:
        lang = self._lang
        profile = word(f"figure.release-{meta.release.value}", lang)
        values = {
            "date": self._corridor.data_date.isoformat(),
            "profile": profile,
            "datum": self._datum(sheet_schema("nodes")),
        }
        lines = [
            word("template.rules-title", lang, name=self._corridor.name[lang]),
            word("template.rules-state", lang, **values),
            *(word(f"template.rules-{number}", lang) for number in range(1, _RULES + 1)),
        ]
        for number, line in enumerate(lines, start=1):
            cell = cell_at(sheet, number, 1)
            put_text(cell, line)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.row_dimensions[number].height = 34.0
        sheet.cell(1, 1).font = Font(bold=True, size=14)
        sheet.column_dimensions["A"].width = _RULES_WIDTH
        sheet.sheet_view.showGridLines = False


def _told(line: _Line, column: Column) -> str:
    """What a cell says, with what an empty one of a known row means; it stays empty in a row that waits.

    That an absence is public says nothing of the number to come: who may see that is for the clerk to state.
    """
    if line.missing and column.name == "release":
        return ""
    text = line.cells.get(column.name, "").strip()
    return text or (column.default if line.known and column.choices else "")


def _is_locked(own: SheetSchema, column: Column, line: _Line) -> bool:
    """Ids of what is there are locked, and those that nobody needs to think of."""
    if own.table.name == "figures" and column.name == "id":
        return True
    return line.known and column.name in own.table.key


def _put_number(cell: ExcelCell, text: str) -> None:
    """Write a number as a number with the digits it was published with, or as text where a number would lose some."""
    if not text:
        return
    try:
        value = Decimal(str(parse(Column("", Cell.DECIMAL), text)))
    except CellError:
        put_text(cell, text)
        return
    if Decimal(f"{float(value):.{_EXACT_DIGITS}g}") != value:
        cell.number_format = "@"
        put_text(cell, text)
        return
    cell.value = int(value) if value == value.to_integral_value() and "." not in text else float(value)
    decimals = len(text.partition(".")[2])
    if text.endswith("0") and decimals:
        cell.number_format = f"0.{'0' * decimals}"
