"""Nodes that an upload moves by just what two datums differ, or places without a word of the datum."""

from collections.abc import Iterable, Iterator

from shapely.geometry.base import BaseGeometry

from corridor.geo import DATUMS, Ruler, from_wgs84, ruler_of, to_wgs84
from corridor.i18n import both
from corridor.intake.compare.changes import Change
from corridor.intake.plausibility.doubt import CellKey, Doubt
from corridor.model.corridor import Corridor
from corridor.model.text import Text
from corridor.pack.checks.datums import GAIN_M
from corridor.pack.rows import GEOMETRY, LON_LAT

Placed = tuple[BaseGeometry, float]
"""Where a node is in WGS-84, and the radius of doubt in metres."""

_SLACK_M = 50.0
"""A node read in another datum is where it was when it lies this near, or within its accuracy."""


def doubts_of_moves(
    changes: Iterable[Change], before: Corridor | None, after: Corridor | None, *, datum: str, is_datum_open: bool
) -> Iterator[Doubt]:
    """What the new positions of nodes look like.

    Args:
        changes: what an upload does.
        before: the corridor now.
        after: the corridor as it would make it.
        datum: what the coordinates of nodes are read in.
        is_datum_open: whether nobody was asked, and no program knows, where the coordinates were picked.
    """
    moved = {
        change.id: change.column
        for change in changes
        if change.table == "nodes" and change.column in (*LON_LAT, GEOMETRY) and change.new
    }
    if after is None:
        return
    former = _places(before) if before else {}
    for key, now in _places(after).items():
        if key not in moved:
            continue
        at = ("nodes", key, "lat" if moved[key] in LON_LAT else moved[key])
        if key in former:
            yield from _doubts_of_move(at, former[key], now, ruler_of(after.axis.line), datum)
        elif is_datum_open and datum == DATUMS[0]:
            yield Doubt(code="datum-unsaid", at=at, values={"declared": _called(datum)})


def _doubts_of_move(at: CellKey, former: Placed, now: Placed, ruler: Ruler, datum: str) -> Iterator[Doubt]:
    """A node that would hardly have moved if its coordinates were read in another datum."""
    (then, _), (shape, accuracy_m) = former, now
    now_m = ruler.distance_m(shape.centroid, then.centroid)
    for other in (other for other in DATUMS if other != datum):
        read = to_wgs84(from_wgs84(shape, datum), other)
        then_m = ruler.distance_m(read.centroid, then.centroid)
        if then_m <= max(_SLACK_M, accuracy_m) and now_m - then_m > GAIN_M:
            shown = {"now": round(now_m), "then": round(then_m)}
            yield Doubt(
                code="datum-moved", at=at, values={**shown, "declared": _called(datum), "datum": _called(other)}
            )
            return


def _places(corridor: Corridor) -> dict[str, Placed]:
    return {
        node.id: (node.position.geometry, node.position.accuracy_m or 0.0)
        for node in corridor.nodes
        if node.position.geometry is not None
    }


def _called(datum: str) -> Text:
    return both(f"check.datum-name-{datum}")
