"""A list of figures as groups of rows; a missing value always stands in its own row."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corridor.analysis.catalogue import Entry, Order, measures
from corridor.draw.words.statement import Statement, missing_statement, statement
from corridor.i18n import word
from corridor.i18n.numbers import unit_text
from corridor.model.corridor import Corridor
from corridor.model.expectation import Gap
from corridor.model.text import Lang

UNITS_NAMED = 6
"""Units named in a refusal; of more, the rest is only counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A line of the figures table."""

    label: str
    """What the name of its group does not say."""
    statement: Statement
    pick: str
    """What names it to a form that corrects or fills it."""


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """What is known and missing of one subject and indicator: the newest value, and the older ones under a fold."""

    rows: tuple[FigureRow, ...]
    earlier: tuple[FigureRow, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Blocks under the name that they share; empty where they share none."""

    title: str
    blocks: tuple[FigureBlock, ...]


def figure_groups(
    corridor: Corridor, entries: Sequence[Entry], by: Order, lang: Lang, *, folding: bool
) -> tuple[FigureGroup, ...]:
    """Entries under the names that they share, in the order in which they come.

    Args:
        corridor: whose figures they are.
        entries: of the catalogue, in the order that ``by`` names.
        by: what they go by; subjects and indicators group them.
        lang: of the words.
        folding: whether older values of an indicator are put aside.
    """
    groups = groupby(entries, key=lambda entry: _title(corridor, entry, by, lang))
    return tuple(
        FigureGroup(title, _blocks(corridor, tuple(found), by, lang, folding=folding)) for title, found in groups
    )


def order_reason(corridor: Corridor, entries: Sequence[Entry], lang: Lang) -> str:
    """Why a list of several units does not go by value."""
    units = [name[lang] if unit.id == "count" else unit_text(unit, lang) for unit, name in measures(corridor, entries)]
    named = word("figure.list-join", lang).join(units[:UNITS_NAMED])
    return word("figures.order-refused", lang, n=len(units), units=f"{named}…" if len(units) > UNITS_NAMED else named)


def _blocks(
    corridor: Corridor, entries: Sequence[Entry], by: Order, lang: Lang, *, folding: bool
) -> tuple[FigureBlock, ...]:
    blocks = groupby(entries, key=lambda entry: (entry.subject_id, entry.indicator_id))
    return tuple(_block(corridor, tuple(found), by, lang, folding=folding) for _, found in blocks)


def _block(corridor: Corridor, entries: Sequence[Entry], by: Order, lang: Lang, *, folding: bool) -> FigureBlock:
    """Only values are folded: what is missing stays in sight."""
    older = [entry for entry in entries if entry.is_known][1:] if folding else []
    open_rows = (_row(corridor, entry, by, lang) for entry in entries if entry not in older)
    return FigureBlock(tuple(open_rows), tuple(_row(corridor, entry, by, lang) for entry in older))


def _title(corridor: Corridor, entry: Entry, by: Order, lang: Lang) -> str:
    match by:
        case Order.SUBJECT:
            return corridor.name_of(entry.subject_id)[lang]
        case Order.INDICATOR:
            return corridor.indicator_by_id[entry.indicator_id].name[lang]
        case _:
            return ""


def _row(corridor: Corridor, entry: Entry, by: Order, lang: Lang) -> FigureRow:
    said, subject = _statement(corridor, entry, lang), corridor.name_of(entry.subject_id)[lang]
    match by:
        case Order.SUBJECT:
            label = said.label
        case Order.INDICATOR:
            label = subject
        case _:
            label = f"{subject} · {said.label}"
    return FigureRow(label=label, statement=said, pick=said.figure_id or f"{entry.subject_id}:{entry.indicator_id}")


def _statement(corridor: Corridor, entry: Entry, lang: Lang) -> Statement:
    if entry.figure is None:
        return missing_statement(
            corridor, Gap(subject_id=entry.subject_id, indicator_id=entry.indicator_id, figure=None), lang
        )
    return statement(corridor, entry.figure, lang)
