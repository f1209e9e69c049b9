"""The strip diagram as native shapes, from the same layout as the SVG on the screen."""

from collections.abc import Sequence

from pptx.slide import Slide

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.palette import INK, LINE, MIST, MUTED, PAPER, SYMBOLS
from corridor.draw.layout.strip.diagram import sheets
from corridor.draw.layout.strip.parts import SLIDE, Glyph, LegendItem, StripLayout, StripMark, Tag, TextLine
from corridor.export.deck.canvas import (
    Pen,
    Type,
    area,
    line,
    outline,
    rectangle,
    ring,
    set_transparency,
    symbol,
    write,
)
from corridor.model.corridor import Corridor
from corridor.model.place import Role
from corridor.model.text import Lang

_WIDTHS_PX = (820, 900, 980, 1060, 1140, 1200)
"""Widths the diagram may be laid out at: the narrower, the larger its text on the slide, until it is too high."""
_LARGEST = 1.3
_LINE_HEIGHT, _BASELINE = 1.46, 0.703
"""Height of a line of text by its size, and the share of it above the baseline."""
_ANCHORS = {"start": ("left", 0.0), "middle": ("centre", 0.5), "end": ("right", 1.0)}
_CLEAR, _HATCH_CLEAR = 0.7, 0.45
"""How much of the ground shines through a node's own extent, and through a hatched one."""


def strip_pictures(corridor: Corridor, lang: Lang, frame: Box) -> list[StripLayout]:
    """The diagram for slides with such a frame: one, or a second for what has no place on the line."""
    return sheets(corridor, lang, _WIDTHS_PX, frame.height)


def draw_strip(slide: Slide, picture: StripLayout, frame: Box) -> None:
    """Draw a strip diagram as large as the frame allows."""
    _Drawing(slide, picture, frame).draw()


