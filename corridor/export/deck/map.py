"""The map as native shapes that can be taken apart and edited, from the same still picture as its SVG."""

from pptx.slide import Slide

from corridor.draw.palette import MIST, PAPER
from corridor.draw.still import Frame, Shape, still
from corridor.export.deck.canvas import (
    Pen,
    Type,
    area,
    inset,
    outline,
    rectangle,
    ring,
    set_transparency,
    symbol,
    write,
)
from corridor.model.corridor import Corridor
from corridor.model.text import Lang


def draw_map(slide: Slide, corridor: Corridor, lang: Lang, frame: Frame, *, focus: str | None = None) -> None:
    """Draw base map, axis and nodes into a frame; with a focus only that node is marked and nothing is named."""
    picture = still(corridor, lang, frame, focus=focus)
    rectangle(slide, frame, MIST)
    for shape in picture.shapes:
        _draw(slide, shape)
    for stop in picture.rings:
        ring(slide, stop.at, stop.size, Pen(stop.colour, 2))
    for sign in picture.signs:
        symbol(slide, sign.role, sign.at, sign.size, sign.colour, hollow=sign.hollow)
    for caption in picture.captions:
        ground = rectangle(slide, caption.frame, caption.ground or PAPER, rounded=True)
        if not caption.ground:
            set_transparency(ground, 0.25)
        kind = Type(caption.size, caption.colour, caption.bold, "centre", "middle")
        write(slide, inset(caption.frame, 2, 0), caption.text, kind)


def _draw(slide: Slide, shape: Shape) -> None:
    pen = Pen(shape.stroke, shape.width, shape.dashed) if shape.stroke else None
    if shape.fill:
        drawn = area(slide, shape.points, shape.fill, pen, hatched=shape.hatched)
        set_transparency(drawn, 1 - shape.opacity)
    elif pen:
        outline(slide, shape.points, pen)
