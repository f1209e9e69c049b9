"""The map as a still picture: everything placed in pixels, for paper, slides and messages.

The same sketch as the map on the screen, projected in the UTM zone of the axis and clipped to a frame.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto

from shapely import LineString, Polygon, STRtree, box
from shapely import Point as ShapelyPoint

from corridor.draw.layout.map.looks import INFERRED_OUTLINE, Dash, Look, look_of
from corridor.draw.layout.map.payload import Label, Place, Sketch, Stroke, sketch
from corridor.draw.layout.palette import ACCENT, ACCENT_SOFT, INK, MUTED, SYMBOLS, ink_on
from corridor.draw.layout.text_metrics import width_px, wrapped
from corridor.draw.words.wording import dated_text, symbol_text
from corridor.geo import LatLon, Ruler, ruler_of
from corridor.i18n import word
from corridor.model.corridor import Corridor
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
    dash: Dash | None = None
    fill: str = ""
    hatched: bool = False
    opacity: float = 1.0
    """Of the fill, or of the line of what has none."""
    is_round: bool = False
    """Whether a line ends half its width beyond where it ends, so that pieces of it meet."""


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
    lines: tuple[str, ...] = ()
    """The text as it is broken; empty where it stands in one line."""
    align: str = "centre"
    """``left``, ``centre`` or ``right``: towards what it names, since text is narrower than it was measured."""
    covering: bool = False
    """Whether something drawn lies below, which must stay visible."""

    @property
    def rows(self) -> tuple[str, ...]:
        """The lines that are written."""
        return self.lines or (self.text,)


class Key(StrEnum):
    """What a legend may have to explain beside the roles."""

    AXIS = auto()
    DOUBT = auto()
    EXTENT = auto()
    STREET = auto()
    HATCHED = auto()
    INFERRED = auto()


@dataclass
class Still:
    """A finished picture, back to front."""

    frame: Frame
    shapes: list[Shape] = field(default_factory=list)
    rings: list[Ring] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)
    """What has been drawn and explains itself to nobody."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: a small picture drawn like the large one, and its words."""

    sample: Still
    text: str


@dataclass(frozen=True, slots=True)
class MapPage:
    """The map on a page of its own, with all that stands below it; places in pixels from the upper left."""

    picture: Still
    entries: list[tuple[float, float, Entry]]
    """The legend: from the left, from the top, and what stands there."""
    lines: list[str]
    """The notes at the foot, as they are broken."""
    first_line: float
    """Where the first of them stands."""


_GROUND = frozenset({"road", "outline", "beyond"})
_AREAS = frozenset({"area", "water", "green", "block"})
_MAJOR, _MINOR, _FAINT = 4.0, 0.6, 0.3
"""Weight of a square pixel covered by a name: of lines that are read, of others, and of areas."""
_STEP, _BROKEN = 8.0, 60.0
"""Weight of standing in a less usual place, and in two lines."""
_ABOUT: Dash = (8, 6)
"""Round what a node is somewhere in."""
_NAMED_LINES = ("metro", "shield", "expressway")
_SHIELD = "#1d7a4d"
_HATCH = 0.2
_BAND_M = 90.0
_MARGIN_M = 450.0
_NAME_PX, _SMALL_PX = 15.0, 12.0
_DOT_PX = 6.0
_GAP_PX = 6.0
_ALONG_PX = 24.0
"""Between the places along a line that are tried for its name."""
_LABEL_PAD_PX = 14.0
_LEADING = 1.4
_NOWHERE = Frame(0, 0, 0, 0)
_TWO_LINES_PX = 150.0
"""From this width a name may be broken in two where one line would cover something."""
_SAMPLE = Frame(0, 0, 38, 22)
_EDGE_PX, _FOOT_PX = 24.0, 22.0
_NOTE_PX, _NOTE_ROW_PX = 13.0, 20.0
_KEY_PX, _KEY_TEXT_PX, _KEY_GAP_PX = 30.0, 14.0, 22.0
_LEGEND_WORDS = {
    Key.DOUBT: "doubt",
    Key.EXTENT: "extent",
    Key.STREET: "extent",
    Key.HATCHED: "hatched",
    Key.INFERRED: "inferred",
}


