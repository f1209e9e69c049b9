"""The strip diagram as native shapes, from the same layout as the SVG on the screen."""

from pptx.slide import Slide

from corridor.draw.palette import ACCENT, INK, LINE, MUTED, PAPER, SYMBOLS
from corridor.draw.still import Frame
from corridor.draw.strip import layout
from corridor.draw.strip_parts import Box, Layout, Line, Mark, Tag
from corridor.export.deck.canvas import (
    Pen,
    Point,
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
from corridor.model.text import Lang

_WIDTHS_PX = (820, 900, 980, 1060, 1140, 1200, 1300)
"""Widths the diagram may be laid out at: the narrower, the larger its text on the slide, until it is too high."""
_LINE_HEIGHT, _BASELINE = 1.46, 0.703
"""Height of a line of text by its size, and the share of it above the baseline."""
_ANCHORS = {"start": ("left", 0.0), "middle": ("centre", 0.5), "end": ("right", 1.0)}
_ROOM_PX = 420.0
"""How wide a text box may be; text on the diagram is already broken into lines."""


def draw_strip(slide: Slide, corridor: Corridor, lang: Lang, frame: Frame) -> None:
    """Draw the strip diagram as large as the frame allows."""
    pictures = [layout(corridor, lang, width=width, notes=False) for width in _WIDTHS_PX]
    picture = max(pictures, key=lambda one: min(frame.width / one.width, frame.height / one.height))
    _Drawing(slide, picture, frame).draw()


class _Drawing:
    """One layout on one slide, true to its proportions."""

    def __init__(self, slide: Slide, picture: Layout, frame: Frame) -> None:
        self.slide = slide
        self.picture = picture
        self.scale = min(frame.width / picture.width, frame.height / picture.height)
        self.left = frame.x + (frame.width - picture.width * self.scale) / 2
        self.top = frame.y

    def draw(self) -> None:
        for tag in self.picture.tags:
            self.draw_frame(tag)
        for mark in self.picture.marks:
            self.draw_range(mark)
        before, start, end, beyond = map(self.at, self.picture.axis)
        for one, other in ((before, start), (end, beyond)):
            line(self.slide, one, other, Pen(LINE, 4, dashed=True))
        line(self.slide, start, end, Pen(ACCENT, 6))
        for one, other in (*self.picture.ticks, *self.picture.scale):
            line(self.slide, self.at(one), self.at(other), Pen(MUTED, 1.5))
        for mark in self.picture.marks:
            self.draw_mark(mark)
        for tag in self.picture.tags:
            self.draw_tag(tag)
        for text in self.picture.lines:
            self.write(text)

    def at(self, point: Point) -> Point:
        return self.left + point[0] * self.scale, self.top + point[1] * self.scale

    def frame(self, box: Box) -> Frame:
        x, y = self.at((box.x, box.y))
        return Frame(x, y, box.width * self.scale, box.height * self.scale)

    def draw_frame(self, tag: Tag) -> None:
        if tag.frame:
            frame = self.frame(tag.box)
            corners = [
                (frame.x, frame.y),
                (frame.x + frame.width, frame.y),
                (frame.x + frame.width, frame.y + frame.height),
                (frame.x, frame.y + frame.height),
            ]
            area(self.slide, corners, PAPER, Pen(LINE, 1, dashed=tag.frame == "dashed"))

    def draw_range(self, mark: Mark) -> None:
        if mark.bar is None:
            return
        bar = self.frame(mark.bar)
        fill = SYMBOLS[mark.entry.role].colour if mark.entry.role else MUTED
        corners = [(bar.x, bar.y), (bar.x + bar.width, bar.y), (bar.x + bar.width, bar.y + bar.height)]
        corners.append((bar.x, bar.y + bar.height))
        set_transparency(area(self.slide, corners, fill, Pen(fill, 1), hatched=not mark.known), 0.3)

    def draw_mark(self, mark: Mark) -> None:
        fill = SYMBOLS[mark.entry.role].colour if mark.entry.role else MUTED
        if mark.leader:
            outline(self.slide, [self.at(point) for point in mark.leader], Pen("#9aa6a3", 1))
        for one, other in mark.whisker:
            line(self.slide, self.at(one), self.at(other), Pen(fill, 1.5))
        if mark.ring:
            ring(self.slide, self.at(mark.ring), 10 * self.scale, Pen(mark.entry.colour or INK, 2))
        if mark.glyph:
            symbol(
                self.slide, mark.glyph.role, self.at((mark.glyph.x, mark.glyph.y)), mark.glyph.size * self.scale, fill
            )

    def draw_tag(self, tag: Tag) -> None:
        if tag.glyph:
            fill = SYMBOLS[tag.glyph.role].colour
            symbol(self.slide, tag.glyph.role, self.at((tag.glyph.x, tag.glyph.y)), tag.glyph.size * self.scale, fill)
        if tag.badge:
            frame = self.frame(tag.badge)
            rectangle(self.slide, frame, tag.entry.colour or MUTED, rounded=True)
            write(
                self.slide,
                frame,
                tag.entry.badge,
                Type(10 * self.scale, tag.badge_ink, bold=True, align="centre", anchor="middle"),
            )
        for text in tag.lines:
            self.write(text)

    def write(self, text: Line) -> None:
        align, share = _ANCHORS[text.anchor]
        x, y = self.at((text.x, text.y))
        height = text.style.size * self.scale * _LINE_HEIGHT
        width = min(_ROOM_PX, text.style.width(text.text) * self.scale + 8)
        kind = Type(text.style.size * self.scale, MUTED if text.style.muted else INK, text.style.bold, align, "middle")
        write(self.slide, Frame(x - width * share, y - height * _BASELINE, width, height), text.text, kind)
