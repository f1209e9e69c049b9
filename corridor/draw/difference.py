"""What an upload would change, as figures: old value, new value and by how much, subject by subject."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corridor.draw.markup import render
from corridor.draw.wording import figure_value, period_text, scope_text, status_text
from corridor.i18n import word
from corridor.i18n.columns import header
from corridor.i18n.numbers import amount, number
from corridor.intake.compare.changes import Change, Kind
from corridor.intake.terms.choices import choice_word
from corridor.intake.terms.sheets import sheet_title
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure
from corridor.model.text import Lang
from corridor.pack.schema import BY_NAME, Cell

_WHOLE, _TENTH = Decimal(1), Decimal("0.1")
_COARSE = 100
"""Per cent from which on tenths say nothing."""
_FIGURES = "figures"
_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_SHOWN_ROWS = 200
"""Rows drawn of one difference; the rest is counted."""
_LONGEST = 160
_BY_VALUE = ("value", "qualifier")
"""Columns that a value in words already shows."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One more thing that differs in a row."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that differs."""

    id: str
    kind: Kind
    title: str
    """What the row is, under its group."""
    old: str
    new: str
    delta: str
    """By how much a value rose or fell; empty where that cannot be said."""
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together: the figures of one subject, or the rows of one table."""

    title: str
    caption: str
    entries: tuple[Entry, ...]


def difference(before: Corridor, after: Corridor | None, changes: Sequence[Change], lang: Lang) -> str:
    """The difference as a piece of the page.

    Args:
        before: the state now, as its reader may know it.
        after: the state that publishing would make; ``None`` where the upload has errors, so that there is none.
        changes: what differs, cell by cell.
        lang: of the words.
    """
    groups = grouped(before, after, changes, lang)
    rows = [entry for group in groups for entry in group.entries]
    counts = {kind.value: sum(entry.kind is kind for entry in rows) for kind in Kind}
    left = len(rows) - _SHOWN_ROWS
    return render(
        "difference.html.j2", lang, groups=tuple(_first(groups, _SHOWN_ROWS)), counts=counts, left=max(0, left)
    )


def grouped(before: Corridor, after: Corridor | None, changes: Sequence[Change], lang: Lang) -> tuple[Group, ...]:
    """The rows that differ: figures by their subject first, then other tables in their order."""
    rows: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        rows.setdefault((change.table, change.id), []).append(change)
    told = _Telling(before, after or before, lang)
    groups: dict[tuple[str, str], list[Entry]] = {}
    for (table, key), cells in rows.items():
        subject = told.subject(key, cells) if table == _FIGURES else ""
        groups.setdefault((table, subject), []).append(told.entry(table, key, cells))
    ordered = sorted(groups.items(), key=lambda item: item[0][0] != _FIGURES)
    return tuple(Group(told.group(*place), told.table(place[0]), tuple(entries)) for place, entries in ordered)


def _first(groups: Iterable[Group], most: int) -> Iterator[Group]:
    for group in groups:
        if most <= 0:
            return
        yield Group(group.title, group.caption, group.entries[:most])
        most -= len(group.entries)


