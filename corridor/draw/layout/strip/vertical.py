"""The strip diagram on narrow paper: its first end is at the foot, so that a map's north stays up."""

from collections.abc import Sequence

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.strip.lanes import LabelRequest, column
from corridor.draw.layout.strip.paper import EDGE, STEP_PX, TICK, Paper
from corridor.draw.layout.strip.parts import (
    SCREEN,
    Glyph,
    StripMark,
    StripWords,
    TextBlock,
    TextLine,
    TextStyles,
    block,
    tag,
)
from corridor.draw.layout.strip.profile import captioned, sideways
from corridor.draw.words.strip_entries import StripContents, StripEntry, StripSpan

_SCALE_GAP = 9.0
_SCALE_ROOM = 4.0
_NUMBERS = 14
"""About so many numbers stand on a long scale."""
_SIDE = 20.0
"""How far from the axis a node stands whose side is known."""
_ZONE = 17.0
"""From the axis to where leaders begin to lean; more where a node stands beside the line."""
_SIDED_ZONE = 35.0
_LEAN = 16.0
"""From there to where labels stand."""
_BAR = 9.0
"""Thickness of a stretch or an area."""
_BAR_STEP = _BAR + 4.0
_LABEL_GAP = 6.0
_LINES = 5
_FIRST_LINE = 11.0
"""From the upper edge of a label to the middle of its first line."""
_NEAR_PX = 40.0
"""A leader should climb no more than this; the line grows until it is so, within reason."""
_PROFILE_PAD = 12.0
"""Beside the sums of a profile."""
_SHORTEST_PX = 420.0
_GROWTH = 1.15
_LONG_PX = 720.0
_LONGEST = 1.4
"""Beyond ``_LONG_PX`` the line is never longer than so many times what its labels need."""


