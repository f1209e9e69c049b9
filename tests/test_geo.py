"""Metres along and beside an axis, by hand and by property, and the datums of Chinese map providers."""

import math

import pytest
from geopandas import GeoSeries
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer
from shapely import LineString, Point, Polygon

from corridor.geo import (
    DATUMS,
    Chainage,
    Ruler,
    are_degrees,
    are_exchanged,
    from_wgs84,
    lacking_half,
    ruler_of,
    to_wgs84,
)

EAST, NORTH = 500_000.0, 3_460_000.0
"""A place on the central meridian of UTM zone 51, in metres of that zone."""
TO_DEGREES = Transformer.from_crs("EPSG:32651", "EPSG:4326", always_xy=True)
GEOD = Geod(ellps="WGS84")


def place(east_m: float, north_m: float) -> tuple[float, float]:
    """Longitude and latitude of a place so many metres from the corner of the test ground."""
    lon, lat = TO_DEGREES.transform(EAST + east_m, NORTH + north_m)
    return lon, lat


def ruler(*metres: tuple[float, float]) -> Ruler:
    """The ruler of an axis through places of the test ground."""
    return Ruler(LineString([place(*xy) for xy in metres]))


BENT = ruler((0, 0), (0, 1000), (1000, 1000))
"""1 km to the north, then 1 km to the east."""
GENTLE = ruler((0, 0), (100, 400), (-50, 900), (150, 1500), (120, 2200))
"""Four segments that never turn back."""


@pytest.mark.parametrize(
    ("east_m", "north_m", "m", "offset_m"),
    [
        (0, 400, 400, 0),
        (50, 400, 400, 50),
        (-50, 400, 400, -50),
        (600, 980, 1600, 20),
        (600, 1030, 1600, -30),
        (300, 900, 1300, 100),
        (100, 700, 700, 100),
        (-30, 1040, 1000, -50),
        (0, 0, 0, 0),
        (30, -100, -100, 30),
        (-30, -100, -100, -30),
        (1000, 1000, 2000, 0),
        (1200, 980, 2200, 20),
        (1200, 1050, 2200, -50),
        (0, 1000, 1000, 0),
    ],
    ids=[
        "on the line",
        "right of it",
        "left of it",
        "right after the bend",
        "left after the bend",
        "inside the bend nearer to the second leg",
        "inside the bend nearer to the first leg",
        "outside of the bend the corner is nearest",
        "at the first end",
        "before the first end on the right",
        "before the first end on the left",
        "at the last end",
        "beyond the last end on the right",
        "beyond the last end on the left",
        "at the bend",
    ],
)
def test_chainage_by_hand(east_m: float, north_m: float, m: float, offset_m: float) -> None:
    """Chainage and offset of places whose answer follows from the drawing alone."""
    found = BENT.locate(Point(place(east_m, north_m)))
    assert found.m == pytest.approx(m, abs=0.01)
    assert abs(found.offset_m) == pytest.approx(abs(offset_m), abs=0.01)
    assert offset_m == 0 or math.copysign(1, found.offset_m) == math.copysign(1, offset_m)


@pytest.mark.parametrize(
    ("m", "offset_m", "east_m", "north_m"),
    [(400, 50, 50, 400), (1600, 20, 600, 980), (-100, 30, 30, -100), (2200, -50, 1200, 1050)],
)
def test_a_place_by_its_chainage(m: float, offset_m: float, east_m: float, north_m: float) -> None:
    """The point at a chainage stands where the drawing says, beyond both ends too."""
    found = BENT.point_at(m, offset_m)
    assert GEOD.inv(found.x, found.y, *place(east_m, north_m))[2] < 0.01


@given(m=st.floats(-400, 2700), offset_m=st.floats(-30, 30))
def test_locating_undoes_placing(m: float, offset_m: float) -> None:
    """Away from bends, the chainage of the point at a chainage is that chainage."""
    bends = [0.0]
    for start, end in zip(GENTLE.metric.coords, GENTLE.metric.coords[1:], strict=False):
        bends.append(bends[-1] + math.dist(start, end))
    if any(abs(m - bend) < 30 for bend in bends[1:-1]):
        m = (bends[1] + bends[2]) / 2
    found = GENTLE.locate(GENTLE.point_at(m, offset_m))
    assert found.m == pytest.approx(m, abs=0.01)
    assert found.offset_m == pytest.approx(offset_m, abs=0.01)


