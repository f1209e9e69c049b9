"""Cells in the reader's words: things by their names, choices by their words, values with their units."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from corridor.i18n import word
from corridor.i18n.numbers import amount
from corridor.intake.compare.changes import Change
from corridor.intake.terms.choices import choice_word
from corridor.intake.terms.labels import label_of
from corridor.intake.terms.names import Names
from corridor.model.problem import CellError, quoted
from corridor.model.text import LANGS, Lang, Text
from corridor.model.unit import UNITS
from corridor.pack.cells import parse
from corridor.pack.rows import Rows
from corridor.pack.schema import BY_NAME, Cell, Column

_ABOUT = ("subject_id", "indicator_id", "period")


@dataclass(frozen=True, slots=True)
class Said:
    """One cell that differs, in words."""

    change: Change
    row: Text
    """What its row is called, with its id."""
    old: Text
    new: Text


class Saying:
    """The words of one state."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._names = Names(rows)

    def row(self, table: str, key: str) -> Text:
        """A row by its name and id; by its bare id where the state does not hold it."""
        if key not in self._rows.get(table, {}):
            return Text(key, key)
        if table == "figures":
            cells = self._rows[table][key].cells
            return Text(*(label_of(self._about(cells, lang), key) for lang in LANGS))
        return Text(*(self._names.title(table, key, lang) for lang in LANGS))

    def about(self, key: str) -> Text:
        """What a figure is about."""
        cells = self._rows["figures"][key].cells
        return Text(*(quoted(self._about(cells, lang)) for lang in LANGS))

    def cell(self, table: str, key: str, column: str, text: str) -> Text:
        """What a cell of a row says."""
        return Text(*(quoted(self._cell(table, key, column, text.strip(), lang)) for lang in LANGS))

    def value(self, cells: Mapping[str, str], value: Decimal) -> Text:
        """A figure's value with the unit of its indicator."""
        return Text(*(self._amount(cells, value, lang) for lang in LANGS))

    def _about(self, cells: Mapping[str, str], lang: Lang) -> str:
        words = [self._name(name.removesuffix("_id"), cells.get(name, ""), lang) for name in _ABOUT[:2]]
        return " · ".join(part for part in (*words, cells.get("period", "").strip()) if part)

    def _cell(self, table: str, key: str, column: str, text: str, lang: Lang) -> str:
        if not text:
            return word("publish.nothing", lang)
        known = {one.name: one for one in BY_NAME[table].columns}.get(column)
        if known is None:
            return text
        if known.cell is Cell.REFERENCE:
            return word("figure.list-join", lang).join(self._name(known.target, one, lang) for one in text.split(";"))
        if text in known.choices:
            return choice_word(table, column, text, lang)
        row = self._rows.get(table, {}).get(key)
        if (table, column) == ("figures", "value") and row:
            value = _value(known, text)
            return text if value is None else self._amount(row.cells, value, lang)
        return text

    def _name(self, target: str, own_id: str, lang: Lang) -> str:
        own_id = own_id.strip()
        names = self._names.listed(target).get(own_id)
        return (names[lang] if names else "") or own_id

    def _amount(self, cells: Mapping[str, str], value: Decimal, lang: Lang) -> str:
        row = self._rows.get("indicators", {}).get(cells.get("indicator_id", "").strip())
        unit = UNITS.get(row.cells.get("unit", "").strip()) if row else None
        if row is None or unit is None:
            return f"{value:f}"
        names = Text(*(row.cells.get(f"unit_name_{one}", "").strip() for one in LANGS))
        return amount(value, unit, lang, names)


def said(changes: Iterable[Change], before: Rows, after: Rows) -> Iterator[Said]:
    """A difference in words, the old cells as the one state calls things and the new ones as the other does."""
    old, new = Saying(before), Saying(after)
    for change in changes:
        at = (change.table, change.id)
        state = new if change.id in after.get(change.table, {}) else old
        yield Said(
            change, state.row(*at), old.cell(*at, change.column, change.old), new.cell(*at, change.column, change.new)
        )


def _value(column: Column, text: str) -> Decimal | None:
    try:
        value = parse(column, text)
    except CellError:
        return None
    return value if isinstance(value, Decimal) else None
