"""The still map of a fact sheet: drawn once for all sheets of a document, with the sheet's own place marked on each."""

from dataclasses import dataclass

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.map.static_map import spot_of, static_map
from corridor.draw.layout.palette import SYMBOLS
from corridor.draw.web.markup import render, trusted_tokens
from corridor.model.corridor import Corridor
from corridor.model.place import Node
from corridor.model.text import Lang

FRAME = Box(x=0, y=0, width=330, height=270)
"""Pixels of paper: the map is not scaled, so that its names keep their size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The shared map with one place on it."""

    width: float
    height: float
    at: Point
    """Where the ring is."""


def paper_map(corridor: Corridor, lang: Lang) -> str:
    """The map that every sheet of a document shows; it stands in the document once and is not seen there."""
    picture = static_map(corridor, lang, FRAME)
    return render(
        "paper_map.svg.j2",
        lang,
        picture=picture,
        colours=dict.fromkeys(shape.fill for shape in picture.shapes if shape.hatched),
        symbols=SYMBOLS,
        tokens=trusted_tokens(),
    )


def marked(corridor: Corridor, node: Node, lang: Lang) -> Marked | None:
    """Where a node is on that map; ``None`` for one that is not on it."""
    at = spot_of(corridor, lang, FRAME, node.id) if node.is_placed else None
    return at and Marked(width=FRAME.width, height=FRAME.height, at=at)