@given(east_m=st.floats(-800, 900), north_m=st.floats(-800, 3000))
def test_the_offset_is_never_more_than_the_distance_to_the_axis(east_m: float, north_m: float) -> None:
    """Nothing is nearer to the axis than its offset says, and between the ends the two are equal."""
    point = Point(place(east_m, north_m))
    found = GENTLE.locate(point)
    distance = GENTLE.distance_m(GENTLE.line, point)
    assert abs(found.offset_m) <= distance + 0.01
    if 0.0 <= found.m <= GENTLE.length_m:
        assert abs(found.offset_m) == pytest.approx(distance, abs=0.01)


def test_length_is_that_of_the_grid() -> None:
    """The axis is as long as its segments together."""
    assert BENT.length_m == pytest.approx(2000, abs=0.01)


def test_a_repeated_vertex_changes_nothing() -> None:
    """An axis drawn with a doubled point measures like one without."""
    doubled = ruler((0, 0), (0, 500), (0, 500), (0, 1000), (1000, 1000), (1000, 1000))
    found = doubled.locate(Point(place(1200, 980)))
    assert (found.m, found.offset_m) == pytest.approx((2200, 20), abs=0.01)
    assert doubled.locate(Point(place(20, 500))).offset_m == pytest.approx(20, abs=0.01)


def test_heights_are_dropped() -> None:
    """Geometry with a third coordinate is measured like geometry without."""
    high = Ruler(LineString([(*place(0, 0), 12.0), (*place(0, 1000), 15.0)]))
    assert high.locate(Point(*place(10, 300), 99.0)).m == pytest.approx(300, abs=0.01)


def test_sides_follow_the_local_direction() -> None:
    """On the northbound leg right is east, on the eastbound leg right is south."""
    assert [BENT.side(Chainage(m, offset)) for m in (500, 1500) for offset in (10, -10)] == ["e", "w", "s", "n"]


@pytest.mark.parametrize(
    ("end", "heading"), [((0, 9), "n"), ((9, 0), "e"), ((0, -9), "s"), ((-9, 0), "w"), ((3, 9), "n")]
)
def test_heading(end: tuple[float, float], heading: str) -> None:
    """The heading is the compass direction from end to end, bends aside."""
    assert ruler((0, 0), (40, 40), (end[0] * 100, end[1] * 100)).heading == heading


def test_a_stretch_is_clipped_to_the_axis() -> None:
    """A stretch that claims more than the axis has gets what there is."""
    assert ruler_of(BENT.stretch(-300, 600)).length_m == pytest.approx(600, abs=0.1)
    assert BENT.to_metres(BENT.stretch(900, 1100)).length == pytest.approx(200, abs=0.01)


def test_an_outline_is_located_between_its_vertices_too() -> None:
    """A long edge across a bend reaches a chainage that none of its ends has."""
    triangle = Polygon([place(200, 500), place(400, 800), place(200, 800)])
    assert min(found.m for found in BENT.locate_all(triangle)) == pytest.approx(500, abs=0.01)
    edge = LineString([place(-200, 400), place(-200, 1600)])
    assert len(BENT.locate_all(edge)) >= 1200 / 50


def test_a_circle_of_doubt_has_its_radius() -> None:
    """The circle is as wide as it says and no wider."""
    area = BENT.to_metres(BENT.circle(Point(place(0, 0)), 150)).area
    assert area == pytest.approx(math.pi * 150**2, rel=0.01)


@pytest.mark.parametrize(
    ("lon", "lat", "zone"),
    [
        (121.37, 31.27, 32651),
        (-0.1, 51.5, 32630),
        (151.2, -33.9, 32756),
        (180.0, 10.0, 32660),
        (-180.0, 0.0, 32601),
        (15.6, 84.5, 32633),
        (166.7, -80.5, 32758),
    ],
)
def test_the_zone_is_that_of_the_axis(lon: float, lat: float, zone: int) -> None:
    """Metres are those of the axis' own UTM zone, also at the edge of the map and beyond the last zones."""
    there = Transformer.from_crs("EPSG:4326", f"EPSG:{zone}", always_xy=True)
    found = Ruler(LineString([(lon, lat), (lon, lat + 0.01)])).to_metres(Point(lon, lat))
    assert (found.x, found.y) == pytest.approx(there.transform(lon, lat), abs=0.001)


