"""The empty ledger: a workbook with one sheet, to be filled with a row for each firm and period."""

import io
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from corridor.i18n import both, table, word
from corridor.intake.template.formula_escaping import put_text
from corridor.intake.template.lists import Lists
from corridor.intake.template.meta import Meta, write_meta
from corridor.intake.template.style import (
    FIRST_ROW,
    HEADER_ROW,
    PLAIN,
    cell_at,
    dress,
    dress_header,
    frame,
    register,
    width_of,
)
from corridor.intake.template.write import state_of
from corridor.intake.terms.ledger import column_header, title
from corridor.intake.terms.names import Names
from corridor.model.figure import Release
from corridor.model.problem import PackError, Severity
from corridor.model.text import LANGS, Lang
from corridor.pack.files import read_files
from corridor.pack.ledger.read import ledger_table
from corridor.pack.load import examine_tables
from corridor.pack.read import Tables, datum_of_ledger
from corridor.pack.rows import Rows, rows_of
from corridor.pack.schema import LEDGER_FILES, Cell, Column

BLANK_ROWS = 1000
_NOTE_SIZE = (340, 170)
_INDUSTRY = Column("industry_id", Cell.REFERENCE, target="industry")
"""In the sheet an industry is chosen, though a code may be written as well."""


def ledger_template(pack: Path, *, lang: Lang = "zh") -> bytes:
    """The empty ledger of a pack, for editors: it names whatever the pack does.

    Raises:
        NotADirectoryError: the path is no folder.
        PackError: the pack has errors, so that what the ledger refers to might be lost.
    """
    files = read_files(pack)
    tables, problems = examine_tables(files)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise PackError(problems)
    rows = rows_of(tables)
    book = Workbook()
    book.remove(book.worksheets[0])
    register(book)
    sheet = book.create_sheet(title(lang))
    _write(sheet, tables, rows, lang)
    lists = Lists(book, Names(rows), (), lang)
    columns = ledger_table(LEDGER_FILES[0], tables).columns
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        offered = _INDUSTRY if column.name == _INDUSTRY.name else column
        lists.offer(sheet, "ledger", offered, f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + BLANK_ROWS - 1}")
    write_meta(book, Meta(corridor_id=next(iter(rows["corridor"])), state=state_of(files), profile=Release.INTERNAL))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, tables: Tables, rows: Rows, lang: Lang) -> None:
    columns = ledger_table(LEDGER_FILES[0], tables).columns
    datum = both(f"check.datum-name-{datum_of_ledger(LEDGER_FILES[0], tables)}")[lang]
    for place, column in enumerate(columns, start=1):
        sheet.cell(1, place, column.name)
        cell = cell_at(sheet, HEADER_ROW, place)
        put_text(cell, column_header(column.name, rows, lang))
        dress_header(cell, required=column.required)
        cell.comment = Comment(_note(column, lang, datum), "corridor", width=_NOTE_SIZE[0], height=_NOTE_SIZE[1])
        sheet.column_dimensions[get_column_letter(place)].width = width_of(column.name)
        for row in range(FIRST_ROW, FIRST_ROW + BLANK_ROWS):
            body = cell_at(sheet, row, place)
            dress(body, PLAIN)
            if column.cell in (Cell.TEXT, Cell.PERIOD):
                # As text, so that a spreadsheet keeps the digits of a code and the months of a period.
                body.number_format = "@"
    frame(sheet, last_row=FIRST_ROW + BLANK_ROWS - 1, last_column=get_column_letter(len(columns)))
    sheet.freeze_panes = f"B{FIRST_ROW}"


def _note(column: Column, lang: Lang, datum: str) -> str:
    stem, _, language = column.name.rpartition("_")
    name = stem if language in LANGS else column.name
    known = f"template.note-ledger-{name}"
    return word(known if known in table(lang) else "template.note-ledger-amount", lang, datum=datum)
