"""The map as a still picture: everything placed in pixels, for paper, slides and messages.

The same sketch as the map on the screen, projected in the UTM zone of the axis and clipped to a frame.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from shapely import LineString, Polygon, box
from shapely import Point as ShapelyPoint

from corridor.draw.lettering import width_px
from corridor.draw.markup import render, trusted_tokens
from corridor.draw.palette import ACCENT, ACCENT_SOFT, INK, MUTED, SYMBOLS, ink_on
from corridor.draw.sketch import Label, LatLon, Place, Sketch, Stroke, sketch
from corridor.draw.wording import period_text, role_text
from corridor.geo import Ruler, ruler_of
from corridor.model.corridor import Corridor
from corridor.model.period import parse_period
from corridor.model.place import PositionKind, Role
from corridor.model.text import Lang

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, other: "Frame") -> bool:
        """Whether another rectangle lies inside."""
        return (
            other.x >= self.x
            and other.y >= self.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )

    def overlaps(self, other: "Frame") -> bool:
        """Whether two rectangles share more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """A line, or an area when it has a fill."""

    points: tuple[Point, ...]
    stroke: str = ""
    width: float = 0.0
    dashed: bool = False
    fill: str = ""
    hatched: bool = False
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Ring:
    """A station or crossing."""

    at: Point
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Sign:
    """The symbol of a node."""

    at: Point
    role: Role
    size: float
    colour: str
    hollow: bool = False
    """For a node that is somewhere in an area or along a stretch: the symbol only says which one."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A name in its box."""

    frame: Frame
    text: str
    size: float
    colour: str
    bold: bool
    ground: str = ""
    """Colour of the box, where it is the sign of a line."""


@dataclass
class Still:
    """A finished picture, back to front."""

    frame: Frame
    shapes: list[Shape] = field(default_factory=list)
    rings: list[Ring] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)


_LOOKS = {
    "road": ("#c3ccca", 2.0),
    "expressway": ("#a9b5b2", 4.0),
    "rail": ("#8b9694", 2.0),
    "outline": ("#b6c2bf", 1.5),
}
_METRO = ("#9aa6a3", 3.5)
_ALWAYS_DASHED = frozenset({"rail", "outline"})
_NAMED_LINES = frozenset({"metro", "expressway"})
_GREEN = "#dcebdc"
_BAND_M = 90.0
_MARGIN_M = 450.0
_NAME_PX, _SMALL_PX = 15.0, 12.0
_DOT_PX = 6.0
_GAP_PX = 6.0
_ALONG_PX = 24.0
"""Between the places along a line that are tried for its name."""
_LABEL_PAD_PX = 14.0
_LEADING = 1.4
_NOTE_ROW_PX = 24.0
_KEY_PX = 30.0


def still(corridor: Corridor, lang: Lang, frame: Frame, *, focus: str | None = None) -> Still:
    """Place base map, axis and nodes in a frame; with a focus only that node is marked and nothing is named."""
    return _Drawing(corridor, lang, frame, focus).draw()


def date_text(corridor: Corridor, lang: Lang) -> str:
    """The day up to which the data were collected, as the screen words it."""
    return period_text(parse_period(corridor.data_date.isoformat()), lang)


def map_svg(corridor: Corridor, lang: Lang, *, width: int = 1200, height: int = 900) -> str:
    """The map with legend, notice, attribution and date, as a standalone SVG document."""
    foot = 3 * _NOTE_ROW_PX + _KEY_PX
    head = 64.0
    return render(
        "still.svg.j2",
        lang,
        corridor=corridor,
        picture=still(corridor, lang, Frame(0, head, width, height - head - foot)),
        dated=date_text(corridor, lang),
        width=width,
        height=height,
        foot=height - foot,
        roles=[(role, role_text(role, lang)) for role in Role if any(node.role is role for node in corridor.nodes)],
        symbols=SYMBOLS,
        tokens=trusted_tokens(),
    )


@dataclass(frozen=True, slots=True)
class _Projection:
    """From WGS-84 to pixels of a frame, true to scale."""

    ruler: Ruler
    frame: Frame
    window: tuple[float, float, float, float]
    """West, south, east, north in metres."""

    @property
    def scale(self) -> float:
        """Pixels a metre."""
        west, south, east, north = self.window
        return min(self.frame.width / (east - west), self.frame.height / (north - south))

    def pixel(self, x: float, y: float) -> Point:
        """A place in metres."""
        west, south, east, north = self.window
        middle_x, middle_y = self.frame.x + self.frame.width / 2, self.frame.y + self.frame.height / 2
        return middle_x + (x - (west + east) / 2) * self.scale, middle_y - (y - (south + north) / 2) * self.scale

    def point(self, at: LatLon) -> Point:
        """A place in WGS-84."""
        metric = self.ruler.to_metres(ShapelyPoint(at[1], at[0]))
        return self.pixel(metric.x, metric.y)


