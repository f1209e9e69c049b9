"""What the player's map draws, as JSON: the map's own payload in every language, and where each chapter looks.

Coordinates are WGS-84 ``[latitude, longitude]``.
"""

from corridor.draw.layout.map.camera import marked, shape_of, shapes_seen
from corridor.draw.layout.map.payload import corners
from corridor.draw.web import escape
from corridor.draw.web.map.legend import with_legend
from corridor.geo import Ruler, ruler_of
from corridor.i18n import table
from corridor.model.corridor import Chapter, Corridor
from corridor.model.text import LANGS, Lang

Json = dict[str, object]


def map_json(corridor: Corridor, *, closes: bool) -> str:
    """All that the player's script knows, as JSON that may stand inside a ``script`` element.

    ``closes`` says that after the chapters there is a closing, which looks at the whole corridor.
    """
    closing = [{"id": "", "bounds": corners([corridor.axis.line]), "zoom": None, "layers": [], "nodes": []}]
    ruler = ruler_of(corridor.axis.line)
    shapes = [shape for node in corridor.nodes if (shape := shape_of(node, ruler)) is not None]
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
    return {
        "id": chapter.id,
        "bounds": corners(shapes_seen(corridor, chapter, ruler)),
        "zoom": chapter.camera.zoom,
        "layers": chapter.layer_ids,
        "nodes": [marked(corridor, node_id) for node_id in chapter.node_ids],
    }