def still(corridor: Corridor, lang: Lang, frame: Frame, *, focus: str | None = None) -> Still:
    """Place base map, axis and nodes in a frame; with a focus only that node is marked and nothing is named."""
    return _Drawing(corridor, lang, frame, focus).draw()


def legend(corridor: Corridor, picture: Still, lang: Lang) -> list[Entry]:
    """What is drawn, and nothing else, in the order and words of the map on the screen."""
    drawn = {sign.role for sign in picture.signs}
    axis = [Entry(_sample(Key.AXIS), corridor.axis.name[lang])] if Key.AXIS in picture.keys else []
    roles = [Entry(_role_sample(role), symbol_text(corridor, role, lang)) for role in Role if role in drawn]
    said = {key: word(f"map.legend-{name}", lang) for key, name in _LEGEND_WORDS.items() if key in picture.keys}
    return [*axis, *roles, *(Entry(_sample(key), text) for key, text in said.items())]


def unplaced_text(corridor: Corridor, lang: Lang) -> str:
    """The nodes a map cannot show, by name; empty where there are none."""
    names = [node.name[lang] for node in corridor.nodes if node.position.kind is PositionKind.UNKNOWN]
    return word("export.unplaced", lang, names=word("figure.list-join", lang).join(names)) if names else ""


def map_page(corridor: Corridor, lang: Lang, width: int, height: int) -> MapPage:
    """Place the map with legend, notice, attribution and date on a page of so many pixels."""
    room = width - 2 * _EDGE_PX
    notes = (
        unplaced_text(corridor, lang),
        dated_text(corridor, lang),
        corridor.notice[lang],
        corridor.attribution[lang],
    )
    lines = [line for note in notes if note for line in wrapped(note, _NOTE_PX, room, lines=9)]
    head, below = 64.0, len(lines) * _NOTE_ROW_PX + _FOOT_PX
    rows = needed = 0
    while needed >= rows:  # how many rows the legend takes is known once the map is drawn, in the height they leave
        rows = needed + 1
        picture = still(corridor, lang, Frame(0, head, width, height - head - below - rows * _KEY_PX))
        placed = list(_placed(legend(corridor, picture, lang), room))
        needed = max((row for row, _, _ in placed), default=0)
    foot = head + picture.frame.height + _KEY_PX / 4
    entries = [(_EDGE_PX + x, foot + row * _KEY_PX, entry) for row, x, entry in placed]
    return MapPage(picture, entries, lines, foot + rows * _KEY_PX + _NOTE_PX)


def _placed(entries: Iterable[Entry], room: float) -> Iterator[tuple[int, float, Entry]]:
    """Each entry of a legend with its row and its distance from the left."""
    row, x = 0, 0.0
    for entry in entries:
        wide = _SAMPLE.width + _GAP_PX + width_px(entry.text, _KEY_TEXT_PX)
        if x and x + wide > room:
            row, x = row + 1, 0.0
        yield row, x, entry
        x += wide + _KEY_GAP_PX


def _role_sample(role: Role) -> Still:
    return Still(_SAMPLE, signs=[Sign(_centre(), role, 20.0, SYMBOLS[role].colour)])


def _sample(key: Key) -> Still:
    x, y = _centre()
    level = ((_SAMPLE.x, y), (_SAMPLE.width, y))
    corners = tuple(box(3, 2, _SAMPLE.width - 3, _SAMPLE.height - 2).exterior.coords)
    blue = SYMBOLS[Role.BACKBONE].colour
    match key:
        case Key.AXIS:
            band = tuple(box(0, y - 7, _SAMPLE.width, y + 7).exterior.coords)
            shapes = [Shape(band, fill=ACCENT_SOFT, opacity=0.75), Shape(level, ACCENT, 4)]
            return Still(_SAMPLE, shapes, [Ring((x, y), 8, ACCENT)])
        case Key.DOUBT:
            around = tuple(ShapelyPoint(x, y).buffer(y, quad_segs=12).exterior.coords)
            dot = Sign((x, y), Role.BACKBONE, 9.0, blue)
            return Still(_SAMPLE, [Shape(around, fill=blue, opacity=0.18)], signs=[dot])
        case Key.EXTENT:
            return Still(_SAMPLE, [Shape(corners, blue, 1.2, fill=blue, opacity=0.4)])
        case Key.STREET:
            return Still(_SAMPLE, [Shape(level, SYMBOLS[Role.CARRIER].colour, 4)])
        case Key.HATCHED:
            # The hollow symbol belongs to the hatching: it says which node, not where it is.
            inside = Sign((x, y), Role.BACKBONE, 14.0, blue, hollow=True)
            shape = Shape(corners, blue, 1.2, _ABOUT, fill=blue, hatched=True, opacity=_HATCH)
            return Still(_SAMPLE, [shape], signs=[inside])
        case Key.INFERRED:
            look = look_of("road", inferred=True)
            return Still(_SAMPLE, [Shape(level, look.fill_colour(), look.line, look.dash)])


