"""What lies in what: the one rule of wholes and parts, as far as a corridor says."""

from collections.abc import Iterator
from itertools import chain, zip_longest

from corridor.model.corridor import Corridor, Enterprise, SubjectKind

ADMINISTRATIVE = (SubjectKind.TOWN, SubjectKind.DISTRICT)
"""Kinds of subject of which two can never share ground, and beside which a node is small even where it reaches out."""


def lineage(corridor: Corridor, subject_id: str) -> tuple[str, ...]:
    """The subject and everything it is part of, nearest first; a cycle in the data ends the climb."""
    found: dict[str, None] = {}
    current: str | None = subject_id
    while current is not None and current not in found:
        found[current] = None
        current = _container(corridor, current)
    return tuple(found)


def overlaps(corridor: Corridor) -> Iterator[tuple[str, str]]:
    """Every overlap that is declared: who declares it, and with what."""
    nodes = ((node.id, other) for node in corridor.nodes for other in node.overlaps)
    return chain(nodes, ((subject.id, other) for subject in corridor.subjects for other in subject.overlaps))


def wholes_of(corridor: Corridor, subject_id: str) -> tuple[str, ...]:
    """What a subject is part of, and of a node also its strip and the towns that it overlaps; nearest first."""
    above = (lineage(corridor, whole) for whole in _beside(corridor, subject_id))
    levels = zip_longest(lineage(corridor, subject_id)[1:], *above)
    return tuple(one for one in dict.fromkeys(chain.from_iterable(levels)) if one is not None and one != subject_id)


def _container(corridor: Corridor, subject_id: str) -> str | None:
    thing = corridor.subject_by_id.get(subject_id)
    if isinstance(thing, Enterprise):
        return thing.node_id
    return thing.part_of if thing else None


def _beside(corridor: Corridor, subject_id: str) -> list[str]:
    """What any node is small beside, without being declared a part of it."""
    if subject_id not in corridor.node_by_id:
        return []
    met = {one for pair in overlaps(corridor) if subject_id in pair for one in pair}
    return [
        one.id
        for one in corridor.subjects
        if one.kind is SubjectKind.STRIP or (one.kind in ADMINISTRATIVE and one.id in met)
    ]
