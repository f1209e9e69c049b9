"""What a tagged shape is on a strip map: one table, first rule that fits.

Keys and values are OpenStreetMap's (its wiki, page Map features).
"""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd
from geopandas import GeoDataFrame

from corridor.model.place import LayerStyle

ANY = frozenset[str]()
"""Whatever the value, but for ``no``."""


class ShapeKind(StrEnum):
    """What a rule takes."""

    POINT = "point"
    LINE = "line"
    AREA = "area"


@dataclass(frozen=True, kw_only=True, slots=True)
class TagRule:
    """Shapes of one kind in one layer."""

    style: LayerStyle
    shape: ShapeKind
    key: str
    accepted: frozenset[str] = ANY
    from_zoom: int = 0
    """Zoom level of a web map from which it is drawn; 0 for always."""
    kind: str = ""
    """What it is within its layer; empty where the layer says it all."""


def _rules(style: LayerStyle, shape: ShapeKind, key: str, *, values: str = "", from_zoom: int = 0) -> TagRule:
    return TagRule(style=style, shape=shape, key=key, accepted=frozenset(values.split()), from_zoom=from_zoom)


RULES = (
    _rules(LayerStyle.STATION, ShapeKind.POINT, "railway", values="station halt"),
    _rules(LayerStyle.METRO, ShapeKind.LINE, "route", values="subway light_rail monorail"),
    _rules(LayerStyle.METRO, ShapeKind.LINE, "railway", values="subway light_rail monorail"),
    _rules(LayerStyle.RAIL, ShapeKind.LINE, "railway", values="rail narrow_gauge"),
    _rules(LayerStyle.EXPRESSWAY, ShapeKind.LINE, "highway", values="motorway trunk"),
    _rules(LayerStyle.ROAD, ShapeKind.LINE, "highway", values="primary secondary"),
    _rules(LayerStyle.ROAD, ShapeKind.LINE, "highway", values="tertiary motorway_link trunk_link", from_zoom=13),
    _rules(
        LayerStyle.ROAD,
        ShapeKind.LINE,
        "highway",
        values="unclassified residential living_street primary_link secondary_link tertiary_link",
        from_zoom=14,
    ),
    _rules(LayerStyle.ROAD, ShapeKind.LINE, "highway", values="service pedestrian", from_zoom=16),
    _rules(LayerStyle.WATER, ShapeKind.AREA, "natural", values="water"),
    _rules(LayerStyle.WATER, ShapeKind.AREA, "waterway", values="riverbank dock canal river"),
    _rules(LayerStyle.WATER, ShapeKind.AREA, "landuse", values="basin reservoir"),
    _rules(LayerStyle.WATER, ShapeKind.LINE, "waterway", values="river canal"),
    _rules(LayerStyle.WATER, ShapeKind.LINE, "waterway", values="stream", from_zoom=15),
    _rules(LayerStyle.GREEN, ShapeKind.AREA, "leisure", values="park garden nature_reserve golf_course"),
    _rules(
        LayerStyle.GREEN,
        ShapeKind.AREA,
        "landuse",
        values="forest grass meadow recreation_ground village_green cemetery orchard",
    ),
    _rules(LayerStyle.GREEN, ShapeKind.AREA, "natural", values="wood scrub grassland"),
    _rules(LayerStyle.BUILDING, ShapeKind.AREA, "building", from_zoom=14),
    _rules(
        LayerStyle.BLOCK,
        ShapeKind.AREA,
        "landuse",
        values="residential industrial commercial retail education institutional construction railway",
    ),
    _rules(LayerStyle.OUTLINE, ShapeKind.AREA, "boundary", values="administrative"),
)
KEYS = tuple(dict.fromkeys(rule.key for rule in RULES))
"""Tags by which a shape is told."""
SERVICE_TRACKS = frozenset(("yard", "siding", "spur", "crossover"))
"""Values of ``service`` of tracks that no strip map shows."""


def classified(shapes: GeoDataFrame) -> GeoDataFrame:
    """The shapes that a rule takes, with the number of it in ``RULES`` as a column ``rule``.

    Args:
        shapes: any geometry, a tag of `KEYS` a column of text, empty where it is not there.
    """
    kinds = shapes.geom_type.str.replace("Multi", "").map(
        {"Point": ShapeKind.POINT, "LineString": ShapeKind.LINE, "Polygon": ShapeKind.AREA}
    )
    found = pd.Series(-1, index=shapes.index)
    for number, rule in enumerate(RULES):
        said = shapes[rule.key]
        fits = said.isin(rule.accepted) if rule.accepted else ~said.isin(("", "no"))
        found = found.mask((found < 0) & fits & (kinds == rule.shape), number)
    is_side_track = shapes["service"].isin(SERVICE_TRACKS) & (shapes["railway"] != "")
    return shapes.assign(rule=found)[(found >= 0) & ~is_side_track]
