"""Datums: a shift of half a kilometre that nothing on the map would betray."""

from shapely.geometry.base import BaseGeometry

from corridor.geo import DATUMS, Ruler, from_wgs84
from corridor.i18n import both
from corridor.model.problem import Problems
from corridor.model.text import Text
from corridor.pack.checks.identity import landmarks, names_of
from corridor.pack.checks.places import spine
from corridor.pack.read import Tables, in_wgs84
from corridor.pack.table import Table

KnownPlace = tuple[Text, BaseGeometry, float]
"""Where a node is known to be: the name of the place, its point, and how far from it the node lies, in metres."""

GAIN_M = 200.0
"""Another datum is suspected only when it brings a node this much nearer to where it is known to be..."""
RESIDUAL = 0.5
"""...and leaves less than this share of the distance."""


def check_datums(tables: Tables, problems: Problems) -> None:
    """A node known to be at a crossing or station must not lie there only when read in another datum."""
    axis = spine(tables)
    if axis is None or "nodes" not in tables:
        return
    nodes = tables["nodes"]
    known, names = landmarks(tables), names_of(tables, "landmark")
    for row, (near, accuracy) in enumerate(
        zip(nodes.column("near_id", str), nodes.column("accuracy_m", float), strict=True)
    ):
        shape = nodes.geometry_wgs84[row]
        if near in known and shape is not None:
            place, doubt = known[near]
            now = axis.ruler.distance_m(shape, place)
            if now > (accuracy or 0.0) + doubt:
                _compare(nodes, row, (names[near], place, now), axis.ruler, problems)


def _compare(nodes: Table, row: int, at: KnownPlace, ruler: Ruler, problems: Problems) -> None:
    near, place, now = at
    declared = nodes.datums.get(nodes.files[row], "wgs84")
    native, shape = nodes.geometry_native.iloc[[row]], nodes.geometry_wgs84[row]
    read_as = {datum: in_wgs84(native, datum).iloc[0] for datum in DATUMS if datum != declared}
    shifted_back = {datum: from_wgs84(shape, datum) for datum in DATUMS}
    for code, candidates in (("datum-suspect", read_as), ("datum-undone", shifted_back)):
        distances = {datum: ruler.distance_m(shape, place) for datum, shape in candidates.items() if shape is not None}
        better = min(distances, key=distances.__getitem__)
        then = distances[better]
        if now - then > GAIN_M and then < RESIDUAL * now:
            names = {"datum": both(f"check.datum-name-{better}"), "declared": both(f"check.datum-name-{declared}")}
            values = {"near": near, "now": round(now), "then": round(then), "name": better, "file": nodes.files[row]}
            nodes.error(problems, code, row, "geometry", **names, **values)
            return
