"""The map as native shapes that can be taken apart and edited, from the same still picture as its SVG."""

from dataclasses import replace

from pptx.slide import Slide

from corridor.draw.layout.map.parts import Shape, StaticMap
from corridor.draw.layout.palette import MIST
from corridor.export.deck.canvas import (
    Pen,
    Type,
    area,
    grouped,
    outline,
    rectangle,
    ring,
    set_transparency,
    symbol,
    write,
)

_CLEAR = 0.45
"""Transparency of the ground of a name that covers something: the name can be read, and what it covers be seen."""


def draw_map(slide: Slide, picture: StaticMap, said: str) -> None:
    """Draw a still map as one group of shapes, with what it shows in words."""
    with grouped(slide, "map", said):
        rectangle(slide, picture.frame, MIST)
        draw_still(slide, picture)
        for caption in picture.captions:
            if caption.ground or caption.covering:
                ground = rectangle(slide, caption.frame, caption.ground or MIST, rounded=True)
                set_transparency(ground, 0 if caption.ground else _CLEAR)
            kind = Type(
                size=caption.size, colour=caption.colour, bold=caption.bold, align=caption.align, anchor="middle"
            )
            write(slide, caption.frame.inset(2, -2), "\n".join(caption.rows), kind)


def draw_still(slide: Slide, picture: StaticMap, dx: float = 0, dy: float = 0) -> None:
    """Draw all of a picture but its names, moved on the slide."""
    for shape in picture.shapes:
        _draw(slide, replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points)))
    for stop in picture.rings:
        ring(slide, (stop.at[0] + dx, stop.at[1] + dy), stop.size, Pen(colour=stop.colour, width=2))
    for sign in picture.signs:
        at = sign.at[0] + dx, sign.at[1] + dy
        symbol(slide, sign.role, at, sign.size, sign.colour, hollow=sign.hollow)


def _draw(slide: Slide, shape: Shape) -> None:
    pen = Pen(colour=shape.stroke, width=shape.width, dashed=shape.dash is not None) if shape.stroke else None
    if shape.fill:
        drawn = area(slide, shape.points, shape.fill, pen, hatched=shape.hatched)
        set_transparency(drawn, 1 - shape.opacity)
    elif pen:
        outline(slide, shape.points, pen)
