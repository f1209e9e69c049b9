"""All tables as a workbook to read: units, statuses and sources beside every number."""

import io
from collections.abc import Callable, Iterable, Mapping

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from corridor.draw.layout.palette import ACCENT_SOFT
from corridor.export.records import SHEETS, ExportCell, ExportRow, about, gap_records, ledger_records
from corridor.i18n import word
from corridor.intake.template.formula_escaping import put_text
from corridor.intake.template.style import cell_at
from corridor.model.corridor import Corridor
from corridor.model.text import Lang

_WIDE = frozenset({"source", "note", "title", "known_for", "position", "industries", "nodes"})
_NARROW = 16.0
_BROAD = 44.0


def export(corridor: Corridor, lang: Lang) -> bytes:
    """The workbook of everything the corridor's profile may see."""
    of_ledger = {"ledger": ledger_records} if corridor.breakdown else {}
    return workbook(corridor, lang, {**SHEETS, **of_ledger})


def export_gaps(corridor: Corridor, lang: Lang) -> bytes:
    """The workbook of what is missing, for the town office to fill."""
    return workbook(corridor, lang, {"gaps": gap_records})


def workbook(
    corridor: Corridor, lang: Lang, sheets: Mapping[str, Callable[[Corridor, Lang], list[ExportRow]]]
) -> bytes:
    """A workbook with the given sheets and, last, what it is and of when."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, records in sheets.items():
        _fill(book.create_sheet(word(f"export.sheet-{name}", lang)), records(corridor, lang), lang)
    _write_about(book.create_sheet(word("export.sheet-about", lang)), about(corridor, lang))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, records: list[ExportRow], lang: Lang) -> None:
    if not records:
        sheet.append([word("export.empty", lang)])
        return
    keys = list(records[0])
    sheet.append([word(f"export.{key}", lang) for key in keys])
    for row, record in enumerate(records, start=2):
        _write(sheet, row, record.values())
    _style(sheet, keys)


def _style(sheet: Worksheet, keys: Iterable[str]) -> None:
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=ACCENT_SOFT.lstrip("#"))
    for place, key in enumerate(keys, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _BROAD if key in _WIDE else _NARROW
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _write_about(sheet: Worksheet, lines: list[tuple[str, str]]) -> None:
    for row, line in enumerate(lines, start=1):
        _write(sheet, row, line)
    sheet.column_dimensions["A"].width = _NARROW
    sheet.column_dimensions["B"].width = 2 * _BROAD


def _write(sheet: Worksheet, row: int, values: Iterable[ExportCell]) -> None:
    """Write a row, texts as texts and numbers as numbers."""
    for column, value in enumerate(values, start=1):
        cell = cell_at(sheet, row, column)
        if isinstance(value, str):
            put_text(cell, value)
        elif value is not None:
            cell.value = int(value) if value == value.to_integral_value() else float(value)
