"""Which published figures lead on a panel: what a place can say for itself in three numbers."""

from collections.abc import Iterable

from corridor.model.corridor import Corridor
from corridor.model.figure import OBSERVED, Figure, Status
from corridor.model.place import Node

MOST = 3
"""Figures that lead at most."""

_RANK = (Status.ACTUAL, Status.ESTIMATED, Status.CLAIMED)


def strongest_of_node(corridor: Corridor, node: Node) -> tuple[Figure, ...]:
    """Up to three figures of a node that say most and best; none of a node without economy.

    The rule, in the order in which it decides: what was observed shuts out what is planned or projected, which leads
    only where there is nothing else; the node's own figures come before those of others that are shown with it; the
    pack's headline indicators (those of its ribbon, and those expected of every node) before others; public results
    before internal ones, results before estimates, estimates before claims; the newest first, an unstated time last;
    then the order of indicators. Of one subject and indicator only one figure leads.
    """
    if not node.has_economy:
        return ()
    others = (thing.id for thing in corridor.shown_with(node.id))
    found = tuple(figure for subject_id in (node.id, *others) for figure in corridor.published_of(subject_id))
    headline = _headline_indicators(corridor)

    def rank(figure: Figure) -> tuple[bool, bool, bool, int, int, int]:
        return (
            figure.subject_id != node.id,
            figure.indicator_id not in headline,
            not figure.is_plain,
            _RANK.index(figure.status) if figure.status in _RANK else len(_RANK),
            -(figure.period.last.toordinal() if figure.period.last else 0),
            corridor.indicator_by_id[figure.indicator_id].order,
        )

    return _first_of_each(sorted(_observed_or_all(found), key=rank))


def strongest_of_corridor(corridor: Corridor) -> tuple[Figure, ...]:
    """Up to three of the figures that the pack itself puts on its ribbon, in its order, by the same rule of status."""
    known = corridor.figure_by_id
    shown = (known[key] for group in corridor.ribbon for key in group.figure_ids if key in known)
    return _first_of_each(_observed_or_all(tuple(figure for figure in shown if figure.value is not None)))


def _observed_or_all(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    return tuple(figure for figure in figures if figure.status in OBSERVED) or figures


def _headline_indicators(corridor: Corridor) -> frozenset[str]:
    known = corridor.figure_by_id
    on_ribbon = (known[key].indicator_id for group in corridor.ribbon for key in group.figure_ids if key in known)
    return frozenset((*on_ribbon, *(one.id for one in corridor.indicators if one.expected)))


def _first_of_each(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The first figure of each subject and indicator, as many as lead."""
    first: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        first.setdefault((figure.subject_id, figure.indicator_id), figure)
    return tuple(first.values())[:MOST]