@pytest.mark.parametrize(
    ("datum", "wgs84", "shown"),
    [
        ("gcj02", (116.404, 39.915), (116.41024449916938, 39.91640428150164)),
        ("gcj02", (-0.1276, 51.5072), (-0.1276, 51.5072)),
        ("gcj02", (137.9, 36.0), (137.9, 36.0)),
    ],
    ids=["Beijing", "London is not shifted", "nor is Japan"],
)
def test_known_pairs(datum: str, wgs84: tuple[float, float], shown: tuple[float, float]) -> None:
    """The formula gives the values that other implementations publish."""
    found = from_wgs84(Point(wgs84), datum)
    assert (found.x, found.y) == pytest.approx(shown, abs=1e-9)


def test_baidu_is_a_shift_of_gaode() -> None:
    """A published pair of the two providers."""
    gaode, baidu = (116.404, 39.915), (116.41036949371029, 39.92133699351021)
    found = from_wgs84(to_wgs84(Point(gaode), "gcj02"), "bd09")
    assert (found.x, found.y) == pytest.approx(baidu, abs=1e-8)


@settings(max_examples=300)
@given(lon=st.floats(73.5, 135.0), lat=st.floats(18.0, 53.5), datum=st.sampled_from(("gcj02", "bd09")))
def test_undoing_a_datum(lon: float, lat: float, datum: str) -> None:
    """Anywhere in China, what a provider shows leads back to within 0.1 m."""
    back = to_wgs84(from_wgs84(Point(lon, lat), datum), datum)
    assert GEOD.inv(lon, lat, back.x, back.y)[2] < 0.1


def test_every_kind_of_geometry_is_converted() -> None:
    """Lines and areas are shifted vertex by vertex; WGS-84 stays as it is."""
    square = Polygon(
        [(121.3, 31.2), (121.4, 31.2), (121.4, 31.3)], [[(121.36, 31.21), (121.37, 31.21), (121.37, 31.22)]]
    )
    for datum in DATUMS:
        back = to_wgs84(from_wgs84(square, datum), datum)
        assert back.equals_exact(square, 1e-6)
        assert from_wgs84(square, datum).equals(square) == (datum == "wgs84")


def test_an_unknown_datum_is_refused() -> None:
    """A datum that nobody defined is an error, not a guess."""
    with pytest.raises(KeyError):
        to_wgs84(Point(121.4, 31.2), "cgcs")


@pytest.mark.parametrize(
    ("lon", "lat", "degrees", "can_be_exchanged"),
    [
        (104.4, 30.4, True, False),
        (30.4, 104.4, False, True),
        (30.4, 60.2, True, False),
        (104.4, 104.4, False, False),
        (30.4, 180.5, False, False),
        (90.5, 104.4, False, False),
        (90.0, 180.0, False, True),
        (math.inf, 30.4, False, False),
    ],
)
def test_coordinates_are_exchanged_where_they_can_only_be_so(
    lon: float,
    lat: float,
    degrees: bool,  # noqa: FBT001 - a case of a test
    can_be_exchanged: bool,  # noqa: FBT001
) -> None:
    """What can be degrees as it stands is not doubted, and what can be none either way was not exchanged."""
    shape = Point(lon, lat)
    assert bool(are_degrees(shape)) is degrees
    assert bool(are_exchanged(shape)) is can_be_exchanged
    many = GeoSeries([None, shape, Point()])
    assert are_degrees(many).tolist() == [False, degrees, False]
    assert are_exchanged(many).tolist() == [False, can_be_exchanged, False]


@pytest.mark.parametrize(
    ("lon", "lat", "lacking"), [("104.4", "30.4", ""), ("", None, ""), ("104.4", "", "lat"), (None, "30.4", "lon")]
)
def test_half_a_place_lacks_its_other_half(lon: str | None, lat: str | None, lacking: str) -> None:
    """Both or neither."""
    assert lacking_half(lon, lat) == lacking
