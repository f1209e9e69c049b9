"""What the player's map draws, as JSON: the map's own payload in every language, and where each chapter looks.

Coordinates are WGS-84 ``[latitude, longitude]``.
"""

from shapely.geometry.base import BaseGeometry

from corridor.draw.layout.map.payload import corners
from corridor.draw.web import escape
from corridor.draw.web.map.legend import with_legend
from corridor.geo import Ruler, ruler_of
from corridor.i18n import table
from corridor.model.corridor import Chapter, Corridor
from corridor.model.place import Node, PositionKind
from corridor.model.text import LANGS, Lang

Json = dict[str, object]


def map_json(corridor: Corridor, *, closes: bool) -> str:
    """All that the player's script knows, as JSON that may stand inside a ``script`` element.

    ``closes`` says that after the chapters there is a closing, which looks at the whole corridor.
    """
    closing = [{"id": "", "bounds": corners([corridor.axis.line]), "zoom": None, "layers": [], "nodes": []}]
    ruler = ruler_of(corridor.axis.line)
    shapes = [shape for node in corridor.nodes if (shape := _shape(node, ruler)) is not None]
    return escape.script(
        {
            "id": corridor.id,
            "names": {lang: corridor.name[lang] for lang in LANGS},
            "words": {lang: _words(lang) for lang in LANGS},
            "sketches": {lang: with_legend(corridor, lang) for lang in LANGS},
            "chapters": [
                *(_chapter(corridor, chapter, ruler) for chapter in corridor.chapters),
                *(closing if closes else []),
            ],
            "view": corners([corridor.axis.line, *shapes]),
        }
    )


def _words(lang: Lang) -> dict[str, str]:
    return {key: words for key, words in table(lang).items() if key.startswith("player.")}


def _chapter(corridor: Corridor, chapter: Chapter, ruler: Ruler) -> Json:
    seen = [shape for thing in chapter.camera.fit if (shape := _seen(corridor, thing, ruler)) is not None]
    return {
        "id": chapter.id,
        "bounds": corners(seen or [corridor.axis.line]),
        "zoom": chapter.camera.zoom,
        "layers": chapter.layer_ids,
        "nodes": [_marked(corridor, node_id) for node_id in chapter.node_ids],
    }


def _marked(corridor: Corridor, node_id: str) -> str:
    """What to mark for a node: itself, or what it is part of if only that has a place."""
    node = corridor.node_by_id.get(node_id)
    inside = node.part_of if node is not None and not node.is_placed else None
    return _marked(corridor, inside) if inside in corridor.node_by_id else node_id


def _seen(corridor: Corridor, thing_id: str, ruler: Ruler) -> BaseGeometry | None:
    """What to bring into view for an id; a node of unknown place stands for what it is part of."""
    node = corridor.node_by_id.get(thing_id)
    if node is not None:
        inside = node.part_of if not node.is_placed else None
        return _seen(corridor, inside, ruler) if inside else _shape(node, ruler)
    places: dict[str, BaseGeometry] = {corridor.id: corridor.axis.line, corridor.axis.id: corridor.axis.line}
    places |= {crossing.id: crossing.point for crossing in corridor.axis.crossings}
    places |= {feature.id: feature.geometry for feature in corridor.context}
    return places.get(thing_id)


def _shape(node: Node, ruler: Ruler) -> BaseGeometry | None:
    position = node.position
    if position.kind is PositionKind.STRETCH:
        return ruler.stretch(position.from_m or 0.0, position.to_m or 0.0)
    if position.kind is PositionKind.POINT and position.geometry is not None and position.accuracy_m:
        return ruler.circle(position.geometry, position.accuracy_m)
    return position.geometry
