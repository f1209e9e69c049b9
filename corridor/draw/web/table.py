"""Tables of figures, nodes and sources as HTML; a missing value always stands in its own cell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corridor.analysis.catalogue import Entry, Order, measures
from corridor.analysis.compare import Cell, Line, SideBySide
from corridor.analysis.derived import Derived
from corridor.draw.web.markup import render
from corridor.draw.words.node_facts import What, node_facts
from corridor.draw.words.refusal import refusal_reasons, refusal_title
from corridor.draw.words.statement import (
    SourceLine,
    Statement,
    folded,
    missing_statement,
    newest_first,
    source_lines,
    statement,
)
from corridor.draw.words.wording import figure_value, period_text, status_text
from corridor.i18n import word
from corridor.i18n.numbers import amount, unit_text
from corridor.model.comparison import Refusal, Use
from corridor.model.corridor import Corridor
from corridor.model.expectation import Gap
from corridor.model.figure import Figure
from corridor.model.place import Node
from corridor.model.text import Lang

MOST_ROWS = 400
"""Rows that one table shows; more would only slow the page, and nobody reads them."""

UNITS_NAMED = 6
"""Units named in a refusal; of more, the rest is only counted."""

_COMPARED = tuple(what for what in What if what is not What.STATIONS)
"""Of nodes side by side: a station near one says nothing beside that near another."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the figures table."""

    label: str
    """What the name of its group does not say."""
    statement: Statement
    pick: str
    """What names it to a form that corrects or fills it."""


@dataclass(frozen=True, slots=True)
class Block:
    """What is known and missing of one subject and indicator: the newest value, and the older ones under a fold."""

    rows: tuple[Row, ...]
    earlier: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks under the name that they share; empty where they share none."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of words in the comparison of nodes; an empty text for what is not known."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of figures in the comparison of nodes."""

    label: str
    reasons: tuple[str, ...]
    """Why its newest values must not be held against each other."""
    cells: tuple["ComparedCell", ...]


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """What is known of one node under one indicator, newest first."""

    recent: tuple[Statement, ...]
    earlier: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with the number of figures that rest on it."""

    source_id: str
    line: SourceLine
    used: int


def figures_table(  # noqa: PLR0913 - how a list of figures may be laid out
    corridor: Corridor,
    entries: Sequence[Entry],
    lang: Lang,
    *,
    by: Order = Order.SUBJECT,
    folding: bool = False,
    editing: bool = False,
) -> str:
    """Entries of the catalogue as a table.

    Args:
        corridor: whose figures they are.
        entries: in the order that ``by`` names.
        lang: of the words.
        by: what they go by; subjects and indicators group them.
        folding: whether older values of an indicator are folded under the newest.
        editing: whether a row leads to the form by which it is corrected.
    """
    shown = entries[:MOST_ROWS]
    return render(
        "figures_table.html.j2",
        lang,
        groups=_groups(corridor, shown, by, lang, folding=folding),
        by=by,
        editing=editing,
        most=MOST_ROWS,
        left=len(entries) - len(shown),
    )


def order_refusal(corridor: Corridor, entries: Sequence[Entry], lang: Lang) -> str:
    """Why a list of several units does not go by value."""
    units = [name[lang] if unit.id == "count" else unit_text(unit, lang) for unit, name in measures(corridor, entries)]
    named = word("figure.list-join", lang).join(units[:UNITS_NAMED])
    reason = word("figures.order-refused", lang, n=len(units), units=f"{named}…" if len(units) > UNITS_NAMED else named)
    title = word("figures.order-refused-title", lang)
    return render("refusal.html.j2", lang, title=title, reasons=(reason,), codes=("unit",))


def picked_table(corridor: Corridor, figures: Sequence[Figure], lang: Lang) -> str:
    """Chosen figures as the same table, in the order in which they were chosen."""
    entries = tuple(Entry(one.subject_id, one.indicator_id, one.status, one) for one in figures)
    return figures_table(corridor, entries, lang, by=Order.PERIOD)


def comparison_table(corridor: Corridor, side: SideBySide, lang: Lang) -> str:
    """Nodes side by side: what they are, then every indicator known or missing of any of them."""
    return render(
        "comparison_table.html.j2",
        lang,
        nodes=side.nodes,
        facts=_facts(corridor, side.nodes, lang),
        lines=tuple(_compared(corridor, line, lang) for line in side.lines),
    )


def comparison_refusals(corridor: Corridor, side: SideBySide, lang: Lang) -> str:
    """Which lines of the comparison must not be held against each other, and why; empty when all may."""
    lines = [_compared(corridor, line, lang) for line in side.lines if line.refusal]
    return render("comparison_refusals.html.j2", lang, lines=lines) if lines else ""


def sources_table(corridor: Corridor, lang: Lang) -> str:
    """All sources, with a link only where one may be shown."""
    used = Counter(source_id for figure in corridor.figures for source_id in figure.source_ids)
    lines = source_lines(corridor, corridor.source_by_id, lang)
    rows = [SourceRow(key, line, used[key]) for key, line in zip(corridor.source_by_id, lines, strict=True)]
    return render("sources_table.html.j2", lang, rows=rows)


