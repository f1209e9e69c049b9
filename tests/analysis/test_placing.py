"""Coordinates as people paste them, and the points they can mean."""

from pathlib import Path

import pytest
from shapely import Point

from corridor.analysis.placing import NoCoordinateError, candidates, read_coordinate
from corridor.geo import LonLat, from_wgs84, ruler_of
from corridor.model.figure import Release
from corridor.pack.load import load

NEAR = LonLat(121.37, 31.27)


@pytest.mark.parametrize(
    "text",
    [
        "121.37,31.27",
        "31.27, 121.37",
        "121.37，31.27",
        "１２１.３７，３１.２７",
        " 121.37 31.27 ",
        "(121.37, 31.27)",
        "N31.27 E121.37",
        "31.27°N, 121.37°E",
        "北纬31.27 东经121.37",
        "东经121.37°，北纬31.27°",
        "lng: 121.37, lat: 31.27",
        "31°16′12″N 121°22′12″E",
    ],
)
def test_a_pasted_coordinate_is_read_in_whatever_order(text: str) -> None:
    """Letters, sizes and nearness tell longitude from latitude."""
    assert read_coordinate(text, NEAR) == pytest.approx(NEAR)


@pytest.mark.parametrize(
    "text", ["", "未来岛", "121.37", "121.37, 31.27, 5", "N31.27 N121.37", "190, 95", "121.37, abc"]
)
def test_anything_else_is_refused(text: str) -> None:
    """Half a coordinate is none."""
    with pytest.raises(NoCoordinateError):
        read_coordinate(text, NEAR)


def test_a_shifted_pick_said_to_be_gps_is_shown_as_two_points(pack: Path) -> None:
    """One of them is where the clerk clicked in 高德."""
    corridor = load(pack, Release.PUBLIC)
    there = corridor.axis.line.interpolate(0.5, normalized=True)
    drawn = from_wgs84(Point(there), "gcj02")
    found = candidates(corridor, LonLat(drawn.x, drawn.y), "wgs84")
    assert [one.datum for one in found] == ["wgs84", "gcj02"]
    ruler = ruler_of(corridor.axis.line)
    assert ruler.distance_m(found[1].point, there) < 1
    assert ruler.distance_m(found[0].point, there) > 100


def test_a_pick_in_its_own_datum_is_one_point(pack: Path) -> None:
    """A right declaration is not questioned, and a place far from the strip in either datum neither."""
    corridor = load(pack, Release.PUBLIC)
    there = corridor.axis.line.interpolate(0.5, normalized=True)
    drawn = from_wgs84(Point(there), "gcj02")
    assert len(candidates(corridor, LonLat(drawn.x, drawn.y), "gcj02")) == 1
    assert len(candidates(corridor, LonLat(there.x + 1, there.y), "wgs84")) == 1


def test_gps_said_to_be_shifted_is_suspected_when_it_fits_better_unshifted(pack: Path) -> None:
    """The reverse mistake moves a node off the axis that it lies on."""
    corridor = load(pack, Release.PUBLIC)
    crossing = corridor.axis.crossings[0]
    at = LonLat(crossing.point.x, crossing.point.y)
    assert [one.datum for one in candidates(corridor, at, "gcj02", crossing.id)] == ["gcj02", "wgs84"]


@pytest.mark.parametrize("aside", [-0.005, 0.005])
def test_an_honest_pick_beside_the_axis_is_not_suspected(pack: Path, aside: float) -> None:
    """The other reading may lie nearer to the axis; that says nothing of a node whose place is not known."""
    corridor = load(pack, Release.PUBLIC)
    there = corridor.axis.line.interpolate(0.5, normalized=True)
    drawn = from_wgs84(Point(there.x + aside, there.y), "gcj02")
    (found,) = candidates(corridor, LonLat(drawn.x, drawn.y), "gcj02")
    assert found.datum == "gcj02"
