"""Where nodes lie along the axis and what is near them, never more exactly than is known."""

from collections.abc import Sequence

import pytest
from factories import corridor, node
from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry

from corridor.analysis.proximity import locate_node, nearest_stations, rounded_m
from corridor.geo import ruler_of
from corridor.model.corridor import Corridor
from corridor.model.place import Axis, ContextFeature, Layer, LayerStyle, Position, PositionKind
from corridor.model.text import Text

LINE = LineString([(104.0, 30.0), (104.0, 30.02)])
"""2.2 km due north."""
RULER = ruler_of(LINE)


def along(stations: Sequence[ContextFeature] = ()) -> Corridor:
    """A corridor on the line, with stations."""
    return corridor(
        axis=Axis(
            id="axis",
            name=Text("轴", "axis"),
            line=LINE,
            accuracy_m=10,
            published_length_m=None,
            crossings=(),
            source_ids=(),
        ),
        layers=(Layer(id="stations", name=Text("车站", "Stations"), style=LayerStyle.STATION, visible=True),),
        context=tuple(stations),
    )


def station(station_id: str, m: float, offset_m: float, name: str = "") -> ContextFeature:
    """A station that is known to 20 m."""
    text = Text(name or station_id, name or station_id)
    point = RULER.point_at(m, offset_m)
    return ContextFeature(
        id=station_id,
        layer_id="stations",
        name=text,
        geometry=point,
        accuracy_m=20,
        inferred=False,
        kind="1",
        colour="",
        from_zoom=0,
        source_ids=(),
    )


def at(m: float, offset_m: float, accuracy_m: float | None = 30.0) -> Position:
    """A point position."""
    return Position(kind=PositionKind.POINT, geometry=RULER.point_at(m, offset_m), accuracy_m=accuracy_m)


def over(kind: PositionKind, geometry: BaseGeometry) -> Position:
    """A position of a shape that is known to 30 m."""
    return Position(kind=kind, geometry=geometry, accuracy_m=30)


@pytest.mark.parametrize(
    ("metres", "shown"), [(0, 0), (24, 0), (25, 50), (74, 50), (75, 100), (-740, 750), (1224, 1200)]
)
def test_rounding(metres: float, shown: int) -> None:
    """Distances are given to the nearest 50 m, whatever their sign."""
    assert rounded_m(metres) == shown


def test_the_nearest_stations() -> None:
    """The two nearest are named, nearest first, with straight rounded distances and both accuracies together."""
    stations = [station("far", 2000, 0), station("near", 900, 300), station("nearer", 1110, -100)]
    found = nearest_stations(along(stations), node("n", position=at(1000, 0)))
    assert [(near.id, near.distance_m, near.accuracy_m) for near in found] == [("nearer", 150, 50), ("near", 300, 50)]


def test_a_station_of_two_lines_counts_once() -> None:
    """An interchange that the base map holds twice is one neighbour."""
    stations = [station("a-1", 900, 0, "甲"), station("a-2", 905, 0, "甲"), station("b", 300, 0, "乙")]
    found = nearest_stations(along(stations), node("n", position=at(1000, 0)))
    assert [near.name.zh for near in found] == ["甲", "乙"]


@pytest.mark.parametrize(
    "position",
    [
        over(PositionKind.WITHIN, RULER.circle(RULER.point_at(1000), 200)),
        over(PositionKind.EXTENT, RULER.circle(RULER.point_at(1000), 200)),
        Position(kind=PositionKind.STRETCH, geometry=None, accuracy_m=None, from_m=0, to_m=500),
        Position(kind=PositionKind.UNKNOWN, geometry=None, accuracy_m=None),
    ],
    ids=lambda position: position.kind,
)
def test_distances_are_between_points_only(position: Position) -> None:
    """What is not a point has no distance to anything."""
    assert nearest_stations(along([station("s", 1000, 0)]), node("n", position=position)) == ()