class _Drawing:
    """One layout on one slide, true to its proportions."""

    def __init__(self, slide: Slide, picture: StripLayout, frame: Box) -> None:
        self.slide = slide
        self.picture = picture
        self.scale = min(frame.width / picture.width, frame.height / picture.height, _LARGEST)
        self.left = frame.x + (frame.width - picture.width * self.scale) / 2
        self.top = frame.y

    def draw(self) -> None:
        """Draw in the order of the diagram on the screen: what lies further up is drawn later."""
        self.draw_axis()
        self.draw_marks()
        for text in self.picture.lines:
            self.write(text)
        for tag in self.picture.tags:
            self.draw_tag(tag)
        for key in self.picture.keys:
            self.draw_key(key)

    def draw_axis(self) -> None:
        if self.picture.axis:
            before, start, end, beyond = map(self.at, self.picture.axis)
            for one, other in ((before, start), (end, beyond)):
                line(self.slide, one, other, Pen(colour=MUTED, width=4, dashed=True))
            line(self.slide, start, end, Pen(colour=MUTED, width=8))
        for width, strokes in ((3, self.picture.ticks), (1, self.picture.scale)):
            for one, other in strokes:
                line(self.slide, self.at(one), self.at(other), Pen(colour=MUTED, width=width))

    def draw_marks(self) -> None:
        for mark in self.picture.marks:
            self.draw_bar(mark)
            if mark.leader:
                for pen in (Pen(colour=PAPER, width=3), Pen(colour=MUTED, width=1)):
                    outline(self.slide, [self.at(point) for point in mark.leader], pen)
        for mark in self.picture.marks:
            if mark.ring:
                self.draw_ring(mark.ring, 13, mark.entry.colour or INK)
        for mark in self.picture.marks:
            self.draw_whisker(mark.whisker, _colour(mark))
        for mark in self.picture.marks:
            if mark.glyph:
                self.draw_glyph(mark.glyph)

    def draw_ring(self, centre: Point, size: float, ink: str) -> None:
        ring(self.slide, self.at(centre), size * self.scale, Pen(colour=ink, width=3))

    def draw_whisker(self, strokes: Sequence[tuple[Point, Point]], ink: str) -> None:
        """Draw a range of doubt with its caps, set off from the line that it lies on."""
        for pen in (Pen(colour=PAPER, width=5), Pen(colour=ink, width=2)):
            for one, other in strokes:
                line(self.slide, self.at(one), self.at(other), pen)

    def draw_glyph(self, glyph: Glyph) -> None:
        colour = SYMBOLS[glyph.role].colour
        symbol(self.slide, glyph.role, self.at((glyph.x, glyph.y)), glyph.size * self.scale, colour)

    def at(self, point: Point) -> Point:
        return self.left + point[0] * self.scale, self.top + point[1] * self.scale

    def frame(self, box: Box) -> Box:
        x, y = self.at((box.x, box.y))
        return Box(x=x, y=y, width=box.width * self.scale, height=box.height * self.scale)

    def draw_plate(self, tag: Tag) -> None:
        if tag.frame:
            area(self.slide, self.corners(tag.box), MIST, Pen(colour=LINE, width=1, dashed=tag.frame == "dashed"))

    def draw_bar(self, mark: StripMark) -> None:
        if mark.bar:
            self.fill(mark.bar, _colour(mark), known=mark.known)

    def fill(self, box: Box, ink: str, *, known: bool) -> None:
        """Fill an extent softly, or hatch where something is somewhere within."""
        shape = area(self.slide, self.corners(box), ink, Pen(colour=ink, width=1), hatched=not known)
        set_transparency(shape, _CLEAR if known else _HATCH_CLEAR)

    def corners(self, box: Box) -> list[Point]:
        right, foot = box.x + box.width, box.y + box.height
        return [self.at(corner) for corner in ((box.x, box.y), (right, box.y), (right, foot), (box.x, foot))]

    def draw_key(self, key: LegendItem) -> None:
        """Draw a sample of what an item of the legend explains, and its words."""
        x, y = key.x, key.y
        match key.kind:
            case "accuracy":
                caps = (((end, y - 4), (end, y + 4)) for end in (x - 9, x + 9))
                self.draw_whisker((((x - 9, y), (x + 9, y)), *caps), MUTED)
            case "extent" | "hatched":
                self.fill(Box(x=x - 9, y=y - 5, width=18, height=10), MUTED, known=key.kind == "extent")
            case "station":
                self.draw_ring((x, y), 10, INK)
            case role:
                self.draw_glyph(Glyph(x=x, y=y, size=14, role=Role(role)))
        self.write(key.line)

    def draw_tag(self, tag: Tag) -> None:
        self.draw_plate(tag)
        if tag.glyph:
            self.draw_glyph(tag.glyph)
        if tag.badge:
            frame, size = self.frame(tag.badge), SLIDE.badge.size * self.scale
            rectangle(self.slide, frame, tag.entry.colour or MUTED, rounded=True)
            # Its letters stand on a line of their own height, which is more than the badge's.
            height = size * _LINE_HEIGHT
            room = Box(x=frame.x, y=frame.y + (frame.height - height) / 2, width=frame.width, height=height)
            kind = Type(size=size, colour=tag.badge_ink, bold=True, align="centre", anchor="middle")
            write(self.slide, room, tag.entry.badge, kind)
        for text in tag.lines:
            self.write(text)

    def write(self, text: TextLine) -> None:
        align, share = _ANCHORS[text.anchor]
        x, y = self.at((text.x, text.y))
        height = text.style.size * self.scale * _LINE_HEIGHT
        width = text.style.width(text.text) * self.scale + 8
        kind = Type(
            size=text.style.size * self.scale,
            colour=MUTED if text.style.muted else INK,
            bold=text.style.bold,
            align=align,
            anchor="middle",
        )
        write(
            self.slide, Box(x=x - width * share, y=y - height * _BASELINE, width=width, height=height), text.text, kind
        )


def _colour(mark: StripMark) -> str:
    return SYMBOLS[mark.entry.role].colour if mark.entry.role else MUTED
