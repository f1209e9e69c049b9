"""Where names stand on a still map: each where it covers least, none on another or on a mark."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from shapely import LineString, Polygon, STRtree, box
from shapely import Point as ShapelyPoint

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.map.looks import LOOKS
from corridor.draw.layout.map.parts import Caption, StaticMap
from corridor.draw.layout.map.payload import MapLabel
from corridor.draw.layout.map.projection import Projection
from corridor.draw.layout.palette import GROUND, MUTED, ink_on
from corridor.draw.layout.text_metrics import width_px, wrapped
from corridor.geo import LatLon

_STEP, _BROKEN = 8.0, 60.0
"""What a less usual place costs, and standing in two lines: as covering so many square pixels of weight 1."""
_NAME_PX, _SMALL_PX = 15.0, 12.0
"""Size of the names of nodes, and of all others."""
_GAP_PX = 6.0
"""Between a mark and its name."""
_ALONG_PX = 24.0
"""Between the places along a line that are tried for its name."""
_LABEL_PAD_PX = 14.0
"""What a name's box is wider than its text."""
_LEADING = 1.4
"""Height of a line by its size."""
_TWO_LINES_PX = 150.0
"""From this width a name may be broken in two where one line would cover something."""
_NOWHERE = Box(x=0, y=0, width=0, height=0)


class NameWriter:
    """The names of one picture, set one after another.

    Args:
        picture: with all that is no name; the names go into it.
        projection: of its places.
        taken: the boxes of its marks, and of every name that is set.
        drawn: what a name should leave visible, and how much covering a square pixel of it weighs.
        grown: how much larger than on a page names are set.
    """

    def __init__(
        self,
        picture: StaticMap,
        projection: Projection,
        taken: Sequence[Box],
        drawn: Sequence[tuple[Polygon, float]],
        grown: float = 1.0,
    ) -> None:
        self.picture = picture
        self.projection = projection
        self.taken = list(taken)
        self.drawn = drawn
        self.name_px, self.small_px = _NAME_PX * grown, _SMALL_PX * grown
        self.below = STRtree([form for form, _ in drawn])

    def name(
        self, text: str, places: Sequence[LatLon], clearance: float, colour: str, *, important: bool = False
    ) -> None:
        """Write a name beside the first of its places with room, where it covers least; else leave it to the list."""
        size = self.name_px if important else self.small_px
        whole = Caption(frame=_NOWHERE, text=text, size=size, colour=colour, bold=important)
        for at in filter(self.picture.is_inside, map(self.projection.point, places)):
            options = [
                (self.covered(caption.frame) + unusual + broken, caption)
                for lines, broken in _broken(text, size, bold=important)
                for caption, unusual in _around(at, clearance, replace(whole, lines=lines))
                if self.is_free(caption.frame) and self.is_true(caption.frame, at, clearance, own=important)
            ]
            if options:
                self.write(min(options, key=lambda option: option[0])[1])
                return

    def is_true(self, frame: Box, at: Point, clearance: float, *, own: bool) -> bool:
        """Whether a name is nearer to its mark than to the symbol of any node, save the one that is its ``own``."""
        ground = _ground(frame)
        near = ground.distance(ShapelyPoint(at)) - clearance
        others = (sign for sign in self.picture.signs if not (own and sign.at == at))
        return all(ground.distance(ShapelyPoint(sign.at)) - sign.size / 2 > near for sign in others)

    def write(self, caption: Caption) -> None:
        """Set a name where it is."""
        self.taken.append(caption.frame)
        self.picture.captions.append(replace(caption, covering=self.covered(caption.frame) > 0))

    def covered(self, frame: Box) -> float:
        """How much of what is drawn a frame would cover, by its weight."""
        ground = _ground(frame)
        hit = (self.drawn[number] for number in self.below.query(ground))
        return float(sum(weight * form.intersection(ground).area for form, weight in hit))

    def name_line(self, label: MapLabel) -> None:
        """Write a line's name on it, as near to its middle as there is room; a metro line's in its own colour."""
        ground = {"metro": label["colour"] or MUTED, "shield": GROUND["shield"]}.get(label["style"], "")
        width, height = width_px(label["text"], self.small_px) + _LABEL_PAD_PX, self.small_px * _LEADING
        for x, y in self.along(label["along"]):
            frame = Box(x=x - width / 2, y=y - height / 2, width=width, height=height)
            if self.is_free(frame):
                colour = ink_on(ground) if ground else LOOKS[label["style"]].name_colour
                self.write(
                    Caption(
                        frame=frame, text=label["text"], size=self.small_px, colour=colour, bold=False, ground=ground
                    )
                )
                return

    def along(self, paths: Iterable[Sequence[LatLon]]) -> Iterator[Point]:
        """Places on the parts of a line that lie in the frame, the longest first, each from its middle outwards."""
        parts = [part for path in paths for part in self.projection.pieces(path, closed=False)]
        for line in sorted(map(LineString, parts), key=lambda part: -part.length):
            steps = range(int(line.length / 2 / _ALONG_PX) + 1)
            for away in dict.fromkeys(sign * step * _ALONG_PX for step in steps for sign in (1, -1)):
                spot = line.interpolate(line.length / 2 + away)
                yield spot.x, spot.y

    def is_free(self, frame: Box) -> bool:
        """Whether a name may stand here, inside the picture and on nothing that must be read."""
        return self.picture.frame.holds(frame) and not any(frame.overlaps(other) for other in self.taken)


def _ground(frame: Box) -> Polygon:
    return box(frame.x, frame.y, frame.right, frame.bottom)


def _broken(text: str, size: float, *, bold: bool) -> Iterator[tuple[tuple[str, ...], float]]:
    """A name in one line and, where it is long, in two, each with the weight of being so."""
    yield (text,), 0.0
    width = width_px(text, size, bold=bold)
    halves = wrapped(text, size, 0.7 * width, lines=2, bold=bold) if width > _TWO_LINES_PX else ()
    if "".join(halves).replace(" ", "") == text.replace(" ", "") and len(halves) > 1:
        yield halves, _BROKEN


def _around(at: Point, clearance: float, name: Caption) -> Iterator[tuple[Caption, float]]:
    """A name where it may stand about its place, the most usual first, with the weight of standing there."""
    x, y = at
    width = max(width_px(row, name.size, bold=name.bold) for row in name.rows) + _LABEL_PAD_PX
    height = len(name.rows) * name.size * _LEADING
    reach, above, below = clearance + _GAP_PX, y - clearance - height, y + clearance
    spots = [(x + reach, y - height / 2, "left"), (x - reach - width, y - height / 2, "right")]
    for left, align in ((x - width / 2, "centre"), (x - width + clearance, "right"), (x - clearance, "left")):
        spots += [(left, above, align), (left, below, align)]
    for step, (left, top, align) in enumerate(spots):
        yield replace(name, frame=Box(x=left, y=top, width=width, height=height), align=align), step * _STEP
