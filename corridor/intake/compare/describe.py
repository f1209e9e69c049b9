"""What differs, in the reader's words: things by their names, choices by their words, values with their units.

The page, the command line and the messages all ask here, so that they say the same of the same cell.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from corridor.i18n import both, word
from corridor.i18n.columns import header
from corridor.i18n.numbers import amount
from corridor.intake.compare.changes import Change, ChangeKind
from corridor.intake.terms.choices import choice_word
from corridor.intake.terms.labels import label_of
from corridor.intake.terms.names import name_of, thing_name
from corridor.model.problem import quoted
from corridor.model.text import LANGS, Lang, Text
from corridor.model.unit import UNITS
from corridor.pack.rows import Rows
from corridor.pack.schema import BY_NAME, Cell

_FIGURES = "figures"
_ABOUT = ("subject_id", "indicator_id", "period")
_LONGEST = 160
"""Characters of a text that are said; the rest of a long note only hides what else differs."""
_MOST_LISTED = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownRow:
    """A row as one state has it."""

    table: str
    id: str
    cells: Mapping[str, str]
    meanings: Mapping[str, object] = field(repr=False)
    """What they mean; of a row that a state does not show, nothing is known but its texts."""
    state: Rows = field(repr=False)
    """Whose names and units its cells mean."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedRow:
    """A row that differs, as either state has it; where one of them does not show it, as far as its changes say."""

    kind: ChangeKind
    changes: tuple[Change, ...]
    before: KnownRow
    after: KnownRow

    @property
    def known(self) -> KnownRow:
        """The row as it will be; one that goes, as it was."""
        return self.before if self.kind is ChangeKind.REMOVED else self.after


@dataclass(frozen=True, kw_only=True, slots=True)
class DescribedChange:
    """One cell that differs, in words."""

    change: Change
    column: Text
    old: Text
    """As the state before calls things."""
    new: Text
    """As the state after calls them."""


def changed_rows(changes: Iterable[Change], before: Rows, after: Rows) -> tuple[ChangedRow, ...]:
    """The rows that a difference between two states is about, in its order; nothing is put into words yet."""
    rows: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        rows.setdefault((change.table, change.id), []).append(change)
    return tuple(_changed_row(tuple(cells), before, after) for cells in rows.values())


def _changed_row(changes: tuple[Change, ...], before: Rows, after: Rows) -> ChangedRow:
    first, old, new = changes[0], {one.column: one.old for one in changes}, {one.column: one.new for one in changes}
    was = known_row(before, first.table, first.id, old)
    return ChangedRow(
        kind=first.kind,
        changes=changes,
        before=was,
        after=known_row(after, first.table, first.id, {**was.cells, **new}),
    )


def known_row(state: Rows, table: str, key: str, otherwise: Mapping[str, str] | None = None) -> KnownRow:
    """A row of a state; with the cells given otherwise, or none, where the state does not show it."""
    row = state.get(table, {}).get(key)
    return KnownRow(
        table=table,
        id=key,
        cells=row.cells if row else otherwise or {},
        meanings=row.meanings if row else {},
        state=state,
    )


def describe_changes(row: ChangedRow) -> Iterator[DescribedChange]:
    """The cells of a row that differ, in words."""
    for change in row.changes:
        old, new = (
            describe_cell(row.before, change.column, change.old, change.was),
            describe_cell(row.after, change.column, change.new, change.becomes),
        )
        yield DescribedChange(change=change, column=describe_column(change.column), old=old, new=new)


def describe_row(row: KnownRow) -> Text:
    """A row by its name and id; by its bare id where it has no name."""
    name = row_name(row)
    return Text(*(label_of(name[lang], row.id) for lang in LANGS))


def row_name(row: KnownRow) -> Text:
    """What a row is called, a figure by what it is about; empty where it has no name."""
    if row.table == _FIGURES:
        about = [describe_own_cell(row, column) for column in _ABOUT]
        return Text(*(" · ".join(part[lang] for part in about if part) for lang in LANGS))
    return Text(*(_quoted(name_of(row.state, row.table, row.cells, lang)) for lang in LANGS))


def describe_column(column: str) -> Text:
    """What a column is called."""
    return Text(*(header(column, lang) for lang in LANGS))


def describe_own_cell(row: KnownRow, column: str) -> Text:
    """What a row's cell says; no words at all where it is empty."""
    text = row.cells.get(column, "").strip()
    return describe_cell(row, column, text, row.meanings.get(column)) if text else Text()


def describe_cell(row: KnownRow, column: str, text: str, meaning: object = None) -> Text:
    """What a text says in a cell of a row, also another text than the row's own; that it is empty, where it is.

    A number is said as an amount where it comes with its meaning.
    """
    said = text.strip()
    return Text(*(_cell(row, column, said, meaning, lang) for lang in LANGS)) if said else empty_cell()


def empty_cell() -> Text:
    """What is said of an empty cell."""
    return both("publish.nothing")


def _cell(row: KnownRow, name: str, text: str, meaning: object, lang: Lang) -> str:
    column = {one.name: one for one in BY_NAME[row.table].columns}.get(name)
    if column is None:
        return _quoted(text)
    if column.cell is Cell.REFERENCE:
        return _listed(row.state, column.target, text.split(";"), lang)
    if text in column.choices:
        return choice_word(row.table, name, text, lang)
    if column.own_words:
        return thing_name(row.state, column.own_words, text, lang)
    if (row.table, name) == (_FIGURES, "value") and isinstance(meaning, Decimal):
        return _amount(row, meaning, lang)
    return _quoted(text)


def _listed(state: Rows, target: str, ids: list[str], lang: Lang) -> str:
    names = [_quoted(thing_name(state, target, own_id.strip(), lang)) for own_id in ids[:_MOST_LISTED]]
    return word("figure.list-join", lang).join([*names, *["…"] * (len(ids) > _MOST_LISTED)])


def _amount(row: KnownRow, value: Decimal, lang: Lang) -> str:
    indicator = known_row(row.state, "indicators", row.cells.get("indicator_id", "").strip()).cells
    unit = UNITS.get(indicator.get("unit", "").strip())
    if unit is None:
        return f"{value:f}"
    return amount(value, unit, lang, Text(*(indicator.get(f"unit_name_{one}", "").strip() for one in LANGS)))


def _quoted(text: str) -> str:
    return quoted(text, _LONGEST)