class Vertical(Paper):
    """Stands the line on the foot of the paper."""

    def __init__(self, contents: StripContents, words: StripWords, width: float, styles: TextStyles = SCREEN) -> None:
        super().__init__(contents, words, width, styles)
        nodes = contents.nodes
        self.scale_x = EDGE / 4 + self.styles.scale.width(f"{contents.length_m / 1000:.2f}") + _SCALE_GAP
        sums = [styles.scale.width(bar.text) for profile in contents.profiles for bar in profile.bars]
        self.profile_px = max(sums, default=0.0) + (_PROFILE_PAD if sums else 0.0)
        """Width of the profile between the scale and the labels, or 0."""
        left_margin = self.scale_x + _SCALE_ROOM + self.profile_px
        self.columns, count = _columns(contents.spans)
        self.bar_m = _bar_labels(contents)
        left = [(s.m, s.entry) for s in (*contents.marks, *(s for s in nodes if s.side < 0))]
        right = [(s.m, s.entry) for s in nodes if s.side >= 0]
        right += [(m, span.entry) for m, span in zip(self.bar_m, contents.spans, strict=True)]
        self.left, self.right = sorted(left, key=_order), sorted(right, key=_order)
        sided = {spot.side for spot in nodes}
        left_zone = (_SIDED_ZONE if -1 in sided else _ZONE) + _LEAN
        self.bars = _SIDED_ZONE if 1 in sided else _ZONE + 4.0
        right_zone = self.bars + count * _BAR_STEP + _LEAN
        room = width - left_margin - EDGE - left_zone - right_zone
        wanted = max((self.styles.mark.width(entry.name) for _, entry in self.left), default=0.0) + 44.0
        left_px = min(wanted, room * (0.47 if -1 in sided else 0.42))
        self.axis_x = left_margin + left_px + left_zone
        self.left_edge, self.right_edge = left_margin + left_px, self.axis_x + right_zone
        self.left_text = [block(entry, left_px, _LINES, styles) for _, entry in self.left]
        self.right_text = [block(entry, width - EDGE - self.right_edge, _LINES, styles) for _, entry in self.right]
        self.foot = 0.0
        """Where the lower end of the continuation is on the paper."""

    def diagram(self, top: float) -> float:
        """Set the scale, the labels on both sides, the line and the bars."""
        caption_top, top = top, self.caption_foot(top)
        length = self.stretched()
        self.fit(0.0, length)
        self.foot = top + 24.0 + length
        leaders = self.lane(self.left, self.left_text, -1.0) | self.lane(self.right, self.right_text, 1.0)
        for spot in (*self.contents.nodes, *self.contents.marks):
            y, leader = self.up(spot.m), leaders[spot.entry.id]
            way = 1.0 if leader[0][0] > self.axis_x else -1.0
            if spot.entry.role is None:
                self.mark_place(spot.entry, (self.axis_x, y), [(self.axis_x + way * TICK, y), *leader], (TICK, 0.0))
            else:
                x = self.axis_x + spot.side * _SIDE
                start = (x + way * self.size_px(spot.entry.role) / 2, y)
                self.mark_node(spot, spot.entry.role, (x, y), [start, *leader], (0.0, 1.0))
        for span, m, at in zip(self.contents.spans, self.bar_m, self.columns, strict=True):
            self.draw_bar(span, m, self.axis_x + self.bars + at * _BAR_STEP, leaders[span.entry.id])
        self.draw_axis()
        self.draw_scale()
        self.draw_profiles(caption_top)
        return self.foot + 26.0

    def up(self, m: float) -> float:
        """Where a chainage is on the paper."""
        return self.foot - self.along(m)

    def stretched(self) -> float:
        """The length of the line at which labels stand near their places."""
        lanes = ((self.left, self.left_text), (self.right, self.right_text))
        needed = max(sum(text.height + _LABEL_GAP for text in texts) for _, texts in lanes)
        length = max(_SHORTEST_PX, needed * _GROWTH)
        while length * _GROWTH < max(_LONG_PX, needed * _LONGEST):
            self.fit(0.0, length)
            if all(self.furthest(named, texts, length) <= _NEAR_PX for named, texts in lanes):
                break
            length *= _GROWTH
        return length

    def furthest(self, named: Sequence[tuple[float, StripEntry]], texts: Sequence[TextBlock], length: float) -> float:
        """How far the worst label of a side stands from its place."""
        requests = self.requests(named, texts)
        lows = column(requests, 0.0, length)
        return max((abs(low + c.height / 2 - c.u) for low, c in zip(lows, requests, strict=True)), default=0.0)

    def requests(self, named: Sequence[tuple[float, StripEntry]], texts: Sequence[TextBlock]) -> list[LabelRequest]:
        """What the labels of a side ask for."""
        return [
            LabelRequest(u=self.along(m), width=text.width, height=text.height + _LABEL_GAP)
            for (m, _), text in zip(named, texts, strict=True)
        ]

    def lane(
        self, named: Sequence[tuple[float, StripEntry]], texts: Sequence[TextBlock], way: float
    ) -> dict[str, tuple[Point, ...]]:
        """Set the labels of one side; returns the leader of each from where it leaves the line's zone."""
        edge = self.right_edge if way > 0.0 else self.left_edge
        lows = column(self.requests(named, texts), 0.0, self.stops()[-1])
        leaders: dict[str, tuple[Point, ...]] = {}
        for (m, entry), text, low in zip(named, texts, lows, strict=True):
            y = self.foot - low - text.height - _LABEL_GAP / 2
            corner = (edge, y) if way > 0.0 else (edge - text.width, y)
            self.out.tags.append(tag(entry, text, corner, "start" if way > 0.0 else "end"))
            leaders[entry.id] = ((edge - way * (_LEAN - 2.0), self.up(m)), (edge - way, y + _FIRST_LINE))
        return leaders

    def draw_bar(self, span: StripSpan, m: float, x: float, leader: Sequence[Point]) -> None:
        """Draw a stretch or an area beside the line, with its symbol where its label is tied."""
        low, high, y = self.clipped(span.from_m), self.clipped(span.to_m), self.up(m)
        bar = Box(x=x, y=self.foot - high, width=_BAR, height=max(high - low, 6.0))
        middle = x + _BAR / 2
        glyph = Glyph(x=middle, y=y, size=16.0, role=span.entry.role) if span.entry.role else None
        self.out.marks.append(
            StripMark(entry=span.entry, glyph=glyph, leader=((middle + 8.0, y), *leader), bar=bar, known=span.known)
        )

    def draw_profiles(self, top: float) -> None:
        """Draw the bars of each profile at the scale; its caption stands at the top."""
        for profile in self.contents.profiles:
            ends = [(self.foot - start, self.foot - end) for start, end in self.ends_of(profile)]
            bars = sideways(profile, ends, self.scale_x + 1.0, self.profile_px - _PROFILE_PAD / 2, self.styles.scale)
            self.out.profiles.append(captioned(bars, self.captions(profile, top)))

    def draw_axis(self) -> None:
        """Draw the line and name its ends and sides."""
        compass, x = self.words.compass, self.axis_x
        stops = [self.foot - u for u in self.stops()]
        self.out.axis = tuple((x, y) for y in stops)
        last, top = compass[self.contents.last], stops[-1] - 8.0
        aside = self.styles.end.width(last) / 2 + 10.0
        self.out.lines += [
            TextLine(x=x, y=stops[0] + 18.0, text=compass[self.contents.first], style=self.styles.end, anchor="middle"),
            TextLine(x=x, y=top, text=last, style=self.styles.end, anchor="middle"),
            TextLine(
                x=x - aside, y=top, text=f"← {compass[self.contents.left]}", style=self.styles.scale, anchor="end"
            ),
            TextLine(x=x + aside, y=top, text=f"{compass[self.contents.right]} →", style=self.styles.scale),
        ]

    def draw_scale(self) -> None:
        """Draw the kilometres at the left edge."""
        x = self.scale_x
        _, first, last, _ = (self.foot - u for u in self.stops())
        self.out.scale.append(((x, first), (x, last)))
        for m, number in self.scale_steps(max(STEP_PX, (first - last) / _NUMBERS)):
            y = self.up(m)
            self.out.scale.append(((x, y), (x - (6.0 if number else 3.5), y)))
            if number:
                self.out.lines.append(
                    TextLine(x=x - _SCALE_GAP, y=y + 4.0, text=number, style=self.styles.scale, anchor="end")
                )
        self.out.lines.append(TextLine(x=EDGE, y=first + 20.0, text=self.words.kilometres, style=self.styles.scale))


def _order(pair: tuple[float, StripEntry]) -> tuple[float, str]:
    return pair[0], pair[1].id


def _columns(spans: Sequence[StripSpan]) -> tuple[list[int], int]:
    """For each span the first column in which it touches no other, and the number of columns."""
    ends: list[float] = []
    columns: list[int] = []
    for span in spans:
        at = next((i for i, end in enumerate(ends) if end < span.from_m), len(ends))
        ends[at : at + 1] = [span.to_m]
        columns.append(at)
    return columns, len(ends)


def _bar_labels(contents: StripContents) -> list[float]:
    """Chainages at which bars are labelled: within each, as far from other labels as can be."""
    taken = [spot.m for spot in contents.nodes if spot.side >= 0]
    found: list[float] = []
    for span in contents.spans:
        low, high = max(span.from_m, 0.0), min(span.to_m, contents.length_m)
        choices = [low + (high - low) * part / 20 for part in range(1, 20)] if high > low else [span.from_m]
        found.append(max(choices, key=lambda m: min((abs(m - other) for other in (*taken, *found)), default=0.0)))
    return found