def _centre() -> Point:
    return _SAMPLE.width / 2, _SAMPLE.height / 2


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
        metric = self.ruler.to_metres(ShapelyPoint(at.lon, at.lat))
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
        self.drawn: list[tuple[Polygon, float]] = []
        """What a name should leave visible, and how much covering a square pixel of it weighs."""

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
        look = look_of(stroke["style"], inferred=stroke["inferred"])
        if stroke["filled"]:
            self.draw_area(stroke, look)
        else:
            self.draw_line(stroke, look)
        self.picture.keys |= {Key.INFERRED} if stroke["inferred"] else set()

    def draw_area(self, stroke: Stroke, look: Look) -> None:
        if colour := look.fill_colour(stroke["colour"]):
            for piece in self.pieces(stroke, closed=True):
                self.add(Shape(piece, fill=colour, opacity=look.solid))
        dash = INFERRED_OUTLINE if stroke["inferred"] else None
        for piece in self.pieces(stroke, closed=False):  # the edge of the picture is no edge of the area
            self.add(Shape(piece, look.edge_colour, look.outline, dash), _weight(stroke["style"]))

    def draw_line(self, stroke: Stroke, look: Look) -> None:
        pieces = self.pieces(stroke, closed=False)
        for piece in pieces if look.casing else ():
            casing = Shape(piece, look.edge_colour, look.casing, look.casing_dash, opacity=look.casing_solid)
            self.add(replace(casing, is_round=not look.is_blunt))
        for piece in pieces:
            line = Shape(piece, look.fill_colour(stroke["colour"]), look.line, look.dash, is_round=not look.is_blunt)
            self.add(line, _weight(stroke["style"]))

    def pieces(self, stroke: Stroke, *, closed: bool) -> list[tuple[Point, ...]]:
        """What lies inside the frame of lines or areas."""
        paths = ([self.projection.point(at) for at in path] for path in stroke["paths"])
        return [piece for path in paths for piece in self.clipped(path, closed=closed)]

    def draw_axis(self) -> None:
        metric = self.projection.ruler.metric
        band = [self.projection.pixel(x, y) for x, y in metric.buffer(_BAND_M, cap_style="flat").exterior.coords]
        self.add(Shape(tuple(band), fill=ACCENT_SOFT, opacity=0.75))
        self.add(Shape(tuple(self.projection.pixel(x, y) for x, y in metric.coords), ACCENT, 5), _MAJOR)
        self.picture.keys.add(Key.AXIS)
        for crossing in self.corridor.axis.crossings:
            self.add_ring(self.projection.point(LatLon(crossing.point.y, crossing.point.x)), 9, ACCENT)

    def draw_extent(self, place: Place) -> None:
        colour = SYMBOLS[Role(place["role"])].colour
        if place["kind"] == PositionKind.POINT:
            radius = place["doubt"] * self.projection.scale
            around = ShapelyPoint(self.projection.point(place["at"][0])).buffer(radius, quad_segs=12)
            for piece in self.clipped(list(around.exterior.coords), closed=True):
                self.add(Shape(piece, fill=colour, opacity=0.18), _FAINT)
                self.picture.keys.add(Key.DOUBT)
            return
        hatched = place["kind"] != PositionKind.EXTENT
        for path in place["paths"]:
            for piece in self.clipped([self.projection.point(at) for at in path], closed=place["filled"]):
                if place["filled"]:
                    self.add(
                        Shape(
                            piece,
                            colour,
                            1.2,
                            _ABOUT if hatched else None,
                            fill=colour,
                            hatched=hatched,
                            opacity=_HATCH if hatched else 0.4,
                        ),
                        _FAINT,
                    )
                    self.picture.keys.add(Key.HATCHED if hatched else Key.EXTENT)
                else:
                    self.add(Shape(piece, colour, 4), _MAJOR)
                    self.picture.keys.add(Key.STREET)

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
        self.below = STRtree([form for form, _ in self.drawn])
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
        for style in _NAMED_LINES:
            for label in labels:
                if label["style"] == style:
                    self.name_line(label)

    def name(self, text: str, places: Sequence[LatLon], clearance: float, *, important: bool = False) -> None:
        """Write a name beside the first of its places with room, where it covers least; else leave it to the list."""
        size, colour = (_NAME_PX, INK) if important else (_SMALL_PX, MUTED)
        whole = Caption(_NOWHERE, text, size, colour, important)
        for at in filter(self.is_inside, map(self.projection.point, places)):
            options = [
                (self.covered(caption.frame) + unusual + broken, caption)
                for lines, broken in _broken(text, size, bold=important)
                for caption, unusual in _around(at, clearance, replace(whole, lines=lines))
                if self.is_free(caption.frame) and self.is_true(caption.frame, at, clearance, own=important)
            ]
            if options:
                self.write(min(options, key=lambda option: option[0])[1])
                return

    def is_true(self, frame: Frame, at: Point, clearance: float, *, own: bool) -> bool:
        """Whether a name is nearer to its mark than to the symbol of any node, save the one that is its ``own``."""
        ground = box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
        near = ground.distance(ShapelyPoint(at)) - clearance
        others = (sign for sign in self.picture.signs if not (own and sign.at == at))
        return all(ground.distance(ShapelyPoint(sign.at)) - sign.size / 2 > near for sign in others)

    def write(self, caption: Caption) -> None:
        self.taken.append(caption.frame)
        self.picture.captions.append(replace(caption, covering=self.covered(caption.frame) > 0))

    def covered(self, frame: Frame) -> float:
        """How much of what is drawn a frame would cover, by its weight."""
        ground = box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
        hit = (self.drawn[number] for number in self.below.query(ground))
        return float(sum(weight * form.intersection(ground).area for form, weight in hit))

    def name_line(self, label: Label) -> None:
        """Write a line's name on it, as near to its middle as there is room; a metro line's in its own colour."""
        ground = {"metro": label["colour"] or MUTED, "shield": _SHIELD}.get(label["style"], "")
        width, height = width_px(label["text"], _SMALL_PX) + _LABEL_PAD_PX, _SMALL_PX * _LEADING
        for x, y in self.along(label["along"]):
            frame = Frame(x - width / 2, y - height / 2, width, height)
            if self.is_free(frame):
                colour = ink_on(ground) if ground else MUTED
                self.write(Caption(frame, label["text"], _SMALL_PX, colour, bold=False, ground=ground))
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

    def add(self, shape: Shape, weight: float = 0.0) -> None:
        self.picture.shapes.append(shape)
        if weight:
            form = Polygon(shape.points).buffer(0) if shape.fill else LineString(shape.points).buffer(shape.width / 2)
            self.drawn.append((form, weight))


def _weight(style: str) -> float:
    """What covering a square pixel of a style's lines or edges weighs."""
    return 0.0 if style in _AREAS else _MINOR if style in _GROUND else _MAJOR


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
        yield replace(name, frame=Frame(left, top, width, height), align=align), step * _STEP


def _projection(corridor: Corridor, shown: Sketch, frame: Frame) -> _Projection:
    """The axis and every point node, with a margin."""
    ruler = ruler_of(corridor.axis.line)
    points = [place["at"][0] for place in shown["places"] if place["kind"] == PositionKind.POINT]
    bounds = [ruler.metric.bounds, *(ruler.to_metres(ShapelyPoint(at.lon, at.lat)).bounds for at in points)]
    window = (
        min(b[0] for b in bounds) - _MARGIN_M,
        min(b[1] for b in bounds) - _MARGIN_M,
        max(b[2] for b in bounds) + _MARGIN_M,
        max(b[3] for b in bounds) + _MARGIN_M,
    )
    return _Projection(ruler, frame, window)
