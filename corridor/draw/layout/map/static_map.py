"""The map as a still picture: everything placed in pixels, from the left and from the top, for paper and slides.

The same payload as the map on the screen, projected and clipped to a frame.
"""

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from shapely import LineString, Polygon
from shapely import Point as ShapelyPoint

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.map.camera import marked
from corridor.draw.layout.map.looks import ABOUT, HATCH, INFERRED_OUTLINE, LOOKS, READ, STOP_INK, Look, look_of
from corridor.draw.layout.map.names import NameWriter
from corridor.draw.layout.map.parts import LegendKey, Ring, Shape, Sign, StaticMap
from corridor.draw.layout.map.payload import MapPayload, MapPlace, Stroke, map_payload
from corridor.draw.layout.map.projection import Projection, projection_at, projection_of
from corridor.draw.layout.palette import ACCENT, ACCENT_SOFT, INK, MUTED, SYMBOLS
from corridor.geo import LatLon
from corridor.model.corridor import Chapter, Corridor
from corridor.model.place import PositionKind, Role
from corridor.model.text import Lang

_FAINT = 0.3
"""Weight of a square pixel covered by a name where it lies on a node's own area."""
_NAMED_LINES = ("metro", "shield", "expressway")
"""Styles of lines that bear their names, those that are set first first."""
_BAND_M = 90.0
"""Half the width of the band about the axis."""
_TOLD = 1.45
"""How much larger names and symbols are where a hall looks at them."""
_DOT_PX = 6.0
"""Radius of a station's ring, with the clear space about it."""


_payload = lru_cache(maxsize=2)(map_payload)
"""A deck draws the same map from many sides."""


def static_map(corridor: Corridor, lang: Lang, frame: Box, *, focus: str | None = None) -> StaticMap:
    """Place base map, axis and nodes in a frame; with a focus only that node is marked and nothing is named."""
    shown = _payload(corridor, lang)
    layers = [layer["id"] for layer in shown["layers"] if layer["visible"]]
    return _Drawing(corridor, shown, projection_of(corridor, shown, frame), layers=layers, focus=focus).draw()


def chapter_map(corridor: Corridor, lang: Lang, frame: Box, chapter: Chapter) -> StaticMap:
    """The same as a chapter looks at it: from where it looks, with its layers, its nodes named before all others."""
    shown, projection = _payload(corridor, lang), projection_at(corridor, chapter, frame)
    chosen = frozenset(marked(corridor, node_id) for node_id in chapter.node_ids)
    return _Drawing(corridor, shown, projection, layers=chapter.layer_ids, chosen=chosen, grown=_TOLD).draw()


def spot_of(corridor: Corridor, lang: Lang, frame: Box, node_id: str) -> Point | None:
    """Where a node's symbol stands in that picture; ``None`` for one that has no place, or lies outside the frame."""
    shown = _payload(corridor, lang)
    projection = projection_of(corridor, shown, frame)
    spots = (projection.point(place["at"][0]) for place in shown["places"] if place["id"] == node_id)
    return next(filter(StaticMap(frame=frame).is_inside, spots), None)


