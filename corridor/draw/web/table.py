"""Tables of figures, nodes and sources as HTML; a missing value always stands in its own cell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corridor.analysis.catalogue import Entry, Order
from corridor.analysis.compare import SideBySide
from corridor.analysis.derived import Derived
from corridor.draw.web.markup import render
from corridor.draw.words.comparison import compared_facts, compared_line
from corridor.draw.words.derived import derived_formula, derived_title, derived_value
from corridor.draw.words.figure_table import figure_groups, order_reason
from corridor.draw.words.ledger import sum_table
from corridor.draw.words.refusal import refusal_reasons, refusal_title
from corridor.draw.words.statement import SourceLine, source_lines
from corridor.draw.words.wording import status_text
from corridor.i18n import word
from corridor.model.comparison import Refusal
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure
from corridor.model.text import Lang

MOST_ROWS = 400
"""Rows that one table shows; more would only slow the page, and nobody reads them."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    sought: str | None = None,
) -> str:
    """Entries of the catalogue as a table.

    Args:
        corridor: whose figures they are.
        entries: in the order that ``by`` names.
        lang: of the words.
        by: what they go by; subjects and indicators group them.
        folding: whether older values of an indicator are folded under the newest.
        editing: whether a row leads to the form by which it is corrected.
        sought: id of the figure whose row is marked, if any.
    """
    shown = entries[:MOST_ROWS]
    return render(
        "figures_table.html.j2",
        lang,
        groups=figure_groups(corridor, shown, by, lang, folding=folding),
        by=by,
        editing=editing,
        sought=sought,
        most=MOST_ROWS,
        left=len(entries) - len(shown),
    )


def order_refusal(corridor: Corridor, entries: Sequence[Entry], lang: Lang) -> str:
    """Why a list of several units does not go by value."""
    title = word("figures.order-refused-title", lang)
    return render(
        "refusal.html.j2", lang, title=title, reasons=(order_reason(corridor, entries, lang),), codes=("unit",)
    )


def picked_table(corridor: Corridor, figures: Sequence[Figure], lang: Lang) -> str:
    """Chosen figures as the same table, in the order in which they were chosen."""
    entries = tuple(
        Entry(subject_id=one.subject_id, indicator_id=one.indicator_id, status=one.status, figure=one)
        for one in figures
    )
    return figures_table(corridor, entries, lang, by=Order.PERIOD)


def comparison_table(corridor: Corridor, side: SideBySide, lang: Lang) -> str:
    """Nodes side by side: what they are, then every indicator known or missing of any of them."""
    return render(
        "comparison_table.html.j2",
        lang,
        nodes=side.nodes,
        facts=compared_facts(corridor, side.nodes, lang),
        lines=tuple(compared_line(corridor, line, lang) for line in side.lines),
    )


def comparison_refusals(corridor: Corridor, side: SideBySide, lang: Lang) -> str:
    """Which lines of the comparison must not be held against each other, and why; empty when all may."""
    lines = [compared_line(corridor, line, lang) for line in side.lines if line.refusal]
    return render("comparison_refusals.html.j2", lang, lines=lines) if lines else ""


def sources_table(corridor: Corridor, lang: Lang) -> str:
    """All sources, with a link only where one may be shown."""
    used = Counter(source_id for figure in corridor.figures for source_id in figure.source_ids)
    lines = source_lines(corridor, corridor.source_by_id, lang)
    rows = [
        SourceRow(source_id=key, line=line, used=used[key])
        for key, line in zip(corridor.source_by_id, lines, strict=True)
    ]
    return render("sources_table.html.j2", lang, rows=rows)


def ledger_table(corridor: Corridor, by: str, indicator_id: str, period: str | None, lang: Lang) -> str:
    """One breakdown of the ledger, what is withheld marked; empty where there is nothing to show."""
    table = sum_table(corridor, by, indicator_id, period, lang)
    return render("sum_table.html.j2", lang, table=table) if table else ""


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
        title=derived_title(corridor, derived, lang),
        formula=derived_formula(corridor, derived, lang),
        status=derived.status,
        status_label=status_text(derived.status, lang),
        sources=source_lines(corridor, derived.source_ids, lang),
    )
