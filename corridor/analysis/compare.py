"""Nodes side by side: everything known of them, and whether each line of it can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.model.comparison import Refusal, Use, objections
from corridor.model.corridor import Corridor
from corridor.model.expectation import Gap, gaps
from corridor.model.figure import Figure, Indicator
from corridor.model.place import Node

FEWEST, MOST = 2, 4
"""How many nodes stand side by side."""


@dataclass(frozen=True, slots=True)
class IndicatorCell:
    """What is known of one node under one indicator."""

    figures: tuple[Figure, ...]
    """Published values, newest first."""
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One indicator across the nodes."""

    indicator: Indicator
    cells: tuple[IndicatorCell, ...]
    refusal: Refusal | None
    """Why the newest values must not be held against each other; ``None`` when they may, or when there are not two."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two to four nodes and every indicator known or missing of any of them."""

    nodes: tuple[Node, ...]
    lines: tuple[IndicatorLine, ...]


def compare_nodes(corridor: Corridor, node_ids: Sequence[str]) -> SideBySide | None:
    """Set nodes side by side in the order given; ``None`` unless two to four of the ids are nodes to be compared."""
    known = corridor.compared_by_id
    nodes = tuple(known[node_id] for node_id in dict.fromkeys(node_ids) if node_id in known)
    if not FEWEST <= len(nodes) <= MOST:
        return None
    missing = gaps(corridor)
    lines = []
    for indicator in sorted(corridor.indicators, key=lambda indicator: indicator.order):
        cells = tuple(_cell(corridor, node.id, indicator.id, missing) for node in nodes)
        if any(cell.figures or cell.gaps for cell in cells):
            lines.append(IndicatorLine(indicator=indicator, cells=cells, refusal=_refusal(corridor, cells)))
    return SideBySide(nodes, tuple(lines))


def _cell(corridor: Corridor, node_id: str, indicator_id: str, missing: tuple[Gap, ...]) -> IndicatorCell:
    figures = tuple(
        figure
        for figure in corridor.figures_by_subject.get(node_id, ())
        if figure.indicator_id == indicator_id and figure.value is not None
    )
    return IndicatorCell(
        figures, tuple(gap for gap in missing if (gap.subject_id, gap.indicator_id) == (node_id, indicator_id))
    )


def _refusal(corridor: Corridor, cells: tuple[IndicatorCell, ...]) -> Refusal | None:
    newest = [cell.figures[0] for cell in cells if cell.figures]
    found = objections(corridor, newest, Use.RANKING) if len(newest) > 1 else ()
    return Refusal(Use.RANKING, found) if found else None
