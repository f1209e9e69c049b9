"""The legend of a still map: what is drawn, and nothing else, each by a small picture drawn like the large one."""

from dataclasses import dataclass

from shapely import Point as ShapelyPoint
from shapely import box

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.map.looks import ABOUT, HATCH, look_of
from corridor.draw.layout.map.parts import LegendKey, Ring, Shape, Sign, StaticMap
from corridor.draw.layout.palette import ACCENT, ACCENT_SOFT, SYMBOLS
from corridor.draw.words.wording import symbol_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.place import Role
from corridor.model.text import Lang

SAMPLE = Box(x=0, y=0, width=38, height=22)
"""The frame of a small picture."""
_LEGEND_WORDS = {
    LegendKey.DOUBT: "doubt",
    LegendKey.EXTENT: "extent",
    LegendKey.STREET: "extent",
    LegendKey.HATCHED: "hatched",
    LegendKey.INFERRED: "inferred",
}


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: a small picture drawn like the large one, and its words."""

    sample: StaticMap
    text: str


def legend(corridor: Corridor, picture: StaticMap, lang: Lang) -> list[LegendEntry]:
    """What is drawn, and nothing else, in the order and words of the map on the screen."""
    drawn = {sign.role for sign in picture.signs}
    axis = [LegendEntry(_sample(LegendKey.AXIS), corridor.axis.name[lang])] if LegendKey.AXIS in picture.keys else []
    roles = [LegendEntry(_role_sample(role), symbol_text(corridor, role, lang)) for role in Role if role in drawn]
    said = {key: word(f"map.legend-{name}", lang) for key, name in _LEGEND_WORDS.items() if key in picture.keys}
    return [*axis, *roles, *(LegendEntry(_sample(key), text) for key, text in said.items())]


def _role_sample(role: Role) -> StaticMap:
    return StaticMap(frame=SAMPLE, signs=[Sign(at=_centre(), role=role, size=20.0, colour=SYMBOLS[role].colour)])


def _sample(key: LegendKey) -> StaticMap:
    x, y = _centre()
    level = ((SAMPLE.x, y), (SAMPLE.width, y))
    corners = tuple(box(3, 2, SAMPLE.width - 3, SAMPLE.height - 2).exterior.coords)
    blue = SYMBOLS[Role.BACKBONE].colour
    match key:
        case LegendKey.AXIS:
            band = tuple(box(0, y - 7, SAMPLE.width, y + 7).exterior.coords)
            shapes = [Shape(points=band, fill=ACCENT_SOFT, opacity=0.75), Shape(points=level, stroke=ACCENT, width=4)]
            return StaticMap(frame=SAMPLE, shapes=shapes, rings=[Ring(at=(x, y), size=8, colour=ACCENT)])
        case LegendKey.DOUBT:
            around = tuple(ShapelyPoint(x, y).buffer(y, quad_segs=12).exterior.coords)
            dot = Sign(at=(x, y), role=Role.BACKBONE, size=9.0, colour=blue)
            return StaticMap(frame=SAMPLE, shapes=[Shape(points=around, fill=blue, opacity=0.18)], signs=[dot])
        case LegendKey.EXTENT:
            return StaticMap(
                frame=SAMPLE, shapes=[Shape(points=corners, stroke=blue, width=1.2, fill=blue, opacity=0.4)]
            )
        case LegendKey.STREET:
            return StaticMap(frame=SAMPLE, shapes=[Shape(points=level, stroke=SYMBOLS[Role.CARRIER].colour, width=4)])
        case LegendKey.HATCHED:
            # The hollow symbol belongs to the hatching: it says which node, not where it is.
            inside = Sign(at=(x, y), role=Role.BACKBONE, size=14.0, colour=blue, hollow=True)
            shape = Shape(points=corners, stroke=blue, width=1.2, dash=ABOUT, fill=blue, hatched=True, opacity=HATCH)
            return StaticMap(frame=SAMPLE, shapes=[shape], signs=[inside])
        case LegendKey.INFERRED:
            look = look_of("road", inferred=True)
            return StaticMap(
                frame=SAMPLE, shapes=[Shape(points=level, stroke=look.fill_colour(), width=look.line, dash=look.dash)]
            )


def _centre() -> Point:
    return SAMPLE.width / 2, SAMPLE.height / 2
