"""The map as native shapes that can be taken apart and edited, drawn from the same sketch as the screen's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pptx.slide import Slide
from shapely import LineString, Polygon, box
from shapely.geometry import Point as ShapelyPoint

from corridor.draw.lettering import width_px
from corridor.draw.palette import ACCENT, ACCENT_SOFT, INK, LINE, MIST, MUTED, PAPER, SYMBOLS
from corridor.draw.sketch import LatLon, Place, Sketch, Stroke, sketch
from corridor.export.deck.canvas import (
    Frame,
    Pen,
    Point,
    Type,
    area,
    outline,
    rectangle,
    ring,
    set_transparency,
    symbol,
    write,
)
from corridor.geo import Ruler, ruler_of
from corridor.model.corridor import Corridor
from corridor.model.place import PositionKind, Role
from corridor.model.text import Lang

_PENS = {
    "road": Pen("#c3ccca", 2.0),
    "expressway": Pen("#a9b5b2", 4.0),
    "rail": Pen("#8b9694", 2.0, dashed=True),
    "outline": Pen("#b6c2bf", 1.5, dashed=True),
}
_FALLBACK_PEN = Pen("#9aa6a3", 2.5)
_GREEN = "#dcebdc"
_BAND_M = 90.0
_MARGIN_M = 450.0
_LABEL_PX = 15.0
_SMALL = Type(12.0, MUTED)
_DOT_PX = 6.0
_GAP_PX = 6.0


@dataclass(frozen=True, slots=True)
class _Projection:
    """From WGS-84 to a frame on the slide, true to scale."""

    ruler: Ruler
    frame: Frame
    window: tuple[float, float, float, float]
    """West, south, east, north in metres."""

    @property
    def scale(self) -> float:
        west, south, east, north = self.window
        return min(self.frame.width / (east - west), self.frame.height / (north - south))

    def pixel(self, x: float, y: float) -> Point:
        west, south, east, north = self.window
        middle_x, middle_y = self.frame.x + self.frame.width / 2, self.frame.y + self.frame.height / 2
        return middle_x + (x - (west + east) / 2) * self.scale, middle_y - (y - (south + north) / 2) * self.scale

    def point(self, at: LatLon) -> Point:
        metric = self.ruler.to_metres(ShapelyPoint(at[1], at[0]))
        return self.pixel(metric.x, metric.y)

    def path(self, path: Sequence[LatLon]) -> list[Point]:
        return [self.point(at) for at in path]

    def holds(self, point: Point) -> bool:
        frame = self.frame
        return frame.x < point[0] < frame.x + frame.width and frame.y < point[1] < frame.y + frame.height


def draw_map(slide: Slide, corridor: Corridor, lang: Lang, frame: Frame, *, focus: str | None = None) -> None:
    """Draw base map, axis and nodes into a frame; with a focus only that node is named and marked."""
    shown = sketch(corridor, lang)
    projection = _projection(corridor, shown, frame)
    rectangle(slide, frame, MIST)
    for layer in shown["layers"]:
        if layer["visible"]:
            for stroke in layer["strokes"]:
                _draw_stroke(slide, projection, stroke)
    _draw_axis(slide, corridor, projection)
    _draw_places(slide, projection, shown["places"], focus)
    if focus is None:
        _draw_names(slide, projection, shown)


def _projection(corridor: Corridor, shown: Sketch, frame: Frame) -> _Projection:
    ruler = ruler_of(corridor.axis.line)
    reach = [ruler.metric]
    reach += [
        ruler.to_metres(LineString([(at[1], at[0]) for at in (place["at"][0], place["at"][0])]))
        for place in shown["places"]
        if place["kind"] == PositionKind.POINT
    ]
    bounds = [geometry.bounds for geometry in reach]
    window = (
        min(b[0] for b in bounds) - _MARGIN_M,
        min(b[1] for b in bounds) - _MARGIN_M,
        max(b[2] for b in bounds) + _MARGIN_M,
        max(b[3] for b in bounds) + _MARGIN_M,
    )
    return _Projection(ruler, frame, window)


def _draw_stroke(slide: Slide, projection: _Projection, stroke: Stroke) -> None:
    pen = _PENS.get(stroke["style"], Pen(stroke["colour"] or _FALLBACK_PEN.colour, 3.5))
    if stroke["inferred"]:
        pen = Pen(pen.colour, pen.width, dashed=True)
    for path in stroke["paths"]:
        points = projection.path(path)
        for piece in _clipped(points, projection.frame, closed=stroke["filled"] and stroke["style"] != "outline"):
            if stroke["filled"] and stroke["style"] != "outline":
                area(slide, piece, _GREEN, hatched=stroke["inferred"])
            else:
                outline(slide, piece, pen)


def _draw_axis(slide: Slide, corridor: Corridor, projection: _Projection) -> None:
    metric = projection.ruler.metric
    band = [projection.pixel(x, y) for x, y in metric.buffer(_BAND_M, cap_style="flat").exterior.coords]
    set_transparency(area(slide, band, ACCENT_SOFT), 0.25)
    outline(slide, [projection.pixel(x, y) for x, y in metric.coords], Pen(ACCENT, 5))
    for crossing in corridor.axis.crossings:
        at = projection.point((crossing.point.y, crossing.point.x))
        ring(slide, at, 9, Pen(ACCENT, 2))


def _draw_places(slide: Slide, projection: _Projection, places: list[Place], focus: str | None) -> None:
    for place in places:
        chosen = focus in (None, place["id"])
        fill = SYMBOLS[Role(place["role"])].colour if chosen else LINE
        if chosen:
            _draw_extent(slide, projection, place, fill)
    for place in sorted(places, key=lambda place: place["id"] == focus):
        if place["kind"] == PositionKind.POINT and projection.holds(at := projection.point(place["at"][0])):
            mark = SYMBOLS[Role(place["role"])]
            chosen = focus in (None, place["id"])
            symbol(
                slide, Role(place["role"]), at, mark.size * (0.9 if chosen else 0.6), mark.colour if chosen else MUTED
            )


def _draw_extent(slide: Slide, projection: _Projection, place: Place, fill: str) -> None:
    if place["kind"] == PositionKind.POINT:
        radius = place["doubt"] * projection.scale
        around = ShapelyPoint(projection.point(place["at"][0])).buffer(radius, quad_segs=12)
        for piece in _clipped(list(around.exterior.coords), projection.frame, closed=True):
            set_transparency(area(slide, piece, fill), 0.82)
        return
    for path in place["paths"]:
        for piece in _clipped(projection.path(path), projection.frame, closed=place["filled"]):
            if place["filled"]:
                hatched = place["kind"] != PositionKind.EXTENT
                set_transparency(area(slide, piece, fill, Pen(fill, 1.2, dashed=hatched), hatched=hatched), 0.6)
            else:
                outline(slide, piece, Pen(fill, 4))


def _draw_names(slide: Slide, projection: _Projection, shown: Sketch) -> None:
    signs = _Signs(slide, projection)
    for place in sorted(shown["places"], key=lambda place: place["kind"] != PositionKind.POINT):
        clearance = SYMBOLS[Role(place["role"])].size / 2
        signs.write(place["name"], place["at"], Type(_LABEL_PX, INK, bold=True), clearance)
    for stop in shown["axis"]["stops"]:
        signs.write(stop["text"], [stop["at"]], _SMALL, _DOT_PX)
    for label in (label for layer in shown["layers"] if layer["visible"] for label in layer["labels"]):
        if label["style"] == "station":
            for at in filter(projection.holds, map(projection.point, label["at"])):
                ring(slide, at, 2 * _DOT_PX - 2, Pen(label["colour"] or MUTED, 2))
            signs.write(label["text"], label["at"], _SMALL, _DOT_PX)


class _Signs:
    """Names on the map: each beside the first of its places where there is room, else left to the list beside it."""

    def __init__(self, slide: Slide, projection: _Projection) -> None:
        self.slide = slide
        self.projection = projection
        self.taken: list[Frame] = []

    def write(self, text: str, places: Iterable[LatLon], kind: Type, clearance: float) -> None:
        width, height = width_px(text, kind.size, bold=kind.bold) + 14, kind.size * 1.4
        for at in places:
            x, y = self.projection.point(at)
            reach = clearance + _GAP_PX
            for frame in (
                Frame(x + reach, y - height / 2, width, height),
                Frame(x - reach - width, y - height / 2, width, height),
                Frame(x - width / 2, y - clearance - height, width, height),
                Frame(x - width / 2, y + clearance, width, height),
            ):
                if self.free(frame):
                    self.taken.append(frame)
                    set_transparency(rectangle(self.slide, frame, PAPER, rounded=True), 0.25)
                    write(self.slide, frame.inset(2, 0), text, replace(kind, align="centre", anchor="middle"))
                    return

    def free(self, frame: Frame) -> bool:
        return _inside(frame, self.projection.frame) and not any(_overlap(frame, other) for other in self.taken)


def _inside(frame: Frame, outer: Frame) -> bool:
    return (
        frame.x >= outer.x
        and frame.y >= outer.y
        and frame.x + frame.width <= outer.x + outer.width
        and frame.y + frame.height <= outer.y + outer.height
    )


def _overlap(one: Frame, other: Frame) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _clipped(points: list[Point], frame: Frame, *, closed: bool) -> list[list[Point]]:
    """The parts of a line or area inside a frame."""
    window = box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
    inside = (Polygon(points).buffer(0) if closed else LineString(points)).intersection(window)
    parts = getattr(inside, "geoms", [inside])
    if closed:
        return [list(part.exterior.coords) for part in parts if isinstance(part, Polygon) and not part.is_empty]
    return [list(part.coords) for part in parts if isinstance(part, LineString) and len(part.coords) > 1]
