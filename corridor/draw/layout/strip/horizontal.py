"""The strip diagram on wide paper: its first end is on the left, and what is right of the axis stands below it."""

from collections.abc import Callable, Sequence

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.strip.lanes import LabelRequest, flags
from corridor.draw.layout.strip.paper import BAR, EDGE, STEP_PX, TICK, Paper
from corridor.draw.layout.strip.parts import StripMark, TextLine, block, chip, tag
from corridor.draw.layout.strip.profile import BAR_PX, captioned, upright
from corridor.draw.words.strip_entries import StripSpan, StripSpot

_POLE = 6.0
"""Between a leader that runs on as a pole and the text beside it."""
_SIDE = 27.0
"""How far from the axis a node stands whose side is known."""
_ZONE = 19.0
"""From the axis to where leaders begin to lean; more where a node stands beside the line."""
_SIDED_ZONE = 42.0
_LEAN = 18.0
"""From there to where they stand straight."""
_ROW_GAP = 3.0
"""Between labels on top of each other."""
_NAME_PX = 190.0
"""Width in which a label is set; less where there are many."""
_CROWDED_NAME_PX = 126.0
_LINES = 6
"""Only a name that needs them has so many."""
_BAR_GAP = 14.0


class Horizontal(Paper):
    """Lays the line across the paper."""

    def diagram(self, top: float) -> float:
        """Set labels above, the line, labels below, bars and the scale."""
        self.fit(self.end_room("first") + EDGE, self.out.width - self.end_room("last") - EDGE)
        top = self.draw_profiles(top)
        nodes = self.contents.nodes
        upper = [spot for spot in nodes if spot.side <= 0]
        lower = sorted([*self.contents.marks, *(s for s in nodes if s.side > 0)], key=lambda s: (s.m, s.entry.id))
        above_px, set_above = self.lane(upper, -1.0)
        below_px, set_below = self.lane(lower, 1.0)
        axis_y = top + above_px + 6.0
        set_above(axis_y)
        set_below(axis_y)
        self.draw_axis(axis_y)
        return self.draw_scale(self.draw_bars(axis_y + below_px + 14.0))

    def draw_profiles(self, top: float) -> float:
        """Set the bars of each profile below its caption; returns the foot."""
        if not self.contents.profiles:
            return top
        foot = self.caption_foot(top) + self.styles.scale.leading + BAR_PX
        for profile in self.contents.profiles:
            bars = upright(profile, self.ends_of(profile), foot, BAR_PX, self.styles.scale)
            self.out.profiles.append(captioned(bars, self.captions(profile, top)))
        return foot + 10.0

    def end_room(self, end: str) -> float:
        """Width of the words at an end of the line."""
        compass = self.words.compass
        if end == "last":
            return self.styles.end.width(compass[self.contents.last]) + 8.0
        sides = [self.styles.scale.width(f"{compass[side]} ↑") for side in (self.contents.left, self.contents.right)]
        return max(self.styles.end.width(compass[self.contents.first]), *sides) + 8.0

    def lane(self, spots: Sequence[StripSpot], way: float) -> tuple[float, Callable[[float], None]]:
        """The room that the labels on one side of the line take, and the act of setting them.

        ``way`` is 1 below the line and -1 above it.
        """
        zone = _SIDED_ZONE if any(spot.side for spot in spots) else _ZONE
        base = zone + _LEAN
        name_px = _CROWDED_NAME_PX if self.crowded else _NAME_PX
        texts = [block(spot.entry, name_px, _LINES, self.styles) for spot in spots]
        requests = [
            LabelRequest(u=self.along(spot.m), width=text.width + _POLE, height=text.height + _ROW_GAP)
            for spot, text in zip(spots, texts, strict=True)
        ]
        placements = flags(requests, EDGE, self.out.width - EDGE)

        def place(axis_y: float) -> None:
            for spot, text, placement in zip(spots, texts, placements, strict=True):
                near = base + placement.v
                corner = (
                    placement.u + (_POLE if placement.flag else _POLE / 2),
                    axis_y + near if way > 0.0 else axis_y - near - text.height,
                )
                self.out.tags.append(tag(spot.entry, text, corner, "start" if placement.flag else "middle"))
                end = near + (text.height if placement.flag else -1.0)
                steps = ((self.along(spot.m), zone), (placement.pole_u, base - 2.0), (placement.pole_u, end))
                self.draw_spot(spot, axis_y, way, [(x, axis_y + way * v) for x, v in steps])

        return base + max((b.v + c.height for b, c in zip(placements, requests, strict=True)), default=0.0), place

    def draw_spot(self, spot: StripSpot, axis_y: float, way: float, leader: Sequence[Point]) -> None:
        """Draw what stands on or beside the line, and its leader."""
        x, y = self.along(spot.m), axis_y + spot.side * _SIDE
        if spot.entry.role is None:
            self.mark_place(spot.entry, (x, axis_y), [(x, axis_y + way * TICK), *leader], (0.0, TICK))
        else:
            start = (x, y + way * self.size_px(spot.entry.role) / 2)
            self.mark_node(spot, spot.entry.role, (x, y), [start, *leader], (1.0, 0.0))

    def draw_axis(self, y: float) -> None:
        """Draw the line and name its ends and sides."""
        compass, stops = self.words.compass, self.stops()
        self.out.axis = tuple((x, y) for x in stops)
        left, right = stops[0] - 8.0, stops[-1] + 8.0
        self.out.lines += [
            TextLine(x=left, y=y + 4.5, text=compass[self.contents.first], style=self.styles.end, anchor="end"),
            TextLine(x=right, y=y + 4.5, text=compass[self.contents.last], style=self.styles.end),
            TextLine(
                x=left, y=y - 16.0, text=f"{compass[self.contents.left]} ↑", style=self.styles.scale, anchor="end"
            ),
            TextLine(
                x=left, y=y + 25.0, text=f"{compass[self.contents.right]} ↓", style=self.styles.scale, anchor="end"
            ),
        ]

    def draw_bars(self, top: float) -> float:
        """Draw stretches and areas in as few rows as hold them; returns the foot."""
        chips = [chip(span.entry, "", self.out.width - 2 * EDGE, self.styles, lines=1) for span in self.contents.spans]
        step = BAR + 6.0 + max((made.box.height for made in chips), default=0.0)
        reached: list[float] = []
        for span, made in zip(self.contents.spans, chips, strict=True):
            bar = self.bar(span)
            left = min(bar.x - 4.0, self.out.width - EDGE - made.box.width)
            row = next((i for i, end in enumerate(reached) if end + _BAR_GAP <= left), len(reached))
            reached[row : row + 1] = [max(bar.x + bar.width, left + made.box.width)]
            y = top + row * step
            self.out.marks.append(StripMark(entry=span.entry, bar=bar.moved(0.0, y), known=span.known))
            self.out.tags.append(made.moved(left, y + BAR + 2.0))
        return top + len(reached) * step + 4.0

    def bar(self, span: StripSpan) -> Box:
        """The bar of a stretch or an area, in the topmost row."""
        start, end = self.clipped(span.from_m), self.clipped(span.to_m)
        return Box(x=start, y=0.0, width=max(end - start, 6.0), height=BAR)

    def draw_scale(self, y: float) -> float:
        """Draw the kilometres; returns the foot."""
        _, first, last, _ = self.stops()
        self.out.scale.append(((first, y), (last, y)))
        for m, number in self.scale_steps(STEP_PX):
            x = self.along(m)
            self.out.scale.append(((x, y), (x, y + (6.0 if number else 3.5))))
            if number:
                self.out.lines.append(TextLine(x=x, y=y + 19.0, text=number, style=self.styles.scale, anchor="middle"))
        self.out.lines.append(
            TextLine(x=first - 14.0, y=y + 19.0, text=self.words.kilometres, style=self.styles.scale, anchor="end")
        )
        return y + 22.0


class Beside(Paper):
    """Sets only what has no place on the line, where the line needs the whole of another sheet."""

    def diagram(self, top: float) -> float:
        """Draw no line."""
        return top