@pytest.mark.parametrize(
    ("offset_m", "accuracy_m", "side"),
    [(100, 30, "e"), (-100, 30, "w"), (20, 30, None), (-100, 150, None), (100, None, None)],
    ids=["right", "left", "within its accuracy", "known too badly", "accuracy not stated"],
)
def test_a_side_is_named_only_when_it_is_sure(offset_m: float, accuracy_m: float | None, side: str | None) -> None:
    """The side of the road is known when the offset exceeds the accuracy."""
    found = locate_node(along(), node("n", position=at(700, offset_m, accuracy_m)))
    assert found is not None
    assert (found.side, found.accuracy_m, found.from_m) == (side, accuracy_m, None)
    assert (found.m, found.offset_m) == pytest.approx((700, offset_m), abs=0.01)


def test_chainage_is_signed_beyond_the_ends() -> None:
    """A node before the first end has a negative chainage, one beyond the last more than the length."""
    before, beyond = (locate_node(along(), node("n", position=at(m, 0))) for m in (-300, RULER.length_m + 300))
    assert before is not None
    assert beyond is not None
    assert (before.m, beyond.m) == pytest.approx((-300, RULER.length_m + 300), abs=0.01)


def test_a_stretch_keeps_its_own_range() -> None:
    """A stretch says its chainage itself and is on no side."""
    found = locate_node(
        along(),
        node("n", position=Position(kind=PositionKind.STRETCH, geometry=None, accuracy_m=60, from_m=200, to_m=900)),
    )
    assert found is not None
    assert (found.m, found.from_m, found.to_m, found.offset_m, found.side) == (550, 200, 900, 0, None)


@pytest.mark.parametrize("kind", [PositionKind.EXTENT, PositionKind.WITHIN])
def test_an_area_covers_a_range(kind: PositionKind) -> None:
    """An area beside the road reaches from its first to its last chainage, and its nearest edge tells the side."""
    found = locate_node(along(), node("n", position=over(kind, RULER.circle(RULER.point_at(1000, -400), 150))))
    assert found is not None
    assert (found.from_m, found.to_m) == pytest.approx((850, 1150), abs=1)
    assert found.offset_m == pytest.approx(-250, abs=1)
    assert found.side == "w"


@pytest.mark.parametrize(
    "shape",
    [RULER.circle(RULER.point_at(1000, 100), 150), LineString([RULER.point_at(900, -80), RULER.point_at(950, 80)])],
    ids=["an area over the road", "a road across"],
)
def test_what_reaches_the_axis_is_on_no_side(shape: BaseGeometry) -> None:
    """A shape that touches or crosses the road has no offset."""
    found = locate_node(along(), node("n", position=over(PositionKind.EXTENT, shape)))
    assert found is not None
    assert (found.offset_m, found.side) == (0, None)


@pytest.mark.parametrize("kind", [PositionKind.UNKNOWN, PositionKind.WITHIN])
def test_no_geometry_no_chainage(kind: PositionKind) -> None:
    """What has no place on the map has none on the axis."""
    assert locate_node(along(), node("n", position=Position(kind=kind, geometry=None, accuracy_m=None))) is None


def test_a_layer_of_lines_holds_no_station() -> None:
    """Only points of station layers are stations."""
    platform = ContextFeature(
        id="p",
        layer_id="stations",
        name=Text("台", "p"),
        geometry=LINE,
        accuracy_m=5,
        inferred=False,
        kind="",
        colour="",
        from_zoom=0,
        source_ids=(),
    )
    other = ContextFeature(
        id="o",
        layer_id="roads",
        name=Text("路", "o"),
        geometry=Point(104, 30),
        accuracy_m=5,
        inferred=False,
        kind="",
        colour="",
        from_zoom=0,
        source_ids=(),
    )
    assert nearest_stations(along([platform, other]), node("n", position=at(10, 0))) == ()
