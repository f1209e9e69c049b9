"""The strip diagram as one slim line across a page: symbols at their true metres, with the names that fit whole."""

from collections.abc import Iterator, Sequence

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.strip.paper import EDGE, Paper
from corridor.draw.layout.strip.parts import (
    SCREEN,
    Glyph,
    StripLayout,
    StripMark,
    StripWords,
    Tag,
    TextLine,
    TextStyle,
    TextStyles,
    paragraph,
)
from corridor.draw.layout.strip.profile import captioned, upright
from corridor.draw.words.strip_entries import StripContents, StripEntry
from corridor.model.place import Role

_NAME = TextStyle(size=12, leading=15, bold=True)
_MARK = TextStyle(size=12, leading=15)
_DETAIL = TextStyle(size=11, leading=14, muted=True)
_ROWS = 2
"""Names of nodes stand on so many rows, those of crossings on one."""
_TOP = 1.0
"""Above the topmost row."""
_SIZE = 15.0
"""Of the symbols on the line."""
_BAR = 5.0
"""Thickness of a stretch or an area."""
_TICK = 7.0
"""Half the stroke of a crossing."""
_HIT = 22.0
"""Edge of what can be pressed about a symbol; less where the next one is nearer."""
_APART = 9.0
"""Clear space between names of a row."""
_SHIFTS = (0.5, 0.3, 0.7, 0.1, 0.9)
"""How much of a name may stand before its place, best first."""
_TRAY_ROWS = 2
"""Symbols of what has no place on the line stand in so many rows."""
_LEAST_WITH_TRAY = 500.0
"""A line narrower than this, in px, leaves them to the list and to the whole diagram."""
_LEAST_WITH_PROFILE = 1200.0
"""A line narrower than this, in px, leaves the profile of the ledger to the whole diagram."""
_RANKS = tuple(Role)