def refusal_card(corridor: Corridor, refusal: Refusal, lang: Lang) -> str:
    """A refusal with all its reasons."""
    title, reasons = refusal_title(refusal, lang), refusal_reasons(corridor, refusal, lang)
    return render("refusal.html.j2", lang, title=title, reasons=reasons, codes=refusal.codes)


def derived_card(corridor: Corridor, derived: Derived, lang: Lang) -> str:
    """A derived value, marked as such, with its formula, status and sources."""
    return render(
        "derived.html.j2",
        lang,
        value=derived_value(corridor, derived, lang),
        title=_derived_title(corridor, derived, lang),
        formula=_formula(corridor, derived, lang),
        status=derived.status,
        status_label=status_text(derived.status, lang),
        sources=source_lines(corridor, derived.source_ids, lang),
    )


def derived_value(corridor: Corridor, derived: Derived, lang: Lang) -> str:
    """The value with qualifier and unit; a growth with its sign."""
    indicator = corridor.indicator_by_id[derived.figures[0].indicator_id]
    shown = amount(derived.value, derived.unit, lang, indicator.unit_name)
    signed = f"+{shown}" if derived.use is Use.GROWTH and derived.value > 0 else shown
    return word(f"figure.qualified-{derived.qualifier}", lang, amount=signed)


def _groups(corridor: Corridor, entries: Sequence[Entry], by: Order, lang: Lang, *, folding: bool) -> tuple[Group, ...]:
    groups = groupby(entries, key=lambda entry: _title(corridor, entry, by, lang))
    return tuple(Group(title, _blocks(corridor, tuple(found), by, lang, folding=folding)) for title, found in groups)


def _blocks(corridor: Corridor, entries: Sequence[Entry], by: Order, lang: Lang, *, folding: bool) -> tuple[Block, ...]:
    blocks = groupby(entries, key=lambda entry: (entry.subject_id, entry.indicator_id))
    return tuple(_block(corridor, tuple(found), by, lang, folding=folding) for _, found in blocks)


def _block(corridor: Corridor, entries: Sequence[Entry], by: Order, lang: Lang, *, folding: bool) -> Block:
    """Only values are folded: what is missing stays in sight."""
    older = [entry for entry in entries if entry.is_known][1:] if folding else []
    open_rows = (_row(corridor, entry, by, lang) for entry in entries if entry not in older)
    return Block(tuple(open_rows), tuple(_row(corridor, entry, by, lang) for entry in older))


def _title(corridor: Corridor, entry: Entry, by: Order, lang: Lang) -> str:
    match by:
        case Order.SUBJECT:
            return corridor.name_of(entry.subject_id)[lang]
        case Order.INDICATOR:
            return corridor.indicator_by_id[entry.indicator_id].name[lang]
        case _:
            return ""


def _row(corridor: Corridor, entry: Entry, by: Order, lang: Lang) -> Row:
    said, subject = _statement(corridor, entry, lang), corridor.name_of(entry.subject_id)[lang]
    match by:
        case Order.SUBJECT:
            label = said.label
        case Order.INDICATOR:
            label = subject
        case _:
            label = f"{subject} · {said.label}"
    return Row(label, said, said.figure_id or f"{entry.subject_id}:{entry.indicator_id}")


def _statement(corridor: Corridor, entry: Entry, lang: Lang) -> Statement:
    if entry.figure is None:
        return missing_statement(
            corridor, Gap(subject_id=entry.subject_id, indicator_id=entry.indicator_id, figure=None), lang
        )
    return statement(corridor, entry.figure, lang)


def _facts(corridor: Corridor, nodes: Sequence[Node], lang: Lang) -> tuple[Fact, ...]:
    """What is known of any of the nodes, a line for each respect."""
    known = [node_facts(corridor, node, lang) for node in nodes]
    facts = (Fact(word(f"figures.{what}", lang), tuple(facts[what].text for facts in known)) for what in _COMPARED)
    return tuple(fact for fact in facts if any(fact.texts))


def _compared(corridor: Corridor, line: Line, lang: Lang) -> Compared:
    reasons = refusal_reasons(corridor, line.refusal, lang) if line.refusal else ()
    return Compared(line.indicator.name[lang], reasons, tuple(_cell(corridor, cell, lang) for cell in line.cells))


def _cell(corridor: Corridor, cell: Cell, lang: Lang) -> ComparedCell:
    return ComparedCell(*folded(newest_first(corridor, cell.figures, cell.gaps, lang)))


def _derived_title(corridor: Corridor, derived: Derived, lang: Lang) -> str:
    first = derived.figures[0]
    name = corridor.indicator_by_id[first.indicator_id].name[lang]
    if derived.use is not Use.GROWTH:
        return f"{name} · {period_text(first.period, lang)}"
    times = " → ".join(period_text(figure.period, lang) for figure in derived.figures)
    return f"{corridor.name_of(first.subject_id)[lang]} · {name} · {times}"


def _formula(corridor: Corridor, derived: Derived, lang: Lang) -> str:
    shown = [figure_value(corridor, figure, lang) for figure in derived.figures]
    if derived.use is Use.GROWTH:
        return word("figures.formula-growth", lang, base=shown[0], later=shown[1])
    return " + ".join(shown)
