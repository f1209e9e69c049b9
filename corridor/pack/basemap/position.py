"""Where a base map puts what a corridor has already: stations, crossings, the axis itself.

All shapes are in metres of the axis's UTM zone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

import numpy as np
from shapely import LineString, Point, get_parts
from shapely.geometry.base import BaseGeometry

from corridor.geo import DATUMS, Ruler, from_wgs84

_SHIFTED_M = 150.0
"""Stations that all lie further off than this are told by another datum, not by another survey."""
_ALIKE_M = 80.0
"""How near a datum's shift has to come to what is seen to explain it."""
_STEP_M = 20.0
"""Of the cross-sections by which a centre line is found."""
_HALF_WIDTH_M = 60.0
"""How far carriageways of one road may lie from its present line."""
_LEAST_SHARE = 0.6
"""Of the cross-sections that meet the road, for it to count as found."""
_SMOOTH_M = 1.5


@dataclass(frozen=True, kw_only=True, slots=True)
class CentreLine:
    """A line in the middle of a road's carriageways, and how it differs from the axis that there is."""

    line: LineString
    """Metres."""
    most_m: float
    """Its largest distance from the present axis."""
    length_m: float


def shift_of(pairs: Iterable[tuple[Point, Point]], ruler: Ruler) -> tuple[str, float] | None:
    """The datum that a base map seems to be in, and how far off it is; the datum is empty where none explains it.

    None where the base map is in place.

    Args:
        pairs: of each station where the corridor has it and where the base map has it, in metres.
        ruler: of the corridor's axis.
    """
    known = list(pairs)
    off_m = median(here.distance(there) for here, there in known) if known else 0.0
    if off_m < _SHIFTED_M:
        return None
    for datum in DATUMS:
        shifted = [ruler.to_metres(from_wgs84(ruler.to_degrees(here), datum)) for here, _ in known]
        explained = sum(moved.distance(there) <= _ALIKE_M for moved, (_, there) in zip(shifted, known, strict=True))
        if 2 * explained >= len(known):
            return datum, off_m
    return "", off_m


def crossing_on(road: BaseGeometry, ruler: Ruler, present: Point) -> Point | None:
    """Where a road meets the axis, nearest to where it was thought to; None where it does not."""
    met = [part.centroid for part in get_parts(ruler.metric.intersection(road)) if not part.is_empty]
    return min(met, key=present.distance, default=None)


def centre_line(carriageways: BaseGeometry, ruler: Ruler) -> CentreLine | None:
    """The middle of a road's carriageways along the present axis; None where most of it has no such road.

    At cross-sections of the present axis the middle between the outermost carriageways is taken; where they are
    missing the line goes straight on.
    """
    steps = np.linspace(0.0, ruler.length_m, max(2, round(ruler.length_m / _STEP_M) + 1))
    middles = [_middle(carriageways, ruler, float(m)) for m in steps]
    found = [place for place in middles if place is not None]
    if len(found) < max(2, _LEAST_SHARE * len(middles)):
        return None
    line = LineString(found).simplify(_SMOOTH_M)
    return CentreLine(line=line, most_m=ruler.metric.hausdorff_distance(line), length_m=float(line.length))


def _middle(carriageways: BaseGeometry, ruler: Ruler, m: float) -> Point | None:
    ends = [ruler.to_metres(ruler.point_at(m, offset_m)) for offset_m in (-_HALF_WIDTH_M, _HALF_WIDTH_M)]
    section = LineString(ends)
    met = [
        section.project(part.centroid) for part in get_parts(section.intersection(carriageways)) if not part.is_empty
    ]
    return section.interpolate((min(met) + max(met)) / 2) if met else None
