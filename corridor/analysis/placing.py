"""A coordinate as people paste it, and the points it can mean: as its datum is declared, or as it may really be."""

import re
import unicodedata
from dataclasses import dataclass

from shapely import Point
from shapely.geometry.base import BaseGeometry

from corridor.analysis.proximity import stations
from corridor.geo import LonLat, ruler_of, to_wgs84
from corridor.model.corridor import Corridor
from corridor.model.text import Text

REACH_M = 3000.0
"""A pick farther than this from the axis is no place of the corridor in any datum."""
SHIFT_M = 50.0
"""Datums that bring a pick to within this distance of each other are one."""
_OTHERS = {"wgs84": "gcj02", "gcj02": "wgs84", "bd09": "gcj02"}
"""Which datum a pick really is in when it is not in the one it is said to be."""

_ANGLE = re.compile(
    r"(?P<before>[NSEW])?\s*(?P<sign>-)?(?P<degrees>\d{1,3}(?:\.\d+)?)\s*°?\s*"
    r"(?:(?P<minutes>\d{1,2}(?:\.\d+)?)\s*[′'’]\s*)?(?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s*(?:[″\"”]|[′'’]{2})\s*)?"
    r"(?(before)|(?P<after>[NSEW])?)"
)
_CHINESE = {
    "北纬": "N",
    "南纬": "S",
    "东经": "E",
    "西经": "W",
    "纬度": "N",
    "经度": "E",
    "，": ",",
    "、": ",",
    "；": ",",
    "度": "°",
}
_PAIR = 2
_MOST_LAT, _MOST_LON = 90.0, 180.0


class NoCoordinateError(ValueError):
    """A text is no pair of longitude and latitude."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A point that a pick can mean."""

    datum: str
    """The datum that the pick is read in."""
    point: Point
    """WGS-84."""
    axis_m: float
    """Straight distance from the axis in metres."""
    near_m: float | None
    """Straight distance in metres from where the node is known to be; ``None`` when that is not known."""


def read_coordinate(text: str, near: LonLat) -> LonLat:
    """Longitude and latitude of a pasted coordinate, in whatever order its signs or sizes tell.

    Letters (N, E, 北纬 …) decide first, then a number above 90; what is still open is read the way that comes nearer
    to ``near``, longitude first.

    Raises:
        NoCoordinateError: it is no pair of degrees.
    """
    said = text
    for chinese, plain in _CHINESE.items():
        said = said.replace(chinese, plain)
    said = re.sub(
        r"(?i)\b(?:lng|lon|longitude|lat|latitude)\b\s*[:=]?", "", unicodedata.normalize("NFKC", said)
    ).upper()
    parts = [match for match in _ANGLE.finditer(re.sub(r"[()\[\]:]", " ", said)) if match["degrees"]]
    rest = _ANGLE.sub("", re.sub(r"[()\[\]:]", " ", said)).strip(" ,;\t\n")
    if len(parts) != _PAIR or rest:
        raise NoCoordinateError(text)
    first, second = (_degrees(part) for part in parts)
    letters = [part["before"] or part["after"] or "" for part in parts]
    return _ordered(first, second, letters, near)


def candidates(corridor: Corridor, pick: LonLat, datum: str, near_id: str | None = None) -> tuple[Candidate, ...]:
    """What a pick can mean: as declared first, then as another datum would have it where that is to be suspected.

    A pick said to be WGS-84 near the strip is always suspected, since nearly every map that people pick from here is
    shifted; any other only when the other reading comes nearer to where the node is known to be.
    """
    declared = _candidate(corridor, pick, datum, near_id)
    other = _candidate(corridor, pick, _OTHERS[datum], near_id)
    ruler = ruler_of(corridor.axis.line)
    is_near = min(declared.axis_m, other.axis_m) <= REACH_M
    is_moved = ruler.distance_m(declared.point, other.point) > SHIFT_M
    # Without a known place both readings are equally good: nodes lie on the axis and off it.
    known = None not in (declared.near_m, other.near_m)
    is_better = known and (other.near_m or 0.0) < (declared.near_m or 0.0) - SHIFT_M
    return (declared, other) if is_near and is_moved and (datum == "wgs84" or is_better) else (declared,)


def landmark(corridor: Corridor, near_id: str | None) -> tuple[Text, BaseGeometry] | None:
    """The crossing or station of an id, with its place."""
    for crossing in corridor.axis.crossings:
        if crossing.id == near_id:
            return crossing.name, crossing.point
    for station in stations(corridor):
        if station.id == near_id:
            return station.name, station.geometry
    return None


def _candidate(corridor: Corridor, pick: LonLat, datum: str, near_id: str | None) -> Candidate:
    ruler, point = ruler_of(corridor.axis.line), to_wgs84(Point(pick), datum)
    known = landmark(corridor, near_id)
    near_m = ruler.distance_m(point, known[1]) if known else None
    return Candidate(datum=datum, point=point, axis_m=ruler.distance_m(point, corridor.axis.line), near_m=near_m)


def _degrees(part: re.Match[str]) -> float:
    value = float(part["degrees"]) + float(part["minutes"] or 0) / 60 + float(part["seconds"] or 0) / 3600
    return -value if part["sign"] or (part["before"] or part["after"]) in ("S", "W") else value


def _ordered(first: float, second: float, letters: list[str], near: LonLat) -> LonLat:
    ways = [LonLat(first, second), LonLat(second, first)]
    if set(letters) & set("NSEW"):
        is_lat_first = letters[0] in ("N", "S") or letters[1] in ("E", "W")
        ways = [ways[is_lat_first]]
        if all(letters) and (letters[0] in "NS") is (letters[1] in "NS"):
            ways = []
    good = [way for way in ways if abs(way.lon) <= _MOST_LON and abs(way.lat) <= _MOST_LAT]
    if not good:
        raise NoCoordinateError(f"{first}, {second}")
    return min(good, key=lambda way: abs(way.lon - near.lon) + abs(way.lat - near.lat))
