"""What every strip diagram has, whichever way its line runs: title, scale, chips beside the line, legend, notes."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from corridor.draw.layout.box import Point
from corridor.draw.layout.palette import SYMBOLS
from corridor.draw.layout.strip.parts import (
    GLYPH_ROOM,
    SCREEN,
    Glyph,
    LegendItem,
    StripLayout,
    StripMark,
    StripWords,
    TextLine,
    TextStyle,
    TextStyles,
    chip,
    paragraph,
)
from corridor.draw.words.strip_entries import StripContents, StripEntry, StripSpot
from corridor.draw.words.strip_profile import StripProfile
from corridor.model.place import Role

EDGE = 8.0
"""Free border of the paper."""
BAR = 12.0
"""Thickness of a stretch or an area drawn along the line."""
TICK = 9.0
"""How far a crossing's stroke and a station's leader reach from the axis."""
STEP_PX = 62.0
"""The least distance between numbers of the scale."""

_CAP = 4.0
"""Half the stroke at each end of a range of doubt."""
_CROWD = 16
"""Nodes on the line from which symbols and labels are smaller."""
_CHIP_GAP = 8.0
"""Between labels beside the line."""
_STEPS_KM = (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)


class Paper(ABC):
    """Sets one diagram from the top down."""

    def __init__(self, contents: StripContents, words: StripWords, width: float, styles: TextStyles = SCREEN) -> None:
        self.contents = contents
        self.words = words
        self.styles = styles
        self.out = StripLayout(width=width)
        self.crowded = len(contents.nodes) > _CROWD
        self.origin = 0.0
        """Where chainage 0 is along the line."""
        self.px_per_m = 1.0

    def layout(self) -> StripLayout:
        """Set everything and say how high it became."""
        foot = self.diagram(self.heading())
        foot = self.section(self.words.asides, self.contents.asides, "solid", foot)
        foot = self.section(self.words.unplaced, self.contents.unplaced, "dashed", foot)
        foot = self.legend(foot + 14.0)
        for note in self.words.notes:
            foot = self.paragraph(note, self.styles.note, foot)
        self.out.height = foot + EDGE
        return self.out

    def heading(self) -> float:
        """Set the name of the axis and its length, on one line where they fit; returns the foot."""
        title, measure = self.contents.title, self.contents.measure
        foot = self.paragraph(title, self.styles.title, EDGE)
        x = EDGE + self.styles.title.width(title) + 14.0
        if x + self.styles.detail.width(measure) > self.out.width - EDGE:
            return self.paragraph(measure, self.styles.detail, foot)
        self.out.lines.append(TextLine(x=x, y=foot - 4.0, text=measure, style=self.styles.detail))
        return foot

    @abstractmethod
    def diagram(self, top: float) -> float:
        """Set the line with all that belongs to it below ``top``; returns the foot."""

    def along(self, m: float) -> float:
        """Pixels along the line."""
        return self.origin + m * self.px_per_m

    def clipped(self, m: float) -> float:
        """Pixels along the line, no further than it is drawn."""
        margin = self.contents.margin_m
        return self.along(min(max(m, -margin), self.contents.length_m + margin))

    def ends_of(self, profile: StripProfile) -> Iterator[tuple[float, float]]:
        """Pixels along the line of both ends of each bar, no further than the line."""
        length = self.contents.length_m
        return ((self.along(min(bar.from_m, length)), self.along(min(bar.to_m, length))) for bar in profile.bars)

    def captions(self, profile: StripProfile, top: float) -> list[TextLine]:
        """The words above a profile, in as many lines as the longest caption takes."""
        rows = self.styles.caption.wrapped(profile.caption, self.out.width - 2 * EDGE, 3)
        return paragraph(rows, self.styles.caption, (EDGE, top))

    def caption_foot(self, top: float) -> float:
        """Below the captions of all profiles, of which one is shown at a time."""
        rows = (len(self.captions(profile, top)) for profile in self.contents.profiles)
        return top + max(rows, default=0) * self.styles.caption.leading

    def fit(self, low: float, high: float) -> None:
        """Scale the line with its continuation to the room between two places."""
        self.px_per_m = (high - low) / (self.contents.length_m + 2 * self.contents.margin_m)
        self.origin = low + self.contents.margin_m * self.px_per_m

    def stops(self) -> tuple[float, float, float, float]:
        """Pixels of the ends of the line and of its continuation."""
        length, margin = self.contents.length_m, self.contents.margin_m
        return self.along(-margin), self.along(0.0), self.along(length), self.along(length + margin)

    def size_px(self, role: Role) -> float:
        """Edge of a role's symbol on the line."""
        return SYMBOLS[role].size * (0.62 if self.crowded else 0.9)

    def mark_place(self, entry: StripEntry, at: Point, leader: Sequence[Point], stroke: Point) -> None:
        """Draw a crossing's stroke across the axis or a station's ring on it; ``stroke`` is half the former."""
        (x, y), (dx, dy) = at, stroke
        if not entry.station:
            self.out.ticks.append(((x - dx, y - dy), (x + dx, y + dy)))
        self.out.marks.append(StripMark(entry=entry, ring=at if entry.station else None, leader=tuple(leader)))

    def mark_node(self, spot: StripSpot, role: Role, at: Point, leader: Sequence[Point], along: Point) -> None:
        """Draw a node's symbol with its range of doubt; ``along`` is the direction of the line."""
        (x, y), (dx, dy) = at, along
        reach = spot.accuracy_m * self.px_per_m
        ends = [(x + dx * way * reach, y + dy * way * reach) for way in (-1.0, 1.0)]
        caps = [((ex - dy * _CAP, ey - dx * _CAP), (ex + dy * _CAP, ey + dx * _CAP)) for ex, ey in ends]
        size = self.size_px(role)
        whisker = ((ends[0], ends[1]), *caps) if reach > size / 2 else ()
        self.out.marks.append(
            StripMark(
                entry=spot.entry, glyph=Glyph(x=x, y=y, size=size, role=role), leader=tuple(leader), whisker=whisker
            )
        )

    def paragraph(self, text: str, style: TextStyle, top: float) -> float:
        """Set text across the paper; returns its foot."""
        rows = style.wrapped(text, self.out.width - 2 * EDGE, 4)
        self.out.lines.extend(paragraph(rows, style, (EDGE, top)))
        return top + len(rows) * style.leading

    def section(self, caption: str, entries: Sequence[StripEntry], frame: str, top: float) -> float:
        """Set what has no place on the line as rows of chips under a caption; returns the foot."""
        if not entries:
            return top
        self.out.lines.append(TextLine(x=EDGE, y=top + 26.0, text=caption, style=self.styles.caption))
        x, y, row = EDGE, top + 34.0, 0.0
        for entry in entries:
            made = chip(entry, frame, self.out.width - 2 * EDGE, self.styles)
            if x + made.box.width > self.out.width - EDGE and x > EDGE:
                x, y, row = EDGE, y + row + _CHIP_GAP, 0.0
            self.out.tags.append(made.moved(x, y))
            x, row = x + made.box.width + _CHIP_GAP, max(row, made.box.height)
        return y + row

    def legend(self, top: float) -> float:
        """Explain the symbols that occur; returns the foot."""
        x, y = EDGE, top
        for kind, words in self.words.legend.items():
            (text,) = self.styles.note.wrapped(words, self.out.width - 2 * EDGE - GLYPH_ROOM, 1)
            room = GLYPH_ROOM + self.styles.note.width(text)
            if x + room > self.out.width - EDGE and x > EDGE:
                x, y = EDGE, y + 18.0
            self.out.keys.append(
                LegendItem(
                    kind=kind,
                    x=x + 9.0,
                    y=y + 8.0,
                    line=TextLine(x=x + GLYPH_ROOM, y=y + 12.0, text=text, style=self.styles.note),
                )
            )
            x += room + 14.0
        return y + 22.0 if self.words.legend else top

    def scale_steps(self, room_px: float) -> list[tuple[float, str]]:
        """Chainages of the scale in metres; those between the numbered ones have no number."""
        step = next((km for km in _STEPS_KM if km * 1000 * self.px_per_m >= room_px), _STEPS_KM[-1])
        count = int(self.contents.length_m / (step * 200) + 1e-6)
        return [
            (i * step * 200, "" if i % 5 else f"{i * step / 5:.2f}".rstrip("0").rstrip(".")) for i in range(count + 1)
        ]
