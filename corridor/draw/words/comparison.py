"""Nodes side by side: what each is, and every indicator that is known or missing of any of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.analysis.compare import IndicatorCell, IndicatorLine
from corridor.draw.words.node_facts import What, node_facts
from corridor.draw.words.refusal import refusal_reasons
from corridor.draw.words.statement import Statement, folded, newest_first
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.place import Node
from corridor.model.text import Lang

_COMPARED = tuple(what for what in What if what is not What.STATIONS)
"""Of nodes side by side: a station near one says nothing beside that near another."""


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """A line of words in the comparison of nodes; an empty text for what is not known."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
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


def compared_facts(corridor: Corridor, nodes: Sequence[Node], lang: Lang) -> tuple[ComparedFact, ...]:
    """What is known of any of the nodes, a line for each respect."""
    known = [node_facts(corridor, node, lang) for node in nodes]
    facts = (
        ComparedFact(word(f"figures.{what}", lang), tuple(facts[what].text for facts in known)) for what in _COMPARED
    )
    return tuple(fact for fact in facts if any(fact.texts))


def compared_line(corridor: Corridor, line: IndicatorLine, lang: Lang) -> Compared:
    """A line of the comparison in words, with why its newest values must not be held against each other."""
    reasons = refusal_reasons(corridor, line.refusal, lang) if line.refusal else ()
    return Compared(
        label=line.indicator.name[lang],
        reasons=reasons,
        cells=tuple(_cell(corridor, cell, lang) for cell in line.cells),
    )


def _cell(corridor: Corridor, cell: IndicatorCell, lang: Lang) -> ComparedCell:
    return ComparedCell(*folded(newest_first(corridor, cell.figures, cell.gaps, lang)))