class _Drawing:
    """One picture being made."""

    def __init__(  # noqa: PLR0913 - what is drawn, from where, and what of it is meant
        self,
        corridor: Corridor,
        shown: MapPayload,
        projection: Projection,
        *,
        layers: Collection[str],
        focus: str | None = None,
        chosen: Collection[str] = (),
        grown: float = 1.0,
    ) -> None:
        self.corridor = corridor
        self.shown = shown
        self.projection = projection
        self.layers = [layer for layer in shown["layers"] if layer["id"] in layers]
        self.focus = focus
        self.chosen = chosen
        self.grown = grown
        self.picture = StaticMap(frame=projection.frame)
        self.taken: list[Box] = []
        self.drawn: list[tuple[Polygon, float]] = []
        """What a name should leave visible, and how much covering a square pixel of it weighs."""

    def draw(self) -> StaticMap:
        for layer in self.layers:
            for stroke in layer["strokes"]:
                if stroke["from_zoom"] <= self.projection.zoom:
                    self.draw_stroke(stroke)
        self.draw_axis()
        for place in self.shown["places"]:
            if self.focus in (None, place["id"]):
                self.draw_extent(place)
        for place in sorted(self.shown["places"], key=self.is_meant):
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
        self.picture.keys |= {LegendKey.INFERRED} if stroke["inferred"] else set()

    def draw_area(self, stroke: Stroke, look: Look) -> None:
        if colour := look.fill_colour(stroke["colour"]):
            for piece in self.pieces(stroke, closed=True):
                self.add(Shape(points=piece, fill=colour, opacity=look.solid))
        dash = INFERRED_OUTLINE if stroke["inferred"] else None
        for piece in self.pieces(stroke, closed=False):  # the edge of the picture is no edge of the area
            self.add(Shape(points=piece, stroke=look.edge.day, width=look.outline, dash=dash), look.weight)

    def draw_line(self, stroke: Stroke, look: Look) -> None:
        pieces = self.pieces(stroke, closed=False)
        for piece in pieces if look.casing else ():
            casing = Shape(
                points=piece,
                stroke=look.edge.day,
                width=look.casing,
                dash=look.casing_dash,
                opacity=look.casing_solid,
            )
            self.add(replace(casing, is_round=not look.is_blunt))
        for piece in pieces:
            line = Shape(
                points=piece,
                stroke=look.fill_colour(stroke["colour"]),
                width=look.line,
                dash=look.dash,
                is_round=not look.is_blunt,
            )
            self.add(line, look.weight)

    def pieces(self, stroke: Stroke, *, closed: bool) -> list[tuple[Point, ...]]:
        """What lies inside the frame of lines or areas."""
        return [piece for path in stroke["paths"] for piece in self.projection.pieces(path, closed=closed)]

    def draw_axis(self) -> None:
        metric = self.projection.ruler.metric
        band = [self.projection.pixel(x, y) for x, y in metric.buffer(_BAND_M, cap_style="flat").exterior.coords]
        for piece in self.projection.clipped(band, closed=True):
            self.add(Shape(points=piece, fill=ACCENT_SOFT, opacity=0.75))
        spine = [self.projection.pixel(x, y) for x, y in metric.coords]
        for piece in self.projection.clipped(spine, closed=False):
            self.add(Shape(points=piece, stroke=ACCENT, width=5), READ)
        self.picture.keys.add(LegendKey.AXIS)
        for crossing in self.corridor.axis.crossings:
            at = self.projection.point(LatLon(crossing.point.y, crossing.point.x))
            if self.picture.is_inside(at):
                self.add_ring(at, 9, ACCENT)

    def draw_extent(self, place: MapPlace) -> None:
        colour = SYMBOLS[Role(place["role"])].colour
        if place["kind"] == PositionKind.POINT:
            radius = place["doubt"] * self.projection.scale
            around = ShapelyPoint(self.projection.point(place["at"][0])).buffer(radius, quad_segs=12)
            for piece in self.projection.clipped(list(around.exterior.coords), closed=True):
                self.add(Shape(points=piece, fill=colour, opacity=0.18), _FAINT)
                self.picture.keys.add(LegendKey.DOUBT)
            return
        hatched = place["kind"] != PositionKind.EXTENT
        for path in place["paths"]:
            for piece in self.projection.pieces(path, closed=place["filled"]):
                if place["filled"]:
                    self.add(
                        Shape(
                            points=piece,
                            stroke=colour,
                            width=1.2,
                            dash=ABOUT if hatched else None,
                            fill=colour,
                            hatched=hatched,
                            opacity=HATCH if hatched else 0.4,
                        ),
                        _FAINT,
                    )
                    self.picture.keys.add(LegendKey.HATCHED if hatched else LegendKey.EXTENT)
                else:
                    self.add(Shape(points=piece, stroke=colour, width=4), READ)
                    self.picture.keys.add(LegendKey.STREET)

    def draw_sign(self, place: MapPlace) -> None:
        at = self.projection.point(place["at"][0])
        if not self.picture.is_inside(at):
            return
        role = Role(place["role"])
        chosen = self.is_meant(place) or (self.focus is None and not self.chosen)
        size = SYMBOLS[role].size * self.grown * (0.9 if chosen else 0.6)
        hollow = place["kind"] in (PositionKind.WITHIN, PositionKind.STRETCH)
        self.picture.signs.append(
            Sign(at=at, role=role, size=size, colour=SYMBOLS[role].colour if chosen else MUTED, hollow=hollow)
        )
        self.taken.append(Box(x=at[0] - size / 2, y=at[1] - size / 2, width=size, height=size))

    def is_meant(self, place: MapPlace) -> bool:
        """Whether the picture is about a node."""
        return place["id"] == self.focus or place["id"] in self.chosen

    def add_ring(self, at: Point, size: float, colour: str) -> None:
        self.picture.rings.append(Ring(at=at, size=size, colour=colour))
        self.taken.append(Box(x=at[0] - size / 2, y=at[1] - size / 2, width=size, height=size))

    def draw_names(self) -> None:
        labels = [one for layer in self.layers for one in layer["labels"] if one["from_zoom"] <= self.projection.zoom]
        stations = [label for label in labels if label["style"] == "station"]
        for label in stations:
            for at in filter(self.picture.is_inside, map(self.projection.point, label["at"])):
                self.add_ring(at, 2 * _DOT_PX - 2, label["colour"] or MUTED)
        names = NameWriter(self.picture, self.projection, self.taken, self.drawn, self.grown)
        for place in sorted(self.shown["places"], key=self.later_named):
            clearance = SYMBOLS[Role(place["role"])].size / 2 * self.grown
            important = self.is_meant(place) or not self.chosen
            names.name(place["name"], place["at"], clearance, INK if important else MUTED, important=important)
        for stop in self.shown["axis"]["stops"]:
            names.name(stop["text"], [stop["at"]], _DOT_PX, STOP_INK.day)
        for label in stations:
            names.name(label["text"], label["at"], _DOT_PX, LOOKS[label["style"]].name_colour)
        for style in _NAMED_LINES:
            for label in labels:
                if label["style"] == style:
                    names.name_line(label)

    def later_named(self, place: MapPlace) -> tuple[bool, bool]:
        """Sorts a node to its turn: those that are meant first, and points, which have but one place to be named at."""
        return not self.is_meant(place), place["kind"] != PositionKind.POINT

    def add(self, shape: Shape, weight: float = 0.0) -> None:
        self.picture.shapes.append(shape)
        if weight:
            form = Polygon(shape.points).buffer(0) if shape.fill else LineString(shape.points).buffer(shape.width / 2)
            self.drawn.append((form, weight))
