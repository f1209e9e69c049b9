"""The hidden sheet that drop-downs take their entries from, and the drop-downs themselves."""

from collections.abc import Collection

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from corridor.i18n import word
from corridor.intake.template.formula_escaping import put_text
from corridor.intake.template.meta import LISTS
from corridor.intake.template.style import cell_at
from corridor.intake.terms.choices import choice_label, choice_word
from corridor.intake.terms.names import Names
from corridor.intake.terms.sheets import UNIT
from corridor.model.text import Lang
from corridor.model.unit import UNITS
from corridor.pack.schema import Cell, Column


class Lists:
    """Entries of drop-downs, each list written once however many columns offer it."""

    def __init__(self, book: Workbook, names: Names, units: Collection[str], lang: Lang) -> None:
        self._sheet: Worksheet = book.create_sheet(LISTS)
        self._sheet.sheet_state = "hidden"
        self._names = names
        self._dimensions = {UNITS[unit].dimension for unit in units if unit in UNITS}
        self._lang = lang
        self._ranges: dict[tuple[str, ...], str] = {}

    def offer(self, sheet: Worksheet, table: str, column: Column, cells: str) -> None:
        """Give cells of a column their drop-down, if the column has one; other entries are warned of, not refused.

        A label is longer than what people type, and what they type is understood on reading as well.
        """
        entries = self._entries(table, column)
        if not entries:
            return
        key = (column.target,) if column.target else (table, column.name)
        if key not in self._ranges:
            self._ranges[key] = self._write(entries)
        offered = DataValidation(type="list", formula1=self._ranges[key], allow_blank=True)
        offered.showErrorMessage = False
        offered.showInputMessage = True
        offered.promptTitle = word("template.prompt-list-title" if column.many else "template.prompt-title", self._lang)
        offered.prompt = word("template.prompt-list" if column.many else "template.prompt", self._lang)
        offered.add(cells)
        sheet.add_data_validation(offered)

    def _entries(self, table: str, column: Column) -> list[str]:
        if column == UNIT:
            return [choice_word(table, "unit", unit, self._lang) for unit in self._units() if unit != "count"]
        if column.cell is Cell.REFERENCE:
            listed = self._names.listed(column.target)
            return [self._names.label(column.target, own_id, self._lang) for own_id in listed]
        own = self._names.listed(column.own_words) if column.own_words else ()
        choices = dict.fromkeys((*self._units(), *column.usual)) if column.usual else column.choices
        labels = [choice_label(table, column, choice, self._lang) for choice in choices]
        return [*labels, *(self._names.label(column.own_words, one, self._lang) for one in own)]

    def _units(self) -> list[str]:
        """Units that the pack's own can be converted into."""
        return [unit.id for unit in UNITS.values() if unit.dimension in self._dimensions]

    def _write(self, entries: list[str]) -> str:
        place = len(self._ranges) + 1
        for number, entry in enumerate(entries, start=1):
            put_text(cell_at(self._sheet, number, place), entry)
        letter = get_column_letter(place)
        return f"'{LISTS}'!${letter}$1:${letter}${len(entries)}"
