"""What an upload would change, as figures: old value, new value and by how much, subject by subject."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corridor.draw.words.wording import figure_value, period_text, scope_text
from corridor.i18n import word
from corridor.i18n.numbers import amount, number
from corridor.intake.compare.changes import ChangeKind
from corridor.intake.compare.describe import (
    ChangedRow,
    DescribedChange,
    KnownRow,
    describe_cell,
    describe_changes,
    describe_column,
    describe_own_cell,
    row_name,
)
from corridor.intake.terms.sheets import sheet_title
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure, Indicator
from corridor.model.text import Lang

_WHOLE, _TENTH = Decimal(1), Decimal("0.1")
_COARSE = 100
"""Per cent from which on tenths say nothing."""
_FIGURES = "figures"
_BY_VALUE = ("value", "qualifier")
"""Columns that a value in words already shows."""

Corridors = tuple[Corridor | None, Corridor | None]
"""The states before and after as their reader may know them; ``None`` for one that is not, or cannot be, built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceDetail:
    """One more thing that differs in a row."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDifference:
    """One row that differs."""

    id: str
    kind: ChangeKind
    title: str
    """What the row is, under its group."""
    old: str
    new: str
    delta: str
    """By how much a value rose or fell; empty where that cannot be said."""
    details: tuple[DifferenceDetail, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceGroup:
    """Rows that belong together: the figures of one subject, or the rows of one table."""

    title: str
    caption: str
    entries: tuple[RowDifference, ...]


@dataclass(frozen=True, slots=True)
class _Built:
    """A figure in the corridor that it is part of."""

    figure: Figure
    corridor: Corridor

    @property
    def indicator(self) -> Indicator:
        return self.corridor.indicator_by_id[self.figure.indicator_id]


def difference_groups(rows: Sequence[ChangedRow], corridors: Corridors, lang: Lang, most: int) -> list[DifferenceGroup]:
    """What differs in words: the figures of a subject together, then the rows of each other table; so many at most."""
    return [_group(group, corridors, lang) for group in _first(_grouped(rows), most)]


def _grouped(rows: Iterable[ChangedRow]) -> list[list[ChangedRow]]:
    """The rows that belong together: figures by their subject first, then other tables in their order."""
    groups: dict[tuple[bool, str], list[ChangedRow]] = {}
    for row in rows:
        is_figure = row.known.table == _FIGURES
        about = row.known.cells.get("subject_id", "").strip() if is_figure else row.known.table
        groups.setdefault((not is_figure, about), []).append(row)
    return [groups[place] for place in sorted(groups, key=lambda place: place[0])]


def _first(groups: Iterable[list[ChangedRow]], most: int) -> Iterator[list[ChangedRow]]:
    for rows in groups:
        if most <= 0:
            return
        yield rows[:most]
        most -= len(rows)


def _group(rows: Sequence[ChangedRow], corridors: Corridors, lang: Lang) -> DifferenceGroup:
    first, caption = rows[0].known, sheet_title(rows[0].known.table, lang)
    title = _subject(first, lang) if first.table == _FIGURES else caption
    return DifferenceGroup(title=title, caption=caption, entries=tuple(_entry(row, corridors, lang) for row in rows))


def _subject(row: KnownRow, lang: Lang) -> str:
    """What a figure is about; of a mistyped subject nothing is known."""
    return describe_own_cell(row, "subject_id")[lang] or word("update.subject-unclear", lang)


def _entry(row: ChangedRow, corridors: Corridors, lang: Lang) -> RowDifference:
    if built := _built(row, corridors):
        return _figure_entry(row, built, lang)
    return RowDifference(
        id=row.known.id,
        kind=row.kind,
        title=_title(row.known, lang),
        old="",
        new="",
        delta="",
        details=_details(describe_changes(row), lang),
    )


def _built(row: ChangedRow, corridors: Corridors) -> list[_Built]:
    """The figure of a row in each state that has the row; none where one of these states could not build it."""
    having = {ChangeKind.NEW: corridors[1:], ChangeKind.REMOVED: corridors[:1]}.get(row.kind, corridors)
    found = [_Built(one.figure_by_id[row.known.id], one) for one in having if one and row.known.id in one.figure_by_id]
    return found if row.known.table == _FIGURES and len(found) == len(having) else []


def _figure_entry(row: ChangedRow, built: Sequence[_Built], lang: Lang) -> RowDifference:
    shown, values = built[-1], [figure_value(one.corridor, one.figure, lang) for one in built]
    is_changed = row.kind is ChangeKind.CHANGED
    return RowDifference(
        id=row.known.id,
        kind=row.kind,
        title=_figure_title(row.known, period_text(shown.figure.period, lang), lang),
        old="" if row.kind is ChangeKind.NEW else values[0],
        new="" if row.kind is ChangeKind.REMOVED else values[-1],
        delta=_delta(built[0], built[1], lang) if is_changed else "",
        details=_details(_beside_value(row), lang) if is_changed else _frame(row.known, shown, lang),
    )


def _beside_value(row: ChangedRow) -> Iterator[DescribedChange]:
    return (one for one in describe_changes(row) if one.change.column not in _BY_VALUE)


def _title(row: KnownRow, lang: Lang) -> str:
    if row.table == _FIGURES:
        return _figure_title(row, describe_own_cell(row, "period")[lang], lang)
    return row_name(row)[lang] or row.id


def _figure_title(row: KnownRow, period: str, lang: Lang) -> str:
    """What a figure counts, under its subject."""
    return " · ".join(part for part in (describe_own_cell(row, "indicator_id")[lang], period) if part)


def _delta(old: _Built, new: _Built, lang: Lang) -> str:
    before, after, indicator = old.figure.value, new.figure.value, new.indicator
    if before is None or after is None or before == after:
        return ""
    if (old.indicator.id, old.indicator.unit) != (indicator.id, indicator.unit):
        return ""
    step = after - before
    sign = "+" if step > 0 else "−"
    by = f"{sign}{amount(abs(step), indicator.unit, lang, indicator.unit_name)}"
    if indicator.unit.dimension == "share" or not before:
        return by
    return word("update.by-share", lang, by=by, sign=sign, share=_share(step, before))


def _share(step: Decimal, of: Decimal) -> str:
    """How many per cent of a value a step is."""
    share = abs(step) / abs(of) * 100
    return number(share.quantize(_WHOLE if share >= _COARSE else _TENTH))


def _frame(row: KnownRow, shown: _Built, lang: Lang) -> tuple[DifferenceDetail, ...]:
    """What a figure says beside its value, for one that comes or goes."""
    figure = shown.figure
    said = {
        "status": describe_cell(row, "status", figure.status)[lang],
        "scope_id": scope_text(shown.corridor, figure, lang),
        "release": describe_cell(row, "release", figure.release)[lang],
        "source_id": describe_own_cell(row, "source_id")[lang],
    }
    return tuple(
        DifferenceDetail(label=describe_column(name)[lang], old="", new=text) for name, text in said.items() if text
    )


def _details(changes: Iterable[DescribedChange], lang: Lang) -> tuple[DifferenceDetail, ...]:
    """Cells in words; an empty one has none, for the page shows it apart."""
    return tuple(
        DifferenceDetail(
            label=one.column[lang],
            old=one.old[lang] if one.change.old else "",
            new=one.new[lang] if one.change.new else "",
        )
        for one in changes
    )