class _Drawing:
    """One picture being made."""

    def __init__(self, corridor: Corridor, lang: Lang, frame: Frame, focus: str | None) -> None:
        self.corridor = corridor
        self.shown = sketch(corridor, lang)
        self.projection = _projection(corridor, self.shown, frame)
        self.focus = focus
        self.picture = Still(frame)
        self.taken: list[Frame] = []

    def draw(self) -> Still:
        for layer in self.shown["layers"]:
            for stroke in layer["strokes"] if layer["visible"] else ():
                self.draw_stroke(stroke)
        self.draw_axis()
        for place in self.shown["places"]:
            if self.focus in (None, place["id"]):
                self.draw_extent(place)
        for place in sorted(self.shown["places"], key=lambda place: place["id"] == self.focus):
            self.draw_sign(place)
        if self.focus is None:
            self.draw_names()
        return self.picture

    def draw_stroke(self, stroke: Stroke) -> None:
        colour, width = _LOOKS.get(stroke["style"], (stroke["colour"] or _METRO[0], _METRO[1]))
        filled = stroke["filled"] and stroke["style"] != "outline"
        dashed = stroke["inferred"] or stroke["style"] in _ALWAYS_DASHED
        for path in stroke["paths"]:
            for piece in self.clipped([self.projection.point(at) for at in path], closed=filled):
                if filled:
                    self.add(Shape(piece, fill=_GREEN, hatched=stroke["inferred"]))
                else:
                    self.add(Shape(piece, colour, width, dashed))

    def draw_axis(self) -> None:
        metric = self.projection.ruler.metric
        band = [self.projection.pixel(x, y) for x, y in metric.buffer(_BAND_M, cap_style="flat").exterior.coords]
        self.add(Shape(tuple(band), fill=ACCENT_SOFT, opacity=0.75))
        self.add(Shape(tuple(self.projection.pixel(x, y) for x, y in metric.coords), ACCENT, 5))
        for crossing in self.corridor.axis.crossings:
            self.add_ring(self.projection.point((crossing.point.y, crossing.point.x)), 9, ACCENT)

    def draw_extent(self, place: Place) -> None:
        colour = SYMBOLS[Role(place["role"])].colour
        if place["kind"] == PositionKind.POINT:
            radius = place["doubt"] * self.projection.scale
            around = ShapelyPoint(self.projection.point(place["at"][0])).buffer(radius, quad_segs=12)
            for piece in self.clipped(list(around.exterior.coords), closed=True):
                self.add(Shape(piece, fill=colour, opacity=0.18))
            return
        hatched = place["kind"] != PositionKind.EXTENT
        for path in place["paths"]:
            for piece in self.clipped([self.projection.point(at) for at in path], closed=place["filled"]):
                if place["filled"]:
                    self.add(Shape(piece, colour, 1.2, hatched, fill=colour, hatched=hatched, opacity=0.4))
                else:
                    self.add(Shape(piece, colour, 4))

    def draw_sign(self, place: Place) -> None:
        at = self.projection.point(place["at"][0])
        if not self.is_inside(at):
            return
        role = Role(place["role"])
        chosen = self.focus in (None, place["id"])
        size = SYMBOLS[role].size * (0.9 if chosen else 0.6)
        hollow = place["kind"] in (PositionKind.WITHIN, PositionKind.STRETCH)
        self.picture.signs.append(Sign(at, role, size, SYMBOLS[role].colour if chosen else MUTED, hollow))
        self.taken.append(Frame(at[0] - size / 2, at[1] - size / 2, size, size))

    def add_ring(self, at: Point, size: float, colour: str) -> None:
        self.picture.rings.append(Ring(at, size, colour))
        self.taken.append(Frame(at[0] - size / 2, at[1] - size / 2, size, size))

    def draw_names(self) -> None:
        labels = [label for layer in self.shown["layers"] if layer["visible"] for label in layer["labels"]]
        stations = [label for label in labels if label["style"] == "station"]
        for label in stations:
            for at in filter(self.is_inside, map(self.projection.point, label["at"])):
                self.add_ring(at, 2 * _DOT_PX - 2, label["colour"] or MUTED)
        for place in sorted(self.shown["places"], key=lambda place: place["kind"] != PositionKind.POINT):
            clearance = SYMBOLS[Role(place["role"])].size / 2
            self.name(place["name"], place["at"], clearance, important=True)
        for stop in self.shown["axis"]["stops"]:
            self.name(stop["text"], [stop["at"]], _DOT_PX)
        for label in stations:
            self.name(label["text"], label["at"], _DOT_PX)
        for label in labels:
            if label["style"] in _NAMED_LINES:
                self.name_line(label)

    def name(self, text: str, places: Iterable[LatLon], clearance: float, *, important: bool = False) -> None:
        """Write a name beside the first of its places where there is room, else leave it to the list."""
        size, colour = (_NAME_PX, INK) if important else (_SMALL_PX, MUTED)
        width, height = width_px(text, size, bold=important) + _LABEL_PAD_PX, size * _LEADING
        for x, y in filter(self.is_inside, map(self.projection.point, places)):
            reach = clearance + _GAP_PX
            above, below = y - clearance - height, y + clearance
            beside = ((x + reach, y - height / 2), (x - reach - width, y - height / 2))
            aligned = (x - width / 2, x - width + clearance, x - clearance)
            for left, top in (*beside, *((left, top) for left in aligned for top in (above, below))):
                frame = Frame(left, top, width, height)
                if self.is_free(frame):
                    self.taken.append(frame)
                    self.picture.captions.append(Caption(frame, text, size, colour, important))
                    return

    def name_line(self, label: Label) -> None:
        """Write a line's name on it, as near to its middle as there is room; a metro line's in its own colour."""
        ground = (label["colour"] or MUTED) if label["style"] == "metro" else ""
        width, height = width_px(label["text"], _SMALL_PX) + _LABEL_PAD_PX, _SMALL_PX * _LEADING
        for x, y in self.along(label["along"]):
            frame = Frame(x - width / 2, y - height / 2, width, height)
            if self.is_free(frame):
                self.taken.append(frame)
                colour = ink_on(ground) if ground else MUTED
                self.picture.captions.append(
                    Caption(frame, label["text"], _SMALL_PX, colour, bold=False, ground=ground)
                )
                return

    def along(self, paths: Iterable[Sequence[LatLon]]) -> Iterator[Point]:
        """Places on the parts of a line that lie in the frame, the longest first, each from its middle outwards."""
        parts = [
            part for path in paths for part in self.clipped([self.projection.point(at) for at in path], closed=False)
        ]
        for line in sorted(map(LineString, parts), key=lambda part: -part.length):
            steps = range(int(line.length / 2 / _ALONG_PX) + 1)
            for away in dict.fromkeys(sign * step * _ALONG_PX for step in steps for sign in (1, -1)):
                spot = line.interpolate(line.length / 2 + away)
                yield spot.x, spot.y

    def is_inside(self, at: Point) -> bool:
        return self.picture.frame.holds(Frame(*at, 0, 0))

    def is_free(self, frame: Frame) -> bool:
        return self.picture.frame.holds(frame) and not any(frame.overlaps(other) for other in self.taken)

    def clipped(self, points: Sequence[Point], *, closed: bool) -> list[tuple[Point, ...]]:
        """The parts of a line or area inside the frame."""
        frame = self.picture.frame
        window = box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
        inside = (Polygon(points).buffer(0) if closed else LineString(points)).intersection(window)
        parts = getattr(inside, "geoms", [inside])
        if closed:
            return [tuple(part.exterior.coords) for part in parts if isinstance(part, Polygon) and not part.is_empty]
        return [tuple(part.coords) for part in parts if isinstance(part, LineString) and len(part.coords) > 1]

    def add(self, shape: Shape) -> None:
        self.picture.shapes.append(shape)


def _projection(corridor: Corridor, shown: Sketch, frame: Frame) -> _Projection:
    """The axis and every point node, with a margin."""
    ruler = ruler_of(corridor.axis.line)
    points = [place["at"][0] for place in shown["places"] if place["kind"] == PositionKind.POINT]
    bounds = [ruler.metric.bounds, *(ruler.to_metres(ShapelyPoint(at[1], at[0])).bounds for at in points)]
    window = (
        min(b[0] for b in bounds) - _MARGIN_M,
        min(b[1] for b in bounds) - _MARGIN_M,
        max(b[2] for b in bounds) + _MARGIN_M,
        max(b[3] for b in bounds) + _MARGIN_M,
    )
    return _Projection(ruler, frame, window)