class _Telling:
    """The words of one difference in one language."""

    def __init__(self, before: Corridor, after: Corridor, lang: Lang) -> None:
        self._states = (before, after)
        self._lang = lang

    def table(self, table: str) -> str:
        """What a table is called, by its sheet."""
        return sheet_title(table, self._lang) if table in BY_NAME else table

    def group(self, table: str, subject: str) -> str:
        """What rows that belong together are called; of a mistyped subject nothing is known."""
        if table != _FIGURES:
            return self.table(table)
        return self.name(subject) if subject else word("update.subject-unclear", self._lang)

    def name(self, thing_id: str) -> str:
        """A thing by the name it has, or gets; its id where nobody knows it."""
        for corridor in reversed(self._states):
            try:
                return corridor.name_of(thing_id)[self._lang] or thing_id
            except KeyError:
                continue
        return thing_id

    def subject(self, key: str, cells: Sequence[Change]) -> str:
        """What a figure is about."""
        known = [figure.subject_id for figure in self._figures(key) if figure]
        given = [change.new or change.old for change in cells if change.column == "subject_id"]
        return (given or known or [""])[-1]

    def entry(self, table: str, key: str, cells: Sequence[Change]) -> Entry:
        """One row in words."""
        if table != _FIGURES:
            return self._row(table, key, cells)
        old, new = self._figures(key)
        kind = cells[0].kind
        if kind is Kind.NEW:
            old = None
        shown = new if kind is not Kind.REMOVED and new else old
        if shown is None or (kind is not Kind.REMOVED and new is old):
            return self._row(table, key, cells, self._title(shown) if shown else self._title_of_cells(cells))
        if kind is Kind.REMOVED:
            new = None
        return Entry(
            key,
            kind,
            self._title(shown),
            self._value(old, self._states[0]),
            self._value(new, self._states[1]),
            self._delta(old, new),
            self._frame(shown, new is shown) if old is None or new is None else self._details(table, cells, _BY_VALUE),
        )

    def _figures(self, key: str) -> tuple[Figure | None, Figure | None]:
        return (self._states[0].figure_by_id.get(key), self._states[1].figure_by_id.get(key))

    def _title(self, figure: Figure) -> str:
        indicator = self._indicator_name(figure.indicator_id)
        return word("update.indicator-period", self._lang, indicator=indicator, period=self._period(figure))

    def _period(self, figure: Figure) -> str:
        return period_text(figure.period, self._lang)

    def _indicator_name(self, indicator_id: str) -> str:
        for corridor in reversed(self._states):
            if indicator_id in corridor.indicator_by_id:
                return corridor.indicator_by_id[indicator_id].name[self._lang]
        return indicator_id

    def _value(self, figure: Figure | None, corridor: Corridor) -> str:
        return figure_value(corridor, figure, self._lang) if figure else ""

    def _delta(self, old: Figure | None, new: Figure | None) -> str:
        if old is None or new is None or old.value is None or new.value is None or old.value == new.value:
            return ""
        was, indicator = (
            corridor.indicator_by_id[one.indicator_id] for corridor, one in zip(self._states, (old, new), strict=True)
        )
        if was.id != indicator.id or was.unit != indicator.unit:
            return ""
        step = new.value - old.value
        sign = "+" if step > 0 else "−"
        by = f"{sign}{amount(abs(step), indicator.unit, self._lang, indicator.unit_name)}"
        if indicator.unit.dimension == "share" or not old.value:
            return by
        share = abs(step) / abs(old.value) * 100
        share = share.quantize(_WHOLE if share >= _COARSE else _TENTH)
        return word("update.by-share", self._lang, by=by, sign=sign, share=number(share))

    def _frame(self, figure: Figure, is_new: bool) -> tuple[Detail, ...]:  # noqa: FBT001 - one of two states
        """What a figure says beside its value, for one that comes or goes."""
        corridor = self._states[is_new]
        said = {
            "status": status_text(figure.status, self._lang),
            "scope_id": scope_text(corridor, figure, self._lang),
            "release": word(f"figure.release-{figure.release}", self._lang),
            "source_id": self._list(figure.source_ids),
        }
        return tuple(Detail(header(name, self._lang), "", text) for name, text in said.items() if text)

    def _title_of_cells(self, cells: Sequence[Change]) -> str:
        """A figure that cannot be built yet, as far as its cells say."""
        said = {change.column: change.new or change.old for change in cells}
        indicator = self._indicator_name(said.get("indicator_id", ""))
        period = said.get("period", "")
        return word("update.indicator-period", self._lang, indicator=indicator, period=period).strip(" ·")

    def _row(self, table: str, key: str, cells: Sequence[Change], title: str = "") -> Entry:
        names = (f"name_{self._lang}", f"title_{self._lang}")
        title = title or next((change.new or change.old for change in cells if change.column in names), "")
        return Entry(key, cells[0].kind, title or self._known(table, key), "", "", "", self._details(table, cells))

    def _known(self, table: str, key: str) -> str:
        if table == "sources":
            for corridor in reversed(self._states):
                if key in corridor.source_by_id:
                    return corridor.source_by_id[key].title[self._lang]
        return self.name(key)

    def _details(self, table: str, cells: Sequence[Change], told: Container[str] = ()) -> tuple[Detail, ...]:
        return tuple(
            Detail(
                self._label(table, change.column),
                self._amount(change.old, cells) if is_value else self._cell(table, change.column, change.old),
                self._amount(change.new, cells) if is_value else self._cell(table, change.column, change.new),
            )
            for change in cells
            for is_value in ((table, change.column) == (_FIGURES, "value"),)
            if change.column not in told and (change.old or change.new)
        )

    def _amount(self, text: str, cells: Sequence[Change]) -> str:
        """A value of a figure that cannot be built, with the unit of its indicator as far as that is known."""
        known = [figure.indicator_id for figure in self._figures(cells[0].id) if figure]
        given = [change.new or change.old for change in cells if change.column == "indicator_id"]
        for corridor in reversed(self._states):
            indicator = corridor.indicator_by_id.get((given or known or [""])[-1])
            if indicator and _DECIMAL.fullmatch(text):
                return amount(Decimal(text), indicator.unit, self._lang, indicator.unit_name)
        return text

    def _label(self, table: str, column: str) -> str:
        try:
            return header(column, self._lang)
        except KeyError:
            return f"{table}.{column}"

    def _cell(self, table: str, column: str, text: str) -> str:
        if not text:
            return ""
        known = {one.name: one for one in BY_NAME[table].columns}.get(column)
        if known and known.cell is Cell.REFERENCE:
            return self._list(text.split(";"))
        if known and text in known.choices:
            return choice_word(table, column, text, self._lang)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

    def _list(self, ids: Iterable[str]) -> str:
        return word("figure.list-join", self._lang).join(self._reference(one) for one in ids)

    def _reference(self, thing_id: str) -> str:
        for corridor in reversed(self._states):
            if thing_id in corridor.source_by_id:
                return corridor.source_by_id[thing_id].title[self._lang]
            if thing_id in corridor.scope_by_id:
                return corridor.scope_by_id[thing_id].name[self._lang]
            if thing_id in corridor.indicator_by_id:
                return corridor.indicator_by_id[thing_id].name[self._lang]
            if thing_id in corridor.industry_by_id:
                return corridor.industry_by_id[thing_id].name[self._lang]
        return self.name(thing_id)
