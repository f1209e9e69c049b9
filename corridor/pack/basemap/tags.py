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


class Shape(StrEnum):
    """What a rule takes."""

    POINT = "point"
    LINE = "line"
    AREA = "area"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """Shapes of one kind in one layer."""

    style: LayerStyle
    shape: Shape
    key: str
    values: frozenset[str] = ANY
    from_zoom: int = 0
    """Zoom level of a web map from which it is drawn; 0 for always."""
    kind: str = ""
    """What it is within its layer; empty where the layer says it all."""


def _rules(style: LayerStyle, shape: Shape, key: str, *, values: str = "", from_zoom: int = 0) -> Rule:
    return Rule(style=style, shape=shape, key=key, values=frozenset(values.split()), from_zoom=from_zoom)


RULES = (
    _rules(LayerStyle.STATION, Shape.POINT, "railway", values="station halt"),
    _rules(LayerStyle.METRO, Shape.LINE, "route", values="subway light_rail monorail"),
    _rules(LayerStyle.METRO, Shape.LINE, "railway", values="subway light_rail monorail"),
    _rules(LayerStyle.RAIL, Shape.LINE, "railway", values="rail narrow_gauge"),
    _rules(LayerStyle.EXPRESSWAY, Shape.LINE, "highway", values="motorway trunk"),
    _rules(LayerStyle.ROAD, Shape.LINE, "highway", values="primary secondary"),
    _rules(LayerStyle.ROAD, Shape.LINE, "highway", values="tertiary motorway_link trunk_link", from_zoom=13),
    _rules(
        LayerStyle.ROAD,
        Shape.LINE,
        "highway",
        values="unclassified residential living_street primary_link secondary_link tertiary_link",
        from_zoom=14,
    ),
    _rules(LayerStyle.ROAD, Shape.LINE, "highway", values="service pedestrian", from_zoom=16),
    _rules(LayerStyle.WATER, Shape.AREA, "natural", values="water"),
    _rules(LayerStyle.WATER, Shape.AREA, "waterway", values="riverbank dock canal river"),
    _rules(LayerStyle.WATER, Shape.AREA, "landuse", values="basin reservoir"),
    _rules(LayerStyle.WATER, Shape.LINE, "waterway", values="river canal"),
    _rules(LayerStyle.WATER, Shape.LINE, "waterway", values="stream", from_zoom=15),
    _rules(LayerStyle.GREEN, Shape.AREA, "leisure", values="park garden nature_reserve golf_course"),
    _rules(
        LayerStyle.GREEN,
        Shape.AREA,
        "landuse",
        values="forest grass meadow recreation_ground village_green cemetery orchard",
    ),
    _rules(LayerStyle.GREEN, Shape.AREA, "natural", values="wood scrub grassland"),
    _rules(LayerStyle.BUILDING, Shape.AREA, "building", from_zoom=14),
    _rules(
        LayerStyle.BLOCK,
        Shape.AREA,
        "landuse",
        values="residential industrial commercial retail education institutional construction railway",
    ),
    _rules(LayerStyle.OUTLINE, Shape.AREA, "boundary", values="administrative"),
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
        {"Point": Shape.POINT, "LineString": Shape.LINE, "Polygon": Shape.AREA}
    )
    found = pd.Series(-1, index=shapes.index)
    for number, rule in enumerate(RULES):
        said = shapes[rule.key]
        fits = said.isin(rule.values) if rule.values else ~said.isin(("", "no"))
        found = found.mask((found < 0) & fits & (kinds == rule.shape), number)
    is_side_track = shapes["service"].isin(SERVICE_TRACKS) & (shapes["railway"] != "")
    return shapes.assign(rule=found)[(found >= 0) & ~is_side_track]