class Slim(Paper):
    """Lays the line across the paper, in no more height than a few lines of text.

    A name is shown whole or not at all, so that no two can be taken for each other; the symbol stays and says it.
    """

    def __init__(
        self,
        contents: StripContents,
        words: StripWords,
        width: float,
        styles: TextStyles = SCREEN,
        *,
        detailed: bool = False,
    ) -> None:
        super().__init__(contents, words, width, styles)
        self.detailed = detailed
        """Whether a name says below it where its place is."""
        self.tray_x = width - EDGE
        """Where the line must end, and what has no place on it begins."""
        self.leading = _NAME.leading + (_DETAIL.leading if detailed else 0.0)
        self.axis_y = _TOP + _ROWS * self.leading + 8.5
        self.foot_y = self.axis_y + 12.0
        """Upper edge of the names below the line."""
        self.taken: list[Box] = []

    def layout(self) -> StripLayout:
        """Set everything; the height is always the same."""
        self.out.height = self.foot_y + self.leading + 2.0
        right = self.tray()
        self.fit(self.end_px("first") + EDGE + self.profile_px(), right - self.end_px("last"))
        self.draw_profiles()
        self.diagram(0.0)
        return self.out

    def profile_px(self) -> float:
        """Width of the words of a profile, at the left of the line; 0 where there is none or no room for it."""
        if self.out.width < _LEAST_WITH_PROFILE:
            return 0.0
        widths = [_DETAIL.width(text) for profile in self.contents.profiles for text in profile.short]
        return max(widths, default=-EDGE) + EDGE

    def draw_profiles(self) -> None:
        """Draw the bars behind the names, down to the symbols on the line; what they are stands at the left."""
        foot = self.axis_y - _SIZE / 2 - 0.5
        for profile in self.contents.profiles if self.profile_px() else ():
            bars = upright(profile, self.ends_of(profile), foot, foot - _TOP, None)
            self.out.profiles.append(captioned(bars, paragraph(profile.short, _DETAIL, (EDGE, _TOP))))

    def diagram(self, top: float) -> float:
        """Set the line, then names in the order of their weight; returns the foot."""
        self.draw_axis()
        places = self.places()
        self.draw_places(places)
        for entry, x in sorted(places, key=lambda place: (_rank(place[0]), place[1])):
            self.out.tags.append(self.named(entry, x, self.rows(), _NAME) or self.bare(entry, x, places))
        self.draw_marks()
        return top + self.out.height

    def places(self) -> list[tuple[StripEntry, float]]:
        """Where the symbol of each node stands: at its metre of the line, or about the middle of its bar below it."""
        spots = [(spot.entry, self.along(spot.m)) for spot in self.contents.nodes]
        spans = [
            (span.entry, (self.clipped(span.from_m) + self.clipped(span.to_m)) / 2) for span in self.contents.spans
        ]
        return sorted([*spots, *_side_by_side(spans)], key=lambda place: (place[1], place[0].id))

    def draw_places(self, places: Sequence[tuple[StripEntry, float]]) -> None:
        """Draw bars below the line and every node's symbol on it, or on its bar."""
        bars = {span.entry.id: span for span in self.contents.spans}
        for entry, x in places:
            span, y = bars.get(entry.id), self.axis_y
            bar = None
            if span:
                start, end = self.clipped(span.from_m), self.clipped(span.to_m)
                bar = Box(x=start, y=y + 5.0, width=max(end - start, 6.0), height=_BAR)
                y += 5.0 + _BAR / 2
            glyph = Glyph(x=x, y=y, size=_SIZE, role=entry.role) if entry.role else None
            self.out.marks.append(StripMark(entry=entry, glyph=glyph, bar=bar, known=bool(span and span.known)))

    def draw_marks(self) -> None:
        """Draw crossings as strokes and stations as rings, with the names that fit on the row below."""
        for spot in self.contents.marks:
            at = (self.along(spot.m), self.axis_y)
            self.mark_place(spot.entry, at, (), (0.0, _TICK))
        for spot in sorted(self.contents.marks, key=lambda spot: (spot.entry.station, spot.m)):
            found = self.named(spot.entry, self.along(spot.m), (self.foot_y,), _MARK)
            self.out.tags += [found] if found else []

    def rows(self) -> tuple[float, ...]:
        """Upper edges of the rows above the line, the nearest first."""
        return tuple(_TOP + row * self.leading for row in reversed(range(_ROWS)))

    def named(self, entry: StripEntry, x: float, rows: Sequence[float], style: TextStyle) -> Tag | None:
        """A name at the first free place of the nearest row that has one; ``None`` where there is none."""
        texts = [(entry.name, style), *((detail, _DETAIL) for detail in entry.details[:1] if self.detailed)]
        width = max(style.width(text) for text, style in texts) + 4.0
        for y in rows:
            for shift in _SHIFTS:
                box = Box(x=x - shift * width, y=y, width=width, height=self.leading)
                lead = self.lead(x, box)
                if self.is_free(box) and not (lead and self.crosses(lead)):
                    self.taken += [box, *([lead] if lead else [])]
                    return self.set_at(entry, texts, box, x if lead else None)
        return None

    def lead(self, x: float, box: Box) -> Box | None:
        """What a line from a name of the far row down to its symbol takes of the near row."""
        near = self.rows()[0]
        return Box(x=x - 1.0, y=near, width=2.0, height=self.leading) if box.y < near else None

    def is_free(self, box: Box) -> bool:
        """Whether a name may stand here, on the paper and with clear space beside it."""
        wide = Box(x=box.x - _APART, y=box.y, width=box.width + 2 * _APART, height=box.height)
        return box.x >= EDGE and box.x + box.width <= self.tray_x and not self.crosses(wide)

    def crosses(self, box: Box) -> bool:
        """Whether something stands here already."""
        return any(box.overlaps(other) for other in self.taken)

    def set_at(self, entry: StripEntry, texts: Sequence[tuple[str, TextStyle]], box: Box, lead_x: float | None) -> Tag:
        """The label of a box, with a line to its symbol where it is not right above it."""
        middle, foot, lines = box.x + box.width / 2, box.y, []
        for text, style in texts:
            foot += style.leading
            lines.append(TextLine(x=middle, y=foot - 2.5, text=text, style=style, anchor="middle"))
        if lead_x is not None:
            leader: tuple[Point, ...] = ((lead_x, box.y + box.height), (lead_x, self.axis_y - _SIZE / 2))
            self.out.marks.append(StripMark(entry=entry, leader=leader))
        return Tag(entry=entry, box=box, lines=tuple(lines))

    def bare(self, entry: StripEntry, x: float, places: Sequence[tuple[StripEntry, float]]) -> Tag:
        """A symbol without a name, which can be pressed as far as halfway to its neighbours."""
        before = max((at for _, at in places if at < x), default=x - _HIT)
        after = min((at for _, at in places if at > x), default=x + _HIT)
        left, right = max(x - _HIT / 2, (before + x) / 2), min(x + _HIT / 2, (x + after) / 2)
        return Tag(entry=entry, box=Box(x=left, y=self.axis_y - 8.4, width=right - left, height=20.0), lines=())

    def draw_axis(self) -> None:
        """Draw the line, name its ends, and say the metres at both."""
        y = self.axis_y
        self.out.axis = tuple((x, y) for x in self.stops())
        before, first, last, after = self.stops()
        compass, (least, most) = self.words.compass, self.words.ends
        ends = [
            TextLine(x=x, y=self.foot_y + 12.5, text=text, style=_DETAIL, anchor="middle")
            for x, text in ((first, least), (last, most))
        ]
        self.taken += [line.box for line in ends]
        self.out.lines += [
            TextLine(x=before - 6.0, y=y + 4.5, text=compass[self.contents.first], style=self.styles.end, anchor="end"),
            TextLine(x=after + 6.0, y=y + 4.5, text=compass[self.contents.last], style=self.styles.end),
            *ends,
        ]

    def end_px(self, end: str) -> float:
        """Width of the word at an end of the line."""
        letter = self.contents.first if end == "first" else self.contents.last
        return self.styles.end.width(self.words.compass[letter]) + 10.0

    def tray(self) -> float:
        """Set the symbols of what has no place on the line at the right edge; returns where the line must end.

        A phone has room for the line alone: the rest is in the list, and on the whole diagram.
        """
        has_room = self.out.width >= _LEAST_WITH_TRAY
        nodes = [entry for entry in (*self.contents.asides, *self.contents.unplaced) if entry.role and has_room]
        columns = -(-len(nodes) // _TRAY_ROWS)
        caption = self.words.off_line
        width = max(columns * _HIT, _DETAIL.width(caption)) if nodes else 0.0
        self.tray_x = self.out.width - EDGE - width - (14.0 if nodes else 0.0)
        if nodes:
            left, top = self.out.width - EDGE - width, self.out.height - _TRAY_ROWS * _HIT - 1.0
            self.out.lines.append(TextLine(x=left, y=top - 5.0, text=caption, style=_DETAIL))
            self.out.tags += [
                _chip(entry, left + at % columns * _HIT, top + at // columns * _HIT) for at, entry in enumerate(nodes)
            ]
        return self.tray_x


def _side_by_side(places: Sequence[tuple[StripEntry, float]]) -> Iterator[tuple[StripEntry, float]]:
    """Places on bars: symbols that would lie on each other stand beside each other, about where their middles are."""
    groups: list[list[tuple[StripEntry, float]]] = []
    for place in sorted(places, key=lambda place: (place[1], place[0].id)):
        group = [place]
        while groups and _begin(group) - _end(groups[-1]) < _SIZE:
            group = groups.pop() + group
        groups.append(group)
    for group in groups:
        for number, (entry, _) in enumerate(group):
            yield entry, _begin(group) + number * _SIZE


def _begin(group: Sequence[tuple[StripEntry, float]]) -> float:
    return sum(x for _, x in group) / len(group) - (len(group) - 1) / 2 * _SIZE


def _end(group: Sequence[tuple[StripEntry, float]]) -> float:
    return _begin(group) + (len(group) - 1) * _SIZE


def _rank(entry: StripEntry) -> int:
    return _RANKS.index(entry.role) if entry.role else len(_RANKS)


def _chip(entry: StripEntry, x: float, y: float) -> Tag:
    glyph = Glyph(x=x + _HIT / 2, y=y + _HIT / 2, size=_SIZE - 3.0, role=entry.role) if entry.role else None
    return Tag(
        entry=entry,
        box=Box(x=x + 1.0, y=y + 1.0, width=_HIT - 2.0, height=_HIT - 2.0),
        lines=(),
        glyph=glyph,
        frame="dashed",
    )
