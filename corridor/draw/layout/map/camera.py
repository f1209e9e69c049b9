"""Where a chapter looks, on the tour's map and on a slide alike."""

from shapely.geometry.base import BaseGeometry

from corridor.geo import Ruler
from corridor.model.corridor import Chapter, Corridor
from corridor.model.place import Node, PositionKind


def shapes_seen(corridor: Corridor, chapter: Chapter, ruler: Ruler) -> list[BaseGeometry]:
    """What a chapter brings into view, in WGS-84; the whole axis where it names nothing that has a place."""
    seen = [shape for thing in chapter.camera.fit if (shape := _seen(corridor, thing, ruler)) is not None]
    return seen or [corridor.axis.line]


def marked(corridor: Corridor, node_id: str) -> str:
    """What to mark for a node: itself, or what it is part of if only that has a place."""
    node = corridor.node_by_id.get(node_id)
    inside = node.part_of if node is not None and not node.is_placed else None
    return marked(corridor, inside) if inside in corridor.node_by_id else node_id


def _seen(corridor: Corridor, thing_id: str, ruler: Ruler) -> BaseGeometry | None:
    """What to bring into view for an id; a node of unknown place stands for what it is part of."""
    node = corridor.node_by_id.get(thing_id)
    if node is not None:
        inside = node.part_of if not node.is_placed else None
        return _seen(corridor, inside, ruler) if inside else shape_of(node, ruler)
    places: dict[str, BaseGeometry] = {corridor.id: corridor.axis.line, corridor.axis.id: corridor.axis.line}
    places |= {crossing.id: crossing.point for crossing in corridor.axis.crossings}
    places |= {feature.id: feature.geometry for feature in corridor.context}
    return places.get(thing_id)


def shape_of(node: Node, ruler: Ruler) -> BaseGeometry | None:
    """All the ground on which a node may be, in WGS-84; None where its place is not known."""
    position = node.position
    if position.kind is PositionKind.STRETCH:
        return ruler.stretch(position.from_m or 0.0, position.to_m or 0.0)
    if position.kind is PositionKind.POINT and position.geometry is not None and position.accuracy_m:
        return ruler.circle(position.geometry, position.accuracy_m)
    return position.geometry
