"""Nodes that an upload moves by just what two datums differ, or places without a word of the datum."""

from collections.abc import Iterable, Mapping

from shapely.geometry.base import BaseGeometry

from corridor.geo import DATUMS
from corridor.i18n import both
from corridor.intake.compare.changes import Change
from corridor.intake.plausibility.figures import Where
from corridor.model.problem import Problems, Topic
from corridor.pack.checks.datums import GAIN_M
from corridor.pack.checks.places import spine
from corridor.pack.read import Tables, in_wgs84
from corridor.pack.rows import GEOMETRY, LON_LAT
from corridor.pack.sheet import Sheet

_SLACK_M = 50.0
"""A node read in another datum is where it was when it lies this near, or within its accuracy."""


def suspect_moves(
    changes: Iterable[Change], before: Tables, after: Tables, *, where: Where, is_datum_open: bool
) -> Problems:
    """What the new positions of nodes look like.

    Args:
        changes: what an upload does.
        before: the tables now.
        after: the tables as it would make them.
        where: where in the upload a cell stands.
        is_datum_open: whether nobody was asked, and no program knows, where its coordinates were picked.
    """
    problems = Problems(Topic.INTAKE)
    moved = {
        change.id: change.column
        for change in changes
        if change.table == "nodes" and change.column in (*LON_LAT, GEOMETRY) and change.new
    }
    axis = spine(after) if moved else None
    if axis is None or "nodes" not in after:
        return problems
    nodes = after["nodes"]
    former = _places(before["nodes"]) if "nodes" in before else {}
    for row, (key, accuracy_m) in enumerate(
        zip(nodes.column("id", str), nodes.column("accuracy_m", float), strict=True)
    ):
        shape = nodes.geometry[row]
        if key not in moved or shape is None or shape.is_empty:
            continue
        declared = nodes.datums.get(nodes.files[row], DATUMS[0])
        column = "lat" if moved[key] in LON_LAT else moved[key]
        then, said = former.get(key), both(f"check.datum-name-{declared}")
        if then is None:
            if is_datum_open and declared == DATUMS[0]:
                problems.warning("datum-unsaid", where("nodes", key, column), declared=said)
            continue
        now_m = axis.ruler.distance_m(shape.centroid, then.centroid)
        for datum in DATUMS:
            (read,) = in_wgs84([nodes.drawn[row]], datum)
            then_m = axis.ruler.distance_m(read.centroid, then.centroid) if read is not None else now_m
            if datum != declared and then_m <= max(_SLACK_M, accuracy_m or 0.0) and now_m - then_m > GAIN_M:
                shown = {"now": round(now_m), "then": round(then_m), "declared": said}
                name = both(f"check.datum-name-{datum}")
                problems.warning("datum-moved", where("nodes", key, column), datum=name, **shown)
                break
    return problems


def _places(nodes: Sheet) -> Mapping[str, BaseGeometry]:
    return {
        key: shape
        for key, shape in zip(nodes.column("id", str), nodes.geometry, strict=True)
        if key and shape is not None and not shape.is_empty
    }
